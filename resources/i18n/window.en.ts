<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_US">
<context>
    <name>CommandBar</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
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
    <message numerus="yes">
        <source>%n row(s) could not be taken.</source>
        <translation>
            <numerusform>%n row could not be taken.</numerusform>
            <numerusform>%n rows could not be taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message numerus="yes">
        <source>Import %n client(s)</source>
        <translation>
            <numerusform>Import %n client</numerusform>
            <numerusform>Import %n clients</numerusform>
        </translation>
    </message>
</context>
</TS>
