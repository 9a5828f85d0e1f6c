/*
 * The table of kinds.
 *
 * A kind is a constant that says what a record of it holds. Checks, forms,
 * questions, lists, options of commands, exports, the merged view and history
 * read this table; a new kind is one file in src/model/kind/ and one row in
 * src/model/kind.def.
 */
#ifndef WITHUS_KIND_H
#define WITHUS_KIND_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

/* What the text of a field, or of a cell, means. */
enum field_form {
	FORM_TEXT,    /* a line of words */
	FORM_WORDS,   /* words of several lines */
	FORM_DATE,    /* YYYY-MM-DD */
	FORM_CHOICE,  /* one of `choices` */
	FORM_NUMBER,  /* whole, without sign */
	FORM_RECORD,  /* id of a record of one of the kinds in `points_to` */
	FORM_VERSION, /* a vid */
	FORM_NAMES,   /* id of a member, words that begin with "=", or one of
			 `choices` where there are any ("all") */
	FORM_ROW      /* name of a row in the field `rows_of` of the record that
			 this one is about, or words that begin with "=" */
};

/* Which of two days "3 May" means for this field. */
enum field_lean {
	LEAN_PAST,
	LEAN_FUTURE
};

struct field_choice {
	const char *name; /* as stored and typed */
	const char *word; /* for people, N_() */
	const char *help; /* what choosing it means, N_(); NULL */
	const char *text; /* what the body beside it is asked by, N_(); NULL:
			     as its kind says */
	bool needs_text;  /* a body has to stand beside it */
	bool ends;        /* whoever chooses it is asked nothing more */
};

struct kind_field {
	const char *name;     /* key in the file and in JSON */
	const char *option;   /* its word on the command line, if not `name` */
	const char *word;     /* for people, N_(): "Also known as" */
	const char *question; /* asked line by line, N_() */
	const char *help;     /* one or two sentences, N_() */
	const char *usual;    /* what Enter alone gives, as typed; NULL */
	enum value_shape shape;
	enum field_form form; /* of the text, each item, or each cell but the
				 name */
	enum field_lean lean;
	const struct field_choice *choices; /* ended by a NULL name */
	const char *points_to;    /* names of kinds, parted by spaces; "*": any
				     but key and vouch */
	const char *rows_of;      /* FORM_ROW: the field whose rows are meant */
	const char *const *cells; /* VALUE_ROWS: words for the cells after the
				     name, N_(), NULL-ended */
	bool names_first; /* the first of these cells is FORM_NAMES, whatever
			     `form` says */
	bool counts;      /* part of the words that people agree to or give
			     their view on: kind_field_counts */
	bool takes_words; /* FORM_NAMES: what is no name is words as it is */
	bool required;
	bool hidden; /* set by the program, never by an option */
};

/* Who may write a record of this kind. */
enum kind_writer {
	WRITER_BY,      /* only the member it is by */
	WRITER_EVERYONE /* every member */
};

/* What `born` is made of: withus-record(5). */
enum kind_born {
	BORN_RANDOM, /* 32 hexadecimal digits */
	BORN_PARENT, /* the id of the record it is about: once a member */
	BORN_KEY,    /* first half of the hash of the signing key */
	BORN_MEMBER, /* BORN_KEY, or `<adding member> <16 digits>` */
	BORN_WEEK,   /* `<stage or ->/<ISO week>` */
	BORN_RHYTHM  /* BORN_RANDOM, or KIND_BORN_RHYTHM: the one document that
			says how the team reflects */
};

#define KIND_BORN_RHYTHM "rhythm"

struct kind {
	const char *name;  /* "reflection" */
	const char *word;  /* for people, N_(): "diary entry" */
	const char *words; /* the plural, N_() */
	const char *help;  /* what it is for, N_() */
	char letter;       /* of its codes: 'R' */
	uint32_t form;     /* newest form that this program knows */
	enum kind_writer writer;
	enum kind_born born;
	const char *parent; /* field that points to the record it is about, for
			       BORN_PARENT and replies; NULL */
	const char *title;  /* field that names it in lists; NULL: its body */
	const char *day;    /* field that holds its day; NULL: first `made` */
	const char *body;   /* what the body is asked by, N_(); NULL: none */
	bool body_required;
	bool body_asked;  /* asked for also where options were given */
	const char *asks; /* fields asked of something new, in this order,
			      parted by spaces; other required ones come
			      first. NULL: those alone */
	const struct kind_field *fields; /* ended by a NULL name */
	/* Further sense that the table cannot say; sets a fault. NULL: none. */
	int (*check)(const struct record *record);
};

/* All kinds, by name in byte order; ended by NULL. */
const struct kind *const *kind_all(void);

/* A kind by name or by the letter of its codes; NULL where unknown. */
const struct kind *kind_by_name(const char *name);
const struct kind *kind_by_letter(char letter);

/* A field by its name, or by its word on the command line; NULL. */
const struct kind_field *kind_field(const struct kind *kind, const char *name);
const struct kind_field *kind_field_by_option(const struct kind *kind,
    const char *option);

/* The word a field has on the command line. */
const char *kind_field_option(const struct kind_field *field);

/* True if a field belongs to the counting words of its kind: it is marked, or
 * it is the title. (A body always belongs.) */
bool kind_field_counts(const struct kind *kind, const struct kind_field *field);

/* True if a field may hold the id of a record of this kind. */
bool kind_field_takes(const struct kind_field *field, const char *kind);

/* The word for people of a choice, or the name itself where unknown. */
const char *kind_field_choice_word(const struct kind_field *field,
    const char *name);

#endif
