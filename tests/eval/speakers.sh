#!/bin/sh
# Speakers: annotated articles, and he and she on PolNeAR dev.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$score/score_speakers.py"

# annotated NAME GOLD TEXTDIR AIM-FOUND AIM-SPEAKER
annotated() {
	test -f "$2" || return
	nsegment "$3"/*.txt | nattribute >"$tmp/rows"
	python3 "$score/score_speakers.py" "$2" "$3" "$tmp/rows" >"$tmp/scores"
	figure "$1: core found" "$(sed -n \
	    's/^core attributions found \(.*\) of \([0-9]*\) = \([0-9.]*\)%.*/\3 % (\1 of \2)/p' \
	    "$tmp/scores")" "$4"
	figure "$1: of these, boundaries exact" "$(sed -n \
	    's/.*boundaries exact \([0-9.]*\)%.*/\1 %/p' "$tmp/scores")" '80 %'
	figure "$1: of these, right speaker" "$(sed -n \
	    's/.*speaker \([0-9.]*\)%.*/\1 %/p' "$tmp/scores")"
	figure "$1: found with right speaker" "$(sed -n \
	    's/^found with the right speaker: \([0-9.]*\)%.*/\1 %/p' \
	    "$tmp/scores")" "$5"
	figure "$1: rows on nothing the gold knows" "$(sed -n \
	    's/^rows \([0-9]*\), on nothing the gold knows \([0-9]*\)/\2 of \1/p' \
	    "$tmp/scores")"
}

annotated seeds "$gold/seeds/gold.tsv" "$shared/seeds" '90 %' '88 %'
if python3 "$here/pages.py" "$tmp/pages" >"$tmp/scores" 2>&1; then
	annotated pages "$here/pages/gold.tsv" "$tmp/pages" '90 %' '80 %'
fi
if python3 "$here/pages.py" "$tmp/more" "$here/pages/more.tsv" \
    >"$tmp/scores" 2>&1; then
	annotated 'more pages' "$here/pages/more.tsv" "$tmp/more" '90 %' '80 %'
fi
if test -f "$gold/segment/gum-dev/text/GUM_news_iodine.txt"; then
	mkdir "$tmp/wikinews"
	cut -f 1 "$here/pages/wikinews.tsv" | sort -u | grep -v '^doc$' |
	    while read -r name; do
		cp "$gold/segment"/gum-*/text/"$name" "$tmp/wikinews/"
	done
	annotated Wikinews "$here/pages/wikinews.tsv" "$tmp/wikinews" '90 %' '80 %'
fi
if test -d "$gold/attribution/text/dev"; then
	mkdir "$tmp/polnear"
	cut -f 1 "$here/pages/polnear.tsv" | sort -u | grep -v '^doc$' |
	    while read -r name; do
		cp "$gold/attribution/text/dev/$name" "$tmp/polnear/"
	done
	annotated PolNeAR "$here/pages/polnear.tsv" "$tmp/polnear" '90 %' '80 %'
fi
annotated outlets "$gold/outlets/gold.tsv" "$gold/outlets/text" '90 %' '82 %'

if test -f "$gold/attribution/dev_pronouns.tsv"; then
	texts=$gold/attribution/text/dev
	nsegment "$texts"/*.txt | nattribute |
	    python3 "$score/rows_to_spans.py" "$texts" >"$tmp/spans"
	python3 "$score/score_pronouns.py" \
	    "$gold/attribution/dev_pronouns.tsv" "$tmp/spans" >"$tmp/scores"
	figure 'he and she, dev: answered' "$(sed -n \
	    's/.*(\([0-9.]*\)%)  right.*/\1 %/p' "$tmp/scores")" '90 %'
	figure 'he and she, dev: right, of those answered' "$(sed -n \
	    's/.*of answered \([0-9.]*\)%.*/\1 %/p' "$tmp/scores")" '88 %'
fi

# labels of our own, resolved from the gold spans: see tests/eval/speakers/
resolver=${builddir:-$here/../..}/tests/eval/gold_speakers
if test -x "$resolver"; then
	nsegment "$gold/attribution/text/train"/*.txt |
	    "$resolver" "$gold/attribution/train.tsv" >"$tmp/resolved"
	for labels in 'train twenty articles 90_%' \
	    'short short_names,_full_name_before 97_%' \
	    'surnames two_people_of_one_surname 85_%'; do
		# shellcheck disable=SC2086
		set -- $labels
		figure "$(echo "$*" | cut -d ' ' -f 2- | sed 's/ [^ ]*$//; s/_/ /g')" \
		    "$(python3 "$here/speakers.py" "$here/speakers/$1.tsv" \
		    <"$tmp/resolved" | awk '{
			printf "%.1f %% (%d of %d)", 100 * $1 / $4, $1, $4 }')" \
		    "$(echo "$*" | sed 's/.* //; s/_/ /')"
	done
fi
