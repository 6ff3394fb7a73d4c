"""Pages in a browser, from `file://`: nothing runs, nothing is asked of a network, nothing is cut off or overflows."""

from __future__ import annotations

import shutil

import pytest

from support.pages import Folder
from taizhang.report.compare.build import compare

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
api = pytest.importorskip("playwright.sync_api", reason="playwright 未安装，不在浏览器里看 playwright is not installed")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="没有 chromium，不在浏览器里看 chromium is not installed")

CLIPPED = """() => [...document.querySelectorAll('svg')].flatMap(svg => [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBBox(), view = svg.viewBox.baseVal;
    return box.x < -1 || box.y < -1 || box.x + box.width > view.width + 1 || box.y + box.height > view.height + 1;
}).map(text => text.textContent))"""
OVERLAPPING = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
    const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBBox()]);
    return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) =>
        a.x + a.width > b.x + 2 && b.x + b.width > a.x + 2 && a.y + a.height > b.y + 6 && b.y + b.height > a.y + 6
    ).map(([two]) => one + ' | ' + two));
})"""
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && !one.closest('.wide, figure');
}).map(one => one.tagName + ' ' + one.textContent.slice(0, 40))"""
CONTRAST = """() => {
    const light = colour => { const [r, g, b] = colour.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    return [...document.querySelectorAll('.heat td[class] a, .key')].map(one => {
        const ground = getComputedStyle(one.closest('td, .key')).backgroundColor;
        const [a, b] = [light(getComputedStyle(one).color), light(ground)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    });
}"""


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def opened(browser):
    """Open a page at a width; what it says on the console, asks for and pops up is collected."""
    tab, heard = browser.new_page(), []
    tab.on("console", lambda message: heard.append(message.text))
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.on("dialog", lambda dialog: heard.append("dialog"))
    tab.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else heard.append(asked.url))

    def open_page(path, width):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(path.as_uri())
        return tab, heard

    yield open_page
    tab.close()


def some_pages(folder):
    """The first page, the longest pages of groups and of rows, and the longest of a notice."""
    by_size = sorted(folder.pages, key=lambda name: -(folder.path / name).stat().st_size)
    is_rows = {name for name, page in folder.pages.items() if page.all("ol", "rows")}
    chosen = ["index.html", *[name for name in by_size if name.startswith("g/") and name not in is_rows][:3]]
    chosen += [name for name in by_size if name in is_rows][:1]
    return [*chosen, next(name for name in by_size if name.startswith("n/"))]


@pytest.mark.parametrize(
    ("by", "width"), [("agency", 1280), ("agency", 800), ("region", 800), ("function", 1280), ("category", 1280)]
)
def test_pages_look_as_they_should(folders, opened, by, width):
    for name in some_pages(folders[by]):
        tab, heard = opened(folders[by].path / name, width)
        assert heard == []
        assert tab.evaluate("getComputedStyle(document.body).maxWidth") == "1180px", "the style sheet is not applied"
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: wider than the window"
        assert tab.evaluate(OUTSIDE) == [], name
        assert tab.evaluate(CLIPPED) == [], name
        assert tab.evaluate(OVERLAPPING) == [], name
        assert min(tab.evaluate(CONTRAST), default=21) >= 4.5, name


def test_a_link_opens_the_sentence_and_shows_it(folders, opened):
    folder = folders["function"]
    name, _page = folder.group("住房和城乡建设")
    tab, heard = opened(folder.path / name, 1280)
    tab.click("#profile td.n a >> nth=0")
    tab.click("ol.rows li:target a, section:target li a >> nth=0")
    assert "/n/" in tab.url and "#s" in tab.url
    shown = tab.evaluate(
        "(() => { const one = document.querySelector(':target'), box = one.getBoundingClientRect();"
        "return [getComputedStyle(one).backgroundColor, box.top >= 0 && box.bottom <= innerHeight]; })()"
    )
    assert shown == ["rgb(255, 215, 94)", True]
    assert heard == []


def test_no_payload_runs(armed_dataset, tmp_path, opened):
    compare(armed_dataset, "agency", tmp_path / "pages", least=1)
    folder = Folder(tmp_path / "pages")
    for name in sorted({*some_pages(folder), *[name for name in folder.pages if name.startswith(("n/", "h/"))]}):
        tab, heard = opened(folder.path / name, 1280)
        assert tab.evaluate("[window.pwned === undefined, document.scripts.length]") == [True, 0], name
        assert tab.url == (folder.path / name).as_uri()
        assert heard == []


def test_pages_can_be_printed(folders, browser):
    tab = browser.new_page()
    tab.goto((folders["function"].path / "index.html").as_uri())
    printed = tab.pdf(format="A4", landscape=True, print_background=False)
    assert printed.startswith(b"%PDF") and len(printed) > 20_000
    tab.close()
