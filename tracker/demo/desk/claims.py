"""The claims of the demo desk, each one statement, with the parts that parties have.

They follow public reporting of February to April 2025, in the desk's own words.
"""

from tracker.demo.desk.types import Claim, Part, Related, at, say
from tracker.rules.vocabulary import RelationKind, Role

KYIV_CLAIMS = Part(party="kyiv", role=Role.CLAIMANT)

# Beijing's citizens and Moscow's army: each would rather not say yes.
TWO_MEN = (
    KYIV_CLAIMS,
    Part(party="beijing", role=Role.AFFECTED, is_burdened=True, is_expected=True),
    Part(party="moscow", role=Role.AFFECTED, is_burdened=True, is_expected=True),
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        number=1,
        slug="two-chinese-nationals-captured-in-donetsk-region",
        statement=say(
            "Ukraine’s forces captured two Chinese nationals in the Donetsk region.",
            "Українські сили взяли в полон двох громадян Китаю в Донецькій області.",
            "Украинские силы взяли в плен двух граждан Китая в Донецкой области.",
        ),
        context="Capture only. For whom the two were fighting, and whether there are "
        "others, are claims of their own.",
        opened=at("2025-04-08 13:10"),
        published=at("2025-04-08 15:30"),
        parts=TWO_MEN,
        topics=("foreign-fighters", "prisoners-of-war"),
        places=("donetsk-region",),
    ),
    Claim(
        number=2,
        slug="captured-men-fought-in-russias-forces",
        statement=say(
            "The two captured Chinese nationals were fighting in Russia’s forces.",
            "Двоє взятих у полон громадян Китаю воювали в складі російських сил.",
            "Двое взятых в плен граждан Китая воевали в составе российских сил.",
        ),
        context="Kept apart from the capture: being there and being enlisted are two "
        "facts, and can have two answers.",
        opened=at("2025-04-08 13:15"),
        published=at("2025-04-08 15:30"),
        parts=TWO_MEN,
        topics=("foreign-fighters",),
        places=("donetsk-region",),
        related=(
            Related(
                kind=RelationKind.PART_OF,
                other=1,
                reason="The same two men; one story, two facts.",
            ),
        ),
    ),
    Claim(
        number=3,
        slug="many-more-chinese-citizens-fight-in-russias-forces",
        statement=say(
            "Many more than two Chinese citizens fight in Russia’s forces.",
            "У складі російських сил воює значно більше ніж двоє громадян Китаю.",
            "В составе российских сил воюет значительно больше двух граждан Китая.",
        ),
        context="Some reports merged this with the capture and had Beijing deny both. "
        "Beijing answered the two questions differently, on the same day.",
        opened=at("2025-04-08 13:20"),
        published=at("2025-04-08 15:40"),
        parts=(
            KYIV_CLAIMS,
            Part(
                party="beijing", role=Role.AFFECTED, is_burdened=True, is_expected=True
            ),
            Part(party="moscow", role=Role.ACCUSED, is_burdened=True, is_expected=True),
        ),
        topics=("foreign-fighters",),
    ),
    Claim(
        number=4,
        slug="ukrainian-troops-hold-positions-in-belgorod-region",
        statement=say(
            "Ukrainian troops hold positions in Russia’s Belgorod region.",
            "Українські війська утримують позиції в Бєлгородській області Росії.",
            "Украинские войска удерживают позиции в Белгородской области России.",
        ),
        context="The first public acknowledgement from Kyiv came twenty days after an "
        "indirect remark. Belgorod’s authorities do not speak for Moscow.",
        opened=at("2025-03-19 08:40"),
        published=at("2025-04-08 06:45"),
        parts=(
            KYIV_CLAIMS,
            Part(
                party="moscow", role=Role.AFFECTED, is_burdened=True, is_expected=True
            ),
            Part(party="belgorod", role=Role.THIRD_PARTY),
            Part(party="mappers", role=Role.THIRD_PARTY),
        ),
        topics=("cross-border-operations",),
        places=("belgorod-region",),
    ),
    Claim(
        number=5,
        slug="attempts-to-cross-into-belgorod-region-on-18-march",
        statement=say(
            "Ukrainian forces tried to cross into Russia’s Belgorod region on "
            "18 March 2025.",
            "Українські сили 18 березня 2025 року намагалися прорватися до "
            "Бєлгородської області Росії.",
            "Украинские силы 18 марта 2025 года пытались прорваться в Белгородскую "
            "область России.",
        ),
        context="Attempts that Moscow reports as repelled say nothing about positions "
        "that are held: this is not an answer to the claim about positions.",
        opened=at("2025-03-18 17:30"),
        published=at("2025-03-19 09:00"),
        parts=(
            Part(party="russia-mod", role=Role.CLAIMANT),
            Part(party="kyiv", role=Role.ACCUSED, is_expected=True),
        ),
        topics=("cross-border-operations",),
        places=("belgorod-region",),
        related=(
            Related(
                kind=RelationKind.PART_OF,
                other=4,
                reason="One story at the same border; neither answers the other.",
            ),
        ),
    ),
    Claim(
        number=6,
        slug="ukrainian-operations-continue-in-kursk-region",
        statement=say(
            "Ukrainian military operations continue in Russia’s Kursk region "
            "(April 2025).",
            "Військові дії українських сил у Курській області Росії тривають "
            "(квітень 2025 року).",
            "Военные действия украинских сил в Курской области России продолжаются "
            "(апрель 2025 года).",
        ),
        context="Ukrainian forces first crossed the border there in early August 2024. "
        "Kyiv names the protection of the Kharkiv and Sumy regions as the purpose.",
        opened=at("2025-04-08 07:00"),
        published=at("2025-04-08 08:30"),
        parts=(
            KYIV_CLAIMS,
            Part(
                party="moscow", role=Role.AFFECTED, is_burdened=True, is_expected=True
            ),
        ),
        topics=("cross-border-operations",),
        places=("kursk-region",),
    ),
    Claim(
        number=7,
        slug="ukrainian-forces-have-left-most-of-kursk-ground",
        statement=say(
            "Ukrainian forces have withdrawn from most of the territory that they held "
            "in Russia’s Kursk region.",
            "Українські сили відійшли з більшої частини території, яку утримували в "
            "Курській області Росії.",
            "Украинские силы отошли с большей части территории, которую удерживали в "
            "Курской области России.",
        ),
        context="Measured against the largest extent, in August 2024.",
        opened=at("2025-04-08 09:20"),
        published=at("2025-04-11 18:00"),
        parts=(
            Part(party="kyiv", role=Role.ACCUSED, is_burdened=True, is_expected=True),
            Part(party="mappers", role=Role.THIRD_PARTY),
        ),
        topics=("cross-border-operations",),
        places=("kursk-region",),
    ),
    Claim(
        number=8,
        slug="north-korean-troops-fought-for-russia",
        statement=say(
            "North Korean troops fought for Russia in the war against Ukraine.",
            "Північнокорейські війська воювали на боці Росії у війні проти України.",
            "Северокорейские войска воевали на стороне России в войне против Украины.",
        ),
        context="Several independent origins showed it before either government "
        "acknowledged it in public.",
        opened=at("2025-02-11 12:40"),
        published=at("2025-02-12 09:00"),
        parts=(
            Part(party="moscow", role=Role.ACCUSED, is_burdened=True, is_expected=True),
            Part(
                party="pyongyang", role=Role.ACCUSED, is_burdened=True, is_expected=True
            ),
            Part(party="mappers", role=Role.THIRD_PARTY),
            Part(party="wire", role=Role.THIRD_PARTY),
        ),
        topics=("foreign-fighters", "cross-border-operations"),
        places=("kursk-region",),
    ),
    Claim(
        number=9,
        slug="kyiv-asked-beijing-for-an-official-answer",
        statement=say(
            "Kyiv asked Beijing for an official answer about the two captured men.",
            "Київ попросив у Пекіна офіційну відповідь щодо двох полонених.",
            "Киев запросил у Пекина официальный ответ о двух пленных.",
        ),
        context="Announced by Kyiv. It stays unconfirmed until Beijing says, on a "
        "date, that the request arrived.",
        opened=at("2025-04-08 17:50"),
        published=at("2025-04-09 10:15"),
        parts=(
            KYIV_CLAIMS,
            Part(party="beijing", role=Role.AFFECTED, is_expected=True),
        ),
        topics=("diplomacy", "prisoners-of-war"),
        places=("beijing-city",),
    ),
    Claim(
        number=10,
        slug="irresponsible-remarks-were-meant-for-kyiv",
        statement=say(
            "Beijing’s criticism of “irresponsible remarks” on 10 April 2025 was meant "
            "for Kyiv.",
            "Критика Пекіна щодо «безвідповідальних заяв» 10 квітня 2025 року "
            "стосувалася Києва.",
            "Критика Пекина о «безответственных заявлениях» 10 апреля 2025 года "
            "относилась к Киеву.",
        ),
        context="The spokesman spoke of “the parties concerned” and named nobody.",
        opened=at("2025-04-10 09:30"),
        published=at("2025-04-11 09:40"),
        parts=(
            Part(party="beijing", role=Role.ACCUSED, is_expected=True),
            Part(party="kyiv", role=Role.AFFECTED),
        ),
        topics=("diplomacy",),
        places=("beijing-city",),
    ),
    Claim(
        number=11,
        slug="thousands-of-foreign-volunteers-serve-on-ukraines-side",
        statement=say(
            "Thousands of foreign volunteers serve on Ukraine’s side.",
            "На боці України служать тисячі іноземних добровольців.",
            "На стороне Украины служат тысячи иностранных добровольцев.",
        ),
        context="In the same reporting as the claims about Russia’s foreign fighters, "
        "and tracked by the same measure.",
        opened=at("2025-04-12 09:15"),
        published=at("2025-04-12 11:00"),
        parts=(Part(party="kyiv", role=Role.ACCUSED, is_expected=True),),
        topics=("foreign-fighters",),
    ),
)
