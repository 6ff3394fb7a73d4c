"""Helpers of the tests: a grammar of notices whose truth is known, and rewritings that must change nothing.

The grammar is independent of the program: it imports nothing from `taizhang` but the records it is compared with.
"""
