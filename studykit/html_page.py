"""A page of HTML that stands alone: it has no scripts and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from studykit.visible import EMPHASIS, visible


def html_page(title: str, style: str, body: Iterable[str]) -> bytes:
    """A whole page of lines of HTML; `title` is plain text, `style` a sheet of styles."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html_text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        + "\n".join(filter(None, body))
        + "\n</body>\n</html>\n"
    ).encode()


def html_text(text: str) -> str:
    """A text that shows on a page as it is, and does nothing."""
    return escape(visible(text)).replace("\n", "<br>")


def html_prose(text: str) -> str:
    """A text of a deck, whose `*emphasis*` is markup and nothing else of it."""
    return EMPHASIS.sub(r"<em>\1</em>", escape(visible(text))).replace("\n", "<br>")
