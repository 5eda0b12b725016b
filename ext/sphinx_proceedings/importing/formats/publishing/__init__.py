"""Files that were made for, or by, a publisher of proceedings."""
