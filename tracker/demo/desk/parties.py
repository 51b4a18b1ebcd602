"""Who speaks in the demo: states, those who speak for them, and those who do not."""

from tracker.demo.desk.types import Party, say
from tracker.rules.vocabulary import PartyKind

PARTIES: tuple[Party, ...] = (
    Party(
        slug="kyiv",
        names=say("Kyiv", "Київ", "Киев"),
        full_names=say(
            "Ukraine, presidency", "Україна, президент", "Украина, президент"
        ),
        kind=PartyKind.STATE,
        country="UA",
        aliases=("Kiev", "Office of the President of Ukraine", "Банкова"),
    ),
    Party(
        slug="sbu",
        names=say("SBU", "СБУ", "СБУ"),
        full_names=say(
            "Security Service of Ukraine",
            "Служба безпеки України",
            "Служба безопасности Украины",
        ),
        kind=PartyKind.MINISTRY,
        country="UA",
        parent="kyiv",
        speaks_for_parent=True,
    ),
    Party(
        slug="ukraine-mfa",
        names=say("Ukraine’s foreign ministry", "МЗС України", "МИД Украины"),
        full_names=say(
            "Ministry of Foreign Affairs of Ukraine",
            "Міністерство закордонних справ України",
            "Министерство иностранных дел Украины",
        ),
        kind=PartyKind.MINISTRY,
        country="UA",
        parent="kyiv",
        speaks_for_parent=True,
    ),
    Party(
        slug="moscow",
        names=say("Moscow", "Москва", "Москва"),
        full_names=say("Russia, Kremlin", "Росія, Кремль", "Россия, Кремль"),
        kind=PartyKind.STATE,
        country="RU",
        aliases=("The Kremlin", "Кремль"),
    ),
    Party(
        slug="russia-mod",
        names=say("Russia’s defence ministry", "Міноборони Росії", "Минобороны России"),
        full_names=say(
            "Ministry of Defence of the Russian Federation",
            "Міністерство оборони Російської Федерації",
            "Министерство обороны Российской Федерации",
        ),
        kind=PartyKind.MILITARY,
        country="RU",
        parent="moscow",
        speaks_for_parent=True,
    ),
    Party(
        slug="belgorod",
        names=say(
            "Belgorod’s authorities",
            "влада Бєлгородської області",
            "власти Белгородской области",
        ),
        full_names=say(
            "Government of the Belgorod region",
            "Уряд Бєлгородської області",
            "Правительство Белгородской области",
        ),
        kind=PartyKind.REGIONAL_AUTHORITY,
        country="RU",
        parent="moscow",
    ),
    Party(
        slug="beijing",
        names=say("Beijing", "Пекін", "Пекин"),
        full_names=say(
            "China, foreign ministry",
            "Китай, міністерство закордонних справ",
            "Китай, министерство иностранных дел",
        ),
        kind=PartyKind.STATE,
        country="CN",
        aliases=("Peking", "Ministry of Foreign Affairs of China"),
    ),
    Party(
        slug="pyongyang",
        names=say("Pyongyang", "Пхеньян", "Пхеньян"),
        full_names=say(
            "North Korea (Democratic People’s Republic of Korea)",
            "Північна Корея (Корейська Народно-Демократична Республіка)",
            "Северная Корея (Корейская Народно-Демократическая Республика)",
        ),
        kind=PartyKind.STATE,
        country="KP",
        aliases=("North Korea", "DPRK"),
    ),
    Party(
        slug="mappers",
        names=say("Open-source mappers", "Укладачі відкритих мап", "Картографы OSINT"),
        full_names=say(
            "Nowhere Atlas, open-source mappers (fictional)",
            "Nowhere Atlas, укладачі відкритих мап (вигадані)",
            "Nowhere Atlas, картографы по открытым данным (вымышленные)",
        ),
        kind=PartyKind.OBSERVER,
    ),
    Party(
        slug="analysts",
        names=say("Western analysts", "Західні аналітики", "Западные аналитики"),
        full_names=say(
            "Western military analysts",
            "Західні військові аналітики",
            "Западные военные аналитики",
        ),
        kind=PartyKind.OBSERVER,
    ),
    Party(
        slug="wire",
        names=say("Tin Can Wire", "Tin Can Wire", "Tin Can Wire"),
        full_names=say(
            "Tin Can Wire, news agency (fictional)",
            "Tin Can Wire, агентство новин (вигадане)",
            "Tin Can Wire, агентство новостей (вымышленное)",
        ),
        kind=PartyKind.OUTLET,
    ),
    Party(
        slug="lantern",
        names=say("The Paper Lantern", "The Paper Lantern", "The Paper Lantern"),
        full_names=say(
            "The Paper Lantern, daily newspaper (fictional)",
            "The Paper Lantern, щоденна газета (вигадана)",
            "The Paper Lantern, ежедневная газета (вымышленная)",
        ),
        kind=PartyKind.OUTLET,
    ),
)
