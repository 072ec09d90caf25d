"""The command line: a command parses, calls one function and prints. Data to stdout, words to stderr.

Exit codes: 0 all is well, 1 something does not add up in a document, 2 wrong usage, 3 could not be done.
"""
