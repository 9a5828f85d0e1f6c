#!/bin/sh
# Words that are not saved yet: listing, showing, finishing, dropping.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
start

w drafts
prints 'no drafts' <<'END'
There are no drafts.
END
w drafts --json
prints 'no drafts, as JSON' <<'END'
{
  "withus": 1,
  "items": []
}
END
w reflect -m 'First **begun** entry.' --stage Analysis --on '3 May'
w reflect -m 'Second.' --speaking-as 'a carer'
w drafts
prints 'a list' <<'END'
Draft 1: diary entry, today (kept as a draft)
    First **begun** entry.
Draft 2: diary entry, today (kept as a draft)
    Second.

Drafts lie on this computer alone. “withus drafts finish N” saves one, “withus
drafts show N” shows it.
With a diary entry say who can read it, too: “--for team”.
END
COLUMNS=40 w drafts
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'a narrow list'
w drafts --json
fits 'as JSON'
is "$(json '[i["text"] for i in a["items"]]')" \
	"['First **begun** entry.\\n', 'Second.\\n']" 'with their words'
w drafts show 1
prints 'one whole' <<'END'
Draft 1: diary entry, today (kept as a draft)
Stages: Analysis and interpretation
Day: 3 May 2026

First begun entry.
END
w drafts show 1 --json
fits 'one as JSON'
is "$(json 'a["items"][0]["number"]')" 1 'it is that one'
for number in 3 0 -1 x '' 99999999999999999999; do
	w drafts show -- "$number"
	status 3 "there is no draft “$number”"
done
w drafts finish 3
status 3 'nor can it be finished'
w drafts drop 3
status 3 'nor dropped'
w drafts fnish 1
status 2 'a wrong verb'

w drafts finish 1
status 2 'an entry needs to know who reads it'
tells '“withus drafts finish”: --for team|public.' 'it says how'
w drafts finish 1 --for private
status 2 'not for fewer than the team'
w drafts finish 1 --for team --day 2026-05-04
status 2 'there is no such option'
w drafts finish 1 --for team --on 2026-05-04 --tags reciprocity --json
status 0 'finished, with more said'
fits 'as JSON'
is "$(json 'a["items"][0]["day"]')" 2026-05-04 'another day'
is "$(json 'a["items"][0]["tags"]')" "['reciprocity']" 'a tag'
is "$(json 'len(a["items"][0]["stages"])')" 1 'what was said before stays'
w drafts finish 1
status 3 'it is no draft any more'
w drafts finish 2 --for public -m 'Other words.' --json
is "$(json 'a["items"][0]["text"]')" 'Other words.' 'with other words'
is "$(json 'a["items"][0]["speaking-as"]')" 'a carer' 'and the same fields'

w reflect -m 'Third.'
editor 'echo "And more." >>"$1"'
w drafts finish 3 -e
status 2 'in the editor; who reads it is still missing'
tells 'it is draft 3' 'the same draft'
w drafts show 3
says 'Third. And more.' 'what the editor gave stays in it'
says 'kept as a draft' 'it was kept on purpose'
editor ':'
w drafts finish 3 -e --for team
status 0 'words that the editor left as they were will do'
w reflect -m 'Fourth.'
editor ': >"$1"'
w drafts finish 4 -e --for team
status 1 'taken out in the editor'
w drafts show 4
says 'Fourth.' 'the words are still there'
w drafts finish 4 --working x --for team
status 2 'an option of something else'
w drafts finish 4 --for team --on tomorow
status 2 'a fault in an option'
w drafts show 4
says 'Fourth.' 'costs no words'

at_terminal no -- "$WITHUS" drafts drop 4
status 1 'at a terminal it asks first'
says 'Throw “Fourth.” away? It cannot be brought back.' 'what it is about'
at_terminal yes -- "$WITHUS" drafts drop 4
status 0 'and then does it'
says 'Draft 4 is thrown away.' 'it says so'
w reflect -m 'Fifth secret word.'
at_terminal -- "$WITHUS" drafts drop 5 --yes
status 0 'or is told before'
w drafts
says 'There are no drafts.' 'none is left'
! grep -q 'Fifth secret word' "$HOME/.local/share/withus/journal.db"
ok $? 'the words are not on the disk any more'

# Each member has their own.
w member add Ben --here
w --as Ben reflect -m 'Only Ben.'
w --as Amina drafts
says 'There are no drafts.' 'others see none of it'
w --as Amina drafts show 6
status 3 'nor by its number'
w --as Amina drafts drop 6
status 3 'nor can they drop it'
w --as Ben drafts
says 'Only Ben.' 'it is there'

# Not only entries.
w --as Amina reflect -m 'To be replied to.' --for team
entry=$(saved)
editor 'echo "My reply" >"$1"; exit 1'
w --as Amina reply "$entry" -e
status 1 'a reply that was cut off'
w --as Amina drafts
says "Draft 7: reply on $entry “To be replied to.”, today (you stopped)" \
	'is a draft too, and says of what'
w --as Amina drafts finish 7
status 0 'and can be finished'
w show "$entry"
says 'My reply' 'it is where it belongs'
printf 'bad \000' >bad
w --as Amina member add Rosa -F bad
status 1 'a member with bad words'
w --as Amina drafts finish 8 -m 'Good words.' --json
is "$(json 'a["items"][0]["kind"]')" member 'is added by finishing the draft'
w export json copy
grep -q '"kind":"member".*born: [0-9a-z]\{26\} [0-9a-f]\{16\}' copy/*.json
ok $? 'as somebody whom another added'
w check
status 0 'all is well'
# A field may be called as what is known of a draft.
export WITHUS_AS=Amina
w decide 'Tea or coffee?' --why 'Some drink neither.' --until soon -m 'More.'
status 2 'a decision that could not be saved'
w drafts --json
fits 'as JSON'
is "$(json '[(i["kept"], i["why"]) for i in a["items"]
	if i["kind"] == "decision"]')" "[('refused', 'Some drink neither.')]" \
	'says why it is a draft, and why it matters'

finish
