#include "cli/given.h"

#include "base/clock.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Digits of a number that fits everywhere. */
#define DIGITS_MAX 18

/* What is no day, or could be two. */
static int
refuse_day(const char *name, const char *typed)
{
	struct date day;
	struct date other;
	char one[DATE_SIZE];
	char two[DATE_SIZE];
	if (!date_read_two(&day, &other, typed))
		return err_set(ERR_FIELD_DATE, name, typed, NULL);
	date_print(one, day);
	date_print(two, other);
	return err_set(ERR_FIELD_DATE_TWO, name, typed, one, two, NULL);
}

int
given_day(const struct run *run, const char *name, char out[DATE_SIZE])
{
	const char *typed = run_option(run, name);
	struct date day = { 0 };
	*out = '\0';
	if (typed == NULL)
		return 0;
	if (!date_read(&day, typed, clock_today(), DATE_PAST))
		return refuse_day(name, typed);
	date_print(out, day);
	return 0;
}

bool
given_read_number(const char *typed, long long *out)
{
	size_t len = strlen(typed);
	if (len == 0 || len > DIGITS_MAX || strspn(typed, "0123456789") != len)
		return false;
	*out = strtoll(typed, NULL, 10);
	return true;
}

int
given_number(const struct run *run, const char *name, size_t *out)
{
	const char *typed = run_option(run, name);
	long long number = 0;
	*out = 0;
	if (typed == NULL)
		return 0;
	if (!given_read_number(typed, &number) || number == 0)
		return err_set(ERR_FIELD_NUMBER, name, typed, NULL);
	*out = (size_t)number;
	return 0;
}

static const struct kind_field *
readers_field(void)
{
	return kind_field(kind_by_name("reflection"), "readers");
}

int
given_check_reader(const char *typed)
{
	const struct field_choice *choice = readers_field()->choices;
	for (; choice->name != NULL; choice++) {
		if (strcasecmp(choice->name, typed) == 0 ||
		    strcasecmp(choice->word, typed) == 0)
			return 0;
	}
	return err_set(ERR_USAGE_READERS, typed, NULL);
}
