/*
 * How the sample project is written down, in src/core/sample/: a text that
 * people can read and change, made of documents. Each becomes a version.
 *
 *   === decision d-pay by maryam on -252
 *   title: How are we paid, and how fast?
 *   why: Words that do not fit
 *   	go on in the next line, behind a tab.
 *   options: bank | Into the bank
 *   options: cash | In cash
 *   involve: @maryam; =the tea group
 *
 *   The body, in Markdown.
 *
 * The first line says which kind it is, gives the record a name of its own,
 * and says whose words it holds and on which day, counted from the last one.
 * `=== edit d-pay by ifeoma on -250` is a further version: what it does not
 * name stays as it was. A line that begins with "# " is a comment.
 *
 * Then come fields. @NAME stands for the record with this name. The items of
 * a set are parted by "; ". Rows have a line each, parted by " | ", with a
 * name of their own in front that others can point to. Days are counted like
 * the one above; {-30} in any text becomes a day in words.
 *
 * These are no fields:
 *
 *   about: NAME         what a view, an agreement, a reply … is about. It is
 *                       said to the versions that are shown at that point of
 *                       the file
 *   follows: NAME.2     instead of the version before: the second of NAME, or
 *                       several
 *   typed-by: NAME      and `confirmed: …`
 *   state: withdrawn
 *   born: rhythm        the one document of that kind
 *   key: own            a member who introduces themself, with a key;
 *   	                 `key: stranger`: signed by a key nobody knows
 *   added-by: NAME      a member who has none
 *   lives: here         whose key comes into the home of who looks around
 */
#ifndef CORE_SAMPLE_READ_H
#define CORE_SAMPLE_READ_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct sample_line {
	char *key;
	struct str text;
	size_t line; /* in the file */
	bool is_used;
};

struct sample_doc {
	const char *file; /* borrowed */
	size_t line;
	char *kind; /* or "edit" */
	char *name;
	char *by;
	long day; /* from the last one: 0 or less */
	struct sample_line *lines;
	size_t count;
	size_t cap;
	bool has_body;
	struct str body;
};

struct sample_text {
	struct sample_doc *docs;
	size_t count;
	size_t cap;
};

/* Adds the documents of one file. -ERR_IMPORT_FORM with the line. */
int sample_read(struct sample_text *text, const char *file, const char *bytes,
    size_t len);
void sample_text_clear(struct sample_text *text);

/* The text of the first line with this key, or NULL. Borrowed. */
const char *sample_doc_get(const struct sample_doc *doc, const char *key);

/* Reads "0", "-30", "+14"; false for anything else. */
bool sample_read_day(long *out, const char *text, size_t len);

/* Sets a fault of a line. -ERR_IMPORT_FORM. */
int sample_fault(const struct sample_doc *doc, size_t line, const char *why);

#endif
