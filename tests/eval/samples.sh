#!/bin/sh
# The articles in tests/samples, which were annotated before any program was
# run on them: a figure on text that nothing was tuned on.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$score/score_speakers.py"
tail -q -n +2 "$top"/tests/samples/*.gold >"$tmp/gold"
nsegment "$top"/tests/samples/*.txt | nattribute >"$tmp/rows"
python3 "$score/score_speakers.py" "$tmp/gold" "$top/tests/samples" \
    "$tmp/rows" >"$tmp/scores"
sed -n 's/^core attributions found \(.*\) of \([0-9]*\) = \([0-9.]*\)%.*/core found	\3 % (\1 of \2)	/p
	s/^of the found: boundaries exact \([0-9.]*\)%.*/of these, boundaries exact	\1 %	/p
	s/^found with the right speaker: \([0-9.]*\)%.*/found with right speaker	\1 %	/p
	s/^rows \([0-9]*\), on nothing the gold knows \([0-9]*\)/rows on nothing the gold knows	\2 of \1	/p' \
    "$tmp/scores"
