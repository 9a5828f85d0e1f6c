/*
 * Questions line by line, for people at a terminal: numbered choices, a
 * usual answer that Enter takes, `?` for help, `back` to the question
 * before. Every question can be answered by an option too, so nothing here
 * is reached without a terminal: see run_can_ask().
 */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include <stdbool.h>
#include <stddef.h>

/* An answer to choose: `name` is what is given back. */
struct ask_choice {
	const char *name;
	const char *word; /* for people, translated */
	const char *help; /* a line below it, translated; NULL */
};

struct ask {
	const char *question; /* a whole sentence, translated */
	const char *help;     /* for `?`, translated; NULL */
	const char *usual;    /* what Enter gives; NULL: nothing. Of choices,
				 the name */
	const struct ask_choice *choices; /* ended by a NULL name; NULL: words
					     of one line */
	bool takes_several; /* of the choices, with commas between them: the
			       names of all come back so */
	bool takes_other;   /* what is none of them is an answer too */
	const char *before; /* what stands there: Enter alone keeps it, and
			       comes back as "", which is asked again
			       otherwise where it is required; NULL */
	bool is_again;      /* it stands above already: only the prompt */
	bool is_required;   /* Enter alone is asked again */
	bool has_lines;     /* words of several lines, ended by a line with a
			     dot alone */
	bool knows_lines;   /* how to write them was said before */
	bool can_go_back;   /* `back` is offered */
	bool is_first;      /* of several: `back` is no answer here either */
	/* Told of the lines so far after each one, so that they can be kept;
	 * NULL: nobody is. */
	void (*keep)(void *data, const char *lines);
	void *keep_data;
	/* Judges an answer: 0, or a fault, which is told before the question
	 * is asked again. NULL: all are good. */
	int (*check)(void *data, const char *answer);
	void *data;
};

/* What is typed where something stands already, to take it away; it comes back
 * as it is. */
#define ASK_TAKE_AWAY "\"\""

/* `back` was answered. */
#define ASK_BACK 1

/* Asks until there is an answer, to be freed ("" for none). 0, ASK_BACK, or
 * -ERR_STOPPED at the end of the input: `*answer` then holds the lines that
 * were typed before, or NULL. */
int ask_one(const struct ask *ask, char **answer);

/* Asks some questions in a row, forth and back; `answers` has room for
 * `count`, each NULL or to be freed. An answer given before is the usual one
 * when its question comes again. 0 or -ERR_STOPPED. */
int ask_all(const struct ask *asks, size_t count, char **answers);

/* This question need not be asked. */
#define ASK_PASSED 2

/*
 * Asks `count` questions in a row by calling `one` for each: 0 (answered),
 * ASK_PASSED, ASK_BACK, which goes to the one that was answered before, or a
 * fault, which ends it. ASK_BACK where that was the first: `is_first`. What
 * would end the program waits until the next question.
 */
int ask_walk(void *data, size_t count,
    int (*one)(void *data, size_t index, bool is_first));

/* Yes or no. 0 or -ERR_STOPPED. */
int ask_yes(const char *question, const char *help, bool usual, bool *out);

#endif
