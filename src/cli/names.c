#include "cli/names.h"

#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/choices.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The answer that somebody is no member. */
#define NO_MEMBER "="

/* ------------------------------------------------------------ near names */

/* Members whose names are nearly what was typed. */
struct nearby {
	const char *folded;
	struct choices choices;
};

/* The whole name, its first word, or a start that others have too. */
static bool
is_nearly(const char *folded, const char *name)
{
	size_t len = strlen(name);
	char *whole = utf8_fold(name, len);
	char *first = mem_dup(whole, strcspn(whole, " "));
	bool is = near_is_likely(folded, whole) ||
	    near_is_likely(folded, first) ||
	    strncmp(whole, folded, strlen(folded)) == 0;
	free(first);
	free(whole);
	return is;
}

static int
look_at(void *data, const struct item *item)
{
	struct nearby *nearby = data;
	if (is_nearly(nearby->folded, item->title))
		choices_add_item(&nearby->choices, item);
	return 0;
}

static int
find_nearby(struct run *run, const char *part, struct nearby *out)
{
	char *folded = utf8_fold(part, strlen(part));
	const struct query query = {
		.project = run->project,
		.kind = "member",
		.oldest_first = true,
	};
	*out = (struct nearby){ .folded = folded };
	int result =
	    *folded != '\0' ? read_list(run->journal, &query, look_at, out) : 0;
	out->folded = NULL;
	free(folded);
	return result;
}

static int
refuse_nearby(const struct nearby *nearby, const char *part)
{
	struct str names = { 0 };
	for (size_t i = 0; i < nearby->choices.count; i++) {
		if (i > 0)
			str_add(&names, ", ");
		str_add(&names, nearby->choices.list[i].word);
	}
	int result = err_set(ERR_NAME_MAYBE, part, str_text(&names), NULL);
	str_clear(&names);
	return result;
}

/* The code of a member, or NO_MEMBER; to be freed. */
static int
ask_nearby(struct nearby *nearby, const char *part, char **out)
{
	char *question = say_fill(_("Nobody in the team is called “{1}”. Who "
				    "do you mean?"),
	    part, NULL);
	choices_add(&nearby->choices, mem_dup_text(NO_MEMBER),
	    mem_dup_text(_("Somebody else: write it as it stands")), NULL);
	const struct ask ask = {
		.question = question,
		.help = _("Somebody who is no member, like a funder, is "
			  "written down in words."),
		.choices = nearby->choices.list,
		.is_required = true,
	};
	int result = ask_one(&ask, out);
	free(question);
	return result;
}

/* ------------------------------------------------------------ one text */

/* What a text comes to, part by part. */
struct parts {
	char **items; /* ids, and words behind "=" */
	size_t count;
	size_t cap;
	bool has_words; /* some part is no name: all of it is words */
	bool is_quiet;  /* nothing is asked or refused */
};

static void
take_part(struct parts *parts, char *item)
{
	parts->items = mem_grow(parts->items, &parts->cap, parts->count + 1,
	    sizeof(*parts->items));
	parts->items[parts->count++] = item;
}

static void
take_member(struct parts *parts, const struct id *id)
{
	char text[ID_TEXT_SIZE];
	id_print(text, id);
	take_part(parts, mem_dup_text(text));
}

static void
clear_parts(struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		free(parts->items[i]);
	free(parts->items);
	parts->items = NULL;
	parts->count = 0;
	parts->cap = 0;
}

/* A part that names nobody: `fault` is what read_find said. */
static int
judge_unknown(struct run *run, const char *part, int fault, struct parts *parts)
{
	struct err said = *err_last();
	struct nearby nearby;
	char *answer = NULL;
	struct id id;
	int result = find_nearby(run, part, &nearby);
	if (result == 0 && nearby.choices.count == 0) {
		parts->has_words = true;
		result = fault == -ERR_NAME_SEVERAL ? err_restore(&said) : 0;
	} else if (result == 0 && !run_can_ask(run)) {
		result = refuse_nearby(&nearby, part);
	} else if (result == 0) {
		result = ask_nearby(&nearby, part, &answer);
	}
	if (result == 0 && answer != NULL && strcmp(answer, NO_MEMBER) == 0)
		parts->has_words = true;
	else if (result == 0 && answer != NULL)
		result = read_find(run->journal, &run->project, "member",
		    answer, &id);
	if (result == 0 && answer != NULL && !parts->has_words)
		take_member(parts, &id);
	free(answer);
	choices_clear(&nearby.choices);
	return result;
}

