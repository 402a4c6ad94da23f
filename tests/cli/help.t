#!/bin/sh
# --help is short, and --help, the manual page and the program know the same
# options.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
man=$TESTDIR/../man
cd "$tmp" || exit 99

for p in $programs; do
	"$p" --help >"$tmp/help" 2>"$tmp/err"
	check "$p --help exits 0" test $? -eq 0
	check "$p --help: standard output" test ! -s "$tmp/err"
	"$p" -h | cmp - "$tmp/help" >"$why"
	result $? "$p -h is --help"
	check "$p --help: at most 40 lines" test "$(wc -l <"$tmp/help")" -le 40
	check "$p --help: at most 80 columns" \
	    awk 'length > 80 { print; bad = 1 } END { exit bad }' "$tmp/help"
	check "$p --help: begins with usage" \
	    sh -c "head -n 1 '$tmp/help' | grep '^Usage: $p '"
	check "$p --help: ends in two examples" awk '
		/^Example/ { k = 0; seen = 1; next }
		NF { k++ }
		END { exit !(seen && k == 2) }' "$tmp/help"

	if ! test -f "$man/$p.1"; then
		skip "$p: manual page" 'none yet'
		continue
	fi
	# Options stand in the first column, before two blanks.
	sed -n 's/^ \{1,10\}-/-/p' "$tmp/help" | sed 's/  .*//' |
	    tr ' ,[=' '[\n*]' | sed -n 's/^--\([a-z]\)/\1/p' |
	    grep -v '^help$\|^version$' | LC_ALL=C sort -u >"$tmp/in-help"
	# In mdoc, ".It Fl a , Fl Fl all" or ".It Fl a , -all".
	sed -n 's/^\.It .*Fl/&/p' "$man/$p.1" |
	    sed 's/Fl Fl /-/g' | tr ' ' '\n' |
	    sed -n 's/^-\([a-z][a-z-]\{1,\}\)$/\1/p' |
	    grep -v '^help$\|^version$' | LC_ALL=C sort -u >"$tmp/in-man"
	comm -13 "$tmp/in-help" "$tmp/in-man" |
	    sed 's/^/only in the manual: --/' >"$tmp/diff"
	comm -23 "$tmp/in-help" "$tmp/in-man" |
	    sed 's/^/only in --help: --/' >>"$tmp/diff"
	# Help may leave out what all programs share.
	grep -v 'only in the manual: --\(line-buffered\|progress\|schema\)$' \
	    "$tmp/diff" >"$why"
	test ! -s "$why"
	result $? "$p: --help and manual page agree"

	while read -r option; do
		for value in "=x" ""; do
			"$p" "--$option$value" --help </dev/null 2>&1
		done >"$tmp/out"
		grep -c 'unrecognized option\|unknown option' "$tmp/out"
	done <"$tmp/in-man" >"$tmp/counts"
	! grep -q '^2$' "$tmp/counts"
	result $? "$p: knows every option of its manual page"
	check "$p: manual page has the usual sections" sh -c "
		for s in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES \
		    'SEE ALSO'; do
			grep -q \"^.Sh \$s\" '$man/$p.1' || exit 1
		done"
done
plan
