#!/bin/sh
# What can go wrong with input and output shows in the exit status and in one
# message, never in rows that are missing without a word.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
inputs
echo 'A line of text.' >"$tmp/plain"

# status EXPECTED - the last command's status, output in out, messages in err
ran() {
	got=$?
	{
		test $got -eq "$1" || echo "exit status $got, not $1"
		cat "$tmp/err"
	} >"$why"
	test $got -eq "$1"
}

for p in $programs; do
	in=$(input "$p")

	"$p" "$in" >"$tmp/out" 2>"$tmp/err"
	ran 0 && test ! -s "$tmp/err" && test -s "$tmp/out"
	result $? "$p: good input, no message, exit 0"

	"$p" <"$in" >"$tmp/out2" 2>"$tmp/err"
	ran 0 && test ! -s "$tmp/err"
	result $? "$p: standard input"

	"$p" </dev/null >"$tmp/out" 2>"$tmp/err"
	ran 0 && test ! -s "$tmp/err" && test ! -s "$tmp/out"
	result $? "$p: empty input, empty output"

	: >"$tmp/empty"
	"$p" "$tmp/empty" >"$tmp/out" 2>"$tmp/err"
	ran 0 && test ! -s "$tmp/err" && test ! -s "$tmp/out"
	result $? "$p: empty file, empty output"

	if test -w /dev/full; then
		"$p" "$in" >/dev/full 2>"$tmp/err"
		ran 1 && test -s "$tmp/err"
		result $? "$p: full disk is reported, exit 1"
	else
		skip "$p: full disk" 'no /dev/full'
	fi

	"$p" "$in" 2>"$tmp/err" >&-
	ran 1 && test -s "$tmp/err"
	result $? "$p: closed standard output is reported, exit 1"

	"$p" >"$tmp/out" 2>"$tmp/err" <&-
	ran 1 && test -s "$tmp/err"
	result $? "$p: closed standard input is reported, exit 1"

	"$p" <"$tmp" >"$tmp/out" 2>"$tmp/err"
	ran 1 && test -s "$tmp/err"
	result $? "$p: a read error is reported, exit 1"

	"$p" "$in" >"$tmp/out" 2>"$tmp/err"
	"$p" "$tmp/missing" "$in" >"$tmp/out2" 2>"$tmp/err"
	ran 1 && grep -q "missing: " "$tmp/err" && cmp "$tmp/out" "$tmp/out2"
	result $? "$p: a missing file is named, the others are read, exit 1"

	"$p" "$tmp" >"$tmp/out" 2>"$tmp/err"
	ran 1 && grep -q "$tmp" "$tmp/err"
	result $? "$p: a directory is reported, exit 1"

	"$p" --no-such-option "$in" >"$tmp/out" 2>"$tmp/err"
	ran 2 && test ! -s "$tmp/out" && grep -q -e "$p --help" "$tmp/err"
	result $? "$p: unknown long option points to --help, exit 2"

	"$p" -J "$in" >"$tmp/out" 2>"$tmp/err"
	ran 2 && test ! -s "$tmp/out" && grep -q -e "$p --help" "$tmp/err"
	result $? "$p: unknown short option points to --help, exit 2"

	"$p" --schema=nonsense >"$tmp/out" 2>"$tmp/err"
	ran 2 && test ! -s "$tmp/out"
	result $? "$p: unknown schema, exit 2"

	"$p" -o "$tmp/none/x" "$in" >"$tmp/out" 2>"$tmp/err"
	ran 1 && test -s "$tmp/err"
	result $? "$p: -o into no directory is reported, exit 1"

	# A reader that has had enough.
	repeat 30 "$in" >"$tmp/much"
	all=
	case $p in
	ndedupe | nquote) all=-a ;;
	esac
	for how in default ignore; do
		if ! env --$how-signal=PIPE true 2>/dev/null; then
			skip "$p: closed pipe" 'env sets no signals'
			continue
		fi
		{
			env --$how-signal=PIPE "$p" $all "$tmp/much" \
			    2>"$tmp/err"
			echo $? >"$tmp/status"
		} | head -n 1 >/dev/null
		got=$(cat "$tmp/status")
		case $how in
		default) test "$got" -eq 141 && test ! -s "$tmp/err" ;;
		ignore) test "$got" -eq 1 ;;
		esac
		result $? "$p: closed pipe, SIGPIPE $how: status $got"
	done
done

# Input of another kind: the message says what should come before.
for p in nattribute nclaim; do
	command -v $p >/dev/null || continue
	case $p in
	nattribute) first=nsegment ;;
	*) first=nattribute ;;
	esac
	"$p" "$tmp/plain" >"$tmp/out" 2>"$tmp/err"
	ran 2 && grep -q $first "$tmp/err" && test ! -s "$tmp/out"
	result $? "$p: plain text is refused, $first is named, exit 2"
done

# Lines without a tab are quotations to ndedupe; sentence rows are not.
nsegment "$tmp/plain" >"$tmp/sentences"
ndedupe "$tmp/sentences" >"$tmp/out" 2>"$tmp/err"
ran 2 && grep -q nattribute "$tmp/err" && test ! -s "$tmp/out"
result $? 'ndedupe: sentence rows are refused, nattribute is named, exit 2'

# A bad row is reported with its line, the rows around it are used.
for p in nattribute nclaim ndedupe; do
	command -v $p >/dev/null || continue
	in=$(input "$p")
	{
		head -n 3 "$in"
		echo "not a row"
		tail -n +4 "$in"
	} >"$tmp/bad.tsv"
	"$p" "$tmp/bad.tsv" >"$tmp/out" 2>"$tmp/err"
	ran 1 && grep -q ":4: " "$tmp/err" && "$p" "$in" | cmp - "$tmp/out" >>"$why"
	result $? "$p: a bad row is reported and skipped, exit 1"
done
plan
