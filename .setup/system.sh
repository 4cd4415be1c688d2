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

# A tool that is there already need not come from a package.
has_tool() {
    case $1 in
        default-jre-headless) command -v java ;;
        maven) command -v mvn ;;
        poppler-utils) command -v pdftotext ;;
        chromium) chromium --version ;;
        *) false ;;
    esac >/dev/null 2>&1
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

on_debian() {
    local missing=() optional=()
    while IFS='|' read -r package _ reason; do
        local name=${package#\?}
        if has_package "$name" || has_tool "$name"; then
            continue
        fi
        echo "needs $name: $reason"
        if [[ $package == \?* ]]; then optional+=("$name"); else missing+=("$name"); fi
    done < <(needed "$1"; python_venv)
    if ((${#missing[@]} + ${#optional[@]} == 0)); then
        return
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    for name in "${optional[@]}"; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            missing+=("$name")
        else
            echo "goes without $name: this distribution has none"
        fi
    done
    if ((${#missing[@]})); then
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends "${missing[@]}"
    fi
}

# Debian splits venv from Python; a Python from elsewhere has it.
python_venv() {
    if ! "$(./python.sh --which)" -c 'import ensurepip' 2>/dev/null; then
        echo "python3-venv|-|makes the environment of the Python packages"
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
    local stamp=../.tools/stamps/system-told
    if [[ ! -e $stamp ]]; then
        echo "This is neither Debian, Ubuntu nor macOS. Please see to it that these are installed:"
        needed "$1" | while IFS='|' read -r package _ reason; do
            echo "  ${package#\?}: $reason"
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
