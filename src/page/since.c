#include "page/since.h"

#include "base/intl.h"
#include "base/mem.h"
#include "page/agreement.h"
#include "page/phrase.h"

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
	    phrase_name(&since->person->who), day, NULL);
	free(day);
	return text;
}

static void
tell_same(struct paper *paper, const struct since *since)
{
	char *day = say_day(since->person->agreement->changed);
	paper_say(paper, 0,
	    since->is_me ?
		_("The words have not changed since you answered ({2}).") :
		_("The words have not changed since {1} answered ({2})."),
	    phrase_name(&since->person->who), day, NULL);
	free(day);
}

int
page_since_compare(const struct since *since, struct vid **vids,
    struct compare *out)
{
	size_t count = 0;
	*vids = NULL;
	if (since->person->is_unknown)
		return err_set(ERR_RULES_ELSEWHERE, since->rules->item->code,
		    phrase_name(&since->person->who), NULL);
	*vids = read_of(since->person->agreement, &count);
	*out = (struct compare){
		.reading = since->reading,
		.sides = {
			.project = since->reading->project,
			.record = since->rules->item->id,
			.from_of = *vids,
			.from_of_count = count,
		},
		.code = since->rules->item->code,
		.is_counting = true,
		.is_plain = since->is_plain,
	};
	return 0;
}

int
page_since(struct paper *paper, const struct since *since)
{
	struct compare compare;
	struct vid *vids = NULL;
	size_t count = 0;
	int result = page_since_compare(since, &vids, &compare);
	if (result != 0)
		return result;
	char *heading = make_heading(since);
	compare.heading = heading;
	result = page_compare(paper, &compare, &count);
	if (result == 0 && count == 0)
		tell_same(paper, since);
	free(heading);
	free(vids);
	return result;
}
