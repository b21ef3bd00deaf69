"""Recommendations that come back over the years."""

from __future__ import annotations

import dataclasses

import pytest

from reviewer.domain.document import RecommendationList
from reviewer.followup.features import RecommendationText
from reviewer.followup.threads import ThreadKind, threads

FOSTERING = "Ensure that private fostering arrangements are assessed in good time and visited as the regulations say."
SUPERVISION = "Improve the quality of supervision so that social workers receive regular challenge."


def made(*asked: tuple[str, str]) -> list[RecommendationText]:
    return [RecommendationText(text, date=date) for date, text in asked]


def test_the_same_thing_under_its_later_name_is_proposed() -> None:
    found = threads(
        made(
            ("2011-05-01", "Ensure the timely completion of connected persons assessments."),
            ("2011-05-01", SUPERVISION),
            ("2019-05-01", "The timeliness of assessments of kinship carers."),
        )
    )
    (link,) = found
    assert (link.earlier, link.later) == (0, 2)
    assert "connected persons = kinship" in link.why


def test_links_make_a_chain_and_not_a_web() -> None:
    found = threads(made(("2011-05-01", FOSTERING), ("2015-05-01", FOSTERING), ("2019-05-01", FOSTERING)))
    assert [(link.earlier, link.later) for link in found] == [(0, 1), (1, 2)]
    assert {link.kind for link in found} == {ThreadKind.REPEATS}
    assert all(link.likeness == 1 for link in found)


def test_a_document_between_without_the_topic_does_not_break_the_thread() -> None:
    found = threads(made(("2011-05-01", FOSTERING), ("2015-05-01", SUPERVISION), ("2019-05-01", FOSTERING)))
    assert [(link.earlier, link.later) for link in found] == [(0, 2)]


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ("The quality of assessments.", "The quality of assessments for disabled children.", ThreadKind.NARROWS),
        (
            "The quality of supervision, of performance information, of return home interviews and of strategy meetings.",
            "The quality of return home interviews.",
            ThreadKind.NARROWS,
        ),
        (
            "The quality of return home interviews.",
            "The quality of return home interviews, of strategy discussions and of performance information.",
            ThreadKind.SUPERSEDES,
        ),
    ],
)
def test_what_asks_for_a_part_narrows_and_what_asks_for_more_supersedes(
    earlier: str, later: str, kind: ThreadKind
) -> None:
    (link,) = threads(made(("2015-05-01", earlier), ("2019-05-01", later)))
    assert link.kind is kind
    assert any("also names" in reason or "about" in reason for reason in link.why)


def test_praise_and_plain_words_link_nothing() -> None:
    found = threads(
        made(
            ("2015-05-01", "The effectiveness of the response to allegations against professionals."),
            ("2019-05-01", "The effectiveness of the response to disabled children."),
        )
    )
    assert found == ()


def test_another_group_of_children_is_another_matter() -> None:
    same, other = (
        threads(made(("2015-05-01", f"Emotional health support for {first}."), ("2019-05-01", "Emotional health support for care leavers.")))
        for first in ("care leavers", "unborn babies in child protection")
    )  # fmt: skip
    assert same and not other


def test_recommendations_of_one_document_or_without_a_date_are_never_linked() -> None:
    assert threads(made(("2015-05-01", FOSTERING), ("2015-05-01", FOSTERING))) == ()
    assert threads(made(("", FOSTERING), ("2015-05-01", FOSTERING))) == ()


def test_what_was_asked_of_the_board_is_less_like_what_was_asked_of_the_authority() -> None:
    first, last = made(("2015-05-01", FOSTERING), ("2019-05-01", FOSTERING))
    board = dataclasses.replace(first, list=RecommendationList.LSCB)
    assert threads([board, last])[0].likeness < threads([first, last])[0].likeness
