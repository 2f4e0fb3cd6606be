"""Decks as a table that opens in any spreadsheet, and reads back whole."""

from __future__ import annotations

import csv
import io

from studykit.authoring.rows import COLUMNS, row_of
from studykit.authoring.shared import Decks

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), in wide letters too."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel reads UTF-8 as the letters of old Windows."""


def csv_bytes(decks: Decks) -> bytes:
    """Give all cards, suspended ones included, as a table with a header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for shared in decks:
        for card in shared.deck.cards:
            row = row_of(card, shared.sources)
            writer.writerow([harmless(row[column]) for column in COLUMNS])
    return BYTE_ORDER_MARK + text.getvalue().encode()


def harmless(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula, or that begins with one."""
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def unharmed(cell: str) -> str:
    """Take back what `harmless` put before a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell
