internal import PlanModel

/// A contract in one course of the ramp.
struct ContractCourse {
    /// Payments by month: facts, and what is still to be paid.
    var payments: [(month: Int, amount: Amount)]
    /// What arrives, by month.
    var arrivals: [(month: Int, amount: Amount)] = []
    /// What is put in use, by month.
    var uses: [(month: Int, amount: Amount)] = []
    /// Cash that is held for letters of credit, by month: paid out at more than zero.
    var deposits: [(month: Int, amount: Amount)] = []

    /// - Parameters:
    ///   - contract: the contract.
    ///   - course: the course.
    ///   - rules: what falls due when.
    init(_ contract: ContractPlan, _ course: RampCourse, _ rules: PaymentRules) {
        var dues: [PaymentSchedule.Due] = []
        payments = contract.facts
        for lot in contract.lots {
            let delivered = lot.unit.map { course.delivered[$0] } ?? lot.arrival
            let accepted =
                lot.unit.map { course.accepted[$0] } ?? lot.acceptance ?? delivered
            if lot.isOption, delivered == RampCourse.never { continue }
            dues += rules.dues(of: lot, contract, delivered, accepted)
            guard let delivered, delivered != RampCourse.never else { continue }
            arrivals.append((delivered, lot.value))
            let use = rules.startsOnArrival[contract.asset] ? delivered : accepted
            if let use, use != RampCourse.never { uses.append((max(use, delivered), lot.value)) }
            let deposit = lot.value.times(contract.deposit, rules.rounding)
            if deposit > .zero, delivered >= rules.firstOpenMonth {
                let paid = max(rules.firstOpenMonth, delivered - rules.depositBefore)
                deposits += [(paid, deposit), (delivered, -deposit)]
            }
        }
        if let covered = contract.covered {
            let rest = PaymentSchedule(
                dues,
                covered: covered,
                firstOpenMonth: rules.firstOpenMonth
            )
            payments += rest.payments.map { ($0.month, $0.amount) }
        } else {
            payments += dues.map { ($0.month, $0.amount) }
        }
        if contract.isBuilt { build(contract.lots[0]) }
    }

    /// What is built has come as far as it is paid; at acceptance all of it has.
    private mutating func build(_ lot: ContractPlan.Lot) {
        guard let accepted = lot.acceptance else {
            arrivals = payments
            return
        }
        arrivals = payments.filter { $0.month < accepted }
        let before = arrivals.map(\.amount).sum
        arrivals.append((accepted, lot.value - before))
        uses = [(accepted, lot.value)]
    }
}

/// When payments fall due.
struct PaymentRules: Sendable {
    /// The first month in which something can still be paid.
    var firstOpenMonth: Int
    /// Months before delivery at which shipment is paid.
    var shipmentBefore: Int
    /// Months before delivery at which a letter of credit's deposit is paid.
    var depositBefore: Int
    /// Months after acceptance at which a warranty ends.
    var warranty: Int
    /// By class of assets, whether arrival puts in use.
    var startsOnArrival: [Bool]
    /// How money is rounded.
    var rounding: Rounding

    /// What a part of a contract owes at each event that happens.
    func dues(
        of lot: ContractPlan.Lot,
        _ contract: ContractPlan,
        _ delivered: Int?,
        _ accepted: Int?
    ) -> [PaymentSchedule.Due] {
        // What has no date falls due at once.
        let arrival = delivered ?? accepted ?? firstOpenMonth
        let acceptance = accepted ?? arrival
        var before = Amount.zero
        var share = Ratio.zero
        var dues: [PaymentSchedule.Due] = []
        for (index, term) in contract.terms.enumerated() {
            share = share + term.share
            let isLast = index + 1 == contract.terms.count
            let total = isLast ? lot.value : lot.value.times(share, rounding)
            let amount = total - before
            before = total
            let month: Int
            switch term.event {
            case .signing:
                let shipment = later(arrival, -shipmentBefore)
                month = contract.signed.map { min($0, arrival) } ?? shipment
            case .shipment: month = later(arrival, -shipmentBefore)
            case .arrival: month = arrival
            case .acceptance: month = acceptance
            case .warranty: month = later(acceptance, warranty)
            }
            if month != RampCourse.never { dues.append(.init(month: month, amount: amount)) }
        }
        return dues
    }

    private func later(_ month: Int, _ months: Int) -> Int {
        month == RampCourse.never ? month : month + months
    }
}
