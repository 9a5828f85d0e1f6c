/* People and days drawn by chance, for laws about who is asked when. */
#ifndef SUPPORT_DAYS_H
#define SUPPORT_DAYS_H

#include "model/presence.h"

#include <stdint.h>

#define DAYS_PEOPLE 4
#define DAYS_TODAY "2026-05-03"

/* Everything that is drawn then follows from the seed. */
void days_begin(unsigned long seed);

/* A number below `below`. */
uint32_t days_draw(uint32_t below);

/* A day about today. */
const char *days_draw_day(void);

/* Members with ids 1 to 4, who joined and left somewhen, or did not. */
void days_draw_members(struct presence *members);

/* Whether one had joined by a day and not left, in plain words. */
bool days_is_there(const struct presence *member, const char *day);

#endif
