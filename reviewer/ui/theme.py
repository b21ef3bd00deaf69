"""Colours, type and spacing: one quiet accent, light and dark, following the system.

Contrast of every text pair is at least 4.5:1 and of every control border 3:1; a test computes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from reviewer import paths

GRID = 8
ROW_HEIGHT = 28
RADIUS = 6
SMALL = 0.85
HEADING = 1.1


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours, each "#rrggbb"."""

    name: str
    text: str
    soft: str
    panel: str
    ground: str
    accent: str
    accent_tint: str
    on_accent: str
    line: str
    control: str
    good: str
    middle: str
    bad: str
    desk: str

    @property
    def dark(self) -> bool:
        return self.name == "dark"


LIGHT = Theme(
    "light", text="#1c2430", soft="#566070", panel="#ffffff", ground="#f6f7f8", accent="#0f5c7a",
    accent_tint="#e3f0f5", on_accent="#ffffff", line="#d9dde1", control="#838d99",
    good="#00734f", middle="#8a5a00", bad="#a8324a", desk="#e9ebee",
)  # fmt: skip
DARK = Theme(
    "dark", text="#e8ebee", soft="#a5aeb9", panel="#1f2328", ground="#16191d", accent="#7cc4de",
    accent_tint="#1d3a46", on_accent="#101418", line="#353b43", control="#6b7683",
    good="#5fc79a", middle="#e0b060", bad="#f08aa0", desk="#101316",
)  # fmt: skip


class Preference(StrEnum):
    """Which theme the officer wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ThemeSwitch(QObject):
    """Hold the theme in force and tell when it changes; follows the system unless told otherwise."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preference = Preference.SYSTEM
        self._undressed = False  # the style sheet waits for `dress`
        self.theme = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def preference(self) -> Preference:
        return self._preference

    def prefer(self, preference: Preference, *, dress: bool = True) -> None:
        """Take the officer's choice and apply it to the whole application.

        Without ``dress`` a program that has no style sheet yet gets it by `dress`: a window that is built under it is
        styled again with every widget that is put into another, which takes a third of a start.
        """
        self._preference = preference
        self._apply(dress=dress)

    def dress(self) -> None:
        """Set the style sheet that waits, if one does."""
        if self._undressed:
            self._apply()

    def _on_system_changed(self) -> None:
        if self._preference is Preference.SYSTEM:
            self._apply()

    def _apply(self, *, dress: bool = True) -> None:
        dark = self._preference is Preference.DARK or (
            self._preference is Preference.SYSTEM
            and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.theme = DARK if dark else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self.theme))
            self._undressed = not dress and not app.styleSheet()
            if not self._undressed:
                app.setStyleSheet(stylesheet(self.theme))
        self.changed.emit()


_switch: list[ThemeSwitch] = []


def switch() -> ThemeSwitch:
    """Return the application's one theme switch, made at first use under the running QApplication."""
    app = QApplication.instance()
    if not _switch or _switch[0].parent() is not app:
        _switch[:] = [ThemeSwitch(app)]
    return _switch[0]


def current() -> Theme:
    """Return the theme in force."""
    return switch().theme


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground, role.WindowText: theme.text, role.Base: theme.panel,
        role.AlternateBase: theme.ground, role.Text: theme.text, role.Button: theme.panel,
        role.ButtonText: theme.text, role.BrightText: theme.bad, role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent, role.Link: theme.accent, role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.panel, role.ToolTipText: theme.text, role.PlaceholderText: theme.soft,
        role.Light: theme.line, role.Midlight: theme.line, role.Mid: theme.control,
        role.Dark: theme.control, role.Shadow: theme.control,
    }  # fmt: skip
    result = QPalette()
    for colour_role, value in colours.items():
        result.setColor(colour_role, QColor(value))
    for colour_role in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(theme.control))
    return result


def font(scale: float = 1.0, *, semibold: bool = False) -> QFont:
    """Return the system's interface font at ``scale`` of its own size (1, SMALL or HEADING)."""
    system = QApplication.font()
    if not _system or _system[0] != system:
        _system[:] = [system]
        _fonts.clear()
    key = (scale, semibold)
    if key not in _fonts:
        _fonts[key] = _made_font(system, scale, semibold=semibold)
    return QFont(_fonts[key])


_system: list[QFont] = []  # the interface font that these were made of
_fonts: dict[tuple[float, bool], QFont] = {}


