// swift-tools-version: 6.1
// Rooms and who may import whom: docs/architecture.md. `make imports` checks it.
import PackageDescription

let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// A hash of all that was linked: results and reports name it.
let buildID: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "--build-id=sha1"], .when(platforms: [.linux]))
]

let package = Package(
    name: "MaskRamp",
    products: [.executable(name: "maskramp", targets: ["maskramp"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        // Without its part for Foundation.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "PlanModel", swiftSettings: swift),
        .target(
            name: "PlanFiles",
            dependencies: ["PlanModel", "Yams", "SwiftCSV"],
            swiftSettings: swift
        ),
        // The kernels, compiled for the CPU and kept as text for OpenCL drivers. Optimised in debug
        // builds too: a test runs the same code that a user runs.
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O2", "-Wall", "-Werror"])]),
        .target(name: "COpenCL"),
        .target(name: "CBuild"),
        .target(
            name: "CDigest",
            // Static, so that one file runs on a machine without OpenSSL.
            linkerSettings: [.linkedLibrary(":libcrypto.a", .when(platforms: [.linux]))]
        ),
        .target(
            name: "CWorkbook",
            // Static for the same reason; minizip stands before the zlib that it needs.
            linkerSettings: [
                .linkedLibrary(":libminizip.a", .when(platforms: [.linux])),
                .linkedLibrary(":libz.a", .when(platforms: [.linux])),
                .linkedLibrary(":libexpat.a", .when(platforms: [.linux])),
            ]
        ),
        .target(name: "OpenCLRuntime", dependencies: ["COpenCL"], swiftSettings: swift),
        .target(
            name: "MonteCarlo",
            dependencies: ["PlanModel", "CBuild", "CDigest", "CKernels"],
            swiftSettings: swift
        ),
        .target(name: "CPUEngine", dependencies: ["MonteCarlo", "CKernels"], swiftSettings: swift),
        .target(
            name: "OpenCLEngine",
            dependencies: ["MonteCarlo", "CKernels", "OpenCLRuntime"],
            swiftSettings: swift
        ),
        // Optimised in debug builds too: its tests estimate some thousand times.
        .target(name: "Statistics", swiftSettings: swift + [.unsafeFlags(["-O"])]),
        // Optimised in debug builds too: a table for each of some thousand replications.
        .target(
            name: "Finance",
            dependencies: ["PlanModel"],
            swiftSettings: swift + [.unsafeFlags(["-O"])]
        ),
        .target(
            name: "Forecast",
            dependencies: ["PlanModel", "MonteCarlo", "Statistics", "Finance"],
            swiftSettings: swift
        ),
        .target(
            name: "ContractTables",
            dependencies: ["PlanModel", "PlanFiles", "Finance", "CWorkbook"],
            swiftSettings: swift
        ),
        // Charts of reports and of the planner in the browser: Vega's specifications as values.
        .target(name: "Charts", swiftSettings: swift),
        .target(
            name: "Reporting",
            dependencies: ["PlanModel", "Forecast", "MonteCarlo", "Finance", "ContractTables"],
            swiftSettings: swift
        ),
        // Debian has libxlsxwriter as a shared library alone; it is looked up at run time.
        .target(name: "CSpreadsheet"),
        .target(
            name: "ReportDocument",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "Forecast", "Finance", "Reporting",
                "Charts",
                "CSpreadsheet",
            ],
            swiftSettings: swift
        ),
        .executableTarget(
            name: "maskramp",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "CPUEngine", "OpenCLRuntime",
                "OpenCLEngine",
                "Forecast", "Finance", "ContractTables", "Reporting", "Charts", "ReportDocument",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: swift,
            linkerSettings: buildID
        ),
        .testTarget(
            name: "PlanFilesTests",
            dependencies: ["PlanModel", "PlanFiles"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "OpenCLRuntimeTests",
            dependencies: ["OpenCLRuntime"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "ParityTests",
            dependencies: [
                "PlanModel", "CKernels", "MonteCarlo", "CPUEngine", "OpenCLRuntime", "OpenCLEngine",
            ],
            swiftSettings: swift
        ),
        // Optimised, because they draw some million results of models of their own.
        .testTarget(
            name: "StatisticsTests",
            dependencies: ["Statistics"],
            swiftSettings: swift + [.unsafeFlags(["-O"])]
        ),
        .testTarget(
            name: "FinanceTests",
            dependencies: ["PlanModel", "PlanFiles", "Finance"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "ContractTablesTests",
            dependencies: ["PlanModel", "PlanFiles", "Finance", "ContractTables"],
            exclude: ["Fixtures"],
            swiftSettings: swift
        ),
        // They run the program, which is built because they depend on it.
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["maskramp"],
            exclude: ["Fixtures"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "ReportDocumentTests",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "CPUEngine", "Forecast", "Charts",
                "ReportDocument",
            ],
            swiftSettings: swift
        ),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"], swiftSettings: swift),
        .testTarget(
            name: "MonteCarloTests",
            dependencies: ["PlanModel", "PlanFiles", "CKernels", "MonteCarlo"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "ForecastTests",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "CPUEngine", "Finance", "Forecast",
            ],
            swiftSettings: swift
        ),
        .testTarget(
            name: "KernelTests",
            dependencies: ["CKernels"],
            swiftSettings: swift
        ),
        // Runs the estimators on results that Benchmarks/sensitivity.py hands it.
        .executableTarget(
            name: "StatisticsBenchmark",
            dependencies: ["Statistics"],
            path: "Benchmarks/StatisticsBenchmark",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "FlowBenchmark",
            dependencies: ["MonteCarlo", "CPUEngine"],
            path: "Benchmarks/FlowBenchmark",
            swiftSettings: swift
        ),
        // The ramp's mathematics written twice: an oracle for tests, never part of the program.
        // Optimised in debug builds too, as the kernels are.
        .target(
            name: "ReferenceModel",
            dependencies: ["PlanModel"],
            path: "Tests/ReferenceModel",
            swiftSettings: swift + [.unsafeFlags(["-O"])]
        ),
        // Readers of files as functions of any bytes, for tests of a kept corpus.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "CPUEngine", "Forecast", "ContractTables",
                "Reporting", "ReportDocument",
            ],
            path: "Tests/FuzzTargets",
            swiftSettings: swift
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["FuzzTargets"],
            exclude: ["Corpus"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "ReferenceTests",
            dependencies: ["PlanModel", "PlanFiles", "MonteCarlo", "CPUEngine", "ReferenceModel"],
            swiftSettings: swift
        ),
    ]
)

// What `make fuzz` builds; it links with libFuzzer alone.
if Context.environment["MASKRAMP_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz",
            dependencies: ["FuzzTargets"],
            path: "Tests/Fuzz",
            swiftSettings: swift
        )
    )
}

// The planner in the browser: packages that a first forecast neither fetches nor builds.
if Context.environment["MASKRAMP_LEAN"] == nil {
    package.products.append(.executable(name: "maskramp-serve", targets: ["maskramp-serve"]))
    package.dependencies += [
        // Without the part that reads configurations.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: ["FullFoundation"]
        ),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ]
    package.targets += [
        // Its pages, scripts and style, put into the program.
        .target(name: "CWebPages", exclude: ["files"]),
        .target(
            name: "WebApp",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "Forecast", "Charts", "Reporting",
                "CWebPages",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swift
        ),
        .executableTarget(
            name: "maskramp-serve",
            dependencies: [
                "CPUEngine", "MonteCarlo", "WebApp",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swift,
            linkerSettings: buildID
        ),
        // Its program is built because tests in a browser run it.
        .testTarget(
            name: "WebAppTests",
            dependencies: [
                "PlanModel", "PlanFiles", "MonteCarlo", "CPUEngine", "Forecast", "WebApp",
                "maskramp-serve",
            ],
            swiftSettings: swift
        ),
    ]
}
