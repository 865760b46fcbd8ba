// The forecast of one run: headline figures, charts, tables, downloads.
import { h, put, whole, signed, percent } from "./page.js";
import { t, eventName } from "./words.js";
import { fan, stack, nodeKey, milestones, heat } from "./charts.js";

const total = result => result.annual.filter(row => row.node === "all" && row.unit === "plates");

// Draws a result into a place, and again when the place changes its width.
export function figures(place, result, before = null, run = null) {
    let width = 0;
    const draw = () => {
        const now = Math.floor(place.clientWidth);
        if (now === width || now === 0) return;
        width = now;
        put(place, content(result, before, run, width));
    };
    place.observer?.disconnect();
    place.observer = new ResizeObserver(draw);
    place.observer.observe(place);
    draw();
}

function content(result, before, run, width) {
    const rows = total(result);
    const years = rows.map(row => row.year);
    const nodes = [...new Set(result.annual.map(row => row.node))].filter(node => node !== "all")
        .sort((a, b) => Number(b) - Number(a));
    const means = new Map(result.annual.map(row => [`${row.year} ${row.node}`, row.mean]));
    const ahead = result.milestones.filter(row => !row.happened);
    return [
        cards(result, before),
        figure(t("chart-plates"), t("chart-plates-doc"), fan(width, rows, before && total(before)), yearTable(rows)),
        figure(t("chart-mix"), null, [
            stack(width, years, nodes, (year, node) => means.get(`${year} ${node}`) ?? 0), nodeKey(nodes),
        ], nodeTable(years, nodes, means)),
        ahead.length ? figure(t("chart-milestones"), t("chart-milestones-doc"),
            milestones(width, ahead, before?.milestones, result.as_of), milestoneTable(ahead)) : null,
        figure(t("chart-binds"), null, heat(result.bottlenecks, years)),
        origin(result, run),
    ];
}

function figure(title, text, chart, table = null) {
    return h("figure", {},
        h("figcaption", {}, h("h3", {}, title), text ? h("p", {}, text) : null),
        chart,
        table ? h("details", {}, h("summary", {}, t("as-table")), h("div", { class: "table" }, table)) : null);
}

// --- Headline -----------------------------------------------------------------------------------

function cards(result, before) {
    const rows = total(result);
    const last = rows.at(-1);
    const then = before && total(before).at(-1);
    const mark = (now, was) => before && Math.round(now) !== Math.round(was)
        ? h("p", { class: "delta" }, t("against-plan", { d: signed(now - was) })) : null;
    const list = [card("output", t("plates-in", { year: last.year }), whole(last.p50),
        t("p10-p90", { low: whole(last.p10), high: whole(last.p90) }), mark(last.p50, then?.p50))];
    for (const target of result.targets.slice(0, 2)) {
        const was = before?.targets.find(other => other.id === target.id);
        list.push(card("target", t("target", { id: target.id, value: whole(target.value), by: target.by ?? last.year }),
            percent(target.probability), t("probability"),
            was && was.probability !== target.probability
                ? h("p", { class: "delta" }, t("against-plan", { d: `${target.probability > was.probability ? "+" : "−"}${percent(Math.abs(target.probability - was.probability))}` })) : null));
    }
    for (const row of chiefMilestones(result)) {
        const was = before?.milestones.find(other => other.id === row.id);
        list.push(card("milestone", t("milestone-p50", { event: eventName(row.event) }), row.p50 ?? t("never"),
            row.p10 ? t("month-of", { low: row.p10, high: row.p90 ?? t("never") }) : `${percent(row.probability)} ${t("of-horizon")}`,
            was && was.p50 !== row.p50 ? h("p", { class: "delta" }, t("against-plan", { d: `${was.p50 ?? t("never")} → ${row.p50 ?? t("never")}` })) : null));
    }
    return h("div", { class: "cards" }, list);
}

// Volume of the finest nodes says most.
function chiefMilestones(result) {
    const volume = result.milestones.filter(row => !row.happened && row.event.startsWith("volume"));
    const size = row => Number(/([0-9]+) nm/.exec(row.event)?.[1] ?? 0);
    return volume.sort((a, b) => size(a) - size(b)).slice(0, 1);
}

function card(kind, title, value, text, delta) {
    return h("div", { class: "card", "data-card": kind }, h("p", {}, title), h("p", { class: "value" }, value), h("p", {}, text), delta);
}

// --- Tables -------------------------------------------------------------------------------------

const head = (first, names) => h("thead", {}, h("tr", {}, h("th", { scope: "col" }, first),
    names.map(name => h("th", { scope: "col", class: "n" }, name))));

const line = (first, cells) => h("tr", {}, h("th", { scope: "row" }, first), cells.map(cell => h("td", { class: "n" }, cell)));

function yearTable(rows) {
    return h("table", {}, head(t("year"), ["P10", "P25", "P50", "P75", "P90", t("mean")]),
        h("tbody", {}, rows.map(row => line(row.year,
            [row.p10, row.p25, row.p50, row.p75, row.p90, row.mean].map(whole)))));
}

function nodeTable(years, nodes, means) {
    return h("table", {}, head(t("year"), nodes.map(node => `${node} nm`)),
        h("tbody", {}, years.map(year => line(year, nodes.map(node => whole(means.get(`${year} ${node}`) ?? 0))))));
}

function milestoneTable(rows) {
    return h("table", {}, head(t("milestone"), ["P10", "P50", "P90", t("planned"), t("of-horizon")]),
        h("tbody", {}, rows.map(row => line(eventName(row.event),
            [row.p10 ?? "–", row.p50 ?? "–", row.p90 ?? "–", row.planned ?? "", percent(row.probability)]))));
}

// --- Where it comes from ------------------------------------------------------------------------

function origin(result, run) {
    return h("div", { class: "origin" },
        h("p", {}, t("basis", result.basis)),
        h("p", { class: "code" }, `${t("digest")} ${result.digest}`),
        run?.kept ? h("p", { class: "code" }, `${t("repeat")}: ${result.command}`) : null,
        run?.kept ? downloads(run.id) : null);
}

export function downloads(id) {
    const place = `/api/runs/${encodeURIComponent(id)}`;
    const report = language => `${place}/report?lang=${language}`;
    return h("p", { class: "actions" }, h("span", { class: "soft" }, t("downloads")),
        h("a", { class: "button", href: `${place}/result?download=1`, download: `${id}.json` }, t("download-json")),
        fetched(`${t("download-report")} (English)`, report("en"), `${id}-en.html`),
        fetched(`${t("download-report")} (简体中文)`, report("zh-Hans"), `${id}-zh-Hans.html`),
        fetched(t("download-xlsx"), `${place}/workbook`, `${id}.xlsx`));
}

// A document that takes a while to be made, and may not be.
function fetched(title, address, name) {
    return h("button", {
        class: "button",
        onclick: async event => {
            const button = event.currentTarget;
            const place = button.parentElement;
            place.querySelector(".notice")?.remove();
            button.disabled = true;
            button.textContent = `${title} ${t("making")}`;
            try {
                const response = await fetch(address);
                if (!response.ok) throw new Error((await response.json()).error.message);
                const link = h("a", { href: URL.createObjectURL(await response.blob()), download: name });
                link.click();
                setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
            } catch (error) {
                place.append(h("span", { class: "notice error", role: "alert" }, error.message));
            }
            button.disabled = false;
            button.textContent = title;
        },
    }, title);
}
