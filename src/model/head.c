#include "model/head.h"

#include "model/value.h"

#include "base/date.h"
#include "base/hex.h"
#include "base/mem.h"

#include <assert.h>
#include <string.h>

#define SALT_TEXT 32
#define VID_TEXT (VID_TEXT_SIZE - 1)

size_t
head_count_word(struct span text)
{
	size_t len = 0;

	while (len < text.len &&
	    ((text.data[len] >= 'a' && text.data[len] <= 'z') ||
		(len > 0 && text.data[len] == '-')))
		len++;
	return len <= RECORD_KIND_MAX ? len : 0;
}

bool
head_parse_number(uint32_t *out, struct span text)
{
	uint64_t number = 0;

	if (text.len == 0 || text.len > 10 || *text.data == '0')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		number = number * 10 + (uint64_t)(text.data[i] - '0');
	}
	*out = (uint32_t)number;
	return number <= RECORD_NUMBER_MAX;
}

static bool
parse_withus(struct record *record, struct span text)
{
	size_t len = head_count_word(text);

	if (len == 0 || len == text.len || text.data[len] != '/')
		return false;
	memcpy(record->kind, text.data, len);
	record->kind[len] = '\0';
	return head_parse_number(&record->form,
	    span_make(text.data + len + 1, text.len - len - 1));
}

/* All zeros is how "nobody" and "none" are held in memory: no file has it. */
static bool
parse_id(struct id *out, struct span text)
{
	return id_parse(out, text.data, text.len) && !id_is_none(out);
}

static bool
parse_project(struct record *record, struct span text)
{
	return parse_id(&record->project, text);
}

static bool
parse_own_id(struct record *record, struct span text)
{
	return parse_id(&record->id, text);
}

static bool
parse_by(struct record *record, struct span text)
{
	return parse_id(&record->by, text);
}

static bool
parse_typed_by(struct record *record, struct span text)
{
	return parse_id(&record->typed_by, text);
}

static bool
is_born_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || c == '/' || c == '-';
}

/* Runs of these characters parted by single spaces. "-" at its start would
 * be a list of YAML if nothing but "/" came behind it. */
static bool
parse_born(struct record *record, struct span text)
{
	char last = ' ';

	if (text.len == 0 || text.len > RECORD_BORN_MAX ||
	    (*text.data == '-' && (text.len == 1 || text.data[1] != '/')))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_born_char(text.data[i]) &&
		    (text.data[i] != ' ' || last == ' '))
			return false;
		last = text.data[i];
	}
	memcpy(record->born, text.data, text.len);
	record->born[text.len] = '\0';
	return last != ' ';
}

static bool
parse_made(struct record *record, struct span text)
{
	struct date day;

	if (!date_parse(&day, text.data, text.len))
		return false;
	date_print(record->made, day);
	return true;
}

static bool
parse_rev(struct record *record, struct span text)
{
	return head_parse_number(&record->rev, text);
}

/* One vid that stands above the one before it. */
static bool
parse_next_vid(struct record *record, const char *text)
{
	struct vid *vid = &record->follows[record->follow_count++];

	return vid_parse(vid, text, VID_TEXT) && !vid_is_none(vid) &&
	    (record->follow_count == 1 || vid_compare(vid - 1, vid) < 0);
}

/* "[vid, vid]": the length alone says how many there are. */
static bool
parse_follows(struct record *record, struct span text)
{
	size_t count = text.len / (VID_TEXT + 2);

	if (count == 0 || text.len % (VID_TEXT + 2) != 0 || *text.data != '[' ||
	    text.data[text.len - 1] != ']')
		return false;
	record->follows = mem_new_array(count, sizeof *record->follows);
	for (size_t i = 0; i < count; i++) {
		const char *here = text.data + 1 + i * (VID_TEXT + 2);

		if (i > 0 && memcmp(here - 2, ", ", 2) != 0)
			return false;
		if (!parse_next_vid(record, here))
			return false;
	}
	return true;
}

static bool
parse_state(struct record *record, struct span text)
{
	if (text.len == 0 || head_count_word(text) != text.len)
		return false;
	record->state = mem_dup(text.data, text.len);
	return true;
}

static bool
parse_salt(struct record *record, struct span text)
{
	return text.len == SALT_TEXT &&
	    hex_decode(record->salt, sizeof record->salt, text.data, text.len);
}

static void
print_withus(struct str *out, const struct record *record)
{
	str_add_format(out, "%s/%lu", record->kind,
	    (unsigned long)record->form);
}

