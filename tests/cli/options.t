#!/bin/sh
# The command line follows the guidelines of POSIX (XBD 12.2) and the habits of
# GNU, in the same way in every program.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
inputs
cd "$tmp" || exit 99

same() {
	cmp "$tmp/expected" "$tmp/got"
}

for p in $programs; do
	in=$(input "$p")

	"$p" -H <"$in" >expected
	head -n 1 expected | grep -q "^doc${tab}begin${tab}end${tab}"
	result $? "$p -H: a line of names"
	"$p" --header <"$in" >got && same >"$why"
	result $? "$p --header is -H"
	"$p" -Hv <"$in" 2>/dev/null >got && same >"$why"
	result $? "$p -Hv is -H -v"
	"$p" -oH -H <"$in" && cmp H expected >"$why"
	result $? "$p -oFILE"
	"$p" -Ho out <"$in" && cmp out expected >"$why"
	result $? "$p -Ho FILE"
	"$p" --output=out2 --header <"$in" && cmp out2 expected >"$why"
	result $? "$p --output=FILE"
	"$p" --output out3 --header <"$in" && cmp out3 expected >"$why"
	result $? "$p --output FILE"
	"$p" - -H <"$in" >got && same >"$why"
	result $? "$p - is standard input, options may follow operands"
	test ! -f "$p --" || rm -f -- -x
	cp "$in" -- -x
	"$p" -H -- -x >got 2>"$why" &&
	    test "$(wc -l <got)" -eq "$(wc -l <expected)"
	result $? "$p -- ends the options"
	"$p" ./-x >got 2>"$why" && test -s got
	result $? "$p ./-x is a file"
	rm -f -- -x

	"$p" <"$in" >expected
	tail -n +2 H | cmp - expected >"$why"
	result $? "$p -H adds one line and nothing else"
	"$p" --line-buffered <"$in" >got && same >"$why"
	result $? "$p --line-buffered: the same rows"

	# Names, columns and versions.
	"$p" --version >got 2>"$why" &&
	    grep -q "^$p (nquote) [0-9][0-9.]*$" got
	result $? "$p --version"
	"$p" -V | cmp - got >"$why"
	result $? "$p -V is --version"
	"$p" -H <"$in" | head -n 1 | tr '\t' '\n' >expected
	"$p" --schema >got && same >"$why"
	result $? "$p --schema: the columns that -H names"
	"$p" --schema=names >got && same >"$why"
	result $? "$p --schema=names is --schema"
	for form in sqlite duckdb pg pandas r; do
		"$p" --schema=$form >got 2>"$why" && test -s got
		result $? "$p --schema=$form"
	done

	# Rows with their names, files with their names after each other.
	case $p in
	nattribute | nclaim | ndedupe)
		"$p" "$in" >expected
		case $p in
		nattribute) names=$(nsegment --schema) ;;
		*) names=$(nattribute --schema) ;;
		esac
		names=$(echo "$names" | paste -s -)
		{
			echo "$names"
			head -n 7 "$in"
			echo "$names"
			tail -n +8 "$in"
		} >headed
		"$p" <headed >got 2>"$why" && same >>"$why"
		result $? "$p: lines of names anywhere in the input"
		;;
	esac
done
# Progress, when asked for: by option or by signal.
for p in nnormalize nsegment; do
	{
		cat "$tmp/raw"
		sleep 2
		cat "$tmp/raw"
	} | "$p" 2>"$tmp/err" >"$tmp/out" &
	sleep 1
	kill -USR1 $!
	wait $!
	status=$?
	cp "$tmp/err" "$why"
	test $status -eq 0 && grep -q "^$p: .*documents" "$tmp/err" &&
	    test "$(wc -l <"$tmp/err")" -eq 1
	result $? "$p: SIGUSR1 prints one line"
done
plan
