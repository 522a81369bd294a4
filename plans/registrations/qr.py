"""QR codes as pictures inside the page, so that a printed receipt needs nothing else."""

import segno


def qr_data_uri(text: str) -> str:
    """An SVG picture of `text` as a data: address; dark on white also when the page is dark."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
