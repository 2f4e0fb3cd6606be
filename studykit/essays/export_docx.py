"""A document as a Word file, through python-docx (extra `docx`)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from studykit.errors import needs_extra
from studykit.essays.document import SHORT, Block, Heading, Layout, Line, Table, document, runs
from studykit.essays.outline import Outline

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def docx(outline: Outline, layout: Layout = SHORT) -> bytes:
    """Give the outline as `word_bytes` does."""
    instead = ", or use --format html, which Word opens too"
    return word_bytes(document(outline, layout), outline.question.text, instead)


def word_bytes(blocks: Iterable[Block], title: str, instead: str = "") -> bytes:
    """Give a document as the bytes of a .docx file, with heading styles, tables and page numbers.

    Raises:
        UnavailableError: when python-docx is not installed; it says what there is `instead`.
    """
    with needs_extra("A Word file", "docx", instead):
        import docx as word
    written = word.Document()
    _set_page(written, title)
    for block in blocks:
        match block:
            case Heading(text, level):
                _write(written.add_heading(level=level), text)
            case Line():
                _line(written, block)
            case Table():
                _table(written, block)
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def _set_page(written: Document, title: str) -> None:
    """Set A4, margins, the file's own title, and a page number in the footer."""
    from docx.shared import Mm

    section = written.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    written.core_properties.title = "".join(text for text, _ in runs(title))[:255]
    written.core_properties.author = written.core_properties.comments = ""
    _number_pages(section.footer.paragraphs[0])


def _number_pages(footer: Paragraph) -> None:
    """Put the field that Word fills with the page number into the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        footer.add_run()._r.append(element)


def _write(paragraph: Paragraph, text: str) -> None:
    for part, emphasised in runs(text):
        paragraph.add_run(part).italic = emphasised or None


def _line(written: Document, line: Line) -> None:
    """Write a line: evidence in a list, a warning set off, a gap with room to write."""
    from docx.shared import Pt

    style = {"caution": "Intense Quote", "piece": "List Bullet"}.get(line.kind)
    paragraph = written.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = not line.text or None
    if line.label:
        paragraph.add_run(f"{line.label}: ").bold = True
    _write(paragraph, f"______________________________ ({line.text})" if line.kind == "gap" else line.text)
    if line.about:
        shown = "; ".join("".join(text for text, _ in runs(part)) for part in line.about)
        paragraph.add_run(f" ({shown})").font.size = Pt(9)


def _table(written: Document, table: Table) -> None:
    from docx.oxml import OxmlElement

    made = written.add_table(rows=1, cols=len(table.head), style="Table Grid")
    for cell, text in zip(made.rows[0].cells, table.head, strict=True):
        cell.paragraphs[0].add_run("".join(part for part, _ in runs(text))).bold = True
    for row in table.rows:
        added = made.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # a row stays on one page
        for cell, text in zip(added.cells, row, strict=True):
            _write(cell.paragraphs[0], text)
