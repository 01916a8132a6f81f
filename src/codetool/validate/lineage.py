"""A version beside the one before it: wIds that change or vanish, references and events left behind (NC 5.3)."""

from collections import Counter
from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.validate.version import Version

_TELLING = 40
"""Characters from which a text that two articles have exchanged is no chance, as "The secret is kept." may be."""

_LITTLE = 3
"""Words below which a text does not tell under another number which article it is: "Abrogé." may stand anywhere."""


def check_wids(old: Version, new: Version) -> Iterator[Fault]:
    """Yield articles whose text is tracked by another id than before, and ids that are gone with their text."""
    tracked = {text: identity for identity, text in new.texts.items()}
    twice = {text for each in (old, new) for text, times in Counter(each.texts.values()).items() if times > 1}
    for identity, text in old.texts.items():
        now = tracked.get(text, identity)
        stays = len(text.split()) >= _LITTLE or old.eids.get(identity) == new.eids.get(now)
        known_by_text = text not in twice and stays and (now not in old.articles or len(text) >= _TELLING)
        if now != identity and known_by_text:
            yield new.articles[now].fault("wid-changed", before=identity, now=now, other=old.path)
        elif identity not in new.articles:
            yield new.survey.document.fault("wid-vanished", wid=identity, other=old.path)


def check_references(old: Version, new: Version) -> Iterator[Fault]:
    """Yield references that point at the same eId as before, where something else now stands."""
    kept = {(home, place.get("href")) for home, place in old.links}
    for home, place in new.links:
        href = place.get("href")
        meant, means = old.identities.get(href[1:], ""), new.identities.get(href[1:], "")
        if (home, href) not in kept or not meant or meant == means:
            continue
        if now := new.eids.get(meant):
            yield place.fault("reference-renumbered", target=href, now=now, other=old.path)
        elif means:
            yield place.fault("reference-replaced", target=href, means=means, meant=meant, other=old.path)


def check_events(old: Version, new: Version) -> Iterator[Fault]:
    """Yield events of the lifecycle that an adopted version before tells and this one, adopted too, does not."""
    if old.survey.is_draft or new.survey.is_draft:  # a draft tells of itself; its adoption takes the events over
        return
    told = {(place.get("date")[:10], place.get("type")) for place in new.survey.places("eventRef")}
    for event in old.survey.places("eventRef"):
        date, kind = event.get("date")[:10], event.get("type")
        if told and (date, kind) not in told:
            yield new.fault("event-vanished", type=kind, date=date, other=old.path)


PAIR_RULES = (check_wids, check_references, check_events)
