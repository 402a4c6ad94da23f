#!/usr/bin/env python3
"""Attribution rows with the quotation marks put back into content_span.

usage: marks.py TEXTDIR <ROWS >ROWS

Gold that counts the marks as part of a direct quotation (PolNeAR) can then be
compared to the byte.
"""
import os
import sys

MARKS = ['“', '”', '"', '‘', '’', "'", '``', "''"]


def widen(data, begin, end):
    before, after = data[:begin], data[end:end + 3]
    for mark in (m.encode() for m in MARKS):
        if before.endswith(mark) and any(after.startswith(m.encode())
                                         for m in MARKS):
            end += max(len(m.encode()) for m in MARKS
                       if after.startswith(m.encode()))
            return begin - len(mark), end
    for mark in (m.encode() for m in MARKS):
        if before.endswith(mark):
            return begin - len(mark), end
    return begin, end


def main():
    docs = {}
    for line in open(0, encoding='utf-8', newline='\n'):
        f = line.rstrip('\n').split('\t')
        name = os.path.basename(f[0])
        if name not in docs:
            path = os.path.join(sys.argv[1], name)
            docs[name] = open(path, 'rb').read()
        if f[3] == 'direct':
            spans = [widen(docs[name], *map(int, s.split('-')))
                     for s in f[10].split(',')]
            f[10] = ','.join('%d-%d' % s for s in spans)
        print('\t'.join(f))


if __name__ == '__main__':
    main()
