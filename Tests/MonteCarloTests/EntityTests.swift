import CKernels
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import Testing

/// A figure, risk or purchase of a packed plan: what it draws, and from what.
private struct Drawn: Hashable {
    var what: String
    var entity: UInt32
    var isUncertain = false
    /// Bits of the floats that its draws are looked up in.
    var floats: [UInt32] = []
}

/// Not in the packer's words: FNV-1a of 64 bits, its halves combined.
private func entityHash(_ name: String) -> UInt32 {
    let hash = name.utf8.reduce(14_695_981_039_346_656_037 as UInt64) {
        ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return UInt32(hash >> 32) ^ UInt32(hash & 0xFFFF_FFFF)
}

extension RampTables {
    private func entry(_ entry: mr_ramp_header) -> Int { Int(integers[Int(entry.rawValue)]) }

    private func records(
        at first: mr_ramp_header,
        count: mr_ramp_header,
        size: Int
    ) -> [ArraySlice<Int32>] {
        (0..<entry(count)).map { integers[(entry(first) + $0 * size)...].prefix(size) }
    }

    /// All that draws, with the offsets resolved, which differ from plan to plan.
    fileprivate func drawn() -> Set<Drawn> {
        var drawn: Set<Drawn> = []
        let uncertain = Set(
            inputs.filter(\.isUncertain).map { Int32(bitPattern: entityHash($0.name)) }
        )
        let figures = records(
            at: MR_FIGURES,
            count: MR_FIGURE_COUNT,
            size: Int(MR_FIGURE_SIZE.rawValue)
        )
        for record in figures.map(Array.init) {
            let kind = record[Int(MR_F_KIND.rawValue)]
            if kind == MR_CONSTANT.rawValue { continue }
            let table = Int(record[Int(MR_F_TABLE.rawValue)])
            let listed = 2 * Int(record[Int(MR_F_COUNT.rawValue)])
            let count = kind == MR_TABLE.rawValue ? 2 * Int(MR_KNOTS) : listed
            drawn.insert(
                Drawn(
                    what: "figure",
                    entity: UInt32(bitPattern: record[Int(MR_F_ENTITY.rawValue)]),
                    isUncertain: uncertain.contains(record[Int(MR_F_ENTITY.rawValue)]),
                    floats: floats[table..<(table + count)].map(\.bitPattern)
                )
            )
        }
        let risks = records(at: MR_RISKS, count: MR_RISK_COUNT, size: Int(MR_RISK_SIZE.rawValue))
        for record in risks.map(Array.init) {
            let entity = UInt32(bitPattern: record[Int(MR_R_ENTITY.rawValue)])
            drawn.insert(Drawn(what: "risk", entity: entity))
        }
        let units = records(at: MR_UNITS, count: MR_UNIT_COUNT, size: Int(MR_UNIT_SIZE.rawValue))
        for record in units.map(Array.init) {
            let entity = UInt32(bitPattern: record[Int(MR_U_ENTITY.rawValue)])
            drawn.insert(Drawn(what: "purchase", entity: entity))
        }
        return drawn
    }
}

struct EntityTests {
    private func guanshi() throws -> Plan {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try PlanReader.read(path: root.path + "/plans/ningbo-guanshi/plan.yaml").plan
    }

    private func slip(_ name: String) -> Figure {
        Figure(
            kind: .random,
            distribution: .triangular(low: -1, mode: 0, high: 6),
            path: "tools.\(name).slip"
        )
    }

    @Test func entitiesAreHashesOfNames() throws {
        var plan = try guanshi()
        let index = try #require(plan.tools.indices.first { plan.tools[$0].delivered.isEmpty })
        let name = plan.tools[index].name
        plan.tools[index].slip = slip(name)
        plan.risks.append(Risk(name: "strike", outcomes: []))
        let drawn = try RampTables(plan: plan).drawn()
        func holds(_ what: String, _ name: String) -> Bool {
            drawn.contains { $0.what == what && $0.entity == entityHash(name) }
        }
        #expect(holds("figure", "tools.\(name).slip"))
        #expect(holds("risk", "risks.strike"))
        #expect(holds("purchase", "tools.\(name).probability"))
    }

    /// In a plan no two things share an entity, whatever their purpose.
    @Test func noTwoShareAnEntity() throws {
        let drawn = try RampTables(plan: try guanshi()).drawn()
        #expect(drawn.count > 50)
        // A purchase has the entity of the figure that is its probability.
        let apart = drawn.filter { $0.what != "purchase" }
        #expect(Set(apart.map(\.entity)).count == apart.count)
    }

    /// A new tool, risk and node at the front of their lists change no draw of what was there.
    @Test func whatIsAddedMovesNothing() throws {
        var plan = try guanshi()
        let before = try RampTables(plan: plan).drawn()

        var tool = try #require(plan.tools.first)
        tool.name = "added"
        tool.count = 2
        tool.slip = slip("added")
        plan.tools.insert(tool, at: 0)
        plan.risks.insert(Risk(name: "added", outcomes: []), at: 0)
        var node = try #require(plan.nodes.last)
        node.node -= 1
        node.yieldStart = Figure(
            kind: .uncertain,
            distribution: .uniform(low: 0.5, high: 0.6),
            path: "nodes.\(node.node).yield.start"
        )
        plan.nodes.append(node)

        let after = try RampTables(plan: plan).drawn()
        #expect(before.isSubset(of: after))
        let added = Set(after.subtracting(before).map(\.entity))
        #expect(added.contains(entityHash("nodes.\(node.node).yield.start")))
        #expect(added.contains(entityHash("risks.added")))
    }

    /// Found by a search over 400,000 names of each pattern; one pair in 23 and one in 24.
    @Test func namesThatHashAlikeAreRefused() throws {
        #expect(entityHash("risks.delay-58354") == 0x0ABB_D703)
        #expect(entityHash("risks.delay-63562") == 0x0ABB_D703)
        var plan = try guanshi()
        plan.risks.append(Risk(name: "delay-58354", outcomes: []))
        _ = try RampTables(plan: plan)
        plan.risks.append(Risk(name: "delay-63562", outcomes: []))
        let error = #expect(throws: PackError.self) { try RampTables(plan: plan) }
        #expect(
            error?.message == "'risks.delay-58354' and 'risks.delay-63562' draw the same random "
                + "numbers; rename one of them"
        )
    }

    @Test func figuresThatHashAlikeAreRefused() throws {
        let names = ["writer-257338", "writer-375279"]
        #expect(names.map { entityHash("tools.\($0).slip") } == [0x02D7_3A06, 0x02D7_3A06])
        var plan = try guanshi()
        var tool = try #require(plan.tools.first { $0.delivered.isEmpty })
        for name in names {
            tool.name = name
            tool.slip = slip(name)
            plan.tools.append(tool)
        }
        let error = #expect(throws: PackError.self) { try RampTables(plan: plan) }
        #expect(
            error?.message == "'tools.writer-257338.slip' and 'tools.writer-375279.slip' draw the "
                + "same random numbers; rename one of them"
        )
    }

    /// Found by a search over 5,200 million names of the pattern.
    @Test func nodeAndLayerClassThatHashAlikeAreRefused() {
        let name = "layer-5199048781"
        #expect(entityHash("nodes.28") == 0x226B_BE16)
        #expect(entityHash("nodes.28.layer_classes.\(name)") == 0x226B_BE16)
        let error = #expect(throws: PackError.self) {
            try ExposureCase(
                node: 28,
                layerClass: name,
                plate: PlateConstants(),
                writer: WriterConstants(),
                writerClass: .vsb,
                meanTimeBetweenFailures: nil
            )
        }
        #expect(
            error?.message == "'nodes.28' and 'nodes.28.layer_classes.\(name)' draw the same "
                + "random numbers; rename one of them"
        )
    }
}
