public import PlanModel

/// Reads plan files as `docs/file-formats.md` describes them.
public enum PlanReader {
    /// Reads a plan with its libraries, tables and scenarios.
    ///
    /// - Parameters:
    ///   - path: the plan file.
    ///   - scenarios: scenario files, applied in this order.
    ///   - asOf: a day, YYYY-MM-DD, in place of the plan's own; what the plan dates later is then
    ///     no fact, without a warning.
    ///   - looksBack: whether the as-of day is an earlier one than the plan's own, where a resolved
    ///     plan is read that no longer says; nil where `asOf` tells.
    ///   - strict: whether warnings are errors.
    ///   - replacements: texts to read in place of files that the plan names, by their paths: what
    ///     the plan would be if they were written.
    ///   - folder: the only folder that is read from, links resolved; nil for any.
    /// - Returns: the plan and what was noticed.
    /// - Throws: `PlanError` with every issue when the plan is wrong, `PlanFileError` when the plan
    ///   file or a scenario file cannot be read.
    public static func read(
        path: String,
        scenarios: [String] = [],
        asOf: String? = nil,
        looksBack: Bool? = nil,
        strict: Bool = false,
        replacements: [String: String] = [:],
        within folder: String? = nil
    ) throws -> PlanDocument {
        let problems = Problems()
        let loader = PlanLoader(
            problems: problems,
            replacements: replacements,
            folder: folder
        )
        var tree = try loader.load(path: path)
        guard !problems.isFull else { throw PlanError(issues: problems.sorted()) }
        var scenarioNames: [String] = []
        for file in scenarios {
            guard let text = try loader.text(of: file),
                let root = loader.root(of: text, file: file),
                let scenario = ScenarioSource(root, problems: problems)
            else { continue }
            scenarioNames.append(scenario.name)
            scenario.apply(to: &tree, problems: problems)
        }
        // The plan's own day is no look back.
        let isLookingBack = looksBack ?? (asOf != nil && asOf != tree?["as_of"]?.text)
        if let asOf { replaceAsOf(asOf, in: &tree, path, problems) }
        guard let tree, let checked = check(tree, problems), !problems.isFull,
            PlanLimits.check(checked, problems)
        else {
            throw PlanError(issues: problems.sorted())
        }
        let builder = PlanBuilder(root: checked, isLookingBack: isLookingBack, problems: problems)
        let plan = builder.plan()
        PlanChecks(root: checked, plan: plan, isLookingBack: isLookingBack, problems: problems)
            .run()
        let issues = problems.sorted()
        if problems.hasErrors || (strict && !issues.isEmpty) {
            throw PlanError(issues: strict ? issues.map(asError) : issues)
        }
        return PlanDocument(
            plan: plan,
            warnings: issues,
            resolvedText: ResolvedText.text(of: checked),
            scenarioNames: scenarioNames,
            isLookingBack: isLookingBack,
            peers: loader.peers,
            contractsFile: loader.contractsFile,
            values: PlanValue.all(of: checked),
            leaves: ResolvedText.leaves(of: checked),
            figures: ResolvedText.figures(of: checked)
        )
    }

    /// What the JSON Schema can also say of a plan: types, keys, units, words and dates.
    ///
    /// - Parameter path: the plan file.
    /// - Returns: the errors, in order of file and line.
    /// - Throws: `PlanFileError` when the plan file cannot be read.
    public static func structuralIssues(path: String) throws -> [Issue] {
        let problems = Problems()
        if let tree = try PlanLoader(problems: problems).load(path: path) {
            _ = check(tree, problems)
        }
        return Problems.sorted(problems.structural)
    }

    private static func check(_ tree: SourceNode, _ problems: Problems) -> CheckedValue? {
        var names: [NameKind: Set<String>] = [:]
        // Names of a section that is too long are not looked up.
        for kind in NameKind.allCases {
            let entries = tree[kind.section]?.entries ?? []
            if entries.count <= PlanChecker.entryLimit { names[kind] = Set(entries.map(\.key)) }
        }
        let checker = PlanChecker(problems: problems, isPartial: false, names: names)
        return checker.check(tree, .object(PlanShape.root), "")
    }

    private static func replaceAsOf(
        _ text: String,
        in tree: inout SourceNode?,
        _ path: String,
        _ problems: Problems
    ) {
        let location = SourceLocation(file: path, line: 1, column: 1)
        if DateForm.day.read(text) == nil {
            problems.add(
                .meaning,
                at: location,
                path: "as_of",
                "the as-of date given with the command: \(DateForm.day.complaint(text))"
            )
        }
        let place = tree?["as_of"]?.location ?? location
        tree?.set("as_of", to: .scalar(text, at: place), at: place)
    }

    private static func asError(_ issue: Issue) -> Issue {
        var issue = issue
        issue.severity = .error
        return issue
    }
}
