/* Help, from the tables of commands, options and kinds. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

/* What withus is, and every command with one line. */
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

#endif
