/* Opening and closing a journal, and its small memory of settings. */
#include "core/inside.h"
#include "core/receipt.h"

#include "base/file.h"
#include "base/mem.h"
#include "store/local.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int
count_repo(void *data, const struct id *project)
{
	(void)project;
	++*(size_t *)data;
	return 0;
}

/* Histories count too: where the file is lost, the journal is not. */
bool
journal_is_there(const char *home)
{
	char *db = home_path_db(home);
	size_t repos = 0;
	bool there = file_is_there(db) ||
	    (home_each_repo(home, count_repo, &repos) == 0 && repos > 0);

	free(db);
	return there;
}

static bool
is_empty_file(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 || st.st_size == 0;
}

/* Histories beside no journal.db, or an empty one: somebody lost it, and a
 * new one would look as if the words were gone. */
static int
refuse_lost_file(const char *home, const char *db)
{
	size_t repos = 0;
	int err;

	if (!is_empty_file(db))
		return 0;
	err = home_each_repo(home, count_repo, &repos);
	if (err != 0)
		return err;
	if (repos > 0)
		return err_set(ERR_STORE_DAMAGED, db, "nothing is in it", NULL);
	return 0;
}

static int
open_store(struct journal *journal)
{
	char *db = home_path_db(journal->home);
	int err = refuse_lost_file(journal->home, db);

	if (err == 0)
		err = store_open(&journal->store, db,
		    journal->read_only ? STORE_READ_ONLY : STORE_READ_WRITE);
	free(db);
	return err;
}

int
journal_open(struct journal **out, const struct journal_options *options)
{
	struct journal *journal = mem_new(sizeof(*journal));
	bool on_fuse = false;
	int err;

	journal->home = mem_dup_text(options->home);
	journal->program = mem_dup_text(
	    options->program != NULL ? options->program : "/proc/self/exe");
	journal->read_only = options->read_only;
	journal->tell = options->tell;
	journal->data = options->data;
	err = home_prepare(journal->home, &journal->read_only, &on_fuse);
	if (err == 0)
		err = open_store(journal);
	if (err != 0) {
		journal_close(journal);
		return err;
	}
	if (on_fuse)
		tell_plain(journal, EVENT_HOME_ON_FUSE, journal->home);
	*out = journal;
	return 0;
}

void
journal_close(struct journal *journal)
{
	if (journal == NULL)
		return;
	store_close(journal->store);
	free(journal->home);
	free(journal->program);
	free(journal);
}

bool
journal_is_read_only(const struct journal *journal)
{
	return journal->read_only;
}

const char *
journal_home(const struct journal *journal)
{
	return journal->home;
}

int
journal_may_write(const struct journal *journal)
{
	if (journal->read_only)
		return err_set(ERR_HOME_READ_ONLY, journal->home, NULL);
	return 0;
}

int
journal_count_waiting(struct journal *journal, const struct id *project,
    size_t *out)
{
	return receipt_count_waiting(journal, project, out);
}

int
journal_get_setting(struct journal *journal, const char *name, char **out)
{
	return store_get_setting(journal->store, name, out);
}

int
journal_set_setting(struct journal *journal, const char *name,
    const char *value)
{
	int err = journal_may_write(journal);

	if (err == 0)
		err = store_begin(journal->store);
	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_set_setting(journal->store, name, value));
}

void
tell_event(const struct journal *journal, const struct event *event)
{
	if (journal->tell != NULL)
		journal->tell(journal->data, event);
}

void
tell_count(const struct journal *journal, enum event_code code,
    const char *what, size_t done, size_t total)
{
	struct event event = {
		.code = code,
		.what = what != NULL ? what : "",
		.done = done,
		.total = total,
	};

	tell_event(journal, &event);
}

void
tell_plain(const struct journal *journal, enum event_code code,
    const char *what)
{
	tell_count(journal, code, what, 0, 0);
}

void
tell_why(const struct journal *journal, enum event_code code, const char *what,
    const struct err *why)
{
	struct err kept = *why;
	struct event event = {
		.code = code,
		.what = what != NULL ? what : "",
		.why = &kept,
	};

	tell_event(journal, &event);
}
