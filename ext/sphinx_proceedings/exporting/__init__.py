"""Exports: every format that a library, an indexer or an author asks for, one module each.

All are pure functions of the Catalogue. `protocol` says what an exporter is, `citation` is the one
place where facts are derived, `registry` finds the exporters of this and of other packages.
"""
