#include "cli/try.h"

#include "base/clean.h"
#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/help.h"
#include "cli/json.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/sample.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* The name of a sample beside a journal goes on so. */
#define BESIDE "-try"

/* What is told about a sample. */
struct telling {
	struct run *run;
	struct sample_result result;
	struct str names;   /* of those who can write, for people */
	char *first;        /* one of them */
	struct json *write; /* the same as a list */
};

/* A path without slashes at its end. To be freed. */
static char *
trim_path(char *path)
{
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		path[--len] = '\0';
	return path;
}

static bool
is_sample(const char *home)
{
	return journal_is_there(home) && sample_check_home(home) == 0;
}

/* Beside the journal home; that itself where it is a sample already, as with
 * who did what the last run said. */
static char *
choose_home(const struct run *run, const char *folder)
{
	if (folder != NULL)
		return trim_path(open_absolute(folder));
	char *home = trim_path(mem_dup_text(run->home));
	if (is_sample(home))
		return home;
	struct str beside = { 0 };
	str_add(&beside, home);
	str_add(&beside, BESIDE);
	free(home);
	return str_take(&beside);
}

/* The folder of one's own journal is none, also where there is nothing in it
 * yet. */
static int
check_home(const struct run *run, const char *home)
{
	char *own = trim_path(mem_dup_text(run->home));
	bool is_own = strcmp(own, home) == 0;
	free(own);
	if (is_own && !journal_is_there(home))
		return err_set(ERR_SAMPLE_FOLDER, home, NULL);
	return sample_check_home(home);
}

/* A word as a shell takes it. */
static void
add_quoted(struct str *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-+,:@%";
	if (*word != '\0' && word[strspn(word, plain)] == '\0') {
		str_add(out, word);
		return;
	}
	str_add_char(out, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			str_add(out, "'\\''");
		else
			str_add_char(out, *word);
	}
	str_add_char(out, '\'');
}

/* Not where it is shown otherwise than it is: who copied that would name
 * another folder. */
static bool
can_be_copied(const char *path)
{
	struct str shown = { 0 };
	clean_line(&shown, path, strlen(path));
	bool is_same = strcmp(str_text(&shown), path) == 0;
	str_clear(&shown);
	return is_same;
}

/* A line to be typed: never wrapped and never cut. */
static void
show_line(const char *words, const char *path)
{
	struct str line = { 0 };
	struct str shown = { 0 };
	str_add(&line, words);
	if (path != NULL)
		add_quoted(&line, path);
	str_add(&shown, "    ");
	clean_line(&shown, str_text(&line), line.len);
	str_add_char(&shown, '\n');
	out_raw(shown.data, shown.len);
	str_clear(&shown);
	str_clear(&line);
}

static int
note_person(void *data, const struct item *item)
{
	struct telling *telling = data;
	bool is_here = false;
	int result = member_lives_here(telling->run->journal,
	    &telling->result.project, &item->id, &is_here);
	if (result != 0 || !is_here)
		return result;
	if (telling->first == NULL)
		telling->first = mem_dup_text(item->title);
	str_add(&telling->names, telling->names.len > 0 ? ", " : "");
	str_add(&telling->names, item->title);
	json_add(telling->write,
	    json_new_text(item->title, strlen(item->title)));
	return 0;
}

static void
show_writing(const struct telling *telling)
{
	struct str line = { 0 };
	out_blank();
	out_say(_("You can write in it too, as one of these people: {1}. Say "
		  "which one, like this:"),
	    str_text(&telling->names), NULL);
	str_add(&line, "withus --as ");
	add_quoted(&line, telling->first != NULL ? telling->first : "");
	str_add(&line, " reflect");
	show_line(line.data, NULL);
	str_clear(&line);
}

/*
 * The journal that WITHUS_HOME names now, and that has to be named again to get
 * back to it. Where it names the sample already, the journal that this lies
 * beside is the one that was left. NULL where the variable is to be unset. To
 * be freed.
 */
