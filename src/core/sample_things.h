/*
 * The records of the sample: their names in the text, their ids, and the
 * keys. All that is random elsewhere is hashed from names here, so that the
 * sample is the same for everybody.
 */
#ifndef CORE_SAMPLE_THINGS_H
#define CORE_SAMPLE_THINGS_H

#include "base/date.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/span.h"
#include "core/sample_read.h"
#include "core/save.h"
#include "vault/sign.h"

#include <withus/kind.h>

#define SAMPLE_EDIT "edit"
#define SAMPLE_STRANGER "stranger"

/* A version that was made. */
struct sample_version {
	struct vid vid;
	const struct record *words; /* the action's */
	bool is_followed;
	bool is_aside; /* signed by a key nobody knows */
};

struct sample_thing {
	char *name;
	const struct kind *kind;
	const struct sample_doc *doc;     /* that began it; NULL: a key */
	const struct sample_thing *about; /* its parent; NULL: none */
	struct id id;
	char born[RECORD_BORN_MAX + 1];
	struct sign_key key; /* of a member */
	bool has_key;
	bool lives_here;
	struct sample_version *versions;
	size_t count;
	size_t cap;
};

struct sample {
	struct date last_day;
	struct id project;
	struct sample_thing **things; /* in the order of the text */
	size_t count;
	size_t cap;
	struct map *names;
	struct action action; /* all versions */
};

/* Finds out what records there are, and their ids. `text` must live as long
 * as the sample. -ERR_IMPORT_FORM with the line. */
int sample_index(struct sample *sample, const struct sample_text *text);
void sample_clear(struct sample *sample);

/* The record with this name, or NULL. */
struct sample_thing *sample_find(const struct sample *sample, struct span name);

/* The same; a fault of the line where there is none. */
int sample_need(const struct sample *sample, const struct sample_doc *doc,
    size_t line, struct span name, struct sample_thing **out);

/* The name of a member's key record, to be freed. */
char *sample_key_name(const char *member);

/* The key that is made from a name. */
void sample_make_key(struct sign_key *out, const char *name);

/* What stands in for randomness: 32 bytes from a use, a name, and more. */
void sample_hash(unsigned char out[HASH_SIZE], const char *use,
    const char *name, const char *more);

#endif
