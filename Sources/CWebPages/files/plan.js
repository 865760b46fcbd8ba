// The planner: inputs on one side, the forecast that they give on the other.
import { h, put, ask, follow, resultOf, whole, notice, Refused } from "./page.js";
import { t } from "./words.js";
import { figures } from "./figures.js";
import { sliders } from "./sliders.js";
import { dates, tools, risks, mix } from "./forms.js";
import { editor } from "./editor.js";

// Enough for a median that moves by what was changed, and few enough to be there at once.
const sketchReplications = 2000;

export async function planner(main, query) {
    const path = query.get("path") ?? "";
    const scenarios = query.getAll("scenario");
    const [view, settings] = await Promise.all([
        ask("GET", `/api/plan?${new URLSearchParams({ path })}`), ask("GET", "/api/settings"),
    ]);
    document.title = `MaskRamp · ${view.name}`;
    new Page(main, view, scenarios, settings).show();
}

class Page {
    constructor(main, view, scenarios, settings) {
        Object.assign(this, { main, view, scenarios, settings });
        this.changes = new Map();
        this.text = null;
        this.before = null;
        this.running = null;
        this.waiting = null;
        this.isAutomatic = true;
        this.values = new Map(view.values.map(value => [value.path, value]));
        this.place = h("div", { class: "figures", "aria-live": "off" });
        this.status = h("div", { class: "status", "aria-live": "polite" });
        this.issues = h("div", { class: "issues" });
        this.changed = h("div", { class: "changed" });
    }

    // --- What is on the page ------------------------------------------------------------------

    show() {
        const names = this.scenarios.map(file => this.view.scenarios.find(entry => entry.path === file)?.name ?? file);
        put(this.main, this.root = h("div", { class: "planner" },
            h("div", { class: "title" },
                h("h1", {}, this.view.name),
                h("p", { class: "by" }, `${this.view.path} · `, h("span", { class: "whole" }, `${t("as-of")} ${this.view.as_of}`),
                    names.length ? ` · ${t("with-scenario")}: ${names.join(", ")}` : "")),
            h("div", { class: "inputs" }, this.tabs(), this.panel = h("div", { class: "panel" })),
            h("div", { class: "outcome" }, this.runBar(), this.status, this.issues, this.changed, this.place)));
        this.choose("sliders");
        this.showChanges();
        put(this.place, h("p", { class: "soft" }, t("no-figures")));
        this.sketch();
    }

