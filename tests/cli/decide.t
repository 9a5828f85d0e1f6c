#!/bin/sh
# Asking for a decision, changing the question together, and the list.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
. "$top/tests/cli/ledger.sh"

w decisions
status 3 'without a project there are no decisions'
start
w decisions
status 0 'an empty list is no fault'
says 'There are no decisions yet. “withus decide QUESTION”' 'it says so'
w decisions --json
fits 'as JSON'
is "$(json 'a["items"]')" '[]' 'an empty list'
w decisions --open
says 'No decision is like what you asked for' 'none of that kind'
w decide
status 2 'a question is needed'
tells 'QUESTION' 'it says so'
w decide ''
status 2 'and an empty one is none'
w drafts
says 'There are no drafts.' 'nothing was typed, so nothing is kept'
w decide '' --why 'It matters a lot.'
tells 'it is draft 1' 'what was typed is kept'
w drafts finish 1 --title 'And so?'
status 0 'and can be finished'
w undo
export WITHUS_AS=Amina
w member add Ben --here
w member add 'Rosa Mbeki' --here

# Asking.
w decide 'What do we measure first?' \
	--why 'It decides what we ask of people.' --option 'Steps a day' \
	--option 'Sleep, every night' --stage Design --until '1 December' \
	--touches '=the night staff' --means 'All agree' \
	--tags 'sharing power' -m 'We can measure *one* thing.'
status 0 'a decision is asked for'
says 'Saved: D-' 'with a code'
says 'To say what you think: “withus view D-' 'and what to do next'
quiet 'no message'
decision=$(saved)
w show "$decision"
shape
prints 'its page' <<'END'
D-0000  What do we measure first?
Last written by: Amina (confirmed)
First saved: today
Open. The last day for views: 1 December 2026.
Why it matters: It decides what we ask of people.
Options:
  a  Steps a day (chosen by nobody)
  b  Sleep, every night (chosen by nobody)
Stages: Design and proposal
Who else it touches: the night staff
How we mean to decide: All agree
Tags: sharing power

We can measure one thing.

Who should be involved
Everyone in the team.
Still to come: Amina, Ben, Rosa Mbeki

Views
Nobody has given a view yet.

To say what you think: “withus view D-0000”.
To write down how you settled it: “withus settle D-0000”.
To see its history: “withus history D-0000”.
END
COLUMNS=40 w show "$decision"
shape
prints 'in 40 columns' <<'END'
D-0000  What do we measure first?
Last written by: Amina (confirmed)
First saved: today
Open. The last day for views: 1 December
2026.
Why it matters: It decides what we ask
of people.
Options:
  a  Steps a day (chosen by nobody)
  b  Sleep, every night (chosen by
     nobody)
Stages: Design and proposal
Who else it touches: the night staff
How we mean to decide: All agree
Tags: sharing power

We can measure one thing.

Who should be involved
Everyone in the team.
Still to come: Amina, Ben, Rosa Mbeki

Views
Nobody has given a view yet.

To say what you think: “withus view
D-0000”.
To write down how you settled it:
“withus settle D-0000”.
To see its history: “withus history
D-0000”.
END
w show "$decision" --json
fits 'as JSON'
is "$(json 'a["items"][0]["standing"]["for-all"]')" True 'for everyone'
is "$(json '[o["letter"] + " " + o["text"] for o in
	a["items"][0]["standing"]["options"]]')" \
	"['a Steps a day', 'b Sleep, every night']" 'its options'
is "$(part Ben)" awaited 'a view is still to come'
w decide 'In JSON?' --json
fits 'as JSON'
is "$(json 'a["items"][0]["status"]')" "['open']" 'what was saved'
w undo
w decide 'From a file' -F -
status 0 'words that are piped in'
w undo
w decide 'Days?' --until 'no day' -m 'Words.'
status 2 'a day that is none'
tells 'it is draft' 'the words are kept'
w drafts drop "$(kept)"
w decide 'Names?' --involve 'Nobody Here' --why 'Because.'
status 3 'a name that is not there'
tells 'it is draft' 'what stands in fields is kept too'
w drafts finish "$(kept)" --involve Ben
status 0 'and finished'
w undo
w decide one two
status 2 'a question in two words needs quotes'

# The list.
w decisions
shape
prints 'the list' <<'END'
D-0000  What do we measure first?
        Open. The last day for views: 1 December 2026.
        0 views so far.
        Still to come: Amina, Ben, Rosa Mbeki
        What do you think? “withus view D-0000”
END
w decisions --json
fits 'as JSON'
is "$(json '(lambda s: (s["views"], s["people"], len(s["awaited"]),
	s["awaits-me"]))(a["items"][0]["standing"])')" '(0, 3, 3, True)' \
	'where it stands, and I'
