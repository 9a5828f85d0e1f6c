#include "cli/ask_fault.h"

#include "base/intl.h"
#include "base/mem.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>

struct fault_row {
	enum err_code code;
	const char *sentence; /* N_(), with the arguments of the fault */
};

static const struct fault_row rows[] = {
	{ .code = ERR_FIELD_MISSING,
	    .sentence = N_("This one needs an answer.") },
	{ .code = ERR_FIELD_CHOICE,
	    .sentence = N_("“{2}” is not one of the choices. Choose one of "
			   "these: {3}.") },
	{ .code = ERR_FIELD_DATE,
	    .sentence = N_("“{2}” is not a day that I can read. Write it like "
			   "3 May, or yesterday, or in numbers: "
			   "2026-05-03.") },
	{ .code = ERR_FIELD_DATE_TWO,
	    .sentence = N_("“{2}” could be {3} or {4}. Write the month as a "
			   "word, like “{3}”.") },
	{ .code = ERR_FIELD_NUMBER,
	    .sentence = N_("“{2}” is not a whole number. Write it in digits, "
			   "like 12.") },
	{ .code = ERR_FIELD_TOO_LONG,
	    .sentence = N_("This is too long: the most that fits is {2} "
			   "letters and signs. Please make it shorter.") },
	{ .code = ERR_CODE_FORM,
	    .sentence = N_("“{1}” is none of these, and no code. A code is a "
			   "letter, a dash and some signs, such as "
			   "S-0a1b.") },
	{ .code = ERR_CODE_SHORT,
	    .sentence = N_("“{1}” is too short for a code. Type at least four "
			   "signs behind the dash.") },
	{ .code = ERR_CODE_NEAR,
	    .sentence = N_("There is nothing with the code “{1}” in this "
			   "project. Did you mean {2} “{3}”?") },
	{ .code = ERR_CODE_NOT_THERE,
	    .sentence = N_("There is nothing with the code “{1}” in this "
			   "project.") },
	{ .code = ERR_CODE_SEVERAL,
	    .sentence = N_("“{1}” could mean any of these: {2}. Type the code "
			   "of the one you mean.") },
	{ .code = ERR_NAME_NOT_THERE,
	    .sentence = N_("Nobody and nothing here is called “{1}”.") },
	{ .code = ERR_NAME_NEAR,
	    .sentence = N_("Nobody and nothing here is called “{1}”. Did you "
			   "mean “{2}” ({3})?") },
	{ .code = ERR_NAME_SEVERAL,
	    .sentence = N_("“{1}” could mean any of these: {2}. Type the "
			   "whole name, or its code.") },
	{ .code = ERR_OPTION_NOT_THERE,
	    .sentence = N_("There is no option “{1}”. Type the letter of one, "
			   "or your own words with = in front.") },
	{ .code = ERR_FILE_READ,
	    .sentence = N_("“{1}” could not be read: {2}. Check that it is "
			   "there and that you may open it.") },
	{ .code = ERR_NONE },
};

static const struct fault_row *
find_row(enum err_code code)
{
	const struct fault_row *row = rows;
	while (row->code != ERR_NONE && row->code != code)
		row++;
	return row->code != ERR_NONE ? row : NULL;
}

/* An argument for people; to be freed. */
static char *
describe(const struct err *err, size_t place)
{
	bool is_day = err->code == ERR_FIELD_DATE_TWO && place >= 2;
	if (place >= err->arg_count)
		return mem_dup_text("");
	return is_day ? say_date(err->arg[place]) :
			mem_dup_text(err->arg[place]);
}

void
ask_fault_tell(void)
{
	const struct err *err = err_last();
	const struct fault_row *row = find_row(err->code);
	if (row == NULL) {
		out_fault(err);
		return;
	}
	char *args[ERR_ARGS_MAX];
	for (size_t i = 0; i < ERR_ARGS_MAX; i++)
		args[i] = describe(err, i);
	char *text = say_fill(say_text(row->sentence), args[0], args[1],
	    args[2], args[3], NULL);
	out_notice(text);
	free(text);
	for (size_t i = 0; i < ERR_ARGS_MAX; i++)
		free(args[i]);
}
