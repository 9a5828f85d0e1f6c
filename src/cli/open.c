#include "cli/open.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"
#include "cli/target.h"
#include "cli/who.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* A variable that is set and not empty, or NULL. */
static const char *
get_env(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && *value != '\0' ? value : NULL;
}

/* The same where it is an absolute path: XDG asks to pass over others. */
static const char *
get_env_path(const char *name)
{
	const char *value = get_env(name);
	return value != NULL && *value == '/' ? value : NULL;
}

const char *
open_runtime_dir(void)
{
	return get_env_path("XDG_RUNTIME_DIR");
}

char *
open_absolute(const char *path)
{
	char *here = *path != '/' ? realpath(".", NULL) : NULL;
	char *result =
	    here != NULL ? file_join(here, path) : mem_dup_text(path);
	free(here);
	return result;
}

static const char *
find_user_home(void)
{
	const char *home = get_env_path("HOME");
	if (home != NULL)
		return home;
	/* cppcheck-suppress getpwuidCalled ; there is but one thread */
	const struct passwd *user = getpwuid(geteuid());
	bool has_home =
	    user != NULL && user->pw_dir != NULL && *user->pw_dir == '/';
	return has_home ? user->pw_dir : NULL;
}

/* Where the journal is; NULL where nothing tells. To be freed. */
static char *
resolve_home(const char *typed)
{
	if (typed == NULL)
		typed = get_env("WITHUS_HOME");
	if (typed != NULL && *typed != '\0')
		return open_absolute(typed);
	const char *data = get_env_path("XDG_DATA_HOME");
	if (data != NULL)
		return file_join(data, "withus");
	const char *home = find_user_home();
	return home != NULL ? file_join(home, ".local/share/withus") : NULL;
}

static int
open_home(struct run *run)
{
	run->home = resolve_home(run->home_typed);
	return run->home != NULL ? 0 : err_set(ERR_HOME_UNKNOWN, NULL);
}

static void
tell_event(void *data, const struct event *event)
{
	struct run *run = data;
	if (run->hear != NULL && run->hear(run->hear_data, event))
		return;
	char *text = say_event(event);
	if (text == NULL)
		return;
	if (event->code == EVENT_PROGRESS)
		out_progress(text);
	else
		out_notice(text);
	if (event->code == EVENT_NOT_IN_HISTORY)
		run->has_told_waiting = true;
	free(text);
}

struct journal_options
open_options(struct run *run)
{
	return (struct journal_options){
		.home = run->home,
		.tell = tell_event,
		.data = run,
	};
}

/* Words that an editor held when its process was killed. */
static void
recover_drafts(struct run *run)
{
	size_t count = 0;
	if (journal_is_read_only(run->journal) ||
	    draft_recover(run->journal, open_runtime_dir(), &count) != 0 ||
	    count == 0)
		return;
	out_notice(_("The editor was cut off the last time. What you had "
		     "written there is safe in your drafts: “withus drafts” "
		     "lists them."));
}

int
open_journal(struct run *run)
{
	struct journal_options options = open_options(run);
	int result = journal_open(&run->journal, &options);
	if (result == 0)
		recover_drafts(run);
	return result;
}

int
open_project(struct run *run)
{
	const char *typed = run->project_typed != NULL ?
	    run->project_typed :
	    get_env("WITHUS_PROJECT");
	int result = project_find(run->journal, typed, &run->project);
	if (result != 0)
		return result;
	run->writer.project = run->project;
	bool may_note = !journal_is_read_only(run->journal);
	if (typed != NULL && may_note)
		result = project_use(run->journal, &run->project);
	return result != 0 ? result : journal_wake(run->journal, &run->project);
}

/* True for "Dor" beside "Dora Bell", not for "dora" or a code. */
static bool
ends_in_a_word(const char *typed, const char *name)
{
	char *begin = utf8_fold(typed, strlen(typed));
	char *whole = utf8_fold(name, strlen(name));
	size_t len = strlen(begin);
	bool ends = len > 0 && strncmp(whole, begin, len) == 0 &&
	    whole[len] != '\0' && whole[len] != ' ';
	free(whole);
	free(begin);
	return ends;
}

