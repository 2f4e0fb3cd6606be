"""What is certain of a wording beside an answer, before anything is weighed: that it is said, that it is not,
or that nobody could be sure of it."""

from __future__ import annotations

from enum import Enum

from studykit.english.stems import stem
from studykit.english.words import JOINERS, NEGATORS, PERSONS
from studykit.marking.align import Alignment, LeftOver, is_denied
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.rivals import BESIDE
from studykit.marking.wordings import SYNONYM, Wording

_DENIES = frozenset(("not", "wrong", "false", "untrue", "true"))
"""Words that deny a thing, beside which none of these stands, by which it is lacked ("did not have")."""
_HAVES = frozenset(("have", "had", "has", "having", "no"))
_CLAUSE = 3
"""Words from which on a wording is a clause of its own, which a denial before the joiner does not reach."""
MOSTLY = 0.6
"""The share of a wording from which on it is what the answer speaks of."""
_NEARLY = 0.75
"""The same of words in their order, where what is denied is said as well."""


class ItemState(Enum):
    """Whether an item or point is said."""

    MADE = "made"
    OPEN = "open"
    NOT = "not"


_MADE, _OPEN, _NOT = ItemState


def stands_in(wording: Wording, reading: Reading) -> bool:
    """Says whether a wording stands in an answer as a stretch of its own, and is not denied there."""
    size, said = len(wording.reading.bare), reading.bare
    for at in [at for at, word in enumerate(said) if word == wording.reading.bare[0]]:
        claim = reading.claims[at]
        if said[at : at + size] == wording.reading.bare and not claim.whole:
            after = any(each.denied and each.part == claim.part for each in reading.claims[at + size :])
            begins = not at or claim.part != reading.claims[at - 1].part or said[at - 1] in JOINERS
            same = claim.denied == wording.reading.claims[0].denied
            own = same or (begins and not (claim.denied and size < _CLAUSE))
            if own and (wording.reading.negated or not after):  # not "on paper they were not supreme"
                return True
    return False


def ruled_out(key: Key, found: Alignment, *, loose: bool) -> ItemState | None:
    """Says what is certain of an alignment whatever its likelihood: not said, at best open, or None."""
    wording, reading = found.wording, found.reading
    echoed = wording.echo and found.full and len(reading.plain) <= len(wording.reading.plain) + 2
    if reading.echoes and not echoed:
        # What tells something in the key, or is denied, may be chosen from what the prompt says.
        return _OPEN if loose and (found.share or reading.negated) else _NOT
    numbers = {at for at, unit in enumerate(wording.units) if unit.word.value and unit.weight}
    if not loose and numbers.isdisjoint(found.pairs) and not numbers.isdisjoint(found.contrary):
        return _NOT
    if wording.lacking and _is_denied_or_lacked(found):
        return _OPEN
    if not found.clean:
        return _NOT if _is_contrary(found) else _OPEN
    return _OPEN if _is_unsure(key, found, loose=loose) else None


def _is_denied_or_lacked(found: Alignment) -> bool:
    """Says whether "it was not support" may deny that he lacked support, or name what he lacked."""
    words, typed = found.reading.words, found.reading.plain
    turned = any(is_denied(found.wording.units[at], words[i]) for at, (i, _) in found.pairs.items())
    return turned and _HAVES.isdisjoint(typed) and not _DENIES.isdisjoint(typed)


def _is_contrary(found: Alignment) -> bool:
    """Says whether so much is turned round that the contrary is said."""
    wording, reading = found.wording, found.reading
    heavy = found.weight_of(found.denied) if reading.negated and not wording.reading.negated else 0.0
    heavy += found.weight_of(found.contrary) + 0.5 * found.exchanged * (found.share > MOSTLY)
    return heavy >= 0.4 and (wording.title or found.like >= 0.5)


