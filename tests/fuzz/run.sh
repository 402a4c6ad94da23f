#!/bin/sh
# run.sh SECONDS [TARGET...] - fuzz every target (or those named) for so long
#
# Builds tests/fuzz/fuzz_*.c with clang's libFuzzer and sanitizers in
# work/fuzz below the current directory (the build tree) and starts each from
# tests/fuzz/corpus/TARGET.  New inputs stay in work/fuzz; a crash stops with
# its file named.  Then every input found, repeated to 64 KiB, is timed with
# the ordinary build of the target (after make check): 100 ms at most.
src=${srcdir:-$(dirname "$0")/../..}
seconds=${1:-60}
test $# -gt 0 && shift
command -v clang >/dev/null || { echo "fuzz: clang is not installed" >&2; exit 2; }
work=$PWD/work/fuzz
mkdir -p "$work" || exit 1
flags="-std=c11 -g -O1 -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined -DNO_SANDBOX -DHAVE_CONFIG_H \
	-ffp-contract=off"
model="-DMODEL_FILE=\"$src/src/model/attribution.model\""
libs=$(pkg-config --libs libpcre2-8 libutf8proc) || exit 2
: >"$work/objects"
# a changed header makes every object stale
test -z "$(find "$src/src" src -name '*.h' -newer "$work/stamp" 2>&1)" ||
	rm -f "$work"/*.o
touch "$work/stamp"
for c in "$src"/src/base/*.c "$src"/src/io/*.c "$src"/src/text/*.c \
	"$src"/src/news/*.c src/*.c; do
	test -f "$c" || continue
	o=$work/$(echo "${c#"$src"/}" | tr / _).o
	# shellcheck disable=SC2086  # words of flags are options
	test "$o" -nt "$c" ||
		clang $flags "$model" -I. -I"$src/src" -Isrc -c "$c" -o "$o" || exit 1
	echo "$o" >>"$work/objects"
done
status=0
for c in "$src"/tests/fuzz/fuzz_*.c; do
	target=$(basename "$c" .c)
	target=${target#fuzz_}
	case " $* " in *" $target "* | "  ") ;; *) continue ;; esac
	# shellcheck disable=SC2046,SC2086
	clang $flags -fsanitize=fuzzer -I. -I"$src/src" -Isrc "$c" \
		$(cat "$work/objects") $libs -lm -o "$work/$target" || exit 1
	mkdir -p "$work/corpus-$target"
	echo "== $target"
	"$work/$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 \
		-max_len=65536 \
		-artifact_prefix="$work/crash-$target-" -verbosity=0 \
		-print_final_stats=1 "$work/corpus-$target" \
		"$src/tests/fuzz/corpus/$target" 2>&1 | grep -E \
		'ERROR|SUMMARY|number_of_executed|average_exec|slowest|peak_rss' ||
		status=1
	for crash in "$work"/crash-"$target"-*; do
		test -f "$crash" && { echo "fuzz: $crash"; status=1; }
	done
	test -x "tests/fuzz/fuzz_$target" || continue
	"tests/fuzz/fuzz_$target" -g 100 "$work/corpus-$target" \
		"$src/tests/fuzz/corpus/$target" >"$work/slow-$target"
	sort -t : -k 3 -rn "$work/slow-$target" | head -n 3
	echo "slower than 100 ms at 64 KiB: $(wc -l <"$work/slow-$target") of" \
		"$(find "$work/corpus-$target" -type f | wc -l)"
done
exit $status
