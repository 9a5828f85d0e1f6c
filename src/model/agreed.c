/*
 * Who must agree is the group that is stored in the document: so a document
 * that was agreed does not cease to be because somebody joins. Who is asked
 * is the group of today. Where the two are not the same people the document
 * wants a second look, in which the group of the day is stored with it.
 *
 * Somebody's agreement is one record, but may have several heads, written on
 * two computers. It counts if all heads agree, and one of them does so to the
 * words that are shown now: what was said to earlier words on another screen
 * takes nothing back.
 */
#include "model/agreed.h"

#include "base/date.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_A_WEEK 7
#define ALL "all"

static const struct value no_names = { .shape = VALUE_SET };

static const struct value *
get_group(const struct agreed_matter *matter)
{
	const struct value *group = record_get(matter->rules, "group");

	return group && group->shape == VALUE_SET ? group : &no_names;
}

static bool
is_there(const struct agreed_matter *matter, const struct id *id)
{
	const struct presence *member =
	    presence_find(matter->members, matter->member_count, id);

	return member && presence_has(member, matter->today);
}

/* ------------------------------------------------------------ the people */

static struct agreed_person *
find_person(struct agreed *out, const struct id *id)
{
	for (size_t i = 0; i < out->count; i++)
		if (id_equal(&out->people[i].id, id))
			return &out->people[i];
	return NULL;
}

static struct agreed_person *
add_person(struct agreed *out, const struct id *id)
{
	struct agreed_person *person = find_person(out, id);

	if (person)
		return person;
	person = &out->people[out->count++];
	person->id = *id;
	return person;
}

/* A name, or words for somebody who is no member: nobody can agree for them
 * here, so they stay awaited until they are one. */
static void
add_name(struct agreed *out, const struct agreed_matter *matter,
    const char *name)
{
	struct agreed_person *person;
	struct id id = { { 0 } };

	if (*name != '=' && !id_parse(&id, name, strlen(name)))
		return;
	if (*name == '=') {
		person = &out->people[out->count++];
		person->words = name + 1;
	} else {
		person = add_person(out, &id);
	}
	person->is_in_group = true;
	person->is_asked = !value_has(get_group(matter), ALL) ||
	    person->words || is_there(matter, &id);
}

static void
add_people(struct agreed *out, const struct agreed_matter *matter)
{
	const struct value *group = get_group(matter);
	bool is_all = value_has(group, ALL);

	for (size_t i = 0; i < group->count; i++)
		add_name(out, matter, group->items[i]);
	for (size_t i = 0; is_all && i < matter->member_count; i++)
		if (presence_has(&matter->members[i], matter->today))
			add_person(out, &matter->members[i].id)->is_asked =
			    true;
	for (size_t i = 0; i < matter->said_count; i++)
		if (!matter->said[i].is_withdrawn)
			(void)add_person(out, &matter->said[i].by);
}

/* ------------------------------------------------------------ what they say */

/* The heads of one person, summed up. */
struct heads {
	size_t live;
	size_t withdrawn;
	size_t agree; /* with or without a reservation */
	size_t not_yet;
	size_t same;    /* said to these words */
	size_t unknown; /* to some that are not here */
	bool has_reservation;
};

static void
count_head(struct heads *heads, const struct agreed_said *said)
{
	bool is_reserved = strcmp(said->stance, "reservation") == 0;

	if (said->is_withdrawn) {
		heads->withdrawn++;
		return;
	}
	heads->live++;
	heads->has_reservation |= is_reserved;
	heads->agree += is_reserved || strcmp(said->stance, "agree") == 0;
	heads->not_yet += strcmp(said->stance, "not-yet") == 0;
#if MUTANT == 32
	heads->agree += strcmp(said->stance, "not-yet") == 0;
#endif
	heads->same += said->words == COUNTING_SAME;
	heads->unknown += said->words == COUNTING_UNKNOWN;
}

