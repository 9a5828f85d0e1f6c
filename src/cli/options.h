/*
 * The options that a command takes, gathered from the tables: those of every
 * command, its own, and the fields of its kind. Parsing and help read this
 * one list.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

enum option_origin {
	OPTION_GLOBAL, /* taken by every command */
	OPTION_OWN,    /* the command's own */
	OPTION_TEXT,   /* -m, -F, -e: of commands that write a body */
	OPTION_FIELD   /* a field of the kind */
};

struct option_entry {
	const char *name;
	char letter; /* 0: none */
	bool takes_value;
	enum option_origin origin;
	const struct option_row *row;   /* NULL for a field */
	const struct kind_field *field; /* NULL for all others */
};

struct option_list {
	struct option_entry *entries;
	size_t count;
	size_t cap;
};

/* The options of a command, or of the program where it is NULL, in the order
 * of help: its own, text, fields, global. A name that comes twice belongs to
 * the first. */
void options_gather(struct option_list *list, const struct command *command);
void options_clear(struct option_list *list);

/* Adds one, if its name is not there yet; true if it was not. */
bool options_add(struct option_list *list, const struct option_entry *entry);

const struct option_entry *options_find(const struct option_list *list,
    const char *name);
const struct option_entry *options_find_letter(const struct option_list *list,
    char letter);

/* The name nearest to what was typed: one that begins with it, else one that
 * differs in few letters; NULL where none is near. */
const char *options_nearest(const struct option_list *list, const char *typed);

/* What follows an option, in words for people: "DAY", "yes|no". To be
 * freed; NULL for a flag. */
char *options_describe_value(const struct option_entry *entry);

#endif
