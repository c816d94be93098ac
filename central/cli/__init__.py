"""The commands of `clinic-central`: words in, one use case, an honest exit code."""
