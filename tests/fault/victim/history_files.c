/* The history as hashed files. */
#include "victim.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *
find_store(const char *project)
{
	char name[NAME_SIZE + 8];
	snprintf(name, sizeof(name), "%s.store", project);
	return join(run.home, "projects", name);
}

/* Always written anew: one that is there from a run that was killed may not
 * be on the disk yet. */
static int
write_object(const char *store, const char *name, const char *bytes)
{
	char folder[16];
	snprintf(folder, sizeof(folder), "%.2s", name);
	char *objects = join(store, "objects", "");
	char *fan = join(objects, folder, "");
	char *path = join(fan, name, "");
	char *temporary = join(fan, "new", "");
	int failed = make_folder(fan) != 0 ||
	    write_synced(temporary, O_TRUNC, bytes) != 0 ||
	    rename(temporary, path) != 0 || sync_folder(fan) != 0 ||
	    (MUTANT != 7 && sync_folder(objects) != 0);
	free(objects);
	free(fan);
	free(path);
	free(temporary);
	return failed ? -1 : 0;
}

/* The bytes of an object, or NULL where it is not there or not whole. */
static char *
read_object(const char *store, const char *name)
{
	char folder[32], hash[NAME_SIZE];
	snprintf(folder, sizeof(folder), "objects/%.2s", name);
	char *path = join(store, folder, name);
	char *bytes = read_text(path);
	free(path);
	if (!bytes)
		return NULL;
	hash_text(hash, bytes, strlen(bytes));
	if (strcmp(hash, name) == 0)
		return bytes;
	free(bytes);
	return NULL;
}

/* "" where the ref is not there yet. */
static void
read_head(const char *store, char out[NAME_SIZE])
{
	char *path = join(store, "refs", "journal");
	char *text = read_text(path);
	snprintf(out, NAME_SIZE, "%s", text ? text : "");
	free(text);
	free(path);
}

/* The newest commit's list of versions; "" for none, NULL for damage. */
static char *
read_commit(const char *store, const char *head)
{
	return *head ? read_object(store, head) : strdup("");
}

static int
move_head(const char *store, const char *to)
{
	char *folder = join(store, "refs", "");
	char *lock = join(folder, "journal.lock", "");
	char *ref = join(folder, "journal", "");
	int failed;
	do
		failed = write_synced(lock, O_EXCL, to);
	while (
	    MUTANT == 16 && failed && errno == EEXIST && poll(NULL, 0, 5) == 0);
	failed = failed || rename(lock, ref) != 0 || sync_folder(folder) != 0;
	free(folder);
	free(lock);
	free(ref);
	return failed ? -1 : 0;
}

static void
note_exported(const char *project, const char *head)
{
	run_sql("BEGIN IMMEDIATE");
	change("DELETE FROM outbox WHERE project = ?", project, NULL, NULL);
	change("INSERT OR REPLACE INTO meta VALUES (?, ?)", project, head,
	    NULL);
	run_sql("COMMIT");
}

/* Writes what waits and adds it to the list in `commit`. Returns how much
 * was new, -1 where it failed. */
static int
write_waiting(const char *store, const char *project, char **commit)
{
	const char *const values[] = { project, NULL };
	sqlite3_stmt *stmt = prepare(
	    "SELECT vid, bytes FROM outbox WHERE project = ? ORDER BY seq",
	    values);
	int added = 0;
	while (take_row(stmt)) {
		const char *vid = get_column(stmt, 0);
		bool is_done = strstr(*commit, vid) != NULL;
		if (is_done && MUTANT != 5)
			continue;
		if (write_object(store, vid, get_column(stmt, 1)) != 0)
			return -1;
		added++;
		if (is_done)
			continue;
		char *longer = get_memory(strlen(*commit) + NAME_SIZE + 8);
		sprintf(longer, "%svid %s\n", *commit, vid);
		free(*commit);
		*commit = longer;
	}
	return added;
}

static bool
has_waiting(const char *project)
{
	const char *const values[] = { project, NULL };
	sqlite3_stmt *stmt =
	    prepare("SELECT count(*) FROM outbox WHERE project = ?", values);
	int count = 0;
	while (take_row(stmt))
		count = sqlite3_column_int(stmt, 0);
	return count > 0;
}

static void
remove_stale_lock(const char *store)
{
	char *lock = join(store, "refs", "journal.lock");
	unlink(lock);
	free(lock);
}

