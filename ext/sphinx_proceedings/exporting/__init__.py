"""Exports: every format that a library, an indexer or an author asks for.

All are pure functions of the Catalogue. `formats` holds them, and what only one of them needs;
`protocol` says what an exporter is, `citation` adds addresses to what the model knows of a record,
`registry` finds the exporters of this and of other packages.
"""
