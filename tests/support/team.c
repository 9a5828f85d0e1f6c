#include "support/team.h"

#include "model/standing.h"
#include "model/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
put(struct team *team, struct record *record, uint32_t key)
{
	unsigned char bytes[WEAVE_KEY_SIZE];

	weave_key(bytes, key);
	voices_add(team->voices, record, bytes);
	record_free(record);
}

static struct id
introduce(struct team *team, uint32_t key)
{
	struct record *member = weave_member(key);
	struct id id = member->id;

	put(team, member, key);
	return id;
}

static struct id
add_member(struct team *team, uint32_t number)
{
	struct record *member = weave_added(&team->anna, number);
	struct id id = member->id;

	put(team, member, 1);
	return id;
}

int
team_make(void **state)
{
	struct team *team = calloc(1, sizeof *team);

	assert_non_null(team);
	team->voices = voices_new();
	team->anna = introduce(team, 1);
	team->ben = introduce(team, 2);
	team->carla = introduce(team, 3);
	team->dora = add_member(team, 4);
	team->emil = add_member(team, 5);
	put(team, weave_claim(&team->dora, 4), 4);
	voices_settle(team->voices);
	*state = team;
	return 0;
}

int
team_clear(void **state)
{
	struct team *team = *state;

	voices_free(team->voices);
	free(team);
	return 0;
}

static void
demand_view(const struct lineage *lineage, const char *wanted)
{
	struct view *view = view_make(lineage);
	char *printed = weave_print(lineage, view);

	assert_string_equal(printed, wanted);
	free(printed);
	view_free(view);
}

void
team_demand(struct lineage *lineage, const struct team *team,
    const char *standings, const char *view)
{
	char found[200] = "";

	lineage_link(lineage);
	standing_judge(lineage, team->voices);
	for (size_t i = 0; i < lineage->count; i++) {
		size_t len = strlen(found);

		(void)snprintf(found + len, sizeof found - len, "%s%s",
		    len > 0 ? " " : "",
		    standing_name(lineage->versions[i].standing));
	}
	assert_string_equal(found, standings);
	if (view)
		demand_view(lineage, view);
}
