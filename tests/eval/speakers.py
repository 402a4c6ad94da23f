#!/usr/bin/env python3
"""Compare resolved speakers with labelled ones: speakers.py LABELS < RESOLVED

LABELS is a file of tests/eval/speakers (doc, id, bytes of the source, speaker);
RESOLVED what gold_speakers prints (doc, id, speaker, ...).  Compared without
case, articles, honorifics and middle initials; "A; B" as sets.  Printed: right,
wrong, empty, all.
"""
import re
import sys

DROP = re.compile(r"\b(the|a|an|mr|mrs|ms|dr|sir)\b\.?|[.’']s?\b|\b[a-z]\b\.?")


def names(text):
    parts = (' '.join(DROP.sub(' ', n.lower()).split()) for n in text.split(';'))
    return frozenset(p for p in parts if p)


def main():
    got = {}
    for line in open(sys.stdin.fileno(), encoding='utf-8', newline='\n'):
        f = line.rstrip('\n').split('\t')
        got[f[0], f[1]] = f[2]
    right = empty = n = 0
    for line in open(sys.argv[1], encoding='utf-8'):
        if line.startswith('#'):
            continue
        doc, number, _, speaker = line.rstrip('\n').split('\t')
        found = got.get((doc, number), '')
        n += 1
        right += names(found) == names(speaker)
        empty += not found
    print(right, n - right - empty, empty, n)


if __name__ == '__main__':
    main()
