#include "page/view.h"

#include "base/intl.h"
#include "page/phrase.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* {1} who, {2} when. */
struct stance_words {
	const char *stance;
	const char *alone;
	const char *with_day;
};

static const struct stance_words stances[] = {
	{
	    .stance = "agree",
	    .alone = N_("{1} agrees"),
	    .with_day = N_("{1} agrees ({2})."),
	},
	{
	    .stance = "reservations",
	    .alone = N_("{1} agrees, with reservations"),
	    .with_day = N_("{1} agrees, with reservations ({2})."),
	},
	{
	    .stance = "aside",
	    .alone = N_("{1} stands aside"),
	    .with_day = N_("{1} stands aside ({2})."),
	},
	{
	    .stance = "object",
	    .alone = N_("{1} objects"),
	    .with_day = N_("{1} objects ({2})."),
	},
	{
	    .stance = "leave-out",
	    .alone = N_("{1} asked to be left out"),
	    .with_day = N_("{1} asked to be left out of this one ({2})."),
	},
	{ .stance = NULL },
};

static const struct stance_words two_things = {
	.alone = N_("{1} said two different things"),
	.with_day = N_("{1} said two different things at the same time "
		       "({2}). They can say which holds."),
};

/* A word of a later withus. */
static const struct stance_words other = {
	.alone = N_("{1} gave a view"),
	.with_day = N_("{1} gave a view ({2})."),
};

static const struct stance_words *
find_words(const struct decision_view *view)
{
	const struct stance_words *each = stances;
	if (view->is_two_things)
		return &two_things;
	while (each->stance != NULL &&
	    (view->stance == NULL || strcmp(each->stance, view->stance) != 0))
		each++;
	return each->stance != NULL ? each : &other;
}

char *
page_view_short(const struct decision_view *view)
{
	return say_fill(say_text(find_words(view)->alone),
	    phrase_name(&view->item->by), NULL);
}

static void
add_option(struct str *out, const struct decision_view *view)
{
	bool has_chosen = record_get(view->item->words, "option") != NULL;
	if (view->option[0] != '\0')
		phrase_add_filled(out, _("Would choose {1}."), view->option,
		    "");
	else if (view->option_text != NULL)
		phrase_add_filled(out, _("Would choose: {1}."),
		    view->option_text, "");
	else if (has_chosen)
		phrase_add(out,
		    _("The option they would choose is not there any more."));
}

/* To what it was said, and when. */
static void
add_time(struct str *out, const struct decision_view *view)
{
	if (view->words == DECISION_CHANGED)
		phrase_add(out, _("Given before the question changed."));
	if (view->words == DECISION_UNKNOWN)
		phrase_add(out,
		    _("Given to words that are not all on this computer "
		      "yet."));
	if (view->is_unasked)
		phrase_add(out, _("Given unasked."));
	if (view->is_after)
		phrase_add(out, _("Given after it was settled."));
	if (view->is_changed)
		phrase_add(out, _("Changed after it was settled."));
}

void
page_view_line(struct paper *paper, const char *code, const char *text)
{
	struct str lead = { 0 };
	str_add_format(&lead, "%-6s  ", code);
	paper_item(paper, 0, str_text(&lead), text);
	str_clear(&lead);
}

/* Both of the things that were said, where there are two. */
static void
show_both(struct paper *paper, const struct item *item)
{
	for (size_t i = 0; i < item->clash_count; i++) {
		const struct item_clash *clash = &item->clashes[i];
		if (clash->field == NULL || strcmp(clash->field, "stance") != 0)
			continue;
		for (size_t k = 0; k < clash->variant_count; k++)
			paper_item(paper, PAGE_VIEW_INDENT, "- ",
			    clash->variants[k].text);
	}
}

void
page_view(struct paper *paper, const struct decision_view *view)
{
	const struct item *item = view->item;
	struct str out = { 0 };
	char *name = phrase_known(&item->by, item->trust);
	char *day = say_day(item->changed);
	phrase_add_filled(&out, say_text(find_words(view)->with_day), name,
	    day);
	add_option(&out, view);
	phrase_add_origin(&out, item);
	add_time(&out, view);
	page_view_line(paper, item->code, str_text(&out));
	if (view->is_two_things)
		show_both(paper, item);
	if (item->words->body_len > 0)
		paper_markdown(paper, PAGE_VIEW_INDENT, item->words->body);
	str_clear(&out);
	free(day);
	free(name);
}
