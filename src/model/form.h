/*
 * The file form of a version: parsing, printing, naming. withus-record(5)
 * says the same in words for other implementations.
 */
#ifndef MODEL_FORM_H
#define MODEL_FORM_H

#include "base/span.h"
#include "base/str.h"

#include <withus/record.h>

/*
 * Parses bytes that must be exactly in canonical form: form_print of the
 * result gives the same bytes. The form alone is judged: not whose key, not
 * the table of kinds, not the signature's truth. The caller frees `*out`.
 * Errors: ERR_FORM_* and ERR_TEXT_* with line and column. The id is held
 * against the formula with `by` or with `by` empty.
 */
int form_parse(struct record **out, const char *bytes, size_t len);

/* Adds the canonical bytes; without a `sig` line where sig is NULL. */
void form_print(struct str *out, const struct record *record);

/* Adds what a signature signs: all of the file but its `sig` line. */
void form_print_unsigned(struct str *out, const struct record *record);

/* The vid of a whole file. */
void form_vid(struct vid *out, const char *bytes, size_t len);

/* The id that project, kind, by (NULL: empty) and born give. */
void form_id(struct id *out, const struct id *project, const char *kind,
    const struct id *by, const char *born);

/* Adds the path that a version has in the tree as its record's k-th head,
 * k from 1. */
void form_path(struct str *out, const char *kind, const struct id *id,
    size_t k);

/*
 * Takes a path apart. Returns 0 and which record's k-th head it says it is
 * (`kind` "project" with no id for README.md), or -ERR_FORM_PATH.
 */
struct form_place {
	char kind[RECORD_KIND_MAX + 1];
	struct id id; /* none for the project's own record */
	size_t k;
};
int form_path_parse(struct form_place *out, const char *path, size_t len);

#endif
