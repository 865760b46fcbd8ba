internal import OpenCLRuntime

/// What OpenCL offers on this machine, as the command `devices` prints it.
public struct OpenCLListing: Sendable {
    /// A device that an engine can use.
    public struct Entry: Sendable {
        /// Name of the device.
        public let name: String
        /// Name of the driver's platform.
        public let platform: String
        /// OpenCL version of the platform, and version of the driver.
        public let driver: String
        /// `cpu`, `gpu` or `other`.
        public let kind: String
        /// Parallel compute units [1].
        public let computeUnits: Int
        /// Global memory [bytes].
        public let memory: Int
        /// Largest single buffer [bytes].
        public let largestBuffer: Int

        private let device: Device

        init(_ device: Device) {
            self.device = device
            name = device.name
            platform = device.platformName
            driver = "\(device.platformVersion) / \(device.driverVersion)"
            kind = device.kind.rawValue
            computeUnits = device.computeUnits
            memory = device.globalMemory
            largestBuffer = device.maximumAllocation
        }

        /// An engine on the device.
        ///
        /// - Throws: the driver's error when it gives no context.
        public func makeEngine() throws -> OpenCLEngine {
            try OpenCLEngine(device: device)
        }
    }

    /// A device, or a whole driver, that cannot be used.
    public struct Unusable: Sendable, Equatable {
        /// Name of the device or the platform.
        public let name: String
        /// Why.
        public let reason: String
    }

    /// The usable devices, in the drivers' order.
    public private(set) var devices: [Entry] = []
    /// What else there is, and why it cannot be used.
    public private(set) var unusable: [Unusable] = []
    /// Why there is no OpenCL at all and what to install; nil when the library was found.
    public private(set) var unavailable: String?

    /// Looks at this machine.
    ///
    /// A missing library or driver is a finding, not an error.
    public init() {
        do {
            let survey = try OpenCLDevices.survey()
            devices = survey.devices.map(Entry.init)
            unusable = survey.skipped.map { Unusable(name: $0.name, reason: $0.reason) }
        } catch {
            unavailable = "\(error)"
        }
    }
}
