#!/bin/sh
# Run golden rules: each a line of ID, input and its sentences, with tabs
# between.  Prints the rules that fail and the count.
# usage: golden.sh RULES.tsv [option of nsegment ...]
rules=$1
shift
n=0 good=0
tab=$(printf '\t')
while IFS= read -r line; do
	id=${line%%"$tab"*}
	rest=${line#*"$tab"}
	input=${rest%%"$tab"*}
	expected=$(printf '%s\n' "${rest#*"$tab"}" | tr '\t' '\n')
	got=$(printf 'doc\t0\t%s\t1\t0\tbody\t\t%s\n' \
	    "$(printf %s "$input" | wc -c)" "$input" |
	    nsegment --rows --lists "$@" | cut -f8)
	n=$((n + 1))
	if test "$got" = "$expected"; then
		good=$((good + 1))
	else
		printf '%s\n%s\n' "$id" "$got"
	fi
done <"$rules"
echo "$good of $n"
