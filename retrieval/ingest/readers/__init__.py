"""Readers turn a file's bytes into plain text with its headings, one module per format."""
