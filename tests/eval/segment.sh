#!/bin/sh
# Sentence boundaries.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/segment/gum-dev/gold.tsv" "$score/segment.sh"

# scores SET ROWS-FROM
scores() {
	nsegment -a --no-seams "$2"/*.txt >"$tmp/rows"
	sh "$score/segment.sh" "$gold/segment/$1" "$tmp/rows" |
	    awk -F '\t' '$1 == "all" { print $4 " / " $7 " / " $8 }'
}

set=$gold/segment
figure 'GUM dev, F1 of boundaries / inner / exact' \
    "$(scores gum-dev "$set/gum-dev/text")" '98.3 / 97.3 / 95.8'
figure 'EWT dev, F1 of boundaries / inner / exact' \
    "$(scores ewt-dev "$set/ewt-dev/text")" '91.4'
# Hard-wrapped files have the same offsets: each newline is a blank there.
figure 'GUM dev, hard-wrapped' "$(scores gum-dev "$set/gum-dev/wrap")" '98.3'
if test -f "$here/golden.sh"; then
	figure 'golden rules' \
	    "$(sh "$here/golden.sh" "$set/golden_rules_en.tsv" | tail -n 1)" \
	    '46 of 48'
fi
