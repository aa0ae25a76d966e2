"""Opens pages in Chromium as people do and says what is wrong with them.

Each argument is a page. It is looked at on a desktop, on a phone, in the dark and on paper: axe-core
must find nothing, nothing may be wider than a phone, nothing may be asked of the network, no script
may run, and the keyboard must get everywhere that a mouse does.
"""
import importlib.util
import os
import sys
import tempfile

from browser import Browser

VIEWS = [
    ("desktop", {"width": 1280, "height": 900}),
    ("phone", {"width": 360, "height": 740, "mobile": True}),
    ("dark", {"width": 1280, "height": 900, "dark": True}),
]

AXE = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
  one => one.id + ': ' + one.help + ' at ' + one.nodes.slice(0, 3).map(
    node => node.target.join(' ') + ' ' + node.html.slice(0, 160)).join('; ')))"""

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


def axe_source():
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None:
        raise SystemExit("axe-playwright-python is not installed: its axe.min.js is what is run")
    folder = list(spec.submodule_search_locations)[0]
    with open(os.path.join(folder, "axe.min.js"), encoding="utf-8") as file:
        return file.read()


def faults_of(browser, page, axe):
    faults = []

    def demand(isRight, view, what):
        if not isRight:
            faults.append(f"{page}: {view}: {what}")

    for view, settings in VIEWS:
        browser.open(page, **settings)
        requests = [
            event["params"]["request"]["url"] for event in browser.events
            if event.get("method") == "Network.requestWillBeSent"]
        demand(
            all(url.startswith("file://" + os.path.abspath(page)) for url in requests), view,
            f"it asks for {requests}")
        logged = [
            event["params"]["entry"]["text"] for event in browser.events
            if event.get("method") == "Log.entryAdded"]
        demand(not logged, view, f"Chromium complains: {logged[:3]}")
        demand(
            browser.evaluate("document.querySelectorAll('script').length") == 0, view,
            "it has a script")
        demand(
            browser.evaluate("window.pwned === undefined"), view, "a script of the spec has run")
        demand(
            browser.evaluate("getComputedStyle(document.body).margin") == "0px", view,
            "its own policy keeps its style out")
        browser.evaluate(OPEN_ALL)
        width = browser.evaluate(
            "Math.ceil(document.documentElement.scrollWidth) - window.innerWidth")
        demand(width <= 0, view, f"it is {width} pixels wider than the screen")
        browser.evaluate(axe + ";0")
        for violation in browser.evaluate(AXE):
            demand(False, view, violation)
        unreachable = browser.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth >"
            " one.clientWidth && one.tabIndex < 0).length")
        demand(unreachable == 0, view, f"{unreachable} places scroll and take no key")
    broken = browser.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href'))"
        ".filter(one => !document.getElementById(one.slice(1)))")
    demand(not broken, "desktop", f"links lead nowhere: {broken}")
    repeated = browser.evaluate(
        "(ids => ids.filter((one, place) => ids.indexOf(one) != place))"
        "([...document.querySelectorAll('[id]')].map(one => one.id))")
    demand(not repeated, "desktop", f"ids stand twice: {repeated}")
    return faults + tab_faults(browser, page) + print_faults(browser, page)


def tab_faults(browser, page):
    """The first key presses lead past the navigation, to the review itself."""
    browser.open(page, width=1280, height=900)
    browser.call("Page.bringToFront")
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab",
            windowsVirtualKeyCode=9)
    first = browser.evaluate("document.activeElement.getAttribute('href')")
    return [] if first == "#review" else [f"{page}: the first tab stop is {first}"]


def print_faults(browser, page):
    """What is folded on the screen must be on the paper."""
    browser.open(page, width=1280, height=900)
    browser.call("Emulation.setEmulatedMedia", media="print")
    hidden = browser.evaluate(
        "[...document.querySelectorAll('details:not(.raw) > :not(summary)')]"
        ".filter(one => !one.closest('.raw') && !one.checkVisibility() && one.textContent.trim()).length")
    faults = [] if hidden == 0 else [f"{page}: print: {hidden} folded parts are not printed"]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        browser.print(file.name)
        if os.path.getsize(file.name) < 10_000:
            faults.append(f"{page}: print: the paper is empty")
    browser.call("Emulation.setEmulatedMedia", media="")
    return faults + paper_faults(browser, page)


def paper_faults(browser, page):
    """Paper is no phone, however narrow its margins leave it, and it is never dark."""
    browser.open(page, width=717, height=1046)  # A4 within margins of 10 mm
    browser.call(
        "Emulation.setEmulatedMedia", media="print",
        features=[{"name": "prefers-color-scheme", "value": "dark"}])
    faults = []

    def style(selector, name):
        return browser.evaluate(
            f"[...new Set([...document.querySelectorAll('{selector}')]"
            f".map(one => getComputedStyle(one).{name}))].sort()")

    if "absolute" in style(".cards thead", "position"):
        faults.append(f"{page}: paper: it has the layout of a phone")
    if style("body", "color") != ["rgb(26, 34, 48)"]:
        faults.append(f"{page}: paper: it is printed for the dark")
    for selector in ("h2", "summary"):
        if style(selector, "breakAfter") not in ([], ["avoid"]):
            faults.append(f"{page}: paper: `{selector}` may end a page")
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
    browser.open(page, width=360, height=740, mobile=True)
    if style("nav", "position") != ["sticky"]:
        faults.append(f"{page}: phone: the menu is out of reach from below")
    return faults


def main(pages):
    axe = axe_source()
    browser = Browser()
    try:
        faults = [fault for page in pages for fault in faults_of(browser, page, axe)]
    finally:
        browser.close()
    for fault in faults:
        print(fault)
    print(f"looked at {len(pages)} pages")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
