// libFuzzer on one target of FuzzTargets: Fuzz TARGET [OPTION…] CORPUS…
import Foundation
import FuzzTargets

/// libFuzzer's own loop, from the runtime that `--sanitize fuzzer` links.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

nonisolated(unsafe) var target = FuzzTarget.plan

let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
guard CommandLine.arguments.count > 1, let chosen = FuzzTarget(rawValue: CommandLine.arguments[1])
else {
    FileHandle.standardError.write(Data("Fuzz: expected a target: \(names)\n".utf8))
    exit(64)
}
target = chosen
// libFuzzer knows its own options and corpora alone, and may start this program again.
var words = CommandLine.arguments
words.remove(at: 1)
var count = Int32(words.count)
var arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    .allocate(
        capacity: words.count + 1
    )
for (index, word) in words.enumerated() { arguments[index] = strdup(word) }
arguments[words.count] = nil
exit(
    runDriver(&count, &arguments) { bytes, size in
        target.read(bytes.map { Data(bytes: $0, count: size) } ?? Data())
        return 0
    }
)
