#define _GNU_SOURCE 1
#include "checker.h"

#include "history.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORDS_MAX 24
#define VALUES_MAX (SCENARIO_STEPS + 2)

const char *const checker_names[CHECKER_VERDICT_COUNT] = {
	[CHECKER_FINE] = "fine",
	[CHECKER_LOST] = "lost",
	[CHECKER_BETWEEN] = "between",
	[CHECKER_BROKEN] = "broken",
	[CHECKER_HISTORY] = "history",
	[CHECKER_HUNG] = "hung",
	[CHECKER_CRASHED] = "crashed",
	[CHECKER_SILENT] = "silent",
};

/* A word of a slot, and in how many items it was seen. */
struct seen {
	char word[64];
	size_t count;
};

/* What may be in a slot: the last value acknowledged, and those begun since. */
struct values {
	const char *list[VALUES_MAX];
	int count;
};

void
checker_begin(struct checker *checker, struct stage *stage,
    const struct scenario *scenario, int number)
{
	*checker = (struct checker){ .stage = stage, .scenario = scenario };
	for (int i = 1; i < number; i++)
		checker->fates[i] = CHECKER_ACKED;
}

enum checker_fate
checker_find_fate(const struct scenario_step *step,
    const struct spawn_result *result)
{
	char code[ITEMS_CODE_SIZE];
	bool ended_well =
	    stage_is_right_exit(step, result->status) || result->status == 5;

	if (step->ack == SCENARIO_BY_EXIT)
		return ended_well ? CHECKER_ACKED : CHECKER_BEGUN;
	if ((ended_well || result->signal) &&
	    items_find_code(code, result->out))
		return CHECKER_ACKED;
	return ended_well && step->slot == 0 ? CHECKER_ACKED : CHECKER_BEGUN;
}

enum checker_verdict
checker_say(struct checker *checker, enum checker_verdict verdict,
    const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(checker->why, sizeof(checker->why), format, args);
	va_end(args);
	for (char *at = checker->why; *at; at++)
		if (*at == '\n')
			*at = ' ';
	return verdict;
}

/* Judges how a command ended; its status must be one of the digits. */
static enum checker_verdict
judge_end(struct checker *checker, const char *const *args,
    const struct spawn_result *result, const char *right)
{
	const char *more = args[1] ? args[1] : "";
	const struct scenario_step step = { .exits = right };
	if (result->is_hung)
		return checker_say(checker, CHECKER_HUNG, "%s %s hangs",
		    args[0], more);
	if (result->signal)
		return checker_say(checker, CHECKER_CRASHED,
		    "%s %s: signal %d: %s", args[0], more, result->signal,
		    result->err ? result->err : "");
	if (!stage_is_right_exit(&step, result->status))
		return checker_say(checker, CHECKER_BROKEN,
		    "%s %s: exit %d: %s %s", args[0], more, result->status,
		    result->err ? result->err : "",
		    result->out ? result->out : "");
	return CHECKER_FINE;
}

/* Runs a command that must end with one of these statuses. What it printed
 * is the caller's to free where `out` is given. */
static enum checker_verdict
run(struct checker *checker, int home, const char *const *args,
    const char *right, char **out)
{
	struct spawn_result result;
	stage_command(checker->stage, home, args, &result);
	enum checker_verdict verdict = judge_end(checker, args, &result, right);
	if (out) {
		*out = result.out;
		result.out = NULL;
	}
	spawn_clear(&result);
	return verdict;
}

/* Adds up, for each word of a slot, the items of one answer. */
static enum checker_verdict
read_items(struct checker *checker, int home, const char *const *args,
    struct seen *seen, int count)
{
	char *out = NULL;
	enum checker_verdict verdict = run(checker, home, args, "03", &out);
	for (int i = 0; i < count; i++)
		seen[i].count += items_count_word(out, seen[i].word);
	free(out);
	return verdict;
}

