"""Grade, purpose and retention of every column of the two databases: rule -> columns, for each table (P18, A5).

A sealed column has the grade of what it holds. Columns that no row names are found by `columns_without_grade`.
"""

from __future__ import annotations

DESK: dict[str, dict[str, str]] = {
    "audit": {"3 trace audit-12-months": "event", "2 trace audit-12-months": "seq hash"},
    # This desk's own copy: central alone cannot make a desk forget what it did.
    "audit_segments": {
        "3 trace skeleton": "sealed",
        "2 trace skeleton": "first last desk incarnation base head begins_us ends_us digest signature",
        "5 protection skeleton": "wrapped",
    },
    "bookings": {
        "4 care desk-scope": "patient_id session_id half_hour number state day made_us",
        "3 care desk-scope": "id provisional fee_fen",
        "3 trace desk-scope": "staff_id operation_id prints",
        "2 operation desk-scope": "epoch channel version",
    },
    "cases": {
        "3 rights case-3-years": "id patient_id patient_version state filed_by filed_us ground effect approved_by",
        "2 rights case-3-years": "destroy_after_us desks_pending",
    },
    "consents": {"3 account case-3-years": "id patient_id purpose notice_version act given at_us"},
    "data_keys": {"3 operation with-person": "patient_id kind", "5 protection with-person": "wrapped"},
    "departments": {"1 operation until-replaced": "id name initials place position"},
    "doctors": {"1 operation until-replaced": "id department_id name title skill initials fee_fen"},
    "document_tokens": {"4 care desk-scope": "token", "3 operation desk-scope": "patient_id"},
    "erased": {"3 rights skeleton": "patient_id kind person"},
    "grams": {"4 care desk-scope": "gram", "3 operation desk-scope": "person"},
    "incarnations": {"2 protection skeleton": "incarnation"},
    "meta": {"2 operation skeleton": "name value"},
    "notices": {"3 account case-3-years": "position patient_id version how at_us"},
    "operations": {
        "4 care with-person": "sealed",
        "3 trace skeleton": "author happened_us approvals",
        "3 operation skeleton": "entity subject facts",
        "2 protection skeleton": "prev_hash hash signature",
        "2 operation skeleton": (
            "incarnation seq id desk kind base_version right_session right_half_hour right_number right_epoch key_kind"
            " state reason given_number given_epoch tries last_error"
        ),
    },
    "payments": {
        "3 care record-law": (
            "id booking_id kind cash_fen qr_fen insurance_fen due_fen at_us day of_payment qr_ref insurance_ref"
            " invoice_no given_fen second reason"
        ),
        "3 trace record-law": "shift_id staff_id",
        "2 operation record-law": "state version",
    },
    "shifts": {
        "3 trace record-law": (
            "id desk_id staff_id opened_us float_fen state closed_us counted expected_fen difference_fen reason"
            " left_fen handed_to"
        ),
        "2 operation record-law": "version",
    },
    "patient_accounts": {
        "4 account account-closed": "sealed",
        "3 operation with-person": "patient_id",
        "2 operation with-person": "revision",
    },
    "patient_records": {
        "4 care record-law": "sealed",
        "3 operation with-person": "patient_id",
        "2 operation with-person": "revision",
    },
    "patient_status": {
        "4 care desk-scope": "served_us",
        "3 care desk-scope": "patient_id name_check evidence phone_verified same_as basis",
        "3 rights with-person": "restricted marks",
        "3 care with-person": "block_reason blocked_until",
        "2 operation desk-scope": "version keep_until_us",
    },
    "people_pairs": {
        "3 care record-law": "id first_id second_id score reasons state survivor other taken effect",
        "3 trace record-law": "filed_by filed_us approved_by approved_us",
    },
    "queue": {"3 care desk-scope": "booking_id session_id entry"},
    "requests": {
        "4 rights case-3-years": "sealed",
        "3 rights case-3-years": "id patient_id kind asker state version filed_by filed_us facts",
        "5 protection case-3-years": "wrapped",
    },
    # What the schedule office made, and whom a stopped clinic concerns.
    "plan_rows": {"3 care desk-scope": "kind id body"},
    "rights": {"2 operation skeleton": "session_id half_hour number epoch"},
    "search_rows": {
        "4 care desk-scope": "name folded sex birth phone card_number served_us terms",
        "3 care desk-scope": "document_type",
        "3 operation desk-scope": "person patient_id",
    },
    "sessions": {
        "1 operation until-replaced": (
            "id department_id doctor_id day half_day starts place fee_fen state left_json next_json open_left plan_json"
        ),
        "2 operation until-replaced": "version",
    },
    # A draft of the form lies among the named values.
    "state": {"4 operation desk-scope": "value", "2 operation desk-scope": "name"},
    "tasks": {"3 operation case-3-years": "id kind state at_us patient_id booking_id reason asked_by"},
    "trace_heads": {
        "2 trace skeleton": (
            "size desk incarnation base_incarnation start head at_us signature witnessed_us witness"
        )
    },
}

