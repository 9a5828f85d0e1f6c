#include "base/sha1.h"

#include <stdint.h>
#include <string.h>

#define BLOCK ((size_t)64)
/* The bytes at the end of the last block that say how many bits there were. */
#define TAIL ((size_t)8)
#define WORDS 16
#define ROUNDS 80

static uint32_t
turn(uint32_t word, unsigned bits)
{
	return word << bits | word >> (32 - bits);
}

static void
spread(uint32_t words[ROUNDS], const unsigned char *block)
{
	for (size_t i = 0; i < WORDS; i++)
		words[i] = (uint32_t)block[4 * i] << 24 |
		    (uint32_t)block[4 * i + 1] << 16 |
		    (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (size_t i = WORDS; i < ROUNDS; i++)
		words[i] = turn(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^
			words[i - 16],
		    1);
}

/* What a round adds, by the three words that it mixes. */
static uint32_t
mix(size_t round, uint32_t x, uint32_t y, uint32_t z)
{
	switch (round / 20) {
	case 0:
		return ((x & y) | (~x & z)) + 0x5a827999;
	case 1:
		return (x ^ y ^ z) + 0x6ed9eba1;
	case 2:
		return ((x & y) | (x & z) | (y & z)) + 0x8f1bbcdc;
	default:
		return (x ^ y ^ z) + 0xca62c1d6;
	}
}

static void
take_block(uint32_t state[5], const unsigned char *block)
{
	uint32_t words[ROUNDS];
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4];

	spread(words, block);
	for (size_t i = 0; i < ROUNDS; i++) {
		uint32_t next = turn(a, 5) + mix(i, b, c, d) + e + words[i];

		e = d;
		d = c;
		c = turn(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

/* The bytes of a number, the greatest first. */
static void
print_number(unsigned char *out, uint64_t number, size_t len)
{
	for (size_t i = 0; i < len; i++)
		out[i] = (unsigned char)(number >> 8 * (len - 1 - i));
}

void
sha1_begin(struct sha1 *sha1)
{
	*sha1 = (struct sha1){
		.state = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
		    0xc3d2e1f0 },
	};
}

void
sha1_add(struct sha1 *sha1, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	size_t used = sha1->len % BLOCK;
	size_t now = BLOCK - used < len ? BLOCK - used : len;

	if (len == 0)
		return;
	sha1->len += len;
	if (used > 0) {
		memcpy(sha1->rest + used, at, now);
		at += now;
		len -= now;
		if (used + now < BLOCK)
			return;
		take_block(sha1->state, sha1->rest);
	}
	for (; len >= BLOCK; at += BLOCK, len -= BLOCK)
		take_block(sha1->state, at);
	if (len > 0)
		memcpy(sha1->rest, at, len);
}

void
sha1_end(struct sha1 *sha1, unsigned char out[SHA1_SIZE])
{
	unsigned char last[2 * BLOCK] = { 0 };
	size_t rest = sha1->len % BLOCK;
	size_t last_len = rest + 1 + TAIL <= BLOCK ? BLOCK : 2 * BLOCK;

	memcpy(last, sha1->rest, rest);
	last[rest] = 0x80;
	print_number(last + last_len - TAIL, sha1->len * 8, TAIL);
	for (size_t i = 0; i < last_len; i += BLOCK)
		take_block(sha1->state, last + i);
	for (size_t i = 0; i < 5; i++)
		print_number(out + 4 * i, sha1->state[i], 4);
}

void
sha1_bytes(unsigned char out[SHA1_SIZE], const void *bytes, size_t len)
{
	struct sha1 sha1;

	sha1_begin(&sha1);
	sha1_add(&sha1, bytes, len);
	sha1_end(&sha1, out);
}
