"""Languages of the assistant: which one a text is in, its terms, its sentences, its glossary."""
