"""Imports: what review systems, spreadsheets and former sites hold, made into data files.

`importer` says what an importer is, `importer_registry` finds those of this and of other packages.
An importer reads files (`inputs`) into plain records (`records`); texts and names are cleaned,
checked and compared with the data in one place for all formats. `report` tells what became of
everything.
"""
