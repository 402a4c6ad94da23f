#!/bin/sh
# model.sh SRCDIR GOLDDIR: make src/model/attribution.model from the gold set
#
# The first pass is trained on all articles, and five times without a fifth
# of them; the reranker on the lists the five make of what they have not seen.
set -e
src=$1 gold=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bin/nsegment "$gold"/text/train/*.txt >"$work/train.tsv"
gunzip -c "$gold/silver/train.tok.gz" | grep -av '^#DOC ' | cut -f1,3 \
	>"$work/tags.tsv"

# crf OUT [OPTION]...
crf() {
	out=$1
	shift
	src/train/ntrain-crf --gold="$gold/train.tsv" \
		--tags="$work/tags.tsv" --cues="$src/src/model/cues.txt" \
		--closed="$src/src/model/closed.txt" -o "$out" "$@" \
		"$work/train.tsv"
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
