# lib.sh - what the shell tests share; sourced with TESTDIR set
# shellcheck shell=sh disable=SC2034
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
why=$tmp/why		# what a test has to say when it fails
samples=$TESTDIR/samples
tab=$(printf '\t')
n=0

# result STATUS TITLE - one line of TAP; the file $why explains a failure
result() {
	n=$((n + 1))
	if test "$1" -eq 0; then
		printf 'ok %d - %s\n' $n "$2"
	else
		printf 'not ok %d - %s\n' $n "$2"
		test ! -f "$why" || head -n 30 "$why" | sed 's/^/# /'
	fi
	rm -f "$why"
}

# check TITLE COMMAND ... - passes if COMMAND succeeds
check() {
	title=$1
	shift
	"$@" >"$why" 2>&1
	result $? "$title"
}

skip() {
	n=$((n + 1))
	printf 'ok %d - %s # SKIP %s\n' $n "$1" "$2"
}

plan() {
	echo "1..$n"
}

# Articles, and rows made of them, as input for the programs.
inputs() {
	cat "$samples"/*.txt >"$tmp/raw"
	nsegment "$samples"/*.txt >"$tmp/text.tsv" || exit 99
	nattribute "$tmp/text.tsv" >"$tmp/attr.tsv" || exit 99
}

programs=
# Those that are built: all of them, once all are written.
for p in nnormalize nsegment nattribute nclaim ndedupe; do
	command -v "$p" >/dev/null && programs="$programs $p"
done
command -v ndedupe >/dev/null && programs="$programs nquote"

# input PROGRAM - the file of those that PROGRAM reads
input() {
	case $1 in
	nnormalize | nsegment | nquote) echo "$tmp/raw" ;;
	nattribute) echo "$tmp/text.tsv" ;;
	nclaim | ndedupe) echo "$tmp/attr.tsv" ;;
	esac
}

# repeat N FILE - FILE N times over
repeat() {
	i=0
	while test $i -lt "$1"; do
		cat "$2"
		i=$((i + 1))
	done
}
