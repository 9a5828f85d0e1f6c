#!/bin/sh
# Ground rules: writing them, agreeing, what changed since, a second look.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
. "$top/tests/cli/standing.sh"

w rules
status 3 'without a project there are no ground rules'
start
w rules
status 0 'an empty list is no fault'
says 'There are no ground rules yet. “withus rules write TITLE”' 'it says so'
w rules --json
fits 'as JSON'
is "$(json 'a["items"]')" '[]' 'an empty list'
w rules --agreed
says 'No ground rules are like what you asked for' 'none of that kind'
w member add Ben --here
lacks 'ground rules' 'nothing is asked of who joins'
export WITHUS_AS=Amina

# Writing.
w rules write
status 2 'a title is needed'
tells 'a title, or a code' 'it says so'
w rules write 'How we meet'
status 2 'and words, where nobody can be asked'
tells '-m TEXT or -F FILE' 'it says which options'
w rules write 'How we meet' -m ''
status 1 'empty words are none'
w rules write '' -m 'Words.'
status 2 'an empty title is none'
w drafts drop 1
w rules write 'How we meet' -m 'We let each other finish.' \
	-m 'Phones stay off.' --look-again '1 March'
status 0 'ground rules'
says 'Saved: G-' 'with a code'
says 'Not agreed yet: 0 of 2 agree. Still asked: Amina, Ben.' 'for all members'
says 'Look at it again: 1 March 2027.' 'a day to come'
says 'everyone types “withus rules agree G-' 'and what to do'
quiet 'no message'
rules=$(saved)
w rules
shape
prints 'the list' <<'END'
G-0000  How we meet
        Not agreed yet: 0 of 2 agree.
        Still asked: Amina, Ben.
        What do you think? “withus rules agree G-0000”
END
w rules --json
fits 'as JSON'
is "$(json 'a["items"][0]["status"]')" "['not-agreed']" 'its state'
is "$(json '(a["items"][0]["standing"]["group"],
	a["items"][0]["standing"]["agreed"],
	a["items"][0]["standing"]["awaits-me"],
	a["items"][0]["standing"]["mine"])')" "(2, 0, True, 'silent')" \
	'where it stands, and I'
is "$(json '"all" in a["items"][0]["group"]')" True 'it is for all'
WITHUS_AS= w rules --json
is "$(json '"mine" in a["items"][0]["standing"]')" False \
	'nobody is asked who they are'
w rules write 'how we MEET' -m 'Twice.'
tells "There are ground rules of this title already: $rules." 'a second one'
w undo
w rules write G-0000 -m x
status 3 'a code of nothing is no title'
w rules write 'G force' -m x
status 0 'but a title may begin so'
w undo
editor 'echo "We say it kindly." >"$1"'
w rules write 'How we speak' -e --group Amina
status 0 'written in an editor, for one person'
says 'Still asked: Amina.' 'who alone is asked'
speak=$(saved)
w rules --waits-for Ben
says "$rules How we meet" 'what waits for one person'
lacks 'How we speak' 'and nothing else'
lacks 'What do you think?' 'who is not the one who looks'
w rules --waits-for Nobody
status 3 'a person who is not there'
w rules --agreed --not-agreed
status 2 'one filter at a time'
w rules --most 1 --not-agreed --json
is "$(json 'len(a["items"])')" 1 'no more than one'
w rules --most 0
status 2 'a number that is none'

# Agreeing.
w rules agree
status 2 'to what?'
w rules agree G-0000
status 3 'a code of nothing'
w rules agree "$rules"
status 0 'I agree'
says 'Saved: A-' 'with a code'
says "You agree to $rules “How we meet”." 'it says to what'
says 'Not agreed yet: 1 of 2 agrees. Still asked: Ben.' 'and where it stands'
mine=$(saved)
w rules agree "$rules"
status 0 'once is enough'
says 'You agreed to these words of' 'it says so'
lacks 'Saved' 'and saves nothing'
w rules agree "$rules" --json
fits 'as JSON'
is "$(json 'a["items"][0]["code"]')" "$mine" 'it is the same'
is "$(now "$rules")" not-agreed 'one is missing'
w --as Ben rules agree "$rules" --reservation 'Evenings are hard for me.'
says 'with a reservation. Your words stand beside it.' 'with a reservation'
says 'Agreed by all 2 who must agree.' 'which is an agreement too'
is "$(now "$rules")" agreed 'now it is agreed'
fits 'as JSON'
is "$(standing Ben where)" reservation 'Ben has a reservation'
is "$(json '[p["agreement"]["text"]
	for p in a["items"][0]["standing"]["people"]
	if p["who"]["name"] == "Ben"][0]')" 'Evenings are hard for me.' \
	'in his own words'
