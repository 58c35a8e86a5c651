<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name></name>
    <message>
        <source>MakePanel</source>
        <comment>Welcome</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MakePanel</source>
        <comment>Three steps: a passphrase, the recovery key, your clients.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MakePanel</source>
        <comment>Next</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RecoverPanel</source>
        <comment>Use the recovery key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RecoverPanel</source>
        <comment>It stands on the printed sheet: eight groups of four characters.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RecoverPanel</source>
        <comment>Open</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RestorePanel</source>
        <comment>Restore a backup</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RestorePanel</source>
        <comment>The backup is checked first. The present store is moved aside, never deleted.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RestorePanel</source>
        <comment>Restore</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KeyPanel</source>
        <comment>Your recovery key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KeyPanel</source>
        <comment>It opens the store when the passphrase is forgotten. It is shown this once.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KeyPanel</source>
        <comment>Next</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StartPanel</source>
        <comment>Your clients</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StartPanel</source>
        <comment>Everything can be changed or undone later.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StartPanel</source>
        <comment>Import a list</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutSection</name>
    <message>
        <source>KAM Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relationship care for key accounts. Works offline; your data stays on this computer, encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licensed under the Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences of what is shipped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a day a copy is made by itself and checked. To restore one: lock, then “Restore a backup”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up to a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed up and checked: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CapsWarning</name>
    <message>
        <source>Caps lock is on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in your clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel (XLSX, XLS), ODS or CSV in any encoding: one row a client, with their contacts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts from a phone or mail program as vCard (VCF).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You see what comes of it before anything is saved, and one click takes it all back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same file twice changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop a file here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. 10-15 or +7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday}, {month_name} {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday}, {month_name} {day}, {year}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a gift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DonePanel</name>
    <message>
        <source>Show the workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) new</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{updated} updated, {unchanged} as they were. Contacts: {people} new, {changed} updated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be taken.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Some values were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are in {name} with the reason; mend them and import that file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>KAM Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every client in mind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GateWindow</name>
    <message>
        <source>KAM Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data stays on this computer, encrypted. If both passphrase and recovery key are lost, nobody can open it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GeneralSection</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Impression</name>
    <message>
        <source>Impression {number} of 5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Printed or written down, and kept elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Keep it away from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied. Paste it where only you can read it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadingLine</name>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>KAM Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages, to Ctrl+8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close, clear, go back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MakePanel</name>
    <message>
        <source>As it should stand on reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 8 characters; a sentence is easy to remember.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PoliciesSection</name>
    <message>
        <source>Service policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each tier is due what, in days. Past the ideal a touch is due; past the latest it is red.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ideal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and plan again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies saved, plan made anew</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>First rows as they will be taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Import %n client(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{clients} rows with clients, {contacts} contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {rejected} that cannot be taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First row is headings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which column is what</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Save PDF</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoverPanel</name>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hyphens and capitals do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestorePanel</name>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of that time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SafetySection</name>
    <message>
        <source>Passphrase and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store is encrypted. If both passphrase and recovery key are lost, nobody can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery key: {key}. The old sheet opens nothing any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Find clients, contacts or actions; pinyin initials will do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command bar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>A spreadsheet, CSV file or phone contacts (vCard). You see what comes of it before anything is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look around with sample data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepHead</name>
    <message>
        <source>Step {number} of {total}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TabooBox</name>
    <message>
        <source>Taboos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TierBadge</name>
    <message>
        <source>Tier {tier}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Note a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockPanel</name>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkSection</name>
    <message>
        <source>My work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name, as it stands on reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Department</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gifts, in yuan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit per gift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit per person and year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gifts per person and year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning and reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan this many weeks ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports are due within days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_StoreLine</name>
    <message>
        <source>Not backed up yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed up and verified {day} {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Token</name>
    <message>
        <source>{name}, Delete removes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
