#include "cli/save.h"

#include "base/input.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/json.h"
#include "cli/json_rules.h"
#include "cli/out.h"
#include "cli/rescue.h"
#include "cli/typed.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

void
save_set_body(struct record *words, const char *text, size_t len)
{
	struct str body = { 0 };
	for (size_t i = 0; i < len; i++) {
		bool is_pair =
		    text[i] == '\r' && i + 1 < len && text[i + 1] == '\n';
		if (!is_pair)
			str_add_char(&body, text[i]);
	}
	record_set_body(words, str_text(&body), body.len);
	str_wipe(&body);
}

/* Every -m is a paragraph. */
static void
take_messages(const struct run *run, struct record *words)
{
	struct str body = { 0 };
	for (size_t i = 0; i < run->given_count; i++) {
		const struct given *given = &run->given[i];
		if (given->option == NULL ||
		    strcmp(given->option->name, "message") != 0)
			continue;
		if (body.len > 0)
			str_add(&body, "\n\n");
		str_add(&body, given->value);
	}
	save_set_body(words, str_text(&body), body.len);
	str_wipe(&body);
}

static int
take_file(struct record *words, const char *path)
{
	struct str text = { 0 };
	int result = input_read(&text, path, RECORD_BYTES_MAX);
	if (result == 0)
		save_set_body(words, str_text(&text), text.len);
	str_wipe(&text);
	return result;
}

static int
take_input(struct run *run, struct record *words)
{
	int result = rescue_read_input(run);
	if (result == 0)
		save_set_body(words, run->input, run->input_len);
	return result;
}

/* Why a draft was kept, by the fault that came. */
static const char *
name_reason(int result)
{
	switch (-result) {
	case ERR_STOPPED:
		return "stopped";
	case ERR_TEXT_EMPTY:
	case ERR_EDITOR:
		return "kept";
	default:
		return "refused";
	}
}

/* The journal has these words already: a draft of them is of no use. */
static int
drop_same(struct run *run, int64_t draft, int result)
{
	struct err fault = *err_last();
	if (draft > 0)
		(void)draft_drop(run->journal, &run->writer, draft);
	return draft > 0 ? err_restore(&fault) : result;
}

int
save_refuse(struct run *run, const struct id *record,
    const struct record *words, int64_t draft, int result)
{
	if (result == -ERR_NOTHING_CHANGED)
		return drop_same(run, draft, result);
	bool is_typed =
	    draft > 0 || run_has(run, "message") || run_has(run, "file");
	if (is_typed &&
	    save_keep_draft(run, record, words, name_reason(result), &draft) ==
		0)
		run->kept_draft = draft;
	return result;
}

int
save_take_given(struct run *run, struct record *words)
{
	const char *file = run_option(run, "file");
	bool has_message = run_has(run, "message");
	if (has_message && file != NULL)
		return err_set(ERR_USAGE_TOGETHER, "-m", "-F", NULL);
	if (has_message)
		take_messages(run, words);
	if (file == NULL)
		return 0;
	return strcmp(file, "-") == 0 ? take_input(run, words) :
					take_file(words, file);
}

int
save_put_draft(struct run *run, const struct id *record,
    const struct record *words, const char *why, int64_t *draft)
{
	struct err fault = *err_last();
	struct record *copy = record_copy(words);
	typed_note(run, copy);
	struct draft kept = {
		.number = *draft,
		.words = copy,
		.why = why,
	};
	if (record != NULL)
		kept.record = *record;
	int result = draft_keep(run->journal, &run->writer, &kept, draft);
	record_free(copy);
	if (fault.code != ERR_NONE)
		(void)err_restore(&fault);
	return result;
}

int
save_keep_draft(struct run *run, const struct id *record,
    const struct record *words, const char *why, int64_t *draft)
{
	int result = save_put_draft(run, record, words, why, draft);
	if (result != 0)
		rescue_note(run, words->body, words->body_len);
	return result;
}

int
save_new(struct run *run, const struct record *words, int64_t draft)
{
	struct written written = { 0 };
	int result = draft > 0 ?
	    draft_finish(run->journal, &run->writer, draft, words, &written) :
	    write_new(run->journal, &run->writer, words, &written);
	return result == 0 ? save_tell(run, &written) :
			     save_refuse(run, NULL, words, draft, result);
}

int
save_write(struct run *run, const struct item *item, const struct record *words,
    int64_t draft, struct written *out)
{
	const struct write_edit edit = {
		.record = item->id,
		.words = words,
		.seen = item->heads,
		.seen_count = item->head_count,
		.draft = draft,
	};
	int result = write_edit(run->journal, &run->writer, &edit, out);

	return result == 0 ? 0 :
			     save_refuse(run, &item->id, words, draft, result);
}

int
save_edit(struct run *run, const struct item *item, const struct record *words,
    int64_t draft)
{
	struct written written = { 0 };
	int result = save_write(run, item, words, draft, &written);

	return result == 0 ? save_tell(run, &written) : result;
}

void
save_tell_waiting(struct run *run, bool in_history)
{
	run->has_saved = true;
	if (in_history)
		return;
	run->status = STATUS_NOT_SHARED;
	if (run->has_told_waiting)
		return;
	struct event event = {
		.code = EVENT_NOT_IN_HISTORY,
		.what = "",
		.why = err_last(),
	};
	char *text = say_event(&event);
	out_notice(text);
	free(text);
	run->has_told_waiting = true;
}

void
save_tell_ahead(const struct run *run)
{
	if (*run->ahead == '\0' || run->json)
		return;
	char *day = say_date(run->ahead);
	out_say(_("Its day is still to come: {1}. If that is not right, "
		  "“withus edit” changes it."),
	    day, NULL);
	free(day);
}

static void
tell_sentence(const struct written *written, const char *title)
{
	if (*title != '\0')
		out_say(_("Saved: {1} “{2}”."), written->code, title, NULL);
	else
		out_say(_("Saved: {1}."), written->code, NULL);
}

/* With a member, the ground rules that now ask for their look too: whoever
 * reads JSON is told no sentence about them. */
static void
print_saved(struct run *run, const struct item *item)
{
	struct json *object = json_of_item(item);
	if (strcmp(item->kind_name, "member") == 0)
		(void)json_rules_add_asked(run, &item->id, object);
	json_print_one(object);
}

int
save_tell(struct run *run, const struct written *written)
{
	struct err fault = *err_last();
	struct item *item = NULL;
	int result =
	    read_item(run->journal, &run->project, &written->id, &item);
	if (result == 0 && run->json)
		print_saved(run, item);
	else
		tell_sentence(written, result == 0 ? item->title : "");
	item_free(item);
	save_tell_ahead(run);
	(void)err_restore(&fault);
	save_tell_waiting(run, written->in_history);
	return 0;
}
