/*
 * What searching finds is what reading everything would find: random small
 * journals, in which words are written, changed, taken back and brought back,
 * are searched by the index and by walking through all records and all their
 * versions; also after a rebuild.
 */
#include "support/home.h"
#include "support/laws.h"

#include "base/mem.h"
#include "base/str.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/search.h>

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RECORDS_MOST 64

/* Few, so that they meet; some begin like others. */
static const char *const vocabulary[] = { "tea", "teapot", "room", "garden",
	"gardener", "gard", "quiet", "Ward", "ROOM", "cafe" };
#define VOCABULARY (sizeof(vocabulary) / sizeof(*vocabulary))

struct world {
	struct home home;
	uint64_t seed;
	struct id ids[RECORDS_MOST];
	size_t count;
};

static size_t
draw(struct world *world, size_t most)
{
	world->seed = world->seed * 6364136223846793005U + 1442695040888963407U;
	return (size_t)((world->seed >> 33) % most);
}

static void
add_words(struct world *world, struct str *out, size_t most)
{
	static const char *const between[] = { " ", ", ", "\n\n", " - ", "/" };
	size_t count = 1 + draw(world, most);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_add(out, between[draw(world, 5)]);
		str_add(out, vocabulary[draw(world, VOCABULARY)]);
	}
}

/* -------------------------------------------------- writing */

static void
set_words(struct world *world, struct record *words)
{
	static const char *const days[] = { "2026-11-18", "2026-11-19",
		"2026-11-20" };
	struct str body = { 0 };
	struct str tag = { 0 };

	add_words(world, &body, 6);
	add_words(world, &tag, 2);
	record_set_text(words, "readers", "team");
	record_set_text(words, "day", days[draw(world, 3)]);
	record_set_body(words, str_text(&body), body.len);
	for (char *c = tag.data; *c != '\0'; c++)
		*c = *c == '\n' || *c == ',' ? ' ' : *c;
	record_set_text(words, "speaking-as",
	    draw(world, 2) == 0 ? str_text(&tag) : "");
	str_clear(&tag);
	str_clear(&body);
}

static void
write_entry(struct world *world)
{
	struct record *words = record_new("reflection");
	struct written written;

	set_words(world, words);
	assert_int_equal(write_new(world->home.journal, &world->home.writer,
			     words, &written),
	    0);
	world->ids[world->count++] = written.id;
	record_free(words);
}

static void
write_stage(struct world *world)
{
	struct record *words = record_new("stage");
	struct str title = { 0 };
	struct written written;

	str_add(&title, vocabulary[draw(world, VOCABULARY)]);
	str_add_char(&title, ' ');
	str_add(&title, vocabulary[draw(world, VOCABULARY)]);
	record_set_text(words, "title", str_text(&title));
	record_set_text(words, "working", vocabulary[draw(world, VOCABULARY)]);
	assert_int_equal(write_new(world->home.journal, &world->home.writer,
			     words, &written),
	    0);
	world->ids[world->count++] = written.id;
	str_clear(&title);
	record_free(words);
}

/* What was taken back may refuse: that is no fault here. */
static void
change_entry(struct world *world)
{
	struct item *item = NULL;
	struct write_edit edit = { .words = NULL };
	struct written written;

	edit.record = world->ids[draw(world, world->count)];
	assert_int_equal(read_item(world->home.journal,
			     &world->home.writer.project, &edit.record, &item),
	    0);
	if (strcmp(item->kind_name, "reflection") == 0) {
		set_words(world, item->words);
		edit.words = item->words;
		(void)write_edit(world->home.journal, &world->home.writer,
		    &edit, &written);
	}
	item_free(item);
}

static int
pass_over(void *data, const struct undone *undone)
{
	(void)data;
	(void)undone;
	return 0;
}

static void
act(struct world *world)
{
	struct written written;
	bool in_history;

	switch (world->count == 0 ? 0 : draw(world, 8)) {
	case 0:
	case 1:
		write_entry(world);
		break;
	case 2:
		write_stage(world);
		break;
	case 3:
	case 4:
		change_entry(world);
		break;
	case 5:
		(void)write_withdraw(world->home.journal, &world->home.writer,
		    &world->ids[draw(world, world->count)], &written);
		break;
	default:
		(void)write_undo(world->home.journal, &world->home.writer,
		    pass_over, NULL, &in_history);
	}
}

/* -------------------------------------------------- reading everything */

/* The words of a text, small, with a space before and behind each. */
static char *
flatten(const char *text)
{
	struct str out = { 0 };

	str_add_char(&out, ' ');
	for (; *text != '\0'; text++) {
		bool is_word = isalnum((unsigned char)*text) != 0;

		if (is_word)
			str_add_char(&out, (char)tolower((unsigned char)*text));
		else if (out.data[out.len - 1] != ' ')
			str_add_char(&out, ' ');
	}
	if (out.data[out.len - 1] != ' ')
		str_add_char(&out, ' ');
	return str_take(&out);
}

/* A query as it is typed, and the same in parts. */
struct asked {
	struct str typed;
	char *words[4]; /* flat: " tea room ", or " tea" for a start */
	bool is_not[4];
	size_t count;
};

static bool
has_words(const struct record *record, const char *words)
{
	const char *const keys[] = { "title", "name", "speaking-as",
		"working" };
	char *flat = flatten(record->body);
	bool has = strstr(flat, words) != NULL;

	free(flat);
	for (size_t i = 0; i < 4; i++) {
		const char *text = record_get_text(record, keys[i]);

		if (text == NULL)
			continue;
		flat = flatten(text);
		has |= strstr(flat, words) != NULL;
		free(flat);
	}
	return has;
}

