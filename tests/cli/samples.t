#!/bin/sh
# The hand annotation of the sample articles fits the articles: the words of
# every span in tests/samples/*.gold are the bytes of the article between its
# offsets, white space folded, and every row has its 13 columns.
cd "$TESTDIR/samples" || exit 99
n=0
for gold in *.gold styles/*.gold desks/*.gold; do
	n=$((n + 1))
	if LC_ALL=C awk -F '\t' '
		function slice(spans,    i, k, be, out) {
			if (spans == "-")
				return "-"
			k = split(spans, be, /[-,]/)
			for (i = 1; i < k; i += 2)
				out = out (i > 1 ? " || " : "") \
				    substr(text, be[i] + 1, be[i + 1] - be[i])
			gsub(/[ \t\r\n]+/, " ", out)
			return out
		}
		FILENAME == ARGV[1] { text = text $0 "\n"; next }
		FNR == 1 { next }
		NF != 13 { print "# " FILENAME ":" FNR ": " NF " columns"; bad = 1 }
		slice($4) != $7 || slice($5) != $8 || slice($6) != $9 {
			print "# " FILENAME ":" FNR ": words are not at their offsets"
			bad = 1
		}
		END { exit bad }
	' "${gold%.gold}.txt" "$gold"; then
		echo "ok $n - $gold"
	else
		echo "not ok $n - $gold"
	fi
done
echo "1..$n"
