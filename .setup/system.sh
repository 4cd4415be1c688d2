#!/usr/bin/env bash
# Install the system packages of packages.txt that are missing: system.sh publish|test
set -euo pipefail
cd "$(dirname "$0")"

# Print the lines that a stage needs, as "package|formula|reason"; test needs those of publish, too.
needed() {
    sed -E '/^#/d; s/ *\| */|/g' packages.txt |
        while IFS='|' read -r stage package formula reason; do
            if [[ $stage == publish || $1 == test ]]; then
                echo "$package|$formula|$reason"
            fi
        done
}

has_package() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# A tool that is there already need not come from a package. Java 8 knows no --version, and is
# too old. Ubuntu's Chromium is a pointer to a snap, which Ace cannot drive: checkers.sh gets one.
has_tool() {
    case $1 in
        default-jre-headless) java --version ;;
        maven) command -v mvn ;;
        poppler-utils) command -v pdftotext ;;
        chromium) is_ubuntu || chromium --version ;;
        fontconfig) command -v fc-match ;;
        gcc) command -v cc ;;
        *) false ;;
    esac >/dev/null 2>&1
}

is_ubuntu() {
    grep -qE '^ID(_LIKE)?=.*ubuntu' /etc/os-release
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "Run this as root, then start again: $*" >&2
        exit 1
    fi
}

# A new machine updates itself for its first minutes, so wait for the lock.
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

on_debian() {
    local missing=() optional=()
    # What the distribution was found to lack is not asked for again.
    local lacks=../.tools/stamps/lacks
    lacks+=-$(cksum </etc/os-release | tr ' ' -)
    while IFS='|' read -r package _ reason; do
        local name=${package#\?}
        if is_there "${name%/*}" || is_there "${name#*/}" || grep -qsxF "$name" "$lacks"; then
            continue
        fi
        echo "needs ${name%/*}: $reason"
        if [[ $package == \?* ]]; then optional+=("$name"); else missing+=("$name"); fi
    done < <(needed "$1"; python_parts "$(./python.sh --which)")
    if ((${#missing[@]} + ${#optional[@]} == 0)); then
        return
    fi
    # An install that was interrupted is finished first.
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a >/dev/null
    apt update || echo "apt-get update failed; going on with the lists there are"
    for name in "${optional[@]}"; do
        if is_offered "${name%/*}"; then
            missing+=("${name%/*}")
        elif is_offered "${name#*/}"; then
            echo "takes ${name#*/}: this distribution has no ${name%/*}"
            missing+=("${name#*/}")
        else
            echo "goes without $name: this distribution has none"
            mkdir -p "$(dirname "$lacks")"
            echo "$name" >>"$lacks"
        fi
    done
    if ((${#missing[@]})); then
        echo "installs them, by apt-get"
        apt install -y --no-install-recommends "${missing[@]}"
    fi
}

is_there() {
    has_package "$1" || has_tool "$1"
}

is_offered() {
    apt-cache show "$1" >/dev/null 2>&1
}

# Debian splits parts from each of its Pythons; a Python from elsewhere has them.
python_parts() {
    local python=$1 name
    name=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    # needed once, for uv
    if [[ ! -x ../.tools/uv/bin/uv ]] && ! "$python" -c 'import ensurepip' 2>/dev/null; then
        echo "$name-venv|-|makes the environment of the Python packages"
    fi
    if [[ ! -f $("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h ]]; then
        echo "?$name-dev|-|lets the composer be compiled for this Python"
    fi
}

on_mac() {
    local missing=()
    while IFS='|' read -r _ formulas reason; do
        for formula in ${formulas#-}; do
            if ! brew list "$formula" >/dev/null 2>&1; then
                echo "needs $formula: $reason"
                missing+=("$formula")
            fi
        done
    done < <(needed "$1")
    if ((${#missing[@]})); then
        echo "Run this, then start again:"
        echo "  brew install ${missing[*]}"
        exit 1
    fi
}

elsewhere() {
    local stamp=../.tools/stamps/system-told-$1
    if [[ ! -e $stamp ]]; then
        echo "This is neither Debian, Ubuntu nor macOS. Please see to it that these are installed:"
        needed "$1" | while IFS='|' read -r package _ reason; do
            has_tool "$package" || echo "  ${package#\?}: $reason"
        done
        mkdir -p "$(dirname "$stamp")" && touch "$stamp"
    fi
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    on_debian "$1"
elif [[ $(uname) == Darwin ]]; then
    on_mac "$1"
else
    elsewhere "$1"
fi
