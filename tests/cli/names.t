#!/bin/sh
# nattribute --gazetteer and --aliases: a newsroom's own names, and every name
# of a text with whose it is.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
cd "$tmp" || exit 99

printf '%s\n' 'Teddy said the dock was safe. “It will stand,” she added.' \
    'The Dock Riggers said they would strike. Peter Novak disagreed.' >text
nsegment text >rows
{
	printf '# name, type, gender, role, other names\n'
	printf 'Theodora Vale-Hart\tperson\tf\tharbour master\tTeddy|the Chief\n'
	printf 'DRA\torganisation\t\t\tDock Riggers\n'
} >names

nattribute --gazetteer=names --aliases=aliases rows >got 2>"$why"
result $? 'both options'
cut -f 5,6 got >speakers
printf 'Theodora Vale-Hart\tharbour master\nTheodora Vale-Hart\tharbour master\nDRA\t\n' >expected
check 'a name stands for what the gazetteer says' cmp expected speakers
{
	printf 'text\tTheodora Vale-Hart\tTeddy\t0-5\tperson\tf\n'
	printf 'text\tDRA\tDock Riggers\t66-78\torganisation\t\n'
	printf 'text\tPeter Novak\tPeter Novak\t103-114\tperson\tm\n'
} >expected
check 'every name with its bytes, type and gender' diff expected aliases

while IFS=$tab read -r _ _ mention span _; do
	tail -c +$((${span%-*} + 1)) text | head -c $((${span#*-} - ${span%-*}))
	echo "=$mention"
done <aliases | awk -F= '$1 != $2' >wrong
check 'bytes are the name in the text' test ! -s wrong

printf 'Ann\tbird\n' >bad
nattribute --gazetteer=bad rows >got 2>err
test $? -eq 2 && grep -q '^nattribute: bad:1: type is not' err
result $? 'a bad line is told with its number, exit status 2'
nattribute --gazetteer=none rows >got 2>err
test $? -eq 2 && grep -q '^nattribute: none: ' err
result $? 'a missing file is told, exit status 2'
plan
