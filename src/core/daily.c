/* The daily copy of what git does not hold: own keys, drafts, what was done
 * here. Seven are kept. */
#include "core/inside.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/local.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAILY_KEPT ((size_t)7)
#define DAILY_SETTING "copied-stamp"
#define DAILY_NAME_LEN (sizeof("2026-11-20.db") - 1)

struct copies {
	char names[64][DAILY_NAME_LEN + 1];
	size_t count;
};

static bool
is_daily(const char *name)
{
	struct date date;

	return strlen(name) == DAILY_NAME_LEN &&
	    strcmp(name + DATE_SIZE - 1, ".db") == 0 &&
	    date_parse(&date, name, DATE_SIZE - 1);
}

static int
note_copy(void *data, const char *name)
{
	struct copies *copies = data;

	if (!is_daily(name) ||
	    copies->count == sizeof(copies->names) / sizeof(*copies->names))
		return 0;
	memcpy(copies->names[copies->count++], name, DAILY_NAME_LEN + 1);
	return 0;
}

/* The oldest beyond seven go; names sort by day. */
static int
drop_old(const char *dir)
{
	struct copies copies = { 0 };
	int err = file_each(dir, note_copy, &copies);

	for (size_t i = 0; err == 0 && i + DAILY_KEPT < copies.count; i++) {
		char *path = file_join(dir, copies.names[i]);

		(void)unlink(path);
		free(path);
	}
	return err;
}

static int
note_stamp(struct journal *journal, int64_t stamp)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%lld", (long long)stamp);
	return journal_set_setting(journal, DAILY_SETTING, text);
}

static int
has_changed(struct journal *journal, int64_t *stamp, bool *out)
{
	char *noted = NULL;
	int err = store_local_stamp(journal->store, stamp);

	if (err == 0)
		err = store_get_setting(journal->store, DAILY_SETTING, &noted);
	*out = err == 0 && *stamp > 0 &&
	    (noted == NULL || strtoll(noted, NULL, 10) != *stamp);
	free(noted);
	return err;
}

static int
copy_today(struct journal *journal, const char *dir, const char *path)
{
	int64_t stamp = 0;
	bool changed = false;
	int err = has_changed(journal, &stamp, &changed);

	if (err != 0 || !changed)
		return err;
	err = store_copy(journal->store, path, true);
	if (err == 0)
		err = note_stamp(journal, stamp);
	if (err == 0)
		err = drop_old(dir);
	return err;
}

int
journal_tend(struct journal *journal)
{
	char name[DAILY_NAME_LEN + 1];
	char *dir;
	char *path;
	int err = 0;

	if (journal->read_only)
		return 0;
	date_print(name, clock_today());
	memcpy(name + DATE_SIZE - 1, ".db", sizeof(".db"));
	dir = home_path_backups(journal->home);
	path = file_join(dir, name);
	if (!file_is_there(path))
		err = copy_today(journal, dir, path);
	if (err != 0) {
		tell_why(journal, EVENT_BACKUP_FAILED, NULL, err_last());
		err_clear();
	}
	free(path);
	free(dir);
	return 0;
}
