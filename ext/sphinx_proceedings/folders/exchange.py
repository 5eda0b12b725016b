"""Put a new folder in the place of an old one, in one step where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NEW = "new"
"""Name in the scratch folder of what is to take the place."""
_OLD = "old"
_HERE = -100  # AT_FDCWD of fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS


def replace_folder(place: Path, scratch: Path) -> None:
    """Put ``scratch/new`` in the place of the folder *place*, whole or not at all.

    What was there is left in *scratch*, for its owner to remove. Where two folders cannot be
    exchanged in one step, `rescue_folder` brings back what a process that is killed between two
    steps leaves behind. Raises OSError.
    """
    new, old = scratch / NEW, scratch / _OLD
    if not place.exists():
        new.rename(place)
    elif not _exchanged(new, place):
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise


def rescue_folder(place: Path, scratch: Path) -> None:
    """Bring the folder *place* back if a process was killed while it replaced it."""
    old = scratch / _OLD
    if old.is_dir() and not place.exists():
        old.rename(place)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places; whether the system could."""
    if sys.platform == "linux":
        name, arguments = "renameat2", (_HERE, one, _HERE, other, _RENAME_EXCHANGE)
    elif sys.platform == "darwin":
        name, arguments = "renamex_np", (one, other, _RENAME_SWAP)
    else:
        return False
    call: Any = getattr(ctypes.CDLL(None), name, None)
    if call is None:
        return False
    plain = [a if isinstance(a, int) else os.fsencode(a) for a in arguments]
    return bool(one.exists()) and call(*plain) == 0
