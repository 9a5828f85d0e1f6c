/*
 * Makes tests/vectors/record/: versions in their canonical form, and beside
 * each what another implementation must read out of it. The files are pinned:
 * this program says where they came from, and is run again only to add some.
 *
 *   make build/debug/libwithus.a build/debug/support.a
 *   cc -std=c11 -D_DEFAULT_SOURCE -DWITHUS_TEST -Isrc -Iinclude -Itests \
 *       -o build/make-vectors tests/vectors/make.c \
 *       build/debug/support.a build/debug/libwithus.a -lsodium -lutf8proc \
 *       -ljansson
 *   build/make-vectors tests/vectors/record
 *
 * Keys and salts come from a fixed seed and the number of the call, so what
 * is new goes to the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/random.h"
#include "model/form.h"
#include "support/vector.h"
#include "vault/sign.h"

#include <withus/err.h>
#include <withus/record.h>

static const char *folder;
static struct sign_key ada_key, ben_key;
static struct id project, ada, ben;

/* ------------------------------------------------------------ making one */

static void
save(const char *name, const char *end, const struct str *text)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s%s", folder, name, end);
	if (file_write(path, text->data, text->len) == 0)
		return;
	fprintf(stderr, "%s: %s\n", path, err_name(err_last()->code));
	exit(1);
}

/* Signs and writes a record, frees it, and gives its vid. */
static struct vid
finish(const char *name, struct record *record, const struct sign_key *key)
{
	struct str bytes = { 0 }, text = { 0 };
	char sig[SIGN_TEXT_SIZE];
	struct json *object;
	struct vid vid;

	random_bytes(record->salt, sizeof record->salt);
	form_print_unsigned(&bytes, record);
	sign_make(sig, key, bytes.data, bytes.len);
	record->sig = mem_dup_text(sig);
	str_cut(&bytes, 0);
	form_print(&bytes, record);
	form_vid(&vid, bytes.data, bytes.len);
	object = vector_describe(record, &bytes, key->public);
	json_print(&text, object, 2);
	str_add_char(&text, '\n');
	save(name, ".md", &bytes);
	save(name, ".json", &text);
	json_free(object);
	str_clear(&bytes);
	str_clear(&text);
	record_free(record);
	return vid;
}

/* A record whose id goes by its writer too, or not. */
static struct record *
begin(const char *kind, const struct id *by, bool is_shared, const char *born)
{
	struct record *record = record_new(kind);

	if (strcmp(kind, "project") != 0)
		record->project = project;
	record->by = *by;
	snprintf(record->born, sizeof record->born, "%s", born);
	memcpy(record->made, "2026-11-20", sizeof record->made);
	form_id(&record->id, &record->project, kind, is_shared ? NULL : by,
	    born);
	return record;
}

static void
follow(struct record *record, uint32_t rev, const struct vid *vids,
    size_t count)
{
	record->rev = rev;
	record->follows = mem_new_array(count, sizeof *vids);
	memcpy(record->follows, vids, count * sizeof *vids);
	qsort(record->follows, count, sizeof *vids, vid_compare);
	record->follow_count = count;
}

static void
set_body(struct record *record, const char *text)
{
	record_set_body(record, text, strlen(text));
}

static void
mark_key(char out[33], const struct sign_key *key)
{
	unsigned char hash[HASH_SIZE];

	hash_bytes(hash, key->public, sizeof key->public);
	hex_encode(out, hash, 16);
}

/* ------------------------------------------------------------ the people */

#define PROJECT_BORN "00112233445566778899aabbccddeeff"

static void
make_people(void)
{
	char ada_mark[33], ben_mark[33], born[RECORD_BORN_MAX + 1];
	char text[ID_TEXT_SIZE];
	struct id key_of_ben;
	struct record *record;

	setenv("WITHUS_TEST_SEED", "vectors", 1);
	sign_key_make(&ada_key);
	sign_key_make(&ben_key);
	mark_key(ada_mark, &ada_key);
	mark_key(ben_mark, &ben_key);
	form_id(&project, NULL, "project", NULL, PROJECT_BORN);
	form_id(&ada, &project, "member", NULL, ada_mark);
	id_print(text, &ada);
	snprintf(born, sizeof born, "%s 0123456789abcdef", text);
	form_id(&ben, &project, "member", NULL, born);
	form_id(&key_of_ben, &project, "key", &ben, ben_mark);

	record = begin("project", &ada, true, PROJECT_BORN);
	record_set_text(record, "title", "Sleep and shift work");
	set_body(record, "Nurses and researchers ask together.\n");
	finish("project", record, &ada_key);

	record = begin("member", &ada, true, ada_mark);
	record_set_text(record, "name", "Ada Okafor");
	finish("member", record, &ada_key);

	record = begin("member", &ada, true, born);
	record_set_text(record, "name", "Ben");
	finish("member-added", record, &ada_key);

	record = begin("key", &ada, false, ada_mark);
	finish("key", record, &ada_key);

	record = begin("key", &ben, false, ben_mark);
	record_set_text(record, "device", "old laptop");
	finish("key-added", record, &ben_key);

	id_print(text, &key_of_ben);
	record = begin("vouch", &ada, false, text);
	record_set_text(record, "key", text);
	finish("vouch", record, &ada_key);
}

