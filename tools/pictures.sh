#!/usr/bin/env bash
# Draws pages of what `make edition` made, for the docs: PNG files in docs/pictures/.
set -euo pipefail

edition=dist/fewasc-deontologie-2001-06-07
out=docs/pictures
mkdir -p "$out"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

page() { pdftoppm -png -r 60 -f "$1" -l "$1" -singlefile "$edition.pdf" "$out/$2"; }

# Background services off: a build makes no request of its own.
screenshot() { # PAGE NAME HEIGHT
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="1000,$3" \
        --disable-background-networking --disable-component-update --disable-sync --no-first-run --disable-quic \
        --user-data-dir="$profile" --screenshot="$PWD/$out/$2.png" "file://$PWD/$1" 2>"$profile/log" ||
        { cat "$profile/log" >&2; return 1; }
}

page 1 edition-pdf-1
page 4 edition-pdf-4
screenshot "$edition.html" edition-html 900
screenshot dist/redline-exercice.html redline-html 1500
ls -l "$out"
