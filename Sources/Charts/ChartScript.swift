/// The script that draws every chart of a page, without `eval` and without a network.
public enum ChartScript {
    /// JavaScript that defines `drawCharts(root)`, which draws what is not drawn yet, and draws the
    /// page when it has loaded.
    ///
    /// When all are drawn, the root element has `data-charts` with their number,
    /// `data-charts-failed` and `data-charts-ms`.
    public static let text = """
        (function () {
          "use strict";
          var drawn = [];
          function frameWidth(frame, spec) {
            return Math.max(frame.clientWidth, spec.usermeta.minimumWidth);
          }
          function draw(frame) {
            var spec = JSON.parse(frame.querySelector("script").textContent);
            spec.width = frameWidth(frame, spec);
            (spec.legends || []).forEach(function (legend) {
              var room = Math.floor((spec.width - 60) / (spec.usermeta.legendWidth || 1));
              if (legend.columns) { legend.columns = Math.max(1, Math.min(legend.columns, room)); }
            });
            var place = frame.querySelector(".plot") || document.createElement("div");
            place.className = "plot";
            frame.appendChild(place);
            var view = new vega.View(vega.parse(spec, {}, {ast: true}), {
              expr: vega.expressionInterpreter, renderer: "svg", container: place, hover: false
            });
            view.logLevel(1);
            view.run();
            drawn.push({frame: frame, spec: spec, view: view});
          }
          window.drawCharts = function (root) {
            var start = performance.now(), failed = 0;
            var frames = (root || document).querySelectorAll(".chart");
            Array.prototype.forEach.call(frames, function (frame) {
              if (frame.querySelector(".plot")) { return; }
              try { draw(frame); } catch (error) { failed += 1; console.error(error); }
            });
            fit();
            var data = document.documentElement.dataset;
            data.charts = frames.length - failed;
            data.chartsFailed = failed;
            data.chartsMs = Math.round(performance.now() - start);
          };
          function fit() {
            drawn.forEach(function (chart) {
              if (!document.contains(chart.frame)) { return; }
              var width = frameWidth(chart.frame, chart.spec);
              if (chart.view.width() !== width) { chart.view.width(width).run(); }
            });
          }
          var wait = 0;
          window.addEventListener("resize", function () {
            clearTimeout(wait);
            wait = setTimeout(fit, 120);
          });
          if (document.readyState === "loading") {
            document.addEventListener("DOMContentLoaded", function () { window.drawCharts(); });
          } else { window.drawCharts(); }
        })();
        """
}
