#!/bin/sh
# analyse.sh [FILE ...] - static analysis of the sources, or of some files
#
# clang-tidy with the checks of .clang-tidy, which include those of
# scan-build, and cppcheck.  Printed is what known.txt does not explain; then
# the exit status is 1.  Run in the build tree (make analyse): four minutes.
src=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd) || exit 2
build=$PWD
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C
export LC_ALL
cd "$src" || exit 2
test $# -gt 0 ||
	set -- bin/*.c src/base/*.c src/io/*.c src/text/*.c src/news/*.c
ran=
if command -v clang-tidy >/dev/null; then
	ran=clang-tidy
	# shellcheck disable=SC2016  # for the inner shell
	printf '%s\0' "$@" | xargs -0 -n 4 -P 2 sh -c '
		build=$1
		shift
		clang-tidy --quiet "$@" -- -std=c11 -DHAVE_CONFIG_H \
			-DMODEL_FILE=\"src/model/attribution.model\" \
			-I"$build" -Isrc -I"$build/src" 2>/dev/null' sh "$build" \
		>>"$tmp/found"
else
	echo 'analyse: SKIPPED clang-tidy (Debian package clang-tidy)'
fi
if command -v cppcheck >/dev/null; then
	ran="$ran cppcheck"
	cppcheck --std=c11 --enable=warning,performance,portability --quiet \
		-j 2 -DHAVE_CONFIG_H -Isrc -I"$build" \
		--template='{file}:{line}:{column}: {severity}: {message} [{id}]' \
		"$@" 2>&1 | grep -v ': information:' >>"$tmp/found"
else
	echo 'analyse: SKIPPED cppcheck'
fi
test -n "$ran" || exit 2

# each finding once: a header is seen with every file that includes it
grep -E '^[^ ]+:[0-9]+:[0-9]+: (warning|error|performance|portability):' \
	"$tmp/found" | sed "s|^$src/||" | sort -u >"$tmp/once"
awk '
	FNR == NR {
		if (!/^#/ && NF > 3)
			may[$1 " " $2] = $3
		next
	}
	{
		split($0, place, ":")
		check = $NF
		gsub(/[][]|,.*/, "", check)
		if (++n[place[1] " " check] > may[place[1] " " check]) {
			print
			open++
		} else
			known++
	}
	END {
		printf "%d open, %d known\n", open, known
		exit open > 0
	}' tests/build/known.txt "$tmp/once"
