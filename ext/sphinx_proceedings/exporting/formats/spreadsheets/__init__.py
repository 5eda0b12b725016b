"""Tables of papers, talks and people: CSV and XLSX."""
