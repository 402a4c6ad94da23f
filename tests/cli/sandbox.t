#!/bin/sh
# What would an article get that took a program over?  A preloaded library
# tries, in the middle of each program as it is released: to read, write,
# make and remove a file that is no operand, to run a program, to connect.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
lib=$BUILDDIR/tests/fault/libfault.so
if ! test -f "$lib"; then
	echo '1..0 # SKIP no fault library (not Linux with glibc, or sanitizers)'
	exit 0
fi
inputs
mkdir "$tmp/home"
echo secret >"$tmp/home/key"

# attempts COMMAND ... - what works from inside, in $tmp/worked
attempts() {
	LD_PRELOAD=$lib FAULT_FD=9 FAULT_ESCAPE=$tmp/home/key \
		"$@" 9>"$tmp/worked" >/dev/null 2>"$tmp/err"
	rm -rf "$tmp/home/key.new"
	echo secret >"$tmp/home/key"
}

attempts cat "$tmp/raw"
if ! test -s "$tmp/worked"; then
	echo '1..0 # SKIP the library does not load into cat (another ABI)'
	exit 0
fi
abi=$(sed -n 's/^landlock //p' "$tmp/worked")
tr '\n' ' ' <"$tmp/worked" >"$why"
grep -q '^read write make remove execute connect landlock' "$why"
result $? 'outside of a sandbox all of it works'

for p in nnormalize nsegment nattribute nclaim ndedupe; do
	if test "${abi:-0}" -lt 1; then
		skip "$p: nothing works" 'the kernel has no Landlock'
		continue
	fi
	attempts "$p" "$(input $p)"
	test "$abi" -ge 4 || sed -i '/^connect$/d' "$tmp/worked"
	cp "$tmp/worked" "$why"
	test "$(cat "$tmp/worked")" = "landlock $abi"
	result $? "$p: nothing works"
done
if test "${abi:-0}" -ge 1 && test "$abi" -lt 4; then
	skip 'no connection' 'Landlock of this kernel knows no network'
fi
plan
