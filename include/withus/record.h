/*
 * A version of a record, in memory: what withus-record(5) describes.
 *
 * A record is one thing (an entry, a stage, a member); a version is one
 * state of it, immutable bytes. All pointers inside a `struct record` belong
 * to it and go with record_free().
 */
#ifndef WITHUS_RECORD_H
#define WITHUS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Hash of a version's bytes: BLAKE2b-256. All zero: none. */
struct vid {
	unsigned char bytes[32];
};

/* Name of a record: 128 bits. All zero: none. */
struct id {
	unsigned char bytes[16];
};

#define VID_TEXT_SIZE 65 /* 64 hexadecimal digits and a NUL */
#define ID_TEXT_SIZE 27  /* 26 digits of base 32 and a NUL */
#define ROW_NAME_SIZE 5  /* 4 digits of base 32 and a NUL */

/* Limits that admission holds every version to; they never change. */
#define RECORD_BYTES_MAX ((size_t)1 << 20)
#define RECORD_LINES_MAX ((size_t)256)
#define RECORD_KIND_MAX ((size_t)32)
#define RECORD_KEY_MAX ((size_t)64)
#define RECORD_BORN_MAX ((size_t)80)
#define RECORD_NUMBER_MAX ((uint32_t)INT32_MAX)

/* The shape of a value shows in its own form, not in a table. */
enum value_shape {
	VALUE_ONE, /* a text */
	VALUE_SET, /* texts in byte order, none twice */
	VALUE_ROWS /* lists of texts; the first of each is the row's name */
};

struct row {
	char **cells; /* cells[0] is the name; UTF-8, NUL-ended */
	size_t count; /* at least 1 */
};

struct value {
	enum value_shape shape;
	char *text;       /* VALUE_ONE: never empty */
	char **items;     /* VALUE_SET */
	struct row *rows; /* VALUE_ROWS */
	size_t count;     /* of items or rows: at least 1 */
};

struct field {
	char *key; /* [a-z][a-z0-9-]* */
	struct value value;
};

struct record {
	char kind[RECORD_KIND_MAX + 1];
	uint32_t form;
	struct id project; /* none in the project's own record */
	struct id id;
	char born[RECORD_BORN_MAX + 1];
	struct id by;
	struct id typed_by; /* none: the writer typed */
	char *confirmed;    /* how typed words were confirmed; NULL: none */
	char made[11];      /* YYYY-MM-DD, as claimed */
	uint32_t rev;
	struct vid *follows; /* in byte order */
	size_t follow_count;
	char *state; /* "withdrawn", or a word of later forms; NULL: none */
	unsigned char salt[16];
	struct field *fields; /* in byte order of key */
	size_t field_count;
	char *sig;  /* canonical base64; NULL: not signed yet */
	char *body; /* Markdown, ends in LF; "" for none */
	size_t body_len;
};

bool vid_is_none(const struct vid *vid);
bool vid_equal(const struct vid *a, const struct vid *b);
int vid_compare(const void *a, const void *b); /* for qsort */
void vid_print(char out[VID_TEXT_SIZE], const struct vid *vid);
/* 64 lower-case hexadecimal digits; false for anything else. */
bool vid_parse(struct vid *out, const char *text, size_t len);

bool id_is_none(const struct id *id);
bool id_equal(const struct id *a, const struct id *b);
int id_compare(const void *a, const void *b); /* for qsort */
void id_print(char out[ID_TEXT_SIZE], const struct id *id);
/* 26 canonical digits; false for anything else. */
bool id_parse(struct id *out, const char *text, size_t len);

/* An empty record, form 1; the caller frees it. */
struct record *record_new(const char *kind);
void record_free(struct record *record);
struct record *record_copy(const struct record *record);

bool record_is_withdrawn(const struct record *record);

/* The value of a field, or NULL. Borrowed until the record changes. */
const struct value *record_get(const struct record *record, const char *key);
/* The text of a field that is one, or NULL. Borrowed. */
const char *record_get_text(const struct record *record, const char *key);

/* Puts a field in its place; an empty text, set or list takes it out. The
 * items of a set are sorted and made unique. All is copied. */
void record_set_text(struct record *record, const char *key, const char *text);
void record_set_items(struct record *record, const char *key,
    const char *const *items, size_t count);
void record_set_rows(struct record *record, const char *key,
    const struct row *rows, size_t count);
void record_set_value(struct record *record, const char *key,
    const struct value *value); /* NULL takes it out */
void record_remove(struct record *record, const char *key);

/* Sets the body: blank lines at both ends go, one LF ends it. Copied. */
void record_set_body(struct record *record, const char *text, size_t len);

bool value_equal(const struct value *a, const struct value *b);
void value_copy(struct value *out, const struct value *value);
/* Frees what is inside; the struct itself is the caller's. */
void value_clear(struct value *value);
bool value_has(const struct value *set, const char *item);

/* True if both say the same words: all fields, body and state; head keys
 * (who, when, salt, signature …) aside. */
bool record_same_words(const struct record *a, const struct record *b);

#endif
