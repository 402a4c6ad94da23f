#!/bin/sh
# Furniture of news pages: what nnormalize leaves out.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
needs "$gold/lines/extracted.tsv"
python3 "$here/lines.py" "$gold/lines/extracted.tsv"
