"""The command line. Formats what the service says; holds no decision and no word of the domain."""
