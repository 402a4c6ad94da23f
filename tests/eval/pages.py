#!/usr/bin/env python3
"""Write the texts of the page annotations: pages.py OUTDIR [GOLD]

tests/eval/pages/gold.tsv annotates 26 news articles of other outlets and
topics than the training corpus (November 2019), in the columns and by the
conventions of ../shared/gold/seeds/gold.tsv; it holds offsets and names only.
tests/eval/pages/more.tsv annotates 22 more, among them opinion pieces, reviews
and press releases, by readers who had not seen what nattribute says of them.
(tests/eval/pages/wikinews.tsv, twenty articles of ../shared/gold/segment, was
made in the same way.)  GOLD is one of the two, the first if absent.  The texts are the lines that the extractor "newspaper" kept of those pages in
../shared/gold/lines/extracted.tsv, joined by empty lines; this script writes
one file a document to OUTDIR.  Exit status 2 when the lines are not there.
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
lines = os.path.join(here, '../../../shared/gold/lines/extracted.tsv')


def main():
    out = sys.argv[1]
    if not os.path.exists(lines):
        print('pages.py: no ../shared/gold/lines/extracted.tsv', file=sys.stderr)
        return 2
    name = sys.argv[2] if len(sys.argv) > 2 else os.path.join(
        here, 'pages/gold.tsv')
    with open(name, encoding='utf-8') as gold:
        next(gold)
        want = {row.split('\t')[0][:-len('.txt')] for row in gold}
    kept = {}
    for line in open(lines, encoding='utf-8', newline='\n'):
        doc, extractor, _, keep, text = line.rstrip('\n').split('\t', 4)
        if doc in want and extractor == 'newspaper' and keep == 'keep':
            kept.setdefault(doc, []).append(text)
    os.makedirs(out, exist_ok=True)
    for doc, paragraphs in kept.items():
        path = os.path.join(out, doc + '.txt')
        with open(path, 'w', encoding='utf-8', newline='\n') as text:
            text.write('\n\n'.join(paragraphs) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
