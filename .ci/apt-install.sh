#!/bin/bash
# Installs Debian packages that are missing, and says which and why. Does nothing when all are there.
#
#     .ci/apt-install.sh PACKAGE…
#
# A package also counts as there when the command it is wanted for is on the path.
set -euo pipefail

# What a package is for, and how to tell without dpkg that it is there.
describe() {
    case $1 in
    ocl-icd-opencl-dev)
        reason="OpenCL headers, to build"
        probe="test -e /usr/include/CL/cl.h" ;;
    libssl-dev)
        reason="SHA-256 (static libcrypto), to build"
        probe="test -e /usr/include/openssl/sha.h" ;;
    libminizip-dev)
        reason="zip archives (static minizip) for XLSX tables, to build"
        probe="test -e /usr/include/minizip/unzip.h" ;;
    zlib1g-dev)
        reason="decompression (static zlib) for XLSX tables, to build"
        probe="test -e /usr/include/zlib.h" ;;
    libexpat1-dev)
        reason="XML (static expat) for XLSX tables, to build"
        probe="test -e /usr/include/expat.h" ;;
    libxlsxwriter-dev)
        reason="headers of libxlsxwriter to build, and the library for reports as workbooks"
        probe="test -e /usr/include/xlsxwriter.h" ;;
    libjs-vega)
        reason="Vega, which draws the charts of reports"
        probe="test -e /usr/share/javascript/vega/vega-view.min.js" ;;
    chromium)
        reason="a browser for tests of pages; prints reports as PDF"
        probe="command -v chromium" ;;
    fonts-noto-cjk)
        reason="Chinese letters for reports as PDF, tests only"
        probe="fc-list :lang=zh-cn | grep -q ." ;;
    libsqlite3-dev)
        reason="history of runs in SQLite, to build the planner in the browser"
        probe="test -e /usr/include/sqlite3.h" ;;
    pocl-opencl-icd)
        reason="OpenCL on the processor, to run and test kernels without a GPU"
        probe="test -e /etc/OpenCL/vendors/pocl.icd" ;;
    oclgrind)
        reason="checks kernels for memory errors and races, tests only"
        probe="command -v oclgrind" ;;
    dieharder)
        reason="tests of the random words, make dieharder alone"
        probe="command -v dieharder" ;;
    clang-format)
        reason="formats kernels and C"
        probe="command -v clang-format" ;;
    python3)
        reason="checks import rules"
        probe="command -v python3" ;;
    python3-venv)
        reason="holds the JSON Schema validator, tests only"
        probe="python3 -c 'import ensurepip, venv'" ;;
    *)
        reason="asked for"
        probe=false ;;
    esac
}

missing=()
for package in "$@"; do
    describe "$package"
    # "install ok installed", not a package whose configuration alone is left.
    if dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed$'; then continue; fi
    if eval "$probe" >/dev/null 2>&1; then continue; fi
    echo "setup: $package is missing ($reason)"
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
