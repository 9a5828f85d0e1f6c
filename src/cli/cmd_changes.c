#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* With --plain, this many bytes of what stands before a change are shown, so
 * that it can be found. */
#define BEFORE_BYTES 60

/* Runs shown so far, of the field at hand. */
struct comparing {
	struct run *run;
	struct change_sides sides;
	const char *code;
	struct json *list; /* with --json */
	size_t count;
	bool has_field; /* a field is open, of this name: */
	char *field;    /* NULL: the text */
	struct out_runs words;
	struct str before; /* with --plain: words that stayed */
};

static const char *const plain_words[] = {
	[CHANGE_SAME] = N_("after: {1}"),
	[CHANGE_REMOVED] = N_("removed: {1}"),
	[CHANGE_ADDED] = N_("added: {1}"),
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

/* Spaces alone are left out. */
static void
show_plain(enum change_op op, const char *text, size_t len)
{
	while (len > 0 && is_space(*text)) {
		text++;
		len--;
	}
	while (len > 0 && is_space(text[len - 1]))
		len--;
	if (len == 0)
		return;
	char *words = mem_dup(text, len);
	char *line = say_fill(say_text(plain_words[op]), words, NULL);
	out_prose(2, line);
	free(line);
	free(words);
}

/* The end of what stayed, from a word on. */
static void
show_before(struct comparing *comparing)
{
	const char *text = str_text(&comparing->before);
	size_t len = comparing->before.len;
	const char *begin = text;
	if (len > BEFORE_BYTES) {
		const char *space = strchr(text + len - BEFORE_BYTES, ' ');
		begin = space != NULL ? space + 1 : text;
	}
	show_plain(CHANGE_SAME, begin, strlen(begin));
	str_clear(&comparing->before);
}

static void
take_plain(struct comparing *comparing, const struct change_run *run)
{
	if (run->op == CHANGE_SAME) {
		str_clear(&comparing->before);
		str_add_bytes(&comparing->before, run->text, run->len);
		return;
	}
	show_before(comparing);
	show_plain(run->op, run->text, run->len);
}

static void
take_marked(struct comparing *comparing, const struct change_run *run)
{
	static const enum out_style styles[] = {
		[CHANGE_SAME] = OUT_PLAIN,
		[CHANGE_REMOVED] = OUT_REMOVED,
		[CHANGE_ADDED] = OUT_ADDED,
	};
	out_run(&comparing->words, styles[run->op], run->text, run->len);
}

static void
end_field(struct comparing *comparing)
{
	if (comparing->has_field && !comparing->run->plain)
		out_runs_end(&comparing->words, 2);
	free(comparing->field);
	str_clear(&comparing->before);
	comparing->field = NULL;
	comparing->has_field = false;
}

/* "version 1", or the combined text, or nothing. To be freed. */
static char *
name_side(size_t number, const char *without)
{
	struct str digits = { 0 };
	str_add_format(&digits, "%zu", number);
	char *text = number > 0 ?
	    say_fill(_("version {1}"), digits.data, NULL) :
	    mem_dup_text(without);
	str_clear(&digits);
	return text;
}

static void
show_sides(const struct comparing *comparing)
{
	char *from = name_side(comparing->sides.from_number, _("nothing"));
	char *to = name_side(comparing->sides.to_number,
	    _("the texts of now together"));
	char *title = say_fill(_("{1}, from {2} to {3}"), comparing->code, from,
	    to, NULL);
	out_title(title);
	free(title);
	free(to);
	free(from);
}

static void
begin_field(struct comparing *comparing, const struct change_run *run)
{
	const char *label = run->field != NULL ? run->field : _("Text");
	if (run->about != NULL)
		label = say_text(run->about->word);
	if (comparing->count == 0)
		show_sides(comparing);
	out_blank();
	out_title(label);
	comparing->field = mem_dup_text(run->field);
	comparing->has_field = true;
}

static bool
is_open(const struct comparing *comparing, const char *field)
{
	if (!comparing->has_field)
		return false;
	if (field == NULL || comparing->field == NULL)
		return field == comparing->field;
	return strcmp(field, comparing->field) == 0;
}

static int
take_run(void *data, const struct change_run *run)
{
	struct comparing *comparing = data;
	if (comparing->list != NULL) {
		json_add(comparing->list, json_of_change(run));
		return 0;
	}
	if (!is_open(comparing, run->field)) {
		end_field(comparing);
		begin_field(comparing, run);
	}
	comparing->count++;
	if (comparing->run->plain)
		take_plain(comparing, run);
	else
		take_marked(comparing, run);
	return 0;
}

static void
print_json(struct comparing *comparing)
{
	struct json *object = json_new_object();
	json_put_text(object, "code", comparing->code);
	json_put_number(object, "from", (int64_t)comparing->sides.from_number);
	json_put_number(object, "to", (int64_t)comparing->sides.to_number);
	json_put(object, "runs", comparing->list);
	comparing->list = NULL;
	json_print_as("changes", object);
}

static int
compare(struct comparing *comparing)
{
	struct run *run = comparing->run;
	int result =
	    read_changes(run->journal, &comparing->sides, take_run, comparing);
	end_field(comparing);
	if (result == 0 && run->json)
		print_json(comparing);
	else if (result == 0 && comparing->count == 0)
		out_say(_("Nothing is different in {1}."), comparing->code,
		    NULL);
	json_free(comparing->list);
	return result;
}

static int
run_changes(struct run *run)
{
	char *title = NULL;
	char *code = NULL;
	struct comparing comparing = {
		.run = run,
		.sides = {
			.project = run->project,
			.from = run_option(run, "from"),
			.to = run_option(run, "to"),
		},
	};
	struct id *id = &comparing.sides.record;
	int result =
	    read_find(run->journal, &run->project, NULL, run->args[0], id);
	if (result == 0)
		result = read_mention(run->journal, &run->project, id, &title,
		    &code);
	comparing.code = code;
	if (result == 0 && run->json)
		comparing.list = json_new_array();
	if (result == 0)
		result = compare(&comparing);
	free(code);
	free(title);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "from",
	    .value = N_("V"),
	    .help = N_("The version to begin with: its number in “withus "
		       "history CODE”. Else it is the one before."),
	},
	{
	    .name = "to",
	    .value = N_("V"),
	    .help = N_("The version to compare it with. Else it is what is "
		       "shown now."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_changes = {
	.name = "changes",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("show word by word what changed"),
	.help = N_("Words that went stand in [-  -], words that came in "
		   "{+  +}. With --plain each stands on a line of its own "
		   "after “removed” or “added”.\n\n"
		   "For example: withus changes R-7kq4 --from 1"),
	.need = NEED_PROJECT,
	.options = options,
	.statuses = statuses,
	.run = run_changes,
};
