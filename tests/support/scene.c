#include "support/scene.h"

#include "base/str.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void
scene_open(struct scene *scene)
{
	*scene = (struct scene){
		.names = { .is_all = true },
		.matter = {
			.names = &scene->names,
			.members = scene->members,
			.member_count = 3,
			.views = scene->views,
			.settlements = scene->settlements,
			.answers = scene->answers,
			.made = "2026-05-02",
			.until = "",
			.today = SCENE_TODAY,
		},
	};
	for (uint32_t i = 0; i < 3; i++)
		scene->members[i].id = weave_id(i + 1);
	scene->names.named = (struct value){
		.shape = VALUE_SET,
		.items = scene->named,
	};
}

void
scene_involve(struct scene *scene, const char *name)
{
	scene->names.is_all = false;
	scene->named[scene->names.named.count++] = (char *)(uintptr_t)name;
}

struct ledger_head *
scene_give(struct scene *scene, uint32_t by, const char *stance)
{
	size_t at = scene->matter.view_count++;
	uint32_t vid = 10 * (uint32_t)(at + 1);

	scene->heads[at][0] = (struct ledger_head){
		.vid = weave_vid(vid),
		.stance = stance,
	};
	scene->versions[at][0] = weave_vid(vid);
	scene->versions[at][1] = weave_vid(vid - 1);
	scene->views[at] = (struct ledger_view){
		.by = weave_id(by),
		.heads = scene->heads[at],
		.head_count = 1,
		.versions = scene->versions[at],
		.version_count = 2,
	};
	return scene->heads[at];
}

struct ledger_head *
scene_give_again(struct scene *scene, const char *stance)
{
	size_t at = scene->matter.view_count - 1;
	uint32_t vid = 10 * (uint32_t)(at + 1) + 1;

	scene->heads[at][1] = (struct ledger_head){
		.vid = weave_vid(vid),
		.stance = stance,
	};
	scene->versions[at][2] = weave_vid(vid);
	scene->views[at].head_count = 2;
	scene->views[at].version_count = 3;
	return &scene->heads[at][1];
}

struct ledger_settlement *
scene_settle(struct scene *scene, const char *said)
{
	size_t at = scene->matter.settlement_count++;
	struct ledger_settlement *settlement = &scene->settlements[at];

	*settlement = (struct ledger_settlement){
		.id = weave_id(100 + (uint32_t)at),
		.said = (char *)(uintptr_t)said,
		.day = "2026-05-01",
	};
	return settlement;
}

void
scene_answer(struct scene *scene, const char *day, bool is_final)
{
	struct ledger_answer *to =
	    &scene->answers[scene->matter.answer_count++];

	presence_set_day(to->day, day);
	to->is_final = is_final;
}

static void
print_people(struct str *out, const struct ledger *ledger)
{
	static const char *const parts[] = { "awaited", "gave", "left-out",
		"gone" };

	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_person *person = &ledger->people[i];

		str_add_char(out, ' ');
		if (person->words)
			str_add(out, person->words);
		else
			str_add_format(out, "%d", person->id.bytes[15]);
		str_add_char(out, ':');
		str_add(out, parts[person->part]);
	}
}

static void
print_views(struct str *out, const struct scene *scene)
{
	for (size_t v = 0; v < scene->matter.view_count; v++) {
		const struct ledger_view *view = &scene->views[v];

		str_add_format(out, " v%zu", v);
		str_add(out, view->is_there ? "" : "-");
		str_add(out, view->is_unasked ? "/unasked" : "");
		str_add(out, view->is_after ? "/after" : "");
		str_add(out, view->is_changed ? "/changed" : "");
		str_add(out, view->is_two_things ? "/two" : "");
		str_add(out, view->is_objection ? "/objects" : "");
		str_add(out,
		    view->words == COUNTING_SAME        ? "" :
			view->words == COUNTING_CHANGED ? "/before" :
							  "/unknown");
	}
}

static void
print_settlements(struct str *out, const struct scene *scene)
{
	for (size_t s = 0; s < scene->matter.settlement_count; s++) {
		str_add_format(out, " s%zu", s);
		str_add(out, scene->settlements[s].is_in_force ? "" : "/aside");
		str_add(out, scene->settlements[s].is_claim ? "/claim" : "");
	}
}

void
scene_demand(struct scene *scene, const char *wanted)
{
	const char *names[LEDGER_STATES_MOST];
	struct str out = { 0 };
	struct ledger ledger;
	size_t count;

	ledger_make(&ledger, &scene->matter);
	count = ledger_name_states(ledger.states, names);
	for (size_t i = 0; i < count; i++) {
		str_add(&out, i > 0 ? "," : "");
		str_add(&out, names[i]);
	}
	print_people(&out, &ledger);
	print_views(&out, scene);
	print_settlements(&out, scene);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
	ledger_clear(&ledger);
}
