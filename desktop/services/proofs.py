"""The proof pack as one file: proof and signature, the case's own letters, a page that people can read (N36)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId
from desktop.domain.proof_pack import Finding, check_pack
from desktop.domain.proof_zip import write_pack
from desktop.domain.request_cases import RequestCase
from desktop.domain.requests import RequestState
from desktop.domain.staff import Action
from desktop.ports.central import Proofs
from desktop.ports.keys import SignatureCheck
from desktop.services.desk import Desk
from desktop.services.letters import Letter, LetterService

Paint = Callable[[bytes, tuple[Finding, ...]], bytes]
OVERVIEW_FILE = "overview.pdf"


class ProofService:
    """Makes packs on line; what it hands on was checked as an inspector will check it."""

    def __init__(
        self, desk: Desk, central: Proofs, letters: LetterService, check: SignatureCheck, publics: tuple[bytes, bytes]
    ) -> None:  # fmt: skip
        """`publics` are the public keys of central and of the hospital's founding (32 bytes each)."""
        self._desk, self._central, self._letters, self._check = desk, central, letters, check
        self._publics = publics

    def gather(self, case_id: CaseId, action: Action = Action.MAKE_PROOF) -> tuple[bytes, bytes]:
        """Return pack and signature; the trace says so before. Raises NotPermittedError, CentralUnreachableError.

        Of an incident the action is KEEP_DUTIES: what it stops must not stop the evidence of it.
        """
        desk = self._desk
        desk.require(action)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.DISCLOSURE, object_id=case_id, facts={"step": "proof-pack"})
        proof, signature = self._central.proof(desk.keys.staff.staff_id, case_id)
        if not all(one.good for one in self.checked(proof, signature)):
            raise CentralRefusedError(reason="proof-broken")
        return proof, signature

    def of_incident(self, duty_id: str, paint: Paint) -> bytes:
        """Return the evidence of one incident as a ZIP; raises as `gather`."""
        case_id = CaseId(duty_id)
        return self.packed(case_id, *self.gather(case_id, Action.KEEP_DUTIES), paint)

    def checked(self, proof: bytes, signature: bytes) -> tuple[Finding, ...]:
        """Return what the check finds, without a line."""
        return check_pack(proof, signature, self._check.verify, *self._publics)

    def packed(self, case_id: CaseId, proof: bytes, signature: bytes, paint: Paint) -> bytes:
        """Return the whole as a ZIP."""
        letters = {
            f"letters/{letter.paper.value}.txt": f"{letter.text}\n\n{letter.code}\n".encode()
            for letter in self._own_letters(case_id)
        }
        overview = paint(proof, self.checked(proof, signature))
        return write_pack(proof, signature, {OVERVIEW_FILE: overview, **letters})

    def _own_letters(self, case_id: CaseId) -> list[Letter]:
        with self._desk.store.read() as tx:
            stored = tx.requests.get(case_id)
        if stored is None:
            return []
        return [self._letters.receipt(case_id), *self._answers(stored.case)]

    def _answers(self, case: RequestCase) -> list[Letter]:
        answered = case.outcome and case.state in (RequestState.DECIDED, RequestState.ANSWERED)
        return [self._letters.answer(case.id)] if answered else []
