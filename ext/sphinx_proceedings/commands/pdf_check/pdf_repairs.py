"""``proceedings check --pdfs --fix``: show the moves that put PDFs in their places, and do them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_proceedings.commands import CommandError

if TYPE_CHECKING:
    from sphinx_proceedings.model.catalogue import Catalogue
    from sphinx_proceedings.pdf_audit.audit import Audit
    from sphinx_proceedings.pdf_audit.repairs import Repairs


def fix(catalogue: Catalogue, made: Audit, *, agreed: bool) -> bool:
    """Show the repairs of one edition and do them; return whether anything was done.

    Without *agreed* a person at a terminal is asked; nobody there, nothing is done.
    """
    from sphinx_proceedings.pdf_audit.repairs import move_files, repairs

    wanted = repairs(made)
    if not wanted:
        return False
    _show(made, wanted)
    if not agreed and not _asked():
        sys.stdout.write("nothing was changed; with --yes it is done\n")
        return False
    try:
        texts = _linked(catalogue, made, wanted.links)
        move_files(made.files.root, wanted.moves)
        for file, text in texts.items():
            file.write_text(text, encoding="utf-8", newline="")
    except OSError as failure:
        raise CommandError(f"not done: {failure}") from None
    sys.stdout.write("done; look at the difference, and check again\n")
    return True


def _show(made: Audit, wanted: Repairs) -> None:
    for source, target in wanted.moves.items():
        sys.stdout.write(f"rename {made.files.root / source} -> {target}\n")
    for paper, file in wanted.links.items():
        sys.stdout.write(f"name {file} as the PDF of paper {paper}\n")


def _asked() -> bool:
    if not sys.stdin.isatty():
        return False
    sys.stdout.write("Do it? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _linked(catalogue: Catalogue, made: Audit, links: dict[str, str]) -> dict[Path, str]:
    """Return the data files with the resources that are added, nothing else in them changed."""
    from sphinx_proceedings.importing.yaml_editing.yaml_edits import YamlEditError, changed
    from sphinx_proceedings.importing.yaml_editing.yaml_nodes import read_nodes

    texts: dict[Path, str] = {}
    for paper, name in links.items():
        place = catalogue.locate(f"{made.edition.key}/papers/{paper}")
        if place is None:
            continue
        file = Path(place.path)
        text = texts.get(file) or file.read_bytes().decode("utf-8")
        plain = read_nodes(text.removeprefix("\ufeff").replace("\r\n", "\n")).plain
        try:
            texts[file] = changed(text, _with_resource(plain, paper, name), place.path)
        except YamlEditError as failure:
            raise CommandError(f"{failure}; nothing was changed") from None
    return texts


def _with_resource(plain: Any, paper: str, name: str) -> dict[str, Any]:
    entries = [
        entry | {"resources": [*(entry.get("resources") or []), {"type": "pdf", "file": name}]}
        if str(entry.get("id")) == paper
        else entry
        for entry in plain["papers"]
    ]
    return {**plain, "papers": entries}
