/* link: -Wl,--wrap=random_bytes */
/*
 * Signatures: the pinned vectors, every change of one byte, and stock
 * ssh-keygen as the second opinion.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hex.h"
#include "base/random.h"
#include "vault/sign.h"

#include <withus/err.h>

#define CASES "tests/vectors/signature/cases"
#define LINE_MAX_SIZE 4096

static const char words[] = "We meet on Tuesdays.\n";

/* Where set, the next key is made from these bytes. */
static const unsigned char *next_seed;

void __real_random_bytes(void *out, size_t len);
void __wrap_random_bytes(void *out, size_t len);

void
__wrap_random_bytes(void *out, size_t len)
{
	if (next_seed == NULL)
		__real_random_bytes(out, len);
	else
		memcpy(out, next_seed, len);
}

/* ------------------------------------------------------------- vectors */

struct vector {
	char name[64];
	bool has_seed;
	bool has_key;
	bool is_good;
	unsigned char seed[32];
	unsigned char key[SIGN_KEY_SIZE];
	unsigned char message[2048];
	size_t message_len;
	char sig[512];
};

static void
check_seed(const struct vector *v)
{
	struct sign_key key;
	char text[SIGN_TEXT_SIZE];

	if (!v->has_seed)
		return;
	next_seed = v->seed;
	sign_key_make(&key);
	next_seed = NULL;
	assert_memory_equal(key.public, v->key, sizeof(v->key));
	sign_make(text, &key, v->message, v->message_len);
	assert_string_equal(text, v->sig);
}

static void
check_vector(const struct vector *v)
{
	unsigned char key[SIGN_KEY_SIZE];
	size_t len = strlen(v->sig);
	int want = v->is_good ? 0 : -ERR_FORM_SIGNATURE;

	int got = sign_check(key, v->sig, len, v->message, v->message_len);
	if (got != want)
		fail_msg("%s: %d", v->name, got);
	if (v->is_good)
		assert_memory_equal(key, v->key, sizeof(key));
	got = sign_read_key(key, v->sig, len);
	if (got != (v->has_key ? 0 : -ERR_FORM_SIGNATURE))
		fail_msg("%s: key %d", v->name, got);
	if (v->has_key)
		assert_memory_equal(key, v->key, sizeof(key));
	check_seed(v);
}

static void
read_hex(void *out, size_t max, size_t *len, const char *text)
{
	size_t digits = strlen(text);

	assert_true(digits / 2 <= max);
	assert_true(hex_decode(out, digits / 2, text, digits));
	if (len != NULL)
		*len = digits / 2;
}

static void
take_line(struct vector *v, char *line)
{
	char *value = strstr(line, ": ");

	assert_non_null(value);
	*value = '\0';
	value += 2;
	if (strcmp(line, "case") == 0) {
		memset(v, 0, sizeof(*v));
		snprintf(v->name, sizeof(v->name), "%s", value);
	} else if (strcmp(line, "seed") == 0) {
		v->has_seed = true;
		read_hex(v->seed, sizeof(v->seed), NULL, value);
	} else if (strcmp(line, "message") == 0) {
		read_hex(v->message, sizeof(v->message), &v->message_len,
		    value);
	} else if (strcmp(line, "sig") == 0) {
		snprintf(v->sig, sizeof(v->sig), "%s", value);
	} else if (strcmp(line, "key") == 0) {
		v->has_key = strcmp(value, "-") != 0;
		if (v->has_key)
			read_hex(v->key, sizeof(v->key), NULL, value);
	} else {
		assert_string_equal(line, "verdict");
		v->is_good = strcmp(value, "good") == 0;
		check_vector(v);
	}
}

static void
test_vectors_hold(void **state)
{
	struct vector v = { .name = "" };
	char line[LINE_MAX_SIZE];
	size_t count = 0;
	FILE *file = fopen(CASES, "r");

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		count += strncmp(line, "case:", 5) == 0;
		if (line[0] != '\0' && line[0] != '#')
			take_line(&v, line);
	}
	fclose(file);
	assert_int_equal(count, 43);
}

/* --------------------------------------------------------------- bytes */

static void
test_every_changed_character_is_refused(void **state)
{
	struct sign_key key;
	char text[SIGN_TEXT_SIZE];
	unsigned char found[SIGN_KEY_SIZE];

	(void)state;
	sign_key_make(&key);
	sign_make(text, &key, words, strlen(words));
	assert_int_equal(strlen(text), SIGN_TEXT_SIZE - 1);
	assert_int_equal(sign_check(found, text, SIGN_TEXT_SIZE - 1, words,
			     strlen(words)),
	    0);
	assert_memory_equal(found, key.public, sizeof(found));
	for (size_t i = 0; i < SIGN_TEXT_SIZE - 1; i++) {
		char kept = text[i];
		for (int c = 0; c <= UCHAR_MAX; c++) {
			text[i] = (char)c;
			if (text[i] == kept)
				continue;
			int got = sign_check(found, text, SIGN_TEXT_SIZE - 1,
			    words, strlen(words));
			assert_int_equal(got, -ERR_FORM_SIGNATURE);
		}
		text[i] = kept;
	}
}

