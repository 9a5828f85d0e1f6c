#!/bin/sh
# Decisions from folders of architecture decision records.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"

data=$top/tests/data/adr
w import adr "$data/nygard"
status 3 'decisions need a project'
start
cp -r "$data/nygard" "$data/madr" "$data/mess" "$data/bad" .

# Every word of each file is in some record, but for the names of sections
# that have fields, the numbers of listed options, and "because".
cat >whole.py <<'END'
import glob, re, sqlite3, sys
have = set()
for (b,) in sqlite3.connect('file:' + sys.argv[1] + '?mode=ro',
        uri=True).execute('select bytes from version'):
    text = bytes(b).decode().replace('\\n', ' ').replace('\\t', ' ')
    have |= set(re.findall(r'\w+', text))
names = set('Status Context Decision Consequences Problem Statement and '
    'Considered Options Outcome Drivers Rationale Motivation Alternatives '
    'because title'.split())
for path in sys.argv[2:]:
    with open(path, encoding='utf-8-sig') as f:
        words = re.findall(r'\w+', re.sub(r'(?m)^[12]\. ', '', f.read()))
    lost = [x for x in words if x not in have and x not in names]
    if lost:
        print(path, lost)
END

# As adr-tools writes them.
w import adr nygard
status 0 'a folder comes in'
prints 'with its counts; not the list of contents' <<'END'
Brought in: 5. Here already: 0.
END
quiet 'and nothing to note'
w decisions --json
is "$(json 'sorted(i["title"][:2] + i["status"][0][:2] for i in a["items"])')" \
	"['1.se', '10op', '2.se', '3.se', '4.se']" \
	'settled, or open where it is proposed'
code_of() { # TITLE
	w decisions --json
	json "[i['code'] for i in a['items'] if i['title'] == '$1'][0]"
}
two=$(code_of '2. Meet on Tuesdays')
four=$(code_of '4. Meet on Thursdays')
w show "$two"
says 'Settled: left to named people (12 February 2016)' 'a day in words'
says "Another decision replaces it: $four" 'what stands in for it'
says 'Outcome: We meet on Tuesdays at ten.' 'what was decided'
says 'Who decided: not said in the file' 'nobody is made up'
says 'Because: The file gives no reason apart from why this matters.' \
	'no reason either'
w show "$(code_of '3. Charge a fee')"
says 'Outcome: Rejected We will not charge anybody.' 'that it was rejected'
says '(1 March 2016)' 'a day with strokes'
w import adr nygard --json
status 0 'again'
fits 'as JSON'
is "$(json '[a["import"][n] for n in ("kept", "known", "faulty")]')" \
	'[0, 5, 0]' 'adds nothing'
w undo
w decisions
says 'There are no decisions yet' 'it is one action'
w import adr nygard
says 'Brought in: 5.' 'and comes in again'
w check
status 0 'all is well'

# A changed file is the same decision.
w edit "$four" --until 2027-01-01
status 0 'somebody changes a decision'
w import adr nygard
says 'Brought in: 0. Here already: 5.' 'what people changed stays'
sed -i 's/at ten/at eleven/; s/anew/again/' nygard/0004-*.md
sed -i 's/^Proposed/Accepted/' nygard/0010-*.md
w import adr nygard
says 'Brought in: 2. Here already: 3.' 'changed files come in'
w show "$four" --json
is "$(json '[(i["until"], "again" in i["text"]) for i in a["items"]]')" \
	"[('2027-01-01', True)]" 'both changes hold'
w show "$four"
says 'We meet on Thursdays at eleven.' 'the new outcome'
w decisions --json
is "$(json '[i["status"][-1] for i in a["items"]
    if i["title"][:2] in ("4.", "10")]')" \
	"['settled', 'settled']" 'each is settled once'
sed -i 's/^Accepted/Proposed/' nygard/0010-*.md
w import adr nygard
says 'Brought in: 1. Here already: 4.' 'a file goes back'
w show "$(code_of '10. Print in large letters')"
says 'Open.' 'and so it is open again'
w import adr nygard --from elsewhere
says 'Brought in: 5. Here already: 0.' 'another folder with the same names'
w undo

# MADR.
w import adr madr
status 0 'as MADR has them'
prints 'not the form' <<'END'
Brought in: 4. Here already: 0.
END
tells 'madr/0003-colour.md: It does not say in words that I know whether this' \
	'what is not said is not made up'
