/// Student's t distribution, for intervals from few batches.
public enum StudentDistribution {
    /// The value that t exceeds with a chance of 2.5 %, within 10⁻³; 10⁻⁴ from 14 degrees of freedom on.
    ///
    /// - Parameter degrees: degrees of freedom, at least 1.
    /// - Returns: the 97.5 % quantile.
    /// - Source: Fisher, Cornish 1960, doi:10.1080/00401706.1960.10489895, three terms;
    ///   below 14 degrees its table in NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
    public static func upperQuantile(degrees: Int) -> Double {
        precondition(degrees >= 1, "an interval needs two observations")
        if degrees <= few.count { return few[degrees - 1] }
        let z = 1.959963984540054
        let z2 = z * z
        let v = Double(degrees)
        let first = z * (z2 + 1) / 4
        let second = z * ((5 * z2 + 16) * z2 + 3) / 96
        let third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
        return z + (first + (second + third / v) / v) / v
    }

    private static let few = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    ]
}
