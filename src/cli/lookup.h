/*
 * Looking up what only the journal knows, for somebody who types: it opens
 * the journal for reading when it is first asked, changes nothing, asks
 * nothing and says nothing. Where something is wrong, nothing is found.
 *
 * Words of a draft are their writer's alone, and never among what it finds.
 */
#ifndef CLI_LOOKUP_H
#define CLI_LOOKUP_H

#include "cli/command.h"
#include "cli/suggest.h"

struct lookup {
	struct run run; /* its home, project and member as typed */
	bool was_opened;
	bool has_project;
};

void lookup_close(struct lookup *lookup);

/* True for kinds that people write. */
bool lookup_is_kind(const struct kind *kind);

/* Records of a kind (NULL: any) by their codes, or with `by_name` by what they
 * are called; what else is known of them beside it. */
void lookup_add(struct lookup *lookup, struct suggestions *out,
    const char *kind, bool by_name);
void lookup_add_projects(struct lookup *lookup, struct suggestions *out);
/* Numbers of the drafts of who acts, with the kind of each. */
void lookup_add_drafts(struct lookup *lookup, struct suggestions *out);

#endif
