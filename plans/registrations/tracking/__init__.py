"""The citizen's own page: found by code and secret, or by code and the last digits of the phone."""
