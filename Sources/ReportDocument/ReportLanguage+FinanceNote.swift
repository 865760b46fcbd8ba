internal import Finance

extension ReportLanguage {
    /// A note on figures of money.
    func note(_ note: FinanceNote) -> String {
        func list(_ names: [String]) -> String { names.joined(separator: "、") }
        let chinese =
            switch note {
            case .noMoney: "方案未给出任何资金数据（合同、价格、经济参数），因此无法计算现金流。"
            case .overpaid(let contract, let amount): "合同 \(contract) 已付款超出合同金额 \(amount)，不再有应付款。"
            case .noUnpaidAmount(let names): "未披露未付金额：\(list(names))；应付款按合同金额减已披露付款计。"
            case .noAcceptance(let names): "无验收日期：\(list(names))；余款计入首个未结月份，且不转固。"
            case .noPayments(let names): "未披露付款：\(list(names))；已到期款项视为按期支付。"
            case .noTerms: "未约定付款条件的合同按到货时一次付清计。"
            case .freeTools(let names): "既无合同也无价格：\(list(names))；此处不计成本。"
            case .noPrice(let names): "无价格：\(list(names))；此处不计收入。"
            case .noRunningCosts: "未给出运营成本，未计入。"
            case .statedRevenue: "方案已披露的月份以披露收入代替按价格计算的收入。"
            case .noTax: "未给出税率，未计税。"
            case .noInterest(let names): "未给出利率：贷款 \(list(names))；未计利息。"
            case .noAssetClasses: "未给出资产类别；全部按 10 年机器设备、残值率 5 % 计。"
            case .horizon(let last): "\(last) 之后的现金流与资产价值均不计入。"
            case .nothingOpen: "基准日期在计划期末或之后，没有未结项目。"
            case .spreadMoney(let hasContracts):
                "带分布的资金数据每次抽样一次" + (hasContracts ? "；合同表中为其均值。" : "。")
            }
        return self(note.text, chinese)
    }
}
