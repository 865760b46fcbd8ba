#!/bin/bash
# Fails on Swift files of more than 500 lines; warns of more than 300, and of kernels of more than 250.
set -euo pipefail

failed=0
while IFS= read -r -d '' file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 500 ]; then
        echo "$file: error: $lines lines; 500 at most, split it by what its parts do" >&2
        failed=1
    elif [ "$lines" -gt 300 ]; then
        echo "$file: warning: $lines lines; aim below 300"
    fi
done < <(find Sources Tests Benchmarks -name '*.swift' -print0 | sort -z)
while IFS= read -r -d '' file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 250 ]; then echo "$file: warning: $lines lines; aim below 250"; fi
done < <(find Kernels \( -name '*.cl' -o -name '*.h' \) -print0 | sort -z)
exit $failed
