#!/bin/bash
# Runs the parity tests, cut down, on oclgrind, which interprets kernels and watches every access.
# Fails when a test fails, when the simulator reports anything, or when nothing ran on it.
# SWIFT and SWIFT_FLAGS: as in the Makefile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

driver=$(find /usr/lib /usr/local/lib -name 'liboclgrind-rt-icd.so' -print -quit 2>/dev/null)
if [ -z "$driver" ]; then
    echo "oclgrind.sh: no liboclgrind-rt-icd.so; install the package oclgrind" >&2
    exit 1
fi
log=$(mktemp)
output=$(mktemp)
trap 'rm -f "$log" "$output"' EXIT

# The driver is loaded by itself: no other device is there.
export OCL_ICD_VENDORS=$driver
export OCLGRIND_LOG=$log OCLGRIND_MAX_ERRORS=20 OCLGRIND_CHECK_API=1
export MASKRAMP_REQUIRE_OPENCL=1 MASKRAMP_SMALL=1

# Tests whose names match $1 pass and the simulator reports nothing; it logs only what is wrong.
watch() {
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
    tail -n 1 "$output"
}

OCLGRIND_DATA_RACES=1 watch ParityTests
# Of uninitialized memory the simulator (21.10) reports too much, and computes wrongly, where small
# structs are passed by value, as the ramp does: its scratch is poisoned in other tests instead.
OCLGRIND_UNINITIALIZED=1 watch 'ExposureParityTests|FunctionParityTests'
