#include "cli/json_decision.h"

#include "base/json.h"
#include "cli/json.h"
#include "cli/json_reply.h"

#include <withus/read.h>

#include <stdlib.h>
#include <string.h>

static const char *
name_words(enum decision_words words)
{
	static const char *const names[] = {
		[DECISION_SAME] = "same",
		[DECISION_CHANGED] = "changed",
		[DECISION_UNKNOWN] = "unknown",
	};
	return names[words];
}

static const char *
name_part(enum decision_part part)
{
	static const char *const names[] = {
		[DECISION_AWAITED] = "awaited",
		[DECISION_GAVE] = "gave",
		[DECISION_LEFT_OUT] = "left-out",
		[DECISION_GONE] = "gone",
	};
	return names[part];
}

static struct json *
make_people(const struct person *people, size_t count)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < count; i++)
		json_add(list, json_of_person(&people[i]));
	return list;
}

/* An item with the replies to it. */
static int
make_item(struct run *run, const struct item *item, struct json **out)
{
	struct json *replies = NULL;
	int result = json_reply_list(run, &item->id, &replies);
	*out = json_of_item(item);
	json_put(*out, "replies", replies);
	return result;
}

/* ------------------------------------------------------------ the parts */

static struct json *
make_options(const struct decision *decision)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < decision->option_count; i++) {
		const struct decision_option *option = &decision->options[i];
		struct json *object = json_new_object();
		json_put_text(object, "letter", option->letter);
		json_put_text(object, "row", option->row);
		json_put_text(object, "text", option->text);
		json_put_number(object, "chosen",
		    (int64_t)option->chosen_count);
		json_add(list, object);
	}
	return list;
}

static struct json *
make_person(const struct decision_person *person)
{
	struct json *object = json_new_object();
	json_put(object, "who", json_of_person(&person->who));
	json_put_text(object, "part", name_part(person->part));
	json_put_bool(object, "away", person->is_away);
	if (person->view != NULL)
		json_put_text(object, "view", person->view->item->code);
	return object;
}

static struct json *
make_involved(const struct decision *decision)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < decision->people_count; i++)
		json_add(list, make_person(&decision->people[i]));
	return list;
}

static int
add_view(struct run *run, const struct decision_view *view, struct json *list)
{
	struct json *object = json_new_object();
	struct json *item = NULL;
	int result = make_item(run, view->item, &item);
	json_put(object, "view", item);
	json_put_text(object, "words", name_words(view->words));
	json_put_bool(object, "unasked", view->is_unasked);
	json_put_bool(object, "after", view->is_after);
	json_put_bool(object, "changed-after", view->is_changed);
	json_put_bool(object, "two-things", view->is_two_things);
	json_put_bool(object, "objects", view->is_objection);
	if (view->option[0] != '\0')
		json_put_text(object, "letter", view->option);
	if (view->option_text != NULL)
		json_put_text(object, "option", view->option_text);
	json_add(list, object);
	return result;
}

static struct json *
make_objections(const struct decision_settlement *settlement)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < settlement->objection_count; i++)
		json_add_text(list, settlement->objections[i]->item->code);
	return list;
}

static struct json *
make_missing(const struct decision_settlement *settlement)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < settlement->missing_count; i++)
		json_add(list, json_of_person(&settlement->missing[i]->who));
	return list;
}

static int
add_settlement(struct run *run, const struct decision_settlement *settlement,
    struct json *list)
{
	struct json *object = json_new_object();
	struct json *item = NULL;
	int result = make_item(run, settlement->item, &item);
	json_put(object, "settlement", item);
	json_put_bool(object, "in-force", settlement->is_in_force);
	json_put_text(object, "words", name_words(settlement->words));
	json_put_bool(object, "claim", settlement->is_claim);
	json_put(object, "objections", make_objections(settlement));
	json_put(object, "missing", make_missing(settlement));
	json_put(object, "seen",
	    make_people(settlement->seen, settlement->seen_count));
	json_add(list, object);
	return result;
}

