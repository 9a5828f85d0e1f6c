#include "cli/lookup.h"

#include "base/str.h"
#include "cli/open.h"

#include <withus/draft.h>
#include <withus/offer.h>
#include <withus/project.h>
#include <withus/say.h>

#include <string.h>

/* More are not looked at: of one kind, and of each where any will do. */
#define MOST ((size_t)200)
#define MOST_OF_EACH ((size_t)50)

struct offering {
	struct suggestions *out;
	bool by_name;
};

static bool
open_once(struct lookup *lookup)
{
	if (!lookup->was_opened)
		lookup->has_project = open_to_look(&lookup->run) == 0;
	lookup->was_opened = true;
	return lookup->run.journal != NULL;
}

void
lookup_close(struct lookup *lookup)
{
	open_close(&lookup->run);
}

bool
lookup_is_kind(const struct kind *kind)
{
	const struct kind_field *field = kind->fields;
	while (field->name != NULL && field->hidden)
		field++;
	return field->name != NULL || kind->body != NULL;
}

/* A name that can stand where names stand: no sign in it has a meaning there,
 * and nobody before has it. */
static bool
is_usable(const struct suggestions *all, const char *name)
{
	if (*name == '\0' || strchr("+-=", *name) != NULL ||
	    strchr(name, ',') != NULL)
		return false;
	for (size_t i = 0; i < all->count; i++) {
		if (strcmp(all->words[i], name) == 0)
			return false;
	}
	return true;
}

static void
add_named(struct suggestions *out, const char *name, const char *code)
{
	size_t before = out->count;
	if (is_usable(out, name))
		suggest_add_found(out, name, code);
	if (out->count == before)
		suggest_add_found(out, code, name);
}

static int
take_offer(void *data, const struct offer *offer)
{
	struct offering *offering = data;
	if (offering->by_name)
		add_named(offering->out, offer->title, offer->code);
	else
		suggest_add_found(offering->out, offer->code, offer->title);
	return 0;
}

static bool
is_code(const char *typed)
{
	return typed[0] != '\0' && typed[1] == '-';
}

void
lookup_add(struct lookup *lookup, struct suggestions *out, const char *kind,
    bool by_name)
{
	if (!open_once(lookup) || !lookup->has_project)
		return;
	struct offering offering = {
		.out = out,
		.by_name = by_name && !is_code(out->typed),
	};
	const struct offer_query query = {
		.project = lookup->run.project,
		.kind = kind,
		.typed = out->typed,
		.by_name = by_name,
		.most = kind != NULL ? MOST : MOST_OF_EACH,
	};
	(void)offer_each(lookup->run.journal, &query, take_offer, &offering);
}

static int
take_project(void *data, const struct project_row *row)
{
	struct suggestions *out = data;
	size_t before = out->count;
	if (*row->title != '\0' && !is_code(out->typed))
		suggest_add(out, row->title, row->code);
	if (out->count == before)
		suggest_add(out, row->code, row->title);
	return 0;
}

void
lookup_add_projects(struct lookup *lookup, struct suggestions *out)
{
	if (open_once(lookup))
		(void)project_each(lookup->run.journal, take_project, out);
}

static int
take_draft(void *data, const struct draft *draft)
{
	const struct kind *kind = kind_by_name(draft->kind);
	struct str number = { 0 };
	str_add_format(&number, "%lld", (long long)draft->number);
	suggest_add(data, str_text(&number),
	    kind != NULL ? say_text(kind->word) : NULL);
	str_clear(&number);
	return 0;
}

void
lookup_add_drafts(struct lookup *lookup, struct suggestions *out)
{
	struct run *run = &lookup->run;
	if (open_once(lookup) && lookup->has_project &&
	    open_member_quietly(run) == 0)
		(void)draft_each(run->journal, &run->writer, take_draft, out);
}
