/*
 * A repository's folder: what git asks for and nothing else. It is built
 * under a name of its own beside its place, fsynced from the leaves up, and
 * renamed, so that a repository is there whole or not at all.
 *
 * Its config is these bytes. A repository with any other is not opened: what
 * libgit2 and git read there could name programs to run.
 */
#include "repo/repo.h"

#include <errno.h>
#include <git2/sys/repository.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/random.h"
#include "repo/inside.h"

#include <withus/err.h>

static const char config_text[] = "[core]\n"
				  "\trepositoryformatversion = 0\n"
				  "\tfilemode = true\n"
				  "\tbare = true\n"
				  "\tlogallrefupdates = false\n"
				  "\thooksPath = /dev/null\n"
				  "\tfsync = all\n"
				  "[gc]\n"
				  "\tauto = 0\n"
				  "[maintenance]\n"
				  "\tauto = false\n";

static const char head_text[] = "ref: " REPO_BRANCH "\n";

/* More than either of the two texts, so that a longer one is seen. */
#define TEXT_MAX ((size_t)4096)
#define TEMP_MARK ".tmp-"

/* ------------------------------------------------------------- creating */

static int
write_in(const char *dir, const char *name, const char *text)
{
	char *path = file_join(dir, name);
	int err = file_write(path, text, strlen(text));

	free(path);
	return err;
}

int
repo_build(const char *path)
{
	static const char *const folders[] = { "objects/info", "objects/pack",
		"refs/heads" };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof folders / sizeof *folders;
	     i++) {
		char *folder = file_join(path, folders[i]);
		err = file_make_dirs(folder);
		free(folder);
	}
	if (err == 0)
		err = write_in(path, "config", config_text);
	if (err == 0)
		err = write_in(path, "HEAD", head_text);
	return err;
}

/* The folder above, and the name in it; to be freed. */
static void
split_path(const char *path, char **dir, char **name)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	size_t start = len;
	while (start > 0 && path[start - 1] != '/')
		start--;
	*dir = start > 0 ? mem_dup(path, start) : mem_dup_text("./");
	*name = mem_dup(path + start, len - start);
}

struct leftovers {
	const char *dir;
	const char *name;
};

static int
remove_leftover(void *data, const char *name)
{
	const struct leftovers *leftovers = data;
	size_t len = strlen(leftovers->name);

	if (strncmp(name, leftovers->name, len) != 0 ||
	    strncmp(name + len, TEMP_MARK, strlen(TEMP_MARK)) != 0)
		return 0;
	char *path = file_join(leftovers->dir, name);
	int err = file_remove_all(path);
	free(path);
	return err;
}

int
repo_temp_name(char **out, const char *path)
{
	char *dir = NULL;
	char *name = NULL;

	split_path(path, &dir, &name);
	struct leftovers leftovers = { .dir = dir, .name = name };
	int err = file_each(dir, remove_leftover, &leftovers);
	if (err == 0) {
		struct str temp = { .len = 0 };
		unsigned char bytes[4];
		char digits[2 * sizeof bytes + 1];

		random_bytes(bytes, sizeof bytes);
		hex_encode(digits, bytes, sizeof bytes);
		str_add_format(&temp, "%s" TEMP_MARK "%s", name, digits);
		*out = file_join(dir, str_text(&temp));
		str_clear(&temp);
	}
	free(dir);
	free(name);
	return err;
}

int
repo_place(const char *temp, const char *path)
{
	char *dir = NULL;
	char *name = NULL;
	int err;

	if (rename(temp, path) != 0) {
		if (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR ||
		    errno == EISDIR)
			return err_set(ERR_FILE_EXISTS, path, NULL);
		return repo_file_fault(path);
	}
	split_path(path, &dir, &name);
	err = file_sync_dir(dir);
	free(dir);
	free(name);
	return err;
}

int
repo_create(const char *path)
{
	char *temp = NULL;
	int err;

	if (file_is_there(path))
		return err_set(ERR_FILE_EXISTS, path, NULL);
#if MUTANT == 4
	return repo_build(path);
#endif
	err = repo_temp_name(&temp, path);
	if (err != 0)
		return err;
	err = repo_build(temp);
	if (err == 0)
		err = repo_place(temp, path);
	if (err != 0) {
		struct err kept = *err_last();
		(void)file_remove_all(temp);
		err = err_restore(&kept);
	}
	free(temp);
	return err;
}

/* -------------------------------------------------------------- opening */

int
repo_must_be(const char *path)
{
	return file_is_dir(path) ? 0 : err_set(ERR_REPO_MISSING, path, NULL);
}

static bool
holds_text(const char *dir, const char *name, const char *text)
{
	char *path = file_join(dir, name);
	struct str found = { .len = 0 };
	bool is_same = file_read(&found, path, TEXT_MAX) == 0 &&
	    found.len == strlen(text) &&
	    memcmp(str_text(&found), text, found.len) == 0;

	str_clear(&found);
	free(path);
	return is_same;
}

int
repo_open(struct repo **out, const char *path)
{
	struct repo *repo = NULL;
	int err = repo_must_be(path);

	if (err == 0 && !holds_text(path, "config", config_text))
		err = err_set(ERR_REPO_CONFIG, path, NULL);
	if (err == 0 && !holds_text(path, "HEAD", head_text))
		err = err_set(ERR_REPO_DAMAGED, path, "HEAD", NULL);
	if (err == 0)
		err = repo_start(path);
	if (err != 0)
		return err;
	repo = mem_new(sizeof *repo);
	repo->path = mem_dup_text(path);
	repo->objects = file_join(path, "objects");
	int code = git_repository_open_bare(&repo->git, path);
	if (code == 0)
		code = repo_open_odb(&repo->odb, repo->objects);
	if (code == 0)
		code = git_repository_set_odb(repo->git, repo->odb);
	if (code != 0) {
		err = repo_fault(path, code);
		repo_close(repo);
		return err;
	}
	*out = repo;
	return 0;
}

void
repo_close(struct repo *repo)
{
	if (repo == NULL)
		return;
	git_odb_free(repo->odb);
	git_repository_free(repo->git);
	free(repo->objects);
	free(repo->path);
	free(repo);
}
