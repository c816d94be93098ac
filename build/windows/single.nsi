; setup.exe of clinic-single: desk, central and made-up people for one PC. Called as program.nsh says. It stands beside
; the desk without touching it: a folder, a Start-menu entry and registry keys of its own.
!define TITLE "门诊前台 单机练习"
!define ROOM "ClinicSingle"
!define OPENED "clinic-single"
!define REMOVED "程序已移除，练习数据仍保留在使用者的文件夹 %LOCALAPPDATA%\clinic-single，不再需要时可直接删除该文件夹。"
!include program.nsh
