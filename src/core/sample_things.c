#include "core/sample_things.h"

#include "base/hex.h"
#include "base/mem.h"
#include "core/make.h"
#include "model/form.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

#define SEED "withus sample 1"
#define BORN_BYTES ((size_t)16)
#define ADDED_BYTES ((size_t)8)

void
sample_hash(unsigned char out[HASH_SIZE], const char *use, const char *name,
    const char *more)
{
	struct hash_part parts[] = {
		{ .bytes = SEED, .len = strlen(SEED) },
		{ .bytes = use, .len = strlen(use) },
		{ .bytes = name, .len = strlen(name) },
		{ .bytes = more, .len = strlen(more) },
	};

	hash_parts(out, parts, sizeof(parts) / sizeof(*parts));
}

void
sample_make_key(struct sign_key *out, const char *name)
{
	unsigned char seed[HASH_SIZE];

	_Static_assert(SIGN_SEED_SIZE == HASH_SIZE, "a hash seeds a key");
	sample_hash(seed, "key", name, "");
	sign_key_from_seed(out, seed);
}

char *
sample_key_name(const char *member)
{
	struct str name = { 0 };

	str_add(&name, "key-");
	str_add(&name, member);
	return str_take(&name);
}

struct sample_thing *
sample_find(const struct sample *sample, struct span name)
{
	return map_get(sample->names, name.data, name.len);
}

int
sample_need(const struct sample *sample, const struct sample_doc *doc,
    size_t line, struct span name, struct sample_thing **out)
{
	struct str why = { 0 };
	int err;

	*out = sample_find(sample, name);
	if (*out != NULL)
		return 0;
	str_add(&why, "nothing has this name: ");
	str_add_bytes(&why, name.data, name.len);
	err = sample_fault(doc, line, str_text(&why));
	str_clear(&why);
	return err;
}

static void
free_thing(struct sample_thing *thing)
{
	free(thing->name);
	free(thing->versions);
	free(thing);
}

void
sample_clear(struct sample *sample)
{
	for (size_t i = 0; i < sample->count; i++)
		free_thing(sample->things[i]);
	free(sample->things);
	if (sample->names != NULL)
		map_free(sample->names);
	action_clear(&sample->action);
	*sample = (struct sample){ 0 };
}

/* Takes over the name. */
static struct sample_thing *
add_thing(struct sample *sample, char *name)
{
	struct sample_thing *thing = mem_new(sizeof(*thing));

	thing->name = name;
	sample->things = mem_grow(sample->things, &sample->cap,
	    sample->count + 1, sizeof(struct sample_thing *));
	sample->things[sample->count++] = thing;
	(void)map_put(sample->names, name, strlen(name), thing);
	return thing;
}

static void
print_random(struct sample_thing *thing, size_t len)
{
	unsigned char hash[HASH_SIZE];

	sample_hash(hash, "born", thing->name, "");
	hex_encode(thing->born + strlen(thing->born), hash, len);
}

/* "Added by" somebody, with no key; or with one, by themself. */
static int
find_member_born(const struct sample *sample, struct sample_thing *thing)
{
	const char *adder = sample_doc_get(thing->doc, "added-by");
	const char *key = sample_doc_get(thing->doc, "key");
	const char *lives = sample_doc_get(thing->doc, "lives");
	struct sample_thing *other = NULL;

	if ((key == NULL) == (adder == NULL))
		return sample_fault(thing->doc, thing->doc->line,
		    "a member has a key, or is added by somebody");
	if (key != NULL) {
		sample_make_key(&thing->key, thing->name);
		thing->has_key = true;
		thing->lives_here = lives != NULL;
		make_key_born(thing->born, thing->key.public);
		return 0;
	}
	if (sample_need(sample, thing->doc, thing->doc->line, span_of(adder),
		&other) != 0)
		return -ERR_IMPORT_FORM;
	id_print(thing->born, &other->id);
	thing->born[ID_TEXT_SIZE - 1] = ' ';
	print_random(thing, ADDED_BYTES);
	return 0;
}

