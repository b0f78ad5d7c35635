"""What all tests share."""

from hypothesis import HealthCheck, settings

# A test on a busy machine is slow (to draw its examples, too), not wrong; and a change is judged by the same examples
# today and tomorrow. Others are sought with `pytest --hypothesis-profile=search`.
_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("framescope", _UNHURRIED, derandomize=True)
settings.register_profile("search", _UNHURRIED, print_blob=True)
settings.load_profile("framescope")
