from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.quizlet import read_quizlet
from studykit.authoring.formats.registry import READ, ReadOptions, form_of
from studykit.authoring.formats.spreadsheet import rows_of
from studykit.errors import DataError
from tests.authoring.formats.reading import fields
from tests.authoring.test_hostile_packages import memory_below
from tests.budget import soon

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>Answer</t></is></c></row>
<row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4"><v>1922</v></c></row>
<row r="5"><c r="A5" t="s"><v>2</v></c><c r="C5" s="1"><v>8129</v></c></row>
<row r="6"><c r="A6" t="s"><v>3</v></c><c r="C6" s="2"><v>0.5</v></c></row>"""
TEXTS = ["Question", "In which year?", "On which day?", "How much?"]


STYLES = '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>'


def book(sheet: str = SHEET, more: str = "", styles: str = STYLES, *others: str) -> bytes:
    sheets = [sheet, *others]
    named = "".join(f'<sheet name="{name}" r:id="r{name}"/>' for name, _ in zip("abc", sheets, strict=False))
    linked = "".join(
        f'<Relationship Id="r{name}" Target="worksheets/{name}.xml"/>'
        for name, _ in zip("abc", sheets, strict=False)
    )
    parts = {
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKS}"><workbookPr {more}/><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{linked}</Relationships>",
        **{
            f"xl/worksheets/{name}.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
            for name, rows in zip("abc", sheets, strict=False)
        },
        "xl/sharedStrings.xml": f"<sst {MAIN}>"
        + "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
        + "</sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return data.getvalue()


def test_a_spreadsheet_is_read_like_a_table_and_days_stay_days() -> None:
    path = Path("a.xlsx")
    assert form_of(path, book()) == "xlsx"
    read = READ["xlsx"](path, book(), ReadOptions())
    assert [(entry.line, entry.fields["answer"]) for entry in read.entries] == [
        (4, "1922"),
        (5, "1922-04-03"),
        (6, "50%"),
    ]
    assert fields(read)[0] == {"ask": "In which year?", "answer": "1922"}


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ('<cellXfs><xf/><xf numFmtId="16"/></cellXfs>', "26 July"),
        ('<cellXfs><xf/><xf numFmtId="17"/></cellXfs>', "July 1953"),
        ('<numFmts><numFmt numFmtId="170" formatCode="[$-407]MMMM\\ YYYY"/></numFmts>', "July 1953"),
        ('<numFmts><numFmt numFmtId="170" formatCode="yyyy"/></numFmts>', "1953"),
        ('<numFmts><numFmt numFmtId="170" formatCode="dd/mm/yy hh:mm"/></numFmts>', "1953-07-26"),
    ],
)
def test_of_a_day_that_a_program_made_of_what_was_typed_only_what_it_shows_is_read(
    style: str, shown: str
) -> None:
    styles = style if "cellXfs" in style else f'{style}<cellXfs><xf/><xf numFmtId="170"/></cellXfs>'
    row = '<row r="1"><c r="A1" s="1"><v>19566</v></c></row>'
    assert list(rows_of("a", book(row, styles=styles))) == [(1, [shown])]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        ("0.5905439814815", 21, "14:10:23"),
        ("0.5", 20, "12:00"),
        ("0", 20, "00:00"),
        ("8129.5", 22, "1922-04-03 12:00"),
        ("8129", 22, "1922-04-03"),
        ("8129.5", 14, "1922-04-03"),
        ("1", 14, "1900-01-01"),
        ("61", 14, "1900-03-01"),
        ("2958465.9999999", 22, "2958465.9999999"),
        ("1.25", 46, "30:00"),
        ("0.0001157407", 46, "0:00:10"),
    ],
)
def test_a_time_keeps_its_seconds_and_a_day_its_time_where_they_are_shown(
    number: str, style: int, shown: str
) -> None:
    row = f'<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>'
    styles = f'<cellXfs><xf/><xf numFmtId="{style}"/></cellXfs>'
    assert list(rows_of("a", book(row, styles=styles))) == [(1, [shown])]


def test_hours_of_more_than_a_day_are_no_day() -> None:
    codes = '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
    row = '<row r="1"><c r="A1" s="0"><v>1.5</v></c></row>'
    styles = f'{codes}<cellXfs><xf numFmtId="170"/></cellXfs>'
    assert list(rows_of("a", book(row, styles=styles))) == [(1, ["36:00"])]


def test_formulas_without_a_result_make_no_card() -> None:
    sheet = SHEET.replace("<v>1922</v>", "<f>1+1</f>").replace('s="1"><v>8129', 't="e"><v>#DIV/0!')
    read = READ["xlsx"](Path("a.xlsx"), book(sheet), ReadOptions())
    assert [entry.line for entry in read.entries] == [6]
    assert [(problem.line, problem.rule) for problem in read.problems] == [(4, "formula"), (5, "formula")]
    empty = '<row r="1"><c><v>1</v></c><c t="str"><f>""</f><v></v></c></row>'
    assert list(rows_of("a", book(empty))) == [(1, ["1", ""])]


def renamed(data: bytes, *swaps: tuple[str, str], within: bool = False) -> bytes:
    """The same book with other names of its parts, or other words `within` them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text, wanted = old.read(name).decode(), name
            for one, other in swaps:
                text, wanted = (
                    (text.replace(one, other), wanted) if within else (text, wanted.replace(one, other))
                )
            new.writestr(wanted, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "swap", [("sharedStrings", "SharedStrings"), ("workbook", "Workbook"), ("/", "\\"), ("xl/", "XL/")]
)
def test_the_names_of_parts_are_found_however_a_program_writes_them(swap: tuple[str, str]) -> None:
    data = renamed(book(), swap)
    assert form_of(Path("a.xlsx"), data) == "xlsx"
    assert list(rows_of("a", data)) == list(rows_of("a", book()))


