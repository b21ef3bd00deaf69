"""Lead inspectors and signatories: the name alone."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Lead inspector: Ann Other, Her Majesty’s Inspector", "Ann Other"),
        ("Lead inspector: Ann Other, His Majesty’s Inspector", "Ann Other"),
        ("Lead inspector:\nAnn Other\nHer Majesty’s Inspector", "Ann Other"),
        ("Lead inspector: | Ann Other Her Majesty’s Inspector", "Ann Other"),
        ("Lead inspector: Ann Other HMI", "Ann Other"),
        ("Lead inspector: Ann Other Senior HMI", "Ann Other"),
        ("Lead inspector Ann Other", "Ann Other"),
        ("Lead inspectors: Ann Other and Some O’Body, HMI", "Ann Other; Some O’Body"),
        ("Lead inspector: Jean-Luc de la Mare, HMI\nTeam inspectors: Someone Else HMI", "Jean-Luc de la Mare"),
        ("Reporting inspector Ann Other HMI", "Ann Other"),
        ("Lead inspector – Ann Other, HMI", "Ann Other"),
        ("Lead HMI: Ann Other", "Ann Other"),
        ("Lead inspector: Ann Other, Regulatory Inspection Manager", "Ann Other"),
        ("Lead inspector: Ann Other Social Care Regulatory Inspector", "Ann Other"),
        ("Lead inspector: Ann Other, Her Majesty’s\nInspector", "Ann Other"),
        ("Lead inspector: Ann Other (acting)", "Ann Other"),
        ("Lead inspector: Ann Other His Majesty’s Inspector, Social Care", "Ann Other"),
        ("Lead inspector: Ann Other, National Lead", "Ann Other"),
        ("Lead inspector: Ana de Souza e Silva, HMI", "Ana de Souza e Silva"),
        ("Lead inspector name: Ann Other", "Ann Other"),
        ("Inspection led by: Ann Other HMI", "Ann Other"),
        ("Lead inspectors: Ann Other, Sam Senior", "Ann Other; Sam Senior"),
        ("Lead inspector:", None),
        ("The lead inspector and the director agreed arrangements.", None),
        ("Team inspectors: Ann Other HMI", None),
    ],
)
def test_reports(read, lines: str, names: str | None) -> None:
    reading = read(f"# Inspection of Westshire local authority children’s services\n{lines}\nJudgement | Grade")
    assert reading.value(FactName.LEAD_INSPECTORS) == names


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("Yours sincerely\nAnn Other\nHer Majesty’s Inspector", "Ann Other"),
        ("Yours sincerely,\nAnn Other, Her Majesty’s Inspector", "Ann Other"),
        ("Yours sincerely\nAnn Other Her Majesty’s Inspector", "Ann Other"),
        (
            "Ofsted will take the findings from this focused visit into account.\nAnn Other\nHer Majesty’s Inspector",
            "Ann Other",
        ),
        (
            "Yours sincerely\nOfsted | Care Quality Commission\nAnn Other National Director, Social Care | Some One Chief",
            "Ann Other",
        ),
        ("Your sincerely\nAnn Other\nHer Majesty’s Inspector", "Ann Other"),
        ("Kind regards\nAnn Other\nHer Majesty’s Inspector", "Ann Other"),
        ("This letter will be published on our website.\nAnn Other\nSenior His Majesty’s Inspector", "Ann Other"),
        ("The team is led by\nHer Majesty’s Inspectors for the region.", None),
        ("Yours sincerely", None),
    ],
)
def test_letters_are_signed(read, lines: str, name: str | None) -> None:
    reading = read(
        f"Dear Some\n# Focused visit to Westshire children’s services\nThe inspectors were No Body and An Other.\n{lines}"
    )
    fact = reading.fact(FactName.LEAD_INSPECTORS)
    assert fact.value == name
    assert fact.quote == (name or "")
