"""The quiz as a student reads it: pure functions from values to text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studykit.cards import Card, Item, Listed, Ordered, Points, Source, works
from studykit.cli.cells import cells
from studykit.cli.display import Style, about_minutes, count
from studykit.cli.own_words import own_words
from studykit.frozen import dataclass
from studykit.reviews import Rating
from studykit.verdict import Verdict
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.marking import Mark, Stretch

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
LEARN = ("/learn", "see each new card with its answer first")

KEYS = (
    ("Enter", "go on with the rating shown"),
    ("1 2 3 4", "rate it Again, Hard, Good or Easy instead"),
    ("y", "I was right: overrule the marking"),
    ("n", "I was wrong: overrule the marking"),
    ("u", "take the answer back and answer again"),
    ("s", "suspend the card"),
    ("i", "where it comes from, and all there is to read"),
    ("f", "flag the card, with a remark for whoever wrote it"),
    ("e", "open the card in your editor"),
    ("/", "begin a command, such as /help"),
    ("q", "stop here"),
)


@dataclass(frozen=True, slots=True)
class QuestionScreen:
    """What a question screen needs: the card, its deck's title, and how the sitting stands.

    It is question `number` of `total`, and what is left takes about so many `seconds`.
    """

    card: Card
    deck_title: str
    number: int
    total: int
    seconds: float
    shown: tuple[int, ...] | None
    is_new: bool = False
    is_retry: bool = False


def question(asked: QuestionScreen, style: Style) -> str:
    """The question screen: where it belongs and how far she is, then what is asked and how to answer it."""
    return "\n".join([style.rule(), _header(asked, style), "", *body(asked.card, asked.shown, style), ""])


def body(card: Card, shown: tuple[int, ...] | None, style: Style) -> list[str]:
    """What is asked and how to answer it, with its options in the order shown."""
    task = _task(card)
    return [
        style.strong(style.line(card.ask)),
        *_options(card, shown, style),
        *(["", style.faint(style.line(task))] if task else []),
    ]


def _header(asked: QuestionScreen, style: Style) -> str:
    """The line above a question: its deck on the left, how far she is on the right."""
    tag = "once more" if asked.is_retry else "new" if asked.is_new else ""
    title = visible(asked.deck_title)
    place = f"{asked.number}/{asked.total}"
    if style.plain:
        return style.line(", ".join(filter(None, (place, about_minutes(asked.seconds), title, tag))))
    left, right = "  ".join(filter(None, (title, tag))), f"{place}  {about_minutes(asked.seconds)}"
    room = style.measure - cells(style.edge + left + right)
    if room >= 2:
        return style.faint(f"{style.edge}{left}{' ' * room}{right}")
    narrow = [*style.line(title).split("\n"), style.edge + "  ".join(filter(None, (right, tag)))]
    return "\n".join(style.faint(line) for line in narrow)


def _options(card: Card, shown: tuple[int, ...] | None, style: Style) -> list[str]:
    texts = card.expected.options
    if not texts:
        return []
    order = shown or tuple(range(len(texts)))
    return [
        "",
        *(style.line(texts[place], first=f"{number}  ") for number, place in enumerate(order, start=1)),
    ]


def _task(card: Card) -> str | None:
    """Say how to answer, where the question alone does not."""
    match card.expected:
        case Listed(need=need, ordered=ordered):
            if need == 1:
                return "One item."
            return f"{need} items{' in order' if ordered else ''}, with commas between them."
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
    *,
    answer: str = "",
    room: int | None = None,
) -> str:
    """The verdict, the right answer below it, the reason, what in her answer counted, then what is to read.

    With `room` (lines) the source waits behind a key, unless the card is contested, and so do notes that
    would push the question off the screen.
    """
    symbol, colour = SIGNS[mark.verdict] if mark.sure else OPEN_SIGN
    word = mark.verdict.value.capitalize() if mark.sure else NOT_SURE
    head = word if style.plain else style.edge + style.coloured(f"{word} {symbol}", colour, bold=True)
    # Readline ends a line with an escape sequence of its own; the empty line keeps the verdict's line clean.
    lines = ["", head, *model(card, mark, style)]
    why = MISSING.sub(r"\1", mark.why)  # what is missing stands in the answer above it
    if why not in ("", "right"):
        lines.append(style.line(sentence(why)))
    lines += own_words(answer, card, mark, style)
    if room is None:
        return "\n".join([*lines, *extras(card, sources, style)])
    shown = extras(card, sources if card.contested else None, style)
    tall = sum(line.count("\n") + 1 for line in [*lines, *shown])
    folded = ["", style.faint(style.line("i shows the note"))] if shown and tall > room else shown
    return "\n".join([*lines, *folded])


MISSING = re.compile(r"^(\d+ of \d+ \w+); (?:not found|\w+ more of these would do): .*$", re.DOTALL)


def extras(card: Card, sources: Mapping[str, Source] | None, style: Style) -> list[str]:
    """What a card has to read beyond its answer; without `sources` not where it comes from."""
    texts = [("Note", card.note), ("Quotation", card.quote), ("Contested", card.contested)]
    if sources is not None and card.sources:
        texts.append(("Source", works(sources, card.sources)))
    shown = [style.line(f"{label}: {text}", rest="") for label, text in texts if text]
    return ["", *shown] if shown else []


def sentence(text: str) -> str:
    """Begin a text with a capital and end it with a full stop, as it stands alone on the screen."""
    whole = text.strip()
    return whole if not whole else whole[0].upper() + whole[1:] + ("" if whole[-1] in ".!?…”" else ".")


def model(card: Card, mark: Mark, style: Style) -> list[str]:
    """The right answer, strongest on the screen, with what was missing set off from what was made."""
    match card.expected:
        case Listed(items=items, need=need) | Points(items=items, need=need):
            return _items(items, need, mark, style)
        case Ordered(items=items):
            label = "Right order: "
            return [
                right_answer(f"{number}. {dated(item)}", style, "" if number > 1 else label, rest="   ")
                for number, item in enumerate(items, start=1)
            ]
    return [_pieces(mark.model, style)]


def dated(item: Item) -> str:
    """An item with its date, where it has one."""
    if item.date is None:
        return item.say
    from studykit.english.dates import spoken

    return f"{item.say} ({spoken(item.date)})"


def right_answer(text: str, style: Style, label: str = "Answer: ", rest: str = "") -> str:
    """The right answer: strong on a terminal, named in plain text; `rest` stands before its further lines."""
    if style.plain:
        return style.line(f"{label}{text}", rest="")
    return style.strong(style.line(text, rest=rest))


def _items(items: tuple[Item, ...], need: int, mark: Mark, style: Style) -> list[str]:
    """The items or points made and those left open, one a line, then in one paragraph all the others."""
    made = [item.say for number, item in enumerate(items) if number in mark.points]
    left_open = [items[number].say for number in mark.open]
    told = {*mark.points, *mark.open}
    others = "; ".join(item.say for number, item in enumerate(items) if number not in told)
    wanted = need - len(told)
    signs = ((made, "Made: ", SIGNS[Verdict.CORRECT]), (left_open, "Open: ", OPEN_SIGN))
    lines = []
    for says, label, (sign, colour) in signs:
        shown = (right_answer(f"{style.symbol(f'{sign} ', '')}{say}", style, label) for say in says)
        lines += [_set_off(line, sign, colour, style) for line in shown]
    if not others:
        return lines
    if (mark.sure and mark.verdict is Verdict.CORRECT) or wanted <= 0:
        return [*lines, style.faint(style.line(f"also: {others}"))]
    left = len(items) - len(told)
    which = "missing" if wanted >= left else f"missing, any {wanted} of" if told else f"any {wanted} of"
    return [*lines, right_answer(f"{which}: {others}", style, "")]


def _pieces(pieces: tuple[Stretch, ...], style: Style) -> str:
    """The model answer: strong as a whole, or where a part of it came, the part that did not set off."""
    whole = "".join(piece.text for piece in pieces)
    states = {piece.state for piece in pieces} - {"plain"}
    line = right_answer(whole, style)
    if len(states) < 2 or "missing" not in states:
        return line
    missing = " ".join(visible(piece.text).strip() for piece in pieces if piece.state == "missing").strip()
    if style.plain:
        return f"{line}\n{style.line(f'Missing in it: {missing}')}" if missing else line
    for piece in pieces:
        shown = visible(piece.text).strip()
        if shown and piece.state == "missing":
            line = _set_off(line, shown, "red", style)
    return line


def _set_off(strong: str, part: str, colour: str, style: Style) -> str:
    """Colour a part of a strong line; what follows it stays strong."""
    return strong.replace(part, f"{style.coloured(part, colour, bold=True)}{STRONG}", 1)


STRONG = "\x1b[1m"


def next_step(suggested: Rating, back: str | None, *, leech: bool, has_more: bool, style: Style) -> str:
    """What follows: when the card comes back (`back`, if known) and the keys, always in their places."""
    told = [style.faint(style.line(back))] if back else []
    if leech:
        advice = (
            "You have forgotten this card eight times or more. Rewrite it, split it in two, or suspend it: "
            "the card is the problem."
        )
        told.append(style.line(f"Leech: {advice}", rest=""))
    enter = f"Enter {suggested.label:<5}"
    ratings = [f"{int(rating)} {rating.label}" for rating in Rating]
    others = ["y I was right", "n I was wrong", *(["i source"] if has_more else []), "? more keys"]
    rows = [*_rows([enter, *ratings], style), *_rows(others, style)]
    strong = (enter, f"{int(suggested)} {suggested.label}")
    shown = (
        "   ".join(style.strong(key) if key in strong else style.faint(key) for key in row).rstrip()
        for row in rows
    )
    gap = [""] if told else []
    return "\n".join(["", *told, *gap, *(style.edge + row for row in shown)])


def _rows(keys: Sequence[str], style: Style) -> list[list[str]]:
    """Keys in rows, none broken."""
    rows: list[list[str]] = [[]]
    for key in keys:
        if rows[-1] and cells(style.edge + "   ".join([*rows[-1], key])) > style.measure:
            rows.append([])
        rows[-1].append(key)
    return rows


def table(title: str, rows: tuple[tuple[str, str], ...], style: Style) -> str:
    """Show what there is to type and what it does."""
    if style.plain:
        return "\n".join([f"{title}:", *(style.line(f"{name}: {does}", rest="") for name, does in rows)])
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join([style.strong(f"  {title}"), *(style.field(name, does, width) for name, does in rows)])
