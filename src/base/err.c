#include <withus/err.h>

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

struct err_kind {
	const char *name;
	enum err_status status;
	size_t arg_count;
	bool has_detail; /* the last argument is a library's words */
};

static const struct err_kind err_kinds[ERR_COUNT] = {
	[ERR_NONE] = { .name = "none", .status = STATUS_DONE },
#define ROW(code, word, exit_status, args, detail) \
	[ERR_##code] = {                           \
		.name = word,                      \
		.status = exit_status,             \
		.arg_count = args,                 \
		.has_detail = detail,              \
	},
#define X(code, word, exit_status, args) \
	ROW(code, word, exit_status, args, false)
#define W(code, word, exit_status, args) \
	ROW(code, word, exit_status, args, true)
#include <withus/err.def>
#undef X
#undef ROW
};

static struct err last;

/* As much as fits, without half a character at the end. */
static void
copy_arg(char out[ERR_ARG_SIZE], const char *text)
{
	size_t len = strnlen(text, ERR_ARG_SIZE);
	if (len == ERR_ARG_SIZE) {
		len--;
		for (int i = 0; i < 3 && (text[len] & 0xC0) == 0x80; i++)
			len--;
	}
	memcpy(out, text, len);
	out[len] = '\0';
}

/*
 * Arguments may be those of the last fault itself (a fault made from a
 * fault): the new one is put together before it takes the place.
 */
static int
record_fault(size_t line, size_t column, enum err_code code, va_list args)
{
	assert(code > ERR_NONE && code < ERR_COUNT);
	struct err fault = { .code = code, .line = line, .column = column };
	for (;;) {
		const char *text = va_arg(args, const char *);
		if (text == NULL)
			break;
		assert(fault.arg_count < ERR_ARGS_MAX);
		copy_arg(fault.arg[fault.arg_count++], text);
	}
	last = fault;
	return -(int)code;
}

int
err_set(enum err_code code, ...)
{
	va_list args;
	va_start(args, code);
	int result = record_fault(0, 0, code, args);
	va_end(args);
	return result;
}

int
err_set_at(size_t line, size_t column, enum err_code code, ...)
{
	va_list args;
	va_start(args, code);
	int result = record_fault(line, column, code, args);
	va_end(args);
	return result;
}

const struct err *
err_last(void)
{
	return &last;
}

int
err_restore(const struct err *err)
{
	if (err != &last)
		last = *err;
	return -(int)last.code;
}

void
err_clear(void)
{
	last = (struct err){ .code = ERR_NONE };
}

static const struct err_kind *
find_kind(enum err_code code)
{
	assert(code >= ERR_NONE && code < ERR_COUNT);
	return &err_kinds[code];
}

const char *
err_name(enum err_code code)
{
	return find_kind(code)->name;
}

size_t
err_arg_count(enum err_code code)
{
	return find_kind(code)->arg_count;
}

const char *
err_detail(const struct err *err)
{
	const struct err_kind *kind = find_kind(err->code);

	if (!kind->has_detail || err->arg_count < kind->arg_count)
		return NULL;
	return err->arg[kind->arg_count - 1];
}

enum err_status
err_status(enum err_code code)
{
	return find_kind(code)->status;
}
