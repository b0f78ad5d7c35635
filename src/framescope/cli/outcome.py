"""What the command line returns to the shell."""

#: A run failed or something does not match; bad input; stopped by Ctrl-C.
FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
