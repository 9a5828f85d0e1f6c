/*
 * The least fixed point grows from the voices that hold by a hash alone. Each
 * new voice is taken up once, and the vouches that its key signed are tried
 * again; nothing is ever taken back, so the order does not matter. Claims are
 * looked at once, afterwards, for people who have no voice by then.
 *
 * A person whose `born` is the mark of a key has a voice whether or not that
 * key has been seen yet: nobody else can claim to be them.
 */
#include "model/voices.h"

#include "base/map.h"
#include "base/mem.h"
#include "model/claim.h"

#include <stdlib.h>
#include <string.h>

struct voices {
	struct claims claims;
	struct voice *voices; /* once settled: by member, then key */
	size_t count;
	size_t cap;
	struct map *by_pair; /* (key, member): who speaks; the value means
				nothing */
};

/* A key of `by_pair`. */
struct pair {
	unsigned char key[BORN_KEY_SIZE];
	struct id member;
};

struct voices *
voices_new(void)
{
	return mem_new(sizeof(struct voices));
}

static void
forget_voices(struct voices *voices)
{
	map_free(voices->by_pair);
	free(voices->voices);
	voices->by_pair = NULL;
	voices->voices = NULL;
	voices->count = 0;
	voices->cap = 0;
}

void
voices_free(struct voices *voices)
{
	if (voices == NULL)
		return;
	forget_voices(voices);
	claim_clear(&voices->claims);
	free(voices);
}

void
voices_add(struct voices *voices, const struct record *record,
    const unsigned char key[BORN_KEY_SIZE])
{
	claim_add(&voices->claims, record, key);
}

static struct pair
make_pair(const unsigned char key[BORN_KEY_SIZE], const struct id *member)
{
	struct pair pair = { .member = *member };

	memcpy(pair.key, key, BORN_KEY_SIZE);
	return pair;
}

/* While the fixed point grows: claims alone do not count. */
static bool
speaks_firmly(const struct voices *voices,
    const unsigned char key[BORN_KEY_SIZE], const struct id *member)
{
	struct pair pair = make_pair(key, member);

	return map_get(voices->by_pair, &pair, sizeof pair) != NULL;
}

static void
add_voice(struct voices *voices, const unsigned char key[BORN_KEY_SIZE],
    const struct id *member, enum voice_grade grade)
{
	struct pair pair = make_pair(key, member);
	struct voice voice = { .member = *member, .grade = grade };

	if (speaks_firmly(voices, key, member))
		return;
	memcpy(voice.key, key, BORN_KEY_SIZE);
	voices->voices = mem_grow(voices->voices, &voices->cap,
	    voices->count + 1, sizeof voice);
	voices->voices[voices->count++] = voice;
	(void)map_put(voices->by_pair, &pair, sizeof pair, voices);
}

/* Rule (1), for all keys that have been seen. */
static void
add_own_voices(struct voices *voices)
{
	const struct claims *claims = &voices->claims;

	for (size_t p = 0; p < claims->person_count; p++) {
		const struct person *person = &claims->people[p];
		const struct signer *signers;
		size_t count;

		if (!person->is_own)
			continue;
		signers = claim_signers(claims, person->mark, &count);
		for (size_t s = 0; s < count; s++)
			add_voice(voices, signers[s].key, &person->id,
			    VOICE_OWN);
	}
}

/* Whether a vouch by this key makes a claim good: rules (2) and (3). */
static bool
is_won(const struct voices *voices, const unsigned char key[BORN_KEY_SIZE],
    const struct claim *claim)
{
	const struct person *person =
	    claim_person(&voices->claims, &claim->member);

	if (person == NULL)
		return false;
	return speaks_firmly(voices, key, &claim->member) ||
	    (!person->is_own && speaks_firmly(voices, key, &person->adder));
}

/* A vouch counts where its key speaks for the one whose word it is. */
static void
try_vouch(struct voices *voices, const struct vouch *vouch)
{
	size_t count;
	const struct claim *claims =
	    claim_of_record(&voices->claims, &vouch->target, &count);

	if (!speaks_firmly(voices, vouch->key, &vouch->by))
		return;
	for (size_t c = 0; c < count; c++)
		if (is_won(voices, vouch->key, &claims[c]))
			add_voice(voices, claims[c].key, &claims[c].member,
			    VOICE_VOUCHED);
}

/* The list of voices grows while it is gone through. */
static void
grow_voices(struct voices *voices)
{
	for (size_t v = 0; v < voices->count; v++) {
		size_t count;
		const struct vouch *vouches = claim_vouches(&voices->claims,
		    voices->voices[v].key, &count);

		for (size_t i = 0; i < count; i++)
			try_vouch(voices, &vouches[i]);
	}
}

static int
compare_voices(const void *a, const void *b)
{
	const struct voice *left = a, *right = b;
	int order = id_compare(&left->member, &right->member);

	return order != 0 ? order :
			    memcmp(left->key, right->key, BORN_KEY_SIZE);
}

static void
sort_voices(struct voices *voices)
{
	if (voices->count > 1)
		qsort(voices->voices, voices->count, sizeof(struct voice),
		    compare_voices);
}

