#include <minizip/unzip.h>
#include <stdlib.h>

#include "include/CWorkbook.h"

mr_archive *mr_archive_open(const char *path) { return (mr_archive *)unzOpen64(path); }

void mr_archive_close(mr_archive *archive) { unzClose((unzFile)archive); }

unsigned long mr_archive_entry_count(mr_archive *archive) {
    unz_global_info64 info;
    if (unzGetGlobalInfo64((unzFile)archive, &info) != UNZ_OK) return 0;
    return (unsigned long)info.number_entry;
}

// Reads the entry that is open, in pieces: the size that an archive states may be a lie.
static mr_archive_outcome unpack(unzFile file, size_t limit, unsigned char **bytes, size_t *count) {
    size_t capacity = 1 << 16;
    unsigned char *buffer = malloc(capacity);
    size_t used = 0;
    if (!buffer) return MR_ARCHIVE_TOO_LARGE;
    for (;;) {
        if (used == capacity) {
            unsigned char *larger = capacity > limit ? NULL : realloc(buffer, capacity * 2);
            if (!larger) {
                free(buffer);
                return MR_ARCHIVE_TOO_LARGE;
            }
            buffer = larger;
            capacity *= 2;
        }
        size_t room = capacity - used < 1 << 20 ? capacity - used : 1 << 20;
        int got = unzReadCurrentFile(file, buffer + used, (unsigned)room);
        if (got < 0) {
            free(buffer);
            return MR_ARCHIVE_BROKEN;
        }
        if (got == 0) break;
        used += (size_t)got;
        if (used > limit) {
            free(buffer);
            return MR_ARCHIVE_TOO_LARGE;
        }
    }
    *bytes = buffer;
    *count = used;
    return MR_ARCHIVE_READ;
}

mr_archive_outcome mr_archive_read(mr_archive *archive, const char *name, size_t limit,
                                   unsigned char **bytes, size_t *count) {
    unzFile file = (unzFile)archive;
    unz_file_info64 info;
    *bytes = NULL;
    *count = 0;
    // 2: names differ by case alone in some writers' archives.
    if (unzLocateFile(file, name, 2) != UNZ_OK) return MR_ARCHIVE_MISSING;
    if (unzGetCurrentFileInfo64(file, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK) {
        return MR_ARCHIVE_BROKEN;
    }
    if (info.flag & 1) return MR_ARCHIVE_ENCRYPTED;
    if (unzOpenCurrentFile(file) != UNZ_OK) return MR_ARCHIVE_BROKEN;
    mr_archive_outcome outcome = unpack(file, limit, bytes, count);
    // The checksum is compared when the entry is closed.
    if (unzCloseCurrentFile(file) != UNZ_OK && outcome == MR_ARCHIVE_READ) {
        free(*bytes);
        *bytes = NULL;
        outcome = MR_ARCHIVE_BROKEN;
    }
    return outcome;
}
