"""Tables as rows of text, from CSV, workbooks of every kind and Excel's XML of 2003."""
