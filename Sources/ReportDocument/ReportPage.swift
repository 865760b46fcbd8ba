internal import Charts
internal import Forecast
internal import Foundation
internal import Reporting

/// A report as one page of HTML that needs nothing else: no network, no other file.
public struct ReportPage: Sendable {
    private let contents: ReportContents
    private let language: ReportLanguage
    private let scripts: String?
    private var t: ReportLanguage { language }

    /// Makes a page.
    ///
    /// - Parameters:
    ///   - contents: what it says.
    ///   - language: in which language.
    ///   - scripts: Vega, as `VegaScripts` gives it; nil leaves charts out and says why.
    public init(_ contents: ReportContents, _ language: ReportLanguage, scripts: String?) {
        (self.contents, self.language, self.scripts) = (contents, language, scripts)
    }

    /// The page, in its language; the other one is a button away.
    ///
    /// - Throws: `EncodingError` for a number that JSON has no words for.
    public func html() throws -> String {
        let other = ReportPage(contents, language.other, scripts: scripts)
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <meta name="generator" content="maskramp \(Self.escaped(contents.run.maskramp))">
            <title>\(title)</title>
            <style>
            \(ReportStyle.sheet)
            </style>
            </head>
            <body>
            <div id="report">
            \(try body())
            </div>
            <template id="other" lang="\(other.language.rawValue)" title="\(other.title)">
            \(try other.body())
            </template>
            \(script)
            </body>
            </html>

            """
    }

    private var title: String {
        Self.escaped(contents.run.plan.name) + t(": ramp forecast", "：达产预测报告")
    }

    private func body() throws -> String {
        let sections = contents.sections(language)
        return """
            <a class="skip" href="#answers">\(t("Skip to the answers", "跳到结论"))</a>
            <div class="page">\(header)</div>
            \(contentsList(sections))
            <main class="page">
            \(try sections.map(section).joined(separator: "\n"))
            </main>
            \(footer)
            """
    }

    private var header: String {
        let run = contents.run
        let scenarios =
            run.scenario.isEmpty
            ? ""
            : t(" Scenario: ", " 情景：") + run.scenario.joined(separator: t("; ", "；")) + t(".", "。")
        return """
            <header>
            <button class="language" type="button" lang="\(language.other.rawValue)">\
            \(language.other("English", "简体中文"))</button>
            <h1>\(Self.escaped(run.plan.name))</h1>
            <p class="by">\(Self.escaped(t(
                "Ramp forecast as of \(run.asOf). \(NumberText.whole(Int(run.replications))) "
                    + "replications, seed \(run.seed), maskramp \(run.maskramp).\(scenarios)",
                "达产预测报告，数据截至 \(run.asOf)。抽样 \(NumberText.whole(Int(run.replications))) "
                    + "次，随机种子 \(run.seed)，maskramp \(run.maskramp)。\(scenarios)"
            )))</p>
            </header>
            """
    }

    private func contentsList(_ sections: [ReportSection]) -> String {
        let items = sections.map { "<li><a href=\"#\($0.id)\">\(Self.escaped($0.short))</a></li>" }
        let label = t("Contents", "目录")
        return "<nav aria-label=\"\(label)\"><ul>\(items.joined())</ul></nav>"
    }

    private var footer: String {
        let words = t(
            "P10, P50, P90: with 10, 50 and 90 % probability the figure is at most this. Figures "
                + "that are not disclosed are marked as derived or assumed.",
            "P10、P50、P90：该值不超过此数的概率为 10 %、50 %、90 %。非公开披露的数字均注明推算或假设。"
        )
        return "<div class=\"page\"><footer>\(Self.escaped(words))</footer></div>"
    }

    private var script: String {
        // Closed tables are no use on paper; those of every figure belong there.
        let print = """
            window.addEventListener("beforeprint",function(){document.querySelectorAll(\
            "#assumptions details").forEach(function(part){part.open=true;});});
            """
        let charts = scripts.map { "\($0)\n\(ChartScript.text)\n" } ?? ""
        return "<script>\n\(charts)\(Self.languageSwitch)\n\(print)\n</script>"
    }

    /// Puts the other language in the place of this one, and back; charts are drawn when they are
    /// first seen.
    private static let languageSwitch = """
        (function () {
          "use strict";
          var place = document.getElementById("other"), report = document.getElementById("report");
          var other = {lang: place.lang, title: place.title, nodes: place.content};
          document.addEventListener("click", function (event) {
            if (!event.target.closest("button.language")) { return; }
            var root = document.documentElement;
            var shown = {lang: root.lang, title: document.title,
                         nodes: document.createDocumentFragment()};
            while (report.firstChild) { shown.nodes.appendChild(report.firstChild); }
            report.appendChild(other.nodes);
            root.lang = other.lang;
            document.title = other.title;
            other = shown;
            report.querySelector("button.language").focus();
            if (window.drawCharts) { window.drawCharts(report); }
          });
        })();
        """

    // MARK: Sections

    private func section(_ section: ReportSection) throws -> String {
        var parts = ["<h2 id=\"\(section.id)-title\">\(Self.escaped(section.title))</h2>"]
        if !section.cards.isEmpty {
            parts.append("<div class=\"cards\">\(section.cards.map(card).joined())</div>")
            let items = section.paragraphs.map { "<li>\(Self.running($0))</li>" }
            parts.append("<ul class=\"answers\">\(items.joined())</ul>")
        } else {
            parts += section.paragraphs.map { "<p>\(Self.running($0))</p>" }
        }
        if !section.notes.isEmpty {
            let items = section.notes.map { "<li>\(Self.escaped($0))</li>" }
            parts.append("<ul class=\"notes\">\(items.joined())</ul>")
        }
        if section.id == "assumptions" { parts.append(shares) }
        if let missing = section.missing {
            parts.append("<p class=\"missing\">\(Self.escaped(missing))</p>")
        }
        parts += try section.figures.map(figure)
        parts += section.tables.map { table in
            table.rows.count > 14 || section.id == "assumptions"
                ? folded(table, summary: "\(table.title) (\(table.rows.count))") : self.table(table)
        }
        return """
            <section id="\(section.id)" aria-labelledby="\(section.id)-title">
            \(parts.joined(separator: "\n"))
            </section>
            """
    }

    private func card(_ card: ReportSection.Card) -> String {
        """
        <div class="card"><p>\(Self.escaped(card.title))</p>\
        <p class="value">\(Self.escaped(card.value)) <small>\(Self.escaped(card.unit))</small></p>\
        <p>\(Self.running(card.note))</p></div>
        """
    }

    /// Disclosed, derived and assumed as parts of a bar.
    private var shares: String {
        let basis = contents.run.basis
        let parts = [
            ("disclosed", basis.disclosed), ("derived", basis.derived), ("assumed", basis.assumed),
        ]
        let words = parts.map { "\(t.basis($0.0)) \($0.1)" }
        let bars = parts.map { "<i class=\"\($0.0)\" style=\"flex:\($0.1) 1 0\"></i>" }
        let items = zip(parts, words).map { "<li><i class=\"\($0.0)\"></i>\($1)</li>" }
        return """
            <div class="shares" role="img" aria-label="\(words.joined(separator: ", "))">\
            \(bars.joined())</div><ul class="key shares-key">\(items.joined())</ul>
            """
    }

    // MARK: Charts

    private func figure(_ figure: ReportFigure) throws -> String {
        var parts = [
            "<h3>\(Self.escaped(figure.title))</h3>", "<p>\(Self.escaped(figure.caption))</p>",
        ]
        if scripts == nil {
            let words = t(
                "The chart is left out: Vega is not installed on the machine that made this "
                    + "report; install Debian's package libjs-vega.",
                "未绘图：生成本报告的机器未安装 Vega，请安装 Debian 软件包 libjs-vega。"
            )
            parts.append("<p class=\"missing\">\(words)</p>")
        } else if figure.panels.count == 1, let panel = figure.panels.first {
            parts.append(try chart(panel))
        } else {
            let panels = try figure.panels.map { panel in
                "<div><h4>\(Self.escaped(panel.title ?? ""))</h4>\(try chart(panel))</div>"
            }
            parts.append("<div class=\"panels\">\(panels.joined(separator: "\n"))</div>")
        }
        if !figure.keys.isEmpty {
            let items = figure.keys.map {
                "<li><i class=\"\($0.mark)\"></i>\(Self.escaped($0.text))</li>"
            }
            parts.append("<ul class=\"key\">\(items.joined())</ul>")
        }
        parts += figure.tables.map { table in
            folded(table, summary: t("Figures of this chart: ", "图表数据：") + table.title)
        }
        return "<figure>\n\(parts.joined(separator: "\n"))\n</figure>"
    }

    private func chart(_ panel: ReportFigure.Panel) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(panel.spec), as: UTF8.self)
            .replacing("<", with: "\\u003c")
        return """
            <div class="chart" role="img" tabindex="0" \
            aria-label="\(Self.escaped(panel.spec.description))">\
            <script type="application/json">\(text)</script></div>
            """
    }

    /// Running text, whose dates and percentages stay on one line.
    private static func running(_ text: String) -> String {
        escaped(text).replacing(" %", with: "\u{A0}%")
            .replacing(#/[0-9]{4}-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2})?)/#) { match in
                "<span class=\"date\">\(match.output.0)</span>"
            }
    }

    /// Text as it may stand in HTML, in an attribute too.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
