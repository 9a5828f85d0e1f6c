/*
 * Looking back: the versions of a record, what came to a project, and what
 * changed word by word.
 */
#ifndef WITHUS_HISTORY_H
#define WITHUS_HISTORY_H

#include <withus/item.h>
#include <withus/journal.h>
#include <withus/kind.h>
#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a version did. */
enum moment_what {
	MOMENT_BEGAN,
	MOMENT_CHANGED,
	MOMENT_TOOK_BACK,
	MOMENT_BROUGHT_BACK, /* words again after taking back */
	MOMENT_SETTLED       /* one text out of several */
};

/* One version in a history. */
struct moment {
	size_t number; /* in its record: 1 is the first */
	struct vid vid;
	struct id id; /* the record */
	const char *code;
	const char *kind_name;
	const struct kind *kind;
	const char *title;
	struct person by;
	struct person typed_by;
	const char *confirmed; /* "" */
	const char *made;      /* day, as claimed */
	int64_t arrived;       /* when it came to this home; 0: not known */
	enum moment_what what;
	const char *action; /* "save", "undo", "import", "repair", or "" */
	int64_t doing;     /* versions of one action have one number; 0: none */
	const char *aside; /* why it does not count; NULL */
	bool is_shown;     /* it is what people see now */
	bool is_in_history;
};

/* The versions of one record, oldest first. */
int read_history(struct journal *journal, const struct id *project,
    const struct id *record,
    int (*each)(void *data, const struct moment *moment), void *data);

/* What came to this project, newest first; at most `most` (0: all). */
int read_project_history(struct journal *journal, const struct id *project,
    size_t most, int (*each)(void *data, const struct moment *moment),
    void *data);

/* One version, with words of its own. */
struct version_words {
	struct vid vid;
	struct record *words; /* to be freed */
};

/* Finds a version by its number or the start of its vid (4 digits or more).
 * ERR_VERSION_NOT_THERE. */
int read_version(struct journal *journal, const struct id *project,
    const struct id *record, const char *typed, struct version_words *out);

/* A run of words that stayed, went, or came. */
enum change_op {
	CHANGE_SAME,
	CHANGE_REMOVED,
	CHANGE_ADDED
};

struct change_run {
	const char *field;              /* key; NULL: the text */
	const struct kind_field *about; /* NULL: unknown, or the text */
	enum change_op op;
	const char *text; /* not cleaned; borrowed for the call */
	size_t len;
};

/* Which versions of which record are compared. */
struct change_sides {
	struct id project;
	struct id record;
	const char *from; /* number or start of vid; NULL: what `to` follows */
	const struct vid *from_of; /* instead of `from`: the words that these
				      versions make together, as a field `of`
				      names them */
	size_t from_of_count;
	const char *to;     /* NULL: what is shown now */
	size_t from_number; /* set: which it was; 0 for nothing */
	size_t to_number;   /* set; 0 for a combined text */
};

/* Compares two versions word by word. Calls `each` for every run of every
 * field that changed, fields in order, the text last; the sides' own texts
 * are the runs SAME and REMOVED, and SAME and ADDED. */
int read_changes(struct journal *journal, struct change_sides *sides,
    int (*each)(void *data, const struct change_run *run), void *data);

#endif
