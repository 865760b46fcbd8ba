// Sliders for what moves a forecast most: deliveries, what may be bought, risks, demand, factors.
import { h, percent, plain, monthNumber, monthText } from "./page.js";
import { t, groupName, keyName } from "./words.js";
import { figureText } from "./forms.js";

export function sliders(page) {
    return [
        section(t("deliveries"), page.view.pending.filter(tool => tool.promised && !isBought(page, tool.id)).map(tool => delivery(page, tool)), t("no-deliveries")),
        section(t("bought"), page.view.pending.filter(tool => isBought(page, tool.id)).flatMap(tool => [
            chance(page, `tools.${tool.id}.probability`, tool.id, groupName(tool.group)),
            tool.promised ? delivery(page, tool) : null,
        ])),
        section(t("demand"), demand(page)),
        section(t("risk-chances"), risks(page)),
        section(t("factors"), ["shots", "ebeam_share", "learning"].map(key => factor(page, `factors.${key}`, keyName(key)))),
    ];
}

const isBought = (page, tool) => page.values.has(`tools.${tool}.probability`);

function section(title, items, otherwise = null) {
    const list = items.filter(item => item);
    if (!list.length && !otherwise) return null;
    return h("section", {}, h("h3", {}, title), list.length ? list : h("p", { class: "soft" }, otherwise));
}

// A slider that says what it stands for.
function slider({ id, path, name, note, min, max, step, value, say, move }) {
    const output = h("output", { for: id }, say(value));
    const input = h("input", {
        id, type: "range", min, max, step, value, "aria-valuetext": say(value),
        oninput: event => {
            const now = Number(event.target.value);
            output.textContent = say(now);
            input.setAttribute("aria-valuetext", say(now));
            move(now);
        },
    });
    return h("div", { class: "slider", "data-path": path },
        h("label", { for: id }, name, note ? h("span", { class: "soft" }, ` ${note}`) : null), output, input,
        h("p", { class: "field-error" }));
}

function delivery(page, tool) {
    const path = `tools.${tool.id}.promised`;
    const planned = monthNumber(tool.promised);
    const now = page.changes.get(path);
    const value = now && /^\d{4}-\d{2}$/.test(now) ? monthNumber(now) - planned : 0;
    const say = shift => {
        if (shift === 0) return `${page.values.get(path)?.text ?? tool.promised} · ${t("as-planned")}`;
        return `${monthText(planned + shift)} · ${t(shift > 0 ? "months-later" : "months-earlier", { n: Math.abs(shift) })}`;
    };
    return slider({
        id: `slide-${tool.id}`, path, name: `${tool.id}: ${t("promised").toLowerCase()}`, note: groupName(tool.group), min: -12, max: 36, step: 1, value, say,
        move: shift => page.change(path, shift === 0 ? page.values.get(path)?.text : monthText(planned + shift)),
    });
}

// The middle of a figure, to start a slider from.
function middle(spread) {
    const { shape, numbers } = spread;
    if (shape === "uniform") return (numbers[0] + numbers[1]) / 2;
    return shape === "triangular" || shape === "pert" ? numbers[1] : numbers[0] ?? 0;
}

function chance(page, path, name, note) {
    const value = page.values.get(path);
    if (!value?.spread || value.spread.shape === "other") return null;
    const own = Math.round(middle(value.spread) * 100);
    const now = /^(\d+) %$/.exec(page.changes.get(path) ?? "");
    return slider({
        id: `slide-${path}`, path, name, note, min: 0, max: 100, step: 1, value: now ? Number(now[1]) : own,
        say: share => share === own ? `${rangeText(value.spread)} · ${t("as-planned")}` : percent(share / 100),
        move: share => page.change(path, share === own ? value.text : `${share} %`),
    });
}

function rangeText({ shape, numbers }) {
    if (shape === "fixed" || shape === "lognormal") return percent(numbers[0]);
    return `${percent(numbers[0])} – ${percent(numbers.at(-1))}`;
}

function risks(page) {
    return page.view.values.filter(value => /^risks\..+\.outcomes\[\d+\]\.probability$/.test(value.path)).map(value => {
        const [, risk, index] = /^risks\.(.+)\.outcomes\[(\d+)\]/.exec(value.path);
        return chance(page, value.path, risk.replaceAll("-", " "), outcomeText(page, `risks.${risk}.outcomes[${index}]`));
    });
}

// What an outcome does: which tools it refuses or delays.
export function outcomeText(page, prefix) {
    return ["refused", "delays"].map(key => {
        const value = page.values.get(`${prefix}.${key}`);
        return value ? `${keyName(key).toLowerCase()}: ${value.text.replace(/[[\]"]/g, "")}` : null;
    }).filter(text => text).join("; ");
}

const scaled = (value, factor) => figureText({ ...value.spread, numbers: value.spread.shape === "lognormal"
    ? [value.spread.numbers[0] * factor, value.spread.numbers[1]] : value.spread.numbers.map(number => number * factor) });

function multiplier(page, id, path, name, values) {
    const known = page.multipliers ??= new Map();
    const now = values.some(value => page.changes.has(value.path)) ? known.get(id) ?? 1 : 1;
    return slider({
        id, path, name, note: "", min: 0.25, max: 2, step: 0.05, value: now,
        say: factor => factor === 1 ? t("as-planned") : t("times", { n: plain(factor) }),
        move: factor => {
            known.set(id, factor);
            page.changeAll(values.map(value => [value.path, factor === 1 ? value.text : scaled(value, factor)]));
        },
    });
}

const canScale = value => value?.spread && value.spread.shape !== "other";

function demand(page) {
    const values = page.view.values.filter(value => value.path.startsWith("demand[") && canScale(value));
    return values.length ? [multiplier(page, "slide-demand", null, t("demand-all"), values)] : [];
}

function factor(page, path, name) {
    const value = page.values.get(path);
    return canScale(value) ? multiplier(page, `slide-${path}`, path, name, [value]) : null;
}
