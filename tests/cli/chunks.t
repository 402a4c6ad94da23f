#!/bin/sh
# The same bytes in, the same bytes out: however the input is cut, whatever
# the locale, and spread over processes.
# shellcheck source=lib.sh
. "$TESTDIR/cli/lib.sh"
inputs
cd "$samples" || exit 99

same() {
	cmp "$tmp/expected" "$tmp/got"
}

# drip SIZE - standard input in writes of SIZE bytes, or of random size
cat >"$tmp/drip.py" <<'EOF'
import os, random, sys
size = sys.argv[1]
data = sys.stdin.buffer.read()
draw = random.Random(7)
at = 0
while at < len(data):
    n = draw.randint(1, 3000) if size == 'random' else int(size)
    at += os.write(1, data[at:at + n])
EOF

for p in $programs; do
	in=$(input "$p")
	"$p" <"$in" >"$tmp/expected"
	for size in 1 7 4095 random; do
		if ! command -v python3 >/dev/null; then
			skip "$p: input in chunks of $size" 'no python3'
			continue
		fi
		# A byte at a time is slow: the first pages will do.
		case $size in
		1) head -n 60 "$in" >"$tmp/part" ;;
		*) cat "$in" >"$tmp/part" ;;
		esac
		"$p" <"$tmp/part" >"$tmp/expected"
		python3 "$tmp/drip.py" $size <"$tmp/part" | "$p" >"$tmp/got"
		same >"$why"
		result $? "$p: input in chunks of $size"
	done
	"$p" <"$in" >"$tmp/expected"
	for locale in C C.UTF-8 en_US.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale "$p" <"$in" >"$tmp/got"
		same >"$why"
		result $? "$p: locale $locale"
	done
	"$p" <"$in" | cmp - "$tmp/expected" >"$why"
	result $? "$p: again"
done

# Documents one by one, in groups, on two processors.
nquote -a ./*.txt >"$tmp/expected"
for file in ./*.txt; do
	nquote -a "$file"
done >"$tmp/got"
same >"$why"
result $? 'nquote -a: file by file'
printf '%s\n' ./*.txt | LC_ALL=C sort | tr '\n' '\0' >"$tmp/names"
xargs -0 -n 3 nquote -a <"$tmp/names" >"$tmp/got"
same >"$why"
result $? 'nquote -a: xargs -n 3'
if parallel --version 2>/dev/null | grep -q GNU; then
	parallel -0 -k -j 2 -n 2 nquote -a <"$tmp/names" >"$tmp/got" 2>"$why"
	same >>"$why"
	result $? 'nquote -a: parallel -j 2'
else
	skip 'nquote -a: parallel -j 2' 'no GNU parallel'
fi

# nclaim looks at a row by itself: halves in, halves out.
nclaim "$tmp/attr.tsv" >"$tmp/expected"
{
	head -n 70 "$tmp/attr.tsv" | nclaim
	tail -n +71 "$tmp/attr.tsv" | nclaim
} >"$tmp/got"
same >"$why"
result $? 'nclaim: in two halves'
if parallel --version 2>/dev/null | grep -q GNU; then
	parallel -k -j 2 --block 4k --pipe nclaim <"$tmp/attr.tsv" \
	    >"$tmp/got" 2>"$why"
	same >>"$why"
	result $? 'nclaim: parallel --pipe'
fi

# Rows come while the input is still coming: after each document, and in a
# document that never ends too.  Who feeds the pipe waits for what comes out.
waits() {
	i=0
	while test $i -lt 50 && ! test -s "$tmp/live"; do
		sleep .1
		i=$((i + 1))
	done
	test -s "$tmp/live"
	echo $? >"$tmp/status"
}
{
	# A document is over when the next one has begun, and where that has
	# begun is known when it, too, is over.
	for file in bridge fishery derby; do
		printf '\f'
		cat $file.txt
	done
	waits
} | nsegment | nattribute | cat >"$tmp/live"
result "$(cat "$tmp/status")" 'rows come while documents come'
rm "$tmp/live"
{
	repeat 200 fishery.txt
	waits
} | nsegment | nattribute | cat >"$tmp/live"
result "$(cat "$tmp/status")" 'rows of a document without end come'

# The pipe with and without its first program.
if command -v nnormalize >/dev/null; then
	nnormalize ./*.txt | nsegment >"$tmp/got"
	nsegment ./*.txt >"$tmp/expected"
	same >"$why"
	result $? 'nsegment is nnormalize | nsegment'
fi

# The four ways a name can come with a document.
for file in bridge fishery; do
	nsegment -- "$file.txt"
done >"$tmp/expected"
tail -v -n +1 bridge.txt fishery.txt | nsegment | cut -f 1,4- >"$tmp/got"
cut -f 1,4- "$tmp/expected" | cmp - "$tmp/got" >"$why"
result $? 'tail -v: names from its lines'
for file in bridge fishery; do
	printf '%s\t' "$file.txt"
	sed 's/\\/\\\\/g; s/\t/\\t/g; s/$/\\n/' "$file.txt" | tr -d '\n'
	echo
done | nsegment --tsv >"$tmp/got"
same >"$why"
result $? '--tsv: names from the first field'
{
	cat bridge.txt
	printf '\0'
	cat fishery.txt
} | nsegment -z | cut -f 4- >"$tmp/got"
cut -f 4- "$tmp/expected" | cmp - "$tmp/got" >"$why"
result $? '-z: documents end in NUL'
{
	cat bridge.txt
	printf '\f'
	cat fishery.txt
} | nsegment | cut -f 4- >"$tmp/got"
cut -f 4- "$tmp/expected" | cmp - "$tmp/got" >"$why"
result $? 'a form feed ends a document'
{
	cat bridge.txt
	printf '\357\273\277'
	cat fishery.txt
} | nsegment | cut -f 4- >"$tmp/got"
cut -f 4- "$tmp/expected" | cmp - "$tmp/got" >"$why"
result $? 'a byte order mark begins a document'
plan
