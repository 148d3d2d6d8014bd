"""What is printed is what was checked, also where a topic that was just checked isn't read again."""

from __future__ import annotations

import pytest
from small_house import TODAY

from leaflet.build.lazy_editions import ChangedMeanwhileError, edition_called
from leaflet.build.library_check import check_library


@pytest.mark.parametrize("changed", [False, True])
def test_a_topic_that_changed_after_its_check_is_not_made(house, edit, changed):
    checked = check_library(house, TODAY, ("tiny",))
    name = checked.topics[0].editions[0]
    if not changed:
        assert edition_called(checked, TODAY, name).id == name.id
        return
    edit("sources/topics/tiny/topic.yaml", "A tiny topic", "A small topic")
    with pytest.raises(ChangedMeanwhileError):
        edition_called(checked, TODAY, name)
