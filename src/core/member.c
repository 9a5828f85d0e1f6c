/* Members: adding them, who acts, and my word that a key is theirs. */
#include <withus/project.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/random.h"
#include "core/derive.h"
#include "core/finish.h"
#include "core/inside.h"
#include "core/make.h"
#include "core/name.h"
#include "model/form.h"
#include "store/local.h"
#include "store/shared.h"

#include <withus/read.h>

#include <stdlib.h>
#include <string.h>

/* Somebody who lives in this home too: a key, and with it a member and the
 * key's own record, all signed by it. */
static int
add_here(struct action *action, const struct writer *writer,
    struct record *words, const struct sign_key *key)
{
	struct record *key_words = record_new("key");
	struct maker maker = { .project = writer->project, .key = key };
	int err;

	make_key_born(words->born, key->public);
	memcpy(key_words->born, words->born, sizeof(words->born));
	form_id(&maker.by, &writer->project, "member", NULL, words->born);
	err = make_version(action, &maker, words, NULL, NULL);
	if (err == 0)
		err = make_version(action, &maker, key_words, NULL, NULL);
	record_free(key_words);
	return err;
}

/* Somebody else: whose word it is that they are a member stands in `born`. */
static int
add_other(struct journal *journal, struct action *action,
    const struct writer *writer, struct record *words)
{
	struct sign_key key;
	struct maker maker;
	unsigned char bytes[8];
	int err = make_maker(journal, writer, &key, &maker);

	random_bytes(bytes, sizeof(bytes));
	id_print(words->born, &writer->member);
	words->born[ID_TEXT_SIZE - 1] = ' ';
	hex_encode(words->born + ID_TEXT_SIZE, bytes, sizeof(bytes));
	if (err == 0)
		err = make_version(action, &maker, words, NULL, NULL);
	sign_key_wipe(&key);
	return err;
}

static int
finish_member(struct journal *journal, struct action *action,
    struct written *out)
{
	bool in_history = false;
	int err = finish_action(journal, action, &in_history);

	if (err == 0)
		finish_describe(journal, action, 0, in_history, out);
	return err;
}

static int
save_here(struct journal *journal, const struct writer *writer,
    struct record *words, struct written *out)
{
	struct sign_key key;
	struct me_row me = { .project = writer->project };
	struct action action = {
		.project = writer->project,
		.word = "save",
		.me = &me,
	};
	int err;

	sign_key_make(&key);
	memcpy(me.public, key.public, sizeof(key.public));
	memcpy(me.secret, key.secret, sizeof(key.secret));
	err = add_here(&action, writer, words, &key);
	if (err == 0) {
		me.member = action.versions[0].admitted.record->id;
		action.member = me.member;
		err = finish_member(journal, &action, out);
	}
	sign_key_wipe(&key);
	explicit_bzero(&me, sizeof(me));
	action_clear(&action);
	return err;
}

int
member_add(struct journal *journal, const struct writer *writer,
    const struct record *words, bool here, struct written *out)
{
	struct action action = {
		.project = writer->project,
		.member = writer->member,
		.word = "save",
	};
	struct record *copy;
	int err = journal_may_write(journal);

	if (err != 0)
		return err;
	copy = record_copy(words);
	if (here)
		err = save_here(journal, writer, copy, out);
	else
		err = add_other(journal, &action, writer, copy);
	if (err == 0 && !here)
		err = finish_member(journal, &action, out);
	record_free(copy);
	action_clear(&action);
	return err;
}

/* Who lives here. */
struct living {
	struct journal *journal;
	const struct id *project;
	struct id only;
	size_t count;
	struct str names;
};

static int
note_living(void *data, const struct me_row *row)
{
	struct living *living = data;
	char *name = NULL;
	char *code = NULL;
	int err = read_mention(living->journal, living->project, &row->member,
	    &name, &code);

	living->only = row->member;
	living->count++;
	str_add(&living->names, living->names.len > 0 ? ", " : "");
	str_add(&living->names, name);
	str_add_format(&living->names, " (%s)", code);
	free(code);
	free(name);
	return err;
}

static int
find_only(struct journal *journal, const struct id *project, struct id *out)
{
	struct living living = { .journal = journal, .project = project };
	char *title;
	int err = store_each_me(journal->store, project, note_living, &living);

	if (err == 0 && living.count > 1)
		err =
		    err_set(ERR_MEMBER_SEVERAL, str_text(&living.names), NULL);
	if (err == 0 && living.count == 0) {
		title = name_of(journal, project, project);
		err = err_set(ERR_MEMBER_NONE, title, NULL);
		free(title);
	}
	if (err == 0)
		*out = living.only;
	str_clear(&living.names);
	return err;
}

