"""Tables that come in from elsewhere: read line by line, checked, then written.

`encoding`, `table` and `values` are plain Python: bytes and cells in, values and faults
in words out. `claims`, `sources` and `positions` know the record.
"""
