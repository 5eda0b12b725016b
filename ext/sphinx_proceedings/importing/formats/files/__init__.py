"""Importers of the papers themselves, where there is nothing else."""
