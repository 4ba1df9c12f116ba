"""The book of rules: a whole rulebook as one page that people read, print and hand on."""
