/*
 * The frozen bytes around a tree: who, when and what a commit says. The same
 * on every machine and in every release, and nothing in it that would have
 * to be erased: no names, titles or working hours.
 */
#ifndef MODEL_COMMIT_H
#define MODEL_COMMIT_H

#include "base/date.h"
#include "base/str.h"

#include <withus/record.h>

#include <stdint.h>

#define COMMIT_NAME "withus"
#define COMMIT_EMAIL "journal@withus.invalid"
#define COMMIT_JOIN_MESSAGE "join\n"

/* "reflection R-7kq4m2\n"; with more than one version of an action the
 * first by path and how many more: "stage S-0a1b2c and 7 more\n". A kind
 * without a letter here is named alone. */
void commit_message(struct str *out, const char *kind, const struct id *id,
    size_t count);

/* Seconds of the day at 00:00 UTC, never before the newest parent's. */
int64_t commit_time(struct date day, int64_t newest_parent);

#endif
