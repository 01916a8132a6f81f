#!/usr/bin/env bash
# Sees to it that the named Debian packages are there: installs them as root, else names the one line to run.
set -euo pipefail

if ! command -v dpkg-query >/dev/null; then
    echo "Not Debian: see by your own means that these are installed: $*" >&2
    exit 0
fi

wanted=("$@")
# Debian's Python comes without what makes a virtual environment; other builds of Python have it.
if [ ! -e .venv/bin/python ] && ! "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null; then
    wanted+=(python3-venv)
fi

installed=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^ii *//p' || true)
missing=()
for package in "${wanted[@]}"; do
    grep -qx "$package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Debian packages are missing. Install them, then run make again:" >&2
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

echo "Installing Debian packages: ${missing[*]}" >&2
export DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-noninteractive}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# An unreachable third-party list must not stop us: the install says what is really wanting.
apt-get update >"$log" 2>&1 || true
if ! apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "apt-get could not install: ${missing[*]}. Mend what it says above, then run make again." >&2
    exit 1
fi