/* The place of the first voice that does not sort before a wanted one. */
static size_t
find_voice(const struct voices *voices, const struct voice *wanted)
{
	size_t low = 0, high = voices->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_voices(&voices->voices[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t
count_same_member(const struct claim *claims, size_t count)
{
	size_t same = 1;

	while (
	    same < count && id_equal(&claims[same].member, &claims[0].member))
		same++;
	return same;
}

/* After the fixed point, once: people without a voice whom one key alone
 * claims. Who has none is asked before any is added, as that is a search in
 * what is sorted. */
static void
add_claimed_voices(struct voices *voices)
{
	size_t count;
	struct claim *claims = claim_by_member(&voices->claims, &count);
	bool *is_free = mem_new_array(count, sizeof *is_free);

	for (size_t c = 0; c < count; c++)
		is_free[c] =
		    claim_person(&voices->claims, &claims[c].member) != NULL &&
		    !voices_has_voice(voices, &claims[c].member);
	for (size_t c = 0; c < count;) {
		size_t same = count_same_member(&claims[c], count - c);

		if (is_free[c] && same == 1)
			add_voice(voices, claims[c].key, &claims[c].member,
			    VOICE_CLAIMED);
		c += same;
	}
	sort_voices(voices);
	free(is_free);
	free(claims);
}

void
voices_settle(struct voices *voices)
{
	forget_voices(voices);
	voices->by_pair = map_new();
	claim_sort(&voices->claims);
	add_own_voices(voices);
	grow_voices(voices);
	sort_voices(voices);
	add_claimed_voices(voices);
}

void
voices_keep(struct voices *voices, const struct voice *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = find_voice(voices, &list[i]);

		if (at < voices->count &&
		    compare_voices(&voices->voices[at], &list[i]) == 0 &&
		    list[i].grade < voices->voices[at].grade)
			voices->voices[at].grade = list[i].grade;
	}
	for (size_t i = 0; i < count; i++)
		add_voice(voices, list[i].key, &list[i].member, list[i].grade);
	sort_voices(voices);
}

/* Rule (1) also for a key that signed nothing which was put in here. */
static bool
is_own_key(const unsigned char key[BORN_KEY_SIZE], const struct person *person)
{
	unsigned char mark[BORN_MARK_SIZE];

	if (person == NULL || !person->is_own)
		return false;
	born_mark_key(mark, key);
	return memcmp(mark, person->mark, BORN_MARK_SIZE) == 0;
}

bool
voices_speaks(const struct voices *voices,
    const unsigned char key[BORN_KEY_SIZE], const struct id *member,
    enum voice_grade *grade)
{
	struct voice found = { .member = *member, .grade = VOICE_OWN };
	bool speaks;
	size_t at;

	memcpy(found.key, key, BORN_KEY_SIZE);
	at = find_voice(voices, &found);
	speaks = at < voices->count &&
	    compare_voices(&voices->voices[at], &found) == 0;
	if (speaks)
		found.grade = voices->voices[at].grade;
	else
		speaks = is_own_key(key, claim_person(&voices->claims, member));
	if (speaks && grade)
		*grade = found.grade;
	return speaks;
}

bool
voices_is_known(const struct voices *voices,
    const unsigned char key[BORN_KEY_SIZE])
{
	const struct claims *claims = &voices->claims;
	unsigned char mark[BORN_MARK_SIZE];

	for (size_t v = 0; v < voices->count; v++)
		if (memcmp(voices->voices[v].key, key, BORN_KEY_SIZE) == 0)
			return true;
	born_mark_key(mark, key);
	for (size_t p = 0; p < claims->person_count; p++)
		if (claims->people[p].is_own &&
		    memcmp(claims->people[p].mark, mark, BORN_MARK_SIZE) == 0)
			return true;
	return false;
}

bool
voices_is_member(const struct voices *voices, const struct id *id)
{
	return claim_person(&voices->claims, id) != NULL;
}

bool
voices_has_voice(const struct voices *voices, const struct id *member)
{
	const struct person *person = claim_person(&voices->claims, member);
	struct voice least = { .member = *member }; /* by a key of zeros */
	size_t at = find_voice(voices, &least);

	return (person && person->is_own) ||
	    (at < voices->count &&
		id_equal(&voices->voices[at].member, member));
}

static bool
can_vouch(const struct voices *voices, const unsigned char key[BORN_KEY_SIZE],
    const struct id *member)
{
	enum voice_grade grade;

	return voices_speaks(voices, key, member, &grade) &&
	    grade != VOICE_CLAIMED;
}

/* True if a vouch is for a claim of this key. */
static bool
is_vouch_for(const struct voices *voices, const struct vouch *vouch,
    const unsigned char key[BORN_KEY_SIZE])
{
	size_t count;
	const struct claim *claims =
	    claim_of_record(&voices->claims, &vouch->target, &count);

	for (size_t c = 0; c < count; c++)
		if (memcmp(claims[c].key, key, BORN_KEY_SIZE) == 0)
			return true;
	return false;
}

bool
voices_has_vouched(const struct voices *voices, const struct id *who,
    const unsigned char key[BORN_KEY_SIZE])
{
	for (size_t v = 0; v < voices->claims.vouch_count; v++) {
		const struct vouch *vouch = &voices->claims.vouches[v];

		if (is_vouch_for(voices, vouch, key) &&
		    can_vouch(voices, vouch->key, who) &&
		    can_vouch(voices, vouch->key, &vouch->by))
			return true;
	}
	return false;
}

size_t
voices_list(const struct voices *voices, struct voice **out)
{
	*out = mem_new_array(voices->count, sizeof **out);
	if (voices->count > 0)
		memcpy(*out, voices->voices, voices->count * sizeof **out);
	return voices->count;
}
