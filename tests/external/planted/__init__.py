"""Submissions of an invented province, some sound and some with faults that people make, written by programs that share no code with tinhso.

Nothing here was written with the rules of tinhso at hand: each fault says what a reader of the declarations would expect to be reported.
"""