static void
print_id(struct str *out, const struct id *id)
{
	char text[ID_TEXT_SIZE];

	id_print(text, id);
	str_add(out, text);
}

static void
print_project(struct str *out, const struct record *record)
{
	print_id(out, &record->project);
}

static void
print_own_id(struct str *out, const struct record *record)
{
	print_id(out, &record->id);
}

static void
print_by(struct str *out, const struct record *record)
{
	print_id(out, &record->by);
}

static void
print_typed_by(struct str *out, const struct record *record)
{
	print_id(out, &record->typed_by);
}

static void
print_born(struct str *out, const struct record *record)
{
	str_add(out, record->born);
}

static void
print_confirmed(struct str *out, const struct record *record)
{
	struct value value = { .text = record->confirmed, .count = 1 };

	assert(record->confirmed);
	value_print(out, &value);
}

static void
print_made(struct str *out, const struct record *record)
{
	str_add(out, record->made);
}

static void
print_rev(struct str *out, const struct record *record)
{
	str_add_format(out, "%lu", (unsigned long)record->rev);
}

static void
print_follows(struct str *out, const struct record *record)
{
	char text[VID_TEXT_SIZE];

	for (size_t i = 0; i < record->follow_count; i++) {
		vid_print(text, &record->follows[i]);
		str_add(out, i > 0 ? ", " : "[");
		str_add(out, text);
	}
	str_add_char(out, ']');
}

static void
print_state(struct str *out, const struct record *record)
{
	str_add(out, record->state);
}

static void
print_salt(struct str *out, const struct record *record)
{
	char text[SALT_TEXT + 1];

	hex_encode(text, record->salt, sizeof record->salt);
	str_add(out, text);
}

static bool
has_project(const struct record *record)
{
	return strcmp(record->kind, "project") != 0;
}

static bool
has_typist(const struct record *record)
{
	return record->confirmed || !id_is_none(&record->typed_by);
}

static bool
has_follows(const struct record *record)
{
	return record->follow_count > 0;
}

static bool
has_state(const struct record *record)
{
	return record->state != NULL;
}

static bool
has_always(const struct record *record)
{
	(void)record;
	return true;
}

/* The order here is the order in the file. */
const struct head_key head_keys[HEAD_FIELD] = {
	[HEAD_WITHUS] = { .name = "withus",
	    .like = "reflection/1",
	    .parse = parse_withus,
	    .print = print_withus,
	    .is_there = has_always },
	[HEAD_PROJECT] = { .name = "project",
	    .like = "26 × 0-9a-z",
	    .parse = parse_project,
	    .print = print_project,
	    .is_there = has_project },
	[HEAD_ID] = { .name = "id",
	    .like = "26 × 0-9a-z",
	    .parse = parse_own_id,
	    .print = print_own_id,
	    .is_there = has_always },
	[HEAD_BORN] = { .name = "born",
	    .like = "1-80 × 0-9A-Za-z/-",
	    .parse = parse_born,
	    .print = print_born,
	    .is_there = has_always },
	[HEAD_BY] = { .name = "by",
	    .like = "26 × 0-9a-z",
	    .parse = parse_by,
	    .print = print_by,
	    .is_there = has_always },
	[HEAD_TYPED_BY] = { .name = "typed-by",
	    .like = "26 × 0-9a-z",
	    .parse = parse_typed_by,
	    .print = print_typed_by,
	    .is_there = has_typist },
	[HEAD_CONFIRMED] = { .name = "confirmed",
	    .like = "read back",
	    .print = print_confirmed,
	    .is_there = has_typist },
	[HEAD_MADE] = { .name = "made",
	    .like = "2026-11-20",
	    .parse = parse_made,
	    .print = print_made,
	    .is_there = has_always },
	[HEAD_REV] = { .name = "rev",
	    .like = "2",
	    .parse = parse_rev,
	    .print = print_rev,
	    .is_there = has_always },
	[HEAD_FOLLOWS] = { .name = "follows",
	    .like = "[64 × 0-9a-f, 64 × 0-9a-f]",
	    .parse = parse_follows,
	    .print = print_follows,
	    .is_there = has_follows },
	[HEAD_STATE] = { .name = "state",
	    .like = "withdrawn",
	    .parse = parse_state,
	    .print = print_state,
	    .is_there = has_state },
	[HEAD_SALT] = { .name = "salt",
	    .like = "32 × 0-9a-f",
	    .parse = parse_salt,
	    .print = print_salt,
	    .is_there = has_always },
};
