/*
 * Each version is judged by itself first: is its id made as its kind must,
 * does its key speak for who writes, does it make sense. Then come the two
 * questions that need the others. A member who has a voice and has used it
 * here is the only one to write this record: what others wrote counts for
 * some fields alone. (Until they have, the words of who added them stand, or
 * the record would lose its name the moment that its owner comes.) And where
 * one's own words stand, what was typed for one is an earlier state of them.
 */
#include "model/standing.h"

#include "base/mem.h"
#include "model/born.h"
#include "model/check.h"

#include <withus/err.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What is the same for all versions of a lineage. */
struct court {
	const struct voices *voices;
	const struct kind *kind; /* NULL: unknown */
	bool is_voiced;          /* the record of a member who has a voice */
};

static bool
is_typed(const struct record *record)
{
	return !id_is_none(&record->typed_by);
}

/* The kind's rules hold for forms that this program knows. */
static bool
is_known_form(const struct court *court, const struct record *record)
{
	return court->kind && record->form <= court->kind->form;
}

/* Whether `by` alone may write it: the kind says so; where it is not known,
 * what the id was made with. */
static bool
is_of_one(const struct court *court, const struct record *record)
{
	return is_known_form(court, record) ? court->kind->writer == WRITER_BY :
					      born_fits_id(record, true);
}

static bool
is_born_right(const struct court *court, const struct version *version)
{
	const struct record *record = version->record;

	if (!is_known_form(court, record))
		return true;
	if (court->kind->born == BORN_KEY &&
	    !born_is_key(record->born, version->key))
		return false;
#if MUTANT == 41
	return true;
#endif
	return born_fits_id(record, court->kind->writer == WRITER_BY);
}

/* Whether the fields make sense. A fault found here is an answer, not a
 * failure: the last one is put back. */
static int
find_fault(const struct court *court, const struct record *record)
{
	struct err before;
	int rc;

	if (!is_known_form(court, record))
		return 0;
	before = *err_last();
	rc = check_record(court->kind, record);
	if (rc == 0)
		return 0;
	if (before.code == ERR_NONE)
		err_clear();
	else
		(void)err_restore(&before);
	return -rc;
}

static enum standing
judge_key(const struct court *court, const struct version *version)
{
	const struct record *record = version->record;
	const struct id *writer =
	    is_typed(record) ? &record->typed_by : &record->by;

#if MUTANT == 40
	if (voices_is_known(court->voices, version->key))
		return STANDING_GOOD;
#endif
	if (voices_speaks(court->voices, version->key, writer, NULL))
		return STANDING_GOOD;
	return voices_is_known(court->voices, version->key) ?
	    STANDING_KEY_OTHER :
	    STANDING_KEY_UNKNOWN;
}

static void
judge_alone(const struct court *court, struct version *version)
{
	const struct record *record = version->record;

	version->fault = 0;
	version->standing = STANDING_BORN;
	if (!is_born_right(court, version))
		return;
	version->standing = judge_key(court, version);
	if (version->standing != STANDING_GOOD)
		return;
	if (is_typed(record) && !voices_is_member(court->voices, &record->by)) {
		version->standing = STANDING_WRITER;
		return;
	}
	version->fault = find_fault(court, record);
	if (version->fault != 0)
		version->standing = STANDING_SENSE;
}

static bool
is_good_and_by(const struct version *version, const struct id *member)
{
	return version->standing == STANDING_GOOD &&
	    id_equal(&version->record->by, member);
}

/* A member's record: once they have written it, others count in part. */
static void
judge_others(struct lineage *lineage)
{
	bool has_own = false;

	for (size_t i = 0; i < lineage->count; i++)
		has_own |= is_good_and_by(&lineage->versions[i], &lineage->id);
	for (size_t i = 0; has_own && i < lineage->count; i++) {
		struct version *version = &lineage->versions[i];

		if (version->standing == STANDING_GOOD &&
		    !id_equal(&version->record->by, &lineage->id))
			version->standing = STANDING_PARTLY;
	}
}

static void
mark_typed_away(const struct court *court, struct lineage *lineage)
{
	for (size_t i = 0; i < lineage->count; i++) {
		struct version *version = &lineage->versions[i];
		const struct record *record = version->record;

		version->is_typed_away = is_typed(record) &&
		    (is_of_one(court, record) ||
			(court->is_voiced &&
			    id_equal(&record->by, &lineage->id)));
#if MUTANT == 42
		version->is_typed_away = false;
#endif
	}
}

static void
mark_earlier(struct lineage *lineage)
{
	size_t *heads = mem_new_array(lineage->count, sizeof *heads);
	size_t count = lineage_earlier_heads(lineage, heads);

	for (size_t h = 0; h < count; h++)
		lineage->versions[heads[h]].standing = STANDING_EARLIER;
	free(heads);
}

void
standing_judge(struct lineage *lineage, const struct voices *voices)
{
	struct court court = { .voices = voices };

	if (lineage->count == 0)
		return;
	court.kind = kind_by_name(lineage->versions[0].record->kind);
	court.is_voiced = court.kind &&
	    strcmp(court.kind->name, "member") == 0 &&
	    voices_has_voice(voices, &lineage->id);
	for (size_t i = 0; i < lineage->count; i++)
		judge_alone(&court, &lineage->versions[i]);
	if (court.is_voiced)
		judge_others(lineage);
	mark_typed_away(&court, lineage);
	mark_earlier(lineage);
}

static const char *const names[] = {
	[STANDING_GOOD] = "good",
	[STANDING_EARLIER] = "earlier",
	[STANDING_KEY_UNKNOWN] = "key-unknown",
	[STANDING_KEY_OTHER] = "key-other",
	[STANDING_WRITER] = "writer",
	[STANDING_SENSE] = "sense",
	[STANDING_BORN] = "born",
	[STANDING_PARTLY] = "partly",
};

const char *
standing_name(enum standing standing)
{
	assert((size_t)standing < sizeof names / sizeof *names);
	return names[standing];
}
