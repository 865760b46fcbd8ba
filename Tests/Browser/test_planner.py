"""The planner in a real browser, and what it refuses.

    MASKRAMP_SERVE=…/maskramp-serve .venv/bin/python -m unittest discover -s Tests/Browser
"""

import http.client
import json
import pathlib
import re
import shutil
import unittest

from playwright.sync_api import expect, sync_playwright

from serving import GUANSHI, Planner

# Debug builds on a busy machine take their time.
PATIENCE = 60_000


class BrowserTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.planner = Planner()
        cls.planner.start()
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        expect.set_options(timeout=PATIENCE)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.planner.__exit__()

    def setUp(self):
        self.context = self.browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints = []
        self.page.on("console", self.note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(self.planner.entrance)

    def note(self, message):
        # A refusal that a test provokes is told by the browser as a failed request.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def tearDown(self):
        self.context.close()
        self.assertEqual(self.complaints, [])

    # --- Steps --------------------------------------------------------------------------------

    def open_plan(self):
        self.page.goto(f"{self.planner.base}/plan?path={GUANSHI}")
        expect(self.page.locator("[data-state=sketch]")).to_be_visible()

    def output(self):
        return self.page.locator("[data-card=output] .value").inner_text()

    def run_plan(self, replications):
        before = self.page.locator("[data-state=kept]")
        before_id = before.get_attribute("data-run") if before.count() else None
        self.page.fill("#replications", str(replications))
        self.page.click("#run")
        done = self.page.locator("[data-state=kept]")
        expect(done).to_be_visible()
        if before_id:
            expect(done).not_to_have_attribute("data-run", before_id)
        return done.get_attribute("data-run")

    def ask(self, method, path, headers=None, body=None, token=True):
        connection = http.client.HTTPConnection("127.0.0.1", self.planner.port, timeout=60)
        headers = dict(headers or {})
        if token:
            headers.setdefault("Authorization", f"Bearer {self.planner.token}")
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text


class PlannerTests(BrowserTest):
    def test_the_address_loses_its_token(self):
        self.assertEqual(self.page.url, self.planner.base + "/")
        cookie, = self.context.cookies()
        self.assertTrue(cookie["httpOnly"])
        self.assertEqual(cookie["sameSite"], "Strict")
        self.assertNotIn(self.planner.token, self.page.content())

    def test_a_later_delivery_moves_the_figures(self):
        self.open_plan()
        before = self.output()
        self.page.click("[data-tab=dates]")
        field = self.page.locator('[data-path="tools.writer-2.promised"] input')
        field.fill("2028-06")
        field.press("Tab")
        expect(self.page.locator("[data-card=output] .delta")).to_be_visible()
        self.run_plan(500)
        self.assertNotEqual(self.output(), before)
        self.assertRegex(self.page.locator("[data-card=output] .delta").inner_text(), r"−\d+ against the plan")
        # The chart draws the plan as it was beside it.
        self.assertEqual(self.page.locator("svg.chart polyline.before").count(), 1)

    def test_a_slider_moves_the_figures(self):
        self.open_plan()
        self.page.focus("#slide-writer-2")
        for _ in range(12):
            self.page.keyboard.press("ArrowRight")
        expect(self.page.locator(".changed .chip")).to_have_text("tools.writer-2.promised = 2026-07")
        expect(self.page.locator("[data-card=milestone] .delta")).to_be_visible()
        self.assertIn("2,000 replications", self.page.locator(".status").inner_text())
        self.page.click("text=Undo all")
        expect(self.page.locator("[data-card=milestone] .delta")).to_have_count(0)

    def test_a_tool_is_bought_and_saved_as_a_scenario(self):
        self.open_plan()
        self.page.click("[data-tab=tools]")
        self.page.click("[data-tool=writer-2] summary")
        self.page.click("[data-tool=writer-2] .buy button")
        expect(self.page.locator("[data-card=output] .delta")).to_contain_text("+")
        self.page.click("text=Save as scenario")
        self.page.fill("#scenario-name", "One more writer")
        self.page.click(".scenario button")
        expect(self.page.locator(".notice.good")).to_have_text("Saved as ningbo-guanshi/scenarios/one-more-writer.yaml")
        text = (self.planner.plans / "ningbo-guanshi/scenarios/one-more-writer.yaml").read_text()
        self.assertTrue(text.startswith('scenario: "One more writer"\nchanges:\n  "tools.writer-4": {'), text)

    def test_the_mix_stays_whole(self):
        self.open_plan()
        self.page.click("[data-tab=mix]")
        self.page.focus("#mix-28")
        for _ in range(4):
            self.page.keyboard.press("ArrowLeft")
        expect(self.page.locator(".panel")).to_contain_text("Sum 100.0 %")
        expect(self.page.locator("[data-card=output] .delta")).to_be_visible()

    def test_a_long_run_is_cancelled(self):
        self.open_plan()
        before = self.output()
        self.page.fill("#replications", "200000")
        self.page.click("#run")
        expect(self.page.locator(".working span")).to_contain_text("200,000 replications")
        self.page.click("#cancel")
        expect(self.page.locator("[data-state=cancelled]")).to_be_visible()
        self.assertEqual(self.output(), before)
        self.page.goto(self.planner.base)
        expect(self.page.locator("td.state").first).to_have_text("cancelled")

    def test_wrong_input_shows_its_message(self):
        self.open_plan()
        self.page.click("[data-tab=dates]")
        place = self.page.locator('[data-path="tools.inspection-28.promised"]')
        place.locator("input").fill("2026-Q7")
        place.locator("input").press("Tab")
        expect(place.locator(".field-error")).to_contain_text("'2026-Q7' is not a date")
        self.assertEqual(place.locator("input").get_attribute("aria-invalid"), "true")
        expect(self.page.locator(".issues")).to_contain_text("tools.inspection-28.promised")
        place.locator("input").fill("2026-Q4")
        place.locator("input").press("Tab")
        expect(place.locator(".field-error")).to_be_empty()

    def test_text_shows_errors_at_their_line(self):
        self.open_plan()
        self.page.click("[data-tab=text]")
        path = self.planner.plans / GUANSHI
        before = path.read_text()
        line = before[:before.index("\nas_of:") + 1].count("\n") + 1
        self.page.fill("#plan-text", before.replace("as_of: 2025-06-30", "as_of: 2025-06-31"))
        expect(self.page.locator(".line-issues .error").first).to_contain_text(f"line {line}")
        expect(self.page.locator(".gutter .error").first).to_have_text(f"{line}\n")
        self.page.click("#save-plan")
        expect(self.page.locator(".panel .notice.error")).to_be_visible()
        self.assertEqual(path.read_text(), before)
        self.page.fill("#plan-text", before.replace("as_of: 2025-06-30", "as_of: 2025-07-31"))
        expect(self.page.locator(".line-issues .error")).to_have_count(0)
        self.page.click("#save-plan")
        expect(self.page.locator(".panel .notice.good")).to_be_visible()
        self.assertIn("as_of: 2025-07-31", path.read_text())
        path.write_text(before)

    def test_history_and_comparison(self):
        self.open_plan()
        first = self.run_plan(300)
        self.page.focus("#slide-writer-2")
        self.page.keyboard.press("ArrowRight")
        expect(self.page.locator(".changed .chip")).to_have_count(1)
        second = self.run_plan(300)
        self.page.goto(self.planner.base)
        self.page.reload()
        for run in (first, second):
            row = self.page.locator(f"tr[data-run={run}]")
            expect(row.locator(".state")).to_have_text("finished")
            row.locator("input").check()
        self.page.click("text=Compare the chosen two")
        expect(self.page.locator(".pair svg.chart")).to_have_count(2)
        expect(self.page.locator("body")).to_contain_text("Both use the same seed")
        self.assertEqual(self.page.locator(f"section[data-run={first}]").count(), 1)
        self.page.goto(f"{self.planner.base}/run?id={second}")
        with self.page.expect_download() as download:
            self.page.click("a.button:has-text('JSON')")
        result = json.loads(download.value.path().read_text())
        self.assertEqual(result["replications"], 300)

    def test_both_languages_at_both_widths(self):
        self.open_plan()
        self.page.select_option("#language", "zh-Hans")
        expect(self.page.locator("#run")).to_have_text("运行")
        expect(self.page.locator("[data-state=sketch]")).to_be_visible()
        self.assertEqual(self.page.get_attribute("html", "lang"), "zh-Hans")
        self.page.set_viewport_size({"width": 390, "height": 800})
        self.page.wait_for_function("document.querySelector('svg.chart').clientWidth < 390")
        self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), 390)
        self.page.select_option("#language", "en")
        expect(self.page.locator("#run")).to_have_text("Run")

    # --- What is refused ----------------------------------------------------------------------

    def test_without_the_token_nothing_is_told(self):
        for path in ("/", "/plan", "/planner.js", "/api/plans", "/api/runs", "/api/openapi.json"):
            self.assertEqual(self.ask("GET", path, token=False)[0], 401, path)
        self.assertEqual(self.ask("GET", "/?token=wrong", token=False)[0], 401)
        other = self.browser.new_context()
        self.assertEqual(other.new_page().goto(self.planner.base).status, 401)
        other.close()

    def test_foreign_hosts_and_origins_are_refused(self):
        self.assertEqual(self.ask("GET", "/api/runs", {"Host": f"evil.example:{self.planner.port}"})[0], 403)
        self.assertEqual(self.ask("GET", "/api/runs", {"Host": "127.0.0.1"})[0], 403)
        self.assertEqual(self.ask("GET", "/api/runs", {"Origin": "http://evil.example"})[0], 403)
        cookie = {"Cookie": f"maskramp_{self.planner.port}={self.planner.token}"}
        body = json.dumps({"plan": GUANSHI})
        kind = {"Content-Type": "application/json"}
        self.assertEqual(self.ask("POST", "/api/check", cookie | kind, body, token=False)[0], 403)
        own = {"Origin": self.planner.base}
        self.assertEqual(self.ask("POST", "/api/check", cookie | kind | own, body, token=False)[0], 200)
        # A page of another origin in the same browser: neither its script nor its form gets through.
        self.page.route("http://evil.example/**", lambda route: route.fulfill(
            body="<form method=post enctype=text/plain></form>", content_type="text/html"))
        self.page.goto("http://evil.example/")
        reached = self.page.evaluate(
            "address => fetch(address, {credentials: 'include'}).then(r => r.text(), () => 'refused')",
            self.planner.base + "/api/runs")
        self.assertEqual(reached, "refused")
        self.complaints = [text for text in self.complaints if "evil.example" not in text]

    def test_too_large_a_request_is_refused(self):
        status, text = self.ask("POST", "/api/check", {"Content-Type": "application/json"}, " " * (3 << 20))
        self.assertEqual(status, 413, text)

    def test_it_listens_on_this_machine_alone(self):
        rows = []
        for name in ("tcp", "tcp6"):
            lines = pathlib.Path(f"/proc/net/{name}").read_text().splitlines()[1:]
            rows += [line.split()[1] for line in lines if line.split()[3] == "0A"]
        own = [row for row in rows if int(row.split(":")[1], 16) == self.planner.port]
        self.assertEqual(own, [f"0100007F:{self.planner.port:04X}"])


