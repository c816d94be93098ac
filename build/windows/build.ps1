# The release build on a real Windows machine: current CPython from python.org, hash-pinned wheels, NSIS >= 3.11, signtool.
#   powershell -ExecutionPolicy Bypass -File build\windows\build.ps1 [-SignSubject "..."] [-TimestampUrl http://...]
# Result: dist\clinic-desk, set-up. Without -SignSubject the names say "unsigned".
param([string]$Python = "py", [string]$SignSubject = "", [string]$TimestampUrl = "")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value
$env:PYTHONHASHSEED = "1"
$env:SOURCE_DATE_EPOCH = (git log -1 --format=%ct)
$env:CLINIC_COMMIT = (git rev-parse HEAD)
$env:CLINIC_SIGNED = $(if ($SignSubject) { "yes" } else { "no" })

function Must($what) { if ($LASTEXITCODE -ne 0) { throw "$what failed with $LASTEXITCODE" } }
function Sign($file) {
  if (-not $SignSubject) { return }
  signtool sign /fd sha256 /tr $TimestampUrl /td sha256 /n $SignSubject $file; Must "signtool"
  signtool verify /pa $file; Must "signtool verify"
}

if (-not (Test-Path .venv-build)) { & $Python -m venv .venv-build; Must "venv" }
$py = ".venv-build\Scripts\python.exe"
& $py -m pip install --quiet --require-hashes --no-deps -r build\lock\requirements.txt; Must "pip"
& .venv-build\Scripts\pyside6-lrelease.exe -silent resources\i18n\en.ts -qm resources\i18n\en.qm; Must "lrelease"
& $py -m PyInstaller --noconfirm --clean --workpath .pyinstaller --distpath dist installer.spec; Must "PyInstaller"
# ours and the unsigned libraries first, then the uninstaller (inside NSIS), then the set-up
Get-ChildItem dist\clinic-desk -Recurse -Include *.exe, *.com, *.dll, *.pyd |
  Where-Object { (Get-AuthenticodeSignature $_).Status -ne "Valid" } | ForEach-Object { Sign $_.FullName }
& dist\clinic-desk\clinic-desk.com --selftest --nonce built; Must "self-test"

$nsis = (makensis /VERSION) -replace "^v", ""
if ($SignSubject -and [version]$nsis -lt [version]"3.11") { throw "NSIS $nsis: CVE-2025-43715; releases need 3.11" }
$state = $(if ($SignSubject) { "" } else { "-unsigned" })
$setup = (Resolve-Path dist).Path + "\clinic-desk-$version-setup-x64$state.exe"
makensis /INPUTCHARSET UTF8 /DVERSION=$version "/DCOMMIT=$($env:CLINIC_COMMIT.Substring(0,12))" `
  "/DSOURCE=$((Resolve-Path dist\clinic-desk).Path)" "/DTARGET=$setup" build\windows\setup.nsi; Must "makensis"
Sign $setup
Get-FileHash $setup -Algorithm SHA256 | ForEach-Object { "$($_.Hash.ToLower())  $(Split-Path $setup -Leaf)" } |
  Set-Content -Encoding ascii dist\SHA256SUMS
