#!/bin/sh
# A second place for words that the journal cannot keep.
. "${0%/*}/lib.sh"
start
mkdir "$place/run" "$place/tmp"
chmod 700 "$place/run"
export XDG_RUNTIME_DIR="$place/run" TMPDIR="$place/tmp"

# The journal is held by somebody else for longer than is waited for.
db=$HOME/.local/share/withus/journal.db
held() {
	runs=$((runs + 1))
	WITHUS_TEST_SEED=$runs $python -c 'import os, sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
sys.exit(os.spawnvp(os.P_WAIT, sys.argv[2], sys.argv[2:]))' \
		"$db" "$WITHUS" "$@" >"$out" 2>"$err"
	rc=$?
}

# from_pipe MAKE…: an entry from a pipe that MAKE writes into. It has a writer
# before it is opened, and more in it than it holds at once, so that the writer
# is there until it was read: no clock decides.
from_pipe() {
	exec 7<>pipe
	"$@" >&7 &
	writer=$!
	exec 7>&-
	w reflect --for team -F pipe
}

printf 'Piped words.\n' >words
held reflect --for team -F - <words
status 1 'a journal that cannot be written'
tells 'Your words are not lost' 'the words are told of'
file=$(ls "$place"/run/withus-words-*.md)
tells 'withus-words-' 'with the file that they are in'
cmp -s words "$file"
ok $? 'they are in it'
is "$(stat -c %a "$file")" 600 'which nobody else can read'
rm "$file"
held reflect --for team -m 'Typed words.'
is "$(cat "$place"/run/withus-words-*.md)" 'Typed words.' 'those of -m too'
rm "$place"/run/withus-words-*.md
XDG_RUNTIME_DIR=/nowhere held reflect --for team -m 'Typed words.'
is "$(cat "$place"/tmp/withus-words-*.md)" 'Typed words.' 'or in another folder'
rm "$place"/tmp/withus-words-*.md

w --as Nobody reflect --for team -F - <words
status 3 'piped in, and nobody took them'
cmp -s words "$place"/run/withus-words-*.md
ok $? 'they are kept'
rm "$place"/run/withus-words-*.md
w reflect --for team -F - --on tomorow <words
tells 'it is draft 1' 'what a draft holds'
is "$(ls "$place/run")" '' 'needs no second place'
w reflect --for team -F - <words
is "$(ls "$place/run")" '' 'nor does what was saved'

# Files, pipes, and what is neither.
w reflect --for team -F "$place/run"
status 2 'a folder'
tells 'is not a file with words in it' 'is refused'
w reflect --for team -F /dev/zero
status 2 'a device'
mkfifo pipe
w reflect --for team -F pipe
status 1 'a pipe that nobody writes into'
tells 'There are no words here yet' 'is not waited for'
yes 'Piped words.' | head -n 9000 >long
from_pipe cat long
wait "$writer"
status 0 'a pipe with a writer'
truncate -s 1G huge
w reflect --for team -F huge
status 1 'a huge file'
tells 'is too big. The most that fits is 1048576 bytes' 'is refused at once'
rm huge
head -c 2097152 /dev/zero | tr '\0' a >long
from_pipe cat long
kill "$writer"
wait "$writer" 2>"$place/killed"
status 1 'a pipe with too much in it'
tells 'is too big' 'is refused too'
finish
