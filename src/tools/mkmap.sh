#!/bin/sh
# mkmap.sh - the list of modules in src/README.md, from the first line of each
# header.  With --write it is put there, else printed.
cd "$(dirname "$0")/../.." || exit 1
map() {
	for header in src/base/*.h src/io/*.h src/text/*.h src/news/*.h \
	    src/train/*.h; do
		# shellcheck disable=SC2016  # backquotes of Markdown
		printf -- '- `%s` ' "${header#src/}"
		sed -n '1,3s/^[/ ]*\*[ *]*[A-Za-z0-9_]*\.h - //p' "$header" |
		    sed 's, *\*/ *$,,'
	done
}
if test "$1" = --write; then
	{
		sed '/^This list is what/q' src/README.md
		echo
		map
	} >src/README.md-t && mv src/README.md-t src/README.md
else
	map
fi
