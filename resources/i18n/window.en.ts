<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_US">
<context>
    <name>AgendaPage</name>
    <message numerus="yes">
        <source>%n visit(s) moved to where their city is visited anyway.</source>
        <translation>
            <numerusform>%n visit moved to where its city is visited anyway.</numerusform>
            <numerusform>%n visits moved to where their city is visited anyway.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgreementsPane</name>
    <message numerus="yes">
        <source>%n need(s) to be spoken of</source>
        <translation>
            <numerusform>%n needs to be spoken of</numerusform>
            <numerusform>%n need to be spoken of</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkPopover</name>
    <message numerus="yes">
        <source>Change for {count} client(s)</source>
        <translation>
            <numerusform>Change for {count} client</numerusform>
            <numerusform>Change for {count} clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallDetails</name>
    <message numerus="yes">
        <source>%n call(s) without an answer, the last {when}</source>
        <translation>
            <numerusform>%n call without an answer, at {when}</numerusform>
            <numerusform>%n calls without an answer, the last at {when}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CampaignPage</name>
    <message numerus="yes">
        <source>%n client(s) invited</source>
        <translation>
            <numerusform>%n client invited</numerusform>
            <numerusform>%n clients invited</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message numerus="yes">
        <source>Send %n report(s)</source>
        <translation>
            <numerusform>Send %n report</numerusform>
            <numerusform>Send %n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n review(s)</source>
        <translation>
            <numerusform>Send %n review</numerusform>
            <numerusform>Send %n reviews</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenBar</name>
    <message numerus="yes">
        <source>%n visit(s) chosen</source>
        <translation>
            <numerusform>%n visit chosen</numerusform>
            <numerusform>%n visits chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n result(s)</source>
        <translation>
            <numerusform>the first %n result</numerusform>
            <numerusform>the first %n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageTab</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>%n thing(s) are due now</source>
        <translation>
            <numerusform>%n thing is due now</numerusform>
            <numerusform>%n things are due now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) fell due while you were away</source>
        <translation>
            <numerusform>%n thing fell due while you were away</numerusform>
            <numerusform>%n things fell due while you were away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message numerus="yes">
        <source>%n files chosen</source>
        <translation>
            <numerusform>%n file chosen</numerusform>
            <numerusform>%n files chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoneCard</name>
    <message numerus="yes">
        <source>%n card(s) in {name}</source>
        <translation>
            <numerusform>%n card in {name}</numerusform>
            <numerusform>%n cards in {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n date(s) in {name}</source>
        <translation>
            <numerusform>%n date in {name}</numerusform>
            <numerusform>%n dates in {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in {name}</source>
        <translation>
            <numerusform>%n row in {name}</numerusform>
            <numerusform>%n rows in {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) who have left got no card.</source>
        <translation>
            <numerusform>%n contact who has left got no card.</numerusform>
            <numerusform>%n contacts who have left got no card.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) were longer than a cell can hold and were cut; CSV has them whole.</source>
        <translation>
            <numerusform>%n text was longer than a cell can hold and was cut; CSV has it whole.</numerusform>
            <numerusform>%n texts were longer than a cell can hold and were cut; CSV has them whole.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DonePanel</name>
    <message numerus="yes">
        <source>%n client(s) new</source>
        <translation>
            <numerusform>%n client new</numerusform>
            <numerusform>%n clients new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n pair</numerusform>
            <numerusform>%n pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No duplicates found among {n} client(s).</source>
        <translation>
            <numerusform>No duplicates found: there is only {n} client.</numerusform>
            <numerusform>No duplicates found among {n} clients.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventForm</name>
    <message numerus="yes">
        <source>%n client(s) there</source>
        <translation>
            <numerusform>%n client there</numerusform>
            <numerusform>%n clients there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExchangeButton</name>
    <message numerus="yes">
        <source>Send %n report(s) to {name}</source>
        <translation>
            <numerusform>Send %n report to {name}</numerusform>
            <numerusform>Send %n reports to {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n review(s) to {name}</source>
        <translation>
            <numerusform>Send %n review to {name}</numerusform>
            <numerusform>Send %n reviews to {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpenseLine</name>
    <message numerus="yes">
        <source>%n receipt(s)</source>
        <translation>
            <numerusform>%n receipt</numerusform>
            <numerusform>%n receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message numerus="yes">
        <source>%n of the list</source>
        <translation>
            <numerusform>%n of the list</numerusform>
            <numerusform>%n of the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) of the list</source>
        <translation>
            <numerusform>%n client of the list</numerusform>
            <numerusform>%n clients of the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactLines</name>
    <message numerus="yes">
        <source>%n fact(s) still empty</source>
        <translation>
            <numerusform>%n fact still empty</numerusform>
            <numerusform>%n facts still empty</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FestivalsField</name>
    <message numerus="yes">
        <source>For %n festival(s)</source>
        <translation>
            <numerusform>For %n festival</numerusform>
            <numerusform>For %n festivals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupingPopover</name>
    <message numerus="yes">
        <source>Move %n visit(s)</source>
        <translation>
            <numerusform>Move %n visit</numerusform>
            <numerusform>Move %n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n day(s) more</source>
        <translation>
            <numerusform>and %n day more</numerusform>
            <numerusform>and %n days more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuestsPane</name>
    <message numerus="yes">
        <source>%n answer(s) noted</source>
        <translation>
            <numerusform>%n answer noted</numerusform>
            <numerusform>%n answers noted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s) taken off the list</source>
        <translation>
            <numerusform>%n guest taken off the list</numerusform>
            <numerusform>%n guests taken off the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n review(s)</source>
        <translation>
            <numerusform>%n review</numerusform>
            <numerusform>%n reviews</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListActs</name>
    <message numerus="yes">
        <source>{words} for {count} client(s)</source>
        <translation>
            <numerusform>{words} for {count} client</numerusform>
            <numerusform>{words} for {count} clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changing {count} client(s)</source>
        <translation>
            <numerusform>Changing {count} client</numerusform>
            <numerusform>Changing {count} clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} client(s) deleted</source>
        <translation>
            <numerusform>{count} client deleted</numerusform>
            <numerusform>{count} clients deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) copied</source>
        <translation>
            <numerusform>{count} row copied</numerusform>
            <numerusform>{count} rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) taken over from the clipboard</source>
        <translation>
            <numerusform>%n client taken over from the clipboard</numerusform>
            <numerusform>%n clients taken over from the clipboard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taking over %n client(s)</source>
        <translation>
            <numerusform>Taking over %n client</numerusform>
            <numerusform>Taking over %n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsBox</name>
    <message numerus="yes">
        <source>%n more promise(s)</source>
        <translation>
            <numerusform>%n more promise</numerusform>
            <numerusform>%n more promises</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message numerus="yes">
        <source>%n file(s) written</source>
        <translation>
            <numerusform>%n file written</numerusform>
            <numerusform>%n files written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n report(s) were not written.</source>
        <translation>
            <numerusform>Stopped; %n report was not written.</numerusform>
            <numerusform>Stopped; %n reports were not written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more were not tried.</source>
        <translation>
            <numerusform>%n more was not tried.</numerusform>
            <numerusform>%n more were not tried.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more failed.</source>
        <translation>
            <numerusform>%n more failed.</numerusform>
            <numerusform>%n more failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PacketsPage</name>
    <message numerus="yes">
        <source>%n returned</source>
        <translation>
            <numerusform>%n returned</numerusform>
            <numerusform>%n returned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n accepted</numerusform>
            <numerusform>%n accepted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersForm</name>
    <message numerus="yes">
        <source>%n of the list</source>
        <translation>
            <numerusform>%n of the list</numerusform>
            <numerusform>%n of the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PastePanel</name>
    <message numerus="yes">
        <source>%n as it is</source>
        <translation>
            <numerusform>%n as it is</numerusform>
            <numerusform>%n as they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message numerus="yes">
        <source>%n row(s) with clients</source>
        <translation>
            <numerusform>%n row with clients</numerusform>
            <numerusform>%n rows with clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n client(s)</source>
        <translation>
            <numerusform>Import %n client</numerusform>
            <numerusform>Import %n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromisesTab</name>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueTab</name>
    <message numerus="yes">
        <source>%n remark(s) go with it; another word may stay empty.</source>
        <translation>
            <numerusform>%n remark goes with it; another word may stay empty.</numerusform>
            <numerusform>%n remarks go with it; another word may stay empty.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rolling</name>
    <message numerus="yes">
        <source>%n late touch(es) spread over days to come.</source>
        <translation>
            <numerusform>%n late touch spread over days to come.</numerusform>
            <numerusform>%n late touches spread over days to come.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetySection</name>
    <message numerus="yes">
        <source>after %n minute(s)</source>
        <translation>
            <numerusform>after %n minute</numerusform>
            <numerusform>after %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendCard</name>
    <message numerus="yes">
        <source>%n report(s) not sent yet</source>
        <translation>
            <numerusform>%n report not sent yet</numerusform>
            <numerusform>%n reports not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n review(s) not sent yet</source>
        <translation>
            <numerusform>%n review not sent yet</numerusform>
            <numerusform>%n reviews not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n report(s) …</source>
        <translation>
            <numerusform>Send %n report …</numerusform>
            <numerusform>Send %n reports …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n review(s) …</source>
        <translation>
            <numerusform>Send %n review …</numerusform>
            <numerusform>Send %n reviews …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message numerus="yes">
        <source>%n thing(s) are due</source>
        <translation>
            <numerusform>%n thing is due</numerusform>
            <numerusform>%n things are due</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SubscriptionSection</name>
    <message numerus="yes">
        <source>Written: %n date(s)</source>
        <translation>
            <numerusform>Written: %n date</numerusform>
            <numerusform>Written: %n dates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThreadsTab</name>
    <message numerus="yes">
        <source>%n key client(s) would be lost with one person: ours, or theirs.</source>
        <translation>
            <numerusform>%n key client would be lost with one person: ours, or theirs.</numerusform>
            <numerusform>%n key clients would be lost with one person: ours, or theirs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayHead</name>
    <message numerus="yes">
        <source>%n report(s) late</source>
        <translation>
            <numerusform>%n report late</numerusform>
            <numerusform>%n reports late</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message numerus="yes">
        <source>Undone, and with the clients %n entries that came since: Bring back shows them again, importing anew does not</source>
        <translation>
            <numerusform>Undone, and with the clients %n entry that came since: Bring back shows it again, importing anew does not</numerusform>
            <numerusform>Undone, and with the clients %n entries that came since: Bring back shows them again, importing anew does not</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkingDayField</name>
    <message numerus="yes">
        <source>%n visit(s) on that day</source>
        <translation>
            <numerusform>%n visit on that day</numerusform>
            <numerusform>%n visits on that day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message numerus="yes">
        <source>%n later save(s) will no longer be there.</source>
        <translation>
            <numerusform>%n later save will no longer be there.</numerusform>
            <numerusform>%n later saves will no longer be there.</numerusform>
        </translation>
    </message>
</context>
</TS>
