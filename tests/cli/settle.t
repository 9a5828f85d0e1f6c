#!/bin/sh
# How a decision was settled, whose claim that is, and what came of it.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
. "$top/tests/cli/ledger.sh"
# They all joined before.
today=$WITHUS_TEST_CLOCK
export WITHUS_TEST_CLOCK=2026-11-01T09:00:00
start
export WITHUS_AS=Amina
w member add Ben --here
w member add Cal --here
w member add 'Rosa Mbeki'
export WITHUS_TEST_CLOCK=$today
w decide 'What first?' --option Steps --option Sleep
decision=$(saved)

# What is needed.
w settle
status 2 'a code is needed'
w settle "$decision"
status 2 'and how'
tells '--how agreement|majority|named|lead|imposed|differ; --outcome TEXT; '\
'--because TEXT' 'it names all at once'
w settle "$decision" --how majority --outcome 'Sleep.'
status 2 'and why'
tells '“withus settle”: --because TEXT.' 'it names what is left'
w drafts
says 'There are no drafts.' 'the line can be typed again, so none is kept'
w settle "$decision" --how majority --outcome 'Sleep.' --because 'Most of us.'
status 0 'with all of it'
w undo
w settle "$decision" --how vote --outcome 'Sleep.' --because 'So.'
status 2 'a way that there is none'
tells 'agreement' 'it says which'
w settle D-0000 --how lead --outcome a --because b
status 3 'a code of nothing'
w settle "$decision" --how lead --outcome '' --because b
status 2 'an empty outcome is none'
w settle "$decision" --how lead --outcome a --because b --on 'no day'
status 2 'a day that is none'

# With views still to come, and by agreement beside one that objects.
w --as Ben view "$decision" --object -m 'Steps tire me out.'
w view "$decision" --agree
w settle "$decision" --how agreement --outcome 'We measure sleep.' \
	--because 'We asked around.' --decided-by 'amina, BEN' \
	--where 'In the library' --not-there 'Rosa=I was ill.' \
	--who Ben --by-when '1 June' --look-again '1 July' --on yesterday
status 0 'settled'
says 'Saved: F-' 'with a code'
says 'That all agreed is what Amina says. Ben objects. There is no view from'\
' Cal, Rosa Mbeki.' 'whose claim it is'
says 'A view can still be given afterwards.' 'and that views can still come'
quiet 'nobody is told off'
settled=$(saved)
is "$(now "$decision")" 'settled to-carry-out' 'its states'
w show "$decision"
shape
sed -n '/^How it was/,$p' "$out" >part && mv part "$out"
prints 'on the page' <<'END'
How it was settled
F-0000  Settled: by agreement of all (yesterday). Amina wrote it down.
        Outcome: We measure sleep.
        Because: We asked around.
        Who decided: Amina, Ben
        Where: In the library
        Who was not there:
          Rosa Mbeki: “I was ill.”
        Views that were there: Amina, Ben
        Who sees it differently: Ben objects
        That all agreed is what Amina says. Ben objects. There is no view from
        Cal, Rosa Mbeki.
        Who carries it out: Ben (by 1 June 2027)
        Look again on: 1 July 2027

A view can still be added: “withus view D-0000”.
To say what came of it: “withus answer D-0000”.
To see its history: “withus history D-0000”.
END
COLUMNS=40 w show "$decision"
shape
sed -n '/^How it was/,/^$/p' "$out" >part && mv part "$out"
prints 'in 40 columns' <<'END'
How it was settled
F-0000  Settled: by agreement of all
        (yesterday). Amina wrote it
        down.
        Outcome: We measure sleep.
        Because: We asked around.
        Who decided: Amina, Ben
        Where: In the library
        Who was not there:
          Rosa Mbeki: “I was ill.”
        Views that were there: Amina,
        Ben
        Who sees it differently: Ben
        objects
        That all agreed is what Amina
        says. Ben objects. There is no
        view from Cal, Rosa Mbeki.
        Who carries it out: Ben (by 1
        June 2027)
        Look again on: 1 July 2027

