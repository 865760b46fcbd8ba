/// What a reader should know of figures of money that are missing or do not agree.
///
/// Encoded as its English sentence.
public enum FinanceNote: Sendable, Equatable {
    /// The plan says nothing of money.
    case noMoney
    /// A contract is paid above its value, by an amount in the plan's unit.
    case overpaid(contract: String, by: String)
    /// Contracts that state payments and no unpaid amount.
    case noUnpaidAmount([String])
    /// Contracts with neither a date of acceptance nor a tool that has one.
    case noAcceptance([String])
    /// Contracts that state no payments.
    case noPayments([String])
    /// Some contracts have no terms.
    case noTerms
    /// Tools with neither contract nor price.
    case freeTools([String])
    /// Nodes and products without a price.
    case noPrice([String])
    /// No running costs are stated.
    case noRunningCosts
    /// Revenue of past months is the plan's own.
    case statedRevenue
    /// No tax rate is stated.
    case noTax
    /// Loans without interest.
    case noInterest([String])
    /// No classes of assets are stated.
    case noAssetClasses
    /// The last month that counts.
    case horizon(String)
    /// The as-of date leaves nothing open.
    case nothingOpen
    /// Spread figures of money are drawn; whether a table of contracts shows their means.
    case spreadMoney(hasContracts: Bool)

    /// The sentence.
    public var text: String {
        func list(_ names: [String]) -> String { names.joined(separator: ", ") }
        return switch self {
        case .noMoney:
            "the plan states no money: no contracts, no prices, no economics. To work it out, "
                + "give contracts:, a price: of tools, nodes or products, and economics: "
                + "(terms, assets, operating_cost, discount_rate, loans…); docs/finance.md"
        case .overpaid(let contract, let amount):
            "contract \(contract) is paid \(amount) above its value; nothing is left to pay"
        case .noUnpaidAmount(let names):
            "no unpaid amount stated: \(list(names)); what is to pay is the value less the "
                + "payments stated"
        case .noAcceptance(let names):
            "no date of acceptance: \(list(names)); what is left is paid in the first open month, "
                + "and nothing is put in use"
        case .noPayments(let names):
            "no payments stated: \(list(names)); what fell due counts as paid when it did"
        case .noTerms: "contracts without terms pay everything on arrival"
        case .freeTools(let names):
            "neither contract nor price: \(list(names)); they cost nothing here"
        case .noPrice(let names): "no price: \(list(names)); they bring nothing here"
        case .noRunningCosts: "no running costs are stated; none are counted"
        case .statedRevenue:
            "revenue that the plan states stands in place of what is made at its price, month by "
                + "month"
        case .noTax: "no tax rate is stated; none is counted"
        case .noInterest(let names): "no interest stated: loan \(list(names)); none is counted"
        case .noAssetClasses:
            "no classes of assets are stated; all are machines of 10 years with 5 % left"
        case .horizon(let last):
            "nothing is counted after \(last), neither cash nor what the plant is worth"
        case .nothingOpen:
            "the as-of date is at the end of the horizon or after it; nothing is open"
        case .spreadMoney(let hasContracts):
            "figures of money that are spread are drawn once a replication"
                + (hasContracts ? "; the table of contracts shows their means" : "")
        }
    }
}

extension FinanceNote: Encodable {
    /// Writes the sentence.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
