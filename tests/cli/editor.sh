# Sourced behind lib.sh: editors that are a line of shell, runs at a terminal,
# and answers whose codes are the same whatever they are.

# editor BODY: from now on the editor is this, with the file as "$1".
editor() {
	printf '#!/bin/sh\n%s\n' "$1" >"$place/editor"
	chmod +x "$place/editor"
	EDITOR=$place/editor
	export EDITOR
}

# at_terminal ANSWER… -- WORDS…: one run at a terminal, each answer typed when
# it is asked for. What the terminal shows, messages too, is in $out.
at_terminal() {
	runs=$((runs + 1))
	: >"$place/lines"
	while [ "$1" != -- ]; do
		printf '%s\n' "$1" >>"$place/lines"
		shift
	done
	shift
	WITHUS_TEST_SEED=$runs "$python" "$top/tests/cli/typist.py" \
		"$place/lines" "$@" >"$out" 2>"$err"
	rc=$?
}

# Codes of four signs become R-0000 and the like.
shape() {
	sed -E 's/\b([A-Z])-[0-9a-z]{4}\b/\1-0000/g' "$out" >"$place/shaped"
	cp "$place/shaped" "$out"
}

# saved: the code that was just saved.
saved() { sed -n 's/^Saved: \([A-Z]-[0-9a-z]*\).*/\1/p' "$out"; }

# kept: the number of the draft that the last words were kept in.
kept() { flat "$err" | sed -n 's/.*it is draft \([0-9]*\).*/\1/p'; }

# Nothing that steers a terminal or hides: C0 but LF, DEL, C1, marks of
# direction, what has no width, tags.
harmless() { # FILE NAME
	! LC_ALL=C grep -aqP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|'\
'\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa9]|\xf3\xa0' "$1"
	ok $? "$2"
}
