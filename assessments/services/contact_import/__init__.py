"""From the export of a help desk or a phone switch to contact streams: volumes, times, outcomes, arrivals.

What reads the file runs in a child process with limits (child, started by runner) and knows no database:
file → rows → pieces → sums. From the sums alone, figures derives what is shown and proposed as answers.
"""
