#!/bin/sh
# memory.sh [INPUTS] - memory that is read before it is written, or leaks
#
# Replays the corpus of every fuzz target, with as many inputs as asked for
# (default 40) of those that make fuzz has found, under valgrind.  With
# UTF8PROC_SRC=DIRECTORY, where utf8proc.c is, under clang's memory sanitizer
# too: that wants every library instrumented.  Run in the build tree after
# make check (make memory).
src=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd) || exit 2
inputs=${1:-40}
build=$PWD
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
status=0

# replay TITLE COMMAND ...: all targets, the program's name after COMMAND
replay() {
	title=$1
	shift
	for c in "$src"/tests/fuzz/fuzz_*.c; do
		target=$(basename "$c" .c)
		name=${target#fuzz_}
		find "$build/work/fuzz/corpus-$name" -type f 2>/dev/null |
			LC_ALL=C sort | head -n "$inputs" >"$tmp/inputs"
		# shellcheck disable=SC2046  # names are hexadecimal
		if "$@" "$dir/$target" "$src/tests/fuzz/corpus/$name" \
			$(cat "$tmp/inputs") >"$tmp/log" 2>&1; then
			printf '%-8s %-12s clean, corpus and %d inputs\n' \
				"$title" "$name" "$(wc -l <"$tmp/inputs")"
		else
			printf '%-8s %-12s FAULT\n' "$title" "$name"
			head -n 30 "$tmp/log"
			status=1
		fi
	done
}

dir=$build/tests/fuzz
if ! test -x "$dir/fuzz_rows"; then
	echo 'memory: run make check first' >&2
	exit 2
elif command -v valgrind >/dev/null; then
	replay valgrind valgrind -q --error-exitcode=9 --leak-check=full \
		--errors-for-leak-kinds=definite
else
	echo 'memory: SKIPPED valgrind, not installed'
fi

if test -z "${UTF8PROC_SRC:-}"; then
	echo 'memory: SKIPPED the memory sanitizer (UTF8PROC_SRC=DIRECTORY)'
	exit $status
fi
dir=$tmp
flags="-std=c11 -g -O1 -fsanitize=memory -ffp-contract=off -w -DNO_SANDBOX \
	-DHAVE_CONFIG_H -DUTF8PROC_STATIC"
n=0
for c in "$src"/src/base/*.c "$src"/src/io/*.c "$src"/src/text/*.c \
	"$src"/src/news/*.c "$build"/src/*.c "$src/tests/fuzz/replay.c" \
	"$UTF8PROC_SRC/utf8proc.c"; do
	n=$((n + 1))
	printf '%s %s\0' "$c" "$tmp/$n.o"
done >"$tmp/list"
# shellcheck disable=SC2016  # for the inner shell
flags=$flags src=$src build=$build xargs -0 -n 1 -P 2 sh -c '
	clang $flags "-DMODEL_FILE=\"$src/src/model/attribution.model\"" \
		-I"$build" -I"$src/src" -I"$build/src" -c "${1%% *}" \
		-o "${1#* }"' sh <"$tmp/list" || exit 2
for c in "$src"/tests/fuzz/fuzz_*.c; do
	# shellcheck disable=SC2086  # words of flags are options
	clang $flags -I"$build" -I"$src/src" -I"$src/tests" "$c" "$tmp"/*.o \
		-lm -lpcre2-8 -o "$tmp/$(basename "$c" .c)" || exit 2
done
replay msan env
exit $status
