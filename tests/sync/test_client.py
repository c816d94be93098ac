"""Calls beside one another: a slow look-up holds up no exchange, and an overtaken number is sent again (G67, I7)."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import DeskId
from desktop.ports.network import Reply
from desktop.sync.client import CentralClient, RequestNumbers, look_up
from desktop.sync.wire import Done, LookupRequest, LookupResult, Refusal


class NoSecrets:
    """A desk whose signature says what it covers."""

    desk = DeskId("desk-a")

    def sign(self, purpose: str, message: bytes) -> bytes:
        return hashlib.sha256(purpose.encode() + message).digest()

    def seal_to_central(self, plain: bytes, info: bytes) -> bytes:
        raise AssertionError("nothing is sealed here")

    def open_from_central(self, sealed: bytes, info: bytes) -> bytes:
        raise AssertionError("nothing is opened here")


class StrictCentral:
    """Takes only numbers that grow; a look-up waits before its number is looked at, as on a slow way."""

    def __init__(self) -> None:
        self.highest = 0
        self.numbers: list[int] = []
        self.inside, self.go = threading.Event(), threading.Event()
        self._lock = threading.Lock()

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        number = int(headers["X-Request-No"])
        assert base64.b64decode(headers["X-Signature"])
        if path == "/v1/lookup" and not self.inside.is_set():
            self.inside.set()
            assert self.go.wait(10)
        with self._lock:
            if number <= self.highest:
                refusal = Refusal("replayed", {"highest": self.highest})
                return Reply(409, msgspec.json.encode(refusal))
            self.highest = number
            self.numbers.append(number)
        answer = LookupResult((), False) if path == "/v1/lookup" else Done()
        return Reply(200, msgspec.json.encode(answer))

    def close(self) -> None:
        self.go.set()

    def hang_up(self) -> None:
        self.go.set()


class Blocks:
    """Reserves blocks as the store does; `at` is what the store says."""

    def __init__(self, at: int = 1) -> None:
        self.at, self.asked = at, 0

    def __call__(self, count: int) -> int:
        first = self.at
        self.at += count
        self.asked += 1
        return first


def ask(client: CentralClient) -> object:
    return client.call("/v1/staff-keys", LookupRequest("phone", "x"), Done)


@pytest.mark.rows("G67")
def test_a_slow_look_up_holds_up_no_other_call_and_is_sent_again_when_it_was_overtaken() -> None:
    central, blocks = StrictCentral(), Blocks()
    client = CentralClient(central, NoSecrets(), RequestNumbers(blocks))
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(look_up, client, "phone", "15400138000", "", "")
        assert central.inside.wait(10)
        for _ in range(3):
            ask(client)
        assert not slow.done()
        central.close()
        assert slow.result(10) == ((), False)
    assert central.numbers == [2, 3, 4, 5]
    assert blocks.asked == 1, "a number of the same block was high enough"


@pytest.mark.rows("I7")
@pytest.mark.parametrize("behind", [1, 255, 256, 257, 5000])
def test_a_store_that_was_put_back_goes_on_above_what_central_has_seen(behind: int) -> None:
    central, blocks = StrictCentral(), Blocks()
    central.highest = behind
    client = CentralClient(central, NoSecrets(), RequestNumbers(blocks))
    ask(client)
    ask(client)
    first = central.numbers[0]
    assert first > behind
    assert central.numbers == [first, first + 1]
    assert blocks.at > first + 1, "after a restart too"


@pytest.mark.rows("T10")
def test_a_refusal_whose_facts_have_odd_names_is_a_refusal_like_any_other() -> None:
    class Odd(StrictCentral):
        def send(self, *_said: object) -> Reply:  # type: ignore[override]  # whatever is said
            return Reply(
                403, msgspec.json.encode(Refusal("so-it-is", {"self": 1, "reason": "another", "kept": 2}))
            )

    client = CentralClient(Odd(), NoSecrets(), RequestNumbers(Blocks()))
    with pytest.raises(CentralRefusedError) as refused:
        ask(client)
    assert (refused.value.facts["reason"], refused.value.facts["kept"]) == ("so-it-is", 2)


def test_a_central_that_refuses_every_number_is_not_asked_for_ever() -> None:
    class Refuses(StrictCentral):
        def send(self, *_said: object) -> Reply:  # type: ignore[override]  # whatever is said
            self.highest += 1_000_000
            return Reply(409, msgspec.json.encode(Refusal("replayed", {"highest": self.highest})))

    client = CentralClient(Refuses(), NoSecrets(), RequestNumbers(Blocks()))
    with pytest.raises(CentralRefusedError):
        ask(client)
