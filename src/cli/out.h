/*
 * Output: everything that reaches the terminal goes through here, laid out
 * and cleaned by the papers of page/paper.h for the width (80 at most, what
 * $COLUMNS or the terminal has if that is less), without colour where
 * NO_COLOR is set, --plain was given, or it is not a terminal. Results go to
 * standard output, all else to standard error.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include "page/paper.h"

#include <withus/err.h>

#include <stdbool.h>
#include <stddef.h>

void out_open(bool plain);

/* How many cells a line has: 20 to 80. */
size_t out_width(void);
bool out_is_terminal(void);

/* All of a paper, laid out for the width; clears it. */
void out_paper(struct paper *paper);

/* Single blocks, as paper.h names them. */
void out_prose(size_t indent, const char *text);
void out_item(size_t indent, const char *lead, const char *text);
void out_markdown(size_t indent, const char *body);
void out_title(const char *text);
void out_line(enum page_style style, const char *text);
void out_say(const char *sentence, ...) __attribute__((sentinel));
void out_blank(void);

/* A question that is answered on the same line: no LF, and flushed. */
void out_prompt(const char *text);

/* Text that was made for a pipe or for JSON, as it is (already escaped). */
void out_raw(const char *text, size_t len);

/* Messages beside the result: standard error, cleaned and wrapped. */
void out_notice(const char *text);
/* A person's own words, cleaned but neither wrapped nor changed, to be copied
 * from the screen. */
void out_give_back(const char *text, size_t len);
void out_progress(const char *text); /* on a terminal alone; replaced by the
					next, wiped by the next output */
/* The message of a fault, as a notice. */
void out_fault(const struct err *err);

/* Flushes; -ERR_OUT_CLOSED where the reader has gone or the disk is full. */
int out_close(void);
/* True if what out_close found is only that nobody reads on: no message is
 * wanted then (`withus diary | head`). */
bool out_has_lost_reader(void);

#endif
