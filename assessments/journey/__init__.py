"""What is asked, in which order, what is done and what is missing."""
