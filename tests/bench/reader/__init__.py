"""The reader's pages over real HTTP, with few claims and with many, in turns."""
