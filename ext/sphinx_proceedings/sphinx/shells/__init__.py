"""Page shells: a theme's page rendered once and filled for each record, in parallel."""
