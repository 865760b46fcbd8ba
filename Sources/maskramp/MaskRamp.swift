internal import ArgumentParser
internal import Foundation
internal import MonteCarlo

@main
struct MaskRamp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maskramp",
        abstract: "Forecasts the ramp of a photomask fab: plates a year, milestones, what binds.",
        discussion: """
            A plan is a YAML file with contracts, deliveries, nodes, routes and risks.
            Start with 'maskramp init my-fab', then 'maskramp run my-fab.yaml'.

            Exit codes: 0 done, 64 wrong usage, 65 wrong plan, 69 no such engine or
            device, 70 internal error, 74 file cannot be read or written,
            130 stopped by Ctrl-C.
            """,
        version: Version.full,
        subcommands: [
            RunCommand.self, MergeCommand.self, CompareCommand.self, SensitivityCommand.self,
            TargetCommand.self, PeersCommand.self, SimulateCommand.self, FinanceCommand.self,
            ReportCommand.self, ImportCommand.self, ValidateCommand.self, DevicesCommand.self,
            ExposureCommand.self, ServeCommand.self, InitCommand.self, SchemaCommand.self,
            BenchCommand.self,
        ]
    )

    static func main() {
        // A file that grows beyond a limit is an error with a message, not an end without one.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Failure.exit(error)
        }
    }
}
