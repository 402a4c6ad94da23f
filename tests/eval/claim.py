#!/usr/bin/env python3
"""claim.py PART ... - the figures of nclaim, as lines of tests/eval/lib.sh

PART is folds, groundtruth, checkthat, news, pages or factuality; "news-lines"
prints the lines that ntrain-claim calibrates with.  The data
are in ../shared (SHARED); the programs in bin and src (TOP).
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.environ.get('TOP', os.path.dirname(os.path.dirname(HERE)))
SHARED = os.environ.get('SHARED', os.path.join(TOP, '..', 'shared'))
CLAIMS = os.path.join(SHARED, 'gold', 'claims')
BUSTER = os.path.join(CLAIMS, 'claimbuster')
NEWS_TEXT = os.path.join(SHARED, 'gold', 'attribution', 'text', 'train')
CHECKABLE, WORTH = 15, 16       # columns of a row of nclaim


def figure(measure, value, aim):
    print(measure, value, aim, sep='\t')


def run(args, text=''):
    return subprocess.run(args, input=text.encode(), check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def examples(*args):
    """Lines of claim-data as (checkable, worth, text)."""
    out = run([os.path.join(TOP, 'src', 'train', 'claim-data'), *args])
    rows = [line.split('\t', 3) for line in out.splitlines()]
    return out, [(r[0], r[1], r[3]) for r in rows]


def train(lines, model, *options):
    with tempfile.NamedTemporaryFile('w', suffix='.tsv') as f:
        f.write(lines)
        f.flush()
        run([os.path.join(TOP, 'src', 'train', 'ntrain-claim'),
             *options, '-o', model, f.name])


def judge(statements, model=None, *options):
    """The rows of nclaim for (kind, text)."""
    rows = []
    for i, (kind, text) in enumerate(statements):
        text = text.replace('\\', '\\\\')
        rows.append(f'd{i}\t0\t1\t{kind}\t\t\t\t\t\t{text}\t0-1\t\t\t0\t\n')
    args = [os.path.join(TOP, 'bin', 'nclaim'), *options]
    if model:
        args.append('--model=' + model)
    out = run(args, ''.join(rows))
    return [line.split('\t') for line in out.splitlines()]


def average_precision(scored):
    hits = total = 0
    for n, (_, good) in enumerate(sorted(scored, key=lambda x: -x[0]), 1):
        if good:
            hits += 1
            total += hits / n
    return total / hits


def f1(scored, threshold):
    """F1 of the class and macro-F1."""
    tp = sum(s >= threshold and y for s, y in scored)
    fp = sum(s >= threshold and not y for s, y in scored)
    fn = sum(s < threshold and y for s, y in scored)
    tn = len(scored) - tp - fp - fn
    good = 2 * tp / max(1, 2 * tp + fp + fn)
    return good, (good + 2 * tn / max(1, 2 * tn + fp + fn)) / 2


def best_threshold(scored):
    return max((t / 100 for t in range(5, 95)),
               key=lambda t: f1(scored, t)[1])


def worth_of(cases, model=None, *options):
    rows = judge([('narrator', text) for _, _, text in cases], model, *options)
    return [(float(r[WORTH]), y == '1') for r, (_, y, _) in zip(rows, cases)]


def folds(tmp):
    scored = []
    for k in '0123':
        lines, _ = examples('fold', BUSTER, k)
        model = os.path.join(tmp, 'model')
        train(lines, model)
        scored.append(worth_of(examples('fold-test', BUSTER, k)[1], model))
    macro = ap = 0
    for k, fold in enumerate(scored):
        # the threshold is that of the three other folds
        others = [x for j, s in enumerate(scored) if j != k for x in s]
        macro += f1(fold, best_threshold(others))[1] / 4
        ap += average_precision(fold) / 4
    figure('ClaimBuster 2.5xNCS, 4 folds, macro-F1 / AP',
           f'{macro:.3f} / {ap:.3f}', '.86 / .885')


def groundtruth(tmp):
    lines, cases = examples('no-groundtruth', BUSTER)
    model = os.path.join(tmp, 'model')
    train(lines, model)
    scored = worth_of(examples('groundtruth', BUSTER)[1], model)
    # the threshold of the folds above, whose labels are the crowd's
    figure('crowd to ground truth, CFS F1 / AP',
           f'{f1(scored, 0.38)[0]:.3f} / {average_precision(scored):.3f}',
           '.90 / .96')


def checkthat(_):
    path = os.path.join(CLAIMS, 'ct24_dev-test.tsv')
    cases = []
    with open(path, encoding='utf-8') as f:
        for line in f.read().splitlines()[1:]:
            _, text, label = line.split('\t')
            cases.append(('-', str(int(label == 'Yes')), text))
    for options in ((), ('--debate',)):
        scored = worth_of(cases, None, *options)
        name = ' '.join(('CheckThat 2024 dev-test',) + options)
        figure(f'{name}, AP', f'{average_precision(scored):.3f}', '.87')
        for t in (0.5, 0.4, 0.3, 0.2, 0.1):
            figure(f'{name}, F1 at worth {t}', f'{f1(scored, t)[0]:.3f}',
                   '.62' if options and t == 0.4 else '')


def news_units(labels_of='news.tsv', texts=NEWS_TEXT):
    units = []
    with open(os.path.join(HERE, 'claims', labels_of)) as f:
        for line in f:
            if line.startswith('#'):
                continue
            doc, begin, end, kind, *labels = line.split()
            with open(os.path.join(texts, doc), 'rb') as t:
                text = t.read()[int(begin):int(end)].decode()
            units.append((kind, ' '.join(text.split()), labels))
    return units


def news_lines(units):
    """A line for each pass, each with half the weight."""
    return ''.join(
        f'{labels[p]}\t{labels[2 + p]}\t0.5\t{kind}\t{text}\n'
        for kind, text, labels in units for p in (0, 1))


def calibration_error(scored, bins=10):
    table = [[0.0, 0.0] for _ in range(bins)]
    for s, y in scored:
        cell = table[min(bins - 1, int(s * bins))]
        cell[0] += s
        cell[1] += y
    return sum(abs(p - y) for p, y in table) / len(scored)


def kappa(a, b):
    same = sum(x == y for x, y in zip(a, b)) / len(a)
    p, q = sum(a) / len(a), sum(b) / len(b)
    chance = p * q + (1 - p) * (1 - q)
    return (same - chance) / (1 - chance)


def news(tmp):
    """Calibrated on four fifths of the articles, judged on the fifth."""
    units = news_units()
    lines, _ = examples('crowd', BUSTER)
    model = os.path.join(tmp, 'model')
    rows = [None] * len(units)
    for k in range(5):
        calibration = os.path.join(tmp, 'calibration')
        with open(calibration, 'w') as f:
            f.write(news_lines(u for i, u in enumerate(units) if i % 5 != k))
        train(lines, model, '--calibrate=' + calibration)
        held = [i for i in range(len(units)) if i % 5 == k]
        for i, row in zip(held, judge([units[i][:2] for i in held], model)):
            rows[i] = row
    for name, column, first in (('checkable', CHECKABLE, 0),
                                ('worth', WORTH, 2)):
        labels = [[int(u[2][first + p]) for u in units] for p in (0, 1)]
        target = [(a + b) / 2 for a, b in zip(*labels)]
        scored = [(float(r[column]), y) for r, y in zip(rows, target)]
        ap = average_precision([(s, y > 0.5) for s, y in scored])
        figure(f'news, {name}: agreement of two passes, kappa',
               f'{kappa(*labels):.2f}', '')
        figure(f'news, {name}: expected calibration error / AP (base)',
               f'{calibration_error(scored):.3f} / {ap:.3f} '
               f'({sum(target) / len(target):.2f})',
               '.05 / .70' if name == 'checkable' else '.05')


def pages(tmp):
    """The model as it is on articles of other outlets."""
    run([sys.executable, os.path.join(HERE, 'pages.py'), tmp])
    units = news_units('pages.tsv', tmp)
    rows = judge([u[:2] for u in units])
    for name, column, label in (('checkable', CHECKABLE, 0),
                                ('worth', WORTH, 1)):
        scored = [(float(r[column]), u[2][label] == '1')
                  for r, u in zip(rows, units)]
        base = sum(y for _, y in scored) / len(scored)
        figure(f'pages, {name}: expected calibration error / AP (base)',
               f'{calibration_error(scored):.3f} / '
               f'{average_precision(scored):.3f} ({base:.2f})', '')


def events(path):
    cases = []
    with open(path, encoding='utf-8') as f:
        for line in f:
            d = json.loads(line)
            words = d['text'].split(' ')
            for t in d['targets']:
                at = t['span1'][0]
                byte = len(' '.join(words[:at] + ['']).encode())
                y = t['label']
                cases.append((byte, d['text'].replace('\t', ' '),
                              0 if y >= 1.5 else 2 if y <= -0.5 else 1))
    return cases


def factuality(_):
    for name, path, aim in (
            ('UW train', 'uw_train.jsonl', ''),
            ('UW dev', 'uw_dev.jsonl', '.73'),
            ('MEANTIME dev', 'meantime_dev.jsonl', '')):
        cases = events(os.path.join(CLAIMS, 'factuality', path))
        out = run([os.path.join(TOP, 'tests', 'eval', 'gold_events')],
                  ''.join(f'{b}\t{t}\n' for b, t, _ in cases))
        said = [int(x) for x in out.split()]
        scores = []
        for c in (0, 1, 2):
            tp = sum(s == c == y for s, (_, _, y) in zip(said, cases))
            n = said.count(c) + sum(y == c for _, _, y in cases)
            scores.append(2 * tp / max(1, n))
        figure(f'event factuality, {name}: macro-F1 (fact doubt denial)',
               f'{sum(scores) / 3:.3f} ('
               + ' '.join(f'{s:.2f}' for s in scores) + ')', aim)


PARTS = {'folds': folds, 'groundtruth': groundtruth, 'checkthat': checkthat,
         'news': news, 'pages': pages, 'factuality': factuality}


def main():
    if sys.argv[1:] == ['news-lines']:
        print(news_lines(news_units()), end='')
        return
    with tempfile.TemporaryDirectory() as tmp:
        for part in sys.argv[1:]:
            PARTS[part](tmp)


main()
