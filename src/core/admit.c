#include "core/admit.h"

#include "model/form.h"
#include "vault/sign.h"

#include <withus/err.h>

#include <string.h>

const struct id *
admitted_project(const struct record *record)
{
	return id_is_none(&record->project) ? &record->id : &record->project;
}

void
admitted_clear(struct admitted *admitted)
{
	record_free(admitted->record);
	admitted->record = NULL;
}

/* A path must be one that this record can have, as whichever head. */
static int
check_path(const struct record *record, const char *path)
{
	struct form_place place;
	struct str expected = { 0 };
	int err = form_path_parse(&place, path, strlen(path));

	if (err != 0)
		return err;
	if (strcmp(place.kind, record->kind) == 0 &&
	    (id_is_none(&place.id) || id_equal(&place.id, &record->id)))
		return 0;
	form_path(&expected, record->kind, &record->id, 1);
	err = err_set(ERR_FORM_PATH, path, str_text(&expected), NULL);
	str_clear(&expected);
	return err;
}

static int
check_signature(struct admitted *admitted)
{
	struct str message = { 0 };
	const char *sig = admitted->record->sig;
	int err;

	form_print_unsigned(&message, admitted->record);
	err = sign_check(admitted->key, sig, strlen(sig), str_text(&message),
	    message.len);
	str_clear(&message);
	return err;
}

int
admit_file(struct admitted *out, const struct id *project, const char *path,
    const char *bytes, size_t len)
{
	struct admitted admitted = { 0 };
	int err = form_parse(&admitted.record, bytes, len);

	if (err != 0)
		return err;
	if (project != NULL &&
	    !id_equal(project, admitted_project(admitted.record)))
		err = err_set(ERR_FORM_PROJECT, NULL);
	if (err == 0 && path != NULL)
		err = check_path(admitted.record, path);
	if (err == 0)
		err = check_signature(&admitted);
	if (err != 0) {
		admitted_clear(&admitted);
		return err;
	}
	form_vid(&admitted.vid, bytes, len);
	*out = admitted;
	return 0;
}

int
admit_found(struct admitted *out, const struct id *project,
    const struct repo_file *file)
{
	if (file->bytes != NULL)
		return admit_file(out, project, file->path, file->bytes,
		    file->len);
	if (file->why != NULL && strcmp(file->why, "missing") == 0)
		return err_set(ERR_HISTORY_LACKS, file->path, NULL);
	if (file->why != NULL && strcmp(file->why, "size") == 0)
		return err_set(ERR_FORM_SIZE, NULL);
	return err_set(ERR_FORM_MODE, file->path, NULL);
}
