/* The commands, by the names and options of the real program. */
#define _GNU_SOURCE 1
#include "victim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define BATCH 2 /* versions in one transaction of an import */

struct run run;

static void
print_quoted(const char *text)
{
	putchar('"');
	for (; *text; text++)
		if ((unsigned char)*text < 32 || *text == '"' || *text == '\\')
			printf("\\u%04x", (unsigned char)*text);
		else
			putchar(*text);
	putchar('"');
}

static void
print_item(const char *vid, const char *name, const char *text)
{
	printf("{\"code\": \"R-%.6s\", \"%s\": ", vid, name);
	print_quoted(text);
	printf("}");
}

/* ---- the home ---- */

/* Made here: then its own name must be on the disk too. */
static void
make_home(void)
{
	char *parent = strdup(run.home);
	if (!parent)
		stop(COULD_NOT, "memory", "there is none");
	char *slash = strrchr(parent, '/');
	if (slash && slash > parent)
		*slash = '\0';
	char *projects = join(run.home, "projects", "");
	if (make_folder(run.home) != 0)
		stop(COULD_NOT, run.home, strerror(errno));
	/* One that a killed run has just made may not be on the disk. */
	bool is_new = access(projects, F_OK) != 0;
	if (is_new && MUTANT != 9 && sync_folder(parent) != 0)
		stop(COULD_NOT, parent, strerror(errno));
	if (make_folder(projects) != 0 ||
	    (is_new && sync_folder(run.home) != 0))
		stop(COULD_NOT, projects, strerror(errno));
	free(parent);
	free(projects);
}

static void
take_lock(void)
{
	char *path = join(run.home, "lock", "");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX) != 0)
		stop(COULD_NOT, path, strerror(errno));
	free(path);
}

static char *
copy_or_stop(const char *text)
{
	char *copy = strdup(text);
	if (!copy)
		stop(COULD_NOT, "memory", "there is none");
	return copy;
}

/* Calls `each` for the id of every project, newest first. */
static void
each_project(void (*each)(const char *project))
{
	char *ids[64];
	int count = 0;
	sqlite3_stmt *stmt =
	    prepare("SELECT id FROM project ORDER BY rowid DESC", NULL);
	while (take_row(stmt))
		if (count < 64)
			ids[count++] = copy_or_stop(get_column(stmt, 0));
	for (int i = 0; i < count; i++) {
		each(ids[i]);
		free(ids[i]);
	}
}

static void
start_project(const char *project)
{
	char head[NAME_SIZE], known[NAME_SIZE] = "";
	const char *const values[] = { project, NULL };
	sqlite3_stmt *stmt =
	    prepare("SELECT head FROM meta WHERE project = ?", values);
	while (take_row(stmt))
		snprintf(known, sizeof(known), "%s", get_column(stmt, 0));
	history_read_head(project, head);
	if (strcmp(head, known) != 0) {
		run_sql("BEGIN IMMEDIATE");
		history_take(project, true);
		run_sql("COMMIT");
	}
	if (history_export(project) != 0)
		fprintf(stderr, "victim: not in the history yet\n");
}

/* Every command but check begins like this. */
static void
start(void)
{
	make_home();
	take_lock();
	open_journal();
	run_sql("DELETE FROM version WHERE shown = 0");
	each_project(start_project);
}

/* ---- commands ---- */

/* Unlike any other, also for the same words; the same in a repeated run. */
static void
make_born(char out[NAME_SIZE], const char *words)
{
	char text[4096];
	unsigned char random[8] = { 0 };
	const char *seed = getenv("WITHUS_TEST_SEED");
	if (!seed && getrandom(random, sizeof(random), 0) < 0)
		stop(COULD_NOT, "random", strerror(errno));
	int len = snprintf(text, sizeof(text), "%s %llx %s", seed ? seed : "",
	    *(unsigned long long *)(void *)random, words);
	hash_text(out, text, (size_t)len);
}

