/*
 * Faults.
 *
 * A function that can fail returns 0, or the negative of an error code, and
 * has then set the last error: the code, up to four arguments (names, places,
 * the words of the system), and, for faults in a text, its line and column.
 * No sentence for people is made here: <withus/say.h> does that from code and
 * arguments, so that a library without a screen stays without one.
 *
 * The first fault wins: who passes an error on does not set it again.
 */
#ifndef WITHUS_ERR_H
#define WITHUS_ERR_H

#include <stddef.h>

/* Arguments of one error, and the most bytes of each that are kept. */
#define ERR_ARGS_MAX 4
#define ERR_ARG_SIZE 512

enum err_code {
	ERR_NONE = 0,
#define X(code, name, status, args) ERR_##code,
#include <withus/err.def>
#undef X
	ERR_COUNT
};

/* What a process that ends with this fault returns (withus(1)). */
enum err_status {
	STATUS_DONE = 0,
	STATUS_COULD_NOT = 1,
	STATUS_USAGE = 2,
	STATUS_NOT_THERE = 3,
	STATUS_LOCKED = 4,
	STATUS_NOT_SHARED = 5,
	STATUS_DAMAGE = 6
};

struct err {
	enum err_code code;
	size_t line;   /* 1-based line in the text at fault; 0: none */
	size_t column; /* 1-based column in characters; 0: none */
	size_t arg_count;
	char arg[ERR_ARGS_MAX][ERR_ARG_SIZE]; /* cut at a whole character */
};

/*
 * Records a fault. The arguments are strings, copied, ended by NULL; a NULL
 * ends the list, so never pass one as an argument. Returns -code, so that a
 * function can end with `return err_set(ERR_FILE_READ, path, why, NULL);`.
 */
int err_set(enum err_code code, ...) __attribute__((sentinel));

/* The same with a place in the text at fault. */
int err_set_at(size_t line, size_t column, enum err_code code, ...)
    __attribute__((sentinel));

/* The last fault of this process; never NULL. Borrowed, valid until the next
 * err_set. Its code is ERR_NONE if nothing has failed. */
const struct err *err_last(void);

/* Puts a fault that was copied away back as the last one; returns -code. */
int err_restore(const struct err *err);

/* Forgets the last fault. */
void err_clear(void);

/* The stable name of a code, as withus-json(7) prints it ("no-such-code").
 * Static; never NULL. */
const char *err_name(enum err_code code);

/* How many arguments a fault of this code has. */
size_t err_arg_count(enum err_code code);

/* What a library or another program said of it, in its own words: for who
 * helps, never in a sentence. NULL where nothing did; borrowed from `err`. */
const char *err_detail(const struct err *err);

/* The exit status that a process returns for this code. */
enum err_status err_status(enum err_code code);

#endif
