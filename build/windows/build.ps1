# The release build on a real Windows machine, step by step what `dev.py package --windows` does under Wine: a current
# CPython from python.org, hash-pinned wheels, the gate, NSIS >= 3.11, WiX 3 for the MSI, signtool.
# A 32-bit gcc for the reader's helper (-Mingw: its prefix).
#   powershell -ExecutionPolicy Bypass -File build\windows\build.ps1 [-Single] [-SignSubject "..." -TimestampUrl http://...]
# Result in dist\: clinic-desk, set-up, MSI, SBOM, SHA256SUMS; with -Single clinic-single instead, which has no MSI.
# Without -SignSubject the names say "unsigned".
param([switch]$Single, [string]$Python = "py", [string]$Mingw = "i686-w64-mingw32-", [string]$SignSubject = "", [string]$TimestampUrl = "")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value
$env:PYTHONHASHSEED = "1"
$env:PYTHONUTF8 = "1"
$env:PYTHONDONTWRITEBYTECODE = "1"
$env:SOURCE_DATE_EPOCH = (git log -1 "--format=%ct")
$env:CLINIC_COMMIT = (git rev-parse HEAD)
$name = $(if ($Single) { "clinic-single" } else { "clinic-desk" })
$env:CLINIC_PACKAGE = $(if ($Single) { "single" } else { "desk" })
$env:CLINIC_SIGNED = $(if ($SignSubject) { "yes" } else { "no" })

function Must($what) { if ($LASTEXITCODE -ne 0) { throw "$what failed with $LASTEXITCODE" } }
function Sign($file) {
  if (-not $SignSubject) { return }
  signtool sign /fd sha256 /tr $TimestampUrl /td sha256 /n $SignSubject $file; Must "signtool"
  signtool verify /pa $file; Must "signtool verify"
}

# Windows Installer's objects name no methods to PowerShell: they are called by name
function Call($object, $method, $words) {
  $object.GetType().InvokeMember($method, "InvokeMethod", $null, $object, $words)
}

# 1. wheels by hash from the one lock
if (-not (Test-Path .venv-build)) { & $Python -m venv .venv-build; Must "venv" }
$py = ".venv-build\Scripts\python.exe"
foreach ($folder in @(".pyinstaller", "dist")) { New-Item -ItemType Directory -Force $folder | Out-Null }
$machine = $(if ($Single) { "one-pc" } else { "windows" })
& $py build\tasks\lock_entries.py $machine | Set-Content -Encoding ascii .pyinstaller\windows.txt; Must "lock"
& $py -m pip install --quiet --require-hashes --no-deps -r .pyinstaller\windows.txt; Must "pip"
# 2. the bundle
& .venv-build\Scripts\pyside6-lrelease.exe -silent resources\i18n\en.ts -qm resources\i18n\en.qm; Must "lrelease"
& $py -m PyInstaller --noconfirm --clean --workpath .pyinstaller --distpath dist installer.spec; Must "PyInstaller"
& $py build\tasks\windows_reader.py dist\$name "--tools=$Mingw"; Must "the reader's helper"
# 3. ours and the unsigned libraries are signed first, then the sums, the gate and the self-test
Get-ChildItem dist\$name -Recurse -Include @("*.exe", "*.com", "*.dll", "*.pyd") |
  Where-Object { (Get-AuthenticodeSignature $_).Status -ne "Valid" } | ForEach-Object { Sign $_.FullName }
& $py build\tasks\package_command.py --gate dist\$name; Must "the gate"
& "dist\$name\clinic-desk.com" --home .pyinstaller\selftest --selftest --nonce built; Must "self-test"
# 4. setup.exe
$nsis = (makensis /VERSION) -replace "^v", ""
if ($SignSubject -and [version]$nsis -lt [version]"3.11") { throw "NSIS ${nsis}: CVE-2025-43715; releases need 3.11" }
$state = $(if ($SignSubject) { "" } else { "-unsigned" })
$setup = (Resolve-Path dist).Path + "\$name-$version-setup-x64$state.exe"
$script = $(if ($Single) { "build\windows\single.nsi" } else { "build\windows\setup.nsi" })
# makensis makes the uninstaller and has it signed before it is packed
$uninstaller = @()
if ($SignSubject) {
  $command = Join-Path (Resolve-Path .pyinstaller).Path "sign.cmd"
  "@signtool sign /fd sha256 /tr $TimestampUrl /td sha256 /n `"$SignSubject`" %1" | Set-Content -Encoding oem $command
  $uninstaller = @("/DSIGN=$command")
}
makensis /V2 /INPUTCHARSET UTF8 @uninstaller /DVERSION=$version "/DCOMMIT=$($env:CLINIC_COMMIT.Substring(0,12))" `
  "/DSOURCE=$((Resolve-Path dist\$name).Path)" "/DTARGET=$setup" $script; Must "makensis"
Sign $setup
# 5. MSI of the desk (roll-out; one PC has none): ASCII from WiX, then code page 936 and Chinese names as under Wine
if (-not $Single) {
  $msi = (Resolve-Path dist).Path + "\clinic-desk-$version-x64$state.msi"
  heat dir dist\clinic-desk -nologo -cg AppFiles -dr INSTALLDIR -gg -sfrag -srd -sreg -var var.Src -out .pyinstaller\files.wxs
  Must "heat"
  foreach ($part in @("build\windows\desk", ".pyinstaller\files")) {
    $object = ".pyinstaller\" + (Split-Path $part -Leaf) + ".wixobj"
    candle -nologo -arch x64 "-dWin64=yes" "-dSrc=dist\clinic-desk" "-dVersion=$version" -out $object "$part.wxs"; Must "candle"
  }
  light -nologo -sice:ICE61 -out $msi .pyinstaller\desk.wixobj .pyinstaller\files.wixobj; Must "light"
  $page = Join-Path (Resolve-Path .pyinstaller).Path "_ForceCodepage.idt"
  [IO.File]::WriteAllText($page, "`r`n`r`n936`t_ForceCodepage`r`n", [Text.Encoding]::ASCII)
  $database = Call (New-Object -ComObject WindowsInstaller.Installer) "OpenDatabase" @($msi, 1)
  Call $database "Import" @([string](Split-Path $page), [string](Split-Path $page -Leaf)) | Out-Null
  foreach ($statement in Get-Content -Encoding UTF8 build\windows\msi-afterwards.sql) {
    $view = Call $database "OpenView" @([string]$statement)
    Call $view "Execute" $null | Out-Null
    Call $view "Close" $null | Out-Null
  }
  Call $database "Commit" $null | Out-Null
  $view = $null; $database = $null  # lets go of the file
  [GC]::Collect(); [GC]::WaitForPendingFinalizers()
  Sign $msi
}
# 6. SBOM and sums beside the installers
Copy-Item "dist\$name\_internal\sbom.cdx.json" "dist\$name-$version-windows.cdx.json"
Get-ChildItem dist -File | Where-Object Name -ne SHA256SUMS | Sort-Object Name |
  ForEach-Object { "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLower())  $($_.Name)" } |
  Set-Content -Encoding ascii dist\SHA256SUMS
