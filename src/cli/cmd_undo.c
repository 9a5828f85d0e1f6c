#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/say.h>

#include <string.h>

/* What was undone, said or put into a list. */
struct undoing {
	struct run *run;
	struct json *items;
	bool has_lasting; /* something that counts on all the same */
};

/* A word given for a key counts once it is given: taking it back takes
 * nothing from the words that it confirmed. */
static bool
is_lasting(const struct undone *undone)
{
	return strcmp(undone->kind, "vouch") == 0;
}

static const char *
name_effect(const struct undone *undone)
{
	if (is_lasting(undone))
		return "still-counts";
	if (undone->is_taken_back)
		return "taken-back";
	return undone->is_brought_back ? "brought-back" : "earlier-words";
}

static void
add_json(struct undoing *undoing, const struct undone *undone)
{
	struct json *object = json_new_object();
	json_put_text(object, "code", undone->code);
	json_put_text(object, "kind", undone->kind);
	json_put_text(object, "title", undone->title);
	json_put_text(object, "undone", name_effect(undone));
	json_add(undoing->items, object);
}

static const char *
choose_sentence(const struct undone *undone)
{
	if (is_lasting(undone))
		return _("You confirmed somebody’s words. That cannot be taken "
			 "back: they are still shown as confirmed. Nothing "
			 "else was changed.");
	if (undone->is_taken_back)
		return _("Undone: {1} “{2}” is taken back.");
	if (undone->is_brought_back)
		return _("Undone: {1} “{2}” is here again.");
	if (strcmp(undone->kind, "member") == 0)
		return _("Undone: what is known of {2} ({1}) is as it was "
			 "before.");
	return _("Undone: {1} “{2}” has its earlier words again.");
}

static int
tell_undone(void *data, const struct undone *undone)
{
	struct undoing *undoing = data;
	undoing->has_lasting |= is_lasting(undone);
	if (undoing->run->json)
		add_json(undoing, undone);
	else
		out_say(choose_sentence(undone), undone->code, undone->title,
		    NULL);
	return 0;
}

static int
run_undo(struct run *run)
{
	struct undoing undoing = { .run = run, .items = json_new_array() };
	bool in_history = false;
	int result = write_undo(run->journal, &run->writer, tell_undone,
	    &undoing, &in_history);
	if (result != 0 || !run->json)
		json_free(undoing.items);
	else
		json_print_items(undoing.items);
	if (result != 0)
		return result;
	save_tell_waiting(run, in_history);
	if (!run->json && !undoing.has_lasting)
		out_prose(0, _("“withus undo” once more brings it back."));
	return 0;
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_NOT_SHARED, 0 };

const struct command cmd_undo = {
	.name = "undo",
	.summary = N_("take back what you did last"),
	.help = N_("It takes back the last thing that you saved on this "
		   "computer. An undo can be undone too. Where somebody has "
		   "gone on from your words, nothing is undone, and it says "
		   "who did and when."),
	.need = NEED_MEMBER,
	.statuses = statuses,
	.run = run_undo,
};
