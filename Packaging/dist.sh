#!/bin/bash
# Packs the built programs: an archive for any Linux of their kind, and a Debian package.
#
#     Packaging/dist.sh BUILD FOLDER
#
# BUILD is the scratch folder in which maskramp and maskramp-serve were built with a static Swift
# library; FOLDER is made anew. Needs python3 and, for the package, dpkg-dev.
set -euo pipefail

build_folder=$(realpath "$1")
program=$build_folder/release/maskramp
folder=$2
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
top=$(dirname "$here")
# 0.1.0 (build 0123456789ab)
read -r version _ build < <("$program" --version | tr -d ')')
machine=$(uname -m)

rm -rf "$folder"
mkdir -p "$folder"
folder=$(realpath "$folder")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
umask 022

# --- What is installed, as it lies below /usr ---------------------------------------------------

tree=$scratch/maskramp-$version-linux-$machine
share=$tree/share
mkdir -p "$tree/bin" "$share/maskramp" "$share/man/man1" "$share/doc/maskramp" \
    "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
for each in maskramp maskramp-serve; do
    install -m 755 "$build_folder/release/$each" "$tree/bin/$each"
    strip --strip-unneeded --remove-section=.comment --remove-section=.note "$tree/bin/$each"
done
cp -R "$top/plans" "$share/maskramp/plans"
find "$share/maskramp" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
# It is read, not run.
"$program" --generate-completion-script bash | sed '1{/^#!/d}' >"$share/bash-completion/completions/maskramp"
"$program" --generate-completion-script zsh >"$share/zsh/vendor-completions/_maskramp"
"$program" --generate-completion-script fish >"$share/fish/vendor_completions.d/maskramp.fish"
"$here/man_pages.py" "$share/man/man1" "$program" "$program-serve"
gzip -9n "$share"/man/man1/*.1
cp "$top/README.md" "$share/doc/maskramp/"
cp "$top/LICENSE" "$here/copyright" "$share/doc/maskramp/"
# What the licence of packages under Apache-2.0 asks to be handed on.
for notice in "$build_folder"/checkouts/*/NOTICE.txt; do
    printf '=== %s ===\n\n' "$(basename "$(dirname "$notice")")"
    cat "$notice"
done >"$share/doc/maskramp/NOTICE"
# Which sources a build that a report names was made from.
commit=$(git -C "$top" rev-parse HEAD 2>/dev/null || echo unknown)
if [ -n "$(git -C "$top" status --porcelain 2>/dev/null)" ]; then commit="$commit, and changes to it"; fi
printf 'version %s\nbuild   %s\ncommit  %s\n' "$version" "$build" "$commit" >"$share/doc/maskramp/build"
tar -C "$scratch" --owner=0 --group=0 --sort=name -czf "$folder/$(basename "$tree").tar.gz" "$(basename "$tree")"
echo "dist: $folder/$(basename "$tree").tar.gz"

# --- The Debian package --------------------------------------------------------------------------

if ! command -v dpkg-shlibdeps >/dev/null; then
    echo "dist: no Debian package: dpkg-dev is not here" >&2
    exit 0
fi
kind=$(dpkg --print-architecture)
root=$scratch/root
mkdir -p "$root/usr" "$root/DEBIAN" "$scratch/debian"
cp -R "$tree/." "$root/usr/"
doc=$root/usr/share/doc/maskramp
rm "$doc/LICENSE"
gzip -9nc "$top/CHANGELOG.md" >"$doc/changelog.gz"
maintainer=$(sed -n 's/^Maintainer: //p' "$here/control")
printf 'maskramp (%s-1) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(LC_ALL=C date -R -d "@${SOURCE_DATE_EPOCH:-$(git -C "$top" log -1 --format=%ct)}")" |
    gzip -9n >"$doc/changelog.Debian.gz"
install -D -m 644 "$here/lintian-overrides" "$root/usr/share/lintian/overrides/maskramp"
gzip -9n "$doc/README.md" "$doc/NOTICE"
# Which libraries of Debian the program needs, and since when.
sed "s/@KIND@/$kind/" "$here/control" >"$scratch/debian/control"
depends=$(cd "$scratch" && dpkg-shlibdeps -O --ignore-missing-info "$root"/usr/bin/* 2>/dev/null |
    sed -n 's/^shlibs:Depends=//p')
size=$(du -sk --apparent-size "$root/usr" | cut -f1)
sed -n '/^Package:/,$p' "$scratch/debian/control" |
    sed "s/^Depends:.*/Depends: $depends/; s/^Architecture:.*/&\nInstalled-Size: $size\nVersion: $version-1/" \
    >"$root/DEBIAN/control"
echo "Maintainer: $maintainer" >>"$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
package=$folder/maskramp_$version-1_$kind.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "dist: $package"
