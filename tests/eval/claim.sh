#!/bin/sh
# Claims: checkability on debates and news, modality of events, quantities.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/claims/claimbuster/2.5xNCS.json"
SHARED=$shared
TOP=${BINDIR:+$BINDIR/..}
TOP=${TOP:-$top}
export SHARED TOP
python3 "$here/claim.py" folds groundtruth checkthat news pages factuality
total=$(grep -vc '^#' "$top/tests/unit/quantity.tsv")
wrong=$(TESTDIR=$top/tests "$TOP/tests/unit/test_quantity" 2>&1 |
    grep -c '^#   right')
figure 'quantities, exact normal form' \
    "$((total - wrong)) of $total" '97 % of 300'
