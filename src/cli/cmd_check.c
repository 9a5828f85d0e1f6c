#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/span.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/open.h"
#include "cli/out.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Enough of what other programs said for one screen. */
#define DETAILS_MAX ((size_t)2000)

static const struct option_row options[] = {
	{
	    .name = "repair",
	    .help = N_("Mend what can be mended from what is whole. Copy the "
		       "folder of the journal to a safe place first."),
	},
	{ .name = NULL },
};

/* What was found, shown as it comes or put into a list; and what other
 * programs said of it, a line each, for who helps. */
struct finding {
	bool json;
	struct json *found;
	char *said; /* the sentence shown last; NULL */
	struct str details;
};

static const char *
name_event(enum event_code code)
{
	switch (code) {
	case EVENT_FAULT:
		return "fault";
	case EVENT_MENDED:
		return "mended";
	case EVENT_NOT_MENDED:
		return "not-mended";
	default:
		return NULL;
	}
}

static void
add_found(struct finding *finding, const struct event *event)
{
	struct json *object = json_new_object();
	json_put_text(object, "event", name_event(event->code));
	json_put_text(object, "what", event->what);
	if (event->why != NULL) {
		char *message = say_found(event->why);
		struct json *why = json_of_fault(event->why);
		json_put_text(why, "message", message);
		json_put(object, "why", why);
		free(message);
	}
	json_add(finding->found, object);
}

static void
add_detail(struct finding *finding, const struct err *err)
{
	const char *detail = err != NULL ? err_detail(err) : NULL;
	if (detail == NULL || *detail == '\0' ||
	    finding->details.len > DETAILS_MAX ||
	    strstr(str_text(&finding->details), detail) != NULL)
		return;
	str_add(&finding->details, detail);
	str_add_char(&finding->details, '\n');
}

/* Some damage is found a hundred times in one place: said once. */
static void
say_once(struct finding *finding, const struct event *event)
{
	char *text = say_event(event);
	if (finding->said == NULL || strcmp(finding->said, text) != 0)
		out_prose(0, text);
	free(finding->said);
	finding->said = text;
}

/* What is well goes without a word in JSON: the counts say it. */
static bool
hear_event(void *data, const struct event *event)
{
	struct finding *finding = data;
	bool is_found = name_event(event->code) != NULL;
	if (!is_found && event->code != EVENT_NOTE)
		return false;
	if (finding->json) {
		if (is_found)
			add_found(finding, event);
		return true;
	}
	say_once(finding, event);
	add_detail(finding, event->why);
	return true;
}

static void
put_counts(struct json *object, const struct care_result *result)
{
	json_put_number(object, "projects", (int64_t)result->projects);
	json_put_number(object, "versions", (int64_t)result->versions);
	json_put_number(object, "faults", (int64_t)result->faults);
	json_put_number(object, "mended", (int64_t)result->mended);
	json_put_number(object, "unmended", (int64_t)result->unmended);
}

static void
print_json(struct finding *finding, const struct care_result *result)
{
	struct json *object = json_new_object();
	put_counts(object, result);
	json_put(object, "found", finding->found);
	finding->found = NULL;
	json_print_as("check", object);
}

static void
print_summary(const struct care_result *result)
{
	char *versions = say_number(result->versions);
	char *faults = say_number(result->faults);
	char *mended = say_number(result->mended);
	if (result->faults == 0)
		out_say(
		    say_plural("All is well. {1} saved text was looked at.",
			"All is well. {1} saved texts were looked at, earlier "
			"ones too.",
			result->versions),
		    versions, NULL);
	else
		out_say(_("Saved texts looked at: {1}. Faults found: {2}. "
			  "Mended: {3}."),
		    versions, faults, mended, NULL);
	free(mended);
	free(faults);
	free(versions);
}

static void
print_details(struct finding *finding)
{
	struct span rest =
	    span_make(str_text(&finding->details), finding->details.len);
	if (rest.len == 0)
		return;
	out_prose(0, _("For who helps you with this computer:"));
	while (rest.len > 0) {
		struct span line = span_next_line(&rest);
		char *text = mem_dup(line.data, line.len);
		out_item(0, "- ", text);
		free(text);
	}
}

static void
print_found(struct finding *finding, const struct care_result *result)
{
	if (finding->json) {
		print_json(finding, result);
		return;
	}
	print_summary(result);
	print_details(finding);
}

static bool
is_answer(int fault)
{
	return fault == 0 || fault == -ERR_DAMAGE || fault == -ERR_UNMENDED;
}

static int
run_check(struct run *run)
{
	if (!journal_is_there(run->home))
		return err_set(ERR_PROJECT_NONE, NULL);
	struct finding finding = { .json = run->json };
	struct care_result result = { 0 };
	run->hear = hear_event;
	run->hear_data = &finding;
	if (run->json)
		finding.found = json_new_array();
	int fault = open_journal(run);
	if (fault == 0)
		fault =
		    care_check(run->journal, run_has(run, "repair"), &result);
	if (is_answer(fault)) {
		print_found(&finding, &result);
	} else if (!run->json) {
		struct err kept = *err_last();
		add_detail(&finding, &kept);
		print_details(&finding);
		(void)err_restore(&kept);
	}
	json_free(finding.found);
	str_clear(&finding.details);
	free(finding.said);
	run->hear = NULL;
	run->hear_data = NULL;
	return fault;
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_check = {
	.name = "check",
	.summary = N_("look whether every word is whole"),
	.help = N_("It looks at every version of everything that was saved, "
		   "here and in the history, and changes nothing. With "
		   "--repair it mends what it can."),
	.need = NEED_HOME,
	.options = options,
	.statuses = statuses,
	.run = run_check,
};
