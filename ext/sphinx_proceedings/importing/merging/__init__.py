"""What a source says, the data, and what the source said last time: merged field by field."""