/* Words under the wrong name are not easily taken back: where only the start
 * of a name was typed, it says who was meant. In JSON the answer has it. */
static int
tell_who(struct run *run, const char *typed, const struct id *member)
{
	char *name = NULL;
	char *code = NULL;
	if (typed == NULL || run->json)
		return 0;
	int result =
	    read_mention(run->journal, &run->project, member, &name, &code);
	if (result == 0 && ends_in_a_word(typed, name)) {
		char *text = say_fill(_("“{1}” is taken to mean {2} ({3})."),
		    typed, name, code, NULL);
		out_notice(text);
		free(text);
	}
	free(code);
	free(name);
	return result;
}

/* Whose words they are, where somebody else types them. */
static int
find_person(struct run *run)
{
	bool has_person = run->for_person != NULL;
	if (has_person != (run->confirmed != NULL))
		return err_set(ERR_TYPED_BARE, NULL);
	if (!has_person)
		return 0;
	run->writer.confirmed = run->confirmed;
	int result = read_find(run->journal, &run->project, "member",
	    run->for_person, &run->writer.for_person);
	return result != 0 ?
	    result :
	    tell_who(run, run->for_person, &run->writer.for_person);
}

int
open_member(struct run *run)
{
	const char *typed = run->member_typed != NULL ? run->member_typed :
							get_env("WITHUS_AS");
	int result = member_acting(run->journal, &run->project, typed,
	    &run->writer.member);
	if (result == -ERR_MEMBER_SEVERAL && run_can_ask(run))
		result = target_check(run);
	if (result == 0 && id_is_none(&run->writer.member))
		result = who_ask(run, &run->writer.member);
	else if (result == 0)
		result = tell_who(run, typed, &run->writer.member);
	return result != 0 ? result : find_person(run);
}

int
open_member_quietly(struct run *run)
{
	struct err before = *err_last();
	const char *typed = run->member_typed != NULL ? run->member_typed :
							get_env("WITHUS_AS");
	int result = member_acting(run->journal, &run->project, typed,
	    &run->writer.member);
	if (result == 0 || typed != NULL)
		return result;
	if (result != -ERR_MEMBER_SEVERAL && result != -ERR_MEMBER_NONE)
		return result;
	(void)err_restore(&before);
	return 0;
}

int
open_to_look(struct run *run)
{
	const char *typed = run->project_typed != NULL ?
	    run->project_typed :
	    get_env("WITHUS_PROJECT");
	int result = open_home(run);
	if (result == 0 && !journal_is_there(run->home))
		result = err_set(ERR_PROJECT_NONE, NULL);
	if (result == 0)
		result = journal_open(&run->journal,
		    &(struct journal_options){
			.home = run->home,
			.read_only = true,
		    });
	if (result == 0)
		result = project_find(run->journal, typed, &run->project);
	run->writer.project = run->project;
	return result;
}

int
open_run(struct run *run)
{
	enum command_need need = run->command->need;
	int result = need >= NEED_HOME ? open_home(run) : 0;
	if (result == 0 && need >= NEED_PROJECT && !journal_is_there(run->home))
		return err_set(ERR_PROJECT_NONE, NULL);
	if (result == 0 && need >= NEED_JOURNAL)
		result = open_journal(run);
	if (result == 0 && need >= NEED_PROJECT)
		result = open_project(run);
	if (result == 0 && need >= NEED_MEMBER)
		result = open_member(run);
	return result;
}

void
open_tend(struct run *run)
{
	struct err fault = *err_last();
	if (run->journal != NULL && !journal_is_read_only(run->journal) &&
	    err_status(fault.code) != STATUS_DAMAGE)
		(void)journal_tend(run->journal);
	(void)err_restore(&fault);
}

void
open_close(struct run *run)
{
	if (run->journal != NULL && run->has_saved)
		journal_tidy(run->journal, &run->project);
	journal_close(run->journal);
	run->journal = NULL;
	free(run->chosen);
	run->chosen = NULL;
	free(run->home);
	run->home = NULL;
}
