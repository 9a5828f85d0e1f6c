/*
 * The history as a bare repository, written by libgit2: a file for each
 * version in one flat tree. So the harness meets the calls of libgit2, and
 * its own questions to stock git get an answer.
 */
#define _GNU_SOURCE 1
#include "victim.h"

#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <glob.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BRANCH "refs/heads/journal"

/* A repository and what its branch stands at. */
struct history {
	git_repository *repo;
	git_oid head;
	bool has_head;
	git_tree *tree; /* NULL without a head */
};

static char *
find_repo(const char *project)
{
	char name[NAME_SIZE + 8];
	snprintf(name, sizeof(name), "%s.git", project);
	return join(run.home, "projects", name);
}

static void
start_library(void)
{
	static bool is_started;
	if (is_started)
		return;
	if (git_libgit2_init() < 0)
		stop(COULD_NOT, "libgit2", "does not start");
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA;
	     level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
	is_started = true;
}

static const char *
last_words(void)
{
	const git_error *error = git_error_last();
	return error ? error->message : "failed";
}

static void
close_history(struct history *history)
{
	git_tree_free(history->tree);
	git_repository_free(history->repo);
	*history = (struct history){ 0 };
}

static int
read_tree(struct history *history)
{
	git_commit *commit = NULL;
	int error = git_commit_lookup(&commit, history->repo, &history->head);
	if (error == 0)
		error = git_commit_tree(&history->tree, commit);
	git_commit_free(commit);
	return error;
}

static int
open_path(struct history *history, const char *path)
{
	*history = (struct history){ 0 };
	start_library();
	int error = git_repository_open_bare(&history->repo, path);
	if (error == 0)
		error = git_reference_name_to_id(&history->head, history->repo,
		    BRANCH);
	history->has_head = error == 0;
	if (error == GIT_ENOTFOUND && history->repo)
		return 0;
	return error == 0 ? read_tree(history) : error;
}

static int
open_history(struct history *history, const char *project)
{
	char *path = find_repo(project);
	int error = open_path(history, path);
	free(path);
	return error;
}

static void
open_or_stop(struct history *history, const char *project)
{
	if (open_history(history, project) != 0)
		stop(DAMAGE, project, last_words());
}

/* The file is enough, and libgit2 is not needed for it. */
void
history_read_head(const char *project, char out[NAME_SIZE])
{
	char *repo = find_repo(project);
	char *path = join(repo, BRANCH, "");
	char *text = read_text(path);
	snprintf(out, NAME_SIZE, "%.40s", text ? text : "");
	free(text);
	free(path);
	free(repo);
}

static int
sync_objects(const struct history *history)
{
	char *path = join(git_repository_path(history->repo), "objects", "");
	int failed = MUTANT == 7 ? 0 : sync_folder(path);
	free(path);
	return failed;
}

/* A commit of these files on top of the head; the branch does not move. */
static int
write_commit(struct history *history, git_treebuilder *builder, git_oid *out)
{
	git_oid tree_id;
	git_tree *tree = NULL;
	git_commit *parent = NULL;
	git_signature *who = NULL;
	int error = git_treebuilder_write(&tree_id, builder);
	if (error == 0)
		error = git_tree_lookup(&tree, history->repo, &tree_id);
	if (error == 0)
		error = git_signature_new(&who, "withus", "withus", 0, 0);
	if (error == 0 && history->has_head)
		error =
		    git_commit_lookup(&parent, history->repo, &history->head);
	const git_commit *parents[] = { parent };
	if (error == 0)
		error = git_commit_create(out, history->repo, NULL, who, who,
		    NULL, "saved", tree, parent ? 1 : 0, parents);
	git_commit_free(parent);
	git_signature_free(who);
	git_tree_free(tree);
	return error == 0 ? sync_objects(history) : error;
}

static int
move_branch(struct history *history, const git_oid *to)
{
	git_reference *ref = NULL;
	int error;
	do
		error =
		    git_reference_create_matching(&ref, history->repo, BRANCH,
			to, 1, history->has_head ? &history->head : NULL, NULL);
	while (MUTANT == 16 && error == GIT_ELOCKED && poll(NULL, 0, 5) == 0);
	git_reference_free(ref);
	return error;
}

