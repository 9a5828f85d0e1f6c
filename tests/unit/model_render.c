/* Where the heads of a record lie in the tree, and what changes there. */
#include "model/render.h"

#include "base/str.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* "path=number, path=number"; "-" for nothing. */
static char *
print(const struct lineage *lineage, struct render_file *files, size_t count)
{
	struct str out = { 0 };

	for (size_t f = 0; f < count; f++) {
		str_add_format(&out, "%s%s=", f > 0 ? ", " : "", files[f].path);
		if (files[f].version == SIZE_MAX)
			str_add_char(&out, '-');
		else
			str_add_format(&out, "%u",
			    (unsigned)weave_number(
				&lineage->versions[files[f].version].vid));
	}
	render_free(files, count);
	return str_take(&out);
}

static void
demand(const struct lineage *lineage, const bool *in, const char *wanted)
{
	struct render_file *files;
	size_t count = render_lineage(lineage, in, &files);
	char *printed = print(lineage, files, count);

	assert_string_equal(printed, wanted);
	free(printed);
}

static void
demand_changes(const struct lineage *lineage, const bool *before,
    const bool *after, const char *wanted)
{
	struct render_file *files;
	size_t count = render_changes(lineage, before, after, &files);
	char *printed = print(lineage, files, count);

	assert_string_equal(printed, wanted);
	free(printed);
}

#define PATH "note/00/00000000000000000000000001"

static void
add(struct lineage *lineage, uint32_t vid, const char *follows)
{
	weave_add(lineage, &(struct weave){ .vid = vid, .follows = follows });
}

static void
test_files(void **state)
{
	struct lineage lineage = { 0 };
	bool some[4] = { true, false, true, true };
	bool none[4] = { false };

	(void)state;
	add(&lineage, 4, "1");
	add(&lineage, 3, "1");
	add(&lineage, 2, "1");
	add(&lineage, 1, NULL);
	lineage_link(&lineage);
	demand(&lineage, NULL, PATH ".md=2, " PATH ".2.md=3, " PATH ".3.md=4");
	demand(&lineage, some, PATH ".md=3, " PATH ".2.md=4");
	demand(&lineage, none, "");
	/* Standing does not matter to the tree. */
	lineage.versions[1].standing = STANDING_KEY_UNKNOWN;
	demand(&lineage, NULL, PATH ".md=2, " PATH ".2.md=3, " PATH ".3.md=4");
	lineage_clear(&lineage);
}

static void
test_project(void **state)
{
	struct lineage lineage = { 0 };

	(void)state;
	weave_add(&lineage, &(struct weave){ .vid = 1, .kind = "project" });
	weave_add(&lineage, &(struct weave){ .vid = 2, .kind = "project" });
	lineage_link(&lineage);
	demand(&lineage, NULL, "README.md=1, README.2.md=2");
	lineage_clear(&lineage);
}

static void
test_changes(void **state)
{
	struct lineage lineage = { 0 };
	bool none[4] = { false };
	bool first[4] = { true };
	bool two[4] = { true, true, false, true };
	bool three[4] = { true, true, true, true };

	(void)state;
	add(&lineage, 1, NULL);
	add(&lineage, 2, "1");
	add(&lineage, 3, "2 4");
	add(&lineage, 4, "1");
	lineage_link(&lineage);
	demand_changes(&lineage, none, first, PATH ".md=1");
	demand_changes(&lineage, first, two, PATH ".md=2, " PATH ".2.md=4");
	demand_changes(&lineage, two, three, PATH ".md=3, " PATH ".2.md=-");
	demand_changes(&lineage, two, NULL, PATH ".md=3, " PATH ".2.md=-");
	demand_changes(&lineage, two, two, "");
	two[1] = false;
	demand_changes(&lineage, first, two, PATH ".md=4");
	lineage_clear(&lineage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_project),
		cmocka_unit_test(test_changes),
	};
	return cmocka_run_group_tests_name("model_render", tests, NULL, NULL);
}
