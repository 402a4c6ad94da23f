#!/bin/sh
# model.sh SRCDIR GOLDDIR: make src/model/attribution.model from the gold set
#
# The first pass is trained on all articles and on texts that an earlier model
# labelled (silver.tsv), and five times without a fifth of them; the reranker
# on the lists the five make of the articles they have not seen.
# With KEEP=DIR the models in between stay there, and are used again.
set -e
LC_ALL=C
export LC_ALL		# the order of the articles
src=$1 gold=$2
if test -n "$KEEP"; then
	work=$KEEP
	mkdir -p "$work"
else
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
fi

bin/nsegment "$gold"/text/train/*.txt >"$work/train.tsv"
silver=$src/src/model/silver.tsv
"$src/src/train/silver-text" "$gold/.." "$silver" "$work/texts"
bin/nsegment "$work"/texts/*.txt >"$work/silver.tsv"
grep -v '^#' "$silver" | sed 's/$/\t\t\t/' |
	cat "$gold/train.tsv" - >"$work/gold.tsv"
gunzip -c "$gold/silver/train.tok.gz" | grep -av '^#DOC ' | cut -f1,3 \
	>"$work/tags.tsv"

# crf OUT [OPTION]...
crf() {
	out=$1
	shift
	test -s "$out" && return
	src/train/ntrain-crf --gold="$work/gold.tsv" \
		--tags="$work/tags.tsv" --cues="$src/src/model/cues.txt" \
		--closed="$src/src/model/closed.txt" --memory=1 --runs=3 \
		-o "$out.new" "$@" "$work/train.tsv" "$work/silver.tsv"
	mv "$out.new" "$out"
}

crf "$work/full"
set --
for fold in 0 1 2 3 4; do
	crf "$work/$fold" --fold=$fold
	set -- "$@" --fold-model="$work/$fold"
done
src/train/ntrain-rerank --gold="$gold/train.tsv" "$@" \
	--model="$work/full" -o "$work/model" "$work/train.tsv"
mv "$work/model" "$src/src/model/attribution.model"
