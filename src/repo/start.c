/*
 * Waking libgit2. It would make its network ready at once, which we never
 * use (what goes over a network goes by git, as a child): with mbedTLS it
 * reads and parses every certificate of the machine, 5 ms of each save, and
 * with libssh2 it starts OpenSSL. The three functions below stand in for
 * theirs, as a program's names come before those of its libraries. A
 * connection would find no certificate to trust, and be refused. Where
 * libgit2 is built with other libraries nobody calls them.
 */
#include "repo/inside.h"

#include <sys/types.h>

/* A kind's folder has 256 entries, some 8 KiB: by itself libgit2 would read
 * each of them again for every commit of a walk, which takes five times as
 * long. All of what it keeps has a limit too. */
#define TREE_KEPT_MAX ((size_t)64 * 1024)
#define KEPT_MAX ((ssize_t)64 * 1024 * 1024)

struct mbedtls_x509_crt;
int mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain,
    const char *path);
int mbedtls_x509_crt_parse_path(struct mbedtls_x509_crt *chain,
    const char *path);
int libssh2_init(int flags);

int
mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

int
mbedtls_x509_crt_parse_path(struct mbedtls_x509_crt *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

int
libssh2_init(int flags)
{
	(void)flags;
	return 0;
}

static void
set_options(void)
{
	static const git_config_level_t levels[] = {
		GIT_CONFIG_LEVEL_PROGRAMDATA,
		GIT_CONFIG_LEVEL_SYSTEM,
		GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL,
	};

	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	/* Whose home it is has been looked at before; a home on a stick
	 * belongs to whoever holds it. */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE,
	    TREE_KEPT_MAX);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, KEPT_MAX);
}

/* libgit2 counts who started it: the first of us stays counted until the
 * process ends, and its count serves as our memory of having begun. */
int
repo_start(const char *path)
{
	int count = git_libgit2_init();

	if (count < 0)
		return repo_fault(path, count);
	if (count == 1)
		set_options();
	else
		git_libgit2_shutdown();
	return 0;
}

const char *
repo_library(void)
{
	return "libgit2 " LIBGIT2_VERSION;
}
