#!/usr/bin/env python3
"""Reads a report as its readers do: in a browser, in a spreadsheet, as CSV and as JSON.

    check_report.py MASKRAMP PLAN SCENARIO FOLDER

Runs the plan, writes its reports into FOLDER and checks them. Prints how long charts take to draw;
time is no condition.
"""

import csv
import json
import pathlib
import subprocess
import sys

import openpyxl
from playwright.sync_api import sync_playwright

LANGUAGES = {"en": "report", "zh-Hans": "report.zh-Hans"}
BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
MOST_BYTES = 5_000_000


def check(holds, message):
    if not holds:
        sys.exit(f"check_report.py: {message}")


def maskramp(program, *words):
    subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL)


def make_reports(program, plan, scenario, folder):
    run = folder / "run"
    maskramp(program, "run", plan, "--scenario", scenario, "--replications", "500",
             "--out", str(run), "--quiet")
    for language in LANGUAGES:
        maskramp(program, "report", str(run), "--lang", language, "--replications", "40",
                 "--xlsx", "--csv", "--pdf", "--quiet")
    return run


# --- The figures -------------------------------------------------------------------------------


def html_tables(page):
    """Every table of a page: a list of rows, numbers unrounded."""
    return page.evaluate("""() => Object.fromEntries(
        Array.from(document.querySelectorAll('table[data-table]'), table => [
            table.dataset.table,
            Array.from(table.tBodies[0].rows, row => Array.from(row.cells, cell =>
                cell.dataset.v !== undefined ? Number(cell.dataset.v) : cell.textContent))]))""")


def csv_table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def same(left, right):
    """Whether two cells say the same; CSV has words alone."""
    if left in ("", None) and right in ("", None):
        return True
    try:
        return abs(float(left) - float(right)) <= 1e-9 * max(1, abs(float(left)))
    except (TypeError, ValueError):
        return str(left) == str(right)


def check_agreement(run, stem, tables):
    """HTML, XLSX and CSV hold the same tables, cell by cell."""
    book = openpyxl.load_workbook(run / f"{stem}.xlsx", data_only=True)
    files = {path.stem: csv_table(path) for path in (run / f"{stem}-tables").glob("*.csv")}
    check(set(files) == set(tables), f"{stem}: CSV has {sorted(files)}, HTML {sorted(tables)}")
    check(set(book.sheetnames[1:]) == set(tables), f"{stem}: sheets are {book.sheetnames}")
    cells = 0
    for name, rows in tables.items():
        sheet = [list(row) for row in book[name].iter_rows(min_row=2, values_only=True)]
        check(len(rows) == len(sheet) == len(files[name]), f"{stem}: {name}: rows differ in number")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                others = (sheet[number][column], files[name][number][column])
                check(all(same(cell, other) for other in others),
                      f"{stem}: {name}, row {number + 1}, column {column + 1}: "
                      f"HTML {cell!r}, XLSX and CSV {others!r}")
                cells += 1
    charts = sum(len(sheet._charts) for sheet in book.worksheets)
    check(charts >= 5, f"{stem}.xlsx has {charts} charts")
    check(book["annual"].cell(2, 3).number_format == "#,##0.0", "a mean has no number format")
    return cells


def check_result(run, tables):
    """The report says what result.json says."""
    result = json.loads((run / "result.json").read_text())
    annual = {row["year"]: row for row in result["annual"] if row["node"] == "all"}
    check(len(tables["annual"]) >= 3, "the table of years is too short")
    for row in tables["annual"]:
        said = annual[row[0]]
        wanted = [said[key] for key in ("mean", "p10", "p25", "p50", "p75", "p90")]
        check(row[2:] == wanted, f"annual {row[0]}: {row[2:]} is not {wanted}")
    for row in tables["milestones"]:
        said = next(item for item in result["milestones"] if item["id"] == row[0])
        check(row[2] == said["probability"], f"milestone {row[0]}: {row[2]}")
        check(row[4] in (said.get("p50"), "later", "更晚"), f"milestone {row[0]}: {row[4]}")
    for row in tables["utilisation"]:
        said = [item["mean"] for item in result["utilisation"] if item["month"] == row[0]]
        check(sorted(cell for cell in row[1:] if cell != "") == sorted(said),
              f"utilisation {row[0]} differs")
    figures = [row for name, rows in tables.items() if name.startswith("figures_") for row in rows]
    words = {"disclosed": ("disclosed", "披露"), "derived": ("derived", "推算"),
             "assumed": ("assumed", "假设")}
    for basis, names in words.items():
        count = sum(row[2] in names for row in figures)
        check(count == result["basis"][basis],
              f"{count} figures are {basis}, result.json says {result['basis'][basis]}")
    repeated = [row[1] for row in tables["repeat"]]
    check(result["digest"] in repeated and result["command"] in repeated,
          "digest or command is missing")