static int
add_file(struct history *history, git_treebuilder *builder, const char *name,
    const char *bytes)
{
	git_oid id;
	int error = git_blob_create_from_buffer(&id, history->repo, bytes,
	    strlen(bytes));
	if (error == 0)
		error = git_treebuilder_insert(NULL, builder, name, &id,
		    GIT_FILEMODE_BLOB);
	return error;
}

static void
name_file(char out[VID_LEN + 4], const char *vid)
{
	snprintf(out, VID_LEN + 4, "%.32s.md", vid);
}

/* Adds what waits. Returns how much is new, below 0 where it failed. */
static int
add_waiting(struct history *history, git_treebuilder *builder,
    const char *project)
{
	const char *const values[] = { project, NULL };
	sqlite3_stmt *stmt = prepare(
	    "SELECT vid, bytes FROM outbox WHERE project = ? ORDER BY seq",
	    values);
	int added = 0, error = 0;
	while (take_row(stmt)) {
		char name[VID_LEN + 4];
		name_file(name, get_column(stmt, 0));
		if (MUTANT != 5 && git_treebuilder_get(builder, name))
			continue;
		if (error == 0)
			error = add_file(history, builder, name,
			    get_column(stmt, 1));
		added++;
	}
	return error < 0 ? error : added;
}

static void
remove_stale_lock(const char *project)
{
	char *repo = find_repo(project);
	char *lock = join(repo, BRANCH ".lock", "");
	unlink(lock);
	free(lock);
	free(repo);
}

static void
note_exported(const char *project, const git_oid *head)
{
	char name[NAME_SIZE];
	git_oid_tostr(name, sizeof(name), head);
	run_sql("BEGIN IMMEDIATE");
	change("DELETE FROM outbox WHERE project = ?", project, NULL, NULL);
	change("INSERT OR REPLACE INTO meta VALUES (?, ?)", project, name,
	    NULL);
	run_sql("COMMIT");
}

