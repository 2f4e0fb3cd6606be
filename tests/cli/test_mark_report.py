from __future__ import annotations

import csv
import io

from tests.cli.conftest import Home

ANSWERS = """\
card,answer
year,1922
year,1924
year,1924
year,idk
controls,who got the jobs and the agenda of them all
controls,the appointments of the Tsar
controls,the appointments of the Tsar
controls,=HYPERLINK("x")
defenders,Left
defenders,Right
"""


def test_a_report_is_written_as_a_table_that_no_spreadsheet_runs(home: Home) -> None:
    file = home.write("a.csv", ANSWERS)
    target = home.path / "hard.csv"
    ran = home.run("mark", str(file), "--deck", "tiny", "--report", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"3 cards reported in {target}.\n"
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))
    by_card = {row["card"]: row for row in rows}
    year = by_card["tiny/year"]
    assert [year[key] for key in ("answers", "right", "wrong", "blank", "commonest wrong", "consider")] == [
        "4", "1", "2", "1", "2 × 1924", "",
    ]  # fmt: skip
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]
    assert home.run("mark", str(file), "--deck", "tiny", "--report", str(target)).code == 5
    assert home.run("mark", str(file), "--deck", "tiny", "--report", str(target), "--force").code == 0


def test_a_report_is_written_as_a_page_beside_the_json(home: Home) -> None:
    file = home.write("a.csv", ANSWERS.replace("1922", "<script>x</script>"))
    target = home.path / "hard.html"
    ran = home.run("mark", str(file), "--deck", "tiny", "--json", "--report", str(target))
    assert len(ran.out.splitlines()) == 10
    page = target.read_text(encoding="utf-8")
    assert "<h1>A tiny deck: what the class finds hard</h1>" in page
    assert "10 answers to 3 cards" in page
    assert "<script>" not in page


def test_a_report_on_standard_output_is_the_table_that_is_shown(home: Home) -> None:
    file = home.write("a.csv", ANSWERS)
    shown = home.run("mark", str(file), "--deck", "tiny", "--report", "-")
    assert (shown.code, shown.out) == (0, home.run("mark", str(file), "--deck", "tiny").out)
    assert "2 × “1924”" in shown.out
    assert home.run("mark", str(file), "--deck", "tiny", "--report", "-", "--json").code == 2
    assert home.run("mark", str(file), "--deck", "tiny", "--report", "x.pdf").code == 2
