#!/usr/bin/env bash
# Make .venv from a lock: python.sh publish|test. With --which, only name the Python to use.
set -euo pipefail
cd "$(dirname "$0")/.."

# Print the newest Python that will do.
find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; install it, then start again" >&2
    exit 1
}

if [[ ${1:-} == --which ]]; then
    find_python
    exit
fi

python=$(find_python)
stamps=.tools/stamps
uv=.tools/uv/bin/uv
export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
mkdir -p "$stamps"

# Tell what a stage is made from: its lock, the project file and the interpreter.
state() {
    { cat ".setup/$1.lock" pyproject.toml .setup/uv.lock; "$python" -VV; pwd; } | cksum
}

# An environment for the tests will do for publishing, too.
for stage in test "$1"; do
    if [[ -x .venv/bin/publisher && -f $stamps/python-$stage ]] &&
        [[ $(<"$stamps/python-$stage") == "$(state "$stage")" ]]; then
        exit
    fi
    if [[ $1 == test ]]; then break; fi
done

if [[ ! -x $uv ]] || ! cmp -s .setup/uv.lock "$stamps/uv"; then
    echo "installs uv: makes the environment from the lock"
    rm -rf .tools/uv
    "$python" -m venv .tools/uv
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r .setup/uv.lock
    cp .setup/uv.lock "$stamps/uv"
fi

echo "installs the Python packages of .setup/$1.lock into .venv"
rm -f "$stamps"/python-*
[[ -x .venv/bin/python ]] || "$uv" venv --quiet --python "$python" .venv
"$uv" pip sync --quiet --python .venv --require-hashes ".setup/$1.lock"
"$uv" pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
state "$1" >"$stamps/python-$1"
