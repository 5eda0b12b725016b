"""What a record says in its edition: every fact that it has or inherits, decided once for all.

The values here are made by the Catalogue, one a record, and read by pages, citations, exports, the
volume, the EPUB and the search. They know no address and no format.
"""
