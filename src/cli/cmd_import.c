#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/choices.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/json.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/target.h"

#include <withus/carry.h>
#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* What comes in, and what did not. */
struct importing {
	struct run *run;
	struct carry_result result;
	struct json *faults; /* with --json */
	struct json *notes;
};

/* Of a message, what happened: the rest of it is about saving one thing, and
 * here the other lines are saved all the same. */
static void
cut_message(char *message)
{
	char *end = strstr(message, ". ");
	if (end != NULL)
		end[1] = '\0';
}

static void
list_fault(struct importing *importing, const struct carry_fault *fault,
    const char *message)
{
	struct json *object = json_new_object();
	json_put_text(object, "file", fault->file);
	if (fault->line > 0)
		json_put_number(object, "line", (int64_t)fault->line);
	json_put_text(object, "name", err_name(fault->why->code));
	json_put_text(object, "message", message);
	json_add(importing->faults, object);
}

/* "notes.txt:12: …" */
static void
show_fault(const struct carry_fault *fault, const char *message)
{
	struct str line = { 0 };
	str_add(&line, fault->file);
	if (fault->line > 0)
		str_add_format(&line, ":%zu", fault->line);
	str_add(&line, ": ");
	str_add(&line, message);
	out_notice(line.data);
	str_clear(&line);
}

static void
take_fault(void *data, const struct carry_fault *fault)
{
	struct importing *importing = data;
	char *message = say_fault(fault->why);
	cut_message(message);
	show_fault(fault, message);
	if (importing->faults != NULL)
		list_fault(importing, fault, message);
	free(message);
}

static const struct note_words {
	const char *name;
	const char *sentence;
} note_words[] = {
	[CARRY_NOTE_OPEN] = { .name = "open",
	    .sentence = N_("It does not say in words that I know whether this "
			   "was settled. So it is open.") },
	[CARRY_NOTE_DAY] = { .name = "day",
	    .sentence = N_("I could not read on which day this was settled. So "
			   "it stands under today.") },
	[CARRY_NOTE_TEXT] = { .name = "text",
	    .sentence = N_("These parts were kept as text: {1}.") },
	[CARRY_NOTE_OTHER] = { .name = "other",
	    .sentence = N_("This names a decision that I did not find in the "
			   "folder: {1}. The words were kept.") },
	[CARRY_NOTE_STAYS] = { .name = "stays",
	    .sentence = N_("It no longer says that this was settled. Somebody "
			   "else brought in how it was: that stays.") },
	[CARRY_NOTE_LINK] = { .name = "link",
	    .sentence = N_("This is a link to a file. It was passed over.") },
};

static void
take_note(void *data, const struct carry_note *note)
{
	struct importing *importing = data;
	const struct note_words *words = &note_words[note->code];
	char *message = say_fill(_(words->sentence),
	    note->words != NULL ? note->words : "", NULL);
	struct str line = { 0 };
	str_add_format(&line, "%s: %s", note->file, message);
	out_notice(str_text(&line));
	if (importing->notes != NULL) {
		struct json *object = json_new_object();
		json_put_text(object, "file", note->file);
		json_put_text(object, "name", words->name);
		json_put_text(object, "message", message);
		json_add(importing->notes, object);
	}
	str_clear(&line);
	free(message);
}

static void
print_json(struct importing *importing)
{
	const struct carry_result *result = &importing->result;
	char project[ID_TEXT_SIZE];
	struct json *object = json_new_object();
	id_print(project, &result->project);
	json_put_text(object, "project", project);
	json_put_bool(object, "new-project", result->is_new_project);
	json_put_number(object, "kept", (int64_t)result->kept);
	json_put_number(object, "known", (int64_t)result->known);
	json_put_number(object, "faulty", (int64_t)result->faulty);
	json_put_bool(object, "in-history", result->in_history);
	json_put(object, "faults", importing->faults);
	importing->faults = NULL;
	json_put(object, "notes", importing->notes);
	importing->notes = NULL;
	json_print_as("import", object);
}

static void
say_counts(const struct carry_result *result)
{
	char *kept = say_number(result->kept);
	char *known = say_number(result->known);
	out_say(_("Brought in: {1}. Here already: {2}."), kept, known, NULL);
	free(known);
	free(kept);
}

