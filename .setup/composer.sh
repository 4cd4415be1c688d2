#!/usr/bin/env bash
# Compile the composer into .tools/compiled: composer.sh publish|test
set -euo pipefail
cd "$(dirname "$0")/.."

log=.tools/compiling.log
if .venv/bin/python .setup/compile.py 2>"$log"; then
    rm -f "$log"
    exit
fi
rm -rf .tools/compiling
# A book does not need it; the tests are there to try it.
echo "goes without: the composer could not be compiled, and large books take longer; $log says why" >&2
if [[ $1 == test ]]; then exit 1; fi
