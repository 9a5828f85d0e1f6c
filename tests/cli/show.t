#!/bin/sh
# One thing whole: its words, versions, replies, and what people wrote at the
# same time.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"

w show R-0000
status 3 'without a project there is nothing'
start
w show R-0000
status 3 'a code of nothing'
tells 'nothing with the code' 'it says so'
w show nonsense
status 2 'what is no code'
w show
status 2 'nothing asked for'
w show X-0000
status 3 'a letter of no kind'

w reflect --for team --stage Analysis --on '3 May' --asking what \
	--speaking-as 'a carer' --tags reciprocity,trust \
	--goes-with 'A drawing | on the wall | shows the ward' \
	-m '# How we work' -m 'A *slow* day:

- we read
- we talked' -m 'See [the guide](https://example.org/a).'
entry=$(saved)
w show "$entry"
shape
prints 'an entry' <<'END'
R-0000  diary entry
Written by: Amina (confirmed)
First saved: today
Who can read it: the team
Stages: Analysis and interpretation
Day: 3 May 2026
Questions: What happened, so what, now what
Speaking as: a carer
Tags: reciprocity, trust
Goes with:
  a  A drawing | on the wall | shows the ward

How we work

A slow day:

- we read
- we talked

See the guide (https://example.org/a).
END
COLUMNS=40 w show "$entry"
shape
prints 'in 40 columns' <<'END'
R-0000  diary entry
Written by: Amina (confirmed)
First saved: today
Who can read it: the team
Stages: Analysis and interpretation
Day: 3 May 2026
Questions: What happened, so what, now
what
Speaking as: a carer
Tags: reciprocity, trust
Goes with:
  a  A drawing | on the wall | shows the
     ward

How we work

A slow day:

- we read
- we talked

See the guide (https://example.org/a).
END
w show "$(echo "$entry" | tr 'a-z' 'A-Z')"
status 0 'a code in capitals'
w stages
w show "$(code 1)"
says 'Before we start' 'a stage'

# Replies.
w member add Ben --here
w --as Ben reply "$entry" -m 'I felt **the same**.' --speaking-as 'a nurse'
status 0 'a reply'
reply=$(saved)
case $reply in C-*) ;; *) false ;; esac
ok $? 'with a code of its own'
w --as Amina reply "$reply" -m 'Good to know.'
w --as Ben reply "$entry" -m 'Another.' --json
fits 'as JSON'
is "$(json 'a["items"][0]["kind"]')" reply 'it is a reply'
w show "$entry"
shape
sed '1,/^See/d' "$out" >below && mv below "$out"
grep -v '^$' "$out" | sort >sorted && mv sorted "$out"
prints 'replies underneath, each below what it is to' <<'END'
    Good to know.
  Another.
  C-0000  Reply of Amina (confirmed), today
  I felt the same.
C-0000  Reply of Ben (confirmed), today
C-0000  Reply of Ben (confirmed), today, speaking as: a nurse
END
w show "$entry" --json
fits 'as JSON'
is "$(json 'len(a["items"])')" 1 'one item'
is "$(json 'sorted(len(r["replies"]) for r in a["items"][0]["replies"])')" \
	'[0, 1]' 'replies in their places'
w --as Ben reply "$entry" -m ''
status 1 'a reply needs words'
w --as Ben reply "$entry"
status 2 'and they must come from somewhere'
w --as Ben reply R-zz!z -m x
status 2 'what is no code'
w --as Ben reply R-zzzz -m x
status 3 'a code that no entry can have'
w --as Ben reply R-0000 -m x
status 3 'a code of nothing'
w --as Ben reply "$entry" -m x --for team
status 2 'a reply is for whom the entry is for'
editor 'echo "From an editor." >"$1"'
w --as Ben reply "$entry" -e
status 0 'from an editor'
w --as Ben withdraw "$reply"
w show "$entry"
lacks 'I felt the same.' 'a reply that was taken back is gone'

# Earlier versions.
w --as Amina edit "$entry" -m 'New words.' --speaking-as ''
w show "$entry" 1
shape
says 'R-0000, version 1 diary entry' 'an earlier version'
says 'today: Amina began this.' 'who wrote it'
says 'Speaking as: a carer' 'its fields'
says 'we talked' 'its words'
w show "$entry" 1 --json
fits 'as JSON'
is "$(json 'a["items"][0]["number"], a["items"][0]["shown"]')" '(1, False)' \
	'it says which'
vid=$(json 'a["items"][0]["version"]')
w show "$entry" "$(echo "$vid" | cut -c 1-8)"
says 'we talked' 'also by the start of its hash'
for version in 3 0 x zzzz "$(echo "$vid" | cut -c 1-3)"; do
	w show "$entry" "$version"
	status 3 "there is no version $version"
done
tells 'withus history' 'it says where they are listed'

# Two computers of one person.
cp -r "$HOME/.local/share/withus" laptop
w --as Amina edit "$entry" -m 'New words, here.' -m 'Same end.'
w --as Amina stage edit Writing --title 'Writing here'
w --home laptop --as Amina edit "$entry" -m 'New words, there.' -m 'Same end.'
w --home laptop --as Ben stage edit Writing --title 'Writing there'
w --home laptop export json copy
w import json copy
w show "$entry"
shape
sed '/^C-0000/,$d' "$out" | sed '/^$/d; 1,/^Day/d' >clash && mv clash "$out"
prints 'what was written at the same time' <<'END'
Questions: What happened, so what, now what
Tags: reciprocity, trust
Goes with:
  a  A drawing | on the wall | shows the ward
New words, here.
Same end.
New words, there.
Same end.
People wrote different words here (the text). All of them are kept:
  Amina (today):
    New words, here.
    Same end.
  Amina (today):
    New words, there.
    Same end.
To make one of them, or a new one, count: “withus edit R-0000”.
END
w show "$entry" --json
fits 'as JSON'
is "$(json 'len(a["items"][0]["clashes"][0]["variants"])')" 2 'both are in it'
is "$(json 'a["items"][0]["status"]')" "['two-versions']" 'and it says so'
w diary
says '(two texts to look at)' 'so does the diary'
w --json stages
stage=$(json '[i["code"] for i in a["items"] if "Writing" in i["title"]][0]')
w show "$stage"
says 'Ben (today): Writing there' 'a title by two people'
says 'Amina (today): Writing here' 'with the name of each'

# Words that would steer a terminal.
bad=$(printf 'a\302\2331m\342\200\256b\342\201\246c\342\200\213d\302\2352;e')
w --as Ben reflect --for team --speaking-as "$bad" --tags "$bad" -m "$bad"
entry=$(saved)
w --as Amina reply "$entry" -m "$bad" --speaking-as "$bad"
w --as Ben edit "$entry" -m "$bad" -m more
for words in "show $entry" "show $entry 1" "show $entry --json" history \
	"history $entry" "changes $entry" "changes $entry --plain" \
	"changes $entry --json"; do
	w $words
	status 0 "$words"
	harmless "$out" "$words: harmless"
done
finish
