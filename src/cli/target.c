#include "cli/target.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/begun.h"
#include "cli/out.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/read.h>
#include <withus/rules.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ decisions */

static int
take_decision(void *data, const struct decision_row *row)
{
	choices_add_item(data, row->item);
	return 0;
}

/* Those of the first filter that has some, else all. */
static int
offer_decisions(struct run *run, struct choices *choices,
    enum decision_filter filter)
{
	struct decision_query query = {
		.project = run->project,
		.filter = filter,
		.member = id_is_none(&run->writer.for_person) ?
		    run->writer.member :
		    run->writer.for_person,
	};
	int result =
	    read_decision_list(run->journal, &query, take_decision, choices);
	query.filter = DECISIONS_ALL;
	if (result == 0 && choices->count == 0)
		result = read_decision_list(run->journal, &query, take_decision,
		    choices);
	return result;
}

static int
offer_awaited(struct run *run, struct choices *choices)
{
	return offer_decisions(run, choices, DECISIONS_AWAIT);
}

static int
offer_open(struct run *run, struct choices *choices)
{
	return offer_decisions(run, choices, DECISIONS_OPEN);
}

static int
offer_settled(struct run *run, struct choices *choices)
{
	return offer_decisions(run, choices, DECISIONS_CARRY_OUT);
}

/* By its code, or by its question or the start of it. */
static int
check_decision(struct run *run, const char *typed)
{
	struct id id;
	int result = read_find(run->journal, &run->project, NULL, typed, &id);
	return result == -ERR_CODE_FORM ?
	    read_find(run->journal, &run->project, "decision", typed, &id) :
	    result;
}

static const char no_decisions[] =
    N_("There are no decisions yet. “withus decide” asks for one.");

const struct target target_to_view = {
	.question = N_("Which decision do you want to give your view on?"),
	.none = no_decisions,
	.offer = offer_awaited,
	.check = check_decision,
};

const struct target target_to_settle = {
	.question = N_("Which decision did you settle?"),
	.none = no_decisions,
	.offer = offer_open,
	.check = check_decision,
};

const struct target target_to_answer = {
	.question = N_("Of which decision do you want to say what came?"),
	.none = no_decisions,
	.offer = offer_settled,
	.check = check_decision,
};

/* ------------------------------------------------------------ rules */

static int
take_rules(void *data, const struct rules_row *row)
{
	choices_add_item(data, row->item);
	return 0;
}

static int
offer_rules(struct run *run, struct choices *choices, enum rules_filter filter)
{
	struct rules_query query = {
		.project = run->project,
		.filter = filter,
		.member = id_is_none(&run->writer.for_person) ?
		    run->writer.member :
		    run->writer.for_person,
	};
	int result = read_rules_list(run->journal, &query, take_rules, choices);
	query.filter = RULES_ALL;
	if (result == 0 && choices->count == 0)
		result =
		    read_rules_list(run->journal, &query, take_rules, choices);
	return result;
}

static int
offer_awaiting(struct run *run, struct choices *choices)
{
	return offer_rules(run, choices, RULES_AWAITS);
}

static int
offer_second_look(struct run *run, struct choices *choices)
{
	return offer_rules(run, choices, RULES_SECOND_LOOK);
}

static int
offer_all_rules(struct run *run, struct choices *choices)
{
	return offer_rules(run, choices, RULES_ALL);
}

static const char no_rules[] =
    N_("There are no ground rules yet. “withus rules write” writes some.");

const struct target target_to_agree = {
	.question = N_("Which ground rules do you want to answer?"),
	.none = no_rules,
	.kind = "rules",
	.offer = offer_awaiting,
};

const struct target target_to_look_again = {
	.question = N_("Which ground rules did you look at again?"),
	.none = no_rules,
	.kind = "rules",
	.offer = offer_second_look,
};

const struct target target_of_rules = {
	.question = N_("Which ground rules do you want to see?"),
	.none = no_rules,
	.kind = "rules",
	.offer = offer_all_rules,
};

/* ------------------------------------------------------------ anything */

/* The newest of each kind are enough: others are typed by their codes. */
#define NEWEST 20

/* What was written, with its day, so that all kinds make one list. */
struct dated {
	struct run *run;
	struct choices found;
	char **days;
	size_t cap;
};

static int
take_dated(void *data, const struct item *item)
{
	struct dated *dated = data;
	size_t count = dated->found.count;
	dated->days =
	    mem_grow(dated->days, &dated->cap, count + 1, sizeof(*dated->days));
	dated->days[count] = mem_dup_text(item->changed);
	choices_add_mixed(&dated->found, dated->run, item);
	return 0;
}

static int
take_kind(struct run *run, const struct kind *kind, bool is_mine,
    struct dated *dated)
{
	struct query query = {
		.project = run->project,
		.kind = kind->name,
		.most = NEWEST,
	};
	if (is_mine && kind->writer == WRITER_BY)
		query.by = id_is_none(&run->writer.for_person) ?
		    run->writer.member :
		    run->writer.for_person;
	return read_list(run->journal, &query, take_dated, dated);
}

/* The newest of those that are left. */
static size_t
find_newest(const struct dated *dated)
{
	size_t newest = dated->found.count;
	for (size_t i = 0; i < dated->found.count; i++) {
		bool is_newer = dated->days[i] != NULL &&
		    (newest == dated->found.count ||
			strcmp(dated->days[i], dated->days[newest]) > 0);
		if (is_newer)
			newest = i;
	}
	return newest;
}

/* Moves them over, newest first. */
static void
move_dated(struct dated *dated, struct choices *choices)
{
	size_t next = find_newest(dated);
	for (; next < dated->found.count; next = find_newest(dated)) {
		const struct ask_choice *from = &dated->found.list[next];
		choices_add(choices, mem_dup_text(from->name),
		    mem_dup_text(from->word), NULL);
		free(dated->days[next]);
		dated->days[next] = NULL;
	}
	free(dated->days);
	choices_clear(&dated->found);
}

