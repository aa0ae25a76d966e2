// SHA-256 over whole messages: the portable rounds, and the same with the SHA extensions of x86.

#include "content_hash.h"

#include <string.h>

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// The same of the square roots of the first eight.
static const uint32_t beginning[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
    0x1f83d9ab, 0x5be0cd19};

typedef void (*mixing)(uint32_t state[8], const uint8_t *blocks, size_t count);

static uint32_t turn(uint32_t value, int count) {
  return value >> count | value << (32 - count);
}

static uint32_t word(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void mix(uint32_t state[8], const uint8_t *blocks, size_t count) {
  for (; count > 0; count--, blocks += 64) {
    uint32_t words[64];
    for (int index = 0; index < 16; index++) words[index] = word(blocks + 4 * index);
#pragma clang loop unroll_count(16)
    for (int index = 16; index < 64; index++) {
      uint32_t low = words[index - 15], high = words[index - 2];
      words[index] = words[index - 16] + (turn(low, 7) ^ turn(low, 18) ^ low >> 3) +
                     words[index - 7] + (turn(high, 17) ^ turn(high, 19) ^ high >> 10);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    // Eight rounds at a time, so that the letters go around without being moved.
#pragma clang loop unroll_count(8)
    for (int index = 0; index < 64; index++) {
      uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) +
                       constants[index] + words[index];
      uint32_t second =
          (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + first;
      d = c, c = b, b = a, a = first + second;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,ssse3,sse4.1")))

// Four rounds with four words; the unit keeps the state as (a b e f) and (c d g h).
WITH_SHA static inline void four_rounds(__m128i *abef, __m128i *cdgh, __m128i words, int first) {
  __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)(constants + first)));
  *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, sum);
  *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

WITH_SHA static void mix_with_extensions(uint32_t state[8], const uint8_t *blocks, size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(low, high, 8);
  __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
  for (; count > 0; count--, blocks += 64) {
    __m128i before_abef = abef, before_cdgh = cdgh;
    __m128i words[4];
    for (int index = 0; index < 4; index++)
      words[index] =
          _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks + 16 * index)), swap);
#pragma clang loop unroll(full)
    for (int index = 0; index < 16; index++) {
      four_rounds(&abef, &cdgh, words[index & 3], 4 * index);
      if (index < 12) {
        __m128i oldest = words[index & 3], second = words[(index + 1) & 3];
        __m128i third = words[(index + 2) & 3], newest = words[(index + 3) & 3];
        __m128i next = _mm_add_epi32(
            _mm_sha256msg1_epu32(oldest, second), _mm_alignr_epi8(newest, third, 4));
        words[index & 3] = _mm_sha256msg2_epu32(next, newest);
      }
    }
    abef = _mm_add_epi32(abef, before_abef);
    cdgh = _mm_add_epi32(cdgh, before_cdgh);
  }
  low = _mm_shuffle_epi32(abef, 0x1B);
  high = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(low, high, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

// EVIDENCE: Intel SDM, volume 2, CPUID: leaf 7, EBX bit 29 SHA; leaf 1, ECX bits 9 SSSE3, 19 SSE4.1.
static mixing find_best(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & 1u << 9) || !(c & 1u << 19)) return mix;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & 1u << 29)) return mix;
  return mix_with_extensions;
}

// Asked once: on a virtual machine the question itself takes longer than hashing a file.
static mixing best(void) {
  static mixing found;
  mixing known = __atomic_load_n(&found, __ATOMIC_RELAXED);
  if (!known) {
    known = find_best();
    __atomic_store_n(&found, known, __ATOMIC_RELAXED);
  }
  return known;
}

#else

static mixing best(void) { return mix; }

#endif

static void hash(const uint8_t *bytes, size_t count, uint8_t *digest, mixing mixes) {
  uint32_t state[8];
  memcpy(state, beginning, sizeof state);
  size_t whole = count / 64, rest = count % 64;
  mixes(state, bytes, whole);
  // What is left, a one bit, zeros, and the length in bits.
  uint8_t tail[128] = {0};
  if (rest > 0) memcpy(tail, bytes + 64 * whole, rest);
  tail[rest] = 0x80;
  size_t blocks = rest < 56 ? 1 : 2;
  uint64_t bits = (uint64_t)count * 8;
  for (int index = 0; index < 8; index++)
    tail[64 * blocks - 1 - index] = (uint8_t)(bits >> (8 * index));
  mixes(state, tail, blocks);
  for (int index = 0; index < 32; index++)
    digest[index] = (uint8_t)(state[index / 4] >> (24 - 8 * (index % 4)));
}

void content_hash(const uint8_t *bytes, size_t count, uint8_t *digest) {
  hash(bytes, count, digest, best());
}

void content_hash_portable(const uint8_t *bytes, size_t count, uint8_t *digest) {
  hash(bytes, count, digest, mix);
}