static bool
fits(const struct asked *asked, const struct record *record)
{
	if (record_is_withdrawn(record))
		return false;
	for (size_t i = 0; i < asked->count; i++)
		if (has_words(record, asked->words[i]) == asked->is_not[i])
			return false;
	return true;
}

/* What walking found: "CODE " for each. */
struct walking {
	struct world *world;
	const struct asked *asked;
	bool with_old;
	struct str *found;
};

struct versions {
	struct walking *walking;
	const struct item *item;
	bool is_found;
};

static int
walk_version(void *data, const struct moment *moment)
{
	struct versions *versions = data;
	struct home *home = &versions->walking->world->home;
	struct version_words words = { .words = NULL };
	char number[24];

	(void)snprintf(number, sizeof(number), "%zu", moment->number);
	assert_int_equal(read_version(home->journal, &home->writer.project,
			     &moment->id, number, &words),
	    0);
	versions->is_found |= fits(versions->walking->asked, words.words);
	record_free(words.words);
	return 0;
}

static int
walk_item(void *data, const struct item *item)
{
	struct walking *walking = data;
	struct home *home = &walking->world->home;
	struct versions versions = { .walking = walking, .item = item };

	versions.is_found =
	    !item->is_withdrawn && fits(walking->asked, item->words);
	if (walking->with_old)
		assert_int_equal(read_history(home->journal,
				     &home->writer.project, &item->id,
				     walk_version, &versions),
		    0);
	if (versions.is_found)
		str_add_format(walking->found, "%s %s\n", item->day,
		    item->code);
	return 0;
}

static void
walk(struct walking *walking, const char *kind)
{
	struct home *home = &walking->world->home;
	struct query query = {
		.project = home->writer.project,
		.kind = kind,
		.with_withdrawn = true,
	};

	assert_int_equal(read_list(home->journal, &query, walk_item, walking),
	    0);
}

/* -------------------------------------------------- asking */

static void
ask(struct world *world, struct asked *asked)
{
	size_t count = 1 + draw(world, 3);

	for (size_t i = 0; i < count; i++) {
		const char *word = vocabulary[draw(world, VOCABULARY)];
		const char *next = vocabulary[draw(world, VOCABULARY)];
		struct str typed = { 0 };
		size_t how = draw(world, 4);

		asked->is_not[i] = i > 0 && draw(world, 4) == 0;
		str_add(&asked->typed, i > 0 ? " " : "");
		str_add(&asked->typed, asked->is_not[i] ? "-" : "");
		str_add(&typed, word);
		if (how == 0)
			str_add_format(&typed, " %s", next);
		str_add_format(&asked->typed, how == 0 ? "\"%s\"" : "%s",
		    str_text(&typed));
		asked->words[i] = flatten(str_text(&typed));
		if (how == 1) {
			str_add_char(&asked->typed, '*');
			asked->words[i][strlen(asked->words[i]) - 1] = '\0';
		}
		str_clear(&typed);
	}
	asked->count = count;
}

static void
clear_asked(struct asked *asked)
{
	for (size_t i = 0; i < asked->count; i++)
		free(asked->words[i]);
	str_clear(&asked->typed);
}

static int
note_hit(void *data, const struct search_hit *hit)
{
	str_add_format(data, "%s %s\n", hit->item->day, hit->item->code);
	assert_true(hit->title.has_hit || hit->text.has_hit);
	assert_true(hit->version > 0 || !hit->item->is_withdrawn);
	return 0;
}

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines in order, so that kinds and shelves do not matter. */
static char *
sort_lines(const char *text)
{
	char *copy = mem_dup_text(text);
	char *lines[2 * RECORDS_MOST];
	size_t count = 0;
	struct str out = { 0 };

	for (char *line = strtok(copy, "\n"); line != NULL;
	     line = strtok(NULL, "\n"))
		lines[count++] = line;
	qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++)
		str_add_format(&out, "%s\n", lines[i]);
	free(copy);
	return str_take(&out);
}

static void
compare(struct world *world, const struct asked *asked, bool with_old)
{
	struct str found = { 0 };
	struct str walked = { 0 };
	struct walking walking = {
		.world = world,
		.asked = asked,
		.with_old = with_old,
		.found = &walked,
	};
	struct search search = {
		.project = world->home.writer.project,
		.words = str_text(&asked->typed),
		.with_old = with_old,
	};
	struct search_result result;

	assert_int_equal(search_find(world->home.journal, &search, note_hit,
			     &found, &result),
	    0);
	walk(&walking, "reflection");
	walk(&walking, "stage");
	walk(&walking, "project");
	walk(&walking, "member");
	char *sorted = sort_lines(str_text(&found));
	char *wanted = sort_lines(str_text(&walked));
	if (strcmp(sorted, wanted) != 0)
		fail_msg("%s%s: found\n%sbut there is\n%s",
		    str_text(&asked->typed), with_old ? " (all)" : "", sorted,
		    wanted);
	free(sorted);
	free(wanted);
	str_clear(&found);
	str_clear(&walked);
}

static void
compare_some(struct world *world, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct asked asked = { .count = 0 };

		ask(world, &asked);
		compare(world, &asked, false);
		compare(world, &asked, true);
		clear_asked(&asked);
	}
}

static void
test_finding_is_reading_everything(void **state)
{
	struct care_result result;

	(void)state;
	for (uint64_t seed = 1; seed <= laws_rounds(2); seed++) {
		struct world world = { .seed = seed };

		home_start(&world.home);
		for (size_t step = 0; step < 40; step++) {
			act(&world);
			compare_some(&world, 4);
		}
		assert_int_equal(care_check(world.home.journal, false, &result),
		    0);
		assert_int_equal(care_rebuild(world.home.journal, NULL,
				     &result),
		    0);
		compare_some(&world, 40);
		home_close(&world.home);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finding_is_reading_everything),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
