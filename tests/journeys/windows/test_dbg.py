from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QObject, QEvent
import sys, traceback
class F(QObject):
    def eventFilter(self, o, e):
        t=e.type()
        if isinstance(o,QWidget) and o.isWindow() and t in (QEvent.Type.Show,QEvent.Type.WindowActivate,QEvent.Type.WindowDeactivate,QEvent.Type.Hide):
            sys.stderr.write(f"{t} {o} {o.objectName()}\n")
            if t==QEvent.Type.Show: traceback.print_stack(limit=8)
        return False
def test_it(open_window, qtbot, qapp):
    f=F(); qapp.installEventFilter(f)
    d=open_window()
    qapp.removeEventFilter(f)
