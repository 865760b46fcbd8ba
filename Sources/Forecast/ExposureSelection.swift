internal import PlanModel

/// The rows of a plan that a question selects, and what it names that is not there.
struct ExposureSelection {
    /// The rows.
    let rows: [ExposureSubject]
    /// Names that select nothing.
    let problems: [ExposureRefusal.Problem]

    /// One name that must hold for a row.
    private struct Filter {
        var part: ExposureRefusal.Part
        var name: String
        var matches: (ExposureSubject) -> Bool
    }

    init(_ plan: Plan, _ question: ExposureQuestion) {
        let all = ExposureSubject.all(plan)
        let filters = Self.filters(question)
        let parts = Dictionary(grouping: filters, by: \.part)
        let rows = all.filter { row in
            parts.values.allSatisfy { names in names.contains { $0.matches(row) } }
        }
        self.rows = rows
        problems = filters.compactMap { filter in
            if rows.contains(where: filter.matches) { return nil }
            let own = all.filter(filter.matches)
            let message = own.isEmpty ? Self.unknown(filter, all, plan) : Self.alone(filter, own)
            return .init(part: filter.part, message: message)
        }
    }

    private static func filters(_ question: ExposureQuestion) -> [Filter] {
        question.nodes.map { node in
            Filter(part: .node, name: "\(node)") { $0.node == node }
        }
            + question.layerClasses.map { name in
                Filter(part: .layerClass, name: "'\(name)'") { $0.layerClass.name == name }
            }
            + question.writers.map { name in
                Filter(part: .writer, name: "'\(name)'") { $0.writer.isCalled(name) }
            }
    }

    /// The message about a name that no row has.
    private static func unknown(
        _ filter: Filter,
        _ all: [ExposureSubject],
        _ plan: Plan
    ) -> String {
        var names: [String]
        switch filter.part {
        case .node: names = all.map { "\($0.node)" }
        case .layerClass: names = all.map(\.layerClass.name).sorted()
        default: names = all.flatMap { [$0.writer.model] + $0.writer.tools }.sorted()
        }
        var seen: Set<String> = []
        names = names.filter { seen.insert($0).inserted }
        let isIdle =
            filter.part == .writer && plan.writers.contains { "'\($0.name)'" == filter.name }
        let name = filter.name.dropFirst().dropLast()
        let reason =
            isIdle ? " (no tool of the plan is one; --what-if writer=\(name) compares with it)" : ""
        if names.isEmpty { return "\(filter.name) selects nothing; no writer of the plan writes" }
        return "\(filter.name) selects nothing\(reason); there are "
            + names.joined(separator: ", ")
    }

    /// The message about a name whose rows the other names leave out.
    private static func alone(_ filter: Filter, _ own: [ExposureSubject]) -> String {
        let most = 8
        return "\(filter.name) selects nothing beside the other options; alone it selects "
            + own.prefix(most).map(\.text).joined(separator: ", ")
            + (own.count > most ? " and \(own.count - most) more" : "")
    }
}
