internal import CKernels

/// The kernels' source text, as OpenCL drivers get it.
public enum KernelText {
    /// Name and text of every file in Kernels/.
    public static let files: [String: String] = {
        var files: [String: String] = [:]
        var file = mr_kernel_files()
        while let entry = file, let name = entry.pointee.name, let text = entry.pointee.text {
            files[String(cString: name)] = String(cString: text)
            file = entry + 1
        }
        return files
    }()

    /// The files that a kernel file needs, itself last, each once and without its include lines:
    /// drivers cannot look into this program for them.
    ///
    /// - Parameter name: such as `ramp.cl`.
    /// - Returns: names and texts, in the order in which a compiler needs them.
    public static func sources(of name: String) -> [(name: String, text: String)] {
        var found: [(name: String, text: String)] = []
        func add(_ name: String) {
            guard let text = files[name], !found.contains(where: { $0.name == name }) else {
                return
            }
            var kept: [Substring] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("#include \""),
                    let file = line.split(separator: "\"").dropFirst().first
                {
                    add(String(file))
                    kept.append("")  // keeps the line numbers of a driver's messages
                } else {
                    kept.append(line)
                }
            }
            found.append((name, kept.joined(separator: "\n")))
        }
        add(name)
        return found
    }

    /// SHA-256 over all files in the order of their names.
    public static let sha256: String = {
        var hash = SHA256()
        for name in files.keys.sorted() { hash.add("\(name)\n\(files[name] ?? "")\n") }
        return hash.hexadecimal()
    }()
}