is "$(json '[len(p["agreement"]["of"])
	for p in a["items"][0]["standing"]["people"]]')" '[1, 1]' \
	'each names what was shown'
w show "$rules"
shape
prints 'the page' <<'END'
G-0000  How we meet
Last written by: Amina (confirmed)
First saved: today
Who must agree: everyone
Look again on: 1 March 2027

We let each other finish.

Phones stay off.

Who agrees
A-0000  Amina agrees (today).
A-0000  Ben agrees, with a reservation (today).
        Evenings are hard for me.

Agreed by all 2 who must agree.
Look at it again: 1 March 2027.
END
COLUMNS=40 w show "$rules"
shape
prints 'in 40 columns' <<'END'
G-0000  How we meet
Last written by: Amina (confirmed)
First saved: today
Who must agree: everyone
Look again on: 1 March 2027

We let each other finish.

Phones stay off.

Who agrees
A-0000  Amina agrees (today).
A-0000  Ben agrees, with a reservation
        (today).
        Evenings are hard for me.

Agreed by all 2 who must agree.
Look at it again: 1 March 2027.
END
w rules --agreed
says 'How we meet Agreed by all 2 who must agree.' 'the list says so'
lacks 'How we speak' 'of what is agreed'
w rules --agreed --json
is "$(json 'a["items"][0]["standing"]["mine"]')" agrees 'and where I stand'
w --as Ben reply "$mine" -m 'Thank you.'
status 0 'an agreement can be replied to'
w show "$mine"
says 'Ground rules: How we meet' 'and shown'
says 'Agreement: agree' 'with what it says'
lacks 'Said to' 'but no names of versions'
w --as Ben rules agree "$rules" --reservation a --not-yet b
status 2 'one answer at a time'
w --as Ben rules agree "$rules" --reservation a --stance agree
status 2 'however it is given'
w --as Ben rules agree "$rules" --stance maybe
status 2 'an answer that there is not'
w --as Ben rules agree "$rules" --stance reservation
status 2 'a reservation needs words'
w --as Ben rules agree "$rules" --reservation ''
status 2 'and not empty ones'
w --as Ben rules agree "$rules" --not-yet '' -m 'Not on Mondays.' \
	--speaking-as 'a carer'
status 0 'not yet'
says "You do not agree to $rules “How we meet” yet." 'it says so'
says 'Not agreed yet: 1 of 2 agrees.' 'and where it stands'
lacks 'Still asked' 'who said no is not pressed'
w show "$rules"
says 'Ben does not agree yet (today). Speaking as: a carer. Not on Mondays.' \
	'with his words'
says 'To say what you think: “withus rules agree' 'and what to do'
w --as Ben rules agree "$rules" --not-yet 'Later,' -m 'perhaps.' --json
fits 'as JSON'
is "$(json 'a["items"][0]["text"]')" 'Later,

perhaps.' 'words behind the answer come first'
is "$(json '"speaking-as" in a["items"][0]')" False \
	'what was said before is not said again'
is "$(json 'a["items"][0]["stance"], a["items"][0]["versions"]')" \
	"('not-yet', 3)" 'one thing, changed'
w --as Ben rules agree "$rules"
is "$(now "$rules")" agreed 'agreed after all'
is "$(standing Ben where)" agrees 'without a reservation'
w show "$rules"
lacks 'perhaps' 'and what was said before is not said again'

# Words that could not be saved.
w --as Ben rules agree "$rules" --not-yet "$(printf 'a\033[31m')"
status 1 'words that steer a terminal'
tells 'it is draft' 'are kept'
number=$(kept)
w --as Ben drafts show "$number"
harmless "$out" 'and shown without harm'
w --as Ben drafts drop "$number"
w --as Ben rules agree "$rules" --not-yet 'Kept words.' \
	--speaking-as "$(printf 'a\033[31m')"
tells 'it is draft' 'so are words beside a field that was refused'
number=$(kept)
w --as Ben drafts finish "$number" --speaking-as '' --json
fits 'as JSON'
is "$(json '(a["items"][0]["stance"], a["items"][0]["text"])')" \
	"('not-yet', 'Kept words.\\n')" 'and can be finished'
w --as Ben rules agree "$rules"

# The words change.
w rules write "$rules" -m 'We let each other finish.' \
	-m 'Phones stay off, unless somebody waits for a call.'
status 0 'the words change'
says 'Not agreed yet: 0 of 2 agree. Still asked: Amina, Ben.' 'all are asked'
is "$(now "$rules")" not-agreed 'it is not agreed any more'
is "$(standing Ben where), $(standing Ben awaited)" 'earlier, True' \
	'Ben agreed to earlier words'