int
member_lives_here(struct journal *journal, const struct id *project,
    const struct id *member, bool *out)
{
	struct me_row me = { 0 };
	int err = store_get_me(journal->store, project, member, &me, out);

	explicit_bzero(&me, sizeof(me));
	return err;
}

int
member_acting(struct journal *journal, const struct id *project,
    const char *typed, struct id *out)
{
	bool here = false;
	char *name;
	int err;

	if (typed == NULL || typed[0] == '\0')
		return find_only(journal, project, out);
	err = read_find(journal, project, "member", typed, out);
	if (err == 0)
		err = member_lives_here(journal, project, out, &here);
	if (err == 0 && !here) {
		name = name_of(journal, project, out);
		err = err_set(ERR_MEMBER_NOT_HERE, name, NULL);
		free(name);
	}
	return err;
}

/* Keys that claim a member: the key's record, and the key. */
struct claim {
	struct id record;
	unsigned char key[SIGN_KEY_SIZE];
	char since[DATE_SIZE]; /* day that the key's record claims */
};

struct claims {
	const struct id *member;
	struct claim *claims;
	size_t count;
	size_t cap;
};

static bool
is_claimed(const struct claims *claims, const struct id *record)
{
	for (size_t i = 0; i < claims->count; i++)
		if (id_equal(&claims->claims[i].record, record))
			return true;
	return false;
}

static int
note_claim(void *data, const struct version_row *row)
{
	struct claims *claims = data;
	struct record *record = NULL;
	int err;

	if (strcmp(row->kind, "key") != 0 || is_claimed(claims, &row->record))
		return 0;
	err = form_parse(&record, row->bytes, row->len);
	if (err != 0)
		return err;
	if (id_equal(&record->by, claims->member)) {
		struct claim *claim;

		claims->claims = mem_grow(claims->claims, &claims->cap,
		    claims->count + 1, sizeof(*claims->claims));
		claim = &claims->claims[claims->count++];
		claim->record = row->record;
		memcpy(claim->since, record->made, sizeof(claim->since));
		memcpy(claim->key, row->key, sizeof(claim->key));
	}
	record_free(record);
	return 0;
}

/* Oldest first; the same order on every computer. */
static int
compare_claims(const void *a, const void *b)
{
	const struct claim *one = a;
	const struct claim *other = b;
	int order = strcmp(one->since, other->since);

	return order != 0 ? order : id_compare(&one->record, &other->record);
}

static int
find_claims(struct journal *journal, const struct id *project,
    struct claims *claims)
{
	int err = store_each_voice_version(journal->store, project, note_claim,
	    claims);

	if (claims->count > 1)
		qsort(claims->claims, claims->count, sizeof(*claims->claims),
		    compare_claims);

	if (err == 0 && claims->count == 0) {
		char *name = name_of(journal, project, claims->member);

		err = err_set(ERR_MEMBER_KEYLESS, name, NULL);
		free(name);
	}
	return err;
}

static int
vouch_for(struct action *action, const struct maker *maker,
    const struct claim *claim)
{
	struct record *vouch = record_new("vouch");
	char key[ID_TEXT_SIZE];
	int err;

	id_print(key, &claim->record);
	record_set_text(vouch, "key", key);
	memcpy(vouch->born, key, sizeof(key));
	err = make_version(action, maker, vouch, NULL, NULL);
	record_free(vouch);
	return err;
}

static int
refuse_several(struct journal *journal, const struct id *project,
    const struct id *member)
{
	char *name = name_of(journal, project, member);
	int err = err_set(ERR_KEY_SEVERAL, name, NULL);

	free(name);
	return err;
}

/* The one that is meant: by its record, or the only one. */
static int
choose_claim(struct journal *journal, const struct id *project,
    const struct claims *claims, const struct id *key, const struct claim **out)
{
	char text[ID_TEXT_SIZE];

	if (key == NULL && claims->count > 1)
		return refuse_several(journal, project, claims->member);
	for (size_t i = 0; i < claims->count; i++) {
		*out = &claims->claims[i];
		if (key == NULL || id_equal(&claims->claims[i].record, key))
			return 0;
	}
	id_print(text, key);
	return err_set(ERR_CODE_NOT_THERE, text, NULL);
}

