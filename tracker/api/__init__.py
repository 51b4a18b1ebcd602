"""The record for programs: read-only, versioned, described by OpenAPI.

Views know HTTP, `claims`, `parties` and `sources` read rows into values, `serializers`
write the values down. Nothing here decides anything.
"""
