"""`python -m talentdb` is the program `talentdb`."""

from talentdb.cli import main

main()
