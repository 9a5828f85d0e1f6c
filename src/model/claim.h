/*
 * What versions say about people and their keys: the matter from which
 * voices are made. A person is a member's record; a claim is a key record; a
 * vouch is one member's word for a claim.
 *
 * All of it stands in what an id is hashed from, so a version tells the truth
 * about it whoever wrote it; one whose id does not fit is passed over. A
 * version that withdraws keeps `born`: what was claimed or vouched stays so.
 */
#ifndef MODEL_CLAIM_H
#define MODEL_CLAIM_H

#include "model/born.h"

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

struct person {
	struct id id;
	bool is_own; /* `born` is the mark of their own key */
	unsigned char mark[BORN_MARK_SIZE];
	struct id adder; /* where not `is_own` */
};

struct claim {
	struct id record; /* id of the key record */
	struct id member; /* whom the key says it speaks for */
	unsigned char key[BORN_KEY_SIZE];
};

struct vouch {
	unsigned char key[BORN_KEY_SIZE]; /* that signed it */
	struct id by;
	struct id target; /* id of a key record */
};

/* A key that signed one of these. */
struct signer {
	unsigned char mark[BORN_MARK_SIZE];
	unsigned char key[BORN_KEY_SIZE];
};

/* Zeroed is empty. The lists are in the order named here, and nothing is
 * twice in them, after claim_sort. */
struct claims {
	struct person *people;  /* by id */
	struct claim *claims;   /* by record, member, key */
	struct vouch *vouches;  /* by key, by, target */
	struct signer *signers; /* by mark, key */
	size_t person_count, person_cap;
	size_t claim_count, claim_cap;
	size_t vouch_count, vouch_cap;
	size_t signer_count, signer_cap;
};

void claim_clear(struct claims *claims);

/* Takes down what a version of kind member, key or vouch says; others are
 * passed over, and so is what was typed for somebody in the last two: a key
 * and a word of honour are one's own. */
void claim_add(struct claims *claims, const struct record *record,
    const unsigned char key[BORN_KEY_SIZE]);

void claim_sort(struct claims *claims);

/* A person by id, or NULL. Borrowed. */
const struct person *claim_person(const struct claims *claims,
    const struct id *id);

/* The claims that a key record makes: `*count` of them, mostly one. */
const struct claim *claim_of_record(const struct claims *claims,
    const struct id *record, size_t *count);

/* The vouches that a key signed. */
const struct vouch *claim_vouches(const struct claims *claims,
    const unsigned char key[BORN_KEY_SIZE], size_t *count);

/* The keys, among those that signed something here, of a mark. */
const struct signer *claim_signers(const struct claims *claims,
    const unsigned char mark[BORN_MARK_SIZE], size_t *count);

/* Copies of all claims by (member, key), each pair once; `*count` of them, to
 * be freed. */
struct claim *claim_by_member(const struct claims *claims, size_t *count);

#endif
