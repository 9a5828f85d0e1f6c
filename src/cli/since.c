#include "cli/since.h"

#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/compare.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/print_agreement.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* The versions that the answer named. To be freed. */
static struct vid *
read_of(const struct item *agreement, size_t *count)
{
	const struct value *of = record_get(agreement->words, "of");
	size_t most = of != NULL && of->shape == VALUE_SET ? of->count : 0;
	struct vid *vids = mem_new_array(most, sizeof(*vids));
	*count = 0;
	for (size_t i = 0; i < most; i++) {
		if (vid_parse(&vids[*count], of->items[i],
			strlen(of->items[i])))
			(*count)++;
	}
	return vids;
}

static bool
has_agreed(const struct rules_person *person)
{
	return person->where == RULES_AGREES ||
	    person->where == RULES_RESERVATION ||
	    person->where == RULES_EARLIER;
}

/* To be freed. */
static char *
make_heading(const struct since *since)
{
	static const char *const sentences[][2] = {
		{ N_("What changed since {1} last answered ({2}):"),
		    N_("What changed since you last answered ({2}):") },
		{ N_("What changed since {1} agreed ({2}):"),
		    N_("What changed since you agreed ({2}):") },
	};
	const char *sentence =
	    sentences[has_agreed(since->person)][since->is_me];
	char *day = say_day(since->person->agreement->changed);
	char *text = say_fill(say_text(sentence),
	    print_name(&since->person->who), day, NULL);
	free(day);
	return text;
}

static void
tell_same(const struct since *since)
{
	char *day = say_day(since->person->agreement->changed);
	out_say(since->is_me ?
		_("The words have not changed since you answered ({2}).") :
		_("The words have not changed since {1} answered ({2})."),
	    print_name(&since->person->who), day, NULL);
	free(day);
}

static int
check_is_here(const struct since *since)
{
	return since->person->is_unknown ?
	    err_set(ERR_RULES_ELSEWHERE, since->rules->item->code,
		print_name(&since->person->who), NULL) :
	    0;
}

/* `vids` outlive it. */
static struct compare
make_compare(const struct since *since, const struct vid *vids, size_t count)
{
	return (struct compare){
		.run = since->run,
		.sides = {
			.project = since->run->project,
			.record = since->rules->item->id,
			.from_of = vids,
			.from_of_count = count,
		},
		.code = since->rules->item->code,
		.is_counting = true,
	};
}

int
since_show(const struct since *since)
{
	size_t count = 0;
	int result = check_is_here(since);
	if (result != 0)
		return result;
	struct vid *vids = read_of(since->person->agreement, &count);
	struct compare compare = make_compare(since, vids, count);
	char *heading = make_heading(since);
	compare.heading = heading;
	result = compare_show(&compare, &count);
	if (result == 0 && count == 0)
		tell_same(since);
	free(heading);
	free(vids);
	return result;
}

int
since_list(const struct since *since, struct json **out)
{
	const struct rules_person *person = since->person;
	size_t count = 0;
	int result = check_is_here(since);
	if (result != 0)
		return result;
	struct vid *vids = read_of(person->agreement, &count);
	struct compare compare = make_compare(since, vids, count);
	result = compare_list(&compare, out);
	free(vids);
	if (result != 0)
		return result;
	json_put(*out, "by", json_of_person(&person->who));
	json_put_text(*out, "since", person->agreement->changed);
	json_put_text(*out, "where", print_agreement_where(person->where));
	return 0;
}
