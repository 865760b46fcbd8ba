public import PlanModel

/// What a column of a contract table holds.
public enum ContractColumn: Sendable, Equatable {
    /// A running number, which the next table gives to another contract.
    case number
    /// A name that is the contract's own, such as its number in a register.
    case name
    case supplier
    case what
    case value
    case signed
    case due
    case arrived
    case arrivedValue
    /// Payments of a period.
    case paid(DateInterval)
    /// Payments up to a date, or to date.
    case paidInAll
    case unpaid
    case unit
    case currency
    case basis
    case source
    /// Remarks, which are left out.
    case remark

    /// The column as plans call it.
    public var key: String {
        switch self {
        case .arrivedValue: "arrived_value"
        case .paid(let period): "paid.\(period.text)"
        case .paidInAll: "paid in all"
        default: "\(self)"
        }
    }

    /// Headings that are understood; those with a date in them as they read without it.
    ///
    /// Case, blanks and punctuation do not count. `docs/import.md` prints this table.
    public static let synonyms: [(column: ContractColumn, words: [String])] = [
        (.number, ["序号", "编号", "no", "#", "number"]),
        (.name, ["合同编号", "合同号", "name", "id", "contract no", "contract number", "contract id"]),
        (
            .supplier,
            [
                "供应商", "供应商名称", "供方", "卖方", "承包商", "承包方", "施工方", "单位名称", "往来单位", "交易对手",
                "对方单位", "合同对方", "supplier", "vendor", "contractor", "seller", "counterparty",
            ]
        ),
        (
            .what,
            [
                "合同内容", "采购内容", "内容", "合同标的", "标的", "合同名称", "名称", "设备名称", "设备", "项目",
                "款项性质", "类别", "what", "item", "description", "subject", "equipment", "content",
            ]
        ),
        (
            .value,
            [
                "合同金额", "合同总金额", "合同总价", "合同价款", "合同价", "合同额", "总价", "金额", "value",
                "contract", "contract value", "contract amount", "contract price", "amount",
                "price",
            ]
        ),
        (
            .signed,
            [
                "签订", "签署", "签约", "签订时间", "签订日期", "签订年份", "签约时间", "签约日期", "合同签订时间",
                "合同签订日期", "合同签订年份", "signed", "signing", "signing date", "signed on",
                "year signed", "contract date",
            ]
        ),
        (
            .due,
            [
                "到期", "交期", "交货期", "交付期", "到期日", "约定交期", "合同约定交期", "约定到货时间", "合同约定到货时间",
                "合同约定交货时间", "剩余交期", "剩余设备到货时间", "合同约定剩余设备到货时间", "预计到货时间", "due", "due date",
                "due by contract", "rest due", "rest due by contract", "delivery due",
                "delivery date",
            ]
        ),
        (
            .arrived,
            [
                "到货", "到货时间", "到货日期", "实际到货时间", "到货情况", "arrived", "arrival", "arrival date",
                "delivered",
            ]
        ),
        (
            .arrivedValue,
            [
                "已到货金额", "到货金额", "累计到货金额", "已到货设备金额", "value arrived", "arrived value",
                "amount arrived",
            ]
        ),
        (
            .paidInAll,
            [
                "已付", "已付款", "已支付", "支付", "付款", "已付金额", "已支付金额", "支付金额", "付款金额", "已付合计",
                "付款合计", "累计已付", "累计付款", "累计支付", "累计已支付", "累计支付金额", "累计付款金额", "累计已付金额",
                "paid", "payment", "payments", "amount paid", "paid in all", "total paid",
                "paid to date", "paid total",
            ]
        ),
        (
            .unpaid,
            [
                "未付", "未付款", "未支付", "未付金额", "未支付金额", "未付余额", "尚未支付", "尚未支付金额", "unpaid",
                "outstanding", "balance", "remaining",
            ]
        ),
        (.unit, ["单位", "金额单位", "unit"]),
        (.currency, ["币种", "货币", "currency"]),
        (.basis, ["依据", "basis"]),
        (.source, ["来源", "资料来源", "source"]),
        (.remark, ["备注", "说明", "note", "notes", "remark", "remarks", "comment", "comments"]),
    ]
}

/// A heading of a contract table, understood.
struct ColumnHeading: Equatable {
    /// What the column holds.
    var column: ContractColumn
    /// The unit that the heading states.
    var unit: MoneyUnit?
    /// The date up to which the figures are, as the heading states it.
    var asOf: DateInterval?

    private static let columns: [String: ContractColumn] = {
        var columns: [String: ContractColumn] = [:]
        for (column, words) in ContractColumn.synonyms {
            for word in words { columns[compact(word)] = column }
        }
        return columns
    }()

    /// Reads a heading; nil for one that is not understood.
    init?(_ text: String) {
        var heading = folded(text)
        for bracket in heading.matches(of: #/[(\[【]([^()\[\]【】]*)[)\]】]/#).reversed() {
            if let unit = MoneyUnit(String(bracket.1)) {
                self.unit = unit
                heading.replaceSubrange(bracket.range, with: "")
            }
        }
        if let split = heading.lastIndex(where: { ",/:".contains($0) }),
            let unit = MoneyUnit(String(heading[heading.index(after: split)...]))
        {
            self.unit = unit
            heading = String(heading[..<split])
        }
        for tax in ["不含税", "含税", "不含增值税", "含增值税", "excl. vat", "incl. vat"] {
            heading = heading.replacing(tax, with: "")
        }
        let dated =
            #/[0-9]{4}(?:\s*-?\s*[hq][1-4]|\s*年?\s*(?:[上下]半年|第?[一二三四1-4]季度?)|(?:[-\/.]|年)\s*[0-9]{1,2}(?:(?:[-\/.]|月)\s*[0-9]{1,2}\s*日?|\s*月)?|\s*年度?)?/#
        var isCumulative = heading.contains(#/截|累计|合计|至|total|to date|in all/#)
        if let found = heading.firstMatch(of: dated),
            let date = StatedDate.read(String(found.0).replacing("年度", with: "年"))
        {
            asOf = date
            let after = heading[found.range.upperBound...]
            let before = heading[..<found.range.lowerBound]
            isCumulative =
                isCumulative || after.hasPrefix("末") || after.hasPrefix("底")
                || before.contains(#/\b(?:to|by|at|until|as of|end)\b/#)
            heading = before + " " + after
            heading = heading.replacing(
                #/截至|截止|末|底|止|期间|年度|\b(?:to the end of|to end of|to end|as of|as at|at|by|in|during|until|end)\b/#,
                with: " "
            )
        }
        guard let column = Self.columns[Self.compact(heading)] else { return nil }
        self.column = column
        if column == .paidInAll, let period = asOf, !isCumulative {
            (self.column, asOf) = (.paid(period), nil)
        }
    }

    private static func compact(_ text: String) -> String {
        String(text.filter { $0.isLetter || $0.isNumber || $0 == "#" })
    }
}
