internal import ArgumentParser
internal import PlanFiles

/// The JSON Schema of plans.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of plan files, for editors."
    )

    func run() throws {
        try Console.result(PlanSchema.json())
    }
}
