from __future__ import annotations

from studykit.marking import Piece

from .making import choose, listed, marked, points, term


def text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_matched_misspelt_and_missing_words_are_told_apart() -> None:
    card = listed("Name two posts.", "General Secretary", "Premier")
    model = marked(card, "general secretery").model
    assert text(model) == "General Secretary; Premier"
    assert [(piece.text, piece.state) for piece in model if piece.state != "plain"] == [
        ("General", "matched"),
        ("Secretary", "misspelt"),
        ("Premier", "missing"),
    ]


def test_a_wrong_answer_shows_the_whole_model_as_missing() -> None:
    assert marked(term("Who?", "Beria"), "Yezhov").model == (Piece("Beria", "missing"),)


def test_points_made_show_which_of_their_words_were_said() -> None:
    card = points("Why did he lose?", "He was arrogant", "He missed the funeral")
    model = marked(card, "he was arogant").model
    assert ("arrogant", "misspelt") in [(piece.text, piece.state) for piece in model]
    assert text(model) == "He was arrogant; He missed the funeral"


def test_a_choice_shows_its_answer_only() -> None:
    assert text(marked(choose("Which?", "Left", "Left", "Right"), "right").model) == "Left"
