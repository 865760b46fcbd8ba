/// A unit, as the type that a quantity carries.
public protocol UnitOfMeasure: Sendable {
    /// How plan files spell it; empty for shares and plain numbers.
    static var symbol: String { get }
}

/// Current density [A/cm²].
public enum AmperesPerSquareCentimetre: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "A/cm2"
}

/// Resist dose [µC/cm²].
public enum MicrocoulombsPerSquareCentimetre: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "uC/cm2"
}

/// Current [nA].
public enum Nanoamperes: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "nA"
}

/// Time [ns].
public enum Nanoseconds: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "ns"
}

/// Time [µs].
public enum Microseconds: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "us"
}

/// Time [s].
public enum Seconds: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "s"
}

/// Time [h].
public enum Hours: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "h"
}

/// Time of the calendar [months].
public enum Months: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "months"
}

/// Length [nm].
public enum Nanometres: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "nm"
}

/// Length [µm].
public enum Micrometres: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "um"
}

/// Length [mm].
public enum Millimetres: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "mm"
}

/// Area [m²].
public enum SquareMetres: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "m2"
}

/// Speed [mm/s].
public enum MillimetresPerSecond: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "mm/s"
}

/// Events a second [1/s].
public enum PerSecond: UnitOfMeasure {
    /// In plan files.
    public static let symbol = "1/s"
}

/// Events an hour [1/h].
public enum PerHour: UnitOfMeasure {
    /// No figure of a plan is written so.
    public static let symbol = "1/h"
}

/// A share or ratio [1]; plan files may write it in percent.
public enum Share: UnitOfMeasure {
    /// A share is written bare.
    public static let symbol = ""
}

/// A count or factor [1].
public enum Number: UnitOfMeasure {
    /// A number is written bare.
    public static let symbol = ""
}
