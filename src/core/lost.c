#include "core/lost.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

int
lost_keep(struct journal *journal, const struct lost *lost)
{
	char *dir = home_path_lost(journal->home, &lost->project);
	struct str name = { 0 };
	char vid[VID_TEXT_SIZE];
	char *path;
	int err = file_make_dirs(dir);

	vid_print(vid, &lost->vid);
	str_add_format(&name, "%s%s.md", vid, lost->is_other ? ".2" : "");
	path = file_join(dir, str_text(&name));
	if (err == 0)
		err = file_write(path, lost->bytes, lost->len);
	if (err == 0) {
		(void)err_set(ERR_FORM_VID, NULL);
		tell_why(journal, EVENT_NOT_MENDED, path, err_last());
		journal->lost += lost->is_other ? 0 : 1;
	}
	str_clear(&name);
	free(path);
	free(dir);
	return err;
}
