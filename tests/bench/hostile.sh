#!/bin/sh
# hostile.sh [MEGABYTES] - input that no newsroom wrote, small and doubled
#
# Every kind of hostile stream goes through the pipe twice, at the size asked
# for (default 32 MB) and at double the size.  Printed: user seconds of both
# runs, their ratio (linear is 2.0; more than 2.3 fails) and the peak memory
# of the greediest program.  Streams are made on the fly, nothing is stored.
# Exit status 1 when a run died, grew faster than linear or past the limit.
mb=${1:-32}
limit_kb=${HOSTILE_LIMIT_KB:-262144}
bin=${BINDIR:-$(dirname "$0")/../../bin}
command -v /usr/bin/time >/dev/null ||
	{ echo 'hostile: needs /usr/bin/time (Debian package time)' >&2; exit 2; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# bytes COUNT: that many bytes of the endless stream on standard input
bytes() { head -c "$1"; }

# repeat STRING: the string over and over, no newline
repeat() { yes "$1" | tr -d '\n'; }

# shellcheck disable=SC1111  # the marks are meant
make_stream() {
	case $1 in
	'one line of words') repeat 'the minister said that it rains and ' ;;
	'one line of letters') repeat abcdefgh ;;
	'opening marks') repeat '“' ;;
	'straight marks') repeat '"a "' ;;
	'single marks') repeat "‘a’ b’ " ;;
	'nested marks') repeat "“‘" ;;
	'combining marks') printf a; repeat '́' ;;
	'mixed combining marks') printf a; repeat '̧́' ;;
	'invalid bytes') tr '\0' '\377' </dev/zero ;;
	'zero bytes') cat /dev/zero ;;
	'entities') repeat '&amp;amp;' ;;
	'unclosed tags') repeat '<a <b ' ;;
	'mojibake') repeat 'Ã¢Â€Â™' ;;
	'periods') repeat '. ' ;;
	'initials') repeat 'A. B. ' ;;
	'capitals') repeat 'Aa Bb Cc Dd ' ;;
	'names that say') yes 'Ana Lind said that Bo Ek said that she said no.' ;;
	'short lines') yes 'a' ;;
	'empty lines') yes '' ;;
	'tiny documents') yes 'Ana said: “No.”' | tr '\n' '\f' ;;
	'commas') repeat 'a, ' ;;
	'said said') repeat 'said ' ;;
	esac
}

# run NAME MB: user seconds and peak KB of the greediest program
run() {
	make_stream "$1" 2>/dev/null | bytes $(($2 * 1048576)) |
		/usr/bin/time -f '%U %M %x' -o "$tmp/segment" \
		"$bin/nsegment" 2>>"$tmp/messages" |
		/usr/bin/time -f '%U %M %x' -o "$tmp/attribute" \
		"$bin/nattribute" 2>>"$tmp/messages" >/dev/null
	tail -qn 1 "$tmp/segment" "$tmp/attribute" | awk '
		{ user += $1; if ($2 > peak) peak = $2; if ($3 > 1) dead = $3 }
		END { print user, peak, dead + 0 }'
}

printf '%-24s %8s %8s %6s %9s\n' stream "$mb MB" "$((2 * mb)) MB" ratio 'peak KB'
bad=0
while read -r name; do
	: >"$tmp/messages"
	small=$(run "$name" "$mb")
	large=$(run "$name" $((2 * mb)))
	echo "$small $large $limit_kb" | awk -v name="$name" '{
		ratio = $1 >= .2 ? $4 / $1 : 0
		printf "%-24s %8.2f %8.2f %6.2f %9d", name, $1, $4, ratio, $5
		bad = $3 || $6 || ratio > 2.3 || $5 > $7
		print bad ? "  FAILED" : ""
		exit bad
	}' || bad=1
done <<EOT
one line of words
one line of letters
opening marks
straight marks
single marks
nested marks
combining marks
mixed combining marks
invalid bytes
zero bytes
entities
unclosed tags
mojibake
periods
initials
capitals
names that say
short lines
empty lines
tiny documents
commas
said said
EOT
exit $bad
