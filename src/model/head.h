/*
 * The head keys: what every version of every kind has in front of its own
 * fields, in one fixed order and each in one fixed plain form.
 */
#ifndef MODEL_HEAD_H
#define MODEL_HEAD_H

#include "base/span.h"
#include "base/str.h"

#include <withus/record.h>

enum head {
	HEAD_WITHUS, /* kind/form */
	HEAD_PROJECT,
	HEAD_ID,
	HEAD_BORN,
	HEAD_BY,
	HEAD_TYPED_BY,
	HEAD_CONFIRMED, /* the one that is a text as fields have it */
	HEAD_MADE,
	HEAD_REV,
	HEAD_FOLLOWS,
	HEAD_STATE,
	HEAD_SALT,
	HEAD_FIELD, /* any field of the kind */
	HEAD_SIG,
	HEAD_COUNT
};

struct head_key {
	const char *name;
	const char *like; /* what its value is like, in no language: faults */
	/* Reads the value into a record that has none; false where it is not
	 * in form. NULL: a text, as fields have it. */
	bool (*parse)(struct record *record, struct span text);
	void (*print)(struct str *out, const struct record *record);
	/* Whether a record has to have it, by what stands in front of it;
	 * in a whole record: whether it has it. */
	bool (*is_there)(const struct record *record);
};

extern const struct head_key head_keys[HEAD_FIELD];

/* Length of the word a text begins with: a small letter, then small letters
 * and dashes. 0 where there is none, or more than RECORD_KIND_MAX. */
size_t head_count_word(struct span text);

/* A number from 1 to RECORD_NUMBER_MAX without zeros in front. */
bool head_parse_number(uint32_t *out, struct span text);

#endif