/* Counts each word of a slot in what the program shows. */
static enum checker_verdict
look(struct checker *checker, int slot, struct seen *seen, int count)
{
	static const char *const diary[] = { "diary", "--json", NULL };
	const struct scenario_slot *row = &checker->scenario->slots[slot];
	enum checker_verdict verdict = CHECKER_FINE;

	for (int i = 0; i < count; i++)
		seen[i].count = 0;
	if (!row->reads[0][0])
		return read_items(checker, row->home, diary, seen, count);
	for (int i = 0; i < SCENARIO_READS && row->reads[i][0]; i++)
		if (verdict == CHECKER_FINE)
			verdict = read_items(checker, row->home, row->reads[i],
			    seen, count);
	return verdict;
}

static const struct scenario_step *
get_step(const struct scenario *scenario, int number)
{
	return number == 0 ? &scenario->after : &scenario->steps[number - 1];
}

/* Steps in the order in which they are played: 1, 2, … and then 0. */
static int
get_order(const struct scenario *scenario, int i)
{
	return i < scenario_count_steps(scenario) ? i + 1 : 0;
}

static bool
has_word(const char *words, const char *word)
{
	char each[64];
	for (int i = 0; scenario_get_word(each, words, i); i++)
		if (strcmp(each, word) == 0)
			return true;
	return false;
}

static int
collect_words(const struct scenario *scenario, int slot,
    struct seen seen[WORDS_MAX])
{
	int count = 0;
	for (int i = 0; i <= scenario_count_steps(scenario); i++) {
		const struct scenario_step *step =
		    get_step(scenario, get_order(scenario, i));
		char word[64];
		for (int n = 0; step->slot == slot && count < WORDS_MAX &&
		     scenario_get_word(word, step->shows, n);
		     n++) {
			bool known = false;
			for (int k = 0; k < count; k++)
				known |= strcmp(seen[k].word, word) == 0;
			if (!known)
				strcpy(seen[count++].word, word);
		}
	}
	return count;
}

/* What this slot may hold now. Once it was looked at, only a step afterwards
 * may have changed it. */
static void
collect_values(const struct checker *checker, int slot, struct values *values)
{
	const struct scenario *scenario = checker->scenario;
	values->list[0] = "";
	values->count = 1;
	for (int i = 0; i <= scenario_count_steps(scenario); i++) {
		int number = get_order(scenario, i);
		const struct scenario_step *step = get_step(scenario, number);
		if (step->slot != slot ||
		    checker->fates[number] == CHECKER_NOT_RUN)
			continue;
		if (number == 0 && checker->found[slot]) {
			values->list[0] = checker->found[slot];
			values->count = 1;
		}
		if (checker->fates[number] == CHECKER_ACKED)
			values->count = 0;
		values->list[values->count++] = step->shows;
	}
	bool after_too = scenario->after.slot == slot &&
	    checker->fates[0] != CHECKER_NOT_RUN;
	if (checker->found[slot] && !after_too) {
		values->list[0] = checker->found[slot];
		values->count = 1;
	}
}

static bool
is_value(const char *value, const struct seen *seen, int count)
{
	for (int i = 0; i < count; i++)
		if (seen[i].count != (has_word(value, seen[i].word) ? 1 : 0))
			return false;
	return true;
}

static enum checker_verdict
complain(struct checker *checker, int slot, const struct values *values,
    const struct seen *seen, int count)
{
	char text[512] = "";
	bool lacks = false;
	for (int i = 0; i < count; i++) {
		size_t len = strlen(text);
		snprintf(text + len, sizeof(text) - len, " %.40s %zux",
		    seen[i].word, seen[i].count);
		lacks |= seen[i].count == 0 &&
		    has_word(values->list[0], seen[i].word);
	}
	bool is_lost = lacks && values->count == 1;
	return checker_say(checker, is_lost ? CHECKER_LOST : CHECKER_BETWEEN,
	    "slot %d should hold \"%s\"%s, but:%s", slot, values->list[0],
	    values->count > 1 ? " or later" : "", text);
}

static enum checker_verdict
judge_slot(struct checker *checker, int slot)
{
	struct seen seen[WORDS_MAX];
	struct values values;
	int count = collect_words(checker->scenario, slot, seen);
	if (count == 0)
		return CHECKER_FINE;
	collect_values(checker, slot, &values);
	enum checker_verdict verdict = look(checker, slot, seen, count);
	if (verdict != CHECKER_FINE)
		return verdict;
	for (int i = 0; i < values.count; i++) {
		if (!is_value(values.list[i], seen, count))
			continue;
		checker->found[slot] = values.list[i];
		return CHECKER_FINE;
	}
	return complain(checker, slot, &values, seen, count);
}