def _is_unsure(key: Key, found: Alignment, *, loose: bool) -> bool:
    """Says whether a wording that is said with nothing turned round may mean another thing all the same."""
    wording, reading = found.wording, found.reading
    if found.like > MOSTLY and hides_denial(wording, reading):
        # what is denied is said in small words: "could not do it by itself", "are sure" for "are not sure"
        said = (*(unit.word for unit in wording.units), *(reading.words[i] for i in found.words))
        if found.like > _NEARLY or not any(word.claim.denied for word in said):
            return True
    if found.full and (reordered(wording, reading) or _joined_by_or(found)):
        return True
    if len(found.pairs) != 1:
        return False
    ((_, how),) = found.pairs.values()
    left = (w for i, w in enumerate(reading.words) if i not in found.words | reading.repeats)
    by_one_of_several = not (loose or wording.title) and sum(word.stem not in key.own for word in left) > 1
    return how <= SYNONYM or by_one_of_several


def hides_denial(wording: Wording, reading: Reading) -> bool:
    """Says whether one of the two has an odd number of words that deny, and the other not."""
    one, other = (sum(word in NEGATORS for word in each.plain) for each in (wording.reading, reading))
    return (one - other) % 2 == 1


def reordered(wording: Wording, reading: Reading) -> bool:
    """Says whether the words of a wording in which two act have changed places; a list is in any order."""
    said = [list(map(stem, each.bare)) for each in (wording.reading, reading)]
    one, other = (sorted("he" if word in PERSONS else word for word in each) for each in said)
    if said[0] == said[1] or one != other:
        return False
    acting = sum(unit.name for unit in wording.units) + sum(word in PERSONS for word in wording.reading.bare)
    return acting > 1 and JOINERS.isdisjoint(wording.reading.bare)


def _joined_by_or(found: Alignment) -> bool:
    """Says whether an "or" that is not the wording's own stands between the words that say it."""
    parts = found.reading.parts_with(found.words)
    return len(parts & found.reading.either) > 1 and "or" not in found.wording.reading.plain


def beside_contrary(found: Alignment, contraries: frozenset[str]) -> bool:
    """Says whether the opposite of an item stands beside what says it: "lost control" for "control"."""
    reading = found.reading
    if reading.where.keys().isdisjoint(contraries):
        return False
    parts, mine = reading.parts_with(found.words), found.words | reading.repeats
    left = (word for index, word in enumerate(reading.words) if index not in mine)
    return any(word.claim.part in parts and not contraries.isdisjoint(word.names) for word in left)


def plainly(key: Key, found: Alignment, rest: LeftOver) -> ItemState | None:
    """Says what is certain where every word is accounted for, or where only another name is given."""
    alone, wording, reading = len(key.items) == 1, found.wording, found.reading
    # No word is said by a synonym: of a name none at all, of a wording none that is needed.
    needed = [how for at, (_, how) in found.pairs.items() if wording.title or wording.units[at].weight]
    if found.full and all(how > SYNONYM for how in needed):
        if wording.echo:
            return _MADE if "or" in key.prompt and not reading.either else None
        # A name with a remark is still that name, unless the remark may be another answer.
        beside = (reading.words[index] for index in rest.names)
        names = any(word.before in BESIDE and word.text != "one" for word in beside)
        other = names or (rest.unknown and (not wording.title or "or" in reading.plain))
        if not (rest.heads or (alone and other)):
            return _MADE
    named = wording.title and alone and not found.pairs and _is_another_name(key, found, rest)
    return _NOT if named else None


def _is_another_name(key: Key, found: Alignment, rest: LeftOver) -> bool:
    """Says whether an answer is a name of the deck, or names alone, none of which begins like the right one:
    those may be the same ("the Syrians")."""
    reading = found.reading
    said = tuple(word.meant for index, word in enumerate(reading.words) if index not in reading.repeats)
    right, typed = ({word.meant[:4] for word in each.words} for each in (found.wording.reading, reading))
    only_names = len(rest.names) == len(reading.words) > 0
    return said in key.vocabulary.telling or (only_names and right.isdisjoint(typed))


def points_to(key: Key, number: int, found: Alignment) -> ItemState | None:
    """Says that a short form of a name is enough where its part says no more and no other item has it."""
    words = found.reading.words
    if len(key.items) == 1 or not found.wording.title or not found.pairs:
        return None
    parts = found.reading.parts_with(found.words)
    tells = {i for i in found.reading.telling if words[i].claim.part in parts}
    others = key.sayings_of_others(number)
    points = bool(tells) and all(others.isdisjoint(words[index].names) for index in tells)
    return _MADE if points and tells <= found.words else None
