#!/bin/sh
# Names and codes that are not there: what may have been meant.
. "${0%/*}/lib.sh"
start
w stages --json
stage=$(json 'a["items"][0]["code"]')

near() { # STATUS WANTED WORDS…
	wanted=$1
	words=$2
	shift 2
	w "$@"
	status "$wanted" "$*: not there"
	tells "$words" "$*: did you mean"
}

near 3 'Did you mean “Analysis and interpretation” (S-' stage begin Anaylsis
near 3 'Did you mean “Amina” (M-' --as Amna reflect --for team -m x
near 3 'Did you mean “Ward days” (P-' --project 'Wrad days' stages
near 3 'Did you mean “Design and proposal” (S-' diary --stage Desing
near 3 'Did you mean “Amina” (M-' diary --by Amnia
near 3 'is called “Xylophone”' diary --by Xylophone
case $stage in *0) other=${stage%?}1 ;; *) other=${stage%?}0 ;; esac
near 3 "Did you mean $stage “Before we start”?" show "$other"
near 3 'Lists show the codes' show R-zzzz
near 3 "Did you mean $stage “Before we start”?" show "${stage%??}"
near 2 'at least four signs' show S-4
near 2 'at least four signs' show R-7
near 2 'is not a code' show 'what ever'
near 3 "Did you mean $stage" stage begin "$other"
w stage add Talks
w stage add Talks
w stage begin Talks
status 2 'two of one name'
is "$(flat "$err" | grep -o 'Talks (S-[0-9a-z]*)' | sort -u | wc -l)" 2 \
	'are told apart by their codes'

# ------------------------------------- codes, in each way that is clear

found() { # CODE
	w show "$1"
	status 0 "$1 is found"
	says "$stage Before we start" "$1 is what was meant"
}
digits=${stage#S-}
large=$(echo "$digits" | tr a-z A-Z)
found "s-$digits"
found "S-$large"
found "S$digits"
found "s$large"
found "$digits"
found "$large"
w stage begin "s$digits"
status 0 'without the dash it stands for a name too'
near 3 "Did you mean $stage “Before we start”?" show "D-$digits"
near 3 "Did you mean $stage “Before we start”?" show "d$digits"
near 2 'S-4r27 “Writing and publication”, S-4r9g “Analysis' show S4r
near 2 'is not a code' show Dorothy
near 3 'is called “M7777”' diary --by M7777

# ------------------------------------------- whose words, by half a name

w member add 'Dora Bell' --here
w --as Dor reflect --for team -m 'I came.'
status 0 'the start of a name will do'
tells '“Dor” is taken to mean Dora Bell (M-' 'it says who was meant'
w --as dora reflect --for team -m 'I came.'
status 0 'a whole first name'
quiet 'needs no word about it'
w --as Dor reflect --for team -m 'I came.' --json
quiet 'nor does an answer in JSON'
is "$(json 'a["items"][0]["by"]["name"]')" 'Dora Bell' 'which names the writer'
w --as Dora --for-person Ami --confirmed 'read back' reflect --for team -m 'We'
tells '“Ami” is taken to mean Amina (M-' 'whose words somebody types, too'
w --as Am diary
status 0 'who reads'
quiet 'is told nothing'
finish
