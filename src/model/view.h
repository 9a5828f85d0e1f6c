/*
 * What people see of a record: the words of its one view head, or the
 * combined text of several, by the rules of withus-record(5) "Merged view".
 * A pure function of the lineage: no clock, locale, order of arrival.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model/lineage.h"

#include <withus/record.h>

/* Some words and the view heads (indexes into the lineage) that have them. */
struct view_variant {
	struct value value; /* of a field; a row as rows with it alone; an
				order of rows as a list of their names; a cell,
				or paragraphs with a blank line between, as
				shape ONE */
	bool is_absent;     /* these heads have nothing there */
	size_t *heads;
	size_t head_count;
};

/* A place where heads differ in ways that cannot both hold. */
struct view_clash {
	char *key;   /* the field; NULL: in the body */
	char *row;   /* the row's name; NULL: the whole field */
	size_t cell; /* which cell of the row, from 1; 0: the whole row,
			   removed and edited; of a field: all of it, or the
			   order of its rows */
	size_t at;   /* body: index of the first paragraph of the variants in
			   the combined body */
	struct view_variant *variants; /* sorted by their text, absent last */
	size_t variant_count;
};

struct view {
	/* Of one head: its record. Of several the combined words: kind, id,
	 * project, born, by (that of the head with the smallest vid), the
	 * greatest form, made and rev, fields and body; it follows nothing, and
	 * is neither signed nor typed. Where fields clash, the variant that
	 * sorts first stands here. Where the body clashes all variants stand
	 * one after the other. */
	struct record *record;
	size_t *heads; /* view heads, in order of vid */
	size_t head_count;
	size_t *follows; /* what a version that is written on this follows: the
			    heads, and those that count in part; by vid */
	size_t follow_count;
	size_t word_count; /* how many different words the heads have, withdrawn
			      ones aside */
	struct view_clash *clashes;
	size_t clash_count;
	bool is_withdrawn;     /* every head is withdrawn */
	bool is_withdrawn_too; /* edited here, withdrawn there */
	bool keeps_names;      /* a head dropped names that others wrote from
				   a field that only grows by others' hands:
				   they stay in it */
};

/*
 * Makes the view of a judged lineage; the caller frees it. Where nothing has
 * standing the result is NULL: there is nothing to show but what was set
 * aside.
 */
struct view *view_make(const struct lineage *lineage);
void view_free(struct view *view);

#endif
