#include "support/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"

#include <withus/err.h>

void
desk_make(struct desk *desk)
{
	memset(desk, 0, sizeof(*desk));
	place_make(&desk->place);
	desk->path = place_path(&desk->place, "journal.db");
}

void
desk_check(int result, const char *call)
{
	if (result != 0)
		fail_msg("%s: %d, %s %s", call, result,
		    err_name(err_last()->code), err_last()->arg[1]);
}

void
desk_open(struct desk *desk)
{
	desk_close(desk);
	ok(store_open(&desk->store, desk->path, STORE_READ_WRITE));
}

void
desk_close(struct desk *desk)
{
	store_close(desk->store);
	desk->store = NULL;
}

void
desk_clear(struct desk *desk)
{
	desk_close(desk);
	free(desk->path);
	place_clear(&desk->place);
}

void
desk_begin(struct desk *desk)
{
	ok(store_begin(desk->store));
}

void
desk_commit(struct desk *desk)
{
	ok(store_commit(desk->store));
}

void
desk_run(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *words = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &words) != SQLITE_OK)
		fail_msg("%s: %s", sql, words);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int
take_text(void *data, int count, char **values, char **names)
{
	char **out = data;

	(void)names;
	if (count > 0 && *out == NULL)
		*out = mem_dup_text(values[0] == NULL ? "NULL" : values[0]);
	return 0;
}

char *
desk_ask_text(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *out = NULL;
	char *words = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, take_text, &out, &words) != SQLITE_OK)
		fail_msg("%s: %s", sql, words);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_non_null(out);
	return out;
}

int64_t
desk_ask(const char *path, const char *sql)
{
	char *text = desk_ask_text(path, sql);
	int64_t number = strtoll(text, NULL, 10);

	free(text);
	return number;
}

static void
spell(unsigned char *out, int n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> (24 - 8 * i));
	out[15] = 1; /* 0 is not none */
}

struct id
desk_id(int n)
{
	struct id id = { { 0 } };

	spell(id.bytes, n);
	return id;
}

struct vid
desk_vid(int n)
{
	struct vid vid = { { 0 } };

	spell(vid.bytes, n);
	return vid;
}

/* The local half of a save. */
static int
save_local(struct store *store, const struct version_row *row, const char *text)
{
	const struct action_row action = { .project = row->project,
		.member = row->record,
		.word = "save",
		.day = "2026-11-20",
		.is_kept = true };
	struct outbox_row waiting = { .project = row->project,
		.vid = row->vid,
		.bytes = row->bytes,
		.len = row->len };
	const struct draft_row draft = { .project = row->project,
		.member = row->record,
		.kind = row->kind,
		.fields = "{}",
		.body = text,
		.why = "kept" };
	int64_t number;
	int err = store_add_action(store, &action, &waiting.action);

	if (err == 0)
		err = store_add_outbox(store, &waiting);
	if (err == 0)
		err = store_add_did(store, waiting.action, &row->vid);
	if (err == 0)
		err = store_add_arrived(store, &row->project, &row->vid, 7);
	if (err == 0)
		err = store_put_draft(store, &draft, &number);
	return err;
}

int
desk_save(struct store *store, int project, int record, int n, const char *text)
{
	const struct version_row version = { .vid = desk_vid(n),
		.project = desk_id(project),
		.record = desk_id(record),
		.kind = "reflection",
		.bytes = text,
		.len = strlen(text) };
	const struct record_row row = { .id = version.record,
		.project = version.project,
		.kind = version.kind,
		.by = version.project,
		.day = "2026-11-20",
		.title = text,
		.shown = version.vid,
		.heads = 1 };
	bool is_new;
	int err = store_add_version(store, &version, &is_new);

	if (err == 0)
		err = store_put_record(store, &row);
	if (err == 0)
		err = save_local(store, &version, text);
	return err;
}