CENTRAL: dict[str, dict[str, str]] = {
    "absences": {"2 operation until-replaced": "absence_id doctor_id body"},
    "affected": {
        "3 care record-law": (
            "booking_id stop_id patient_id session_id half_hour number state sms sms_reason at offer_session"
            " offer_number offer_until moved_to"
        ),
        "2 operation record-law": "version tended_by tended_at",
    },
    "desk_health": {
        "2 protection until-replaced": "desk_id reported_at waiting waiting_since free_mib store_mib errors",
    },
    "extra_slots": {
        "3 trace skeleton": "reason added_by at over_limit",
        "2 operation skeleton": "session_id number operation_id",
    },
    "message_templates": {"1 operation until-replaced": "template text vendor_code"},
    "messages": {
        "3 care record-law": "message_id patient_id booking_id template state reason",
        "2 operation record-law": "receipt tries due_at sent_at done_at",
    },
    "session_plans": {
        "2 operation until-replaced": (
            "session_id template_id release_at released_at extra_limit instead_of stop_reason"
        ),
    },
    "stops": {"3 trace skeleton": "stop_id reason at stopped_by first last sessions people"},
    "templates": {"2 operation until-replaced": "template_id doctor_id body"},
    "account_members": {"3 account account-closed": "account_id patient_id since"},
    "accounts": {
        "4 account account-closed": "phone_token",
        "3 account account-closed": "account_id state opened_at closed_at",
    },
    "bookings": {
        "4 care record-law": "patient_id session_id half_hour number state day made_at cancelled_at cancel_reason",
        "3 care record-law": "booking_id provisional checked_at fee_fen basis cancelled_from moved_from",
        "2 operation record-law": "version epoch channel made_by desk_id operation_id cancelled_desk",
    },
    "calendars": {"1 operation until-replaced": "known_until holidays make_up published_at"},
    "cases": {
        "3 rights case-3-years": (
            "case_id patient_id patient_version central_version state filed_by filed_at ground effect approved_by"
            " approved_at"
        ),
        "2 rights case-3-years": "filed_signature approved_signature destroy_after kept",
    },
    "codes": {
        "4 account account-closed": "phone_token code_hash proof_hash",
        "2 account account-closed": "code_id desk_id sent_at expires_at tries used_at spent_at",
    },
    "consents": {
        "3 account case-3-years": "consent_id patient_id purpose notice_version act given at",
        "2 account case-3-years": "desk_id",
    },
    "departments": {"1 operation until-replaced": "department_id name initials place sort_order"},
    "duties": {
        "3 rights case-3-years": "made_by sealed",
        "2 rights case-3-years": "duty_id kind state version made_at",
    },
    "duty_people": {"3 rights case-3-years": "duty_id patient_id exposure channel state reason tended_by at"},
    "duty_signatures": {
        "3 rights case-3-years": "by message",
        "2 rights case-3-years": "duty_id version step at signature",
    },
    "trace_people": {"3 trace with-person": "audit_id patient_id"},
    "place_words": {"1 operation until-replaced": "kind entity english closed_from"},
    "rooms": {"1 operation until-replaced": "room_id department_id body"},
    "desks": {
        "2 protection skeleton": (
            "desk_id name site window sign_public seal_public state state_reason incarnation enrolled_at last_seen"
            " program"
        ),
    },
    "risk_thresholds": {
        "3 protection skeleton": "signed_by",
        "2 protection skeleton": "ask_id change proposed_at founding_signature signed_at signature",
    },
    "risk_reviews": {"3 trace case-3-years": "alert_key outcome by at signature"},
    "access_reviews": {"2 trace case-3-years": "month by at content signature"},
    "access_leaves": {"2 trace case-3-years": "staff_id by at roster_version signature"},
    "desk_acts": {"2 trace skeleton": "act_id desk_id act by at object_id outcome"},
    "roll_calls": {"2 operation skeleton": "session_id desk_id begun_at how answered_at"},
    "doctors": {"1 operation until-replaced": "doctor_id department_id name title skill initials fee_fen"},
    "enrol_batches": {
        "2 protection audit-12-months": "batch_id asked_by approved_by size made_at expires_at",
    },
    "enrol_tokens": {
        "2 protection audit-12-months": (
            "token_hash window site outage_departments made_at expires_at used_at desk_id"
        ),
    },
    "erasure_ledger": {"3 rights skeleton": "ledger_id patient_id case_id keys at"},
    "erasure_receipts": {"2 rights skeleton": "ledger_id desk_id received_at operation_id"},
    "feed": {"3 operation until-replaced": "id", "2 operation until-replaced": "stream kind position"},
    "held": {"3 operation desk-scope": "desk_id patient_id"},
    "hospitals": {
        "1 operation until-replaced": "name demo region",
        "2 protection skeleton": (
            "cooling_s share_percent lookups_per_minute founding_public sign_public seal_public made_at"
        ),
    },
    "leases": {"2 operation skeleton": "session_id desk_id given given_at"},
    "lookups": {"3 trace audit-12-months": "lookup_id desk_id at act found"},
    "meta": {"2 operation skeleton": "name value"},
    "notices": {
        "1 operation until-replaced": "version effective text text_en operator contact hospital",
    },
    "notices_shown": {
        "3 account case-3-years": "operation_id patient_id version how at",
        "2 account case-3-years": "desk_id",
    },
    "online_orders": {
        "3 operation audit-12-months": "order_key body_hash answer booking_id",
        "2 operation audit-12-months": "status at",
    },
    "operations": {
        "3 trace skeleton": "author happened_at entity basis",
        "2 operation skeleton": (
            "desk_id incarnation seq hash operation_id kind received_at status reason number epoch"
        ),
    },
    "outage_desks": {"2 operation until-replaced": "department_id desk_id"},
    "patient_index": {
        "4 care record-law": "token",
        "3 operation record-law": "patient_id",
        "2 operation record-law": "field",
    },
    "patient_keys": {"5 protection with-person": "wrapped", "3 operation with-person": "patient_id key_kind"},
    "patients": {
        "4 care record-law": "sealed_record",
        "4 account account-closed": "sealed_account",
        "3 care record-law": "patient_id state name_check name_checked_at evidence same_as phone_verified basis",
        "3 rights with-person": "restricted",
        "2 operation record-law": "version changed_by changed_from made_at",
    },
    "people_pairs": {
        "4 care with-person": "sealed_record sealed_account",
        "3 care record-law": (
            "pair_id first_id second_id score reasons state survivor_id other_id survivor_version other_version taken"
            " effect moved"
        ),
        "3 trace record-law": (
            "filed_by filed_at filed_signature approved_by approved_at approved_signature decided_by decided_at"
        ),
        "2 operation record-law": "found_at",
    },
    # Whole operations of desks that are not trusted; what is personal in them is sealed.
    "payments": {
        "3 care record-law": (
            "payment_id booking_id kind cash_fen qr_fen insurance_fen due_fen at day of_payment qr_ref insurance_ref"
            " invoice_no given_fen second second_by second_at reason trouble"
        ),
        "3 trace record-law": "shift_id desk_id staff_id",
        "2 operation record-law": "version",
    },
    "shifts": {
        "3 trace record-law": (
            "shift_id desk_id staff_id opened_at day float_fen state closed_at counted expected_fen difference_fen"
            " reason left_fen handed_to"
        ),
        "2 operation record-law": "version",
    },
    "queue": {
        "3 care record-law": "booking_id session_id entry checked_in_at called_at started_at finished_at"
    },
    "quarantine": {
        "4 care case-3-years": "body",
        "2 protection case-3-years": "desk_id incarnation seq hash reason received_at",
    },
    "request_numbers": {"2 protection skeleton": "desk_id highest"},
    "requests": {
        "4 rights case-3-years": "sealed",
        "3 rights case-3-years": "request_id patient_id kind asker state filed_by filed_at facts",
        "2 rights case-3-years": "version desk_id",
        "5 protection case-3-years": "wrapped",
    },
    "own_people": {"3 protection skeleton": "staff_id token relation since"},
    "own_people_leaving": {"3 protection skeleton": "task_id staff_id token"},
    "paper_slips": {"2 operation skeleton": "slip window printed_at booking_id"},
    "person_marks": {"3 rights with-person": "patient_id mark case_id since"},
    "wishes": {
        "3 care with-person": (
            "wish_id patient_id department_id doctor_id first last half_day state at made_by tended_by sms"
            " offer_session offer_half_hour offer_number offer_until booking_id"
        ),
        "2 operation with-person": "version lapses",
    },
    "held_changes": {
        "3 rights case-3-years": "request_id patient_id due_at state notice notice_reason notice_at",
    },
    "consent_signatures": {
        "4 account account-closed": "sealed",
        "3 account account-closed": "consent_id patient_id",
    },
    "person_blocks": {
        "3 care with-person": (
            "block_id patient_id booking_id reason until blocked_by blocked_at lifted_by lifted_at lift_reason"
        ),
    },
    "rosters": {"3 protection skeleton": "body", "2 protection skeleton": "version made_at"},
    "served": {"4 care desk-scope": "desk_id patient_id at"},
    "sessions": {
        "1 operation until-replaced": (
            "session_id department_id doctor_id day half_day starts half_hours place fee_fen state"
        ),
        "2 operation until-replaced": "version",
    },
    "disclosures": {
        "4 rights case-3-years": "sealed",
        "3 rights case-3-years": "patient_id filed_by approved_by",
        "5 protection case-3-years": "wrapped",
        "2 rights case-3-years": "disclosure_id kind state scope at signature handed_at",
    },
    "erasure_signatures": {
        "4 rights case-3-years": "sealed",
        "5 protection case-3-years": "wrapped",
        "2 rights case-3-years": "case_id signed",
    },
    "erasure_withdrawals": {"2 rights case-3-years": "case_id at code_id"},
    "erasure_course": {"2 rights case-3-years": "case_id desk_id ended_at"},
    "spent_cases": {"2 rights skeleton": "case_id kind at run_id"},
    "request_files": {
        "4 rights case-3-years": "sealed",
        "3 rights case-3-years": "by",
        "2 rights case-3-years": "file_id case_id at bytes sha256",
    },
    "exports_made": {"2 rights case-3-years": "export_id kind exemption at cells left_out sha256"},
    "paper_versions": {
        "1 operation skeleton": "paper version effective text",
        "3 protection skeleton": "published_by",
        "2 operation skeleton": "at",
    },
    "policy_versions": {
        "1 operation skeleton": "version weight changes",
        "3 rights case-3-years": "signed_by",
        "2 rights case-3-years": "signature at",
    },
    "register_entries": {
        "3 rights case-3-years": "body by",
        "2 rights case-3-years": "entry_id version kind at signature",
    },
    "undertakings": {"3 protection case-3-years": "acceptance_id staff_id version at desk_id signature"},
    "settings": {"2 operation until-replaced": "name value"},
    "slots": {
        "3 operation record-law": "booking_id",
        "2 operation record-law": "session_id number half_hour epoch state desk_id turn free_at channel",
    },
    "staff": {"3 protection skeleton": "staff_id name initials role"},
    "staff_keys": {
        "3 protection skeleton": "staff_id",
        "2 protection skeleton": "desk_id sign_public seal_public sent_at taken_version",
    },
    "streams": {"2 operation skeleton": "stream head"},
    "tasks": {
        "3 operation case-3-years": (
            "task_id kind state at patient_id booking_id reason asked_by desk_id resolved_by resolved_at outcome"
        ),
    },
    "trace_events": {
        "3 trace audit-12-months": "event actor subject at",
        "2 trace audit-12-months": "desk_id incarnation seq act result hash",
    },
    # The ends and signatures of closed parts stay for ever, what is sealed in them goes by a retention run.
    "trace_segments": {
        "3 trace case-3-years": "sealed",
        "2 trace skeleton": (
            "desk_id incarnation first last before head begins ends digest signature closed_at run removed_at"
            " removed_signature"
        ),
    },
    "trace_segment_subjects": {"3 trace case-3-years": "subject desk_id incarnation first"},
    "trace_sign_ins": {"2 trace case-3-years": "staff_id at"},
    "trace_forks": {"2 trace skeleton": "desk_id incarnation size head at desk_signature seen_at"},
    "trace_heads": {
        "2 trace skeleton": (
            "desk_id incarnation size base_incarnation start head at desk_signature witnessed_at signature"
        )
    },
    "verification_queue": {
        "3 care record-law": "booking_id patient_id state due_at tries outcome done_at",
    },
}
# First in every key of central, and always the same in one database.
EVERYWHERE_AT_CENTRAL = {"hospital_id": "1 operation skeleton"}