w show "$rules"
says 'Amina agreed to earlier words (today). Asked again.' 'the page says so'
says "“withus rules changes $rules --by NAME”" 'and how to see what changed'
w rules changes "$rules"
shape
prints 'what changed since I agreed' <<'END'
G-0000  How we meet
What changed since you agreed (today):

Text
  We let each other finish.

  Phones stay off{+, unless somebody waits for a call+}.
END
w rules changes "$rules" --by Ben --plain
says 'What changed since Ben agreed (today):' 'since Ben did'
says 'added: , unless somebody waits for a call' 'in plain words'
COLUMNS=40 w rules changes "$rules"
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'in 40 columns'
w rules changes "$rules" --by Ben --json
fits 'as JSON'
is "$(json '(a["changes"]["by"]["name"], a["changes"]["where"],
	a["changes"]["from"], a["changes"]["to"])')" \
	"('Ben', 'earlier', 1, 2)" 'who, and from which version'
is "$(json '"".join(r["text"] for r in a["changes"]["runs"]
	if r["op"] == "added")')" ', unless somebody waits for a call' \
	'the words that came'
w rules changes "$rules" --by Nobody
status 3 'a person who is not there'
w rules changes "$speak" --by Ben
status 1 'who said nothing has nothing to compare'
tells 'Ben has not said anything about' 'it says so'
w edit "$rules" --look-again '' --group +=Rosa
status 0 'who must agree, and its day, are no words'
w rules changes "$rules"
lacks 'Look again' 'so they are not shown among them'
w show "$rules"
says 'Rosa must agree too, but is no member here yet.' 'somebody outside'
w show "$rules" --json
fits 'as JSON'
is "$(standing Rosa who)" "{'name': 'Rosa'}" 'has a name alone'
w edit "$rules" --group all
w rules agree "$rules"
w rules changes "$rules"
says 'The words have not changed since you answered (today).' 'the same'
w rules changes "$rules" --json
is "$(json 'a["changes"]["runs"]')" '[]' 'no runs'
w undo
is "$(now "$rules")" not-agreed 'undo takes an agreement back'
is "$(standing Amina where)" earlier 'what stood before stands again'
w edit "$rules" --from 1
is "$(now "$rules")" agreed 'earlier words again: all agree to them still'
w undo
is "$(now "$rules")" not-agreed 'and not to the others'
w rules agree "$rules"
w --as Ben rules agree "$rules"
is "$(now "$rules")" agreed 'agreed anew'

# Taken back.
w withdraw "$mine"
status 0 'an agreement is taken back'
is "$(now "$rules")" not-agreed 'it is not agreed any more'
is "$(standing Amina where), $(standing Amina awaited)" 'silent, True' \
	'I am asked as if I had said nothing'
w rules agree "$rules"
is "$(saved)" "$mine" 'the same agreement again'
is "$(now "$rules")" agreed 'and all is as before'
w --as Ben rules agree "$rules" -m 'Gladly.'
w show "$rules"
says 'Ben agrees (today). Gladly.' 'words beside an agreement'
w withdraw "$speak"
w rules agree "$speak"
status 1 'what was taken back cannot be agreed to'
w rules again "$speak"
status 1 'nor looked at again'
w rules write "$speak" -m x
status 1 'nor changed'
w show "$speak"
status 0 'but shown'
says 'This was taken back.' 'as what it is'
lacks 'Who agrees' 'without anybody'
w show "$speak" --json
fits 'as JSON'
w rules
lacks 'How we speak' 'it has left the list'

# Somebody joins.
w member add Cem --takes-part 'large print'
says 'These ground rules now ask for the look of Cem.' 'the answer says so'
says "$rules How we meet" 'and names them'
is "$(now "$rules")" 'agreed second-look' 'agreed by who was there'
is "$(standing Cem in-group), $(standing Cem asked)" 'False, True' \
	'the newcomer is asked'
w show "$rules"
says 'Cem has not answered yet. Joined later; asked too.' 'the page says so'
says 'the team is not the same any more. A second look is welcome.' 'and why'
says "If the words still fit: “withus rules again $rules”." 'and what to do'
w rules --second-look --json
fits 'as JSON'
is "$(json '[p["name"] for p in a["items"][0]["standing"]["awaited"]]')" \
	"['Cem']" 'who is awaited'
w --for-person Cem --confirmed 'read back on the phone' \
	rules agree "$rules" --reservation 'Please no forms.'
status 0 'his words, typed by me'
says "Cem agrees to $rules “How we meet”, with a reservation." 'it says so'
w show "$rules"
says 'Cem agrees, with a reservation (today). Joined later; asked too. Typed '\
'by Amina, and confirmed: read back on the phone. Please no forms.' \
	'the page says who typed it, and how he confirmed it'
