#!/usr/bin/env bash
# Put Noto Emoji into .tools/emoji, where styles/fonts.conf has fontconfig look for it: no
# distribution packages the face in one colour, and one in many is none for a press.
set -euo pipefail
cd "$(dirname "$0")/.."

lock=.setup/emoji/package-lock.json
face=.tools/emoji/node_modules/@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf
if [[ -f $face ]] && cmp -s "$lock" .tools/emoji/package-lock.json; then
    exit
fi
echo "installs Noto Emoji, by npm: draws emoji in a PDF"
rm -rf .tools/emoji
mkdir -p .tools/emoji
cp .setup/emoji/package.json .tools/emoji
PATH="$PWD/.venv/bin:$PATH"
cp "$lock" .tools/emoji
(cd .tools/emoji && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error)
