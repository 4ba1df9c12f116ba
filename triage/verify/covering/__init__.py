"""Conditions of rules one by one, and the cases that show what each of them decides."""