/* A project that was not here is the one used from now on. */
static int
use_project(struct importing *importing)
{
	struct run *run = importing->run;
	const struct id *project = &importing->result.project;
	char *title = NULL;
	char *code = NULL;
	if (!importing->result.is_new_project)
		return 0;
	int result = project_use(run->journal, project);
	if (result == 0)
		result =
		    read_mention(run->journal, project, project, &title, &code);
	if (result == 0 && !run->json)
		out_say(_("This project was not here before: {1} “{2}”. "
			  "Commands mean it from now on."),
		    code, title, NULL);
	free(code);
	free(title);
	return result;
}

/* What came in is told, also where some of it did not. */
static int
tell_import(struct importing *importing, int result)
{
	struct err fault = *err_last();
	struct run *run = importing->run;
	bool is_done = result == 0 || result == -ERR_IMPORT_LINES;
	if (is_done && run->json)
		print_json(importing);
	else if (result == 0)
		say_counts(&importing->result);
	json_free(importing->faults);
	json_free(importing->notes);
	int used =
	    is_done && importing->result.kept > 0 ? use_project(importing) : 0;
	if (result == 0 && used != 0)
		return used;
	(void)err_restore(&fault);
	if (result == 0)
		save_tell_waiting(run, importing->result.in_history);
	return result;
}

static struct importing
begin_import(struct run *run)
{
	return (struct importing){
		.run = run,
		.faults = run->json ? json_new_array() : NULL,
		.notes = run->json ? json_new_array() : NULL,
	};
}

static struct carry_options
make_options(struct importing *importing)
{
	return (struct carry_options){
		.all_or_nothing = run_has(importing->run, "all-or-nothing"),
		.fault = take_fault,
		.note = take_note,
		.data = importing,
	};
}

static int
read_stage_by(const struct run *run, bool *by_year)
{
	const char *typed = run_option(run, "stage-by");
	*by_year = typed != NULL && strcmp(typed, "year") == 0;
	if (typed == NULL || *by_year || strcmp(typed, "none") == 0)
		return 0;
	return err_set(ERR_FIELD_CHOICE, "stage-by", typed, "year, none", NULL);
}

/* Who may read the entries, with what that means; to be freed by
 * record_free. */
static int
choose_readers(struct run *run, struct record **out)
{
	const struct kind_field *readers =
	    kind_field(kind_by_name("reflection"), "readers");
	const char *typed = run_option(run, "for");
	struct sheet sheet = { .run = run, .words = record_new("reflection") };
	int result = 0;
	*out = sheet.words;
	if (typed != NULL)
		record_set_text(sheet.words, readers->name, typed);
	else if (run_can_ask(run))
		result = sheet_ask_field(&sheet, readers, true);
	else
		result = run_miss(run, _("--for team or --for public"));
	return result == 0 && typed != NULL ? given_check_reader(typed) :
					      result;
}

static int
run_import_jrnl(struct run *run)
{
	struct importing importing = begin_import(run);
	const struct carry_options options = make_options(&importing);
	struct carry_jrnl task = {
		.writer = &run->writer,
		.file = run->args[0],
	};
	struct record *words = NULL;
	int result = choose_readers(run, &words);
	task.readers = record_get_text(words, "readers");
	if (result == 0)
		result = read_stage_by(run, &task.by_year);
	if (result == 0) {
		result = carry_import_jrnl(run->journal, &task, &options,
		    &importing.result);
		result = tell_import(&importing, result);
	} else {
		json_free(importing.faults);
		json_free(importing.notes);
	}
	record_free(words);
	return result;
}

static int
run_import_adr(struct run *run)
{
	struct importing importing = begin_import(run);
	const struct carry_options options = make_options(&importing);
	const struct carry_adr task = {
		.writer = &run->writer,
		.dir = run->args[0],
		.from = run_option(run, "from"),
		.nobody = _("=not said in the file"),
		.no_reason = _("The file gives no reason apart from why this "
			       "matters."),
	};
	int result =
	    carry_import_adr(run->journal, &task, &options, &importing.result);
	return tell_import(&importing, result);
}

static int
run_import_json(struct run *run)
{
	struct importing importing = begin_import(run);
	const struct carry_options options = make_options(&importing);
	int result = carry_import_json(run->journal, run->args[0], &options,
	    &importing.result);
	return tell_import(&importing, result);
}

/* What can be brought in, by the verbs of the command. */
static const struct command *const formats[] = {
	&cmd_import_jrnl,
	&cmd_import_adr,
	&cmd_import_json,
	NULL,
};

