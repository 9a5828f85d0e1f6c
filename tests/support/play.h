/*
 * Small programs on the screen, for tests of what lies below every place: a
 * writing box, a list of lines, and a room (support/play_room.h).
 */
#ifndef SUPPORT_PLAY_H
#define SUPPORT_PLAY_H

/*
 * PROGRAM play box|list FILE KEPT: shows a file in the box, or its lines in a
 * list. The box writes its text to KEPT when it ends, by a key or a signal.
 * In the list, "!" runs `cat FILE -` in the terminal, as an editor would be.
 * PROGRAM play room FILE KEPT: a room; the file has one word, its kind.
 * Returns the exit status; 3 where the terminal cannot do it.
 */
int play_main(int argc, char **argv);

#endif
