// The number that the linker gave the program.
#ifndef MR_CBUILD_H
#define MR_CBUILD_H
#include <stddef.h>

// The GNU build ID in the program's notes: a hash of all that was linked. Its bytes, or null when the
// program was linked without one; count: how many.
const unsigned char *mr_build_id(size_t *count);

#endif
