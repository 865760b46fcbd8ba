#!/bin/bash
# libFuzzer on some targets: fuzz.sh PROGRAM FOLDER SECONDS TARGET...
# What is found lies in FOLDER/TARGET; one line says how many inputs a target read. Fails on the first
# crash, on an input that takes 20 seconds, and on one that takes 2 GB.
set -euo pipefail

program=$1 folder=$2 seconds=$3
shift 3
corpus=$(cd "$(dirname "${BASH_SOURCE[0]}")/FuzzTests/Corpus" && pwd)
for target in "$@"; do
    mkdir -p "$folder/$target/corpus"
    log=$folder/$target/log
    # A trap of Swift ends in SIGILL, which libFuzzer catches. Leaks are not looked for: what Swift holds
    # in enumerations looks like one. Memory that grows with every input meets the limit.
    if ! FUZZ_TARGET=$target ASAN_OPTIONS=detect_leaks=0 "$program" -detect_leaks=0 \
        -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
        -max_len=65536 -dict="$corpus/words.dict" -artifact_prefix="$folder/$target/" \
        -print_final_stats=1 "$folder/$target/corpus" "$corpus/$target" >"$log" 2>&1; then
        tail -40 "$log" >&2
        echo "fuzz: $target: found in $folder/$target" >&2
        exit 1
    fi
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "fuzz: $target: $inputs inputs in $seconds s, none wrong"
done
