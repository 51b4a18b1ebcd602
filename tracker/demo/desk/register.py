"""Topics and places of the demo. A region stands for its middle, with a wide radius."""

from tracker.demo.desk.types import Named, Placed, say

TOPICS: tuple[Named, ...] = (
    Named(
        slug="foreign-fighters",
        names=say("Foreign fighters", "Іноземні бійці", "Иностранные бойцы"),
    ),
    Named(
        slug="cross-border-operations",
        names=say(
            "Operations across the border",
            "Дії через кордон",
            "Действия через границу",
        ),
    ),
    Named(
        slug="prisoners-of-war",
        names=say("Prisoners of war", "Військовополонені", "Военнопленные"),
    ),
    Named(
        slug="diplomacy",
        names=say("Diplomacy", "Дипломатія", "Дипломатия"),
    ),
)

PLACES: tuple[Placed, ...] = (
    Placed(
        slug="donetsk-region",
        names=say("Donetsk region", "Донецька область", "Донецкая область"),
        latitude=48.1,
        longitude=37.8,
        precision_km=100,
    ),
    Placed(
        slug="belgorod-region",
        names=say("Belgorod region", "Бєлгородська область", "Белгородская область"),
        latitude=50.8,
        longitude=37.5,
        precision_km=120,
    ),
    Placed(
        slug="kursk-region",
        names=say("Kursk region", "Курська область", "Курская область"),
        latitude=51.7,
        longitude=36.2,
        precision_km=120,
    ),
    Placed(
        slug="beijing-city",
        names=say("Beijing", "Пекін", "Пекин"),
        latitude=39.9,
        longitude=116.4,
        precision_km=30,
    ),
)
