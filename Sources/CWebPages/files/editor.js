// The plan as text, with errors at their line.
import { h, put, ask, notice } from "./page.js";
import { t } from "./words.js";

export function editor(page) {
    const area = h("textarea", {
        id: "plan-text", spellcheck: "false", wrap: "off", autocomplete: "off", "aria-label": t("tab-text"), value: page.text ?? page.view.text,
    });
    const gutter = h("pre", { class: "gutter", "aria-hidden": "true" });
    const list = h("ul", { class: "line-issues" });
    const said = h("div", { "aria-live": "polite" });
    let issues = [];
    const lines = () => {
        const marked = new Map(issues.map(issue => [issue.line, issue.severity]));
        put(gutter, area.value.split("\n").map((_, index) =>
            h("span", { class: marked.get(index + 1) ?? null }, `${index + 1}\n`)));
        gutter.scrollTop = area.scrollTop;
    };
    const show = all => {
        // Errors before warnings, each in the order of lines.
        const sorted = [...all].sort((a, b) => (b.severity === "error") - (a.severity === "error"));
        issues = sorted.filter(issue => issue.file === page.view.path).reverse();
        lines();
        put(list, sorted.length ? sorted.slice(0, 50).map(issue => h("li", { class: issue.severity },
            issue.file === page.view.path
                ? h("button", { class: "small", onclick: () => goTo(issue.line) }, t("text-line", { line: issue.line }))
                : h("span", { class: "soft" }, `${issue.file}:${issue.line}`),
            ` ${issue.path ? issue.path + ": " : ""}${issue.message}`)) : h("li", { class: "soft" }, t("text-right")));
    };
    const goTo = line => {
        const before = area.value.split("\n").slice(0, line - 1).join("\n").length;
        area.focus();
        area.setSelectionRange(before + (line > 1 ? 1 : 0), before + (line > 1 ? 1 : 0) + (area.value.split("\n")[line - 1] ?? "").length);
        area.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(area).lineHeight));
    };
    let timer = null;
    const check = async () => {
        try {
            const { valid, issues: found } = await ask("POST", "/api/check", page.draft());
            show(found);
            if (valid && page.isAutomatic) page.sketch();
        } catch (error) {
            put(said, notice(error.message));
        }
    };
    area.addEventListener("input", () => {
        page.text = area.value === page.view.text ? null : area.value;
        put(said);
        lines();
        clearTimeout(timer);
        timer = setTimeout(check, 350);
    });
    area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
    const save = async () => {
        try {
            const saved = await ask("PUT", "/api/plan", { path: page.view.path, text: area.value, sha256: page.view.sha256 });
            page.view = saved;
            page.values = new Map(saved.values.map(value => [value.path, value]));
            page.text = null;
            put(said, notice(t("text-saved"), "good"));
            show(saved.warnings);
        } catch (error) {
            if (error.issues?.length) show(error.issues);
            put(said, notice(error.message));
        }
    };
    show(page.view.warnings);
    requestAnimationFrame(lines);
    check();
    return [h("p", { class: "soft" }, t("text-help")), list, h("div", { class: "editor" }, gutter, area),
        h("p", { class: "actions" }, h("button", { class: "primary", id: "save-plan", onclick: save }, t("save-plan"))), said];
}
