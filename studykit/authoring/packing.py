"""A deck pack: a zip file of decks, plans and a case, with a label that says which it is."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from studykit.cards import slug
from studykit.errors import DataError

Files = Mapping[PurePosixPath, bytes]

LABEL = PurePosixPath("studykit-pack.json")
"""The file in a pack that is its label."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment every file in a pack is given: the same decks make the same pack whoever packs them."""

LONGEST_NAME = 80
LONGEST_NOTE = 500
LONGEST_VERSION = 40


@dataclass(frozen=True, slots=True)
class Label:
    """What a pack says of itself; `name` is a slug, and the folder that its decks are kept in."""

    name: str
    version: str | None = None
    note: str = ""


def pack_name(text: str) -> str:
    """Make a name that a pack can have of a text."""
    return slug(text)[:LONGEST_NAME].strip("-")


def packed(files: Files, label: Label) -> bytes:
    """Pack decks into a zip file; the same files and label give the same bytes."""
    told = {"pack": label.name, "version": label.version, "note": label.note}
    told = {key: text for key, text in told.items() if text}
    content = {**files, LABEL: json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in sorted(content.items()):
            package.writestr(zipfile.ZipInfo(name.as_posix(), EARLIEST), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def label_of(files: Files) -> Label | None:
    """Read the label among the files of a pack; None when there is none.

    Raises:
        DataError: when it is none that studykit wrote.
    """
    data = files.get(LABEL)
    if data is None:
        return None
    try:
        told = json.loads(data)
        name, version, note = told["pack"], told.get("version"), told.get("note", "")
        texts = (name, version or "", note)
        if (
            not all(isinstance(text, str) for text in texts)
            or name != slug(name)
            or not 0 < len(name) <= LONGEST_NAME
        ):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DataError(f"The label of this pack ({LABEL}) is damaged; ask for another copy of it.") from None
    return Label(name, version and version[:LONGEST_VERSION], note[:LONGEST_NOTE])
