#!/bin/sh
# nquote by itself: which program gets which option, whose exit status is
# reported, and what --pretty shows.  The programs are stand-ins here.
# shellcheck source=lib.sh disable=SC1111
. "$TESTDIR/cli/lib.sh"
mkdir "$tmp/bin" "$tmp/text" || exit 99
cp "$(command -v nquote)" "$tmp/bin/nquote" || exit 99
cd "$tmp/text" || exit 99

# Each stand-in notes its arguments and passes its input on.  The file
# NAME.status holds the exit status; with NAME.early it stops before it reads.
for p in nsegment nattribute nclaim ndedupe; do
	cat >"$tmp/bin/$p" <<-EOF
	#!/bin/sh
	{
		printf '%s' "$p"
		for arg in "\$@"; do printf ' [%s]' "\$arg"; done
		echo
	} >>"$tmp/args.$p"
	test "\$1" != --version || { echo "$p (nquote) 9.8"; exit; }
	test ! -f "$tmp/$p.early" || exit \$(cat "$tmp/$p.status")
	if test $p = nsegment; then cat "$tmp/rows"; else cat; fi
	status=\$?
	test ! -f "$tmp/$p.status" || status=\$(cat "$tmp/$p.status")
	exit \$status
	EOF
	chmod +x "$tmp/bin/$p"
done

# row DOC BEGIN END SPEAKER ROLE CONTENT REST
row() {
	printf '%s\t%s\t%s\tdirect\t%s\t%s\t%s\tsaid\tsay\t%s\t%s-%s\t\t\t0\t0.9%s\n' \
	    "$1" "$2" "$3" "$4" "$5" "$4" "$6" "$2" "$3" "$7"
}

nquote() {
	rm -f "$tmp"/args.*
	"$tmp/bin/nquote" "$@" >"$tmp/out" 2>"$tmp/err"
}

# was TITLE STATUS - exit status and arguments of the stand-ins
was() {
	got=$?
	cat "$tmp"/args.* 2>/dev/null >"$tmp/args"
	{
		test "$got" -eq "$2" || echo "exit status $got, not $2"
		diff - "$tmp/args" || sed 's/^/message: /' "$tmp/err"
	} >"$why"
	test ! -s "$why"
	result $? "$1"
}

{
	row a.txt 5 9 'Ann Lee' mayor 'Words.' ''
	row b.txt 0 4 '' '' 'More words.' ''
} >"$tmp/rows"

nquote
was 'no argument' 0 <<EOF
nattribute
ndedupe
nsegment [--]
EOF
nquote one 'two words' -- -three
was 'operands, also odd ones' 0 <<EOF
nattribute
ndedupe
nsegment [--] [one] [two words] [-three]
EOF
nquote -a --claims one
was '--all, --claims' 0 <<EOF
nattribute
nclaim
nsegment [--] [one]
EOF
nquote -aHz one -o "$tmp/a b"
was 'grouped options, option after operand' 0 <<EOF
nattribute [--header] [--output=$tmp/a b]
nsegment [-z] [--] [one]
EOF
nquote --lang=de --lexicon "it's here" --fast --nested --thought --min-score \
    .5 --gazetteer=g --tsv --no-seams --from latin1 --state s -v