/* ------------------------------------------------------------ following */

static struct record *
begin_stage(const char *title)
{
	struct record *record =
	    begin("stage", &ada, true, "5747d0d8a5e1f22ab1d53af5e9a3fd6e");

	record_set_text(record, "title", title);
	return record;
}

static void
make_stages(void)
{
	struct record *record;
	struct vid first, two[2];

	first = finish("stage-1", begin_stage("Analysis"), &ada_key);
	record = begin_stage("Analysis and meaning");
	follow(record, 2, &first, 1);
	two[0] = finish("stage-2", record, &ada_key);
	record = begin_stage("What it means");
	record->by = ben;
	follow(record, 2, &first, 1);
	two[1] = finish("stage-2-other", record, &ben_key);
	record = begin_stage("Analysis, and what it means");
	follow(record, 3, two, 2);
	first = finish("stage-3", record, &ada_key);
	record = begin_stage("");
	record->state = mem_dup_text("withdrawn");
	follow(record, 4, &first, 1);
	finish("stage-withdrawn", record, &ada_key);
}

/* ------------------------------------------------------------ values */

/* Texts at the borders of what stands plain. */
static const char *const texts[] = { "team", "A", "Yes, we can (mostly); why?",
	"it's so", "no", "No", "NULL", "True", "off", "y", "N", "Nan", "inf",
	"noon", "yes sir", "2026-11-20", "12345", "12e5", "0x1f", "0b01",
	"0o17", "0xfg", "0b02", "12e5a", "1abc", "abc", "1ab", "a: b", "a #b",
	"- a", "-", "~", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a",
	"`a`", "'a'", "\"a\"", "back\\slash", "a\nb", "a\tb", " a", "a ",
	"ends.", "Zo\xc3\xab", "\xe2\x80\x9cq\xe2\x80\x9d", "del\x7f",
	"nel\xc2\x85", "c1\xc2\x9f", "nbsp\xc2\xa0", "ls\xe2\x80\xa8",
	"ps\xe2\x80\xa9", "bom\xef\xbb\xbf", "fffe\xef\xbf\xbe",
	"ffff\xef\xbf\xbf", "\xf0\x9f\x92\xac", "u/n_s-t!" };

#define TEXT_COUNT (sizeof texts / sizeof *texts)

/* The text in a row of its own, whose name is a number to YAML, or not. */
static struct row
make_row(size_t i)
{
	struct row row = { .count = i % 10 == 9 ? 1 : 2 };
	char name[32];

	snprintf(name, sizeof name, "%02zu%c%zu", i, "e0xk"[i % 4], i % 10);
	row.cells = mem_new_array(2, sizeof *row.cells);
	row.cells[0] = mem_dup_text(name);
	row.cells[1] = mem_dup_text(i % 9 ? texts[i] : "");
	return row;
}

static void
make_values(void)
{
	struct record *record = begin("reflection", &ada, false,
	    "c8a3f3f3c0d5c9d70a0b1a64c3c2f8d7");
	struct row rows[TEXT_COUNT];
	char key[32];

	for (size_t i = 0; i < TEXT_COUNT; i++) {
		snprintf(key, sizeof key, "t%02zu", i);
		record_set_text(record, key, texts[i]);
		rows[i] = make_row(i);
	}
	record_set_items(record, "set", texts, TEXT_COUNT);
	record_set_rows(record, "rows", rows, TEXT_COUNT);
	finish("values", record, &ada_key);
	for (size_t i = 0; i < TEXT_COUNT; i++) {
		free(rows[i].cells[0]);
		free(rows[i].cells[1]);
		free(rows[i].cells);
	}
}