w --for-person Cem --confirmed 'by phone' rules changes "$rules"
says 'since Cem answered' 'changes for him'
w rules again "$rules"
status 0 'a second look'
says 'Agreed by all 3 who must agree.' 'he is in the group now'
is "$(now "$rules")" agreed 'no second look any more'
is "$(json 'len(a["items"][0]["group"])')" 4 'the people of today'
w rules again "$rules"
status 1 'nothing to write down'
tells 'is for the same people as before' 'it says so'
w rules write "$rules" --look-every 26
w rules again "$rules" --json
fits 'as JSON'
is "$(json 'a["items"][0]["look-again"]')" 2027-05-21 'the next day is set'
WITHUS_TEST_CLOCK=2027-05-21T10:00:00 w show "$rules"
says 'The day to look at it again was set: today.' 'it comes'
WITHUS_TEST_CLOCK=2027-05-21T10:00:00 w rules
says 'A second look is welcome.' 'the list says so'
WITHUS_TEST_CLOCK=2027-05-21T10:00:00 w rules again "$rules"
says 'Look at it again: 19 November 2027.' 'and so it goes on'
w member away Cem --until '24 December'
w rules write "$rules" -m 'Other words.'
says 'Still asked: Amina, Ben.' 'who is away is not pressed'
w show "$rules"
says 'Asked again. Away now.' 'but on the page'
w member leave Cem
w show "$rules"
says 'Has left the team.' 'who has left is not asked'
w undo
w member back Cem
w show "$rules"
says 'Asked again. Typed' 'who is back is asked'

# How the team reflects: one page, found without its code.
w rules write 'Weeks' --team-every 12 -m 'x'
status 2 'weeks that nobody would read'
tells 'rules write --rhythm' 'it says where they belong'
w rules write "$rules" --per-stage yes
status 2 'nor in others that are there'
w rules write --rhythm --team-every 12 --individual-every 4 --counted all
status 2 'it needs words too'
w rules write --rhythm --team-every many -m 'Each alone, and together.'
status 2 'a number that is none'
number=$(kept)
w drafts show "$number"
says 'Each alone, and together.' 'the words are kept'
w drafts finish "$number" --team-every 12
status 0 'and finished'
rhythm=$(saved)
w show "$rhythm" --json
fits 'as JSON'
is "$(json '(a["items"][0]["standing"]["rhythm"],
	"rhythm" in a["items"][0])')" '(True, False)' \
	'they are the one page still'
w rules write --rhythm --individual-every 4 --look-every 26
is "$(saved)" "$rhythm" 'there is one of it'
w rules write "$rhythm" --answers-within 4 --per-stage yes
status 0 'it is changed by its code too'
w rules write --rhythm "$rhythm"
status 2 'but not by both'
w edit "$rhythm" --answers-within 5
says 'Not agreed yet: 0 of 3 agree. Still asked:' 'edit says who is asked again'
is "$(flat "$out" | grep -o 'Still asked' | wc -l)" 1 'once'
w rules write "$rhythm" --answers-within 6
is "$(flat "$out" | grep -o 'Still asked' | wc -l)" 1 'as rules write does'
w rules agree "$rhythm"
w rules write 'Our rhythm' --rhythm --team-every 8
w rules changes "$rhythm"
says 'Title [-How-]{+Our+} [-we reflect-]{+rhythm+}' 'a new title'
says 'Team reflection every (weeks) [-12-]{+8+}' 'weeks are words'
w --as Ben rules agree "$rhythm" -m 'Good.'
w show "$rhythm"
says 'Own diary every (weeks): 4' 'shown like other fields'

# Words that would steer a terminal.
bad=$(printf 'a\302\2331m\342\200\256b\342\201\246c\342\200\213d\302\2352;e')
w rules write "$bad" -m "$bad" --group "Amina,Ben,=$bad"
hostile=$(saved)
w --as Ben rules agree "$hostile" --reservation "$bad" --speaking-as "$bad"
harmless "$out" 'agreeing: harmless'
w rules write "$hostile" -m "$bad" -m more
for words in rules "rules --json" "show $hostile" "show $hostile --json" \
	"rules changes $hostile --by Ben" "history $hostile" \
	"rules changes $hostile --by Ben --json" "member add Eve"; do
	w $words
	status 0 "$words"
	harmless "$out" "$words: harmless"
done
at_terminal ^D -- "$WITHUS" rules agree "$hostile"
sed 's/\x1b\[[0-9;]*m//g; s/\r$//' "$out" >plain
harmless plain 'at a terminal: harmless'

w check
status 0 'all is well'
finish
