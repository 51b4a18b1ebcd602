"""Maps: the land that ships with the project, cut to a view, and the places on it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.reader.drawing.maps import HEIGHT, WIDTH, Spot, draw
from tracker.reader.drawing.outlines import View, cut, land_in, unrolled

BELGOROD = Spot(name="Belgorod", latitude=50.6, longitude=36.6)
SPOTS = st.lists(
    st.builds(
        Spot,
        name=st.just("here"),
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180),
        km=st.floats(0.1, 5_000),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(SPOTS)
def test_every_place_is_on_the_sheet(spots: list[Spot]) -> None:
    drawn = draw(spots)

    assert drawn is not None
    assert len(drawn.dots) == len(spots)
    for dot in drawn.dots:
        assert -0.1 <= dot.x <= WIDTH + 0.1
        assert -0.1 <= dot.y <= HEIGHT + 0.1


def test_there_is_land_under_belgorod_and_none_in_the_pacific() -> None:
    assert list(land_in(View(36, 50, 37, 51)))
    assert not list(land_in(View(-140, -30, -135, -25)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3))
def test_nothing_is_left_outside_of_a_view(ring: list[tuple[float, float]]) -> None:
    for east, north in cut(tuple(ring), View(-10, -10, 10, 10)):
        assert -10.001 <= east <= 10.001
        assert -10.001 <= north <= 10.001


def test_a_ring_inside_is_kept_as_it_is() -> None:
    ring = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0))
    assert cut(ring, View(0, 0, 3, 3)) == ring


def test_the_map_of_a_region_is_light_enough_for_a_page() -> None:
    drawn = draw([BELGOROD])

    assert drawn is not None
    assert 500 < len(drawn.land) < 100_000
    assert draw([]) is None


def test_land_beyond_the_date_line_does_not_cross_the_sheet() -> None:
    ring = ((178.0, 66.0), (-178.0, 66.0), (-178.0, 68.0), (178.0, 68.0))

    assert [east for east, _ in unrolled(ring)] == [178.0, 182.0, 182.0, 178.0]
    # The sea between Norway and Greenland.
    assert not list(land_in(View(-3, 67, 3, 69)))
    assert list(land_in(View(-179, 66, -176, 68)))
