/*
 * Many saves in one process, each as a person's: what bench/run makes long
 * histories with. `saves HOME COUNT [EVERY]` prints, for each EVERY saves
 * (1,000), how long one of them took at the median and at the most, in
 * milliseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <withus/care.h>
#include <withus/err.h>
#include <withus/project.h>

#define BLOCK_MOST 10000

static double
read_clock(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare_times(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void
print_block(size_t done, double *times, size_t count)
{
	qsort(times, count, sizeof *times, compare_times);
	(void)printf("%zu %.2f %.2f\n", done, times[count / 2],
	    times[count - 1]);
	(void)fflush(stdout);
}

static int
save_one(struct journal *journal, const struct writer *writer, size_t number)
{
	struct record *words = record_new("reflection");
	struct written written;
	char text[64];
	int len = snprintf(text, sizeof text, "Saved in a run, number %zu.\n",
	    number);

	record_set_text(words, "readers", "team");
	record_set_text(words, "day", "2026-11-20");
	record_set_body(words, text, (size_t)len);
	int err = write_new(journal, writer, words, &written);
	record_free(words);
	return err;
}

/* With what a command does behind its answer. */
static int
save_whole(struct journal *journal, const struct writer *writer, size_t number)
{
	int err = save_one(journal, writer, number);

	if (err == 0)
		journal_tidy(journal, &writer->project);
	return err;
}

static int
save_many(struct journal *journal, const struct writer *writer, size_t count,
    size_t every)
{
	static double times[BLOCK_MOST];
	int err = 0;

	for (size_t i = 0; err == 0 && i < count; i++) {
		double begun = read_clock();

		err = save_whole(journal, writer, i);
		times[i % every] = read_clock() - begun;
		if (i % every == every - 1)
			print_block(i + 1, times, every);
	}
	return err;
}

int
main(int argc, char **argv)
{
	size_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	size_t every = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000;
	struct journal_options options = { .home = argv[1] };
	struct journal *journal = NULL;
	struct writer writer = { .confirmed = NULL };

	if (count == 0 || every == 0 || every > BLOCK_MOST)
		return 2;
	int err = journal_open(&journal, &options);
	if (err == 0)
		err = project_find(journal, NULL, &writer.project);
	if (err == 0)
		err = member_acting(journal, &writer.project, NULL,
		    &writer.member);
	if (err == 0)
		err = save_many(journal, &writer, count, every);
	if (err != 0)
		(void)fprintf(stderr, "saves: %s %s\n",
		    err_name(err_last()->code), err_last()->arg[0]);
	journal_close(journal);
	return err != 0;
}
