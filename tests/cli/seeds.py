#!/usr/bin/env python3
"""The four articles of ../shared/seeds: is every quotation found?

usage: seeds.py SHARED FILES.tsv CAT.tsv

FILES.tsv has the attributions of the four files as operands, CAT.tsv those of
`cat` of them.  seeds.tsv beside this program lists the stretches between
quotation marks as offsets, with their speakers ("|": either is right).  Prints
lines "ok TITLE", "no TITLE" or "todo TITLE", and what is amiss on standard
error.  FLOOR_* are what must not be lost again.
"""
import os
import sys

FLOOR_FOUND = 39
FLOOR_SPEAKER = 38
HERE = os.path.dirname(os.path.abspath(__file__))


def spans(field):
    return [tuple(map(int, s.split('-'))) for s in field.split(',') if field]


def names(field):
    return frozenset(n.removeprefix('the ').removeprefix('The ')
                     for n in field.split('; '))


def read(path):
    rows = []
    for line in open(path, encoding='utf-8', newline='\n'):
        f = line.rstrip('\n').split('\t')
        if f[3] != 'narrator' and f[13] == '0':
            rows.append(f)
    return rows


def report(fine, title, amiss=()):
    print('ok' if fine else 'no', title)
    for line in [] if fine else amiss:
        print(title + ':', line, file=sys.stderr)


def todo(fine, title, amiss):
    print('ok' if fine else 'todo', title)
    for line in amiss:
        print('still:', line, file=sys.stderr)


def holder(rows, data, begin, end):
    """The row that has the stretch exactly: as a whole span of its content, or
    with both marks inside one."""
    for f in rows:
        for b, e in spans(f[10]):
            if (b, e) == (begin, end):
                return f
            inside = data[b:e].decode('utf-8', 'replace')
            if b < begin and end < e and any(m in inside for m in '"“‘'):
                return f
    return None


def main():
    shared, files, cat = sys.argv[1:]
    folder = os.path.join(shared, 'seeds')
    paths = sorted(p for p in os.listdir(folder) if p.endswith('.txt'))
    data = {p[:3]: open(os.path.join(folder, p), 'rb').read() for p in paths}
    rows = {}
    for f in read(files):
        rows.setdefault(os.path.basename(f[0])[:3], []).append(f)

    lost, wrong = [], []
    total = 0
    for line in open(os.path.join(HERE, 'seeds.tsv'), encoding='utf-8'):
        doc, begin, end, speaker = line.rstrip('\n').split('\t')
        begin, end = int(begin), int(end)
        total += 1
        f = holder(rows.get(doc, []), data[doc], begin, end)
        if f is None:
            lost.append('%s %d-%d (%s) not found' % (doc, begin, end, speaker))
        elif names(f[4]) not in map(names, speaker.split('|')):
            wrong.append('%s %d-%d: %s, not %s' % (doc, begin, end, f[4],
                                                   speaker))
    found = total - len(lost)
    right = found - len(wrong)
    report(found >= FLOOR_FOUND, 'at least %d of %d quotations found with '
           'exact boundaries' % (FLOOR_FOUND, total), lost)
    report(right >= FLOOR_SPEAKER, 'at least %d of them have the right speaker'
           % FLOOR_SPEAKER, wrong)
    todo(not lost, '%d of %d quotations found with exact boundaries' %
         (found, total), lost)
    todo(not wrong, '%d of %d found have the right speaker' % (right, found),
         wrong)

    # cat: the same rows, moved to where the articles begin in the stream.
    base, at = {}, 0
    for i, p in enumerate(paths):
        base['-' if i == 0 else '-#%d' % (i + 1)] = (p[:3], at)
        at += len(data[p[:3]])
    streamed = read(cat)
    report({f[0] for f in streamed} == set(base), 'three seams found',
           sorted({f[0] for f in streamed}))
    one = {(d, f[10], *f[3:10]) for d in rows for f in rows[d]}
    two = set()
    for f in streamed:
        d, start = base.get(f[0], ('?', 0))
        moved = ','.join('%d-%d' % (b - start, e - start)
                         for b, e in spans(f[10]))
        two.add((d, moved, *f[3:10]))
    differ = ['only from files: %s' % (r,) for r in sorted(one - two)]
    differ += ['only from cat: %s' % (r,) for r in sorted(two - one)]
    report(not differ, 'the same rows from cat as from files', differ)


if __name__ == '__main__':
    main()