class KillTests(unittest.TestCase):
    def test_the_history_survives_kill_9(self):
        with Planner() as planner:
            finished = self.begin(planner, 50)
            self.wait(planner, finished)
            long = self.begin(planner, 200_000)
            self.assertEqual(self.ask(planner, "GET", f"/api/runs/{long}")["state"], "running")
            planner.kill()
            planner.start()
            runs = self.ask(planner, "GET", "/api/runs")["runs"]
            self.assertEqual([(run["id"], run["state"]) for run in runs],
                             [(long, "interrupted"), (finished, "finished")])
            result = self.ask(planner, "GET", f"/api/runs/{finished}/result")
            self.assertEqual(result["digest"], runs[1]["digest"])
            self.assertEqual([path.name for path in planner.runs.iterdir() if path.is_dir()], [finished])

    def begin(self, planner, replications):
        body = json.dumps({"plan": GUANSHI, "replications": replications})
        return self.ask(planner, "POST", "/api/runs", body)["id"]

    def wait(self, planner, run):
        text = self.ask(planner, "GET", f"/api/runs/{run}/events", raw=True)
        self.assertTrue(re.search(r"event: finished\n", text), text)

    def ask(self, planner, method, path, body=None, raw=False):
        connection = http.client.HTTPConnection("127.0.0.1", planner.port, timeout=120)
        headers = {"Authorization": f"Bearer {planner.token}", "Content-Type": "application/json"}
        connection.request(method, path, body=body, headers=headers)
        text = connection.getresponse().read().decode()
        connection.close()
        return text if raw else json.loads(text)


if __name__ == "__main__":
    unittest.main()
