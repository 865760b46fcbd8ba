// The low-level calls pull in nothing of OpenSSL but the hash itself, so a static link stays small.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "include/CDigest.h"

_Static_assert(sizeof(SHA256_CTX) <= sizeof(mr_sha256), "room for OpenSSL's state");

void mr_sha256_begin(mr_sha256 *hash) { SHA256_Init((SHA256_CTX *)hash->state); }
void mr_sha256_add(mr_sha256 *hash, const void *bytes, size_t count) {
    SHA256_Update((SHA256_CTX *)hash->state, bytes, count);
}
void mr_sha256_end(mr_sha256 *hash, unsigned char digest[32]) {
    SHA256_Final(digest, (SHA256_CTX *)hash->state);
}
