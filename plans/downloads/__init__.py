"""The register to take along: tables for spreadsheets and a feed."""
