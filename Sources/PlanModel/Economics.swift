/// Money figures that the finance questions read.
public struct Economics: Sendable {
    /// Running cost of a year that does not depend on plates [money unit].
    public var operatingCost: Figure?
    /// When that cost begins; nil for the start of the horizon.
    public var operatingFrom: DateInterval?
    /// Running cost of a good plate [money unit].
    public var costPerPlate: NodeFigure?
    /// What a plate takes of the costs that do not depend on plates, against other nodes' plates;
    /// nil for equal parts [1].
    public var costWeight: NodeFigure?
    /// Discount rate a year [1].
    public var discountRate: Figure?
    /// Income tax rate [1].
    public var taxRate: Figure?
    /// Cash at the start of the horizon [money unit].
    public var openingCash: Figure?
    /// What a contract pays when that says nothing of it.
    public var terms: [PaymentTerm]
    /// A payment before shipment falls due so long before delivery [months].
    public var shipmentBefore: Figure?
    /// A warranty ends so long after acceptance [months].
    public var warranty: Figure?
    /// Cash deposit for a letter of credit, as a share of the tool that a contract delivers, where
    /// that says nothing of it [1].
    public var deposit: Figure?
    /// A letter of credit's deposit is paid so long before delivery [months].
    public var depositBefore: Figure?
    /// Loans.
    public var loans: [Loan]
    /// Classes of assets.
    public var assets: [AssetPolicy]
    /// Rows of construction in progress that the books state.
    public var constructionInProgress: [ConstructionRow]
    /// Deposits.
    public var deposits: [Deposit]
    /// What the impairment test is made of.
    public var impairment: Impairment?

    /// Makes economics.
    public init(
        operatingCost: Figure? = nil,
        operatingFrom: DateInterval? = nil,
        costPerPlate: NodeFigure? = nil,
        costWeight: NodeFigure? = nil,
        discountRate: Figure? = nil,
        taxRate: Figure? = nil,
        openingCash: Figure? = nil,
        terms: [PaymentTerm] = [],
        shipmentBefore: Figure? = nil,
        warranty: Figure? = nil,
        deposit: Figure? = nil,
        depositBefore: Figure? = nil,
        loans: [Loan] = [],
        assets: [AssetPolicy] = [],
        constructionInProgress: [ConstructionRow] = [],
        deposits: [Deposit] = [],
        impairment: Impairment? = nil
    ) {
        self.operatingCost = operatingCost
        self.operatingFrom = operatingFrom
        self.costPerPlate = costPerPlate
        self.costWeight = costWeight
        self.discountRate = discountRate
        self.taxRate = taxRate
        self.openingCash = openingCash
        self.terms = terms
        self.shipmentBefore = shipmentBefore
        self.warranty = warranty
        self.deposit = deposit
        self.depositBefore = depositBefore
        self.loans = loans
        self.assets = assets
        self.constructionInProgress = constructionInProgress
        self.deposits = deposits
        self.impairment = impairment
    }
}

/// A loan, when it is drawn and when repaid.
public struct Loan: Sendable {
    /// Name.
    public var name: String
    /// Principal [money unit].
    public var amount: Figure
    /// Interest a year [1].
    public var interest: Figure?
    /// Share of the principal drawn in each period; empty for all at the start of the horizon [1].
    public var drawn: [YearFigure]
    /// Share of the principal repaid in each period [1].
    public var repayments: [YearFigure]

    /// Makes a loan.
    public init(
        name: String,
        amount: Figure,
        interest: Figure?,
        drawn: [YearFigure] = [],
        repayments: [YearFigure]
    ) {
        self.name = name
        self.amount = amount
        self.interest = interest
        self.drawn = drawn
        self.repayments = repayments
    }
}

/// How a class of assets is put in use and written off.
public struct AssetPolicy: Sendable {
    /// What puts an asset in use.
    public enum InService: String, Sendable, CaseIterable {
        /// Acceptance: of a machine after installation and commissioning, of a building at its
        /// completion.
        case acceptance
        /// Arrival.
        case arrival
    }