/* Everything at its largest. */
static void
make_limits(void)
{
	struct record *record =
	    begin("a-kind-with-thirty-two-letters-z", &ada, false,
		"0/9-A Z-a z/0-9 A/Z-a z0123456789 0123456789 0123456789 "
		"0123456789 0123456789 01");
	char cell[] = "ce00", *cells[64], key[RECORD_KEY_MAX + 1], plain[513];
	struct row row = { .cells = cells, .count = 64 };
	struct vid vids[3];

	record->form = RECORD_NUMBER_MAX;
	memset(plain, 'x', sizeof plain - 1);
	plain[sizeof plain - 1] = '\0';
	record_set_text(record, "plain", plain);
	plain[512 - 1] = '\n';
	record_set_text(record, "quoted", plain);
	for (size_t i = 0; i < 64; i++)
		cells[i] = cell;
	record_set_rows(record, "rows", &row, 1);
	memset(key, 'k', RECORD_KEY_MAX);
	key[RECORD_KEY_MAX] = '\0';
	record_set_text(record, key, "long");
	memset(vids, 0x11, sizeof vids);
	memset(&vids[1], 0x12, sizeof vids[1]);
	vids[2].bytes[31] = 1;
	follow(record, RECORD_NUMBER_MAX, vids, 3);
	/* 9 head keys, the fields from above and these, and sig. */
	for (size_t i = record->field_count + 9 + 1; i < 256; i++) {
		snprintf(key, sizeof key, "more-%03zu", i);
		record_set_text(record, key, "line");
	}
	finish("limits", record, &ben_key);
}

/* ------------------------------------------------------------ head, body */

static void
make_heads(void)
{
	char born[RECORD_BORN_MAX + 1], text[ID_TEXT_SIZE];
	struct record *record;

	record = begin("heartbeat", &ada, false, "-/2026-W47");
	finish("born-week", record, &ada_key);

	record = begin("rules", &ada, true, "rhythm 2");
	record_set_text(record, "title", "How we reflect");
	finish("born-again", record, &ada_key);

	id_print(text, &ben);
	snprintf(born, sizeof born, "%s/2026-W47", text);
	record = begin("heartbeat", &ben, false, born);
	finish("born-stage-week", record, &ben_key);

	record = begin("reflection", &ben, false,
	    "93c1c9f0a5f84a6f0b7a2f3b1d4c5e6f");
	record->typed_by = ada;
	record->confirmed = mem_dup_text("read back on 3 May");
	record_set_text(record, "readers", "team");
	set_body(record, "Said on the phone.");
	finish("typed-for", record, &ada_key);

	record = begin("reflection", &ben, false,
	    "00000000000000000000000000000000");
	record->typed_by = ada;
	record->confirmed = mem_dup_text("3 May: signed \"Ben\"");
	record->state = mem_dup_text("a-state-of-some-later-form");
	record->form = 2;
	memcpy(record->made, "2024-02-29", sizeof record->made);
	record_set_text(record, "readers", "team");
	finish("later-form", record, &ada_key);
}

static void
make_bodies(void)
{
	static const struct {
		const char *name;
		const char *born;
		const char *body;
	} bodies[] = {
		{ .name = "body-fences",
		    .born = "10000000000000000000000000000000",
		    .body = "---\nwithus: not/1\n---\n\n\n---\n" },
		{ .name = "body-characters",
		    .born = "20000000000000000000000000000000",
		    .body = "\ttab\xc2\x85 \xe2\x80\xae \xef\xbf\xbe \xd8\xb3"
			    "\xe2\x80\x8c\xd9\x85 \xf0\x9f\x91\xa9\xe2\x80"
			    "\x8d\xf0\x9f\x94\xac  \n \n \t\nend \n" },
		{ .name = "body-short",
		    .born = "30000000000000000000000000000000",
		    .body = "x\n" },
	};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct record *record =
		    begin("reply", &ben, false, bodies[i].born);
		char to[ID_TEXT_SIZE];

		id_print(to, &project);
		record_set_text(record, "to", to);
		set_body(record, bodies[i].body);
		finish(bodies[i].name, record, &ben_key);
	}
}

/* ------------------------------------------------------------ what is said */