static enum agreed_where
sum_up(const struct heads *heads)
{
	if (heads->live == 0)
		return AGREED_SILENT;
#if MUTANT == 33
	if (heads->agree > 0 && heads->same > 0)
		return AGREED_YES;
#endif
	if (heads->withdrawn > 0)
		return AGREED_TWO_THINGS;
	if (heads->not_yet == heads->live)
		return AGREED_NOT_YET;
	if (heads->agree < heads->live)
		return AGREED_TWO_THINGS;
	if (heads->same == 0)
		return AGREED_EARLIER;
	return heads->has_reservation ? AGREED_RESERVATION : AGREED_YES;
}

bool
agreed_has(const struct agreed_person *person)
{
	return person->where == AGREED_YES ||
	    person->where == AGREED_RESERVATION;
}

static void
place_person(struct agreed_person *person, const struct agreed_matter *matter)
{
	const struct presence *member =
	    presence_find(matter->members, matter->member_count, &person->id);
	struct heads heads = { 0 };

	for (size_t i = 0; i < matter->said_count; i++)
		if (id_equal(&matter->said[i].by, &person->id) &&
		    !id_is_none(&person->id))
			count_head(&heads, &matter->said[i]);
	person->where = sum_up(&heads);
	person->is_earlier = heads.live > 0 && heads.same == 0;
	person->is_unknown = person->is_earlier && heads.unknown > 0;
	person->has_left = member && member->left[0] != '\0' &&
	    strcmp(member->left, matter->today) <= 0;
	person->is_asked &= !person->has_left;
	person->is_awaited = person->is_asked && !agreed_has(person) &&
	    (person->where != AGREED_NOT_YET || person->is_earlier);
}

/* ------------------------------------------------------------ the document */

static bool
is_agreed(const struct agreed *out)
{
	size_t group = 0, agreed = 0;

	for (size_t i = 0; i < out->count; i++) {
#if MUTANT == 34
		group += out->people[i].is_asked;
		agreed +=
		    out->people[i].is_asked && agreed_has(&out->people[i]);
#else
		group += out->people[i].is_in_group;
		agreed +=
		    out->people[i].is_in_group && agreed_has(&out->people[i]);
#endif
	}
	return group > 0 && agreed == group;
}

/* Whether the members of today are others than the stored ones. */
static bool
has_other_group(const struct agreed *out, const struct agreed_matter *matter)
{
	if (!value_has(get_group(matter), ALL))
		return false;
	for (size_t i = 0; i < out->count; i++)
		if (out->people[i].words == NULL &&
		    out->people[i].is_in_group !=
			is_there(matter, &out->people[i].id))
			return true;
	return false;
}

/* Its own day; else so many weeks after it was last written. */
static void
set_due(struct agreed *out, const struct agreed_matter *matter)
{
	const char *every = record_get_text(matter->rules, "look-every");
	long weeks = every ? strtol(every, NULL, 10) : 0;
	struct date made;

	presence_set_day(out->due,
	    record_get_text(matter->rules, "look-again"));
	if (out->due[0] == '\0' && weeks > 0 && weeks <= INT32_MAX &&
	    date_parse(&made, matter->rules->made, strlen(matter->rules->made)))
		date_print(out->due, date_add_days(made, weeks * DAYS_A_WEEK));
	out->is_due =
	    out->due[0] != '\0' && strcmp(out->due, matter->today) <= 0;
}

void
agreed_make(struct agreed *out, const struct agreed_matter *matter)
{
	size_t most = get_group(matter)->count + matter->member_count +
	    matter->said_count;

	*out = (struct agreed){
		.people = mem_new_array(most, sizeof *out->people),
	};
	add_people(out, matter);
	for (size_t i = 0; i < out->count; i++)
		place_person(&out->people[i], matter);
	out->is_agreed = is_agreed(out);
#if MUTANT == 43
	out->is_agreed |= record_get(matter->rules, "status") != NULL;
#endif
	out->has_other_group = has_other_group(out, matter);
	set_due(out, matter);
}

void
agreed_clear(struct agreed *agreed)
{
	free(agreed->people);
	*agreed = (struct agreed){ 0 };
}