static int
offer_kinds(struct run *run, struct choices *choices, bool is_mine)
{
	const struct kind *const *kind = kind_all();
	const struct kind_field *to =
	    kind_field(kind_by_name("reply"), kind_by_name("reply")->parent);
	struct dated dated = { .run = run };
	int result = 0;
	for (; result == 0 && *kind != NULL; kind++) {
		if (kind_field_takes(to, (*kind)->name))
			result = take_kind(run, *kind, is_mine, &dated);
	}
	move_dated(&dated, choices);
	return result;
}

static int
offer_mine(struct run *run, struct choices *choices)
{
	return offer_kinds(run, choices, true);
}

static int
offer_all(struct run *run, struct choices *choices)
{
	return offer_kinds(run, choices, false);
}

static const char nothing[] =
    N_("There is nothing yet. “withus reflect” writes an entry.");

const struct target target_to_reply = {
	.question = N_("What do you want to reply to?"),
	.none = nothing,
	.offer = offer_all,
};

const struct target target_to_change = {
	.question = N_("What do you want to change?"),
	.none = nothing,
	.offer = offer_mine,
};

const struct target target_to_withdraw = {
	.question = N_("What do you want to take back?"),
	.none = nothing,
	.offer = offer_mine,
};

/* ------------------------------------------------------------ stages … */

static int
offer_stages(struct run *run, struct choices *choices)
{
	return choices_add_kind(choices, run, "stage");
}

static int
offer_members(struct run *run, struct choices *choices)
{
	return choices_add_kind(choices, run, "member");
}

static const char no_stages[] =
    N_("There are no stages yet. “withus stage add” adds one.");

const struct target target_of_stage = {
	.question = N_("Which stage do you mean?"),
	.none = no_stages,
	.kind = "stage",
	.offer = offer_stages,
};

const struct target target_to_begin = {
	.question = N_("Which stage has begun?"),
	.none = no_stages,
	.kind = "stage",
	.offer = offer_stages,
};

const struct target target_to_end = {
	.question = N_("Which stage has ended?"),
	.none = no_stages,
	.kind = "stage",
	.offer = offer_stages,
};

const struct target target_of_member = {
	.question = N_("Which member do you mean?"),
	.none = N_("There is no member yet. “withus member add” adds one."),
	.kind = "member",
	.offer = offer_members,
};

/* ------------------------------------------------------------ drafts */

/* Cells of the first words of a draft. */
#define EXCERPT_CELLS 60

struct drafts {
	struct run *run;
	struct choices *choices;
};

static int
take_draft(void *data, const struct draft *draft)
{
	struct drafts *drafts = data;
	struct str number = { 0 };
	str_add_format(&number, "%lld", (long long)draft->number);
	char *head = begun_head(drafts->run, draft);
	char *words = begun_excerpt(draft, EXCERPT_CELLS);
	choices_add(drafts->choices, str_take(&number), head, words);
	return 0;
}

static int
offer_drafts(struct run *run, struct choices *choices)
{
	struct drafts drafts = { .run = run, .choices = choices };
	return draft_each(run->journal, &run->writer, take_draft, &drafts);
}

static int
check_draft(struct run *run, const char *typed)
{
	int64_t number = 0;
	(void)run;
	return begun_read_number(typed, &number);
}

const struct target target_of_draft = {
	.question = N_("Which draft do you mean?"),
	.none = N_("There are no drafts."),
	.offer = offer_drafts,
	.check = check_draft,
};

/* ------------------------------------------------------------ asking */

static int
check(struct run *run, const char *typed)
{
	const struct target *target = run->command->target;
	struct id id;
	if (target->check != NULL)
		return target->check(run, typed);
	return read_find(run->journal, &run->project, target->kind, typed, &id);
}

static int
judge(void *data, const char *answer)
{
	return check(data, answer);
}

static int
ask_for_one(struct run *run, const struct choices *choices)
{
	const struct target *target = run->command->target;
	const struct ask ask = {
		.question = say_text(target->question),
		.help = target->help != NULL ?
		    say_text(target->help) :
		    _("You can also type a code, such as one that “withus "
		      "find” shows."),
		.choices = choices->list,
		.takes_other = true,
		.is_required = true,
		.is_first = true,
		.check = judge,
		.data = run,
	};
	char *answer = NULL;
	int result = ask_one(&ask, &answer);
	if (result != 0)
		return result;
	free(run->chosen);
	run->chosen = answer;
	run->args = (const char *const *)&run->chosen;
	run->arg_count = 1;
	return 0;
}

int
target_ask(struct run *run)
{
	const struct target *target = run->command->target;
	bool is_asked = run->chosen != NULL || run->arg_count == 0;
	struct choices choices = { .list = NULL };
	if (target == NULL || !is_asked)
		return 0;
	bool is_typed = target->offer == NULL;
	int result = is_typed ? 0 : target->offer(run, &choices);
	if (result == 0 && choices.count == 0 && !is_typed) {
		out_prose(0, say_text(target->none));
		result = TARGET_NONE;
	} else if (result == 0) {
		result = ask_for_one(run, &choices);
	}
	choices_clear(&choices);
	return result;
}

int
target_check(struct run *run)
{
	struct err fault = *err_last();
	const struct target *target = run->command->target;
	bool can_look = target != NULL && run->arg_count > 0 &&
	    target->offer != NULL && target != &target_of_draft;
	int result = can_look ? check(run, run->args[0]) : 0;
	if (result == 0)
		(void)err_restore(&fault);
	return result;
}
