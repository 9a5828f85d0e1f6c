#include "base/intl.h"
#include "cli/command.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/target.h"

#include <withus/err.h>

#include <assert.h>

/* What it is a reply to; a code of something that nobody can reply to is
 * refused. */
static int
set_target(struct run *run, struct record *words)
{
	const struct kind_field *to = kind_field(kind_by_name("reply"), "to");
	assert(to != NULL);
	return write_apply(run->journal, &run->project, words, to,
	    run->args[0]);
}

static int
run_reply(struct run *run)
{
	const struct compose compose = { .want = BODY_WANTED };
	struct sheet sheet = { .run = run, .words = record_new("reply") };
	int result = set_target(run, sheet.words);
	if (result == 0)
		result = sheet_fill(&sheet, &compose);
	result = sheet_keep_asked(&sheet, result);
	if (result == 0)
		result = save_new(run, sheet.words, sheet.draft);
	record_free(sheet.words);
	return result;
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_reply = {
	.name = "reply",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say something about what is there"),
	.help = N_("CODE is what you reply to, such as an entry. Who can read "
		   "that can read your reply. “withus show CODE” shows it "
		   "with the replies underneath.\n\n"
		   "For example: withus reply R-7kq4 -m \"I had not seen it "
		   "like this.\""),
	.need = NEED_MEMBER,
	.kind = "reply",
	.makes_new = true,
	.target = &target_to_reply,
	.statuses = statuses,
	.run = run_reply,
};
