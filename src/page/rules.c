#include "page/rules.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "page/agreement.h"
#include "page/item.h"
#include "page/roll.h"
#include "page/state.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* What a list of rows and a page of one document have in common. */
struct summary {
	bool is_agreed;
	bool is_second_look;
	size_t group_count;
	size_t agreed_count;
	const struct person **awaited; /* but for those who are away */
	size_t awaited_count;
};

static bool
has_agreed(const struct rules_person *person)
{
	return person->where == RULES_AGREES ||
	    person->where == RULES_RESERVATION;
}

/* summary.awaited is to be freed. */
static struct summary
sum_up(const struct rules *rules)
{
	struct summary sum = {
		.is_agreed = rules->is_agreed,
		.is_second_look = rules->is_second_look,
		.awaited = mem_new_array(rules->count, sizeof(*sum.awaited)),
	};
	for (size_t i = 0; i < rules->count; i++) {
		const struct rules_person *person = &rules->people[i];
		sum.group_count += person->is_in_group;
		sum.agreed_count += person->is_in_group && has_agreed(person);
		if (person->is_awaited && !person->is_away)
			sum.awaited[sum.awaited_count++] = &person->who;
	}
	return sum;
}

static struct summary
sum_up_row(const struct rules_row *row)
{
	struct summary sum = {
		.is_agreed = page_state_has(row->item, "agreed"),
		.is_second_look = page_state_has(row->item, "second-look"),
		.group_count = row->group_count,
		.agreed_count = row->agreed_count,
		.awaited =
		    mem_new_array(row->awaited_count, sizeof(*sum.awaited)),
	};
	for (; sum.awaited_count < row->awaited_count; sum.awaited_count++)
		sum.awaited[sum.awaited_count] =
		    &row->awaited[sum.awaited_count];
	return sum;
}

/* -------------------------------------------------- in a few sentences */

static void
show_agreed(struct paper *paper, size_t indent, const struct summary *sum)
{
	char *agreed = say_number(sum->agreed_count);
	char *group = say_number(sum->group_count);
	paper_say(paper, indent,
	    sum->is_agreed ?
		say_plural(N_("Agreed by the one person who must agree."),
		    N_("Agreed by all {2} who must agree."), sum->group_count) :
		say_plural(N_("Not agreed yet: {1} of {2} agrees."),
		    N_("Not agreed yet: {1} of {2} agree."), sum->agreed_count),
	    agreed, group, NULL);
	free(group);
	free(agreed);
}

static void
show_awaited(struct paper *paper, size_t indent, const struct summary *sum)
{
	struct str names = { 0 };
	if (sum->awaited_count == 0)
		return;
	for (size_t i = 0; i < sum->awaited_count; i++)
		roll_add(&names, sum->awaited[i]);
	paper_say(paper, indent, _("Still asked: {1}."), str_text(&names),
	    NULL);
	str_clear(&names);
}

void
page_rules_row(struct paper *paper, size_t indent, const struct rules_row *row,
    bool is_mine)
{
	struct summary sum = sum_up_row(row);
	show_agreed(paper, indent, &sum);
	show_awaited(paper, indent, &sum);
	if (sum.is_second_look)
		paper_prose(paper, indent, _("A second look is welcome."));
	if (row->awaits_me && is_mine)
		paper_say(paper, indent,
		    _("What do you think? “withus rules agree {1}”"),
		    row->item->code, NULL);
	free(sum.awaited);
}

/* Why it wants a second look, and how. */
static void
show_second_look(struct paper *paper, const struct rules *rules)
{
	char *day = rules->due[0] != '\0' ? say_day(rules->due) : NULL;
	const char *code = rules->item->code;
	if (rules->has_other_group)
		paper_prose(paper, 0,
		    _("It is for everyone, and the team is not the same any "
		      "more."));
	if (rules->is_due)
		paper_say(paper, 0,
		    _("The day to look at it again was set: {1}."), day, NULL);
	else if (day != NULL)
		paper_say(paper, 0, _("Look at it again: {1}."), day, NULL);
	if (rules->is_second_look)
		paper_say(paper, 0,
		    _("A second look is welcome. If the words still fit: "
		      "“withus rules again {1}”. If not: “withus rules "
		      "write {1}”."),
		    code, NULL);
	free(day);
}