static int
add_answer(struct run *run, const struct decision *decision, size_t index,
    struct json *list)
{
	struct json *object = json_new_object();
	struct json *item = NULL;
	int result = make_item(run, decision->answers[index], &item);
	json_put(object, "answer", item);
	json_put_bool(object, "latest",
	    index + decision->latest_count >= decision->answer_count);
	json_add(list, object);
	return result;
}

static struct json *
make_mentions(const struct decision_mention *mentions, size_t count)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < count; i++) {
		struct json *object = json_new_object();
		char id[ID_TEXT_SIZE];
		id_print(id, &mentions[i].id);
		json_put_text(object, "id", id);
		json_put_text(object, "code", mentions[i].code);
		json_put_text(object, "title", mentions[i].title);
		json_put_bool(object, "settled", mentions[i].is_settled);
		json_add(list, object);
	}
	return list;
}

/* ------------------------------------------------------------ the whole */

static int
put_lists(struct run *run, const struct decision *decision,
    struct json *standing)
{
	struct json *views = json_new_array();
	struct json *settlements = json_new_array();
	struct json *answers = json_new_array();
	int result = 0;
	for (size_t i = 0; result == 0 && i < decision->view_count; i++)
		result = add_view(run, &decision->views[i], views);
	for (size_t i = 0; result == 0 && i < decision->settlement_count; i++)
		result =
		    add_settlement(run, &decision->settlements[i], settlements);
	for (size_t i = 0; result == 0 && i < decision->answer_count; i++)
		result = add_answer(run, decision, i, answers);
	json_put(standing, "views", views);
	json_put(standing, "settlements", settlements);
	json_put(standing, "answers", answers);
	return result;
}

static int
make_standing(struct run *run, const struct decision *decision,
    struct json *standing)
{
	json_put_bool(standing, "for-all", decision->is_for_all);
	json_put(standing, "options", make_options(decision));
	json_put(standing, "people", make_involved(decision));
	int result = put_lists(run, decision, standing);
	json_put(standing, "replaces",
	    make_mentions(decision->replaces, decision->replaces_count));
	json_put(standing, "replaced-by",
	    make_mentions(decision->replaced_by, decision->replaced_by_count));
	return result;
}

int
json_decision_add(struct run *run, const struct item *item, struct json *object)
{
	struct decision *decision = NULL;
	if (item->is_withdrawn)
		return 0;
	struct json *standing = json_new_object();
	int result =
	    read_decision(run->journal, &run->project, &item->id, &decision);
	if (result == 0)
		result = make_standing(run, decision, standing);
	json_put(object, "standing", standing);
	decision_free(decision);
	return result;
}

int
json_decision_add_about(struct run *run, const struct item *item,
    struct json *object)
{
	const char *text = record_get_text(item->words, item->kind->parent);
	char *title = NULL;
	char *code = NULL;
	struct id id;
	if (text == NULL || !id_parse(&id, text, strlen(text)))
		return 0;
	int result =
	    read_mention(run->journal, &run->project, &id, &title, &code);
	if (result == 0) {
		struct json *about = json_new_object();
		json_put_text(about, "id", text);
		json_put_text(about, "code", code);
		json_put_text(about, "title", title);
		json_put(object, "about", about);
	}
	free(title);
	free(code);
	return result;
}

struct json *
json_decision_row(const struct decision_row *row, bool has_me)
{
	struct json *object = json_of_item(row->item);
	struct json *standing = json_new_object();
	json_put_number(standing, "views", (int64_t)row->view_count);
	json_put_number(standing, "people", (int64_t)row->people_count);
	json_put(standing, "awaited",
	    make_people(row->awaited, row->awaited_count));
	if (has_me)
		json_put_bool(standing, "awaits-me", row->awaits_me);
	if (row->settlement != NULL)
		json_put(standing, "settlement", json_of_item(row->settlement));
	json_put(object, "standing", standing);
	return object;
}
