#!/bin/sh
# The same statement in many reports: the gold quotations, a made corpus of
# MADE rows (default 300000) for scale, and the same clusters whatever the
# order of the rows and however they are split over runs or machines.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/dedupe/gold_dev.tsv" "$score/score_dedupe.py"
set=$gold/dedupe
columns='-k 7 -p 5 -n 2 --date=3'

# clusters ARGS FILE - id and cluster of every row; FIELD is the cluster's
clusters() {
	field=$1
	shift
	ndedupe -g "$@" | cut -f "1,$field"
}

# scored GOLD - the scorer's report on ndedupe's clusters
scored() {
	# shellcheck disable=SC2086
	clusters 9 $columns "$1" >"$tmp/clusters"
	python3 "$score/score_dedupe.py" -g "$1" -s "$set/skip_dev.tsv" \
	    -p "$set/pairs_dev.tsv" "$tmp/clusters" >"$tmp/scores"
}

value() {
	sed -n "s/$1/\1/p" "$tmp/scores" | head -n 1
}

# longer N - the gold rows of N quoted words and more
# shellcheck disable=SC1112
longer() {
	python3 -c '
import re, sys
for line in open(sys.argv[1], encoding="utf-8"):
    text = line.split("\t")[6]
    marked = re.findall("[“\"]([^“”\"]*)[”\"]?", text)
    words = re.findall(r"\w+", re.sub(r"(\w)[’\x27](\w)", r"\1\2",
                                      " ".join(marked) or text))
    if len(words) >= int(sys.argv[2]):
        sys.stdout.write(line)
' "$set/gold_dev.tsv" "$1"
}

# partition - the clusters as sorted lists of their rows, whatever their names
partition() {
	sort -t "$(printf '\t')" -k2,2 -k1,1 | awk -F '\t' '
		$2 != last { if (NR > 1) print list; list = ""; last = $2 }
		{ list = list " " $1 }
		END { print list }' | sort
}

scored "$set/gold_dev.tsv"
figure 'pairwise F1' "$(value '^pairwise .*F1 \([0-9.]*\).*')" '.76'
figure 'pairwise precision' "$(value '^pairwise *P \([0-9.]*\).*')"
figure 'pairwise recall' "$(value '^pairwise .*R \([0-9.]*\).*')"
figure 'b-cubed F1, rows in clusters' \
    "$(value '^b-cubed [0-9].*F1 \([0-9.]*\).*')"
figure 'hard negatives merged' \
    "$(value '.*merged different *\([0-9/]*\) .*')" '5 %'
for words in 3 5 8; do
	longer $words >"$tmp/long"
	scored "$tmp/long"
	figure "$words words and more, pairwise F1" \
	    "$(value '^pairwise .*F1 \([0-9.]*\).*')" \
	    "$(test $words -ne 5 || echo .90)"
	test $words -ne 5 || figure '5 words and more, precision' \
	    "$(value '^pairwise *P \([0-9.]*\).*')" '.90'
done

# shellcheck disable=SC2086
clusters 9 $columns "$set/gold_dev.tsv" | partition >"$tmp/once"
for seed in 1 2 3; do
	awk -v seed=$seed 'BEGIN { srand(seed) } { print rand() "\t" $0 }' \
	    "$set/gold_dev.tsv" | sort | cut -f 2- >"$tmp/permuted"
	# shellcheck disable=SC2086
	clusters 9 $columns "$tmp/permuted" | partition | cmp -s - "$tmp/once" ||
		echo differs
done >"$tmp/differ"
figure 'orders of the rows that change a cluster' \
    "$(wc -l <"$tmp/differ") of 3" 0

needs "$score/make_quotes.py"
made=$tmp/made
python3 "$score/make_quotes.py" "${MADE:-300000}" 7 >"$made"
cut -f4 "$made" >"$tmp/text"

# seconds COMMAND - user time, best of three
seconds() {
	for _ in 1 2 3; do
		python3 -c '
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime:.2f} {used.ru_maxrss // 1024}")
' "$@"
	done | sort -n | head -n 1
}

ratio() {
	echo "$1 $2" | awk '{ printf "%.1f", $1 / $3 }'
}

clusters 5 -k 4 "$made" >"$tmp/clusters"
python3 "$score/score_made_quotes.py" "$made" "$tmp/clusters" >"$tmp/scores"
sorted=$(seconds sort -u "$tmp/text")
grouped=$(seconds ndedupe -k 4 "$made")
exact=$(seconds ndedupe -x exact -k 4 "$made")
figure "made corpus, ${MADE:-300000} rows, pair F1" \
    "$(value '^pair .*F1 \([0-9.]*\) |.*B3.*')" '.93'
figure '  precision' "$(value '^pair P \([0-9.]*\).*')"
figure '  times the user time of sort -u' "$(ratio "$grouped" "$sorted")" '12'
figure '  the same, --match=exact' "$(ratio "$exact" "$sorted")" '1.5'
figure '  memory, MB' "${grouped#* }" '600'
