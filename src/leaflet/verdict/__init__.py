"""Is a leaflet that somebody brings back still good? `judge` decides: current, outdated, altered or unknown."""

from leaflet.verdict.judgement import judge, unknown
from leaflet.verdict.nouns import Change, Issue, Printing, State, Today, Verdict, as_json

__all__ = ["Change", "Issue", "Printing", "State", "Today", "Verdict", "as_json", "judge", "unknown"]
