/// A chart as Vega reads it: data, scales, axes and marks as plain values.
///
/// Colours are CSS variables of `ChartStyle`, so that one chart serves light and dark pages.
///
/// - Source: Vega 5 specification, vega.github.io/vega/docs/specification.
public struct VegaSpec: Sendable, Codable, Equatable {
    /// What the chart says, for people who do not see it.
    public var description: String
    /// Width of the whole chart; the page sets its own [px].
    public var width = 720.0
    /// Height of the plot, without axes [px].
    public var height: Double
    /// Least width at which the chart can be read; narrower pages scroll it [px].
    public var usermeta: Meta
    /// How the size is found.
    public var autosize = Autosize()
    /// Settings of all axes, legends and marks.
    public var config = ChartStyle.config
    /// Tables.
    public var data: [Table]
    /// Scales.
    public var scales: [VegaScale]
    /// Axes.
    public var axes: [VegaAxis]
    /// Legends.
    public var legends: [VegaLegend] = []
    /// What is drawn, from back to front.
    public var marks: [VegaMark]

    /// What the page needs to know.
    public struct Meta: Sendable, Codable, Equatable {
        /// Least width at which the chart can be read [px].
        public var minimumWidth: Double
        /// Width of a legend's entry, by which the page finds how many stand side by side [px].
        public var legendWidth: Double?

        /// Room for the longest of some words in a legend [px]; Chinese ones are as wide as high.
        static func legendWidth(_ words: [String]) -> Double {
            let widths = words.map { word in
                word.unicodeScalars.reduce(0.0) { $0 + ($1.value > 0x2E7F ? 12.5 : 7) }
            }
            return 46 + min(220, widths.max() ?? 0)
        }
    }

    /// How the size is found.
    public struct Autosize: Sendable, Codable, Equatable {
        /// The width counts axes, the height does not.
        public var type = "fit-x"
        /// What a size contains.
        public var contains = "padding"
    }

    /// A table of rows.
    public struct Table: Sendable, Codable, Equatable {
        /// Its name.
        public var name: String
        /// Its rows.
        public var values: [[String: VegaValue]]
        /// What is done with them.
        public var transform: [Transform]?
    }

    /// A transform of a table.
    public struct Transform: Sendable, Codable, Equatable {
        /// Its name in Vega.
        public var type: String
        /// Fields by which rows are grouped.
        public var groupby: [String]?
        /// The order within a group.
        public var sort: Order?
        /// The field that it reads.
        public var field: String?
    }

    /// An order of rows.
    public struct Order: Sendable, Codable, Equatable {
        /// The field.
        public var field: String
        /// `ascending` or `descending`.
        public var order = "ascending"
    }

    /// The rows of a table.
    public func rows(_ name: String) -> [[String: VegaValue]] {
        data.first { $0.name == name }?.values ?? []
    }
}

/// A scale.
public struct VegaScale: Sendable, Codable, Equatable {
    /// Its name.
    public var name: String
    /// Its kind in Vega, such as `linear`.
    public var type: String
    /// What goes in.
    public var domain: Domain
    /// What comes out.
    public var range: Range
    /// Whether the domain holds zero.
    public var zero: Bool?
    /// Whether the domain ends at round numbers.
    public var nice: Bool?
    /// Gap between bands, as a share of a step [1].
    public var paddingInner: Double?
    /// Gap at the ends [1].
    public var paddingOuter: Double?
    /// Gap at the ends [px].
    public var padding: Double?

    /// What goes into a scale.
    public enum Domain: Sendable, Equatable {
        /// The values of some fields of a table.
        case fields(table: String, [String])
        /// Words, in this order.
        case words([String])
        /// Numbers.
        case numbers([Double])
    }

    /// What comes out of a scale.
    public enum Range: Sendable, Equatable {
        /// `width` or `height`.
        case named(String)
        /// Colours.
        case words([String])
        /// Dash patterns.
        case dashes([[Double]])
    }

    /// The times of a table, from left to right.
    static func times(of table: String) -> VegaScale {
        VegaScale(
            name: "x",
            type: "utc",
            domain: .fields(table: table, ["time"]),
            range: .named("width")
        )
    }

    /// Shares from 0 to 1, upwards.
    static let shares = VegaScale(
        name: "y",
        type: "linear",
        domain: .numbers([0, 1]),
        range: .named("height")
    )

    /// Colours and dashes of lines with names, so that nothing is said by colour alone.
    static func lines(_ names: [String]) -> [VegaScale] {
        [
            VegaScale(
                name: "colour",
                type: "ordinal",
                domain: .words(names),
                range: .words(names.indices.map(Palette.category))
            ),
            VegaScale(
                name: "dash",
                type: "ordinal",
                domain: .words(names),
                range: .dashes(names.indices.map(Palette.dash))
            ),
        ]
    }

    /// A row for each name.
    static func rows(_ names: [String], gap: Double) -> VegaScale {
        VegaScale(
            name: "y",
            type: "band",
            domain: .words(names),
            range: .named("height"),
            padding: gap
        )
    }
}

extension VegaScale.Domain: Codable {
    private enum CodingKeys: String, CodingKey { case data, field, fields }

    /// Reads a domain.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: CodingKeys.self) {
            self = .fields(
                table: try container.decode(String.self, forKey: .data),
                try container.decode([String].self, forKey: .fields)
            )
        } else if let numbers = try? [Double](from: decoder) {
            self = .numbers(numbers)
        } else {
            self = .words(try [String](from: decoder))
        }
    }

    /// Writes a domain.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .fields(let table, let fields):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(table, forKey: .data)
            try container.encode(fields, forKey: .fields)
        case .words(let words): try words.encode(to: encoder)
        case .numbers(let numbers): try numbers.encode(to: encoder)
        }
    }
}

extension VegaScale.Range: Codable {
    /// Reads a range.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let name = try? container.decode(String.self) {
            self = .named(name)
        } else if let words = try? container.decode([String].self) {
            self = .words(words)
        } else {
            self = .dashes(try container.decode([[Double]].self))
        }
    }

    /// Writes a range.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .named(let name): try container.encode(name)
        case .words(let words): try container.encode(words)
        case .dashes(let dashes): try container.encode(dashes)
        }
    }
}