WITHUS_AS= w decisions --json
is "$(json '"awaits-me" in a["items"][0]["standing"]')" False \
	'unless it is not clear who looks'
w decisions --open --settled
status 2 'one of them alone'
tells '“--open” and “--settled” do not go together' 'it says so'
for option in --open '--waits-for Ben' '--waits-for Rosa' \
	'--since yesterday' '--until today' '--most 1'; do
	w decisions $option --json
	is "$(json 'len(a["items"])')" 1 "$option: it is there"
done
for option in --settled --another-look --carry-out '--until yesterday'; do
	w decisions $option --json
	is "$(json 'len(a["items"])')" 0 "$option: it is not"
done
w decisions --most 0
status 2 'none is no number'
w decisions --waits-for Ben
lacks 'What do you think?' 'what waits for somebody else is not asked of me'
w decisions --waits-for Nobody
status 3 'a member who is not there'
w view "$decision" --leave-out
w decisions --waits-for Amina --json
is "$(json 'len(a["items"])')" 0 'who is left out is not waited for'
w undo
WITHUS_TEST_CLOCK=2026-12-01T12:00:00 w decisions
says 'Open. The last day for views: today.' 'the last day is a day'
WITHUS_TEST_CLOCK=2026-12-02T12:00:00 w decisions --open
says 'Ready to be settled. The last day for views was: yesterday.' \
	'then it is ready'

# The question changes.
w --as Ben edit "$decision" --option 'Both of them'
status 0 'anybody adds an option'
w edit "$decision" --option 'b=Sleep'
w show "$decision"
says 'b Sleep (chosen by nobody)' 'an option changes'
says 'c Both of them (chosen by nobody)' 'another one came'
w edit "$decision" --option 'c='
w show "$decision"
lacks 'Both of them' 'and goes'
w undo

# Two people add options at once, and names.
cp -r "$HOME/.local/share/withus" laptop
w --as Ben edit "$decision" --option 'Pain' --involve '+=the day staff'
w --home laptop --as Amina edit "$decision" --option 'Mood' --involve +Ben
both
for home in "$HOME/.local/share/withus" laptop; do
	w --home "$home" show "$decision" --json
	fits 'as JSON'
	is "$(json 'sorted(o["text"] for o in
		a["items"][0]["standing"]["options"])')" \
		"['Both of them', 'Mood', 'Pain', 'Sleep', 'Steps a day']" \
		'both options are there, and nothing clashes'
	is "$(json '"clashes" in a["items"][0]')" False 'nobody has to choose'
done
w show "$decision"
says 'Everyone in the team.' 'everyone stays involved'
says 'Still to come: Amina, Ben, Rosa Mbeki, the day staff' 'and more'
w --home laptop --as Amina edit "$decision" --title 'What is first?'
w --as Ben edit "$decision" --title 'What comes first?'
both
w show "$decision"
says 'People wrote different words here (Question)' 'two questions at once'
says 'Amina (today): What is first?' 'with the name of each'
w decisions
says '(two texts to look at)' 'the list says so'
w edit "$decision" --title 'What comes first?'

# Who should be involved: it only grows.
w decide 'Who speaks?' --involve Amina,Ben
speakers=$(saved)
w show "$speakers"
lacks 'Everyone in the team' 'named people'
says 'Still to come: Amina, Ben' 'these'
w --as Rosa edit "$speakers" --involve '+Rosa'
status 0 'anybody adds themself'
w edit "$speakers" --involve '+=the choir'
w edit "$speakers" --involve Amina
w show "$speakers"
says 'Still to come: Amina, Ben, Rosa Mbeki, the choir' 'nobody drops out'
w member add Zoe
w edit "$speakers" --involve '+Zoe'
w member leave Zoe
w show "$speakers"
says 'Left the team before: Zoe' 'who left is not waited for'
w member away Ben --from today --until '1 January'
w show "$speakers"
says 'Ben (away now)' 'who is away is still to come'
w decisions --waits-for Ben --json
is "$(json 'len(a["items"])')" 0 'but not pressed'
w undo

# Taking back.
w withdraw "$speakers"
w show "$speakers"
says 'This was taken back' 'it is hidden'
lacks 'Views' 'with all of it'
w view "$speakers" --agree
status 1 'nothing more is said about it'
tells 'was taken back before' 'it says so'
w undo
w show "$speakers"
says 'Who should be involved' 'until it is back'

# Line by line.
unset EDITOR
PATH=/nowhere at_terminal '?' 'Where do we eat?' 'Food is talk.' . Inside \
	Outside '' '' Rosa nonsense '24 December' '' '' -- "$WITHUS" decide