END
w show "$decision" --json
fits 'as JSON'
is "$(json '(lambda s: (s["in-force"], s["claim"], s["words"],
	len(s["objections"]), [p["name"] for p in s["missing"]]))(
	a["items"][0]["standing"]["settlements"][0])')" \
	"(True, True, 'same', 1, ['Cal', 'Rosa Mbeki'])" 'in JSON too'
w show "$settled"
says 'Who was not there: a Rosa Mbeki | I was ill.' 'the settlement itself'
says "“withus show $decision” shows all of the decision." 'leads to it'
w show "$settled" --json
fits 'as JSON'
w changes "$settled" --to 1
says '{+Rosa Mbeki | I was ill.+}' 'what changed names who was not there'
w decisions --settled
shape
prints 'in the list' <<'END'
D-0000  What first?
        Settled: by agreement of all (yesterday).
        Still to be carried out. Who: Ben. By when: 1 June 2027.
        We measure sleep.
END
w decisions --carry-out --json
fits 'as JSON'
is "$(json 'len(a["items"])')" 1 'it is to be carried out'
is "$(json 'a["items"][0]["standing"]["settlement"]["how"]')" agreement 'how'
w --as Ben view "$decision" --agree
w --as Cal view "$decision" --agree
w --for-person Rosa --confirmed 'by phone' view "$decision" --agree
w show "$decision"
lacks 'is what Amina says' 'once all agree it is nobody’s claim'
says 'Rosa Mbeki agrees (today). Typed by Amina, and confirmed: by phone.'\
' Given after it was settled.' 'who came late'
w edit "$decision" --option Pain
w show "$decision"
says 'The question changed after this was written down.' 'a new question'
w undo

# What came of it.
w answer "$decision"
status 2 'it has to say what'
tells '--under-way, --done or --not-possible' 'it says so'
w answer "$decision" --done --under-way -m 'Well.'
status 2 'one of them'
w answer "$decision" --not-possible
status 2 'people are told why'
tells 'words (-m TEXT or -F FILE)' 'it says so'
w --as Ben answer "$decision" --under-way -m 'I asked for beds.'
status 0 'under way'
says 'It stays in “withus decisions --carry-out”' 'and open'
answer=$(saved)
is "$(now "$decision")" 'settled to-carry-out' 'still'
w --as Ben answer "$decision" --done --on tomorrow -m 'They came.' --json
fits 'as JSON'
is "$(now "$decision")" settled 'done'
w show "$decision"
says 'It is under way, says Ben (today). I asked for beds.' 'what came of it'
says 'It is done, says Ben (tomorrow). They came.' 'in order'
w show "$decision" --json
is "$(json '[x["latest"] for x in a["items"][0]["standing"]["answers"]]')" \
	'[False, True]' 'the latest counts'
w show "$answer"
says "“withus show $decision” shows all of the decision." 'leads to it'
w show "$answer" --json
fits 'as JSON'
w edit "$answer" -m 'I asked twice.'
status 1 'nobody else changes it'
w --as Ben undo
is "$(now "$decision")" 'settled to-carry-out' 'undone'
w answer "$decision" --not-possible -m 'No beds.'
is "$(now "$decision")" settled 'not possible is an answer too'
WITHUS_TEST_CLOCK=2027-07-01T12:00:00 w decisions --another-look
says 'A second look is welcome. The day for it: today.' 'the day to look again'

# A second one stands beside the first.
w --as Ben settle "$decision" --how imposed --outcome 'We measure steps.' \
	--because 'The letter says so.' --decided-by 'the funder, in London' \
	--where 'In a letter'
status 0 'a second settlement'
second=$(saved)
says "It stands beside $settled, which says something else." 'is told so'
says "“withus edit $second --instead $settled”" 'and what to do'
is "$(now "$decision")" 'settled-differently' 'in two ways'
w show "$decision"
says 'Settled in different ways: people wrote down different things.' \
	'it says so'
says 'Who decided: the funder, in London' 'in words, as they stand'
w show "$decision" --json
fits 'as JSON'
is "$(json '[s["in-force"] for s in
	a["items"][0]["standing"]["settlements"]]')" '[True, True]' 'both hold'