static int
ask_format(const struct command **out)
{
	struct choices choices = { .list = NULL };
	for (size_t i = 0; formats[i] != NULL; i++)
		choices_add(&choices, mem_dup_text(formats[i]->verb),
		    mem_dup_text(say_text(formats[i]->summary)), NULL);
	const struct ask ask = {
		.question = _("What would you like to do?"),
		.help = _("“withus help import” explains each of them."),
		.choices = choices.list,
		.is_required = true,
		.is_first = true,
	};
	char *verb = NULL;
	int result = ask_one(&ask, &verb);
	if (result == 0)
		*out = command_find("import", verb);
	free(verb);
	choices_clear(&choices);
	return result;
}

/* Which of them is asked for, then what that one needs. */
static int
run_import(struct run *run)
{
	if (!run_can_ask(run))
		return run_miss(run,
		    _("adr FOLDER, jrnl FILE, or json FOLDER"));
	int result = ask_format(&run->command);
	if (result == 0)
		result = open_run(run);
	if (result == 0)
		result = target_ask(run);
	return result == 0 ? run->command->run(run) : result;
}

static const struct option_row jrnl_options[] = {
	{
	    .name = "for",
	    .value = N_("team|public"),
	    .help = N_("Who may read the entries."),
	},
	{
	    .name = "stage-by",
	    .value = N_("year|none"),
	    .help = N_("With year, each entry is about a stage that is named "
		       "for its year. Else it is about no stage."),
	},
	{
	    .name = "all-or-nothing",
	    .help = N_("Where a line cannot be read, bring nothing in."),
	},
	{ .name = NULL },
};

static const struct option_row adr_options[] = {
	{
	    .name = "from",
	    .value = N_("NAME"),
	    .help = N_("What the folder is called here. Give it where you "
		       "bring in several folders that have files of the same "
		       "name."),
	},
	{
	    .name = "all-or-nothing",
	    .help = N_("Where a file cannot be read, bring nothing in."),
	},
	{ .name = NULL },
};

static const struct option_row json_options[] = {
	{
	    .name = "all-or-nothing",
	    .help = N_("Where a line cannot be read, bring nothing in."),
	},
	{ .name = NULL },
};

static const int jrnl_statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};
static const int adr_statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};
static const int json_statuses[] = { STATUS_NOT_SHARED, STATUS_DAMAGE, 0 };

const struct command cmd_import = {
	.name = "import",
	.args = N_("FORMAT FILE"),
	.summary = N_("bring words in from files"),
	.help = N_("It brings in decisions from a folder of architecture "
		   "decision records, a diary that the program jrnl wrote, or "
		   "a whole project in JSON."),
	.need = NEED_NOTHING,
	.run = run_import,
};

const struct command cmd_import_adr = {
	.name = "import",
	.verb = "adr",
	.args = N_("FOLDER"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("bring in decisions from a folder of records"),
	.help = N_("FOLDER has architecture decision records, one in each "
		   "file, as adr-tools or MADR write them. Each becomes a "
		   "decision, and where it was settled, how. No words are "
		   "lost: what has no place of its own is kept as text. The "
		   "same folder twice adds nothing. A file that was changed "
		   "changes its decision.\n\n"
		   "For example: withus import adr doc/adr"),
	.need = NEED_MEMBER,
	.target = &target_of_records,
	.options = adr_options,
	.statuses = adr_statuses,
	.run = run_import_adr,
};

const struct command cmd_import_jrnl = {
	.name = "import",
	.verb = "jrnl",
	.args = N_("FILE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("bring in a diary from jrnl"),
	.help = N_("Each entry begins with its day and time in brackets, such "
		   "as [2026-05-03 09:00], and becomes a diary entry of "
		   "yours. What cannot be read is named with its line, and "
		   "the rest is kept. The same file twice adds nothing.\n\n"
		   "For example: withus import jrnl notes.txt --for team "
		   "--stage-by year"),
	.need = NEED_MEMBER,
	.target = &target_of_diary,
	.options = jrnl_options,
	.statuses = jrnl_statuses,
	.run = run_import_jrnl,
};

const struct command cmd_import_json = {
	.name = "import",
	.verb = "json",
	.args = N_("FOLDER"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("bring in a project, or more of it, in JSON"),
	.help = N_("FOLDER was written by “withus export json”. What is here "
		   "already stays, and what is new comes to it: the same "
		   "folder twice adds nothing."),
	.need = NEED_JOURNAL,
	.target = &target_of_project,
	.options = json_options,
	.statuses = json_statuses,
	.run = run_import_json,
};
