#include "cli/typed.h"

#include "base/mem.h"

#include <string.h>

#define FIELD_PERSON "for-person"
#define FIELD_CONFIRMED "confirmed"
#define FIELD_RHYTHM "rhythm"

void
typed_note(const struct run *run, struct record *words)
{
	char person[ID_TEXT_SIZE];
	if (strcmp(words->born, KIND_BORN_RHYTHM) == 0)
		record_set_text(words, FIELD_RHYTHM, "yes");
	if (id_is_none(&run->writer.for_person))
		return;
	id_print(person, &run->writer.for_person);
	record_set_text(words, FIELD_PERSON, person);
	record_set_text(words, FIELD_CONFIRMED, run->writer.confirmed);
}

char *
typed_take(struct run *run, struct record *words)
{
	const char *person = record_get_text(words, FIELD_PERSON);
	const char *how = record_get_text(words, FIELD_CONFIRMED);
	char *confirmed = mem_dup_text(how != NULL ? how : "");
	if (person != NULL && id_is_none(&run->writer.for_person) &&
	    id_parse(&run->writer.for_person, person, strlen(person)))
		run->writer.confirmed = confirmed;
	if (record_get_text(words, FIELD_RHYTHM) != NULL)
		memcpy(words->born, KIND_BORN_RHYTHM, sizeof(KIND_BORN_RHYTHM));
	record_remove(words, FIELD_PERSON);
	record_remove(words, FIELD_CONFIRMED);
	record_remove(words, FIELD_RHYTHM);
	return confirmed;
}
