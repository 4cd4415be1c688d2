#!/usr/bin/env bash
# Compile the composer into .tools/compiled: composer.sh publish|test
set -euo pipefail
cd "$(dirname "$0")/.."

if .venv/bin/python .setup/compile.py; then exit; fi
# A book does not need it; the tests are there to try it.
echo "goes without: the composer could not be compiled, books will take twice as long" >&2
if [[ $1 == test ]]; then exit 1; fi
