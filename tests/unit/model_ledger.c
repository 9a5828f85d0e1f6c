/* Who should be involved in a decision, and who was. */
#include "model/ledger.h"

#include "base/str.h"
#include "support/scene.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Ids 1 to 3 as they stand in a file. */
#define A "00000000000000000000000001"
#define B "00000000000000000000000002"
#define C "00000000000000000000000003"

/* ------------------------------------------------------------ involved */

static void
demand_names(const struct weave *weaves, uint32_t aside, const char *wanted)
{
	struct lineage lineage = { 0 };
	struct ledger_names names;
	struct str out = { 0 };

	for (; weaves->vid != 0; weaves++)
		weave_add(&lineage, weaves);
	lineage_link(&lineage);
	for (size_t v = 0; v < lineage.count; v++)
		if (weave_number(&lineage.versions[v].vid) == aside)
			lineage.versions[v].standing = STANDING_KEY_OTHER;
	ledger_gather(&names, &lineage);
	str_add(&out, names.is_all ? "all" : "");
	for (size_t i = 0; i < names.named.count; i++) {
		str_add_char(&out, ' ');
		str_add(&out, names.named.items[i]);
	}
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
	ledger_names_clear(&names);
	lineage_clear(&lineage);
}

static struct weave
version(uint32_t vid, const char *follows, const char *words)
{
	return (struct weave){
		.vid = vid,
		.follows = follows,
		.kind = "decision",
		.words = words,
	};
}

static void
test_involve_only_grows(void **state)
{
	const struct weave shrinks[] = {
		version(1, NULL, "involve: [=x, " A ", " B "]"),
		version(2, "1", "involve: [" A "]"),
		{ .vid = 0 },
	};
	const struct weave narrows[] = {
		version(1, NULL, "title: T"),
		version(2, "1", "involve: [" A "]"),
		{ .vid = 0 },
	};
	const struct weave apart[] = {
		version(1, NULL, "involve: [" A "]"),
		version(2, "1", "involve: [" A ", " B "]"),
		version(3, "1", "involve: [" A ", " C "]"),
		version(4, "2", "state: withdrawn"),
		{ .vid = 0 },
	};

	(void)state;
	demand_names(shrinks, 0, " " A " " B " =x");
	demand_names(shrinks, 1, " " A);
	/* Everyone, then some: everyone should be, still. */
	demand_names(narrows, 0, "all " A);
	demand_names(narrows, 1, " " A);
	demand_names(apart, 0, " " A " " B " " C);
	demand_names(apart, 3, " " A " " B);
}

/* ------------------------------------------------------------ who */

static void
test_open_and_ready(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene_demand(&scene, "open 1:awaited 2:awaited 3:awaited");
	scene_give(&scene, 1, "agree");
	scene_give(&scene, 2, "object");
	scene_demand(&scene, "open 1:gave 2:gave 3:awaited v0 v1/objects");
	/* Who leaves themselves out is not waited for. */
	scene_give(&scene, 3, "leave-out");
	scene_demand(&scene, "ready 1:gave 2:gave 3:left-out v0 v1/objects v2");
	/* A view that was taken back is none. */
	scene.heads[0][0].is_withdrawn = true;
	scene_demand(&scene,
	    "open 1:awaited 2:gave 3:left-out v0-/unasked/before v1/objects "
	    "v2");
}

static void
test_until(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene.matter.until = SCENE_TODAY;
	scene_demand(&scene, "open 1:awaited 2:awaited 3:awaited");
	scene.matter.until = "2026-05-02";
	scene_demand(&scene, "ready 1:awaited 2:awaited 3:awaited");
}

