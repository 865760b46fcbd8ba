public import PlanModel

/// A unit in which a table states money, such as 万元, `USD` or `10000 CNY`.
public struct MoneyUnit: Sendable, Equatable {
    /// Currency units in one.
    public var size: Int128
    /// ISO 4217 code; nil where none is named: 万元 alone is yuan unless a column says otherwise.
    public var currency: String?

    /// Makes a unit.
    public init(size: Int128, currency: String?) {
        (self.size, self.currency) = (size, currency)
    }

    /// The unit of a plan.
    public init(_ money: Money) {
        self.init(size: Int128(money.unit), currency: money.currency)
    }

    /// Reads a unit; nil for what is none.
    ///
    /// - Parameter text: as written in Chinese or English, in any order of size and currency.
    public init?(_ text: String) {
        var rest = folded(text).filter { !$0.isWhitespace && !",:".contains($0) }[...]
        for word in ["金额单位", "货币单位", "单位", "unit", "in"] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
        }
        var (size, currency, hasYuan): (Int128?, String?, Bool) = (nil, nil, false)
        // Digits alone are a year or a count.
        var hasWord = false
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if !digits.isEmpty {
                guard size == nil, digits.count <= 12, let number = Int128(digits), number > 0
                else { return nil }
                (size, rest) = (number, rest.dropFirst(digits.count))
            } else if let (word, code) = Self.currencies.first(where: { rest.hasPrefix($0.0) }) {
                guard currency == nil || currency == code else { return nil }
                (currency, rest) = (code, rest.dropFirst(word.count))
            } else if let (word, number) = Self.sizes.first(where: { rest.hasPrefix($0.0) }) {
                guard size == nil else { return nil }
                (size, rest, hasWord) = (number, rest.dropFirst(word.count), true)
            } else if !hasYuan, rest.hasPrefix("元") {
                (hasYuan, rest) = (true, rest.dropFirst())
            } else {
                return nil
            }
        }
        guard hasWord || currency != nil || hasYuan else { return nil }
        self.init(size: size ?? 1, currency: currency)
    }

    /// Currencies that a table may name, longest word first where one begins another.
    static let currencies: [(String, String)] = [
        ("人民币", "CNY"), ("rmb", "CNY"), ("cny", "CNY"), ("yuan", "CNY"), ("¥", "CNY"),
        ("美元", "USD"), ("美金", "USD"), ("usd", "USD"), ("us$", "USD"), ("$", "USD"),
        ("欧元", "EUR"), ("eur", "EUR"), ("€", "EUR"), ("日元", "JPY"), ("日圆", "JPY"),
        ("jpy", "JPY"), ("港元", "HKD"), ("港币", "HKD"), ("hkd", "HKD"), ("韩元", "KRW"),
        ("krw", "KRW"), ("新台币", "TWD"), ("台币", "TWD"), ("twd", "TWD"), ("英镑", "GBP"),
        ("gbp", "GBP"), ("瑞士法郎", "CHF"), ("chf", "CHF"), ("新加坡元", "SGD"), ("sgd", "SGD"),
    ]

    /// Words for sizes, longest first where one begins another.
    static let sizes: [(String, Int128)] = [
        ("百万", 1_000_000), ("千万", 10_000_000), ("十亿", 1_000_000_000), ("亿", 100_000_000),
        ("万", 10_000), ("千", 1_000), ("百", 100), ("thousand", 1_000), ("million", 1_000_000),
        ("billion", 1_000_000_000), ("mn", 1_000_000), ("bn", 1_000_000_000), ("k", 1_000),
    ]

    /// `10,000 CNY`.
    public var text: String {
        let code = currency ?? "CNY"
        guard size != 1 else { return code }
        var digits = String(size)
        var place = digits.index(digits.endIndex, offsetBy: -3, limitedBy: digits.startIndex)
        while let at = place, at > digits.startIndex {
            digits.insert(",", at: at)
            place = digits.index(at, offsetBy: -3, limitedBy: digits.startIndex)
        }
        return "\(digits) \(code)"
    }
}
