#!/bin/sh
# Rows get unharmed into other programs with the commands that --schema
# prints and nquote(5) names.  Readers that are not installed are skipped.
# shellcheck source=lib.sh disable=SC2016,SC2028
. "$TESTDIR/cli/lib.sh"
command -v python3 >/dev/null || {
	echo '1..0 # SKIP no python3'
	exit 0
}
interop=$TESTDIR/cli/interop.py
cd "$tmp" || exit 99
python3 "$interop" rows >rows.tsv

# survived TITLE WHAT - the file "got" has the content column in hex
survived() {
	python3 "$interop" "$2" got >>"$why"
	result $? "$1"
}

hex() {
	od -An -v -tx1 | tr -d ' \n'
	echo
}

# each COMMAND ... - standard input line by line through COMMAND, in hex
each() {
	while IFS= read -r line; do
		printf '%s\n' "$line" | "$@" | tr -d '\n' | hex
	done
}

have() {
	command -v "$1" >/dev/null && return
	skip "$1" 'not installed'
	return 1
}

each awk -F '\t' '{ print $10 }' <rows.tsv >got
survived awk check
each cut -f 10 <rows.tsv >got
survived cut check
sort -t "$tab" -k 2,2n rows.tsv | each cut -f 10 >got
survived sort check
python3 "$interop" csv rows.tsv >got
survived 'python3: csv' check
python3 "$interop" copy rows.tsv >got
survived 'COPY, as PostgreSQL reads it' unescaped
if have sqlite3; then
	nattribute --schema=sqlite | sqlite3 db 2>"$why"
	sqlite3 db 'select hex(content) from attributions order by begin' >got
	survived sqlite3 check
	check 'sqlite3: numbers are numbers' test "$(sqlite3 db \
	    'select count(*) from attributions where typeof(begin) = "integer"')" \
	    -eq "$(wc -l <rows.tsv)"
fi
if have mlr; then
	mlr -S --itsv --ojson --implicit-tsv-header cat rows.tsv | python3 -c '
import json, sys
for row in json.load(sys.stdin):
    print(str(row["10"]).encode().hex())' >got 2>"$why"
	survived mlr unescaped
	mlr --tsv --implicit-tsv-header --headerless-tsv-output cat rows.tsv |
	    cmp - rows.tsv >"$why" 2>&1
	result $? 'mlr: there and back'
fi
if have jq; then
	jq -Rr 'split("\t")[9] | @json' rows.tsv | python3 -c '
import json, sys
for line in sys.stdin.buffer:
    print(json.loads(line).encode().hex())' >got
	survived jq check
	jq -r '[.a, .b] | @tsv' >got <<-E
	{"a": "id", "b": "t\tn\nr\r\\\\ \"q\""}
	E
	printf 'id\tt\\tn\\nr\\r\\\\ "q"\n' | cmp - got >"$why" 2>&1
	result $? "jq's @tsv writes the escapes of nquote(5)"
fi
if have duckdb; then
	{
		nattribute --schema=duckdb
		echo '.mode list'
		echo '.headers off'
		echo 'select hex(coalesce(content, chr(63))) from attributions'
		echo 'order by "begin";'
	} | duckdb >got 2>"$why"
	survived duckdb check
fi
if python3 -c 'import pandas' 2>/dev/null; then
	{
		nattribute --schema=pandas
		echo 'for x in attributions["content"]: print(x.encode().hex())'
	} | python3 - >got 2>"$why"
	survived pandas check
else
	skip pandas 'not installed'
fi
if have Rscript; then
	{
		nattribute --schema=r
		echo 'for (x in attributions$content)'
		echo '  cat(as.character(charToRaw(enc2utf8(x))), "\n", sep="")'
	} >load.r
	Rscript load.r >got 2>"$why"
	survived R check
fi
# PostgreSQL itself wants a server: the printed command is looked at only.
nattribute --schema=pg >got
check 'pg: \copy in text format' grep -q "^.copy attributions from 'rows.tsv'" got

# Our own programs hand them on as well.
for p in nclaim 'ndedupe -a'; do
	command -v "${p% *}" >/dev/null || continue
	$p rows.tsv >through 2>"$why"
	cut -f 1-15 through | LC_ALL=C sort >a
	LC_ALL=C sort rows.tsv | cmp - a >>"$why" 2>&1
	result $? "$p: columns pass unchanged"
done
plan
