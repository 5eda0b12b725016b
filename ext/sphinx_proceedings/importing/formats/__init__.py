"""A module for each format that is read, in a room for each kind of keeper."""