static int
export_to(struct history *history, const char *project)
{
	git_treebuilder *builder = NULL;
	git_oid head = history->head;
	int added = git_treebuilder_new(&builder, history->repo, history->tree);
	if (added == 0)
		added = add_waiting(history, builder, project);
	int error = added < 0 ? added : 0;
	if (added > 0) {
		error = write_commit(history, builder, &head);
		if (error == 0 && MUTANT == 1)
			change("DELETE FROM outbox WHERE project = ?", project,
			    NULL, NULL);
		if (error == 0 && MUTANT == 10)
			note_exported(project, &head);
		if (error == 0)
			error = move_branch(history, &head);
	}
	git_treebuilder_free(builder);
	if (error == 0)
		note_exported(project, &head);
	return error;
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

int
history_export(const char *project)
{
	struct history history;
	if (!has_waiting(project))
		return 0;
	if (MUTANT != 2 && MUTANT != 16)
		remove_stale_lock(project);
	int error = open_history(&history, project);
	if (error == 0)
		error = export_to(&history, project);
	if (error != 0)
		fprintf(stderr, "victim: %s\n", last_words());
	close_history(&history);
	return error;
}

static void
take_file(const char *project, git_repository *repo,
    const git_tree_entry *entry)
{
	git_blob *blob = NULL;
	char vid[NAME_SIZE];
	snprintf(vid, sizeof(vid), "%.32s", git_tree_entry_name(entry));
	if (strlen(vid) != VID_LEN)
		return;
	if (git_blob_lookup(&blob, repo, git_tree_entry_id(entry)) != 0)
		stop(DAMAGE, vid, last_words());
	char *bytes = get_memory((size_t)git_blob_rawsize(blob) + 1);
	memcpy(bytes, git_blob_rawcontent(blob),
	    (size_t)git_blob_rawsize(blob));
	bytes[git_blob_rawsize(blob)] = '\0';
	change("INSERT OR IGNORE INTO version VALUES (?2, ?1, ?3, 1)", project,
	    vid, bytes);
	free(bytes);
	git_blob_free(blob);
}

void
history_take(const char *project, bool marks_head)
{
	struct history history;
	char head[NAME_SIZE];
	open_or_stop(&history, project);
	for (size_t i = 0;
	     history.tree && i < git_tree_entrycount(history.tree); i++)
		take_file(project, history.repo,
		    git_tree_entry_byindex(history.tree, i));
	git_oid_tostr(head, sizeof(head), &history.head);
	if (marks_head)
		change("INSERT OR REPLACE INTO meta VALUES (?, ?)", project,
		    head, NULL);
	close_history(&history);
}

bool
history_holds(const char *project, const char *vid)
{
	struct history history;
	char name[VID_LEN + 4];
	open_or_stop(&history, project);
	name_file(name, vid);
	bool holds = history.tree && git_tree_entry_byname(history.tree, name);
	close_history(&history);
	return holds;
}

/* Everything that making a repository wrote. */
static int
sync_all(const char *path)
{
	char *pattern = join(path, "*", "");
	glob_t found = { 0 };
	int failed = 0;
	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			failed |= sync_all(found.gl_pathv[i]);
	globfree(&found);
	free(pattern);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	failed |= fsync(fd);
	close(fd);
	return failed;
}

static void
remove_all(const char *path)
{
	char *pattern = join(path, "*", "");
	glob_t found = { 0 };
	if (unlink(path) != 0 && errno == EISDIR) {
		if (glob(pattern, 0, NULL, &found) == 0)
			for (size_t i = 0; i < found.gl_pathc; i++)
				remove_all(found.gl_pathv[i]);
		globfree(&found);
		rmdir(path);
	}
	free(pattern);
}

/* The first commit says what this is. */
static int
write_readme(const char *path, const char *title)
{
	struct history history;
	git_treebuilder *builder = NULL;
	git_oid id;
	int error = open_path(&history, path);
	if (error == 0)
		error = git_treebuilder_new(&builder, history.repo, NULL);
	if (error == 0)
		error = add_file(&history, builder, "README.md", title);
	if (error == 0)
		error = write_commit(&history, builder, &id);
	if (error == 0)
		error = move_branch(&history, &id);
	git_treebuilder_free(builder);
	close_history(&history);
	return error;
}

void
history_make(const char *project, const char *title)
{
	git_repository *repo = NULL;
	char *path = find_repo(project);
	char *projects = join(run.home, "projects", "");
	char *making =
	    MUTANT == 4 ? join(path, "", "") : join(projects, "new", "");
	start_library();
	/* What a killed run left of it; a lock file in it would stop us. */
	if (MUTANT != 4)
		remove_all(making);
	if (git_repository_init(&repo, making, true) != 0)
		stop(COULD_NOT, making, last_words());
	git_repository_free(repo);
	bool failed = write_readme(making, title) != 0 ||
	    sync_all(making) != 0 ||
	    (MUTANT != 4 && rename(making, path) != 0) ||
	    sync_folder(projects) != 0;
	if (failed)
		stop(COULD_NOT, path, last_words());
	free(path);
	free(projects);
	free(making);
}

void
history_check(const char *project)
{
	struct history history;
	char vid[NAME_SIZE];
	open_or_stop(&history, project);
	for (size_t i = 0;
	     history.tree && i < git_tree_entrycount(history.tree); i++) {
		const git_tree_entry *entry =
		    git_tree_entry_byindex(history.tree, i);
		git_blob *blob = NULL;
		if (git_blob_lookup(&blob, history.repo,
			git_tree_entry_id(entry)) != 0)
			stop(DAMAGE, git_tree_entry_name(entry), last_words());
		git_blob_free(blob);
		snprintf(vid, sizeof(vid), "%.32s", git_tree_entry_name(entry));
		if (strlen(vid) == VID_LEN)
			check_shown(vid);
	}
	close_history(&history);
}

void
history_check_stores(void)
{
	struct history history;
	glob_t found = { 0 };
	char *pattern = join(run.home, "projects", "*.git");
	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++) {
			if (open_path(&history, found.gl_pathv[i]) != 0 ||
			    !history.has_head)
				stop(DAMAGE, found.gl_pathv[i], "half made");
			close_history(&history);
		}
	globfree(&found);
	free(pattern);
}

/* So that the harness meets the calls that write packs too. */
void
history_pack(const char *project)
{
	struct history history;
	git_packbuilder *builder = NULL;
	open_or_stop(&history, project);
	if (!history.has_head ||
	    git_packbuilder_new(&builder, history.repo) != 0 ||
	    git_packbuilder_insert_commit(builder, &history.head) != 0 ||
	    git_packbuilder_write(builder, NULL, 0, NULL, NULL) != 0)
		stop(COULD_NOT, project, last_words());
	git_packbuilder_free(builder);
	close_history(&history);
}
