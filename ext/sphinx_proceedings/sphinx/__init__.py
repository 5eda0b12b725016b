"""What Sphinx sees: the only room that imports Sphinx and docutils."""
