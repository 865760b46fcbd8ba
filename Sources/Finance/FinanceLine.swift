/// A line of the monthly tables.
public enum FinanceLine: String, Sendable, CaseIterable, Codable {
    /// Plates at their price, or what the books state.
    case revenue
    /// Running cost apart from plates.
    case operatingCost = "operating_cost"
    /// Running cost of plates.
    case plateCost = "plate_cost"
    /// Income tax.
    case tax
    /// Payments of contracts.
    case contracts
    /// Deposits paid, less those that came back.
    case deposits
    /// All of these together.
    case cashBeforeFinancing = "cash_before_financing"
    /// Loans drawn.
    case drawn = "loans_drawn"
    /// Interest.
    case interest
    /// Loans repaid.
    case repaid = "loans_repaid"
    /// Cash of the month.
    case cashFlow = "cash_flow"
    /// Cash at the end.
    case cash = "cash_at_end"
    /// What has been paid for what has not arrived, less what has arrived unpaid.
    case prepaid = "prepaid_at_end"
    /// Construction in progress: what came.
    case additions = "construction_additions"
    /// Construction in progress: what was put in use.
    case transfers = "construction_transfers"
    /// Construction in progress at the end.
    case construction = "construction_at_end"
    /// Cost of fixed assets in use.
    case fixedCost = "fixed_assets_cost"
    /// Depreciation.
    case depreciation
    /// What has been written off.
    case accumulated = "accumulated_depreciation"
    /// Loans at the end.
    case owed = "loans_at_end"

    /// Whether a year shows the end of its last month, not a sum.
    public var isBalance: Bool {
        switch self {
        case .cash, .prepaid, .construction, .fixedCost, .accumulated, .owed: true
        default: false
        }
    }

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
