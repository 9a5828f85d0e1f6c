/* The sanitiser on any bytes: what comes out is UTF-8 without a forbidden
 * character, cleaning it again changes nothing, and a cut line fits. */
#include "base/clean.h"
#include "base/utf8.h"

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Written from the rule, not taken from the code. */
static bool
is_forbidden(uint32_t point)
{
	static const uint32_t ranges[][2] = { { 0x00, 0x09 }, { 0x0B, 0x1F },
		{ 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C },
		{ 0x180E, 0x180E }, { 0x200B, 0x200B }, { 0x200E, 0x200F },
		{ 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0xE000, 0xF8FF },
		{ 0xFDD0, 0xFDEF }, { 0xFEFF, 0xFEFF }, { 0xFFF0, 0xFFFB },
		{ 0xE0000, 0xE0FFF }, { 0xF0000, UINT32_MAX } };
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (point >= ranges[i][0] && point <= ranges[i][1])
			return true;
	return (point & 0xFFFE) == 0xFFFE;
}

static void
demand(bool condition)
{
	if (!condition)
		abort();
}

static void
demand_clean(const struct str *text)
{
	size_t marks = 0;
	for (size_t at = 0; at < text->len;) {
		uint32_t point = 0;
		size_t size =
		    utf8_decode(&point, text->data + at, text->len - at);
		demand(size > 0 && !is_forbidden(point));
		marks = utf8_point_class(point) == UTF8_MARK ? marks + 1 : 0;
		demand(marks <= 4);
		at += size;
	}
}

static void
demand_same(const struct str *a, const struct str *b)
{
	demand(strcmp(str_text(a), str_text(b)) == 0 && a->len == b->len);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	demand(setlocale(LC_ALL, "C.UTF-8") != NULL);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	size_t cells = size > 0 ? data[0] % 32 : 0;
	struct str once = { 0 };
	struct str twice = { 0 };
	clean_text(&once, text, size);
	clean_text(&twice, str_text(&once), once.len);
	demand_clean(&once);
	demand_same(&once, &twice);
	demand(clean_count_hidden(str_text(&once), once.len) == 0);
	str_cut(&once, 0);
	str_cut(&twice, 0);
	clean_line(&once, text, size);
	clean_line(&twice, str_text(&once), once.len);
	demand_clean(&once);
	demand_same(&once, &twice);
	demand(strchr(str_text(&once), '\n') == NULL);
	size_t width = utf8_width(str_text(&once), once.len);
	str_cut(&twice, 0);
	clean_line_cut(&twice, text, size, cells);
	demand_clean(&twice);
	if (width <= cells)
		demand_same(&once, &twice);
	else
		demand(utf8_width(str_text(&twice), twice.len) <= cells);
	str_clear(&once);
	str_clear(&twice);
	return 0;
}
