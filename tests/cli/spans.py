#!/usr/bin/env python3
"""Properties of the rows, tried on real and on damaged text.

usage: spans.py [--exact] [--damage N] FILE ...

Every program of the pipe is run on the files; each must exit with 0 and print
rows that keep to nquote(5): the same number of columns everywhere, valid
UTF-8, no control characters, spans inside the document and on the borders of
characters, in order, the hull of content_span in begin and end, offset maps
that rise.  With --exact, which asks for clean text, the words of every row
are also the bytes of the document at its spans, white space folded.  With
--damage N, N damaged copies of the files are made instead (bytes changed,
dropped, doubled, cut off; NULs, stray marks, random encodings), the same ones
at every run.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

KINDS = {'direct', 'mixed', 'indirect', 'narrator'}
CLASSES = set('title standfirst heading body caption credit byline date nav '
              'ad share related promo cookie comment counter legal'.split())
CONTROL = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e'
                     '\u2066-\u2069\ufeff]')
bad = 0


def complain(*what):
    global bad
    bad += 1
    if bad <= 20:
        print(*what, file=sys.stderr)


def run(args, data=None):
    # A hang is a failure too.
    p = subprocess.run(args, input=data, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, timeout=300)
    return p.returncode, p.stdout, p.stderr


def unescape(field):
    return re.sub(r'\\([tnr\\])', lambda m: {'t': '\t', 'n': '\n', 'r': '\r',
                                             '\\': '\\'}[m.group(1)], field)


def fold(text):
    return ' '.join(text.split())


def spans(field):
    return [tuple(map(int, s.split('-'))) for s in field.split(',') if field]


def rows(name, output, columns):
    try:
        text = output.decode('utf-8')
    except UnicodeDecodeError as e:
        complain(name, 'not UTF-8:', e)
        return []
    if text and not text.endswith('\n'):
        complain(name, 'no newline at the end')
    found = []
    for line in text.split('\n')[:-1]:
        fields = line.split('\t')
        if len(fields) != columns:
            complain(name, len(fields), 'columns:', line[:200])
        elif CONTROL.search(line):
            complain(name, 'control character:', ascii(line[:200]))
        else:
            found.append(fields)
    return found


def border(data, at, valid):
    """Whether AT is no byte in the middle of a character."""
    return not valid or at >= len(data) or data[at] & 0xc0 != 0x80


def text_rows(name, output, docs, exact, whole):
    last = {}
    for f in rows(name, output, 8):
        doc = unescape(f[0]).split('#')[0]
        data, valid = docs[doc]
        begin, end, par, sent = map(int, f[1:5])
        if not 0 <= begin <= end <= len(data):
            complain(name, 'outside the document:', f[:5])
            continue
        if not (border(data, begin, valid) and border(data, end, valid)):
            complain(name, 'cuts a character:', f[:5])
        if f[5] not in CLASSES:
            complain(name, 'class', f[5])
        if (sent == 0) != whole:
            complain(name, 'sent', f[:5])
        if (par, begin) < last.get(f[0], (0, 0)):
            complain(name, 'out of order:', f[:5])
        last[f[0]] = (par, begin)
        text = unescape(f[7]).encode()
        if not text.strip():
            complain(name, 'empty text:', f[:5])
        pairs = [tuple(map(int, p.split(':'))) for p in f[6].split(',') if p]
        for a, b in zip(pairs, pairs[1:]):
            if not (a[0] < b[0] and a[1] <= b[1]):
                complain(name, 'map falls:', f[:5], a, b)
        for t, d in pairs:
            if not (t <= len(text) and begin <= d <= end):
                complain(name, 'map leaves the row:', f[:5], t, d)
        if exact and not pairs and fold(text.decode()) != fold(
                data[begin:end].decode('utf-8', 'replace')):
            complain(name, 'text is not there:', f)


def attribution_rows(name, output, docs, exact, columns):
    for f in rows(name, output, columns):
        doc = unescape(f[0]).split('#')[0]
        data, valid = docs[doc]
        if f[3] not in KINDS:
            complain(name, 'kind', f[3])
        if not re.fullmatch(r'(0\.\d{3}|1\.000)?', f[14]):
            complain(name, 'score', f[14])
        if not re.fullmatch(r'\d+', f[13]):
            complain(name, 'level', f[13])
        content = spans(f[10])
        if not content or (content[0][0], max(e for b, e in content)) != (
                int(f[1]), int(f[2])):
            complain(name, 'begin and end are not the hull:', f[:4], f[10])
        for field, words, joint in ((f[10], f[9], ' [...] '),
                                    (f[11], f[6], ' '), (f[12], f[7], ' ')):
            last = 0
            pieces = []
            for b, e in spans(field):
                if not last <= b < e <= len(data):
                    complain(name, 'span', (b, e), 'of', len(data), f[:4])
                    break
                if not (border(data, b, valid) and border(data, e, valid)):
                    complain(name, 'span cuts a character', (b, e), f[:4])
                last = e
                pieces.append(fold(data[b:e].decode('utf-8', 'replace')))
            if bool(field) != bool(words):
                complain(name, 'words without span or the reverse:', f)
            if exact and field:
                got = fold(unescape(words))
                if got not in (joint.join(pieces), ' ... '.join(pieces),
                               ' [...] '.join(pieces)):
                    complain(name, 'not at its span:', got, '|', pieces)


def try_files(paths, exact):
    docs = {}
    for path in paths:
        data = open(path, 'rb').read()
        try:
            data.decode('utf-8')
            docs[path] = (data, True)
        except UnicodeDecodeError:
            docs[path] = (data, False)
    normal = segment = attribute = None
    for program, args, data in (
            ('nnormalize', ['-a'] + paths, None), ('nnormalize', paths, None),
            ('nsegment', paths, None), ('nattribute', [], 'segment'),
            ('nattribute', ['-a', '--nested', '--thought'], 'segment'),
            ('nclaim', [], 'attribute'), ('ndedupe', [], 'attribute')):
        if shutil.which(program) is None:
            continue
        data = {'segment': segment, 'attribute': attribute}.get(data)
        status, out, err = run([program] + args, data)
        if status != 0 and not (status == 1 and err):
            complain(program, args[:2], 'status', status, err[:300])
            continue
        if program == 'nnormalize':
            text_rows(program, out, docs, exact, True)
        elif program == 'nsegment':
            text_rows(program, out, docs, exact, False)
            segment = out
        else:
            columns = {'nattribute': 15, 'nclaim': 22, 'ndedupe': 19}[program]
            attribution_rows(program, out, docs, exact, columns)
            if program == 'nattribute' and not args:
                attribute = out


STRAY = ['"', '“', '”', '‘', '’', '«', '»', '„', '\0', '\t', '\\', '\r',
         '\f', '\ufeff', '\u202e', '\u0085', '\u2028', '\x1b]0;x\x07',
         '&quot;', '&#x1F600;', '<p>', 'e\u0301' * 40, ' said.', '\n\n', '(']


def damage(data, draw):
    data = bytearray(data)
    for _ in range(draw.randint(1, 40)):
        at = draw.randrange(len(data) + 1)
        what = draw.randrange(6)
        if what == 0 and at < len(data):
            data[at] = draw.randrange(256)
        elif what == 1:
            del data[at:at + draw.randint(1, 30)]
        elif what == 2:
            data[at:at] = data[at:at + draw.randint(1, 200)]
        else:
            data[at:at] = draw.choice(STRAY).encode() * draw.randint(1, 3)
    what = draw.randrange(6)
    if what == 0:
        data = data[:draw.randrange(len(data) + 1)]
    elif what == 1:
        data = data.decode('utf-8', 'replace').encode('cp1252', 'replace')
    elif what == 2:
        data = data.replace(b'\n', b' ')
    return bytes(data)


def main():
    args = sys.argv[1:]
    exact = '--exact' in args
    copies = 0
    if '--damage' in args:
        at = args.index('--damage')
        copies = int(args[at + 1])
        del args[at:at + 2]
    paths = [a for a in args if not a.startswith('--')]
    if copies:
        draw = random.Random(1)
        with tempfile.TemporaryDirectory() as folder:
            damaged = []
            for i in range(copies):
                data = open(paths[i % len(paths)], 'rb').read()
                path = os.path.join(folder, '%03d.txt' % i)
                with open(path, 'wb') as f:
                    f.write(damage(data, draw))
                damaged.append(path)
            try_files(damaged, False)
    else:
        try_files(paths, exact)
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
