internal import Foundation

/// Vega's own scripts, as Debian's libjs-vega ships them: a file for each of its modules.
public enum VegaScripts {
    /// Where Debian puts scripts.
    public static let folder = "/usr/share/javascript"

    /// Scripts that are not there.
    public struct Missing: Error, Sendable, Equatable {
        /// The file that was looked for.
        public var path: String

        /// Names a file.
        public init(path: String) { self.path = path }

        /// What to install.
        public var message: String {
            "Vega is not installed: there is no '\(path)'; install Debian's package libjs-vega"
        }
    }

    /// Modules that charts of `VegaSpec` use; what these need is found in them.
    static let roots = [
        "vega-parser", "vega-view", "vega-interpreter", "vega-transforms", "vega-view-transforms",
        "vega-encode",
    ]

    /// Everything that draws charts, as one script that defines `vega`.
    ///
    /// Debian's modules are in the form that CommonJS and browsers share, but loaded one by one in
    /// a browser each would replace the one before. Here each is a function that is called when
    /// another first asks for it.
    ///
    /// - Parameter folder: where scripts are.
    /// - Returns: JavaScript.
    /// - Throws: `Missing`.
    public static func text(folder: String = folder) throws(Missing) -> String {
        var modules: [(name: String, text: String)] = []
        var wanted = roots
        while let name = wanted.popLast() {
            if modules.contains(where: { $0.name == name }) { continue }
            let text = try module(name, folder)
            modules.append((name, text))
            wanted += requirements(of: text)
        }
        let parts = modules.sorted { $0.name < $1.name }
            .map { "modules[\"\($0.name)\"]=function(exports,module,require){\($0.text)\n};\n" }
        return """
            var vega=(function(){"use strict";var modules={},made={};
            function require(name){
            if(!made[name]){made[name]={};modules[name](made[name],{exports:made[name]},require);}
            return made[name];}
            \(parts.joined())
            var transforms=require("vega-dataflow").transforms;
            ["vega-transforms","vega-view-transforms","vega-encode"].forEach(function(name){
            var found=require(name);
            Object.keys(found).forEach(function(key){transforms[key]=found[key];});});
            return {parse:require("vega-parser").parse,View:require("vega-view").View,
            expressionInterpreter:require("vega-interpreter").expressionInterpreter};
            })();

            """
    }

    private static func module(_ name: String, _ folder: String) throws(Missing) -> String {
        let home = name.hasPrefix("vega-") ? "vega" : name
        // The one module whose file has another name.
        let file = name == "vega-selections" ? "vega-selection" : name
        let path = "\(folder)/\(home)/\(file).min.js"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Missing(path: path)
        }
        // A map beside the file would be fetched, and a page may not end its own script.
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("//# sourceMappingURL") }
        return lines.joined(separator: "\n").replacing("</script", with: "<\\/script")
    }

    /// Names in `require("…")` of the module's first line.
    private static func requirements(of text: String) -> [String] {
        text.prefix(2_000).split(separator: "require(\"").dropFirst()
            .compactMap { $0.split(separator: "\"").first.map(String.init) }
    }
}
