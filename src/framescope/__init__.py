"""How news articles frame what they tell: every number leads back to the words it was counted from."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
