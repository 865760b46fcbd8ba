/// Something that is drawn for each row of a table.
public struct VegaMark: Sendable, Codable, Equatable {
    /// Its kind in Vega, such as `rect`.
    public var type: String
    /// Whether its parts are read aloud; the chart's description stands for all of them.
    public var aria = false
    /// Whether it is cut off at the plot's edge.
    public var clip: Bool?
    /// The rows; nil for a single one.
    public var from: Source?
    /// How it looks.
    public var encode: Encoding
    /// What a group holds.
    public var marks: [VegaMark]?

    /// Where rows come from.
    public struct Source: Sendable, Codable, Equatable {
        /// A table.
        public var data: String?
        /// A table cut into groups.
        public var facet: Facet?
    }

    /// A table cut into groups.
    public struct Facet: Sendable, Codable, Equatable {
        /// Name of each part.
        public var name: String
        /// The table.
        public var data: String
        /// Fields by which it is cut.
        public var groupby: [String]
    }

    /// How a mark looks.
    public struct Encoding: Sendable, Codable, Equatable {
        /// Always.
        public var update: [String: VegaChannel]
    }

    /// Draws a mark for each row of a table.
    ///
    /// - Parameters:
    ///   - type: its kind in Vega.
    ///   - data: the table.
    ///   - isClipped: whether it is cut off at the plot's edge.
    ///   - channels: how it looks.
    public init(
        _ type: String,
        _ data: String,
        isClipped: Bool = false,
        _ channels: [String: VegaChannel]
    ) {
        self.type = type
        from = Source(data: data)
        clip = isClipped ? true : nil
        encode = Encoding(update: channels)
    }

    /// Draws a single mark.
    ///
    /// - Parameters:
    ///   - type: its kind in Vega.
    ///   - channels: how it looks.
    public init(_ type: String, _ channels: [String: VegaChannel]) {
        self.type = type
        encode = Encoding(update: channels)
    }

    /// Draws marks for each part of a table.
    ///
    /// - Parameters:
    ///   - facet: how the table is cut.
    ///   - marks: what is drawn of each part.
    public init(facet: Facet, _ marks: [VegaMark]) {
        type = "group"
        from = Source(facet: facet)
        encode = Encoding(update: [:])
        self.marks = marks
    }
}

/// Where one property of a mark comes from.
public struct VegaChannel: Sendable, Codable, Equatable {
    /// A scale to go through.
    public var scale: String?
    /// A field of the row.
    public var field: String?
    /// A fixed value.
    public var value: VegaValue?
    /// An expression, such as a plot's width.
    public var signal: String?
    /// Part of a band, from 0 to 1.
    public var band: Double?
    /// Added to the result [px].
    public var offset: Double?

    /// A field, through a scale if one is named.
    public static func field(
        _ field: String,
        _ scale: String? = nil,
        band: Double? = nil,
        offset: Double? = nil
    ) -> VegaChannel {
        VegaChannel(scale: scale, field: field, band: band, offset: offset)
    }

    /// A fixed value, through a scale if one is named.
    public static func value(
        _ value: VegaValue,
        _ scale: String? = nil,
        offset: Double? = nil
    ) -> VegaChannel {
        VegaChannel(scale: scale, value: value, offset: offset)
    }

    /// The width of a band, or a part of it.
    public static func band(_ scale: String, _ part: Double = 1) -> VegaChannel {
        VegaChannel(scale: scale, band: part)
    }

    /// An expression.
    public static func signal(_ signal: String) -> VegaChannel { VegaChannel(signal: signal) }
}

/// An axis.
public struct VegaAxis: Sendable, Codable, Equatable {
    /// `bottom`, `left` and so on.
    public var orient: String
    /// Its scale.
    public var scale: String
    /// What it shows, with its unit.
    public var title: String?
    /// Format of its labels.
    public var format: String?
    /// What the format is of: `number`, `utc`.
    public var formatType: String?
    /// Whether it has lines across the plot.
    public var grid: Bool?
    /// Whether it has ticks.
    public var ticks: Bool?
    /// Whether it has a line of its own.
    public var domain: Bool?
    /// About how many ticks.
    public var tickCount: Double?
    /// Where ticks are.
    public var values: [Double]?
    /// Whether labels that would overlap are left out.
    public var labelOverlap: Bool?
    /// Least room between labels where those that would overlap are left out [px].
    public var labelSeparation: Double?
    /// Longest label [px].
    public var labelLimit: Double?
    /// Between labels and axis [px].
    public var labelPadding: Double?

    /// Names an axis.
    public init(_ orient: String, _ scale: String, title: String? = nil) {
        (self.orient, self.scale, self.title) = (orient, scale, title)
    }

    /// Years beneath bars.
    static var years: VegaAxis {
        var axis = VegaAxis("bottom", "x")
        axis.ticks = false
        return axis
    }

    /// Amounts beside bars, with lines across.
    static func amounts(_ title: String) -> VegaAxis {
        var axis = VegaAxis("left", "y", title: title)
        (axis.grid, axis.domain, axis.ticks, axis.format) = (true, false, false, ",~f")
        axis.tickCount = 6
        return axis
    }
}

/// A legend.
public struct VegaLegend: Sendable, Codable, Equatable {
    /// Scale of filled symbols.
    public var fill: String?
    /// Scale of lines.
    public var stroke: String?
    /// Scale of dash patterns.
    public var strokeDash: String?
    /// What it shows, with its unit.
    public var title: String?
    /// Where it is.
    public var orient = "bottom"
    /// `horizontal` or `vertical`.
    public var direction = "horizontal"
    /// How many side by side.
    public var columns: Double?
    /// Shape of a symbol.
    public var symbolType: String?
    /// Longest label [px].
    public var labelLimit: Double? = 220
}
