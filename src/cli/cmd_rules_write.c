/*
 * Writing ground rules, or changing them: what stands behind the command is
 * a code, or else the title of new ones. The one page that says how the team
 * reflects is found without its code.
 */
#include "base/intl.h"
#include "base/mem.h"
#include "cli/choices.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/out.h"
#include "cli/sheet.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Signs of a code behind "G-". */
#define CODE_LEAST 4
#define CODE_MOST (ID_TEXT_SIZE - 1)

/* The answer that they are new. */
#define NEW "new"

static bool
is_code(const char *typed)
{
	size_t len = 0;
	if (tolower((unsigned char)typed[0]) != 'g' || typed[1] != '-')
		return false;
	for (typed += 2; typed[len] != '\0'; len++) {
		if (!isalnum((unsigned char)typed[len]))
			return false;
	}
	return len >= CODE_LEAST && len <= CODE_MOST;
}

static bool
is_rhythm_field(const struct kind_field *field)
{
	return field != NULL && field->counts &&
	    strcmp(field->name, "title") != 0;
}

/* Weeks of a rhythm that stand anywhere else are read by nobody. */
static int
check_rhythm(const struct run *run, bool is_rhythm)
{
	for (size_t i = 0; !is_rhythm && i < run->given_count; i++) {
		const struct kind_field *field = run->given[i].field;
		if (is_rhythm_field(field))
			return err_set(ERR_USAGE_RHYTHM,
			    kind_field_option(field), NULL);
	}
	return 0;
}

/* -------------------------------------------------- changing */

/* As `edit` does it: with all texts that were written at the same time. */
static int
edit_rules(struct run *run, const char *code)
{
	const char *const *args = run->args;
	size_t count = run->arg_count;
	run->args = &code;
	run->arg_count = 1;
	int result = cmd_edit.run(run);
	run->args = args;
	run->arg_count = count;
	return result;
}

/* `title`: a new one; NULL: as it is. */
static int
change_rules(struct run *run, const struct item *item, const char *title)
{
	const struct given *before = run->given;
	size_t count = run->given_count;
	struct given *given = mem_new_array(count + 1, sizeof(*given));
	for (size_t i = 0; i < count; i++)
		given[i] = before[i];
	if (title != NULL)
		given[run->given_count++] = (struct given){
			.field = kind_field(item->kind, "title"),
			.value = title,
		};
	run->given = given;
	int result = edit_rules(run, item->code);
	run->given = before;
	run->given_count = count;
	free(given);
	return result;
}

static int
change_named(struct run *run)
{
	struct rules *rules = NULL;
	int result = run_has(run, "rhythm") ?
	    err_set(ERR_USAGE_TOGETHER, "--rhythm", run->args[0], NULL) :
	    document_open(run, run->args[0], &rules);
	if (result == 0)
		result = check_rhythm(run, rules->is_rhythm);
	if (result == 0)
		result = change_rules(run, rules->item, NULL);
	rules_free(rules);
	return result;
}

/* -------------------------------------------------- something new */

/* Others of the same title, which may be what was meant. */
struct namesakes {
	const char *title;
	char *code; /* of the newest; NULL: none */
};

static int
note_namesake(void *data, const struct item *item)
{
	struct namesakes *same = data;
	const char *title = record_get_text(item->words, "title");
	if (same->code == NULL && title != NULL &&
	    strcasecmp(title, same->title) == 0)
		same->code = mem_dup_text(item->code);
	return 0;
}

static int
find_namesake(struct run *run, const char *title, char **out)
{
	struct namesakes same = { .title = title };
	const struct query query = {
		.project = run->project,
		.kind = "rules",
	};
	int result = read_list(run->journal, &query, note_namesake, &same);
	*out = same.code;
	return result;
}

static void
tell_namesake(const char *code)
{
	char *text =
	    say_fill(_("There are ground rules of this title already: {1}. "
		       "Both are kept. To change those that were there, write "
		       "“withus rules write {1}”; “withus undo” takes these "
		       "back."),
		code, NULL);
	out_notice(text);
	free(text);
}

/* `title` NULL: at a terminal it is asked for. */
static int
begin_rules(struct sheet *sheet, const char *title)
{
	if (title != NULL)
		record_set_text(sheet->words, "title", title);
	if (run_has(sheet->run, "rhythm"))
		memcpy(sheet->words->born, KIND_BORN_RHYTHM,
		    sizeof(KIND_BORN_RHYTHM));
	const struct compose compose = { .want = BODY_WANTED };
	return sheet_fill(sheet, &compose);
}

