/// A piece of OpenCL C with the name that compilers shall call it by.
public struct KernelSource: Hashable, Sendable {
    /// The file name in the compiler's messages, as `ramp.cl`.
    public let name: String

    /// The text in OpenCL C 1.2.
    public let text: String

    /// Names a text.
    ///
    /// - Parameters:
    ///   - name: The file name in the compiler's messages.
    ///   - text: The text in OpenCL C 1.2.
    /// - Precondition: The name has no quotation mark, backslash or line break.
    public init(name: String, text: String) {
        precondition(
            !name.contains { $0 == "\"" || $0 == "\\" || $0.isNewline },
            "the name of a kernel source goes between quotation marks of a #line directive"
        )
        self.name = name
        self.text = text
    }

    /// The text after a `#line` directive, so that messages give file and line.
    var numbered: String {
        "#line 1 \"\(name)\"\n\(text)\(text.last?.isNewline == true ? "" : "\n")"
    }
}
