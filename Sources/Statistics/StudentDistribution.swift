/// Student's t distribution, for intervals from few batches.
enum StudentDistribution {
    /// The value that t exceeds with a chance of 2.5 %; within 10⁻⁴ from 14 degrees of freedom on.
    ///
    /// - Parameter degrees: degrees of freedom, at least 14.
    /// - Returns: the 97.5 % quantile.
    /// - Source: Fisher, Cornish 1960, doi:10.1080/00401706.1960.10489895, three terms.
    static func upperQuantile(degrees: Int) -> Double {
        precondition(degrees >= 14, "the series needs at least 14 degrees of freedom")
        let z = 1.959963984540054
        let z2 = z * z
        let v = Double(degrees)
        let first = z * (z2 + 1) / 4
        let second = z * ((5 * z2 + 16) * z2 + 3) / 96
        let third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
        return z + (first + (second + third / v) / v) / v
    }
}
