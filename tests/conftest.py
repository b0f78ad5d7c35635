"""What all tests share."""

from hypothesis import settings

# A test on a busy machine is slow, not wrong.
settings.register_profile("framescope", deadline=None)
settings.load_profile("framescope")
