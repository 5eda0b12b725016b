"""One YAML file: its characters, its values as text, their positions, and its syntax errors."""
