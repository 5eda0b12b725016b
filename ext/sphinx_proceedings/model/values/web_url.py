"""Links to the web that are safe to print on a page: http or https, with a host and no tricks."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from sphinx_proceedings.model.values.text_value import TextValue, shown

MAX_URL_LENGTH = 2000
"""Characters; the longest address that every browser and mail program in use keeps whole."""

_LABEL = re.compile(r"[\w](?:[\w-]{0,61}[\w])?")
# Not in RFC 3986, and read differently by different browsers or by the format around the link.
_FORBIDDEN = re.compile(r"[\\<>\"`]")


class WebUrl(TextValue):
    """An absolute http or https URL, kept as it was given.

    International host names and paths are allowed. Other schemes, credentials, white space,
    control and invisible (format) characters are not: a link must go where it seems to go.
    """

    __slots__ = ()
    description = "Web address, starting with https:// or http://."
    pattern = r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\<>"`]+$'
    examples = ("https://proceedings.mlr.press/v202/",)

    @classmethod
    def normalise(cls, text: str) -> str:
        if len(text) > MAX_URL_LENGTH:
            msg = (
                f"the URL has {len(text)} characters, at most {MAX_URL_LENGTH} are allowed; "
                f"link to a shorter address"
            )
            raise ValueError(msg)
        _check_characters(text)
        _check_host(text, _split(text))
        return text

    @property
    def host(self) -> str:
        """The host name in lower case, without the port."""
        return urlsplit(self).hostname or ""


def _check_characters(text: str) -> None:
    # What prints, and is no space, is in none of the categories that are looked for.
    for offset, char in enumerate("" if text.isprintable() and " " not in text else text):
        if unicodedata.category(char)[0] in "CZ":
            msg = (
                f"URL {shown(text)} has a space, control or invisible character "
                f"U+{ord(char):04X} at offset {offset}; remove it, or write it percent-encoded"
            )
            raise ValueError(msg)
    if found := _FORBIDDEN.search(text):
        msg = (
            f"URL {shown(text)} has a {found[0]!r}, which has no place in a URL; "
            f"write it as %{ord(found[0]):02X}"
        )
        raise ValueError(msg)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        msg = f"{shown(text)} is not a URL: {error}; copy it from the browser's address bar"
        raise ValueError(msg) from None
    if not parts.scheme or (parts.scheme not in {"http", "https"} and "." in parts.scheme):
        msg = f"URL {shown(text)} has no scheme; write it with https:// in front"
        raise ValueError(msg)
    if parts.scheme not in {"http", "https"}:
        msg = f"URL {shown(text)} starts with {parts.scheme}:, only https: and http: are allowed"
        raise ValueError(msg)
    if "@" in parts.netloc:
        msg = f"URL {shown(text)} has a user name or an @ before the host; remove it"
        raise ValueError(msg)
    if port == 0:
        msg = f"URL {shown(text)} has port 0, which does not exist; remove it"
        raise ValueError(msg)
    return parts


def _check_host(text: str, parts: SplitResult) -> None:
    host = parts.hostname or ""
    if not host:
        msg = f"URL {shown(text)} has no host; write it as https://host/path"
        raise ValueError(msg)
    if parts.netloc.startswith("["):
        ipaddress.IPv6Address(host)
        return
    labels = host.removesuffix(".").split(".")
    wrong = next((label for label in labels if not _LABEL.fullmatch(label)), None)
    if wrong is not None:
        msg = f"URL {shown(text)} has a host with an impossible part {shown(wrong)}; correct it"
        raise ValueError(msg)
