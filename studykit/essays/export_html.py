"""An outline as one HTML file: no scripts, nothing loaded, prints on A4, light and dark."""

from __future__ import annotations

from html import escape

from studykit.essays.document import (
    SHORT,
    Blank,
    Block,
    Caution,
    EvidenceLine,
    Heading,
    Layout,
    Line,
    Table,
    document,
)
from studykit.essays.markup import runs
from studykit.essays.outline import Outline

STYLE = """\
:root { color-scheme: light dark; --ink: #1d1d1b; --paper: #fff; --soft: #5f5d58; --line: #d9d6cf; --warn: #7a4b00;
  --warn-paper: #fff6e3; --weak: #9c2b1b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --paper: #191918; --soft: #a5a199; --line: #3b3a37;
  --warn: #f0c36d; --warn-paper: #2b2415; --weak: #f0937f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 42rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 Charter, "Iowan Old Style", "Palatino Linotype", Georgia, serif; }
h1 { margin: 0 0 1.75rem; font-size: 1.6rem; line-height: 1.25; font-weight: 600; text-wrap: balance; }
h2 { margin: 2rem 0 .6rem; padding-top: .7rem; border-top: 1px solid var(--line); font-size: 1.125rem; line-height: 1.3; }
p { margin: .4rem 0; } dl { margin: 0; display: grid; grid-template-columns: 8.5rem 1fr; gap: .35rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; }
dd.piece { grid-column: 2; }
.about { display: block; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.weak { color: var(--weak); font-weight: 600; }
.warning { margin: .8rem 0; padding: .6rem .9rem; border-left: 3px solid var(--warn); background: var(--warn-paper); }
.warning b { color: var(--warn); }
.gap { border-bottom: 1px dotted var(--soft); min-height: 3.2em; color: var(--soft); font-style: italic; }
table { width: 100%; table-layout: fixed; margin: .6rem 0; border-collapse: collapse; font-size: .92rem; } th, td { padding: .45rem .6rem; border: 1px solid var(--line);
  text-align: left; vertical-align: top; } th { font-weight: 600; }
@media (max-width: 32rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@page { size: A4; margin: 18mm 20mm; }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444; --line: #bbb; --warn: #000; --warn-paper: #fff;
  --weak: #000; } body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; } h2 { break-after: avoid; }
  dd, tr, .warning, dl > * { break-inside: avoid; } }
"""


def html(outline: Outline, layout: Layout = SHORT) -> str:
    """Give the outline as a page of HTML."""
    blocks = document(outline, layout)
    body = "\n".join(_body(blocks))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(outline.question.text)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _body(blocks: tuple[Block, ...]) -> list[str]:
    """Give the lines of the page; labelled parts that follow each other share a list."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if _is_listed(block) and not _is_listed(before):
            lines.append("<dl>")
        elif _is_listed(before) and not _is_listed(block):
            lines.append("</dl>")
        if isinstance(block, EvidenceLine) and not isinstance(before, EvidenceLine):
            lines.append("<dt>Evidence</dt>")
        lines.append(_block(block))
        before = block
    return [*lines, *(["</dl>"] if _is_listed(before) else [])]


def _is_listed(block: Block | None) -> bool:
    return isinstance(block, EvidenceLine | Blank) or (isinstance(block, Line) and block.label is not None)


def _block(block: Block) -> str:  # noqa: PLR0911 - one for each block
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Line(text, None):
            return f"<p>{_text(text)}</p>"
        case Line(text, label):
            return f"<dt>{_text(label or '')}</dt><dd>{_text(text)}</dd>"
        case Caution(code, text):
            return f'<p class="warning"><b>{escape(code)}</b> {_text(text)}</p>'
        case EvidenceLine(text, about, weak):
            last = (
                [f'<span class="weak">{_text(about[-1])}</span>' if weak else _text(about[-1])]
                if about
                else []
            )
            shown = " · ".join([*map(_text, about[:-1]), *last])
            return f'<dd class="piece">{_text(text)}<span class="about">{shown}</span></dd>'
        case Blank(label, prompt):
            return f'<dt>{_text(label)}</dt><dd class="gap">{_text(prompt)}</dd>'
        case Table(head, rows):
            top = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in head)
            body = "".join(
                f'<tr><th scope="row">{_text(row[0])}</th>'
                + "".join(f"<td>{_text(cell)}</td>" for cell in row[1:])
                + "</tr>"
                for row in rows
            )
            return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _text(text: str) -> str:
    return "".join(
        f"<em>{escape(part)}</em>" if emphasised else escape(part) for part, emphasised in runs(text)
    )
