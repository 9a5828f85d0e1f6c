#!/bin/sh
# Saving: nothing that was typed is lost, whatever comes in between.
. "${0%/*}/lib.sh"
start

# editor BODY: a program that writes what it does to the file it is given.
editor() {
	printf '#!/bin/sh\n%s\n' "$1" >"$place/editor"
	chmod +x "$place/editor"
	EDITOR=$place/editor
	export EDITOR
}

editor 'printf "We want better days.\n" >"$1"'
w project edit -e
status 0 'words from an editor'
w project
says 'We want better days.' 'they are there'
editor 'stat -c "%a %n" "$1" "${1%/*}" >"'"$place"'/seen"; echo More. >>"$1"'
w project edit -e
is "$(cut -c 1-3 seen | tr '\n' ' ')" '600 700 ' 'nobody else can read the file'
for path in $(cut -c 5- seen); do
	[ ! -e "$path" ]
	ok $? 'and it goes afterwards'
done
VISUAL=$place/editor
EDITOR=false
export VISUAL EDITOR
w project edit -e
status 0 'VISUAL comes before EDITOR'
unset VISUAL

editor 'echo "Half." >>"$1"; exit 3'
w project edit -e
status 1 'an editor that fails'
tells 'could not be used' 'is told'
tells 'it is draft' 'with the draft that the words are in'
editor ':'
w project edit -e
status 1 'an editor that changes nothing'
tells 'the words that P-' 'saves nothing'
editor ': >"$1"'
w project edit -e
status 1 'an editor that leaves nothing'
tells 'There are no words here yet' 'saves nothing'
editor 'printf "bad \033[2J sign\n" >"$1"'
w project edit -e
status 1 'a hidden sign is refused'
tells 'U+001B' 'it says which'
tells 'Look at line' 'and where'
tells 'it is draft' 'and the words are kept'
EDITOR='quote "open' w project edit -e
status 1 'an editor that is no command'

w project edit --ended 'some day' -m 'Kept words.'
status 2 'a fault in a field'
tells 'it is draft' 'keeps the words that came with it'
w project edit --ended 'some day'
tells 'not a day' 'without words the same fault'
! has "$err" 'it is draft'
ok $? 'keeps no draft'
printf 'bytes \377\n' >bad
w project edit -F bad
status 1 'bytes that are no text are refused'
w project edit -F nowhere
status 1 'a file that is not there'
tells 'nowhere' 'is named'

# Somebody else holds the history: what is saved is saved.
$python -c 'import fcntl, glob, os, sys
lock = open(glob.glob(sys.argv[1])[0])
fcntl.flock(lock, fcntl.LOCK_EX)
end = os.spawnvp(os.P_WAIT, sys.argv[2], sys.argv[2:])
sys.exit(end)' "$HOME/.local/share/withus/projects/*.lock" \
	"$WITHUS" stage add Waiting >"$out" 2>"$err"
rc=$?
status 5 'saved, and not yet in the history'
says 'Saved: S-' 'it is saved'
tells 'not yet in the history' 'and says what is missing'
w projects --json
is "$(json 'a["items"][0]["waiting"]')" 1 'one save waits'
w stages
says 'Waiting' 'and can be read'
tells 'It is there now' 'the next time it comes into the history'
w projects --json
is "$(json 'a["items"][0]["waiting"]')" 0 'none waits'

w stage add 'Saved all the same'
"$WITHUS" stage add Full >/dev/full 2>"$err"
is $? 5 'saved, and the answer cannot be shown'
tells 'Your words are saved.' 'is told'
"$WITHUS" stages >/dev/full 2>"$err"
is $? 1 'a list that cannot be shown'
tells 'Not everything could be shown' 'saved nothing'
"$WITHUS" reflect -m 'Not sure.' >/dev/full 2>"$err"
is $? 1 'a draft'
tells 'it is draft' 'is told of all the same'
"$WITHUS" stages <&- >&- 2>&-
is $? 0 'closed files do no harm'
w stages
says 'Full' 'and what was saved is there'
# The reading end of the pipe is closed before anything is written.
$python -c 'import os, signal, subprocess, sys
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
reading, writing = os.pipe()
os.close(reading)
sys.exit(subprocess.call(sys.argv[1:], stdout=writing) & 255)' \
	"$WITHUS" help >"$out" 2>"$err"
is $? 1 'a reader who has gone does not kill it'
is "$(cat "$err")" '' 'and is no fault to tell'

# What people typed never steers a terminal.
w stage add "$(printf 'red \033[31m')"
status 1 'a title with a hidden sign is refused'
is "$(tr -d '\n[:print:]“”’…' <"$err" | LC_ALL=C tr -d '\200-\377')" '' \
	'and not shown as it is'
w "$(printf '\033[31mred')"
! grep -q "$(printf '\033')" "$err"
ok $? 'nor is a command'

finish
