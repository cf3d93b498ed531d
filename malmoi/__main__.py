"""`python -m malmoi`: the commands, as `malmoi` runs them."""

from pipeline.cli import main

main()
