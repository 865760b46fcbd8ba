/// How charts look on any page: fonts, settings of Vega and the style sheet.
public enum ChartStyle {
    /// Fonts of charts and pages, Chinese included.
    public static let font =
        "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Microsoft YaHei',"
        + "'Noto Sans CJK SC','Noto Sans SC',sans-serif"

    /// Settings of Vega.
    public static let config: [String: [String: VegaValue]] = [
        "axis": [
            "labelFont": .text(font), "titleFont": .text(font), "labelFontSize": 12,
            "titleFontSize": 12, "titleFontWeight": 400, "labelColor": "var(--ink-soft)",
            "titleColor": "var(--ink-soft)", "gridColor": "var(--grid)",
            "domainColor": "var(--rule)", "tickColor": "var(--rule)", "titlePadding": 10,
            "tickSize": 4, "labelPadding": 6,
        ],
        "legend": [
            "labelFont": .text(font), "titleFont": .text(font), "labelFontSize": 12,
            "titleFontSize": 12, "titleFontWeight": 400, "labelColor": "var(--ink)",
            "titleColor": "var(--ink-soft)", "symbolSize": 120, "symbolStrokeWidth": 2.5,
            "columnPadding": 18, "rowPadding": 4, "offset": 14,
        ],
        "text": ["font": .text(font), "fontSize": 12, "fill": "var(--ink)"],
    ]

    /// The colours of both schemes as a style sheet; on paper charts are light.
    public static var variables: String {
        """
        :root{color-scheme:light dark;\(Palette.light.declarations)}
        @media screen and (prefers-color-scheme:dark){:root{\(Palette.dark.declarations)}}
        """
    }

    /// The style sheet of a chart in its frame.
    ///
    /// A chart is `div.chart` around its specification in a `script` of JSON.
    public static let sheet = """
        .chart{overflow-x:auto;overflow-y:hidden;max-width:100%;padding-bottom:4px}
        .chart:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
        .chart svg{display:block;height:auto;overflow:visible}
        .key{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.5rem 0 0;\
        padding:0;font-size:.8125rem;color:var(--ink-soft)}
        .key li{display:flex;align-items:center;gap:.5rem}
        .key i{display:inline-block;width:1.5rem;height:.75rem;border-radius:2px}
        .key i.wide{background:var(--band-wide)}
        .key i.narrow{background:var(--band-narrow)}
        .key i.line{height:0;border-top:3px solid var(--line);border-radius:0}
        .key i.dash{height:0;border-top:2px dashed var(--mark);border-radius:0}
        .key i.solid{background:var(--fill)}
        .key i.soft{background:var(--fill-soft)}
        @media print{.chart{overflow:visible}.chart svg{max-width:100%}}
        """
}
