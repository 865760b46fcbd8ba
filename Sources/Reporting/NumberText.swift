internal import Foundation

/// Numbers as a person reads them.
public enum NumberText {
    /// A whole number with a comma between groups of three digits.
    public static func whole(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return value < 0 ? "-" + text : text
    }

    /// A time in one unit, as nobody needs it finer.
    ///
    /// - Parameter seconds: the time [s].
    /// - Returns: such as `12 min`.
    public static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<1: "less than a second"
        case ..<90: "\(Int(seconds.rounded())) s"
        case ..<5400: "\(Int((seconds / 60).rounded())) min"
        case ..<172_800: "\(Int((seconds / 3600).rounded())) h"
        default: "\(decimal((seconds / 86_400).rounded(), decimals: 0)) days"
        }
    }

    /// A number with so many decimals and commas between thousands.
    public static func decimal(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        if decimals <= 0 {
            let scale = pow(10, Double(-decimals))
            return whole(Int((value / scale).rounded() * scale))
        }
        let text = String(format: "%.\(decimals)f", abs(value))
        let parts = text.split(separator: ".")
        let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
        let sign = value < 0 && !isZero ? "-" : ""
        return sign + whole(Int(parts[0]) ?? 0) + "." + parts[1]
    }

    /// An estimate with no more digits than its standard error supports: the last one is that of
    /// the error's first.
    public static func estimate(_ value: Double, standardError: Double) -> String {
        guard standardError > 0 else {
            return value == value.rounded() ? whole(Int(value)) : decimal(value, decimals: 1)
        }
        return decimal(value, decimals: min(3, -Int(log10(standardError).rounded(.down))))
    }

    /// A whole quantile of a result whose mean has this standard error.
    ///
    /// The error of a tenth or ninetieth percentile of normal results is 1.7 times that of their
    /// mean.
    public static func quantile(_ value: Int, standardErrorOfMean: Double) -> String {
        let error = max(1, 1.7 * standardErrorOfMean)
        return estimate(Double(value), standardError: error)
    }

    /// A probability or share in percent, with one decimal below ten and never 0 or 100 for what
    /// is neither.
    public static func percent(_ share: Double) -> String {
        if share <= 0 { return "0 %" }
        if share >= 1 { return "100 %" }
        if share < 0.001 { return "<0.1 %" }
        if share > 0.999 { return ">99.9 %" }
        let isFine = share < 0.1 || share > 0.99
        return decimal(share * 100, decimals: isFine ? 1 : 0) + " %"
    }

    /// A share that so many replications gave: as `percent`, but with a decimal only where the
    /// standard error is below one percent.
    ///
    /// - Parameters:
    ///   - share: from 0 to 1.
    ///   - replications: number of replications.
    /// - Returns: the text, with its unit.
    public static func percent(_ share: Double, replications: UInt64) -> String {
        let error = (share * (1 - share) / Double(max(1, replications))).squareRoot()
        guard share > 0, share < 1, error >= 0.01 else { return percent(share) }
        return decimal(share * 100, decimals: 0) + " %"
    }

    /// Hours with two decimals at most, one from a hundred hours, and no more than their standard
    /// error supports.
    ///
    /// - Parameters:
    ///   - hours: an estimate [h].
    ///   - standardError: its standard error [h]; 0 for a figure without one.
    /// - Returns: the number without its unit.
    public static func hours(_ hours: Double, standardError: Double) -> String {
        estimate(hours, standardError: max(hours < 100 ? 0.01 : 0.1, standardError))
    }
}
