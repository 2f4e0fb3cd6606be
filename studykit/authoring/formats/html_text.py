"""HTML as plain text: what a card of another program shows, without its markup and its media.

Read by a scan of its own that looks at every character a fixed number of times: the parser of the standard
library takes minutes for a field that was made to be slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from studykit.authoring.yaml_text import clean

LONGEST = 100_000
"""Characters of a field that are read."""

_LONGEST_TAG = 4_000
_SOUND = re.compile(r"\[sound:([^\[\]\n]{1,200})\]")
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]{0,20})")
_EMBEDDED = re.compile(r"(data:[\w.+-]{1,40}/[\w.+-]{1,40})[;,][^\"'<>\s]*")
"""A picture within the text: longer than a tag may be."""
_SOURCE = re.compile(r"\b(?:src|data|href)=(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
_LINK = re.compile(r"\0[^\0]*\0")
_SPACE = re.compile(r"[ \t\xa0]+")
_HTML = re.compile(
    r"</?(?:a|b|i|u|s|p|br|div|span|em|strong|small|su[bp]|[uo]l|li|font|img|table|t[rdh]|h[1-6r]|code|pre|center"
    r"|blockquote|audio|video)(?:\s[^<>]{0,4000})?/?>"
    r"|&(?:nbsp|quot|lt|gt|amp|apos|[mn]dash|[lr][sd]quo|hellip|[a-zA-Z]{1,2}(?:uml|acute|grave|circ|tilde|cedil|lig)"
    r"|#\d{1,6}|#x[0-9a-f]{1,5});|\[sound:",
    re.IGNORECASE,
)
_CUT_TAG = re.compile(r"</[A-Za-z]{1,10}\Z")
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "hr", "pre"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_MEDIA = frozenset({"img", "image", "audio", "video", "object", "source", "embed"})


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text, and the names of the media that stood in it."""

    text: str
    media: tuple[str, ...] = ()


def text_of(html: str) -> PlainText:
    """The text that HTML shows; pictures, sounds and films are named and left out."""
    if not re.search(r"[<&]|\[sound:", html):
        return PlainText(clean(html))
    html = _CUT_TAG.sub("", _EMBEDDED.sub(r"\1", html)[:LONGEST])
    media: list[str] = []
    linked: list[str] = []
    parts: list[str] = []
    unseen = ""
    for is_tag, piece in _pieces(_SOUND.sub(r'<audio src="\1">', html)):
        match = _NAME.match(piece) if is_tag else None
        name = match[1].lower() if match else ""
        opens = not piece.startswith("/")
        if unseen:
            unseen = unseen if opens or name != unseen else ""
        elif not is_tag:
            parts.append(unescape(piece.replace("\n", " ")))
        elif name in _UNSEEN and opens:
            unseen = name
        elif name in _BREAKS:
            parts.append("\n- " if name == "li" and opens else "\n")
        elif name in _MEDIA:
            media += _sources(piece)
        elif name == "a":
            parts.append("\0")
            linked += _sources(piece)
    return _lined("".join(parts), media, linked)


def _lined(text: str, media: list[str], linked: list[str]) -> PlainText:
    """The lines of a text that are not empty, without a last one that only links to where it is from."""
    lines = [_SPACE.sub(" ", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line.strip("- \0")]
    if lines and _LINK.fullmatch(lines[-1]) and (media or not all(map(_LINK.fullmatch, lines))):
        lines.pop()
        media += linked[-1:]
    joined: list[str] = []
    for line in lines:
        if joined and not line.strip(".,;:!?"):
            joined[-1] += line  # a sign behind a paragraph belongs to it
        else:
            joined.append(line)
    return PlainText(clean("\n".join(joined).replace("\0", "")), tuple(media))


def looks_like_html(text: str) -> bool:
    """Whether a text of a table or a question bank is meant as HTML: a tag or an entity stands in it."""
    return _HTML.search(text) is not None


def _pieces(html: str) -> Iterator[tuple[bool, str]]:
    """Cut HTML into texts and what stands between `<` and `>`; comments are dropped."""
    at = 0
    while at < len(html):
        start = html.find("<", at)
        if start < 0:
            break
        if html.startswith("<!--", start):
            yield False, html[at:start]
            end = html.find("-->", start)
            if end < 0:
                return  # a comment that is never closed hides the rest
            at = end + 3
            continue
        end = html.find(">", start, start + _LONGEST_TAG)
        if end < 0 or not (_NAME.match(html, start + 1) or html[start + 1] in "!?"):
            yield False, html[at : start + 1]  # `<` as a sign
            at = start + 1
            continue
        yield False, html[at:start]
        yield True, html[start + 1 : end]
        at = end + 1
    yield False, html[at:]


def _sources(tag: str) -> list[str]:
    match = _SOURCE.search(tag)
    name = next(filter(None, match.groups()), "") if match else ""
    if not name:
        return []
    return ["a picture in the text" if name.startswith("data:") else unescape(name)[:80]]
