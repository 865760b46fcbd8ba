#!/bin/bash
# Runs tests of Debian's dieharder over the kernels' random words, in the orders of
# Tests/Dieharder/stream.c, and prints a table. docs/random-numbers.md keeps a result.
#
#     Tests/dieharder.sh FOLDER [MODE…]
#
# FOLDER, as seen from the root of the repository, takes the built generator and, for each mode, the p-values. DIEHARDER_SAMPLES is how many
# times a test is repeated for each p-value, DIEHARDER_JOBS how many modes run at once.
#
# dieharder calls one p-value in a hundred weak: outside 0.005 to 0.995. Such a test is run again on
# another part of the stream with four times the samples. Fails when that is weak too, when a test
# fails outright, or when `control`, a generator weakened on purpose, passes everything.
set -euo pipefail
cd "$(dirname "$0")/.."

samples=${DIEHARDER_SAMPLES:-100}
# Number of the test, its n-tuple (0: its own) and repetitions. Left out: what dieharder itself
# calls suspect or not to be used (5, 6, 7, 14), and what takes many minutes (17).
# Fewer than 100 repetitions push p-values towards 1, for a good generator too.
list="
    0:0:$samples 1:0:$samples 2:0:$samples 3:0:$samples 4:0:$samples 8:0:$samples 9:0:$samples
    10:0:$samples 11:2:$samples 12:3:$samples 13:0:$samples 15:0:$samples 16:0:$samples
    100:0:$samples 101:0:$samples 102:0:$samples 200:4:$samples 200:12:$samples 201:2:$samples
    202:5:$samples 203:1:$samples 203:16:$samples 205:0:$samples
    206:0:1 207:0:1 208:0:1 209:0:1"

# MODE PART TEST:TUPLE:SAMPLES; prints lines of TEST P ASSESSMENT.
run_test() {
    local number tuple count
    IFS=: read -r number tuple count <<<"$3"
    # The generator ends when dieharder reads no more, which is no error.
    { "$folder/stream" "$1" "$2" 2>/dev/null || true; } |
        dieharder -g 200 -d "$number" -n "$tuple" -p "$count" -k 2 \
            -D test_name -D ntuple -D pvalues -D assessment |
        awk -F'|' '{ gsub(/ /, ""); print $1 "-" $2, $3, $4 }'
}

run_mode() {
    local part=0 test found
    : >"$folder/$1.txt"
    for test in $list; do
        part=$((part + 1))
        found=$(run_test "$1" $part "$test")
        echo "$found" | sed "s/^/first /" >>"$folder/$1.txt"
        if [ "$1" != control ] && grep -q WEAK <<<"$found"; then
            found=$(run_test "$1" $((part + 1000)) "${test%:*}:$((4 * ${test##*:}))")
            echo "$found" | sed "s/^/again /" >>"$folder/$1.txt"
        fi
    done
}

folder=$1
if [ "${2:-}" = --one ]; then
    run_mode "$3"
    exit
fi
shift
[ $# -gt 0 ] || set -- replications names numbers seeds streams plan writes control
mkdir -p "$folder"
"${CLANG:-clang}" -O2 -Wall -Wextra -Werror -o "$folder/stream" Tests/Dieharder/stream.c
printf '%s\n' "$@" | xargs -P "${DIEHARDER_JOBS:-1}" -I{} Tests/dieharder.sh "$folder" --one {}

bad=0
printf '%-14s %8s %6s %6s %11s %10s %10s\n' mode p-values weak failed again-weak least greatest
for mode in "$@"; do
    awk -v mode="$mode" '
        $1 == "again" { again += $4 != "PASSED"; next }
        { ++n; weak += $4 == "WEAK"; failed += $4 == "FAILED" }
        n == 1 || $3 < least { least = $3 }
        n == 1 || $3 > greatest { greatest = $3 }
        END {
            printf "%-14s %8d %6d %6d %11d %10.6f %10.6f\n",
                mode, n, weak, failed, again, least, greatest
            exit mode == "control" ? failed == 0 : failed + again > 0
        }' "$folder/$mode.txt" || bad=1
done
exit $bad
