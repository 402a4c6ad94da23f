#!/bin/sh
# The articles that the pipe is first judged on, when ../shared has them:
# see seeds.py for what is asked.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
shared=$TESTDIR/../../shared
if ! test -d "$shared/seeds"; then
	echo '1..0 # SKIP no ../shared/seeds here'
	exit 0
fi
command -v python3 >/dev/null || {
	echo '1..0 # SKIP no python3'
	exit 0
}
cd "$shared/seeds" || exit 99
LC_ALL=C
export LC_ALL
nquote -a ./*.txt >"$tmp/files.tsv"
check 'nquote exits 0' test $? -eq 0
cat ./*.txt >"$tmp/cat.txt"
nsegment <"$tmp/cat.txt" | nattribute >"$tmp/cat.tsv"
check 'cat | nsegment | nattribute exits 0' test $? -eq 0
python3 "$TESTDIR/cli/seeds.py" "$shared" "$tmp/files.tsv" "$tmp/cat.tsv" \
    >"$tmp/results" 2>"$tmp/amiss"
while read -r verdict title; do
	cp "$tmp/amiss" "$why"
	test "$verdict" = ok
	status=$?
	test "$verdict" != todo || title="$title # TODO"
	result $status "$title"
done <"$tmp/results"
check 'something was asked' test -s "$tmp/results"

# The evidence of every row, with the tools everybody has.
head -n 60 "$tmp/cat.tsv" | while IFS=$tab read -r doc begin end kind rest; do
	tail -c +$((begin + 1)) "$tmp/cat.txt" | head -c $((end - begin)) |
	    grep -q . || echo "$doc $begin $end $kind: nothing there"
done >"$why"
test ! -s "$why"
result $? 'tail | head prints the words of every row'
plan
