"""Words for decisions, ways of presenting, and yes and no, as people type them into cells."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Decision(StrEnum):
    """What became of a submission."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


_DECISIONS: Final = {
    Decision.ACCEPTED: """accept accepted acceptance yes y ok ja oui si angenommen akzeptiert
        accepte acceptee aceptado aceptada aceptar x true 1 ✓ ✔ 接受 录用 已录用 採択 採録
        annahme zusage acceptation aceptacion accettato accettata aceito aceita przyjeto
        przyjęto przyjety geaccepteerd 接收 接受为
        camera-ready published oral poster spotlight""",
    Decision.REJECTED: """reject rejected rejection no n nein non abgelehnt ablehnung absage
        rifiutato rifiutata respinto recusado recusada rejeitado rejeitada odrzucono odrzucony
        afgewezen refus rechazo refuse refusee
        rechazado rechazada declined desk-rejected desk-reject false 0 ✗ ✘ 拒绝 拒稿 不採択
        不採録""",
    Decision.WITHDRAWN: """withdrawn withdraw withdrawal zuruckgezogen retire retiree retirado
        retirada 撤稿 取り下げ cancelled canceled deleted""",
}
_DECISION: Final = {word: made for made, words in _DECISIONS.items() for word in words.split()}
# Words beside a decision that leave it as it is, and those that leave it open.
_NEUTRAL: Final = frozenset(
    """as for the a an to of with full long short paper papers presentation talk oral poster
    spotlight demo decision final archival non-archival regular lightning proceedings main
    workshop als vortrag comme como ponencia comunicacion presentacion""".split()
)
_OPEN: Final = frozenset(
    """conditional conditionally probably maybe borderline minor major revision revisions weak
    tentative tentatively pending shepherd shepherding waitlist subject if unless not
    provisional provisionally vorlaufig bedingt sous reserve condicional""".split()
)

_TYPES: Final = {
    "oral": "oral talk vortrag presentation-orale ponencia orale 口头报告 口頭 口頭発表 "
    "contributed-talk oral-presentation mundlich",
    "spotlight": "spotlight lightning lightning-talk spotlight-talk highlight",
    "poster": "poster affiche cartel 海报 ポスター poster-presentation posters",
    "demo": "demo demonstration demos vorfuhrung",
    "short": "short short-paper kurzbeitrag kurz article-court",
    "long": "long long-paper full full-paper langbeitrag lang article-long",
    "position": "position position-paper opinion",
    "extended-abstract": "extended-abstract abstract extended-abstracts",
}
_TYPE: Final = {word: made for made, words in _TYPES.items() for word in words.split()}


def _folded(value: str) -> str:
    made = unicodedata.normalize("NFKD", value.strip().casefold())
    made = "".join(char for char in made if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", made)


def decision_of(value: str) -> Decision | None:
    """Return the decision that a cell states without doubt; None for anything conditional."""
    found = re.findall(r"[^\s()\[\],;:/_.!–—]+", _folded(value))
    words = [word for word in found if word != "-"]
    if not words or any(word in _OPEN for word in words):
        return None
    joined = _DECISION.get("-".join(words))
    if joined:
        return joined
    made = {_DECISION[word] for word in words if word in _DECISION and word not in _NEUTRAL}
    others = [word for word in words if word not in _DECISION and word not in _NEUTRAL]
    if not made and not others and any(word in _TYPE for word in words):
        return Decision.ACCEPTED  # "Oral" in a column of decisions
    return made.pop() if len(made) == 1 and not others else None


def type_of(value: str) -> str:
    """Return the type of paper that a cell names, a value of `PaperType`; empty for others."""
    folded = " ".join(re.findall(r"[^\s()\[\],;:/_.!–—]+", _folded(value)))
    found = _TYPE.get(folded.replace(" ", "-"))
    if found:
        return found
    made = {_TYPE[word] for word in re.split(r"[\s-]+", folded) if word in _TYPE}
    presented = made & {"oral", "spotlight", "poster", "demo"}
    if len(presented) == 1:
        return presented.pop()
    return made.pop() if len(made) == 1 else ""


def yes_or_no(value: str) -> bool | None:
    """Return whether a cell says yes; None when it says neither."""
    folded = _folded(value)
    if re.fullmatch(r"non[- ]?archival", folded):
        return False
    if folded == "archival":
        return True
    found = decision_of(value)
    return None if found is None else found is Decision.ACCEPTED
