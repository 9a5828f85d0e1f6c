/*
 * How much a repository holds, from names and sizes alone: no object is read,
 * so that nothing damaged can be met. A pack's index says in the last entry of
 * its first table how many objects there are (255 counts of 4 bytes before it,
 * after 8 bytes of head); a lie there is found by the size of the file. The
 * tables and each object's three columns take these bytes:
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "repo/inside.h"

#define INDEX_HEAD ((size_t)8 + (size_t)256 * 4)
#define INDEX_TAIL ((size_t)40)
#define INDEX_ENTRY ((size_t)20 + 4 + 4)

struct counting {
	const char *dir;
	size_t count;
};

static size_t
read_count(const char *path, size_t room)
{
	unsigned char bytes[4] = { 0 };
	FILE *file = fopen(path, "rbe");
	size_t count = 0;

	if (file == NULL)
		return 0;
	if (fseek(file, (long)(INDEX_HEAD - sizeof bytes), SEEK_SET) == 0 &&
	    fread(bytes, 1, sizeof bytes, file) == sizeof bytes)
		for (size_t i = 0; i < sizeof bytes; i++)
			count = count << 8 | bytes[i];
	(void)fclose(file);
	return count < room ? count : room;
}

static int
count_index(void *data, const char *name)
{
	struct counting *counting = data;
	size_t len = strlen(name);
	struct stat st;
	char *path;

	if (len < 4 || strcmp(name + len - 4, ".idx") != 0)
		return 0;
	path = file_join(counting->dir, name);
	if (stat(path, &st) == 0 &&
	    (size_t)st.st_size > INDEX_HEAD + INDEX_TAIL)
		counting->count += read_count(path,
		    ((size_t)st.st_size - INDEX_HEAD - INDEX_TAIL) /
			INDEX_ENTRY);
	free(path);
	return 0;
}

static int
count_name(void *data, const char *name)
{
	(void)name;
	++*(size_t *)data;
	return 0;
}

static int
count_folder(void *data, const char *name)
{
	struct counting *counting = data;
	char *path;

	if (strlen(name) != 2)
		return 0;
	path = file_join(counting->dir, name);
	(void)file_each(path, count_name, &counting->count);
	free(path);
	return 0;
}

size_t
repo_count_objects(const char *path)
{
	char *objects = file_join(path, "objects");
	char *packs = file_join(objects, "pack");
	struct counting loose = { .dir = objects };
	struct counting packed = { .dir = packs };

	if (file_is_dir(objects))
		(void)file_each(objects, count_folder, &loose);
	if (file_is_dir(packs))
		(void)file_each(packs, count_index, &packed);
	free(packs);
	free(objects);
	return loose.count + packed.count;
}
