#!/bin/sh
# What ndedupe remembers (-s): the same statement on another day, in batches
# as at once, locked, refused when it is something else, forgotten, and whole
# after the process was killed at any moment.
# KILLS (default 40) sets how often the last test kills it.
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 99
n=0

ok() {
	n=$((n + 1))
	if test "$2" = "$3"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '# expected: %s\n# got: %s\n' "$3" "$2"
	fi
}

row() {
	printf '%s\t%s\t%s\n' "$@"
}

# Three days of reports.
{
	row 2024-03-01 Okafor 'The bridge will reopen on Friday, whatever the weather does.'
	row 2024-03-01 Lindqvist '“no plan to close the east pier”'
} >day1
{
	row 2024-03-02 Okafor '"the bridge will reopen on friday, whatever the weather does"'
	row 2024-03-02 Marsh 'Nobody has asked the fishermen what they think.'
} >day2
{
	row 2024-03-03 Lindqvist 'There is no plan to close the east pier, and there never was, whatever you read.'
	row 2024-03-03 Okafor 'It will rain.'
} >day3
columns='-k3 -p2 --date 1'

# Partition of rows "line TAB cluster" as one line: first member of each.
partition() {
	awk -F'\t' '{ if (!($2 in first)) first[$2] = NR; printf "%d ", first[$2] }'
}

# Rows of former runs under the names that alias lines give them.
rename_rows() {
	awk -F'\t' 'NR == FNR { if ($1 == "alias") new[$2, $4] = $3; next }
		{ if (($2, $3) in new) $2 = new[$2, $3]
		  else if (($2, "") in new) $2 = new[$2, ""]
		  print $1 "\t" $2 "\t" $3 }' "$1" "$2"
}

: >known
for day in day1 day2 day3; do
	# shellcheck disable=SC2086
	ndedupe $columns -g -s st $day >out || echo "# exit $?"
	rename_rows out known >renamed
	awk -F'\t' '$1 != "alias" { print $3 "\t" $4 "\t" $9 }' out |
		cat renamed - >known
done
# shellcheck disable=SC2086
cat day1 day2 day3 | ndedupe $columns -g | cut -f3,4,9 >full
ok 'three runs make the partition of one' \
	"$(partition <known)" "$(partition <full)"
ok 'which is this' "$(partition <full)" '1 2 1 4 2 6 '

# shellcheck disable=SC2086
ok 'what is known is no representative' \
	"$(ndedupe $columns -s st day2 | cut -f5,7)" "$(printf '3\texact\n2\texact')"

cp st st.before
# shellcheck disable=SC2086
ndedupe $columns -s st day1 >/dev/full 2>/dev/null
ok 'what could not be printed is not remembered' "$(cat st)" "$(cat st.before)"

(
	flock 9
	# shellcheck disable=SC2086
	ndedupe $columns -s st day1 >out 2>err
	echo $? >status
) 9<>st.lock
ok 'locked: exit 75' "$(cat status err out)" \
	"$(printf '75\nndedupe: st: another run is using it')"

# shellcheck disable=SC2086
ndedupe $columns -s day1 day2 >out 2>err
ok 'a file that is no state is refused' "$? $(cat err out)" \
	'1 ndedupe: day1: not a state of ndedupe'
# shellcheck disable=SC2086
ndedupe $columns -x exact -s st day2 >out 2>err
ok 'made with another --match: refused' "$? $(cat err out)" \
	'1 ndedupe: st: made with other weights or another --match'
cp st.log.1 log
printf x | dd of=st.log.1 bs=1 seek=40 conv=notrunc 2>/dev/null
# shellcheck disable=SC2086
ndedupe $columns -s st day2 >out 2>err
ok 'a damaged log is refused' "$? $(cat err out)" \
	'1 ndedupe: st: damaged: its log is not what it says'
cp log st.log.1
printf 'half a frame' >>st.log.1
# shellcheck disable=SC2086
ok 'what a killed run left behind is cut off' \
	"$(ndedupe $columns -s st day2 | cut -f5)" "$(printf '4\n3')"

rm -f st*
{
	row 2024-01-01 Okafor 'The bridge will reopen on Friday, whatever the weather does.'
	row 2024-01-01 Marsh 'It rained on every single day of the regatta.'
	row 2024-01-02 Lindqvist '“no plan to close the east pier”'
} | ndedupe -k3 -p2 --date 1 -s st >/dev/null
row 2024-01-20 Marsh 'Nobody has asked the fishermen what they think.' |
	ndedupe -k3 -p2 --date 1 -s st -W 10 >/dev/null
ok 'forgotten after the window' "$(row 2024-01-20 Okafor \
	'The bridge will reopen on Friday, whatever the weather does.' |
	ndedupe -k3 -p2 --date 1 -s st -W 10 | cut -f5,7)" "$(printf '1\trep')"
ok 'a log that is mostly forgotten is written anew' "$(ls st*)" \
	"$(printf 'st\nst.lock\nst.log.2')"
ndedupe -k3 -s st -W 10 day1 >out 2>err
ok '--window without --date is a mistake' "$? $(cat err)" \
	'2 ndedupe: --window needs --state and --date'

# What a model says (-e) is remembered, also about rows to come.
rm -f st*
french='Il pleut sur le port depuis des semaines, dit le capitaine.'
english='It has rained on the harbour for weeks, the captain says.'
printf 'x1\tx2\t0.9\n' >pairs
printf 'x1\t%s\n' "$french" | ndedupe -k2 --id 1 -e pairs -s st >/dev/null
ok 'a pair waits for its second row' "$(printf 'x2\t%s\nx3\tThe cook resigned.\n' \
	"$english" | ndedupe -k2 --id 1 -s st | cut -f1,4,6)" \
	"$(printf 'x2\t2\tedge\nx3\t1\trep')"

# Killed at some moment; whatever is left must load, be of this run or of the
# one before, and never of a run whose rows were not printed.
rm -f st*
i=0 done=0 bad=0
while test $i -lt "${KILLS:-40}"; do
	i=$((i + 1))
	awk -v day=$i 'BEGIN { for (k = 0; k < 400; k++)
		printf "2024-05-%02d\tOkafor\tsentence %d of %d about berth %d\n", \
		    day % 28 + 1, k, day % 7, k % 90 }' >rows
	# shellcheck disable=SC2086
	ndedupe $columns -s st rows >out 2>err &
	pid=$!
	sleep "0.0$((i % 10))$((i * 7 % 10))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	runs=0
	test ! -f st || runs=$(sed -n 's/^runs //p' st)
	if test "$runs" -eq $((done + 1)); then
		test -s out || bad=$((bad + 1))
	elif test "$runs" -ne "$done"; then
		bad=$((bad + 1))
	fi
	done=$runs
	if test -f st; then
		mkdir copy
		cp st st.log.* copy
		# shellcheck disable=SC2086
		ndedupe $columns -s copy/st /dev/null >/dev/null 2>>errors ||
			bad=$((bad + 1))
		rm -r copy
	fi
done 2>/dev/null
ok "${KILLS:-40} kills: 0 torn, 0 lost" "$bad" 0
echo "1..$n"
