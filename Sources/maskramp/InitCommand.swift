internal import ArgumentParser
internal import Foundation
internal import PlanFiles
internal import Reporting

/// A plan to start from.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented starter plan that runs."
    )

    @Argument(help: "Name of the plan; the file is NAME.yaml.")
    var name: String

    func validate() throws {
        let last = name.split(separator: "/").last ?? ""
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        if last.isEmpty || last.hasPrefix(".") || name.hasSuffix("/") || !isPlain {
            throw ValidationError("'\(name)' is not a name for a plan; expected one such as my-fab")
        }
    }

    func run() throws {
        let suffix = [".yaml", ".yml"].first { name.hasSuffix($0) }
        let path = suffix == nil ? name + ".yaml" : name
        let last = name.split(separator: "/").last ?? ""
        let plan = String(last.dropLast(suffix?.count ?? 0))
        try NewFile.write(Data(StarterPlan.text(name: plan).utf8), to: path, replaces: false)
        try Console.result("wrote \(path)\nnext: maskramp run \(quoted(path))\n")
    }
}
