"""One reader a file format; each turns admitted bytes into `ingest.model.Sheet` values. Runs in the child only."""
