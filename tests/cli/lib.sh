# Sourced by the scripts beside it: a private home, the program under test,
# and results as TAP. A script says:
#
#   . "${0%/*}/lib.sh"
#   start                      # a project, "Ward days", by Amina
#   w stage add Analysis       # runs withus: $rc, $out, $err
#   status 0 'a stage is added'
#   says 'Saved: ' 'it says so'
#   finish
#
# The program is $WITHUS, else that of the flavour in $BUILD. Every run has
# its own seed, counted from 1, so codes are the same each time; today is
# 20 November 2026, a Friday, unless WITHUS_TEST_CLOCK is set to another.

set -u
top=$(cd "${0%/*}/../.." && pwd)
WITHUS=${WITHUS:-${BUILD:-build/debug}/withus}
case $WITHUS in /*) ;; *) WITHUS=$top/$WITHUS ;; esac
python=/usr/bin/python3

place=$(mktemp -d "${TMPDIR:-/tmp}/withus-cli-XXXXXX")
trap 'rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM
out=$place/out
err=$place/err
tests=0
runs=0

for name in $(env | sed -n 's/^\(WITHUS_[A-Z]*\|GIT_[A-Z_]*\)=.*/\1/p'); do
	unset "$name"
done
unset VISUAL EDITOR NO_COLOR COLUMNS XDG_DATA_HOME XDG_RUNTIME_DIR LANGUAGE
export HOME="$place/home" TZ=UTC LC_ALL=C.UTF-8 TERM=xterm-256color
export TMPDIR="$place" GIT_CONFIG_NOSYSTEM=1
export WITHUS_TEST_CLOCK=2026-11-20T14:05:00
mkdir "$HOME" "$place/answers"
cd "$place" || exit 1

# w WORDS…: one run, without a terminal. Input is what the script gives. An
# answer in JSON is kept: `finish` holds all of them against the schema.
w() {
	runs=$((runs + 1))
	WITHUS_TEST_SEED=$runs "$WITHUS" "$@" >"$out" 2>"$err"
	rc=$?
	case " $* " in
	*' --json '*)
		[ ! -s "$out" ] || cp "$out" "$place/answers/$runs.json"
		;;
	esac
}

# start [WORDS…]: a first project, with further words for `new`.
start() {
	w new 'Ward days' --as Amina "$@"
	status 0 'a project is started'
}

# ok TRUE NAME: TRUE is 0 where it holds. What was printed helps to see why.
ok() {
	tests=$((tests + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tests - $2"
		return
	fi
	echo "not ok $tests - $2"
	sed 's/^/# out: /' "$out"
	sed 's/^/# err: /' "$err"
}

is() { # GOT WANTED NAME
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf '%s\n' "got: $1" "not: $2" | sed 's/^/# /'
}

status() { # STATUS NAME
	is "$rc" "$1" "$2"
}

# Words of a file on one line, so that wrapping does not matter.
flat() { tr -s ' \n' '  ' <"$1"; }

has() { # FILE WORDS
	case $(flat "$1") in *"$2"*) return 0 ;; esac
	return 1
}

says() { # WORDS NAME: they are in the result
	has "$out" "$1"
	ok $? "$2"
}

lacks() { # WORDS NAME: they are not in the result
	! has "$out" "$1"
	ok $? "$2"
}

tells() { # WORDS NAME: they are among the messages
	has "$err" "$1"
	ok $? "$2"
}

quiet() { # NAME: there is no message
	[ ! -s "$err" ]
	ok $? "$1"
}

prints() { # NAME <<WANTED: the result is just this
	cat >"$place/wanted"
	cmp -s "$out" "$place/wanted"
	same=$?
	ok $same "$1"
	[ $same = 0 ] || diff "$place/wanted" "$out" | sed 's/^/# /'
}

# json EXPRESSION: what it is in the answer `a` (Python), one value.
json() {
	$python -c 'import json, sys
a = json.load(open(sys.argv[1]))
print(eval(sys.argv[2]))' "$out" "$1"
}

# fits NAME: the answer is as withus-json(7) says. Where things have fields of
# somebody's own making, the script says so: others=--others
others=
fits() {
	fits_file answer.json "$out" "$1"
}

fits_file() { # SCHEMA FILE NAME
	$python "$top/tests/cli/fits.py" $others "$1" "$2" >"$place/fault" 2>&1
	fit=$?
	ok $fit "$3"
	[ $fit = 0 ] || sed 's/^/# /' "$place/fault"
}

# code NUMBER: the code in the result's line with this number.
code() { sed -n "$1s/^\([A-Z]-[0-9a-z]*\).*/\1/p" "$out"; }

finish() {
	if [ -n "$(ls "$place/answers")" ]; then
		$python "$top/tests/cli/fits.py" $others answer.json \
			"$place"/answers/*.json >"$place/fault" 2>&1
		fit=$?
		ok $fit 'every answer in JSON is as the schema says'
		[ $fit = 0 ] || sed 's/^/# /' "$place/fault"
	fi
	echo "1..$tests"
}
