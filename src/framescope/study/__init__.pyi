from .inputs import open_codings as open_codings
from .inputs import open_corpus as open_corpus
from .inputs import open_lexicon as open_lexicon
from .inputs import provenance as provenance
from .parameters import check_parameters as check_parameters
