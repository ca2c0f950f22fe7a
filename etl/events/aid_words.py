"""The words of aid, from the language pack, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from etl.language.grammar import grammar
from etl.language.pack import Pack
from etl.language.phrases import Phrases
from etl.language.tokens import Token, tokenize


@dataclass(frozen=True)
class AidWords:
    """What `frames/aid_pledges.toml` lists.

    Attributes:
        stages: Stage that each verb tells (`give`, `approve`, `promise`, `propose`, `suspend`).
        noun_stages: The same for nouns.
        not_aid_verbs: Verbs whose money or goods are no aid.
        nouns: Nouns of aid (True) and nouns whose money is none (False).
        goods: Kind of aid of each thing that is given, in the singular.
        types: What the aid is for, by word.
        worth: Phrases that join an amount to the goods before it.
        private: Kinds of organizations whose money is business.
        public: Kinds of organizations that belong to a state.
        telling: Kinds of organizations that tell of aid.
        summing: Phrases that open a sentence telling what several pledges come to.
        sentencing: Verbs of courts and duties, under which giving is none.
        endowing: Verbs whose money is aid whatever noun stands by.
        buying: Nouns whose goods are bought or made.
        trading: Words of trade: things told beside one are sold, unless a word of giving stands there too.
        giving: Such words of giving.
        receiving: Verbs whose subject receives.
        thanking: Verbs whose subject receives and whose object gives.
        signing: Verbs whose subject may be both sides.
        asking: Verbs whose subject asks for itself.
        locating: Verbs whose participle stands before a place.
        equivalent: Words between money and the same in another currency.
        totals: Words of what was given in all.
        rates: Phrases behind money that tell what each gets of it.
        averages: Adjectives of money that tell what each gets of it.
        sums: Phrases between money and what it comes to in all.
        measuring: Verbs that tell what their subject comes to, each with whether it is reflexive.
        adding: Verbs that only add something to what was told.
        on_behalf: Phrases before whoever somebody else gives for.
        helping: Verbs whose infinitive tells whom money is for.
        lands: Nouns that describe a state.
        changes: Nouns that tell by how much money has changed.
        comparing: Adjectives by which other money is more or less.
        raising: Verbs that tell what money comes to by a gift.
        pointing: Pronouns that point to what was told.
        gifts: Nouns of giving and of telling of it.
        carriers: Things that carry others.
        arriving: Verbs that tell of their coming.
        light: Stage that a verb tells with the noun that it carries, `receive` where its subject receives.
        causing: Modals under which something is done at once.
        presents: Nouns that call goods a gift.
        equipping: Verbs whose object receives what stands behind it after `de`.
        forces: Kinds of bodies for whose use money is military.
        making: Verbs that carry a noun of giving.
        going: Verbs that tell of money where it goes.
        landing: Verbs that tell of the coming of what carries others.
        dative: Pronouns of whom something is given to.
        composing: Verbs that tell what aid is made of.
        heaps: Nouns of goods told before that are none of aid by themselves.
        money: Nouns of money told before.
        unnamed: Nouns of states and bodies that receive without being named.
        funding: Nouns of money of whoever pays for what others hand over.
        own_places: Nouns of what a state has abroad.
        thanks_to: Phrases before such a noun.
        zones: For a currency and a state the currency that its plain name means there.
        of_series: Words of one of several sums or things told before.
        stocks: Nouns of what goods are taken from.
        no_goods: Nouns, in the plural and with complements, of what is counted but never given.
        respective: Words that share out several sums to several sides.
        besides: Words before what is told only to be added to.
        restating: Phrases right before money that only tells other money anew.
        measures: Nouns of measure, whose number counts no goods.
        gatherings: Nouns of gatherings and offices, behind which a capital is a place.
        type_phrases: What phrases with a word of `types` tell instead.
    """

    stages: dict[str, str]
    noun_stages: dict[str, str]
    not_aid_verbs: frozenset[str]
    nouns: Phrases[bool]
    goods: Phrases[str]
    types: dict[str, str]
    worth: Phrases[bool]
    private: frozenset[str]
    public: frozenset[str]
    telling: frozenset[str]
    summing: Phrases[bool]
    sentencing: frozenset[str]
    endowing: frozenset[str]
    buying: frozenset[str]
    trading: frozenset[str]
    giving: frozenset[str]
    receiving: frozenset[str]
    thanking: frozenset[str]
    signing: frozenset[str]
    asking: frozenset[str]
    locating: frozenset[str]
    equivalent: frozenset[str]
    totals: frozenset[str]
    rates: Phrases[bool]
    averages: frozenset[str]
    sums: Phrases[bool]
    measuring: frozenset[tuple[str, bool]]
    adding: frozenset[str]
    on_behalf: Phrases[bool]
    helping: frozenset[str]
    lands: frozenset[str]
    changes: frozenset[str]
    comparing: frozenset[str]
    raising: frozenset[str]
    pointing: frozenset[str]
    gifts: frozenset[str]
    carriers: frozenset[str]
    arriving: frozenset[str]
    light: dict[tuple[str, str], str]
    causing: frozenset[str]
    presents: frozenset[str]
    equipping: frozenset[str]
    making: frozenset[str]
    forces: frozenset[str]
    going: frozenset[str]
    landing: frozenset[str]
    dative: frozenset[str]
    composing: frozenset[str]
    heaps: frozenset[str]
    money: frozenset[str]
    unnamed: frozenset[str]
    funding: frozenset[str]
    own_places: frozenset[str]
    thanks_to: Phrases[bool]
    zones: dict[tuple[str, str], str]
    of_series: frozenset[str]
    stocks: frozenset[str]
    no_goods: Phrases[bool]
    respective: frozenset[str]
    besides: frozenset[str]
    restating: Phrases[bool]
    measures: frozenset[str]
    gatherings: frozenset[str]
    type_phrases: Phrases[str]


@cache
def aid_words(pack: Pack) -> AidWords:
    """The words of a pack."""
    data = pack.data("frames/aid_pledges")
    words = grammar(pack)

    def phrases(entries: Iterable[str]) -> list[tuple[str, ...]]:
        return [tuple(words.base(token.low) for token in tokenize(entry, pack)) for entry in entries]

    stages = {words.without_pronoun(verb): stage for stage, verbs in reversed(data["stages"].items()) for verb in verbs}
    goods = [(form, kind) for kind, nouns in data["goods"].items() for noun in phrases(nouns) for form in _plurals(noun)]
    nouns = [(noun, True) for noun in phrases(data["nouns"]["aid"])] + [
        (noun, False) for noun in phrases(data["nouns"]["not_aid"])
    ]
    measuring = {(lemma := words.without_pronoun(verb), lemma != verb) for verb in data["measuring"]}
    return AidWords(
        stages=stages,
        noun_stages={noun: stage for stage, listed in data["noun_stages"].items() for noun in listed},
        not_aid_verbs=frozenset(data["nouns"]["not_aid_verbs"]),
        nouns=Phrases(nouns),
        goods=Phrases(goods),
        types={word: kind for kind, listed in data["types"].items() for word in listed},
        worth=Phrases((phrase, True) for phrase in phrases(data["links"]["worth"])),
        private=frozenset(data["private"]["subtypes"]),
        public=frozenset(data["private"]["public"]),
        telling=frozenset(data["private"]["telling"]),
        summing=Phrases((phrase, True) for phrase in phrases(data["links"]["summing"])),
        sentencing=frozenset(data["sentencing"]),
        endowing=frozenset(data["endowing"]),
        buying=frozenset(data["nouns"]["buying"]),
        trading=frozenset(data["nouns"]["trading"]),
        giving=frozenset(data["nouns"]["giving"]),
        receiving=frozenset(data["receiving"]),
        thanking=frozenset(data["thanking"]),
        signing=frozenset(data["signing"]),
        asking=frozenset(data["asking"]),
        locating=frozenset(data["locating"]),
        equivalent=frozenset(data["links"]["equivalent"]),
        totals=frozenset(data["links"]["totals"]),
        rates=Phrases((phrase, True) for phrase in phrases(data["links"]["rates"])),
        averages=frozenset(data["links"]["averages"]),
        sums=Phrases((phrase, True) for phrase in phrases(data["links"]["sums"])),
        measuring=frozenset(measuring),
        adding=frozenset(data["adding"]),
        on_behalf=Phrases((phrase, True) for phrase in phrases(data["on_behalf"])),
        helping=frozenset(data["helping"]),
        lands=frozenset(data["lands"]),
        changes=frozenset(data["links"]["changes"]),
        comparing=frozenset(data["links"]["comparing"]),
        raising=frozenset(data["raising"]),
        pointing=frozenset(data["pointing"]),
        gifts=frozenset(data["gifts"]),
        carriers=frozenset(data["carriers"]),
        arriving=frozenset(data["arriving"]),
        light={(verb, noun): stage for stage, listed in data["light"].items() for verb, noun in map(str.split, listed)},
        causing=frozenset(data["causing"]),
        presents=frozenset(data["presents"]),
        equipping=frozenset(data["equipping"]),
        making=frozenset(data["making"]),
        forces=frozenset(data["forces"]),
        going=frozenset(data["going"]),
        landing=frozenset(data["landing"]),
        dative=frozenset(data["dative"]),
        composing=frozenset(data["composing"]),
        heaps=frozenset(data["heaps"]),
        money=frozenset(data["money"]),
        unnamed=frozenset(data["unnamed"]),
        funding=frozenset(data["funding"]),
        own_places=frozenset(data["own_places"]),
        thanks_to=Phrases((phrase, True) for phrase in phrases(data["thanks_to"])),
        zones={
            (plain, land): code for plain, zone in data["shared_currencies"].items() for code, of in zone.items() for land in of
        },
        of_series=frozenset(data["of_series"]),
        stocks=frozenset(data["stocks"]),
        no_goods=Phrases((phrase, True) for phrase in phrases(data["no_goods"])),
        respective=frozenset(data["respective"]),
        besides=frozenset(data["besides"]),
        restating=Phrases((phrase, True) for phrase in phrases(data["links"]["restating"])),
        measures=frozenset(data["measures"]),
        gatherings=frozenset(data["gatherings"]),
        type_phrases=Phrases((phrase, kind) for kind, listed in data["type_phrases"].items() for phrase in phrases(listed)),
    )


def _plurals(noun: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A noun phrase in the singular and in the regular plurals of its first word."""
    first, rest = noun[0], noun[1:]
    return [noun, (first + "s", *rest), (first + "x", *rest), *([(first + "s", rest[0] + "s", *rest[1:])] if rest else [])]


def goods_kind(tokens: tuple[Token, ...], first: int, last: int, pack: Pack) -> str | None:
    """The kind of aid that a thing is, by the words between two tokens; None if it is nothing that is given as aid.

    What a thing is called tells more than what it is (`tentes militaires`, `camions de vivres`).
    """
    words = tuple([token.low for token in tokens[first:last]])
    found = aid_words(pack).goods.first(words, 0, len(words))
    if found is None or aid_words(pack).no_goods.longest(words, 0) is not None:
        return None
    types = aid_words(pack).types
    return next((types[word] for word in words[found[1] :] if types.get(word, "financial") != "financial"), found[2][0])
