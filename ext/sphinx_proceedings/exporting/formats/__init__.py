"""The export formats by who takes them; an entry point in pyproject.toml names each."""
