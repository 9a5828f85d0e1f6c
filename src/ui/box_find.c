/*
 * Finding words in the box: character by character, capital and small letters
 * alike. A place counts where a cluster begins and one ends, so that "e" is
 * not found in "é" written as two characters.
 */
#include "ui/box_inside.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/glyph.h"

#include <stdint.h>
#include <stdlib.h>
#include <wctype.h>

/* Words to be found, as small letters. */
struct sought {
	uint32_t *point;
	size_t count;
};

struct found {
	size_t before; /* places in front of the caret */
	size_t here;   /* 1: the caret is at one */
	size_t count;
	size_t first;
	size_t last;
	size_t next;  /* behind the caret; 0: none */
	size_t prior; /* in front of it, if `before` says so */
};

static size_t
read_small(uint32_t *point, struct span text)
{
	size_t size = utf8_decode(point, text.data, text.len);
	if (size == 0) {
		*point = UINT32_MAX;
		return 1;
	}
	*point = *point < 0x80 && (*point < 'A' || *point > 'Z') ?
	    *point :
	    (uint32_t)towlower((wint_t)*point);
	return size;
}

static struct sought
read_sought(struct span words)
{
	struct sought sought = {
		.point = mem_new_array(words.len + 1, sizeof(uint32_t)),
	};
	for (size_t at = 0; at < words.len;)
		at += read_small(&sought.point[sought.count++],
		    span_make(words.data + at, words.len - at));
	return sought;
}

/* Bytes of the text that match; 0: none. */
static size_t
match(const struct sought *sought, struct span text)
{
	size_t at = 0;
	for (size_t i = 0; i < sought->count; i++) {
		uint32_t point;
		if (at == text.len)
			return 0;
		at += read_small(&point,
		    span_make(text.data + at, text.len - at));
		if (point != sought->point[i])
			return 0;
	}
	return at;
}

static void
note_place(struct found *found, size_t at, size_t caret)
{
	if (found->count++ == 0)
		found->first = at;
	found->last = at;
	if (at < caret) {
		found->before++;
		found->prior = at;
	} else if (at == caret) {
		found->here = 1;
	} else if (found->next == 0) {
		found->next = at;
	}
}

/* One pass over the clusters of the text; a match that ends within one is
 * none. */
static struct found
find_all(const struct box *box, const struct sought *sought)
{
	struct found found = { .count = 0 };
	struct span text = box_text(box);
	size_t end = 0; /* of the match that is being passed */
	size_t begun = 0;
	for (size_t at = 0; at < text.len;) {
		struct span rest = span_make(text.data + at, text.len - at);
		size_t size = end > at ? 0 : match(sought, rest);
		if (size > 0) {
			begun = at;
			end = at + size;
		}
		at += glyph_step(rest);
		if (end > 0 && at >= end) {
			if (at == end)
				note_place(&found, begun, box->caret);
			else
				at = begun +
				    glyph_step(span_make(text.data + begun,
					text.len - begun));
			end = 0;
		}
	}
	return found;
}

bool
box_find(struct box *box, struct span words, bool forward, size_t *number,
    size_t *count)
{
	struct sought sought = read_sought(words);
	struct found found = { .count = 0 };
	if (sought.count > 0)
		found = find_all(box, &sought);
	free(sought.point);
	*count = found.count;
	if (found.count == 0)
		return false;
	if (forward) {
		*number = found.next > 0 ? found.before + found.here + 1 : 1;
		box_set_caret(box, found.next > 0 ? found.next : found.first);
	} else {
		*number = found.before > 0 ? found.before : found.count;
		box_set_caret(box, found.before > 0 ? found.prior : found.last);
	}
	return true;
}
