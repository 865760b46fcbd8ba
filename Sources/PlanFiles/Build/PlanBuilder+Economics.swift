import PlanModel

/// Money.
extension PlanBuilder {
    /// What the finance questions read.
    func economics() -> Economics {
        guard let entry = root["economics"] else { return Economics() }
        return Economics(
            operatingCost: entry["operating_cost"]?.figure,
            operatingFrom: entry["operating_from"]?.date,
            costPerPlate: entry["cost_per_plate"]?.nodeFigure,
            costWeight: entry["cost_weight"]?.nodeFigure,
            discountRate: entry["discount_rate"]?.figure,
            taxRate: entry["tax_rate"]?.figure,
            openingCash: entry["opening_cash"]?.figure,
            terms: terms(entry["terms"]),
            shipmentBefore: entry["shipment_before"]?.figure,
            warranty: entry["warranty"]?.figure,
            deposit: entry["deposit"]?.figure,
            depositBefore: entry["deposit_before"]?.figure,
            loans: (entry["loans"]?.entries ?? []).compactMap(loan),
            assets: (entry["assets"]?.entries ?? []).compactMap(asset),
            constructionInProgress: (entry["construction_in_progress"]?.entries ?? [])
                .compactMap(constructionRow),
            deposits: (entry["deposits"]?.entries ?? []).compactMap(deposit),
            impairment: entry["impairment"].map(impairment)
        )
    }

    /// Shares of a value by event, in the order of the events.
    func terms(_ entry: CheckedValue?) -> [PaymentTerm] {
        PaymentTerm.Event.allCases.compactMap { event in
            (entry?[event.rawValue]?.figure).map { PaymentTerm(event: event, share: $0) }
        }
    }

    private func loan(_ name: String, _ entry: CheckedValue) -> Loan? {
        guard let amount = entry["amount"]?.figure else { return nil }
        return Loan(
            name: name,
            amount: amount,
            interest: entry["interest"]?.figure,
            drawn: entry["drawn"]?.yearFigures ?? [],
            repayments: entry["repayments"]?.yearFigures ?? []
        )
    }

    private func asset(_ name: String, _ entry: CheckedValue) -> AssetPolicy? {
        guard let life = entry["life"]?.figure, let residual = entry["residual"]?.figure else {
            return nil
        }
        return AssetPolicy(
            name: name,
            life: life,
            residual: residual,
            inService: entry["in_service"]?.text.flatMap(AssetPolicy.InService.init(rawValue:))
                ?? .acceptance,
            accepted: entry["accepted"]?.date,
            cost: entry["cost"]?.figure,
            accumulated: entry["accumulated"]?.figure
        )
    }

    private func constructionRow(_ name: String, _ entry: CheckedValue) -> ConstructionRow? {
        guard let budget = entry["budget"]?.figure, let opening = entry["opening"]?.figure,
            let additions = entry["additions"]?.figure,
            let transfers = entry["transfers"]?.figure, let other = entry["other"]?.figure
        else { return nil }
        return ConstructionRow(
            name: name,
            budget: budget,
            opening: opening,
            additions: additions,
            transfers: transfers,
            other: other
        )
    }

    private func deposit(_ name: String, _ entry: CheckedValue) -> Deposit? {
        guard let amount = entry["amount"]?.figure, let paid = entry["paid"]?.date else {
            return nil
        }
        return Deposit(
            name: name,
            amount: amount,
            paid: paid,
            freed: entry["freed"]?.date,
            contract: entry["contract"]?.text
        )
    }

    private func impairment(_ entry: CheckedValue) -> Impairment {
        func parts(_ key: String) -> [Impairment.Part] {
            (entry[key]?.entries ?? [])
                .compactMap { name, share in
                    share.figure.map { Impairment.Part(name: name, share: $0) }
                }
        }
        return Impairment(
            rates: parts("rates"),
            flows: entry["flows"]?.yearFigures ?? [],
            residual: entry["residual"]?.figure,
            carrying: entry["carrying"]?.figure,
            quotes: (entry["quotes"]?.entries ?? [])
                .compactMap { name, quote in
                    guard let price = quote["price"]?.figure, let age = quote["age_index"]?.figure
                    else { return nil }
                    return Impairment.Quote(name: name, price: price, ageIndex: age)
                },
            liquidationDiscount: entry["liquidation_discount"]?.figure,
            disposal: parts("disposal")
        )
    }
}
