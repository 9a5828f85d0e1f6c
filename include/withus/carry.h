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

/* What became of a part that has no field: nothing of it is lost. */
enum carry_note_code {
	CARRY_NOTE_OPEN,  /* that it was settled is not said: it stays open */
	CARRY_NOTE_DAY,   /* the day is not said: it stands under today */
	CARRY_NOTE_TEXT,  /* these parts are text: their headings */
	CARRY_NOTE_OTHER, /* it names another one that is not there: in which
			     words */
	CARRY_NOTE_STAYS, /* it is open again; that it was settled, as somebody
			     else brought it in, stays */
	CARRY_NOTE_LINK   /* it is no file, but a link to one: passed over */
};

struct carry_note {
	const char *file;
	enum carry_note_code code;
	const char *words; /* NULL: none */
};

struct carry_options {
	bool all_or_nothing;
	void (*fault)(void *data, const struct carry_fault *fault);
	void (*note)(void *data, const struct carry_note *note); /* or NULL */
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

/*
 * A folder of architecture decision records, a file each, as adr-tools and
 * MADR have them. Each becomes a decision, and the writer's settlement where
 * it says that it was settled; counted are the files. All is one action. A
 * file that says what it said when it was taken in last adds nothing, and one
 * that was changed becomes a new version of the same decision.
 * -ERR_IMPORT_LINES where a file was faulty.
 */
struct carry_adr {
	const struct writer *writer;
	const char *dir;
	const char *from;      /* tells files of the same name in several
				  folders apart; NULL: "adr" */
	const char *nobody;    /* "=words" in place of who decided */
	const char *no_reason; /* words in place of why */
};
int carry_import_adr(struct journal *journal, const struct carry_adr *task,
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
