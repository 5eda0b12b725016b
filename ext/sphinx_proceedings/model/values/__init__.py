"""Values of fields: identifiers, codes, names, dates, page ranges; each checked when it is read."""
