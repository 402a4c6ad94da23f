#!/bin/sh
# run.sh [PART ...] - every figure of the project in one table
#
# PART is a script of this directory without .sh; all are run unless named.
here=$(dirname "$0")
test $# -gt 0 || set -- segment lines attribution speakers dedupe claim samples
for part in "$@"; do
	test -f "$here/$part.sh" || continue
	sh "$here/$part.sh" | sed "s/^/$part	/"
done | awk -F '\t' '
	BEGIN { print form("part", "measure", "figure", "aim") }
	function form(a, b, c, d) {
		return sprintf("%-12s %-52s %18s  %s", a, b, c, d)
	}
	NF < 3 { sub(/^[a-z]*\t/, "  "); print; next }
	{ print form($1 == last ? "" : $1, $2, $3, $4); last = $1 }'
