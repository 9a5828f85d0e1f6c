#!/bin/sh
# Help: one screen first, all of it for who asks.
. "${0%/*}/lib.sh"

w help
status 0 'help'
[ "$(wc -l <"$out")" -le 23 ]
ok $? 'fits a screen of 24 lines'
[ "$(wc -L <"$out")" -le 80 ]
ok $? 'and 80 columns'
for word in new reflect diary show find edit undo stages members rules decide \
	decisions check backup; do
	says " $word " "$word is on it"
done
says 'withus help all' 'and where the rest is'
COLUMNS=40 w help
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'a narrow one'
for page in all 'edit' 'rules write' 'member'; do
	COLUMNS=40 w help $page
	[ "$(wc -L <"$out")" -le 40 ]
	ok $? "narrow: $page"
done
COLUMNS=40 w help all
[ "$(grep -c '^  [a-z][a-z ]*  [a-z]' "$out")" = 0 ]
ok $? 'names do not take half of a narrow line'
w help all
for name in import rebuild 'stage begin' 'member confirm'; do
	says " $name " "all has $name"
done
says '--for-person NAME You type' 'and explains the options of every command'

w help edit
[ "$(wc -l <"$out")" -le 40 ]
ok $? 'edit is short'
lacks '--begin-planned' 'it has no options of one kind'
for kind in stage member project reflection reply; do
	says "withus help edit $kind" "it names the page of $kind"
done
cp "$out" page
w edit --help
cmp -s page "$out"
ok $? 'the same by an option'
w help edit stage
status 0 'the page of a kind'
says '--begin-planned DAY' 'has its options'
lacks '--takes-part' 'and no others'
w help edit 'diary entry'
says '--for team|public' 'a kind by the word that people see'
w help drafts finish stage
says '--begin-planned DAY' 'behind a verb too'
w help edit xylophone
status 2 'no such kind'
w help stage add stage
status 2 'a command of one kind has no pages'
# A pager shows a pipe on the terminal where messages go; a file has no width.
cat >"$place/narrow.py" <<'END'
import fcntl, os, pty, struct, subprocess, sys, termios
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('4H', 12, 40, 0, 0))
to = subprocess.PIPE if sys.argv[1] == 'pipe' else open(sys.argv[1], 'w+b')
run = subprocess.run([sys.argv[2], 'help', 'all'], stdin=subprocess.DEVNULL,
    stdout=to, stderr=slave)
text = run.stdout
if text is None:
    to.seek(0)
    text = to.read()
print(max(len(line) for line in text.decode().split('\n')) > 40)
END
$python "$place/narrow.py" pipe "$WITHUS" >"$out"
is "$(cat "$out")" False 'through a pipe it is as narrow as the terminal'
$python "$place/narrow.py" "$place/file" "$WITHUS" >"$out"
is "$(cat "$out")" True 'in a file it is not'

finish
