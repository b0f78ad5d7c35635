"""The command line; each verb has a file of its own."""

from framescope.cli.commands import main as main
