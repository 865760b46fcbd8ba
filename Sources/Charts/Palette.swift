/// The colours of charts and pages, for one scheme.
///
/// Eight colours that people with any kind of colour vision tell apart, and two ramps whose steps
/// differ in lightness. Nothing is said by colour alone: marks have labels, dashes or numbers.
///
/// - Source: Okabe, Ito, Color Universal Design (2008), jfly.uni-koeln.de/color; the ramp of nodes
///   is cividis of Nuñez, Anderton, Renslow, doi:10.1371/journal.pone.0199239, at ten places.
public struct Palette: Sendable, Equatable {
    /// Names of CSS variables, without their dashes, and colours.
    public var colours: [(name: String, colour: String)]

    /// On white.
    public static let light = Palette(
        colours: [
            ("paper", "#ffffff"), ("card", "#f6f8fa"), ("ink", "#16202b"), ("ink-soft", "#55616e"),
            ("rule", "#d7dde3"), ("grid", "#e8ecf0"), ("accent", "#0072b2"), ("mark", "#b24400"),
            ("band-wide", "#cfe3f1"), ("band-narrow", "#93c1e0"), ("line", "#00507d"),
            ("fill", "#5aa2cf"), ("fill-soft", "#b9d7ea"), ("assumed", "#fdf1dc"),
            ("assumed-ink", "#7a4a00"),
            ("cat-1", "#0072b2"), ("cat-2", "#d55e00"), ("cat-3", "#009e73"), ("cat-4", "#b8578f"),
            ("cat-5", "#c98600"), ("cat-6", "#3b9bd1"), ("cat-7", "#16202b"), ("cat-8", "#8a7c00"),
            ("heat-0", "#f1f5f8"), ("heat-1", "#cfe3f1"), ("heat-2", "#93c1e0"),
            ("heat-3", "#4f94c4"), ("heat-4", "#14689f"), ("heat-5", "#003a5d"),
            ("heat-ink-0", "#16202b"), ("heat-ink-1", "#ffffff"),
        ] + ramp(reversed: true)
    )

    /// On near black.
    public static let dark = Palette(
        colours: [
            ("paper", "#11161c"), ("card", "#1a212a"), ("ink", "#e9eef3"), ("ink-soft", "#a3afbb"),
            ("rule", "#36414d"), ("grid", "#28323c"), ("accent", "#6ab8ea"), ("mark", "#ff9d5c"),
            ("band-wide", "#1e3a50"), ("band-narrow", "#2f658c"), ("line", "#8fd0f7"),
            ("fill", "#3f8ebf"), ("fill-soft", "#28506b"), ("assumed", "#3a2c12"),
            ("assumed-ink", "#ffd591"),
            ("cat-1", "#56b4e9"), ("cat-2", "#ff8a3c"), ("cat-3", "#2ec79b"), ("cat-4", "#e08fbd"),
            ("cat-5", "#f0b429"), ("cat-6", "#3b86c4"), ("cat-7", "#e9eef3"), ("cat-8", "#d8cb3a"),
            ("heat-0", "#1f2831"), ("heat-1", "#1e3a50"), ("heat-2", "#265a80"),
            ("heat-3", "#3f8ebf"), ("heat-4", "#7cc2ee"), ("heat-5", "#cdeafc"),
            ("heat-ink-0", "#e9eef3"), ("heat-ink-1", "#0b1015"),
        ] + ramp(reversed: false)
    )

    private static func ramp(reversed: Bool) -> [(name: String, colour: String)] {
        let cividis = [
            "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369",
            "#e1cc55", "#fee838",
        ]
        // The finest node, the last one, stands out from the paper.
        let steps = reversed ? Array(cividis.reversed()) : cividis
        return steps.enumerated().map { ("node-\($0.offset + 1)", $0.element) }
    }

    /// The colours as declarations of CSS.
    public var declarations: String {
        colours.map { "--\($0.name):\($0.colour);" }.joined()
    }

    /// Tells whether two palettes are the same.
    public static func == (left: Palette, right: Palette) -> Bool {
        left.declarations == right.declarations
    }

    /// Colours that tell categories apart, in order; they repeat after eight.
    public static func category(_ index: Int) -> String { "var(--cat-\(index % 8 + 1))" }

    /// Dash patterns that go with them, so that lines differ without colour too.
    public static func dash(_ index: Int) -> [Double] {
        [[], [7, 3], [2, 2], [9, 3, 2, 3], [4, 2], [12, 4], [2, 4], [6, 2, 2, 2, 2, 2]][index % 8]
    }

    /// Colours of nodes from coarse to fine, spread over the ramp.
    ///
    /// - Parameter count: number of nodes.
    /// - Returns: one each.
    public static func nodes(_ count: Int) -> [String] {
        guard count > 1 else { return ["var(--node-10)"] }
        return (0..<count).map { "var(--node-\(1 + $0 * 9 / (count - 1)))" }
    }
}
