/*
 * Whose key: which member each key speaks for. The rules stand in
 * withus-record(5) under "Whose key": a least fixed point in which nothing
 * is negative, and after it, once, members whom only one key claims.
 */
#ifndef MODEL_VOICES_H
#define MODEL_VOICES_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

enum voice_grade {
	VOICE_OWN,     /* its hash is the `born` of that member */
	VOICE_VOUCHED, /* a key of the member, or of who added them, vouched */
	VOICE_CLAIMED  /* the only key that claims a member without another:
			    not confirmed, and it cannot vouch */
};

struct voices; /* opaque */

struct voices *voices_new(void) __attribute__((returns_nonnull));
void voices_free(struct voices *voices);

/* Puts in what a version says, if it is of kind member, key or vouch; other
 * kinds are passed over. `key` is the key inside its signature. Order does
 * not matter, nor does the same twice. Nothing of the record is kept. */
void voices_add(struct voices *voices, const struct record *record,
    const unsigned char key[32]);

/* Computes who speaks for whom. Call after the last voices_add. */
void voices_settle(struct voices *voices);

struct voice;
/* Adds voices that were worked out before: what they hang on may be unreadable
 * for now, and what stands does not stop standing. After voices_settle. */
void voices_keep(struct voices *voices, const struct voice *list, size_t count);

/* True if this key speaks for this member; `*grade` (may be NULL) how. */
bool voices_speaks(const struct voices *voices, const unsigned char key[32],
    const struct id *member, enum voice_grade *grade);

/* True if the key speaks for any member. */
bool voices_is_known(const struct voices *voices, const unsigned char key[32]);

/* True if this is the record of a member that was put in. */
bool voices_is_member(const struct voices *voices, const struct id *id);

/* True if some key speaks for the member (a claim counts too). A member whose
 * `born` is the hash of a key has a voice even before that key is seen. */
bool voices_has_voice(const struct voices *voices, const struct id *member);

/* True if a key that speaks for `who` vouched for this key: "confirmed". */
bool voices_has_vouched(const struct voices *voices, const struct id *who,
    const unsigned char key[32]);

/* All (key, member, grade) of keys that signed something which was put in,
 * sorted by member, then key: for the store. The caller frees `*out`. */
struct voice {
	unsigned char key[32];
	struct id member;
	enum voice_grade grade;
};
size_t voices_list(const struct voices *voices, struct voice **out);

#endif
