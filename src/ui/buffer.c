#include "ui/buffer.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void
splice(struct str *text, size_t at, size_t removed, struct span added)
{
	assert(at + removed <= text->len);
	size_t tail = text->len - at - removed;
	if (added.len > removed)
		str_add_repeat(text, ' ', added.len - removed);
	if (text->data == NULL)
		return;
	memmove(text->data + at + added.len, text->data + at + removed, tail);
	if (added.len > 0)
		memcpy(text->data + at, added.data, added.len);
	str_cut(text, at + added.len + tail);
}

static void
clear_step(struct buffer_step *step)
{
	str_clear(&step->removed);
	str_clear(&step->added);
}

/* What was undone and not done again is gone once something else is done. */
static void
forget_undone(struct buffer *buffer)
{
	while (buffer->count > buffer->done)
		clear_step(&buffer->steps[--buffer->count]);
}

void
buffer_set(struct buffer *buffer, struct span text)
{
	buffer->done = 0;
	forget_undone(buffer);
	str_cut(&buffer->text, 0);
	if (text.len > 0)
		str_add_bytes(&buffer->text, text.data, text.len);
	buffer->sealed = true;
	buffer->revision++;
}

void
buffer_clear(struct buffer *buffer)
{
	buffer->done = 0;
	forget_undone(buffer);
	free(buffer->steps);
	str_clear(&buffer->text);
	*buffer = (struct buffer){ .steps = NULL };
}

struct span
buffer_text(const struct buffer *buffer)
{
	return span_make(str_text(&buffer->text), buffer->text.len);
}

void
buffer_seal(struct buffer *buffer)
{
	buffer->sealed = true;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* A word that begins after a gap begins a step. */
static bool
begins_word(const struct str *before, struct span added)
{
	return before->len > 0 && added.len > 0 &&
	    is_gap(before->data[before->len - 1]) && !is_gap(added.data[0]);
}

/* Makes the change a part of the last step, if it is one. */
static bool
join_last(struct buffer *buffer, const struct buffer_step *change,
    struct span added)
{
	if (buffer->sealed || buffer->done == 0)
		return false;
	struct buffer_step *last = &buffer->steps[buffer->done - 1];
	if (last->kind != change->kind)
		return false;
	if (change->kind == BUFFER_TYPE) {
		if (change->removed.len > 0 ||
		    change->at != last->at + last->added.len ||
		    begins_word(&last->added, added))
			return false;
		str_add_bytes(&last->added, added.data, added.len);
		return true;
	}
	if (change->kind != BUFFER_ERASE || added.len > 0)
		return false;
	if (change->at == last->at)
		splice(&last->removed, last->removed.len, 0,
		    span_make(change->removed.data, change->removed.len));
	else if (change->at + change->removed.len == last->at)
		splice(&last->removed, 0, 0,
		    span_make(change->removed.data, change->removed.len));
	else
		return false;
	last->at = change->at;
	return true;
}

void
buffer_replace(struct buffer *buffer, enum buffer_kind kind, size_t at,
    size_t removed, struct span added)
{
	if (removed == 0 && added.len == 0)
		return;
	struct buffer_step step = { .at = at, .kind = kind };
	if (removed > 0)
		str_add_bytes(&step.removed, buffer->text.data + at, removed);
	forget_undone(buffer);
	splice(&buffer->text, at, removed, added);
	buffer->revision++;
	if (join_last(buffer, &step, added)) {
		str_clear(&step.removed);
		return;
	}
	if (added.len > 0)
		str_add_bytes(&step.added, added.data, added.len);
	buffer->steps = mem_grow(buffer->steps, &buffer->cap, buffer->count + 1,
	    sizeof *buffer->steps);
	buffer->steps[buffer->count++] = step;
	buffer->done = buffer->count;
	buffer->sealed = kind == BUFFER_WHOLE;
}

static void
exchange(struct buffer *buffer, struct buffer_change *change,
    const struct str *old, const struct str *new)
{
	change->removed = old->len;
	change->added = new->len;
	splice(&buffer->text, change->at, old->len,
	    span_make(str_text(new), new->len));
	buffer->sealed = true;
	buffer->revision++;
}

bool
buffer_undo(struct buffer *buffer, struct buffer_change *change)
{
	if (buffer->done == 0)
		return false;
	const struct buffer_step *step = &buffer->steps[--buffer->done];
	change->at = step->at;
	exchange(buffer, change, &step->added, &step->removed);
	return true;
}

bool
buffer_redo(struct buffer *buffer, struct buffer_change *change)
{
	if (buffer->done == buffer->count)
		return false;
	const struct buffer_step *step = &buffer->steps[buffer->done++];
	change->at = step->at;
	exchange(buffer, change, &step->removed, &step->added);
	return true;
}
