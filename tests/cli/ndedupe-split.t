#!/bin/sh
# The same groups whatever the order of the rows, however they are split over
# runs (-s) or over --map and --reduce, and whatever compiled the program.
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

# Recorded once: another compiler or machine must not group otherwise.
ok=$(cksum <once)
test "$ok" = '2714220702 58733'
result $? "the groups of every build: $ok"

for seed in 1 2 3 4; do
	awk -v seed=$seed 'BEGIN { srand(seed) } { print rand() "\t" $0 }' rows |
		sort | cut -f2- >permuted
	# shellcheck disable=SC2086
	ndedupe $columns -g permuted | cut -f1,6 | sort -n | cmp -s - once
	result $? "another order, $seed"
done

# Rows of former runs under the names that alias lines give them.
rename_rows() {
	awk -F'\t' 'NR == FNR { if ($1 == "alias") new[$2, $4] = $3; next }
		{ if (($2, $3) in new) $2 = new[$2, $3]
		  else if (($2, "") in new) $2 = new[$2, ""]
		  print $1 "\t" $2 "\t" $3 }' "$1" "$2"
}

# Ids and clusters as ids and the least id of their cluster.
partition() {
	sort -n | awk '{ if (!($2 in first)) first[$2] = $1
		print $1 "\t" first[$2] }'
}

partition <once >parts
awk -v seed=5 'BEGIN { srand(seed) } { print rand() "\t" $0 }' rows |
	sort | cut -f2- >permuted
for runs in 2 5 24; do
	rm -f part.* st st.*
	awk -v runs=$runs '{ print > ("part." int(NR * NR % 10007 % runs)) }' \
		permuted
	: >known
	for part in part.*; do
		# shellcheck disable=SC2086
		ndedupe $columns -g -s st "$part" >out || echo "# exit $?"
		rename_rows out known >renamed
		awk -F'\t' '$1 != "alias" { print $1 "\t" $6 "\t" $11 }' out |
			cat renamed - >known
	done
	cut -f1,2 known | partition | cmp -s - parts
	result $? "$runs runs with a state"
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

# What is left of --match=exact is what sort -u leaves of the folded words.
cut -f5 rows | tr -d '"' | LC_ALL=C sort -u >folded
cut -f5 rows | awk '{ print NR % 3 ? $0 : toupper($0) ".  " }' |
	ndedupe -x exact | cut -f1 | LC_ALL=C tr '[:upper:]' '[:lower:]' | tr -d '".' |
	sed 's/ *$//' | LC_ALL=C sort | cmp -s - folded
result $? '--match=exact leaves what sort -u would'

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
