/*
 * Words for people in place of what the library gives: names, states, values
 * of fields. What is told is the caller's to put on a paper.
 */
#ifndef PAGE_PHRASE_H
#define PAGE_PHRASE_H

#include "base/str.h"
#include "page/reading.h"

#include <withus/item.h>

/* A name, or words for somebody whose record is not here. Borrowed. */
const char *phrase_name(const struct person *person);

/* What a computed state, and a reason for setting a version aside, is in
 * words for people; the name itself where it is unknown. Borrowed. */
const char *phrase_status(const char *status);

/* A whole sentence for a version that was set aside; to be freed. */
char *phrase_aside(const struct item_aside *aside);

/* "Ifeoma (not confirmed)": name and trust in words; to be freed. */
char *phrase_person(const struct person *person, enum trust trust);
/* A name, and how it is known where nobody confirmed it; to be freed. */
char *phrase_known(const struct person *person, enum trust trust);
/* Whose words they are, and who typed them; how the writer is known where
 * nobody confirmed it. To be freed. */
char *phrase_writer(const struct item *item);

/* A sentence with a day in its place {1}; to be freed. */
char *phrase_with_day(const char *sentence, const char *day);

/* A cell of a row in words for people: index 1 is the first behind the row's
 * name. To be freed. */
char *phrase_cell(const struct page_reading *reading,
    const struct kind_field *field, const struct row *row, size_t index);

/* A field's value in words for people, on one line; to be freed. */
char *phrase_value(const struct page_reading *reading,
    const struct kind_field *field, const struct value *value);

/* The cells of a row behind its name, parted by " | ", as they are typed; to
 * be freed. */
char *phrase_row(const struct page_reading *reading,
    const struct kind_field *field, const struct row *row);

/* The text of a field of FORM_ROW for people, which chose a row of the record
 * that the words are about: "a, Steps", or own words. To be freed. */
char *phrase_chosen(const struct page_reading *reading,
    const struct record *words, const struct kind_field *field);

/* Adds a sentence behind others; one with {1} and {2} in it; and as what
 * somebody spoke, who typed it and how it was confirmed. */
void phrase_add(struct str *out, const char *sentence);
void phrase_add_filled(struct str *out, const char *sentence, const char *one,
    const char *two);
void phrase_add_origin(struct str *out, const struct item *item);

#endif
