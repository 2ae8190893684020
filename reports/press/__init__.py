"""The press: plain values in, a PDF out.

It knows neither decisions nor Django, so that a process of its own starts quickly.
"""
