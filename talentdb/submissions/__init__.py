"""What an agency hands in: drafts, receiving, states, questions, the difference to last time. Decides no identity."""
