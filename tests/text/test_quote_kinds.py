"""What short words in quotation marks are: twenty-five sentences for each kind, as a reader marks them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import framescope as fs

SENTENCES = {
    "scare": [
        "The so-called “caliphate” had lost its last town.",
        "Residents fled the “safe zone” after it was shelled.",
        "The company's “free” trial costs ten dollars a month.",
        "The vote was held under a “temporary” law that is twenty years old.",
        "Many of the “volunteers” wore army boots.",
        "The ministry's “experts” had never set foot in the country.",
        "For years the town has lived with its “temporary” bridge.",
        "The “moderate” rebels shot their prisoners.",
        "The “cure” made the patients worse.",
        "It was a “peaceful” rally that left nine people dead.",
        "Its “independent” inquiry was paid for by the bank.",
        "Two “tourists” with diplomatic passports were arrested.",
        "The “humanitarian” convoy carried shells.",
        "Shops sell “organic” eggs from cages.",
        "The district's “elected” mayor was appointed in May.",
        "The club sold its “family” box to a hedge fund.",
        "He drew a salary for his “work” at the museum.",
        "The regime held “elections” with one candidate.",
        "A handful of “patriots” burned down the library.",
        "Their “ceasefire” lasted four hours.",
        "The supposed “bargain” turned out to be a wreck.",
        "The self-styled “general” has no army.",
        "The city's “luxury” flats have no running water.",
        "Her “retirement” lasted three weeks.",
        "The “reform” left everything as it was.",
    ],
    "title": [
        "Her first novel, “The Long Road Home”, sold a million copies.",
        "He starred in the film “Winter Light”.",
        "She is the author of “Cities of Salt and Iron”.",
        "The documentary “After the Flood” will be shown on Friday.",
        "He sang “My Own Country” at the ceremony.",
        "The report, “Counting the Missing”, was published in March.",
        "The study, titled “Bread and Riots in Egypt”, covers ten years.",
        "Their album “Glass Houses” went platinum.",
        "The series “Borderlands” returns for a third season.",
        "He hosts the show “The Daily Brief”.",
        "An essay entitled “The End of Cheap Oil” made her famous.",
        "The play “Three Tall Women” opens on Broadway.",
        "“Casablanca” director Michael Curtiz was born in Budapest.",
        "His paper “On the Electrodynamics of Moving Bodies” changed physics.",
        "The exhibition “Women of the Bauhaus” runs until May.",
        "The video “Dancing in the Rain” was watched four million times.",
        "The podcast “Cold Trail” reopened the case.",
        "The poem “Daffodils” is read in schools.",
        "He appeared on CBS's “Face the Nation” on Sunday.",
        "The comic “Persepolis” was banned in two schools.",
        "The article was headlined “A City Without Water”.",
        "She played Ophelia in “Hamlet” in 1998.",
        "The musical “Les Miserables” ran for thirty years.",
        "She composed the song “Blue Monday” in one night.",
        "He was cast in “Winter Light” at fifteen.",
    ],
    "name": [
        "The ship “Northern Star” sank off Norway.",
        "The operation “Desert Shield” began in August.",
        "The group “Doctors for Peace” runs two clinics.",
        "The exercise, named “Iron Fist”, lasted a week.",
        "The hurricane “Maria” hit the island in September.",
        "The newspaper “Le Matin” closed in spring.",
        "The party “Our Ukraine” won six seats.",
        "The missile “Sarmat” has a range of 10,000 kilometres.",
        "The suspect, nicknamed “El Chapo”, was flown to New York.",
        "The restaurant “Blue Door” burned down.",
        "The movement “Rise Up” has no leader.",
        "The prize “Golden Bear” went to a Chilean.",
        "The tanker “Prestige” broke in two.",
        "The initiative, called “Safe Return”, was launched on Monday.",
        "The battalion “Azov” was formed in 2014.",
        "Joe “Kid” Moreno fought for the title.",
        "The app “SafeWalk” has a million users.",
        "The village “Green Valley” has no road.",
        "The NGO “Open Hands” feeds 900 families.",
        "The militia “Lions of the East” holds the pass.",
        "The project, dubbed “Silk Road Two”, crosses six states.",
        "The virus “WannaCry” stopped hospitals.",
        "The frigate “Admiral Essen” fired two missiles.",
        "The foundation “Bread for All” gave 3 million.",
        "The campaign “Clean Streets” costs two million.",
    ],
    "term": [
        "The word “terrorist” does not appear in the report.",
        "The term “fake news” entered the dictionary.",
        "The hashtag “#MeToo” was used a million times.",
        "The law defines “militia” as an armed group of ten or more.",
        "The acronym “GDP” stands for gross domestic product.",
        "The doctrine of “fair use” protects teachers.",
        "The phrase “axis of evil” was coined in 2002.",
        "The slogan “Build the Wall” was painted on the gate.",
        "The expression “deep state” comes from Turkish.",
        "The court ruled on the meaning of “family”.",
        "In Arabic, “Sham” means the Levant.",
        "The definition of “refugee” dates from 1951.",
        "The adjective “sustainable” is on every label.",
        "The concept of “soft power” is thirty years old.",
        "The crime of “aggression” was added later.",
        "The verb “to google” is in the dictionary.",
        "The motto “In God We Trust” is on the coins.",
        "The term “ethnic cleansing” was new at the time.",
        "Signs with the words “No Entry” were put up.",
        "The principle of “net neutrality” was adopted in 2015.",
        "The buzzword “synergy” has gone out of fashion.",
        "The prefix “neo-” is often misused.",
        "The euphemism “enhanced interrogation” hid torture.",
        "The notion of “just war” goes back to Augustine.",
        "The article uses the word “rebels” nine times.",
    ],
}


@pytest.fixture(scope="module")
def kinds() -> Mapping[str, str]:
    """Return the kind of what stands in the marks of each sentence, each read as an article."""
    texts = {sentence: sentence for sentences in SENTENCES.values() for sentence in sentences}
    corpus = fs.corpus_from_texts(texts)
    marked = corpus.quotations[corpus.quotations["kind"] != "indirect"].astype({"article_id": "str"})
    found = corpus.articles.astype("str").merge(marked, on="article_id")
    return dict(zip(found["document_id"], found["kind"], strict=True))


@pytest.mark.parametrize(("kind", "sentence"), [(kind, one) for kind, those in SENTENCES.items() for one in those])
def test_what_is_marked_off(kinds: Mapping[str, str], kind: str, sentence: str) -> None:
    assert kinds[sentence] == kind
