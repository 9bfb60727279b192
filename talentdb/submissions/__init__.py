"""What an agency hands in: drafts, receiving, states, questions and the difference to last time. Decides no identity."""
