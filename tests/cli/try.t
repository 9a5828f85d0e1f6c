#!/bin/sh
# The sample project: the same for everybody, whole, and away from one's own.
. "${0%/*}/lib.sh"
sample=$HOME/.local/share/withus-try

w try
status 0 'a sample is made'
says 'the sample project “Knock before you come in”' 'it says what it is called'
says "export WITHUS_HOME=$sample" 'how to look at it'
says 'unset WITHUS_HOME' 'how to get back'
says "rm -rf $sample" 'and how to throw it away'
says 'Ifeoma, Tomos, Maryam' 'who can write in it'
quiet 'and nothing else'
is "$(stat -c %a "$sample")" 700 'its home is private'
[ ! -e "$HOME/.local/share/withus" ]
ok $? 'and no journal is made beside it'

w --home "$sample" check
status 0 'all is well in it'
w try
status 0 'once more'
says 'is here already. Nothing of it was changed' 'does nothing'

w try "$place/b/" --json
status 0 'in a folder of one’s own choice'
fits 'as JSON'
is "$(json 'a["sample"]["home"]')" "$place/b" 'it says where'
is "$(json 'a["sample"]["known"]')" 0 'all of it is new there'
is "$(json 'a["sample"]["write-as"]')" "['Ifeoma', 'Tomos', 'Maryam']" \
	'and who can write'
kept=$(json 'a["sample"]["kept"]')
WITHUS_TEST_CLOCK=2027-03-03T08:00:00 w try "$place/b" --today --json
is "$(json 'a["sample"]["known"]')" "$kept" 'once more with other days'
is "$(json 'a["sample"]["last-day"]')" 2026-11-13 'it keeps its own'

w --home "$sample" export json one
w --home "$place/b" export json two
diff -r one two >"$out"
ok $? 'it is the same in both, byte by byte'

