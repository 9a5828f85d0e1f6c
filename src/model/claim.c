#include "model/claim.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

typedef int compare_fn(const void *a, const void *b);

void
claim_clear(struct claims *claims)
{
	free(claims->people);
	free(claims->claims);
	free(claims->vouches);
	free(claims->signers);
	*claims = (struct claims){ 0 };
}

static void
add_person(struct claims *claims, const struct record *record)
{
	struct person person = { .id = record->id };

	person.is_own = born_read_mark(person.mark, record->born);
	if (!person.is_own && !born_read_adder(&person.adder, record->born))
		return;
	if (!born_fits_id(record, false))
		return;
	claims->people = mem_grow(claims->people, &claims->person_cap,
	    claims->person_count + 1, sizeof person);
	claims->people[claims->person_count++] = person;
}

static void
add_claim(struct claims *claims, const struct record *record,
    const unsigned char key[BORN_KEY_SIZE])
{
	struct claim claim = { .record = record->id, .member = record->by };

	if (!id_is_none(&record->typed_by) || !born_is_key(record->born, key) ||
	    !born_fits_id(record, true))
		return;
	memcpy(claim.key, key, BORN_KEY_SIZE);
	claims->claims = mem_grow(claims->claims, &claims->claim_cap,
	    claims->claim_count + 1, sizeof claim);
	claims->claims[claims->claim_count++] = claim;
}

/* The field names a key record, and so does `born`, which also stays when the
 * vouch is withdrawn. */
static bool
is_vouch_right(const struct record *record)
{
	const char *field = record_get_text(record, "key");

	return record_is_withdrawn(record) ||
	    (field && strlen(field) == ID_TEXT_SIZE - 1 &&
		strncmp(field, record->born, ID_TEXT_SIZE - 1) == 0);
}

static void
add_vouch(struct claims *claims, const struct record *record,
    const unsigned char key[BORN_KEY_SIZE])
{
	struct vouch vouch = { .by = record->by };

	if (!id_is_none(&record->typed_by) ||
	    !born_read_parent(&vouch.target, record->born) ||
	    !is_vouch_right(record) || !born_fits_id(record, true))
		return;
	memcpy(vouch.key, key, BORN_KEY_SIZE);
	claims->vouches = mem_grow(claims->vouches, &claims->vouch_cap,
	    claims->vouch_count + 1, sizeof vouch);
	claims->vouches[claims->vouch_count++] = vouch;
}

void
claim_add(struct claims *claims, const struct record *record,
    const unsigned char key[BORN_KEY_SIZE])
{
	struct signer signer;

	if (strcmp(record->kind, "member") == 0)
		add_person(claims, record);
	else if (strcmp(record->kind, "key") == 0)
		add_claim(claims, record, key);
	else if (strcmp(record->kind, "vouch") == 0)
		add_vouch(claims, record, key);
	else
		return;
	born_mark_key(signer.mark, key);
	memcpy(signer.key, key, BORN_KEY_SIZE);
	claims->signers = mem_grow(claims->signers, &claims->signer_cap,
	    claims->signer_count + 1, sizeof signer);
	claims->signers[claims->signer_count++] = signer;
}

static int
compare_people(const void *a, const void *b)
{
	const struct person *left = a, *right = b;

	return id_compare(&left->id, &right->id);
}

/* By the person claimed. */
static int
compare_claimed(const void *a, const void *b)
{
	const struct claim *left = a, *right = b;
	int order = id_compare(&left->member, &right->member);

	return order != 0 ? order :
			    memcmp(left->key, right->key, BORN_KEY_SIZE);
}

static int
compare_claims(const void *a, const void *b)
{
	const struct claim *left = a, *right = b;
	int order = id_compare(&left->record, &right->record);

	return order != 0 ? order : compare_claimed(a, b);
}

static int
compare_vouches(const void *a, const void *b)
{
	const struct vouch *left = a, *right = b;
	int order = memcmp(left->key, right->key, BORN_KEY_SIZE);

	if (order == 0)
		order = id_compare(&left->by, &right->by);
	return order != 0 ? order : id_compare(&left->target, &right->target);
}

