"""Records of DOI agencies: second sources, which only add to papers that are there."""
