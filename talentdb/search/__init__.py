"""Finding people: documents, outbox worker, rebuild, check, the query over Meilisearch or PostgreSQL alone."""