static int
vouch_once(struct journal *journal, const struct writer *writer,
    const struct claim *claim, struct action *action)
{
	struct voices *voices = NULL;
	struct sign_key key;
	struct maker maker;
	int err = make_maker(journal, writer, &key, &maker);

	if (err == 0)
		err = derive_voices(journal->store, &writer->project, &voices);
	if (err == 0 && voices_has_vouched(voices, &writer->member, claim->key))
		err = err_set(ERR_NOTHING_CHANGED, "", NULL);
	if (err == 0)
		err = vouch_for(action, &maker, claim);
	sign_key_wipe(&key);
	voices_free(voices);
	return err;
}

int
member_confirm_key(struct journal *journal, const struct writer *writer,
    const struct id *member, const struct id *key, struct written *out)
{
	struct claims claims = { .member = member };
	const struct claim *claim = NULL;
	struct action action = {
		.project = writer->project,
		.member = writer->member,
		.word = "save",
	};
	int err = journal_may_write(journal);

	if (err == 0)
		err = find_claims(journal, &writer->project, &claims);
	if (err == 0)
		err = choose_claim(journal, &writer->project, &claims, key,
		    &claim);
	if (err == 0)
		err = vouch_once(journal, writer, claim, &action);
	if (err == 0)
		err = finish_member(journal, &action, out);
	free(claims.claims);
	action_clear(&action);
	return err;
}

int
member_confirm(struct journal *journal, const struct writer *writer,
    const struct id *member, struct written *out)
{
	return member_confirm_key(journal, writer, member, NULL, out);
}

/*
 * A key's hash as six made-up words of five letters that can be read aloud
 * in any language: consonant, vowel, consonant, vowel, consonant carry 4, 2,
 * 4, 2 and 4 bits, so six words carry 96. The scheme is Daniel Wilkerson's
 * "proquints" (2009).
 */
static void
add_spoken(struct str *out, unsigned bits)
{
	static const char consonants[] = "bdfghjklmnprstvz";
	static const char vowels[] = "aiou";

	str_add_char(out, consonants[(bits >> 12) & 15]);
	str_add_char(out, vowels[(bits >> 10) & 3]);
	str_add_char(out, consonants[(bits >> 6) & 15]);
	str_add_char(out, vowels[(bits >> 4) & 3]);
	str_add_char(out, consonants[bits & 15]);
}

/* To be freed. */
static char *
say_key(const unsigned char key[SIGN_KEY_SIZE])
{
	unsigned char hash[HASH_SIZE];
	struct str words = { 0 };

	hash_bytes(hash, key, SIGN_KEY_SIZE);
	for (size_t w = 0; w < 6; w++) {
		str_add(&words, w > 0 ? " " : "");
		add_spoken(&words,
		    (unsigned)(hash[2 * w] << 8) | hash[2 * w + 1]);
	}
	return str_take(&words);
}

static int
give_key(const struct claim *claim, bool is_confirmed,
    int (*each)(void *data, const struct member_key *key), void *data)
{
	char *words = say_key(claim->key);
	struct member_key key = {
		.id = claim->record,
		.words = words,
		.since = claim->since,
		.is_confirmed = is_confirmed,
	};
	int err = each(data, &key);

	free(words);
	return err;
}

int
member_each_key(struct journal *journal, const struct writer *reader,
    const struct id *member,
    int (*each)(void *data, const struct member_key *key), void *data)
{
	struct claims claims = { .member = member };
	struct voices *voices = NULL;
	int err = find_claims(journal, &reader->project, &claims);

	if (err == 0)
		err = derive_voices(journal->store, &reader->project, &voices);
	for (size_t i = 0; err == 0 && i < claims.count; i++)
		err = give_key(&claims.claims[i],
		    voices_has_vouched(voices, &reader->member,
			claims.claims[i].key),
		    each, data);
	voices_free(voices);
	free(claims.claims);
	return err;
}

int
member_key_words(struct journal *journal, const struct id *project,
    const struct id *member, char **out)
{
	struct claims claims = { .member = member };
	struct str words = { 0 };
	int err = find_claims(journal, project, &claims);

	for (size_t i = 0; err == 0 && i < claims.count; i++) {
		char *six = say_key(claims.claims[i].key);

		str_add(&words, i > 0 ? "\n" : "");
		str_add(&words, six);
		free(six);
	}
	free(claims.claims);
	if (err == 0)
		*out = str_take(&words);
	str_clear(&words);
	return err;
}
