#!/bin/bash
# Runs the parity tests, cut down, on oclgrind, which interprets kernels and watches every access.
# Fails when a test fails, when the simulator reports anything, when nothing ran on it, or when a
# kernel of Kernels/ did not run.
# SWIFT, SWIFT_FLAGS and CLANG: as in the Makefile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

driver=$(find /usr/lib /usr/local/lib -name 'liboclgrind-rt-icd.so' -print -quit 2>/dev/null)
if [ -z "$driver" ]; then
    echo "oclgrind.sh: no liboclgrind-rt-icd.so; install the package oclgrind" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
log=$folder/log
output=$folder/output
touch "$log"

# Kernels as clang finds them, and a layer that notes each one that is launched.
clang=${CLANG:-clang}
for file in Kernels/*.cl; do
    "$clang" -target spir64-unknown-unknown -x cl -cl-std=CL1.2 -Xclang -finclude-default-header \
        -DMR_LANES=1 -S -emit-llvm -o - "$file" |
        sed -n 's/^define.* spir_kernel void @\([A-Za-z0-9_]*\)(.*/\1/p'
done | sort >"$folder/kernels"
if [ ! -s "$folder/kernels" ]; then
    echo "oclgrind.sh: clang finds no kernel in Kernels/*.cl" >&2
    exit 1
fi
"$clang" -shared -fPIC -DCL_TARGET_OPENCL_VERSION=120 Tests/Faults/opencl_layer.c \
    -o "$folder/layer.so"
export OPENCL_LAYERS=$folder/layer.so

# The driver is loaded by itself: no other device is there.
export OCL_ICD_VENDORS=$driver
export OCLGRIND_LOG=$log OCLGRIND_MAX_ERRORS=20 OCLGRIND_CHECK_API=1
export MASKRAMP_REQUIRE_OPENCL=1 MASKRAMP_SMALL=1

# Tests whose names match $1 pass, the simulator reports nothing (it logs only what is wrong), and
# every kernel whose name matches $2 is launched.
watch() {
    export KERNELS_LOG=$folder/launched
    : >"$KERNELS_LOG"
    # --no-parallel: launches from two threads upset the simulator.
    # shellcheck disable=SC2086 # flags are several words
    if ! "${SWIFT:-swift}" test ${SWIFT_FLAGS:-} --filter "$1" --no-parallel >"$output" 2>&1; then
        cat "$output" "$log"
        exit 1
    fi
    if [ -s "$log" ]; then
        cat "$log"
        echo "oclgrind.sh: the simulator found errors" >&2
        exit 1
    fi
    if ! grep -q 'Oclgrind Simulator' "$output"; then
        cat "$output"
        echo "oclgrind.sh: no test of $1 ran on the simulator" >&2
        exit 1
    fi
    if grep -E "$2" "$folder/kernels" | grep -vxF -f <(sort -u "$KERNELS_LOG"); then
        echo "oclgrind.sh: no test of $1 ran the kernels above on the simulator" >&2
        exit 1
    fi
    tail -n 1 "$output"
    echo "kernels: $(sort "$KERNELS_LOG" | uniq -c | awk '{ printf "%s%s (%d)", s, $2, $1; s = ", " }')"
}

OCLGRIND_DATA_RACES=1 watch ParityTests .
# Of uninitialized memory the simulator (21.10) reports too much, and computes wrongly, where small
# structs are passed by value, as the ramp does: its scratch is poisoned in other tests instead.
OCLGRIND_UNINITIALIZED=1 watch 'ExposureParityTests|FunctionParityTests' \
    '^(sample_exposure|evaluate_)'
