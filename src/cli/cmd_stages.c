#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"
#include "page/phrase.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <limits.h>
#include <stdlib.h>

/* Code, where it stands, title. */
static const struct paper_column columns[] = {
	{ .may_go = false },
	{ .may_go = true },
	{ .may_go = false },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))

/* A stage as it is listed; items themselves are borrowed. */
struct stage_row {
	unsigned long order;
	size_t place; /* as it came: settles equal orders */
	char *code;
	char *state;
	char *title;
	struct json *object; /* with --json */
};

struct listing {
	struct stage_row *rows;
	size_t count;
	size_t cap;
	bool json;
};

/* To be freed. */
static char *
describe_state(const struct record *words)
{
	const char *end = record_get_text(words, "end");
	const char *begin = record_get_text(words, "begin");
	const char *planned = record_get_text(words, "begin-planned");
	if (end != NULL)
		return phrase_with_day(_("ended ({1})"), end);
	if (begin != NULL)
		return phrase_with_day(_("going on ({1})"), begin);
	if (planned != NULL)
		return phrase_with_day(_("planned ({1})"), planned);
	return say_fill(_("to come"), NULL);
}

static int
take_stage(void *data, const struct item *item)
{
	struct listing *listing = data;
	const char *order = record_get_text(item->words, "order");
	listing->rows = mem_grow(listing->rows, &listing->cap,
	    listing->count + 1, sizeof(*listing->rows));
	listing->rows[listing->count] = (struct stage_row){
		.order = order != NULL ? strtoul(order, NULL, 10) : ULONG_MAX,
		.place = listing->count,
		.code = mem_dup_text(item->code),
		.state = describe_state(item->words),
		.title = mem_dup_text(item->title),
		.object = listing->json ? json_of_item(item) : NULL,
	};
	listing->count++;
	return 0;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct stage_row *one = a;
	const struct stage_row *other = b;
	if (one->order != other->order)
		return one->order < other->order ? -1 : 1;
	return one->place < other->place ? -1 : one->place > other->place;
}

static void
print_json(struct listing *listing)
{
	struct json *items = json_new_array();
	for (size_t i = 0; i < listing->count; i++) {
		json_add(items, listing->rows[i].object);
		listing->rows[i].object = NULL;
	}
	json_print_items(items);
}

static void
print_rows(const struct listing *listing)
{
	struct paper paper = { .blocks = NULL };
	paper_table(&paper, columns, COLUMNS);
	for (size_t i = 0; i < listing->count; i++) {
		const struct stage_row *row = &listing->rows[i];
		const char *const cells[COLUMNS] = {
			row->code,
			row->state,
			row->title,
		};
		paper_row(&paper, cells);
	}
	out_paper(&paper);
	if (listing->count == 0)
		out_prose(0,
		    _("There are no stages yet. “withus stage add TITLE” "
		      "adds one."));
}

static void
clear_rows(struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++) {
		json_free(listing->rows[i].object);
		free(listing->rows[i].title);
		free(listing->rows[i].state);
		free(listing->rows[i].code);
	}
	free(listing->rows);
}

static int
run_stages(struct run *run)
{
	struct listing listing = { .json = run->json };
	struct query query = {
		.project = run->project,
		.kind = "stage",
		.oldest_first = true,
	};
	int result = read_list(run->journal, &query, take_stage, &listing);
	if (listing.count > 1)
		qsort(listing.rows, listing.count, sizeof(*listing.rows),
		    compare_rows);
	if (result == 0 && run->json)
		print_json(&listing);
	else if (result == 0)
		print_rows(&listing);
	clear_rows(&listing);
	return result;
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_stages = {
	.name = "stages",
	.also = "stage",
	.summary = N_("list the stages of the work"),
	.help = N_("It lists the stages in their order, with the day that "
		   "each began, ended or is planned to begin. Work goes back "
		   "and forth: several can go on at once."),
	.need = NEED_PROJECT,
	.statuses = statuses,
	.run = run_stages,
};
