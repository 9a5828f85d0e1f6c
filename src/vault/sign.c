/*
 * A signature is an SSHSIG blob (OpenSSH, PROTOCOL.sshsig) with nothing left
 * to choose: version 1, one Ed25519 key, one namespace, nothing reserved, one
 * hash. So all its bytes but the key and the signature proper are known:
 *
 *      0  "SSHSIG", version
 *     10  key: length 51 of what follows, "ssh-ed25519", 32 bytes
 *     69  namespace, reserved (empty), hash
 *     99  signature: length 83 of what follows, "ssh-ed25519", 64 bytes
 *    186  end; 248 characters of base64, without padding
 *
 * Lengths are 4 bytes, the greatest first. Reading compares the known parts
 * byte by byte: a parser that understands less cannot be led astray, and one
 * signature has exactly one text, so that a version's hash cannot be changed
 * by writing its signature another way.
 *
 * What is signed is not the message but a short preamble with its SHA-512:
 * the same "SSHSIG", namespace, reserved and hash, then the digest.
 */
#include "vault/sign.h"

#include <sodium.h>
#include <string.h>

#include "base/random.h"

#include <withus/err.h>

#define MAGIC "SSHSIG"
#define TYPE "\0\0\0\013ssh-ed25519"
/* Namespace, reserved and hash stand alike in blob and preamble. */
#define CONTEXT                                \
	"\0\0\0\020" SIGN_NAMESPACE "\0\0\0\0" \
	"\0\0\0\006sha512"

/* The known parts; the NUL of each literal is not one of their bytes. */
static const char head[] = MAGIC "\0\0\0\001"
				 "\0\0\0\063" TYPE "\0\0\0\040";
static const char middle[] = CONTEXT "\0\0\0\123" TYPE "\0\0\0\100";
static const char preamble[] = MAGIC CONTEXT "\0\0\0\100";

enum {
	HEAD_SIZE = sizeof(head) - 1,
	MIDDLE_SIZE = sizeof(middle) - 1,
	PREAMBLE_SIZE = sizeof(preamble) - 1,
	KEY_AT = HEAD_SIZE,
	MIDDLE_AT = KEY_AT + SIGN_KEY_SIZE,
	SIGNATURE_AT = MIDDLE_AT + MIDDLE_SIZE,
	BLOB_SIZE = SIGNATURE_AT + crypto_sign_BYTES,
	SIGNED_SIZE = PREAMBLE_SIZE + crypto_hash_sha512_BYTES,
	BASE64 = sodium_base64_VARIANT_ORIGINAL
};

_Static_assert(sodium_base64_ENCODED_LEN(BLOB_SIZE, BASE64) == SIGN_TEXT_SIZE,
    "a signature's text is as long as the header says");
_Static_assert(SIGN_KEY_SIZE == crypto_sign_PUBLICKEYBYTES &&
	SIGN_SECRET_SIZE == crypto_sign_SECRETKEYBYTES &&
	SIGN_SEED_SIZE == crypto_sign_SEEDBYTES,
    "keys are as long as Ed25519 has them");

void
sign_key_from_seed(struct sign_key *out,
    const unsigned char seed[SIGN_SEED_SIZE])
{
	crypto_sign_seed_keypair(out->public, out->secret, seed);
}

void
sign_key_make(struct sign_key *out)
{
	unsigned char seed[SIGN_SEED_SIZE];

	random_bytes(seed, sizeof(seed));
	sign_key_from_seed(out, seed);
	sodium_memzero(seed, sizeof(seed));
}

