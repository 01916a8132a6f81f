#!/usr/bin/env bash
# Makes .venv with the Python that is named; says what to do where that Python cannot.
set -euo pipefail
python=$1

if ! command -v "$python" >/dev/null; then
    echo "$python: not found. Install Python 3.11 or later, or name it: make PYTHON=/path/to/python3 …" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$python is $("$python" --version 2>&1): codetool needs 3.11 or later. Name another: make PYTHON=python3.11 …" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python cannot make a virtual environment. Install it, then run make again:" >&2
    echo "  sudo apt-get install python3-venv" >&2
    exit 1
fi
echo "Making .venv" >&2
"$python" -m venv --clear .venv