/* A document, and an agreement to it. */
static void
make_rules(void)
{
	char ids[2][ID_TEXT_SIZE], text[ID_TEXT_SIZE], of[VID_TEXT_SIZE];
	const char *group[] = { "all", ids[0], ids[1] }, *set[] = { of };
	struct record *record = begin("rules", &ada, true, "rhythm");
	struct vid vid;

	id_print(text, &record->id);
	id_print(ids[0], &ada);
	id_print(ids[1], &ben);
	record_set_text(record, "title", "How we reflect");
	record_set_items(record, "group", group, 3);
	record_set_text(record, "look-again", "2027-05-20");
	record_set_text(record, "individual-every", "4");
	record_set_text(record, "per-stage", "no");
	record_set_items(record, "counted", group, 1);
	set_body(record, "We each keep a diary.\n\nNobody has to.\n");
	vid = finish("rules", record, &ada_key);
	vid_print(of, &vid);

	record = begin("agreement", &ben, false, text);
	record_set_text(record, "rules", text);
	record_set_items(record, "of", set, 1);
	record_set_text(record, "stance", "reservation");
	record_set_text(record, "speaking-as", "night nurse");
	set_body(record, "Not in the week of nights.\n");
	finish("agreement", record, &ben_key);
}

static struct record *
begin_decision(char text[ID_TEXT_SIZE])
{
	static char names[2][ROW_NAME_SIZE] = { "k7f3", "1234" };
	static char words[2][6] = { "Steps", "Sleep" };
	char *cells[2][2] = { { names[0], words[0] }, { names[1], words[1] } };
	const struct row rows[] = { { .cells = cells[0], .count = 2 },
		{ .cells = cells[1], .count = 2 } };
	struct record *record =
	    begin("decision", &ben, true, "61c1c9f0a5f84a6f0b7a2f3b1d4c5e6f");
	char name[ID_TEXT_SIZE];
	const char *involve[] = { name, "=The night staff" };

	id_print(text, &record->id);
	id_print(name, &ada);
	record_set_text(record, "title", "Which outcome do we measure first?");
	record_set_text(record, "why", "We can only measure one at a time.");
	record_set_rows(record, "options", rows, 2);
	record_set_items(record, "involve", involve, 2);
	record_set_text(record, "until", "2026-12-01");
	return record;
}

/* A decision, a view, how it was settled and what came of it. */
static void
make_decision(void)
{
	char text[ID_TEXT_SIZE], vids[2][VID_TEXT_SIZE], name[ID_TEXT_SIZE];
	const char *of[] = { vids[0] }, *seen[] = { vids[1] };
	char *cells[] = { (char[]){ "r2mm" }, name, (char[]){ "No bus." } };
	const struct row row = { .cells = cells, .count = 3 };
	const char *decided[] = { "=The funder" };
	struct vid vid;
	struct record *record = begin_decision(text);

	id_print(name, &ben);
	vid = finish("decision", record, &ben_key);
	vid_print(vids[0], &vid);

	record = begin("view", &ada, false, text);
	record_set_text(record, "decision", text);
	record_set_items(record, "of", of, 1);
	record_set_text(record, "stance", "object");
	record_set_text(record, "option", "1234");
	set_body(record, "Sleep is what we asked about.\n");
	vid = finish("view", record, &ada_key);
	vid_print(vids[1], &vid);

	record = begin("settlement", &ada, false,
	    "71c1c9f0a5f84a6f0b7a2f3b1d4c5e6f");
	record_set_text(record, "decision", text);
	record_set_items(record, "of", of, 1);
	record_set_items(record, "seen", seen, 1);
	record_set_text(record, "how", "imposed");
	record_set_items(record, "decided-by", decided, 1);
	record_set_rows(record, "not-there", &row, 1);
	record_set_text(record, "outcome", "Steps.\nSleep comes next year.");
	record_set_text(record, "because", "The money is for steps.");
	record_set_text(record, "day", "2026-11-18");
	finish("settlement", record, &ada_key);

	record =
	    begin("answer", &ben, false, "81c1c9f0a5f84a6f0b7a2f3b1d4c5e6f");
	record_set_text(record, "to", text);
	record_set_items(record, "of", of, 1);
	record_set_text(record, "progress", "not-possible");
	set_body(record, "There were no watches.\n");
	finish("answer", record, &ben_key);
}

int
main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: make-vectors FOLDER\n");
		return 2;
	}
	folder = argv[1];
	make_people();
	make_stages();
	make_values();
	make_limits();
	make_heads();
	make_bodies();
	make_rules();
	make_decision();
	return 0;
}
