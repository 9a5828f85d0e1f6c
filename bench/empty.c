/* link: -Wl,--no-as-needed -lncursesw -lsqlite3 -lgit2 -lsodium */
/*
 * A program that does nothing, with the libraries of one that does: what the
 * loader alone takes of a start.
 */

int
main(void)
{
	return 0;
}
