"""How far the cells of binary workbooks reach, XLS and XLSB, found without making their grids.

What reads them makes the whole grid around the cells, and room for what a sheet says of its size.
Structures: [MS-CFB] for the file, [MS-XLS] and [MS-XLSB] for the records.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_RECORDS: Final = 4_000_000
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Numbers from here on end a chain, or say that a sector is none of a stream."""
_ENTRY: Final = 128
_NAMES: Final = ("workbook", "book")

_BOUND_SHEET, _BOF, _EOF, _DIMENSIONS, _MULTIPLE = 0x85, 0x809, 0x0A, 0x200, frozenset((0xBD, 0xBE))
_CELLS: Final = frozenset((0x06, 0x201, 0x203, 0x204, 0x205, 0xD6, 0xFD, 0x27E)) | _MULTIPLE
_ROW, _SIZE, _CELL_KINDS = 0x00, 0x94, frozenset((*range(1, 12), 62))


def check_xls(data: bytes, refuse: Callable[[int, str], None]) -> None:
    """Call *refuse* with the cells of the grids so far, after each sheet of an XLS.

    Raises:
        ValueError: it is no compound file with a workbook in it, or has too many records.
    """
    total = left = 0
    known: dict[int, int] = {}
    for stream in _workbooks(data):
        if stream[:2] != _BOF.to_bytes(2, "little"):
            raise ValueError("its workbook does not begin as one")
        left = _MOST_RECORDS
        for kind, at, size in _records(stream, 0):
            left -= 1
            if kind == _BOUND_SHEET and size >= 4:
                (place,) = struct.unpack_from("<I", stream, at)
                if place not in known:
                    known[place], left = _xls_grid(stream, place, left)
                total += known[place]
                refuse(total, f"sheet at byte {place}")
            if left < 0:
                raise ValueError(f"more than {_MOST_RECORDS:,} records")


def _xls_grid(stream: bytes, start: int, left: int) -> tuple[int, int]:
    """Return the cells of a sheet's grid, or what it says of them if more; and the records left."""
    rows = columns = said = 0
    for kind, at, size in _records(stream, start):
        left -= 1
        if left < 0:
            break
        if kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", stream, at)
            if kind in _MULTIPLE:
                column = max(column, *struct.unpack_from("<H", stream, at + size - 2))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _DIMENSIONS and size in (10, 14):
            first, last, begin, end = struct.unpack_from(
                "<IIHH" if size > 10 else "<HHHH", stream, at
            )
            said = max(said, (last - first) % 2**32 * ((end - begin) % 2**16))
    return max(rows * columns, said), left


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and size of the records of a sheet, charts inside it included."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size > len(stream):
            return
        yield kind, at, size
        at += size
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return


def _workbooks(data: bytes) -> list[bytes]:
    """Return the streams of a compound file that are workbooks."""
    if len(data) < 512:
        raise ValueError("it is cut off")
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("its sectors have no size that there is")
    directory, _, cutoff, small_table, _, more = struct.unpack_from("<6I", data, 48)

    def sector(number: int) -> bytes:
        return data[(number + 1) << shift : (number + 2) << shift]

    listed = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while more < _LAST_SECTOR and more not in seen and len(listed) <= len(data) >> shift:
        seen.add(more)
        numbers = _numbers(sector(more))
        listed += numbers[:-1]
        more = numbers[-1] if numbers else _LAST_SECTOR
    table: list[int] = []
    for one in listed:
        if one < _LAST_SECTOR and len(table) <= len(data) >> shift:
            table += _numbers(sector(one))
    entries = _chained(directory, table, sector)
    small_next = _numbers(_chained(small_table, table, sector))
    root = struct.unpack_from("<I", entries, 116)[0] if len(entries) >= _ENTRY else _LAST_SECTOR
    small = _chained(root, table, sector)

    def small_sector(number: int) -> bytes:
        return small[number << 6 : (number + 1) << 6]

    found: dict[str, bytes] = {}
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        name = entries[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        start, size = struct.unpack_from("<II", entries, at + 116)
        # What reads it takes the first of a name, and may tell capitals apart or not.
        if name.casefold() in _NAMES and name not in found:
            if len(found) == len(_NAMES):
                raise ValueError("there are several workbooks in it")
            if size < cutoff:
                stream = _chained(start, small_next, small_sector)
            else:
                stream = _chained(start, table, sector)
            found[name] = stream[:size]
    if not found:
        raise ValueError("there is no workbook in it")
    return list(found.values())


def _numbers(content: bytes) -> list[int]:
    count = len(content) // 4
    return list(struct.unpack_from(f"<{count}I", content))


def _chained(start: int, table: list[int], sector: Callable[[int], bytes]) -> bytes:
    """Return the sectors of a chain; one that goes in circles ends where it began to."""
    made, seen = [], set()
    while start < _LAST_SECTOR and start not in seen:
        seen.add(start)
        made.append(sector(start))
        start = table[start] if start < len(table) else _LAST_SECTOR
    return b"".join(made)


def xlsb_grid(content: bytes) -> int:
    """Return the cells of the grid of an XLSB's sheet, or what it says of them if more.

    Raises:
        ValueError: it has too many records.
    """
    rows = columns = said = row = at = 0
    for _ in range(_MOST_RECORDS):
        if at >= len(content):
            return max(rows * columns, said)
        kind, at = _variable(content, at, 2)
        size, at = _variable(content, at, 4)
        if kind == _ROW and at + 4 <= len(content):
            (row,) = struct.unpack_from("<I", content, at)
        elif kind in _CELL_KINDS and at + 4 <= len(content):
            (column,) = struct.unpack_from("<I", content, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _SIZE and at + 16 <= len(content):
            first, last, begin, end = struct.unpack_from("<4I", content, at)
            said = (last - first + 1) % 2**32 * ((end - begin + 1) % 2**32)
        at += size
    raise ValueError(f"more than {_MOST_RECORDS:,} records")


def _variable(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and the place behind it."""
    value = 0
    for place in range(most):
        byte = content[at] if at < len(content) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return value, at
