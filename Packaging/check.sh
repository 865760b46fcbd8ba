#!/bin/bash
# Installs the Debian package in a bare Debian root, without Swift, and runs it there, the planner
# included; unpacks the archive there too.
#
#     Packaging/check.sh FOLDER
#
# FOLDER is what dist.sh made. Needs root, debootstrap and lintian.
set -euo pipefail

folder=$(realpath "$1")
package=$(echo "$folder"/*.deb)
archive=$(echo "$folder"/*.tar.gz)
mirror=${DEBIAN_MIRROR:-$(sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *(http[^ ]*).*/\3/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1 || true)}
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")

echo "dist-test: lintian"
lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$package"

root=$(mktemp -d)
trap 'umount -q "$root/proc" || true; rm -rf --one-file-system "$root"' EXIT
echo "dist-test: a bare Debian ($suite)"
debootstrap --variant=minbase "$suite" "$root" ${mirror:+"$mirror"} >"$folder/debootstrap.log" ||
    { tail "$folder/debootstrap.log"; exit 1; }
# Programs find their arguments there.
mount -t proc proc "$root/proc"
trial=$root/trial
mkdir "$trial"
cp "$package" "$archive" "$trial/"

# What a user of that machine would type.
cat >"$trial/try.sh" <<'TRY'
set -eu
cd "$(dirname "$0")"
if command -v swift; then echo "Swift is here" >&2; exit 1; fi
dpkg --install maskramp_*.deb >/dev/null
maskramp --version
maskramp --version | grep -q "$(awk '/^build/ {print $2}' /usr/share/doc/maskramp/build)"
maskramp run /usr/share/maskramp/plans/ningbo-guanshi/plan.yaml --replications 500 --engine cpu --quiet --out installed >/dev/null
test -s /usr/share/man/man1/maskramp-run.1.gz
zcat /usr/share/man/man1/maskramp-serve.1.gz | grep -q 'most..replications'
# The planner answers.
cp -R /usr/share/maskramp/plans plans
maskramp serve plans --port 0 --runs runs >address &
planner=$!
bash -c '
    until port=$(sed -n "s/.*:\([0-9]*\)\/?token=.*/\1/p" address); [ -n "$port" ]; do sleep 0.2; done
    token=$(sed -n "s/.*token=//p" address)
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf "GET /?token=%s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n" "$token" "$port" >&3
    head -1 <&3' | tee answer
grep -q '^HTTP/1.1 [23]0' answer
kill "$planner"
bash -c '. /usr/share/bash-completion/completions/maskramp; complete -p maskramp' >/dev/null
tar -xf maskramp-*.tar.gz
maskramp-*/bin/maskramp run maskramp-*/share/maskramp/plans/ningbo-guanshi/plan.yaml \
    --replications 500 --engine cpu --quiet --out unpacked >/dev/null
grep '"digest"' installed/result.json unpacked/result.json | cut -d: -f3 | sort -u >digests
test "$(wc -l <digests)" -eq 1
dpkg --remove maskramp >/dev/null
test ! -e /usr/bin/maskramp
TRY
chroot "$root" /bin/sh "${trial#"$root"}/try.sh"
echo "dist-test: installed, run, unpacked, run and removed in a bare Debian"
