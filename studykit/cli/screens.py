"""The quiz as a student reads it: pure functions from values to text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import Card, Choice, Item, Listed, Ordered, Points, Source
from studykit.cli.display import Style, about_minutes, count, day_name
from studykit.memory.session import Session
from studykit.reviews import Rating
from studykit.verdict import Verdict
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.marking import Mark, Piece

SIGNS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.CORRECT: ("✓", "green"),
    Verdict.PARTIAL: ("~", "yellow"),
    Verdict.WRONG: ("✗", "red"),
}

OPEN_SIGN = ("?", "cyan")
NOT_SURE = "Not sure"
"""What stands in place of a verdict that marking leaves to the student: nobody is accused by a guess."""

COMMANDS = (
    ("/hint or ?", "a hint; the card then counts as Hard"),
    ("/skip", "leave this card for another day"),
    ("/suspend", "never ask this card again (until you put it back)"),
    ("/undo", "take back the answer before"),
    ("/quit", "stop here; everything is saved"),
)

KEYS = (
    ("Enter", "go on with the rating shown"),
    ("1 2 3 4", "rate it Again, Hard, Good or Easy instead"),
    ("y", "I was right: overrule the marking"),
    ("n", "I was wrong: overrule the marking"),
    ("u", "take the answer back and answer again"),
    ("s", "suspend the card"),
    ("e", "where the card is written"),
    ("q", "stop here"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question screen needs: the card, its deck's title, and how the sitting stands."""

    card: Card
    deck_title: str
    left: int
    seconds: float
    shown: tuple[int, ...] | None
    is_new: bool = False
    is_retry: bool = False


def question(asked: Question, style: Style) -> str:
    """Show a question: where it belongs and how much is left, then what is asked and how to answer it."""
    progress = f"{asked.left} left, {about_minutes(asked.seconds)}"
    tag = ", once more" if asked.is_retry else ", new" if asked.is_new else ""
    title = visible(asked.deck_title) + tag
    room = style.measure - 2 - len(title) - len(progress)
    header = f"  {title}{' ' * room}{progress}" if room >= 2 else f"  {title}\n  {progress}"
    ask = "\n".join(style.strong(line) for line in style.text(asked.card.ask).split("\n"))
    parts = [style.rule(), style.faint(header), "", ask, *_options(asked, style)]
    task = _task(asked.card)
    if task:
        parts += ["", style.faint(style.text(task))]
    return "\n".join([*parts, ""])


def _options(asked: Question, style: Style) -> list[str]:
    expected = asked.card.expected
    if isinstance(expected, Choice):
        texts = list(expected.options)
    elif isinstance(expected, Ordered):
        texts = [item.say for item in expected.items]
    else:
        return []
    order = asked.shown or tuple(range(len(texts)))
    lines = [
        style.text(texts[place], indent=7, first=f"    {number}  ")
        for number, place in enumerate(order, start=1)
    ]
    return ["", *lines]


def _task(card: Card) -> str | None:
    """Say how to answer, where the question alone does not."""
    match card.expected:
        case Listed(need=need, ordered=ordered):
            return f"{count(need, 'item')}{' in order' if ordered else ''}, with commas between them."
        case Ordered():
            return "Type the numbers in the right order, with spaces between them."
        case Points(need=need):
            return f"Make {count(need, 'point')} in your own words. An empty line ends the answer."
    return None


def verdict(
    card: Card,
    mark: Mark,
    sources: Mapping[str, Source],
    style: Style,
) -> str:
    """Show the verdict first, then why, the model answer with what was made of it, note, source and flag."""
    symbol, colour = SIGNS[mark.verdict] if mark.sure else OPEN_SIGN
    word = mark.verdict.value.capitalize() if mark.sure else NOT_SURE
    head = (
        word if style.plain else f"{style.coloured(word, colour, bold=True)} {style.coloured(symbol, colour)}"
    )
    # Readline ends a line with an escape sequence of its own; the empty line keeps the verdict's line clean.
    lines = ["", head]
    if mark.why not in ("", "right"):
        lines.append(style.text(sentence(mark.why)))
    lines += ["", *_model(card, mark, style)]
    if card.note:
        lines.append(style.field("Note", card.note))
    if card.quote:
        lines.append(style.field("Quotation", card.quote))
    if card.sources:
        lines.append(style.field("Source", "; ".join(_source(sources, slug) for slug in card.sources)))
    if card.contested:
        lines.append(style.field("Contested", card.contested))
    return "\n".join(lines)


