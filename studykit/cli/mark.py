"""`studykit mark`: a set of typed answers, marked against a deck."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.clock import seconds
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import Style, count, say, say_json, tell
from studykit.cli.quoting import Quoting
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.names import Hints
from studykit.plain_files import read_plain
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.answers import TypedAnswer
    from studykit.authoring.class_set import CardResult
    from studykit.cards import Card, Deck
    from studykit.decks.library import Library
    from studykit.marking import Mark
    from studykit.problems import Problem

    Marked = tuple[TypedAnswer, Card, Mark]
    """What was typed, the card it was for, and what was made of it."""

LARGEST = 50_000_000
"""Bytes of answers that are read, some hundred thousand of them."""

QUIET_SECONDS = 1.0
REPORTS = (".csv", ".html", ".htm")


def command(
    context: typer.Context,
    answers: Annotated[str, typer.Argument(metavar="ANSWERS", help="CSV, TSV or JSON lines; - for input.")],
    deck: Annotated[str, typer.Option("--deck", metavar="FILE|NAME", help="The deck they answer.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line an answer, in order.")] = False,
    report_to: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE", help="What the class finds hard: .csv, .html, or - to show it."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a report that exists.")] = False,
) -> None:
    """Mark typed answers as a teacher would, and say what a class finds hard."""

    from studykit.answers import read_answers
    from studykit.authoring.class_set import MarkedAnswer, class_results
    from studykit.problems import Problem

    shows = _shows_report(report_to, as_json=as_json)
    here = invocation(context)
    library, chosen = _deck(here, deck)
    name, content = _read(answers)
    typed, problems = read_answers(name, content)
    marked: list[MarkedAnswer] = []
    for each in _mark_all(library, chosen, typed, name):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            card, mark = each[1:]
            marked.append(MarkedAnswer(card, each[0].answer, mark.verdict, mark.why, mark.gave_up, mark.sure))
            if as_json:
                say_json(_as_json(*each), indent=None)
    results = class_results(marked)
    if results and shows:
        say(report(results, here.style))
    if results and report_to is not None and str(report_to) != "-":
        _write_report(report_to, results, chosen, force=force)
    for problem in sorted(problems):
        tell(Quoting(here.style).shown(problem))
    if problems:
        raise typer.Exit(1)


def _shows_report(report_to: Path | None, *, as_json: bool) -> bool:
    """Say whether the report is shown on standard output.

    Raises:
        UsageError: when it can neither be shown nor be written in a form that its file's name tells.
    """
    if report_to is None:
        return not as_json
    if str(report_to) == "-":
        if as_json:
            raise UsageError(
                "Standard output holds either the JSON lines or the report; write the report to a file."
            )
        return True
    if report_to.suffix.lower() not in REPORTS:
        raise UsageError(f"A report is a .csv or a .html file; {report_to} is neither.")
    return False


def _deck(here: Invocation, name: str) -> tuple[Library, Deck]:
    """Give the deck of a file, or the one of that name in the library."""
    path = Path(name)
    if not path.is_file():
        if path.suffix in (".yaml", ".yml"):
            raise NotFoundError(f"There is no deck file {name}.")
        return here.library, here.library.deck(name)
    from studykit.decks.library import Library

    library = Library.open(here.folders.decks, here.folders.cache, files=[path])
    found = next((deck for deck in library.decks if Path(deck.file).resolve() == path.resolve()), None)
    if found is None:
        raise NotFoundError(f"{name} holds no deck; `studykit deck check {name}` says why.")
    return library, library.deck(found.slug)


def _read(answers: str) -> tuple[str, bytes]:
    if answers == "-":
        name, content = "standard input", sys.stdin.buffer.read(LARGEST + 1)
    else:
        try:
            name, content = answers, read_plain(Path(answers), LARGEST + 1)
        except FileNotFoundError:
            raise NotFoundError(f"There is no file {answers}.") from None
        except OSError as error:
            raise UnavailableError(f"{answers} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise UnavailableError(f"{name} has over {LARGEST / 1e6:.0f} MB; mark it in several parts.")
    return name, content


def _mark_all(
    library: Library, deck: Deck, typed: Sequence[TypedAnswer], name: str
) -> Iterator[Marked | Problem]:
    """Mark every answer whose card there is; the others are problems."""
    from studykit.collection import vocabulary_of
    from studykit.marking import mark
    from studykit.problems import Problem

    vocabulary = vocabulary_of(library, deck.slug)
    cards = _by_name(library, deck)
    progress = _progress(len(typed))
    hints = Hints()
    for number, answer in enumerate(typed, start=1):
        card = cards.get(answer.card)
        if card is None:
            message, mend, rule = _why_not(library, deck, answer.card, cards, hints)
            yield Problem(name, answer.line, 1, answer.card, message, mend, rule)
        else:
            yield answer, card, mark(card, answer.answer, vocabulary)
        progress(number)


def _by_name(library: Library, deck: Deck) -> dict[str, Card]:
    """Give the cards of a deck, suspended ones too, by all they may be called: their ids and earlier ones."""
    now = {card.id: card for card in deck.cards}
    named = {str(was): now[card] for was, card in library.was.items() if card in now}
    named |= {str(card.id): card for card in deck.cards}
    return {name.removeprefix(f"{deck.slug}/"): card for name, card in named.items()} | named


def _why_not(
    library: Library, deck: Deck, name: str, known: Mapping[str, Card], hints: Hints
) -> tuple[str, str, str]:
    """Say why an answer has no card, as message, mend and rule: it was refused, or there is none."""
    from studykit.cards import CardId
    from studykit.decks.refused import refusal

    whole = name if name.startswith(f"{deck.slug}/") else f"{deck.slug}/{name}"
    parent = CardId(whole.partition("#")[0])
    if parent not in library.left_out:
        message = f"the deck {deck.slug} has no card `{name}`{hints.nearest(name, known)}"
        return message, "The column `card` holds the id of a card, as the deck file has it.", "unknown-card"
    error = refusal(library, parent)
    said = f": {error.message} ({error.file}:{error.line})" if error else ""
    mend = error.mend if error else f"`studykit deck check {deck.place.file}` says why."
    return f"`deck check` refused the card `{name}`{said}", mend, "refused-card"


def _progress(total: int) -> Callable[[int], None]:
    """Give a function that tells on standard error how far the marking is, once it takes over a second."""
    started = told = seconds()
    on_terminal = sys.stderr.isatty()

    def tell_progress(done: int) -> None:
        nonlocal told
        now = seconds()
        if now - started > QUIET_SECONDS and (now - told > QUIET_SECONDS or (done == total and on_terminal)):
            told = now
            end = "\n" if done == total or not on_terminal else ""
            start = "\r" if on_terminal else ""
            print(f"{start}Marked {done} of {total}", end=end, file=sys.stderr, flush=True)

    return tell_progress


def _as_json(answer: TypedAnswer, _card: Card, mark: Mark) -> dict[str, object]:
    return {
        **answer.others,
        "card": answer.card,
        "answer": answer.answer,
        "verdict": mark.verdict.value,
        "score": round(mark.score, 4),
        "points": list(mark.points),
        "why": mark.why,
        "sure": mark.sure,
        "open": list(mark.open),
    }


def report(results: Sequence[CardResult], style: Style) -> str:
    """Show the cards a class finds hardest first, each with its verdicts and commonest wrong answers."""
    width = max(len(str(each.card.id)) for each in results)
    lines = [style.strong(f"{'card':<{width}}  right  partly  wrong  not sure")]
    for each in results:
        lines.append(
            f"{each.card.id:<{width}}  {each.right:>5}  {each.partly:>6}  {each.wrong:>5}  {each.open:>8}"
        )
        told = [f"{wrong.times} × “{visible(wrong.answer)[:60]}”: {wrong.why}" for wrong in each.commonest]
        if each.consider:
            phrasings = ", ".join(f"“{visible(told.answer)[:60]}”" for told in each.consider)
            told.append(f"worth a look: {phrasings}")
        lines += [style.faint(style.text(line, indent=6, first="    ")) for line in told]
    answers = sum(each.answers for each in results)
    return "\n".join([*lines, "", f"{count(answers, 'answer')} to {count(len(results), 'card')}"])


def _write_report(target: Path, results: Sequence[CardResult], deck: Deck, *, force: bool) -> None:
    """Write what a class finds hard as a table or a page, as the file's name says."""
    from studykit.authoring.class_report import class_csv, class_html
    from studykit.cli.files import write_file

    page = target.suffix.lower() in (".html", ".htm")
    data = class_html(results, f"{deck.title}: what the class finds hard") if page else class_csv(results)
    write_file(target, data, force=force)
    tell(f"{count(len(results), 'card')} reported in {target}.")
