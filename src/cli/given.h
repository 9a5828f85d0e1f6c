/* What options of a command's own were given, as days, numbers and names. */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include "base/date.h"
#include "cli/command.h"

#include <stddef.h>

/* A day as people write it, as YYYY-MM-DD; "" where the option is absent.
 * -ERR_FIELD_DATE, -ERR_FIELD_DATE_TWO. */
int given_day(const struct run *run, const char *name, char out[DATE_SIZE]);

/* A number from 1 on; 0 where the option is absent. -ERR_FIELD_NUMBER. */
int given_number(const struct run *run, const char *name, size_t *out);

/* Refuses readers that an entry cannot have (yet): names, `private`.
 * -ERR_USAGE_READERS. */
int given_check_reader(const char *typed);

/* Digits alone, at most 18 of them; false for anything else. */
bool given_read_number(const char *typed, long long *out);

#endif
