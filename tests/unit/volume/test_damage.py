"""Camera-ready PDFs damaged at random: refused with a reason, or put in without a failure."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest

from sphinx_proceedings.volume.camera_ready import UnusableError, inspect
from sphinx_proceedings.volume.finishing import saved
from sphinx_proceedings.volume.pdf.embedding import embed

WORDS = (b"/", b"obj", b"null", b"<<", b"[", b"0", b"-1", b"99999999999", b"endstream", b"/Kids")


def damage(pdf: bytes, chosen: random.Random) -> bytes:
    """Change, insert or cut a few places; streams are unpacked, so that it hits their words."""
    damaged = bytearray(pdf)
    for _ in range(chosen.randint(1, 6)):
        at = chosen.randrange(len(damaged))
        kind = chosen.randrange(4)
        if kind == 0:
            damaged[at] = chosen.randrange(256)
        elif kind == 1:
            damaged[at:at] = chosen.choice(WORDS)
        elif kind == 2:
            del damaged[at : at + chosen.randint(1, 40)]
        else:
            word = chosen.choice(WORDS)
            damaged[at : at + len(word)] = word
    return bytes(damaged)


@pytest.fixture(scope="module")
def plain(pdfs):
    """A paper in which everything but its fonts can be read as text."""
    return pdfs.changed(
        lambda _: None,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        qdf=True,
    )


@pytest.mark.parametrize("seed", range(100))
def test_damage_is_survived(seed, plain, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(damage(plain, random.Random(seed)))  # noqa: S311 - no secret
    try:
        found = inspect(path)
    except UnusableError:
        return
    with pikepdf.new() as volume, pikepdf.open(path) as source:
        for _ in range(found.count):
            volume.add_blank_page()
        embed(volume, list(volume.pages), 0, source, (0.0, 30.0, 595.0, 812.0))
        again = saved(volume)
    with pikepdf.open(io.BytesIO(again)) as volume:
        assert len(volume.pages) == found.count
