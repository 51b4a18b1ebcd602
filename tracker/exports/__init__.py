"""The published data and the archive, in the formats that other people's tools read.

Rows and files in, files out; nothing is asked over the network.
"""
