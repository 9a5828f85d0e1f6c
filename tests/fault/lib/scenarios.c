/*
 * The scenarios. No word that is looked for is part of another, or of
 * anything the program says by itself.
 *
 * Slots hold what is to be seen of one record (of one import: of all its
 * records together, since they come all or none). A step that was
 * acknowledged decides its slot; one that was only begun may have happened
 * or not, but nothing between.
 */
#include "scenario_parts.h"

#include <stdio.h>
#include <string.h>

/* name: for --scenario · what: for people · steps, the first `prepared` of
 * them without faults · home: which is judged · slots: how each is read ·
 * recover, after: see scenarios.h */
const struct scenario scenarios_plain[] = {
	{ .name = "first",
	    .what = "the first start makes a home and a project",
	    .steps = { { .args = { "new", "Quillfern days", "--as", "Amina",
			     "--stages", "research", "--json" },
		.slot = 1,
		.shows = "Quillfern" } },
	    .may_be_empty = true,
	    .slots = { [1] = { .reads = { { "projects", "--json" } } },
		[2] = { .reads = { { "projects", "--json" } } } },
	    .recover = START,
	    .after = { .args = { "new", "Ryegate days", "--as", "Amina",
			   "--stages", "research", "--json" },
		.slot = 2,
		.shows = "Ryegate" } },

	{ .name = "save",
	    .what = "three shared entries, one after the other",
	    .steps = { NEW_PROJECT, SAVE(1, "amberfinch", "spoke first today"),
		SAVE(2, "birchtarn", "We changed the order of the questions."),
		SAVE(3, "cobnutlane", "short") },
	    .prepared = 1,
	    .recover = START,
	    .after = SAVE_AFTERWARDS },

	{ .name = "edit",
	    .what = "an entry is edited, the edit undone, and brought back",
	    .steps = { NEW_PROJECT, SAVE(1, "dunlinmere", "as first written"),
		{ .args = { "edit", "{2}", "-m", "elderholt as put right",
		      "--json" },
		    .slot = 1,
		    .shows = "elderholt" },
		{ .args = { "undo" },
		    .slot = 1,
		    .shows = "dunlinmere",
		    .ack = SCENARIO_BY_EXIT },
		{ .args = { "undo" },
		    .slot = 1,
		    .shows = "elderholt",
		    .ack = SCENARIO_BY_EXIT } },
	    .prepared = 2,
	    .recover = START,
	    .after = SAVE_AFTERWARDS },

	/* In the diary or among the drafts, but never in both or in none. */
	{ .name = "draft",
	    .what = "words are kept as a draft, then shared with the team",
	    .steps = { NEW_PROJECT,
		{ .args = { "reflect", "-m", "fernleat half a thought" },
		    .slot = 2,
		    .shows = "fernleat",
		    .ack = SCENARIO_BY_EXIT },
		{ .args = { "drafts", "finish", "1", "--for", "team",
		      "--json" },
		    .slot = 1,
		    .shows = "fernleat" } },
	    .prepared = 1,
	    .slots = { [2] = { .reads = { { "diary", "--json" },
				   { "drafts", "--json" } },
			   .is_local = true } },
	    .recover = START,
	    .after = SAVE_AFTERWARDS },

	{ .name = "jrnl",
	    .what = "five entries are brought in from a jrnl file",
	    .steps = { NEW_PROJECT,
		{ .args = { "@jrnl", "gorsebank", "hazelford", "ivystead",
		      "junipercote", "kestrelmoor" } },
		{ .args = { "import", "jrnl", "{box}/in.jrnl", "--for", "team",
		      "--stage-by", "none" },
		    .slot = 1,
		    .shows = "gorsebank hazelford ivystead junipercote "
			     "kestrelmoor",
		    .ack = SCENARIO_BY_EXIT } },
	    .prepared = 2,
	    .recover = START,
	    .after = SAVE_AFTERWARDS },

	/* Two computers of one person go on from one state; then all versions
	 * of the first come to the second. */
	{ .name = "union",
	    .what = "a full import brings other versions of the same entry",
	    .steps = { NEW_PROJECT, SAVE(1, "larkspurry", "the beginning"),
		{ .args = { "@copy" } },
		{ .args = { "edit", "{2}", "-m", "medlarwood on the first" } },
		{ .args = { "edit", "{2}", "-m", "nettlecombe on the first" } },
		{ .args = { "export", "json", "{box}/out" } },
		{ .args = { "edit", "{2}", "-m", "osierbed on the second",
		      "--json" },
		    .home = 1,
		    .slot = 1,
		    .shows = "osierbed" },
		{ .args = { "import", "json", "{box}/out" },
		    .home = 1,
		    .slot = 1,
		    .shows = "osierbed nettlecombe",
		    .ack = SCENARIO_BY_EXIT } },
	    .prepared = 7,
	    .home = 1,
	    .slots = { [1] = { .home = 1 },
		[SCENARIO_SLOTS - 1] = { .home = 1 } },
	    .recover = START,
	    .after = { .args = { "reflect", "--for", "team", "-m",
			   "zanderweir afterwards", "--json" },
		.home = 1,
		.slot = SCENARIO_SLOTS - 1,
		.shows = "zanderweir" } },

	/* All changes are of one import: they are seen together or not. */
	{ .name = "changes",
	    .what = "a full import changes three entries that are here",
	    .steps = { NEW_PROJECT, SAVE(0, "abbotsley", "the beginning"),
		SAVE(0, "burnwick", "the beginning"),
		SAVE(0, "calderstone", "the beginning"),
		{ .args = { "@copy" } },
		{ .args = { "edit", "{2}", "-m", "dovecliff on the first" } },
		{ .args = { "edit", "{3}", "-m", "eastmarsh on the first" } },
		{ .args = { "edit", "{4}", "-m", "foxholme on the first" } },
		{ .args = { "export", "json", "{box}/out" } },
		{ .args = { "import", "json", "{box}/out" },
		    .home = 1,
		    .slot = 1,
		    .shows = "dovecliff eastmarsh foxholme",
		    .ack = SCENARIO_BY_EXIT } },
	    .prepared = 9,
	    .home = 1,
	    .slots = { [1] = { .home = 1 },
		[SCENARIO_SLOTS - 1] = { .home = 1 } },
	    .recover = START,
	    .after = { .args = { "reflect", "--for", "team", "-m",
			   "zanderweir afterwards", "--json" },
		.home = 1,
		.slot = SCENARIO_SLOTS - 1,
		.shows = "zanderweir" } },

	{ .name = "reply",
	    .what = "an entry gets a reply, then it is withdrawn",
	    .steps = { NEW_PROJECT, SAVE(1, "pearmainly", "said too early"),
		{ .args = { "reply", "{2}", "-m", "quincedale thank you",
		      "--json" },
		    .slot = 2,
		    .shows = "quincedale" },
		{ .args = { "withdraw", "{2}" },
		    .slot = 1,
		    .shows = "",
		    .ack = SCENARIO_BY_EXIT } },
	    .prepared = 2,
	    .slots = { [2] = { .reads = { { "show", "{2}", "--json" } } } },
	    .recover = START,
	    .after = SAVE_AFTERWARDS },

	{ .name = "stages",
	    .what = "a stage is added, begun and renamed",
	    .steps = { NEW_PROJECT,
		{ .args = { "stage", "add", "Rowanberry", "--json" },
		    .slot = 1,
		    .shows = "Rowanberry" },
		{ .args = { "stage", "begin", "{2}", "--json" } },
		{ .args = { "stage", "edit", "{2}", "--title", "Sorrelbeck",
		      "--json" },
		    .slot = 1,
		    .shows = "Sorrelbeck" } },
	    .prepared = 1,
	    .slots = { [1] = { .reads = { { "stages", "--json" } } },
		[SCENARIO_SLOTS -
		    1] = { .reads = { { "stages", "--json" } } } },
	    .recover = START,
	    .after = { .args = { "stage", "add", "Teaselgate", "--json" },
		.slot = SCENARIO_SLOTS - 1,
		.shows = "Teaselgate" } },

	/* A key of their own: both or neither. */
	{ .name = "member",
	    .what = "somebody else comes to write on this computer",
	    .steps = { NEW_PROJECT,
		{ .args = { "member", "add", "Umberleigh", "--here", "--json" },
		    .slot = 1,
		    .shows = "Umberleigh" } },
	    .prepared = 1,
	    .slots = { [1] = { .reads = { { "members", "--json" } } },
		[SCENARIO_SLOTS -
		    1] = { .reads = { { "stages", "--json" } } } },
	    .recover = START,
	    .after = { .args = { "--as", "Amina", "stage", "add", "Vetchfield",
			   "--json" },
		.slot = SCENARIO_SLOTS - 1,
		.shows = "Vetchfield" } },

	{ .name = "rebuild",
	    .what = "the shared tables are made again from the history",
	    .steps = { NEW_PROJECT, SAVE(1, "burdockhay", "one"),
		SAVE(2, "comfreyton", "two"), SAVE(3, "willowherb", "three"),
		{ .args = { "rebuild" } } },
	    .prepared = 4,
	    .recover = START,
	    .after = SAVE_AFTERWARDS },

	/* What a save before it wrote lies loose until then. */
	{ .name = "pack",
	    .what = "two entries, behind each of which all files are packed",
	    .steps = { NEW_PROJECT, SAVE(1, "xanthebury", "one"),
		SAVE(2, "bistorthay", "two"),
		{ .args = { "reflect", "--for", "team", "-m",
		      "corncockle three", "--json" },
		    .slot = 3,
		    .shows = "corncockle",
		    .env = "WITHUS_TEST_PACK=5" },
		{ .args = { "reflect", "--for", "team", "-m", "dittander four",
		      "--json" },
		    .slot = 4,
		    .shows = "dittander",
		    .env = "WITHUS_TEST_PACK=5" } },
	    .prepared = 3,
	    .recover = START,
	    .after = { .args = { "reflect", "--for", "team", "-m",
			   "zanderweir afterwards", "--json" },
		.slot = SCENARIO_SLOTS - 1,
		.shows = "zanderweir",
		.env = "WITHUS_TEST_PACK=5" } },

	/* A backup that is there under its name must be a whole one. */
	{ .name = "backup",
	    .what = "a backup is written, and can be restored if it is there",
	    .steps = { NEW_PROJECT, SAVE(1, "yarrowgill", "one"),
		SAVE(2, "alderfoot", "two"),
		{ .args = { "backup", "{box}/words.backup" } } },
	    .prepared = 3,
	    .slots = { [4] = { .home = 1 } },
	    .recover = START,
	    .after = { .args = { "restore", "{box}/words.backup" },
		.home = 1,
		.slot = 4,
		.shows = "yarrowgill alderfoot",
		.ack = SCENARIO_BY_EXIT,
		.only_if = "{box}/words.backup" } },

	{ .name = "restore",
	    .what = "a backup is restored into an empty home",
	    .steps = { NEW_PROJECT, SAVE(1, "bilberryhow", "one"),
		SAVE(2, "campionside", "two"),
		{ .args = { "backup", "{box}/words.backup" } },
		{ .args = { "restore", "{box}/words.backup" },
		    .home = 1,
		    .slot = 3,
		    .shows = "bilberryhow campionside",
		    .ack = SCENARIO_BY_EXIT } },
	    .prepared = 4,
	    .home = 1,
	    .may_be_empty = true,
	    .slots = { [3] = { .home = 1 } },
	    .recover = START,
	    .after = { .args = { "restore", "{box}/words.backup" },
		.home = 1,
		.slot = 3,
		.shows = "bilberryhow campionside",
		.ack = SCENARIO_BY_EXIT,
		.exits = "01" } },

	{ .name = "mend-object",
	    .what = "a spoilt file of the history is mended",
	    .steps = { NEW_PROJECT, SAVE(1, "damsonhurst", "one"),
		SAVE(2, "eglantineby", "two"), { .args = { "@damage-object" } },
		{ .args = { "check", "--repair" } } },
	    .prepared = 4,
	    .recover = { "check", "--repair" },
	    .after = SAVE_AFTERWARDS },

	{ .name = "mend-row",
	    .what = "a spoilt row of the shared tables is mended",
	    .steps = { NEW_PROJECT, SAVE(1, "foxglovery", "one"),
		SAVE(2, "guelderside", "two"),
		{ .args = { "@damage-row", "guelderside" } },
		{ .args = { "check", "--repair" } } },
	    .prepared = 4,
	    .recover = { "check", "--repair" },
	    .after = SAVE_AFTERWARDS },

	{ .name = "recover",
	    .what = "a journal that cannot be opened is made from its copies",
	    .steps = { NEW_PROJECT, SAVE(1, "hawksbeard", "one"),
		SAVE(2, "ironwortle", "two"), { .args = { "@damage-file" } },
		{ .args = { "rebuild" } } },
	    .prepared = 4,
	    .recover = { "rebuild" },
	    .after = SAVE_AFTERWARDS },

	{ .name = NULL }
};

const struct scenario *
scenario_get(int n)
{
	static const struct scenario *const tables[] = { scenarios_plain,
		scenarios_shared };
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (const struct scenario *s = tables[t]; s->name; s++)
			if (n-- == 0)
				return s;
	return NULL;
}

const struct scenario *
scenario_find(const char *name)
{
	for (int n = 0; scenario_get(n); n++)
		if (strcmp(scenario_get(n)->name, name) == 0)
			return scenario_get(n);
	return NULL;
}

int
scenario_count_steps(const struct scenario *scenario)
{
	int count = 0;
	while (count < SCENARIO_STEPS && scenario->steps[count].args[0])
		count++;
	return count;
}

bool
scenario_get_word(char out[64], const char *words, int n)
{
	int used = 0;
	while (words && sscanf(words, "%63s%n", out, &used) == 1) {
		if (n-- == 0)
			return true;
		words += used;
	}
	return false;
}
