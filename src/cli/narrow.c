#include "cli/narrow.h"

#include "base/str.h"
#include "cli/given.h"
#include "cli/open.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/read.h>

static int
find_named(struct run *run, const char *option, const char *kind,
    struct id *out)
{
	const char *typed = run_option(run, option);
	return typed == NULL ?
	    0 :
	    read_find(run->journal, &run->project, kind, typed, out);
}

int
narrow_read(struct run *run, struct narrow *out)
{
	*out = (struct narrow){ .since = NULL };
	int result = given_day(run, "since", out->since_day);
	if (result == 0)
		result = given_day(run, "until", out->until_day);
	if (result == 0)
		result = given_number(run, "most", &out->most);
	if (result == 0)
		result = find_named(run, "stage", "stage", &out->stage);
	if (result == 0)
		result = find_named(run, "by", "member", &out->by);
	if (*out->since_day != '\0')
		out->since = out->since_day;
	if (*out->until_day != '\0')
		out->until = out->until_day;
	return result;
}

static int
refuse_both(const char *one, const char *other)
{
	struct str first = { 0 };
	struct str second = { 0 };
	str_add_format(&first, "--%s", one);
	str_add_format(&second, "--%s", other);
	int result = err_set(ERR_USAGE_TOGETHER, str_text(&first),
	    str_text(&second), NULL);
	str_clear(&second);
	str_clear(&first);
	return result;
}

int
narrow_choose(const struct run *run, const struct narrow_choice *choices,
    int *out)
{
	const char *chosen = NULL;
	for (; choices->option != NULL; choices++) {
		if (!run_has(run, choices->option))
			continue;
		if (chosen != NULL)
			return refuse_both(chosen, choices->option);
		chosen = choices->option;
		*out = choices->value;
	}
	return 0;
}

int
narrow_find_reader(struct run *run, struct id *out, bool *is_me)
{
	int result = 0;
	if (run_has(run, "waits-for")) {
		*is_me = false;
		return find_named(run, "waits-for", "member", out);
	}
	result = open_member_quietly(run);
	if (result == 0)
		*out = run->writer.member;
	*is_me = result == 0 && !id_is_none(out);
	return result;
}

void
narrow_say_none(const struct run *run, const char *nothing_yet,
    const char *nothing_such)
{
	out_prose(0, run->given_count == 0 ? nothing_yet : nothing_such);
}
