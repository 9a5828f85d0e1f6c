#include "support/circle.h"

#include "base/mem.h"
#include "base/str.h"
#include "core/derive.h"
#include "core/finish.h"
#include "core/inside.h"
#include "core/make.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
must(int err, const char *what)
{
	if (err != 0)
		fail_msg("%s: %s %s %s", what, err_name(err_last()->code),
		    err_last()->arg[0], err_last()->arg[1]);
}

void
circle_go(const char *day)
{
	char clock[32];

	(void)snprintf(clock, sizeof(clock), "%sT12:00:00", day);
	assert_int_equal(setenv("WITHUS_TEST_CLOCK", clock, 1), 0);
}

struct writer
circle_add(struct circle *circle, const char *name)
{
	struct record *words = record_new("member");
	struct written written;

	record_set_text(words, "name", name);
	must(member_add(circle->home.journal, &circle->home.writer, words, true,
		 &written),
	    name);
	record_free(words);
	return (struct writer){
		.project = circle->home.writer.project,
		.member = written.id,
	};
}

void
circle_start(struct circle *circle)
{
	circle_go(CIRCLE_TODAY);
	home_start(&circle->home);
	circle->writers[AMINA] = circle->home.writer;
	circle->writers[BEN] = circle_add(circle, "Ben");
	circle->writers[CAL] = circle_add(circle, "Cal");
}

void
circle_close(struct circle *circle)
{
	struct care_result result;

	must(care_check(circle->home.journal, false, &result), "check");
	assert_int_equal(result.faults, 0);
	home_close(&circle->home);
	(void)unsetenv("WITHUS_TEST_CLOCK");
}

static void
apply_all(struct circle *circle, struct record *words, const char *const *typed)
{
	const struct kind *kind = kind_by_name(words->kind);

	for (; *typed != NULL; typed += 2) {
		if (**typed == '\0') {
			record_set_body(words, typed[1], strlen(typed[1]));
			continue;
		}
		must(write_apply(circle->home.journal,
			 &circle->home.writer.project, words,
			 kind_field(kind, *typed), typed[1]),
		    *typed);
	}
}

struct id
circle_new(struct circle *circle, enum circle_who who, const char *kind,
    const char *const *typed)
{
	struct record *words = record_new(kind);
	struct written written;

	apply_all(circle, words, typed);
	must(write_new(circle->home.journal, &circle->writers[who], words,
		 &written),
	    kind);
	record_free(words);
	return written.id;
}

static struct record *
begin(struct circle *circle, const struct circle_saying *saying,
    const char *const *typed)
{
	const struct write_begin from = {
		.kind = saying->kind,
		.about = saying->about,
	};
	struct record *words = NULL;

	must(write_begin(circle->home.journal, &circle->writers[saying->who],
		 &from, &words, NULL),
	    saying->kind);
	apply_all(circle, words, typed);
	must(write_of(circle->home.journal, &circle->home.writer.project, words,
		 NULL, 0),
	    "of");
	return words;
}

struct id
circle_say(struct circle *circle, const struct circle_saying *saying,
    const char *const *typed)
{
	struct record *words = begin(circle, saying, typed);
	struct written written;

	must(write_new(circle->home.journal, &circle->writers[saying->who],
		 words, &written),
	    saying->kind);
	record_free(words);
	return written.id;
}

static struct item *
read_one(struct circle *circle, const struct id *id)
{
	struct item *item = NULL;

	must(read_item(circle->home.journal, &circle->home.writer.project, id,
		 &item),
	    "read");
	return item;
}

void
circle_edit(struct circle *circle, enum circle_who who, const struct id *id,
    const char *const *typed)
{
	struct item *item = read_one(circle, id);
	struct write_edit edit = {
		.record = *id,
		.words = item->words,
		.seen = item->heads,
		.seen_count = item->head_count,
	};
	struct written written;

	apply_all(circle, item->words, typed);
	must(write_edit(circle->home.journal, &circle->writers[who], &edit,
		 &written),
	    "edit");
	item_free(item);
}

void
circle_withdraw(struct circle *circle, enum circle_who who, const struct id *id)
{
	struct written written;

	must(write_withdraw(circle->home.journal, &circle->writers[who], id,
		 &written),
	    "withdraw");
}

/* Lets words follow a version, if there is one to follow. */
static void
follow(struct circle *circle, struct record *words, const struct id *id,
    const struct vid *follows)
{
	struct voices *voices = NULL;
	struct lineage lineage = { 0 };
	size_t index;

	must(derive_voices(circle->home.journal->store,
		 &circle->home.writer.project, &voices),
	    "voices");
	must(derive_lineage(circle->home.journal->store, id, voices, &lineage),
	    "lineage");
	index = lineage_find(&lineage, follows);
	assert_true(index != SIZE_MAX);
	make_following(words, &lineage, &index, 1);
	lineage_clear(&lineage);
	voices_free(voices);
}

/* Words of a record that is there, with other fields. */
static struct record *
copy_words(struct circle *circle, const struct id *id, const char *const *typed)
{
	struct item *item = read_one(circle, id);
	struct record *words = record_copy(item->words);

	item_free(item);
	apply_all(circle, words, typed);
	return words;
}

struct id
circle_say_apart(struct circle *circle, const struct circle_saying *saying,
    const struct vid *follows, const char *const *typed)
{
	struct record *words = follows != NULL ?
	    copy_words(circle, &saying->about, typed) :
	    begin(circle, saying, typed);
	struct action action = {
		.project = circle->home.writer.project,
		.member = circle->writers[saying->who].member,
		.word = "save",
	};
	struct sign_key key;
	struct maker maker;
	struct id id;
	bool in_history;

	if (follows != NULL)
		follow(circle, words, &saying->about, follows);
	else
		id_print(words->born, &saying->about);
	must(make_maker(circle->home.journal, &circle->writers[saying->who],
		 &key, &maker),
	    "maker");
	must(make_version(&action, &maker, words, &id, NULL), "version");
	must(finish_action(circle->home.journal, &action, &in_history),
	    "finish");
	action_clear(&action);
	record_free(words);
	return id;
}

struct vid
circle_head(struct circle *circle, const struct id *id)
{
	struct item *item = read_one(circle, id);
	struct vid head = item->heads[0];

	assert_int_equal(item->head_count, 1);
	item_free(item);
	return head;
}

void
circle_demand_status(struct circle *circle, const struct id *id,
    const char *wanted)
{
	struct item *item = read_one(circle, id);
	struct str states = { 0 };

	for (size_t i = 0; item->status[i] != NULL; i++) {
		str_add(&states, i > 0 ? "," : "");
		str_add(&states, item->status[i]);
	}
	assert_string_equal(str_text(&states), wanted);
	str_clear(&states);
	item_free(item);
}
