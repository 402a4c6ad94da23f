#!/usr/bin/env python3
"""Score attribution rows against annotated articles.

usage: score.py [-v] GOLD TEXTDIR ROWS

GOLD has the columns of tests/samples/*.gold (header lines are passed over):
doc, id, kind, content_span, source_span, cue_span, content, source, cue,
speaker, speaker_role, nest, note.  Only level 0 counts.  A row finds a gold
row when the words of their contents overlap by half (intersection over union),
one to one, the best first; "alt_content=SPANS" in the note is as good.  Notes
with tier=core must be found; the others may.  Printed, one "measure TAB
figure" a line: core found, of these boundaries exact (all words and no other),
kind, speaker; core found with the right speaker; rows on nothing annotated.
"""
import os
import re
import sys

WORD = re.compile(rb'[\w\x80-\xff$%&#@]+')
TITLE = re.compile(r"\b(the|a|an|mr|mrs|ms|dr|sir|dame|lord)\b\.?|[.’']s?\b")


def words(data, field):
    """Where the words begin that the spans of FIELD hold, marks left out."""
    found = set()
    for span in field.split(','):
        if span in ('', '-'):
            continue
        begin, end = map(int, span.split('-'))
        for m in WORD.finditer(data, begin, end):
            if m.group().strip(b'\xe2\x80\x98\x99\x9c\x9d'):
                found.add(m.start())
    return found


def names(field):
    return frozenset(' '.join(TITLE.sub(' ', name.lower()).split())
                     for name in field.split(';')
                     if name.strip() not in ('', '-', 'unknown'))


def read(path, number):
    docs = {}
    for line in open(path, encoding='utf-8', newline='\n'):
        f = line.rstrip('\n').split('\t')
        if len(f) > number and f[0] != 'doc' and f[number] in ('0', ''):
            docs.setdefault(os.path.basename(f[0]), []).append(f)
    return docs


def overlap(data, gold, row):
    """The largest overlap of ROW with one of the contents that GOLD accepts,
    and whether it is complete."""
    found = words(data, row[10])
    best = (0, False)
    for field in [gold[3]] + re.findall(r'alt_content=([0-9,-]+)', gold[12]):
        wanted = words(data, field)
        if found and wanted:
            best = max(best, (len(found & wanted) / len(found | wanted),
                              found == wanted))
    return best


def main():
    args = [a for a in sys.argv[1:] if a != '-v']
    verbose = '-v' in sys.argv
    gold, rows = read(args[0], 11), read(args[2], 13)
    core = found = exact = kind = speaker = total = stray = 0
    for doc, wanted in sorted(gold.items()):
        data = open(os.path.join(args[1], doc), 'rb').read()
        got = [f for f in rows.get(doc, []) if f[3] != 'narrator']
        total += len(got)
        pairs = []
        for i, g in enumerate(wanted):
            for j, f in enumerate(got):
                share, same = overlap(data, g, f)
                if share >= .5:
                    pairs.append((-share, i, j, same))
        taken, used = {}, set()
        for share, i, j, same in sorted(pairs):
            if i not in taken and j not in used:
                taken[i] = (got[j], same)
                used.add(j)
        known = set().union(*(words(data, g[3]) for g in wanted))
        for j, f in enumerate(got):
            if j not in used and \
                    2 * len(words(data, f[10]) & known) < len(words(data, f[10])):
                stray += 1
                if verbose:
                    print('stray', doc, f[3], f[4], f[9][:90], sep='\t')
        for i, g in enumerate(wanted):
            if not g[12].startswith('tier=core'):
                continue
            core += 1
            if i not in taken:
                if verbose:
                    print('missed', g[1], g[2], g[9], g[6][:90], sep='\t')
                continue
            f, same = taken[i]
            found += 1
            exact += same
            kind += f[3] == g[2]
            right = names(f[4]) == names(g[9])
            speaker += right
            if verbose and not same:
                print('bounds', g[1], g[6][:90], f[9][:90], sep='\t')
            if verbose and not right:
                print('speaker', g[1], 'is ' + g[9], 'not ' + f[4], sep='\t')

    def percent(n, of):
        return '%.1f %% (%d of %d)' % (100 * n / max(of, 1), n, of)

    for measure, figure in (
            ('core found', percent(found, core)),
            ('of these, boundaries exact', percent(exact, found)),
            ('of these, kind right', percent(kind, found)),
            ('of these, speaker right', percent(speaker, found)),
            ('core found with the right speaker', percent(speaker, core)),
            ('rows on nothing annotated', '%d of %d' % (stray, total))):
        print(measure, figure, sep='\t')


if __name__ == '__main__':
    main()
