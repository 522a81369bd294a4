"""Small steps of the journey through one whole conference: citizens, the office, the hall."""
