#!/bin/sh
# What is larger than any article is cut or refused, never swallowed whole.
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
n=0
check() {
	n=$((n + 1))
	if test "$1" = 0; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# a sentence row longer than nsegment ever writes, between two good ones
{
	printf 'd\t0\t20\t1\t1\tbody\t\tAna Lind said no.\n'
	printf 'd\t21\t70100\t2\t2\tbody\t\t%s\n' \
		"$(head -c 70000 /dev/zero | tr '\0' a)"
	printf 'd\t70101\t70121\t3\t3\tbody\t\t“It is so,” said Bo Ek.\n'
} >"$tmp/rows"
nattribute "$tmp/rows" >"$tmp/out" 2>"$tmp/err"
check $(($? != 1)) 'an over-long sentence makes the status 1'
grep -q ':2: .*64 KiB' "$tmp/err"
check $? 'its line and the limit are named'
grep -q 'It is so' "$tmp/out"
check $? 'the rows after it still come out'

# 3 MB on a line: text is cut between words, a row or a document is not
words() { yes 'the rain is wet and' | tr '\n' ' ' | head -c "$1"; }
words 2999999 >"$tmp/line"
nnormalize "$tmp/line" 2>"$tmp/err" | cut -f 8 | tr '\n' ' ' |
	sed 's/ $//' | cmp - "$tmp/line" >"$tmp/out"
check $? 'nothing is lost where a long line is cut'
grep -q 'max-paragraph' "$tmp/err"
check $? 'that it was cut is said'
nnormalize --max-paragraph=4M "$tmp/line" 2>"$tmp/err" | wc -l >"$tmp/out"
test "$(cat "$tmp/out")" -eq 1 && test ! -s "$tmp/err"
check $? '--max-paragraph=4M leaves it whole'
{
	printf 'd\t'
	words 3000000
	echo '“It is so,” said Bo Ek.'
} >"$tmp/tsv"
nsegment --tsv "$tmp/tsv" 2>"$tmp/err" | tail -n 1 | cut -f 8 >"$tmp/out"
grep -q 'Bo Ek\.$' "$tmp/out" && test ! -s "$tmp/err"
check $? 'a document of 3 MB on a line is read'
{
	printf 'd\t0\t3000027\t1\t0\tbody\t\t'
	words 3000000
	echo '“It is so,” said Bo Ek.'
} >"$tmp/row"
nsegment "$tmp/row" 2>"$tmp/err" | tail -n 1 | cut -f 1,8 >"$tmp/out"
grep -q '^d.*Bo Ek\.$' "$tmp/out" && test ! -s "$tmp/err"
check $? 'a row of 3 MB is read, the first one too'

# 4 MB of opening marks on one line, in 64 MB of address space
yes '“' | tr -d '\n' | head -c 4194304 >"$tmp/marks"
(
	# a shell without it, or a sanitizer, has nothing to show here
	# shellcheck disable=SC3045  # dash and bash have it
	ulimit -v 65536 2>/dev/null
	nsegment "$tmp/marks" | nattribute >/dev/null
) 2>"$tmp/err"
if grep -q Sanitizer "$tmp/err"; then
	n=$((n + 1))
	echo "ok $n - memory does not follow the line # SKIP sanitizer"
else
	test ! -s "$tmp/err"
	check $? 'memory does not follow the line'
fi
echo "1..$n"
