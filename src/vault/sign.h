/*
 * Signing keys and signatures: Ed25519 over an SSHSIG blob, as OpenSSH's
 * PROTOCOL.sshsig has it, so that `ssh-keygen -Y verify` can check what this
 * program signed. Namespace "withus-record@v1", hash sha512.
 */
#ifndef VAULT_SIGN_H
#define VAULT_SIGN_H

#include <stddef.h>

#define SIGN_NAMESPACE "withus-record@v1"
#define SIGN_KEY_SIZE 32
#define SIGN_SECRET_SIZE 64
/* Canonical base64 of the blob, and a NUL. */
#define SIGN_TEXT_SIZE 249

struct sign_key {
	unsigned char public[SIGN_KEY_SIZE];
	unsigned char secret[SIGN_SECRET_SIZE];
};

/* A new random key (from the seed of a test build where one is set). */
void sign_key_make(struct sign_key *out);

/* The key that a seed gives, always the same: for keys that need not be
 * secret, and for nothing else. */
#define SIGN_SEED_SIZE 32
void sign_key_from_seed(struct sign_key *out,
    const unsigned char seed[SIGN_SEED_SIZE]);

/* Overwrites a key that is no longer needed. */
void sign_key_wipe(struct sign_key *key);

/* Signs a message; writes the text of the `sig` line. */
void sign_make(char out[SIGN_TEXT_SIZE], const struct sign_key *key,
    const void *message, size_t len);

/* Reads the key inside a signature's text without judging the signature.
 * -ERR_FORM_SIGNATURE where it is not in the one canonical form. */
int sign_read_key(unsigned char out[SIGN_KEY_SIZE], const char *text,
    size_t text_len);

/* Checks that the text is canonical and the signature holds under the key
 * inside it (libsodium's rules); sets that key. -ERR_FORM_SIGNATURE. */
int sign_check(unsigned char out[SIGN_KEY_SIZE], const char *text,
    size_t text_len, const void *message, size_t len);

/* "ssh-ed25519 AAAA…" of a public key, for allowed_signers; 81 bytes with
 * the NUL. */
#define SIGN_PUBLIC_TEXT_SIZE 81
void sign_print_public(char out[SIGN_PUBLIC_TEXT_SIZE],
    const unsigned char key[SIGN_KEY_SIZE]);

#endif
