/*
 * Fields that were given as options, put into words. One that was refused is
 * noted beside them as it was typed, so that a draft of the words still has
 * it: it is tried again when the draft is taken up, and asked for or named
 * again until another value is given.
 */
#ifndef CLI_FIELDS_H
#define CLI_FIELDS_H

#include "cli/command.h"

/*
 * Puts all of them into `words`: first those that a draft of these words has
 * noted and that are not given anew, then those of the command line. At a
 * terminal a noted one that is refused again is asked for, and so is a day to
 * come of what has happened. The first fault.
 */
int fields_apply(struct run *run, struct record *words);

/* Looks at one day of what has happened: where it is still to come, asks
 * whether that is right, or without a terminal notes it for the answer. */
int fields_check_day(struct run *run, struct record *words,
    const struct kind_field *field);

/* Shows the options that are noted as refused, and takes the note out. */
void fields_show_refused(struct record *words);

#endif
