"""The long figures of trust: each module measures what it is named after by `measure(scale) -> list[Figure]`.

`make trust` runs them all and writes RESULTS.md; the short form of each figure stays in the test suite.
"""
