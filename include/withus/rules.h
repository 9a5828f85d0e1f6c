/*
 * Documents that the group agrees: where each person stands with one, and
 * what that makes of it. The rules are in withus-record(5), "Agreed". Nothing
 * of this is stored: it is worked out from the document's versions, from the
 * agreements that name some of them, and from who is a member.
 */
#ifndef WITHUS_RULES_H
#define WITHUS_RULES_H

#include <withus/item.h>
#include <withus/journal.h>
#include <withus/write.h>

#include <stdbool.h>
#include <stddef.h>

/* Where a person stands. */
enum rules_where {
	RULES_SILENT,      /* has said nothing */
	RULES_AGREES,      /* to the words of today */
	RULES_RESERVATION, /* the same, with a reservation */
	RULES_EARLIER,     /* agreed to words that have changed since */
	RULES_NOT_YET,     /* does not agree yet */
	RULES_TWO_THINGS   /* said different things at the same time: counts
			      as no agreement until they say which */
};

struct rules_person {
	struct person who; /* no id: words ("the night staff") */
	enum rules_where where;
	bool is_in_group; /* must agree: stands in the document's group */
	bool is_asked;    /* today */
	bool is_awaited;  /* asked, and has said nothing to these words */
	bool has_left;
	bool is_away;           /* today; still awaited, but do not press */
	bool is_earlier;        /* what they said was said to other words */
	bool is_unknown;        /* the words they said it to are not all here */
	struct item *agreement; /* NULL: none */
	struct record *to; /* with is_earlier: the words that it was said to */
};

/* One document. */
struct rules {
	struct item *item;    /* item->status has the states too */
	bool is_rhythm;       /* "How we reflect" */
	bool is_agreed;       /* by all of its group, to these words */
	bool is_second_look;  /* for one of these two reasons: */
	bool has_other_group; /* it is for all, and all are others today */
	bool is_due;          /* its day to look again has come */
	char due[11];         /* that day; "" without one */
	struct rules_person *people; /* the group, then others who were asked or
					said something; by name */
	size_t count;
	size_t awaited_count;
};

/* The caller frees it with rules_free. ERR_CODE_NOT_THERE, ERR_CODE_KIND. */
int read_rules(struct journal *journal, const struct id *project,
    const struct id *id, struct rules **out);
void rules_free(struct rules *rules);

/* Which documents a list holds. */
enum rules_filter {
	RULES_ALL,
	RULES_AGREED,
	RULES_NOT_AGREED,
	RULES_SECOND_LOOK,
	RULES_AWAITS /* those that await `member` */
};

struct rules_query {
	struct id project;
	enum rules_filter filter;
	struct id member; /* for RULES_AWAITS, and rules_row.awaits_me */
	size_t most;      /* 0: all */
};

struct rules_row {
	const struct item *item;
	size_t group_count;           /* who must agree */
	size_t agreed_count;          /* of them, to these words */
	const struct person *awaited; /* but for those who are away today */
	size_t awaited_count;
	bool awaits_me;
	enum rules_where my_where; /* of `member`; RULES_SILENT */
};

/* Newest first, by (day, id). A row is borrowed for the call. */
int read_rules_list(struct journal *journal, const struct rules_query *query,
    int (*each)(void *data, const struct rules_row *row), void *data);

/* The id of the document "How we reflect" of a project, whether it is here
 * already or not; it is written with `born` KIND_BORN_RHYTHM. */
void rules_rhythm(const struct id *project, struct id *out);

/*
 * A second look: the same words, with the group of today where it is for all
 * (earlier agreements stand, newcomers are asked), and the next day to look
 * again, `look-every` weeks from today (without that: none).
 * ERR_NOTHING_CHANGED, and what write_edit has.
 */
int rules_again(struct journal *journal, const struct writer *writer,
    const struct id *id, struct written *out);

#endif
