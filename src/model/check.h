/*
 * Whether a record makes sense by the table of kinds. Part of standing,
 * never of admission: an older program with fewer kinds takes part.
 */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include <withus/kind.h>
#include <withus/record.h>

/* The fields, body and born of a record against its kind. 0, or an
 * ERR_FIELD_* / ERR_TEXT_EMPTY, and ERR_FORM_HEAD_VALUE for born (that it
 * is the hash of the signing key is not looked at). Unknown fields are not a
 * fault; a withdrawn version needs none. */
int check_record(const struct kind *kind, const struct record *record);

/* One field's value as a person gave it. */
int check_value(const struct kind *kind, const struct kind_field *field,
    const struct value *value);

#endif
