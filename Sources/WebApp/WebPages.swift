internal import CWebPages
internal import Charts
internal import Foundation

/// The planner's pages, scripts and style, as they are in the program.
enum WebPages {
    /// A file for a browser.
    struct File: Sendable {
        /// Its bytes.
        let data: Data
        /// Its type.
        let type: String
    }

    /// The file at an address; every page of the planner is the same file.
    static func file(_ address: String) -> File? {
        let isPage = ["/", "/plan", "/run", "/compare"].contains(address)
        return files[isPage ? "page.html" : String(address.dropFirst())]
    }

    private static let files: [String: File] = {
        var files: [String: File] = [:]
        var next = mr_web_files()
        while let file = next?.pointee, let name = file.name, let text = file.text {
            let name = String(cString: name)
            files[name] = File(data: Data(String(cString: text).utf8), type: type(of: name))
            next = next?.advanced(by: 1)
        }
        // The colours of reports, so that a page and what is sent of it look alike.
        let palette = Data(ChartStyle.variables.utf8)
        files["palette.css"] = File(data: palette, type: type(of: "palette.css"))
        return files
    }()

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        default: "text/html; charset=utf-8"
        }
    }
}
