#include "model/commit.h"

#include "model/code.h"

#include <withus/kind.h>

#define DAY_SECONDS 86400

void
commit_message(struct str *out, const char *kind, const struct id *id,
    size_t count)
{
	str_add(out, kind);
	if (kind_by_name(kind)) {
		char code[CODE_SIZE];

		code_print(code, kind, id, CODE_DIGITS_PAPER);
		str_add_format(out, " %s", code);
	}
	if (count > 1)
		str_add_format(out, " and %zu more", count - 1);
	str_add_char(out, '\n');
}

int64_t
commit_time(struct date day, int64_t newest_parent)
{
	int64_t time = (int64_t)date_to_days(day) * DAY_SECONDS;

	return time > newest_parent ? time : newest_parent;
}
