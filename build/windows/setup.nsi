; setup.exe of the desk for one PC by hand (roll-out: the MSI). Called as program.nsh says.
!define TITLE "门诊前台"
!define ROOM "ClinicFrontDesk"
!define OPENED "clinic-desk"
!define CONFIGURED ; takes /CONFIGFILE=PATH
!define REMOVED "程序已移除，数据仍保留在本机。要删除数据，请在卸载前由使用者运行：clinic-desk purge --yes"
!include program.nsh
