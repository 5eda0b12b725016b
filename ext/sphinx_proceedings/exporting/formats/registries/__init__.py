"""Formats for registries and libraries: Crossref, DataCite, JATS, MODS, OAI-PMH, dblp, Zenodo."""
