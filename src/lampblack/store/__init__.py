"""What was made and what it cost: blobs by content, results by key, the ledger. The only folder that knows SQL."""