status 0 'asked line by line'
says 'One question, in plain words.' 'with help'
says 'involved, if not everyone?' 'everyone is the usual'
says 'Enter alone leaves it out.' 'it says what Enter does'
says '“nonsense” is not a day that I can read' 'a day is asked again'
says 'Saved: D-' 'and saved'
meal=$(flat "$out" | sed -n 's/.*Saved: \(D-[0-9a-z]*\).*/\1/p')
w show "$meal"
says 'a Inside (chosen by nobody) b Outside' 'with its options'
says 'Still to come: Rosa Mbeki' 'and who'
PATH=/nowhere at_terminal 'Where?' 'Half a thought' ^D -- "$WITHUS" decide
status 1 'stopped in the middle'
says 'it is draft' 'what was typed is kept'
w drafts show "$(flat "$out" | sed -n 's/.*it is draft \([0-9]*\).*/\1/p')"
says 'Half a thought' 'every word of it'
PATH=/nowhere at_terminal 'When?' ^C -- "$WITHUS" decide
status 1 'Ctrl-C after one answer'
w drafts show "$(flat "$out" | sed -n 's/.*it is draft \([0-9]*\).*/\1/p')"
says 'When?' 'keeps that answer'

# A second decision replaces the first.
w decide 'Where do we eat now?' --replaces "$meal"
again=$(saved)
w show "$again"
says 'Replaces: D-' 'what it replaces'
says '“Where do we eat?”' 'with its question'
w show "$meal"
says '“Where do we eat now?” would replace it, once that is settled.' \
	'and the other way round'
is "$(now "$meal")" open 'it still holds'
w settle "$again" --how lead --outcome Inside. --because 'It rains.'
is "$(now "$meal")" 'open replaced' 'then it does not'
w show "$meal"
says 'It does not hold any more. Another decision replaces it: D-' 'it says so'
w decisions --open --json
is "$(json '[i["code"] for i in a["items"]].count("'"$meal"'")')" 0 \
	'and is not open'
w decide 'Round?' --replaces D-0000
status 3 'a code of nothing'

# Words of many scripts, and hostile ones.
w decide 'ماذا نقيس أولا؟' --option 'الخطوات' --option 'การนอน ทุกคืน' \
	--why 'เพราะเราอยากรู้'
status 0 'Arabic and Thai'
arabic=$(saved)
w view "$arabic" --agree --option 'การ'
status 0 'an option by the start of its words'
w show "$arabic"
says 'b การนอน ทุกคืน (chosen by 1)' 'counted'
COLUMNS=40 w show "$arabic"
status 0 'in 40 columns'
bad=$(printf 'a\302\2331m\342\200\256b\342\201\246c\342\200\213d\302\2352;e')
w decide "$bad" --why "$bad" --option "$bad" --involve "=$bad" \
	--touches "=$bad" --means "$bad" -m "$bad"
status 0 'hostile words'
hostile=$(saved)
w view "$hostile" --object --option "=$bad" --speaking-as "$bad" -m "$bad"
w settle "$hostile" --how imposed --outcome "$bad" --because "$bad" \
	--decided-by "=$bad" --where "$bad" --not-there "=$bad=$bad" \
	--who "=$bad"
w answer "$hostile" --not-possible -m "$bad"
for words in decisions 'decisions --json' "show $hostile" \
	"show $hostile --json" "history $hostile"; do
	w $words
	status 0 "$words"
	harmless "$out" "$words: harmless"
done
w decide "$(printf 'Two\nlines?')"
status 2 'a question is one line'
w decide "$(printf 'bad\037sign')" --why 'Kept.'
status 1 'a hidden sign'
tells 'it is draft' 'is kept'
printf '%0900000d' 7 >long
w decide 'A long one' -F long
status 0 'a long text'
w show "$(saved)"
status 0 'is shown'
w decide "$(printf '%01001d' 7)" --option "$(printf '%0990d' 8)"
status 2 'a question that is too long'
tells 'it is draft' 'is kept'
w decide "$(printf '%0990d' 7)" --option "$(printf '%0990d' 8)"
status 0 'a long one'
long=$(saved)
w decisions
status 0 'is listed'
harmless "$out" 'as one of many'
w show "$long"
status 0 'and shown whole'
set --
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 \
	27 28 29 30; do
	set -- "$@" --option "Option $i"
done
w decide 'Thirty?' "$@"
status 0 'thirty options'
thirty=$(saved)
w view "$thirty" --agree --option ad
status 0 'one behind z'
w show "$thirty"
says 'ad Option 30 (chosen by 1)' 'has two letters'
finish
