/*
 * A view belongs to who gives it. One that is given again stands in place of
 * the first, whole: words that were said with another stance are not said
 * again by themselves. They stay in the history.
 */
#include "base/intl.h"
#include "cli/command.h"
#include "cli/matter.h"
#include "cli/out.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/say.h>

static const struct decision_view *
find_view(const struct matter *matter)
{
	const struct decision *now = matter->now;
	for (size_t i = 0; now != NULL && i < now->view_count; i++) {
		if (id_equal(&now->views[i].item->id, &matter->saved))
			return &now->views[i];
	}
	return NULL;
}

static void
tell_changed(const struct matter *matter)
{
	const struct item *before = matter->before;
	if (before == NULL || before->is_withdrawn)
		return;
	if (matter_other(matter) != NULL)
		out_say(_("The view of {2} has changed. What it was before is "
			  "kept: “withus history {1}” shows it."),
		    before->code, matter_other(matter), NULL);
	else
		out_say(_("You changed your view. What you said before is "
			  "kept: “withus history {1}” shows it."),
		    before->code, NULL);
}

/* Nobody is turned away. */
static void
tell_time(const struct decision_view *view)
{
	if (view->is_unasked)
		out_prose(0,
		    _("This view was not asked for. It is welcome: it stands "
		      "with the others."));
	if (view->is_after)
		out_prose(0,
		    _("The decision was settled before. This view stands "
		      "beside it, as given afterwards."));
	if (view->is_changed)
		out_prose(0,
		    _("The decision was settled before. The page says that "
		      "this view changed afterwards."));
}

static void
tell_ready(const struct decision *now)
{
	if (now->in_force_count > 0 || now->awaited_count > 0)
		return;
	out_say(_("That was the last view still to come. To write down how "
		  "you settle it: “withus settle {1}”."),
	    now->item->code, NULL);
}

static void
tell(const struct matter *matter)
{
	const struct decision_view *view = find_view(matter);
	tell_changed(matter);
	if (view == NULL)
		return;
	tell_time(view);
	if (matter->decision->awaited_count > 0)
		tell_ready(matter->now);
}

static const struct matter_task task = {
	.kind = "view",
	.flags = "stance",
	.show = matter_show,
	.tell = tell,
};

static int
run_view(struct run *run)
{
	return matter_run(run, &task);
}

static const struct option_row options[] = {
	{
	    .name = "agree",
	    .help = N_("You agree."),
	},
	{
	    .name = "reservations",
	    .help = N_("You agree, and something troubles you."),
	},
	{
	    .name = "aside",
	    .help = N_("You stand aside: you do not agree, and you do not "
		       "stop it."),
	},
	{
	    .name = "object",
	    .help = N_("You object."),
	},
	{
	    .name = "leave-out",
	    .help = N_("Leave me out of this one. Only you can say so for "
		       "yourself."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_view = {
	.name = "view",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say what you think about a decision"),
	.help = N_("CODE is that of the decision. -m adds your own words. "
		   "Anyone can give a view, also unasked, and also after it "
		   "was settled. A second view of yours stands in place of "
		   "the first; “withus withdraw” with its code takes it back. "
		   "Nobody else can change it. At a terminal it asks for what "
		   "you leave out.\n\n"
		   "For example: withus view D-7kq4 --object --option b "
		   "-m \"Counting steps tires me out.\""),
	.need = NEED_MEMBER,
	.kind = "view",
	.makes_new = true,
	.target = &target_to_view,
	.options = options,
	.statuses = statuses,
	.run = run_view,
};
