internal import CKernels

extension RampTables {
    /// The same plan with a figure at one place of its distribution; all else is drawn as before.
    ///
    /// The value is the one that the kernel draws there, bit for bit. A lag of which a part has
    /// passed by the as-of date is what has passed, where that is more.
    ///
    /// - Parameters:
    ///   - input: a figure or a day; a risk and a purchase are held by their probability.
    ///   - place: probability of a lower value, above 0 and below 1.
    /// - Returns: the tables, of the same layout.
    public func holding(_ input: RampInput, at place: Double) -> RampTables {
        holding(input, atWord: word(of: input, at: place))
    }

    /// The value of a figure at one place of its distribution, in the unit that the kernel reads:
    /// that of the plan's field, or months from the start of the horizon.
    ///
    /// - Parameters:
    ///   - input: a figure or a day.
    ///   - place: probability of a lower value, above 0 and below 1.
    /// - Returns: the value.
    public func value(of input: RampInput, at place: Double) -> Double {
        Double(value(of: input, atWord: word(of: input, at: place)))
    }

    /// The same plan with a figure at the value that a random word draws.
    ///
    /// - Parameters:
    ///   - input: a figure or a day.
    ///   - word: the random word.
    /// - Returns: the tables, of the same layout.
    public func holding(_ input: RampInput, atWord word: UInt32) -> RampTables {
        let record = figureRecord(of: input)
        let figures = Int(integers[Int(MR_FIGURES.rawValue)])
        let figure = (record - figures) / Int(MR_FIGURE_SIZE.rawValue)
        let value = value(of: input, atWord: word)
        var tables = self
        tables.integers[record + Int(MR_F_KIND.rawValue)] = Int32(MR_CONSTANT.rawValue)
        tables.floats[Int(integers[Int(MR_VALUES.rawValue)]) + figure] = value
        return tables
    }

    private func figureRecord(of input: RampInput) -> Int {
        precondition(input.isFigure, "'\(input.name)' is no figure that could be held")
        return input.place - Int(MR_F_STREAM.rawValue)
    }

    private func entry(_ input: RampInput, _ entry: mr_figure_record) -> Int {
        Int(integers[figureRecord(of: input) + Int(entry.rawValue)])
    }

    /// The word that draws the value at a place; tables count the upper half from above.
    private func word(of input: RampInput, at place: Double) -> UInt32 {
        precondition(place > 0 && place < 1, "a place is a probability between 0 and 1")
        let isListed = entry(input, MR_F_KIND) == Int(MR_DISCRETE.rawValue)
        if isListed || place <= 0.5 {
            return UInt32(min(place * 4_294_967_296, isListed ? 4_294_967_295 : 2_147_483_647))
        }
        return 1 << 31 | UInt32((1 - place) * 4_294_967_296)
    }

    /// The value that a random word draws, as `mr_quantile` and `mr_discrete_above` do, in the same
    /// steps of float32.
    ///
    /// - Parameters:
    ///   - input: a figure or a day.
    ///   - word: the random word.
    /// - Returns: the value, in the unit that the kernel reads.
    public func value(of input: RampInput, atWord word: UInt32) -> Float {
        let table = entry(input, MR_F_TABLE)
        if entry(input, MR_F_KIND) == Int(MR_DISCRETE.rawValue) {
            let share = Float(word >> 8) / 16_777_216
            let entries = (0..<entry(input, MR_F_COUNT)).map { table + 2 * $0 }
            let found = entries.first { share < floats[$0] } ?? entries[entries.count - 1]
            return floats[found + 1]
        }
        let bits = Float((word & 0x7FFF_FFFF) | 1).bitPattern
        let fraction = 23 - UInt32(MR_KNOT_BITS)
        let knot = Int(bits >> fraction) - 127 << Int(MR_KNOT_BITS)
        let rest = Float(bits & (1 << fraction - 1)) / Float(1 << fraction)
        let place = table + knot + (word >> 31 == 1 ? Int(MR_KNOTS) : 0)
        return floats[place] + (floats[place + 1] - floats[place]) * rest
    }
}
