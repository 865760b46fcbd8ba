// What a workbook is made of: entries of a zip archive, from zlib's minizip, and events of XML, from
// expat.
#ifndef MR_CWORKBOOK_H
#define MR_CWORKBOOK_H
#include <expat.h>
#include <stddef.h>

// An archive that is open for reading.
typedef struct mr_archive mr_archive;

// What became of an entry.
typedef enum {
    MR_ARCHIVE_READ,
    MR_ARCHIVE_MISSING,
    // More bytes than the caller takes.
    MR_ARCHIVE_TOO_LARGE,
    // Behind a password.
    MR_ARCHIVE_ENCRYPTED,
    // Cut short, a wrong checksum or a method of compression that is unknown.
    MR_ARCHIVE_BROKEN,
} mr_archive_outcome;

// NULL where there is no archive that can be read.
mr_archive *mr_archive_open(const char *path);
unsigned long mr_archive_entry_count(mr_archive *archive);
// Unpacks at most `limit` bytes whatever size the archive states. `*bytes` is released by free().
mr_archive_outcome mr_archive_read(mr_archive *archive, const char *name, size_t limit,
                                   unsigned char **bytes, size_t *count);
void mr_archive_close(mr_archive *archive);

#endif
