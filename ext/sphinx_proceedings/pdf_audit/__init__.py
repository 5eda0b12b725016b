"""Camera-ready PDFs held against the records: whose each is, in which version, what differs.

Reads the text of PDFs with pypdfium2 (the extra ``pdf``); nothing is sent anywhere.
"""