def sentence(text: str) -> str:
    """Begin a text with a capital and end it with a full stop, as it stands alone on the screen."""
    whole = text.strip()
    return whole if not whole else whole[0].upper() + whole[1:] + ("" if whole[-1] in ".!?…”" else ".")


def _model(card: Card, mark: Mark, style: Style) -> list[str]:
    match card.expected:
        case Listed(items=items) | Points(points=items):
            return _items(items, mark, style)
        case Ordered(items=items):
            ordered = [f"{number}. {item.say}" for number, item in enumerate(items, start=1)]
            return [style.field("Order" if not number else "", text) for number, text in enumerate(ordered)]
    return [_pieces(mark.model, style)]


def _items(items: tuple[Item, ...], mark: Mark, style: Style) -> list[str]:
    """Show the items or points one under the other: made, open, missing, or one more that counts."""
    unmade = "also: " if mark.sure and mark.verdict is Verdict.CORRECT else "missing: "
    lines = []
    for number, item in enumerate(items):
        made = number in mark.points
        if number in mark.open:
            sign = style.symbol("? ", "open: ")
        else:
            sign = style.symbol("✓ " if made else "· ", "made: " if made else unmade)
        field = style.field("Answer" if number == 0 else "", sign + item.say)
        lines.append(field.replace("✓", style.coloured("✓", "green"), 1) if made else field)
    return lines


def _pieces(pieces: tuple[Piece, ...], style: Style) -> str:
    """Show the model answer: strong as a whole, or where a part of it came, each word in its colour."""
    whole = "".join(piece.text for piece in pieces)
    field = style.field("Answer", whole)
    states = {piece.state for piece in pieces} - {"plain"}
    if style.plain or len(states) < 2:
        return field.replace(visible(whole), style.strong(visible(whole)), 1)
    for piece in pieces:
        shown = visible(piece.text).strip()
        if shown and piece.state in PIECE_COLOURS:
            field = field.replace(shown, style.coloured(shown, PIECE_COLOURS[piece.state]), 1)
    return field


PIECE_COLOURS: Mapping[str, str] = {"matched": "green", "misspelt": "yellow", "missing": "red"}


def _source(sources: Mapping[str, Source], slug: str) -> str:
    source = sources.get(slug)
    if source is None:
        return slug
    parts = [source.author, f"*{source.title}*" if source.author else source.title]
    name = ", ".join(part for part in parts if part)
    return f"{name} ({source.year})" if source.year else name


def next_step(
    verdict: Verdict,
    suggested: Rating,
    outcomes: Mapping[Rating, date],
    today: date,
    counts: bool,
    leech: bool,
    style: Style,
) -> str:
    """Show when the card comes back and which keys there are."""
    lines = []
    if counts:
        lines.append(style.field("Next", f"{day_name(outcomes[suggested], today)} ({suggested.label})"))
    else:
        lines.append(style.field("Next", "unchanged: this sitting does not count for the schedule"))
    if leech:
        advice = (
            "You have forgotten this card eight times or more. Rewrite it, split it in two, or suspend it: "
            "the card is the problem."
        )
        lines.append(style.field("Leech", advice))
    others = "  ".join(f"{int(rating)} {rating.label}" for rating in Rating if rating is not suggested)
    overrule = "n I was wrong" if verdict is Verdict.CORRECT else "y I was right"
    keys = f"  Enter {suggested.label}   {others}   {overrule}   ? more keys"
    return "\n".join([*lines, "", style.faint(keys)])


def table(title: str, rows: tuple[tuple[str, str], ...], style: Style) -> str:
    """Show what there is to type and what it does."""
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join([style.strong(f"  {title}"), *(style.field(name, does, width) for name, does in rows)])


def summary(
    session: Session, missed: list[str], coming: tuple[int, date] | None, today: date, style: Style
) -> str:
    """Show how the sitting went, what to look at again, and when to come back."""
    total = len(session.answered)
    if not total:
        return "  Nothing was answered."
    counts = ", ".join(f"{session.count(verdict)} {word}" for verdict, word in RESULT_WORDS)
    lines = [style.rule(), style.strong(f"  {count(total, 'answer')}: {counts}.")]
    if missed:
        lines += ["", "  Look at again:", *(style.text(ask, indent=4, first="  - ") for ask in missed)]
    if coming is not None:
        number, day = coming
        lines += ["", style.text(f"Come back {day_name(day, today)}: {count(number, 'card')} will be due.")]
    return "\n".join(lines)


RESULT_WORDS = ((Verdict.CORRECT, "right"), (Verdict.PARTIAL, "partly right"), (Verdict.WRONG, "wrong"))
