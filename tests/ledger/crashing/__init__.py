"""What crashes are made of: a writer that is killed, and a disk that forgets what was not synced."""
