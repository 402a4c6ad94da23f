#!/bin/sh
# afl.sh SECONDS [PROGRAM ...] - AFL++ on whole programs, reading files
#
# Builds with afl-clang-fast, address and undefined-behaviour sanitizers, in
# work/afl below the current directory (the build tree), and starts each
# program from the first lines of tests/samples, as text or as rows.  What it
# finds stays in work/afl/PROGRAM and is the start of the next run.  A crash,
# or an input of at most 64 KiB that takes two seconds, makes the exit status
# 1 and is named.
src=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd) || exit 2
seconds=${1:-60}
test $# -gt 0 && shift
test $# -gt 0 || set -- nnormalize nsegment nattribute nclaim ndedupe
command -v afl-clang-fast >/dev/null ||
	{ echo 'afl: AFL++ is not installed (Debian package afl++)' >&2; exit 2; }
build=$PWD
work=$build/work/afl
mkdir -p "$work/o" || exit 2
AFL_QUIET=1 AFL_USE_ASAN=1 AFL_USE_UBSAN=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1
AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CRASHES=1
AFL_NO_AFFINITY=1 AFL_AUTORESUME=1
export AFL_QUIET AFL_USE_ASAN AFL_USE_UBSAN AFL_SKIP_CPUFREQ AFL_NO_UI
export AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES AFL_SKIP_CRASHES
export AFL_NO_AFFINITY AFL_AUTORESUME

flags="-std=c11 -g -O1 -ffp-contract=off -w -DNO_SANDBOX -DHAVE_CONFIG_H"
test -z "$(find "$src/src" "$build/src" -name '*.h' -newer "$work/stamp" \
	2>&1)" || rm -f "$work"/o/*.o
touch "$work/stamp"
objects=
for c in "$src"/src/base/*.c "$src"/src/io/*.c "$src"/src/text/*.c \
	"$src"/src/news/*.c "$build"/src/*.c; do
	o=$work/o/$(echo "${c##*/src/}" | tr / _).o
	objects="$objects $o"
	# shellcheck disable=SC2086  # words of flags are options
	test "$o" -nt "$c" || afl-clang-fast $flags \
		"-DMODEL_FILE=\"$src/src/model/attribution.model\"" \
		-I"$build" -I"$src/src" -I"$build/src" -c "$c" -o "$o" || exit 2
done

# seeds PROGRAM - a few small files of what the program reads
seeds() {
	for f in bridge council crawl fishery; do
		for t in "$src/tests/samples/$f".*t*; do
			case $t in *.gold) ;; *) head -n 12 "$t" ;; esac
		done | head -c 3000 >"$work/text"
		case $1 in
		nnormalize | nsegment) cat "$work/text" ;;
		nattribute) bin/nsegment "$work/text" ;;
		*) bin/nsegment "$work/text" | bin/nattribute --fast ;;
		esac | head -n 8 >"$work/seeds-$1/$f"
	done
}

status=0
libs=$(pkg-config --libs libpcre2-8 libutf8proc) || exit 2
for p in "$@"; do
	# shellcheck disable=SC2086
	afl-clang-fast $flags -I"$build" -I"$src/src" "$src/bin/$p.c" \
		$objects $libs -lm -o "$work/$p" || exit 2
	mkdir -p "$work/seeds-$p"
	seeds "$p"
	afl-fuzz -V "$seconds" -t 2000 -m none -G 65536 -i "$work/seeds-$p" \
		-o "$work/out-$p" -- "$work/$p" @@ >"$work/log-$p" 2>&1 ||
		{ tail -n 5 "$work/log-$p"; status=1; }
	awk -v p="$p" -F ' *: *' '
		{ at[$1] = $2 }
		END {
			printf "%-12s %9d runs, %6d inputs kept, edges %s, " \
			    "crashes %d, hangs %d\n", p, at["execs_done"],
			    at["corpus_count"], at["bitmap_cvg"],
			    at["saved_crashes"], at["saved_hangs"]
		}' "$work/out-$p/default/fuzzer_stats"
	for found in "$work/out-$p"/default/crashes/id* \
		"$work/out-$p"/default/hangs/id*; do
		test -f "$found" && { echo "afl: $found"; status=1; }
	done
done
exit $status
