#include "support/days.h"

#include "support/sim_words.h"
#include "support/weave.h"

#include <string.h>

static struct words chance; /* only to draw numbers from */

void
days_begin(unsigned long seed)
{
	chance.seed = seed * 0x2545f4914f6cdd1du + 11;
}

uint32_t
days_draw(uint32_t below)
{
	return words_random(&chance, below);
}

const char *
days_draw_day(void)
{
	static const char *const days[] = { "2026-05-01", "2026-05-02",
		DAYS_TODAY, "2026-05-04" };

	return days[days_draw(4)];
}

void
days_draw_members(struct presence *members)
{
	memset(members, 0, DAYS_PEOPLE * sizeof *members);
	for (uint32_t i = 0; i < DAYS_PEOPLE; i++) {
		members[i].id = weave_id(i + 1);
		if (days_draw(2))
			presence_set_day(members[i].joined, days_draw_day());
		if (days_draw(4) == 0)
			presence_set_day(members[i].left, days_draw_day());
	}
}

bool
days_is_there(const struct presence *member, const char *day)
{
	if (member->joined[0] && strcmp(member->joined, day) > 0)
		return false;
	return !member->left[0] || strcmp(day, member->left) < 0;
}
