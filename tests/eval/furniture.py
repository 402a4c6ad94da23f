#!/usr/bin/env python3
"""furniture.py EXTRACTED.tsv [NNORMALIZE] [options]: how well furniture is told from text

EXTRACTED.tsv has lines of news pages as extractors leave them: doc, extractor,
line number, keep/junk/partial, text.  Each page of each extractor is rebuilt
and given to nnormalize -a; a line is dropped when its rows are all furniture,
and not text when they are furniture, byline, date, caption or credit.

  --half=train|test  only half of the documents, by a hash of the name
  --extractor=NAME   print the errors of one extractor
  --errors=false|missed  which
"""
import argparse
import collections
import hashlib
import os
import subprocess
import tempfile

FURNITURE = set('nav ad share related promo cookie comment counter legal'.split())
ASIDE = FURNITURE | set('byline date caption credit'.split())


def pages(path, half):
    """(doc, extractor) -> {line number: (label, text)}"""
    out = collections.OrderedDict()
    for line in open(path, encoding='utf-8', newline='\n'):
        f = line.rstrip('\n').split('\t', 4)
        if len(f) < 5 or not f[2].isdigit():
            continue
        odd = int(hashlib.sha1(f[0].encode()).hexdigest(), 16) % 2
        if half and (half == 'test') != bool(odd):
            continue
        out.setdefault((f[0], f[1]), {})[int(f[2])] = (f[3], f[4])
    return out


def classes(program, page, directory):
    """line number -> classes of the rows that come from it"""
    starts, data = {}, bytearray()
    for i in range(max(page) + 1):
        starts[i] = len(data)
        if i in page:
            data += page[i][1].replace('\r', ' ').encode()
        data += b'\n'
    name = os.path.join(directory, 'page.txt')
    with open(name, 'wb') as f:
        f.write(data)
    rows = subprocess.run([program, '-a', '--text', '--no-seams', name],
                          stdout=subprocess.PIPE, check=True).stdout
    found = collections.defaultdict(list)
    edges = sorted((s, i) for i, s in starts.items())
    for row in rows.decode().split('\n'):
        f = row.split('\t')
        if len(f) < 8:
            continue
        for k, (start, i) in enumerate(edges):
            end = edges[k + 1][0] if k + 1 < len(edges) else len(data)
            if i in page and start < int(f[2]) and int(f[1]) < end:
                found[i].append(f[5])
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('extracted')
    parser.add_argument('program', nargs='?', default='bin/nnormalize')
    parser.add_argument('--half')
    parser.add_argument('--extractor')
    parser.add_argument('--errors')
    opt = parser.parse_args()
    table = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as directory:
        for (doc, extractor), page in pages(opt.extracted, opt.half).items():
            found = classes(opt.program, page, directory)
            for i, (label, text) in sorted(page.items()):
                if label == 'partial' or not text.strip():
                    continue
                c = found.get(i, ['nav'])
                drop = all(x in FURNITURE for x in c)
                aside = all(x in ASIDE for x in c)
                t = table[extractor]
                t[label] += 1
                t['drop ' + label] += drop
                t['aside ' + label] += aside
                if opt.extractor == extractor and (
                        opt.errors == 'false' and label == 'keep' and drop or
                        opt.errors == 'missed' and label == 'junk' and not aside):
                    print('%s\t%s\t%s' % (doc, ','.join(c), text[:150]))
    if opt.errors:
        return
    print('extractor\tlines\tjunk\tdrop P\tdrop R\taside P\taside R')
    total = collections.Counter()
    for extractor, t in sorted(table.items()):
        total.update(t)
        line(extractor, t)
    line('all', total)
    three = collections.Counter()
    for extractor in ('newspaper', 'news_please', 'trafilatura'):
        three.update(table[extractor])
    line('newspaper, news_please, trafilatura', three)


def line(name, t):
    def part(a, b):
        return '%.1f' % (100 * a / b) if b else '-'
    print('\t'.join([name, str(t['keep'] + t['junk']), str(t['junk']),
                     part(t['drop junk'], t['drop junk'] + t['drop keep']),
                     part(t['drop junk'], t['junk']),
                     part(t['aside junk'], t['aside junk'] + t['aside keep']),
                     part(t['aside junk'], t['junk'])]))


if __name__ == '__main__':
    main()
