#!/bin/sh
# The same groups whatever the order of the rows, and however they are split
# over --map and --reduce.
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 99
n=0

result() {
	n=$((n + 1))
	if test "$1" -eq 0; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
	fi
}

# Quotations of invented words, whole, cut, with a word changed, with more
# after them, said by several people in several papers on several days.
awk 'function word(k) { return substr("bakedilomuparesitovuzagehikanolepimoru",
		k % 18 * 2 + 1, 4) substr("dalosimeturavonikepa", k % 9 * 2 + 1, 3) }
	function pick(k) { seed = (seed * 16807 + k) % 2147483647; return seed }
	BEGIN {
		seed = 42
		for (q = 0; q < 900; q++) {
			size = 4 + pick(q) % 20
			for (i = 0; i < size; i++)
				w[i] = word(pick(i) % (40 + pick(i) % 4000))
			for (copies = pick(1) % 5; copies >= 0; copies--) {
				from = pick(2) % 3 ? 0 : pick(3) % 3
				to = size - (pick(4) % 3 ? 0 : pick(5) % 3)
				line = ""
				for (i = from; i < to; i++)
					line = line " " (pick(6) % 25 ? w[i] : word(pick(7)))
				for (i = pick(8) % 3 ? 0 : pick(9) % 9; i > 0; i--)
					line = line " " word(pick(10))
				printf "%d\tpaper%d\t2024-%02d-%02d\tSpeaker%d\t\"%s\"\n", ++id,
				    pick(11) % 60, pick(12) % 9 + 1, pick(13) % 28 + 1,
				    pick(14) % 3 ? q % 50 : pick(15) % 50, substr(line, 2)
			}
		}
	}' >rows
columns='-k5 -p4 -n2 --date 3'

# shellcheck disable=SC2086
ndedupe $columns -g rows | cut -f1,6 | sort -n >once
groups=$(cut -f2 once | sort | uniq -d | wc -l)
test "$groups" -gt 100
result $? 'there are groups'

for seed in 1 2 3 4; do
	awk -v seed=$seed 'BEGIN { srand(seed) } { print rand() "\t" $0 }' rows |
		sort | cut -f2- >permuted
	# shellcheck disable=SC2086
	ndedupe $columns -g permuted | cut -f1,6 | sort -n | cmp -s - once
	result $? "another order, $seed"
done

for parts in 1 2 8 64; do
	rm -f part.* sorted pairs
	awk -v parts=$parts '{ print > ("part." NR % parts) }' rows
	for part in part.*; do
		# shellcheck disable=SC2086
		ndedupe $columns --map "$part"
	done | sort >sorted
	awk '{ print > ("pairs." (substr($0, 1, 1) < "8")) }' sorted
	ndedupe --reduce pairs.1 >pairs
	ndedupe --reduce <pairs.0 >>pairs
	# shellcheck disable=SC2086
	ndedupe $columns -g --join=pairs rows | cut -f1,6 | sort -n |
		cmp -s - once
	result $? "$parts parts"
done

ndedupe --reduce rows >out 2>err
test $? -eq 1 && test ! -s out && grep -q 'rows:1: not a line of --map' err
result $? 'lines that --map did not write are reported'
sort -r sorted | ndedupe --reduce >out 2>err
test $? -eq 2 && grep -q 'not sorted' err
result $? 'unsorted lines are refused'
# shellcheck disable=SC2086
ndedupe $columns --join=missing rows >out 2>err
test $? -eq 2
result $? 'pairs that are not there are refused'
echo "1..$n"
