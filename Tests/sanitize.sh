#!/bin/bash
# Runs the Swift tests, and the program that they start, under a sanitizer of clang's:
#
#     Tests/sanitize.sh address|thread [words for swift test]
#
# Each has a build of its own under .build, which takes minutes. Left out are the planner in the
# browser, whose web server and database would double the build; tests that draw by the million or
# compare thousands of random plans with a model of their own, and the hundred kills of a run: under
# a sanitizer they take longer than all others, and what they call is called by others too.
# SWIFT: as in the Makefile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kind=${1:?address or thread}
shift
flags=()
skipped='ReferenceTests|StatisticsTests|killedRunsGoOn'
case $kind in
address)
    # A search for leaks reports constants of Swift, such as the schema of plans: some 280 pieces,
    # the same in every command. A stack for signals of its own would clash with that of PoCL's
    # compiler, which takes its place on the thread that compiles.
    export ASAN_OPTIONS=detect_leaks=0:use_sigaltstack=0
    ;;
thread)
    # Versions of a kernel for several processors are chosen while the program is loaded, before
    # ThreadSanitizer can follow it; so there is one.
    flags=(-Xcc '-Dtarget_clones(...)=unused')
    export TSAN_OPTIONS="suppressions=$PWD/Tests/thread-sanitizer.txt"
    # ThreadSanitizer maps a part of its shadow from a file, which a limit on the size of files
    # cuts short.
    skipped+='|limitOnTheSizeOfFiles'
    ;;
*)
    echo "sanitize.sh: '$kind' is neither address nor thread" >&2
    exit 64
    ;;
esac

# SwiftPM strikes packages that a build does without from the list of versions.
versions=$(mktemp)
cp Package.resolved "$versions" 2>/dev/null || :
trap 'if [ -s "$versions" ]; then cp "$versions" Package.resolved; fi; rm -f "$versions"' EXIT

# The program is up to twenty times as slow.
export MASKRAMP_LEAN=1 MASKRAMP_REQUIRE_OPENCL=1 MASKRAMP_PATIENCE=20
"${SWIFT:-swift}" test --sanitize="$kind" --scratch-path ".build/sanitize-$kind" \
    "${flags[@]}" --skip "$skipped" "$@"
