#!/bin/sh
# What is wrong on a command line, said kindly; help.
. "${0%/*}/lib.sh"

wrong() { # WANTED WORDS…
	wanted=$1
	shift
	w "$@"
	status 2 "$*: wrong usage"
	tells "$wanted" "$*: says so"
	is "$(cat "$out")" '' "$*: no result"
}

wrong 'Did you mean “stages”?' stgaes
wrong 'no command “xylophone”' xylophone
wrong 'Did you mean “stage add”?' stage ad X
wrong 'Did you mean “--begin”?' stage add X --begn today
wrong 'Did you mean “rules agree”?' agree
wrong 'Did you mean “show G-7kq4”?' rules G-7kq4
wrong 'Did you mean “show”?' decisions show D-7kq4
wrong 'has no option “-q”' stage add X -q
wrong 'has no option “--qqqqq”' --qqqqq stages
wrong 'needs something after it' stage add X --begin
wrong 'stands alone' stages --json=3
wrong 'is missing after “withus stage add”: TITLE' stage add
wrong 'put all of them in quotes' stage add Second round
wrong '“-m” and “-F”' new A --as B -m x -F y
wrong 'Did you mean “help”?' hlep

w help
status 0 'help'
says 'withus help COMMAND' 'how to go on'
w --help
says 'withus help COMMAND' 'the same by an option'
cp "$out" all
w help withus
cmp -s all "$out"
ok $? 'and of withus itself'
w help stage add
says 'Write: withus stage add TITLE' 'help for a command'
says '--begin-planned DAY' 'with the options of its fields'
says '--for-person NAME' 'and those of every command'
cp "$out" one
w stage add --help
cmp -s one "$out"
ok $? 'the same by an option'
w help stages
says 'stage begin' 'a list names its verbs'
w help stge
status 2 'help for what is not there'
tells 'Did you mean' 'a near command'

w help --names
for name in new projects project members member stages stage undo check; do
	grep -qx "$name" "$out"
	ok $? "$name is a name"
done
is "$(sort "$out" | uniq -d)" '' 'no name twice'
for name in $(cat "$out"); do
	w help "$name"
	status 0 "help $name"
	[ "$(wc -L <"$out")" -le 80 ]
	ok $? "help $name fits 80 columns"
done
w help --options stage
for option in begin end title on message json; do
	grep -qx -e "--$option" "$out"
	ok $? "--$option is an option of stage"
done
w help --kinds
grep -qx stage "$out"
ok $? 'kinds are listed'
w help --statuses
prints 'statuses' <<'END'
0
1
2
3
5
6
END
w help --statuses help
prints 'statuses of a command' <<'END'
0
1
2
END

w stages --json
is "$(cat "$out")" '' 'a fault leaves the result empty, with --json too'

finish
