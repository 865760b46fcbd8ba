// One run of the history, and two of them side by side.
import { h, put, ask, resultOf, whole, signed, percent, follow, notice, monthNumber } from "./page.js";
import { t, eventName } from "./words.js";
import { figures } from "./figures.js";
import { fan } from "./charts.js";
import { changesText, when } from "./home.js";

const recordOf = id => ask("GET", `/api/runs/${encodeURIComponent(id)}`);

function summary(run) {
    const parts = changesText(run);
    return [
        h("p", { class: "by" }, `${when(run.created)} · ${whole(run.replications)} ${t("replications")} · ${t("seed")} ${run.seed}`),
        h("p", { class: "chips" }, parts.length ? parts.map(part => h("span", { class: "chip" }, part)) : h("span", { class: "soft" }, t("no-changes"))),
    ];
}

function planAddress(run) {
    const query = new URLSearchParams({ path: run.plan });
    for (const file of run.scenarios) query.append("scenario", file);
    return `/plan?${query}`;
}

export async function singleRun(main, query) {
    let run = await recordOf(query.get("id") ?? "");
    document.title = `MaskRamp · ${run.name}`;
    const place = h("div", { class: "figures" });
    const show = async () => {
        put(main, h("div", { class: "page" }, h("h1", {}, run.name), summary(run),
            h("p", { class: "actions" }, h("a", { class: "button", href: planAddress(run) }, t("open-planner"))), place));
        if (run.state === "finished") figures(place, await resultOf(run.id), null, run);
        else put(place, notice(run.message ?? t(`state-${run.state}`), run.state === "failed" ? "error" : "note"));
    };
    await show();
    if (run.state !== "running") return;
    run = await follow(run.id, ({ done, total }) => {
        put(place, notice(t("working", { done: whole(done), total: whole(total) }), "note"));
    });
    await show();
}

export async function comparison(main, query) {
    document.title = `MaskRamp · ${t("side-by-side")}`;
    const { runs } = await ask("GET", "/api/runs");
    const finished = runs.filter(run => run.state === "finished");
    const chosen = { a: query.get("a") ?? finished[1]?.id, b: query.get("b") ?? finished[0]?.id };
    const select = key => h("label", {}, t(`run-${key}`), h("select", {
        onchange: event => {
            chosen[key] = event.target.value;
            location.search = new URLSearchParams(chosen);
        },
    }, finished.map(run => {
        const option = h("option", { value: run.id }, `${when(run.created)} · ${run.name} · ${changesText(run).join(", ") || "–"}`.slice(0, 90));
        option.selected = run.id === chosen[key];
        return option;
    })));
    const place = h("div", {});
    put(main, h("div", { class: "page" }, h("h1", {}, t("side-by-side")),
        finished.length ? h("div", { class: "choose" }, select("a"), select("b")) : null, place));
    if (finished.length < 2 || !chosen.a || !chosen.b) {
        put(place, h("p", {}, t("choose-two")));
        return;
    }
    const [a, b, first, second] = await Promise.all([
        recordOf(chosen.a), recordOf(chosen.b), resultOf(chosen.a), resultOf(chosen.b),
    ]);
    const isPaired = a.seed === b.seed && a.replications === b.replications;
    put(place,
        h("p", { class: "soft" }, t(isPaired ? "same-seed" : "other-seed")),
        h("div", { class: "pair" }, side(t("run-a"), a, first, second), side(t("run-b"), b, second, first)),
        h("section", {}, h("h2", {}, t("years-table")), h("div", { class: "table" }, yearTable(first, second))),
        h("section", {}, h("h2", {}, t("chart-milestones")), h("div", { class: "table" }, milestoneTable(first, second))));
}

const rowsOf = result => result.annual.filter(row => row.node === "all" && row.unit === "plates");

function side(title, run, result, other) {
    const place = h("div", { class: "drawing" });
    const most = Math.max(...rowsOf(result).map(row => row.p90), ...rowsOf(other).map(row => row.p90));
    let width = 0;
    new ResizeObserver(() => {
        if (place.clientWidth === width || !place.clientWidth) return;
        width = place.clientWidth;
        put(place, fan(width, rowsOf(result), null, most));
    }).observe(place);
    return h("section", { class: "side", "data-run": run.id },
        h("h2", {}, title), h("p", { class: "name" }, run.name), summary(run),
        h("ul", { class: "facts" }, result.targets.map(target => h("li", {},
            `${t("target", { id: target.id, value: whole(target.value), by: target.by ?? "" })}: `, h("b", {}, percent(target.probability))))),
        place);
}

const group = (name, span) => h("th", { colspan: span, class: "n" }, name);

function yearTable(first, second) {
    const other = new Map(rowsOf(second).map(row => [row.year, row]));
    return h("table", {},
        h("thead", {}, h("tr", {}, h("th", {}, ""), group(t("run-a"), 3), group(t("run-b"), 3), group(t("difference"), 3)),
            h("tr", {}, h("th", {}, t("year")), [0, 1, 2].flatMap(() => ["P10", "P50", "P90"].map(name => h("th", { class: "n" }, name))))),
        h("tbody", {}, rowsOf(first).map(row => {
            const there = other.get(row.year);
            const cells = key => there ? whole(there[key]) : "–";
            return h("tr", {}, h("th", { scope: "row" }, row.year),
                ["p10", "p50", "p90"].map(key => h("td", { class: "n" }, whole(row[key]))),
                ["p10", "p50", "p90"].map(key => h("td", { class: "n" }, cells(key))),
                ["p10", "p50", "p90"].map(key => h("td", { class: "n strong" }, there ? signed(there[key] - row[key]) : "–")));
        })));
}

function milestoneTable(first, second) {
    const other = new Map(second.milestones.map(row => [row.id, row]));
    return h("table", {},
        h("thead", {}, h("tr", {}, h("th", {}, t("milestone")), h("th", { class: "n" }, `${t("run-a")}, P50`),
            h("th", { class: "n" }, `${t("run-b")}, P50`), h("th", { class: "n" }, t("difference")))),
        h("tbody", {}, first.milestones.filter(row => !row.happened).map(row => {
            const there = other.get(row.id)?.p50;
            const apart = row.p50 && there ? monthNumber(there) - monthNumber(row.p50) : null;
            return h("tr", {}, h("th", { scope: "row" }, eventName(row.event)),
                h("td", { class: "n" }, row.p50 ?? t("never")), h("td", { class: "n" }, there ?? t("never")),
                h("td", { class: "n strong" }, apart === null ? "–" : apart === 0 ? t("same-month")
                    : t(apart > 0 ? "months-later" : "months-earlier", { n: Math.abs(apart) })));
        })));
}
