// Charts as SVG, drawn here: a strict policy for scripts leaves no room for compiled expressions.
import { h, svg, whole, percent, monthNumber } from "./page.js";
import { t, eventName, groupName } from "./words.js";

// Ends of an axis that people can read.
function ticks(most, count = 5) {
    const rough = Math.max(most, 1) / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map(n => n * power).find(n => n >= rough);
    return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

function frame(width, height, label, ...children) {
    return svg("svg", {
        class: "chart", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label,
    }, ...children);
}

const label = (x, y, text, properties = {}) => svg("text", { x, y, ...properties }, text);

function axes(width, height, area, values, years) {
    const y = value => area.bottom - value / values.at(-1) * (area.bottom - area.top);
    const step = (area.right - area.left) / years.length;
    const x = index => area.left + step * (index + 0.5);
    const marks = [
        ...values.map(value => svg("g", {},
            svg("line", { class: "grid", x1: area.left, x2: area.right, y1: y(value), y2: y(value) }),
            label(area.left - 8, y(value) + 4, whole(value), { class: "tick end" }))),
        ...years.map((year, index) => label(x(index), area.bottom + 20, step < 34 ? `’${String(year).slice(2)}` : year, { class: "tick middle" })),
        label(0, 12, t("plates"), { class: "tick" }),
    ];
    return { x, y, step, marks };
}

const area = (width, height) => ({ left: 52, right: width - 12, top: 26, bottom: height - 30 });

const points = list => list.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

// Good plates a year: median, quartiles, deciles, and the median of the plan as it was.
export function fan(width, rows, before, ceiling = 0) {
    const height = Math.min(340, Math.max(250, width * 0.45));
    const box = area(width, height);
    const most = Math.max(ceiling, ...rows.map(row => row.p90), ...(before ?? []).map(row => row.p50));
    const { x, y, marks } = axes(width, height, box, ticks(most), rows.map(row => row.year));
    const band = (low, high) => points([
        ...rows.map((row, index) => [x(index), y(row[high])]),
        ...rows.map((row, index) => [x(index), y(row[low])]).reverse(),
    ]);
    const line = list => points(list.map((row, index) => [x(index), y(row.p50)]));
    const last = rows.length - 1;
    return frame(width, height, t("chart-plates"), ...marks,
        svg("polygon", { class: "band-wide", points: band("p10", "p90") }),
        svg("polygon", { class: "band-narrow", points: band("p25", "p75") }),
        before ? svg("polyline", { class: "before", points: line(before) }) : null,
        svg("polyline", { class: "median", points: line(rows) }),
        ...rows.map((row, index) => svg("circle", { class: "median-dot", cx: x(index), cy: y(row.p50), r: 3.5 },
            svg("title", {}, `${row.year}: P10 ${whole(row.p10)}, P50 ${whole(row.p50)}, P90 ${whole(row.p90)}`))),
        ...rows.map((row, index) => index % (width < 520 ? 2 : 1) === last % (width < 520 ? 2 : 1) && row.p50 > 0
            ? label(x(index), y(row.p50) - 10, whole(row.p50), { class: "value middle" }) : null));
}

export const nodeColour = (index, count) =>
    `node-${count > 1 ? 1 + Math.floor(index * 9 / (count - 1)) : 10}`;

// Mean plates by node, coarse at the bottom, fine on top.
export function stack(width, years, nodes, mean) {
    const height = Math.min(340, Math.max(250, width * 0.45));
    const box = area(width, height);
    const sums = years.map(year => nodes.reduce((sum, node) => sum + mean(year, node), 0));
    const { x, y, step, marks } = axes(width, height, box, ticks(Math.max(...sums)), years);
    const bars = years.flatMap((year, index) => {
        let below = 0;
        return nodes.map((node, place) => {
            const value = mean(year, node);
            const top = y(below + value);
            const bar = svg("rect", {
                class: `stack ${nodeColour(place, nodes.length)}`, x: x(index) - step * 0.34, width: step * 0.68,
                y: top, height: Math.max(0, y(below) - top),
            }, svg("title", {}, `${year}, ${node} nm: ${whole(value)}`));
            below += value;
            return bar;
        });
    });
    return frame(width, height, t("chart-mix"), ...marks, ...bars);
}

export function nodeKey(nodes) {
    return h("ul", { class: "key" }, nodes.map((node, index) => h("li", {},
        h("i", { class: `swatch ${nodeColour(index, nodes.length)}` }), `${node} nm`)));
}

// When each milestone falls, a line each.
export function milestones(width, rows, before, asOf) {
    const narrow = width < 620;
    const left = narrow ? 12 : 190;
    const pitch = narrow ? 44 : 30;
    const height = 34 + rows.length * pitch;
    const months = rows.flatMap(row => [row.p10, row.p90, row.planned?.slice(0, 7)])
        .filter(text => text?.length === 7 && text[5] !== "Q" && text[5] !== "H").map(monthNumber);
    const first = Math.min(monthNumber(asOf), ...months);
    const end = Math.max(first + 12, ...months) + 3;
    const x = month => left + (month - first) / (end - first) * (width - left - 16);
    const years = [];
    for (let year = Math.ceil(first / 12); year * 12 <= end; year += 1) years.push(year);
    const every = Math.ceil(years.length / ((width - left) / 52));
    const marks = years.filter((_, index) => index % every === 0).map(year => svg("g", {},
        svg("line", { class: "grid", x1: x(year * 12), x2: x(year * 12), y1: 20, y2: height - 4 }),
        label(x(year * 12), 12, year, { class: "tick middle" })));
    const known = x(monthNumber(asOf));
    return frame(width, height, t("chart-milestones"), ...marks,
        svg("line", { class: "as-of", x1: known, x2: known, y1: 20, y2: height - 4 }),
        ...rows.map((row, index) => milestone(row, before?.find(other => other.id === row.id),
            34 + index * pitch + (narrow ? 22 : 6), { x, left, end, narrow, width })));
}

function milestone(row, before, y, { x, left, end, narrow }) {
    const from = row.p10 ? x(monthNumber(row.p10)) : x(end);
    const to = row.p90 ? x(monthNumber(row.p90)) : x(end);
    const planned = plannedMonth(row.planned);
    return svg("g", {},
        svg("title", {}, `${eventName(row.event)}: P10 ${row.p10 ?? "–"}, P50 ${row.p50 ?? "–"}, P90 ${row.p90 ?? "–"}`),
        label(narrow ? left : left - 14, narrow ? y - 12 : y + 4, eventName(row.event), { class: narrow ? "name" : "name end" }),
        svg("line", { class: "range", x1: from, x2: Math.max(to, from + 1), y1: y, y2: y }),
        row.p90 ? null : svg("path", { class: "arrow", d: `M${to} ${y - 6}l8 6l-8 6z` }),
        planned ? svg("rect", { class: "planned", x: -4.5, y: -4.5, width: 9, height: 9, transform: `translate(${x(planned)} ${y}) rotate(45)` }) : null,
        before?.p50 && before.p50 !== row.p50 ? svg("circle", { class: "before-dot", cx: x(monthNumber(before.p50)), cy: y, r: 5 }) : null,
        row.p50 ? svg("circle", { class: "median-dot", cx: x(monthNumber(row.p50)), cy: y, r: 5 }) : null);
}

// The last month of a planned period.
function plannedMonth(text) {
    if (!text) return null;
    const year = Number(text.slice(0, 4)) * 12;
    if (text.length === 4) return year + 11;
    if (text[5] === "Q") return year + Number(text[6]) * 3 - 1;
    if (text[5] === "H") return year + Number(text[6]) * 6 - 1;
    return monthNumber(text);
}

// What binds, group by year: a table whose cells are shaded and carry their number.
export function heat(rows, years) {
    const shares = new Map();
    for (const row of rows) {
        const year = Number(row.month.slice(0, 4));
        const group = shares.get(row.group) ?? new Map();
        group.set(year, (group.get(year) ?? 0) + row.share);
        shares.set(row.group, group);
    }
    const months = year => new Set(rows.filter(row => row.month.startsWith(year)).map(row => row.month)).size;
    const perYear = years.map(year => [year, months(year)]).filter(([, count]) => count > 0);
    const total = group => [...shares.get(group).values()].reduce((sum, value) => sum + value, 0);
    const groups = [...shares.keys()].sort((a, b) => total(b) - total(a));
    return h("div", { class: "table" }, h("table", { class: "heat" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("group")),
            perYear.map(([year]) => h("th", { scope: "col", class: "n" }, year)))),
        h("tbody", {}, groups.map(group => h("tr", {}, h("th", { scope: "row" }, groupName(group)),
            perYear.map(([year, count]) => {
                const share = (shares.get(group).get(year) ?? 0) / count;
                const step = share <= 0 ? 0 : Math.min(5, 1 + Math.floor(share * 5));
                return h("td", { class: `n heat-${step}` }, share > 0 ? percent(share) : "");
            }))))));
}
