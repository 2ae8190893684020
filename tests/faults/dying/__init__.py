"""An app that only these tests install: jobs that kill their worker."""
