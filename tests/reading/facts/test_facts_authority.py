"""Authorities by name: whole words, longest first, from the title line alone."""

from __future__ import annotations

import pytest

from reviewer.app.authorities import all_authorities, matching
from reviewer.domain.authority import Authority
from reviewer.domain.document import FactName, Sureness
from reviewer.reading.facts.authority_data import NameIndex, load_authorities, name_index

INVENTED = NameIndex(
    (
        Authority("1", "Westshire"),
        Authority("2", "North Westshire", names=("North Westshire Council",)),
        Authority("3", "Much-on-Sea", names=("Much-on-Sea Borough Council",)),
        Authority("4", "Hill and Dale", names=("Hill & Dale",)),
        Authority("5", "Dale"),
    )
)


def found(words: str) -> list[str]:
    return [name.authorities[0].urn for name in INVENTED.find(words)]


@pytest.mark.parametrize(
    ("words", "urns"),
    [
        ("Inspection of Westshire local authority children's services", ["1"]),
        ("Inspection of North Westshire local authority", ["2"]),
        ("NORTH WESTSHIRE COUNCIL", ["2"]),
        ("north-westshire", ["2"]),
        ("Much on Sea", ["3"]),
        ("Hill & Dale and Hill and Dale", ["4", "4"]),
        ("the Dale", ["5"]),
        ("Westshires and Northwestshire and Dales", []),
    ],
)
def test_longest_name_first_and_whole_words(words: str, urns: list[str]) -> None:
    assert found(words) == urns


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("North East Lincolnshire", "North East Lincolnshire"),
        ("North Lincolnshire", "North Lincolnshire"),
        ("Lincolnshire County Council", "Lincolnshire"),
        ("Central Bedfordshire", "Central Bedfordshire"),
        ("Bedford Borough", "Bedford"),
        ("East Riding of Yorkshire", "East Riding of Yorkshire"),
        ("City of York Council", "York"),
        ("Bath and North East Somerset", "Bath and North East Somerset"),
        ("North Somerset", "North Somerset"),
        ("Northumberland", "Northumberland"),
        ("Cumberland", "Cumberland"),
        ("Southend on Sea", "Southend-on-Sea"),
        ("St Helens", "St. Helens"),
        ("Reading Borough Council", "Reading"),
        ("READING BOROUGH COUNCIL", "Reading"),
    ],
)
def test_names_that_contain_or_resemble_one_another(words: str, name: str) -> None:
    (only,) = name_index().find(words)
    assert only.authorities[0].name == name
    assert only.end == len(words)


@pytest.mark.parametrize(
    "words", ["reading records", "children enjoy reading", "Derbyshires", "a Yorkist", "Bournemouthian"]
)
def test_common_words_are_no_authority(words: str) -> None:
    assert name_index().find(words) == ()


def test_the_list_is_whole() -> None:
    now = [authority for authority in all_authorities() if not authority.ended]
    former = [authority for authority in all_authorities() if authority.ended]
    assert (len(now), len(former)) == (153, 8)
    keys = {authority.urn for authority in all_authorities()}
    assert len(keys) == 161
    assert all(set(authority.successors) <= keys for authority in former)
    assert all(authority.code and authority.region for authority in now)


def test_matching_never_goes_by_likeness() -> None:
    assert [authority.name for authority in matching("Northumberland")] == ["Northumberland"]
    assert "York" in [authority.name for authority in matching("york")][:1]
    assert [authority.name for authority in matching("north linc")] == ["North Lincolnshire", "North East Lincolnshire"]
    assert matching("Nowhere at all") == ()
    assert matching("") == load_authorities()


LETTER = """
Ofsted
Piccadilly Gate
Manchester
M1 2WD
5 March 2019
Some Person
{addressee}
2 Bristol Avenue
Dear Some
# Focused visit to {title} children’s services
This letter summarises the findings of a focused visit to {title} children’s services on 6 February 2019.
"""


def test_the_title_wins_over_the_addresses(read) -> None:
    fact = read(LETTER.format(addressee="Barnet Council", title="Barnet")).fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness, fact.quote, fact.page) == ("80487", Sureness.SURE, "Barnet", 1)


def test_another_council_as_addressee_is_a_conflict(read) -> None:
    fact = read(LETTER.format(addressee="Derbyshire County Council", title="Derby")).fact(FactName.AUTHORITY)
    assert fact.sureness is Sureness.CONFLICT
    assert fact.value == "80459"
    assert [one.value for one in fact.alternatives] == ["80460"]
    assert "Derbyshire" in fact.note


