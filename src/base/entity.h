/* Characters written as "&amp;", "&#8211;" or "&#x2013;". */
#ifndef BASE_ENTITY_H
#define BASE_ENTITY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The code point of an entity in the form that HTML gives it, from & to ;
 * (both counted in `len`). 0 where the name is not among the two dozen that
 * people type; U+FFFD for a number that is no character.
 */
uint32_t entity_decode(const char *text, size_t len);

#endif
