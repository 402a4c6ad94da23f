#!/bin/sh
# Every tests/cases/PROGRAM/NAME.in must come out of PROGRAM as NAME.out,
# whether it is read from standard input or named as an operand (where the
# file's name stands for "-").  Beside it may stand
#	NAME.args	arguments, as the shell reads them
#	NAME.err	what is expected on standard error (else: nothing)
#	NAME.status	expected exit status (else: 0)
# A NAME that begins with "stdin-" is about standard input only.
cd "$TESTDIR/cases" || exit 99
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
: >"$tmp/none"
n=0

compare() {
	if test -f "$2"; then
		diff "$2" "$3" >>"$tmp/diff"
	else
		diff "$tmp/none" "$3" >>"$tmp/diff"
	fi || wrong="$wrong $1"
}

verdict() {
	n=$((n + 1))
	wrong=
	: >"$tmp/diff"
	expected=0
	test ! -f "$name.status" || expected=$(cat "$name.status")
	test "$2" -eq "$expected" || wrong=" exit status $2"
	compare output "$name.out" "$tmp/out"
	compare messages "$name.err" "$tmp/err"
	if test -z "$wrong"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1:$wrong"
		sed 's/^/# /' "$tmp/diff"
	fi
}

for in in */*.in; do
	test -f "$in" || continue
	name=${in%.in}
	program=${name%%/*}
	args=
	test ! -f "$name.args" || args=$(cat "$name.args")
	eval "set -- $args"
	"$program" "$@" <"$in" >"$tmp/out" 2>"$tmp/err"
	verdict "$name" $?
	case $name in
	*/stdin-*) continue ;;
	esac
	"$program" "$@" "$in" >"$tmp/raw" 2>"$tmp/rawerr"
	status=$?
	sed "s#^$in#-#" "$tmp/raw" >"$tmp/out"
	sed "s#$in#<stdin>#" "$tmp/rawerr" >"$tmp/err"
	verdict "$name as operand" $status
done
echo "1..$n"
