internal import CKernels
internal import PlanModel

extension WriterField {
    /// Where the kernels read the constant, in the unit of `WriterField.unit`.
    var slot: Int { Int(entry.rawValue) }

    private var entry: mr_writer_field {
        switch self {
        case .currentDensity: MR_W_CURRENT_DENSITY
        case .settling: MR_W_SETTLING
        case .subField: MR_W_SUB_FIELD
        case .subFieldSettling: MR_W_SUB_FIELD_SETTLING
        case .stripeWidth: MR_W_STRIPE_WIDTH
        case .stageSpeed: MR_W_STAGE_SPEED
        case .stripeTurn: MR_W_STRIPE_TURN
        case .backscatter: MR_W_BACKSCATTER
        case .calibration: MR_W_CALIBRATION
        case .overhead: MR_W_OVERHEAD
        case .fieldHeight: MR_W_FIELD_HEIGHT
        case .fieldWidth: MR_W_FIELD_WIDTH
        case .pixel: MR_W_PIXEL
        case .pixelRate: MR_W_PIXEL_RATE
        case .beams: MR_W_BEAMS
        case .duty: MR_W_DUTY
        case .beamCurrent: MR_W_BEAM_CURRENT
        case .mainFieldSettling: MR_W_MAIN_FIELD_SETTLING
        case .heatingDelay: MR_W_HEATING_DELAY
        case .drift: MR_W_DRIFT
        case .spread: MR_W_SPREAD
        }
    }
}

/// A float of an exposure case, and in its type the unit in which the kernel reads it.
struct ExposureSlot<Unit: UnitOfMeasure> {
    let index: Int

    fileprivate init(_ entry: mr_exposure_floats) {
        index = Int(entry.rawValue)
    }
}

extension ExposureSlot where Unit == MicrocoulombsPerSquareCentimetre {
    static var dose: Self { Self(MR_X_DOSE) }
}

extension ExposureSlot where Unit == Number {
    static var shots: Self { Self(MR_X_SHOTS_MEDIAN) }
    static var passes: Self { Self(MR_X_PASSES) }
}

extension ExposureSlot where Unit == Share {
    static var shotSpread: Self { Self(MR_X_SHOTS_SIGMA) }
    static var setWeight: Self { Self(MR_X_SET_WEIGHT) }
    static var ownWeight: Self { Self(MR_X_OWN_WEIGHT) }
    static var density: Self { Self(MR_X_DENSITY) }
    static var drift: Self { Self(MR_X_DRIFT) }
    static var spread: Self { Self(MR_X_SPREAD) }
}

extension ExposureSlot where Unit == PerHour {
    static var failureRate: Self { Self(MR_X_FAILURE_RATE) }
    static var binsPerHour: Self { Self(MR_X_BINS_PER_HOUR) }
}
