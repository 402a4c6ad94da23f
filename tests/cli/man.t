#!/bin/sh
# Every manual page is clean under mandoc -Tlint, and every "$ command" in its
# literal blocks (continued in lines that begin with "> ") prints the lines
# that follow it.  Commands are run in a copy of tests/samples.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
cp "$TESTDIR"/samples/*.* "$tmp/" || exit 99
cd "$tmp" || exit 99
for page in "$TESTDIR"/../man/*.[157]; do
	name=${page##*/}
	if command -v mandoc >/dev/null; then
		mandoc -Tlint -W warning "$page" >"$why"
		result $? "$name is clean"
	else
		skip "$name is clean" 'no mandoc'
	fi
	rm -f "$tmp"/*.cmd "$tmp"/*.exp
	awk -v dir="$tmp" '
		/^\.Bd -literal/ { block = 1; k = 0; next }
		/^\.Ed/ { block = 0 }
		!block { next }
		{
			gsub(/\\&/, "")
			gsub(/\\-/, "-")
			gsub(/\\\(dq/, "\"")
			gsub(/\\e/, "\\")
		}
		/^\$ / {
			k = sprintf("%s/%03d", dir, ++total)
			print substr($0, 3) > (k ".cmd")
			printf "" > (k ".exp")
			continued = 1
			next
		}
		/^> / && continued { print substr($0, 3) > (k ".cmd"); next }
		k { continued = 0; print > (k ".exp") }
	' "$page"
	for cmd in "$tmp"/*.cmd; do
		test -f "$cmd" || continue
		sh "$cmd" 2>&1 | diff "${cmd%.cmd}.exp" - >"$why"
		result $? "$name: $(tr '\n' ' ' <"$cmd")"
	done
done
plan
