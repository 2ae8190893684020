"""An app that only these tests install: a job that takes its time."""
