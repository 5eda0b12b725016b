"""The marks of texts that are translated where they are shown, not where they stand."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - what gettext's tools look for
    """Return *message* as it is; it is in the catalogues of translations."""
    return message


def NN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Return a message for one and for several as they are."""
    return one, several
