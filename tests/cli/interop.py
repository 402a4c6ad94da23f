#!/usr/bin/env python3
"""Rows that try the readers of tab-separated files.

usage: interop.py rows            print attribution rows, one per torture case
       interop.py check FILE      compare: FILE holds the content column of
                                  those rows as it stands, one hex string a line
       interop.py unescaped FILE  the same, with the escapes undone
       interop.py csv ROWS        read rows with Python's csv module, print hex
       interop.py copy ROWS       read rows as PostgreSQL's COPY does, hex
"""
import csv
import sys

# As text; the rows hold them with the escapes of nquote(5).
CASES = [
    'plain words',
    '"opens and never closes',
    'closes and never opened"',
    '""',
    '"all of it"',
    'she said "no" twice, "no"',
    '“curly” and ‘single’ and «French» and „German“',
    "the ministers' view, it's 'clear'",
    '"',
    "'",
    'back\\slash and C:\\new\\table',
    '\\N',
    '\\.',
    'ends in a backslash\\',
    'a\ttab and a\nnewline and a\rreturn',
    'NA',
    'NULL',
    'null',
    'nan',
    'true',
    '=HYPERLINK("x","y")',
    '007',
    '1e5',
    '2021-01-01',
    'line\u2028separator and next\u0085line',
    ' blanks at both ends ',
    '',
    '# no comment',
    'a,b;c|d',
    '日本語 🙂 e\u0301',
]


def escape(text):
    for a, b in (('\\', '\\\\'), ('\t', '\\t'), ('\n', '\\n'), ('\r', '\\r')):
        text = text.replace(a, b)
    return text


def copy(field):
    """A field as COPY ... (format text) reads it; None is NULL."""
    if field == '\\N':
        return None
    plain, i = '', 0
    while i < len(field):
        if field[i] == '\\' and i + 1 < len(field):
            i += 1
            plain += {'t': '\t', 'n': '\n', 'r': '\r'}.get(field[i], field[i])
        else:
            plain += field[i]
        i += 1
    return plain


def show(text):
    print(text.encode().hex().upper())


def main():
    what = sys.argv[1]
    if what == 'rows':
        sys.stdout.reconfigure(encoding='utf-8', newline='\n')
        for i, text in enumerate(CASES):
            n = max(len(text), 1)
            print('doc.txt', i, i + n, 'direct', 'A "B" C', '', 'B', 'said',
                  'say', escape(text), '%d-%d' % (i, i + n), '', '', 0, '0.5',
                  sep='\t')
    elif what in ('check', 'unescaped'):
        got = open(sys.argv[2]).read().upper().split('\n')[:-1]
        want = [(escape(t) if what == 'check' else t).encode().hex().upper()
                for t in CASES]
        for i, text in enumerate(CASES):
            if i >= len(got) or got[i] != want[i]:
                print(repr(text), 'became', bytes.fromhex(got[i]) if
                      i < len(got) else 'nothing')
        if len(got) != len(want):
            print(len(got), 'rows,', len(want), 'expected')
        sys.exit(got != want)
    elif what == 'csv':
        with open(sys.argv[2], encoding='utf-8', newline='') as f:
            for row in csv.reader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
                show(row[9])
    elif what == 'copy':
        for line in open(sys.argv[2], encoding='utf-8', newline='\n'):
            show(copy(line.rstrip('\n').split('\t')[9]))


if __name__ == '__main__':
    main()
