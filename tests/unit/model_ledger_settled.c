/* What holds of a decision, whose claim it is, and the status. */
#include "model/ledger.h"

#include "support/scene.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_which_holds(void **state)
{
	struct scene scene;
	struct ledger_settlement *last;

	(void)state;
	scene_open(&scene);
	scene.matter.member_count = 0;
	scene_settle(&scene, "yes");
	scene_demand(&scene, "settled s0");
	scene_settle(&scene, "yes");
	scene_demand(&scene, "settled s0 s1");
	scene.settlements[1].said = (char *)(uintptr_t) "no";
	scene_demand(&scene, "settled-differently s0 s1");
	scene.settlements[1].instead = scene.settlements[0].id;
	scene_demand(&scene, "settled s0/aside s1");
	/* What stood in is itself stood in for: the first stays aside. */
	last = scene_settle(&scene, "perhaps");
	last->instead = scene.settlements[1].id;
	scene_demand(&scene, "settled s0/aside s1/aside s2");
	/* Its writer takes it back. */
	last->is_withdrawn = true;
	scene_demand(&scene, "settled s0/aside s1 s2/aside");
	scene.settlements[1].is_withdrawn = true;
	scene_demand(&scene, "settled s0 s1/aside s2/aside");
	scene.settlements[0].is_withdrawn = true;
	scene_demand(&scene, "ready s0/aside s1/aside s2/aside");
}

static void
test_circles(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene.matter.member_count = 0;
	scene_settle(&scene, "yes");
	scene_settle(&scene, "no");
	scene.settlements[0].instead = scene.settlements[1].id;
	scene.settlements[1].instead = scene.settlements[0].id;
	scene_demand(&scene, "settled-differently s0 s1");
	/* One outside of the circle stands in for it. */
	scene_settle(&scene, "perhaps")->instead = scene.settlements[0].id;
	scene_demand(&scene, "settled s0/aside s1/aside s2");
	/* Itself, or one that is not here. */
	scene.settlements[2].instead = scene.settlements[2].id;
	scene_demand(&scene, "settled-differently s0 s1 s2");
	scene.settlements[2].instead = weave_id(77);
	scene_demand(&scene, "settled-differently s0 s1 s2");
}

static void
test_claims(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene_give(&scene, 1, "agree");
	scene_give(&scene, 2, "reservations");
	scene_give(&scene, 3, "aside");
	scene_settle(&scene, "yes")->is_of_all = true;
	scene.settlements[0].seen = scene.seen;
	scene.settlements[0].seen_count = 3;
	for (uint32_t i = 0; i < 3; i++)
		scene.seen[i] = weave_vid(10 * (i + 1));
	scene_demand(&scene, "settled 1:gave 2:gave 3:gave v0 v1 v2 s0");
	/* One objects. */
	scene.heads[2][0].stance = "object";
	scene_demand(&scene,
	    "settled 1:gave 2:gave 3:gave v0 v1 v2/objects s0/claim");
	/* It is said openly that it was not by agreement. */
	scene.settlements[0].is_of_all = false;
	scene_demand(&scene,
	    "settled 1:gave 2:gave 3:gave v0 v1 v2/objects s0");
	/* One is not there. */
	scene.settlements[0].is_of_all = true;
	scene.matter.view_count = 2;
	scene_demand(&scene, "settled 1:gave 2:gave 3:awaited v0 v1 s0/claim");
	/* One asked to be left out. */
	scene_give(&scene, 3, "leave-out");
	scene_demand(&scene, "settled 1:gave 2:gave 3:left-out v0 v1 v2 s0");
	/* An objection of one who was not asked is an objection. */
	scene_give(&scene, 9, "object");
	scene_demand(&scene,
	    "settled 1:gave 2:gave 3:left-out v0 v1 v2 "
	    "v3/unasked/after/objects s0/claim");
}

static void
test_after(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene.matter.member_count = 0;
	scene_give(&scene, 1, "agree");
	scene_give(&scene, 2, "agree");
	scene_give(&scene, 3, "agree");
	scene_settle(&scene, "yes");
	scene.settlements[0].seen = scene.seen;
	scene.settlements[0].seen_count = 2;
	scene.seen[0] = weave_vid(10);
	scene.seen[1] = weave_vid(19);
	scene_demand(&scene,
	    "settled v0/unasked v1/unasked/changed v2/unasked/after s0");
	/* The same words, as a version that was seen: an undo. */
	scene.matter.views[1].heads[0].alike = scene.seen + 1;
	scene.matter.views[1].heads[0].alike_count = 1;
	scene_demand(&scene,
	    "settled v0/unasked v1/unasked v2/unasked/after s0");
	scene.matter.views[1].heads[0].alike_count = 0;
	/* Two settlements: either had seen it. */
	scene_settle(&scene, "yes");
	scene.seen[2] = weave_vid(30);
	scene.settlements[1].seen = scene.seen + 2;
	scene.settlements[1].seen_count = 1;
	scene_demand(&scene,
	    "settled v0/unasked v1/unasked/changed v2/unasked s0 s1");
	/* One that does not hold had not. */
	scene.settlements[1].is_withdrawn = true;
	scene_demand(&scene,
	    "settled v0/unasked v1/unasked/changed v2/unasked/after s0 "
	    "s1/aside");
}

static void
test_carrying_out(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene.matter.member_count = 0;
	scene_settle(&scene, "yes")->has_task = true;
	scene_demand(&scene, "settled,to-carry-out s0");
	scene_answer(&scene, "2026-05-02", false);
	scene_demand(&scene, "settled,to-carry-out s0");
	scene_answer(&scene, "2026-05-02", true);
	scene_demand(&scene, "settled s0");
	/* It turned out not to be done: what was said last counts. */
	scene_answer(&scene, "2026-05-03", false);
	scene_demand(&scene, "settled,to-carry-out s0");
	assert_false(scene.answers[1].is_latest);
	assert_true(scene.answers[2].is_latest);
	/* Nothing to do, or nothing that holds. */
	scene.settlements[0].has_task = false;
	scene_demand(&scene, "settled s0");
	scene.settlements[0].has_task = true;
	scene.settlements[0].is_withdrawn = true;
	scene_demand(&scene, "ready s0/aside");
}

static void
test_another_look(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	scene.matter.member_count = 0;
	presence_set_day(scene_settle(&scene, "yes")->look_again, SCENE_TODAY);
	scene_demand(&scene, "settled,another-look s0");
	presence_set_day(scene.settlements[0].look_again, "2026-05-04");
	scene_demand(&scene, "settled s0");
	/* All of it at once; and where it is replaced, nothing is to do. */
	presence_set_day(scene.settlements[0].look_again, SCENE_TODAY);
	scene.settlements[0].has_task = true;
	scene_settle(&scene, "no");
	scene_demand(&scene,
	    "settled-differently,to-carry-out,another-look s0 s1");
	scene.matter.has_successor = true;
	scene_demand(&scene, "settled-differently,replaced s0 s1");
	scene.matter.settlement_count = 0;
	scene_demand(&scene, "ready,replaced");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_which_holds),
		cmocka_unit_test(test_circles),
		cmocka_unit_test(test_claims),
		cmocka_unit_test(test_after),
		cmocka_unit_test(test_carrying_out),
		cmocka_unit_test(test_another_look),
	};
	return cmocka_run_group_tests_name("model_ledger_settled", tests, NULL,
	    NULL);
}
