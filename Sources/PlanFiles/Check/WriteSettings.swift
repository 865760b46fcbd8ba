public import PlanModel

/// Reads settings of write times as they stand on a command line: `dose=25 uC/cm2`.
///
/// Units, ranges and distributions are those of the plan file; a bare number is in the canonical
/// unit.
public enum WriteSettings {
    /// The names that can be set: those of plates, then those of writers.
    public static let names = parameters.map(\.name)

    /// Reads settings.
    ///
    /// - Parameter texts: each `NAME=VALUE`.
    /// - Returns: the settings that are right, and a sentence for each thing that is wrong.
    public static func read(_ texts: [String]) -> (settings: [WriteSetting], problems: [String]) {
        var settings: [WriteSetting] = []
        var complaints: [String] = []
        for text in texts {
            guard let split = text.firstIndex(of: "="), split > text.startIndex else {
                complaints.append("\(quoted(text)) is not NAME=VALUE, such as dose=25 uC/cm2")
                continue
            }
            let name = trimmed(text[..<split])
            let value = trimmed(text[text.index(after: split)...])
            guard let entry = parameter(name) else {
                complaints.append("\(text): unknown name \(quoted(name))" + hint(name))
                continue
            }
            if settings.contains(where: { $0.parameter == entry.parameter }) {
                complaints.append("\(text): \(entry.name) is set twice; set it once")
                continue
            }
            let problems = Problems()
            if let setting = setting(entry, value, problems) { settings.append(setting) }
            complaints += problems.sorted().map { text + ": " + complaint($0, value, entry) }
        }
        return (settings, complaints)
    }

    // MARK: Names

    private struct Parameter {
        var parameter: WriteParameter
        var name: String
        var shape: FigureShape
        var writerClasses: [WriterClass]
    }

    private static let parameters: [Parameter] = plateParameters + writerParameters

    private static let plateParameters: [Parameter] = [
        plate(.dose, "dose", [.vsb, .multibeam]), plate(.shots, "shots_per_pass", [.vsb]),
        Parameter(
            parameter: .sigma,
            name: "sigma",
            shape: FigureShape(
                unit: Number.self,
                kinds: .value,
                range: DistributionCheck.sigmas
            ),
            writerClasses: [.vsb]
        ),
        plate(.passes, "passes", WriterClass.allCases), plate(.density, "density", [.vsb]),
    ]

    private static let writerParameters: [Parameter] =
        WriterField.allCases.map { field in
            Parameter(
                parameter: .constant(field),
                name: field.rawValue,
                shape: figureShape(PlanShape.constant(field).shape, field.rawValue),
                writerClasses: WriterClass.allCases
                    .filter { PlanShape.isRequired(field, of: $0) != nil }
            )
        } + [
            Parameter(
                parameter: .meanTimeBetweenFailures,
                name: "mtbf",
                shape: figureShape(PlanShape.group.field("mtbf")?.shape, "mtbf"),
                writerClasses: WriterClass.allCases
            )
        ]

    /// A parameter with the limits of that key of a layer class.
    private static func plate(
        _ parameter: WriteParameter,
        _ key: String,
        _ writerClasses: [WriterClass]
    ) -> Parameter {
        let field = PlanShape.layerClass.allFields.first { $0.name == key }
        return Parameter(
            parameter: parameter,
            name: key,
            shape: figureShape(field?.shape, key),
            writerClasses: writerClasses
        )
    }

    private static func figureShape(_ shape: Shape?, _ key: String) -> FigureShape {
        guard case .figure(let figure)? = shape else {
            preconditionFailure("\(key) is no figure of the plan file")
        }
        return figure
    }

    private static func parameter(_ name: String) -> Parameter? {
        let full = name == "shots" ? "shots_per_pass" : name
        return parameters.first { $0.name == full }
    }

    private static func hint(_ name: String) -> String {
        if let nearest = nearestName(to: name, among: names) {
            return "; did you mean '\(nearest)'?"
        }
        return "; expected one of " + names.joined(separator: ", ")
    }

    // MARK: Values

    private static func setting(
        _ entry: Parameter,
        _ value: String,
        _ problems: Problems
    ) -> WriteSetting? {
        guard let node = node(value, entry.shape.unit, problems) else { return nil }
        for key in ["basis", "source"] where node[key] != nil {
            problems.add(
                .structure,
                at: place,
                path: entry.name,
                "what is set counts as assumed; leave out \(key)"
            )
        }
        let reader = FigureReader(shape: entry.shape, path: entry.name, problems: problems)
        guard var figure = reader.read(node), !problems.hasErrors else { return nil }
        figure.basis = .assumed
        figure.source = nil
        let text = ResolvedText.valueText(figure, entry.shape.unit)
        return WriteSetting(
            parameter: entry.parameter,
            name: entry.name,
            figure: figure,
            isNumber: node.text != nil,
            text: figure.distribution.fixedValue == nil ? "{\(text)}" : text,
            writerClasses: entry.writerClasses
        )
    }

    /// The value as a plan file would hold it: flow YAML, or a number with its unit.
    private static func node(
        _ value: String,
        _ unit: any UnitOfMeasure.Type,
        _ problems: Problems
    ) -> SourceNode? {
        guard value.hasPrefix("{") || value.hasPrefix("[") else {
            let isBare = NumberText.number(value) != nil && unit.dimension.bareSize == nil
            return .scalar(isBare ? value + " " + unit.symbol : value, at: place)
        }
        do {
            var yaml = YAMLSource(file: "", valueCount: 0)
            return try yaml.read(value)
        } catch let error as YAMLSource.Failure {
            problems.add(.structure, at: place, path: "", error.message)
        } catch {
            problems.add(.structure, at: place, path: "", "not YAML: \(error)")
        }
        return nil
    }

    private static let place = SourceLocation(file: "", line: 1, column: 1)

    /// The message about a setting, with the limits where it does not say what was expected.
    private static func complaint(_ issue: Issue, _ value: String, _ entry: Parameter) -> String {
        let isInside = !issue.path.isEmpty && issue.path != entry.name
        let message = (isInside ? "\(issue.path): " : "") + issue.message
        if value.hasPrefix("{") || message.contains("expected") { return message }
        return message + "; expected " + entry.shape.range.text(entry.shape.unit)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
