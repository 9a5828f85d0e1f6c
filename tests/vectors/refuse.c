/*
 * Makes tests/vectors/refused/: files that are no versions, and beside each
 * the fault that this program names, with its place. Other implementations
 * must refuse them too; which fault they name is theirs.
 *
 * Built and run like tests/vectors/make.c. A case is a good file with one
 * line replaced. Files that are too large are in tests/unit/model_form.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/str.h"

#include <withus/err.h>

/* The good file, line by line. */
#define PROJECT "00aj5hd99b4a74e1zyz41e55ty"
#define BY "6p2s7g2xthzg7a72tdzsz8ezvv"
#define BORN "c8a3f3f3c0d5c9d70a0b1a64c3c2f8d7"
#define ID "762sycd934mebkcbt9krefz20j"
#define SALT "4699a15fca8bed7e809683fa2a332ec7"
#define VID_1 "1111111111111111111111111111111111111111111111111111111111111111"
#define VID_2 "2222222222222222222222222222222222222222222222222222222222222222"
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static const char *const good[] = {
	"---\n",
	"withus: reflection/1\n",
	"project: " PROJECT "\n",
	"id: " ID "\n",
	"born: " BORN "\n",
	"by: " BY "\n",
	"made: 2026-11-20\n",
	"rev: 1\n",
	"salt: " SALT "\n",
	"readers: team\n",
	"tags: [\"Sharing power\", trust]\n",
	"voices: [[k7f3, \"Night staff\"], [r2mm, \"Carers\", \"\"]]\n",
	"sig: U1NI\n",
	"---\n",
	"\n",
	"We met.\n",
};

#define GOOD_COUNT (sizeof good / sizeof *good)

#define CELLS_9 ", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\""
#define CELLS_63 CELLS_9 CELLS_9 CELLS_9 CELLS_9 CELLS_9 CELLS_9 CELLS_9

struct refusal {
	const char *name;
	size_t line;
	const char *text;
	size_t len; /* a text may hold NUL */
	enum err_code code;
	size_t at;
	size_t column;
};

static const struct refusal refusals[] = {
#define X(key, where, with, fault, there, place) \
	{ .name = #key,                          \
		.line = where,                   \
		.text = with,                    \
		.len = sizeof with - 1,          \
		.code = ERR_##fault,             \
		.at = there,                     \
		.column = place },
#include "vectors/refusals.def"
#undef X
};

static void
save(const char *folder, const char *name, const char *end,
    const struct str *text)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s%s", folder, name, end);
	if (file_write(path, text->data, text->len) == 0)
		return;
	fprintf(stderr, "%s: %s\n", path, err_name(err_last()->code));
	exit(1);
}

static void
write_bytes(const char *folder, const struct refusal *refusal)
{
	struct str bytes = { 0 };

	for (size_t i = 0; i + 1 < refusal->line; i++)
		str_add(&bytes, good[i]);
	str_add_bytes(&bytes, refusal->text, refusal->len);
	if (refusal->len == 0 || refusal->text[refusal->len - 1] == '\n')
		for (size_t i = refusal->line; i < GOOD_COUNT; i++)
			str_add(&bytes, good[i]);
	save(folder, refusal->name, ".md", &bytes);
	str_clear(&bytes);
}

static void
write_fault(const char *folder, const struct refusal *refusal)
{
	struct json *object = json_new_object();
	struct str text = { 0 };

	json_put_text(object, "fault", err_name(refusal->code));
	json_put_number(object, "line", (int64_t)refusal->at);
	json_put_number(object, "column", (int64_t)refusal->column);
	json_print(&text, object, 2);
	str_add_char(&text, '\n');
	save(folder, refusal->name, ".json", &text);
	json_free(object);
	str_clear(&text);
}

int
main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: refuse-vectors FOLDER\n");
		return 2;
	}
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		write_bytes(argv[1], &refusals[i]);
		write_fault(argv[1], &refusals[i]);
	}
	return 0;
}
