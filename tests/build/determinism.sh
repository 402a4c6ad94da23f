#!/bin/sh
# determinism.sh - the same bytes from every compiler, at every optimisation
#
# Builds the programs in temporary directories, in each way of the table
# below, and compares what they print for tests/samples and, where it is, for
# texts of ../shared with what the first build prints.  Run in the build tree
# (make determinism): some five minutes.  A way that the machine cannot build
# is named and skipped; 32 bits need gcc-multilib and a libutf8proc.a and
# libpcre2-8.a for i386: UTF8PROC32=DIRECTORY says where these are.  (Debian:
# dpkg --add-architecture i386, apt-get update, apt-get download
# libutf8proc-dev:i386 libpcre2-dev:i386, dpkg -x.)
# Exit status 1 when anything differs, or there are not two to compare.
src=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd) || exit 2
build=$PWD
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C
export LC_ALL
test -f "$build/src/lexdata.c" ||
	{ echo 'determinism: run make first' >&2; exit 2; }

# what configure adds for 32-bit x86
m32=${M32-'-msse2 -mfpmath=sse'}

# name: compiler and options; auto-var-init and unsigned char find what is
# read before it is written, and what depends on the sign of char
ways() {
	cat <<-EOT
	gcc-O2: gcc -O2
	gcc-O0: gcc -O0 -ftrivial-auto-var-init=pattern
	gcc-O3: gcc -O3 -march=native
	gcc-uchar: gcc -O1 -funsigned-char
	clang-O0: clang -O0 -ftrivial-auto-var-init=pattern
	clang-O2: clang -O2
	clang-O3: clang -O3 -march=native
	gcc-32: gcc -m32 -O2 -D_FILE_OFFSET_BITS=64 $m32
	gcc-32-O0: gcc -m32 -O0 -D_FILE_OFFSET_BITS=64 $m32
	EOT
}
# compile NAME COMMAND ... - the five programs into $tmp/NAME
compile() {
	name=$1
	shift
	n=0
	for part in "$src/bin" "$src/src/base" "$src/src/io" "$src/src/text" \
		"$src/src/news" "$build/src"; do
		dir=$tmp/$name/$n
		n=$((n + 1))
		mkdir -p "$dir"
		(cd "$dir" && printf '%s\0' "$part"/*.c |
			xargs -0 -n 8 -P 2 "$@" -std=c11 -ffp-contract=off -w \
			-DHAVE_CONFIG_H \
			"-DMODEL_FILE=\"$src/src/model/attribution.model\"" \
			-I"$build" -I"$src/src" -I"$build/src" -c) || return 1
	done
	libs='-lutf8proc -lpcre2-8'
	case $name in
	*-32*) libs="-L${UTF8PROC32:-/usr/lib/i386-linux-gnu} -l:libutf8proc.a -l:libpcre2-8.a" ;;
	esac
	for p in nnormalize nsegment nattribute nclaim ndedupe; do
		# shellcheck disable=SC2086  # words are libraries
		(cd "$tmp/$name" && "$@" 0/$p.o [1-5]/*.o $libs -lm -o $p) ||
			return 1
	done
}

# texts - the files to try, one a line
texts() {
	for f in "$src"/tests/samples/*.txt \
		"$src"/../shared/seeds/*.txt \
		"$src"/../shared/gold/attribution/text/dev/*.txt; do
		test -f "$f" && echo "$f"
	done
}

# outputs DIRECTORY - all that the programs of DIRECTORY print, in files
outputs() {
	bin=$1
	out=$bin/out
	mkdir "$out"
	xargs "$bin/nnormalize" --all <"$tmp/texts" >"$out/nnormalize"
	xargs "$bin/nsegment" <"$tmp/texts" >"$out/nsegment"
	"$bin/nsegment" --tsv "$src/tests/samples/crawl.tsv" >"$out/nsegment-tsv"
	"$bin/nattribute" --aliases="$out/aliases" <"$out/nsegment" \
		>"$out/nattribute"
	"$bin/nattribute" --fast --explain --thought <"$out/nsegment" \
		>"$out/nattribute-fast"
	"$bin/nattribute" --model=none --nested --all <"$out/nsegment" \
		>"$out/nattribute-rule"
	"$bin/nclaim" <"$out/nattribute" >"$out/nclaim"
	"$bin/ndedupe" <"$out/nclaim" >"$out/ndedupe"
	"$bin/ndedupe" --state="$out/state" <"$out/nattribute" \
		>"$out/ndedupe-state"
}

texts >"$tmp/texts"
echo "$(wc -l <"$tmp/texts") texts, $(xargs cat <"$tmp/texts" | wc -c) bytes"
status=0
first=
built=0
ways >"$tmp/ways"
while IFS=: read -r name command; do
	# shellcheck disable=SC2086  # the command is words
	if ! compile "$name" $command >"$tmp/log" 2>&1; then
		printf '%-10s SKIPPED, cannot be built: %s\n' "$name" \
			"$(grep -m 1 -E 'error|not found|No such' "$tmp/log")"
		continue
	fi
	outputs "$tmp/$name" 2>"$tmp/log" || {
		cat "$tmp/log"
		status=1
	}
	first=${first:-$name}
	built=$((built + 1))
	differ=
	for f in "$tmp/$first"/out/*; do
		cmp -s "$f" "$tmp/$name/out/${f##*/}" || differ="$differ ${f##*/}"
	done
	if test -z "$differ"; then
		printf '%-10s the same\n' "$name"
		test "$name" = "$first" || rm -r "${tmp:?}/$name"
	else
		printf '%-10s DIFFERS:%s\n' "$name" "$differ"
		for f in $differ; do
			diff "$tmp/$first/out/$f" "$tmp/$name/out/$f" | head -n 4
		done
		status=1
	fi
done <"$tmp/ways"
test "$built" -ge 2 || { echo 'determinism: nothing to compare'; status=1; }
exit $status
