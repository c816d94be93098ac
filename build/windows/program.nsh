; What the set-ups of both packages do; setup.nsi and single.nsi say for which. Called with -DVERSION -DCOMMIT -DSOURCE
; -DTARGET [-DQUICK] [-DSIGN=COMMAND], which signs the uninstaller (its file is put behind the command).
; /S silent, /D=FOLDER last and unquoted. Exit codes: 0 done, 1 cancelled, 2 failed, 32 the program is open, 1150 Windows
; too old.
; It never touches what the program keeps: that is removed by the user (DECISIONS 15), and REMOVED says how.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh
!include WinVer.nsh
Name "${TITLE}"
OutFile "${TARGET}"
RequestExecutionLevel admin
InstallDir "$PROGRAMFILES64\${ROOM}"
InstallDirRegKey HKLM "Software\${ROOM}" "InstallDir"
!ifdef QUICK
  SetCompressor zlib ; for the upgrade that is only tried
!else
  SetCompressor /SOLID lzma
!endif
VIProductVersion ${VERSION}.0
VIAddVersionKey /LANG=2052 ProductName "${TITLE}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  VIAddVersionKey /LANG=2052 FileDescription "${TITLE} 安装程序"
!else
  VIAddVersionKey /LANG=2052 FileDescription "${TITLE} 安装程序（未签名）"
!endif
VIAddVersionKey /LANG=2052 FileVersion ${VERSION}.0
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}+${COMMIT}"
VIAddVersionKey /LANG=2052 LegalCopyright "Apache-2.0"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE English
!define UK "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ROOM}"

; a program that is open would be left in halves
!macro RefuseWhileOpen PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_ICONSTOP|MB_OK "${TITLE}正在运行。请先关闭它的窗口，再安装或卸载。" /SD IDOK
      SetErrorLevel 32
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_ICONSTOP|MB_OK "需要 64 位 Windows 10 1809（内部版本 17763）或更新版本。Windows 7 等旧电脑请用远程桌面。" /SD IDOK
    SetErrorLevel 1150
    Quit
  ${EndIf}
FunctionEnd

Section
  SetRegView 64
  SetShellVarContext all
  !insertmacro RefuseWhileOpen clinic-desk.exe
  !insertmacro RefuseWhileOpen clinic-single.exe
  ; an upgrade in place: the program's own files go first, so that nothing of the old version stays
  RMDir /r "$INSTDIR\_internal"
  SetOutPath $INSTDIR
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${OPENED}.exe"
  !ifdef CONFIGURED
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/CONFIGFILE=" $R1
    ${IfNot} ${Errors}
      WriteRegStr HKLM "Software\${ROOM}" "ConfigFile" $R1
    ${EndIf}
  !endif
  WriteRegStr HKLM "Software\${ROOM}" "InstallDir" $INSTDIR
  WriteRegStr HKLM "${UK}" DisplayName "${TITLE}"
  WriteRegStr HKLM "${UK}" DisplayVersion "${VERSION}"
  WriteRegStr HKLM "${UK}" Publisher "门诊前台项目"
  WriteRegStr HKLM "${UK}" InstallLocation $INSTDIR
  WriteRegStr HKLM "${UK}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UK}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UK}" EstimatedSize $0
SectionEnd

Section un.program
  SetRegView 64
  SetShellVarContext all
  !insertmacro RefuseWhileOpen clinic-desk.exe
  !insertmacro RefuseWhileOpen clinic-single.exe
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\clinic-desk.exe"
  Delete "$INSTDIR\clinic-desk.com"
  Delete "$INSTDIR\clinic-desk-reader.exe"
  Delete "$INSTDIR\clinic-desk.pkg"
  Delete "$INSTDIR\clinic-single.exe"
  Delete "$INSTDIR\clinic-single.pkg"
  Delete "$INSTDIR\SHA256SUMS"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UK}"
  DeleteRegKey HKLM "Software\${ROOM}"
  IfSilent +2
  MessageBox MB_OK "${REMOVED}" /SD IDOK
SectionEnd
