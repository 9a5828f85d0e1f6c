/* What a command is about and no list can offer: words, files, folders. */
#include "cli/target.h"

#include "base/intl.h"

#include <withus/err.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int
check_path(struct run *run, const char *typed)
{
	(void)run;
	return access(typed, R_OK) == 0 ?
	    0 :
	    err_set(ERR_FILE_READ, typed, strerror(errno), NULL);
}

/* What is wrong with it is told when it is used. */
static int
check_nothing(struct run *run, const char *typed)
{
	(void)run;
	(void)typed;
	return 0;
}

static const char path_help[] =
    N_("Type it as you would behind the command, such as notes.txt or "
       "/home/you/notes.txt.");

const struct target target_of_words = {
	.question = N_("Which words are you looking for?"),
	.help = N_("One word or several: all of them have to be in one text. "
		   "With * at its end a word is a start: garden* finds "
		   "gardener too."),
	.check = check_nothing,
};

const struct target target_to_back_up = {
	.question = N_("What should the file be called?"),
	.help = N_("A name for a new file, such as safe-copy. With a folder "
		   "in front it lies there. Another disk is a good place."),
	.check = check_nothing,
};

const struct target target_to_restore = {
	.question = N_("In which file is the journal?"),
	.help = path_help,
	.check = check_path,
};

const struct target target_of_diary = {
	.question = N_("Which file is the diary?"),
	.help = path_help,
	.check = check_path,
};

const struct target target_of_records = {
	.question = N_("In which folder are the decisions?"),
	.help = path_help,
	.check = check_path,
};

const struct target target_of_project = {
	.question = N_("In which folder is the project?"),
	.help = path_help,
	.check = check_path,
};