static char *
find_own_home(const char *sample)
{
	static const char end[] = BESIDE;
	const char *set = getenv("WITHUS_HOME");
	if (set == NULL || *set == '\0')
		return NULL;
	char *own = trim_path(open_absolute(set));
	size_t len = strlen(own);
	if (strcmp(own, sample) != 0)
		return own;
	if (len >= sizeof(end) &&
	    strcmp(own + len - (sizeof(end) - 1), end) == 0)
		own[len - (sizeof(end) - 1)] = '\0';
	if (strcmp(own, sample) != 0 && journal_is_there(own))
		return own;
	free(own);
	return NULL;
}

static void
show_way_back(const char *sample)
{
	char *own = find_own_home(sample);
	if (own != NULL && !can_be_copied(own)) {
		out_prose(0,
		    _("To get back to your own journal, set WITHUS_HOME as it "
		      "was before. There is no line to copy here, because "
		      "the name of the folder has signs that cannot be "
		      "shown."));
		free(own);
		return;
	}
	out_prose(0, _("To get back to your own journal:"));
	if (own != NULL)
		show_line("export WITHUS_HOME=", own);
	else
		show_line("unset WITHUS_HOME", NULL);
	free(own);
}

static void
show_ways(const struct telling *telling)
{
	static const char *const names[] = { "diary", "decisions", "rules",
		"members", "stages", "help", NULL };
	const char *home = telling->run->home;
	out_blank();
	if (!can_be_copied(home)) {
		out_prose(0,
		    _("There are no lines to copy here, because the name of "
		      "the folder has signs that cannot be shown. To look "
		      "around, take a folder with a plain name: type “withus "
		      "try” and that name."));
		return;
	}
	out_prose(0, _("To look around in it, type this first:"));
	show_line("export WITHUS_HOME=", home);
	out_prose(0, _("Then any of these, after the word withus:"));
	help_some(names);
	show_writing(telling);
	out_blank();
	show_way_back(home);
	out_prose(0, _("To throw the sample away, with all in it:"));
	show_line("rm -rf ", home);
}

static void
print_json(struct telling *telling)
{
	const struct sample_result *result = &telling->result;
	char project[ID_TEXT_SIZE];
	struct json *object = json_new_object();
	id_print(project, &result->project);
	json_put_text(object, "home", telling->run->home);
	json_put_text(object, "project", project);
	json_put_text(object, "last-day", result->last_day);
	json_put_number(object, "kept", (int64_t)result->kept);
	json_put_number(object, "known", (int64_t)result->known);
	json_put_bool(object, "in-history", result->in_history);
	json_put(object, "write-as", telling->write);
	telling->write = NULL;
	json_print_as("sample", object);
}

static int
tell_sample(struct telling *telling)
{
	struct run *run = telling->run;
	struct query query = { .project = telling->result.project,
		.kind = "member" };
	char *title = NULL;
	char *code = NULL;
	int result = read_list(run->journal, &query, note_person, telling);
	if (result == 0)
		result = read_mention(run->journal, &query.project,
		    &query.project, &title, &code);
	if (result == 0 && run->json) {
		print_json(telling);
	} else if (result == 0) {
		out_say(telling->result.kept > 0 ?
			_("Made: the sample project “{1}”, in a folder of its "
			  "own. It is made up. Nothing of it gets into a "
			  "journal of yours.") :
			_("The sample project “{1}” is here already. Nothing "
			  "of it was changed."),
		    title, NULL);
		show_ways(telling);
	}
	free(code);
	free(title);
	return result;
}

static int
take_sample(struct telling *telling, const char *last_day)
{
	struct run *run = telling->run;
	int result = open_journal(run);
	if (result == 0)
		result =
		    sample_take_in(run->journal, last_day, &telling->result);
	struct err fault = *err_last();
	if (result == 0)
		result = tell_sample(telling);
	if (result != 0)
		return result;
	(void)err_restore(&fault);
	save_tell_waiting(run, telling->result.in_history);
	return 0;
}

int
try_sample(struct run *run, const char *folder, const char *last_day)
{
	struct telling telling = { .run = run, .write = json_new_array() };
	char *home = choose_home(run, folder);
	int result = check_home(run, home);
	free(run->home);
	run->home = home;
	if (result == 0)
		result = take_sample(&telling, last_day);
	json_free(telling.write);
	free(telling.first);
	str_clear(&telling.names);
	return result;
}
