/*
 * The door. The worker comes first: it reads what may be hostile and needs
 * nothing of what people need.
 */
#include "cli/command.h"

#include <withus/journal.h>
#include <withus/say.h>

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that is opened later must never get the number of a standard one,
 * or a message would be written into it. */
static void
open_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", O_RDWR) < 0)
			_exit(1);
	}
}

/* Widths and letters need UTF-8, whatever else the locale says. */
static void
set_locale(void)
{
	if (setlocale(LC_ALL, "") == NULL)
		(void)setlocale(LC_ALL, "C.UTF-8");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	say_open(NULL);
}

int
main(int argc, char **argv)
{
	open_standard();
	(void)signal(SIGPIPE, SIG_IGN);
	(void)umask(077);
	if (argc > 1 && strcmp(argv[1], "worker") == 0)
		return journal_work(argc - 1, argv + 1);
	set_locale();
	return command_main(argc, argv);
}
