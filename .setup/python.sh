#!/usr/bin/env bash
# Make .venv from a lock: python.sh publish|test. With --which, only name the Python to use.
set -euo pipefail
cd "$(dirname "$0")/.."

# make puts .venv first; but an environment is not made from itself.
PATH=${PATH//"$PWD/.venv/bin:"/}

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
    if [[ -x .venv/bin/python && -x .venv/bin/publisher && -f $stamps/python-$stage ]] &&
        [[ $(<"$stamps/python-$stage") == "$(state "$stage")" ]]; then
        exit
    fi
    if [[ $1 == test ]]; then break; fi
done

if [[ ! -x $uv ]] || ! cmp -s .setup/uv.lock "$stamps/uv"; then
    echo "installs uv: makes the environment from the lock"
    rm -rf .tools/uv "$stamps/uv"
    "$python" -m venv .tools/uv
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r .setup/uv.lock
    cp .setup/uv.lock "$stamps/uv"
fi

# Whoever told pip of a nearer index means uv, too.
if [[ -z ${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-} ]]; then
    index=${PIP_INDEX_URL:-$(.tools/uv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
    if [[ -n $index ]]; then export UV_DEFAULT_INDEX=$index; fi
fi

echo "installs the Python packages of .setup/$1.lock into .venv"
rm -f "$stamps"/python-*
# Packages are only added to an environment that was finished, for this Python, in this place.
made_for=$("$python" -VV; pwd)
if [[ ! -x .venv/bin/python || $(cat .venv/made-for 2>/dev/null) != "$made_for" ]]; then
    "$uv" venv --quiet --clear --python "$python" .venv
fi
rm -f .venv/made-for
"$uv" pip sync --quiet --compile-bytecode --python .venv --require-hashes ".setup/$1.lock"
"$uv" pip install --quiet --compile-bytecode --python .venv --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -q publisher
echo "$made_for" >.venv/made-for
state "$1" >"$stamps/python-$1"
