"""The stages that `python -m benchmarks.run` measures: in each module a `Stage` with its tools."""
