#!/bin/sh
# Training programs of nclaim on a few lines, and --model.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
PATH=$BUILDDIR/src/train:$PATH
# the training programs leave their memory to the system at exit
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS
rows=$TESTDIR/cases/nclaim/kinds.in

# statements, labelled by whether they have a figure
i=0
while test $i -lt 20; do
	i=$((i + 1))
	printf '1\t1\t1\tThe port lost %d ships in the war.\n' $i
	printf '0\t0\t1\tThank you, what a lovely harbour number nobody.\n'
done >"$tmp/examples"
awk -F "$tab" -v OFS="$tab" '{ print $1, $2, $3, "indirect", $4 }' \
    "$tmp/examples" >"$tmp/calibration"

check 'a model is trained' ntrain-claim -o "$tmp/model" "$tmp/examples"
check 'again: the same' ntrain-claim -o "$tmp/again" "$tmp/examples"
check 'byte by byte' cmp "$tmp/model" "$tmp/again"
check 'with calibration' ntrain-claim --calibrate="$tmp/calibration" \
    -o "$tmp/calibrated" "$tmp/examples"

row() {
	printf 'd\t0\t1\tindirect\t\t\t\t\tsay\t%s\t0-1\t\t\t0\t\n' "$1"
}
{ row 'The port lost 7 ships.'; row 'What a lovely harbour.'; } >"$tmp/rows"
for model in model calibrated; do
	nclaim --model="$tmp/$model" "$tmp/rows" 2>"$why" | cut -f 16,17 |
	    awk 'NR == 1 { high = $1 > 0.5 && $2 > 0.5 }
	    NR == 2 { low = $1 < 0.5 && $2 < 0.5 }
	    END { exit !(high && low && NR == 2) }'
	result $? "nclaim --model: $model"
done

nclaim --debate --model="$tmp/calibrated" "$rows" >"$tmp/a" 2>&1 &&
    nclaim --model="$tmp/model" "$rows" >"$tmp/b" 2>&1 &&
    cmp "$tmp/a" "$tmp/b" >"$why" 2>&1
result $? '--debate takes the calibration back'

nclaim --model="$tmp/none" "$rows" >"$tmp/out" 2>"$why"
test $? -eq 2 && test ! -s "$tmp/out" && grep -q 'nclaim: .*none' "$why"
result $? 'a model that is not there: status 2'
nclaim --model="$rows" "$rows" >"$tmp/out" 2>"$why"
test $? -eq 2 && grep -q 'not a model of nclaim' "$why"
result $? 'a file that is no model: status 2'

printf 'too\tfew\n' >"$tmp/bad"
ntrain-claim -o "$tmp/m" "$tmp/bad" >"$why" 2>&1
test $? -eq 1 && grep -q ':1: too few fields' "$why"
result $? 'a line that is no example is reported'
ntrain-claim "$tmp/examples" >"$why" 2>&1
test $? -eq 2
result $? 'no output named: usage'

# Words that stand in the same places are of one kind; names are left out.
i=0
while test $i -lt 30; do
	i=$((i + 1))
	for a in red blue; do
		echo "The $a boat met Quill in the harbour."
		echo "The $a boat left for an island."
	done
done >"$tmp/text"
ntrain-kinds <"$tmp/text" >"$tmp/kinds" 2>"$why"
result $? 'kinds of words are found'
awk -F "$tab" '!/^#/ { kind[$1] = $2 }
	END { exit !(kind["red"] != "" && kind["red"] == kind["blue"] &&
	    kind["red"] != kind["boat"] && !("quill" in kind)) }' \
    "$tmp/kinds" 2>"$why" || { cat "$tmp/kinds" >"$why"; false; }
result $? 'and are what they should be'
plan
