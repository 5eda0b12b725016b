"""Layers of papers that can be switched on and off, listed in the volume as PDF/A wants it.

All of them are in one list, in one order, with a name, and nothing switches them by itself
(ISO 19005-2, 6.9); each is shown or hidden as it is when the paper is opened.
"""

from __future__ import annotations

from typing import Any

from sphinx_proceedings.volume.pdf.pdf_objects import is_array, is_table
from sphinx_proceedings.volume.typst.typesetting import need


def add_layers(volume: Any, source: Any) -> None:
    """List the layers of *source*, whose pages are in *volume* already; without any do nothing."""
    properties = source.Root.get("/OCProperties")
    if not is_table(properties) or not is_array(properties.get("/OCGs")):
        return
    pikepdf = need("pikepdf")
    layers = [layer for layer in properties.OCGs if is_table(layer) and layer.is_indirect]
    if not layers:
        return
    hidden = _hidden(properties.get("/D"), layers)
    if "/OCProperties" not in volume.Root:
        volume.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[], D=pikepdf.Dictionary(Name=pikepdf.String("Layers"), Order=[], OFF=[])
        )
    listed = volume.Root.OCProperties
    for layer in layers:
        copied = volume.copy_foreign(layer)
        if "/Name" not in copied:
            copied.Name = pikepdf.String("Layer")
        listed.OCGs.append(copied)
        listed.D.Order.append(copied)
        if layer.objgen in hidden:
            listed.D.OFF.append(copied)


def _hidden(usual: Any, layers: list[Any]) -> set[tuple[int, int]]:
    """Which layers are hidden when the file is opened (ISO 32000-1, 8.11.4.3)."""
    state = usual if is_table(usual) else {}
    every = {layer.objgen for layer in layers}
    off = {item.objgen for item in state.get("/OFF", []) if is_table(item)}
    if str(state.get("/BaseState")) == "/OFF":
        off = every - {item.objgen for item in state.get("/ON", []) if is_table(item)} | off
    return off & every
