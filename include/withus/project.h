/* Projects of this home, and the members who live in it. */
#ifndef WITHUS_PROJECT_H
#define WITHUS_PROJECT_H

#include <withus/journal.h>
#include <withus/write.h>

struct project_new {
	const char *title;
	const char *member;   /* name of its first member */
	const char *template; /* "research", "service", "scie", "empty" */
	const char *(*translate)(const char *marked); /* for its titles; NULL:
							 as they are */
	const struct record *words; /* further fields of the project; NULL */
	/* First paragraph of the project's own file, for who meets it without
	 * this program; a sentence in the language of the people. */
	const char *about_files;
};

/*
 * Starts a project: makes its repository, the key of its first member, and
 * saves project, member, key and stages as one action. Sets the project's
 * item and the member's id.
 */
int project_start(struct journal *journal, const struct project_new *words,
    struct written *project, struct id *member);

/* All projects of this home, last used first. */
struct project_row {
	struct id id;
	const char *code;  /* "P-3vq8" */
	const char *title; /* "" where its record has not arrived */
	size_t entries;    /* diary entries */
	size_t members;
	size_t waiting; /* saves not yet in the history */
	bool is_last_used;
};
int project_each(struct journal *journal,
    int (*each)(void *data, const struct project_row *row), void *data);

/*
 * Finds the project meant: a code, a full title, or an unambiguous start of
 * one (letters' case and marks do not matter); NULL: the one used last.
 * ERR_PROJECT_NONE, ERR_PROJECT_NOT_THERE, ERR_PROJECT_SEVERAL.
 */
int project_find(struct journal *journal, const char *typed, struct id *out);

/* Notes that this project is used now. */
int project_use(struct journal *journal, const struct id *project);

/* A new member: somebody else (`here` false: they get no key here), or
 * somebody who lives in this home too, with a key of their own. `words` is a
 * record of kind member. */
int member_add(struct journal *journal, const struct writer *writer,
    const struct record *words, bool here, struct written *out);

/*
 * The member who acts: `typed` (code, name, unambiguous start) if it lives in
 * this home: ERR_MEMBER_NOT_HERE else. NULL: the only one who lives here, or
 * ERR_MEMBER_SEVERAL, ERR_MEMBER_NONE.
 */
int member_acting(struct journal *journal, const struct id *project,
    const char *typed, struct id *out);

/* True if this member has a key in this home. */
int member_lives_here(struct journal *journal, const struct id *project,
    const struct id *member, bool *out);

/* A key that says it speaks for a member. Borrowed for the call. */
struct member_key {
	struct id id;      /* its record */
	const char *words; /* six, to be read aloud and compared */
	const char *since; /* the day that it claims to be from */
	bool is_confirmed; /* by who reads */
};

/* Every key that claims a member, oldest first. ERR_MEMBER_KEYLESS. */
int member_each_key(struct journal *journal, const struct writer *reader,
    const struct id *member,
    int (*each)(void *data, const struct member_key *key), void *data);

/*
 * My word that a key speaks for a member. It is about this key alone: one that
 * the member uses later wants another. `key` NULL: the only one that claims
 * the member, or ERR_KEY_SEVERAL. ERR_NOTHING_CHANGED where it was given.
 */
int member_confirm_key(struct journal *journal, const struct writer *writer,
    const struct id *member, const struct id *key, struct written *out);

/* The same for the only key. */
int member_confirm(struct journal *journal, const struct writer *writer,
    const struct id *member, struct written *out);

/* The six words of each key that claims a member, a line each, in the order of
 * member_each_key. To be freed. */
int member_key_words(struct journal *journal, const struct id *project,
    const struct id *member, char **out);

#endif
