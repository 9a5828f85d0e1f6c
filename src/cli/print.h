/* Records for people: one in full, and mentions in passing. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "cli/command.h"

#include <withus/item.h>

/* All of one: title, who and when, fields in the order of the table, the
 * body, and where there are several newest texts, each with its writer. */
void print_item(struct run *run, const struct item *item);

/* Its parts, for a page that has more to say: title, who and when; and what
 * stands behind the words: clashes, and what was set aside. */
void print_head(const struct item *item);
void print_tail(const struct item *item);

/* The fields of some words and their body, as print_item shows them; the
 * title is not among them. */
void print_words(struct run *run, const struct record *words);

/* Where people wrote different words at the same time: what each wrote. */
void print_clashes(const struct item *item);

/* A name, or words for somebody whose record is not here. Borrowed. */
const char *print_name(const struct person *person);

/* What a computed state, and a reason for setting a version aside, is in
 * words for people; the name itself where it is unknown. Borrowed. */
const char *print_status_word(const char *status);

/* A whole sentence for a version that was set aside; to be freed. */
char *print_aside(const struct item_aside *aside);

/* "Ifeoma (not confirmed)": name and trust in words; to be freed. */
char *print_person(const struct person *person, enum trust trust);
/* Whose words they are, and who typed them; how the writer is known where
 * nobody confirmed it. To be freed. */
char *print_writer(const struct item *item);

/* A sentence with a day in its place {1}; to be freed. */
char *print_with_day(const char *sentence, const char *day);

/* A cell of a row in words for people: index 1 is the first behind the row's
 * name. To be freed. */
char *print_cell(struct run *run, const struct kind_field *field,
    const struct row *row, size_t index);

/* A field's value in words for people, on one line; to be freed. */
char *print_value(struct run *run, const struct kind_field *field,
    const struct value *value);

#endif
