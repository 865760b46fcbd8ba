internal import ArgumentParser
internal import PlanFiles
internal import PlanModel

extension PlanDocument {
    /// Refuses a plan that makes products, for commands that count plates.
    ///
    /// - Throws: a plan's error.
    func refuseProducts(file: String, command: String) throws {
        guard plan.hasProducts else { return }
        throw PlanError(
            issues: [
                Issue(
                    severity: .error,
                    location: SourceLocation(file: file, line: 1, column: 1),
                    path: "products",
                    message: "'maskramp \(command)' counts plates, and this plan makes products; "
                        + "use run, finance or validate"
                )
            ]
        )
    }
}