void
page_rules_state(struct paper *paper, const struct rules *rules)
{
	struct summary sum = sum_up(rules);
	show_agreed(paper, 0, &sum);
	show_awaited(paper, 0, &sum);
	show_second_look(paper, rules);
	free(sum.awaited);
}

/* -------------------------------------------------- the words */

/* The fields that count, without what stands beside them. */
static struct record *
copy_counting(const struct item *item)
{
	struct record *words = record_copy(item->words);
	for (size_t i = words->field_count; i-- > 0;) {
		const char *key = words->fields[i].key;
		const struct kind_field *field = kind_field(item->kind, key);
		if (field == NULL || !kind_field_counts(item->kind, field))
			record_remove(words, key);
	}
	return words;
}

/* Two texts of one moment: who agrees, agrees to all of it. */
static void
show_together(struct paper *paper, const struct item *item)
{
	if (item->clash_count == 0)
		return;
	paper_blank(paper);
	paper_prose(paper, 0,
	    _("People changed this at the same time. What you are asked about "
	      "is all of it together, as it stands here."));
	page_item_clashes(paper, item);
}

void
page_rules_words(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	struct record *words = copy_counting(item);
	const char *full = record_get_text(words, "title");
	page_item_title(paper, item->code, full != NULL ? full : item->title);
	page_item_words(paper, reading, words);
	show_together(paper, item);
	record_free(words);
}

/* Beside the word for everyone stand the members of a day: who they are is
 * told below, one by one. */
static void
shorten_group(struct record *words)
{
	const struct value *group = record_get(words, "group");
	const char *all = "all";
	if (group == NULL || group->shape != VALUE_SET ||
	    !value_has(group, all))
		return;
	const char **items = mem_new_array(group->count, sizeof(*items));
	struct value kept;
	size_t count = 0;
	value_copy(&kept, group);
	for (size_t i = 0; i < kept.count; i++) {
		if (*kept.items[i] == '=' || strcmp(kept.items[i], all) == 0)
			items[count++] = kept.items[i];
	}
	record_set_items(words, "group", items, count);
	value_clear(&kept);
	free(items);
}

/* -------------------------------------------------- the page of `show` */

static void
show_document(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	struct item shown = *item;
	shown.words = record_copy(item->words);
	shorten_group(shown.words);
	page_item(paper, reading, &shown);
	record_free(shown.words);
}

static bool
has_earlier(const struct rules *rules)
{
	for (size_t i = 0; i < rules->count; i++) {
		if (rules->people[i].is_earlier)
			return true;
	}
	return false;
}

static void
show_people(struct paper *paper, const struct rules *rules)
{
	const char *code = rules->item->code;
	paper_blank(paper);
	paper_title(paper, _("Who agrees"));
	for (size_t i = 0; i < rules->count; i++)
		page_agreement(paper, &rules->people[i]);
	paper_blank(paper);
	page_rules_state(paper, rules);
	if (has_earlier(rules))
		paper_say(paper, 0,
		    _("“withus rules changes {1} --by NAME” shows what "
		      "changed since somebody agreed."),
		    code, NULL);
	if (!rules->is_agreed)
		paper_say(paper, 0,
		    _("To say what you think: “withus rules agree {1}”."), code,
		    NULL);
}

int
page_rules(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	struct rules *rules = NULL;
	int result =
	    read_rules(reading->journal, &reading->project, &item->id, &rules);
	if (result != 0)
		return result;
	show_document(paper, reading, item);
	if (rules->count > 0)
		show_people(paper, rules);
	rules_free(rules);
	return 0;
}

/* Somebody of whom something is asked. */
struct asked {
	struct paper *paper;
	const char *name;
	size_t count;
};

static int
show_asked(void *data, const struct rules_row *row)
{
	struct asked *asked = data;
	char *lead = say_fill("{1}  ", row->item->code, NULL);
	if (asked->count++ == 0)
		paper_say(asked->paper, 0,
		    _("These ground rules now ask for the look of {1}. "
		      "“withus rules agree CODE” says what {1} thinks:"),
		    asked->name, NULL);
	paper_item(asked->paper, 2, lead, row->item->title);
	free(lead);
	return 0;
}

int
page_rules_asked(struct paper *paper, const struct page_reading *reading,
    const struct id *member, const char *name)
{
	struct asked asked = { .paper = paper, .name = name };
	const struct rules_query query = {
		.project = reading->project,
		.filter = RULES_AWAITS,
		.member = *member,
	};
	return read_rules_list(reading->journal, &query, show_asked, &asked);
}
