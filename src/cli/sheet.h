/*
 * Filling in a record: from flags and options, and at a terminal by the
 * questions of its kind, one at a time and in the order of the table of
 * kinds. What was answered and could not be saved is kept as a draft, which
 * knows the questions that were passed over too.
 */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/ask.h"
#include "cli/command.h"
#include "cli/compose.h"

#include <stdbool.h>
#include <stdint.h>

/* Questions of one sheet, at most. */
#define SHEET_MOST 24

struct sheet {
	struct run *run;
	struct record *words;    /* the owner's of the sheet */
	int64_t draft;           /* in which they lie; 0 */
	const struct id *record; /* what they change; NULL: something new */

	/* What Enter gives for one field, whatever its kind says; NULL. */
	const char *usual_field;
	const char *usual;
	/* One more choice of a field, which leaves it out; it then is not
	 * required. Without a name: none. */
	const char *extra_field;
	struct ask_choice extra;
	/* What a person should see before the first question; NULL. */
	void (*show)(void *data);
	void *show_data;

	bool only_needed; /* what could be left out is not asked for */

	/* Set by sheet_complete: who writes the text. */
	enum body_want want;
	bool was_asked; /* some question has an answer */
	bool has_shown;
	bool knows_lines;    /* how to write several was said before */
	bool has_begun_text; /* by questions: `back` may lead there again */
	const char *passed[SHEET_MOST]; /* fields that were left out, and
					   "text" */
	size_t passed_count;
	size_t text_at; /* question of the text that was stopped at; 0: none */
	const struct kind_field *unfinished; /* rows that were stopped at, so
						more may come; NULL */
	size_t cell_at; /* cell of the last of them that was stopped at; 0:
			   that row is whole */
};

/* What flags of the command give to a field of which each is called like a
 * choice; its own option can be given instead. `*out` NULL: nothing.
 * ERR_USAGE_TOGETHER. */
int sheet_flag(const struct run *run, const char *field, const char **out);

/* The field that names such a kind: the first argument, if there is one. */
int sheet_take_title(struct sheet *sheet);

/*
 * At a terminal asks for all that is still open: what the kind requires, and
 * where no option was given what its table says, then the text; that is left
 * to the editor where there is one and it is required. Without a terminal
 * -ERR_USAGE_MISSING names all that is missing. -ERR_STOPPED, ASK_BACK where
 * the argument of the command is to be asked again.
 */
int sheet_complete(struct sheet *sheet);

/* The text was left out on purpose. */
void sheet_pass_text(struct sheet *sheet);

/* Takes what was given, completes it, and writes the text. */
int sheet_fill(struct sheet *sheet, const struct compose *compose);

/* Names all that a command needs and that was not given: arguments, and what
 * its kind requires; of `words` if there are any (NULL: as given), unless it
 * is the field `but` (NULL). 0, or -ERR_USAGE_MISSING. */
int sheet_miss(const struct run *run, const struct record *words,
    const char *but);

/* One question of a field. What it has already is offered, and Enter alone
 * leaves it so. 0, ASK_PASSED if there is nothing to choose, ASK_BACK,
 * -ERR_STOPPED. */
int sheet_ask_field(struct sheet *sheet, const struct kind_field *field,
    bool is_first);

/* The text, by the questions of its model where it has some. The same. */
int sheet_ask_text(struct sheet *sheet, bool is_required, bool is_first);

/* What stands in a field, for people, cut short; NULL where nothing does. To
 * be freed. */
char *sheet_describe(const struct sheet *sheet, const struct kind_field *field);

/* Before a question: who is meant, and what there is to see. */
void sheet_show_before(struct sheet *sheet);

/* Keeps the words as a draft, with what was passed over. */
int sheet_keep_as(struct sheet *sheet, const char *why);

/* After an answer, so that no power cut takes it: where something was
 * answered, as if the person stopped here. */
void sheet_keep_answer(struct sheet *sheet);

/* After a fault: keeps what was typed, where nothing has kept it yet. Returns
 * `result`. */
int sheet_keep(struct sheet *sheet, int result);

/* The same where only answers are to be kept: words that came otherwise are
 * kept already. */
int sheet_keep_asked(struct sheet *sheet, int result);

/* Takes what was passed over out of the words of a draft. One that was not
 * begun by questions is asked for what is needed alone. */
void sheet_take_passed(struct sheet *sheet);
/* Only takes it out. */
void sheet_drop_passed(struct record *words);

#endif
