/*
 * The fields of a draft as JSON text, and back: a text is a string, a set an
 * array of strings, rows an array of arrays. A draft's words need not make
 * sense yet, so the canonical form of a version is no use here.
 */
#ifndef CORE_DRAFT_WORDS_H
#define CORE_DRAFT_WORDS_H

#include <withus/record.h>

#include <stddef.h>

/* To be freed. */
char *draft_words_print(const struct record *words);

/* A body as it is stored: empty characters, which would end it, are shown as
 * U+2400, so that nothing behind them is lost. To be freed. */
char *draft_words_body(const char *text, size_t len);

/* The caller frees `*out`. -ERR_JSON_FORM where the store was damaged. */
int draft_words_parse(struct record **out, const char *kind, const char *fields,
    const char *body);

#endif
