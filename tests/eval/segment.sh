#!/bin/sh
# Sentence boundaries.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/segment/gum-dev/gold.tsv" "$score/segment.sh"

# scores GOLDDIR TEXTDIR
# With -a, since lines of furniture are sentences of these sets as well.
scores() {
	nsegment -a --no-seams "$2"/*.txt >"$tmp/rows"
	sh "$score/segment.sh" "$1" "$tmp/rows" |
	    awk -F '\t' '$1 == "all" { print $4 " / " $7 " / " $8 }'
}

set=$gold/segment
figure 'GUM dev, F1 of boundaries / inner / exact' \
    "$(scores "$set/gum-dev" "$set/gum-dev/text")" '98.3 / 97.3 / 95.8'
figure 'EWT dev, F1 of boundaries / inner / exact' \
    "$(scores "$set/ewt-dev" "$set/ewt-dev/text")" '91.4'
# Only the documents of two genres.
mkdir "$tmp/web" || exit 1
ln -s "$(cd "$set/ewt-dev/text" && pwd)" "$tmp/web/text"
grep -E '^(weblog|newsgroup)-' "$set/ewt-dev/gold.tsv" >"$tmp/web/gold.tsv"
figure 'EWT dev, weblogs and newsgroups' \
    "$(scores "$tmp/web" "$set/ewt-dev/text")" '91.2'
# Hard-wrapped files have the same offsets: each newline is a blank there.
figure 'GUM dev, hard-wrapped' "$(scores "$set/gum-dev" "$set/gum-dev/wrap")" '98.3'
if test -f "$here/golden.sh"; then
	figure 'golden rules' \
	    "$(sh "$here/golden.sh" "$set/golden_rules_en.tsv" | tail -n 1)" \
	    '46 of 48'
fi
