#!/bin/bash
# Installs Debian packages that are missing, and says which and why. Does nothing when all are there.
#
#     .ci/apt-install.sh PACKAGE…
#
# A package also counts as there when the command it is wanted for is on the path.
set -euo pipefail

# Each package, how to tell without dpkg that it is there, and what it is for.
table=$(cat <<'END'
ocl-icd-opencl-dev  :  test -e /usr/include/CL/cl.h                         :  OpenCL headers, to build
libssl-dev          :  test -e /usr/include/openssl/sha.h                   :  SHA-256 (static libcrypto), to build
libminizip-dev      :  test -e /usr/include/minizip/unzip.h                 :  zip archives (static minizip) for XLSX tables, to build
zlib1g-dev          :  test -e /usr/include/zlib.h                          :  decompression (static zlib) for XLSX tables, to build
libexpat1-dev       :  test -e /usr/include/expat.h                         :  XML (static expat) for XLSX tables, to build
libxlsxwriter-dev   :  test -e /usr/include/xlsxwriter.h                    :  headers of libxlsxwriter to build, and the library for reports as workbooks
libjs-vega          :  test -e /usr/share/javascript/vega/vega-view.min.js  :  Vega, which draws the charts of reports
chromium            :  command -v chromium                                  :  a browser for tests of pages; prints reports as PDF
fonts-noto-cjk      :  fc-list :lang=zh-cn | grep -q .                      :  Chinese letters for reports as PDF, tests only
libsqlite3-dev      :  test -e /usr/include/sqlite3.h                       :  history of runs in SQLite, to build the planner in the browser
pocl-opencl-icd     :  test -e /etc/OpenCL/vendors/pocl.icd                 :  OpenCL on the processor, to run and test kernels without a GPU
oclgrind            :  command -v oclgrind                                  :  checks kernels for memory errors and races, tests only
dieharder           :  command -v dieharder                                 :  tests of the random words, make dieharder alone
slurm-wlm           :  command -v slurmctld                                 :  a cluster of one node, tests only
munge               :  command -v munged                                    :  keys of that cluster, tests only
dpkg-dev            :  command -v dpkg-shlibdeps                            :  which libraries a Debian package needs, make dist alone
debootstrap         :  command -v debootstrap                               :  a bare Debian to try packages in, make dist-test alone
lintian             :  command -v lintian                                   :  checks a Debian package, make dist-test alone
clang-format        :  command -v clang-format                              :  formats kernels and C
python3             :  command -v python3                                   :  checks import rules
python3-venv        :  python3 -c 'import ensurepip, venv'                  :  holds the JSON Schema validator, tests only
END
)

missing=()
for package in "$@"; do
    row=$(grep "^$package " <<<"$table") || row="$package : false : asked for"
    probe=${row#* : } reason=${row##* : }
    probe=${probe%% : *}
    # "install ok installed", not a package whose configuration alone is left.
    if dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed$'; then continue; fi
    if eval "$probe" >/dev/null 2>&1; then continue; fi
    echo "setup: $package is missing (${reason# })"
    missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: nothing to install ($*)"
    exit 0
fi

if ! command -v apt-get >/dev/null; then
    echo "setup: there is no apt-get here. Install what these Debian packages hold: ${missing[*]}" >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: only root can install, and there is no sudo. As root, run:" >&2
        echo "    apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)

echo "setup: apt-get install ${missing[*]}"
"${install[@]}" update
"${install[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
echo "setup: installed ${missing[*]}"
