import Foundation
import FuzzTargets
import Testing

/// Files of the kept corpus: what each reader takes as right, and what made one fail.
@Suite struct CorpusTests {
    private static let corpus =
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().path + "/Corpus"

    /// None traps; each is read within seconds.
    @Test(arguments: FuzzTarget.allCases) func everyFileIsRead(_ target: FuzzTarget) throws {
        let folder = "\(Self.corpus)/\(target.rawValue)"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
            let time = ContinuousClock().measure { target.read(data) }
            #expect(time < .seconds(10), "\(target.rawValue)/\(name)")
        }
    }
}
