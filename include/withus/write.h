/*
 * Writing: everything a person does is one action, and one entry in the
 * history. When a function here has returned 0 the words are on the disk;
 * whether they are in the history too says `in_history`.
 */
#ifndef WITHUS_WRITE_H
#define WITHUS_WRITE_H

#include <withus/journal.h>
#include <withus/kind.h>
#include <withus/record.h>

#define WRITTEN_CODE_SIZE 32

/* Who writes, in which project. */
struct writer {
	struct id project;
	struct id member;      /* lives in this home, and signs */
	struct id for_person;  /* none; else whose words these are */
	const char *confirmed; /* how they confirmed them ("read back") */
};

/* What was saved. */
struct written {
	struct id id;
	struct vid vid;
	const char *kind; /* static or of the kinds table */
	char code[WRITTEN_CODE_SIZE];
	bool in_history; /* false: saved; brought into the history later, and
			    err_last() says why not now */
};

/*
 * Saves a new record: kind, fields and body of `words`; the head is made
 * here. Errors: what check finds (ERR_FIELD_*, ERR_TEXT_*), ERR_STORE_*.
 *
 * Of some kinds a member has one record for each that it is about (a view, an
 * agreement), and a project one document with `born` KIND_BORN_RHYTHM. Where
 * that is here already, on this computer or from another, a new version of it
 * is saved: ERR_NOTHING_CHANGED, ERR_NOT_YOURS, ERR_KIND_NEWER as
 * write_edit. Words of write_begin keep what was said before.
 */
int write_new(struct journal *journal, const struct writer *writer,
    const struct record *words, struct written *out);

/*
 * Saves a new version of a record with the words given, following everything
 * that is shown of it now. `seen` are the view heads that the writer had
 * before them (from the item); where others have come since: ERR_EDIT_BEHIND,
 * and nothing is saved. ERR_NOTHING_CHANGED, ERR_NOT_YOURS, ERR_KIND_NEWER.
 */
struct write_edit {
	struct id record;
	const struct record *words;
	const struct vid *seen; /* NULL: did not look */
	size_t seen_count;
	int64_t draft; /* wiped in the same transaction; 0: none */
};
int write_edit(struct journal *journal, const struct writer *writer,
    const struct write_edit *edit, struct written *out);

/*
 * The words to begin from when something is said about a record: a record of
 * `kind` (view, agreement, settlement, answer, reply) whose parent field is
 * `about`. Where the writer has one already of a kind that there is one of,
 * `*before` is its item (to be freed), and the words are those shown; else
 * NULL. `before` may be NULL. The caller frees `*words` with record_free.
 */
struct item;
struct write_begin {
	const char *kind;
	struct id about;
};
int write_begin(struct journal *journal, const struct writer *writer,
    const struct write_begin *begin, struct record **words,
    struct item **before);

/*
 * Notes in `words` which versions of the record that they are about were on
 * the screen: field `of`, where the kind has it; and for a settlement `seen`,
 * the views that were there. `shown` are the heads from the item that was
 * shown; 0 of them: those of now. To be called before write_new and
 * write_edit, whenever somebody says it anew (not where they only mend their
 * own wording). ERR_CODE_NOT_THERE.
 */
int write_of(struct journal *journal, const struct id *project,
    struct record *words, const struct vid *shown, size_t shown_count);

/* Takes a record back: hidden, still in the history. */
int write_withdraw(struct journal *journal, const struct writer *writer,
    const struct id *record, struct written *out);

/* What an undo did to one record. */
struct undone {
	char code[WRITTEN_CODE_SIZE];
	const char *kind;
	const char *title;
	bool is_taken_back; /* it is gone again; else earlier words are back */
	bool is_brought_back; /* it had been taken back and is here again */
};

/*
 * Takes back the last action of the writer's member in this home; an undo is
 * an action too. Calls `each` for every record. ERR_NOTHING_TO_UNDO,
 * ERR_UNDO_BUILT_ON, ERR_UNDO_COLLIDES, ERR_UNDO_START.
 */
int write_undo(struct journal *journal, const struct writer *writer,
    int (*each)(void *data, const struct undone *undone), void *data,
    bool *in_history);

/*
 * Puts what a person typed for a field into `words`: days as people write
 * them, names and codes looked up, choices by name or word; for a set
 * "x,y" replaces, "+x" adds, "-x" removes; for rows "T" adds a row with the
 * cells parted by " | ", "b=T" changes the second, "b=" removes it, and of
 * rows whose first cell is a name also "NAME=T"; for FORM_ROW the letter or
 * the words of a row of the record that `words` are about (its parent field
 * is to be set before), else "=words"; "" takes the field out. Where a group
 * has the word "all", saving adds the members of the day. ERR_FIELD_*,
 * ERR_NAME_*, ERR_CODE_*.
 */
int write_apply(struct journal *journal, const struct id *project,
    struct record *words, const struct kind_field *field, const char *typed);

/* A field's value as write_apply would take it, for people: names instead of
 * ids, dates, words of choices. To be freed. Rows and sets by `index`. */
char *write_describe(struct journal *journal, const struct id *project,
    const struct kind_field *field, const char *text);

#endif
