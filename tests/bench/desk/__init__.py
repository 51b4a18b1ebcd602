"""The desk's pages with few rows and with many, one beside the other."""
