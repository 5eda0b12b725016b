"""Typst: its fonts, its compiler, and the characters that no font has.

Typst comes as a wheel with everything in it; it is imported only when a volume is made.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_proceedings.volume.typst.typst_process import REFUSED
from sphinx_proceedings.volume.volume_problems import VolumeError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from types import ModuleType

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STACK = (
    "Libertinus Serif",
    "Noto Naskh Arabic",
    "Noto Serif Devanagari",
    "Noto Serif Thai",
    "Noto Serif Armenian",
    "Noto Serif Georgian",
    "Noto Serif Tamil",
)
"""Families that always are there: Typst's own and those of this package."""
CJK = {
    "ja": ("Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Noto Sans CJK JP"),
    "ko": ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "Noto Sans CJK KR"),
    "zh-hant": ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Noto Sans CJK TC"),
    "zh": ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC"),
}
"""Families for Chinese, Japanese and Korean, best first; they come from the extra ``cjk``, the
system or a folder."""
CJK_PACKAGES = (
    "pylopdf_fonts_zh_cn",
    "pylopdf_fonts_zh_tw",
    "pylopdf_fonts_jp",
    "pylopdf_fonts_ko",
)
"""Packages of the extra ``cjk``; each holds faces of the Noto project as files, and nothing else
of theirs is used."""


def need(name: str) -> ModuleType:
    """Import a package of the extra ``pdf``, or say how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise VolumeError(
            f"the volume needs the package {name}; install it with "
            "python -m pip install 'sphinx-proceedings[pdf]'"
        ) from error


def cjk_folders() -> list[Path]:
    """The folders of those packages of the extra ``cjk`` that are installed."""
    found = map(importlib.util.find_spec, CJK_PACKAGES)
    return [Path(spec.origin).parent for spec in found if spec is not None and spec.origin]


class Typeset(NamedTuple):
    """A document that was set: its file, and as JSON what it has for the selector asked for."""

    path: Path
    found: str


class Typesetter:
    """Typst with a choice of fonts, over a folder with the sources of one document."""

    def __init__(self, root: Path, fonts: Sequence[Path] = (), *, system: bool = False) -> None:
        typst = need("typst")
        self.root = root
        self._error = typst.TypstError
        self._system = system
        self._folders = [str(folder) for folder in (FONTS, *cjk_folders(), *fonts)]
        chosen = typst.Fonts(include_system_fonts=system, font_paths=self._folders)
        self._families = frozenset(chosen.families())
        self._compiler: Any = typst.Compiler(
            root=str(root), font_paths=chosen, ignore_system_fonts=not system
        )

    def stack(self, language: str) -> tuple[str, ...]:
        """The families for a text in *language*, those that are there."""
        tag = language.lower()
        own = next((names for key, names in CJK.items() if tag.startswith(key)), ())
        every = [*STACK[:1], *own, *STACK[1:], *(name for names in CJK.values() for name in names)]
        return tuple(name for name in dict.fromkeys(every) if name in self._families)

    def uncovered(self, characters: Iterable[str], language: str) -> frozenset[str]:
        """Those of *characters* that no font has.

        Typst is the judge, as it chooses the fonts: with a standard of PDF/A it refuses what it
        cannot show, and names the line.
        """
        asked = sorted(characters)
        fonts = ", ".join(f'"{name}"' for name in self.stack(language))
        head = f"#set text(font: ({fonts},))\n"
        lines = [f'#text("\\u{{{ord(character):x}}}")\n' for character in asked]
        probe = self.root / "probe.typ"
        probe.write_text(head + "".join(lines), encoding="utf-8")
        try:
            self._compiler.compile(str(probe), format="pdf", pdf_standards=["a-2b"], timestamp=0)
        except self._error as error:
            found = re.findall(r"probe\.typ:(\d+):", error.diagnostic)
            if not found:
                raise VolumeError(f"Typst cannot check the fonts: {error.message}") from error
            return frozenset(asked[int(line) - 2] for line in found)
        return frozenset()

    def pdf(
        self,
        source: str,
        *,
        standards: Collection[str],
        timestamp: int,
        tags: bool = True,
        selector: str = "",
    ) -> Typeset:
        """Typeset *source*, which may name files below the root, into a file there.

        Raises:
            VolumeError: Typst refuses it, which is a mistake of this package's own, or was stopped.
        """
        main, target = self.root / "main.typ", self.root / "main.pdf"
        main.write_text(source, encoding="utf-8", newline="\n")
        task = {
            "root": str(self.root),
            "fonts": self._folders,
            "system": self._system,
            "source": str(main),
            "target": str(target),
            "standards": list(standards),
            "timestamp": timestamp,
            "tags": tags,
            "selector": selector,
        }
        run = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
            [sys.executable, "-P", str(HERE / "typst_process.py")],
            input=json.dumps(task),
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
            check=False,
        )
        if run.returncode == REFUSED:
            raise VolumeError(f"Typst cannot set the volume: {run.stdout}")
        if run.returncode:
            said = run.stderr.strip() or "there may be too little memory"
            raise VolumeError(f"Typst stopped with code {run.returncode}: {said[-2000:]}")
        return Typeset(target, run.stdout)
