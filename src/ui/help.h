/*
 * Help for what is on the screen: what can be done here, in up to five lines;
 * then its keys and those that work everywhere, from keys.def as settings
 * have changed it; then what people look for in their own words
 * (everyday.def). It is a text to be read and searched.
 */
#ifndef UI_HELP_H
#define UI_HELP_H

#include "ui/room.h"

/* Opens the help for the view on top; says so where that is help. */
void help_open(struct room *room);

#endif