static void
test_every_changed_byte_of_the_message_is_refused(void **state)
{
	struct sign_key key;
	char text[SIGN_TEXT_SIZE];
	char other[sizeof(words)];
	unsigned char found[SIGN_KEY_SIZE];

	(void)state;
	sign_key_make(&key);
	sign_make(text, &key, words, strlen(words));
	for (size_t bit = 0; bit < 8 * strlen(words); bit++) {
		memcpy(other, words, sizeof(words));
		other[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(sign_check(found, text, SIGN_TEXT_SIZE - 1,
				     other, strlen(words)),
		    -ERR_FORM_SIGNATURE);
	}
}

static void
test_other_lengths_are_refused(void **state)
{
	struct sign_key key;
	char text[SIGN_TEXT_SIZE + 8] = "";
	unsigned char found[SIGN_KEY_SIZE];

	(void)state;
	sign_key_make(&key);
	sign_make(text, &key, words, strlen(words));
	for (size_t len = 0; len < sizeof(text); len++) {
		int want = len == SIGN_TEXT_SIZE - 1 ? 0 : -ERR_FORM_SIGNATURE;
		assert_int_equal(sign_check(found, text, len, words,
				     strlen(words)),
		    want);
	}
}

static void
test_keys_differ_and_are_wiped(void **state)
{
	static const struct sign_key empty;
	struct sign_key a, b;

	(void)state;
	sign_key_make(&a);
	sign_key_make(&b);
	assert_memory_not_equal(a.public, b.public, sizeof(a.public));
	assert_memory_not_equal(a.secret, b.secret, sizeof(a.secret));
	sign_key_wipe(&a);
	assert_memory_equal(&a, &empty, sizeof(a));
}

/* ---------------------------------------------------------- ssh-keygen */

static void
write_file(const char *dir, const char *name, const char *bytes, size_t len)
{
	char path[PATH_MAX];
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static int
ask_ssh_keygen(const char *dir, const char *namespace)
{
	char command[4 * PATH_MAX];

	snprintf(command, sizeof(command),
	    "ssh-keygen -Y verify -f %s/allowed -I amina -n %s -s %s/sig "
	    "<%s/words >/dev/null 2>&1",
	    dir, namespace, dir, dir);
	return system(command);
}

static void
write_signature(const char *dir, const char *text)
{
	char armour[SIGN_TEXT_SIZE + 128];
	int len = snprintf(armour, sizeof(armour),
	    "-----BEGIN SSH SIGNATURE-----\n%.70s\n%.70s\n%.70s\n%.70s\n"
	    "-----END SSH SIGNATURE-----\n",
	    text, text + 70, text + 140, text + 210);

	write_file(dir, "sig", armour, (size_t)len);
}

static void
test_ssh_keygen_agrees(void **state)
{
	char dir[] = "/tmp/withus-sign-XXXXXX";
	struct sign_key key;
	char text[SIGN_TEXT_SIZE];
	char public[SIGN_PUBLIC_TEXT_SIZE];
	char allowed[SIGN_PUBLIC_TEXT_SIZE + 16];
	char command[PATH_MAX];

	(void)state;
	assert_non_null(mkdtemp(dir));
	sign_key_make(&key);
	sign_make(text, &key, words, strlen(words));
	sign_print_public(public, key.public);
	assert_int_equal(strlen(public), SIGN_PUBLIC_TEXT_SIZE - 1);
	int len = snprintf(allowed, sizeof(allowed), "amina %s\n", public);
	write_file(dir, "allowed", allowed, (size_t)len);
	write_file(dir, "words", words, strlen(words));
	write_signature(dir, text);
	assert_int_equal(ask_ssh_keygen(dir, SIGN_NAMESPACE), 0);
	assert_int_not_equal(ask_ssh_keygen(dir, "file"), 0);
	write_file(dir, "words", "We meet on Mondays.\n", 20);
	assert_int_not_equal(ask_ssh_keygen(dir, SIGN_NAMESPACE), 0);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	assert_int_equal(system(command), 0);
}

/* The other way round: what ssh-keygen signs, we accept. */
static void
test_what_ssh_keygen_signs_is_accepted(void **state)
{
	char dir[] = "/tmp/withus-sign-XXXXXX";
	char command[8 * PATH_MAX];
	char text[1024] = "";
	size_t len = 0;
	unsigned char found[SIGN_KEY_SIZE];

	(void)state;
	assert_non_null(mkdtemp(dir));
	write_file(dir, "words", words, strlen(words));
	snprintf(command, sizeof(command),
	    "cd %s && ssh-keygen -q -t ed25519 -N '' -C amina -f key && "
	    "ssh-keygen -q -Y sign -f key -n " SIGN_NAMESPACE " words && "
	    "grep -v SSH words.sig | tr -d '\\n' >text",
	    dir);
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof(command), "%s/text", dir);
	FILE *file = fopen(command, "r");
	assert_non_null(file);
	len = fread(text, 1, sizeof(text), file);
	fclose(file);
	assert_int_equal(sign_check(found, text, len, words, strlen(words)), 0);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	assert_int_equal(system(command), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors_hold),
		cmocka_unit_test(test_every_changed_character_is_refused),
		cmocka_unit_test(
		    test_every_changed_byte_of_the_message_is_refused),
		cmocka_unit_test(test_other_lengths_are_refused),
		cmocka_unit_test(test_keys_differ_and_are_wiped),
		cmocka_unit_test(test_ssh_keygen_agrees),
		cmocka_unit_test(test_what_ssh_keygen_signs_is_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
