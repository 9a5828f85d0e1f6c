#!/bin/sh
# Reading the diary: what is listed, in which order, how it looks.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"

w diary
status 3 'without a project there is no diary'
start
w diary
prints 'an empty diary' <<'END'
There are no diary entries yet. “withus reflect” writes one.
END
w diary --json
prints 'an empty diary, as JSON' <<'END'
{
  "withus": 1,
  "items": []
}
END
w diary --by Amina
says 'No diary entry is like what you asked for.' 'nothing of hers'

w member add Ben --here
w --as Amina reflect --for team --on 2026-09-30 --stage Analysis -m \
	'We looked at the first ten interviews together, all of us in one room,
and it took the whole day. What stays with me is how quiet the ward
was when Rosa read her own words aloud, and that nobody hurried her.' \
	-m 'A second paragraph that a list does not show.'
first=$(saved)
w --as Ben reflect --for public --on '18 November' --stage Analysis \
	--stage 'Writing' -m 'Short.'
w --as Ben --for-person Amina --confirmed 'read back' reflect --for team \
	--on yesterday -m 'Typed by Ben.'
w --as Amina reflect --for team -m '# A heading'
w diary --oldest-first
is "$(code 3)" "$first" 'the oldest first'
w diary --json
fits 'as JSON'
is "$(json '[i["day"] for i in a["items"]] == sorted(
	(i["day"] for i in a["items"]), reverse=True)')" True 'newest first'
is "$(json 'len(a["items"])')" 4 'all of them'

# Which of them.
count() { # NUMBER NAME WORDS…
	wanted=$1 name=$2
	shift 2
	w diary --json "$@"
	is "$(json 'len(a["items"])')" "$wanted" "$name"
}
count 2 'about a stage' --stage analysis
count 1 'about another' --stage 'Writing and publication'
count 0 'about one that nobody wrote about' --stage Afterwards
count 3 'of a person, by the start of the name' --by Am
count 2 'since a day' --since yesterday
count 1 'until a day' --until '1 October'
count 0 'no day is left' --since '1 October' --until '2 October'
count 2 'no more than two' --most 2
count 1 'all of it together' --stage Analysis --by Ben --since 2026-11-01 \
	--until today --most 5 --oldest-first
w diary --most 0
status 2 'none is no number'
w diary --most many
status 2 'nor is a word'
w diary --since 'the other day'
status 2 'a day that cannot be read'
w diary --by Nobody
status 3 'a member who is not there'
w diary --stage Nothing
status 3 'a stage that is not there'
w diary "$first"
status 2 'it takes no code'

# What was taken back.
w --as Amina withdraw "$first"
count 3 'what was taken back is left out'
count 4 'unless it is asked for' --with-withdrawn
w diary --with-withdrawn
says '(taken back)' 'and it says so'
lacks 'ten interviews' 'without its words'
w --as Amina undo

# How it looks.
w diary
shape
prints 'at 80 columns' <<'END'
November 2026

R-0000  today, Amina
        # A heading

R-0000  yesterday, Amina, typed by Ben
        Typed by Ben.

R-0000  18 November 2026, Ben, about Analysis and interpretation, Writing and
        publication
        Short.

September 2026

R-0000  30 September 2026, Amina, about Analysis and interpretation
        We looked at the first ten interviews together, all of us in one room,
        and it took the whole day. What stays with me is how quiet…

Where words end in “…” there is more: “withus show CODE” shows an entry whole.
END
cp "$out" wide
for columns in 80 200 0 x; do
	COLUMNS=$columns w diary
	shape
	cmp -s "$out" wide
	ok $? "COLUMNS=$columns is the same"
done
COLUMNS=40 w diary --since '18 November'
shape
prints 'at 40 columns' <<'END'
November 2026

R-0000  today, Amina
        # A heading

R-0000  yesterday, Amina, typed by Ben
        Typed by Ben.

R-0000  18 November 2026, Ben, about
        Analysis and interpretation,
        Writing and publication
        Short.
END
COLUMNS=20 w diary
status 0 'as narrow as it goes'
is "$(wc -L <"$out")" 20 'and no wider'
at_terminal -- "$WITHUS" diary
grep -q "$(printf '\033\\[1m')November 2026" "$out"
ok $? 'at a terminal a heading is bold'
for name in NO_COLOR=1 TERM=dumb; do
	export "$name"
	at_terminal -- "$WITHUS" diary
	harmless "$out" "not with $name"
	unset NO_COLOR
	TERM=xterm-256color
done
at_terminal -- "$WITHUS" diary --plain
harmless "$out" 'not with --plain'
w diary
harmless "$out" 'not in a pipe'
"$WITHUS" diary 2>"$err" | head -n 1 >"$out"
is "$(cat "$err")" '' 'a reader who has gone is no fault to tell'

# Words that would steer a terminal, from anywhere.
bad=$(printf 'a\302\2331m\342\200\256b\342\201\246c\342\200\213d\302\2352;e')
w --as Amina stage add "$bad"
w --as Amina reflect --for team --stage "$bad" --speaking-as "$bad" -m "$bad"
w diary
harmless "$out" 'the diary is harmless'
w diary --json
harmless "$out" 'also as JSON'
is "$(json 'chr(0x9b) in a["items"][0]["text"]')" True \
	'which has the words as they are'
finish