void
sign_key_wipe(struct sign_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

static void
fill_signed(unsigned char out[SIGNED_SIZE], const void *message, size_t len)
{
	memcpy(out, preamble, PREAMBLE_SIZE);
	crypto_hash_sha512(out + PREAMBLE_SIZE, message, len);
}

void
sign_make(char out[SIGN_TEXT_SIZE], const struct sign_key *key,
    const void *message, size_t len)
{
	unsigned char to_sign[SIGNED_SIZE];
	unsigned char blob[BLOB_SIZE];

	fill_signed(to_sign, message, len);
	memcpy(blob, head, HEAD_SIZE);
	memcpy(blob + KEY_AT, key->public, SIGN_KEY_SIZE);
	memcpy(blob + MIDDLE_AT, middle, MIDDLE_SIZE);
	crypto_sign_detached(blob + SIGNATURE_AT, NULL, to_sign,
	    sizeof(to_sign), key->secret);
	sodium_bin2base64(out, SIGN_TEXT_SIZE, blob, sizeof(blob), BASE64);
}

/* The blob is a whole number of groups of three bytes, so that base64 has
 * neither padding nor spare bits in which a second text could hide. libsodium
 * 1.0.18 reads every byte from 0x80 up as if it were '/': what was read is
 * therefore written again and must be the same text. */
static int
read_blob(unsigned char blob[BLOB_SIZE], const char *text, size_t text_len)
{
	char again[SIGN_TEXT_SIZE];
	size_t len = 0;

	if (text_len != SIGN_TEXT_SIZE - 1 ||
	    sodium_base642bin(blob, BLOB_SIZE, text, text_len, NULL, &len, NULL,
		BASE64) != 0 ||
	    len != BLOB_SIZE)
		return err_set(ERR_FORM_SIGNATURE, NULL);
	sodium_bin2base64(again, sizeof(again), blob, BLOB_SIZE, BASE64);
	if (memcmp(again, text, text_len) != 0 ||
	    memcmp(blob, head, HEAD_SIZE) != 0 ||
	    memcmp(blob + MIDDLE_AT, middle, MIDDLE_SIZE) != 0)
		return err_set(ERR_FORM_SIGNATURE, NULL);
	return 0;
}

int
sign_read_key(unsigned char out[SIGN_KEY_SIZE], const char *text,
    size_t text_len)
{
	unsigned char blob[BLOB_SIZE];
	int err = read_blob(blob, text, text_len);

	if (err == 0)
		memcpy(out, blob + KEY_AT, SIGN_KEY_SIZE);
	return err;
}

int
sign_check(unsigned char out[SIGN_KEY_SIZE], const char *text, size_t text_len,
    const void *message, size_t len)
{
	unsigned char to_check[SIGNED_SIZE];
	unsigned char blob[BLOB_SIZE];
	int err = read_blob(blob, text, text_len);

	if (err != 0)
		return err;
	fill_signed(to_check, message, len);
	if (crypto_sign_verify_detached(blob + SIGNATURE_AT, to_check,
		sizeof(to_check), blob + KEY_AT) != 0)
		return err_set(ERR_FORM_SIGNATURE, NULL);
	memcpy(out, blob + KEY_AT, SIGN_KEY_SIZE);
	return 0;
}

void
sign_print_public(char out[SIGN_PUBLIC_TEXT_SIZE],
    const unsigned char key[SIGN_KEY_SIZE])
{
	static const char type[] = TYPE "\0\0\0\040";
	static const char name[] = "ssh-ed25519 ";
	unsigned char blob[sizeof(type) - 1 + SIGN_KEY_SIZE];

	_Static_assert(sizeof(name) - 1 +
		    sodium_base64_ENCODED_LEN(sizeof(blob), BASE64) ==
		SIGN_PUBLIC_TEXT_SIZE,
	    "a key's text is as long as the header says");
	memcpy(blob, type, sizeof(type) - 1);
	memcpy(blob + sizeof(type) - 1, key, SIGN_KEY_SIZE);
	memcpy(out, name, sizeof(name) - 1);
	sodium_bin2base64(out + sizeof(name) - 1,
	    SIGN_PUBLIC_TEXT_SIZE - (sizeof(name) - 1), blob, sizeof(blob),
	    BASE64);
}