static void
test_named(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene_involve(&scene, B);
	scene_involve(&scene, "=the ward");
	scene_give(&scene, 1, "object");
	scene_give(&scene, 2, "agree");
	/* Words stay awaited: nobody can give a view for them here. */
	scene_demand(&scene,
	    "open 2:gave the ward:awaited v0/unasked/objects v1");
	/* Named, but left the team. */
	presence_set_day(scene.members[1].left, SCENE_TODAY);
	scene.matter.view_count = 1;
	scene_demand(&scene, "open 2:gone the ward:awaited v0/unasked/objects");
	/* Named in one version, everyone in another. */
	scene.names.is_all = true;
	scene_demand(&scene,
	    "open 2:gone the ward:awaited 1:gave 3:awaited v0/objects");
}

static void
test_two_things(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene.matter.member_count = 1;
	scene_give(&scene, 1, "leave-out")->words = COUNTING_CHANGED;
	scene_give_again(&scene, "agree")->words = COUNTING_UNKNOWN;
	scene_demand(&scene, "ready 1:gave v0/two/unknown");
	scene.heads[0][1].stance = "object";
	scene.heads[0][1].words = COUNTING_CHANGED;
	scene_demand(&scene, "ready 1:gave v0/two/objects/before");
	scene.heads[0][0].words = COUNTING_SAME;
	scene_demand(&scene, "ready 1:gave v0/two/objects");
	/* Taken back on one computer, changed on another. */
	scene.heads[0][1].is_withdrawn = true;
	scene_demand(&scene, "ready 1:left-out v0/two");
	scene.heads[0][0].is_withdrawn = true;
	scene_demand(&scene, "open 1:awaited v0-/unasked/before");
	/* A record made again after an erasure. */
	scene_give(&scene, 1, "aside");
	scene_demand(&scene, "ready 1:gave v0-/unasked/before v1");
}

/* Everyone: who had joined and not left, by the day of settling. */
static void
test_everyone_by_day(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	presence_set_day(scene.members[1].joined, "2026-05-02");
	presence_set_day(scene.members[2].left, "2026-05-02");
	scene_demand(&scene, "open 1:awaited 2:awaited");
	scene_settle(&scene, "yes");
	scene_demand(&scene, "settled 1:awaited 3:awaited s0");
	/* Of several days the last counts. */
	presence_set_day(scene_settle(&scene, "yes")->day, "2026-05-02");
	scene_demand(&scene, "settled 1:awaited 2:awaited s0 s1");
	/* Of one that does not hold none does. */
	scene.settlements[1].is_withdrawn = true;
	scene_demand(&scene, "settled 1:awaited 3:awaited s0 s1/aside");
}

/* What was decided before anybody had joined, and written down on 2 May. */
static void
test_everyone_of_old(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	for (size_t i = 0; i < 3; i++)
		presence_set_day(scene.members[i].joined, "2026-05-02");
	presence_set_day(scene.members[1].joined, "2026-05-03");
	scene_give(&scene, 1, "object");
	scene_give(&scene, 2, "agree");
	scene_settle(&scene, "yes")->is_of_all = true;
	scene_demand(&scene,
	    "settled 1:gave 3:awaited v0/after/objects v1/unasked/after "
	    "s0/claim");
	/* One had joined by then, though they have left since. */
	presence_set_day(scene.members[1].joined, "2026-04-29");
	presence_set_day(scene.members[1].left, "2026-04-30");
	scene_demand(&scene,
	    "settled v0/unasked/after/objects v1/unasked/after s0/claim");
	/* Nobody was there either when it was written down. */
	presence_set_day(scene.members[1].left, NULL);
	for (size_t i = 0; i < 3; i++)
		presence_set_day(scene.members[i].joined, "2026-05-03");
	scene_demand(&scene,
	    "settled v0/unasked/after/objects v1/unasked/after s0/claim");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_involve_only_grows),
		cmocka_unit_test(test_open_and_ready),
		cmocka_unit_test(test_until),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_two_things),
		cmocka_unit_test(test_everyone_by_day),
		cmocka_unit_test(test_everyone_of_old),
	};
	return cmocka_run_group_tests_name("model_ledger", tests, NULL, NULL);
}