def _made_font(system: QFont, scale: float, *, semibold: bool) -> QFont:
    result = QFont(system)
    size = result.pointSizeF()
    if size > 0:
        result.setPointSizeF(size * scale)
    else:
        result.setPixelSize(round(result.pixelSize() * scale))
    if semibold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def stylesheet(theme: Theme) -> str:
    """Return the application's style sheet. Properties: ``role`` names what a plain widget is."""
    base = QApplication.font().pointSizeF()
    chevron, tick = ((paths.resources() / "icons" / f"{name}-{theme.name}.svg").as_posix() for name in ("chevron", "tick"))
    small, heading = f"{base * SMALL:.1f}pt", f"{base * HEADING:.1f}pt"
    return f"""
    QWidget {{ widget-animation-duration: 0; }}
    QMainWindow, QDialog {{ background: {theme.ground}; }}
    QToolTip {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.control}; padding: 4px; }}
    QLabel[role="soft"] {{ color: {theme.soft}; font-size: {small}; }}
    QLabel[role="section"] {{ color: {theme.soft}; font-size: {small}; font-weight: 600; }}
    QLabel[role="heading"] {{ font-size: {heading}; font-weight: 600; }}
    QLabel[role="key"] {{ color: {theme.soft}; font-size: {small}; border: 1px solid {theme.control};
        border-radius: 3px; padding: 0px 4px; background: {theme.ground}; }}
    QLabel[role="good"] {{ color: {theme.good}; }}
    QLabel[role="middle"] {{ color: {theme.middle}; }}
    QLabel[role="bad"] {{ color: {theme.bad}; }}
    QFrame[role="panel"], QWidget[role="panel"] {{ background: {theme.panel}; }}
    QFrame[role="card"] {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: {RADIUS}px; }}
    QFrame[role="offer"] {{ background: {theme.panel}; border: 1px dashed {theme.accent}; border-radius: {RADIUS}px; }}
    QFrame[role="pill"] {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 11px; }}
    QFrame[role="notice"] {{ background: {theme.accent_tint}; border: 1px solid {theme.accent}; border-radius: {RADIUS}px; }}
    QFrame[role="warning"] {{ background: {theme.panel}; border: 1px solid {theme.bad}; border-radius: {RADIUS}px; }}
    QFrame[role="rule"] {{ background: {theme.line}; max-height: 1px; min-height: 1px; border: none; }}
    QFrame[role="desk-title"] {{ background: {theme.ground}; border: none; border-bottom: 2px solid {theme.line}; }}
    QFrame[role="desk-title-active"] {{ background: {theme.accent_tint}; border: none; border-bottom: 2px solid {theme.accent}; }}
    QLabel[role="desk-name"] {{ color: {theme.soft}; }}
    QLabel[role="desk-name-active"] {{ color: {theme.accent}; font-weight: 600; }}
    QSplitter[role="desk"]::handle:horizontal {{ background: {theme.line}; width: 5px; }}
    QSplitter[role="desk"]::handle:horizontal:hover {{ background: {theme.accent}; }}
    QPushButton {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.control};
        border-radius: {RADIUS}px; padding: 4px 12px; min-height: 18px; }}
    QPushButton:hover {{ background: {theme.accent_tint}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 3px 11px; }}
    QPushButton:disabled {{ color: {theme.control}; border-color: {theme.line}; }}
    QPushButton:checked {{ background: {theme.accent_tint}; border-color: {theme.accent}; font-weight: 600; }}
    QPushButton[role="primary"] {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent}; font-weight: 600; }}
    QPushButton[role="primary"]:disabled {{ background: {theme.ground}; color: {theme.control}; border-color: {theme.line}; }}
    QPushButton[role="quiet"], QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px; padding: 3px 8px; color: {theme.text}; }}
    QPushButton[role="quiet"]:hover, QToolButton:hover {{ background: {theme.accent_tint}; }}
    QPushButton[role="quiet"]:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
    QToolButton:checked, QPushButton[role="quiet"]:checked {{ background: {theme.accent_tint}; color: {theme.accent}; font-weight: 600; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox {{ background: {theme.panel}; color: {theme.text};
        border: 1px solid {theme.control}; border-radius: {RADIUS}px; padding: 3px 6px;
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{ border: 2px solid {theme.accent}; padding: 2px 5px; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
    QListView, QTreeView, QTableView {{ background: {theme.panel}; color: {theme.text}; border: none; outline: none;
        selection-background-color: {theme.accent_tint}; selection-color: {theme.text}; }}
    QListView::item, QTreeView::item {{ min-height: {ROW_HEIGHT - 4}px; padding: 2px; }}
    QListView::item:selected, QTreeView::item:selected {{ background: {theme.accent_tint}; color: {theme.text}; }}
    QHeaderView::section {{ background: {theme.ground}; color: {theme.text}; border: none; border-bottom: 1px solid {theme.line}; padding: 4px 8px; font-weight: 600; }}
    QMenu {{ background: {theme.panel}; border: 1px solid {theme.control}; padding: 4px; }}
    QMenu::item {{ padding: 4px 24px 4px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.accent_tint}; color: {theme.text}; }}
    QMenu::item:disabled {{ color: {theme.control}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QMenuBar {{ background: {theme.panel}; }}
    QMenuBar::item {{ padding: 4px 8px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.accent_tint}; }}
    QStatusBar {{ background: {theme.panel}; color: {theme.soft}; border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    QCheckBox::indicator, QAbstractItemView::indicator {{ width: 13px; height: 13px; border: 1px solid {theme.control}; border-radius: 3px; }}
    QCheckBox::indicator {{ background: {theme.panel}; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url("{tick}"); }}
    QCheckBox {{ padding: 2px; border: 1px solid transparent; border-radius: 4px; }}
    QCheckBox:focus {{ border-color: {theme.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.control}; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QScrollArea {{ border: none; background: transparent; }}
    QProgressBar {{ border: 1px solid {theme.control}; border-radius: 4px; text-align: center; background: {theme.panel}; }}
    QProgressBar::chunk {{ background: {theme.accent_tint}; }}
    """


def icon(name: str, colour: str, size: int = 16, *, ratio: float = 2.0) -> QIcon:
    """Return ``resources/icons/<name>.svg`` drawn in ``colour`` (the file uses ``currentColor``)."""
    return QIcon(pixmap(name, colour, size, ratio=ratio))


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int = 16, *, ratio: float = 2.0) -> QPixmap:
    """Return the picture of an icon, ``size`` device-independent pixels square."""
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode("utf-8"))).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
