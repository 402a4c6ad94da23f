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

# 4 MB of opening marks on one line, in 256 MB of address space
yes '“' | tr -d '\n' | head -c 4194304 >"$tmp/marks"
(
	# a shell without it, or a sanitizer, has nothing to show here
	# shellcheck disable=SC3045  # dash and bash have it
	ulimit -v 262144 2>/dev/null
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
