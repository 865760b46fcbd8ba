internal import ArgumentParser
internal import CPUEngine
internal import MonteCarlo
internal import OpenCLEngine
internal import Reporting

/// Engines and devices.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "List the engines and devices that can be used, and why others cannot."
    )

    @Option(help: "table or json, on standard output.")
    var format = OutputFormat.table

    func run() throws {
        let cpu = CPUEngine()
        let listing = OpenCLListing()
        var rows = [
            DeviceDocument.Row(
                engine: "cpu",
                device: cpu.identity.device,
                driver: cpu.identity.driver,
                kind: "cpu",
                units: cpu.threadCount,
                memoryMegabytes: nil
            )
        ]
        for (index, device) in listing.devices.enumerated() {
            rows.append(
                .init(
                    engine: "opencl:\(index)",
                    device: device.name,
                    driver: device.driver,
                    kind: device.kind,
                    units: device.computeUnits,
                    memoryMegabytes: device.memory / 1_000_000
                )
            )
        }
        var unusable = listing.unusable.map { "\($0.name): \($0.reason)" }
        if let message = listing.unavailable {
            unusable.append("opencl: \(message)")
        } else if listing.devices.isEmpty {
            unusable.append(
                "opencl: no device was found; install a driver such as pocl-opencl-icd"
            )
        }
        let document = DeviceDocument(maskramp: Version.text, devices: rows, unusable: unusable)
        switch format {
        case .json: try Console.result(try JSONText.data(document))
        case .table: try Console.result(document.lines().joined(separator: "\n") + "\n")
        }
    }
}

/// `devices --format json`.
private struct DeviceDocument: Encodable {
    struct Row: Encodable {
        var engine: String
        var device: String
        var driver: String
        var kind: String
        var units: Int
        var memoryMegabytes: Int?

        enum CodingKeys: String, CodingKey {
            case engine, device, driver, kind, units
            case memoryMegabytes = "memory_megabytes"
        }
    }

    var maskramp: String
    var devices: [Row]
    var unusable: [String]

    func lines() -> [String] {
        var table = TextTable(columns: [
            ("engine", .left), ("kind", .left), ("units", .right), ("memory", .right),
            ("device", .left),
        ])
        for row in devices {
            table.add([
                row.engine, row.kind, String(row.units),
                row.memoryMegabytes.map { NumberText.whole($0) + " MB" } ?? "", row.device,
            ])
        }
        let drivers = devices.map { "  \($0.engine): \($0.driver)" }
        let reasons = unusable.isEmpty ? [] : ["", "Cannot be used:"] + unusable.map { "  " + $0 }
        return ["Engines that can be used"] + table.lines() + ["", "Drivers"] + drivers + reasons
    }
}
