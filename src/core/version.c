#include "core/version.h"

#include "base/mem.h"
#include "core/derive.h"
#include "core/inside.h"
#include "model/code.h"

#include <withus/history.h>

#include <stdlib.h>
#include <string.h>

/* A start of a vid has at least this many digits, so that no number of a
 * version is taken for one. */
#define VID_START_MIN ((size_t)4)

int
version_refuse(const struct id *record)
{
	char text[ID_TEXT_SIZE];

	id_print(text, record);
	return err_set(ERR_CODE_NOT_THERE, text, NULL);
}

int
version_refuse_typed(const struct lineage *lineage, const char *typed)
{
	char code[CODE_SIZE];

	code_print(code, lineage->versions[0].record->kind, &lineage->id,
	    CODE_DIGITS_PAPER);
	return err_set(ERR_VERSION_NOT_THERE, code, typed, NULL);
}

size_t
version_number(const struct lineage *lineage, size_t index)
{
	size_t *numbers = mem_new_array(lineage->count, sizeof(*numbers));
	size_t number = 0;

	lineage_number(lineage, numbers);
	while (numbers[number] != index)
		number++;
	free(numbers);
	return number + 1;
}

static bool
find_by_number(const struct lineage *lineage, const char *typed, size_t *out)
{
	size_t len = strlen(typed);
	size_t *numbers;
	size_t number;

	if (len == 0 || len > 6 || strspn(typed, "0123456789") != len)
		return false;
	number = strtoul(typed, NULL, 10);
	if (number == 0 || number > lineage->count)
		return false;
	numbers = mem_new_array(lineage->count, sizeof(*numbers));
	lineage_number(lineage, numbers);
	*out = numbers[number - 1];
	free(numbers);
	return true;
}

int
version_find(const struct lineage *lineage, const char *typed, size_t *out)
{
	size_t len = strlen(typed);
	size_t found = 0;

	if (find_by_number(lineage, typed, out))
		return 0;
	if (len < VID_START_MIN || len >= VID_TEXT_SIZE)
		return version_refuse_typed(lineage, typed);
	for (size_t i = 0; i < lineage->count; i++) {
		char vid[VID_TEXT_SIZE];

		vid_print(vid, &lineage->versions[i].vid);
		if (strncmp(vid, typed, len) != 0)
			continue;
		*out = i;
		found++;
	}
	return found == 1 ? 0 : version_refuse_typed(lineage, typed);
}

int
read_version(struct journal *journal, const struct id *project,
    const struct id *record, const char *typed, struct version_words *out)
{
	struct voices *voices = NULL;
	struct lineage lineage = { 0 };
	size_t index = 0;
	int err = derive_voices(journal->store, project, &voices);

	if (err == 0)
		err = derive_lineage(journal->store, record, voices, &lineage);
	if (err == 0 && lineage.count == 0)
		err = version_refuse(record);
	if (err == 0)
		err = version_find(&lineage, typed, &index);
	if (err == 0) {
		out->vid = lineage.versions[index].vid;
		out->words = record_copy(lineage.versions[index].record);
	}
	lineage_clear(&lineage);
	voices_free(voices);
	return err;
}
