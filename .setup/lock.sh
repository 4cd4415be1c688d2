#!/usr/bin/env bash
# Choose the newest versions that pyproject.toml allows and write them down with their hashes.
#
# Locks are lists of hashes and not a uv.lock, which would name the index of whoever made it.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    .tools/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --upgrade --output-file ".setup/$1.lock" "${@:2}"
}

lock publish pyproject.toml --group build --group shelf
lock test pyproject.toml --group build --group shelf --group test
for folder in ace emoji reader; do
    (cd ".setup/$folder" && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved)
done

# A registry's address in a lock would bind everyone to it.
if grep -nE '://|index-url' .setup/*.lock || grep -n '"resolved"' .setup/*/package-lock.json; then
    echo "the lines above name a registry; they do not belong in a lock" >&2
    exit 1
fi
