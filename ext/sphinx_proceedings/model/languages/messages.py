"""The mark of a text that is translated where it is shown, not where it stands."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - what gettext's tools look for
    """Return *message* as it is; it is in the catalogues of translations."""
    return message
