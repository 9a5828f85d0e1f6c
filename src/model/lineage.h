/*
 * The versions of one record, and how they follow each other.
 *
 * A lineage holds every admitted version of one record that is known: the
 * part of V with one id. An entry of `follows` counts only if that version
 * is here. It is filled by lineage_add, closed by lineage_link, and then
 * judged and looked at; adding after that means linking again.
 */
#ifndef MODEL_LINEAGE_H
#define MODEL_LINEAGE_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

/* Why a version counts, or what it lacks. Computed, never stored in it. */
enum standing {
	STANDING_GOOD,
	STANDING_EARLIER,     /* typed for someone who has own words here */
	STANDING_KEY_UNKNOWN, /* no member is spoken for by its key */
	STANDING_KEY_OTHER,   /* its key does not speak for by or typed-by */
	STANDING_WRITER,      /* this kind, or record, is not theirs to write */
	STANDING_SENSE,       /* its fields make no sense; see `fault` */
	STANDING_BORN,        /* its id is not made as its kind must */
	STANDING_PARTLY       /* of a member who has a voice, by somebody
				  else: counts for left and away alone */
};

struct version {
	struct vid vid;
	struct record *record; /* owned */
	unsigned char key[32]; /* the key inside its signature */
	enum standing standing;
	int fault;          /* STANDING_SENSE: the error code */
	bool is_typed_away; /* a typed version that may not displace the
				     own words that it follows */
	/* Set by lineage_link: */
	size_t *parents; /* indexes of versions it follows */
	size_t parent_count;
	size_t *children;
	size_t child_count;
	size_t depth; /* longest way from a root, from 0 */
};

struct lineage {
	struct id id;
	struct version *versions; /* after lineage_link: in byte order of vid */
	size_t count;
	size_t cap;
};

/* Zeroed is empty. Frees all versions and their records. */
void lineage_clear(struct lineage *lineage);

/* Takes over a record with its vid and signing key. Every record must have
 * one id. Of a vid that is added twice lineage_link keeps one and frees the
 * other; until then `count` counts both. */
void lineage_add(struct lineage *lineage, const struct vid *vid,
    struct record *record, const unsigned char key[32]);

/* Sorts by vid and draws the edges. Hash links cannot form a circle; one in
 * forged input is cut by admission, as vids are hashes of the bytes. */
void lineage_link(struct lineage *lineage);

/* Index of a version, or SIZE_MAX. */
size_t lineage_find(const struct lineage *lineage, const struct vid *vid);

/* The tree heads: versions that no other follows, whatever their standing.
 * Indexes in order of vid into `out` (room for `count`); returns how many. */
size_t lineage_heads(const struct lineage *lineage, size_t *out);

/* The same among a part of the versions only: `is_in[i]` for each; NULL: all
 * of them. What follows from outside of the part displaces nothing. */
size_t lineage_heads_among(const struct lineage *lineage, const bool *is_in,
    size_t *out);

/* The view heads: versions with standing that no version with standing
 * follows, edges of and through others not counted; where an own head of
 * `by` stands, typed ones are left out (they are STANDING_EARLIER). */
size_t lineage_view_heads(const struct lineage *lineage, size_t *out);

/* The typed heads that an own one makes the last call leave out. */
size_t lineage_earlier_heads(const struct lineage *lineage, size_t *out);

/* The view heads with STANDING_PARTLY taken for standing: the heads for the
 * fields that such a version counts for. */
size_t lineage_part_heads(const struct lineage *lineage, size_t *out);

/* Marks in `is_in` (room for `count`, cleared first) all versions from which
 * `from` descends, itself included. With `counting` only edges that count for
 * the view: typed edges that do not count are left out. */
void lineage_ancestors(const struct lineage *lineage, size_t from,
    bool counting, bool *is_in);

/* The maximal common ancestors of some versions by edges that count for the
 * view, in order of vid; a version is an ancestor of itself. Returns how
 * many. */
size_t lineage_bases(const struct lineage *lineage, const size_t *heads,
    size_t head_count, size_t *out);

/* Order in which people number versions: (depth, made, vid). Fills `out`
 * (room for `count`) with indexes. */
void lineage_number(const struct lineage *lineage, size_t *out);

#endif