def test_a_strict_spreadsheet_is_read_and_its_days_stay_days() -> None:
    strict = "http://purl.oclc.org/ooxml/"
    usual = "http://schemas.openxmlformats.org/"
    row = '<row r="1"><c r="A1" t="d"><v>1953-07-26T00:00:00</v></c><c r="B1" t="s"><v>0</v></c></row>'
    data = renamed(
        book(row),
        (f"{usual}spreadsheetml/2006/main", f"{strict}spreadsheetml/main"),
        (f"{usual}officeDocument/2006/", f"{strict}officeDocument/"),
        within=True,
    )
    assert list(rows_of("a", data)) == [(1, ["1953-07-26", "Question"])]


@pytest.mark.parametrize("data", [b"<html><table>", b"\xd0\xcf\x11\xe0", b"<?xml version='1.0'?>"])
def test_what_is_called_a_spreadsheet_and_is_another_is_to_be_saved_as_one(data: bytes) -> None:
    with pytest.raises(
        DataError, match=r"which is not read; open it .* save it as \.xlsx or \.csv: read are"
    ):
        form_of(Path("a.xls"), data)


def test_cells_named_in_small_letters_stand_where_they_say() -> None:
    row = '<row r="1"><c r="b1"><v>1</v></c><c r="d1"><v>2</v></c></row>'
    assert list(rows_of("a", book(row))) == [(1, ["", "1", "", "2"])]


def test_signs_that_xml_cannot_hold_are_read_as_the_signs_they_are() -> None:
    text = "one_x000D_\ntwo _x005F_x000D_ snake_xray_ _xD83D_"
    row = f'<row r="1"><c t="inlineStr"><is><t>{text}</t></is></c><c t="str"><v>{text}</v></c></row>'
    assert list(rows_of("a", book(row))) == [(1, ["one\r\ntwo _x000D_ snake_xray_ _xD83D_"] * 2)]


def test_the_first_sheet_to_be_seen_with_anything_in_it_is_read() -> None:
    row = '<row r="1"><c r="A1"><v>{}</v></c></row>'
    data = book("", "", STYLES, row.format(1), row.format(2))
    assert list(rows_of("a", data)) == [(1, ["1"])]
    hidden = renamed(data, ('name="b"', 'name="b" state="hidden"'), within=True)
    assert list(rows_of("a", hidden)) == [(1, ["2"])]
    with pytest.raises(DataError, match="no sheet with anything in it"):
        list(rows_of("a", book("")))


def test_a_book_that_counts_days_from_1904_says_so() -> None:
    row = '<row r="1"><c r="A1" s="1"><v>6667</v></c></row>'
    assert list(rows_of("a", book(row, 'date1904="1"'))) == [(1, ["1922-04-03"])]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\3\4nonsense",
        book("<row"),
        book('<row><c t="s"><v>99</v></c></row>'),
        book('<row><c t="s"><v>x</v></c></row>'),
        book('<row><c s="0"><v>1e308</v></c></row>', "", '<cellXfs><xf numFmtId="46"/></cellXfs>'),
    ],
)
def test_a_damaged_spreadsheet_is_one_sentence(data: bytes) -> None:
    with pytest.raises(DataError, match="Save it as CSV"):
        list(rows_of("a.xlsx", data))


