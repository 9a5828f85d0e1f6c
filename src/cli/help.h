/* Help, from the tables of commands, options and kinds. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

/* What people come to do, on one screen. */
void help_first(void);

/* What withus is, every command with one line, and the options that all
 * commands take. */
void help_all(void);

/* One command: how to write it, what it does, its options. A noun with verbs
 * lists those too. */
void help_command(const struct command *command);

/* Those of some commands that this release has, with one line each: what to
 * type next. Names, ended by NULL. */
void help_some(const char *const *names);

/* "withus 0.1.0". */
void help_version(void);

/*
 * Lists for other programs, one word a line: names of commands (a noun once);
 * options as `--day`, of a command, of all commands of a noun (verb NULL), or
 * of every command (noun NULL); kinds; exit statuses of a command, or of any
 * (NULL).
 */
void help_names(void);
void help_options(const char *noun, const char *verb);
void help_kinds(void);
void help_statuses(const struct command *command);

/* The kind that a page of options is asked for by, where the command takes
 * the fields of all; NULL. */
const struct kind *help_find_kind(const struct command *command,
    const char *typed);

/* What the command takes where it is about this kind. */
void help_command_kind(const struct command *command, const struct kind *kind);

#endif
