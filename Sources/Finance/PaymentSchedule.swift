/// What is still to be paid of a contract, by the months in which it falls due.
///
/// Payments cover what fell due first. What fell due before today and is not covered is overdue
/// and paid in the first month from today on.
public struct PaymentSchedule: Sendable, Equatable {
    /// A sum that falls due.
    public struct Due: Sendable, Equatable {
        /// Month from the start of the horizon; negative before it.
        public var month: Int
        /// How much.
        public var amount: Amount

        /// Makes a due sum.
        public init(month: Int, amount: Amount) {
            (self.month, self.amount) = (month, amount)
        }
    }

    /// What is paid in which month, earliest first; months beyond the horizon among them.
    public var payments: [Due]

    /// Schedules the rest of a contract.
    ///
    /// - Parameters:
    ///   - dues: what falls due, in any order; sums due in one month count in the order given.
    ///   - covered: what has been paid.
    ///   - firstOpenMonth: the first month in which something can still be paid.
    public init(_ dues: [Due], covered: Amount, firstOpenMonth: Int) {
        var left = covered
        let ordered = dues.enumerated()
            .sorted { ($0.element.month, $0.offset) < ($1.element.month, $1.offset) }
        payments = ordered.compactMap { _, due in
            let part = min(due.amount, max(.zero, left))
            left -= part
            guard due.amount > part else { return nil }
            return Due(month: max(firstOpenMonth, due.month), amount: due.amount - part)
        }
    }

    /// All that is still to be paid.
    public var total: Amount { payments.map(\.amount).sum }
}
