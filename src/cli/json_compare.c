#include "cli/json_compare.h"

#include "base/json.h"
#include "cli/json.h"
#include "cli/json_rules.h"

#include <withus/err.h>

#include <stdlib.h>

struct comparing {
	const struct compare *compare;
	struct json *runs;
};

static int
take_run(void *data, const struct change_run *run)
{
	const struct comparing *comparing = data;
	if (page_compare_has(comparing->compare, run))
		json_add(comparing->runs, json_of_change(run));
	return 0;
}

int
json_compare(const struct compare *compare, struct json **out)
{
	struct change_sides sides = compare->sides;
	struct comparing comparing = {
		.compare = compare,
		.runs = json_new_array(),
	};
	int result = read_changes(compare->reading->journal, &sides, take_run,
	    &comparing);
	if (result != 0) {
		json_free(comparing.runs);
		return result;
	}
	*out = json_new_object();
	json_put_text(*out, "code", compare->code);
	json_put_number(*out, "from", (int64_t)sides.from_number);
	json_put_number(*out, "to", (int64_t)sides.to_number);
	json_put(*out, "runs", comparing.runs);
	return 0;
}

int
json_compare_since(const struct since *since, struct json **out)
{
	const struct rules_person *person = since->person;
	struct compare compare;
	struct vid *vids = NULL;
	int result = page_since_compare(since, &vids, &compare);
	if (result == 0)
		result = json_compare(&compare, out);
	free(vids);
	if (result != 0)
		return result;
	json_put(*out, "by", json_of_person(&person->who));
	json_put_text(*out, "since", person->agreement->changed);
	json_put_text(*out, "where", json_rules_where(person->where));
	return 0;
}
