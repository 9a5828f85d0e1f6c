/*
 * A temporary folder for one test, and the shell in it: for repositories
 * that git itself makes, looks into, or breaks.
 */
#ifndef SUPPORT_PLACE_H
#define SUPPORT_PLACE_H

#include <stddef.h>

struct place {
	char dir[64];
	char repo[80]; /* where the repository of the test is to be */
};

/* Makes the folder, and removes it with all in it. */
void place_make(struct place *place);
void place_clear(struct place *place);

/* The path of a name in it, to be freed. */
char *place_path(const struct place *place, const char *name);

/* Runs a shell script in the folder: its exit status. $R is the repository,
 * and git is told to use it, with a name and a date that stay the same. */
int place_try(const struct place *place, const char *script, ...)
    __attribute__((format(printf, 2, 3)));

/* The same; anything but success is a failure of the test. */
void place_run(const struct place *place, const char *script, ...)
    __attribute__((format(printf, 2, 3)));

/* What the script prints, without the last line's end; to be freed. */
char *place_ask(const struct place *place, const char *script, ...)
    __attribute__((format(printf, 2, 3)));

/* A tree of git's with these entries as they stand: in this order, whatever
 * their names and modes. Returns its id in hex, to be freed. */
struct place_entry {
	const char *mode; /* as a tree has it: "100644", "40000" */
	const char *name;
	const char *object; /* its id in hex */
};
char *place_tree(const struct place *place, const struct place_entry *entries,
    size_t count);

#endif
