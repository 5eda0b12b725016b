"""Binary workbooks whose cells lie far apart are refused before anything makes their grid."""

from __future__ import annotations

import struct

import pytest

from sphinx_proceedings.importing.import_error import ImportSourceError
from sphinx_proceedings.importing.sheets.binary_grids import check_xls, xlsb_grid
from sphinx_proceedings.importing.sheets.workbook import read_workbook

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def number(row, column, value):
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def sheet(*cells, size=None):
    said = record(0x200, struct.pack("<IIHHH", *size, 0)) if size else b""
    return record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + said + b"".join(cells)


def biff(*made):
    """Return the stream of a workbook with these sheets, S0, S1 and so on."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    start += record(0x42, struct.pack("<H", 1200))
    names = [f"S{place}".encode() for place in range(len(made))]
    at = len(start) + sum(4 + 8 + len(name) for name in names) + 4
    stream = start
    for name, content in zip(names, made, strict=True):
        stream += record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
        at += len(content) + 4
    return stream + record(0x0A) + b"".join(content + record(0x0A) for content in made)


def entry(name, kind, start, size, child=FREE):
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def compound(stream, *, small=False):
    """Return a compound file: the table, the directory, for small streams their table, the rest."""
    size = len(stream)
    stream = stream if small else stream.ljust(4096, b"\0")
    size, count = (size if small else len(stream)), -(-len(stream) // 512)
    first = 3 if small else 2
    table = [TABLE, END, *([END] if small else [])]
    table += [*range(first + 1, first + count), END]
    table += [FREE] * (128 - len(table))
    root = entry("Root Entry", 5, first if small else END, count * 512 if small else 0, child=1)
    own = entry("Workbook", 2, 0 if small else first, size)
    sectors = [struct.pack("<128I", *table), (root + own).ljust(512, b"\0")]
    if small:
        used = -(-size // 64)
        chain = [*range(1, used), END] + [FREE] * (128 - used)
        sectors.append(struct.pack("<128I", *chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 2 if small else END, int(small), END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + b"".join(sectors) + stream.ljust(count * 512, b"\0")


@pytest.mark.parametrize("small", [False, True])
def test_a_workbook_of_old_excel_is_read(small):
    data = compound(
        biff(sheet(number(0, 0, 12), number(1, 2, 3.5), size=(0, 2, 0, 3))), small=small
    )
    (made,) = read_workbook(data, "p.xls")
    assert made.rows == [["12", "", ""], ["", "", "3.5"]]


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize(
    "far",
    [
        number(65535, 255, 1),
        record(0x27E, struct.pack("<HHHI", 65535, 255, 0, 2)),
        record(0xBD, struct.pack("<HHHIHIH", 65535, 0, 0, 2, 0, 2, 254)),
    ],
)
def test_a_cell_far_away_is_refused_with_the_place_of_its_sheet(far, small):
    data = compound(biff(sheet(number(0, 0, 1)), sheet(number(0, 0, 1), far)), small=small)
    with pytest.raises(ImportSourceError, match=r"p\.xls, sheet at byte \d+: a sheet of 16,7"):
        read_workbook(data, "p.xls")


def test_many_sheets_that_are_each_allowed_are_too_many_together():
    data = compound(biff(*[sheet(number(9_999, 99, 1))] * 3))
    with pytest.raises(ImportSourceError, match="a sheet of 3,000,000 cells"):
        read_workbook(data, "p.xls")


def test_a_sheet_that_says_it_is_huge_is_refused():
    data = compound(biff(sheet(number(0, 0, 1), size=(0, 2**32 - 1, 0, 65535))))
    with pytest.raises(ImportSourceError, match="nearly all empty"):
        read_workbook(data, "p.xls")


def test_a_chain_in_circles_ends():
    data = bytearray(compound(biff(sheet(number(0, 0, 1)))))
    struct.pack_into("<I", data, 512 + 4, 1)  # the directory follows itself
    seen = []
    check_xls(bytes(data), lambda *said: seen.append(said[0]))
    assert seen == [1]


@pytest.mark.parametrize("length", [40, 600, 1100])
def test_a_file_that_is_cut_off_is_refused(length):
    with pytest.raises(ImportSourceError, match=r"p\.xls: not a workbook"):
        read_workbook(compound(biff(sheet(number(0, 0, 1))))[:length], "p.xls")


def binary(kind, content):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content)]) + content


def test_the_grid_of_a_binary_sheet_is_that_of_its_last_row_and_column():
    begin = binary(0x81, b"")
    rows = [binary(0, struct.pack("<I", row) + bytes(13)) for row in (0, 999)]
    cell = binary(5, struct.pack("<IId", 49, 0, 1.0))
    assert xlsb_grid(begin + rows[0] + rows[1] + cell) == 50_000
    assert xlsb_grid(begin + binary(0x94, struct.pack("<4I", 0, 99, 0, 9))) == 1_000
    assert xlsb_grid(begin) == 0
