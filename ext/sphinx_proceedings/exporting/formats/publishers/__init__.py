"""Formats for publishers of proceedings: ACL Anthology, aclpub2, CEUR-WS, PMLR."""