# --- The page ----------------------------------------------------------------------------------


def check_page(context, run, stem, language):
    path = run / f"{stem}.html"
    check(path.stat().st_size < MOST_BYTES, f"{path} has {path.stat().st_size} bytes")
    page = context.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text)
            if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_function("document.documentElement.dataset.charts !== undefined")
    data = page.evaluate("Object.assign({}, document.documentElement.dataset)")
    check(not problems, f"{stem}: {problems}")
    check(requests == [path.as_uri()], f"{stem} asks for {requests}")
    frames = page.locator(".chart").count()
    check(data["chartsFailed"] == "0" and int(data["charts"]) == frames >= 20,
          f"{stem}: {data}, {frames} frames")
    # Every chart holds marks, not an empty frame, and says in words what it shows.
    empty = page.evaluate("""() => Array.from(document.querySelectorAll('.chart'))
        .filter(frame => frame.querySelectorAll('svg path[d]').length < 3
            || !frame.getAttribute('aria-label')).length""")
    check(empty == 0, f"{stem}: {empty} charts are empty or without words")
    check(page.get_attribute("html", "lang") == language, f"{stem}: wrong language")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    check(wide <= 0, f"{stem}: the page is {wide} px wider than the window")
    # By keyboard: the first stop leads past the contents, and a table opens.
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.className") == "skip", f"{stem}: no skip link")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    check(page.locator("details").first.get_attribute("open") is not None,
          f"{stem}: a table does not open by keyboard")
    tables = html_tables(page)
    check_switch(page, stem, language, frames)
    check(not problems and requests == [path.as_uri()], f"{stem}, switched: {problems} {requests}")
    page.close()
    return tables, int(data["chartsMs"]), frames


def check_switch(page, stem, language, frames):
    """The button shows the other language, with all its charts, and this one again."""
    other = next(name for name in LANGUAGES if name != language)
    first = page.title(), page.locator("h2").all_inner_texts()
    for wanted in (other, language):
        page.locator("button.language").click()
        check(page.get_attribute("html", "lang") == wanted, f"{stem}: does not switch to {wanted}")
        drawn = page.locator(".chart .plot svg").count()
        check(drawn == frames, f"{stem}: {drawn} of {frames} charts in {wanted}")
        found = page.title(), page.locator("h2").all_inner_texts()
        check((found == first) == (wanted == language), f"{stem}: headings in {wanted}")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        check(wide <= 0, f"{stem}: the page is {wide} px wider than the window in {wanted}")


def check_pdf(run, stem):
    data = (run / f"{stem}.pdf").read_bytes()
    check(data.startswith(b"%PDF-") and len(data) > 50_000, f"{stem}.pdf is no PDF of a report")


def main():
    program, plan, scenario = sys.argv[1:4]
    folder = pathlib.Path(sys.argv[4]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    browser_path = next((path for path in BROWSERS if pathlib.Path(path).exists()), None)
    check(browser_path, "there is no Chromium; install Debian's package chromium")
    run = make_reports(program, plan, scenario, folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        texts = {}
        for language, stem in LANGUAGES.items():
            for width, scheme in ((1280, "light"), (390, "dark")):
                context = browser.new_context(viewport={"width": width, "height": 900},
                                              color_scheme=scheme)
                tables, milliseconds, frames = check_page(context, run, stem, language)
                print(f"{stem}.html, {width} px, {scheme}: {frames} charts in {milliseconds} ms")
                context.close()
            cells = check_agreement(run, stem, tables)
            check_result(run, tables)
            check_pdf(run, stem)
            print(f"{stem}: {len(tables)} tables, {cells} cells agree in HTML, XLSX and CSV")
            texts[language] = tables
        browser.close()
    check(set(texts["en"]) == set(texts["zh-Hans"]), "the languages have different tables")
    numbers = [[[[cell for cell in row if isinstance(cell, (int, float))] for row in rows]
                for _, rows in sorted(tables.items())] for tables in texts.values()]
    check(numbers[0] == numbers[1], "the languages have different numbers")


if __name__ == "__main__":
    main()
