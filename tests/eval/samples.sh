#!/bin/sh
# The articles in tests/samples, which were annotated before any program was
# run on them.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# annotated PREFIX DIRECTORY
annotated() {
	tail -q -n +2 "$2"/*.gold >"$tmp/gold"
	nsegment "$2"/*.txt | nattribute >"$tmp/rows"
	python3 "$here/score.py" "$tmp/gold" "$2" "$tmp/rows" |
	    while IFS="	" read -r measure figure; do
		figure "$1$measure" "$figure"
	done
}

annotated '' "$top/tests/samples"
annotated 'styles: ' "$top/tests/samples/styles"
annotated 'desks: ' "$top/tests/samples/desks"
