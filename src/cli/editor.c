#include "cli/editor.h"

#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *
editor_find(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);
		if (value != NULL && *value != '\0')
			return mem_dup_text(value);
	}
	return NULL;
}

/* What keeps vim and its kin from leaving copies of the words behind. */
static const char *const vim_words[] = {
	"-n",
	"-i",
	"NONE",
	"--cmd",
	"set nobackup nowritebackup noundofile",
};
#define VIM_WORDS (sizeof(vim_words) / sizeof(*vim_words))

static bool
is_vim(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash != NULL ? slash + 1 : program;
	return strcmp(name, "vim") == 0 || strcmp(name, "nvim") == 0;
}

/* The editor's words, what keeps it from leaving copies, and the file. */
static const char **
make_argv(char *const *words, const char *path)
{
	size_t count = 0;
	size_t cap = 0;
	while (words[cap] != NULL)
		cap++;
	const char **argv = mem_new_array(cap + VIM_WORDS + 2, sizeof(*argv));
	for (; words[count] != NULL; count++)
		argv[count] = words[count];
	for (size_t i = 0; is_vim(argv[0]) && i < VIM_WORDS; i++)
		argv[count++] = vim_words[i];
	argv[count] = path;
	return argv;
}

static int
run_editor(const char *editor, const char *path)
{
	char **words = proc_split(editor);
	if (words == NULL)
		return err_set(ERR_EDITOR, editor, _("its name is not whole"),
		    NULL);
	const char **argv = make_argv(words, path);
	int status = 0;
	(void)fflush(stdout);
	int result = proc_run_terminal(argv, &status);
	free(argv);
	free(words);
	if (result == 0 && status != 0)
		result =
		    err_set(ERR_EDITOR, editor, _("it did not end well"), NULL);
	return result;
}

/* The words are what they were before. */
static int
refuse_same(struct run *run, const struct id *record)
{
	char *title = NULL;
	char *code = NULL;
	if (record == NULL)
		return err_set(ERR_TEXT_EMPTY, NULL);
	int result =
	    read_mention(run->journal, &run->project, record, &title, &code);
	if (result == 0)
		result = err_set(ERR_NOTHING_CHANGED, code, NULL);
	free(code);
	free(title);
	return result;
}

/* What the editor left becomes the body, if it is another one. */
static int
take_text(struct run *run, struct draft_file *file, const struct id *record,
    struct record *words)
{
	char *text = NULL;
	size_t len = 0;
	int result = draft_file_read(file, &text, &len);
	if (result != 0)
		return result;
	char *before = mem_dup(words->body, words->body_len);
	size_t before_len = words->body_len;
	save_set_body(words, text, len);
	bool is_same = words->body_len == before_len &&
	    memcmp(words->body, before, before_len) == 0;
	if (words->body_len == 0)
		result = err_set(ERR_TEXT_EMPTY, NULL);
	else if (is_same)
		result = refuse_same(run, record);
	explicit_bzero(text, len);
	free(before);
	free(text);
	return result;
}

/* The words could not be taken over: the file stays where it is, and the
 * next start finds it. */
static int
leave_file(struct draft_file *file, int result)
{
	struct err fault = *err_last();
	char *words = say_fill(
	    _("Your words are safe in the file “{1}”. withus takes them from "
	      "there when it starts again and has room."),
	    draft_file_path(file), NULL);

	out_notice(words);
	free(words);
	draft_file_leave(file);
	(void)err_restore(&fault);
	return result;
}

/* One editing: file, editor, and what it left into the draft, before the
 * file goes. An editor that failed may have left words too. */
static int
edit_draft(struct run *run, const char *editor, const struct id *record,
    struct record *words, int64_t *draft)
{
	struct draft_file *file = NULL;
	int result = draft_file_open(&file, run->journal, &run->writer, *draft,
	    open_runtime_dir());
	if (result != 0)
		return result;
	int ended = run_editor(editor, draft_file_path(file));
	struct err fault = *err_last();
	result = take_text(run, file, record, words);
	bool is_read = result == 0 || result == -ERR_TEXT_EMPTY ||
	    result == -ERR_NOTHING_CHANGED;
	if (is_read && ended != 0)
		result = err_restore(&fault);
	int kept = save_put_draft(run, record, words, "kept", draft);
	if (kept != 0 || !is_read)
		return leave_file(file, kept != 0 ? kept : result);
	draft_file_close(file);
	return result;
}

int
editor_write(struct run *run, const struct id *record, struct record *words,
    int64_t *draft)
{
	char *editor = editor_find();
	int result = editor != NULL ?
	    save_put_draft(run, record, words, "kept", draft) :
	    err_set(ERR_EDITOR_NONE, NULL);
	if (result == 0)
		result = edit_draft(run, editor, record, words, draft);
	free(editor);
	return result;
}
