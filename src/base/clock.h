/*
 * The clock: the one place that asks what day and time it is. A test build
 * takes both from WITHUS_TEST_CLOCK ("2026-11-20T14:05:00", UTC) where set,
 * and lets limits of time pass WITHUS_TEST_HASTE times faster.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/date.h"

#include <stdint.h>

/* Today where this person is. */
struct date clock_today(void);

/* Seconds since 1970-01-01 00:00 UTC. */
int64_t clock_now(void);

/* A monotonic count of milliseconds: for time limits, never shown. */
int64_t clock_ticks(void);

/* "14:05" and a NUL, local time. */
void clock_print_time(char out[6], int64_t at);

/* The local day of a moment. */
struct date clock_day_of(int64_t at);

#endif
