#!/bin/sh
# The same statement in many reports.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/dedupe/gold_dev.tsv" "$score/score_dedupe.py"
set=$gold/dedupe

# scored GOLD - the scorer's report on ndedupe's clusters
scored() {
	ndedupe -k 7 -p 5 -n 2 --date=3 -g "$1" |
	    awk -F '\t' '{ print $1 "\t" $9 }' >"$tmp/clusters"
	python3 "$score/score_dedupe.py" -g "$1" -s "$set/skip_dev.tsv" \
	    -p "$set/pairs_dev.tsv" "$tmp/clusters" >"$tmp/scores"
}

value() {
	sed -n "s/$1/\1/p" "$tmp/scores" | head -n 1
}

scored "$set/gold_dev.tsv"
figure 'pairwise F1' "$(value '^pairwise .*F1 \([0-9.]*\).*')" '.76'
figure 'pairwise precision' "$(value '^pairwise *P \([0-9.]*\).*')"
figure 'hard negatives merged' \
    "$(value '.*merged different *\([0-9/]*\) .*')" '5 %'
# Quotations of five words and more, counted between the marks.
LC_ALL=C awk -F '\t' '
	{
		words = $7
		if (match(words, /\342\200\234/)) {
			words = substr(words, RSTART + 3)
			gsub(/\342\200\235[^\342]*(\342\200\234|$)/, " ", words)
		}
	}
	split(words, w, " ") >= 5' "$set/gold_dev.tsv" >"$tmp/long"
scored "$tmp/long"
figure 'five words and more, pairwise F1' \
    "$(value '^pairwise .*F1 \([0-9.]*\).*')" '.90'
