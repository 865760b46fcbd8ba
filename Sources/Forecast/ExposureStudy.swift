internal import MonteCarlo
public import PlanModel

/// The rows that a question asks for, with its settings, and their like on another writer.
public struct ExposureStudy: Sendable {
    /// A selected row.
    struct Entry: Sendable {
        /// Plates on their own writer, settings included.
        var subject: ExposureSubject
        /// The same plates on the other writer, when it is asked for and can write them.
        var other: ExposureSubject?
    }

    /// A row that the other writer cannot write.
    public struct LeftOut: Sendable, Codable {
        /// The node [nm].
        public var node: Int
        /// Name of the layer class.
        public var layerClass: String
        /// Its own writer.
        public var writer: String
        /// Why not.
        public var reason: String

        enum CodingKeys: String, CodingKey {
            case node, writer, reason
            case layerClass = "layer_class"
        }
    }

    /// What is sampled.
    let entries: [Entry]
    /// Factor on all shots, at its mean [1].
    let shotFactor: Double
    /// What was asked.
    public let question: ExposureQuestion
    /// Selected rows without a like on the other writer.
    public let leftOut: [LeftOut]

    /// Number of rows.
    public var count: Int { entries.count }

    /// What a reader should know of the comparison with the other writer.
    public var notes: [String] {
        var notes: [String] = []
        let own = question.settings.filter { !$0.parameter.isOfPlate }.map(\.name)
        if let other = question.otherWriter, !own.isEmpty {
            let names = own.joined(separator: ", ")
            notes.append("\(names): set for the rows' own writers, not for \(other)")
        }
        let beams = Set([WriterClass.vsb, .multibeam])
        let isOtherDose = entries.contains { entry in
            guard let other = entry.other else { return false }
            let classes = Set([other.layerClass.writerClass, other.writer.writerClass])
            return classes == beams && other.layerClass.passes.distribution.moments.mean != 1
        }
        if isOtherDose {
            notes.append(
                "the plates' dose is taken as it stands: of all passes together on a vsb writer, "
                    + "of each pass on a multibeam writer"
            )
        }
        let isCoarse = entries.contains { entry in
            entry.other?.writer.writerClass == .raster
                && entry.subject.layerClass.writerClass != .raster
        }
        if isCoarse {
            notes.append(
                "hours only: whether a raster writer resolves plates meant for an electron beam is "
                    + "not asked"
            )
        }
        return notes
    }

    /// Finds the rows.
    ///
    /// - Parameters:
    ///   - plan: the plan.
    ///   - question: what is asked of it.
    /// - Throws: `ExposureRefusal` with everything that selects, sets or compares nothing.
    public init(_ plan: Plan, _ question: ExposureQuestion = ExposureQuestion()) throws {
        self.question = question
        shotFactor = plan.factors.shots?.distribution.moments.mean ?? 1
        let selection = ExposureSelection(plan, question)
        var problems = selection.problems
        let others = OtherWriter(plan, question.otherWriter)
        var entries: [Entry] = []
        var leftOut: [LeftOut] = []
        for row in selection.rows {
            var other = others.subject(for: row)
            var subject = row
            for setting in question.settings {
                subject = subject.with(setting)
                if setting.parameter.isOfPlate { other = other?.with(setting) }
            }
            if let found = other, let reason = found.obstacle {
                leftOut.append(
                    LeftOut(
                        node: row.node,
                        layerClass: row.layerClass.name,
                        writer: row.writer.name,
                        reason: reason
                    )
                )
                other = nil
            }
            entries.append(Entry(subject: subject, other: other))
        }
        problems += Self.idle(question.settings, entries)
        if let problem = others.problem(entries, leftOut) { problems.append(problem) }
        guard problems.isEmpty else { throw ExposureRefusal(problems: problems) }
        (self.entries, self.leftOut) = (entries, leftOut)
    }

    /// Settings that no row depends on.
    private static func idle(
        _ settings: [WriteSetting],
        _ entries: [Entry]
    ) -> [ExposureRefusal.Problem] {
        let own = Set(entries.map(\.subject.writer.writerClass))
        let other = Set(entries.compactMap(\.other?.writer.writerClass))
        return settings.compactMap { setting in
            let classes = setting.parameter.isOfPlate ? own.union(other) : own
            if entries.isEmpty || !classes.isDisjoint(with: setting.writerClasses) { return nil }
            let names = setting.writerClasses.map(\.rawValue).joined(separator: " and ")
            let found = classes.map(\.rawValue).sorted().joined(separator: " and ")
            return .init(
                part: .set,
                message: "\(setting.name) changes nothing; it counts on \(names) writers, and the "
                    + "rows are of \(found) writers"
            )
        }
    }
}

/// The writer that plates are written on for comparison.
private struct OtherWriter {
    private let name: String?
    private let known: [String]
    private let model: Writer?
    private let tool: Tool?
    private let group: ToolGroup?

    init(_ plan: Plan, _ name: String?) {
        self.name = name
        let tool = plan.tools.first { $0.name == name }
        let model = plan.writers.first { $0.name == tool?.model ?? name }
        self.tool = tool
        self.model = model
        let home = tool?.group ?? plan.tools.first { $0.model == name }?.group
        group =
            plan.groups.first { $0.name == home }
            ?? plan.groups.first { group in
                model.map { group.writes.contains($0.writerClass) } ?? false
            }
        known =
            plan.writers.map(\.name)
            + plan.tools.filter { $0.model != nil }.map(\.name).sorted()
    }

    /// A row's plates on this writer.
    func subject(for row: ExposureSubject) -> ExposureSubject? {
        guard let model else { return nil }
        var other = row
        other.writer = ExposureWriter(model, tool: tool, group: group)
        if let tool { other.writer.name = tool.name }
        if group == nil {
            other.writer.meanTimeBetweenFailures = row.writer.meanTimeBetweenFailures
        }
        return other
    }

    /// What is wrong with it, when none of the rows can be compared.
    func problem(
        _ entries: [ExposureStudy.Entry],
        _ leftOut: [ExposureStudy.LeftOut]
    ) -> ExposureRefusal.Problem? {
        guard let name else { return nil }
        guard model != nil else {
            let reason = tool == nil ? "is no writer of the plan or its library" : "does not write"
            return .init(
                part: .whatIf,
                message: "'\(name)' \(reason); there are " + known.joined(separator: ", ")
            )
        }
        guard !entries.isEmpty, entries.allSatisfy({ $0.other == nil }) else { return nil }
        var reasons: [String] = []
        for row in leftOut where !reasons.contains(row.reason) { reasons.append(row.reason) }
        return .init(
            part: .whatIf,
            message: "\(name) can write none of the selected plates: "
                + reasons.joined(separator: "; ")
        )
    }
}