def test_a_town_of_another_name_is_no_conflict(read) -> None:
    fact = read(LETTER.format(addressee="Newcastle upon Tyne", title="North Tyneside")).fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness) == ("80529", Sureness.SURE)


@pytest.mark.parametrize("title", ["children’s services", "local authority children’s services"])
def test_a_title_without_a_name_takes_the_addressee_and_says_so(read, title: str) -> None:
    letter = f"Ofsted\nManchester\n4 March 2019\nSome Person\nLeeds City Council\nDear Some\n# Focused visit to {title}\nText."
    fact = read(letter).fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness, fact.quote) == ("80481", Sureness.UNSURE, "Leeds City Council")
    assert "addressed" in fact.note


def test_an_authority_that_is_not_listed_stays_open(read) -> None:
    fact = read(LETTER.format(addressee="Westshire Council", title="Westshire")).fact(FactName.AUTHORITY)
    assert fact.value is None
    assert "choose it or add it" in fact.note


def test_no_title_gives_no_authority(read) -> None:
    assert read("Minutes of a meeting\nLeeds City Council was mentioned.").value(FactName.AUTHORITY) is None


SIF = """
{name}
Inspection of services for children in need of help and protection, children looked after and care leavers
Inspection date: {dates}
"""


def test_the_predecessor_is_chosen_by_the_day(read) -> None:
    before = read(SIF.format(name="Dorset County Council", dates="9 May 2016 to 2 June 2016")).fact(FactName.AUTHORITY)
    assert before.value == "former-835"
    shared = read(SIF.format(name="Dorset", dates="9 May 2016 to 2 June 2016")).fact(FactName.AUTHORITY)
    assert shared.value == "former-835"
    assert [one.value for one in shared.alternatives] == ["2532283"]
    after = read(SIF.format(name="Dorset", dates="9 May 2022 to 20 May 2022")).fact(FactName.AUTHORITY)
    assert after.value == "2532283"


def test_an_authority_whose_number_went_on_stays_itself(read) -> None:
    fact = read(SIF.format(name="North Yorkshire County Council", dates="9 May 2016 to 2 June 2016")).fact(
        FactName.AUTHORITY
    )
    assert fact.value == "80530"


def test_title_without_a_name_takes_it_from_the_first_sentence(read) -> None:
    reading = read(
        """
        Dear Some
        # Focused visit to children’s services
        This letter summarises the findings of the focused visit to Camden children’s services on 6 March 2023.
        """
    )
    fact = reading.fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness) == ("80491", Sureness.UNSURE)


def test_an_opening_that_speaks_of_another_authority_is_a_conflict(read) -> None:
    letter = LETTER.format(addressee="Barnet Council", title="Barnet").replace(
        "visit to Barnet children’s services on", "visit to Camden children’s services on"
    )
    fact = read(letter).fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness, [one.value for one in fact.alternatives]) == ("80487", Sureness.CONFLICT, ["80491"])
    report = (
        SIF.format(name="London Borough of Barnet", dates="1 to 5 May 2017")
        + "Children’s services in Camden are good\n"
    )
    assert read(report).fact(FactName.AUTHORITY).sureness is Sureness.CONFLICT
    same = SIF.format(name="York City Council", dates="1 to 5 May 2017") + "Children’s services in York are good\n"
    assert read(same).fact(FactName.AUTHORITY).sureness is Sureness.SURE


@pytest.mark.parametrize(
    "title",
    [
        "Focused visit to Derby and Derbyshire children’s services",
        "Joint targeted area inspection of the multi-agency response to neglect in Derbyshire and Derby",
    ],
)
def test_a_title_that_names_two_is_for_the_officer_to_decide(read, title: str) -> None:
    fact = read(f"Dear Some\n# {title}\nThis letter summarises what was found on 6 March 2019.").fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness, [one.value for one in fact.alternatives]) == ("80459", Sureness.CONFLICT, ["80460"])
    assert "names Derby and also Derbyshire" in fact.note


def test_a_name_that_the_title_wraps_is_one(read) -> None:
    lines = "Local area partnership report\nArea SEND inspection of North\nLincolnshire Local Area Partnership\nInspection dates: 6 to 10 March 2023"
    fact = read(lines).fact(FactName.AUTHORITY)
    assert (fact.value, fact.sureness) == ("80527", Sureness.SURE)
