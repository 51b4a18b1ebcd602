"""Articles that came in, and what the desk made of the claims found in them."""

from tracker.demo.desk.types import Submission, Suggestion, at
from tracker.rules.vocabulary import SuggestionState

SUBMISSIONS: tuple[Submission, ...] = (
    Submission(
        article="wire/no-basis",
        received=at("2025-04-09 09:20"),
        with_address=True,
        suggestions=(
            Suggestion(
                statement="Many Chinese citizens are fighting for Russia.",
                quotation="The statement that many Chinese citizens are fighting for "
                "Russia “is without any basis”",
                state=SuggestionState.MERGED,
                claim=3,
                decided=at("2025-04-09 09:35"),
            ),
            Suggestion(
                statement="China denied that its citizens were captured in Ukraine.",
                quotation="China on Wednesday denied that any of its citizens had been "
                "captured in Ukraine",
                state=SuggestionState.DECLINED,
                reason="It merges two questions. The ministry denied the “many more”; "
                "about the two men it said that it was verifying.",
                decided=at("2025-04-09 09:50"),
            ),
        ),
    ),
    Submission(
        article="lantern/foreigners",
        received=at("2025-04-12 08:50"),
        with_address=False,
        suggestions=(
            Suggestion(
                statement="Thousands of foreign volunteers serve on Ukraine’s side.",
                quotation="Thousands of volunteers from abroad are reported to have "
                "served on Ukraine’s side since 2022.",
                state=SuggestionState.ACCEPTED,
                claim=11,
                decided=at("2025-04-12 09:15"),
            ),
            Suggestion(
                statement="Cross-border operations drain forces from other fronts.",
                quotation="operations across Russia’s border drain forces from other "
                "sections of the front",
                state=SuggestionState.DECLINED,
                reason="A judgement of some Western analysts, and not a fact that can "
                "be checked: no document could settle what the forces would otherwise "
                "have done.",
                decided=at("2025-04-12 09:25"),
            ),
            Suggestion(
                statement="Kyiv founded an international legion in the first weeks of "
                "the invasion.",
                quotation="Kyiv founded an international legion for them in the first "
                "weeks of the invasion",
                state=SuggestionState.NEW,
            ),
        ),
    ),
)
