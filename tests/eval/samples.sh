#!/bin/sh
# The articles in tests/samples, which were annotated before any program was
# run on them.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
tail -q -n +2 "$top"/tests/samples/*.gold >"$tmp/gold"
nsegment "$top"/tests/samples/*.txt | nattribute >"$tmp/rows"
python3 "$here/score.py" "$tmp/gold" "$top/tests/samples" "$tmp/rows" |
    while IFS="	" read -r measure figure; do
	figure "$measure" "$figure"
done