def test_a_small_file_that_becomes_a_huge_sheet_is_refused_before_it_is_read() -> None:
    for huge in ("<row>" + "<c/>" * 400_001 + "</row>", "<row><c><v>1</v></c></row>" * 133_334):
        with memory_below(90), pytest.raises(DataError, match="a sheet is too large"):
            list(rows_of("a.xlsx", book(huge)))
    with pytest.raises(DataError, match="its sheets are too many or too large"):
        list(rows_of("a.xlsx", book("", "", STYLES, *(f"<row>{' ' * 30_000_000}</row>" for _ in range(2)))))


@pytest.mark.parametrize("code", ['"', "[", "[h", "\\", '"[', "0"])
def test_a_format_of_numbers_that_is_longer_than_any_is_read_soon(code: str) -> None:
    formats = f'<numFmts><numFmt numFmtId="170" formatCode={quoteattr(code * 200_000)}/></numFmts>'
    styles = formats + "<cellXfs>" + '<xf numFmtId="170"/>' * 20_000 + "</cellXfs>"
    row = '<row r="1"><c s="1"><v>1.5</v></c></row>'
    with soon():
        assert list(rows_of("a", book(row, styles=styles))) == [(1, ["36:00" if "h" in code else "1.5"])]


def test_a_book_of_more_sheets_than_any_is_refused_before_they_are_opened() -> None:
    sheet, link = '<sheet name="a" r:id="ra"/>', '<Relationship Id="ra" Target="worksheets/a.xml"/>'
    many = renamed(
        book(""),
        (sheet, "".join(sheet.replace("ra", f"r{n}") for n in range(201))),
        (link, "".join(link.replace("ra", f"r{n}").replace("a.xml", f"{n}.xml") for n in range(201))),
        within=True,
    )
    with pytest.raises(DataError, match="its sheets are too many or too large"):
        list(rows_of("a.xlsx", many))


def test_of_a_sheet_of_many_rows_one_row_is_held_at_once() -> None:
    data = book('<row><c s="1" r="A1"/></row>' * 10_000 + '<row r="7"><c><v>1</v></c></row>')
    with memory_below(3):
        assert list(rows_of("a.xlsx", data)) == [(7, ["1"])]


@pytest.mark.parametrize(
    "rows",
    [
        ('<row><c t="str"><v>' + "x" * 90_000 + "</v></c></row>") * 90,
        '<row><c r="GR1"><v>1</v></c></row>' + "<row><c><v>1</v></c></row>" * 8_000,
        "<row/>" * 120_001,
    ],
    ids=["long texts", "one wide row makes all as wide", "rows"],
)
def test_a_small_file_whose_cells_hold_more_than_anybody_types_is_refused(rows: str) -> None:
    data = book('<row r="1"><c><v>1</v></c></row>' + rows)
    with pytest.raises(DataError, match=r"120,000 rows or 8,000,000 letters\). Save it as CSV"):
        list(rows_of("a.xlsx", data))


def test_thousands_of_cells_that_name_one_long_text_are_refused() -> None:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    data = renamed(book(row * 10), ("Question", "x" * 30_000), within=True)
    with pytest.raises(DataError, match=r"8,000,000 letters\). Save it as CSV"):
        list(rows_of("a.xlsx", data))


@pytest.mark.parametrize(
    "row",
    [
        "<row>" + "<c/>" * 100_001 + "</row>",
        "<row>" + "".join(f"<c{n}/>" for n in range(1_001)) + "</row>",
        "<row>" + "".join(f'<c a{n}=""/>' for n in range(1_001)) + "</row>",
        '<row xmlns:x="' + "x" * 1_001 + '"/>',
        "<row><c" + " " * 1_000_001 + "/></row>",
    ],
    ids=["cells of a row", "elements", "attributes", "address of names", "mark"],
)
def test_what_the_parser_would_hold_all_at_once_is_refused(row: str) -> None:
    with memory_below(60), pytest.raises(DataError, match=r"a sheet is too large.* Save it as CSV"):
        list(rows_of("a.xlsx", book(row + SHEET)))


