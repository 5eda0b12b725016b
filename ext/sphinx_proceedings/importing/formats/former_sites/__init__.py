"""Sites that workshops had before: the data files and pages of static site generators."""
