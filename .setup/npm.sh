#!/usr/bin/env bash
# Put into .tools what comes by npm and is used where it lies.
set -euo pipefail
cd "$(dirname "$0")/.."

PATH="$PWD/.venv/bin:$PATH"

# Install the packages of .setup/NAME once for each lock: install NAME FILE WHAT. FILE is there
# when they are.
install() {
    local from=.setup/$1 to=.tools/$1
    if [[ -f $to/node_modules/$2 ]] && cmp -s "$from/package-lock.json" "$to/package-lock.json"; then
        return
    fi
    echo "installs $3"
    rm -rf "$to"
    mkdir -p "$to"
    cp "$from/package.json" "$from/package-lock.json" "$to"
    (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error)
}

install reader foliate-js/view.js "foliate-js, by npm: opens books of the shelf in a browser"
# For styles/fonts.conf: no distribution packages the face in one colour, and one in many is none
# for a press.
install emoji @expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf \
    "Noto Emoji, by npm: draws emoji in a PDF"