def test_how_a_text_is_pronounced_is_left_out_soon_however_deep_it_says_it() -> None:
    deep = "<rPh>" * 49_000 + "<t>x</t>" + "</rPh>" * 49_000
    row = f'<row r="1"><c t="inlineStr"><is>{deep}<t>Lenin</t></is></c></row>'
    with soon():
        assert list(rows_of("a.xlsx", book(row))) == [(1, ["Lenin"])]


def test_a_part_that_many_sheets_name_and_rows_within_rows_are_read_once() -> None:
    deep = "<row>" * 20_000 + '<c t="inlineStr"><is><t>x</t></is></c>' + "</row>" * 20_000
    assert list(rows_of("a.xlsx", book('<row r="1"><c><v>1</v></c></row>' + deep))) == [(1, ["1"])]
    again = '<sheet name="a" r:id="ra"/>'
    many = renamed(book("<row/>"), (again, again * 500), within=True)
    with pytest.raises(DataError, match="no sheet with anything in it"):
        list(rows_of("a.xlsx", many))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_are_refused_before_they_grow(encoding: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        texts = '<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'
        package.writestr("xl/sharedStrings.xml", texts.encode(encoding))
    with pytest.raises(DataError, match="declares entities"):
        list(rows_of("a.xlsx", data.getvalue()))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"PK\3\4x", "a Word document"),
        ("a.pdf", b"%PDF-1.7", "a PDF"),
        ("a.xml", b'<?xml version="1.0"?>\n<quiz><question/></quiz>', "GIFT format"),
        ("a.txt", b"<!DOCTYPE html><html>", "a web page"),
        ("a.json", b'{"cards": []}', "JSON"),
    ],
)
def test_a_form_that_is_not_read_is_named_with_those_that_are(name: str, data: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said) as raised:
        form_of(Path(name), data)
    assert ".apkg" in str(raised.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.yaml", b"# mine\ncase: rome\ntitle: Rome\n"),
        ("a.txt", b"deck: rome\ncards:\n  - ask: Who?\n    answer: Rossi\n"),
    ],
)
def test_a_deck_is_not_imported_but_added(name: str, data: bytes) -> None:
    with pytest.raises(DataError, match=f"deck add {name}"):
        form_of(Path(name), data)


def test_a_text_that_holds_no_cards_is_sent_to_drafts() -> None:
    for read in (
        read_quizlet("a.txt", "Rossi led the march.\nIt rained.\n"),
        read_markdown("a.md", "It rained.\n"),
    ):
        (problem,) = read.problems
        assert "deck draft" in problem.mend


def test_sheets_behind_the_first_are_named_where_something_is_in_them() -> None:
    path = Path("a.xlsx")
    read = READ["xlsx"](
        path, book(SHEET, "", STYLES, "", '<row r="1"><c r="A1"><v>1</v></c></row>'), ReadOptions()
    )
    assert len(fields(read)) == 3
    assert [(problem.rule, problem.message) for problem in read.problems] == [
        ("sheets", "only the sheet a is read; left out: c")
    ]


def test_a_sheet_of_advice_before_the_cards_is_left_out_and_named() -> None:
    advice = '<row r="1"><c r="A1" t="inlineStr"><is><t>Fill in the next sheet.</t></is></c></row>'
    read = READ["xlsx"](Path("a.xlsx"), book(advice, "", STYLES, SHEET), ReadOptions())
    assert [card["ask"] for card in fields(read)] == TEXTS[1:]
    assert [problem.message for problem in read.problems] == ["only the sheet b is read; left out: a"]


@pytest.mark.parametrize("name", ["a.xlsb", "a.numbers", "a.ods"])
def test_tables_of_other_programs_are_sent_back_to_be_saved(name: str) -> None:
    with pytest.raises(DataError, match=r"save it as \.xlsx or \.csv"):
        form_of(Path(name), book())


def test_a_number_with_a_fraction_is_said_to_be_written_with_a_point() -> None:
    sheet = SHEET.replace("<v>1922</v>", "<v>1.3</v>")
    read = READ["xlsx"](Path("a.xlsx"), book(sheet), ReadOptions())
    assert read.entries[0].fields["answer"] == "1.3"
    [told] = [each for each in read.problems if each.rule == "number"]
    assert (told.line, "`1,3`" in told.message) == (4, True)
