"""What may go wrong with a provider; facts hold the vendor's code, never a phone, a name or a number."""

from __future__ import annotations

from desktop.domain.errors import KnownError


class ProviderSettingsError(KnownError):
    """A provider's settings are not complete. Facts: `provider`, `missing`."""

    code = "provider-settings"


class ProviderDownError(KnownError):
    """The provider does not answer or its answer cannot be read. Facts: `cause`."""

    code = "provider-down"


class SmsNotSentError(KnownError):
    """The gateway did not take the message. Facts: `reason` (the vendor's code)."""

    code = "sms-not-sent"