w show "$(code_of 'Use plain words in the leaflet')"
says 'Who decided: Ifeoma Eze, Ruth Ash, the night staff' 'who decided'
says 'Outcome: Chosen option: "Words that a child of ten knows"' 'what'
says 'Because: nobody should need a list to read a leaflet.' 'why'
says 'b Medical words with a list' 'the options'
w show "$(code_of 'Who reads a leaflet first?')"
says 'Because: - the leaflet is for patients - nurses know' 'a list of reasons'
says 'Who decided: Amina Yusuf, Ruth Ash' 'names of a list'
says 'does not hold any more' 'what only the older one says'
says 'consulted: Tom Okoro' 'who was asked'
w show "$(code_of 'Which colour has the cover?')"
says 'Chosen option: "Yellow", because it is seen from far.' \
	'an open one keeps what it says'

# By hand.
ln -s ../nygard/0001-record-what-we-decide.md mess/0077-link.md
mkdir mess/0078-folder.md
mkfifo mess/0079-pipe.md
: >mess/.0080-hidden.md
w import adr mess --json
status 0 'as people have them'
fits 'as JSON'
is "$(json '[a["import"][n] for n in ("kept", "known", "faulty")]')" \
	'[5, 0, 0]' 'files alone'
is "$(json '" ".join(sorted(n["name"] + n["file"][5:9]
    for n in a["import"]["notes"]))')" \
	'day0009 day0012 link0077 open0008 other0009 textADR ' \
	'what has no place is named'
w show "$(code_of 'Lifts for those who cannot walk')"
says '(3 February 2020)' 'a head of any form'
says 'Outcome: A taxi' 'sections of the first level'
says 'Rejected, if you ask me.' 'a heading in a quote is none'
w show "$(code_of 'Keep the old name')"
says 'weather: grey' 'a head that is not known is kept'
says 'a A new name' 'headings are options too'
w show "$(code_of '9. Nowhere to go')"
says 'Outcome: Superseded by ADR-0099' 'a link to nowhere'
db=$(find "$HOME" -name '*.db' | head -1)
$python whole.py "$db" nygard/0*.md madr/0*.md mess/00[01][0-9]*.md \
	mess/A* >lost 2>&1
is "$(cat lost)" '' 'no word is lost'

# Bad ones.
w import adr bad --all-or-nothing
status 1 'nothing, where not all can be'
tells 'Kept: 0. Not kept: 4' 'it counts both'
w import adr bad
status 1 'the good one, with faults'
for line in 'bad/0002-hidden.md:3: This text has a hidden sign in it' \
	'bad/0003-latin.md:4: This text is not in the form called UTF-8.' \
	'bad/0004-no-title.md:1: ' 'bad/0005-empty.md:1: ' \
	'it has no title' 'Kept: 1. Not kept: 4'; do
	tells "$line" "it says: $line"
done
harmless "$err" 'the messages are harmless'
head -c 1100000 /dev/zero | tr '\0' x >bad/0006-large.md
printf '# %01100d\n' 1 >bad/0007-long.md
w import adr bad
tells 'bad/0006-large.md' 'a file that is too large'
tells 'bad/0007-long.md' 'a title that is too long'
tells 'Kept: 0. Not kept: 6' 'the good one is known'
w import adr nowhere
status 1 'a folder that is not there'
w import adr bad/0001-fine.md
status 1 'a file'
mkdir empty
w import adr empty
status 1 'an empty one'
w check
status 0 'all is well'

# Somebody else brings the same folder in.
w member add Ruth --here
status 0 'a second member'
w --as Ruth import adr madr
says 'Brought in: 0. Here already: 4.' 'the same decisions'
sed -i 's/from far/from afar/; s/^# Which/* Status: accepted\n\n# Which/' \
	madr/0003-colour.md
w --as Ruth import adr madr
says 'Brought in: 1. Here already: 3.' 'and what is new in them'
sed -i 's/Which colour/What colour/' madr/0003-colour.md
w import adr madr
w decisions --json
is "$(json '[i["status"] for i in a["items"] if "colour" in i["title"]]')" \
	"[['settled']]" 'whoever brings it in, it is settled once'
finish
