internal import Forecast
internal import MonteCarlo

/// How to get the same figures again.
struct RepeatSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let run = contents.run
        let rows: [(String, String)] = [
            (t("command", "命令"), run.command),
            (
                t("from the run folder", "在运行文件夹中"),
                "maskramp run plan.yaml --seed \(run.seed) --replications \(run.replications)"
            ),
            (t("seed", "随机种子"), run.seed),
            (t("replications", "抽样次数"), "\(run.replications)"),
            (t("digest of the results", "结果摘要 (SHA-256)"), run.digest),
            (t("plan", "计划摘要 (SHA-256)"), run.plan.sha256),
            (t("kernels", "内核摘要 (SHA-256)"), run.engine.kernelSHA256),
            (t("version", "版本"), "maskramp \(run.engine.program(version: run.maskramp))"),
            (t("engine", "计算引擎"), "\(run.engine.kind), \(run.engine.device)"),
        ]
        return ReportSection(
            "repeat",
            t("How to repeat it", "如何复现"),
            short: t("Repeat", "复现"),
            [
                t(
                    "The same plan, seed and number of replications give the same digest on every "
                        + "engine and number of threads.",
                    "相同的计划、种子与抽样次数，在任何计算引擎与线程数下得到相同摘要。"
                )
            ],
            tables: [
                ReportTable(
                    "repeat",
                    t("This run", "本次运行"),
                    [.init(t("what", "项目"), .text), .init(t("value", "内容"), .text)],
                    rows.map { [.text($0.0), .text($0.1)] }
                )
            ]
        )
    }
}
