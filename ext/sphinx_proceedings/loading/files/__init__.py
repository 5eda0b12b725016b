"""The files that data names: which kinds are published, and whether each is what its name says."""
