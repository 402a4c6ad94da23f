#!/bin/sh
# stream.sh [MEGABYTES] - does memory grow with the stream?
#
# The text of speed.py, endless, goes through the pipe: MEGABYTES (default 64)
# and four times as many.  Printed: seconds, and the peak memory of each
# program, which must be the same for both.
mb=${1:-64}
here=$(dirname "$0")
command -v /usr/bin/time >/dev/null || {
	echo 'stream: needs /usr/bin/time (Debian package time)' >&2
	exit 2
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# A few megabytes over and over: making text takes longer than reading it.
python3 "$here/speed.py" text 8 >"$tmp/text"
run() {
	start=$(date +%s)
	i=0
	while test $i -lt "$1"; do
		cat "$tmp/text"
		i=$((i + 8))
	done |
	    /usr/bin/time -f %M -o "$tmp/segment" nsegment |
	    /usr/bin/time -f %M -o "$tmp/attribute" nattribute |
	    wc -l >"$tmp/rows"
	printf '%6d MB  %6d s  %9d rows  nsegment %6d KB  nattribute %6d KB\n' \
	    "$1" $(($(date +%s) - start)) "$(cat "$tmp/rows")" \
	    "$(tail -n 1 "$tmp/segment")" "$(tail -n 1 "$tmp/attribute")"
}
run "$mb"
run $((4 * mb))
