"""What the pages ask of the database: plain SQL on a read-only connection, typed on the way out."""
