/*
 * Items: what people see of one record, computed from its versions.
 */
#ifndef WITHUS_ITEM_H
#define WITHUS_ITEM_H

#include <withus/kind.h>
#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

#define ITEM_CODE_SIZE 32
#define ITEM_STATUS_SIZE 8

/* A member as words beside other words. */
struct person {
	struct id id; /* none: nobody */
	char *name;   /* "" where the member's record is not here */
};

/* How the key that signed some words is known. */
enum trust {
	TRUST_CONFIRMED,    /* I vouched, or it is a key of this home */
	TRUST_INTRODUCED,   /* its own key, or vouched for by another */
	TRUST_NOT_CONFIRMED /* the only key that claims the member */
};

/* Words that some of the newest versions have. */
struct item_variant {
	char *text; /* for people; "" where left out there */
	struct person *writers;
	size_t writer_count;
	char made[11];
	struct vid vid; /* one of the versions that have them */
};

/* A place where newest versions differ and both cannot hold. */
struct item_clash {
	char *field; /* key; NULL: in the text */
	struct item_variant *variants;
	size_t variant_count;
};

/* A version that does not count, with the reason. */
struct item_aside {
	struct vid vid;
	struct person by;
	char made[11];
	const char *reason; /* "key-unknown": withus-json(7), static */
};

/* One record. */
struct item {
	struct id id;
	char code[ITEM_CODE_SIZE];
	char kind_name[RECORD_KIND_MAX + 1];
	const struct kind *kind; /* NULL: of a kind this release lacks */
	struct record *words;    /* the combined words; fields by key */
	char *title;             /* title, else first line; cut for lists */
	char day[11];            /* the kind's own day, else first made */
	char made[11];           /* of its first version */
	char changed[11];        /* of its newest */
	struct person by;
	struct person typed_by; /* nobody: the writer typed */
	enum trust trust;       /* of the version shown */
	size_t version_count;
	struct vid *heads; /* the view heads: for write_edit */
	size_t head_count;
	size_t word_count; /* how many different words they have */
	struct item_clash *clashes;
	size_t clash_count;
	struct item_aside *asides;
	size_t aside_count;
	bool is_withdrawn;
	bool is_withdrawn_too; /* edited here, taken back there */
	bool is_newer_form;    /* shown as text, not editable */
	bool is_in_history;    /* false: some version still waits */
	const char *status[ITEM_STATUS_SIZE]; /* computed; ended by NULL */
};

#endif
