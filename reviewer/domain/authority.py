"""Local authorities: the 153 English ones, their predecessors, and those an officer adds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority. ``urn`` is Ofsted's number and the key everywhere; ``code`` the local-authority code.

    ``names`` are other and former names. ``successors`` are URNs; ``ended`` is an ISO date for a predecessor.
    """

    urn: str
    name: str
    code: str = ""
    region: str = ""
    names: tuple[str, ...] = ()
    ended: str = ""
    successors: tuple[str, ...] = ()
