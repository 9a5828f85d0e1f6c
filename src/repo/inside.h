/*
 * What the files of repo share: the open repository, the one door to libgit2
 * and to its faults, git as a child, and building a repository beside its
 * place.
 */
#ifndef REPO_INSIDE_H
#define REPO_INSIDE_H

#include "base/span.h"
#include "base/str.h"
#include "repo/repo.h"

#include <git2.h>

/* Seeded mistakes for the fault harness: tests/fault/MUTANTS. */
#ifndef MUTANT
#define MUTANT 0
#endif

#define REPO_BRANCH "refs/heads/journal"
/* Folders above a file: the kind and the first two letters of its id. */
#define REPO_FOLDERS 2

struct repo {
	char *path;
	char *objects; /* the folder of that name in it */
	git_repository *git;
	git_odb *odb;
};

/* Wakes libgit2 (0.4 ms, once a process) and turns off what it would read
 * from a person's or the system's settings. `path` is for the fault. */
int repo_start(const char *path);

/* Opens the objects of a repository: all that reads them does so by this.
 * Returns libgit2's code. */
int repo_open_odb(git_odb **out, const char *objects);

/* Sets the fault that libgit2's `code` and last words mean, and returns it.
 * Not every failure of libgit2 has words: repo_forget, called before, keeps
 * those of an earlier one out. */
void repo_forget(void);
int repo_fault(const char *path, int code);

/* The same for errno, after a call that changes a folder. */
int repo_file_fault(const char *path);

/* The same bytes, in libgit2's type and in ours. */
void repo_oid(git_oid *out, const struct point *point);
void repo_point(struct point *out, const git_oid *oid);

/* -ERR_REPO_MISSING where there is no folder. */
int repo_must_be(const char *path);

/*
 * Building beside the place: repo_temp_name gives "<path>.tmp-<8 hex>", to be
 * freed, after removing what killed runs left under such names;
 * repo_build fills a folder that is not there yet; repo_place gives it its
 * name. All of it is fsynced.
 */
int repo_temp_name(char **out, const char *path);
int repo_build(const char *path);
int repo_place(const char *temp, const char *path);

/*
 * Objects on their way to the disk. Zeroed but for `repo` it is ready.
 * repo_put writes one and sets its name; its bytes are borrowed until
 * repo_settle, which makes all of them last and compares what the disk then
 * gives back. repo_put_text takes the text. repo_let_go ends the borrowing of
 * what was put last: that is held against its name alone then.
 */
struct repo_made;
struct repo_bulk;
struct repo_writing {
	struct repo *repo;
	struct repo_bulk *bulk; /* where many gather; NULL: each by itself */
	struct repo_made *made;
	size_t count;
	size_t cap;
};
int repo_put(struct repo_writing *writing, git_oid *out, git_object_t type,
    struct span bytes);
int repo_put_text(struct repo_writing *writing, git_oid *out, git_object_t type,
    struct str *text);
void repo_let_go(struct repo_writing *writing);
int repo_settle(const struct repo_writing *writing);
void repo_writing_clear(struct repo_writing *writing);

/* Objects that gather for one pack in the folder `objects`: each is written
 * when it is put, and is there once repo_bulk_write has made all last.
 * -ERR_REPO_FAILED, -ERR_DISK_FULL, -ERR_FILE_SYNC. */
int repo_bulk_new(struct repo_bulk **out, const char *objects);
int repo_bulk_put(struct repo_bulk *bulk, const git_oid *oid, git_object_t type,
    struct span bytes);
int repo_bulk_write(struct repo_bulk *bulk);
void repo_bulk_free(struct repo_bulk *bulk);

/* One file of a tree to be made, its blob put already. */
struct repo_leaf {
	const char *path;
	git_oid blob;
	bool is_out; /* the path is taken out */
};

/* Puts the trees that a base (NULL: nothing) becomes by some changes,
 * sorted by path, each path once. */
int repo_put_trees(struct repo_writing *writing, git_oid *out,
    const git_tree *base, const struct repo_leaf *leaves, size_t count);

/* True for what an entry of a tree may be called. */
bool repo_is_entry_name(const char *name);

/* The commits of a range in the order of repo_walk; to be freed. */
int repo_order(struct repo *repo, const struct repo_range *range, git_oid **out,
    size_t *count);

/* A run of git: its settings are ours alone. */
struct repo_git {
	const char *path;        /* the repository */
	const char *const *args; /* from the command on, NULL-ended */
	int wall_ms;
	int (*take)(void *data, const char *bytes, size_t len); /* NULL: none */
	void (*tick)(void *data, size_t seconds);               /* NULL */
	void *data;
};

/* Runs git to its end; `*status` as proc_run has it. A git that was killed
 * or that hung is a fault. `errors` gets its words. */
int repo_run_git(const struct repo_git *git, int *status, struct str *errors);

/* The first line of what git said, without "error: " and the like; to be
 * freed. */
char *repo_first_words(const struct str *errors);

#endif
