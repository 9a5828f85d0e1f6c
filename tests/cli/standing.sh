# Sourced behind lib.sh: where people stand with ground rules.

# standing NAME KEY: what `show --json` says of one person.
standing() {
	json "[p['$2'] for p in a['items'][0]['standing']['people']
		if p['who']['name'] == '$1'][0]"
}

# now CODE: its states, on one line.
now() {
	w show "$1" --json
	json '" ".join(a["items"][0]["status"])'
}