    /// Name.
    public var name: String
    /// Life [months].
    public var life: Figure
    /// Share of the cost that stays at the end [1].
    public var residual: Figure
    /// What puts an asset in use.
    public var inService: InService
    /// Acceptance of what neither a tool nor its contract dates.
    public var accepted: DateInterval?
    /// Cost of what the books hold at the as-of date [money unit].
    public var cost: Figure?
    /// What has been written off of it [money unit].
    public var accumulated: Figure?

    /// Makes a policy.
    public init(
        name: String,
        life: Figure,
        residual: Figure,
        inService: InService,
        accepted: DateInterval? = nil,
        cost: Figure? = nil,
        accumulated: Figure? = nil
    ) {
        self.name = name
        self.life = life
        self.residual = residual
        self.inService = inService
        self.accepted = accepted
        self.cost = cost
        self.accumulated = accumulated
    }
}

/// A row of construction in progress over one period, as the books state it [money unit].
public struct ConstructionRow: Sendable {
    /// Name.
    public var name: String
    /// What the project may cost.
    public var budget: Figure
    /// At the start of the period.
    public var opening: Figure
    /// Spent in the period.
    public var additions: Figure
    /// Moved to fixed assets.
    public var transfers: Figure
    /// Other decreases.
    public var other: Figure

    /// Makes a row.
    public init(
        name: String,
        budget: Figure,
        opening: Figure,
        additions: Figure,
        transfers: Figure,
        other: Figure
    ) {
        self.name = name
        self.budget = budget
        self.opening = opening
        self.additions = additions
        self.transfers = transfers
        self.other = other
    }
}

/// Cash that somebody holds for a while.
public struct Deposit: Sendable {
    /// Name.
    public var name: String
    /// How much [money unit].
    public var amount: Figure
    /// When it is paid.
    public var paid: DateInterval
    /// When it comes back; nil for never, or with the contract.
    public var freed: DateInterval?
    /// Contract with whose acceptance it comes back.
    public var contract: String?

    /// Makes a deposit.
    public init(
        name: String,
        amount: Figure,
        paid: DateInterval,
        freed: DateInterval? = nil,
        contract: String? = nil
    ) {
        self.name = name
        self.amount = amount
        self.paid = paid
        self.freed = freed
        self.contract = contract
    }
}

/// What an impairment test at the as-of date is made of.
public struct Impairment: Sendable {
    /// A named share.
    public struct Part: Sendable {
        /// Name.
        public var name: String
        /// Share [1].
        public var share: Figure

        /// Makes a part.
        public init(name: String, share: Figure) {
            (self.name, self.share) = (name, share)
        }
    }

    /// A quote for comparable equipment.
    public struct Quote: Sendable {
        /// Name.
        public var name: String
        /// Price [money unit].
        public var price: Figure
        /// Age index, where that of the own equipment is 100 [1].
        public var ageIndex: Figure

        /// Makes a quote.
        public init(name: String, price: Figure, ageIndex: Figure) {
            (self.name, self.price, self.ageIndex) = (name, price, ageIndex)
        }
    }

    /// What the discount rate is built up from; empty for the plan's own rate.
    public var rates: [Part]
    /// Expected cash by period; empty for what the ramp brings.
    public var flows: [YearFigure]
    /// What is left at the end of the last flow [money unit].
    public var residual: Figure?
    /// What the asset stands at in the books; nil for what the plan's contracts come to.
    public var carrying: Figure?
    /// Quotes.
    public var quotes: [Quote]
    /// What a forced sale loses of a price [1].
    public var liquidationDiscount: Figure?
    /// Costs of disposal, as shares of the fair value.
    public var disposal: [Part]

    /// Makes an impairment test.
    public init(
        rates: [Part] = [],
        flows: [YearFigure] = [],
        residual: Figure? = nil,
        carrying: Figure? = nil,
        quotes: [Quote] = [],
        liquidationDiscount: Figure? = nil,
        disposal: [Part] = []
    ) {
        self.rates = rates
        self.flows = flows
        self.residual = residual
        self.carrying = carrying
        self.quotes = quotes
        self.liquidationDiscount = liquidationDiscount
        self.disposal = disposal
    }
}
