"""Every quotation of the demo desk: the words, whose they are, what becomes of them."""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.demo.quotes import Fate, Quotation

QUOTATIONS: tuple[Quotation, ...] = (
    Quotation(
        key="kyiv-captured",
        article="channel/1284",
        exact="Наші військові взяли в полон двох громадян Китаю, які воювали в складі "
        "російської армії.",
        language="uk",
        party="kyiv",
        claims=(1, 2),
        translation="Our soldiers took prisoner two citizens of China who fought in "
        "the Russian army.",
    ),
    Quotation(
        key="kyiv-captured-reported",
        article="lantern/captured",
        exact="Our soldiers captured two Chinese citizens who were fighting in the "
        "Russian army.",
        language="en",
        party="kyiv",
        claims=(1, 2),
    ),
    Quotation(
        key="sbu-holds",
        article="lantern/captured",
        exact="The security service confirmed that both men are in its custody",
        language="en",
        party="sbu",
        claims=(1,),
        fate=Fate.ALTERED,
    ),
    Quotation(
        key="asked-no-answer",
        article="lantern/captured",
        exact="The Lantern asked the Kremlin’s press service and China’s foreign "
        "ministry for comment on Tuesday afternoon. Neither had replied when this "
        "report was last updated.",
        language="en",
        party="lantern",
        claims=(1, 2),
    ),
    Quotation(
        key="kyiv-many",
        article="channel/1285",
        exact="Маємо інформацію, що в підрозділах окупанта значно більше ніж двоє "
        "громадян Китаю.",
        language="uk",
        party="kyiv",
        claims=(3,),
        translation="We have information that there are considerably more than two "
        "citizens of China in the occupier’s units.",
        fate=Fate.ALTERED,
    ),
    Quotation(
        key="kyiv-many-reported",
        article="lantern/captured",
        exact="We have information that there are many more than two Chinese citizens "
        "in the occupier’s units",
        language="en",
        party="kyiv",
        claims=(3,),
    ),
    Quotation(
        key="kyiv-instructs",
        article="channel/1286",
        exact="Доручив міністрові закордонних справ негайно з’ясувати в Пекіна, як "
        "Китай збирається на це реагувати.",
        language="uk",
        party="kyiv",
        claims=(9,),
        translation="I have instructed the foreign minister to find out from Beijing "
        "without delay how China intends to respond to this.",
    ),
    Quotation(
        key="mfa-asked",
        article="herald/request",
        exact="Ми запросили представника Китаю в Україні й передали йому запит про "
        "офіційне пояснення",
        language="uk",
        party="ukraine-mfa",
        claims=(9,),
        translation="We called in China’s representative in Ukraine and handed him "
        "the request for an official explanation.",
    ),
    Quotation(
        key="beijing-verifying",
        article="statements/beijing-0409",
        exact="China is verifying the relevant information with the Ukrainian side.",
        language="en",
        party="beijing",
        claims=(1, 2),
    ),
    Quotation(
        key="beijing-no-basis",
        article="statements/beijing-0409",
        exact="Such a claim has no basis in fact.",
        language="en",
        party="beijing",
        claims=(3,),
    ),
    Quotation(
        key="beijing-no-basis-wire",
        article="wire/no-basis",
        exact="is without any basis”, a spokesman of the foreign ministry told a "
        "regular press conference.",
        language="en",
        party="beijing",
        claims=(3,),
    ),
    Quotation(
        key="beijing-still-verifying",
        article="wire/still-verifying",
        exact="The relevant circumstances are still being verified, and I have nothing "
        "to add today",
        language="en",
        party="beijing",
        claims=(1, 2),
    ),
    Quotation(
        key="kremlin-declines",
        article="gazette/no-comment",
        exact="Я не могу этого комментировать",
        language="ru",
        party="moscow",
        claims=(1, 2),
        translation="I cannot comment on that.",
    ),
    Quotation(
        key="kyiv-belgorod",
        article="statements/kyiv-address",
        exact="We continue active operations in the border areas on the enemy’s "
        "territory, and our troops hold positions in the Belgorod region.",
        language="en",
        party="kyiv",
        claims=(4,),
    ),
    Quotation(
        key="kyiv-belgorod-reported",
        article="lantern/belgorod",
        exact="our troops hold positions in the Belgorod region",
        language="en",
        party="kyiv",
        claims=(4,),
        fate=Fate.PAGE_MOVED,
    ),
    Quotation(
        key="kyiv-indirect",
        article="wire/march-attempts",
        exact="Our army is carrying out its tasks where that is necessary",
        language="en",
        party="kyiv",
        claims=(4, 5),
    ),
    Quotation(
        key="belgorod-fighting",
        article="statements/belgorod-notice",
        exact="There is fighting near the border. Several settlements are under fire, "
        "and entry to them is closed.",
        language="en",
        party="belgorod",
        claims=(4,),
    ),
    Quotation(
        key="belgorod-fighting-reported",
        article="gazette/belgorod",
        exact="У границы идут боевые действия, несколько населённых пунктов находятся "
        "под огнём, въезд туда закрыт",
        language="ru",
        party="belgorod",
        claims=(4,),
        translation="There is fighting at the border, several settlements are under "
        "fire, and entry to them is closed.",
        fate=Fate.PAGE_GONE,
    ),
    Quotation(
        key="mappers-belgorod",
        article="atlas/belgorod-area",
        exact="Ukrainian infantry is visible on the Russian side of the border in a "
        "strip of about 13 square kilometres.",
        language="en",
        party="mappers",
        claims=(4,),
    ),
    Quotation(
        key="ministry-repelled",
        article="statements/ministry-bulletin",
        exact="During the day units of the enemy tried five times to cross the state "
        "border into the Belgorod region.",
        language="en",
        party="russia-mod",
        claims=(5,),
    ),
    Quotation(
        key="ministry-repelled-reported",
        article="wire/march-attempts",
        exact="All attempts to break through the state border were repelled, and no "
        "crossing was allowed",
        language="en",
        party="russia-mod",
        claims=(5,),
    ),
    Quotation(
        key="kyiv-kursk",
        article="herald/kursk",
        exact="Наша активність на Курщині триває, і головне її завдання – захистити "
        "Сумську та Харківську області",
        language="uk",
        party="kyiv",
        claims=(6,),
        translation="Our activity in the Kursk region goes on, and its main task is to "
        "protect the Sumy and Kharkiv regions.",
    ),
    Quotation(
        key="kyiv-kursk-address",
        article="statements/kyiv-address",
        exact="Our activity in the Kursk region goes on.",
        language="en",
        party="kyiv",
        claims=(6,),
    ),
    Quotation(
        key="mappers-kursk",
        article="atlas/weekly-note",
        exact="Ukrainian forces have left most of the ground that they held in the "
        "Kursk region at its largest extent in August 2024.",
        language="en",
        party="mappers",
        claims=(7,),
    ),
    Quotation(
        key="kyiv-no-positions",
        article="wire/kursk",
        exact="the situation was changing and that positions were not discussed",
        language="en",
        party="kyiv",
        claims=(7,),
    ),
    Quotation(
        key="wire-north-korea",
        article="wire/north-korea-evidence",
        exact="North Korean soldiers fought in assault groups under Russian command in "
        "at least three places near the border",
        language="en",
        party="wire",
        claims=(8,),
    ),
    Quotation(
        key="mappers-north-korea",
        article="atlas/north-korea",
        exact="In eleven places footage shows North Korean soldiers in combat on the "
        "Russian side",
        language="en",
        party="mappers",
        claims=(8,),
    ),
    Quotation(
        key="moscow-north-korea",
        article="statements/moscow-acknowledgement",
        exact="I wish to note the part that soldiers of the Democratic People’s "
        "Republic of Korea took in the liberation of the Kursk region.",
        language="en",
        party="moscow",
        claims=(8,),
    ),
    Quotation(
        key="pyongyang-north-korea",
        article="statements/pyongyang-commission",
        exact="Units of our armed forces took part in the operations to liberate the "
        "Kursk region",
        language="en",
        party="pyongyang",
        claims=(8,),
        from_step=6,
    ),
    Quotation(
        key="beijing-irresponsible",
        article="statements/beijing-0410",
        exact="We call on the parties concerned to understand China’s role correctly "
        "and soberly, and to make no irresponsible remarks.",
        language="en",
        party="beijing",
        claims=(10,),
    ),
    Quotation(
        key="addressee-not-named",
        article="lantern/irresponsible",
        exact="The addressee of the remark was not named, and the ministry’s press "
        "office would not name it when we asked",
        language="en",
        party="lantern",
        claims=(10,),
    ),
    Quotation(
        key="volunteers",
        article="lantern/foreigners",
        exact="Thousands of volunteers from abroad are reported to have served on "
        "Ukraine’s side since 2022.",
        language="en",
        party="lantern",
        claims=(11,),
    ),
    Quotation(
        key="analysts-drain",
        article="lantern/foreigners",
        exact="operations across Russia’s border drain forces from other sections of "
        "the front",
        language="en",
        party="analysts",
        claims=(12,),
    ),
)

BY_KEY: Mapping[str, Quotation] = MappingProxyType({q.key: q for q in QUOTATIONS})