/* The slot of the step afterwards may lie in a home that is not there yet. */
static enum checker_verdict
judge_slots(struct checker *checker)
{
	const struct scenario *scenario = checker->scenario;
	enum checker_verdict verdict = CHECKER_FINE;
	for (int i = 1; i < SCENARIO_SLOTS && verdict == CHECKER_FINE; i++) {
		bool is_away = checker->fates[0] == CHECKER_NOT_RUN &&
		    scenario->slots[i].home != scenario->home;
		if (!is_away)
			verdict = judge_slot(checker, i);
	}
	return verdict;
}

static enum checker_verdict
play_afterwards(struct checker *checker)
{
	const struct scenario_step *after = &checker->scenario->after;
	char path[PATH_MAX];
	struct spawn_result result;

	if (after->only_if) {
		stage_expand(checker->stage, path, after->only_if);
		if (access(path, F_OK) != 0)
			return CHECKER_FINE;
	}
	stage_play(checker->stage, after, 0, NULL, &result);
	enum checker_verdict verdict = judge_end(checker, after->args, &result,
	    after->exits ? after->exits : "0");
	if (verdict == CHECKER_FINE)
		checker->fates[0] = checker_find_fate(after, &result);
	spawn_clear(&result);
	return verdict;
}

/* Every word that a slot holds must be in the newest state of the history. */
static enum checker_verdict
judge_history(struct checker *checker)
{
	const struct scenario *scenario = checker->scenario;
	struct history history;
	char word[64];

	history_read(&history, checker->stage, scenario->home,
	    checker->is_deep);
	enum checker_verdict verdict = CHECKER_FINE;
	if (history.why[0])
		verdict = checker_say(checker,
		    history.is_hung ? CHECKER_HUNG : CHECKER_HISTORY, "%s",
		    history.why);
	for (int i = 1; i < SCENARIO_SLOTS; i++)
		for (int n = 0;
		     history.repo_count > 0 && verdict == CHECKER_FINE &&
		     checker->found[i] && !scenario->slots[i].is_local &&
		     scenario->slots[i].home == scenario->home &&
		     scenario_get_word(word, checker->found[i], n);
		     n++)
			if (!history_has_word(&history, word))
				verdict = checker_say(checker, CHECKER_HISTORY,
				    "%s is shown but not in the history", word);
	history_clear(&history);
	return verdict;
}

/* Where there is no project yet, there is nothing to check. */
static enum checker_verdict
run_check(struct checker *checker)
{
	static const char *const check[] = { "check", NULL };
	const struct scenario *scenario = checker->scenario;
	return run(checker, scenario->home, check,
	    scenario->may_be_empty ? "03" : "0", NULL);
}

static enum checker_verdict
judge_rebuilt(struct checker *checker)
{
	static const char *const rebuild[] = { "rebuild", NULL };
	int home = checker->scenario->home;
	enum checker_verdict verdict = run(checker, home, rebuild, "0", NULL);
	if (verdict == CHECKER_FINE)
		verdict = judge_slots(checker);
	if (verdict == CHECKER_FINE)
		verdict = run_check(checker);
	return verdict;
}

enum checker_verdict
checker_judge(struct checker *checker)
{
	const struct scenario *scenario = checker->scenario;
	enum checker_verdict verdict =
	    run(checker, scenario->home, scenario->recover, "0", NULL);

	if (verdict == CHECKER_FINE)
		verdict = run_check(checker);
	if (verdict == CHECKER_FINE)
		verdict = judge_slots(checker);
	if (verdict == CHECKER_FINE)
		verdict = play_afterwards(checker);
	if (verdict == CHECKER_FINE)
		verdict = judge_slots(checker);
	if (verdict == CHECKER_FINE)
		verdict = judge_history(checker);
	if (verdict == CHECKER_FINE && checker->is_deep)
		verdict = judge_rebuilt(checker);
	return verdict;
}
