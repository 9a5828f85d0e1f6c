#include "cli/print_view.h"

#include "base/intl.h"
#include "cli/out.h"
#include "cli/print.h"

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

/* A name, and how it is known where nobody confirmed it. To be freed. */
static char *
name_writer(const struct item *item)
{
	return item->trust == TRUST_CONFIRMED ?
	    say_fill("{1}", print_name(&item->by), NULL) :
	    print_person(&item->by, item->trust);
}

char *
print_view_short(const struct decision_view *view)
{
	return say_fill(say_text(find_words(view)->alone),
	    print_name(&view->item->by), NULL);
}

static void
add_sentence(struct str *out, const char *sentence)
{
	if (out->len > 0)
		str_add_char(out, ' ');
	str_add(out, sentence);
}

/* Adds a sentence with {1} and {2} in it. */
static void
add_filled(struct str *out, const char *sentence, const char *one,
    const char *two)
{
	char *text = say_fill(sentence, one, two, NULL);
	add_sentence(out, text);
	free(text);
}

static void
add_option(struct str *out, const struct decision_view *view)
{
	bool has_chosen = record_get(view->item->words, "option") != NULL;
	if (view->option[0] != '\0')
		add_filled(out, _("Would choose {1}."), view->option, "");
	else if (view->option_text != NULL)
		add_filled(out, _("Would choose: {1}."), view->option_text, "");
	else if (has_chosen)
		add_sentence(out,
		    _("The option they would choose is not there any more."));
}

/* To what it was said, and when. */
static void
add_time(struct str *out, const struct decision_view *view)
{
	if (view->words == DECISION_CHANGED)
		add_sentence(out, _("Given before the question changed."));
	if (view->words == DECISION_UNKNOWN)
		add_sentence(out,
		    _("Given to words that are not all on this computer "
		      "yet."));
	if (view->is_unasked)
		add_sentence(out, _("Given unasked."));
	if (view->is_after)
		add_sentence(out, _("Given after it was settled."));
	if (view->is_changed)
		add_sentence(out, _("Changed after it was settled."));
}

void
print_view_origin(struct str *out, const struct item *item)
{
	const char *as = record_get_text(item->words, "speaking-as");
	const char *how = item->words->confirmed;
	if (as != NULL)
		add_filled(out, _("Speaking as: {1}."), as, "");
	if (id_is_none(&item->typed_by.id))
		return;
	if (how != NULL)
		add_filled(out, _("Typed by {1}, and confirmed: {2}."),
		    print_name(&item->typed_by), how);
	else
		add_filled(out, _("Typed by {1}."), print_name(&item->typed_by),
		    "");
}

void
print_view_line(const char *code, const char *text)
{
	struct str lead = { 0 };
	str_add_format(&lead, "%-6s  ", code);
	out_item(0, str_text(&lead), text);
	str_clear(&lead);
}

/* Both of the things that were said, where there are two. */
static void
show_both(const struct item *item)
{
	for (size_t i = 0; i < item->clash_count; i++) {
		const struct item_clash *clash = &item->clashes[i];
		if (clash->field == NULL || strcmp(clash->field, "stance") != 0)
			continue;
		for (size_t k = 0; k < clash->variant_count; k++)
			out_item(PRINT_VIEW_INDENT, "- ",
			    clash->variants[k].text);
	}
}

void
print_view(const struct decision_view *view)
{
	const struct item *item = view->item;
	struct str out = { 0 };
	char *name = name_writer(item);
	char *day = say_day(item->changed);
	add_filled(&out, say_text(find_words(view)->with_day), name, day);
	add_option(&out, view);
	print_view_origin(&out, item);
	add_time(&out, view);
	print_view_line(item->code, str_text(&out));
	if (view->is_two_things)
		show_both(item);
	if (item->words->body_len > 0)
		out_markdown(PRINT_VIEW_INDENT, item->words->body);
	str_clear(&out);
	free(day);
	free(name);
}
