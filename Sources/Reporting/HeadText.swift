internal import MonteCarlo

/// Lines at the head of every text: what counted, and what was changed of the plan.
enum HeadText {
    static func engine(_ engine: EngineIdentity) -> [String] {
        TextTable.fold("engine \(engine.kind) (\(engine.device))")
    }

    /// No lines for the plan as it is.
    static func scenario(_ names: [String]) -> [String] {
        names.isEmpty
            ? [] : TextTable.fold("scenario: " + names.joined(separator: "; "), indent: 2)
    }
}
