/* The text of the sample that is built in: src/core/sample/. */
#include "core/sample_make.h"

#include <stddef.h>

extern const char sample_people_txt[];
extern const char sample_people_txt_end[];
extern const char sample_rules_txt[];
extern const char sample_rules_txt_end[];
extern const char sample_decisions_txt[];
extern const char sample_decisions_txt_end[];
extern const char sample_diary_txt[];
extern const char sample_diary_txt_end[];

struct file {
	const char *name;
	const char *begin;
	const char *end;
};

/* In this order: names come before what points to them. */
static const struct file files[] = {
	{ .name = "people.txt",
	    .begin = sample_people_txt,
	    .end = sample_people_txt_end },
	{ .name = "rules.txt",
	    .begin = sample_rules_txt,
	    .end = sample_rules_txt_end },
	{ .name = "decisions.txt",
	    .begin = sample_decisions_txt,
	    .end = sample_decisions_txt_end },
	{ .name = "diary.txt",
	    .begin = sample_diary_txt,
	    .end = sample_diary_txt_end },
};

int
sample_read_own(struct sample_text *text)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof(files) / sizeof(*files); i++)
		err = sample_read(text, files[i].name, files[i].begin,
		    (size_t)(files[i].end - files[i].begin));
	return err;
}
