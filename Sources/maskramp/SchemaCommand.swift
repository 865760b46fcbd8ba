internal import ArgumentParser
internal import PlanFiles

/// The JSON Schema of files that people write.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of plan files or peer files, for editors."
    )

    /// What a schema describes.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case plan
        case peers
    }

    @Argument(help: .init("plan, or peers for the files that 'maskramp peers' reads."))
    var subject = Subject.plan

    func run() throws {
        switch subject {
        case .plan: try Console.result(PlanSchema.json())
        case .peers: try Console.result(PlanSchema.peersJSON())
        }
    }
}
