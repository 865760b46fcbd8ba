import Foundation
public import PlanModel

/// Peers that were read and found usable.
public struct PeerDocument: Sendable {
    /// The peers, by the names of their files.
    public let peers: [Peer]
    /// Makers that are named without figures, in the order of files and names.
    public let named: [NamedMaker]
}

/// Reads peer files as `docs/peers.md` describes them.
public enum PeerReader {
    /// Most files of peers.
    static let fileLimit = 200

    /// Reads peer files.
    ///
    /// - Parameter paths: files, and folders of which every `.yaml` file is read.
    /// - Returns: the peers.
    /// - Throws: `PlanError` with every issue of all files, `PlanFileError` when a file or folder
    ///   cannot be read.
    public static func read(paths: [String]) throws -> PeerDocument {
        let problems = Problems()
        let loader = PlanLoader(problems: problems)
        var peers: [Peer] = []
        var named: [NamedMaker] = []
        let found = try paths.flatMap(files)
        guard found.count <= fileLimit else {
            throw PlanFileError(
                path: found[0],
                message: "\(paths.joined(separator: ", ")): \(found.count) files of peers; at most "
                    + "\(fileLimit) are read."
            )
        }
        for file in found {
            guard let root = try root(of: file, loader, problems) else { continue }
            let builder = PeerBuilder(root: root, file: file, problems: problems)
            named += builder.named()
            guard let peer = builder.peer() else { continue }
            if let other = peers.first(where: { $0.id == peer.id }), other.file != file {
                problems.add(
                    .meaning,
                    at: root.location,
                    path: "peer",
                    "\(quoted(peer.id)) is the name of \(other.file) too; rename one of the files"
                )
            }
            peers.append(peer)
        }
        guard !problems.hasErrors else { throw PlanError(issues: problems.sorted()) }
        return PeerDocument(peers: peers.sorted { $0.id < $1.id }, named: named)
    }

    /// What the JSON Schema can also say of a peer file.
    ///
    /// - Parameter path: the file.
    /// - Returns: the errors, in order of line.
    /// - Throws: `PlanFileError` when the file cannot be read.
    public static func structuralIssues(path: String) throws -> [Issue] {
        let problems = Problems()
        _ = try root(of: path, PlanLoader(problems: problems), problems)
        return Problems.sorted(problems.structural)
    }

    /// Peer files as they stand, for a copy; what cannot be read is left out, as a forecast does not
    /// need it.
    ///
    /// - Parameter paths: files, and folders of which every `.yaml` file is taken.
    /// - Returns: names of the files without their folders, each once, and texts.
    public static func texts(paths: [String]) -> [(name: String, text: String)] {
        var found: [(name: String, text: String)] = []
        for file in paths.flatMap({ (try? files($0)) ?? [] }).prefix(fileLimit) {
            let name = String(file.split(separator: "/").last ?? "")
            guard !found.contains(where: { $0.name == name }),
                let text = try? FileText.read(path: file)
            else { continue }
            found.append((name, text))
        }
        return found
    }

    private static func root(
        of file: String,
        _ loader: PlanLoader,
        _ problems: Problems
    ) throws -> CheckedValue? {
        guard let text = try loader.text(of: file),
            var tree = loader.root(of: text, file: file, expecting: "peer: and investment:")
        else { return nil }
        tree.attachOrigins()
        let sources = Set((tree["sources"]?.entries ?? []).map(\.key))
        let checker = PlanChecker(
            problems: problems,
            isPartial: false,
            names: [.source: sources]
        )
        return checker.check(tree, .object(PeerShape.root), "")
    }

    /// The files that a path stands for.
    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        let manager = FileManager.default
        guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        guard let names = try? manager.contentsOfDirectory(atPath: path) else {
            throw PlanFileError(
                path: path,
                message: "\(path): cannot be read; check its permissions."
            )
        }
        let found = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        guard !found.isEmpty else {
            throw PlanFileError(
                path: path,
                message: "\(path): holds no .yaml file; expected one file for each peer."
            )
        }
        return found.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }
}
