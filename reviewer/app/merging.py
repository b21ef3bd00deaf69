"""Two tags become one: what that does, told before it is done, and the rows that do it."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.app.edit import Edit
from reviewer.app.removal import remove_recommendation
from reviewer.domain.tag import STARTER_TAGS, Tag, TagRole
from reviewer.store import queries
from reviewer.store.store import Store

_MERGED = "merged-tag:"  # the setting that keeps what a tag was merged into


@dataclass(frozen=True, slots=True)
class Merge:
    """``source`` goes, ``target`` stays. Numbers of highlights: all, with both already, that become
    recommendations; and of recommendations that go, with their answers."""

    source: Tag
    target: Tag
    highlights: int
    both: int = 0
    made: int = 0
    lost: int = 0
    answers: int = 0


def foresee(store: Store, source: Tag, target: Tag) -> Merge:
    """Count what merging would do."""
    both = made = lost = answers = 0
    uses = store.rows("highlight_tag", "tag", source.id)
    for use in uses:
        highlight = str(use["highlight"])
        both += store.row("highlight_tag", f"{highlight}:{target.id}") is not None
        known = store.rows("recommendation", "highlight", highlight)
        made += target.role is TagRole.RECOMMENDATION and not known
        if known and _loses(store, source, target, highlight):
            lost += len(known)
            answers += sum(len(store.rows("revisit", "recommendation", row["id"])) for row in known)
    return Merge(source, target, len(uses), both, made, lost, answers)


def in_words(merge: Merge, *, done: bool) -> str:
    """Return what merging does, or did, as the officer reads it."""
    name = f"“{merge.target.name}”"
    what = f"{_number(merge.highlights, 'highlight')} {'has' if merge.highlights == 1 else 'have'} {name} now" if done else f"{_number(merge.highlights, 'highlight')} {'gets' if merge.highlights == 1 else 'get'} {name}"
    parts = [f"{'Merged' if done else 'Merge'} “{merge.source.name}” into {name}: {what}"]
    if merge.both:
        parts[0] += f", of which {merge.both} had both" if done else f", of which {merge.both} {'has' if merge.both == 1 else 'have'} it already"
    if merge.made:
        parts.append(f"{_number(merge.made, 'passage')} {'became' if done else 'become' if merge.made != 1 else 'becomes'} {'a recommendation' if merge.made == 1 else 'recommendations'}")
    if merge.lost:
        answers = f" with {_number(merge.answers, 'answer')}" if merge.answers else ""
        verb = "went" if done else "goes" if merge.lost == 1 else "go"
        parts.append(f"{_number(merge.lost, 'recommendation')}{answers} {verb}, as {name} makes none")
    return ". ".join(parts) + "."


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s" if count else f"no {word}"


def remember(store: Store, source: str, target: str) -> None:
    """Keep which tag took the place of another, for what the reader will propose by the old one.

    Kept as a setting, since it is asked for only while the old tag is gone: undo brings that back.
    """
    store.set_setting(f"{_MERGED}{source}", target)


def tag_now(store: Store, tag: str) -> str:
    """Return the tag that a proposed one stands for now: itself, else what it was merged into, else one of its meaning.

    Itself too where there is none: then the officer is told that it was deleted.
    """
    now, seen = tag, {tag}
    while store.row("tag", now) is None:
        now = store.setting(f"{_MERGED}{now}")
        if not now or now in seen:
            return _of_the_same_meaning(store, tag)
        seen.add(now)
    return now


def _of_the_same_meaning(store: Store, tag: str) -> str:
    wanted = next((one for one in STARTER_TAGS if one.id == tag), None)
    if wanted is None:
        return tag
    alike = [one for one in queries.tags(store.readers) if one.role is wanted.role and one.recommendation_kind == wanted.recommendation_kind]
    return alike[0].id if alike else tag


def drop_source_recommendations(edit: Edit, source: Tag, target: Tag, highlight: str) -> None:
    """Remove the recommendation that hung on the tag that goes, where no other tag makes the passage one."""
    if _loses(edit.store, source, target, highlight):
        for row in edit.store.rows("recommendation", "highlight", highlight):
            remove_recommendation(edit, row)


def _loses(store: Store, source: Tag, target: Tag, highlight: str) -> bool:
    if source.role is not TagRole.RECOMMENDATION or target.role is TagRole.RECOMMENDATION:
        return False
    others = (store.row("tag", str(use["tag"])) for use in store.rows("highlight_tag", "highlight", highlight) if use["tag"] != source.id)
    return all(row is None or row["role"] != TagRole.RECOMMENDATION for row in others)