/* Writes the commit and moves the ref to it. */
static int
write_commit(const char *store, const char *project, const char *list,
    char head[NAME_SIZE])
{
	const char *body =
	    strncmp(list, "parent ", 7) == 0 ? strchr(list, '\n') + 1 : list;
	size_t size = strlen(body) + NAME_SIZE + 16;
	char *bytes = get_memory(size);
	snprintf(bytes, size, "parent %s\n%s", *head ? head : "none", body);
	hash_text(head, bytes, strlen(bytes));
	int failed = write_object(store, head, bytes);
	free(bytes);
	if (!failed && MUTANT == 1)
		change("DELETE FROM outbox WHERE project = ?", project, NULL,
		    NULL);
	if (!failed && MUTANT == 10)
		note_exported(project, head);
	return failed ? -1 : move_head(store, head);
}

/* 0, or -1 where the words stay in the outbox. */
int
history_export(const char *project)
{
	char head[NAME_SIZE];
	if (!has_waiting(project))
		return 0;
	char *store = find_store(project);
	if (MUTANT != 2 && MUTANT != 16)
		remove_stale_lock(store);
	read_head(store, head);
	char *list = read_commit(store, head);
	int added = list ? write_waiting(store, project, &list) : -1;
	if (added > 0 && write_commit(store, project, list, head) != 0)
		added = -1;
	free(list);
	free(store);
	if (added < 0)
		return -1;
	note_exported(project, head);
	return 0;
}

/* Puts every version of the newest commit that is not here into the table. */
void
history_take(const char *project, bool marks_head)
{
	char head[NAME_SIZE], vid[NAME_SIZE];
	char *store = find_store(project);
	read_head(store, head);
	char *list = read_commit(store, head);
	if (!list)
		stop(DAMAGE, store, "the newest commit is damaged");
	for (const char *at = strstr(list, "vid "); at;
	     at = strstr(at + 4, "vid ")) {
		snprintf(vid, sizeof(vid), "%.32s", at + 4);
		char *bytes = read_object(store, vid);
		if (!bytes)
			stop(DAMAGE, vid, "is damaged in the history");
		change("INSERT OR IGNORE INTO version VALUES (?2, ?1, ?3, 1)",
		    project, vid, bytes);
		free(bytes);
	}
	if (marks_head)
		change("INSERT OR REPLACE INTO meta VALUES (?, ?)", project,
		    head, NULL);
	free(list);
	free(store);
}

/* Makes it under another name first. */
void
history_make(const char *project, const char *title)
{
	char *store = find_store(project);
	char *projects = join(run.home, "projects", "");
	char *making =
	    MUTANT == 4 ? join(store, "", "") : join(projects, "new", "");
	char *objects = join(making, "objects", "");
	char *refs = join(making, "refs", "");
	bool failed = make_folder(making) != 0 || make_folder(objects) != 0 ||
	    make_folder(refs) != 0 || sync_folder(making) != 0 ||
	    (MUTANT != 4 && rename(making, store) != 0) ||
	    sync_folder(projects) != 0;
	(void)title;
	if (failed)
		stop(COULD_NOT, store, strerror(errno));
	free(store);
	free(projects);
	free(making);
	free(objects);
	free(refs);
}

void
history_check(const char *project)
{
	char head[NAME_SIZE], vid[NAME_SIZE];
	char *store = find_store(project);
	if (access(store, F_OK) != 0)
		stop(DAMAGE, store, "is not there");
	read_head(store, head);
	char *list = read_commit(store, head);
	if (!list)
		stop(DAMAGE, store, "the newest commit is damaged");
	for (const char *at = strstr(list, "vid "); at;
	     at = strstr(at + 4, "vid ")) {
		snprintf(vid, sizeof(vid), "%.32s", at + 4);
		char *bytes = read_object(store, vid);
		if (!bytes)
			stop(DAMAGE, vid, "is damaged in the history");
		free(bytes);
		check_shown(vid);
	}
	free(list);
	free(store);
}

/* A store is whole from the moment that it has its name. */
void
history_check_stores(void)
{
	glob_t found = { 0 };
	char *pattern = join(run.home, "projects", "*.store");
	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++) {
			char *refs = join(found.gl_pathv[i], "refs", "");
			if (access(refs, F_OK) != 0)
				stop(DAMAGE, found.gl_pathv[i], "is half made");
			free(refs);
		}
	globfree(&found);
	free(pattern);
}

void
history_read_head(const char *project, char out[NAME_SIZE])
{
	char *store = find_store(project);
	read_head(store, out);
	free(store);
}

bool
history_holds(const char *project, const char *vid)
{
	char head[NAME_SIZE];
	char *store = find_store(project);
	read_head(store, head);
	char *list = read_commit(store, head);
	bool holds = list && strstr(list, vid);
	free(list);
	free(store);
	return holds;
}

/* There are no packs here. */
void
history_pack(const char *project)
{
	(void)project;
}
