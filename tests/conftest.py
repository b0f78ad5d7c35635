"""What all tests share."""

from hypothesis import settings

# A test on a busy machine is slow, not wrong; and a change is judged by the same examples today and tomorrow.
# Others are sought with `pytest --hypothesis-profile=search`.
settings.register_profile("framescope", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("framescope")
