"""A prepared object for each page: rows and rules in, words to show out."""
