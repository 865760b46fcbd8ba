internal import Foundation
internal import PlanModel

/// The luck of single plates: docs/model.md, "Luck of plates".
extension RampReference {
    /// What a plate's hours at a group are made of, on the least capable line for its node.
    struct PlateWork {
        /// Mean hours, steps of stated hours included.
        var mean = 0.0
        /// Layer classes that the group writes.
        var classes: [Write] = []
        /// The second write, which a share of the plates has.
        var second: Write?

        /// Hours of stated steps, the same for all plates.
        var stated: Double {
            max(
                0,
                mean - (classes + [second].compactMap { $0 }).reduce(0) { $0 + $1.share * $1.hours }
            )
        }

        /// Squared coefficient of variation of a plate's hours.
        var squaredVariation: Double {
            if mean <= 0 { return 0 }
            let first = classes.reduce(0) { $0 + $1.share * $1.hours }
            var variance =
                classes.reduce(0) {
                    let shots = 1 + $1.byShots * $1.byShots * $1.squaredVariation
                    return $0 + $1.share * $1.hours * $1.hours * shots
                } - first * first
            if let second {
                variance += second.share * (1 - second.share) * second.hours * second.hours
            }
            return max(0, variance / (mean * mean))
        }

        private static let normal = ClosedForm(
            .normal(mean: 0, standardDeviation: 1, low: nil, high: nil)
        )

        /// Hours of a plate over the mean, by the words that it draws.
        func part(_ words: [UInt32]) -> Double {
            if classes.isEmpty && second == nil { return 1 }
            var hours = stated
            var place = Double(words[0] >> 8) / 16_777_216
            for write in classes {
                if (0..<write.share).contains(place) {
                    let variance = log1p(write.squaredVariation)
                    let z = Self.normal.value(word: words[1])
                    let shots = exp(variance.squareRoot() * z - variance / 2)
                    hours += write.hours * (1 + write.byShots * (shots - 1))
                }
                place -= write.share
            }
            if let second, Double(words[3] >> 8) / 16_777_216 < second.share {
                hours += second.hours
            }
            return hours / mean
        }
    }

    /// Writing of a layer class on a line.
    struct Write {
        /// Share of the plates that have it.
        var share: Double
        /// Mean hours, writes lost to failures included.
        var hours: Double
        /// Part of a mean write that grows with the shots [1].
        var byShots: Double
        /// Of the shots: variance over squared mean.
        var squaredVariation: Double
    }

    /// A node's plates at a group; nil where the group has no line for it.
    func plateWork(_ group: Int, _ node: Int, _ draws: DrawnFigures) -> PlateWork? {
        guard work[group][node], let line = lines[group].first(where: { $0.reach > node }) else {
            return nil
        }
        let (group, node) = (plan.groups[group], plan.nodes[node])
        var plates = PlateWork()
        let speed = value(line.tools[0].speed, or: 1, draws)
        let times = Self.timesTaken(plan.route, node) { value($0, or: 0, draws) }
        plates.mean = hours(group, line, node, times, draws).reduce(0, +) * speed
        for step in plan.route {
            let times = times[step.name] ?? 0
            if step.work == .write {
                for layerClass in node.layerClasses
                where group.writes.contains(layerClass.writerClass) {
                    var write = writing(layerClass, line, group, draws)
                    write.share = share(of: layerClass, in: node, draws)
                    // Rework counts with its mean.
                    write.hours *= times
                    plates.classes.append(write)
                }
            } else if step.work == .secondLevel, step.hoursPerPlate == nil,
                let second = node.secondWrite, group.writes.contains(second.writerClass)
            {
                var write = writing(second, line, group, draws)
                write.share = min(1, times)
                write.hours *= max(1, times)
                plates.second = write
            }
        }
        return plates
    }

    /// Squared coefficient of variation of a plate's hours, `[group][node]`.
    func variations(_ draws: DrawnFigures) -> [[Double]] {
        plan.groups.indices.map { group in
            plan.nodes.indices.map { plateWork(group, $0, draws)?.squaredVariation ?? 0 }
        }
    }

    /// Good plates of a month whose hours are enough for `mean`.
    public static func luckyMonth(mean: Double, spread: Double, place: Double) -> Double {
        if mean >= 3 * spread { return mean + (3 * spread * mean).squareRoot() * (2 * place - 1) }
        if mean <= 0 { return 0 }
        // None with the probability that 2/3·(1 + s)·(width of one) leaves, s the mean over the
        // spread; uniform up to 1.5·(mean + spread) else.
        let most = 1.5 * (mean + spread)
        let some = 2 * mean / most
        return max(0, most * (1 - (1 - place) / some))
    }

    /// Where a node's month stands among equally likely ones, 0 to 1.
    func place(_ node: Int, month: Int, _ draws: DrawnFigures) -> Double {
        let calendar = plan.start.number + month
        let words = draws.words(.luck, "nodes.\(plan.nodes[node].node).luck", calendar / 12)
        let bits = words[calendar % 12 / 3] >> UInt32(10 * (calendar % 12 % 3)) & 1023
        return (Double(bits) + 0.5) / 1024
    }
}

/// Plates of a node that are drawn one by one, over all months.
struct PlateRun {
    /// Plates begun.
    var started = 0
    /// Plates finished and good.
    var good = 0
    /// Plates finished and not good.
    var scrapped = 0
    /// Of the plate in process: mean starts that are left, and whether it will be good.
    var begun: (rest: Double, isGood: Bool)?

    /// One month.
    ///
    /// - Parameters:
    ///   - starts: mean starts that the hours are enough for.
    ///   - most: good plates that are wanted.
    ///   - draw: the next plate.
    /// - Returns: good plates.
    mutating func advance(
        starts: Double,
        most: Int,
        draw: (Int) -> (part: Double, isGood: Bool)
    ) -> Int {
        var (left, good, number) = (starts, 0, 0)
        while good < most, left > 0 {
            if begun == nil {
                if number == 65_535 { break }
                let plate = draw(number)
                begun = (plate.part, plate.isGood)
                number += 1
            }
            guard let plate = begun else { break }
            if plate.rest > left {
                begun?.rest -= left
                break
            }
            left -= plate.rest
            good += plate.isGood ? 1 : 0
            scrapped += plate.isGood ? 0 : 1
            begun = nil
        }
        started += number
        self.good += good
        return good
    }
}