was 'every option finds its program' 0 <<EOF
nattribute [--lang=de] [--lexicon=it's here] [--fast] [--nested] [--thought] [--min-score=.5] [--gazetteer=g] [-v]
ndedupe [--state=s] [-v]
nsegment [--lang=de] [--lexicon=it's here] [--tsv] [--no-seams] [--from=latin1] [-v] [--]
EOF
nquote -ss.state -ofile --claims -
was 'values in the same word' 0 <<EOF
nattribute
nclaim
ndedupe [-ss.state] [--output=file]
nsegment [--] [-]
EOF
nquote --schema=sqlite
was '--schema is asked of the last program' 0 <<EOF
ndedupe [--schema=sqlite]
EOF
nquote -a --schema
was '--all --schema' 0 <<EOF
nattribute [--schema]
EOF
nquote --version
check 'version' test "$(cat "$tmp/out")" = 'nquote (nquote) 9.8'
for wrong in --nothing -J --color=red --output; do
	nquote -a $wrong </dev/null
	was "$wrong is wrong usage" 2 </dev/null
done

# The worst status of the pipe, wherever it comes from.
for p in nsegment nattribute ndedupe; do
	for status in 1 2 75; do
		echo $status >"$tmp/$p.status"
		nquote one
		check "$p exits $status" test $? -eq $status
	done
	rm "$tmp/$p.status"
done
echo 1 >"$tmp/ndedupe.status"
echo 2 >"$tmp/nsegment.status"
nquote one
check 'the worst of two' test $? -eq 2
rm "$tmp"/*.status

# A program that stops early makes the one before it die of SIGPIPE: that is
# no failure of its own.
cp "$tmp/rows" "$tmp/rows.small"
yes "$(cat "$tmp/rows.small")" | head -n 8000 >"$tmp/rows"
echo 2 >"$tmp/nattribute.status"
: >"$tmp/nattribute.early"
nquote one
check 'a program that stops early' test $? -eq 2
rm "$tmp"/nattribute.*
{
	"$tmp/bin/nquote" -a one 2>"$tmp/err"
	echo $? >"$tmp/status"
} | head -n 1 >/dev/null
case $(cat "$tmp/status") in
141 | 1) check 'the reader has had enough' test ! -s "$tmp/err" ;;
*) check 'the reader has had enough' false ;;
esac
cp "$tmp/rows.small" "$tmp/rows"

# Programs are beside the script, also beside what a link to it names.
mv "$tmp/bin/ndedupe" "$tmp/ndedupe"
(PATH=/usr/bin:/bin && nquote one)
check 'a missing program' test $? -eq 2
(PATH=/usr/bin:/bin && nquote -a one)
check 'a missing program that is not needed' test $? -eq 0
ln -s "$tmp/bin/nquote" "$tmp/link"
(PATH=/usr/bin:/bin && "$tmp/link" -a one) >"$tmp/out" 2>"$why"
check 'through a symbolic link' cmp "$tmp/out" "$tmp/rows"
mv "$tmp/ndedupe" "$tmp/bin/ndedupe"

# For people.
printf 'one\ntwo Words.\n' >a.txt
printf 'More' >b.txt
shown() {
	diff - "$tmp/out" >"$why" && test ! -s "$tmp/err"
	result $? "$1"
}
nquote -ap a.txt b.txt
shown '--pretty: speaker, role, words, file and line' <<EOF
Ann Lee, mayor [said]
    “Words.”
    a.txt:2

(no source) [said]
    “More words.”
    b.txt:1
EOF
nquote -ap a.txt
shown '--pretty: a document that is no operand' <<EOF
Ann Lee, mayor [said]
    “Words.”
    a.txt:2

(no source) [said]
    “More words.”
    b.txt, byte 0
EOF
row - 7 20 'X' '' 'One, two, three, four, five, six, seven, eight. [...] Nine.' \
    '	c1	3	1	exact' >"$tmp/rows"
export COLUMNS=35
nquote --pretty
shown '--pretty: folding, several spans, several reports' <<EOF
X [said]
    “One, two, three, four, five,
    six, seven, eight.” ... “Nine.”
    -, byte 7  (3 reports in 1 document)
EOF
unset COLUMNS
row "n$(printf '\033')[1m" 1 2 "$(printf 'E\033]0;x\007\302\233K')" '' \
    'tab\tbackslash \\ \\t' '' >"$tmp/rows"
nquote -ap
shown '--pretty: nothing drives the terminal, escapes are undone' <<EOF
E?]0;x??K [said]
    “tab backslash \\ \\t”
    n?[1m, byte 1
EOF
nquote -ap --color=always
check '--color=always' grep -q "^$(printf '\033')" "$tmp/out"
nquote -ap
check 'no colour into a file' sh -c "! grep \"\$(printf '\033')\" '$tmp/out'"
nquote -ap -o "$tmp/pretty"
check '--pretty -o' grep -q 'byte 1' "$tmp/pretty"
nquote -ap -o "$tmp/none/pretty"
check '--pretty -o into no directory' test $? -ne 0
for how in default ignore; do
	# more than the pipes in between can hold
	yes "$(cat "$tmp/rows")" | head -n 6000 >"$tmp/big"
	cp "$tmp/rows" "$tmp/rows.small"
	mv "$tmp/big" "$tmp/rows"
	{
		env --$how-signal=PIPE "$tmp/bin/nquote" -ap 2>"$tmp/err"
		echo $? >"$tmp/status"
	} | head -n 1 >/dev/null
	mv "$tmp/rows.small" "$tmp/rows"
	case $how$(cat "$tmp/status") in
	default141) check '--pretty: closed pipe' test ! -s "$tmp/err" ;;
	ignore1) check '--pretty: closed pipe, SIGPIPE ignored' true ;;
	*) check "--pretty: closed pipe, SIGPIPE $how" false ;;
	esac
done
if test -w /dev/full; then
	yes "$(cat "$tmp/rows")" | head -n 500 >"$tmp/big"
	mv "$tmp/big" "$tmp/rows"
	"$tmp/bin/nquote" -ap >/dev/full 2>"$tmp/err"
	check '--pretty: a full disk shows' test $? -eq 1
else
	skip '--pretty: a full disk shows' 'no /dev/full'
fi
plan
