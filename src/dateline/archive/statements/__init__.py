"""What people are quoted as saying."""
