"""Kinds of word and of punctuation, to be added up: one word may be of several.

Plain numbers, since the rules ask for them millions of times and a class or an enumeration takes twice as long.
They are imported by name, several a line: isort is off there.
"""

# Of a word.
PRONOUN = 1 << 0
OBJECT = 1 << 1
DETERMINER = 1 << 2
POSSESSIVE = 1 << 3
ARTICLE = 1 << 4
AUXILIARY = 1 << 5
BE = 1 << 6
NEGATION = 1 << 7
PREPOSITION = 1 << 8
COORDINATOR = 1 << 9
SUBORDINATOR = 1 << 10
RELATIVE = 1 << 11
INTERROGATIVE = 1 << 12
THAT = 1 << 13
TO = 1 << 14
AS = 1 << 15
ADVERB = 1 << 16
TIME = 1 << 17
TIME_NOUN = 1 << 18
TIME_LEAD = 1 << 19
FINITE = 1 << 20
PAST = 1 << 21
PARTICIPLE = 1 << 22
CAPITAL = 1 << 23
NUMBER = 1 << 24
OWNER = 1 << 25  # ends in a possessive ’s
CUE = 1 << 26
SOURCE = 1 << 27
TITLE = 1 << 28
VERB = 1 << 29  # a cue that is a verb wherever it stands
# Rarest last: Python handles numbers of more than 30 bits at half the speed.
CONTRACTED = 1 << 30
FIRST = 1 << 31
NOTHING = 1 << 32  # nothing is reported by it: said nothing
EMPTY = 1 << 33  # subjects that say nothing: there, this
EXPLETIVE = 1 << 34  # it
ACT = 1 << 35  # the object of an act, not of a report: claimed responsibility
LANGUAGE = 1 << 36  # a language, or a word for translating
PARTICLE = 1 << 37  # small words within names: von, de la, bin

# Of a form as it is written: of Rome, but not Of Rome.
OF = 1 << 0
FOR = 1 << 1
ON = 1 << 2
OVER = 1 << 3
ABOUT = 1 << 4
AGAINST = 1 << 5
BY = 1 << 6
IN = 1 << 7
AT = 1 << 8
WITH = 1 << 9
AND = 1 << 10
OR = 1 << 11  # or, nor
THAN = 1 << 12
WHERE = 1 << 13
IT = 1 << 14
PERFECT = 1 << 15  # has
MODAL = 1 << 16  # would
ISSUING = 1 << 49  # stands between a document and who issued it: by
TYING = 1 << 17  # ties a noun to the one before: of
FLOATING = 1 << 18  # may stand between a subject and its verb: both
CITING = 1 << 19  # brings another source: according
BESIDES = 1 << 20  # brings another source, or says when: according, when
DATING = 1 << 21  # says when: after
TOLD = 1 << 22  # no infinitive
ATTRIBUTE = 1 << 23  # stands behind its noun: officials familiar with it
RAISING = 1 << 24  # before an infinitive: likes to
MAKING = 1 << 25  # makes it clear
ENDS_IN_S = 1 << 26
ENDS_IN_ING = 1 << 27
LETTER = 1 << 28  # a single one
# Whatever its capitals.
LIGHT = 1 << 29  # has a noun as its object that attributes: made a claim
BEFORE_VIEW = 1 << 30  # in her view
# The same, and without a possessive ending.
DOCUMENT = 1 << 31
WITH_MIND = 1 << 32  # a body, a document or an actor
ABSTRACT = 1 << 33
BODY = 1 << 40
GENERAL_BODY = 1 << 41  # the group
PLACE = 1 << 42
PLURAL = 1 << 43  # several people: officials
TELLING = 1 << 44  # tells what sort of source somebody is: minister
RELATIONAL = 1 << 45  # tells it only for want of a better word: leader
GIVEN = 1 << 46  # a title or a given name that tells a pronoun: Mrs, Ann
FEMALE = 1 << 47
MALE = 1 << 48

# Of what stands between a token and the one before.
COMMA = 1
COLON = 2
DASH = 4
BRACKET = 8
MARK = 16  # a quotation mark
END = 32  # . ! ? …
LINE = 64
OTHER = 128
