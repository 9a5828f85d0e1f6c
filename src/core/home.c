/*
 * The journal home: one folder, mode 0700, that holds everything of one
 * person. What would make a database unsafe there is refused before anything
 * is made.
 */
#include "core/inside.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
join_project(const char *home, const struct id *project, const char *ending)
{
	struct str path = { 0 };
	char text[ID_TEXT_SIZE];

	id_print(text, project);
	str_add(&path, home);
	str_add(&path, "/projects/");
	str_add(&path, text);
	str_add(&path, ending);
	return str_take(&path);
}

char *
home_path_db(const char *home)
{
	return file_join(home, "journal.db");
}

char *
home_path_projects(const char *home)
{
	return file_join(home, "projects");
}

char *
home_path_backups(const char *home)
{
	return file_join(home, "backup");
}

char *
home_path_repo(const char *home, const struct id *project)
{
	return join_project(home, project, ".git");
}

char *
home_path_lock(const char *home, const struct id *project)
{
	return join_project(home, project, ".lock");
}

char *
home_path_dirty(const char *home, const struct id *project)
{
	return join_project(home, project, ".dirty");
}

char *
home_path_receipt(const char *home, const struct id *project)
{
	return join_project(home, project, ".receipt");
}

char *
home_path_lost(const char *home, const struct id *project)
{
	return join_project(home, project, ".lost");
}

char *
home_path_aside(const char *path)
{
	char day[DATE_SIZE];
	struct str name = { 0 };

	date_print(day, clock_today());
	for (unsigned n = 1; n < 1000; n++) {
		str_cut(&name, 0);
		str_add_format(&name, "%s.damaged-%s", path, day);
		if (n > 1)
			str_add_format(&name, "-%u", n);
		if (!file_is_there(str_text(&name)))
			break;
	}
	return str_take(&name);
}

/* A folder that is made here must be private from the start. */
static int
make_home(const char *home)
{
#if MUTANT == 9
	if (mkdir(home, 0700) != 0 && errno != EEXIST)
		return err_set(ERR_HOME_MAKE, home, strerror(errno), NULL);
	return 0;
#else
	if (file_make_dirs(home) != 0) {
		const struct err *err = err_last();
		char why[ERR_ARG_SIZE];

		if (err->code == ERR_DISK_FULL)
			return -ERR_DISK_FULL;
		memcpy(why, err->arg_count > 1 ? err->arg[1] : "",
		    sizeof(why) - 1);
		why[sizeof(why) - 1] = '\0';
		return err_set(ERR_HOME_MAKE, home, why, NULL);
	}
	return 0;
#endif
}

static int
make_inner(const char *home)
{
	char *projects = home_path_projects(home);
	char *backups = home_path_backups(home);
	int err;

	err = file_make_dirs(projects);
	if (err == 0)
		err = file_make_dirs(backups);
	free(projects);
	free(backups);
	return err;
}

int
home_prepare(const char *home, bool *read_only, bool *on_fuse)
{
	struct stat st;
	const char *name = NULL;
	int err;

	*on_fuse = false;
	if (stat(home, &st) != 0) {
		if (*read_only)
			return err_set(ERR_HOME_MAKE, home, strerror(errno),
			    NULL);
		err = make_home(home);
		if (err != 0)
			return err;
		if (stat(home, &st) != 0)
			return err_set(ERR_HOME_MAKE, home, strerror(errno),
			    NULL);
	}
	if (!S_ISDIR(st.st_mode))
		return err_set(ERR_HOME_MAKE, home, strerror(ENOTDIR), NULL);
	if (st.st_uid != geteuid())
		return err_set(ERR_HOME_OWNER, home, NULL);
	if (file_is_on_network(home, &name))
		return err_set(ERR_HOME_NETWORK, home, name, NULL);
	*on_fuse = file_is_on_fuse(home);
	if (access(home, W_OK | X_OK) != 0)
		*read_only = true;
	if (*read_only)
		return 0;
	if ((st.st_mode & 077) != 0 && chmod(home, 0700) != 0)
		return err_set(ERR_HOME_MAKE, home, strerror(errno), NULL);
	return make_inner(home);
}

struct repo_walk_names {
	int (*each)(void *data, const struct id *project);
	void *data;
};

static int
take_repo_name(void *data, const char *name)
{
	const struct repo_walk_names *walk = data;
	struct id project;

	if (strlen(name) != ID_TEXT_SIZE - 1 + strlen(".git") ||
	    strcmp(name + ID_TEXT_SIZE - 1, ".git") != 0 ||
	    !id_parse(&project, name, ID_TEXT_SIZE - 1))
		return 0;
	return walk->each(walk->data, &project);
}

int
home_each_repo(const char *home,
    int (*each)(void *data, const struct id *project), void *data)
{
	struct repo_walk_names walk = { .each = each, .data = data };
	char *projects = home_path_projects(home);
	int err = 0;

	if (file_is_dir(projects))
		err = file_each(projects, take_repo_name, &walk);
	free(projects);
	return err;
}
