"""The frozen records that YAML is validated into: series, editions, papers, talks, people."""
