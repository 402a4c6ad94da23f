#!/bin/sh
# The whole pipe on the sample articles: what tests/samples/*.gold says is
# there must be found.  The floors are a little under what is reached; raise
# them when it rises.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
command -v python3 >/dev/null || {
	echo '1..0 # SKIP no python3'
	exit 0
}
cd "$samples" || exit 99
tail -q -n +2 ./*.gold >"$tmp/gold"
nsegment ./*.txt | nattribute >"$tmp/rows"
check 'nsegment | nattribute exits 0' test $? -eq 0
python3 "$TESTDIR/eval/score.py" -v "$tmp/gold" . "$tmp/rows" >"$tmp/scores"
check 'scores' test $? -eq 0

# floor MEASURE PERCENT
floor() {
	grep "^$1$tab" "$tmp/scores" |
	    awk -F '\t' -v floor="$2" '{ exit $2 + 0 < floor }'
	status=$?
	cp "$tmp/scores" "$why"
	result $status "$1: $(sed -n "s/^$1$tab//p" "$tmp/scores"), floor $2 %"
}

floor 'core found' 95
floor 'of these, boundaries exact' 92
floor 'of these, kind right' 93
floor 'core found with the right speaker' 90

# Every quotation in marks of the core, to the byte.
awk -F '\t' '$3 == "direct" && $13 ~ /^tier=core/ { print $1 "\t" $4 }' \
    "$tmp/gold" >"$tmp/direct"
awk -F '\t' '$4 == "direct" { sub(/.*\//, "", $1); print $1 "\t" $11 }' \
    "$tmp/rows" | LC_ALL=C sort >"$tmp/got"
LC_ALL=C sort "$tmp/direct" | LC_ALL=C comm -23 - "$tmp/got" >"$why"
lost=$(wc -l <"$why")
test "$lost" -le 3
result $? "direct quotations to the byte: $lost of $(wc -l <"$tmp/direct") not"

# score_folder DIR: its articles, annotated one by one
score_folder() {
	tail -q -n +2 "$1"/*.gold >"$tmp/gold"
	nsegment "$1"/*.txt | nattribute >"$tmp/more"
	python3 "$TESTDIR/eval/score.py" -v "$tmp/gold" "$1" "$tmp/more" \
	    >"$tmp/scores"
}

# The styles of eight kinds of outlets.
score_folder styles
floor 'core found' 89
floor 'of these, boundaries exact' 88
floor 'core found with the right speaker' 67

# The desks of newsrooms.
score_folder desks
floor 'core found' 89
floor 'of these, boundaries exact' 85
floor 'core found with the right speaker' 80

# What nquote(1) promises, the programs know.
for option in --all --claims --fast --from=latin1 --gazetteer=/dev/null \
    --header --lang=en --line-buffered --min-score=.5 --nested --no-seams \
    --null --pretty --progress --state="$tmp/state" --thought --verbose; do
	nquote "$option" halden.txt >"$tmp/out" 2>"$why" && test -s "$tmp/out"
	result $? "nquote ${option%%=/*}"
done
nquote --tsv crawl.tsv >"$tmp/out" 2>"$why" && test -s "$tmp/out"
result $? 'nquote --tsv'
mkdir "$tmp/lists"
printf '# own verbs\nwarble\tsay\tspeech\n' >"$tmp/lists/cue.txt"
nquote --lexicon="$tmp/lists" halden.txt >"$tmp/out" 2>"$why" &&
    test -s "$tmp/out"
result $? 'nquote --lexicon'

# The evidence of every row, with the tools that everybody has.
while IFS=$tab read -r doc begin end rest; do
	tail -c +$((begin + 1)) "$doc" | head -c $((end - begin)) >"$tmp/slice"
	printf '%s\t%s\n' "$(tr -s ' \r\n' ' ' <"$tmp/slice")" "$rest"
done <"$tmp/rows" | awk -F '\t' '
	# One span only: then the slice is the words.
	$9 !~ /,/ && $1 != $8 { print; bad = 1 }
	END { exit bad }' >"$why"
result $? 'tail | head prints the words of every row'
plan
