import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Holidays, shutdowns and planned maintenance, by hand.
struct CalendarTests {
    /// One tool that takes an hour a plate, all of 2024.
    private func capacity(
        _ calendar: FabCalendar = FabCalendar(),
        _ change: (inout ToolGroup) -> Void = { _ in }
    ) throws -> Double {
        var group = ToolGroup.plain("etch", availability: 0.8)
        change(&group)
        var plan = Plan.plain(
            nodes: [.plain(90)],
            groups: [group],
            tools: [.plain("etch-1", group: "etch")],
            route: [.hours("etch", 1)],
            demand: [],
            monthCount: 12
        )
        plan.calendar = calendar
        let kernel = Double(try KernelRun(plan).outcomes(count: 1)[0].capacity[0]) / 256
        let draws = Draws(seed: KernelRun.seed, replication: 0)
        let exact = Double(RampReference(plan: plan).replication(draws).capacity[0]) / 256
        #expect(abs(kernel - exact) < 0.05)
        return kernel
    }

    /// 1/256 plate a month, and float32.
    private func expect(_ plates: Double, _ hours: Double) {
        #expect(abs(plates - 0.8 * hours) < 0.05, "\(plates) plates, not \(0.8 * hours)")
    }

    private static func dates(_ first: String, _ last: String) -> DateInterval {
        DateInterval(
            first: DateInterval.at(first).first,
            last: DateInterval.at(last).last,
            text: ""
        )
    }

    @Test func holidaysCloseTheirDays() throws {
        // 2024 has 366 days. Ten are closed, of which two lie before the year.
        let closed = [
            Self.dates("2023-12-30", "2024-01-01"), Self.dates("2024-10-01", "2024-10-07"),
        ]
        let calendar = FabCalendar(holidays: closed)
        expect(try capacity(calendar), 24 * (366 - 8))
        expect(try capacity(calendar) { $0.worksOnHolidays = true }, 24 * 366)
    }

    @Test func aDayThatSeveralThingsCloseCountsOnce() throws {
        let calendar = FabCalendar(
            holidays: [Self.dates("2024-10-01", "2024-10-07")],
            everyYear: ["10-05/10-10", "01-01"].compactMap { YearlyDays($0) }
        )
        expect(try capacity(calendar), 24 * (366 - 11))
        let group: (inout ToolGroup) -> Void = {
            $0.shutdowns = [Self.dates("2024-10-07", "2024-11")]
        }
        // 7 October to 30 November are 55 days; the holidays before them are 6 days, and 1 January.
        expect(try capacity(calendar, group), 24 * (366 - 62))
        expect(
            try capacity(calendar) {
                group(&$0)
                $0.worksOnHolidays = true
            },
            24 * (366 - 55)
        )
    }

    @Test(
        arguments: [
            ("01-01", 2024, 1), ("12-24/01-03", 2024, 11), ("02-29", 2024, 1), ("02-29", 2023, 0),
            ("02-28/02-29", 2023, 1), ("02-29/03-01", 2023, 1), ("01-01/12-31", 2024, 366),
        ]
    )
    func daysOfEveryYear(text: String, year: Int, count: Int) throws {
        let days = try #require(YearlyDays(text)).days(from: year)
        #expect(days?.count ?? 0 == count)
    }

    @Test(arguments: [
        "", "1-1", "02-30", "13-01", "01-01/", "01-01/02-30", "2024-01-01", "01-01/01-02/01-03",
    ])
    func noDaysOfEveryYear(text: String) {
        #expect(YearlyDays(text) == nil)
    }

    @Test func holidaysThatReachIntoTheYearClose() throws {
        // 24 December to 3 January: 3 days in January, 8 in December.
        let calendar = FabCalendar(everyYear: ["12-24/01-03"].compactMap { YearlyDays($0) })
        expect(try capacity(calendar), 24 * (366 - 11))
    }

    @Test func aMonthThatIsClosedMakesNothing() throws {
        expect(try capacity { $0.shutdowns = [.at("2024-Q1")] }, 24 * (366 - 91))
    }

    @Test func maintenanceTakesStaffedHours() throws {
        func maintenance(_ hours: Double, _ every: Double) -> Maintenance {
            Maintenance(
                hours: .value(hours, path: "groups.etch.maintenance.hours"),
                every: .value(every, path: "groups.etch.maintenance.every")
            )
        }
        // 366 days are 366/30.4375 months.
        let months = 366 / 30.4375
        let all = 8784.0
        expect(try capacity { $0.maintenance = maintenance(12, 1) }, all - 12 * months)
        expect(try capacity { $0.maintenance = maintenance(96, 6) }, all - 16 * months)
        let staffed: (inout ToolGroup) -> Void = {
            $0.hoursPerWeek = .value(96, path: "groups.etch.hours_per_week")
            $0.maintenance = maintenance(20, 1)
        }
        expect(try capacity(FabCalendar(), staffed), all * 96 / 168 - 20 * months)
        // No more than there is.
        expect(try capacity { $0.maintenance = maintenance(800, 1) }, 0)
    }
}
