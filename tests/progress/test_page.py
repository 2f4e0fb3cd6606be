"""The page of progress: what stands in it, and what a real browser makes of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studykit.progress.page import page
from tests.progress.students import Learner
from tests.progress.test_screens import TIMES, Time

Make = Callable[..., Learner]

PROMISED = "STUDYKIT_TEST_BROWSER"
"""Names the browser that must be there; set where these tests may not be skipped."""

MEASURE = """<script>
const wide = [...document.querySelectorAll("main, table, svg")].filter(
  each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => each.tagName + " " + each.textContent.slice(0, 40));
const cut = [...document.querySelectorAll("svg text")].filter(text => {
  const inner = text.getBoundingClientRect(), outer = text.closest("svg").getBoundingClientRect();
  return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 3;
}).map(text => text.textContent);
const bars = [...document.querySelectorAll("svg rect.known")].filter(
  bar => bar.getBoundingClientRect().width > 0).length;
document.title = JSON.stringify({wide, cut, bars, paper: getComputedStyle(document.body).backgroundColor});
</script>"""


class Outline(HTMLParser):
    """The tags of a page, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("time", TIMES, ids=lambda each: each.__name__)
def test_a_page_runs_nothing_loads_nothing_and_has_a_table_behind_each_picture(
    time: Time, learner: Make
) -> None:
    text = page(time(learner))
    tags = Outline(text).tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    assert not any(name in ("src", "href") or name.startswith("on") for _, its in tags for name in its)
    assert "http" not in text
    assert "@import" not in text
    pictures = [place for place, (tag, its) in enumerate(tags) if tag == "svg" and its.get("role") == "img"]
    assert all(tags[place][1].get("aria-label") for place in pictures)
    ends = [*pictures[1:], len(tags)]
    for place, end in zip(pictures, ends, strict=True):
        assert "table" in {tag for tag, _ in tags[place:end]}, tags[place]


def test_what_a_deck_says_is_text_on_the_page(learner: Make) -> None:
    found = learner(56, wrong=0.4).figures()
    from dataclasses import replace

    worst = (replace(found.leeches[0], ask="<script>alert('1922 & 1924')</script>"),)
    text = page(replace(found, leeches=worst))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(&#x27;1922 &amp; 1924&#x27;)" in text


@pytest.fixture(scope="session")
def browser() -> str:
    """A Chromium; without one the tests are skipped, unless one was promised."""
    promised = os.environ.get(PROMISED)
    names = [promised] if promised else ["chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        if promised:
            pytest.fail(f"{PROMISED} names {promised}, which is not there")
        pytest.skip("no Chromium is installed")
    return found


def dumped(browser: str, path: Path, scratch: Path, *flags: str) -> str:
    """Open a page as one who sees it; give the document as the browser has it then."""
    done = subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={scratch}"),
            *(*flags, path.as_uri()),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("width", [1000, 500])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_browser_shows_every_picture_whole(
    browser: str, learner: Make, tmp_path: Path, width: int, dark: bool
) -> None:
    path = tmp_path / "page.html"
    text = page(learner(40).figures())
    path.write_text(text.replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    flags = [f"--window-size={width},900", "--dump-dom"]
    flags += ["--blink-settings=preferredColorScheme=0"] if dark else []
    title = re.search(r"<title>(\{.*?\})</title>", dumped(browser, path, tmp_path / "browser", *flags))
    assert title is not None
    told = json.loads(title[1].replace("&quot;", '"'))
    assert (told["wide"], told["cut"]) == ([], [])
    assert told["bars"] > 10
    assert told["paper"] == ("rgb(25, 25, 24)" if dark else "rgb(255, 255, 255)")


def test_a_browser_prints_it(browser: str, learner: Make, tmp_path: Path) -> None:
    path, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    path.write_text(page(learner(40).figures()), encoding="utf-8")
    dumped(browser, path, tmp_path / "browser", f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    pdf = printed.read_bytes()
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) in range(1, 8)