static int
judge_part(struct run *run, const char *part, struct parts *parts)
{
	struct err before = *err_last();
	struct id id;
	if (*part == '\0')
		return 0;
	if (*part == '=') {
		take_part(parts, mem_dup_text(part));
		return 0;
	}
	int result =
	    read_find(run->journal, &run->project, "member", part, &id);
	if (result == 0)
		take_member(parts, &id);
	else if (parts->is_quiet)
		parts->has_words = true;
	else if (result == -ERR_NAME_NOT_THERE || result == -ERR_NAME_NEAR ||
	    result == -ERR_NAME_SEVERAL)
		result = judge_unknown(run, part, result, parts);
	if (parts->has_words)
		result = 0;
	if (result == 0)
		(void)err_restore(&before);
	return result;
}

/* Text without the spaces at its ends; to be freed. */
static char *
trim(const char *text, size_t len)
{
	while (len > 0 && isspace((unsigned char)*text)) {
		text++;
		len--;
	}
	while (len > 0 && isspace((unsigned char)text[len - 1]))
		len--;
	return mem_dup(text, len);
}

static int
judge_text(struct run *run, const char *typed, struct parts *parts)
{
	int result = 0;
	while (result == 0 && !parts->has_words && *typed != '\0') {
		size_t len = strcspn(typed, ",");
		char *part = trim(typed, len);
		result = judge_part(run, part, parts);
		free(part);
		typed += len + (typed[len] == ',');
	}
	return result;
}

/* "=the council, in full" is one; "=the council,=the funder" are two. */
static bool
is_one_text(const char *typed)
{
	const char *comma = strchr(typed, ',');
	if (*typed != '=' || typed[1] == '\0')
		return false;
	for (; comma != NULL; comma = strchr(comma, ',')) {
		comma += 1 + strspn(comma + 1, " ");
		if (*comma != '=')
			return true;
	}
	return false;
}

static void
take_whole(struct parts *parts, const char *typed)
{
	struct str text = { 0 };
	clear_parts(parts);
	if (*typed != '=')
		str_add_char(&text, '=');
	str_add(&text, typed);
	take_part(parts, str_take(&text));
}

/* What the field has, and beside it a text, as names or as words. */
static int
add_text(struct run *run, struct record *words, const struct names *names,
    const char *typed)
{
	const struct kind_field *field = names->field;
	const struct value *value = record_get(words, field->name);
	struct parts parts = { .is_quiet = names->is_quiet };
	char *whole = trim(typed, strlen(typed));
	int result = 0;
	if (!utf8_is_valid(whole, strlen(whole), NULL))
		result = err_set(ERR_TEXT_NOT_UTF8, NULL);
	else if (is_one_text(whole))
		parts.has_words = true;
	else
		result = judge_text(run, whole, &parts);
	if (parts.has_words)
		take_whole(&parts, whole);
	for (size_t i = 0; value != NULL && i < value->count; i++)
		take_part(&parts, mem_dup_text(value->items[i]));
	if (result == 0)
		record_set_items(words, field->name,
		    (const char *const *)parts.items, parts.count);
	free(whole);
	clear_parts(&parts);
	return result;
}

int
names_apply_text(struct run *run, struct record *words,
    const struct kind_field *field, const char *typed)
{
	const struct names names = { .field = field };
	record_remove(words, field->name);
	return add_text(run, words, &names, typed);
}

/* ------------------------------------------------------------ options */

static bool
is_of(const struct given *given, const struct kind_field *field)
{
	return given->field != NULL &&
	    strcmp(given->field->name, field->name) == 0;
}

void
names_set_apart(struct run *run, const char *field, struct names *out)
{
	size_t count = 0;
	*out = (struct names){
		.field = kind_field(kind_by_name(run->command->kind), field),
		.all = run->given,
		.all_count = run->given_count,
		.rest = mem_new_array(run->given_count, sizeof(*out->rest)),
	};
	for (size_t i = 0; i < run->given_count; i++) {
		if (!is_of(&run->given[i], out->field))
			out->rest[count++] = run->given[i];
	}
	run->given = out->rest;
	run->given_count = count;
}

void
names_put_back(struct run *run, struct names *names)
{
	run->given = names->all;
	run->given_count = names->all_count;
	free(names->rest);
	names->rest = NULL;
}

int
names_apply(struct run *run, struct record *words, const struct names *names)
{
	int result = 0;
	bool is_first = true;
	for (size_t i = 0; result == 0 && i < names->all_count; i++) {
		if (!is_of(&names->all[i], names->field))
			continue;
		if (is_first)
			record_remove(words, names->field->name);
		is_first = false;
		result = add_text(run, words, names, names->all[i].value);
	}
	return result;
}
