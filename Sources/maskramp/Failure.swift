internal import ArgumentParser
internal import ContractTables
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import OpenCLRuntime
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// An error that ends the program with a message and a code of sysexits.h.
struct Failure: Error {
    /// Exit codes.
    enum Code: Int32 {
        case usage = 64
        case plan = 65
        case unavailable = 69
        case software = 70
        case inputOutput = 74
        case interrupted = 130
    }

    let code: Code
    var message: String

    /// The message and code of any error that a command throws; nil for the parser's own.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as PlanError:
            let errors = error.issues.count { $0.severity == .error }
            let warnings = error.issues.count - errors
            let lines = error.issues.map(\.text)
            let sum = "\(counted(errors, "error")), \(counted(warnings, "warning"))"
            self.init(code: .plan, message: (lines + [sum]).joined(separator: "\n"))
        case let error as PackError:
            self.init(code: .plan, message: "maskramp: error: \(error.message)")
        case let error as FlowRefusal:
            self.init(code: .plan, message: "maskramp: error: \(error.message)")
        case let error as SheetReader.Unusable:
            self.init(code: .plan, message: "maskramp: error: \(error.file): \(error.message)")
        case let unknown as PlanMetric.Unknown:
            self.init(code: .usage, message: "maskramp: error: --output: \(Self.text(unknown))")
        case let error as PlanFileError:
            self.init(code: .inputOutput, message: "maskramp: error: \(error.message)")
        case let error as OutputFailure:
            self.init(code: .inputOutput, message: "maskramp: error: \(error.message)")
        case let error as OpenCLUnavailable:
            self.init(code: .unavailable, message: "maskramp: error: \(error.description)")
        case let error as OpenCLError:
            self.init(
                code: .unavailable,
                message: "maskramp: error: \(error)\n"
                    + "with --engine cpu the processor gives the same result"
            )
        case let error as RampForecast.Cancelled:
            self = .stopped(after: error.done, error.noun)
        default: return nil
        }
    }

    init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// The user stopped before there was a result.
    static func stopped(after done: UInt64, _ noun: String) -> Failure {
        let done = NumberText.whole(Int(done))
        return Failure(
            code: .interrupted,
            message: "maskramp: stopped after \(done) \(noun); nothing was written"
        )
    }

    private static func text(_ unknown: PlanMetric.Unknown) -> String {
        let plates = "output.YEAR, output.YEAR.NODE"
        let kinds =
            unknown.isOfPlates
            ? "\(plates) or capacity.YEAR"
            : "\(plates), capacity.YEAR, milestone.NAME or target.NAME"
        let noun = unknown.isOfPlates ? "result in plates" : "result"
        return "the plan has no \(noun) '\(unknown.name)'; expected \(kinds), of those that "
            + "'maskramp sensitivity PLAN --output help' lists"
    }

    /// Ends the program.
    static func exit(_ error: any Error) -> Never {
        guard let failure = Failure(error) else { MaskRamp.exit(withError: error) }
        Console.note(failure.message)
        // Not exit: a driver cleans up then, and may abort where its device has failed at work.
        _exit(failure.code.rawValue)
    }
}

/// A count with its noun: `1 error`, `2 errors`, `no errors`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count == 0 ? "no" : String(count)) \(noun)\(count == 1 ? "" : "s")"
}
