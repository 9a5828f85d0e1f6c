#include "repo/diff.h"

#include <string.h>

#include "repo/inside.h"

#include <withus/err.h>

/* As good as without end, and still far from overflowing where libgit2
 * doubles it. */
#define CONTEXT_LINES (UINT32_C(1) << 28)

/* The run that is growing, and where each list stands behind it. */
struct runs {
	int (*each)(void *data, enum diff_op op, size_t first, size_t count);
	void *data;
	enum diff_op op;
	size_t count;
	size_t old_at;
	size_t new_at;
	int result; /* of `each` */
};

/* One token, one line: LF and backslash are escaped, so that different
 * tokens stay different lines. */
static void
add_line(struct str *out, struct span token)
{
	for (size_t i = 0; i < token.len; i++) {
		if (token.data[i] == '\n')
			str_add(out, "\\n");
		else if (token.data[i] == '\\')
			str_add(out, "\\\\");
		else
			str_add_char(out, token.data[i]);
	}
	str_add_char(out, '\n');
}

static void
add_lines(struct str *out, const struct diff_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		add_line(out, list->items[i]);
}

static int
end_run(struct runs *runs)
{
	size_t first = runs->op == DIFF_ADDED ? runs->new_at - runs->count :
						runs->old_at - runs->count;

	if (runs->count > 0)
		runs->result =
		    runs->each(runs->data, runs->op, first, runs->count);
	runs->count = 0;
	return runs->result;
}

static int
take_token(struct runs *runs, enum diff_op op)
{
	/* libgit2 goes on to the end of a group of lines that it has begun. */
	if (runs->result != 0 || (runs->op != op && end_run(runs) != 0))
		return runs->result;
	runs->op = op;
	runs->count++;
	runs->old_at += op != DIFF_ADDED;
	runs->new_at += op != DIFF_REMOVED;
	return 0;
}

static int
take_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
    const git_diff_line *line, void *data)
{
	struct runs *runs = data;

	(void)delta;
	(void)hunk;
	switch (line->origin) {
	case GIT_DIFF_LINE_CONTEXT:
		return take_token(runs, DIFF_SAME);
	case GIT_DIFF_LINE_DELETION:
		return take_token(runs, DIFF_REMOVED);
	case GIT_DIFF_LINE_ADDITION:
		return take_token(runs, DIFF_ADDED);
	default:
		return 0;
	}
}

static int
compare_lines(const struct str *before, const struct str *after,
    struct runs *runs)
{
	git_diff_options options;
	int code = git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);

	options.flags = GIT_DIFF_FORCE_TEXT;
	options.context_lines = CONTEXT_LINES;
	options.max_size = -1;
	if (code == 0)
		code = git_diff_buffers(str_text(before), before->len, NULL,
		    str_text(after), after->len, NULL, &options, NULL, NULL,
		    NULL, take_line, runs);
	if (runs->result != 0)
		return runs->result;
	return code == 0 ? 0 : repo_fault("diff", code);
}

int
diff_tokens(const struct diff_list *before, const struct diff_list *after,
    int (*each)(void *data, enum diff_op op, size_t first, size_t count),
    void *data)
{
	struct runs runs = { .each = each, .data = data };
	struct str old = { .len = 0 };
	struct str new = { .len = 0 };
	int result = 0;

	add_lines(&old, before);
	add_lines(&new, after);
	if (old.len == new.len &&
	    memcmp(str_text(&old), str_text(&new), old.len) == 0) {
		/* libgit2 says nothing at all about what is the same. */
		runs.count = runs.old_at = runs.new_at = before->count;
	} else {
		result = repo_start("diff");
		if (result == 0)
			result = compare_lines(&old, &new, &runs);
	}
	if (result == 0)
		result = end_run(&runs);
	str_clear(&new);
	str_clear(&old);
	return result;
}
