/* Looking again at a document that the group agrees. */
#include <withus/rules.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/group.h"
#include "core/inside.h"
#include "model/form.h"

#include <withus/kind.h>
#include <withus/read.h>

#include <stdlib.h>

#define DAYS_A_WEEK 7

void
rules_rhythm(const struct id *project, struct id *out)
{
	form_id(out, project, "rules", NULL, KIND_BORN_RHYTHM);
}

/* The next day, if there is to be one. */
static void
set_next_day(struct record *words)
{
	const char *every = record_get_text(words, "look-every");
	long weeks = every != NULL ? strtol(every, NULL, 10) : 0;
	char day[DATE_SIZE] = "";

	if (weeks > 0)
		date_print(day,
		    date_add_days(clock_today(), weeks * DAYS_A_WEEK));
	record_set_text(words, "look-again", day);
}

int
rules_again(struct journal *journal, const struct writer *writer,
    const struct id *id, struct written *out)
{
	struct write_edit edit = { .record = *id };
	struct item *item = NULL;
	struct record *words;
	int err = read_item(journal, &writer->project, id, &item);

	if (err != 0)
		return err;
	words = record_copy(item->words);
	err = group_renew(journal, &writer->project, words);
	if (err == 0) {
		set_next_day(words);
		edit.words = words;
		edit.seen = item->heads;
		edit.seen_count = item->head_count;
		err = write_edit(journal, writer, &edit, out);
	}
	record_free(words);
	item_free(item);
	return err;
}