WITHUS_TEST_CLOCK=2027-03-03T08:00:00 w try "$place/c" --today --json
is "$(json 'a["sample"]["last-day"]')" 2027-03-03 'moved, it ends today'
WITHUS_TEST_CLOCK=2027-03-03T08:00:00 w --home "$place/c" diary
says 'yesterday, Maryam' 'and its diary goes up to then'
quiet 'without a word about the clock'
w --home "$place/c" export json three
ids() { grep -o '"id": *"[0-9a-z]*"' "$1"/*.json | sort -u; }
is "$(ids three)" "$(ids one)" 'its ids stay the same'
! diff -r one three >"$out"
ok $? 'its words have other days'

# ------------------------------------------------------- where it may not be

w new 'Ward days' --as Amina
own=$HOME/.local/share/withus
w try "$own"
status 1 'not in one’s own journal'
tells 'is the place of something else' 'it says so'
w projects --json
is "$(json '[i["title"] for i in a["items"]]')" "['Ward days']" 'as it was'
w --home ./later try ./later
status 1 'nor where that is to be'
[ ! -e later ]
ok $? 'nothing is made there'
mkdir full && touch full/x
w try full
status 1 'nor where something else is'
is "$(ls full)" x 'which is left alone'
is "$(stat -c %a full)" 755 'in every way'
touch file
w try file
status 1 'nor in the place of a file'
mkdir empty
w try empty
status 0 'an empty folder will do'
w --home "$place/it's" try
says "export WITHUS_HOME='$place/it'\\''s-try'" 'a shell can read what it says'
w --home "$place/it's-try" try
says 'is here already' 'with it as the journal, it is the one meant'

# ---------------------------------------------------------------- the way back

back() { # WANTED NAME
	is "$(sed -n '/get back/{n;p;}' "$out")" "    $1" "$2"
}
w --home "$place/mine" new 'Night shifts' --as Tomos
w try
back 'unset WITHUS_HOME' 'the journal of every day needs no name'
WITHUS_HOME=$place/mine w try
back "export WITHUS_HOME=$place/mine" 'another is named again'
WITHUS_HOME=$place/mine-try w try
back "export WITHUS_HOME=$place/mine" 'also from the sample beside it'
WITHUS_HOME=$place/b w try
back 'unset WITHUS_HOME' 'a sample elsewhere does not know it'

# A line that is shown otherwise than it is would name another folder.
hostile=$(printf '%s/a\033[2Jb\302\205c' "$place")
w try "$hostile"
status 0 'a folder whose name cannot be shown'
says 'no lines to copy' 'is told so'
is "$(grep -c 'WITHUS_HOME\|rm -rf\|�' "$out")" 0 'without a line to copy'
[ -e "$hostile/journal.db" ]
ok $? 'the sample is there'
WITHUS_HOME=$hostile w try "$place/d"
says "export WITHUS_HOME=$place/d" 'a plain one has its line'
says 'set WITHUS_HOME as it was before' 'the way back is told'
is "$(grep -c '�' "$out")" 0 'without a line to copy'

# -------------------------------------------------------- what there is in it

export WITHUS_HOME="$sample"

cat >"$place/gather.py" <<'END'
import glob, json, subprocess, sys
program, letters = sys.argv[1], dict(project='P', member='M', stage='S',
    reflection='R', reply='C', rules='G', agreement='A', decision='D', view='V',
    settlement='F', answer='N')
kinds = {}
for file in sorted(glob.glob('one/*.json')):
    for item in json.load(open(file))['items']:
        kinds[item['id']] = letters.get(item['kind'])
items = []
for id, letter in sorted(kinds.items()):
    if letter:
        shown = subprocess.run([program, 'show', '--json', f'{letter}-{id}'],
            check=True, capture_output=True)
        items += json.loads(shown.stdout)['items']
json.dump({'items': items}, open('all.json', 'w'))
END
$python "$place/gather.py" "$WITHUS"
ok $? 'all of it can be shown'
: >"$out"

# count EXPRESSION: of how many records, each an `i`, it holds.
count() {
	$python -c 'import json, sys
items = json.load(open("all.json"))["items"]
print(sum(1 for i in items if eval(sys.argv[1])))' "$1"
}
number() { # NUMBER EXPRESSION NAME
	is "$(count "$2")" "$1" "$3"
}
state() { # NUMBER KIND STATUS
	number "$1" "i['kind'] == '$2' and '$3' in i['status']" "$2: $3"
}
number 8 "i['kind'] == 'member'" 'members'
number 8 "i['kind'] == 'member' and len(i['hats']) > 1" 'of several hats'
number 1 "i['kind'] == 'member' and 'away-from' in i" 'one is away'
number 1 "i['kind'] == 'member' and i['joined'] > '2026-03-01'" 'one came late'
number 8 "i['kind'] == 'stage'" 'stages'
number 66 "i['kind'] == 'reflection'" 'entries'
number 4 "i['kind'] == 'reflection' and 'team' in i" 'of them of the whole team'
number 2 "i.get('readers') == 'public'" 'that anyone may read'
number 1 "i['kind'] == 'reflection' and 'ŵyr' in i['text']" 'in Welsh'
number 4 "any('\\u0600' < c < '\\u0700' for c in i.get('text', ''))" \
	'with Arabic words'
number 1 "i['kind'] == 'reply' and 'withdrawn' in i['status']" 'taken back'
number 3 "i['kind'] == 'rules'" 'ground rules'
state 2 rules agreed
state 1 rules not-agreed
state 1 rules second-look
number 1 "i.get('stance') == 'not-yet'" 'not agreed yet'
number 2 "i.get('stance') == 'reservation'" 'agreed with a reservation'
number 15 "i['kind'] == 'decision'" 'decisions'
state 2 decision open
state 1 decision ready
state 11 decision settled
state 1 decision settled-differently
state 1 decision replaced
state 1 decision to-carry-out
state 1 decision another-look
for how in agreement majority named lead imposed differ; do
	[ "$(count "i.get('how') == '$how'")" -gt 0 ]
	ok $? "settled: $how"
done
for stance in agree reservations aside object leave-out; do
	[ "$(count "i['kind'] == 'view' and i['stance'] == '$stance'")" -gt 0 ]
	ok $? "view: $stance"
done
for progress in under-way done not-possible; do
	[ "$(count "i.get('progress') == '$progress'")" -gt 0 ]
	ok $? "answer: $progress"
done
number 1 "any(n[0] == '=' for n in i.get('involve', []))" \
	'somebody who is no member'
[ "$(count "'typed-by' in i and 'read back' in i['confirmed']")" -gt 20 ]
ok $? 'words typed for somebody'
number 1 "'clashes' in i" 'words of two that do not fit together'
number 2 "'two-versions' in i['status']" 'two records of two versions'
number 1 "'asides' in i" 'a version that is set aside'
number 1 "i['kind'] == 'project' and len(i['voices']) == 4" \
	'and words of two that do'

# ---------------------------------------------------------- writing in it

for name in Maryam Tomos Ifeoma; do
	w --as $name reflect --for team -m "It is me, $name."
	status 0 "$name can write"
done
w diary
says 'It is me, Tomos.' 'and it is there'
w --as Kwame reflect --for team -m 'Hello.'
status 2 'Kwame lives elsewhere'
w reflect --for team -m 'Hello.'
status 2 'one has to say who'
w --as Maryam --for-person Dorothy --confirmed 'by telephone' \
	reflect --for team -m 'Knock.'
status 0 'words of somebody else can be typed'
w try
status 0 'making it once more'
w diary
says 'It is me, Tomos.' 'leaves them alone'
w check
status 0 'and all is well'

rm -rf "$sample"
w try
says 'Made: ' 'thrown away, it can be made anew'

finish
