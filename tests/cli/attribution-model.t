#!/bin/sh
# The training of the sequence model on a few lines, and its silver data.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
PATH=$BUILDDIR/src/train:$PATH
# the training programs leave their memory to the system at exit
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

# sentences of one pattern: offsets of content, source and cue are known
who='Bell Hart Moss Lund Webb'
i=0
for name in $who $who $who $who; do
	i=$((i + 1))
	for verb in said added noted; do
		printf '%s %s that the harbour was shut on day %02d.\n' \
		    "$name" $verb $i
	done >"$tmp/d$i.txt"
	awk -v OFS="$tab" -v doc="d$i" '{
		cue = at + length($1) + 1
		content = cue + length($2) + 1
		print doc, NR, "indirect", content "-" at + length($0) - 1,
		    at "-" at + length($1), cue "-" cue + length($2), "", "", ""
		at += length($0) + 1
	}' "$tmp/d$i.txt"
done >"$tmp/gold.tsv"
nsegment "$tmp"/d*.txt >"$tmp/rows.tsv"
printf 'said\tVBD\nadded\tVBD\nnoted\tVBD\nthat\tIN\nthe\tDT\n' >"$tmp/tags.tsv"
printf 'said\tspeech\nadded\tspeech\nnoted\tspeech\n' >"$tmp/cues.txt"
printf 'that\tthat\n' >"$tmp/closed.txt"

crf() {
	ntrain-crf --gold="$tmp/gold.tsv" --tags="$tmp/tags.tsv" \
	    --cues="$tmp/cues.txt" --closed="$tmp/closed.txt" -o "$@" \
	    "$tmp/rows.tsv"
}
check 'a model is trained' crf "$tmp/model"
check 'again' crf "$tmp/again"
check 'byte by byte the same' cmp "$tmp/model" "$tmp/again"
check 'without a fifth of the articles' crf "$tmp/fold" --fold=1
nlabels -m "$tmp/model" "$tmp/rows.tsv" | cut -f 1,7 | sed -n 2,10p |
    tr '\t\n' '/ ' >"$tmp/out"
printf 'Bell/BS said/BQ that/BC the/IC harbour/IC was/IC shut/IC on/IC day/IC ' \
    >"$tmp/want"
check 'it has learned the pattern' cmp "$tmp/want" "$tmp/out"

# offsets: six columns, ordered, well formed; no text
grep -v '^#' "$TESTDIR/../src/model/silver.tsv" | LC_ALL=C awk -F "$tab" '
	NF != 6 || $1 < doc || $3 !~ /^(direct|mixed|indirect|none)$/ ||
	($4 $5 $6) !~ /^[0-9,-]*$/ { print; bad = 1 }
	{ doc = $1 }
	END { exit bad || NR < 3000 }' >"$tmp/out"
check 'silver.tsv is well formed' test $? -eq 0
plan
