#!/usr/bin/env bash
# Look for known vulnerabilities in what is used; where nobody can be asked, list what is used.
set -uo pipefail
cd "$(dirname "$0")/.."

status=0
echo "Python packages of the lock, by pip-audit:"
said=$(.tools/uv/bin/uvx --quiet pip-audit --disable-pip --require-hashes -r .setup/test.lock 2>&1)
answer=$?
echo "$said"
skipped=$(grep -c "could not be audited" <<<"$said")
if ((skipped)); then
    status=1
    echo "$skipped of $(grep -c == .setup/test.lock) packages are not known to who was asked"
fi
if ((answer)); then
    status=1
    echo "found something, or could not ask; these are locked:"
    sed -n 's/^\([A-Za-z0-9._-]*==[^ ;\\]*\).*/  \1/p' .setup/test.lock
fi
for lock in .setup/ace .setup/reader; do
    [[ -f $lock/package-lock.json ]] || continue
    echo "npm packages of $lock, by npm audit:"
    if ! (cd "$lock" && PATH="$OLDPWD/.venv/bin:$PATH" npm audit --package-lock-only --omit=dev); then
        status=1
        sed -n 's|^ *"node_modules/\(.*\)": {|  \1|p' "$lock/package-lock.json"
    fi
done
echo "Java archives of veraPDF, by their checksums:"
sed 's/^/  /' .setup/verapdf/sha256sums
exit $status
