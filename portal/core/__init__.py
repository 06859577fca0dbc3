"""What every room uses and no room owns: audit, messages, jobs, files, search, page cache. Knows no app."""
