/* link: @build/sweep.wraps */
/* Reading while what is below it fails: lists, items, histories, changes,
 * names, and what people type. */
#include "support/trials.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
see_item(void *data, const struct item *item)
{
	*(size_t *)data += item->version_count;
	return 0;
}

static int
list_kind(struct home *home, const char *kind)
{
	struct query query = {
		.project = home->writer.project,
		.kind = kind,
		.with_withdrawn = true,
	};
	size_t count = 0;
	int err = read_list(home->journal, &query, see_item, &count);

	return err != 0 ? err : read_count(home->journal, &query, &count);
}

static int
run_list(struct home *home)
{
	int err = list_kind(home, "reflection");

	return err != 0 ? err : list_kind(home, "member");
}

static int
run_item(struct home *home)
{
	const struct id ids[] = { trials_busy()->entry, trials_busy()->split,
		trials_busy()->typed };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof(ids) / sizeof(*ids); i++) {
		struct item *item = NULL;

		err = read_item(home->journal, &home->writer.project, &ids[i],
		    &item);
		if (err != 0)
			assert_null(item);
		item_free(item);
	}
	return err;
}

static int
run_item_not_there(struct home *home)
{
	const struct id none = { { 7 } };
	struct item *item = NULL;

	return read_item(home->journal, &home->writer.project, &none, &item);
}

static int
see_moment(void *data, const struct moment *moment)
{
	*(size_t *)data += moment->number;
	return 0;
}

static int
run_history(struct home *home)
{
	size_t count = 0;

	return read_history(home->journal, &home->writer.project,
	    &trials_busy()->split, see_moment, &count);
}

static int
run_project_history(struct home *home)
{
	size_t count = 0;

	return read_project_history(home->journal, &home->writer.project, 5,
	    see_moment, &count);
}

static int
run_version(struct home *home)
{
	struct version_words words = { .words = NULL };
	int err = read_version(home->journal, &home->writer.project,
	    &trials_busy()->entry, "2", &words);

	record_free(words.words);
	return err;
}

static int
see_run(void *data, const struct change_run *run)
{
	*(size_t *)data += run->len;
	return 0;
}

static int
run_changes(struct home *home)
{
	struct change_sides sides = {
		.project = home->writer.project,
		.record = trials_busy()->split,
	};
	size_t count = 0;

	return read_changes(home->journal, &sides, see_run, &count);
}

static int
run_changes_of_numbers(struct home *home)
{
	struct change_sides sides = {
		.project = home->writer.project,
		.record = trials_busy()->entry,
		.from = "1",
		.to = "2",
	};
	size_t count = 0;

	return read_changes(home->journal, &sides, see_run, &count);
}

static int
run_find(struct home *home)
{
	const struct id *project = &home->writer.project;
	struct id id;
	char *title = NULL;
	char *code = NULL;
	int err = read_find(home->journal, project, "member", "ben", &id);

	if (err == 0)
		err = read_mention(home->journal, project, &id, &title, &code);
	if (err == 0)
		err = read_find(home->journal, project, NULL, code, &id);
	free(title);
	free(code);
	return err;
}

static int
run_apply(struct home *home)
{
	static const struct {
		const char *field;
		const char *typed;
	} typed[] = {
		{ .field = "stages", .typed = "analysis, design" },
		{ .field = "stages", .typed = "-analysis" },
		{ .field = "asked", .typed = "Cara,=the nurse" },
		{ .field = "goes-with", .typed = "A film | at home" },
		{ .field = "day", .typed = "yesterday" },
		{ .field = "readers", .typed = "public" },
	};
	const struct kind *kind = kind_by_name("reflection");
	struct record *words = record_new("reflection");
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof(typed) / sizeof(*typed); i++)
		err = write_apply(home->journal, &home->writer.project, words,
		    kind_field(kind, typed[i].field), typed[i].typed);
	record_free(words);
	return err;
}

static int
see_project(void *data, const struct project_row *row)
{
	*(size_t *)data += row->entries;
	return 0;
}

static int
run_projects(struct home *home)
{
	struct id id;
	size_t count = 0;
	int err = project_each(home->journal, see_project, &count);

	if (err == 0)
		err = project_find(home->journal, NULL, &id);
	if (err == 0)
		err = project_find(home->journal, "stroke", &id);
	return err;
}

static int
run_members(struct home *home)
{
	const struct id *project = &home->writer.project;
	struct id id;
	char *words = NULL;
	int err = member_acting(home->journal, project, "Ben", &id);

	if (err == 0)
		err = member_key_words(home->journal, project, &id, &words);
	free(words);
	return err != 0 ? err :
			  member_acting(home->journal, project, NULL, &id);
}

static int
run_member_elsewhere(struct home *home)
{
	struct id id;

	return member_acting(home->journal, &home->writer.project, "Cara", &id);
}

static int
run_keyless_member(struct home *home)
{
	char *words = NULL;

	return member_key_words(home->journal, &home->writer.project,
	    &trials_busy()->cara, &words);
}

static int
see_draft(void *data, const struct draft *draft)
{
	*(size_t *)data += draft->words->body_len;
	return 0;
}

static int
run_drafts(struct home *home)
{
	struct draft *draft = NULL;
	size_t count = 0;
	int err = draft_each(home->journal, &home->writer, see_draft, &count);

	if (err == 0)
		err = draft_get(home->journal, &home->writer,
		    trials_busy()->redraft, &draft);
	draft_free(draft);
	return err;
}

static int
run_setting(struct home *home)
{
	char *value = NULL;
	int err = journal_get_setting(home->journal, "copied-stamp", &value);

	free(value);
	return err;
}

static const struct trial trials[] = {
	{ .name = "list", .run = run_list },
	{ .name = "item", .run = run_item },
	{ .name = "item not there",
	    .run = run_item_not_there,
	    .expected = -ERR_CODE_NOT_THERE },
	{ .name = "history", .run = run_history },
	{ .name = "project's history", .run = run_project_history },
	{ .name = "version", .run = run_version },
	{ .name = "changes", .run = run_changes },
	{ .name = "changes of numbers", .run = run_changes_of_numbers },
	{ .name = "find", .run = run_find },
	{ .name = "apply", .run = run_apply },
	{ .name = "projects", .run = run_projects },
	{ .name = "members",
	    .run = run_members,
	    .expected = -ERR_MEMBER_SEVERAL },
	{ .name = "member elsewhere",
	    .run = run_member_elsewhere,
	    .expected = -ERR_MEMBER_NOT_HERE },
	{ .name = "keyless member",
	    .run = run_keyless_member,
	    .expected = -ERR_MEMBER_KEYLESS },
	{ .name = "drafts", .run = run_drafts },
	{ .name = "setting", .run = run_setting },
};

TRIALS_MAIN(trials)