static int
do_new(void)
{
	char id[NAME_SIZE], sum[NAME_SIZE];
	start();
	make_born(id, run.word);
	history_make(id, run.word);
	run_sql("BEGIN IMMEDIATE");
	hash_text(sum, run.word, strlen(run.word));
	change("INSERT INTO project VALUES (?, ?, ?)", id, run.word, sum);
	run_sql("COMMIT");
	print_item(id, "title", run.word);
	putchar('\n');
	return 0;
}

static int
list_items(const char *sql, const char *name)
{
	const char *comma = "";
	sqlite3_stmt *stmt = prepare(sql, NULL);
	printf("{\"withus\": 1, \"items\": [");
	while (take_row(stmt)) {
		printf("%s\n", comma);
		print_item(get_column(stmt, 0), name, get_column(stmt, 1));
		comma = ",";
	}
	printf("]}\n");
	return 0;
}

static int
do_projects(void)
{
	start();
	return list_items("SELECT id, title FROM project ORDER BY id", "title");
}

static int
do_diary(void)
{
	start();
	return list_items("SELECT vid, bytes FROM version WHERE shown = 1 "
			  "ORDER BY vid",
	    "text");
}

static char *newest;

static void
keep_first(const char *project)
{
	if (!newest)
		newest = copy_or_stop(project);
}

static void
find_project(void)
{
	each_project(keep_first);
	if (!newest)
		stop(3, "projects", "there is none");
}

/* Both rows in the transaction of the caller. */
static void
add_version(char vid[NAME_SIZE], const char *text, const char *shown)
{
	char born[NAME_SIZE];
	size_t size = strlen(text) + 128;
	char *bytes = get_memory(size);
	make_born(born, text);
	snprintf(bytes, size, "born %s\n\n%s\n", born, text);
	hash_text(vid, bytes, strlen(bytes));
	const char *const values[] = { vid, newest, bytes, shown, NULL };
	sqlite3_stmt *stmt =
	    prepare("INSERT INTO version VALUES (?, ?, ?, ?)", values);
	while (take_row(stmt))
		;
	if (MUTANT == 6)
		run_sql("COMMIT; BEGIN IMMEDIATE");
	free(bytes);
}

static void
put_in_outbox(const char *which)
{
	const char *const values[] = { newest, which, NULL };
	sqlite3_stmt *stmt = prepare(
	    "INSERT INTO outbox (project, vid, bytes) SELECT project, vid, "
	    "bytes FROM version WHERE project = ?1 AND (vid = ?2 OR "
	    "shown = 0 OR ?2 = 'all' AND vid NOT IN (SELECT vid FROM outbox))",
	    values);
	while (take_row(stmt))
		;
}

static int
finish(void)
{
	if (history_export(newest) == 0)
		return 0;
	fprintf(stderr, "victim: saved, but not yet in the history\n");
	return NOT_YET;
}

static int
do_reflect(void)
{
	char vid[NAME_SIZE];
	start();
	find_project();
	run_sql("BEGIN IMMEDIATE");
	add_version(vid, run.text, "1");
	put_in_outbox(vid);
	if (MUTANT != 3)
		run_sql("COMMIT");
	print_item(vid, "text", run.text);
	putchar('\n');
	fflush(stdout);
	if (MUTANT == 3)
		run_sql("COMMIT");
	return finish();
}

/* Entries are staged, some in each transaction; the last one shows all. */
static int
do_import(void)
{
	char vid[NAME_SIZE];
	int count = 0;
	start();
	find_project();
	char *text = read_text(run.more);
	if (!text)
		stop(COULD_NOT, run.more, strerror(errno));
	char *rest = NULL;
	run_sql("BEGIN IMMEDIATE");
	for (char *entry = strtok_r(text, "[", &rest); entry;
	     entry = strtok_r(NULL, "[", &rest)) {
		add_version(vid, entry, MUTANT == 12 ? "1" : "0");
		if (++count % BATCH == 0)
			run_sql("COMMIT; BEGIN IMMEDIATE");
	}
	put_in_outbox(MUTANT == 12 ? "all" : "");
	run_sql("UPDATE version SET shown = 1; COMMIT");
	free(text);
	printf("%d entries\n", count);
	return finish();
}

