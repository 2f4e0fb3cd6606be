"""What a class finds hard, as a table for a spreadsheet or a page to print."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape

from studykit.authoring.class_set import CardResult, Told
from studykit.authoring.formats.table import BYTE_ORDER_MARK, harmless
from studykit.visible import visible

HEADER = (
    "card",
    "ask",
    "answers",
    "right",
    "partly",
    "wrong",
    "gave up",
    "not sure",
    "commonest wrong",
    "consider",
)

_STYLE = """\
:root { color-scheme: light dark; }
body { margin: 2rem auto; padding: 0 1.25rem; max-width: 60rem; font: 1rem/1.45 Georgia, serif; }
h1 { font-size: 1.5rem; } p { max-width: 42rem; } table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { padding: .45rem .6rem; border-bottom: 1px solid #9996; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td.n, th.n { text-align: right; white-space: nowrap; } small { display: block; opacity: .7; } ul { margin: 0; padding-left: 1rem; }
tr { break-inside: avoid; } @page { size: A4 landscape; margin: 14mm; } @media print { body { max-width: none; margin: 0; font-size: 10pt; } }
"""


def class_csv(results: Sequence[CardResult]) -> bytes:
    """Give a table with one row a card, the hardest first."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for each in results:
        numbers = (each.answers, each.right, each.partly, each.wrong, each.gave_up, each.open)
        told = ["\n".join(map(_line, answers)) for answers in (each.commonest, each.consider)]
        cells = (each.card.id, each.card.ask, *numbers, *told)
        writer.writerow([harmless(visible(str(cell))) for cell in cells])
    return BYTE_ORDER_MARK + text.getvalue().encode()


def class_html(results: Sequence[CardResult], title: str) -> bytes:
    """Give a page with a table, the hardest card first; it loads nothing and has no scripts."""
    answers = sum(each.answers for each in results)
    head = "".join(
        f'<th scope="col"{" class=n" if 0 < place < 6 else ""}>{name}</th>'
        for place, name in enumerate(
            ("Card", "Right", "Partly", "Wrong", "Gave up", "Not sure", "Commonest wrong", "Worth a look")
        )
    )
    rows = "\n".join(map(_row, results))
    about = (
        f"{answers} answers to {len(results)} cards, the hardest first. Answers worth a look are those that "
        "marking is not sure of, and some marked wrong that may be another way to say it: put them under <code>accept:</code>, or under <code>reject:</code> "
        "with a sentence that teaches."
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>\n"
        f"<p>{about}</p>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    ).encode()


def _row(each: CardResult) -> str:
    counts = (each.right, each.partly, each.wrong, each.gave_up, each.open)
    numbers = "".join(f'<td class="n">{n}</td>' for n in counts)
    told = "".join(f"<td>{_list(answers)}</td>" for answers in (each.commonest, each.consider))
    return f"<tr><td>{_text(each.card.ask)}<small>{_text(str(each.card.id))}</small></td>{numbers}{told}</tr>"


def _list(told: Sequence[Told]) -> str:
    items = "".join(f"<li>{_text(_line(each))}</li>" for each in told)
    return f"<ul>{items}</ul>" if items else ""


def _line(told: Told) -> str:
    return f"{told.times} × {told.answer[:200]}"


def _text(text: str) -> str:
    return escape(visible(text)).replace("\n", "<br>")
