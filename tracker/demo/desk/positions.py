"""What the parties said, in the order in which they said it."""

from tracker.demo.desk.types import Position, at, say
from tracker.rules.vocabulary import Stance, Voice

KYIV = "The president of Ukraine"
BEIJING = "A spokesman of China’s foreign ministry"
KREMLIN = "The Kremlin’s spokesman"

VERIFYING = say(
    "says that it is verifying the information with the Ukrainian side",
    "повідомляє, що перевіряє інформацію з українською стороною",
    "сообщает, что проверяет сведения с украинской стороной",
)
STILL_VERIFYING = say(
    "says that it is still verifying the circumstances",
    "повідомляє, що обставини досі перевіряються",
    "сообщает, что обстоятельства всё ещё проверяются",
)
NO_COMMENT = say(
    "says that it cannot comment",
    "каже, що не може цього коментувати",
    "говорит, что не может этого комментировать",
)
NO_REGION_NAMED = say(
    "says that the army acts where that is necessary, and names no region",
    "каже, що армія діє там, де це потрібно, і не називає області",
    "говорит, что армия действует там, где это необходимо, и не называет области",
)

POSITIONS: tuple[Position, ...] = (
    # 18 March: the border of the Belgorod region
    Position(
        claim=5,
        party="russia-mod",
        stance=Stance.ASSERTS,
        said=at("2025-03-18 15:30"),
        recorded=at("2025-03-18 17:45"),
        speaker="Evening bulletin of Russia’s defence ministry",
        gist=say(
            "says that five attempts to cross the border were repelled",
            "повідомляє, що п’ять спроб перейти кордон відбито",
            "сообщает, что пять попыток перейти границу отражены",
        ),
        quotes=("ministry-repelled", "ministry-repelled-reported"),
    ),
    Position(
        claim=5,
        party="kyiv",
        stance=Stance.NO_CLEAR_POSITION,
        said=at("2025-03-18 23:59"),
        said_from=at("2025-03-18 00:00"),
        recorded=at("2025-03-19 08:30"),
        speaker=KYIV,
        gist=NO_REGION_NAMED,
        quotes=("kyiv-indirect",),
    ),
    Position(
        claim=4,
        party="kyiv",
        stance=Stance.NO_CLEAR_POSITION,
        said=at("2025-03-18 23:59"),
        said_from=at("2025-03-18 00:00"),
        recorded=at("2025-03-19 08:45"),
        speaker=KYIV,
        gist=NO_REGION_NAMED,
        quotes=("kyiv-indirect",),
    ),
    # 7 and 8 April: Belgorod and Kursk
    Position(
        claim=4,
        party="kyiv",
        stance=Stance.ACKNOWLEDGES,
        said=at("2025-04-07 19:40"),
        recorded=at("2025-04-08 06:15"),
        speaker=KYIV,
        gist=say(
            "says for the first time that its troops hold positions there",
            "уперше каже, що його війська утримують там позиції",
            "впервые говорит, что его войска удерживают там позиции",
        ),
        quotes=("kyiv-belgorod", "kyiv-belgorod-reported"),
    ),
    Position(
        claim=6,
        party="kyiv",
        stance=Stance.ASSERTS,
        said=at("2025-04-07 19:40"),
        recorded=at("2025-04-08 07:20"),
        speaker=KYIV,
        gist=say(
            "says that activity there goes on, to protect the Kharkiv and Sumy regions",
            "каже, що активність там триває, щоб захистити Харківщину й Сумщину",
            "говорит, что активность там продолжается, чтобы защитить Харьковскую и "
            "Сумскую области",
        ),
        quotes=("kyiv-kursk-address", "kyiv-kursk"),
    ),
    Position(
        claim=7,
        party="kyiv",
        stance=Stance.NO_CLEAR_POSITION,
        said=at("2025-04-08 07:50"),
        recorded=at("2025-04-08 09:30"),
        speaker="An officer of the general staff in Kyiv",
        voice=Voice.REPORTED,
        gist=say(
            "says that the situation is changing and that positions are not discussed",
            "каже, що ситуація змінюється, а позицій не обговорюють",
            "говорит, что обстановка меняется, а позиции не обсуждаются",
        ),
        quotes=("kyiv-no-positions",),
    ),
    Position(
        claim=4,
        party="belgorod",
        stance=Stance.ACKNOWLEDGES_PARTLY,
        said=at("2025-04-08 07:15"),
        recorded=at("2025-04-08 11:00"),
        speaker="Regional operations staff, Belgorod",
        gist=say(
            "acknowledge military activity near the border",
            "визнає бойові дії поблизу кордону",
            "признают боевые действия у границы",
        ),
        quotes=("belgorod-fighting", "belgorod-fighting-reported"),
    ),
    # 8 April: the two men
    Position(
        claim=1,
        party="kyiv",
        stance=Stance.ASSERTS,
        said=at("2025-04-08 12:38"),
        recorded=at("2025-04-08 13:10"),
        speaker=KYIV,
        gist=say(
            "says that its soldiers captured two citizens of China",
            "заявляє, що його військові взяли в полон двох громадян Китаю",
            "заявляет, что его военные взяли в плен двух граждан Китая",
        ),
        quotes=("kyiv-captured", "kyiv-captured-reported"),
    ),
    Position(
        claim=2,
        party="kyiv",
        stance=Stance.ASSERTS,
        said=at("2025-04-08 12:38"),
        recorded=at("2025-04-08 13:15"),
        speaker=KYIV,
        gist=say(
            "says that the two fought in the Russian army",
            "заявляє, що ці двоє воювали в російській армії",
            "заявляет, что эти двое воевали в российской армии",
        ),
        quotes=("kyiv-captured", "kyiv-captured-reported"),
    ),
    Position(
        claim=3,
        party="kyiv",
        stance=Stance.ASSERTS,
        said=at("2025-04-08 12:51"),
        recorded=at("2025-04-08 13:20"),
        speaker=KYIV,
        gist=say(
            "says that there are many more than two",
            "заявляє, що їх значно більше ніж двоє",
            "заявляет, что их значительно больше двух",
        ),
        quotes=("kyiv-many", "kyiv-many-reported"),
    ),
    Position(
        claim=9,
        party="kyiv",
        stance=Stance.ASSERTS,
        said=at("2025-04-08 13:04"),
        recorded=at("2025-04-08 17:50"),
        speaker=KYIV,
        gist=say(
            "says that the foreign minister was told to ask Beijing",
            "повідомляє, що доручив міністрові запитати Пекін",
            "сообщает, что поручил министру запросить Пекин",
        ),
        quotes=("kyiv-instructs",),
    ),
    Position(
        claim=1,
        party="sbu",
        stance=Stance.ASSERTS,
        said=at("2025-04-08 14:52"),
        recorded=at("2025-04-08 15:20"),
        speaker="The SBU",
        voice=Voice.REPORTED,
        gist=say(
            "says that it holds both men",
            "повідомляє, що обидва чоловіки перебувають у неї під вартою",
            "сообщает, что оба мужчины находятся у неё под стражей",
        ),
        quotes=("sbu-holds",),
    ),
    Position(
        claim=9,
        party="ukraine-mfa",
        stance=Stance.ASSERTS,
        said=at("2025-04-08 17:35"),
        recorded=at("2025-04-08 18:20"),
        speaker="Ukraine’s foreign ministry",
        gist=say(
            "says that it handed China’s representative a request",
            "повідомляє про запит, переданий представникові Китаю",
            "сообщает о запросе, переданном представителю Китая",
        ),
        quotes=("mfa-asked",),
    ),
    # 9 April: two answers from Beijing, none from Moscow
    Position(
        claim=1,
        party="beijing",
        stance=Stance.VERIFYING,
        said=at("2025-04-09 08:30"),
        recorded=at("2025-04-09 09:40"),
        speaker=BEIJING,
        gist=VERIFYING,
        quotes=("beijing-verifying",),
        answers="beijing-1",
    ),
    Position(
        claim=2,
        party="beijing",
        stance=Stance.VERIFYING,
        said=at("2025-04-09 08:30"),
        recorded=at("2025-04-09 09:42"),
        speaker=BEIJING,
        gist=VERIFYING,
        quotes=("beijing-verifying",),
        answers="beijing-2",
    ),
    Position(
        claim=3,
        party="beijing",
        stance=Stance.DENIES,
        said=at("2025-04-09 08:31"),
        recorded=at("2025-04-09 09:45"),
        speaker=BEIJING,
        gist=say(
            "says that there is no basis for it",
            "заявляє, що для цього немає жодних підстав",
            "заявляет, что для этого нет никаких оснований",
        ),
        quotes=("beijing-no-basis", "beijing-no-basis-wire"),
    ),
    Position(
        claim=1,
        party="moscow",
        stance=Stance.DECLINES_TO_COMMENT,
        said=at("2025-04-09 09:50"),
        recorded=at("2025-04-09 10:30"),
        speaker=KREMLIN,
        gist=NO_COMMENT,
        quotes=("kremlin-declines",),
        answers="moscow-1",
    ),
    Position(
        claim=2,
        party="moscow",
        stance=Stance.DECLINES_TO_COMMENT,
        said=at("2025-04-09 09:50"),
        recorded=at("2025-04-09 10:32"),
        speaker=KREMLIN,
        gist=NO_COMMENT,
        quotes=("kremlin-declines",),
        answers="moscow-2",
    ),
    # 10 April and after
    Position(
        claim=10,
        party="beijing",
        stance=Stance.NO_CLEAR_POSITION,
        said=at("2025-04-10 08:20"),
        recorded=at("2025-04-10 09:35"),
        speaker=BEIJING,
        gist=say(
            "calls on “the parties concerned” and names nobody",
            "звертається до «відповідних сторін» і нікого не називає",
            "обращается к «соответствующим сторонам» и никого не называет",
        ),
        quotes=("beijing-irresponsible",),
    ),
    Position(
        claim=1,
        party="beijing",
        stance=Stance.VERIFYING,
        said=at("2025-04-15 09:00"),
        recorded=at("2025-04-15 10:20"),
        speaker=BEIJING,
        gist=STILL_VERIFYING,
        quotes=("beijing-still-verifying",),
    ),
    Position(
        claim=2,
        party="beijing",
        stance=Stance.VERIFYING,
        said=at("2025-04-15 09:00"),
        recorded=at("2025-04-15 10:22"),
        speaker=BEIJING,
        gist=STILL_VERIFYING,
        quotes=("beijing-still-verifying",),
    ),
    # 26 April: a silence that turned
    Position(
        claim=8,
        party="moscow",
        stance=Stance.ACKNOWLEDGES,
        said=at("2025-04-26 10:30"),
        recorded=at("2025-04-26 11:05"),
        speaker="The chief of Russia’s general staff, published by the Kremlin",
        gist=say(
            "acknowledges that North Korean soldiers fought in the Kursk region",
            "визнає, що північнокорейські солдати воювали в Курській області",
            "признаёт, что северокорейские солдаты воевали в Курской области",
        ),
        quotes=("moscow-north-korea",),
    ),
)

# Not in the desk at first: the answer that the demo press publishes while one watches.
ANSWER = Position(
    claim=8,
    party="pyongyang",
    stance=Stance.ACKNOWLEDGES,
    said=at("2025-04-28 00:30"),
    recorded=at("2025-04-28 05:00"),
    speaker="Central military commission, Pyongyang",
    gist=say(
        "acknowledges that its units took part in the fighting",
        "визнає, що його підрозділи брали участь у боях",
        "признаёт, что его подразделения участвовали в боях",
    ),
    quotes=("pyongyang-north-korea",),
)
