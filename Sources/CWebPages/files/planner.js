// Which page is shown, and what all pages have: the bar, the language.
import { h, put, notice } from "./page.js";
import { t, language, setLanguage } from "./words.js";
import { home } from "./home.js";
import { planner } from "./plan.js";
import { comparison, singleRun } from "./compare.js";

const pages = { "/": home, "/plan": planner, "/run": singleRun, "/compare": comparison };

async function show() {
    document.documentElement.lang = language;
    put(
        document.getElementById("nav"),
        h("a", { href: "/", "aria-current": location.pathname === "/" ? "page" : null }, t("plans")),
        h("a", {
            href: "/compare", "aria-current": location.pathname === "/compare" ? "page" : null,
        }, t("compare")),
    );
    const main = document.getElementById("main");
    put(main, h("p", { class: "loading" }, t("loading")));
    try {
        await pages[location.pathname](main, new URLSearchParams(location.search));
    } catch (error) {
        put(main, notice(error.message), ...issueList(error.issues ?? []));
    }
}

function issueList(issues) {
    return issues.map(issue => h("p", { class: "issue" },
        `${issue.file}:${issue.line}: ${issue.path ? issue.path + ": " : ""}${issue.message}`));
}

const select = document.getElementById("language");
select.value = language;
select.addEventListener("change", () => {
    setLanguage(select.value);
    show();
});
show();
