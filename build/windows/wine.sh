#!/bin/bash
# wine.sh CMD...: runs CMD with the bench's Wine prefix ($BENCH), a private X display, Chinese (code page 936), and no
# network but the loopback. Python 3.13 under Wine 8 dies at start when stdout is a plain file: call Wine through pipes.
export WINEPREFIX="$BENCH/pfx" WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree,mshtml,wbemprox=;mscms=n"
export LC_ALL=zh_CN.UTF-8 PYTHONUTF8=1
exec unshare -n bash -c '
ip link set lo up 2>/dev/null
f=$(mktemp); Xvfb -displayfd 3 -screen 0 1500x950x24 -nolisten tcp 3>"$f" >/dev/null 2>&1 & X=$!
for i in $(seq 50); do [ -s "$f" ] && break; sleep .2; done
export DISPLAY=:$(cat "$f"); rm -f "$f"
"$@"; rc=$?
wineserver -k 2>/dev/null; kill $X 2>/dev/null; wait $X 2>/dev/null; exit $rc' wine.sh "$@"