static int
find_about(const struct sample *sample, struct sample_thing *thing)
{
	const char *about = sample_doc_get(thing->doc, "about");
	struct sample_thing *parent = NULL;
	int err;

	if ((about != NULL) != (thing->kind->parent != NULL))
		return sample_fault(thing->doc, thing->doc->line,
		    "what this is about is missing, or makes no sense");
	if (about == NULL)
		return 0;
	err = sample_need(sample, thing->doc, thing->doc->line, span_of(about),
	    &parent);
	if (err == 0 && id_is_none(&parent->id))
		err = sample_fault(thing->doc, thing->doc->line,
		    "what this is about comes later");
	thing->about = parent;
	return err;
}

static int
find_born(const struct sample *sample, struct sample_thing *thing)
{
	const char *given = sample_doc_get(thing->doc, "born");

	switch (thing->kind->born) {
	case BORN_MEMBER:
		return find_member_born(sample, thing);
	case BORN_PARENT:
		id_print(thing->born, &thing->about->id);
		return 0;
	case BORN_RHYTHM:
		if (given != NULL && strcmp(given, KIND_BORN_RHYTHM) == 0) {
			memcpy(thing->born, KIND_BORN_RHYTHM,
			    sizeof(KIND_BORN_RHYTHM));
			return 0;
		}
		break;
	case BORN_RANDOM:
		break;
	case BORN_KEY:
	case BORN_WEEK:
		return sample_fault(thing->doc, thing->doc->line,
		    "this kind has no place here");
	}
	print_random(thing, BORN_BYTES);
	return 0;
}

/* The id follows from the project, the writer and what it was born from. */
static int
find_id(struct sample *sample, struct sample_thing *thing)
{
	bool is_project = strcmp(thing->kind->name, "project") == 0;
	bool has_by = thing->kind->writer == WRITER_BY;
	struct sample_thing *by = NULL;
	int err = find_about(sample, thing);

	if (err == 0)
		err = find_born(sample, thing);
	if (err == 0 && has_by)
		err = sample_need(sample, thing->doc, thing->doc->line,
		    span_of(thing->doc->by), &by);
	if (err != 0)
		return err;
	if (!is_project && id_is_none(&sample->project))
		return sample_fault(thing->doc, thing->doc->line,
		    "the project comes first");
	form_id(&thing->id, is_project ? NULL : &sample->project,
	    thing->kind->name, has_by ? &by->id : NULL, thing->born);
	if (is_project)
		sample->project = thing->id;
	return 0;
}

/* A member's key is a record too. */
static void
add_key_thing(struct sample *sample, const struct sample_thing *member)
{
	struct sample_thing *thing =
	    add_thing(sample, sample_key_name(member->name));

	thing->kind = kind_by_name("key");
	memcpy(thing->born, member->born, sizeof(thing->born));
	form_id(&thing->id, &sample->project, thing->kind->name, &member->id,
	    thing->born);
}

static int
index_doc(struct sample *sample, const struct sample_doc *doc)
{
	const struct kind *kind = kind_by_name(doc->kind);
	struct sample_thing *thing;
	int err;

	if (kind == NULL)
		return sample_fault(doc, doc->line, "there is no such kind");
	if (sample_find(sample, span_of(doc->name)) != NULL)
		return sample_fault(doc, doc->line, "this name is taken");
	thing = add_thing(sample, mem_dup_text(doc->name));
	thing->doc = doc;
	thing->kind = kind;
	err = find_id(sample, thing);
	if (err == 0 && thing->has_key)
		add_key_thing(sample, thing);
	return err;
}

int
sample_index(struct sample *sample, const struct sample_text *text)
{
	int err = 0;

	sample->names = map_new();
	for (size_t i = 0; err == 0 && i < text->count; i++)
		if (strcmp(text->docs[i].kind, SAMPLE_EDIT) != 0)
			err = index_doc(sample, &text->docs[i]);
	return err;
}
