"""The recovery ceremony as files that people carry: request, two turns, answer; each is sealed at every step."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock, SystemRandomness
from desktop.bootstrap.opening import line_to_central, open_desk, request_numbers
from desktop.bootstrap.safes import identity_of, open_safe, vault_of
from desktop.crypto.costs import DEMO, EARNEST
from desktop.crypto.entry import House
from desktop.crypto.escrow import Vessel, first_turn, holder_of, new_holder, open_holder, second_turn
from desktop.crypto.formats import OpeningKey
from desktop.crypto.key_file import decode_file
from desktop.crypto.recovery import recover, sealed_parts, vessel_of
from desktop.crypto.safe import FOLDER, KEY_FILE, NewPerson, publics_of
from desktop.crypto.whole_files import write_whole
from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, CentralUnreachableError, KnownError
from desktop.domain.ids import StaffId
from desktop.domain.passphrases import PROFILES, SMALL_CLINIC
from desktop.domain.recovery import Holder, Holders, HoldersInvalidError
from desktop.settings import Settings
from desktop.sync.client import CentralClient
from desktop.sync.wire import Done, StaffKeysRequest

# made-up people of a demo: nothing they keep is a secret
DEMO_HOLDERS = (("demo-holder-1", "huangshan-yunhai-drill"), ("demo-holder-2", "taihu-lianyi-drill"))
ONE_TIME_KEY = "recovery.key"
PUBLIC_ENDING = ".public"


class CeremonyFileError(KnownError):
    """This is not a file of the recovery ceremony, or not of this step."""

    code = "ceremony-file"


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What is carried from step to step: who, what is sealed to them, to which one-time key the answer goes."""

    holders: Holders
    vessel: Vessel
    back: bytes
    parts: tuple[bytes, ...]
    first: str = ""
    inner: tuple[tuple[str, bytes], ...] = ()
    answer: bytes = b""

    def save(self, path: Path) -> None:
        """Write the file."""
        values = {
            "holders": self.holders.to_bytes().decode(), "installation": _text(self.vessel.installation),
            "epoch": self.vessel.epoch, "back": _text(self.back), "parts": [_text(part) for part in self.parts],
            "first": self.first, "inner": [[name, _text(part)] for name, part in self.inner],
            "answer": _text(self.answer),
        }  # fmt: skip
        write_whole(path, json.dumps(values, ensure_ascii=False, indent=1).encode())

    @classmethod
    def load(cls, path: Path) -> Ceremony:
        """Read it; raises CeremonyFileError."""
        try:
            values = json.loads(path.read_bytes())
            return cls(
                Holders.from_bytes(str(values["holders"]).encode()),
                Vessel(_bytes(values["installation"]), int(values["epoch"])),
                _bytes(values["back"]),
                tuple(_bytes(part) for part in values["parts"]),
                str(values["first"]),
                tuple((str(name), _bytes(part)) for name, part in values["inner"]),
                _bytes(values["answer"]),
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError, HoldersInvalidError) as error:
            raise CeremonyFileError from error


def make_holder(name: str, passphrase: bytearray, path: Path, *, demo: bool = False) -> Holder:
    """Make a holder's key file and, beside it, the public file that the security administrator signs.

    Raises what the rules of passphrases raise; a holder's passphrase stands alone, as a small clinic's does.
    """
    SMALL_CLINIC.check(passphrase, (name,))
    raw = new_holder(name, passphrase, DEMO if demo else EARNEST, SystemRandomness(), demo=demo)
    holder = holder_of(raw)
    write_whole(path, raw)
    public = json.dumps({"name": holder.name, "key": _text(holder.seal_public)}, ensure_ascii=False)
    write_whole(path.with_name(path.name + PUBLIC_ENDING), public.encode())
    return holder


