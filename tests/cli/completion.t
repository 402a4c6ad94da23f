#!/bin/sh
# Completion offers the options that --help shows.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
command -v bash >/dev/null || {
	echo '1..0 # SKIP no bash'
	exit 0
}
file=$TESTDIR/../src/completion/nquote.bash
for p in $programs; do
	# shellcheck disable=SC2016  # bash reads it
	bash -c '. "$1"; COMP_WORDS=("$2" --); COMP_CWORD=1
		compopt() { :; }; _nquote "$2"
		printf "%s\n" "${COMPREPLY[@]}"' bash "$file" "$p" |
	    tr -d = | LC_ALL=C sort -u >"$tmp/offered"
	"$p" --help | sed -n 's/^ \{1,10\}-/-/p' | sed 's/  .*//' |
	    grep -o -e '--[a-z][a-z-]*' | LC_ALL=C sort -u >"$tmp/shown"
	cmp "$tmp/shown" "$tmp/offered" >"$why" && test -s "$tmp/shown"
	result $? "$p: bash offers the options of --help"
done
plan
