// Plans to open, and runs that were made.
import { h, put, ask, whole } from "./page.js";
import { t } from "./words.js";

export async function home(main) {
    document.title = `MaskRamp · ${t("home-title")}`;
    const [{ plans }, { runs }] = await Promise.all([ask("GET", "/api/plans"), ask("GET", "/api/runs")]);
    put(
        main,
        h("div", { class: "page" },
            h("h1", {}, t("home-title")),
            h("p", { class: "lead" }, t("home-lead")),
            h("section", { "aria-label": t("plans") },
                h("h2", {}, t("plans")),
                plans.length ? h("ul", { class: "plans" }, plans.map(planItem))
                    : h("p", {}, t("no-plans"))),
            h("section", { "aria-label": t("runs") },
                h("h2", {}, t("runs")),
                runs.length ? runTable(runs) : h("p", {}, t("no-runs")))),
    );
}

const planAddress = (path, scenarios = []) => {
    const query = new URLSearchParams({ path });
    for (const file of scenarios) query.append("scenario", file);
    return `/plan?${query}`;
};

function planItem(plan) {
    return h("li", { class: "card" },
        h("h3", {}, h("a", { href: planAddress(plan.path) }, plan.name)),
        h("p", { class: "path" }, plan.path),
        plan.scenarios.length ? h("details", {},
            h("summary", {}, `${t("scenarios")} (${plan.scenarios.length})`),
            h("ul", {}, plan.scenarios.map(scenario => h("li", {},
                h("a", { href: planAddress(plan.path, [scenario.path]) }, scenario.name))))) : null);
}

export const when = text => text.slice(0, 16).replace("T", " ") + " UTC";

export function changesText(run) {
    const parts = run.scenarios.map(file => file.split("/").pop().replace(/\.ya?ml$/, ""));
    if (run.edited) parts.push(t("edited"));
    parts.push(...run.changes.map(change => `${change.path} = ${change.value ?? "–"}`));
    return parts;
}

function runTable(runs) {
    const chosen = new Set();
    const button = h("button", {
        class: "primary", disabled: true,
        onclick: () => {
            const [a, b] = runs.filter(run => chosen.has(run.id)).reverse().map(run => run.id);
            location.href = `/compare?${new URLSearchParams({ a, b })}`;
        },
    }, t("compare-chosen"));
    const rows = runs.map(run => h("tr", { "data-run": run.id },
        h("td", {}, run.state === "finished" ? h("input", {
            type: "checkbox", "aria-label": `${t("compare")} ${run.id}`,
            onchange: event => {
                if (event.target.checked) chosen.add(run.id); else chosen.delete(run.id);
                button.disabled = chosen.size !== 2;
            },
        }) : null),
        h("td", { class: "when" }, h("a", { href: `/run?id=${encodeURIComponent(run.id)}` }, when(run.created))),
        h("td", {}, run.name),
        h("td", { class: "changes" }, changesCell(run)),
        h("td", { class: "n" }, whole(run.replications)),
        h("td", { class: `state ${run.state}` }, t(`state-${run.state}`))));
    return h("div", {},
        h("div", { class: "table" }, h("table", { class: "runs" },
            h("thead", {}, h("tr", {}, h("th", {}, ""), h("th", {}, t("when")), h("th", {}, t("plan")),
                h("th", {}, t("changes")), h("th", { class: "n" }, t("replications")), h("th", {}, t("state")))),
            h("tbody", {}, rows))),
        h("p", { class: "actions" }, button, h("span", { class: "soft" }, t("choose-two"))));
}

function changesCell(run) {
    const parts = changesText(run);
    if (parts.length <= 2) return parts.map(part => h("span", { class: "chip" }, part));
    return [h("span", { class: "chip" }, parts[0]), h("span", { class: "chip", title: parts.slice(1).join("\n") }, `+${parts.length - 1}`)];
}
