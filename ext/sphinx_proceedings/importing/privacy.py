"""Keep out what is nobody's business: addresses never leave the importing process."""

from __future__ import annotations

import re
from typing import Any, Final

REMOVED: Final = "[address removed]"

# An ending in mixed case is the next sentence: "recall@10.We". Lengths are bounded, as in RFC 5321,
# so that no text takes long to look through.
_DOMAIN = r"@(?:[\w-]{1,63}\.){1,9}(?:[a-z]{2,63}|[A-Z]{2,63}|[^\W\d_a-zA-Z]{2,63})\b"
_EMAIL = re.compile(r"(?<![\w.+%'-])(?:mailto:)?[\w.+%'-]{1,64}" + _DOMAIN)
_GROUP = re.compile(r"\{[\w.,\s-]{1,200}\}" + _DOMAIN)


def has_address(text: str) -> bool:
    """Whether an e-mail address stands in *text*."""
    return "@" in text and bool(_EMAIL.search(text) or _GROUP.search(text))


def without_addresses(text: str) -> str:
    """Return *text* with `REMOVED` for each e-mail address in it."""
    if "@" not in text:
        return text
    return _EMAIL.sub(REMOVED, _GROUP.sub(REMOVED, text))


def scrubbed(value: Any) -> Any:
    """Return plain data in which no text has an address."""
    if isinstance(value, str):
        return without_addresses(value)
    if isinstance(value, dict):
        return {scrubbed(key): scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(scrubbed(inner) for inner in value)
    return value
