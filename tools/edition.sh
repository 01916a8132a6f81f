#!/usr/bin/env bash
# Checks the store, then publishes the FéWASC code of 2001-06-07, a redline of the exercise text, and the site into dist/.
set -euo pipefail

label=2001-06-07
edition=dist/fewasc-deontologie-$label
exercise=examples/exercice/exercice.fra.xml
redline=dist/redline-exercice.html
mkdir -p dist

# Warnings are in the report and stop nothing; an error in a text (exit 1) stops the build.
check_texts() { # FORMAT FILE
    local status=0
    codetool validate --format "$1" >"$2" || status=$?
    [ "$status" -ne 1 ] || { cat "$2"; echo "The store's texts have errors (above, and in $2). Mend them, then run make edition again."; } >&2
    [ "$status" -eq 0 ] || exit "$status"
}

check_texts text "$edition.validation.txt"
check_texts json "$edition.validation.json"

codetool render "$label" --format html -o "$edition.html"
codetool render "$label" --format pdf -o "$edition.pdf"
codetool render "$label" --format docx -o "$edition.docx"

# Exit 1 says that there are differences, as there should be.
status=0
codetool diff "$label" "$exercise" --format html -o "$redline" || status=$?
[ "$status" -le 1 ] || exit "$status"

codetool site -o dist/site

echo "Made:"
for file in "$edition".{html,pdf,docx,validation.txt,validation.json} "$redline" dist/site/index.html; do
    printf '%10d bytes  %s\n' "$(wc -c <"$file")" "$file"
done
