public import PlanModel

/// Hours to write one plate, in parts.
public struct WriteTime: Sendable, Equatable {
    /// Beam on [h].
    public var beam = 0.0
    /// Settling of shots and sub-fields [h].
    public var settling = 0.0
    /// Stripes and turns [h].
    public var stage = 0.0
    /// Calibration [h].
    public var calibration = 0.0
    /// Load, pump, soak, align, unload [h].
    public var overhead = 0.0
    /// The part that grows with the shots, its share of calibration included [h].
    public var withShots = 0.0

    /// All parts [h].
    public var total: Double { beam + settling + stage + calibration + overhead }

    /// The time of one plate.
    ///
    /// - Parameters:
    ///   - writerClass: how the writer exposes.
    ///   - writer: its constants, in the units of `WriterField`; drift and spread are not among them.
    ///   - motion: how its stage moves.
    ///   - shots: of one pass.
    ///   - dose: of all passes for vsb, of each pass for multibeam [µC/cm²].
    ///   - passes: writing passes [1].
    ///   - density: exposed share of the area around a shot [1].
    /// - Source: docs/model.md, "Write time".
    public init(
        _ writerClass: WriterClass,
        writer: [WriterField: Double],
        stage motion: StageMotion = .sum,
        shots: Double,
        dose: Double,
        passes: Double,
        density: Double
    ) {
        func w(_ field: WriterField) -> Double {
            writer[field] ?? Self.defaults[field] ?? 0
        }
        let secondsPerHour = 3600.0
        let area = w(.fieldWidth) * w(.fieldHeight)  // mm²
        let stripes = w(.fieldHeight) / (w(.stripeWidth) / 1000)
        let secondsPerStripe = w(.fieldWidth) / w(.stageSpeed) + w(.stripeTurn)
        switch writerClass {
        case .vsb:
            let microsecondsPerShot =
                backscatterCorrection(ratio: w(.backscatter), density: density)
                * dose / w(.currentDensity)
            beam = shots * microsecondsPerShot * 1e-6 / secondsPerHour
            let pause = w(.settling) + w(.heatingDelay)  // ns
            settling = shots * passes * pause * 1e-9 / secondsPerHour
            withShots = (beam + settling) / (1 - w(.calibration))
            if w(.subField) > 0 {
                let subFields = area / (w(.subField) / 1000 * w(.subField) / 1000)
                settling += passes * subFields * w(.subFieldSettling) * 1e-6 / secondsPerHour
            }
            let mainFields = area / (w(.stripeWidth) / 1000 * w(.stripeWidth) / 1000)
            settling += passes * mainFields * w(.mainFieldSettling) * 1e-6 / secondsPerHour
            stage = passes * stripes * secondsPerStripe / secondsPerHour
        case .raster:
            let pixelArea = w(.pixel) * w(.pixel) * 1e-12  // mm²
            beam =
                passes * area / (pixelArea * w(.pixelRate) * w(.beams) * w(.duty)) / secondsPerHour
        case .multibeam:
            // mm²·µC/cm² is 10⁻² µC = 10 nC; over nA that is 10 s.
            beam = passes * area * dose * 10 / (w(.beamCurrent) * w(.duty)) / secondsPerHour
            stage = passes * stripes * secondsPerStripe / secondsPerHour
        }
        if motion == .floor {
            if stage > beam + settling { withShots = 0 }
            stage = max(stage, beam + settling) - (beam + settling)
        }
        let busy = beam + settling + stage
        calibration = busy * w(.calibration) / (1 - w(.calibration))
        overhead = w(.overhead)
    }

    /// Constants that hold where a writer says nothing.
    private static let defaults: [WriterField: Double] = [
        .fieldHeight: 104, .fieldWidth: 132, .duty: 1,
    ]

    /// Mean hours that the tool is taken up until a write comes through uninterrupted.
    ///
    /// - Parameters:
    ///   - squaredVariation: of the shots: variance over squared mean [1].
    ///   - meanTimeBetweenFailures: of the writer [h]; nil when writes are never lost.
    /// - Returns: hours, to third order in the time over the time between failures [h].
    public func meanHours(
        squaredVariation: Double,
        meanTimeBetweenFailures: Double?
    ) -> Double {
        guard let meanTimeBetweenFailures else { return total }
        let meanSquare = total * total + withShots * withShots * squaredVariation
        return total + meanSquare / (2 * meanTimeBetweenFailures)
            + total * meanSquare / (6 * meanTimeBetweenFailures * meanTimeBetweenFailures)
    }
}

/// What the dose is multiplied with, so that edges come out alike at any density.
///
/// - Parameters:
///   - ratio: backscatter ratio η [1].
///   - density: exposed share of the area within the backscatter range [1].
/// - Returns: the factor [1].
public func backscatterCorrection(ratio: Double, density: Double) -> Double {
    (0.5 + ratio / 2) / (0.5 + ratio * density)
}
