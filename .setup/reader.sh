#!/usr/bin/env bash
# Put foliate-js into .tools/reader: the bookshelf of `publisher batch` opens EPUBs with it.
set -euo pipefail
cd "$(dirname "$0")/.."

lock=.setup/reader/package-lock.json
if [[ -f .tools/reader/node_modules/foliate-js/view.js ]] && cmp -s "$lock" .tools/reader/package-lock.json; then
    exit
fi
echo "installs foliate-js, by npm: opens books of the shelf in a browser"
rm -rf .tools/reader
mkdir -p .tools/reader
cp .setup/reader/package.json .tools/reader
PATH="$PWD/.venv/bin:$PATH"
cp "$lock" .tools/reader
(cd .tools/reader && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error)
