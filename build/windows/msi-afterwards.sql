UPDATE Property SET Property.Value='门诊前台' WHERE Property.Property='ProductName'
UPDATE Property SET Property.Value='WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;CONFIGFILE;ENROLLCODE;INSTALLDIR' WHERE Property.Property='SecureCustomProperties'
UPDATE Shortcut SET Shortcut.Name='门诊前台' WHERE Shortcut.Shortcut='StartMenuShortcut'
UPDATE LaunchCondition SET LaunchCondition.Description='已安装更新的版本。' WHERE LaunchCondition.Condition='NOT WIX_DOWNGRADE_DETECTED'
INSERT INTO LaunchCondition (Condition, Description) VALUES ('Installed OR (VersionNT64 AND WINDOWSBUILD >= 17763)', '需要 64 位 Windows 10 1809（内部版本 17763）或更新版本。')
