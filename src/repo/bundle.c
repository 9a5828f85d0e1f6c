/*
 * The whole history as one file, and back. git writes neither through to the
 * disk as far as we need: it never fsyncs a folder, nor the bundle. Both ways
 * build beside the place and rename, as everything here does.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "repo/inside.h"

#include <withus/err.h>

#define BUNDLE_MS (1800 * 1000)

/* Their branch becomes ours. */
static const char refspec[] = REPO_BRANCH ":" REPO_BRANCH;

/* Runs a command of git that must end well. */
static int
run_to_end(const char *path, const char *const *args)
{
	struct repo_git git = {
		.path = path,
		.args = args,
		.wall_ms = BUNDLE_MS,
	};
	struct str errors = { .len = 0 };
	int status = 0;
	int err = repo_run_git(&git, &status, &errors);

	if (err == 0 && status != 0) {
		char *words = repo_first_words(&errors);
		err = err_set(ERR_CHILD_FAILED, "git", words, NULL);
		free(words);
	}
	str_clear(&errors);
	return err;
}

/* Removes what was begun, and leaves the fault as it was. */
static int
give_up(const char *temp)
{
	struct err kept = *err_last();

	(void)file_remove_all(temp);
	return err_restore(&kept);
}

/* ------------------------------------------------------------- one file */

static int
sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int err = 0;

	if (fd < 0)
		return err_set(ERR_FILE_READ, path, strerror(errno), NULL);
	if (fsync(fd) != 0)
		err = err_set(ERR_FILE_SYNC, path, strerror(errno), NULL);
	(void)close(fd);
	return err;
}

int
repo_bundle(const char *path, const char *file)
{
	char *temp = NULL;
	int err = repo_must_be(path);

	if (err == 0)
		err = repo_temp_name(&temp, file);
	if (err != 0)
		return err;
	const char *const args[] = { "bundle", "create", "--quiet", temp,
		"HEAD", REPO_BRANCH, NULL };
	err = run_to_end(path, args);
	if (err == 0)
		err = sync_file(temp);
	if (err == 0)
		err = repo_place(temp, file);
	if (err != 0)
		err = give_up(temp);
	free(temp);
	return err;
}

/* ------------------------------------------------------------- and back */

static int
fetch_bundle(const char *temp, const char *file)
{
	/* A whole path: a name with a colon would be taken for a host's. */
	char *whole = realpath(file, NULL);
	int err;

	if (whole == NULL)
		return err_set(ERR_FILE_READ, file, strerror(errno), NULL);
	const char *const args[] = { "fetch", "--quiet", "--no-tags",
		"--no-write-fetch-head", "--no-auto-maintenance", "--", whole,
		refspec, NULL };
	err = run_to_end(temp, args);
	free(whole);
	return err;
}

static int
sync_name(void *data, const char *name)
{
	char *path = file_join(data, name);
	int err = file_is_dir(path) ? file_sync_dir(path) : 0;

	free(path);
	return err;
}

/* The folders that git put names into. */
static int
sync_folders(const char *temp)
{
	static const char *const folders[] = { "objects", "refs" };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof folders / sizeof *folders;
	     i++) {
		char *folder = file_join(temp, folders[i]);

		err = file_each(folder, sync_name, folder);
		if (err == 0)
			err = file_sync_dir(folder);
		free(folder);
	}
	return err == 0 ? file_sync_dir(temp) : err;
}

int
repo_unbundle(const char *path, const char *file)
{
	char *temp = NULL;
	int err;

	if (file_is_there(path))
		return err_set(ERR_FILE_EXISTS, path, NULL);
	err = repo_temp_name(&temp, path);
	if (err != 0)
		return err;
	err = repo_build(temp);
	if (err == 0)
		err = fetch_bundle(temp, file);
	/* git 2.39 does not look into what comes from a bundle. */
	if (err == 0)
		err = repo_fsck(temp, true);
	if (err == 0)
		err = sync_folders(temp);
	if (err == 0)
		err = repo_place(temp, path);
	if (err != 0)
		err = give_up(temp);
	free(temp);
	return err;
}
