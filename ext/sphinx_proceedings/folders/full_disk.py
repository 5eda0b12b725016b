"""Tell that a disk is full, by whoever says so, in one sentence."""

from __future__ import annotations

import errno
import os
import re
from typing import Final

FULL: Final = "the disk is full; nothing was replaced, free some space and run this again"

_CODES = (errno.ENOSPC, errno.EDQUOT)
_SAID = re.compile("|".join(rf"\[Errno {code}\]|{re.escape(os.strerror(code))}" for code in _CODES))


def is_full(failure: BaseException) -> bool:
    """Whether an exception, or one that it came from, is that of a full disk."""
    seen: BaseException | None = failure
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _CODES:
            return True
        seen = seen.__cause__ or seen.__context__
    return says_full(str(failure))


def says_full(text: str) -> bool:
    """Whether what another program, or a process of ours, has printed is of a full disk."""
    return _SAID.search(text) is not None
