# lib.sh - what the evaluation scripts share; sourced
#
# A script prints lines "measure TAB figure TAB what is aimed at", which
# run.sh sets as a table; it can also be run by itself.  Gold and scorers are
# in ../shared beside the project; without them there is nothing to measure.
# shellcheck shell=sh disable=SC2034
here=$(cd "$(dirname "$0")" && pwd)
top=${here%/tests/eval}
shared=${SHARED:-$top/../shared}
gold=$shared/gold
score=$shared/score
PATH=${BINDIR:-$top/bin}:$top/bin:$PATH
LC_ALL=C
export PATH LC_ALL
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# needs FILE ... - end here if one is missing
needs() {
	for file in "$@"; do
		test -e "$file" && continue
		echo "${0##*/}: no ${file#"$top"/} here" >&2
		exit 0
	done
}

# figure MEASURE FIGURE AIM
figure() {
	printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}"
}
