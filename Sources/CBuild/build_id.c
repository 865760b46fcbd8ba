#include "include/CBuild.h"

#ifdef __linux__
#define _GNU_SOURCE
#include <elf.h>
#include <link.h>
#include <string.h>

typedef struct {
    const unsigned char *bytes;
    size_t count;
} found_id;

// Notes are words: length of the name, length of what follows it, kind; both texts are padded.
static size_t padded(size_t length) { return (length + 3) & ~(size_t)3; }

// The first object is the program itself.
static int look(struct dl_phdr_info *object, size_t size, void *data) {
    (void)size;
    found_id *found = data;
    for (int part = 0; part < object->dlpi_phnum; ++part) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[part];
        if (header->p_type != PT_NOTE) continue;
        const unsigned char *at = (const unsigned char *)(object->dlpi_addr + header->p_vaddr);
        const unsigned char *end = at + header->p_memsz;
        while ((size_t)(end - at) > sizeof(ElfW(Nhdr))) {
            const ElfW(Nhdr) *note = (const void *)at;
            const unsigned char *name = at + sizeof *note;
            const unsigned char *text = name + padded(note->n_namesz);
            if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && !memcmp(name, "GNU", 4)) {
                found->bytes = text;
                found->count = note->n_descsz;
                return 1;
            }
            at = text + padded(note->n_descsz);
        }
    }
    return 1;
}

const unsigned char *mr_build_id(size_t *count) {
    found_id found = {0, 0};
    dl_iterate_phdr(look, &found);
    *count = found.count;
    return found.bytes;
}
#else
const unsigned char *mr_build_id(size_t *count) {
    *count = 0;
    return 0;
}
#endif