static int
write_rules(struct run *run, const char *title)
{
	struct sheet sheet = { .run = run, .words = record_new("rules") };
	char *namesake = NULL;
	int result = begin_rules(&sheet, title);
	if (result == 0)
		result = find_namesake(run,
		    record_get_text(sheet.words, "title"), &namesake);
	result = sheet_keep_asked(&sheet, result);
	if (result == 0)
		result = document_save(run, sheet.words, sheet.draft);
	if (result == 0 && namesake != NULL)
		tell_namesake(namesake);
	free(namesake);
	record_free(sheet.words);
	return result;
}

/* There is one such page: a new one, or that which is here. */
static int
write_rhythm(struct run *run)
{
	const char *title = run->arg_count > 0 ? run->args[0] : NULL;
	struct item *item = NULL;
	struct id id;
	rules_rhythm(&run->project, &id);
	int result = read_item(run->journal, &run->project, &id, &item);
	if (result == 0 && !item->is_withdrawn)
		result = change_rules(run, item, title);
	else if (result == 0 || result == -ERR_CODE_NOT_THERE)
		result = write_rules(run,
		    title != NULL ? title : _("How we reflect"));
	item_free(item);
	return result;
}

/* -------------------------------------------------- which of them */

/* Enter alone writes new ones. */
static int
ask_which(const struct choices *choices, char **out)
{
	const struct ask ask = {
		.question = _("Would you like to write new ground rules, or "
			      "change some that are there?"),
		.help = _("What stood there before stays in the history."),
		.usual = NEW,
		.choices = choices->list,
		.is_first = true,
	};
	return ask_one(&ask, out);
}

/* At a terminal, with nothing given: those that are there are offered. What
 * is chosen becomes the argument, so that `back` leads here again. */
static int
choose_rules(struct run *run)
{
	struct choices choices = { .list = NULL };
	char *answer = NULL;
	choices_add(&choices, mem_dup_text(NEW), mem_dup_text(_("new ones")),
	    NULL);
	int result = choices_add_kind(&choices, run, "rules");
	bool has_some = choices.count > 1;
	if (result == 0 && has_some)
		result = ask_which(&choices, &answer);
	choices_clear(&choices);
	if (result != 0 || !has_some)
		return result;
	free(run->chosen);
	run->chosen = answer;
	run->args = (const char *const *)&run->chosen;
	run->arg_count = strcmp(answer, NEW) != 0;
	return 0;
}

static bool
can_choose(const struct run *run)
{
	bool was_chosen = run->arg_count == 0 || run->chosen != NULL;
	return was_chosen && run->given_count == 0 && run_can_ask(run);
}

static int
run_rules_write(struct run *run)
{
	int chosen = can_choose(run) ? choose_rules(run) : 0;
	if (chosen != 0)
		return chosen;
	if (run->arg_count > 0 && is_code(run->args[0]))
		return change_named(run);
	if (run_has(run, "rhythm"))
		return write_rhythm(run);
	bool has_words = run_has(run, "message") || run_has(run, "file");
	if (run->arg_count == 0 && !run_can_ask(run))
		return run_miss(run,
		    has_words ? _("a title, or a code") :
				_("a title, or a code; and words (-m TEXT or "
				  "-F FILE)"));
	int result = check_rhythm(run, false);
	return result != 0 ?
	    result :
	    write_rules(run, run->arg_count > 0 ? run->args[0] : NULL);
}

static const struct option_row options[] = {
	{
	    .name = "rhythm",
	    .help = N_("This is the one page that says how you reflect: how "
		       "often, alone or together. Give how often as weeks "
		       "with the options below."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_rules_write = {
	.name = "rules",
	.verb = "write",
	.args = N_("TITLE|CODE"),
	.args_most = 1,
	.summary = N_("write ground rules, or change them"),
	.help = N_("With a title it writes new ones; with a code it changes "
		   "those. All members are asked to agree, unless --group "
		   "names others. Each point is a paragraph. Where the words "
		   "change, who agreed before is asked again. The page on how "
		   "you reflect needs no code: --rhythm finds it.\n\n"
		   "For example: withus rules write \"How we meet\" -m \"We "
		   "let each other finish.\""),
	.need = NEED_MEMBER,
	.kind = "rules",
	.options = options,
	.statuses = statuses,
	.run = run_rules_write,
};
