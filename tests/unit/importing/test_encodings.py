"""Files are read in the encoding they were saved in, and it is said which."""

from __future__ import annotations

import pytest

from sphinx_proceedings.importing.text import decode

NAMES = "id,title,authors\r\n1,Über naïve Bäume,Jürgen Müller; François Côté (Montréal)\r\n"


@pytest.mark.parametrize(
    ("data", "how"),
    [
        (NAMES.encode(), ""),
        (b"\xef\xbb\xbf" + NAMES.encode(), ""),
        (NAMES.encode("utf-16"), "UTF-16"),
        (NAMES.encode("utf-16-le"), "UTF-16, though nothing in the file says so"),
        (NAMES.encode("utf-32"), "UTF-32"),
        (NAMES.encode("cp1252"), "Windows-1252"),
        (NAMES.encode("mac_roman"), "Mac Roman"),
    ],
)
def test_encodings_are_told_from_the_bytes(data: bytes, how: str):
    text, said = decode(data)
    assert text == NAMES
    assert said.startswith(how)
    assert bool(said) == bool(how)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Montréal", "mac_roman"),
        ("Montréal", "cp1252"),
        ("“Señor” – it’s naïve…", "cp1252"),
        ("“Señor” – it’s naïve…", "mac_roman"),
        ("Škoda, Žižek and Œuvre", "cp1252"),
        ("Müller, Groß, Ångström, Ærø, Øre", "mac_roman"),
        ("Müller, Groß, Ångström, Ærø, Øre", "cp1252"),
        ("5 € – 3 £", "cp1252"),
        ("外国人介護職員のための日本語", "gb18030"),
        ("大规模语言模型的推理能力研究，作者", "gb18030"),
        ("プタシンスキミハウ、高村大也", "cp932"),
    ],
)
def test_short_texts(text: str, encoding: str):
    assert decode(text.encode(encoding))[0] == text


def test_rubbish_is_read_all_the_same():
    assert decode(bytes(range(256)))[1]
