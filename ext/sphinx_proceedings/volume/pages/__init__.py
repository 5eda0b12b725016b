"""The pages of the book, in Typst: front matter, papers, programme, indexes, and their pictures."""
