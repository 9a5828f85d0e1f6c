/*
 * Makes tests/vectors/merge/: versions of one record a folder, truly signed,
 * and beside them what another implementation must make of them: heads,
 * standing, tree and view (README.md there). The files are pinned: this
 * program says where they came from, and is run again only to add some.
 *
 *   make build/debug/libwithus.a build/debug/support.a
 *   cc -std=c11 -D_DEFAULT_SOURCE -DWITHUS_TEST -Isrc -Iinclude -Itests \
 *       -o build/weave-vectors tests/vectors/weave.c \
 *       build/debug/support.a build/debug/libwithus.a -lsodium -lutf8proc \
 *       -ljansson
 *   build/weave-vectors tests/vectors/merge
 *
 * Keys come from a fixed seed, salts from the names of folder and file.
 */
#include "support/weave.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/mem.h"
#include "model/form.h"
#include "support/merge.h"
#include "vault/sign.h"

#include <withus/err.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* People by the key that they introduced themself with, and those whom Ada
 * added. NOBODY writes with no key that anybody knows. */
enum who {
	ADA,
	BEN,
	CAL,
	DOT,
	EVE,
	NOBODY,
	PEOPLE
};

/* Keys: one for each of them, and Ada's second and third computer. */
enum key {
	SECOND = PEOPLE,
	THIRD,
	KEYS
};

/* One version: its folder, name and what it says. */
struct step {
	const char *folder;
	const char *name;
	const char *follows; /* names in the same folder, parted by spaces; a
				name that is not there is a vid from nowhere */
	enum who by;
	enum who typed_by; /* PEOPLE: nobody */
	enum key key;
	const char *kind;
	bool is_of_one; /* id made with `by` */
	const char *words;
};

static const struct step steps[] = {
#include "cases.def"
};

static const char *folder;
static struct sign_key keys[KEYS];
static struct id people[PEOPLE];
static struct id project;

static void
die(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, err_name(err_last()->code));
	exit(1);
}

static void
save(const char *place, const char *name, const char *end,
    const struct str *text)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", folder, place);
	if (file_make_dirs(path) != 0)
		die(path);
	snprintf(path, sizeof path, "%s/%s/%s%s", folder, place, name, end);
	if (file_write(path, text->data, text->len) != 0)
		die(path);
}

/* A version that is done: signed, with its vid. */
struct made {
	const char *name;
	struct vid vid;
};

static void
set_salt(struct record *record, const char *place, const char *name)
{
	struct hash_part parts[2] = {
		{ .bytes = place, .len = strlen(place) },
		{ .bytes = name, .len = strlen(name) },
	};
	unsigned char hash[HASH_SIZE];

	hash_parts(hash, parts, 2);
	memcpy(record->salt, hash, sizeof record->salt);
}

/* Signs, writes and frees a record. */
static struct vid
finish(const char *place, const char *name, struct record *record,
    const struct sign_key *key)
{
	struct str bytes = { 0 };
	char sig[SIGN_TEXT_SIZE];
	struct vid vid;

	set_salt(record, place, name);
	form_print_unsigned(&bytes, record);
	sign_make(sig, key, bytes.data, bytes.len);
	record->sig = mem_dup_text(sig);
	str_cut(&bytes, 0);
	form_print(&bytes, record);
	form_vid(&vid, bytes.data, bytes.len);
	save(place, name, ".md", &bytes);
	str_clear(&bytes);
	record_free(record);
	return vid;
}

/* ------------------------------------------------------------ the team */

static void
mark(char out[33], const struct sign_key *key)
{
	unsigned char hash[HASH_SIZE];

	hash_bytes(hash, key->public, sizeof key->public);
	hex_encode(out, hash, 16);
}

static struct record *
begin(const char *kind, const struct id *by, const char *born, bool with_by)
{
	struct record *record = record_new(kind);

	record->project = project;
	record->rev = 1;
	memcpy(record->made, "2026-11-20", sizeof record->made);
	snprintf(record->born, sizeof record->born, "%s", born);
	form_id(&record->id, &project, kind, with_by ? by : NULL, born);
	record->by = by ? *by : record->id;
	return record;
}

static void
introduce(enum who who, const char *file, const char *name)
{
	char born[33];
	struct record *record;

	mark(born, &keys[who]);
	record = begin("member", NULL, born, false);
	people[who] = record->id;
	record_set_text(record, "name", name);
	finish("team", file, record, &keys[who]);
}

static void
add_member(enum who who, const char *file, const char *name)
{
	char born[RECORD_BORN_MAX + 1], ada[ID_TEXT_SIZE];
	struct record *record;

	id_print(ada, &people[ADA]);
	snprintf(born, sizeof born, "%s %016x", ada, (unsigned)who);
	record = begin("member", NULL, born, false);
	record->by = people[ADA];
	people[who] = record->id;
	record_set_text(record, "name", name);
	finish("team", file, record, &keys[ADA]);
}

/* The claim of a key; its id. */
static struct id
claim(enum who who, enum key key, const char *file)
{
	char born[33];
	struct record *record;
	struct id id;

	mark(born, &keys[key]);
	record = begin("key", &people[who], born, true);
	id = record->id;
	finish("team", file, record, &keys[key]);
	return id;
}

