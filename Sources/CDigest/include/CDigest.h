// SHA-256 of a stream of bytes, from OpenSSL's libcrypto (FIPS 180-4).
#ifndef MR_CDIGEST_H
#define MR_CDIGEST_H
#include <stddef.h>
#include <stdint.h>

// A hash under way.
typedef struct {
    _Alignas(8) unsigned char state[256];
} mr_sha256;

void mr_sha256_begin(mr_sha256 *hash);
void mr_sha256_add(mr_sha256 *hash, const void *bytes, size_t count);
void mr_sha256_end(mr_sha256 *hash, unsigned char digest[32]);

#endif
