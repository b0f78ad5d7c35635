"""Kinds of cue, to be added up: what a word takes as its content, which sort of word it is, what it says of that.

A cue that is none is 0. Prepositions that introduce the content have the bits that they have among the forms of
`framescope.text.wordkinds`.
"""

from framescope.text.wordkinds import ABOUT, AGAINST, AT, BY, FOR, IN, OF, ON, OVER, WITH

INTRODUCING = OF | FOR | ON | OVER | ABOUT | AGAINST | BY | IN | AT | WITH

# What the content may be: `takes` in the file of rules says what each means.
TAKES_THAT = 1 << 10
TAKES_BARE = 1 << 11
TAKES_ANY = 1 << 12
TAKES_WH = 1 << 13
TAKES_TAG = 1 << 14
TAKES_ADDRESSEE = 1 << 15
TAKES_ADDRESSEE_TO = 1 << 16
TAKES_TO_NP = 1 << 17
TAKES_TO = 1 << 18
TAKES_NP = 1 << 19
TAKES_NP_THING = 1 << 20
TAKES_NP_SAID = 1 << 21
TAKES_NP_NEW = 1 << 22
TAKES_NP_TO = 1 << 23
TAKES_NP_FOR = 1 << 24
TAKES_NP_FOR_ING = 1 << 25
TAKES_NP_WITH = 1 << 26
TAKES_NP_OF = 1 << 27
TAKES_NP_AS = 1 << 28
TAKES_NP_ING = 1 << 29
TAKES_PREDICATE = 1 << 30
TAKES_IT = 1 << 31

# Which sort of word it is: one of these.
IS_VERB = 1 << 32
IS_ADJECTIVE = 1 << 33
IS_NOUN = 1 << 34
IS_VIEW = 1 << 35  # a noun that takes no content: in her view
IS_HEARSAY = 1 << 36
IS_DISTANCING = 1 << 37
IS_PREPOSITION = 1 << 38  # or a phrase that does for one, or a colon

# What else there is to it.
INNER = 1 << 39  # a state of mind
NOUNLIKE = 1 << 40  # a verb only behind a subject
AGENTLESS = 1 << 41
OWNED = 1 << 42
QUOTING = 1 << 43  # with somebody who is cited: quoted Lee as saying
VIEW = 1 << 44  # may stand behind its owner: in her view
AFFIRMING = 1 << 45
DOUBTING = 1 << 46
