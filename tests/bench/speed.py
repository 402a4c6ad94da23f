#!/usr/bin/env python3
"""Speed and memory of the programs, beside tools that everybody has.

usage: speed.py [MEGABYTES [RUNS]]
       speed.py text MEGABYTES >FILE    only write the text

Text is made of the sample articles: copies with their paragraphs in another
order and a fifth of their words exchanged, separated by form feeds, always
the same.  Every command reads it, or the rows made of it, RUNS times; the
medians are printed: user time, MB of input a second of user time, user time
as a multiple of `wc -w` on the same input, the largest resident memory of any
process, and the time from start to end on empty input.
"""
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, '..', 'samples')


def articles():
    for name in sorted(os.listdir(SAMPLES)):
        if name.endswith('.txt'):
            path = os.path.join(SAMPLES, name)
            text = open(path, encoding='utf-8', newline='').read()
            yield text.replace('\r\n', '\n')


def make_text(out, size):
    draw = random.Random(11)
    texts = list(articles())
    words = sorted(set(re.findall(r'\b[a-z]{4,}\b', ' '.join(texts))))

    def exchange(match):
        return draw.choice(words) if draw.random() < .2 else match.group()

    while size > 0:
        for text in texts:
            paragraphs = text.split('\n\n')
            draw.shuffle(paragraphs)
            text = re.sub(r'\b[a-z]{4,}\b', exchange,
                          '\n\n'.join(paragraphs)) + '\n\f'
            size -= out.write(text.encode())


def measure(command, stdin):
    """User time and time from start to end, of COMMAND and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start = time.perf_counter()
    subprocess.run(command, stdin=open(stdin, 'rb'), shell=True, check=True,
                   stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    user = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return user, wall


def memory(command, stdin):
    """Largest resident memory in MB; 0 without GNU time.  Python's own would
    show through in what its children report."""
    if not os.path.exists('/usr/bin/time'):
        return 0
    with tempfile.NamedTemporaryFile('r') as report:
        subprocess.run(['/usr/bin/time', '-f', '%M', '-o', report.name, 'sh',
                        '-c', command], stdin=open(stdin, 'rb'), check=True,
                       stdout=subprocess.DEVNULL)
        return int(report.read()) / 1024


def median(command, stdin, runs):
    results = [measure(command, stdin) for _ in range(runs)]
    return [statistics.median(column) for column in zip(*results)]


def main():
    if sys.argv[1:2] == ['text']:
        make_text(sys.stdout.buffer, float(sys.argv[2]) * 1e6)
        return
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 8
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    os.environ['LC_ALL'] = 'C'
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        with open(path('text'), 'wb') as out:
            make_text(out, size * 1e6)
        os.system('nsegment <%s >%s' % (path('text'), path('sentences')))
        os.system('nattribute <%s >%s' % (path('sentences'), path('rows')))
        print('%-34s %8s %8s %8s %8s %8s' % ('command', 'user s', 'MB/s',
                                             '/ wc -w', 'peak MB', 'start ms'))
        for name, command in (
                ('text', 'wc -w'), ('text', 'sort -u'),
                ('text', 'uconv -x any-nfc'), ('text', 'nnormalize'),
                ('text', 'nsegment'), ('sentences', 'wc -w'),
                ('sentences', 'nsegment --rows'),
                ('sentences', 'nattribute'),
                ('sentences', 'nattribute --fast'), ('rows', 'wc -w'),
                ('rows', 'sort -u'), ('rows', 'nclaim'), ('rows', 'ndedupe'),
                ('text', 'nquote -a'), ('text', 'nquote')):
            if shutil.which(command.split()[0]) is None:
                continue
            if command == 'wc -w':
                mb = os.path.getsize(path(name)) / 1e6
                print('-- %s, %.1f MB' % (name, mb))
                base = median(command, path(name), runs)[0]
            if command.startswith('nquote'):
                mb = os.path.getsize(path('text')) / 1e6
                base = median('wc -w', path('text'), runs)[0]
                if command == 'nquote -a':
                    print('-- the whole pipe, %.1f MB of text' % mb)
            if subprocess.call(command, stdin=subprocess.DEVNULL, shell=True,
                               stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL) != 0:
                print('%-34s %8s' % (command, 'no such option'))
                continue
            user, _ = median(command, path(name), runs)
            start = median(command, '/dev/null', 3 * runs)[1]
            print('%-34s %8.2f %8.1f %8.2f %8.1f %8.1f' % (
                command, user, mb / max(user, 1e-3), user / max(base, 1e-3),
                memory(command, path(name)), start * 1000))


if __name__ == '__main__':
    main()
