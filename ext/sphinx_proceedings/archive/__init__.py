"""The archive: an edition, or the whole site, as one zip that needs nothing else to be read.

It is a BagIt bag (RFC 8493) whose payload is a Research Object Crate: pages that open from
``file://``, PDFs, metadata in every format, and the data that all of it was made from. The same
data gives the same bytes, on any day and any machine.
"""
