// libFuzzer on the target of FuzzTargets that FUZZ_TARGET names: Fuzz [OPTION…] CORPUS…
import Foundation
import FuzzTargets

private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        FileHandle.standardError.write(
            Data("Fuzz: FUZZ_TARGET is '\(name)'; expected one of \(names)\n".utf8)
        )
        exit(64)
    }
    return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    target.read(bytes.map { Data(bytes: $0, count: size) } ?? Data())
    return 0
}
