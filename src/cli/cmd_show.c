#include "base/intl.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/json_page.h"
#include "cli/json_reply.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "page/moment.h"
#include "page/page.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>

/* One version among those of a record. */
struct looking {
	struct run *run;
	struct version_words version;
};

/* The item with all that `show` says of it. */
static int
list_item(struct run *run, const struct item *item, struct json **out)
{
	struct json *replies = NULL;
	int result = json_reply_list(run, &item->id, &replies);
	*out = json_of_item(item);
	json_put(*out, "replies", replies);
	return result == 0 ? json_page_add(run, item, *out) : result;
}

static int
show_item(struct run *run, const struct item *item)
{
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	struct json *object = NULL;
	int result = run->json ? list_item(run, item, &object) :
				 page_show(&paper, &reading, item);
	if (result == 0 && object != NULL)
		json_print_one(object);
	else
		json_free(object);
	out_paper(&paper);
	return result;
}

static int
show_newest(struct run *run, const struct id *id)
{
	struct item *item = NULL;
	int result = read_item(run->journal, &run->project, id, &item);
	if (result == 0)
		result = show_item(run, item);
	item_free(item);
	return result;
}

static int
show_if_meant(void *data, const struct moment *moment)
{
	const struct looking *looking = data;
	const struct page_reading reading = reading_of(looking->run);
	struct paper paper = { .blocks = NULL };
	if (!vid_equal(&moment->vid, &looking->version.vid))
		return 0;
	if (!looking->run->json) {
		page_moment_version(&paper, &reading, moment,
		    looking->version.words);
		out_paper(&paper);
		return 0;
	}
	struct json *object = json_of_moment(moment);
	json_put_words(object, looking->version.words);
	json_print_one(object);
	return 0;
}

static int
show_version(struct run *run, const struct id *id, const char *typed)
{
	struct looking looking = { .run = run };
	int result = read_version(run->journal, &run->project, id, typed,
	    &looking.version);
	if (result == 0)
		result = read_history(run->journal, &run->project, id,
		    show_if_meant, &looking);
	record_free(looking.version.words);
	return result;
}

static int
run_show(struct run *run)
{
	struct id id;
	int result =
	    read_find(run->journal, &run->project, NULL, run->args[0], &id);
	if (result != 0)
		return result;
	return run->arg_count > 1 ? show_version(run, &id, run->args[1]) :
				    show_newest(run, &id);
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_show = {
	.name = "show",
	.args = N_("CODE [V]"),
	.args_least = 1,
	.args_most = 2,
	.summary = N_("show one thing whole"),
	.help = N_("It shows all words of one thing, who wrote them, and the "
		   "replies underneath. Where people changed it at the same "
		   "time, it shows what each of them wrote. With V it shows "
		   "an earlier version: its number in “withus history "
		   "CODE”.\n\n"
		   "For example: withus show R-7kq4"),
	.need = NEED_PROJECT,
	.statuses = statuses,
	.run = run_show,
};
