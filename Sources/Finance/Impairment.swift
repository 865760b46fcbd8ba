/// Flows of money and a residual value at their end, as they are worth now.
public struct ValueInUse: Sendable {
    /// A flow over a period.
    public struct Flow: Sendable, Equatable {
        /// Months from now to its start.
        public var from: Int
        /// Months from now to its end.
        public var to: Int
        /// How much.
        public var amount: Amount

        /// Makes a flow.
        public init(from: Int, to: Int, amount: Amount) {
            (self.from, self.to, self.amount) = (from, to, amount)
        }
    }

    /// Flows, each counted in the middle of its period.
    public var flows: [Flow]
    /// What is left, counted at the end of the last flow.
    public var residual: Amount

    /// Makes a value in use.
    public init(flows: [Flow], residual: Amount) {
        (self.flows, self.residual) = (flows, residual)
    }

    /// Makes one of a flow a year.
    ///
    /// - Parameters:
    ///   - yearly: flows of consecutive years from now on.
    ///   - residual: what is left at the end of the last year.
    public init(yearly: [Amount], residual: Amount) {
        self.init(
            flows: yearly.enumerated()
                .map { Flow(from: 12 * $0.offset, to: 12 * ($0.offset + 1), amount: $0.element) },
            residual: residual
        )
    }

    /// What all of it is worth now.
    ///
    /// - Parameters:
    ///   - rate: discount rate.
    ///   - rounding: of the sum; products are rounded to nine decimals.
    /// - Returns: the present value.
    public func presentValue(_ rate: DiscountRate, _ rounding: Rounding) -> Amount {
        // The middle of a period, in half months, is the sum of its ends in months.
        let sum = flows.map { $0.amount.times(rate.factor(halfMonths: $0.from + $0.to)) }.sum
        let end = flows.map(\.to).max() ?? 0
        return (sum + residual.times(rate.factor(halfMonths: 2 * end))).rounded(rounding)
    }
}

/// Fair value from quotes for comparable equipment.
public struct FairValue: Sendable {
    /// A quote.
    public struct Quote: Sendable, Equatable {
        /// Price.
        public var price: Amount
        /// Age index of what is quoted, where that of the own equipment is 100; above 0.
        public var ageIndex: Ratio

        /// Makes a quote.
        public init(price: Amount, ageIndex: Ratio) {
            precondition(ageIndex > .zero, "an age index is positive")
            (self.price, self.ageIndex) = (price, ageIndex)
        }
    }

    /// Quotes.
    public var quotes: [Quote]
    /// What a forced sale loses of a price [1].
    public var liquidationDiscount: Ratio

    /// Makes a fair value.
    public init(quotes: [Quote], liquidationDiscount: Ratio) {
        (self.quotes, self.liquidationDiscount) = (quotes, liquidationDiscount)
    }

    /// Each quote less the discount, times 100 / age index.
    ///
    /// - Parameter rounding: of each.
    /// - Returns: in the order of the quotes.
    public func adjusted(_ rounding: Rounding) -> [Amount] {
        quotes.map {
            let age = Ratio(100 * $0.ageIndex.denominator, over: $0.ageIndex.numerator)
            return $0.price.times((.one - liquidationDiscount) * age, rounding)
        }
    }

    /// The mean of the adjusted quotes; nil without quotes.
    ///
    /// - Parameter rounding: of the mean; the quotes are adjusted to nine decimals.
    /// - Returns: the fair value.
    public func value(_ rounding: Rounding) -> Amount? {
        quotes.isEmpty
            ? nil : adjusted(.finest).sum.times(1, over: Int128(quotes.count), rounding)
    }
}

/// Whether an asset is carried for more than it brings.
///
/// - Source: IAS 36 and CAS 8 (企业会计准则第8号), both: the recoverable amount is the higher of value
///   in use and fair value less costs of disposal.
public struct ImpairmentTest: Sendable, Equatable {
    /// What the asset stands at in the books.
    public var carrying: Amount
    /// Present value of what it brings; nil when that is not known.
    public var valueInUse: Amount?
    /// Fair value; nil when that is not known.
    public var fairValue: Amount?
    /// Costs of disposal, as shares of the fair value [1].
    public var disposal: [Ratio]

    /// Makes a test.
    public init(
        carrying: Amount,
        valueInUse: Amount?,
        fairValue: Amount?,
        disposal: [Ratio]
    ) {
        (self.carrying, self.valueInUse) = (carrying, valueInUse)
        (self.fairValue, self.disposal) = (fairValue, disposal)
    }

    /// Fair value less costs of disposal, each cost rounded.
    ///
    /// - Parameter rounding: of each cost.
    /// - Returns: nil when the fair value is not known.
    public func fairValueLessDisposal(_ rounding: Rounding) -> Amount? {
        fairValue.map { value in value - disposal.map { value.times($0, rounding) }.sum }
    }

    /// The higher of value in use and fair value less costs of disposal.
    ///
    /// - Parameter rounding: of each cost of disposal.
    /// - Returns: nil when neither is known.
    public func recoverable(_ rounding: Rounding) -> Amount? {
        [valueInUse, fairValueLessDisposal(rounding)].compactMap { $0 }.max()
    }

    /// What must be written off: the carrying amount above the recoverable one, which cannot be
    /// below zero; nil when that is not known.
    ///
    /// - Parameter rounding: of each cost of disposal.
    /// - Returns: zero when there is no loss.
    public func loss(_ rounding: Rounding) -> Amount? {
        recoverable(rounding).map { max(.zero, carrying - max(.zero, $0)) }
    }
}
