#!/bin/sh
# Members: adding, changing, being away, leaving, and whose words are whose.
. "${0%/*}/lib.sh"
start

w member add Ifeoma --hats 'carer,public partner' -m 'I live nearby.'
status 0 'a member is added'
says 'Saved: M-' 'with a code'
says '--for-person' 'and how to write down their words'
w members
says 'Ifeoma carer, public partner' 'with their hats'
w member
says 'Ifeoma' 'the noun alone lists'
w members --json
fits 'as JSON'
is "$(json 'sorted(i["name"] for i in a["items"])')" \
	"['Amina', 'Ifeoma']" 'both are in it'
is "$(json '[i["hats"] for i in a["items"] if i["name"] == "Ifeoma"][0]')" \
	"['carer', 'public partner']" 'hats are a list'

w member show ifeoma
says 'I live nearby.' 'a member in full, by any case of the name'
says 'Joined: today' 'joined on the day they were added'
lacks 'six words' 'no words to read out without a computer of their own'
w member show
says 'Amina' 'without a name it is me'
says 'six words' 'and my words to read out'
w member show --json
fits 'as JSON'
is "$(json 'len(a["items"][0]["key-words"][0].split())')" 6 'six of them'

w member edit Ifeoma --hats +nurse --hats -carer --takes-part 'Large print'
status 0 'a member is changed'
w member show Ifeoma
says 'Takes part as: nurse, public partner' 'hats come and go'
says 'What helps me take part: Large print' 'a field'
w member edit Ifeoma --takes-part ''
w member show Ifeoma
lacks 'Large print' 'nothing takes a field away'
w member edit Ifeoma
status 2 'there must be something to change'
tells 'an option that says what to change' 'and it says so'
w member edit Ifeoma --counted maybe
status 2 'a choice that there is not'
tells 'yes, no' 'it lists those that there are'
w member edit Nobody --hats x
status 3 'a member who is not there'

w member away --until '3 December'
status 0 'I am away'
w members
says 'away until 3 December 2026' 'it says until when'
w member back
w members
lacks 'away' 'I am back'
w member away Ifeoma --from 2026-12-01 --until 2026-12-24
w members
lacks 'away' 'not away before the day'
WITHUS_TEST_CLOCK=2026-12-24T08:00:00 w members
says 'away until today' 'away on the last day'
WITHUS_TEST_CLOCK=2026-12-25T08:00:00 w members
lacks 'away' 'and not after it'
w member leave Ifeoma --on '1 November'
w members
says 'left (1 November 2026)' 'a member leaves'
w member leave Ifeoma --on 'the other day'
status 2 'on a day that can be read'

w stage add Reading --as Ifeoma
status 2 'who does not live here cannot act'
tells 'use --for-person and --confirmed' 'but their words can be written down'
w --for-person Ifeoma stage add Reading
status 2 'not without how they confirmed it'
w --confirmed 'read back' stage add Reading
status 2 'nor the other way round'
w --for-person Ifeoma --confirmed 'read back on 3 May' stage add Reading --json
status 0 'with both it counts'
fits 'as JSON'
is "$(json 'a["items"][0]["by"]["name"]')" Ifeoma 'it is hers'
is "$(json 'a["items"][0]["typed-by"]["name"]')" Amina 'typed by me'
is "$(json 'a["items"][0]["confirmed"]')" 'read back on 3 May' 'confirmed'

w member add Ben --here
says '“withus --as Ben reflect”' 'it says how to tell who writes'
status 0 'a second person at this computer'
w stage add Talking
status 2 'now somebody must say who they are'
tells 'Amina' 'it names them'
w --as Ben stage add Talking --json
is "$(json 'a["items"][0]["by"]["name"]')" Ben 'the one who acts is the writer'
WITHUS_AS=Amina w stage add Talks --json
is "$(json 'a["items"][0]["by"]["name"]')" Amina 'also by the environment'

w --as Ben member show
words=$(tail -n 1 "$out")
w --as Amina member confirm Ben
status 2 'without a terminal the six words must be given'
w --as Amina member confirm Ben --words 'one two three four five six'
status 1 'other words are refused'
tells 'not the six words of Ben' 'and it says so'
w --as Amina member confirm Ben --words "$words"
status 0 'the right ones are taken'
says 'words of Ben are shown as confirmed' 'and it says what that means'
w --as Amina member confirm Ben --words "$words"
status 1 'once is enough'
w --as Amina member confirm Ifeoma --words "$words"
status 1 'who has no computer cannot be confirmed'
w --as Amina member confirm Ben --key 2 --words "$words"
status 3 'a key that is not there'
tells 'Ben has no key “2”' 'is named'
w --as Ben member edit Amina --hats x
status 1 'only they change what is said about them'
tells 'Only Amina can change' 'it says who'

w --as Amina member add 'ben'
status 0 'another of the same name'
tells 'More than one member is called ben now: M-' 'is told'
w --as Amina --for-person Ben --confirmed phone stage add Two
status 2 'which of them'
tells 'Ben (M-' 'has the code beside the name'
tells 'ben (M-' 'of each'

export WITHUS_AS=Amina
w member add Zoe --json
is "$(json '"asked-rules" in a["items"][0]')" False 'nothing is asked of her'
w rules write 'How we meet' -m 'We let each other finish.' --json
rules=$(json 'a["items"][0]["code"]')
w member add Yan --json
fits 'as JSON'
is "$(json '[(i["code"], i["title"]) for i in a["items"][0]["asked-rules"]]')" \
	"[('$rules', 'How we meet')]" 'the ground rules that ask for a newcomer'

# ------------------------------------------------------ where a line is narrow

w new 'Tea' --as Dorothea --stages empty
export WITHUS_AS=Dorothea
w member edit Dorothea --hats 'public partner,looks after her mother'
COLUMNS=40 w members
dora=$(sed -n '1s/ .*//p' "$out")
prints 'what somebody takes part as stands below' <<END
$dora  Dorothea
        looks after her mother, public
        partner
END
w members
prints 'else beside the name' <<END
$dora  Dorothea  looks after her mother, public partner
END

finish
