#include "cli/projects.h"

#include "base/intl.h"
#include "base/json.h"
#include "cli/json.h"
#include "cli/out.h"

#include <withus/project.h>
#include <withus/say.h>

#include <stdlib.h>

/* Code, whether it is the one used last, members, entries, title. */
static const struct paper_column columns[] = {
	{ .may_go = false },
	{ .may_go = false },
	{ .may_go = true },
	{ .may_go = true },
	{ .may_go = false },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))

/* Projects shown so far, as rows or as JSON. */
struct listing {
	struct paper paper; /* their rows */
	struct json *items;
	size_t count;
};

/* "3 members"; to be freed. */
static char *
count_things(const char *one, const char *many, size_t count)
{
	char *number = say_number(count);
	char *text = say_fill(say_plural(one, many, count), number, NULL);
	free(number);
	return text;
}

static void
add_row(struct listing *listing, const struct project_row *row)
{
	char *members =
	    count_things(N_("{1} member"), N_("{1} members"), row->members);
	char *entries = count_things(N_("{1} diary entry"),
	    N_("{1} diary entries"), row->entries);
	const char *const cells[COLUMNS] = {
		row->code,
		row->is_last_used ? _("used last") : "",
		members,
		entries,
		row->title,
	};
	paper_row(&listing->paper, cells);
	free(entries);
	free(members);
}

static int
take_project(void *data, const struct project_row *row)
{
	struct listing *listing = data;
	listing->count++;
	if (listing->items != NULL)
		json_add(listing->items, json_of_project(row));
	else
		add_row(listing, row);
	return 0;
}

static void
say_there_is_none(void)
{
	out_prose(0,
	    _("There is no project here yet. “withus new TITLE --as "
	      "YOUR-NAME” starts one."));
}

int
projects_show(struct run *run, size_t *count)
{
	struct listing listing = { 0 };
	if (run->json)
		listing.items = json_new_array();
	else
		paper_table(&listing.paper, columns, COLUMNS);
	int result = 0;
	if (run->journal != NULL)
		result = project_each(run->journal, take_project, &listing);
	result = json_end_items(listing.items, result);
	out_paper(&listing.paper);
	if (result == 0 && listing.count == 0 && !run->json)
		say_there_is_none();
	if (count != NULL)
		*count = listing.count;
	return result;
}
