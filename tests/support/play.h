/*
 * Two small programs on the screen, for tests of what lies below every place:
 * a writing box, and a list of lines.
 */
#ifndef SUPPORT_PLAY_H
#define SUPPORT_PLAY_H

/*
 * PROGRAM play box|list FILE KEPT: shows a file in the box, or its lines in a
 * list. The box writes its text to KEPT when it ends, by a key or a signal.
 * In the list, "!" runs `cat FILE -` in the terminal, as an editor would be.
 * Returns the exit status; 3 where the terminal cannot do it.
 */
int play_main(int argc, char **argv);

#endif
