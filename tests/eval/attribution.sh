#!/bin/sh
# Contents, cues and sources on PolNeAR dev, with double and single marks.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/attribution/dev.tsv" "$score/attribution.sh"
set=$gold/attribution

# scores GOLD TEXTDIR OPTIONS-OF-NATTRIBUTE SCORER-OPTION
scores() {
	# shellcheck disable=SC2086  # options are words
	nsegment "$2"/*.txt | nattribute $3 >"$tmp/rows"
	# shellcheck disable=SC2086
	sh "$score/attribution.sh" "$1" "$2" "$tmp/rows" $4
}

# f1 LINE COLUMN - an F1 of the scorer's table: 3 all, 6 direct, 9 mixed ...
f1() {
	awk -v line="$1" -v column="$2" 'index($0, line) == 1 {
		n = split(substr($0, length(line) + 1), f, " ")
		print f[column]
	}' "$tmp/scores"
}

scores "$set/dev.tsv" "$set/text/dev" '' --speech >"$tmp/scores"
figure 'dev --speech, overlap F1, direct' "$(f1 'content overlap IoU>=.5' 6)" 96
figure 'dev --speech, overlap F1, mixed' "$(f1 'content overlap IoU>=.5' 9)" 88
figure 'dev --speech, overlap F1, indirect' \
    "$(f1 'content overlap IoU>=.5' 12)" 73
figure 'dev --speech, joint content and source F1' \
    "$(f1 'joint content+source ' 3)" '76; people 79.5'
scores "$set/dev.tsv" "$set/text/dev" '--thought --as-annotated' '' \
    >"$tmp/scores"
strict=$(sed -n 's/^strict spans, unpaired *//p' "$tmp/scores")
figure 'dev, all cues, strict F1, content/cue/source' \
    "$(echo "$strict" | awk '{ print $4 "/" $12 "/" $8 }')" '64/70.5/76'
scores "$set/single-quotes/gold.tsv" "$set/single-quotes/text" '' --speech \
    >"$tmp/scores"
figure 'dev in single quotes --speech, overlap F1, direct' \
    "$(f1 'content overlap IoU>=.5' 6)" 'as with double, less 2'
figure 'dev in single quotes --speech, joint F1' \
    "$(f1 'joint content+source ' 3)"
