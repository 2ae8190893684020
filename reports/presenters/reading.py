"""A decision beside its case, with the names that both use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reports.presenters.line_names import with_line_names
from reports.presenters.numbers import Numbers
from reports.presenters.words import cleaned, shortened
from scoring.case import Case, Offer, Option, Provider, Stream
from scoring.decision import Decision, OptionResult

FACTOR_NAMES = {
    "cost": "Cost",
    "quality": "Quality",
    "language": "Language",
    "trust": "Trust",
    "legal": "Legal",
    "reputation": "Reputation",
}
MODEL_NAMES = {
    "stay": "stay as is",
    "improve": "in-house, improved",
    "onshore": "domestic vendor",
    "nearshore": "nearshore vendor",
    "offshore": "offshore vendor",
    "captive": "own centre abroad",
    "training_only": "training only",
    "build_operate_transfer": "built by a vendor, then taken over",
    "mix": "mix",
}
LONGEST_NAME = 60


@dataclass(frozen=True)
class Reading:
    """What every presenter is given. Its texts are clean: no control or bidirectional characters."""

    decision: Decision
    case: Case
    stored: tuple[Case, Decision]  # as they came, for what must be computed again

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.decision.currency)

    @cached_property
    def results(self) -> Mapping[str, OptionResult]:
        return {option.option_id: option for option in self.decision.options}

    @cached_property
    def case_options(self) -> Mapping[str, Option]:
        return {option.id: option for option in self.case.options}

    @cached_property
    def providers(self) -> Mapping[str, Provider]:
        return {provider.id: provider for provider in self.case.providers}

    @cached_property
    def streams(self) -> Mapping[str, Stream]:
        return {stream.id: stream for stream in self.case.service.streams}

    @cached_property
    def leader(self) -> OptionResult | None:
        """The leading outsourcing option: the one that the verdict is about."""
        return self.results.get(self.decision.verdict.option_id or "")

    @cached_property
    def in_house(self) -> OptionResult | None:
        """Staying as is: what every saving is measured against."""
        stay = [option for option in self.decision.options if option.model == "stay"]
        return stay[0] if stay else None

    @cached_property
    def best(self) -> OptionResult | None:
        return self.results.get(self.decision.verdict.best_option_id)

    @property
    def subject(self) -> OptionResult | None:
        """The option that the report shows in detail."""
        return self.leader or self.best

    @cached_property
    def client(self) -> str:
        return shortened(self.case.client, LONGEST_NAME)

    def option_name(self, option_id: str | None, longest: int = LONGEST_NAME) -> str:
        result = self.results.get(option_id or "")
        return shortened(result.name if result else option_id or "", longest)

    def provider_name(self, provider_id: str) -> str:
        """`Carolina Contact (US)`; the name alone where it tells the place already."""
        provider = self.providers.get(provider_id)
        if provider is None:
            return shortened(provider_id)
        name, country = shortened(provider.name), self.country_name(provider.country_iso3)
        place = provider.place or country
        told = any(part and part.lower() in name.lower() for part in (provider.place, country))
        return name if told or not place else f"{name} ({shortened(place, 40)})"

    def stream_name(self, stream_id: str, longest: int = LONGEST_NAME) -> str:
        stream = self.streams.get(stream_id)
        return shortened(stream.name if stream else stream_id, longest)

    def country_name(self, iso3: str) -> str:
        for country in self.case.countries:
            if country.iso3 == iso3:
                return country.name
        return iso3

    def price_basis(self, path: str) -> str:
        """The basis of a price that a path names, or nothing."""
        offer = self._offer_at(path) if path.endswith(".price") else None
        return offer.price_basis if offer else ""

    def numbers_at(self, path: str) -> Numbers:
        """How a figure is written: what a vendor quotes stands in the currency of the quote."""
        quoted = path.endswith(".offer.price") or ".offer.one_off." in path
        offer = self._offer_at(path) if quoted else None
        return Numbers(offer.currency) if offer and offer.currency else self.numbers

    def _offer_at(self, path: str) -> Offer | None:
        parts = path.split(".")
        provider = self.providers.get(parts[1]) if len(parts) > 1 else None
        return provider.offer if provider else None

    def owner_of(self, path: str) -> str:
        """Whose figure a path names: a provider's, an option's, a stream's; empty for the service's own."""
        head, _, rest = path.partition(".")
        key = rest.split(".")[0]
        if head == "providers":
            return shortened(self.providers[key].name, 40) if key in self.providers else key
        if head == "options":
            return self.option_name(key, 40)
        streams = rest.removeprefix("streams.").split(".")[0]
        return self.stream_name(streams, 40) if rest.startswith("streams.") else ""

    @property
    def years(self) -> str:
        """The horizon: `3 years`, `18 months`."""
        months = self.decision.horizon_months
        if months % 12:
            return f"{months}\u00a0months"
        return "1\u00a0year" if months == 12 else f"{months // 12}\u00a0years"

    @property
    def horizon(self) -> str:
        """The horizon before a noun: `3-year`, `18-month`."""
        months = self.decision.horizon_months
        return f"{months}-month" if months % 12 else f"{months // 12}-year"


def read(decision: Decision, case: Case) -> Reading:
    clean = cleaned(case)
    return Reading(with_line_names(cleaned(decision), clean), clean, (case, decision))
