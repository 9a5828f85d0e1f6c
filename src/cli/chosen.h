/* What somebody chose: a row of the record that their words are about. */
#ifndef CLI_CHOSEN_H
#define CLI_CHOSEN_H

#include "cli/command.h"

#include <withus/record.h>

/* The text of a field of FORM_ROW for people: "a, Steps", or own words. To be
 * freed. */
char *chosen_describe(struct run *run, const struct record *words,
    const struct kind_field *field);

#endif
