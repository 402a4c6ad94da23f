#!/bin/sh
# Rules that the source must keep: the layers, and functions never called.
cd "$TESTDIR/.." || exit 99
tmp=$(mktemp) || exit 99
trap 'rm -f "$tmp"' EXIT
n=0

# verdict TITLE - passes if nothing was found
verdict() {
	n=$((n + 1))
	if test -s "$tmp"; then
		echo "not ok $n - $1"
		sed 's/^/# /' "$tmp"
	else
		echo "ok $n - $1"
	fi
}

# A file includes headers of its own directory or of a lower layer only.
(cd src && awk '
BEGIN {
	n = split("base io text news", name, " ")
	for (i = 1; i <= n; i++)
		level[name[i]] = i
}
FNR == 1 { split(FILENAME, dir, "/") }
/^#include "/ {
	split($2, q, "\"")
	split(q[2], dep, "/")
	if (q[2] != "config.h" && level[dep[1]] > level[dir[1]])
		print "src/" FILENAME ":" FNR ": includes " q[2]
}
' base/*.[ch] io/*.[ch] text/*.[ch] news/*.[ch]) >"$tmp" 2>/dev/null
verdict 'includes point downwards'

# calls PATTERN - where the C code calls a function so named, comments and
# strings left out
# shellcheck disable=SC2016  # the program is awk
calls() {
	find bin src -name '*.[ch]' ! -name lexdata.c | LC_ALL=C sort |
	    xargs awk -v name="^($1)\$" '
	FNR == 1 { comment = 0 }
	{
		gsub(/"([^"\\]|\\.)*"/, "\"\"")
		if (comment && sub(/^.*\*\//, ""))
			comment = 0
		if (comment)
			next
		gsub(/\/\*([^*]|\*[^\/])*\*\//, "")
		if (sub(/\/\*.*/, ""))
			comment = 1
		line = $0
		while (match(line, /[A-Za-z_][A-Za-z_0-9]*\(/)) {
			word = substr(line, RSTART, RLENGTH - 1)
			if (word ~ name)
				print FILENAME ":" FNR ": " word
			line = substr(line, RSTART + RLENGTH)
		}
	}' >"$tmp"
}

# The same bytes come out under every locale.
calls 'is(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)|tolower|toupper|setlocale|strcoll|strxfrm|strcasecmp|strncasecmp|isw[a-z]+|tow[a-z]+|mbtowc|wctomb|mbsrtowcs|mbrtowc'
verdict 'no function that asks the locale'
calls 'strtod|strtof|strtold|atof'
verdict 'no number read with the locale in mind'
calls 'strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|strtok|alloca|system|popen|tmpnam|mktemp|rand|random'
verdict 'no function that overruns or surprises'
if grep -n 'ffast-math' Makefile.am configure.ac; then
	echo Makefile.am
fi >"$tmp"
verdict 'no -ffast-math'

# Lists: where they come from, byte order, no key twice.
for list in src/lexicon/*/*.txt; do
	test -f "$list" || continue
	head -n 1 "$list" | grep -q '^#' || echo "$list: no comment at the top"
done >"$tmp"
verdict 'every word list says what it is'

echo "1..$n"
