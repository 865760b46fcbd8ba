public import PlanModel

/// Which write times are asked for, and what is different in them from the plan.
public struct ExposureQuestion: Sendable {
    /// Nodes [nm]; all when empty.
    public var nodes: [Int]
    /// Names of layer classes; all when empty.
    public var layerClasses: [String]
    /// Names of writer models or tools; all when empty.
    public var writers: [String]
    /// Figures in place of the plan's, for every row that is selected.
    public var settings: [WriteSetting]
    /// Model or tool that the same plates are also written on.
    public var otherWriter: String?

    /// Asks; for everything as the plan has it unless told otherwise.
    public init(
        nodes: [Int] = [],
        layerClasses: [String] = [],
        writers: [String] = [],
        settings: [WriteSetting] = [],
        otherWriter: String? = nil
    ) {
        self.nodes = nodes
        self.layerClasses = layerClasses
        self.writers = writers
        self.settings = settings
        self.otherWriter = otherWriter
    }
}

/// A question that the plan has no answer to: everything that is wrong with it.
public struct ExposureRefusal: Error, Sendable {
    /// A part of a question.
    public enum Part: String, Sendable {
        /// `ExposureQuestion.nodes`.
        case node
        /// `ExposureQuestion.layerClasses`.
        case layerClass = "layer-class"
        /// `ExposureQuestion.writers`.
        case writer
        /// `ExposureQuestion.settings`.
        case set
        /// `ExposureQuestion.otherWriter`.
        case whatIf = "what-if"
    }

    /// One thing that is wrong.
    public struct Problem: Sendable {
        /// Where.
        public var part: Part
        /// What, and what there is, in one sentence.
        public var message: String
    }

    /// What is wrong, in the order of the parts.
    public var problems: [Problem]
}
