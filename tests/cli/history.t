#!/bin/sh
# Looking back: what was done to one thing, to the project, and word by word.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
start --stages empty
w member add Ben --here
export WITHUS_AS=Amina
w stage add Analysis
w reflect --for team -m 'We read two interviews in a week.'
entry=$(saved)
WITHUS_TEST_CLOCK=2026-11-21T09:00:00 w edit "$entry" --stage Analysis \
	-m 'We read three interviews in one week.'
w --as Ben stage edit Analysis --title Reading
w withdraw "$entry"
w undo
WITHUS_TEST_CLOCK=2026-11-23T09:00:00 w history "$entry"
shape
prints 'the history of an entry' <<'END'
R-0000  We read three interviews in one week.
1  20 November 2026: Amina began this.
2  21 November 2026: Amina changed it.
3  20 November 2026: Amina took it back.
4  20 November 2026: Amina brought it back. That was an undo. This is shown now.
END
w history "$entry" --most 1
says '4 today: Amina brought it back.' 'the newest alone'
lacks '3 today' 'no others'
w history "$entry" --json
fits 'as JSON'
is "$(json '[i["what"] for i in a["items"]]')" \
	"['began', 'changed', 'took-back', 'brought-back']" \
	'in words of its own'
is "$(json '[i["number"] for i in a["items"]]')" '[1, 2, 3, 4]' 'numbered'
is "$(json '[i["shown"] for i in a["items"]]')" \
	'[False, False, False, True]' 'and which is shown'
w history
shape
prints 'the history of the project' <<'END'
R-0000  today: Amina brought this back (diary entry). That was an undo. “We read
        three interviews in one week.”
R-0000  today: Amina took this back (diary entry).
S-0000  today: Ben changed this (stage). “Reading”
R-0000  tomorrow: Amina changed this (diary entry). “We read three interviews in
        one week.”
R-0000  today: Amina began this (diary entry). “We read two interviews in a
        week.”
S-0000  today: Amina began this (stage). “Analysis”
M-0000  today: Ben began this (member). “Ben”
P-0000  today: Amina started the project. “Ward days”
END
w history --most 2 --json
fits 'as JSON'
is "$(json 'len(a["items"])')" 2 'two of it'
COLUMNS=40 w history
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'in 40 columns'
w history --most none
status 2 'a number that is none'
w history R-0000
status 3 'a code of nothing'
w --for-person Ben --confirmed 'by phone' reflect --for team -m x
w history "$(saved)"
says 'Amina typed it, and it was confirmed: by phone.' 'typed for somebody'

# Word by word.
w changes "$entry" --from 1 --to 2
shape
prints 'what changed' <<'END'
R-0000, from version 1 to version 2

Stages
  {+Reading+}

Text
  We read [-two-]{+three+} interviews in [-a-]{+one+} week.
END
w changes "$entry" --from 1 --plain
shape
prints 'what changed, in plain words' <<'END'
R-0000, from version 1 to version 4

Stages
  added: Reading

Text
  after: We read
  removed: two
  added: three
  after: interviews in
  removed: a
  added: one
END
w changes "$entry" --from 1 --to 2 --json
fits 'as JSON'
is "$(json '"".join(r["text"] for r in a["changes"]["runs"]
	if r["op"] != "added" and "field" not in r)')" \
	'We read two interviews in a week.' 'the words before are in it'
is "$(json '"".join(r["text"] for r in a["changes"]["runs"]
	if r["op"] != "removed" and "field" not in r)')" \
	'We read three interviews in one week.' 'and those after'
w changes "$entry" --from 2 --to 4
says 'Nothing is different' 'the same words'
w changes "$entry" --from 2 --to 4 --json
is "$(json 'a["changes"]["runs"]')" '[]' 'also as JSON'
w changes "$entry" --to 1
says 'from nothing to version 1' 'the first came from nothing'
w changes "$entry" --from 9
status 3 'a version that is not there'
w changes
status 2 'of nothing'
at_terminal -- "$WITHUS" changes "$entry" --from 1 --to 2
for colour in 31 32; do
	grep -q "$(printf '\033\\[')${colour}m" "$out"
	ok $? "at a terminal there is colour $colour"
done
says '[-two-]' 'and the marks all the same'
NO_COLOR=1
export NO_COLOR
at_terminal -- "$WITHUS" changes "$entry" --from 1 --to 2
harmless "$out" 'unless somebody wants none'
unset NO_COLOR
at_terminal -- "$WITHUS" changes "$entry" --from 1 --to 2 --plain
harmless "$out" 'nor with --plain'
COLUMNS=40 w changes "$entry" --from 1 --to 2
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'in 40 columns'

# Several texts made one, and words from another computer.
cp -r "$HOME/.local/share/withus" laptop
w edit "$entry" -m 'Here.'
WITHUS_TEST_CLOCK=2026-11-21T09:00:00 w --home laptop edit "$entry" -m 'There.'
w --home laptop export json copy
WITHUS_TEST_CLOCK=2026-11-22T09:00:00 w import json copy
w changes "$entry"
says 'to the texts of now together' 'several texts'
w edit "$entry" -m 'Both.'
w history "$entry"
says 'It was brought in from a file.' 'where it came from'
says 'It came to this computer' 'and when'
says 'Amina made one text out of several.' 'and what became of them'
w check
status 0 'all is well'
# Days are said as everywhere, and programs get them as they are kept.
w stage begin Reading --on '3 May'
w stage edit Reading --begin '4 May' --json
stage=$(json 'a["items"][0]["code"]')
w changes "$stage"
says '[-3 May 2026-]{+4 May 2026+}' 'a day that changed'
w changes "$stage" --plain
says 'removed: 3 May 2026 added: 4 May 2026' 'in plain words'
w changes "$stage" --json
is "$(json '[r["text"] for r in a["changes"]["runs"]]')" \
	"['2026-05-03', '2026-05-04']" 'and in JSON'

finish
