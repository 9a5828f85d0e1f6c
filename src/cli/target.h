/*
 * What a command is about: its first argument. Where it is left out at a
 * terminal, what fits is offered, newest first: decisions that wait for a
 * view, ground rules that ask for a look, drafts.
 */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "cli/choices.h"
#include "cli/command.h"

struct target {
	const char *question; /* N_() */
	const char *help;     /* N_(); NULL: that a code will do */
	const char *none;     /* said where there is nothing to offer, N_() */
	const char *kind;     /* for read_find(); NULL: any code */
	/* Adds what fits; each by its code, or as it is typed. NULL: there is
	 * nothing to choose from, it is typed. */
	int (*offer)(struct run *run, struct choices *choices);
	/* Judges what was typed instead; NULL: it must be found. */
	int (*check)(struct run *run, const char *typed);
};

/* There is nothing to do it with: that was told. */
#define TARGET_NONE 3

/* Asks for it, if it was left out or asked for before. TARGET_NONE,
 * -ERR_STOPPED, ASK_BACK never. */
int target_ask(struct run *run);

/* Whether the one that was typed is there: looked at before anybody is asked
 * anything else. ERR_CODE_*, ERR_NAME_*. */
int target_check(struct run *run);

/* To take decisions that wait for a view, are to be settled, or of which
 * something came; ground rules that ask for an answer, want a second look,
 * or changed. */
extern const struct target target_to_view;
extern const struct target target_to_settle;
extern const struct target target_to_answer;
extern const struct target target_to_agree;
extern const struct target target_to_look_again;
extern const struct target target_of_rules;

/* What can be replied to, and what the writer may change or take back. */
extern const struct target target_to_reply;
extern const struct target target_to_change;
extern const struct target target_to_withdraw;

extern const struct target target_of_stage;
extern const struct target target_to_begin;
extern const struct target target_to_end;
extern const struct target target_of_member;
extern const struct target target_of_draft;

/* What is no record: words to look for, files and folders. */
extern const struct target target_of_words;
extern const struct target target_to_back_up;
extern const struct target target_to_restore;
extern const struct target target_of_diary;
extern const struct target target_of_records;
extern const struct target target_of_project;

#endif
