"""A study: which notebooks run on which corpora, how each run is kept apart, recorded, published and checked."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