static int
compare_signers(const void *a, const void *b)
{
	const struct signer *left = a, *right = b;
	int order = memcmp(left->mark, right->mark, BORN_MARK_SIZE);

	return order != 0 ? order :
			    memcmp(left->key, right->key, BORN_KEY_SIZE);
}

/* Sorts and drops what is there twice; returns how many stay. */
static size_t
sort_unique(void *items, size_t count, size_t size, compare_fn *compare)
{
	char *bytes = items;
	size_t kept = 1;

	if (count < 2)
		return count;
	qsort(items, count, size, compare);
	for (size_t i = 1; i < count; i++) {
		if (compare(bytes + (kept - 1) * size, bytes + i * size) == 0)
			continue;
		if (kept < i)
			memcpy(bytes + kept * size, bytes + i * size, size);
		kept++;
	}
	return kept;
}

void
claim_sort(struct claims *claims)
{
	claims->person_count = sort_unique(claims->people, claims->person_count,
	    sizeof *claims->people, compare_people);
	claims->claim_count = sort_unique(claims->claims, claims->claim_count,
	    sizeof *claims->claims, compare_claims);
	claims->vouch_count = sort_unique(claims->vouches, claims->vouch_count,
	    sizeof *claims->vouches, compare_vouches);
	claims->signer_count = sort_unique(claims->signers,
	    claims->signer_count, sizeof *claims->signers, compare_signers);
}

/* The place of the first item that does not sort before `wanted`. */
static size_t
find_first(const void *items, size_t count, size_t size, const void *wanted,
    compare_fn *compare)
{
	const char *bytes = items;
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(bytes + middle * size, wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct person *
claim_person(const struct claims *claims, const struct id *id)
{
	struct person wanted = { .id = *id };
	size_t at = find_first(claims->people, claims->person_count,
	    sizeof wanted, &wanted, compare_people);

	if (at == claims->person_count || !id_equal(&claims->people[at].id, id))
		return NULL;
	return &claims->people[at];
}

/* What is wanted has zeros in all that sorts behind the part looked for. */
const struct claim *
claim_of_record(const struct claims *claims, const struct id *record,
    size_t *count)
{
	struct claim wanted = { .record = *record };
	size_t at = find_first(claims->claims, claims->claim_count,
	    sizeof wanted, &wanted, compare_claims);
	size_t end = at;

	while (end < claims->claim_count &&
	    id_equal(&claims->claims[end].record, record))
		end++;
	*count = end - at;
	return end > at ? &claims->claims[at] : NULL;
}

const struct vouch *
claim_vouches(const struct claims *claims,
    const unsigned char key[BORN_KEY_SIZE], size_t *count)
{
	struct vouch wanted = { .by = { { 0 } } };
	size_t at, end;

	memcpy(wanted.key, key, BORN_KEY_SIZE);
	at = find_first(claims->vouches, claims->vouch_count, sizeof wanted,
	    &wanted, compare_vouches);
	for (end = at; end < claims->vouch_count; end++)
		if (memcmp(claims->vouches[end].key, key, BORN_KEY_SIZE) != 0)
			break;
	*count = end - at;
	return end > at ? &claims->vouches[at] : NULL;
}

const struct signer *
claim_signers(const struct claims *claims,
    const unsigned char mark[BORN_MARK_SIZE], size_t *count)
{
	struct signer wanted = { .key = { 0 } };
	size_t at, end;

	memcpy(wanted.mark, mark, BORN_MARK_SIZE);
	at = find_first(claims->signers, claims->signer_count, sizeof wanted,
	    &wanted, compare_signers);
	for (end = at; end < claims->signer_count; end++)
		if (memcmp(claims->signers[end].mark, mark, BORN_MARK_SIZE) !=
		    0)
			break;
	*count = end - at;
	return end > at ? &claims->signers[at] : NULL;
}

struct claim *
claim_by_member(const struct claims *claims, size_t *count)
{
	struct claim *sorted =
	    mem_new_array(claims->claim_count, sizeof *sorted);

	if (claims->claim_count > 0)
		memcpy(sorted, claims->claims,
		    claims->claim_count * sizeof *sorted);
	*count = sort_unique(sorted, claims->claim_count, sizeof *sorted,
	    compare_claimed);
	return sorted;
}
