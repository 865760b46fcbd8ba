/// A technology node that the fab makes plates for, or a product in its place.
public struct TechnologyNode: Sendable {
    /// The node [nm].
    public var node: Int
    /// Share of good plates in the target mix; shares are normalised to sum to 1 [1].
    public var mix: Figure
    /// Plates of one mask set [plates].
    public var platesPerSet: Figure?
    /// Layer classes in alphabetical order; their shares sum to 1.
    public var layerClasses: [LayerClass]
    /// Share of plates that need a second write (phase shift) [1].
    public var secondLevelShare: Figure?
    /// Good plates per plate started when the node opens [1].
    public var yieldStart: Figure
    /// The same when mature [1].
    public var yieldMature: Figure
    /// From opening to mature yield [months].
    public var yieldMatureAfter: Figure
    /// From all tools accepted to the line run through [months].
    public var qualification: Figure
    /// From run-through to the first delivery to a customer [months].
    public var sampling: Figure
    /// Probability that a round of first samples fails and sampling starts again; nil for none [1].
    public var sampleFailure: Figure?
    /// From first delivery to volume orders: the customer's verification [months].
    public var verification: Figure
    /// Plates a month that customers take before volume [plates per month].
    public var samplePlates: Figure
    /// Price of a plate [money unit].
    public var price: Figure?
    /// The second write of phase-shift plates, if it is written as a layer class is; its share is 1.
    public var secondWrite: LayerClass?
    /// Mask sets that are ordered for each thousand wafers [sets].
    public var tapeOutsPerThousandWafers: Figure?
    /// Plates that are replaced for each thousand wafers, besides new sets [plates].
    public var replacementPlatesPerThousandWafers: Figure?
    /// How orders follow one another in a flow simulation; nil for at random.
    public var orders: OrderPattern?
    /// The product that it stands for, where the plan makes no plates; `node` then is its number.
    public var product: Product?

    /// Makes a node.
    public init(
        node: Int,
        mix: Figure,
        platesPerSet: Figure?,
        layerClasses: [LayerClass],
        secondLevelShare: Figure?,
        yieldStart: Figure,
        yieldMature: Figure,
        yieldMatureAfter: Figure,
        qualification: Figure,
        sampling: Figure,
        verification: Figure,
        samplePlates: Figure,
        price: Figure?,
        secondWrite: LayerClass? = nil,
        sampleFailure: Figure? = nil,
        tapeOutsPerThousandWafers: Figure? = nil,
        replacementPlatesPerThousandWafers: Figure? = nil,
        orders: OrderPattern? = nil,
        product: Product? = nil
    ) {
        self.node = node
        self.mix = mix
        self.platesPerSet = platesPerSet
        self.layerClasses = layerClasses
        self.secondLevelShare = secondLevelShare
        self.yieldStart = yieldStart
        self.yieldMature = yieldMature
        self.yieldMatureAfter = yieldMatureAfter
        self.qualification = qualification
        self.sampling = sampling
        self.sampleFailure = sampleFailure
        self.verification = verification
        self.samplePlates = samplePlates
        self.price = price
        self.secondWrite = secondWrite
        self.tapeOutsPerThousandWafers = tapeOutsPerThousandWafers
        self.replacementPlatesPerThousandWafers = replacementPlatesPerThousandWafers
        self.orders = orders
        self.product = product
    }
}

/// Plates of one node that are written alike.
public struct LayerClass: Sendable {
    /// Name under which reports list a second write.
    public static let secondWriteName = "second write"

    /// Name, such as `critical`.
    public var name: String
    /// Share of the node's plates, a plain value [1].
    public var share: Figure
    /// Kind of writer that it needs.
    public var writerClass: WriterClass
    /// Shots of one pass, random from plate to plate [shots]; vsb only.
    public var shotsPerPass: Figure?
    /// Resist dose [µC/cm²]: vsb of all passes together, multibeam of each.
    public var dose: Figure?
    /// Writing passes [1].
    public var passes: Figure
    /// Exposed share of the area around a shot, for the backscatter correction; may be random from
    /// plate to plate [1].
    public var density: Figure?

    /// Makes a layer class.
    public init(
        name: String,
        share: Figure,
        writerClass: WriterClass,
        shotsPerPass: Figure?,
        dose: Figure?,
        passes: Figure,
        density: Figure?
    ) {
        self.name = name
        self.share = share
        self.writerClass = writerClass
        self.shotsPerPass = shotsPerPass
        self.dose = dose
        self.passes = passes
        self.density = density
    }
}
