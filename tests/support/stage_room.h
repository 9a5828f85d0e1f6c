/* Trials of a room without a terminal: keys in, a grid out. */
#ifndef SUPPORT_STAGE_ROOM_H
#define SUPPORT_STAGE_ROOM_H

#include <stdint.h>

#include "support/stage.h"
#include "ui/room.h"

struct stage_room {
	struct room room;
	struct grid grid;
};

/* The trial of this moment. */
extern struct stage_room stage_room;

/* The first three are those of goldens. */
#define STAGE_ROOM_SIZES 5
#define STAGE_ROOM_GOLDEN_SIZES 3
extern const struct stage_size stage_room_sizes[STAGE_ROOM_SIZES];

/* Begins with a kind of support/play_room.h; ends. */
void stage_room_begin(const char *kind, struct stage_size size);
void stage_room_end(void);

/* Draws, and demands the rules of every screen. */
void stage_room_draw(void);

/* One key, not drawn. */
void stage_room_key(uint32_t key);

/* Keys as characters (LF: Enter), drawn and rested after each. */
void stage_room_press(const char *keys);

/* A row as it is drawn now; to be freed. */
char *stage_room_row(size_t row);

/* Demands what a row shows; what the message says; what stands somewhere in
 * the row where the cursor is. */
void stage_room_expect(size_t row, const char *wanted);
void stage_room_expect_message(const char *wanted);
void stage_room_expect_here(const char *wanted);

#endif
