/*
 * Making a version: the head keys, the id, the signature, the bytes; and
 * admitting it as anybody else's program would, before it is saved.
 */
#ifndef CORE_MAKE_H
#define CORE_MAKE_H

#include "core/save.h"
#include "model/lineage.h"
#include "vault/sign.h"

#include <withus/kind.h>
#include <withus/write.h>

/* Who makes it, and under which key. */
struct maker {
	struct id project; /* none only for the project's own first version */
	struct id by;
	struct id typed_by; /* none: by typed it */
	const char *confirmed;
	const struct sign_key *key;
};

/*
 * Adds a new version to an action: kind, fields, body, state of `words`;
 * `born` and what it follows are set in it by the caller (make_birth,
 * make_following). Texts are made NFC, checked against the table of kinds,
 * signed. `*id` and `*vid` may be NULL.
 */
int make_version(struct action *action, const struct maker *maker,
    const struct record *words, struct id *id, struct vid *vid);

/* Adds a record whose head is made already: the bytes as they will be
 * forever, signed, and admitted like a stranger's. */
int make_signed(struct action *action, struct record *record,
    const struct sign_key *key);

/* A random `born` of 32 digits, as a text in `out`. */
void make_born(char out[RECORD_BORN_MAX + 1]);

/* The first half of a public key's hash, in hex: `born` of its key record
 * and of a member who introduces themself. */
void make_key_born(char out[RECORD_BORN_MAX + 1],
    const unsigned char public[32]);

/* Lets `words` follow some versions of a lineage: id, born, follows, rev. */
void make_following(struct record *words, const struct lineage *lineage,
    const size_t *heads, size_t count);

/* The key of a member who lives in this home. -ERR_MEMBER_NOT_HERE. */
int make_get_key(struct journal *journal, const struct id *project,
    const struct id *member, struct sign_key *out);

/* The maker that a writer is. */
int make_maker(struct journal *journal, const struct writer *writer,
    struct sign_key *key, struct maker *out);

#endif
