# Sourced behind lib.sh: where decisions stand.

# now CODE: the states of a decision, on one line.
now() {
	w show "$1" --json
	json '" ".join(a["items"][0]["status"])'
}

# part NAME: where somebody stands, in the answer of `show --json`.
part() {
	json "[p['part'] for p in a['items'][0]['standing']['people']
		if p['who']['name'] == '$1'][0]"
}

# viewed NAME KEY: what it says of somebody's view.
viewed() {
	json "[v['$2'] for v in a['items'][0]['standing']['views']
		if v['view']['by']['name'] == '$1'][0]"
}

# only HEADING: the part of a page under this heading.
only() {
	sed -n "/^$1\$/,/^\$/p" "$out" | sed '1d; /^$/d' >"$place/only"
	cp "$place/only" "$out"
}

# both: two homes, this one and laptop, get all that the other has.
both() {
	w export json copy
	w --home laptop import json copy
	rm -r copy
	w --home laptop export json copy
	w import json copy
	rm -r copy
}