def demo_holders(folder: Path) -> Holders:
    """Make two made-up holders beside a demo's keys, where a drill finds them; their words stand above."""
    made = (
        make_holder(name, bytearray(words.encode()), folder / name, demo=True) for name, words in DEMO_HOLDERS
    )
    return Holders(tuple(made))


def begin(settings: Settings, out: Path) -> Holders:
    """Write the request of a desk that nobody can open; raises NoEscrowError, StoreDamagedError."""
    file = sealed_parts(settings.home, KEY_FILE)
    assert file.holders is not None
    one_time = OpeningKey.new(SystemRandomness())
    write_whole(settings.home / FOLDER / ONE_TIME_KEY, one_time.private)
    Ceremony(file.holders, vessel_of(file), one_time.public, file.escrow).save(out)
    return file.holders


def turn(request: Path, holder_file: Path, passphrase: bytearray, out: Path) -> bool:
    """Take one holder's turn; returns whether the answer is complete. Raises NotYourTurnError and as open_holder."""
    ceremony = Ceremony.load(request)
    key = open_holder(holder_file.read_bytes(), passphrase)
    if not ceremony.inner:
        inner = first_turn(ceremony.holders, ceremony.parts, ceremony.vessel, key)
        replace(ceremony, first=key.holder.name, inner=inner).save(out)
        return False
    answer = second_turn(
        ceremony.holders, ceremony.inner, ceremony.first, ceremony.vessel, key, ceremony.back
    )
    replace(ceremony, answer=answer).save(out)
    return True


def finish(settings: Settings, answer: Path, person: NewPerson) -> bool:
    """Make the desk openable for one person, trace it, tell central; returns whether central has the new keys.

    Raises CeremonyFileError, SealBrokenError, and what `crypto.recovery.recover` raises.
    """
    ceremony = Ceremony.load(answer)
    one_time = settings.home / FOLDER / ONE_TIME_KEY
    if not ceremony.answer or not one_time.exists():
        raise CeremonyFileError
    installation = Installation.load(settings.home)
    house = House(
        settings.home / FOLDER / KEY_FILE, identity_of(installation), PROFILES[settings.sign_in_profile],
        SystemClock(), SystemRandomness(),
    )  # fmt: skip
    words = bytearray(person.passphrase)
    cost = DEMO if installation.demo else EARNEST
    back = OpeningKey(one_time.read_bytes())
    recover(house, vault_of(settings.home, settings), back, ceremony.answer, person, cost)
    one_time.unlink()
    told = AuditAct.RECOVERED, {"holder": ceremony.first}
    return announce(settings, person.info.staff_id, words, told=told)


def announce(
    settings: Settings, person: StaffId, passphrase: bytearray,
    told: tuple[AuditAct, Mapping[str, str]] | None = None,
) -> bool:  # fmt: skip
    """Send a person's public keys to central, where they wait for the roster; returns whether central took them.

    What is to be `told` is traced first. The passphrase is zeroed; no code is asked, because a new slot has none bound.
    """
    installation = Installation.load(settings.home)
    plain = settings.with_values(sign_in_profile=SMALL_CLINIC.name)
    keys = open_safe(settings.home, plain, installation).open(person, passphrase)
    file = decode_file((settings.home / FOLDER / KEY_FILE).read_bytes())
    publics = publics_of(next(slot for slot in file.slots if slot.person.staff_id == person))
    desk = open_desk(settings.home, installation, settings, keys)
    network = line_to_central(installation)
    try:
        if told is not None:
            with desk.store.write() as tx:
                desk.trace(tx, told[0], object_id=person, facts=told[1])
        request = StaffKeysRequest(publics.person, publics.sign_public, publics.seal_public)
        CentralClient(network, keys.desk, request_numbers(desk)).call("/v1/staff-keys", request, Done)
    except (CentralUnreachableError, CentralRefusedError):
        return False
    finally:
        network.close()
        desk.store.close()
    return True


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: object) -> bytes:
    return b64decode(str(text), validate=True)
