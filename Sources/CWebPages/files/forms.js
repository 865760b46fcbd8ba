// Forms for dates, tools, risks and the mix. Each field is one value of the plan.
import { h, plain, short } from "./page.js";
import { t, groupName, keyName } from "./words.js";
import { outcomeText } from "./sliders.js";

// --- One value ----------------------------------------------------------------------------------

// A figure in the words of a plan file.
export function figureText({ kind, shape, numbers, unit }) {
    const one = number => unit === "share" ? plain(number) : unit ? `${plain(number)} ${unit}` : plain(number);
    if (shape === "fixed") return unit === "share" ? `${plain(numbers[0] * 100)} %` : one(numbers[0]);
    if (shape === "lognormal") return `{${kind}: {lognormal: {median: ${one(numbers[0])}, sigma: ${plain(numbers[1])}}}}`;
    return `{${kind}: {${shape}: [${numbers.map(one).join(", ")}]}}`;
}

const parameterNames = {
    fixed: ["value"], uniform: ["low", "high"], triangular: ["low", "mode", "high"], pert: ["low", "mode", "high"],
    lognormal: ["spread-median", "sigma"],
};

function field(page, path, name, inputs, note = null) {
    return h("div", { class: page.changes.has(path) ? "field changed-field" : "field", "data-path": path },
        h("span", { class: "label" }, name, ...[note].flat()), h("span", { class: "inputs-row" }, inputs), h("p", { class: "field-error" }));
}

// A value as one or several inputs, by what it is.
export function valueField(page, value, name = keyName(value.path.split(".").pop())) {
    const isChanged = page.changes.has(value.path);
    const basis = isChanged ? "assumed" : value.basis;
    const note = basis ? h("span", { class: `basis ${basis}` }, t(basis)) : null;
    if (value.spread && value.spread.shape !== "other" && !isChanged) return spreadField(page, value, name, note);
    return textField(page, value.path, name, note);
}

function textField(page, path, name, note = null, help = null) {
    const text = page.current(path) ?? "";
    return field(page, path, name, h("input", {
        type: "text", value: text.replace(/^"(.*)"$/, "$1"), "aria-label": `${name} ${path}`, placeholder: help, spellcheck: "false",
        onchange: event => page.change(path, event.target.value.trim() === "" ? null : event.target.value.trim()),
    }), note);
}

function spreadField(page, value, name, note) {
    const { kind, shape, numbers, unit } = value.spread;
    const isShare = unit === "share" && shape !== "lognormal";
    const shown = [...numbers];
    const inputs = numbers.map((number, index) => {
        const part = t(parameterNames[shape][index]);
        return h("label", { class: "part" }, shape === "fixed" ? null : h("span", { class: "soft" }, part), h("input", {
            type: "number", step: "any", value: short(isShare ? number * 100 : number), "aria-label": `${name} ${part} ${value.path}`,
            onchange: event => {
                shown[index] = Number(event.target.value) / (isShare ? 100 : 1);
                page.change(value.path, event.target.value === "" ? null : figureText({ kind, shape, numbers: shown, unit }));
            },
        }));
    });
    const kindNote = kind === "value" ? null : h("span", { class: "basis kind" }, t(kind));
    const unitNote = isShare ? "%" : unit === "share" ? "" : t(unit);
    return field(page, value.path, name, inputs, [
        unitNote ? h("span", { class: "unit" }, ` ${unitNote}`) : null, note, kindNote,
    ].filter(part => part));
}

// --- Dates --------------------------------------------------------------------------------------

const toolNames = page => [...new Set(page.view.values.filter(value => value.path.startsWith("tools."))
    .map(value => value.path.split(".")[1]))].filter(name => page.changes.get(`tools.${name}`) !== null);

export function dates(page) {
    const pending = new Set(page.view.pending.map(tool => tool.id));
    const names = toolNames(page);
    const known = names.filter(name => !pending.has(name));
    const form = name => h("section", { class: "tool" },
        h("h3", {}, name, h("span", { class: "soft" }, ` ${groupName(groupOf(page, name))}`)),
        ["promised", "delivered", "accepted"].filter(key => key !== "accepted" || !pending.has(name))
            .map(key => textField(page, `tools.${name}.${key}`, t(key), basisOf(page, `tools.${name}.${key}`))));
    return [
        h("section", {}, textField(page, "as_of", t("as-of"), null, "2026-06-30"), textField(page, "horizon.end", t("horizon-end"), null, "2031-12")),
        h("p", { class: "soft" }, t("date-help")),
        ...names.filter(name => pending.has(name)).map(form),
        known.length ? h("details", { class: "known" }, h("summary", {}, t("tools-known", { n: known.length })), known.map(form)) : null,
    ];
}

function basisOf(page, path) {
    const basis = page.changes.has(path) ? "assumed" : page.values.get(path)?.basis;
    return basis ? h("span", { class: `basis ${basis}` }, t(basis)) : null;
}

const groupOf = (page, name) => (page.values.get(`tools.${name}.group`)?.text ?? "").replaceAll('"', "");

// --- Tools --------------------------------------------------------------------------------------

// Dates, contracts and chances are of one tool, not of another like it.
const ownKeys = ["promised", "delivered", "accepted", "contract", "share_of_contract", "probability", "count", "supplier"];

export function tools(page) {
    return toolNames(page).map(name => {
        const values = page.view.values.filter(value => value.path.startsWith(`tools.${name}.`));
        const isPending = page.view.pending.some(tool => tool.id === name);
        return h("details", { class: "tool", "data-tool": name },
            h("summary", {}, name, h("span", { class: "soft" }, ` ${groupName(groupOf(page, name))}`),
                isPending ? h("span", { class: "basis kind" }, t("promised")) : null),
            values.filter(value => !["promised", "delivered", "accepted"].includes(value.path.split(".")[2]))
                .map(value => valueField(page, value, value.path.split(".").slice(2).map(keyName).join(" · "))),
            buyForm(page, name),
            h("p", { class: "actions" }, h("button", {
                class: "small", onclick: () => { page.change(`tools.${name}`, null); page.choose("tools"); },
            }, t("remove-tool"))));
    });
}