static void
vouch(enum who who, const struct id *claimed, const char *file)
{
	char born[ID_TEXT_SIZE];
	struct record *record;

	id_print(born, claimed);
	record = begin("vouch", &people[who], born, true);
	record_set_text(record, "key", born);
	finish("team", file, record, &keys[who]);
}

static void
make_team(void)
{
	struct record *record = record_new("project");
	struct id second;

	for (size_t k = 0; k < KEYS; k++)
		sign_key_make(&keys[k]);
	snprintf(record->born, sizeof record->born, "%032d", 0);
	form_id(&project, NULL, "project", NULL, record->born);
	record_free(record);
	people[NOBODY] = weave_id(77);
	introduce(ADA, "ada", "Ada");
	introduce(BEN, "ben", "Ben");
	introduce(CAL, "cal", "Cal");
	add_member(DOT, "dot", "Dot");
	add_member(EVE, "eve", "Eve");
	(void)claim(ADA, (enum key)ADA, "ada-key");
	(void)claim(BEN, (enum key)BEN, "ben-key");
	(void)claim(CAL, (enum key)CAL, "cal-key");
	(void)claim(DOT, (enum key)DOT, "dot-key");
	second = claim(ADA, SECOND, "ada-key-second");
	(void)claim(ADA, THIRD, "ada-key-third");
	vouch(ADA, &second, "ada-vouch-second");
}

/* ------------------------------------------------------------ the cases */

/* Where each case stands while it is made. */
struct making {
	const char *place;
	struct made made[32];
	size_t count;
};

static int
compare_vids(const void *a, const void *b)
{
	return vid_compare(a, b);
}

static struct vid
find_made(const struct making *making, const char *name)
{
	struct vid vid;

	for (size_t m = 0; m < making->count; m++)
		if (strcmp(making->made[m].name, name) == 0)
			return making->made[m].vid;
	form_vid(&vid, name, strlen(name));
	return vid;
}

static void
follow(const struct making *making, struct record *record, const char *names)
{
	char copy[200], *rest = copy, *name;

	snprintf(copy, sizeof copy, "%s", names ? names : "");
	record->follows = mem_new_array(32, sizeof *record->follows);
	while ((name = strtok_r(rest, " ", &rest)) != NULL)
		record->follows[record->follow_count++] =
		    find_made(making, name);
	qsort(record->follows, record->follow_count, sizeof(struct vid),
	    compare_vids);
	if (record->follow_count > 0 && record->rev == 1)
		record->rev = 2;
}

/* In words "born: key 2" is the mark of a key, "born: added 7" somebody whom
 * Ada added; else every folder has a record of its own. */
static void
set_born(struct record *record, const struct step *step)
{
	unsigned char hash[HASH_SIZE];

	if (strncmp(record->born, "key ", 4) == 0) {
		char born[33];

		mark(born, &keys[atoi(record->born + 4)]);
		memcpy(record->born, born, sizeof born);
	} else if (strncmp(record->born, "added ", 6) == 0) {
		char ada[ID_TEXT_SIZE], number[17];

		id_print(ada, &people[ADA]);
		snprintf(number, sizeof number, "%016x",
		    (unsigned)atoi(record->born + 6));
		snprintf(record->born, sizeof record->born, "%s %s", ada,
		    number);
	} else if (record->born[0] == '\0') {
		hash_bytes(hash, step->folder, strlen(step->folder));
		hex_encode(record->born, hash, 16);
	}
}

/* "@3" in words stands for the id of person 3. */
static char *
spell(const char *words)
{
	struct str out = { 0 };
	char id[ID_TEXT_SIZE];

	for (; *words; words++) {
		if (*words != '@') {
			str_add_char(&out, *words);
			continue;
		}
		id_print(id, &people[*++words - '0']);
		str_add(&out, id);
	}
	return str_take(&out);
}

static void
make_step(struct making *making, const struct step *step)
{
	char *words = spell(step->words);
	struct weave weave = {
		.kind = step->kind,
		.words = words,
		.by = people[step->by],
	};
	struct record *record = weave_record(&weave);

	if (strcmp(step->kind, "project") != 0)
		record->project = project;
	if (step->typed_by != PEOPLE) {
		record->typed_by = people[step->typed_by];
		record->confirmed = mem_dup_text("read back");
	}
	set_born(record, step);
	form_id(&record->id, &record->project, step->kind,
	    step->is_of_one ? &record->by : NULL, record->born);
	follow(making, record, step->follows);
	making->made[making->count].name = step->name;
	making->made[making->count].vid =
	    finish(making->place, step->name, record, &keys[step->key]);
	making->count++;
	free(words);
}

int
main(int count, char **args)
{
	size_t all = sizeof steps / sizeof *steps;

	if (count != 2)
		return 2;
	folder = args[1];
	setenv("WITHUS_TEST_SEED", "merge", 1);
	make_team();
	for (size_t s = 0; s < all;) {
		struct making making = { .place = steps[s].folder };
		struct merge_case merge;
		struct str text = { 0 };

		while (s < all && strcmp(steps[s].folder, making.place) == 0)
			make_step(&making, &steps[s++]);
		if (merge_read(&merge, folder, making.place) != 0)
			die(making.place);
		merge_print(&text, &merge);
		save(making.place, "case", ".json", &text);
		merge_clear(&merge);
		str_clear(&text);
	}
	return 0;
}
