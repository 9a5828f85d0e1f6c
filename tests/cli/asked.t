#!/bin/sh
# Questions at a terminal.
. "${0%/*}/lib.sh"

# typed WORDS… <LINES: one run at a terminal, each line typed when asked.
typed() {
	cat >"$place/lines"
	runs=$((runs + 1))
	PATH=${tools:-$PATH} COLUMNS=80 WITHUS_TEST_SEED=$runs \
		$python "$top/tests/cli/typist.py" \
		"$place/lines" "$WITHUS" "$@" >"$out" 2>"$err"
	rc=$?
}

typed <<'END'
?
no
Amina
^D
END
status 1 'stopping at the first questions'
says 'You stopped here.' 'is said'
says 'in a folder of its own' 'the sample was offered, and explained'
[ ! -e "$HOME/.local" ]
ok $? 'and makes nothing'

typed <<'END'

back
?
Amna
back
Amina
Ward days
9
4
?
back
I hope that we listen.

And talk.
.
END
status 0 'a first start'
says 'What name should the team see?' 'it asks for a name'
says 'This is the first question' 'back is no name'
says '[Amna] >' 'back shows what was answered before'
says 'Please type one of the numbers above.' 'a number that is not there'
says 'Saved: P-' 'the project is saved'
says 'Write line by line. A line with only a dot' 'how lines are written'
says 'There is no way back from this question.' 'back is no first line'
says 'Saved: R-' 'and the first entry'
says 'What you can type next' 'then it says how to go on'
w projects
says '1 diary entry Ward days' 'all of it is there'
w members
says 'Amina' 'under the right name'
w stages
says 'withus stage add' 'with the stages that were chosen'

typed --home "$place/two" <<'END'
no
Ben
Talks
4
One line
^D
END
status 1 'stopping inside an entry'
says 'it is draft 1' 'keeps its lines'

typed --home "$place/three" <<'END'
no
Eve
Walks
4

END
status 0 'the entry may be left out'

typed --home "$place/four" <<'END'
yes
END
status 0 'a sample may be looked at first'
says 'Made: the sample project' 'it is made'
lacks 'What name should the team see?' 'and nothing else is asked'
[ ! -e "$place/four" ] && [ -e "$place/four-try/journal.db" ]
ok $? 'the journal home is not touched for it'
w --home "$place/four-try" diary
says 'yesterday, Maryam' 'its last day is today'

w member add Ben --here
typed stage add Reading <<'END'
?
Ben





END
status 0 'where two live here it asks who'
says 'Who are you?' 'by name'
w stages --json
is "$(json 'a["items"][0]["by"]["name"]')" Ben 'and takes the one chosen'
w --as Ben member show
words=$(tail -n 1 "$out")
typed --as Amina member confirm Ben <<'END'
no
END
status 1 'the six words were others'
typed --as Amina member confirm Ben <<'END'
yes
END
status 0 'the six words were heard'
says "$(echo $words)" 'they were shown'

EDITOR=true typed --as Amina project edit <<'END'

END
status 1 'an editor that changes nothing'
tools=$place/tools
mkdir "$tools"
ln -s "$(command -v git)" "$tools/git"
typed --as Amina project edit <<'END'

We want better days.
.

END
status 0 'without an editor the words are asked for'
tools=
w project
says 'We want better days.' 'line by line'

tools=$place/tools
typed --as Amina reflect --for team <<'END'
A first line.
A second one.
^C
END
status 1 'Ctrl-C in the middle of an entry'
says 'What you wrote is not lost' 'says so'
tools=
w --as Amina drafts
says 'A first line. A second one.' 'keeps every line that was typed'

# No file can be written at all: the words stand on the screen.
full() {
	(
		ulimit -f 0
		trap '' XFSZ
		PATH=$place/tools COLUMNS=80 WITHUS_TEST_SEED=99 \
			$python "$top/tests/cli/typist.py" \
			"$place/lines" "$WITHUS" "$@"
	) 2>&1 | cat >"$out"
}
cat >"$place/lines" <<'END'
Nowhere to go.
.
END
full --as Ben reflect --for team
says 'could not be kept anywhere' 'where no second place can be written'
sed '1,/Here they are/d' "$out" | grep -q '^Nowhere to go\.$'
ok $? 'the words are given back on the screen'
ls "$place" /tmp /var/tmp | grep -q withus-words
[ $? != 0 ]
ok $? 'and no empty file is left'

typed --as Amina --json project edit <<'END'
END
status 2 'with --json nothing is asked'

escape=$(printf '\033')
typed help </dev/null
grep -q "$escape" "$out"
ok $? 'a terminal gets bold titles'
NO_COLOR=1 typed help </dev/null
! grep -q "$escape" "$out"
ok $? 'not with NO_COLOR'
typed --plain help </dev/null
! grep -q "$escape" "$out"
ok $? 'nor with --plain'
TERM=dumb typed help </dev/null
! grep -q "$escape" "$out"
ok $? 'nor on a terminal that cannot'

finish