static int
do_rebuild(void)
{
	start();
	find_project();
	if (history_export(newest) != 0)
		stop(COULD_NOT, "rebuild", "some words are in no history yet");
	run_sql("BEGIN IMMEDIATE; DELETE FROM version");
	history_take(newest, false);
	run_sql("COMMIT");
	history_pack(newest);
	return 0;
}

/* ---- check: only looks ---- */

/* Two columns: a hash, and the text that it is of. */
static void
check_hashes(const char *sql)
{
	char hash[NAME_SIZE];
	sqlite3_stmt *stmt = prepare(sql, NULL);
	while (take_row(stmt)) {
		const char *bytes = get_column(stmt, 1);
		hash_text(hash, bytes, strlen(bytes));
		if (MUTANT != 11 && strcmp(hash, get_column(stmt, 0)) != 0)
			stop(DAMAGE, hash, "words have changed");
	}
}

void
check_shown(const char *vid)
{
	const char *const values[] = { vid, NULL };
	sqlite3_stmt *stmt =
	    prepare("SELECT count(*) FROM version JOIN project ON id = project "
		    "WHERE vid = ? AND shown = 1",
		values);
	while (take_row(stmt))
		if (sqlite3_column_int(stmt, 0) != 1)
			stop(DAMAGE, vid, "is in the history but not shown");
}

static void
check_database(void)
{
	check_hashes("SELECT vid, bytes FROM version");
	check_hashes("SELECT vid, bytes FROM outbox");
	check_hashes("SELECT sum, title FROM project");
	sqlite3_stmt *stmt = prepare("PRAGMA integrity_check", NULL);
	while (take_row(stmt))
		if (strcmp(get_column(stmt, 0), "ok") != 0)
			stop(DAMAGE, "journal.db", get_column(stmt, 0));
	stmt = prepare("SELECT vid FROM version WHERE project NOT IN "
		       "(SELECT id FROM project)",
	    NULL);
	while (take_row(stmt))
		stop(DAMAGE, get_column(stmt, 0), "is of no project");
}

static void
check_waiting(void)
{
	sqlite3_stmt *stmt = prepare(
	    "SELECT project, vid FROM version WHERE shown = 1 AND vid NOT IN "
	    "(SELECT vid FROM outbox)",
	    NULL);
	while (take_row(stmt))
		if (!history_holds(get_column(stmt, 0), get_column(stmt, 1)))
			stop(DAMAGE, get_column(stmt, 1),
			    "is in no history and does not wait for it");
}

static int
do_check(void)
{
	run.sql_failure = DAMAGE;
	make_home();
	take_lock();
	open_journal();
	check_database();
	history_check_stores();
	each_project(history_check);
	check_waiting();
	return 0;
}

static const struct {
	const char *name;
	int (*call)(void);
} commands[] = {
	{ .name = "new", .call = do_new },
	{ .name = "projects", .call = do_projects },
	{ .name = "reflect", .call = do_reflect },
	{ .name = "diary", .call = do_diary },
	{ .name = "import", .call = do_import },
	{ .name = "rebuild", .call = do_rebuild },
	{ .name = "check", .call = do_check },
};

static void
read_options(int argc, char **argv)
{
	for (int i = 4; i < argc; i++) {
		if (strcmp(argv[i], "--json") == 0)
			run.wants_json = true;
		else if (argv[i][0] != '-' && !run.word)
			run.word = argv[i];
		else if (argv[i][0] != '-' && !run.more)
			run.more = argv[i];
		else if (strcmp(argv[i], "-m") == 0 && i + 1 < argc)
			run.text = argv[++i];
		else if (strcmp(argv[i], "--repair") == 0)
			stop(DAMAGE, "check", "this one cannot mend anything");
		else
			i++;
	}
}

int
main(int argc, char **argv)
{
	if (argc < 4 || strcmp(argv[1], "--home") != 0)
		stop(USAGE, "options", "--home DIR COMMAND");
	run.home = argv[2];
	run.sql_failure = COULD_NOT;
	read_options(argc, argv);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, argv[3]) != 0)
			continue;
		int status = commands[i].call();
		if (fflush(stdout) != 0)
			stop(COULD_NOT, "output", strerror(errno));
		return status;
	}
	stop(USAGE, argv[3], "no such command");
}
