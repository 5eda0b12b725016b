"""Volumes that were published already: ACL Anthology, dblp, JATS."""
