#!/bin/sh
# What every row must be, whatever the text: see spans.py.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
command -v python3 >/dev/null || {
	echo '1..0 # SKIP no python3'
	exit 0
}
shared=$TESTDIR/../../shared
check 'samples' python3 "$TESTDIR/cli/spans.py" "$samples"/*.txt
# council.txt is full of furniture; the others come out word for word
check 'words are at their spans' python3 "$TESTDIR/cli/spans.py" --exact \
    "$samples"/*.txt
check 'damaged copies' python3 "$TESTDIR/cli/spans.py" --damage 60 \
    "$samples"/*.txt
if test -d "$shared/gold/outlets/text"; then
	check 'annotated articles' python3 "$TESTDIR/cli/spans.py" \
	    "$shared"/gold/outlets/text/*.txt "$shared"/seeds/*.txt
	check 'development articles' python3 "$TESTDIR/cli/spans.py" \
	    "$shared"/gold/attribution/text/dev/*.txt
	check 'damaged copies of annotated articles' \
	    python3 "$TESTDIR/cli/spans.py" --damage 40 \
	    "$shared"/gold/outlets/text/*.txt "$shared"/seeds/*.txt
else
	skip 'articles of ../shared' 'they are not here'
fi
plan
