internal import Forecast
internal import Foundation
internal import ReportDocument
internal import Reporting

/// Flow simulations, read back for a report.
enum FlowSource {
    /// Reads what `simulate --out` wrote.
    ///
    /// - Parameters:
    ///   - files: at most one with `--curve`, one with `--gantt`, and one with neither.
    ///   - plan: the plan that they must be of.
    /// - Returns: the simulations, or why there are none.
    /// - Throws: `Failure` for a file that is none of them, or of another plan.
    static func read(
        _ files: [String],
        plan: RunResult.PlanIdentity
    ) throws -> ReportContents.Part<ReportContents.Flow> {
        guard !files.isEmpty else {
            return .missing(
                english:
                    "Single plates were not simulated. 'maskramp simulate PLAN --out FILE' does "
                    + "that, and 'maskramp report RUN --flow FILE' shows it here.",
                chinese: "尚未逐片模拟。可用“maskramp simulate 计划 --out 文件”模拟，再用"
                    + "“maskramp report 运行文件夹 --flow 文件”显示。"
            )
        }
        var flow = ReportContents.Flow(flow: nil, curve: nil)
        for file in files {
            let data: Data
            do throws(ResultFile.Unusable) {
                data = try ResultFile.data(file)
            } catch {
                throw Failure(
                    code: error.isMissing ? .inputOutput : .plan,
                    message: "maskramp: error: --flow: '\(file)' \(error.reason)"
                )
            }
            let decoder = JSONDecoder()
            let own: RunResult.PlanIdentity
            if let result = try? decoder.decode(FlowResult.self, from: data), flow.flow == nil {
                (flow.flow, own) = (result, result.plan)
            } else if let curve = try? decoder.decode(FlowCurveResult.self, from: data),
                flow.curve == nil
            {
                (flow.curve, own) = (curve, curve.plan)
            } else if let gantt = try? decoder.decode(FlowGanttResult.self, from: data),
                flow.gantt == nil
            {
                (flow.gantt, own) = (gantt, gantt.plan)
            } else {
                throw wrong(
                    file,
                    "not a further result of 'maskramp simulate PLAN --out FILE' of this version, "
                        + "with --curve, with --gantt or with neither"
                )
            }
            guard own.sha256 == plan.sha256 else {
                throw wrong(
                    file,
                    "of another plan, whose SHA-256 is \(own.sha256), not \(plan.sha256); simulate "
                        + "the plan and scenarios of the run"
                )
            }
        }
        return .found(flow)
    }

    private static func wrong(_ file: String, _ words: String) -> Failure {
        Failure(code: .plan, message: "maskramp: error: --flow: '\(file)' is \(words)")
    }
}
