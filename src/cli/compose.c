#include "cli/compose.h"

#include "cli/ask.h"
#include "cli/editor.h"
#include "cli/fields.h"
#include "cli/out.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* One writing: what was there, what there is, and where it lies. */
struct writing {
	struct run *run;
	const struct compose *compose;
	struct record *before;
	struct record *words;
	int64_t *draft;
	bool was_new; /* there was no draft yet */
};

static bool
has_text(const struct run *run)
{
	return run_has(run, "message") || run_has(run, "file");
}

bool
compose_will_write(const struct run *run, const struct compose *compose)
{
	if (run_has(run, "editor"))
		return true;
	return compose->want == BODY_WANTED && !has_text(run) &&
	    run_can_ask(run);
}

static int
keep(struct writing *writing, const char *why)
{
	return save_keep_draft(writing->run, writing->compose->record,
	    writing->words, why, writing->draft);
}

static void
copy_body(struct record *to, const struct record *from)
{
	record_set_body(to, from->body, from->body_len);
}

/* Nothing was written that is not there already. */
static bool
is_same(const struct writing *writing)
{
	return record_same_words(writing->before, writing->words);
}

static void
drop_draft(struct writing *writing)
{
	struct err fault = *err_last();
	if (*writing->draft != 0)
		(void)draft_drop(writing->run->journal, &writing->run->writer,
		    *writing->draft);
	*writing->draft = 0;
	(void)err_restore(&fault);
}

/* Somebody stopped, or the editor did. New words are kept, and so are those
 * of a draft that was there before; one that has answers alone is put back as
 * it was, and its owner tells of it. */
static int
give_up(struct writing *writing, int result)
{
	bool has_new = writing->words->body_len > 0 && !is_same(writing);
	bool is_in_record = writing->compose->record != NULL;
	bool has_old = writing->before->body_len > 0 && !is_in_record;
	if (!has_new && writing->was_new && !has_old) {
		drop_draft(writing);
		return result;
	}
	if (!has_new)
		copy_body(writing->words, writing->before);
	if (keep(writing, "stopped") == 0 && (has_new || has_old))
		writing->run->kept_draft = *writing->draft;
	return result;
}

/* What the editor's result means once the comments are gone. */
static int
judge(const struct writing *writing, int result)
{
	bool is_whole = result == 0 || result == -ERR_TEXT_EMPTY ||
	    result == -ERR_NOTHING_CHANGED;
	if (!is_whole)
		return result;
	if (writing->words->body_len == 0)
		return err_set(ERR_TEXT_EMPTY, NULL);
	bool will_do = writing->compose->record != NULL ||
	    writing->compose->takes_same || !is_same(writing);
	return will_do ? 0 : err_set(ERR_STOPPED, NULL);
}

static int
use_editor(struct writing *writing)
{
	const struct compose *compose = writing->compose;
	if (compose->page != NULL && !has_text(writing->run))
		record_set_body(writing->words, compose->page,
		    strlen(compose->page));
	int result = editor_write(writing->run, compose->record, writing->words,
	    writing->draft);
	if (compose->comments != NULL)
		comments_strip(compose->comments, writing->words);
	result = judge(writing, result);
	return result == 0 ? 0 : give_up(writing, result);
}

static void
show_comments(const struct asking *asking)
{
	for (size_t i = 0; asking != NULL && asking->prompts[i] != NULL; i++)
		out_item(0, "- ", say_text(asking->prompts[i]));
}

static void
show_way(const struct writing *writing)
{
	out_prose(0,
	    _("You have set no editor, so you write here, line by line. To "
	      "use one, stop with Ctrl-D, type “export EDITOR=nano”, and "
	      "begin again."));
	if (writing->before->body_len == 0)
		return;
	out_blank();
	out_prose(0,
	    _("These are the words so far. What you write now takes their "
	      "place; they stay in the history."));
	out_blank();
	out_markdown(2, writing->before->body);
}

/* Every line lies in the draft once it was typed. */
static void
keep_lines(void *data, const char *lines)
{
	struct writing *writing = data;
	save_set_body(writing->words, lines, strlen(lines));
	(void)keep(writing, "stopped");
}

/* Where there is no editor. */
static int
use_lines(struct writing *writing)
{
	const struct kind *kind = kind_by_name(writing->words->kind);
	const char *model = record_get_text(writing->words, "model");
	const struct ask ask = {
		.question = kind != NULL && kind->body != NULL ?
		    say_text(kind->body) :
		    "",
		.has_lines = true,
		.is_required = true,
		.keep = keep_lines,
		.keep_data = writing,
	};
	char *text = NULL;
	show_way(writing);
	show_comments(model != NULL ? asking_by_name(model) : NULL);
	int result = ask_one(&ask, &text);
	if (text != NULL && *text != '\0') {
		save_set_body(writing->words, text, strlen(text));
		int kept = keep(writing, result == 0 ? "kept" : "stopped");
		if (result != 0 && kept == 0)
			writing->run->kept_draft = *writing->draft;
		result = result != 0 ? result : kept;
	}
	free(text);
	return result;
}

static int
write_now(struct run *run, const struct compose *compose, struct record *words,
    int64_t *draft)
{
	struct writing writing = {
		.run = run,
		.compose = compose,
		.before = record_copy(words),
		.words = words,
		.draft = draft,
		.was_new = *draft == 0,
	};
	char *editor = editor_find();
	int result = editor != NULL || !run_can_ask(run) ?
	    use_editor(&writing) :
	    use_lines(&writing);
	free(editor);
	record_free(writing.before);
	return result;
}

static bool
needs_body(const struct record *words)
{
	const struct kind *kind = kind_by_name(words->kind);
	return kind != NULL && kind->body_required;
}

int
compose_take(struct run *run, const struct compose *compose,
    struct record *words, int64_t *draft)
{
	int result = save_take_given(run, words);
	if (result != 0)
		return result;
	if (has_text(run) && words->body_len == 0 && needs_body(words))
		return err_set(ERR_TEXT_EMPTY, NULL);
	result = fields_apply(run, words);
	return result == 0 ?
	    0 :
	    save_refuse(run, compose->record, words, *draft, result);
}

int
compose_write(struct run *run, const struct compose *compose,
    struct record *words, int64_t *draft)
{
	if (compose_will_write(run, compose))
		return write_now(run, compose, words, draft);
	bool is_missing = compose->want == BODY_WANTED && words->body_len == 0;
	if (is_missing && !has_text(run))
		return run_miss(run, _("words (-m TEXT or -F FILE)"));
	return 0;
}