w --as Ben edit "$second" --instead "$settled"
is "$(now "$decision")" settled 'one in place of the other'
w show "$decision"
says 'Another one stands in place of this.' 'the other stays to be read'
says "Instead of: We measure sleep." 'and named'
w --as Ben undo
w --as Ben withdraw "$second"
is "$(now "$decision")" settled 'or taken back'
w show "$decision"
lacks 'the funder' 'then one is left'
w --as Cal settle "$decision" --how agreement --outcome 'We measure sleep.' \
	--because 'We asked around.' --decided-by Amina,Ben
says "It stands beside $settled, which says the same." 'the same twice'
is "$(now "$decision")" 'settled' 'is one'
w undo
w --as Cal undo
w --as Ben settle "$decision" --how differ --outcome 'Each as they like.' \
	--because 'We see it in two ways.' --instead "$settled"
status 0 'in place of it at once'
lacks 'It stands beside' 'nothing stands beside'
w show "$decision"
says 'Settled: we differ (today).' 'we differ'
w decide 'Another?'
other=$(saved)
w settle "$other" --how lead --outcome a --because b --instead "$settled"
status 2 'not in place of what settles something else'
tells 'says how another decision was settled' 'it says so'
tells 'it is draft' 'the words are kept'
w settle "$other" --how lead --outcome a --because b --instead F-0000
status 3 'nor of nothing'

# Two settle it at once, on two computers.
cp -r "$HOME/.local/share/withus" laptop
w --as Ben settle "$other" --how majority --outcome 'Yes.' --because 'So.'
w --home laptop --as Cal settle "$other" --how majority --outcome 'No.' \
	--because 'Not so.'
both
is "$(now "$other")" settled-differently 'both stand'
w show "$other"
says 'Outcome: Yes.' 'one'
says 'Outcome: No.' 'and the other'
w withdraw "$(flat "$out" | sed -n 's/.*\(F-[0-9a-z]*\) Settled: by majority'\
' (today). Ben.*/\1/p')"
status 1 'nobody takes back what another wrote'
w answer "$other" --done
status 0 'an answer without words'

# Names, or words.
settle() { # WORDS
	w decide "Who decides $runs?"
	one=$(saved)
	w settle "$one" --how named --outcome a --because b "$@"
}
decided() {
	json '" ".join(sorted(a["items"][0]["decided-by"]))'
}
people() { # WANTED NAME WORDS…
	wanted=$1 name=$2
	shift 2
	settle "$@" --json
	fits "$name: as JSON"
	is "$(decided)" "$wanted" "$name"
}
w --json members
ben=$(json '[i["id"] for i in a["items"] if i["title"] == "Ben"][0]')
cal=$(json '[i["id"] for i in a["items"] if i["title"] == "Cal"][0]')
code=$(json '[i["code"] for i in a["items"] if i["title"] == "Cal"][0]')
both_ids=$(printf '%s\n' "$ben" "$cal" | sort | tr '\n' ' ')
people "${both_ids% }" 'names' --decided-by 'ben , Cal'
people "${both_ids% }" 'the option again' --decided-by Ben --decided-by "$code"
people '=the council' 'words' --decided-by 'the council'
people '=the council, and all' 'words with a comma' \
	--decided-by 'the council, and all'
people '=Ben' 'words, although a name' --decided-by '=Ben'
people '=Ben, Cal' 'words with a comma, although names' --decided-by '=Ben, Cal'
people '=Ben, the council' 'not every part is a name' \
	--decided-by 'Ben, the council'
people "$ben =the council" 'a name, and words' --decided-by 'Ben,=the council'
people '=one =two' 'two words' --decided-by '=one,=two'
people '=المجلس' 'in any script' --decided-by 'المجلس'
settle --decided-by Bne
status 2 'nearly a name is refused'
tells 'Nobody in the team is called “Bne”. Perhaps you mean: Ben (M-' 'who'
tells 'it is draft' 'the words are kept'
settle --decided-by 'Rosa Mbki'
tells 'Perhaps you mean: Rosa Mbeki (M-' 'the whole name'
w member add 'Rosa Levi'
settle --decided-by Rosa
status 2 'a name of two'
tells 'Rosa Levi (M-' 'it says which'
settle --decided-by Ben --who Nobody
status 3 'another option is refused'
w drafts show "$(kept)"
says 'Who decided: Ben' 'the draft has what could be read'
unset EDITOR
w decide 'At a terminal?'
terminal=$(saved)
PATH=/nowhere at_terminal 1 -- "$WITHUS" settle "$terminal" --how named \
	--outcome a --because b --decided-by Bne
