"""The program that opens PDF files, run as `python -I <this folder>`; see `__main__`."""
