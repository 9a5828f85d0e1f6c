/*
 * Carrying words out and in. A fault in one line of a file never costs the
 * others: it is told with file, line and reason, and the good ones are kept,
 * unless all or nothing was asked for.
 */
#ifndef WITHUS_CARRY_H
#define WITHUS_CARRY_H

#include <withus/journal.h>
#include <withus/write.h>

struct carry_result {
	size_t kept;  /* records or versions taken in */
	size_t known; /* were here already */
	size_t faulty;
	struct id project; /* the project they went to */
	bool is_new_project;
	bool in_history;
};

struct carry_fault {
	const char *file;
	size_t line; /* 0: not known */
	const struct err *why;
};

struct carry_options {
	bool all_or_nothing;
	void (*fault)(void *data, const struct carry_fault *fault);
	void *data;
};

/*
 * A diary as jrnl writes it: `[YYYY-MM-DD HH:MM] text`, to the next such
 * line. Each becomes an entry of the writer; `by_year` pegs each to a stage
 * named for its year, made where absent. All is one action. An entry whose
 * words the writer has on that day already is left out, so the same file
 * twice adds nothing.
 * -ERR_IMPORT_LINES where a line was faulty.
 */
struct carry_jrnl {
	const struct writer *writer;
	const char *file;
	const char *readers; /* "team" or "public" */
	bool by_year;
};
int carry_import_jrnl(struct journal *journal, const struct carry_jrnl *task,
    const struct carry_options *options, struct carry_result *out);

/* Everything shared of a project, versions and all, as files of JSON in an
 * empty or absent folder: withus-json(7). */
int carry_export_json(struct journal *journal, const struct id *project,
    const char *dir, struct carry_result *out);

/* The union of such a folder with the project that it names, made where
 * absent. Nobody of this home did it: an undo does not reach it. */
int carry_import_json(struct journal *journal, const char *dir,
    const struct carry_options *options, struct carry_result *out);

#endif
