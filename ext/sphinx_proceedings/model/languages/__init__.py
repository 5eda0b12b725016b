"""The words for what the model knows, and the languages in which they can be said."""
