/*
 * One architecture decision record, read out of its Markdown: what becomes of
 * each part of it. No word of the file is lost but the names of sections that
 * have a field (adr_section_name), the numbers of a list of options, and the
 * word "because" between what was chosen and why; what has no field stays
 * text.
 */
#ifndef CORE_CARRY_ADR_H
#define CORE_CARRY_ADR_H

#include "base/date.h"
#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* In the order in which one is believed beside another. */
enum adr_status {
	ADR_UNKNOWN, /* it is not said, or in words that are not known */
	ADR_OPEN,
	ADR_ACCEPTED,
	ADR_REJECTED,
	ADR_DEPRECATED,
	ADR_SUPERSEDED
};

/* Another decision that stands in for this one, or the reverse. */
struct adr_link {
	bool is_newer; /* the other one stands in for this one */
	char *file;    /* its name; NULL: by its number */
	unsigned long long number;
	char *words; /* as they stand there */
};

struct adr {
	char *title;
	enum adr_status status;
	char day[DATE_SIZE]; /* "" where none is said */
	struct str said;     /* the status, in the file's words */
	struct str head;     /* status, day and deciders as they stand there */
	char **deciders;
	size_t decider_count;
	size_t decider_cap;
	struct str why;
	char **options;
	size_t option_count;
	size_t option_cap;
	struct str outcome; /* only where it is settled */
	struct str because;
	struct str body;
	struct adr_link *links;
	size_t link_count;
	size_t link_cap;
	struct str kept; /* headings of parts that only text has room for */
};

/*
 * Reads a file. `text` is changed: its lines then end in LF. -ERR_TEXT_* with
 * line and column, -ERR_IMPORT_FORM: it has no title, or its markup is too
 * tangled. To be cleared by adr_clear, also after an error.
 */
int adr_read(struct adr *out, const char *file, struct str *text);
void adr_clear(struct adr *adr);

/* True where it was settled, in whatever way. */
bool adr_is_settled(const struct adr *adr);

/* What a section is for, by the words of its heading. */
enum adr_section {
	ADR_PLAIN, /* text that has its place in the body */
	ADR_OTHER, /* a heading that is not known: also */
	ADR_SECTION_STATUS,
	ADR_SECTION_DAY,
	ADR_SECTION_DECIDERS,
	ADR_SECTION_WHY,
	ADR_SECTION_DRIVERS,
	ADR_SECTION_OPTIONS,
	ADR_SECTION_OUTCOME,
	ADR_SECTION_REASON,
	ADR_SECTION_LINKS
};
enum adr_section adr_section_name(struct span heading);

/* The head of a file: carry_adr_head.c. Front matter; the number of bytes it
 * takes. A title that stands there alone is taken. */
size_t adr_read_front(struct adr *adr, struct span text);
/* Text above the first section: lines such as "* Status: accepted" are taken
 * out of it, and all else is put into the body. */
void adr_read_lines(struct adr *adr, struct span text);
/* What a section says that is for one of these. */
void adr_read_status(struct adr *adr, struct span text);
void adr_read_day(struct adr *adr, struct span text);
void adr_read_deciders(struct adr *adr, struct span text);
/* carry_adr_status.c. The status as it was written, of several lines; and
 * lines that say what stands in for what. */
void adr_take_status(struct adr *adr, struct span text);
void adr_read_links(struct adr *adr, struct span text);

/* carry_adr_text.c. Lines that end in LF, no mark of the order of bytes in
 * front; and -ERR_TEXT_* with line and column for what no text may hold. */
void adr_fold_lines(struct str *text);
int adr_check_text(const struct str *text);
/* Adds a part with an empty line before it, without blank lines around; what
 * is indented on its first line (code) stays so. */
void adr_add_part(struct str *out, struct span text);
/* Adds words on one line: a run of white space is one space. */
void adr_add_line(struct str *out, struct span text);
struct span adr_trim(struct span text);
/* In capitals or not. */
bool adr_is_text(struct span span, const char *text);
/* A letter or digit. */
bool adr_is_word(char c);
/* True where two texts have the same words in the same order. */
bool adr_has_same_words(struct span a, struct span b);

/* The number of a file by its name: the first digits in it. False: none. */
bool adr_file_number(const char *name, unsigned long long *out);

#endif
