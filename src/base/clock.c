#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef WITHUS_TEST

#define DAY_SECONDS 86400

/* "2026-11-20T14:05:00" as UTC; false where the variable is not set, or
 * holds anything else. */
static bool
read_test_clock(int64_t *out)
{
	const char *text = getenv("WITHUS_TEST_CLOCK");
	struct tm when = { .tm_isdst = 0 };
	if (text == NULL)
		return false;
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &when);
	if (end == NULL || *end != '\0')
		return false;
	struct date day = {
		.year = when.tm_year + 1900,
		.month = when.tm_mon + 1,
		.day = when.tm_mday,
	};
	*out = (int64_t)date_to_days(day) * DAY_SECONDS + when.tm_hour * 3600L +
	    when.tm_min * 60L + when.tm_sec;
	return true;
}

/* How many times faster than in truth the clock of limits runs. */
static int64_t
get_haste(void)
{
	const char *text = getenv("WITHUS_TEST_HASTE");
	int64_t haste = text != NULL ? atoll(text) : 1;
	return haste > 0 ? haste : 1;
}

#else

static int64_t
get_haste(void)
{
	return 1;
}

#endif

struct date
clock_today(void)
{
	return clock_day_of(clock_now());
}

int64_t
clock_now(void)
{
#ifdef WITHUS_TEST
	int64_t test;
	if (read_test_clock(&test))
		return test;
#endif
	return (int64_t)time(NULL);
}

int64_t
clock_ticks(void)
{
	struct timespec now = { .tv_sec = 0 };
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return ((int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000) *
	    get_haste();
}

/* False for a moment so far away that it has no year. */
static bool
find_local(struct tm *out, int64_t at)
{
	time_t when = (time_t)at;
	return (int64_t)when == at && localtime_r(&when, out) != NULL;
}

void
clock_print_time(char out[6], int64_t at)
{
	struct tm when;
	memcpy(out, "--:--", 6);
	if (find_local(&when, at))
		(void)strftime(out, 6, "%H:%M", &when);
}

struct date
clock_day_of(int64_t at)
{
	struct tm when;
	struct date none = { .year = 0 };
	if (!find_local(&when, at) || when.tm_year > 9999 - 1900)
		return none;
	struct date day = {
		.year = when.tm_year + 1900,
		.month = when.tm_mon + 1,
		.day = when.tm_mday,
	};
	return date_is_valid(day) ? day : none;
}
