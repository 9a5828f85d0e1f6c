#include "cli/json_rules.h"

#include "cli/json.h"

const char *
json_rules_where(enum rules_where where)
{
	static const char *const names[] = {
		[RULES_SILENT] = "silent",
		[RULES_AGREES] = "agrees",
		[RULES_RESERVATION] = "reservation",
		[RULES_EARLIER] = "earlier",
		[RULES_NOT_YET] = "not-yet",
		[RULES_TWO_THINGS] = "two-things",
	};
	return names[where];
}

static struct json *
make_standing(size_t group, size_t agreed, struct json *awaited)
{
	struct json *object = json_new_object();
	json_put_number(object, "group", (int64_t)group);
	json_put_number(object, "agreed", (int64_t)agreed);
	json_put(object, "awaited", awaited);
	return object;
}

struct json *
json_rules_row(const struct rules_row *row, bool has_me)
{
	struct json *object = json_of_item(row->item);
	struct json *awaited = json_new_array();
	for (size_t i = 0; i < row->awaited_count; i++)
		json_add(awaited, json_of_person(&row->awaited[i]));
	struct json *standing =
	    make_standing(row->group_count, row->agreed_count, awaited);
	if (has_me) {
		json_put_bool(standing, "awaits-me", row->awaits_me);
		json_put_text(standing, "mine",
		    json_rules_where(row->my_where));
	}
	json_put(object, "standing", standing);
	return object;
}

static struct json *
make_person(const struct rules_person *person)
{
	struct json *object = json_new_object();
	json_put(object, "who", json_of_person(&person->who));
	json_put_text(object, "where", json_rules_where(person->where));
	json_put_bool(object, "in-group", person->is_in_group);
	json_put_bool(object, "asked", person->is_asked);
	json_put_bool(object, "awaited", person->is_awaited);
	json_put_bool(object, "earlier", person->is_earlier);
	json_put_bool(object, "unknown", person->is_unknown);
	json_put_bool(object, "left", person->has_left);
	json_put_bool(object, "away", person->is_away);
	if (person->agreement != NULL)
		json_put(object, "agreement", json_of_item(person->agreement));
	return object;
}

static struct json *
make_people(const struct rules *rules)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < rules->count; i++)
		json_add(list, make_person(&rules->people[i]));
	return list;
}

static struct json *
make_full(const struct rules *rules)
{
	struct json *awaited = json_new_array();
	size_t group = 0;
	size_t agreed = 0;
	for (size_t i = 0; i < rules->count; i++) {
		const struct rules_person *person = &rules->people[i];
		bool agrees = person->where == RULES_AGREES ||
		    person->where == RULES_RESERVATION;
		group += person->is_in_group;
		agreed += person->is_in_group && agrees;
		if (person->is_awaited && !person->is_away)
			json_add(awaited, json_of_person(&person->who));
	}
	struct json *standing = make_standing(group, agreed, awaited);
	json_put_bool(standing, "rhythm", rules->is_rhythm);
	json_put_bool(standing, "other-group", rules->has_other_group);
	json_put_bool(standing, "due", rules->is_due);
	if (rules->due[0] != '\0')
		json_put_text(standing, "look-again", rules->due);
	json_put(standing, "people", make_people(rules));
	return standing;
}

int
json_rules_add(struct run *run, const struct item *item, struct json *object)
{
	struct rules *rules = NULL;
	if (item->is_withdrawn)
		return 0;
	int result = read_rules(run->journal, &run->project, &item->id, &rules);
	if (result == 0)
		json_put(object, "standing", make_full(rules));
	rules_free(rules);
	return result;
}

static int
note_asked(void *data, const struct rules_row *row)
{
	char id[ID_TEXT_SIZE];
	struct json *mention = json_new_object();
	id_print(id, &row->item->id);
	json_put_text(mention, "id", id);
	json_put_text(mention, "code", row->item->code);
	json_put_text(mention, "title", row->item->title);
	json_add(data, mention);
	return 0;
}

int
json_rules_add_asked(struct run *run, const struct id *member,
    struct json *object)
{
	struct json *list = json_new_array();
	const struct rules_query query = {
		.project = run->project,
		.filter = RULES_AWAITS,
		.member = *member,
	};
	int result = read_rules_list(run->journal, &query, note_asked, list);
	if (result == 0 && json_count(list) > 0)
		json_put(object, "asked-rules", list);
	else
		json_free(list);
	return result;
}
