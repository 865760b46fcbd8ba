#!/bin/bash
# Fails, saying what to install, when there is no Swift.
set -euo pipefail
if ! command -v "${SWIFT:-swift}" >/dev/null; then
    cat >&2 <<'TEXT'
Swift is missing. Install Swift 6.3 or newer for your system from
    https://www.swift.org/install/linux/
and put its usr/bin on the PATH, so that `swift --version` works. Then run make again.
TEXT
    exit 1
fi
