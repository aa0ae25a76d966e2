// SHA-256 (FIPS 180-4), for content hashes: with the processor's own instructions where it has
// them, because hashing what is written would else cost as much as making it.

#ifndef ASHLAR_CONTENT_HASH_H
#define ASHLAR_CONTENT_HASH_H

#include <stddef.h>
#include <stdint.h>

// Puts the 32 bytes of the hash into `digest`.
void content_hash(const uint8_t *bytes, size_t count, uint8_t *digest);

// The same without the processor's instructions, on any machine: what tests hold the other against.
void content_hash_portable(const uint8_t *bytes, size_t count, uint8_t *digest);

#endif
