/*
 * Versions for tests of what is done with many of them: cheap, not signed,
 * with vids and keys that are just numbers. A vid begins with its number, big
 * end first, so that numbers and vids sort the same way.
 */
#ifndef SUPPORT_WEAVE_H
#define SUPPORT_WEAVE_H

#include "base/str.h"
#include "model/lineage.h"
#include "model/view.h"
#include "model/voices.h"

#include <withus/record.h>

#include <stddef.h>
#include <stdint.h>

struct vid weave_vid(uint32_t number);
uint32_t weave_number(const struct vid *vid);

/* An id that is just a number; none for 0. */
struct id weave_id(uint32_t number);

/* The bytes of the n-th key. */
#define WEAVE_KEY_SIZE 32
void weave_key(unsigned char out[WEAVE_KEY_SIZE], uint32_t number);

struct weave {
	uint32_t vid;
	const char *follows; /* numbers of vids, in order; NULL: none */
	const char *words;   /* lines "key: value", an empty line, the body;
				[a, b] is a set, [[r, x], [s]] rows, nothing is
				quoted. State, made, form, rev and born can
				stand there too */
	const char *kind;    /* NULL: "note", which is no kind */
	struct id id;        /* none: the id of number 1 */
	struct id by;
	struct id typed_by;
	uint32_t key;
};

/* A record of it; the caller frees it. */
struct record *weave_record(const struct weave *weave);

/* Puts it into a lineage. */
void weave_add(struct lineage *lineage, const struct weave *weave);

/*
 * All that a view says, as lines of text: the heads, what to follow, marks,
 * the record as fields and body, then each clash and its variants with the
 * heads that have them, all heads by the number of their vid. To be freed.
 */
char *weave_print(const struct lineage *lineage, const struct view *view);

/* Records from which voices are made, with ids by the formula; to be freed. A
 * member who introduced themself has the mark of a key as `born`; one who was
 * added has `<adder> <16 digits>` of a number. */
struct record *weave_member(uint32_t key);
struct record *weave_added(const struct id *adder, uint32_t number);
struct record *weave_claim(const struct id *member, uint32_t key);
struct record *weave_vouch(const struct id *by, const struct id *claim);

#endif
