"""Conference systems that hold papers and talks: Mini-Conf, Indico, ConfTool, ACM."""
