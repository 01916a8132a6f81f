#!/usr/bin/env bash
# Proves the set-up: runs make targets (edition and test, unless others are named) in a clone of HEAD on a bare
# Debian 12 that has git, make, Python and its venv, and nothing else. Needs root.
#
#   FRESH_BASE=DIR   keeps the bare system there, so that the next check starts at once
#   FRESH_BIND="…"   folders of this machine to show inside, such as local package indexes that pip's settings name
#   FRESH_SHARED=DIR a folder to copy beside the clone as shared/
#   FRESH_KEEP=1     leaves the used system behind, to look at
#
# This machine's Debian mirror, certificates, name server, proxies and pip settings are carried in.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
suite=bookworm

[ "$(id -u)" -eq 0 ] || { echo "This makes a chroot: run it as root." >&2; exit 1; }
# In a mount namespace of its own, so that nothing stays mounted whatever happens.
[ -n "${FRESH_INSIDE:-}" ] || FRESH_INSIDE=1 exec unshare --mount --propagation private "${BASH_SOURCE[0]}" "$@"

targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(edition test)
work=$(mktemp -d)
base=${FRESH_BASE:-$work/base}
root=$work/root
mounts=()

clean_up() {
    for ((i = ${#mounts[@]} - 1; i >= 0; i--)); do umount --lazy "${mounts[i]}" || exit 1; done
    if [ -n "${FRESH_KEEP:-}" ]; then echo "Left in $root" >&2; else rm -rf --one-file-system "$work"; fi
}
trap clean_up EXIT

show_inside() { # FOLDER: at the same place in the fresh system
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
    mounts+=("$root$1")
}

mirrors() { # "URI SUITE COMPONENT" of each of this machine's lists for the suite
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v s="$suite" 'index($2, s) == 1 && $3 == "main"' | sort -u
}

make_base() {
    command -v debootstrap >/dev/null || tools/debian-packages.sh debootstrap
    local mirror
    mirror=$(mirrors | awk -v s="$suite" '$2 == s { print $1; exit }')
    echo "Making a bare Debian ($suite)" >&2
    debootstrap --variant=minbase --include=ca-certificates,git,make,python3,python3-venv "$suite" "$base" ${mirror:+"$mirror"} >&2
}

carry_settings() {
    mirrors | sed 's,^,deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ,' >"$root/etc/apt/sources.list"
    cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
    # Links in the copy point outside it, so a file is replaced, never written through.
    cp -L --remove-destination /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    cp -L --remove-destination /etc/resolv.conf /etc/hosts "$root/etc/"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # no services in a chroot
    chmod +x "$root/usr/sbin/policy-rc.d"
}

environment() { # NAME=value lines: pip's settings, and where certificates and proxies are
    python3 -m pip config list 2>/dev/null | LC_ALL=C sort -r | # the environment's after the files', as it wins
        sed -n "s/^\(global\|:env:\)\.\([a-z-]*\)='\(.*\)'$/\2=\3/p" |
        awk -F= '{ name = toupper($1); gsub("-", "_", name); print "PIP_" name "=" substr($0, length($1) + 2) }'
    env | grep -iE '^(https?_proxy|no_proxy|SSL_CERT_FILE|SSL_CERT_DIR)=' || true
}

[ -e "$base/usr/bin/git" ] || make_base
mkdir -p "$root"
cp -a "$base/." "$root/"
carry_settings
for folder in /proc /sys /dev ${FRESH_BIND:-}; do show_inside "$folder"; done
git clone --quiet --no-local . "$root/root/codetool"
[ -z "${FRESH_SHARED:-}" ] || cp -a "$FRESH_SHARED" "$root/root/shared"

mapfile -t settings < <(environment)
inside() {
    chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" \
        bash -c "cd /root/codetool && $1" </dev/null
}

echo "Fresh system: $(inside 'cat /etc/debian_version; python3 --version; dpkg-query -f . -W | wc -c' | paste -sd ' ') packages" >&2
for target in "${targets[@]}"; do
    for round in first second; do
        started=$SECONDS
        inside "make $target"
        echo "make $target, $round run: $((SECONDS - started)) s" >&2
        [ "$target" != test ] || break
    done
done