    tabs() {
        const names = ["sliders", "dates", "tools", "risks", "mix", "text"];
        return this.tabList = h("div", { class: "tabs", role: "tablist" }, names.map((name, index) => h("button", {
            role: "tab", id: `tab-${name}`, "data-tab": name,
            onclick: () => this.choose(name),
            onkeydown: event => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                if (!step) return;
                const next = names[(index + step + names.length) % names.length];
                this.choose(next);
                document.getElementById(`tab-${next}`).focus();
            },
        }, t(`tab-${name}`))));
    }

    choose(name) {
        this.tab = name;
        this.root.classList.toggle("wide", name === "text");
        for (const button of this.tabList.children) {
            const isChosen = button.dataset.tab === name;
            button.setAttribute("aria-selected", isChosen);
            button.tabIndex = isChosen ? 0 : -1;
        }
        const panels = { sliders, dates, tools, risks, mix, text: editor };
        put(this.panel, panels[name](this));
    }

    runBar() {
        const number = (id, label, value, most) => h("label", {}, label, h("input", {
            id, type: "number", min: id === "seed" ? 0 : 1, max: most, step: 1, value,
        }));
        return h("form", { class: "runbar", onsubmit: event => { event.preventDefault(); this.run(); } },
            this.runButton = h("button", { class: "primary", id: "run", type: "submit" }, t("run")),
            this.cancelButton = h("button", { id: "cancel", type: "button", hidden: true, onclick: () => this.cancel() }, t("cancel")),
            number("replications", t("replications"), Math.min(10000, this.settings.most_replications), this.settings.most_replications),
            number("seed", t("seed"), 1, null),
            h("label", { class: "check" }, h("input", {
                type: "checkbox", id: "auto", checked: this.isAutomatic,
                onchange: event => { this.isAutomatic = event.target.checked; },
            }), t("auto")),
            h("p", { class: "soft" }, t("sketch-note", { n: whole(sketchReplications) })));
    }

    // --- Changes ------------------------------------------------------------------------------

    // The value of a path as it now is, in the words of a plan file.
    current(path) {
        return this.changes.has(path) ? this.changes.get(path) : this.values.get(path)?.text ?? null;
    }

    change(path, text) {
        if (text === (this.values.get(path)?.text ?? undefined)) this.changes.delete(path);
        else this.changes.set(path, text);
        this.changesMoved();
    }

    // Several at once.
    changeAll(pairs) {
        for (const [path, text] of pairs) {
            if (text === this.values.get(path)?.text) this.changes.delete(path);
            else this.changes.set(path, text);
        }
        this.changesMoved();
    }

    changesMoved() {
        this.showChanges();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => { if (this.isAutomatic) this.sketch(); else this.check(); }, 120);
    }

    showChanges() {
        const list = [...this.changes];
        put(this.changed,
            h("p", { class: "soft" }, list.length ? t("changed", { n: list.length }) : t("no-changes")),
            list.length ? h("ul", {}, list.slice(0, 40).map(([path, text]) => h("li", {},
                h("span", { class: "chip" }, `${path} = ${text ?? t("removed")}`),
                h("button", { class: "small", "aria-label": `${t("undo")} ${path}`, onclick: () => this.undo([path]) }, t("undo"))))) : null,
            list.length ? h("p", { class: "actions" },
                h("button", { class: "small", onclick: () => this.undo([...this.changes.keys()]) }, t("undo-all"))) : null,
            list.length ? this.scenarioForm() : null);
    }

    undo(paths) {
        for (const path of paths) this.changes.delete(path);
        this.changesMoved();
        this.choose(this.tab);
    }

    scenarioForm() {
        const name = h("input", { id: "scenario-name", required: true, maxlength: 200 });
        const file = h("input", { id: "scenario-file", required: true, pattern: "[a-z0-9][a-z0-9\\-]{0,63}", maxlength: 64 });
        const replaces = h("input", { type: "checkbox" });
        const said = h("div", {});
        name.addEventListener("input", () => {
            file.value = name.value.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);
        });
        return h("details", { class: "scenario" }, h("summary", {}, t("save-scenario")),
            h("form", {
                onsubmit: async event => {
                    event.preventDefault();
                    try {
                        const saved = await ask("POST", "/api/scenarios", {
                            plan: this.view.path, scenarios: this.scenarios, file: file.value, name: name.value,
                            changes: this.changeList(), replaces: replaces.checked,
                        });
                        put(said, notice(t("saved", { file: saved.path }), "good"),
                            this.scenarios.length ? notice(t("saved-after", { files: this.scenarios.join(", ") }), "note") : null);
                    } catch (error) {
                        put(said, notice(error.message));
                    }
                },
            }, h("label", {}, t("scenario-name"), name), h("label", {}, t("scenario-file"), file),
                h("label", { class: "check" }, replaces, t("replace")), h("button", {}, t("save"))), said);
    }

    changeList() {
        return [...this.changes].map(([path, value]) => ({ path, value }));
    }

    draft() {
        return {
            plan: this.view.path, scenarios: this.scenarios, changes: this.changeList(),
            ...(this.text === null ? {} : { text: this.text }),
        };
    }

    // --- Runs ---------------------------------------------------------------------------------

    seed() {
        const value = Number(document.getElementById("seed")?.value ?? 1);
        return Number.isSafeInteger(value) && value >= 0 ? value : 1;
    }

    sketch() { return this.begin({ replications: Math.min(sketchReplications, this.settings.most_replications), keep: false }); }

    run() {
        const replications = Number(document.getElementById("replications").value);
        return this.begin({ replications, keep: true });
    }

    // One run at a time; of those that wait the latest, but a kept run gives way to no sketch.
    async begin(order) {
        if (this.running) {
            if (this.running.keep && !order.keep) return;
            this.waiting = order;
            this.stop();
            return;
        }
        this.running = order;
        this.runButton.disabled = order.keep;
        try {
            await this.work(order);
        } catch (error) {
            this.refused(error);
        }
        this.running = null;
        this.runButton.disabled = false;
        this.cancelButton.hidden = true;
        const next = this.waiting;
        this.waiting = null;
        if (next) this.begin(next);
    }

    async work(order) {
        const isPlain = this.changes.size === 0 && this.text === null;
        const began = performance.now();
        const run = await this.started({ ...this.draft(), ...order, seed: this.seed() });
        order.id = run.id;
        if (this.waiting) this.stop();
        this.cancelButton.hidden = false;
        this.showIssues([]);
        const bar = h("progress", { max: 1, value: 0 });
        const words = h("span", {});
        put(this.status, h("p", { class: "working" }, bar, words));
        const record = await follow(run.id, ({ done, total }) => {
            bar.value = done / total;
            words.textContent = t("working", { done: whole(done), total: whole(total) });
        });
        if (record.state === "cancelled") {
            put(this.status, h("p", { class: "soft", "data-state": "cancelled" }, t("cancelled")));
            return;
        }
        if (record.state !== "finished") throw new Refused(500, { error: { message: record.message ?? t(`state-${record.state}`) } });
        const result = await resultOf(run.id);
        if (isPlain && !this.scenarios.length || !this.before) this.before = result;
        figures(this.place, result, this.before === result ? null : this.before, record);
        put(this.status, h("p", { class: "soft", "data-state": order.keep ? "kept" : "sketch", "data-run": run.id },
            t(order.keep ? "run-done" : "sketch-done", {
                n: whole(result.replications), seed: result.seed, s: ((performance.now() - began) / 1000).toFixed(2),
            })));
    }

    // Another page may have the planner's runs; they end soon.
    async started(order) {
        for (let attempt = 0; ; attempt += 1) {
            try {
                return await ask("POST", "/api/runs", order);
            } catch (error) {
                if (error.status !== 429 || attempt === 20 || order.keep) throw error;
                await new Promise(resolve => setTimeout(resolve, 250));
            }
        }
    }

    stop() {
        if (this.running?.id) ask("POST", `/api/runs/${this.running.id}/cancel`).catch(() => { /* it has ended */ });
    }

    cancel() {
        this.waiting = null;
        this.stop();
    }

    async check() {
        try {
            const { issues } = await ask("POST", "/api/check", this.draft());
            this.showIssues(issues);
        } catch (error) {
            this.refused(error);
        }
    }

    refused(error) {
        put(this.status);
        this.showIssues(error.issues ?? []);
        if (!error.issues?.length) put(this.status, notice(error.message));
    }

    // Beside the field that an error is about, and all together.
    showIssues(all) {
        const issues = all.filter(issue => issue.severity === "error");
        const paths = [...this.changes.keys()];
        for (const field of this.panel.querySelectorAll("[data-path]")) {
            const own = issues.find(issue => issue.change !== undefined && paths[issue.change] === field.dataset.path);
            field.classList.toggle("wrong", Boolean(own));
            field.querySelector("input")?.setAttribute("aria-invalid", Boolean(own));
            const place = field.querySelector(".field-error");
            if (place) place.textContent = own ? own.message : "";
        }
        put(this.issues, issues.length ? h("div", { class: "notice error", role: "alert" },
            h("p", {}, t("errors", { n: issues.length })),
            h("ul", {}, issues.slice(0, 20).map(issue => h("li", {},
                issue.change === undefined ? `${issue.file}:${issue.line}: ` : "",
                `${issue.path}: ${issue.message}`)))) : null);
    }
}
