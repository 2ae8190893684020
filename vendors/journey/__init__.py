"""What is asked about vendors and offers, and how answers read."""
