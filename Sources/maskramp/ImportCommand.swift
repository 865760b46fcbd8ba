internal import ArgumentParser

/// Tables of others into a plan.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a table that somebody else made into a plan.",
        subcommands: [ImportContractsCommand.self]
    )
}