status 0 'asked'
says 'Nobody in the team is called “Bne”. Who do you mean?' 'it asks'
w show "$terminal"
says 'Who decided: Ben' 'the one that was chosen'
PATH=/nowhere at_terminal 2 -- "$WITHUS" settle "$terminal" --how named \
	--outcome a --because b --decided-by Bne
w show "$terminal"
says 'Who decided: Bne' 'or as it stands'

# Line by line.
w decide 'Line by line?' --option One
lines=$(saved)
w view "$lines" --object -m 'Not one.'
PATH=/nowhere at_terminal '?' 6 'We go two ways.' . 'Both are good.' . \
	'the funder' Library Cal 'I was ill.' '' Nobody Ben '1 June' '' -- \
	"$WITHUS" settle "$lines"
status 0 'asked'
says 'Amina objects (today). Not one.' 'the views are shown first'
says 'Still to come: Ben, Cal, Rosa Levi, Rosa Mbeki' 'and who is to come'
says 'Be honest' 'with help'
says 'is called “Nobody”' 'a name that is none is asked again'
says 'No view from: Ben, Cal, Rosa Levi, Rosa Mbeki' 'told again'
w show "$lines"
says 'Settled: we differ (today). Amina wrote it down. Outcome: We go two'\
' ways. Because: Both are good. Who decided: the funder Where: Library' 'saved'
PATH=/nowhere at_terminal 1 'A long thought.' . 'Half' ^D -- \
	"$WITHUS" settle "$lines"
status 1 'stopped in the middle'
says 'it is draft' 'what was typed is kept'
w drafts show "$(flat "$out" | sed -n 's/.*it is draft \([0-9]*\).*/\1/p')"
says 'A long thought.' 'all'
says 'Half' 'of it'
PATH=/nowhere at_terminal 3 'No money.' . -- "$WITHUS" answer "$lines"
status 0 'what came of it, asked'
says 'Settled: we differ (today). Outcome: We go two ways.' 'it is shown first'
w show "$lines"
says 'It was not possible, says Amina (today). No money.' 'and saved'

w show "$lines"
before=$(sed -n 's/^\(F-[0-9a-z]*\).*/\1/p' "$out")
w settle "$lines" --how lead --outcome 'One way.' --because 'It is late.' \
	--instead "$before"
w show "$lines"
says 'Another one stands in place of this.' 'one stands for the other'
is "$(grep -c 'Who sees it differently: Amina objects' "$out")" 1 \
	'who sees it differently stands beside the one that holds'

# Words of several paragraphs; answers where nothing is to be carried out.
w settle "$lines" --how lead --outcome "$(printf 'One.\n\nTwo.')" \
	--because "$(printf '%0200d' 7)"
status 0 'several paragraphs'
w show "$lines"
says 'One. Two.' 'are shown'
w decisions
status 0 'and listed'
w answer "$terminal" --under-way
lacks 'It stays in' 'where nothing is to be carried out nothing stays'
w decide 'Still open?'
w answer "$(saved)" --done
says 'is not settled yet. This stands beside it.' 'an answer comes early'

# What a team decided before anybody was a member here.
w decide 'What do we call ourselves?'
old=$(saved)
w --as Ben view "$old" --agree
w settle "$old" --how agreement --outcome 'The Bench.' \
	--because 'We sat there.' --on '3 May 2019'
status 0 'a day long ago'
w show "$old"
lacks 'Given unasked' 'who is here was asked'
w show "$old" --json
is "$(part Amina)" awaited 'and is waited for'
is "$(viewed Ben unasked)" False 'in JSON too'
finish
