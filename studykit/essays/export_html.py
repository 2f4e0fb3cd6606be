"""An outline as one HTML file: no scripts, nothing loaded, prints on A4, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from studykit.essays.document import SHORT, Block, Heading, Layout, Line, Table, document, runs
from studykit.essays.outline import Outline
from studykit.html_page import html_page


def html(outline: Outline, layout: Layout = SHORT) -> str:
    """Give the outline as a page of HTML."""
    style = Path(__file__).with_name("outline.css").read_text(encoding="utf-8")
    body = ("<main>", *_body(document(outline, layout)), "</main>")
    return html_page(outline.question.text, style, body).decode()


def _body(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give the lines of the page; labelled parts that follow each other share a list."""
    for listed, group in groupby(blocks, _is_listed):
        if not listed:
            yield from map(_block, group)
            continue
        yield "<dl>"
        for pieces, lines in groupby(group, lambda each: isinstance(each, Line) and each.kind == "piece"):
            if pieces:
                yield "<dt>Evidence</dt>"
            yield from map(_block, lines)
        yield "</dl>"


def _is_listed(block: Block) -> bool:
    return (
        isinstance(block, Line)
        and block.kind != "caution"
        and (block.label is not None or block.kind == "piece")
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Table(head, rows):
            top = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in head)
            body = "".join(
                f'<tr><th scope="row">{_text(first)}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in cells)}</tr>'
                for first, *cells in rows
            )
            return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
        case Line():
            return _line(block)


def _line(line: Line) -> str:
    text, label = _text(line.text), _text(line.label or "")
    match line.kind:
        case "caution":
            return f'<p class="warning"><b>{label}</b> {text}</p>'
        case "gap":
            return f'<dt>{label}</dt><dd class="gap">{text}</dd>'
        case "piece":
            about = [_text(part) for part in line.about]
            if line.weak:
                about[-1] = f'<span class="weak">{about[-1]}</span>'
            return f'<dd class="piece">{text}<span class="about">{" · ".join(about)}</span></dd>'
    return f"<dt>{label}</dt><dd>{text}</dd>" if line.label else f"<p>{text}</p>"


def _text(text: str) -> str:
    shown = ((escape(part), emphasised) for part, emphasised in runs(text))
    return "".join(f"<em>{part}</em>" if emphasised else part for part, emphasised in shown)
