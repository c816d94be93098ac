"""Languages of the window: Chinese is what the sources say, English comes from a compiled catalogue.

Texts go through Qt (`self.tr`, `QCoreApplication.translate`) with the class or table name as context; facts are put in
afterwards with `str.format`, so that a catalogue never sees an f-string.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.ui.assets import resources

CHINESE, ENGLISH = "zh_CN", "en"
QT_CHINESE = "qtbase_zh_CN"


class MissingCatalogueError(RuntimeError):
    """A compiled catalogue is not where it belongs; `build/dev.py setup` makes it."""


class Languages:
    """Installs the translators of one language and takes the former ones away."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Speak `zh_CN` or `en` from now on; widgets that exist already keep their texts."""
        self.stop()
        QLocale.setDefault(_locale(language))
        if language == CHINESE:
            # Our own texts are Chinese already; this makes 确定 and 取消 of Qt's own.
            self._install(QT_CHINESE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        else:
            self._install(language, str(resources() / "i18n"))

    def stop(self) -> None:
        """Take the translators away."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if not translator.load(name, folder):
            raise MissingCatalogueError(f"no compiled catalogue {name}.qm")
        self._app.installTranslator(translator)
        self._installed.append(translator)


def _locale(language: str) -> QLocale:
    if language == CHINESE:
        return QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
