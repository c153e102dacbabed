"""The players that a plan asks for: of the slot's playlist, of the fallback, of a bulletin."""

from __future__ import annotations

from dateline.onair.shapes import Piece, Plan
from dateline.onair.sound.fading import Fader
from dateline.onair.sound.playing import OnBad, Player

Wanted = dict[str, tuple[object, tuple[Piece, ...]]]
"""For each kind of `Heard` what makes it another one, and the pieces."""


class Players:
    """Made and changed as the plan changes; in the mixer's thread but for `stop`."""

    def __init__(self, on_bad: OnBad) -> None:
        self._on_bad = on_bad
        self._held: dict[str, tuple[object, Player]] = {}
        self._leaving: list[Player] = []
        self._plan: Plan | None = None

    def follow(self, plan: Plan) -> None:
        """Have the players of this plan."""
        if plan is self._plan and not any(
                player.done and kind != "bulletin" for kind, (_key, player) in self._held.items()):
            return
        self._plan = plan
        wanted = _wanted(plan)
        for kind in [*self._held]:
            key, player = self._held[kind]
            broken = player.done and kind != "bulletin"
            if kind not in wanted or wanted[kind][0] != key or broken:
                self._leaving.append(self._held.pop(kind)[1])
            elif player.pieces != wanted[kind][1]:
                player.pieces = wanted[kind][1]
        for kind, (key, pieces) in wanted.items():
            if kind not in self._held:
                player = Player(pieces, on_bad=self._on_bad, once=kind == "bulletin")
                player.start()
                self._held[kind] = key, player

    def playable(self) -> dict[str, Player]:
        """Those that can be heard now."""
        return {kind: player for kind, (_key, player) in self._held.items() if player.ready}

    def all(self) -> list[Player]:
        """All that are held."""
        return [player for _key, player in self._held.values()]

    @property
    def ready(self) -> bool:
        """Whether all there are can be heard."""
        return len(self.playable()) == len(self._held)

    def retire(self, fader: Fader) -> None:
        """Stop those that are wanted no more, once they have faded out."""
        for player in [player for player in self._leaving if not fader.heard(player)]:
            player.stop()
            self._leaving.remove(player)

    def stop(self) -> None:
        """Stop all."""
        for player in [*self.all(), *self._leaving]:
            player.stop()


def _wanted(plan: Plan) -> Wanted:
    wanted: Wanted = {}
    if plan.playlist:
        wanted["playlist"] = (plan.now and (plan.now.slot, plan.now.starts)), plan.playlist
    if plan.fallback:
        wanted["fallback"] = "fallback", plan.fallback
    if plan.break_in == "bulletin" and plan.bulletin:
        wanted["bulletin"] = plan.bulletin.path, (plan.bulletin,)
    return wanted
