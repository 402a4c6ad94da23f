#!/bin/sh
# What a machine can do to a filter: every allocation failing in turn, reads
# and writes that fail, are short or interrupted.  A run must end with all its
# output and status 0, or with a message and another status; never by a
# signal, never with less output and status 0.
lib=$BUILDDIR/tests/fault/libfault.so
if ! test -f "$lib"; then
	echo "1..0 # SKIP no fault library (not Linux with glibc, or sanitizers)"
	exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
n=0
report() {
	n=$((n + 1))
	echo "$1 $n - $2"
}

printf '%s\n' 'Harbour talks resume' '' \
	'The mayor, Ana Lind, said on Monday that the port would reopen.' '' \
	'“We are ready,” she said. “The cranes work.”' \
	"‘The crews’ safety comes first,’ said R&amp;D chief Bo Ek." >"$tmp/raw"
nnormalize "$tmp/raw" >"$tmp/paragraphs" 2>/dev/null
nsegment "$tmp/raw" >"$tmp/sentences" 2>/dev/null
nattribute "$tmp/sentences" >"$tmp/rows" 2>/dev/null

# run PROGRAM INPUT with the faults of the environment; sets rc
run() {
	: >"$tmp/mark"
	LD_PRELOAD=$lib FAULT_FD=9 "$1" <"$2" >"$tmp/out" 2>"$tmp/err" \
		9>"$tmp/mark"
	rc=$?
}

# bad: is the outcome of the last run one that must not be?
bad() {
	if test "$rc" -ge 126; then
		why="ended by a signal ($rc)"
	elif test "$rc" -eq 0 && ! cmp -s "$tmp/out" "$tmp/good"; then
		why="status 0 but other output"
	elif test "$rc" -ne 0 && ! test -s "$tmp/err"; then
		why="status $rc without a message"
	else
		return 1
	fi
}

# sweep KIND PROGRAM INPUT LIMIT: the fault of VARIABLE at 1, 2, ... LIMIT,
# until a run is over before the fault strikes
sweep() {
	i=0
	failures=
	while test $i -lt "$5"; do
		i=$((i + 1))
		export "$1=$i"
		run "$3" "$4"
		bad && failures="$failures $i:$why;"
		test -s "$tmp/mark" || break
	done
	unset "$1"
	if test -z "$failures"; then
		report ok "$3: $2 (first $i)"
	else
		report 'not ok' "$3: $2:$failures"
	fi
}

while read -r program input; do
	command -v "$program" >/dev/null || continue
	"$program" <"$tmp/$input" >"$tmp/good" 2>/dev/null
	sweep FAULT_ALLOC 'an allocation fails' "$program" "$tmp/$input" 400
	FAULT_ERRNO=5
	export FAULT_ERRNO
	sweep FAULT_READ 'a read fails with EIO' "$program" "$tmp/$input" 200
	FAULT_ERRNO=28
	sweep FAULT_WRITE 'a write fails with ENOSPC' "$program" \
		"$tmp/$input" 200
	unset FAULT_ERRNO
	for way in FAULT_SHORT FAULT_EINTR; do
		export "$way=1"
		run "$program" "$tmp/$input"
		unset "$way"
		if test $rc -eq 0 && cmp -s "$tmp/out" "$tmp/good"; then
			report ok "$program: $way changes nothing"
		else
			report 'not ok' "$program: $way changes nothing ($rc)"
		fi
	done
done <<-EOT
	nnormalize raw
	nsegment raw
	nsegment paragraphs
	nattribute sentences
	ndedupe rows
	nclaim rows
EOT
echo "1..$n"
