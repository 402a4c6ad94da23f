#!/bin/sh
# giant.sh [STREAM ...] - streams of a gigabyte and more, each of them once
#
# Prints seconds of processor time, megabytes a second and the peak memory
# of every program, and whether it ended well.  nattribute reads 3 MB a
# second, so only streams that nsegment makes short go through it.  An hour
# for all; make giant.
bin=${BINDIR:-$(dirname "$0")/../../bin}
command -v /usr/bin/time >/dev/null ||
	{ echo 'giant: needs /usr/bin/time (Debian package time)' >&2; exit 2; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0

# repeat STRING: the string over and over, no newline
repeat() { yes "$1" | tr -d '\n'; }

# shellcheck disable=SC1111,SC1112  # the marks are meant
make_stream() {
	case $1 in
	line) repeat 'the minister said that it rains and ' | head -c 1000000000 ;;
	opening) repeat '“' | head -c 1000000000 ;;
	combining) { printf a; repeat '́'; } | head -c 1000000000 ;;
	nested) repeat '“‘' | head -c 6000000 ;;
	documents) yes 'Ana said: “No.”' | head -n 10000000 | tr '\n' '\f' ;;
	document) yes 'The rain, said Ana Lind, is wet; it was so before.' |
		head -c 5368709120 ;;
	esac
}

# report STREAM PROGRAM MEGABYTES: what /usr/bin/time wrote
report() {
	tail -n 1 "$tmp/$2" | awk -v stream="$1" -v program="$2" \
		-v mb="$3" '{
		took = $1 + $2
		printf "%-12s %-12s %8.1f s %8.1f MB/s %8.1f MB", stream,
		    program, took, (took > 0 ? mb / took : 0), $3 / 1024
		print $4 == 0 ? "" : "  STATUS " $4
		exit $4 != 0 || $3 > 65536
	}' || bad=1
}

test $# -gt 0 || set -- line opening combining nested documents document
for stream in "$@"; do
	mb=$(make_stream "$stream" 2>/dev/null | wc -c | awk '{ print $1 / 1e6 }')
	for program in nnormalize nsegment; do
		make_stream "$stream" 2>/dev/null |
			/usr/bin/time -f '%U %S %M %x' -o "$tmp/$program" \
			"$bin/$program" 2>"$tmp/messages" |
			wc -c >"$tmp/size"
		report "$stream" "$program" "$mb"
	done
	case $stream in
	nested | documents)
		make_stream "$stream" 2>/dev/null | "$bin/nsegment" |
			/usr/bin/time -f '%U %S %M %x' -o "$tmp/nattribute" \
			"$bin/nattribute" --fast 2>"$tmp/messages" |
			wc -c >"$tmp/size"
		report "$stream" nattribute "$mb"
		;;
	esac
done
exit $bad
