/*
 * Commands: one table, one file a noun.
 *
 * A command is a constant `struct command` in src/cli/cmd_<noun>.c, and one
 * row in commands.def. Parsing, help, completion, the manual's tests and the
 * check of what must be open before it runs come from the constant.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <withus/journal.h>
#include <withus/kind.h>
#include <withus/write.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What must be open before a command runs. */
enum command_need {
	NEED_NOTHING, /* help */
	NEED_HOME,    /* the home's path alone; opens the journal itself */
	NEED_JOURNAL, /* an open journal, made where absent */
	NEED_PROJECT, /* and a project, woken */
	NEED_MEMBER   /* and a member who lives here: it writes */
};

/* One option of a command's own. Fields of its kind are options too: they
 * are taken from the table of kinds. */
struct option_row {
	const char *name;  /* "for"; the short form is `letter` */
	char letter;       /* 'm', or 0 */
	const char *value; /* what follows it, N_(): "TEXT"; NULL: a flag */
	const char *help;  /* N_() */
};

/* As `kind`: the fields of all kinds are options, and fields_apply finds
 * out which of them fit. */
#define COMMAND_ANY_KIND "*"

struct run;
struct target;

struct command {
	const char *name; /* "reflect" */
	const char *verb; /* "add" for `stage add`; NULL: the noun alone */
	const char *also; /* another name: "stage" of `stages`; NULL */
	const char *args; /* "CODE", "TITLE", N_(); NULL: takes none */
	size_t args_least;
	size_t args_most;
	const char *summary; /* one line, at most 50 characters, N_() */
	const char *help;    /* paragraphs, N_(); examples in it are tested */
	enum command_need need;
	const char *kind; /* the kind whose fields are options, and where it
				has a body, -m, -F and -e too; NULL */
	bool makes_new;   /* all that its kind requires is to be given */
	const struct target *target;      /* what the first argument is; NULL */
	const struct option_row *options; /* ended by a NULL name; NULL */
	const int *statuses; /* exit statuses it can return besides 0, 1 and
				2, ended by 0; NULL */
	int (*run)(struct run *run); /* 0 or -ERR_* */
};

/* An option as given, in the order given. */
struct given {
	const struct option_row *option; /* NULL: a field of the kind */
	const struct kind_field *field;
	const char *value; /* NULL: a flag */
};

/* All that a command has when it runs. */
struct run {
	const struct command *command;
	const char *const *args;
	size_t arg_count;
	const struct given *given;
	size_t given_count;

	/* Global options as typed; NULL where not. */
	const char *home_typed;
	const char *project_typed;
	const char *member_typed;
	const char *for_person;
	const char *confirmed;
	bool json;
	bool plain;

	/* Open as far as the command needs. */
	char *home;
	struct journal *journal;
	struct id project;
	struct writer writer;
	int status; /* exit status where run() returned 0 but more is to be
		       said: 5 saved and not yet in the history */
	bool has_told_waiting; /* the reason for that was told already */
	bool has_saved;        /* something was saved: told where the answer
				  cannot be shown */
	char *chosen;          /* the first argument, where it was asked for */
	int64_t kept_draft;    /* words that are not saved lie in this draft:
				  told after a fault; 0: none */
	char *lost;            /* words that could not be kept: rescue.h */
	size_t lost_len;
	char *input; /* what was piped in, once it was read */
	size_t input_len;
	char ahead[11]; /* a day of what happened that is still to come:
				  told with the answer; "" */
	/* Events that the command shows by itself: true where it did. NULL:
	 * all are told as they come. */
	bool (*hear)(void *data, const struct event *event);
	void *hear_data;
};

/* All commands, in the order of the manual; ended by NULL. */
const struct command *const *command_all(void);

/* A command by name and verb (NULL: the noun alone), or by its other name;
 * NULL where there is none. */
const struct command *command_find(const char *name, const char *verb);

/* True if some command has this name with a verb. */
bool command_has_verbs(const char *name);

#define COMMAND_NAME_SIZE 48
/* "stage add" and a NUL. */
void command_print_name(char out[COMMAND_NAME_SIZE],
    const struct command *command);

/* The last value of an option of the command's own by name, or NULL; a flag
 * that was given is "". */
const char *run_option(const struct run *run, const char *name);
bool run_has(const struct run *run, const char *name);

/* True if any field of the kind was given as an option. */
bool run_has_fields(const struct run *run);

/* True if a person sits at a terminal and can be asked. */
bool run_can_ask(const struct run *run);

/* -ERR_USAGE_MISSING for this command; `what` is a translated word. */
int run_miss(const struct run *run, const char *what);

/* The whole program: parses, opens, runs, prints faults; the exit status. */
int command_main(int argc, char **argv);

/* Every command's constant, so that its file can define it. */
#define X(id) extern const struct command cmd_##id;
#include "cli/commands.def"
#undef X

#endif
