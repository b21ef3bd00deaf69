"""Which printed date says when it was inspected and when it was published."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName, Sureness

REPORT = """
Westshire
Inspection of services for children in need of help and protection, children looked after and care leavers
{dates}
{published}
1. The last inspection took place from 1 to 5 June 2012.
"""


@pytest.mark.parametrize(
    "line",
    [
        "Inspection date: 20 June 2017 ─ 13 July 2017",
        "Inspection dates: 20 June to 13 July 2017",
        "Inspection dates:\n20 June to 13 July 2017",
        "Date of inspection: 20 June 2017-13 July 2017",
        "Inspection dates: 20 June 2017 to\n13 July 2017",
    ],
)
def test_labelled_inspection_dates(read, line: str) -> None:
    reading = read(REPORT.format(dates=line, published="Report published: 4 September 2017"))
    assert reading.value(FactName.INSPECTION_DATES) == "2017-06-20/2017-07-13"
    assert reading.value(FactName.PUBLISHED) == "2017-09-04"


def test_what_is_not_printed_is_not_stated(read) -> None:
    reading = read(REPORT.format(dates="", published=""), file_name="inspection - 12 july 2024.pdf")
    fact = reading.fact(FactName.PUBLISHED)
    assert fact.value is None
    assert [one.value for one in fact.alternatives] == ["2024-07-12"]
    assert "12 July 2024" in fact.note


def test_printed_date_against_file_name_is_a_conflict(read) -> None:
    reading = read(
        REPORT.format(dates="", published="Report published: 19 October 2015"),
        file_name="inspection - 20 october 2015.pdf",
    )
    fact = reading.fact(FactName.PUBLISHED)
    assert (fact.value, fact.sureness, [one.value for one in fact.alternatives]) == ("2015-10-19", Sureness.CONFLICT, ["2015-10-20"])
    assert fact.quote == "19 October 2015"


def test_the_same_date_in_the_file_name_is_no_conflict(read) -> None:
    reading = read(
        REPORT.format(dates="", published="Report published: 20 October 2015"), file_name="x - 20 October 2015.PDF"
    )
    assert reading.fact(FactName.PUBLISHED).sureness is Sureness.SURE


LETTER = """
29 March 2019
Some Person
Dear Some
# Focused visit to Westshire children’s services
{first}
The last inspection took place from 1 to 5 June 2017.
"""


@pytest.mark.parametrize(
    ("first", "value"),
    [
        (
            "This letter summarises the findings of a focused visit to Westshire children’s services on 6 March 2019.",
            "2019-03-06/2019-03-06",
        ),
        (
            "This letter summarises the findings of the visit to Westshire children’s services on 6 and 7 March 2019.",
            "2019-03-06/2019-03-07",
        ),
        (
            "This letter summarises the findings of the visit. It took place from 6 to 8 March 2019.",
            "2019-03-06/2019-03-08",
        ),
        ("Between 17 and 21 February 2019, inspectors undertook a visit.", "2019-02-17/2019-02-21"),
        (
            "This letter summarises a focused visit to Westshire children’s services on 6 and 7 March.",
            "2019-03-06/2019-03-07",
        ),
        ("This letter summarises what inspectors found over two days, 6 and 7 March 2019.", "2019-03-06/2019-03-07"),
        (
            "The last inspection took place on 5 June 2017. This visit took place on 6 March 2019.",
            "2019-03-06/2019-03-06",
        ),
        (
            "Following the inspection report published on 21 June 2017, this is the first visit to Westshire on 6 March 2019.",
            "2019-03-06/2019-03-06",
        ),
        ("It was conducted on 5 and 6 December.", "2018-12-05/2018-12-06"),
        ("The visit began. It was carried out on 6 March 2019 and ended on 8 March 2019.", "2019-03-06/2019-03-08"),
        (
            "This letter summarises the visit to children’s services on 11 to 12 March 2019. This was the fourth since October 2018.",
            "2019-03-11/2019-03-12",
        ),
    ],
)
def test_letters_say_it_in_their_opening(read, first: str, value: str) -> None:
    reading = read(LETTER.format(first=first))
    assert reading.value(FactName.INSPECTION_DATES) == value
    assert reading.value(FactName.PUBLISHED) == "2019-03-29"


def test_a_letters_date_may_stand_after_the_text_of_its_page(read) -> None:
    reading = read(
        "Dear Some\n# Focused visit to Westshire children’s services\nIt was on 6 March 2019.\nOfsted\n29 March 2019\n---\nMore."
    )
    assert reading.value(FactName.PUBLISHED) == "2019-03-29"


def test_a_date_in_a_sentence_is_not_the_letters(read) -> None:
    reading = read("Dear Some\n# Focused visit to Westshire children’s services\nWe wrote on 29 March 2019.")
    assert reading.value(FactName.PUBLISHED) is None


def test_a_year_that_is_not_printed_makes_the_dates_unsure(read) -> None:
    first = "This letter summarises a focused visit to Westshire children’s services on 6 and 7 March."
    fact = read(LETTER.format(first=first)).fact(FactName.INSPECTION_DATES)
    assert fact.sureness is Sureness.UNSURE
    printed = read(LETTER.format(first=first.replace("March.", "March 2019."))).fact(FactName.INSPECTION_DATES)
    assert printed.sureness is Sureness.SURE


@pytest.mark.parametrize("line", ["Report first published: 4 September 2017", "Re-published: 4 September 2017"])
def test_a_report_that_was_published_again_says_when(read, line: str) -> None:
    reading = read(REPORT.format(dates="Inspection date: 20 June 2017 – 13 July 2017", published=line))
    assert reading.value(FactName.PUBLISHED) == "2017-09-04"


@pytest.mark.parametrize("head", ["Our ref: AB/12 29 March 2019", "29 March 2019 Some Person", "29 March 2019"])
def test_a_letters_date_may_stand_beside_a_reference_or_the_addressee(read, head: str) -> None:
    letter = f"{head}\nVisited on 6 March 2019\nDear Some\n# Focused visit to Westshire children’s services\nText."
    assert read(letter).value(FactName.PUBLISHED) == "2019-03-29"
