#!/bin/sh
# Forty days of a real diary, all the way: in, read, changed, out, built
# again. The words are those of Samuel Pepys, January and February 1660.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
diary=$top/tests/data/pepys-slice.jrnl

w new 'The diary' --as 'Samuel Pepys' --stages empty
w import jrnl "$diary" --for public --stage-by year
status 0 'forty days come in'
says 'Brought in: 40. Here already: 0.' 'it counts them'
w import jrnl "$diary" --for public --stage-by year
says 'Brought in: 0. Here already: 40.' 'twice adds nothing'
w stages
says '1660' 'the year is a stage'
w diary --json
fits 'as JSON'
is "$(json 'len(a["items"])')" 40 'all are in the diary'
is "$(json 'len({i["day"] for i in a["items"]})')" 40 'on forty days'
cp "$out" before
$python - "$diary" before <<'END'
import json, re, sys
wanted = re.split(r"(?m)^\[(....-..-..) ..:..\] ", open(sys.argv[1]).read())[1:]
wanted = {d: t.strip() for d, t in zip(wanted[::2], wanted[1::2])}
items = json.load(open(sys.argv[2]))["items"]
got = {i["day"]: i["text"].strip() for i in items}
sys.exit(wanted != got)
END
ok $? 'word for word'
w diary --stage 1660 --since '1 January 1660' --until 1660-01-03
shape
prints 'three days' <<'END'
January 1660

R-0000  3 January 1660, Samuel Pepys, about 1660
        To White Hall, where I understood that the Parliament had passed the act
        for indemnity for the soldiers and officers that would…

R-0000  2 January 1660, Samuel Pepys, about 1660
        Walked a great while in Westminster Hall, where I heard that Lambert was
        coming up to London:  that my Lord Fairfax was in the…

R-0000  1 January 1660, Samuel Pepys, about 1660
        (Lord's day).  This morning (we living lately in the garret,) I rose,
        put on my suit with great skirts, having not lately worn any…

Where words end in “…” there is more: “withus show CODE” shows an entry whole.
END
w diary --oldest-first --most 1
first=$(code 3)
w show "$first"
says 'the great posts which the City workmen set up at the Conduit' \
	'one day to its end'
is "$(wc -L <"$out")" 80 'in 80 columns'
w edit "$first" --stage +1660 --tags 'a new year'
status 0 'a tag is added'
w changes "$first"
says '{+a new year+}' 'the change'
w history --most 2 --json
fits 'the history as JSON'
is "$(json 'a["items"][0]["what"], a["items"][1]["what"]')" \
	"('changed', 'began')" 'newest first'
is "$(json 'a["items"][1]["action"]')" import 'the others came from a file'

w export json written
says 'Versions: 45.' 'written out'
w diary --json
cp "$out" before
w rebuild
says 'Versions: 45.' 'built again from the history'
w diary --json
cmp -s "$out" before
ok $? 'the same diary'
w check
says 'All is well. 45 saved texts were looked at' 'all is well'
w --home other import json written
w --home other diary --json
sed -i 's/"introduced"/"confirmed"/' "$out"
cmp -s "$out" before
ok $? 'the same diary in another home'
w --home other check
status 0 'all is well there'
finish