function buyForm(page, name) {
    let number = 2;
    const isTaken = id => page.values.has(`tools.${id}.group`) || page.changes.has(`tools.${id}`);
    const stem = name.replace(/-\d+$/, "");
    while (isTaken(`${stem}-${number}`)) number += 1;
    const id = h("input", { type: "text", value: `${stem}-${number}`, required: true, pattern: "[A-Za-z0-9_\\-]+" });
    const month = h("input", { type: "month", value: `${Number(page.view.as_of.slice(0, 4)) + 1}-06`, required: true, pattern: "\\d{4}-\\d{2}" });
    return h("form", {
        class: "buy",
        onsubmit: event => {
            event.preventDefault();
            page.change(`tools.${id.value}`, toolText(page, name, month.value));
            page.choose("tools");
        },
    }, h("span", { class: "label" }, t("buy-another")), h("span", { class: "inputs-row" }, id, month, h("button", { class: "small" }, t("buy"))));
}

// A tool like another on one line, as a scenario adds it.
function toolText(page, name, promised) {
    const prefix = `tools.${name}.`;
    const tree = {};
    for (const value of page.view.values) {
        if (!value.path.startsWith(prefix)) continue;
        const steps = value.path.slice(prefix.length).split(".");
        if (ownKeys.includes(steps[0])) continue;
        let place = tree;
        for (const step of steps.slice(0, -1)) place = place[step] ??= {};
        place[steps.at(-1)] = value.text;
    }
    tree.promised = promised;
    const flow = node => typeof node === "string" ? node
        : `{${Object.entries(node).map(([key, inner]) => `${key}: ${flow(inner)}`).join(", ")}}`;
    return flow(tree);
}

// --- Risks --------------------------------------------------------------------------------------

export function risks(page) {
    const names = [...new Set(page.view.values.filter(value => value.path.startsWith("risks.")).map(value => value.path.split(".")[1]))];
    return names.map(name => {
        const values = page.view.values.filter(value => value.path.startsWith(`risks.${name}.`));
        const outcomes = [...new Set(values.map(value => /outcomes\[(\d+)\]/.exec(value.path)?.[1]).filter(index => index !== undefined))];
        return h("section", { class: "tool" }, h("h3", {}, name.replaceAll("-", " ")), outcomes.map(index => {
            const prefix = `risks.${name}.outcomes[${index}]`;
            return h("div", { class: "outcome-form" },
                h("h4", {}, t("outcome", { n: Number(index) + 1 }), h("span", { class: "soft" }, ` ${outcomeText(page, prefix)}`)),
                values.filter(value => value.path.startsWith(`${prefix}.`) && value.spread).map(value => valueField(page, value)));
        }));
    });
}

// --- Mix ----------------------------------------------------------------------------------------

export function mix(page) {
    const values = page.view.values.filter(value => /^nodes\.[^.]+\.mix$/.test(value.path) && value.spread?.shape === "fixed");
    const nodeOf = value => value.path.split(".")[1];
    values.sort((a, b) => Number(nodeOf(b)) - Number(nodeOf(a)));
    // In tenths of a percent, so that the sum is exact.
    const share = value => Math.round(Number(/^([\d.]+) %$/.exec(page.changes.get(value.path) ?? "")?.[1] ?? value.spread.numbers[0] * 100) * 10);
    const own = value => Math.round(value.spread.numbers[0] * 1000);
    const shares = values.map(share);
    const rows = values.map((value, index) => {
        const output = h("output", {});
        const input = h("input", { type: "range", min: 0, max: 1000, step: 5, value: shares[index], id: `mix-${nodeOf(value)}` });
        input.addEventListener("input", () => move(index, Number(input.value)));
        return { value, input, output };
    });
    const sum = h("p", { class: "soft" });
    const draw = () => {
        rows.forEach(({ input, output }, index) => {
            input.value = shares[index];
            output.textContent = `${(shares[index] / 10).toFixed(1)} %`;
            input.setAttribute("aria-valuetext", output.textContent);
        });
        sum.textContent = `${t("mix-sum")} ${(shares.reduce((all, one) => all + one, 0) / 10).toFixed(1)} %`;
    };
    const move = (moved, to) => {
        const rest = shares.reduce((all, one, index) => index === moved ? all : all + one, 0);
        const left = 1000 - to;
        let given = 0;
        shares.forEach((one, index) => {
            if (index === moved) return;
            shares[index] = rest > 0 ? Math.floor(one * left / rest) : 0;
            given += shares[index];
        });
        // What rounding leaves goes to the largest of the others.
        const others = shares.map((_, index) => index).filter(index => index !== moved);
        const largest = others.sort((a, b) => shares[b] - shares[a])[0];
        shares[moved] = largest === undefined ? 1000 : to;
        if (largest !== undefined) shares[largest] += left - given;
        draw();
        page.changeAll(rows.map(({ value }, index) =>
            [value.path, shares[index] === own(value) ? value.text : `${(shares[index] / 10).toFixed(1)} %`]));
    };
    draw();
    return [h("p", { class: "soft" }, t("mix-help")), ...rows.map(({ value, input, output }) => h("div", { class: "slider", "data-path": value.path },
        h("label", { for: input.id }, `${nodeOf(value)} nm`), output, input, h("p", { class: "field-error" }))), sum];
}
