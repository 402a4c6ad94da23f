#!/usr/bin/env python3
"""What nnormalize leaves out of real news pages, as eleven extractors left them.

usage: lines.py EXTRACTED.tsv

Each page of each extractor is a document; a line counts as left out when no
row covers half of it.  Printed: how much of what is left out is furniture
(body lines are never to be lost), and how much of the furniture is left out.
"""
import os
import subprocess
import sys
import tempfile

ARTICLE = ('newspaper', 'news_please', 'trafilatura')


def main():
    pages = {}
    for line in open(sys.argv[1], encoding='utf-8', newline='\n'):
        doc, extractor, _, verdict, text = line.rstrip('\n').split('\t', 4)
        if verdict in ('keep', 'junk') and text.strip():
            pages.setdefault((extractor, doc), []).append((verdict, text))
    count = {}
    with tempfile.TemporaryDirectory() as folder:
        lines = {}
        for (extractor, doc), page in pages.items():
            path = os.path.join(folder, extractor + '.' + doc)
            at = 0
            with open(path, 'wb') as f:
                for verdict, text in page:
                    data = text.encode() + b'\n'
                    f.write(data)
                    lines.setdefault(path, []).append(
                        [at, at + len(data) - 1, verdict, 0])
                    at += len(data)
        paths = sorted(lines)
        rows = subprocess.run(['nnormalize', '--no-join'] + paths, check=True,
                              stdout=subprocess.PIPE).stdout.decode()
        for row in rows.split('\n')[:-1]:
            f = row.split('\t')
            begin, end = int(f[1]), int(f[2])
            for line in lines[f[0].split('#')[0]]:
                line[3] += max(0, min(end, line[1]) - max(begin, line[0]))
        for path in paths:
            extractor = os.path.basename(path).split('.')[0]
            for begin, end, verdict, covered in lines[path]:
                out = 2 * covered < end - begin
                for group in (extractor, 'all',
                              'article' if extractor in ARTICLE else '-'):
                    c = count.setdefault(group, {})
                    c[verdict, out] = c.get((verdict, out), 0) + 1
    for group, title in (('all', 'all extractors'), ('article', 'newspaper, '
                         'news-please, trafilatura')):
        c = count[group]
        junk, body = c.get(('junk', True), 0), c.get(('keep', True), 0)
        print('left out is furniture, %s' % title, '%.1f %% (%d body lines)' %
              (100 * junk / max(junk + body, 1), body), '98 %', sep='\t')
        print('furniture left out, %s' % title, '%.1f %% (%d of %d)' %
              (100 * junk / max(junk + c.get(('junk', False), 0), 1), junk,
               junk + c.get(('junk', False), 0)),
              '60 %' if group == 'article' else '', sep='\t')


if __name__ == '__main__':
    main()
