<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AboutSection</name>
    <message>
        <source>KAM Desktop</source>
        <translation>客情</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Relationship care for key accounts. Works offline; your data stays on this computer, encrypted.</source>
        <translation>大客户的客情维护。离线可用，资料只在这台电脑上，全库加密。</translation>
    </message>
    <message>
        <source>Licensed under the Apache License 2.0.</source>
        <translation>以 Apache License 2.0 授权。</translation>
    </message>
    <message>
        <source>Licences of what is shipped</source>
        <translation>随附内容的许可</translation>
    </message>
</context>
<context>
    <name>AbsencesSection</name>
    <message>
        <source>What was planned for these days moves; what you set by hand stays.</source>
        <translation>这些天的安排会改期；手工定的日子不动。</translation>
    </message>
    <message>
        <source>Ill, on leave, in training</source>
        <translation>病假、休假、培训</translation>
    </message>
    <message>
        <source>I am ill today</source>
        <translation>我今天病了</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Now and to come</source>
        <translation>现在与将来</translation>
    </message>
    <message>
        <source>myself</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Another absence</source>
        <translation>其他缺勤</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Nobody is away.</source>
        <translation>没有人缺勤。</translation>
    </message>
    <message>
        <source>Remove: {what}</source>
        <translation>删除：{what}</translation>
    </message>
    <message>
        <source>Absence removed</source>
        <translation>缺勤已删除</translation>
    </message>
</context>
<context>
    <name>Advance</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} / {total}</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>AgendaHead</name>
    <message>
        <source>Back</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>On</source>
        <translation>往后</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Week or month</source>
        <translation>周或月</translation>
    </message>
    <message>
        <source>Group by city</source>
        <translation>按城市归并</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first}至 {last}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <comment>lunar months</comment>
        <translation>{first}至{last}</translation>
    </message>
    <message>
        <source>holidays of {year} are a forecast</source>
        <translation>{year} 年放假安排为预计</translation>
    </message>
</context>
<context>
    <name>AgendaPage</name>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Skip with a reason</source>
        <translation>跳过，写明原因</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Take the proposal</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Group visits by city</source>
        <translation>按城市归并拜访</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>A day back; the other arrows alike</source>
        <translation>前一天，其余方向键类推</translation>
    </message>
    <message>
        <source>A month on, PgUp back</source>
        <translation>后一个月，PgUp 前一个月</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>回到今天</translation>
    </message>
    <message>
        <source>Week, M month</source>
        <translation>周，M 月</translation>
    </message>
    <message>
        <source>Into the day; there: open the client</source>
        <translation>进入当天；再按打开客户</translation>
    </message>
    <message>
        <source>Move: 1, 3, 7 days or a date</source>
        <translation>改期：1、3、7 天或某日</translation>
    </message>
    <message>
        <source>Nothing is planned yet: there are no clients.</source>
        <translation>还没有安排：一位客户也没有。</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入一张表</translation>
    </message>
    <message>
        <source>The calendar could not be read.</source>
        <translation>日程没有读出来。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) moved to where their city is visited anyway.</source>
        <translation>
            <numerusform>已将 %n 次拜访移到同城拜访的日子。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgendaRows</name>
    <message>
        <source>No room on this day</source>
        <translation>这天放不下</translation>
    </message>
    <message>
        <source>No room this month</source>
        <translation>本月放不下</translation>
    </message>
    <message>
        <source>No room this week</source>
        <translation>本周放不下</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>手定</translation>
    </message>
    <message>
        <source>→ {day}</source>
        <translation>→ {day}</translation>
    </message>
</context>
<context>
    <name>AgendaWords</name>
    <message>
        <source>{name}, birthday</source>
        <translation>{name}生日</translation>
    </message>
    <message>
        <source>{n}/{most} visits</source>
        <translation>{n}/{most} 访</translation>
    </message>
    <message>
        <source>{n}/{most} h</source>
        <translation>{n}/{most} 时</translation>
    </message>
    <message>
        <source>{n} / {most} hours</source>
        <translation>{n} / {most} 小时</translation>
    </message>
    <message>
        <source>{n} / {most} visits</source>
        <translation>拜访 {n} / {most}</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>还有 {n} 项</translation>
    </message>
    <message>
        <source>{n} to do, {done} done</source>
        <translation>待办 {n} 项，已办 {done} 项</translation>
    </message>
    <message>
        <source>{n} h too many</source>
        <translation>超 {n} 小时</translation>
    </message>
    <message>
        <source>{why}, until {day}</source>
        <translation>{why}，时限到 {day}</translation>
    </message>
    <message>
        <source>{n} too many</source>
        <translation>超 {n} 次</translation>
    </message>
    <message>
        <source>{city} {n}</source>
        <translation>{city} {n} 家</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between cities</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Out: {cities}</source>
        <translation>在外：{cities}</translation>
    </message>
    <message>
        <source>Move to {day}, {city} too</source>
        <translation>移到 {day}，同在{city}</translation>
    </message>
    <message>
        <source>Move to {day}</source>
        <translation>移到 {day}</translation>
    </message>
</context>
<context>
    <name>AgreementEntry</name>
    <message>
        <source>e.g. framework for 2027</source>
        <translation>如：2027 年框架协议</translation>
    </message>
    <message>
        <source>Renews by itself</source>
        <translation>自动续约</translation>
    </message>
    <message>
        <source>What was agreed</source>
        <translation>约定内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Speak of it, days before</source>
        <translation>提前几天谈</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>约定数量</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Edit the agreement</source>
        <translation>修改协议</translation>
    </message>
    <message>
        <source>New agreement</source>
        <translation>新协议</translation>
    </message>
    <message>
        <source>Agreement removed: {what}</source>
        <translation>已移除协议：{what}</translation>
    </message>
    <message>
        <source>Agreement noted: {what}</source>
        <translation>已记下协议：{what}</translation>
    </message>
</context>
<context>
    <name>AgreementLineEntry</name>
    <message>
        <source>-200 is used up</source>
        <translation>用掉 200 写 -200</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>New line of the agreement</source>
        <translation>协议新明细</translation>
    </message>
    <message>
        <source>Noted: {what}</source>
        <translation>已记下：{what}</translation>
    </message>
</context>
<context>
    <name>AgreementLines</name>
    <message>
        <source>Lines of the agreement</source>
        <translation>协议明细</translation>
    </message>
    <message>
        <source>A line</source>
        <translation>加一条</translation>
    </message>
    <message>
        <source>Done, or open again</source>
        <translation>完成，或改回未完成</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>done {on}</source>
        <translation>{on} 完成</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
    <message>
        <source>Open again: {what}</source>
        <translation>改回未完成：{what}</translation>
    </message>
    <message>
        <source>Removed: {what}</source>
        <translation>已移除：{what}</translation>
    </message>
</context>
<context>
    <name>AgreementsPane</name>
    <message>
        <source>Agreements</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>No agreement is in force. Contracts and memberships are written down at a client, under Business.</source>
        <translation>没有在履行的协议。合同、会员等在客户的「业务」里登记。</translation>
    </message>
    <message>
        <source>Choose a client</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>No agreement yet. Contracts, memberships and promises are spoken of before they end.</source>
        <translation>还没有协议。合同、友会、承诺到期之前会提醒去谈。</translation>
    </message>
    <message>
        <source>New agreement</source>
        <translation>新协议</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>A line: deadline, volume, points</source>
        <translation>加明细：到期事项、用量、积分</translation>
    </message>
    <message>
        <source>Renew for a year</source>
        <translation>续一年</translation>
    </message>
    <message>
        <source>It has ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>约定数量</translation>
    </message>
    <message>
        <source>Next due</source>
        <translation>最近到期</translation>
    </message>
    <message>
        <source>open</source>
        <translation>不限期</translation>
    </message>
    <message>
        <source>ended {on}</source>
        <translation>{on} 已到期</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) to be spoken of</source>
        <translation>
            <numerusform>%n 份该谈了</numerusform>
        </translation>
    </message>
    <message>
        <source>Renewed until {on}: {what}</source>
        <translation>已续到 {on}：{what}</translation>
    </message>
    <message>
        <source>Ended: {what}</source>
        <translation>已结束：{what}</translation>
    </message>
    <message>
        <source>Agreement removed: {what}</source>
        <translation>已移除协议：{what}</translation>
    </message>
</context>
<context>
    <name>AlikeBar</name>
    <message>
        <source>Open {name}</source>
        <translation>打开「{name}」</translation>
    </message>
    <message>
        <source>is there already ({why})</source>
        <translation>已经存在（{why}）</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Merge with {name}</source>
        <translation>与「{name}」合并</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a promise</source>
        <translation>添加承诺</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a gift</source>
        <translation>添加礼品</translation>
    </message>
    <message>
        <source>No gifts at this visit.</source>
        <translation>这次没有礼品。</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Who promised what by when. Promises become touches before they fall due.</source>
        <translation>谁答应了什么，何时到期。到期前会列入今日。</translation>
    </message>
    <message>
        <source>No promises at this visit.</source>
        <translation>这次没有承诺。</translation>
    </message>
    <message>
        <source>For {name}</source>
        <translation>给{name}</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>{name}所赠</translation>
    </message>
    <message>
        <source>origin: {origin}</source>
        <translation>来历：{origin}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>。</translation>
    </message>
    <message>
        <source>Within limits, {spent} of {limit} this year</source>
        <translation>未超限额，本年已用 {spent} / {limit}</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>主管审阅</translation>
    </message>
    <message>
        <source>Waits for {name} to review it</source>
        <translation>等{name}审阅</translation>
    </message>
</context>
<context>
    <name>AskClient</name>
    <message>
        <source>Whom do you visit?</source>
        <translation>拜访哪位客户？</translation>
    </message>
    <message>
        <source>Two letters of pinyin are enough. Enter takes the first hit.</source>
        <translation>两个拼音字母就够，回车取第一个。</translation>
    </message>
</context>
<context>
    <name>Autosave</name>
    <message>
        <source>Changed elsewhere meanwhile; both texts are kept</source>
        <translation>内容刚被别处改过，两份文字都已保留</translation>
    </message>
    <message>
        <source>Saved at {time}</source>
        <translation>{time} 已保存</translation>
    </message>
</context>
<context>
    <name>Away</name>
    <message>
        <source>{first} to {last}</source>
        <translation>{first}至 {last}</translation>
    </message>
    <message>
        <source>{kind}, {days}: nothing stood on these days.</source>
        <translation>{kind} {days}：这些天没有安排。</translation>
    </message>
    <message>
        <source>{kind}, {days}: {moved} moved, {n} found no other day.</source>
        <translation>{kind} {days}：{moved} 件改期，{n} 件找不到日子。</translation>
    </message>
    <message>
        <source>{kind}, {days}: {moved} moved to other days.</source>
        <translation>{kind} {days}：{moved} 件已改期。</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Once a day a copy is made by itself and checked.</source>
        <translation>每天自动备份一次并校验。</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up to a folder …</source>
        <translation>备份到文件夹…</translation>
    </message>
    <message>
        <source>Verified copies</source>
        <translation>核对过的备份</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 位客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Restore the copy of {when}</source>
        <translation>恢复 {when} 的备份</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backed up and checked: {name}</source>
        <translation>已备份并核对：{name}</translation>
    </message>
</context>
<context>
    <name>BirthdayField</name>
    <message>
        <source>next {day}, turns {age}</source>
        <translation>下次 {day}，满 {age} 岁</translation>
    </message>
    <message>
        <source>next {day}</source>
        <translation>下次 {day}</translation>
    </message>
    <message>
        <source>without the day there is no reminder</source>
        <translation>没有日，不会提醒</translation>
    </message>
    <message>
        <source>e.g. 1984-10-21, 10-21 or lunar 8-15</source>
        <translation>如 1984-10-21、10-21 或 八月十五</translation>
    </message>
    <message>
        <source>Solar</source>
        <translation>公历</translation>
    </message>
    <message>
        <source>Lunar</source>
        <translation>农历</translation>
    </message>
</context>
<context>
    <name>Brief</name>
    <message>
        <source>Preparation</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>议程</translation>
    </message>
    <message>
        <source>People to meet</source>
        <translation>要见的人</translation>
    </message>
    <message>
        <source>{days} in this post</source>
        <translation>到岗 {days}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Before: {name}, now at {client}</source>
        <translation>前任{name}，已调{client}</translation>
    </message>
    <message>
        <source>Before: {name}</source>
        <translation>前任{name}</translation>
    </message>
    <message>
        <source>Talking points</source>
        <translation>谈话要点</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>「{words}」</translation>
    </message>
    <message>
        <source>Last gift, {when}</source>
        <translation>上次礼品，{when}</translation>
    </message>
    <message>
        <source>Order {slow} behind the usual rhythm of {usual}</source>
        <translation>订货比往常 {usual}一次慢 {slow}</translation>
    </message>
    <message>
        <source>Last 90 days {n} % under the year before</source>
        <translation>近 90 天采购比去年同期少 {n}%</translation>
    </message>
    <message>
        <source>Last 90 days {n} % over the year before</source>
        <translation>近 90 天采购比去年同期多 {n}%</translation>
    </message>
    <message>
        <source>Promises before</source>
        <translation>上次的承诺</translation>
    </message>
    <message>
        <source>{owner}, due {day}</source>
        <translation>{owner}，{day}到期</translation>
    </message>
    <message>
        <source>{owner}, was due {day}</source>
        <translation>{owner}，{day}已到期</translation>
    </message>
    <message>
        <source>To bring</source>
        <translation>带去</translation>
    </message>
</context>
<context>
    <name>BulkPopover</name>
    <message numerus="yes">
        <source>Change for {count} client(s)</source>
        <translation>
            <numerusform>修改 {count} 位客户</numerusform>
        </translation>
    </message>
    <message>
        <source>What will change</source>
        <translation>将要修改的内容</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Add or take out</source>
        <translation>添加或去掉</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>take out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Empty takes the value away</source>
        <translation>留空即清除原值</translation>
    </message>
    <message>
        <source>All {count} are so already</source>
        <translation>{count} 位都已如此</translation>
    </message>
    <message>
        <source>{count} already so</source>
        <translation>其中 {count} 位已如此</translation>
    </message>
    <message>
        <source>Their touches are planned anew.</source>
        <translation>将重新安排这些客户的接触。</translation>
    </message>
    <message>
        <source>{field}: take off {value}</source>
        <translation>{field}去掉{value}</translation>
    </message>
    <message>
        <source>{field}: add {value}</source>
        <translation>{field}添加{value}</translation>
    </message>
    <message>
        <source>{field} {before} → {after}</source>
        <translation>{field} {before} → {after}</translation>
    </message>
</context>
<context>
    <name>CallDetails</name>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) without an answer, the last {when}</source>
        <translation>
            <numerusform>打过 %n 次没有接，上次 {when}</numerusform>
        </translation>
    </message>
    <message>
        <source>Put off {when}</source>
        <translation>{when} 说好稍后再打</translation>
    </message>
    <message>
        <source>It is {time} there: quiet hours. Better call later, unless it cannot wait.</source>
        <translation>对方当地 {time}，正是休息时间；不急的事晚些再打。</translation>
    </message>
    <message>
        <source>What to say</source>
        <translation>怎么说</translation>
    </message>
    <message>
        <source>Talking points</source>
        <translation>谈话要点</translation>
    </message>
    <message>
        <source>Nothing is noted about this client yet.</source>
        <translation>这位客户还没有任何记录。</translation>
    </message>
    <message>
        <source>Last gift</source>
        <translation>上次礼品</translation>
    </message>
    <message>
        <source>Others there</source>
        <translation>同一家的其他人</translation>
    </message>
</context>
<context>
    <name>CallHead</name>
    <message>
        <source>No number yet: add one</source>
        <translation>还没有号码，补一个</translation>
    </message>
    <message>
        <source>address as {name}</source>
        <translation>称呼「{name}」</translation>
    </message>
    <message>
        <source>best {hours}</source>
        <translation>宜 {hours}</translation>
    </message>
</context>
<context>
    <name>CallQueue</name>
    <message>
        <source>missed {n}×</source>
        <translation>未接 {n} 次</translation>
    </message>
    <message>
        <source>later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
</context>
<context>
    <name>CallerPage</name>
    <message>
        <source>Paste a number in any spelling</source>
        <translation>粘贴号码，怎么写都行</translation>
    </message>
    <message>
        <source>Who has this number</source>
        <translation>谁有这个号码</translation>
    </message>
    <message>
        <source>Make a contact with this number at</source>
        <translation>给哪家客户新建这个号码的联系人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>谁来电</translation>
    </message>
    <message>
        <source>Open the person</source>
        <translation>打开这个人</translation>
    </message>
    <message>
        <source>Nobody is known with {number}.</source>
        <translation>没有人用 {number} 这个号码。</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>这不是电话号码。</translation>
    </message>
    <message>
        <source>has left</source>
        <translation>已离任</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Call list</source>
        <translation>打电话</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>重大事件</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Who is to be called</source>
        <translation>要打给谁</translation>
    </message>
    <message>
        <source>Reached; the outcome follows, Enter goes to the next</source>
        <translation>接通；写一句结果，回车到下一位</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>Call later</source>
        <translation>稍后再打</translation>
    </message>
    <message>
        <source>Call the number</source>
        <translation>拨这个号码</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Next, K previous</source>
        <translation>下一位，K 上一位</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>All calls that are due</source>
        <translation>所有到期的电话</translation>
    </message>
    <message>
        <source>{handled} / {total}, reached {reached}</source>
        <translation>{handled} / {total}，接通 {reached}</translation>
    </message>
    <message>
        <source>Nobody is left to call. Reached {reached} of {total}.</source>
        <translation>没有要打的了。{total} 家接通 {reached} 家。</translation>
    </message>
    <message>
        <source>No call is due.</source>
        <translation>没有到期的电话。</translation>
    </message>
    <message>
        <source>See today</source>
        <translation>看今日</translation>
    </message>
    <message>
        <source>Reached: {who}</source>
        <translation>接通了：{who}</translation>
    </message>
    <message>
        <source>Not reached: {who}</source>
        <translation>未接通：{who}</translation>
    </message>
    <message>
        <source>To be called later: {who}</source>
        <translation>稍后再打：{who}</translation>
    </message>
</context>
<context>
    <name>CampaignEntry</name>
    <message>
        <source>e.g. autumn meeting with our dealers</source>
        <translation>如：秋季经销商座谈会</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Last day, of several</source>
        <translation>最后一天（多日）</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Edit the campaign</source>
        <translation>修改活动</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>新活动</translation>
    </message>
    <message>
        <source>Campaign removed: {what}</source>
        <translation>已移除活动：{what}</translation>
    </message>
    <message>
        <source>Campaign noted: {what}</source>
        <translation>已记下活动：{what}</translation>
    </message>
</context>
<context>
    <name>CampaignPage</name>
    <message>
        <source>Guests</source>
        <translation>来宾</translation>
    </message>
    <message>
        <source>Choose clients, list</source>
        <translation>选择客户、列表</translation>
    </message>
    <message>
        <source>{invited} invited, {coming} coming, {came} came</source>
        <translation>邀请 {invited}，要来 {coming}，到场 {came}</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) invited</source>
        <translation>
            <numerusform>已邀请 %n 家</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CampaignsPane</name>
    <message>
        <source>Campaigns</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>No campaign yet. Whoever is invited is called in time, and thanked when they came.</source>
        <translation>还没有活动。被邀请的会按时去电，到场的会道谢。</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>新活动</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Invited · coming · came</source>
        <translation>邀请 · 要来 · 到场</translation>
    </message>
    <message>
        <source>Spent / budget</source>
        <translation>已用 / 预算</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划中</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>来宾</translation>
    </message>
    <message>
        <source>Campaign removed: {what}</source>
        <translation>已移除活动：{what}</translation>
    </message>
</context>
<context>
    <name>CapsWarning</name>
    <message>
        <source>Caps lock is on</source>
        <translation>大写锁定已开</translation>
    </message>
</context>
<context>
    <name>CarePage</name>
    <message>
        <source>Business care</source>
        <translation>业务维护</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Services and promotion</source>
        <translation>服务与促销支持</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Resources of the tiers</source>
        <translation>等级资源</translation>
    </message>
    <message>
        <source>Views, list, lines</source>
        <translation>视图、列表、明细</translation>
    </message>
</context>
<context>
    <name>CauseActions</name>
    <message>
        <source>Occasion removed: {what}</source>
        <translation>已删除日子：{what}</translation>
    </message>
    <message>
        <source>Favour removed: {what}</source>
        <translation>已删除帮忙：{what}</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已办：{what}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办好了</translation>
    </message>
    <message>
        <source>Evened out: {what}</source>
        <translation>已两清：{what}</translation>
    </message>
    <message>
        <source>Evened out</source>
        <translation>已两清</translation>
    </message>
</context>
<context>
    <name>CauseEntry</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The client itself</source>
        <translation>客户本身</translation>
    </message>
    <message>
        <source>Saved elsewhere meanwhile; there it says “{theirs}”. Save again to put yours in its place.</source>
        <translation>其间别处已保存，那里写的是「{theirs}」。再按一次保存，就以您写的为准。</translation>
    </message>
</context>
<context>
    <name>CauseList</name>
    <message>
        <source>An occasion</source>
        <translation>日子</translation>
    </message>
    <message>
        <source>A favour</source>
        <translation>帮忙</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>还有 {count} 项</translation>
    </message>
    <message>
        <source>No day to come, no favour open</source>
        <translation>没有临近的日子，也没有未了的帮忙</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办好了</translation>
    </message>
    <message>
        <source>Evened out</source>
        <translation>已两清</translation>
    </message>
</context>
<context>
    <name>Causes</name>
    <message>
        <source>no day</source>
        <translation>未定日子</translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>{day}前</translation>
    </message>
    <message>
        <source>we promised help</source>
        <translation>我方答应的</translation>
    </message>
    <message>
        <source>they promised help</source>
        <translation>对方答应的</translation>
    </message>
    <message>
        <source>to be returned</source>
        <translation>待还的情</translation>
    </message>
</context>
<context>
    <name>CellEditing</name>
    <message>
        <source>This was not saved when the list was left.</source>
        <translation>离开客户列表时，这里的内容没有保存。</translation>
    </message>
    <message>
        <source>This belongs to the main contact. Open the client to change it there.</source>
        <translation>这是主要联系人的资料，请打开客户在那里修改。</translation>
    </message>
    <message>
        <source>The next touch follows from the plan. Move it on Today or in the client&apos;s panel.</source>
        <translation>下次接触由计划推算，请在「今日」或客户页的侧栏里改期。</translation>
    </message>
    <message>
        <source>This follows from what was logged. Log a contact with L, and it changes by itself.</source>
        <translation>这一栏由接触记录推算。按 L 记一次接触，它会自己更新。</translation>
    </message>
    <message>
        <source>{field} {before} → {after}</source>
        <translation>{field} {before} → {after}</translation>
    </message>
    <message>
        <source>Meanwhile it was changed to {value}. Enter puts yours there, Esc leaves it.</source>
        <translation>这期间已被改为「{value}」。Enter 用您的内容替换，Esc 保留现有内容。</translation>
    </message>
    <message>
        <source>{field} “{text}” is not saved yet: {reason}</source>
        <translation>{field}「{text}」还没有保存：{reason}</translation>
    </message>
</context>
<context>
    <name>ChartsSide</name>
    <message>
        <source>Purchases by month</source>
        <translation>按月采购</translation>
    </message>
    <message>
        <source>Purchases by year</source>
        <translation>按年采购</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>按月</translation>
    </message>
    <message>
        <source>Products, 12 months</source>
        <translation>产品，近 12 个月</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>按年</translation>
    </message>
    <message>
        <source>share, course, against the year before</source>
        <translation>份额、走势、同比</translation>
    </message>
    <message>
        <source>grey: the year before</source>
        <translation>灰色为上年同月</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>其余产品</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>未写品名</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message>
        <source>All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Only what is new</source>
        <translation>只选新的</translation>
    </message>
    <message>
        <source>Visits to send</source>
        <translation>要发送的拜访</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>To {name}</source>
        <translation>发给{name}</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Your verdict and your remarks go along.</source>
        <translation>审阅结论和批注会一起发送。</translation>
    </message>
    <message>
        <source>Promises, expenses, gifts, photos and answers go along; phones, birthdays, family, hobbies, taboos and notes stay here.</source>
        <translation>承诺、费用、礼品、照片和对批注的答复会一起发送；电话、生日、家庭、爱好、忌讳和备注留在本机。</translation>
    </message>
    <message numerus="yes">
        <source>Send %n report(s)</source>
        <translation>
            <numerusform>发送 %n 份报告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n review(s)</source>
        <translation>
            <numerusform>发送 %n 份审阅意见</numerusform>
        </translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>保存到哪里</translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Bring in your clients</source>
        <translation>导入您的客户</translation>
    </message>
    <message>
        <source>Excel (XLSX, XLS), ODS or CSV in any encoding: one row a client, with their contacts.</source>
        <translation>Excel（XLSX、XLS）、ODS 或任何编码的 CSV：一行一个客户，联系人写在同一行。</translation>
    </message>
    <message>
        <source>Contacts from a phone or mail program as vCard (VCF) or LDIF.</source>
        <translation>手机或邮件程序导出的联系人（vCard、VCF 或 LDIF）。</translation>
    </message>
    <message>
        <source>Purchases, interactions and gifts as a list; calendars (ICS); the JSON of Monica.</source>
        <translation>采购、接触、礼品记录的表格；日历（ICS）；Monica 导出的 JSON。</translation>
    </message>
    <message>
        <source>You see what comes of it before anything is saved, and one click takes it all back.</source>
        <translation>保存前先看结果，事后一键撤销。</translation>
    </message>
    <message>
        <source>The same file twice changes nothing.</source>
        <translation>同一个文件导入两次，不会重复。</translation>
    </message>
    <message>
        <source>Or drop a file here.</source>
        <translation>也可以把文件拖到这里。</translation>
    </message>
    <message>
        <source>Sheet {name}</source>
        <translation>工作表 {name}</translation>
    </message>
</context>
<context>
    <name>ChosenBar</name>
    <message>
        <source>Submit reports</source>
        <translation>提交报告</translation>
    </message>
    <message>
        <source>Call plans off …</source>
        <translation>取消拜访…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) chosen</source>
        <translation>
            <numerusform>已选 %n 次拜访</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientActions</name>
    <message>
        <source>{name} was merged into this client</source>
        <translation>{name}已并入此客户</translation>
    </message>
    <message>
        <source>Promise noted</source>
        <translation>已记下承诺</translation>
    </message>
    <message>
        <source>Promise kept: {text}</source>
        <translation>承诺已兑现：{text}</translation>
    </message>
    <message>
        <source>Note removed</source>
        <translation>备注已删除</translation>
    </message>
    <message>
        <source>Contact removed</source>
        <translation>已删除这一笔</translation>
    </message>
    <message>
        <source>{name} deleted</source>
        <translation>已删除{name}</translation>
    </message>
</context>
<context>
    <name>ClientBusinessPage</name>
    <message>
        <source>Business care</source>
        <translation>业务维护</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Services and promotion</source>
        <translation>服务与促销支持</translation>
    </message>
    <message>
        <source>Delivered value</source>
        <translation>让渡价值</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Views, list, lines</source>
        <translation>视图、列表、明细</translation>
    </message>
</context>
<context>
    <name>ClientExtras</name>
    <message>
        <source>Suppliers</source>
        <translation>供货份额</translation>
    </message>
</context>
<context>
    <name>ClientField</name>
    <message>
        <source>Client, contact or pinyin</source>
        <translation>客户、联系人或拼音</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>ClientForm</name>
    <message>
        <source>made from the name</source>
        <translation>由名称生成</translation>
    </message>
    <message>
        <source>as on this computer</source>
        <translation>与本机相同</translation>
    </message>
    <message>
        <source>with commas between them</source>
        <translation>用逗号隔开</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>编辑{name}</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户</translation>
    </message>
</context>
<context>
    <name>ClientHead</name>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>未联系</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次拜访</translation>
    </message>
    <message>
        <source>Next touch</source>
        <translation>下次接触</translation>
    </message>
    <message>
        <source>Open promises</source>
        <translation>未兑现承诺</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Parent company</source>
        <translation>上级公司</translation>
    </message>
    <message>
        <source>of {parent}</source>
        <translation>属{parent}</translation>
    </message>
    <message>
        <source>no contact yet</source>
        <translation>还没有接触</translation>
    </message>
    <message>
        <source>{owner} and {count} more</source>
        <translation>{owner}，另 {count} 人</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{what}, {days} late</source>
        <translation>{what}，迟 {days}</translation>
    </message>
    <message>
        <source>{what}, {day}</source>
        <translation>{what}，{day}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count}, due {day}</source>
        <translation>{count} 项，{day}</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} 项</translation>
    </message>
</context>
<context>
    <name>ClientPage</name>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Note a promise</source>
        <translation>记一项承诺</translation>
    </message>
    <message>
        <source>Record a gift</source>
        <translation>登记礼品</translation>
    </message>
    <message>
        <source>Note an occasion</source>
        <translation>记一个日子</translation>
    </message>
    <message>
        <source>Note a favour</source>
        <translation>记一次帮忙</translation>
    </message>
    <message>
        <source>Brief for the car</source>
        <translation>访前一页</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>添加联系人</translation>
    </message>
    <message>
        <source>Timeline filters, to 9</source>
        <translation>时间线筛选，至 9</translation>
    </message>
    <message>
        <source>Previous client of the list</source>
        <translation>名单里的上一个客户</translation>
    </message>
    <message>
        <source>Next client of the list</source>
        <translation>名单里的下一个客户</translation>
    </message>
    <message>
        <source>Open or correct a line</source>
        <translation>打开或更正一行</translation>
    </message>
    <message>
        <source>Remove what was noted</source>
        <translation>删除自己记的内容</translation>
    </message>
    <message>
        <source>The whole text of a line</source>
        <translation>整段文字</translation>
    </message>
    <message>
        <source>This client is no longer on the list.</source>
        <translation>这个客户已经不在名单里了。</translation>
    </message>
    <message>
        <source>To the clients</source>
        <translation>回到客户</translation>
    </message>
    <message>
        <source>Delete client</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Find in this timeline</source>
        <translation>在时间线中查找</translation>
    </message>
    <message>
        <source>Edit a fact where it stands</source>
        <translation>就地修改资料</translation>
    </message>
    <message>
        <source>Views of this client</source>
        <translation>客户的各个视图</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>在新窗口打开</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Policy of this client</source>
        <translation>该客户的服务策略</translation>
    </message>
    <message>
        <source>Dossier on paper</source>
        <translation>打印客户档案</translation>
    </message>
    <message>
        <source>Hand over to a colleague</source>
        <translation>交接给同事</translation>
    </message>
</context>
<context>
    <name>ClientPanel</name>
    <message>
        <source>Note a promise</source>
        <translation>记一项承诺</translation>
    </message>
    <message>
        <source>Coming up</source>
        <translation>近日要紧</translation>
    </message>
    <message>
        <source>Open promises</source>
        <translation>未兑现承诺</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>集团</translation>
    </message>
    <message>
        <source>Occasions, favours</source>
        <translation>纪念日与帮忙</translation>
    </message>
    <message>
        <source>Only for me</source>
        <translation>仅自己可见</translation>
    </message>
    <message>
        <source>Nothing is planned</source>
        <translation>没有安排</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>还有 {count} 项</translation>
    </message>
    <message>
        <source>No open promise</source>
        <translation>没有未兑现的承诺</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
</context>
<context>
    <name>ClientsHead</name>
    <message>
        <source>Name, contact, phone, city</source>
        <translation>名称、联系人、电话、城市</translation>
    </message>
    <message>
        <source>Filter clients</source>
        <translation>筛选客户</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>细分</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation>查找重复</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>全部 {count}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No tier {count}</source>
        <translation>未分级 {count}</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} / {total} 位客户</translation>
    </message>
    <message>
        <source>Clients: {count}</source>
        <translation>{count} 位客户</translation>
    </message>
</context>
<context>
    <name>ClientsPage</name>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Look without opening</source>
        <translation>快速查看</translation>
    </message>
    <message>
        <source>Write in the cell; Tab goes on to the next</source>
        <translation>在格子里填写；Tab 到下一格</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>添加筛选条件</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>细分</translation>
    </message>
    <message>
        <source>Save as segment</source>
        <translation>存为细分</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Change the selected</source>
        <translation>修改所选客户</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Paste rows from a spreadsheet</source>
        <translation>粘贴表格中的行</translation>
    </message>
    <message>
        <source>The search index is still being built: older clients may be missing.</source>
        <translation>搜索索引还在建立，较早的客户可能还找不到。</translation>
    </message>
    <message>
        <source>No client and nobody there is called “{text}”</source>
        <translation>没有客户或联系人叫「{text}」</translation>
    </message>
    <message>
        <source>Search in what was written</source>
        <translation>在写过的内容里找</translation>
    </message>
    <message>
        <source>Write in the cell</source>
        <translation>在格子里填写</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Copy the cell, or the selected rows with headings</source>
        <translation>复制单元格，或带标题复制所选行</translation>
    </message>
    <message>
        <source>Copy the row with headings</source>
        <translation>带标题复制整行</translation>
    </message>
    <message>
        <source>Delete client</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>No client fits</source>
        <translation>没有符合的客户</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No clients yet. Import a table, or make a new one.</source>
        <translation>还没有客户。导入一张表，或新建一位。</translation>
    </message>
    <message>
        <source>Import a table</source>
        <translation>导入一张表</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
</context>
<context>
    <name>ClosedTimes</name>
    <message>
        <source>e.g. their tender for tyres</source>
        <translation>如：对方轮胎招标</translation>
    </message>
    <message>
        <source>Why nothing is given</source>
        <translation>为什么不能送礼</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Close these days</source>
        <translation>设为禁送期</translation>
    </message>
    <message>
        <source>Days without gifts</source>
        <translation>设禁送期</translation>
    </message>
    <message>
        <source>{first} to {last}: {title}</source>
        <translation>{first}至 {last} 不送礼：{title}</translation>
    </message>
    <message>
        <source>Open these days again</source>
        <translation>取消这段禁送期</translation>
    </message>
    <message>
        <source>Write a date as 9-16 or 2026-09-16.</source>
        <translation>请写成 9-16 或 2026-09-16。</translation>
    </message>
    <message>
        <source>These days are closed for gifts</source>
        <translation>已设禁送期</translation>
    </message>
</context>
<context>
    <name>ClosingForm</name>
    <message>
        <source>Outcome in a line, may be left out</source>
        <translation>结果一句话，可不写</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Next touch</source>
        <translation>下次接触</translation>
    </message>
    <message>
        <source>Next: {activity}</source>
        <translation>下次{activity}</translation>
    </message>
    <message>
        <source>Not a date. For instance 10-15, +7, or {day}.</source>
        <translation>看不懂这个日期。可写 10-15、+7 或 {day}。</translation>
    </message>
    <message>
        <source>The next date is after today.</source>
        <translation>下次的日期应在今天之后。</translation>
    </message>
</context>
<context>
    <name>ColumnTargets</name>
    <message>
        <source>Column {n}</source>
        <translation>第 {n} 列</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不导入</translation>
    </message>
</context>
<context>
    <name>ColumnsPopover</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Space shows or hides, Alt+arrows move and size, S sorts</source>
        <translation>空格显示或隐藏，Alt+方向键移动和调整宽度，S 排序</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复默认</translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>The search index is still being built: older records may be missing.</source>
        <translation>搜索索引还在建立，较早的记录可能还找不到。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>new window</source>
        <translation>另开窗口</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n result(s)</source>
        <translation>
            <numerusform>前 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>A card can be exchanged on its way by somebody else. The voice cannot: that is why it is compared.</source>
        <translation>名片在途中可能被人调换，声音不会：所以要通话核对。</translation>
    </message>
    <message>
        <source>It is the same</source>
        <translation>一致，信任</translation>
    </message>
    <message>
        <source>It differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Fingerprint of {name}</source>
        <translation>{name}的指纹</translation>
    </message>
    <message>
        <source>1. Call {name}, or sit together.
2. Let {name} read aloud what stands under “My card” on their screen.
3. Is it the same as here, from the first to the last group?</source>
        <translation>1. 给{name}打电话，或当面核对。
2. 请{name}念出自己屏幕上「我的名片」下的指纹。
3. 从第一组到最后一组，与这里是否完全一致？</translation>
    </message>
    <message>
        <source>Compared on {day}.</source>
        <translation>核对于 {day}。</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>Dossier ({tier} needs)</source>
        <translation>档案完整度（{tier}要求）</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>档案完整度</translation>
    </message>
    <message>
        <source>Missing: {fields}</source>
        <translation>还缺：{fields}</translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>要求的都有了</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Main contact</source>
        <translation>主要联系人</translation>
    </message>
    <message>
        <source>Public official</source>
        <translation>公职人员</translation>
    </message>
    <message>
        <source>Has left this client</source>
        <translation>已离开这个客户</translation>
    </message>
    <message>
        <source>Take this person off the dossier</source>
        <translation>将这位联系人移出档案</translation>
    </message>
    <message>
        <source>Add a phone</source>
        <translation>添加电话</translation>
    </message>
    <message>
        <source>Add an e-mail</source>
        <translation>添加邮箱</translation>
    </message>
    <message>
        <source>{number} does not look like a phone number. Please check.</source>
        <translation>{number} 不像电话号码，请核对。</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>编辑{name}</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>{name} of {client}</source>
        <translation>{name}（{client}）</translation>
    </message>
    <message>
        <source>same number or address</source>
        <translation>电话或邮箱相同</translation>
    </message>
    <message>
        <source>{name} taken off the dossier</source>
        <translation>已将{name}移出档案</translation>
    </message>
</context>
<context>
    <name>ContactHead</name>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Relationship map</source>
        <translation>关系图</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>To {client}</source>
        <translation>到{client}</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>「{name}」</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>{day}起</translation>
    </message>
    <message>
        <source>left {day}</source>
        <translation>{day}离开</translation>
    </message>
    <message>
        <source>succeeded by {name}</source>
        <translation>由{name}接任</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Record a gift</source>
        <translation>登记礼品</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Relationship map</source>
        <translation>关系图</translation>
    </message>
    <message>
        <source>To the client</source>
        <translation>到客户页</translation>
    </message>
    <message>
        <source>Note an occasion</source>
        <translation>记一个日子</translation>
    </message>
    <message>
        <source>Who of us knows this person</source>
        <translation>我方谁认识此人</translation>
    </message>
    <message>
        <source>Reports to</source>
        <translation>上级</translation>
    </message>
    <message>
        <source>Leaves this client</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Moves to another client</source>
        <translation>调往另一客户</translation>
    </message>
    <message>
        <source>Succeeded by</source>
        <translation>由谁接任</translation>
    </message>
    <message>
        <source>The whole text of a line</source>
        <translation>一行的全文</translation>
    </message>
    <message>
        <source>This person is no longer on any dossier.</source>
        <translation>此人已不在任何档案里。</translation>
    </message>
    <message>
        <source>To the clients</source>
        <translation>到客户列表</translation>
    </message>
    <message>
        <source>History</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Among the taboos now: {text}</source>
        <translation>已记入忌讳：{text}</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Tie with {colleague} taken off</source>
        <translation>已去掉与{colleague}的关系</translation>
    </message>
    <message>
        <source>Note an occasion…</source>
        <translation>记一个日子…</translation>
    </message>
    <message>
        <source>Who of us knows this person…</source>
        <translation>我方谁认识此人…</translation>
    </message>
    <message>
        <source>Reports to…</source>
        <translation>上级…</translation>
    </message>
    <message>
        <source>Is here again</source>
        <translation>又回到任上</translation>
    </message>
    <message>
        <source>Leaves this client…</source>
        <translation>离开…</translation>
    </message>
    <message>
        <source>Moves to another client…</source>
        <translation>调往另一客户…</translation>
    </message>
    <message>
        <source>Succeeded by…</source>
        <translation>由谁接任…</translation>
    </message>
</context>
<context>
    <name>ContactPanel</name>
    <message>
        <source>Who of us knows this person</source>
        <translation>我方谁认识此人</translation>
    </message>
    <message>
        <source>Coming dates</source>
        <translation>临近的日子</translation>
    </message>
    <message>
        <source>Next touches</source>
        <translation>下次接触</translation>
    </message>
    <message>
        <source>Our people</source>
        <translation>我方人员</translation>
    </message>
    <message>
        <source>The person</source>
        <translation>个人情况</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家人</translation>
    </message>
    <message>
        <source>Staff changes</source>
        <translation>人事变动</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>No birthday is known yet</source>
        <translation>还不知道生日</translation>
    </message>
    <message>
        <source>turns {age}</source>
        <translation>满 {age} 岁</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Nothing is planned with this person</source>
        <translation>没有安排与此人的接触</translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
    <message>
        <source>Nobody of us is noted as knowing this person</source>
        <translation>还没有登记我方谁认识此人</translation>
    </message>
    <message>
        <source>Take off the tie with {colleague}</source>
        <translation>去掉与{colleague}的关系</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>下属</translation>
    </message>
    <message>
        <source>Nothing is known yet. Fill in</source>
        <translation>还没有资料，去填写</translation>
    </message>
    <message>
        <source>To the taboos: {text}</source>
        <translation>记入忌讳：{text}</translation>
    </message>
</context>
<context>
    <name>CoverageTab</name>
    <message>
        <source>Coverage by manager</source>
        <translation>各客户经理的覆盖</translation>
    </message>
    <message>
        <source>Coverage by tier</source>
        <translation>各等级的覆盖</translation>
    </message>
    <message>
        <source>no tier</source>
        <translation>未分级</translation>
    </message>
    <message>
        <source>Visits by tier</source>
        <translation>各等级的拜访</translation>
    </message>
    <message>
        <source>By manager</source>
        <translation>按客户经理</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次拜访</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>By tier</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>Visits that took place</source>
        <translation>已进行的拜访</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>未见</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>已见</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>全部客户</translation>
    </message>
    <message>
        <source>No active clients.</source>
        <translation>没有在用的客户。</translation>
    </message>
    <message>
        <source>No visit took place.</source>
        <translation>没有进行过拜访。</translation>
    </message>
    <message>
        <source>{met} of {owned} clients met; {done} of {planned} visits done</source>
        <translation>{owned} 家客户已见 {met} 家；计划 {planned} 次，完成 {done} 次</translation>
    </message>
    <message>
        <source>Everybody was met.</source>
        <translation>都见过了。</translation>
    </message>
    <message>
        <source>Nobody was met.</source>
        <translation>一家也没见。</translation>
    </message>
    <message>
        <source>tier {tier}</source>
        <translation>{tier} 级</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 家</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CriteriaLine</name>
    <message>
        <source>Save as segment</source>
        <translation>存为细分</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Take this condition away</source>
        <translation>去掉这个条件</translation>
    </message>
</context>
<context>
    <name>CustomFieldsSection</name>
    <message>
        <source>Custom fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Fields of your own in the forms of clients and contacts. Removing one keeps its values.</source>
        <translation>客户和联系人表单里自己增加的字段。移除字段时，已填的内容保留。</translation>
    </message>
    <message>
        <source>Of clients</source>
        <translation>客户的字段</translation>
    </message>
    <message>
        <source>Of contacts</source>
        <translation>联系人的字段</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>新字段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Choices, with commas between them</source>
        <translation>选项，用逗号隔开</translation>
    </message>
    <message>
        <source>Add the field</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>Field renamed</source>
        <translation>字段已改名</translation>
    </message>
    <message>
        <source>Choices saved</source>
        <translation>选项已保存</translation>
    </message>
    <message>
        <source>Fields put in order</source>
        <translation>字段顺序已保存</translation>
    </message>
    <message>
        <source>Field removed; its values are kept</source>
        <translation>字段已移除，已填的内容保留</translation>
    </message>
    <message>
        <source>Field added</source>
        <translation>字段已添加</translation>
    </message>
</context>
<context>
    <name>CustomInputs</name>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Calendar</source>
        <translation>月历</translation>
    </message>
    <message>
        <source>e.g. 10-15 or +7</source>
        <translation>如 10-15 或 +7</translation>
    </message>
</context>
<context>
    <name>DayActs</name>
    <message>
        <source>Open dossier</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
</context>
<context>
    <name>DayGrid</name>
    <message>
        <source>Days</source>
        <translation>日历</translation>
    </message>
</context>
<context>
    <name>DayGuide</name>
    <message>
        <source>Here: who is to be contacted, the most important first, and why. At the right stands what to say and what not.</source>
        <translation>这一页：该联系谁、为什么，重要的排在前面。右边是该说的话和忌讳。</translation>
    </message>
    <message>
        <source>Here: all clients as a list. F filters, Enter opens the dossier, a right click shows what else can be done.</source>
        <translation>这一页：全部客户的列表。F 筛选，回车打开档案，右键看还能做什么。</translation>
    </message>
    <message>
        <source>Here: all that is known of one client. V plans a visit, L logs a contact, P notes a promise.</source>
        <translation>这一页：一家客户的全部情况。V 安排拜访，L 记一次接触，P 记一条承诺。</translation>
    </message>
    <message>
        <source>Here: one person with everything that was ever said and given. X notes that they leave, S who follows.</source>
        <translation>这一页：一位联系人，谈过的、送过的都在。X 记离职，S 记由谁接任。</translation>
    </message>
    <message>
        <source>Here: the plan by week or month. R moves a touch; what does not fit on its day stands at the right.</source>
        <translation>这一页：按周或按月看安排。R 改期；当天排不下的列在右边。</translation>
    </message>
    <message>
        <source>Here: all visits, planned and reported. Enter opens one: prepare it, write what came of it, submit.</source>
        <translation>这一页：全部拜访，有计划的，也有已写报告的。回车打开：先准备，再写结果，然后提交。</translation>
    </message>
    <message>
        <source>Here: one visit. Before it the preparation, afterwards the report, which saves itself; Submit hands it in.</source>
        <translation>这一页：一次拜访。去之前看准备，回来写报告（自动保存），写完点「提交」。</translation>
    </message>
    <message>
        <source>Here: gifts given and received. Limits and repeats are told while you write, before anything is given.</source>
        <translation>这一页：送出和收到的礼品。超限、重复，在填写时就会提醒。</translation>
    </message>
    <message>
        <source>Here: contracts, services, campaigns and value; what falls due becomes a touch by itself.</source>
        <translation>这一页：合同、服务、活动和让渡价值；快到期的会自动排进待办。</translation>
    </message>
    <message>
        <source>Here: people to call, one at a time: 1 reached, 2 not reached, 3 later.</source>
        <translation>这一页：该打电话的人，一个一个来：1 打通，2 没打通，3 稍后再打。</translation>
    </message>
    <message>
        <source>Here: lists from elsewhere come in. You see what would change before anything does, and can undo it.</source>
        <translation>这一页：导入外来的表格。先预览会改动什么再确认，导入后也能撤销。</translation>
    </message>
    <message>
        <source>In the morning look at Today and work down the list: D done, R another day, S skip with a reason.</source>
        <translation>早上先看「今日」，从上往下做：D 完成，R 改期，S 写明原因跳过。</translation>
    </message>
    <message>
        <source>Ctrl+K finds clients, people and everything the program can do; pinyin initials will do.</source>
        <translation>Ctrl+K 找客户、找人、找功能，打拼音首字母就行。</translation>
    </message>
    <message>
        <source>After each call, message or meeting press Ctrl+N: who, what came of it, and when next.</source>
        <translation>打完电话、发完消息、见完面，按 Ctrl+N 记一笔：跟谁、结果怎样、下次什么时候。</translation>
    </message>
    <message>
        <source>The program plans contacts ahead by tier, dates and history; what you move by hand stays where you put it.</source>
        <translation>程序按等级、重要日子和往来，自动安排后面的联系；你手动改过的不会再被挪动。</translation>
    </message>
    <message>
        <source>Reports print as PDF with Ctrl+P, lists go out with Export, and a backup is made by itself each day.</source>
        <translation>报告按 Ctrl+P 出 PDF，列表用「导出」带走，每天自动备份。</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Touches of the day</source>
        <translation>当天的接触</translation>
    </message>
    <message>
        <source>Nothing is planned for this day.</source>
        <translation>这天没有安排。</translation>
    </message>
</context>
<context>
    <name>DayPopover</name>
    <message>
        <source>Another day</source>
        <translation>另一个日子</translation>
    </message>
</context>
<context>
    <name>DecisionBox</name>
    <message>
        <source>Not the giver</source>
        <translation>不能是赠送人</translation>
    </message>
    <message>
        <source>Needed where it is declined</source>
        <translation>不批准时必填</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不批准</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Business care</source>
        <translation>业务维护</translation>
    </message>
    <message>
        <source>Call list</source>
        <translation>打电话</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>关系图</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>采购</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are due now</source>
        <translation>
            <numerusform>现在有 %n 件事到时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) fell due while you were away</source>
        <translation>
            <numerusform>您不在时有 %n 件事到期</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>看看</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>What it shows, also in reports</source>
        <translation>写明内容，报告里也会用到</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>归谁</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>It can run by itself, so it is never opened from here; save it elsewhere.</source>
        <translation>它可能会自行运行，不从这里打开；请另存到别处。</translation>
    </message>
    <message>
        <source>Make a contact from it</source>
        <translation>据此新建联系人</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>另存到别处</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Keep place and device data</source>
        <translation>保留位置和设备信息</translation>
    </message>
    <message>
        <source>Otherwise a photo forgets where and with what it was taken.</source>
        <translation>不勾选时，照片不再带有拍摄地点和所用设备。</translation>
    </message>
    <message>
        <source>Nobody in particular</source>
        <translation>不属于个人</translation>
    </message>
    <message numerus="yes">
        <source>%n files chosen</source>
        <translation>
            <numerusform>已选 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>未选文件</translation>
    </message>
    <message>
        <source>Choose one to see what it is, or drop more onto the page.</source>
        <translation>选一个查看详情，或把更多文件拖到页面上。</translation>
    </message>
</context>
<context>
    <name>DocumentsSection</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Company logo</source>
        <translation>公司标志</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Company logo, at the top of first pages</source>
        <translation>公司标志，印在首页页眉</translation>
    </message>
    <message>
        <source>Names of files</source>
        <translation>文件名格式</translation>
    </message>
    <message>
        <source>Parts that are filled in: {parts}. Empty ones go with the sign before them.</source>
        <translation>可填入的部分：{parts}。没有内容的部分连同前面的符号一起省去。</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>没有标志</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Reading the picture</source>
        <translation>正在读取图片</translation>
    </message>
    <message>
        <source>Logo kept</source>
        <translation>标志已保存</translation>
    </message>
    <message>
        <source>Logo removed</source>
        <translation>标志已移除</translation>
    </message>
    <message>
        <source>Ningbo Hengyi</source>
        <translation>宁波恒屹</translation>
    </message>
    <message>
        <source>Liu Min</source>
        <translation>刘敏</translation>
    </message>
    <message>
        <source>For example {name}</source>
        <translation>例如 {name}</translation>
    </message>
    <message>
        <source>Settings saved</source>
        <translation>设置已保存</translation>
    </message>
</context>
<context>
    <name>DoneCard</name>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) in {name}</source>
        <translation>
            <numerusform>已写入 {name}：%n 张名片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n date(s) in {name}</source>
        <translation>
            <numerusform>已写入 {name}：%n 个日程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in {name}</source>
        <translation>
            <numerusform>已写入 {name}：%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>A file of that name was there already; it was left alone.</source>
        <translation>原来已有同名文件，没有改动它。</translation>
    </message>
    <message>
        <source>Private facts were left out.</source>
        <translation>私人信息没有导出。</translation>
    </message>
    <message>
        <source>Ordinary notes are in the file.</source>
        <translation>普通备注在文件里。</translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s) who have left got no card.</source>
        <translation>
            <numerusform>%n 位已离开的联系人没有写成名片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) were longer than a cell can hold and were cut; CSV has them whole.</source>
        <translation>
            <numerusform>%n 处文字超过单元格上限，已截断；CSV 中是完整的。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DonePanel</name>
    <message>
        <source>Show the workbook</source>
        <translation>查看有问题的行</translation>
    </message>
    <message>
        <source>See the clients</source>
        <translation>看客户</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>换一个文件</translation>
    </message>
    <message>
        <source>{updated} corrected, {unchanged} there already.</source>
        <translation>更正 {updated} 条，已有 {unchanged} 条。</translation>
    </message>
    <message>
        <source>This file has more sheets:</source>
        <translation>这个文件里还有工作表：</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Contacts told of more than once, each taken once: {n}</source>
        <translation>重复出现、已合并的联系人：{n} 位</translation>
    </message>
    <message>
        <source>Replaced:</source>
        <translation>已替换：</translation>
    </message>
    <message>
        <source>The rows are in {name} with the reason; mend them and import that file.</source>
        <translation>这些行连同原因在 {name} 中，改好后可再导入。</translation>
    </message>
    <message>
        <source>Look at “{name}”</source>
        <translation>查看「{name}」</translation>
    </message>
    <message>
        <source>Next: {name}</source>
        <translation>下一个：{name}</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Photos of contacts: {n} new</source>
        <translation>联系人照片新增 {n} 张</translation>
    </message>
    <message>
        <source>No readable photo: {names}</source>
        <translation>照片无法读取：{names}</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) new</source>
        <translation>
            <numerusform>新增 %n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>No new clients</source>
        <translation>没有新增客户</translation>
    </message>
    <message>
        <source>New clients: {clients}, new contacts: {n}</source>
        <translation>新增 {clients} 位客户、{n} 位联系人</translation>
    </message>
    <message>
        <source>New clients: {clients}, new contacts and entries: {n}</source>
        <translation>新增 {clients} 位客户、联系人及记录 {n} 条</translation>
    </message>
    <message>
        <source>New contacts: {n}</source>
        <translation>新增 {n} 位联系人</translation>
    </message>
    <message>
        <source>New purchases: {n}</source>
        <translation>新增 {n} 条采购记录</translation>
    </message>
    <message>
        <source>New interactions: {n}</source>
        <translation>新增 {n} 条接触记录</translation>
    </message>
    <message>
        <source>New gifts: {n}</source>
        <translation>新增 {n} 条礼品记录</translation>
    </message>
    <message>
        <source>New contacts and entries: {n}</source>
        <translation>新增联系人及记录 {n} 条</translation>
    </message>
    <message>
        <source>{updated} updated, {unchanged} as they were. Contacts: {people} new, {changed} updated.</source>
        <translation>更新 {updated} 个，未变 {unchanged} 个。联系人新增 {people} 位，更新 {changed} 位。</translation>
    </message>
</context>
<context>
    <name>DueSide</name>
    <message>
        <source>Birthdays and festivals of the next 14 days</source>
        <translation>未来 14 天的生日和节日</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>到期的事</translation>
    </message>
    <message>
        <source>Nothing is due today or this week.</source>
        <translation>今天和本周都没有到期的事。</translation>
    </message>
    <message>
        <source>See the clients</source>
        <translation>看客户</translation>
    </message>
    <message>
        <source>{festival}: {n} to greet</source>
        <translation>{festival}：待问候 {n} 家</translation>
    </message>
    <message>
        <source>Show all that is due</source>
        <translation>看全部到期的事</translation>
    </message>
    <message>
        <source>Nothing is due today. {n} more this week.</source>
        <translation>今天没有到期的事。本周还有 {n} 件。</translation>
    </message>
    <message>
        <source>See the week</source>
        <translation>看本周</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Duplicates</source>
        <translation>重复资料</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Pairs that may be one</source>
        <translation>可能重复的资料</translation>
    </message>
    <message>
        <source>Open the pair side by side</source>
        <translation>并排打开这一对</translation>
    </message>
    <message>
        <source>Take the field from the left</source>
        <translation>这一项取左边</translation>
    </message>
    <message>
        <source>Take the field from the right</source>
        <translation>这一项取右边</translation>
    </message>
    <message>
        <source>Take both</source>
        <translation>两边都要</translation>
    </message>
    <message>
        <source>Swap which one stays</source>
        <translation>交换保留的一方</translation>
    </message>
    <message>
        <source>Not the same; never show this pair again</source>
        <translation>不是同一个；不再提示这一对</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>正在查找重复资料…</translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation>查找重复资料</translation>
    </message>
    <message>
        <source>Looking for duplicates: {count} of {total} clients</source>
        <translation>正在查找：已看 {count} 位，共 {total} 位客户</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>查找已停止。</translation>
    </message>
    <message>
        <source>The search was stopped. The last whole one was on {when}.</source>
        <translation>查找已停止。上一次完整查找是在 {when}。</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n 对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No duplicates found among {n} client(s).</source>
        <translation>
            <numerusform>在 {n} 位客户中没有发现重复。</numerusform>
        </translation>
    </message>
    <message>
        <source>the surest of many</source>
        <translation>只列出最有把握的</translation>
    </message>
    <message>
        <source>searched at {time}</source>
        <translation>{time} 查找</translation>
    </message>
    <message>
        <source>{one} / {other}</source>
        <translation>{one} / {other}</translation>
    </message>
    <message>
        <source>at two clients: moved?</source>
        <translation>在两家客户：换了单位？</translation>
    </message>
    <message>
        <source>Not the same: this pair is not shown again</source>
        <translation>已记下不是同一个，不再提示这一对</translation>
    </message>
</context>
<context>
    <name>EffectEntry</name>
    <message>
        <source>What came of it</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>How good</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Effect of the service</source>
        <translation>服务的效果</translation>
    </message>
    <message>
        <source>The effect is noted</source>
        <translation>效果已记下</translation>
    </message>
</context>
<context>
    <name>EffectSide</name>
    <message>
        <source>Touches a week</source>
        <translation>每周接触次数</translation>
    </message>
    <message>
        <source>Hours a week</source>
        <translation>每周工时</translation>
    </message>
    <message>
        <source>A week, before and after</source>
        <translation>每周次数：现在与改后</translation>
    </message>
    <message>
        <source>Hours of all touches a week</source>
        <translation>全部接触的每周工时</translation>
    </message>
    <message>
        <source>The line is what there is room for.</source>
        <translation>横线为可用工时。</translation>
    </message>
    <message>
        <source>Reckoned from a sample of 300 of {n} clients.</source>
        <translation>由 {n} 位客户中抽样 300 位推算。</translation>
    </message>
    <message>
        <source>{whose}: no clients, so nothing changes.</source>
        <translation>{whose}：没有客户，不受影响。</translation>
    </message>
    <message>
        <source>{whose}: nothing is planned.</source>
        <translation>{whose}：没有安排。</translation>
    </message>
    <message>
        <source>about </source>
        <translation>约 </translation>
    </message>
    <message>
        <source>{whose}: {channel} from {before} up to {after} a week.</source>
        <translation>{whose}：每周{channel}从 {before} 次增至 {after} 次。</translation>
    </message>
    <message>
        <source>{whose}: {channel} from {before} down to {after} a week.</source>
        <translation>{whose}：每周{channel}从 {before} 次减至 {after} 次。</translation>
    </message>
    <message>
        <source>{whose}: {channel} stays at {after} a week.</source>
        <translation>{whose}：每周{channel}仍为 {after} 次。</translation>
    </message>
    <message>
        <source>All clients together: {n} visits a week, {over} more than there is room for.</source>
        <translation>全部客户每周拜访 {n} 次，超出容量 {over} 次。</translation>
    </message>
    <message>
        <source>All clients together: {n} visits a week; there is room for {room}.</source>
        <translation>全部客户每周拜访 {n} 次，容量为 {room} 次。</translation>
    </message>
    <message>
        <source>In 12 weeks about {n} find no day; {before} as it is now.</source>
        <translation>12 周内约 {n} 次找不到日子，现在为 {before} 次。</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>Nothing is planned.</source>
        <translation>没有安排。</translation>
    </message>
    <message>
        <source>Week of {day}</source>
        <translation>{day}起的一周</translation>
    </message>
    <message>
        <source>{n}, room for {room}</source>
        <translation>{n}，容量 {room}</translation>
    </message>
    <message>
        <source>{n} before</source>
        <translation>现在 {n}</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Number at the end</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
</context>
<context>
    <name>EventCalls</name>
    <message>
        <source>withdrawn</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>not called yet</source>
        <translation>还没打</translation>
    </message>
</context>
<context>
    <name>EventDetail</name>
    <message>
        <source>Call list</source>
        <translation>开始打电话</translation>
    </message>
    <message>
        <source>Close the event</source>
        <translation>结束事件</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Who was reached</source>
        <translation>谁接通了</translation>
    </message>
    <message>
        <source>{reached} of {total} reached</source>
        <translation>接通 {reached} / {total}</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>全部 {n}</translation>
    </message>
    <message>
        <source>Not called yet {n}</source>
        <translation>还没打 {n}</translation>
    </message>
    <message>
        <source>Withdrawn {n}</source>
        <translation>已撤销 {n}</translation>
    </message>
</context>
<context>
    <name>EventForm</name>
    <message>
        <source>What it is called, as in the news</source>
        <translation>新闻里怎么叫</translation>
    </message>
    <message>
        <source>Save and call</source>
        <translation>保存并开始打电话</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>从哪天起</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>What to say, and what to pass on: shown beside each person on the call list.</source>
        <translation>怎么说，提醒什么：打电话时每个人旁边都看得到。</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>新事件</translation>
    </message>
    <message>
        <source>Back; what was typed is kept</source>
        <translation>返回，写了的会留着</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) there</source>
        <translation>
            <numerusform>这些地区有 %n 家客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Not a date. For instance 9-15.</source>
        <translation>看不懂的日期，例如 9-15。</translation>
    </message>
    <message>
        <source>{title} is entered</source>
        <translation>已记下{title}</translation>
    </message>
</context>
<context>
    <name>EventRows</name>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>{reached} of {total} reached</source>
        <translation>接通 {reached} / {total}</translation>
    </message>
    <message>
        <source>{n} without an answer</source>
        <translation>未接 {n}</translation>
    </message>
    <message>
        <source>{n} withdrawn</source>
        <translation>已撤销 {n}</translation>
    </message>
    <message>
        <source>day {n}</source>
        <translation>第 {n} 天</translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message>
        <source>Events</source>
        <translation>重大事件</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>新事件</translation>
    </message>
    <message>
        <source>A typhoon, a flood, a price shock: enter it once, and everybody there is on the call list.</source>
        <translation>台风、洪水、价格突变：记一次，当地的客户就都在电话清单上。</translation>
    </message>
    <message>
        <source>Call list of the event</source>
        <translation>这个事件的电话清单</translation>
    </message>
    <message>
        <source>The same; in the calls: open the client</source>
        <translation>同上；在明细里打开客户</translation>
    </message>
    <message>
        <source>{title} is closed</source>
        <translation>{title}已结束</translation>
    </message>
</context>
<context>
    <name>ExchangeButton</name>
    <message>
        <source>Exchange</source>
        <translation>往来</translation>
    </message>
    <message numerus="yes">
        <source>Send %n report(s) to {name}</source>
        <translation>
            <numerusform>发 %n 份报告给{name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n review(s) to {name}</source>
        <translation>
            <numerusform>发 %n 份审阅意见给{name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpenseLine</name>
    <message>
        <source>e.g. toll</source>
        <translation>如 高速</translation>
    </message>
    <message>
        <source>Expense</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Remove this expense</source>
        <translation>移除这笔费用</translation>
    </message>
    <message>
        <source>Drop the receipt here</source>
        <translation>票据拖到这里</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s)</source>
        <translation>
            <numerusform>票据 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>票据</translation>
    </message>
    <message>
        <source>file that is gone</source>
        <translation>已删除的文件</translation>
    </message>
    <message>
        <source>Attach the receipt: a photo or a file</source>
        <translation>附上票据：照片或文件</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>删除{name}</translation>
    </message>
    <message>
        <source>Attach another …</source>
        <translation>再附一张…</translation>
    </message>
    <message>
        <source>Attach receipts</source>
        <translation>附上票据</translation>
    </message>
</context>
<context>
    <name>Expenses</name>
    <message>
        <source>Add an expense</source>
        <translation>添一笔费用</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>With private facts</source>
        <translation>包括私人信息</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>%n of the list</source>
        <translation>
            <numerusform>列表中的 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) of the list</source>
        <translation>
            <numerusform>列表中的 %n 位客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Family, home town, hobbies, personality, taboos, personal occasions, personal notes and portraits go into the file.</source>
        <translation>家人、籍贯、爱好、性格、忌讳、私人日子、个人备注和本人照片会写进文件。</translation>
    </message>
    <message>
        <source>What tells of family, illness, hobbies and other personal occasions stays here.</source>
        <translation>涉及家人、病情、爱好等私人事由的内容不会导出。</translation>
    </message>
    <message>
        <source>Family, home town, hobbies, personality, taboos, personal occasions, personal notes and portraits stay here. Ordinary notes go into the file, as phones and birthdays do: what they say of somebody&apos;s life goes with them.</source>
        <translation>家人、籍贯、爱好、性格、忌讳、私人日子、个人备注和本人照片不会导出。普通备注和电话、生日一样会写进文件，备注里写到的私事也在其中。</translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>写到哪里</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>Stopped; no file was written.</source>
        <translation>已停止，没有写出文件。</translation>
    </message>
</context>
<context>
    <name>FactLine</name>
    <message>
        <source>Edit: Enter or F2</source>
        <translation>修改：Enter 或 F2</translation>
    </message>
</context>
<context>
    <name>FactLines</name>
    <message numerus="yes">
        <source>%n fact(s) still empty</source>
        <translation>
            <numerusform>还有 %n 项未填</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactList</name>
    <message>
        <source>The whole text of a line</source>
        <translation>一行的全文</translation>
    </message>
</context>
<context>
    <name>FactSaving</name>
    <message>
        <source>{field} saved</source>
        <translation>{field}已保存</translation>
    </message>
    <message>
        <source>This was not saved when the page was left.</source>
        <translation>离开页面时，这里的内容没有保存。</translation>
    </message>
    <message>
        <source>Meanwhile it was changed to {value}. Enter puts yours there, Esc leaves it.</source>
        <translation>这期间已被改为「{value}」。Enter 用您的内容替换，Esc 保留现有内容。</translation>
    </message>
    <message>
        <source>{field} “{text}” is not saved yet: {reason}</source>
        <translation>{field}「{text}」还没有保存：{reason}</translation>
    </message>
</context>
<context>
    <name>FansPanel</name>
    <message>
        <source>Who likes it</source>
        <translation>谁有兴趣</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{n} like it</source>
        <translation>{n} 人有兴趣</translation>
    </message>
    <message>
        <source>Nobody&apos;s hobbies name {words} yet</source>
        <translation>还没有人的爱好提到{words}</translation>
    </message>
</context>
<context>
    <name>FavourEntry</name>
    <message>
        <source>e.g. find a specialist for his mother</source>
        <translation>例如：替他母亲找专家</translation>
    </message>
    <message>
        <source>Done already</source>
        <translation>已经办好</translation>
    </message>
    <message>
        <source>Help with what</source>
        <translation>帮什么忙</translation>
    </message>
    <message>
        <source>Who helps</source>
        <translation>谁帮谁</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>和谁</translation>
    </message>
    <message>
        <source>Asked on</source>
        <translation>提起的日子</translation>
    </message>
    <message>
        <source>Promised for</source>
        <translation>答应的日子</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>谁来办</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Edit the favour</source>
        <translation>修改帮忙</translation>
    </message>
    <message>
        <source>New favour</source>
        <translation>新的帮忙</translation>
    </message>
    <message>
        <source>Favour removed: {what}</source>
        <translation>已删除帮忙：{what}</translation>
    </message>
    <message>
        <source>Favour noted: {what}</source>
        <translation>已记帮忙：{what}</translation>
    </message>
</context>
<context>
    <name>FestivalsField</name>
    <message>
        <source>Which festivals?</source>
        <translation>问候哪些节日？</translation>
    </message>
    <message>
        <source>For the three great festivals</source>
        <translation>问候三大节</translation>
    </message>
    <message>
        <source>For {festivals}</source>
        <translation>问候{festivals}</translation>
    </message>
    <message numerus="yes">
        <source>For %n festival(s)</source>
        <translation>
            <numerusform>问候 %n 个节日</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}, festivals: {listed}</source>
        <translation>{name}，节日：{listed}</translation>
    </message>
</context>
<context>
    <name>FieldLine</name>
    <message>
        <source>Name of the field</source>
        <translation>字段名称</translation>
    </message>
    <message>
        <source>Choices of {field}</source>
        <translation>「{field}」的选项</translation>
    </message>
    <message>
        <source>Choices, with commas between them</source>
        <translation>选项，用逗号隔开</translation>
    </message>
    <message>
        <source>Move {field} up</source>
        <translation>上移「{field}」</translation>
    </message>
    <message>
        <source>Move {field} down</source>
        <translation>下移「{field}」</translation>
    </message>
    <message>
        <source>Remove {field}</source>
        <translation>移除「{field}」</translation>
    </message>
</context>
<context>
    <name>FieldList</name>
    <message>
        <source>No field yet.</source>
        <translation>还没有字段。</translation>
    </message>
</context>
<context>
    <name>FieldTable</name>
    <message>
        <source>Fields of both records</source>
        <translation>双方的各项资料</translation>
    </message>
    <message>
        <source>{name}, one person</source>
        <translation>{name}，同一人</translation>
    </message>
    <message>
        <source>{name} comes along</source>
        <translation>{name}，转入</translation>
    </message>
</context>
<context>
    <name>FileAdder</name>
    <message>
        <source>Pasted {at}.png</source>
        <translation>粘贴 {at}.png</translation>
    </message>
    <message>
        <source>Adding files</source>
        <translation>正在添加文件</translation>
    </message>
    <message>
        <source>Files added</source>
        <translation>文件已添加</translation>
    </message>
    <message>
        <source>File added</source>
        <translation>文件已添加</translation>
    </message>
</context>
<context>
    <name>FileBar</name>
    <message>
        <source>Take them in</source>
        <translation>收下</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>新的 {n} 项</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>有变动 {n} 项</translation>
    </message>
    <message>
        <source>{n} known already</source>
        <translation>已有 {n} 项</translation>
    </message>
    <message>
        <source>{n} past</source>
        <translation>已过 {n} 项</translation>
    </message>
    <message>
        <source>{n} removed by hand</source>
        <translation>曾被删除 {n} 项</translation>
    </message>
    <message>
        <source>{n} without a name or a day</source>
        <translation>无名称或日子 {n} 项</translation>
    </message>
    <message>
        <source>{n} that repeat, the first day only</source>
        <translation>重复的 {n} 项只取第一天</translation>
    </message>
</context>
<context>
    <name>FileChanger</name>
    <message>
        <source>Caption kept</source>
        <translation>说明已保存</translation>
    </message>
    <message>
        <source>Renamed</source>
        <translation>已改名</translation>
    </message>
    <message>
        <source>Kind changed</source>
        <translation>类别已更改</translation>
    </message>
    <message>
        <source>Noted whose it is</source>
        <translation>已记下归谁</translation>
    </message>
    <message>
        <source>File removed</source>
        <translation>文件已移除</translation>
    </message>
    <message>
        <source>Files removed</source>
        <translation>文件已移除</translation>
    </message>
</context>
<context>
    <name>FileOpener</name>
    <message>
        <source>What was changed in the copy of {name} is not kept; save it elsewhere and add it again.</source>
        <translation>「{name}」的副本里所做的修改不会保留；请另存到别处，再重新加入。</translation>
    </message>
</context>
<context>
    <name>FileSaver</name>
    <message>
        <source>Save elsewhere</source>
        <translation>另存到别处</translation>
    </message>
    <message>
        <source>Saved to {folder}. It is no longer encrypted there.</source>
        <translation>已存到 {folder}。那里的文件不再加密。</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Paste files or a picture</source>
        <translation>粘贴文件或图片</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>另存到别处</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Drop to add them here</source>
        <translation>松开即可加到这里</translation>
    </message>
    <message>
        <source>There is no file and no picture in the clipboard.</source>
        <translation>剪贴板里没有文件，也没有图片。</translation>
    </message>
</context>
<context>
    <name>FilesStack</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>No file matches.</source>
        <translation>没有符合的文件。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Drop files here or paste them: photos, business cards, contracts, anything.</source>
        <translation>把文件拖到这里，或直接粘贴：照片、名片、合同，什么都可以。</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>另存到别处</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>Filter by</source>
        <extracomment>the order in which fields are offered: what account managers ask most comes first</extracomment>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>可选值</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>In how many days</source>
        <translation>多少天之内</translation>
    </message>
    <message>
        <source>Days back, for instance 365</source>
        <translation>往前多少天，例如 365</translation>
    </message>
    <message>
        <source>A code or a name: 33, 3302, 宁波</source>
        <translation>代码或名称：33、3302、宁波</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>A word or a part of one</source>
        <translation>一个词或其中几个字</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Number {number}</source>
        <translation>号码 {number}</translation>
    </message>
    <message>
        <source>Make a contact with this number</source>
        <translation>为这个号码新建联系人</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>In visits</source>
        <translation>拜访里</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>接触记录里</translation>
    </message>
    <message>
        <source>In gifts</source>
        <translation>礼品里</translation>
    </message>
    <message>
        <source>In promises</source>
        <translation>承诺里</translation>
    </message>
    <message>
        <source>In files</source>
        <translation>附件里</translation>
    </message>
    <message>
        <source>In occasions</source>
        <translation>日子里</translation>
    </message>
    <message>
        <source>In favours</source>
        <translation>帮忙里</translation>
    </message>
    <message>
        <source>In notes</source>
        <translation>笔记里</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>对{name}</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Record a gift</source>
        <translation>记一件礼品</translation>
    </message>
    <message>
        <source>Brief for the car</source>
        <translation>访前一页</translation>
    </message>
    <message>
        <source>Dossier on paper</source>
        <translation>打印客户档案</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>客户交接</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新的拜访</translation>
    </message>
    <message>
        <source>Call list</source>
        <translation>打电话</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>谁来电</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>新事件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>重大事件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>New client “{name}”</source>
        <translation>新建客户「{name}」</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation>查找重复</translation>
    </message>
    <message>
        <source>Weekly report</source>
        <translation>周报</translation>
    </message>
    <message>
        <source>Promise list</source>
        <translation>承诺清单</translation>
    </message>
    <message>
        <source>Export reports</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Logo and file names</source>
        <translation>公司标志与文件名</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>What we owe</source>
        <translation>欠着的</translation>
    </message>
    <message>
        <source>Coming events</source>
        <translation>兴趣活动</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Service policies</source>
        <translation>服务策略</translation>
    </message>
    <message>
        <source>Work hours and capacity</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>Ill, on leave …</source>
        <translation>病了 / 请假…</translation>
    </message>
    <message>
        <source>Calendar for the phone</source>
        <translation>手机日历</translation>
    </message>
    <message>
        <source>Holiday calendar</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Help and keys</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
</context>
<context>
    <name>FirstRows</name>
    <message>
        <source>First rows as they will be taken</source>
        <translation>前几行将这样导入</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>There are no clients yet. Import a sheet, or make one.</source>
        <translation>还没有客户。导入一张表，或新建一位。</translation>
    </message>
    <message>
        <source>Import a sheet</source>
        <translation>导入表格</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Call off</source>
        <translation>取消拜访</translation>
    </message>
    <message>
        <source>Keep the visit</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Call the visit off</source>
        <translation>取消这次拜访</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>写报告</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>保存计划</translation>
    </message>
    <message>
        <source>Preview PDF</source>
        <translation>预览 PDF</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Remark, needed to return it</source>
        <translation>审阅意见，退回时必填</translation>
    </message>
    <message>
        <source>Why it is called off</source>
        <translation>取消的原因</translation>
    </message>
    <message>
        <source>Autosaved at {time}</source>
        <translation>已自动保存 {time}</translation>
    </message>
    <message>
        <source>Not yet saved</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Report {days} late, due {day}</source>
        <translation>报告迟 {days}，应在 {day}前提交</translation>
    </message>
    <message>
        <source>Report due {day}</source>
        <translation>报告须在 {day}前提交</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Record what was given already</source>
        <translation>已经送出，直接登记</translation>
    </message>
    <message>
        <source>Save the gift</source>
        <translation>保存礼品</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>提交审批</translation>
    </message>
    <message>
        <source>Plan the gift</source>
        <translation>先计划</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back; what was typed is kept</source>
        <translation>返回，写下的内容会保留</translation>
    </message>
    <message>
        <source>What you had not saved is here again.</source>
        <translation>已恢复上次没有保存的内容。</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>放弃这些内容</translation>
    </message>
    <message>
        <source>Kept automatically at {time}</source>
        <translation>{time} 已自动保留</translation>
    </message>
    <message>
        <source>{name} saved</source>
        <translation>已保存{name}</translation>
    </message>
</context>
<context>
    <name>FreeNames</name>
    <message>
        <source>Not yet a contact, make one of:</source>
        <translation>还不是联系人，点名字建档：</translation>
    </message>
    <message>
        <source>Make a contact of {name}</source>
        <translation>把{name}建为联系人</translation>
    </message>
</context>
<context>
    <name>FreshnessLine</name>
    <message>
        <source>Still true</source>
        <translation>仍然属实</translation>
    </message>
    <message>
        <source>Not confirmed for long: {fields}</source>
        <translation>久未确认：{fields}</translation>
    </message>
    <message>
        <source>Facts confirmed as of today</source>
        <translation>已确认资料仍然属实</translation>
    </message>
</context>
<context>
    <name>FromTo</name>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
</context>
<context>
    <name>Gaps</name>
    <message>
        <source>Rows not taken ({count}): {reasons}</source>
        <translation>未导入 {count} 行：{reasons}</translation>
    </message>
    <message>
        <source>Rows that cannot be taken ({count}): {reasons}</source>
        <translation>无法导入 {count} 行：{reasons}</translation>
    </message>
    <message>
        <source>Rows with gaps ({count}; what no field could hold is kept in the notes): {reasons}</source>
        <translation>{count} 行有缺项，放不进字段的内容记入备注：{reasons}</translation>
    </message>
    <message>
        <source>Rows with gaps ({count}): {reasons}</source>
        <translation>{count} 行有缺项：{reasons}</translation>
    </message>
    <message>
        <source>Rows about a client of another row: {count}</source>
        <translation>{count} 行与其他行是同一客户，合为一个</translation>
    </message>
    <message>
        <source>{rows} ({pairs})</source>
        <translation>{rows}（{pairs}）</translation>
    </message>
    <message>
        <source>Columns left out: {names}</source>
        <translation>未导入的列：{names}</translation>
    </message>
    <message>
        <source>Kept in the notes under their headings: {names}</source>
        <translation>没有对应字段、连同标题记入备注的列：{names}</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> 等，还有 {count} 个</translation>
    </message>
    <message>
        <source>{count} more reasons</source>
        <translation>另有 {count} 种原因</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>KAM Desktop</source>
        <translation>客情</translation>
    </message>
    <message>
        <source>Every client in mind</source>
        <translation>把每位客户放在心上</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>GateWindow</name>
    <message>
        <source>KAM Desktop</source>
        <translation>客情</translation>
    </message>
    <message>
        <source>Your data stays on this computer, encrypted. If both passphrase and recovery key are lost, nobody can open it.</source>
        <translation>资料只在这台电脑上，全库加密。口令与恢复密钥都丢失时，谁也打不开。</translation>
    </message>
</context>
<context>
    <name>GeneralSection</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
</context>
<context>
    <name>GiftFields</name>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Given or received</source>
        <translation>送出或收到</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>场合</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>送交方式</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>反应</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>The value is an estimate</source>
        <translation>价值为估计</translation>
    </message>
    <message>
        <source>Handed in to the company</source>
        <translation>已上交公司</translation>
    </message>
    <message>
        <source>Directly</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Total value</source>
        <translation>总价值</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Goes through</source>
        <translation>经由</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Who approves</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>How much it was liked</source>
        <translation>喜欢程度</translation>
    </message>
    <message>
        <source>e.g. 268 or 268.00</source>
        <translation>如 268 或 268.00</translation>
    </message>
    <message>
        <source>Somebody else than you</source>
        <translation>不能是您自己</translation>
    </message>
    <message>
        <source>Write a whole number.</source>
        <translation>请写整数。</translation>
    </message>
    <message>
        <source>e.g. by hand, by post</source>
        <translation>如 当面、邮寄</translation>
    </message>
    <message>
        <source>Number or where it lies</source>
        <translation>编号或存放处</translation>
    </message>
    <message>
        <source>How it was received</source>
        <translation>对方的反应</translation>
    </message>
    <message>
        <source>The client as a whole</source>
        <translation>客户单位</translation>
    </message>
    <message>
        <source>Choose the client from the list.</source>
        <translation>请从列表中选客户。</translation>
    </message>
    <message>
        <source>Write a date as 9-16 or 2026-09-16.</source>
        <translation>日期请写成 9-16 或 2026-09-16。</translation>
    </message>
    <message>
        <source>Write the value as 268 or 268.00.</source>
        <translation>价值请写成 268 或 268.00。</translation>
    </message>
</context>
<context>
    <name>GiftForm</name>
    <message>
        <source>Ideas</source>
        <translation>想法</translation>
    </message>
    <message>
        <source>New gift</source>
        <translation>新礼品</translation>
    </message>
    <message>
        <source>Correct a gift</source>
        <translation>更正礼品</translation>
    </message>
    <message>
        <source>Save the gift, or ask for approval where it is needed</source>
        <translation>保存礼品；需要审批时提交审批</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Somebody else than you</source>
        <translation>不能是您自己</translation>
    </message>
    <message>
        <source>The gift is corrected</source>
        <translation>礼品已更正</translation>
    </message>
    <message>
        <source>The gift is recorded</source>
        <translation>礼品已记录</translation>
    </message>
    <message>
        <source>Approval is asked for</source>
        <translation>已提交审批</translation>
    </message>
    <message>
        <source>The gift is planned</source>
        <translation>已列入计划</translation>
    </message>
</context>
<context>
    <name>GiftLimits</name>
    <message>
        <source>Otherwise</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>Public official</source>
        <translation>公职人员</translation>
    </message>
    <message>
        <source>Tier {name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>Tell from</source>
        <translation>提示起点</translation>
    </message>
    <message>
        <source>One gift</source>
        <translation>单件</translation>
    </message>
    <message>
        <source>Person, year</source>
        <translation>个人/年</translation>
    </message>
    <message>
        <source>Person, gifts</source>
        <translation>个人次数</translation>
    </message>
    <message>
        <source>Client, year</source>
        <translation>客户/年</translation>
    </message>
    <message>
        <source>Client, gifts</source>
        <translation>客户次数</translation>
    </message>
    <message>
        <source>Tier budget</source>
        <translation>等级预算</translation>
    </message>
</context>
<context>
    <name>GiftLine</name>
    <message>
        <source>What is given</source>
        <translation>送什么</translation>
    </message>
    <message>
        <source>Value in yuan</source>
        <translation>价值（元）</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>送给谁</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>客户单位</translation>
    </message>
    <message>
        <source>Origin: why this, why for them</source>
        <translation>来历：为什么送这个、送给他</translation>
    </message>
    <message>
        <source>Why it may be given all the same</source>
        <translation>为什么仍可以送</translation>
    </message>
    <message>
        <source>Who approved it</source>
        <translation>谁批准的</translation>
    </message>
    <message>
        <source>Remove this gift</source>
        <translation>移除这件礼品</translation>
    </message>
    <message>
        <source>All fields …</source>
        <translation>全部字段…</translation>
    </message>
    <message>
        <source>Still missing: {names}</source>
        <translation>还缺：{names}</translation>
    </message>
    <message>
        <source>For {name}; origin: {origin}</source>
        <translation>给{name}。来历：{origin}</translation>
    </message>
    <message>
        <source>Within limits</source>
        <translation>未超限额</translation>
    </message>
    <message>
        <source>Within limits, {spent} of {limit} used this year</source>
        <translation>未超限额，本年已用 {spent} / {limit}</translation>
    </message>
</context>
<context>
    <name>GiftPage</name>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Story card</source>
        <translation>来历卡</translation>
    </message>
    <message>
        <source>Correct: a new entry takes its place</source>
        <translation>更正：新记录取代原记录</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Open the person</source>
        <translation>打开联系人</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>打开拜访</translation>
    </message>
    <message>
        <source>Story card, to read or print</source>
        <translation>来历卡，可读可印</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不批准</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已送出</translation>
    </message>
    <message>
        <source>How it was received</source>
        <translation>对方反应</translation>
    </message>
    <message>
        <source>Only the entry that holds is corrected.</source>
        <translation>只能更正当前有效的记录。</translation>
    </message>
    <message>
        <source>This entry was taken back.</source>
        <translation>这条记录已撤回。</translation>
    </message>
    <message>
        <source>This entry was corrected; another one holds now.</source>
        <translation>这条记录已被更正，现以另一条为准。</translation>
    </message>
    <message>
        <source>Open what holds</source>
        <translation>打开现行记录</translation>
    </message>
    <message>
        <source>Giver</source>
        <translation>赠送人</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>收受人</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Reason: {text}</source>
        <translation>理由：{text}</translation>
    </message>
    <message>
        <source>Approved by {name}</source>
        <translation>批准人：{name}</translation>
    </message>
    <message>
        <source>Declined by {name}</source>
        <translation>{name}不批准</translation>
    </message>
    <message>
        <source>{n} of 5</source>
        <translation>喜欢程度 {n}/5</translation>
    </message>
    <message>
        <source>Noted by {name}</source>
        <translation>由{name}登记</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正记录</translation>
    </message>
    <message>
        <source>Corrected by {name}</source>
        <translation>{name}更正</translation>
    </message>
    <message>
        <source>First written by {name}</source>
        <translation>{name}首次登记</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
    <message>
        <source>Open this entry</source>
        <translation>打开这条记录</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>The gift is recorded</source>
        <translation>已记录礼品</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已记下</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>The client as a whole</source>
        <translation>客户单位</translation>
    </message>
</context>
<context>
    <name>GiftRulesSection</name>
    <message>
        <source>Gift rules</source>
        <translation>礼品规则</translation>
    </message>
    <message>
        <source>Limits in yuan; of the rows that fit, the strictest holds. A change is a new version with its reason.</source>
        <translation>限额单位为元；符合的几行中取最严的。每次修改存为新版本，并写明理由。</translation>
    </message>
    <message>
        <source>Try on the last year</source>
        <translation>用过去一年试算</translation>
    </message>
    <message>
        <source>Save as a new version</source>
        <translation>存为新版本</translation>
    </message>
    <message>
        <source>Days and words</source>
        <translation>天数与词语</translation>
    </message>
    <message>
        <source>The same gift within days</source>
        <translation>同样礼品间隔天数</translation>
    </message>
    <message>
        <source>The same category within days</source>
        <translation>同类礼品间隔天数</translation>
    </message>
    <message>
        <source>Counted as one within days</source>
        <translation>合并计算的天数</translation>
    </message>
    <message>
        <source>More words for cash</source>
        <translation>另外视同现金的词</translation>
    </message>
    <message>
        <source>More words of taboo</source>
        <translation>另外忌讳的词</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Why the rules change</source>
        <translation>为什么修改</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>With commas between them</source>
        <translation>用顿号或逗号隔开</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>各版本</translation>
    </message>
    <message>
        <source>Always forbidden</source>
        <translation>一律禁止</translation>
    </message>
    <message>
        <source>What each rule asks for</source>
        <translation>每条规则的处置</translation>
    </message>
    <message>
        <source>as the program comes</source>
        <translation>程序自带</translation>
    </message>
    <message>
        <source>Version {n}, from {day}</source>
        <translation>第 {n} 版，{day}起</translation>
    </message>
    <message>
        <source>Version {n}, {day}</source>
        <translation>第 {n} 版，{day}</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>Show its values</source>
        <translation>看这一版</translation>
    </message>
    <message>
        <source>The rules are saved as a new version</source>
        <translation>规则已存为新版本</translation>
    </message>
    <message>
        <source>{given} gifts were given in the last year; {n} would have been judged otherwise.</source>
        <translation>过去一年送出 {given} 件，其中 {n} 件的结论会不同。</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
</context>
<context>
    <name>GiftWords</name>
    <message>
        <source>By the rules that came with the program</source>
        <translation>依据程序自带的规则</translation>
    </message>
    <message>
        <source>By version {n} of the rules</source>
        <translation>依据第 {n} 版规则</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>价值</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>场合</translation>
    </message>
    <message>
        <source>Given or received</source>
        <translation>送出或收到</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Goes through</source>
        <translation>经由</translation>
    </message>
    <message>
        <source>Name of whoever it goes through</source>
        <translation>经手人姓名</translation>
    </message>
    <message>
        <source>Who chose it</source>
        <translation>谁挑选的</translation>
    </message>
    <message>
        <source>Who hands it over</source>
        <translation>谁递上</translation>
    </message>
    <message>
        <source>The story to tell</source>
        <translation>可以讲的故事</translation>
    </message>
    <message>
        <source>How much it was liked</source>
        <translation>喜欢程度</translation>
    </message>
    <message>
        <source>The value is an estimate</source>
        <translation>价值为估计</translation>
    </message>
    <message>
        <source>Handed in to the company</source>
        <translation>已上交公司</translation>
    </message>
    <message>
        <source>Handed over on</source>
        <translation>交付日期</translation>
    </message>
    <message>
        <source>How it was handed over</source>
        <translation>交付方式</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>How it was received</source>
        <translation>对方的反应</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>{name} approved</source>
        <translation>{name}批准</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>GiftsPage</name>
    <message>
        <source>Gifts</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>New gift</source>
        <translation>新礼品</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记册</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Item or client</source>
        <translation>礼品或客户</translation>
    </message>
    <message>
        <source>Filter gifts</source>
        <translation>筛选礼品</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>场合</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>价值</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>送出或收到</translation>
    </message>
    <message>
        <source>Open the gift</source>
        <translation>打开礼品</translation>
    </message>
    <message>
        <source>What waits, and the list</source>
        <translation>待处理与列表之间</translation>
    </message>
    <message>
        <source>Approve what waits</source>
        <translation>批准待审批的</translation>
    </message>
    <message>
        <source>Decline what waits</source>
        <translation>不批准待审批的</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已送出</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>No gift matches.</source>
        <translation>没有符合的礼品</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No gifts yet, neither given nor received.</source>
        <translation>还没有礼品，送出的和收到的都没有。</translation>
    </message>
</context>
<context>
    <name>Giving</name>
    <message>
        <source>Attach this file to the mail: {path}</source>
        <translation>请在邮件中添加附件：{path}</translation>
    </message>
    <message>
        <source>Show the file</source>
        <translation>显示文件位置</translation>
    </message>
    <message>
        <source>Please find attached: {name}</source>
        <translation>请查收附件：{name}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已存为 {name}</translation>
    </message>
</context>
<context>
    <name>GroupTree</name>
    <message>
        <source>Parent company</source>
        <translation>上级公司</translation>
    </message>
    <message>
        <source>Parent company: name or pinyin</source>
        <translation>上级公司：名称或拼音</translation>
    </message>
    <message>
        <source>Choose the parent company</source>
        <translation>选择上级公司</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>移出集团</translation>
    </message>
    <message>
        <source>The parent company is no longer on the list.</source>
        <translation>上级公司已不在名单中。</translation>
    </message>
    <message>
        <source>and further subsidiaries</source>
        <translation>还有更多下属公司</translation>
    </message>
    <message>
        <source>Another parent company</source>
        <translation>换上级公司</translation>
    </message>
</context>
<context>
    <name>GroupingPopover</name>
    <message>
        <source>Group visits by city</source>
        <translation>按城市归并拜访</translation>
    </message>
    <message numerus="yes">
        <source>Move %n visit(s)</source>
        <translation>
            <numerusform>移动 %n 次拜访</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n day(s) more</source>
        <translation>
            <numerusform>还有 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Visits of one city stand together already, as far as their windows, days set by hand and room allow.</source>
        <translation>在时限、手动定的日期和当天余量允许的范围内，同城拜访已在同一天。</translation>
    </message>
</context>
<context>
    <name>GuestsPane</name>
    <message>
        <source>Guests</source>
        <translation>来宾</translation>
    </message>
    <message>
        <source>Nobody is invited yet. Choose clients above: whoever is invited is called in time.</source>
        <translation>还没有邀请客户。在上面选择，被邀请的会按时去电。</translation>
    </message>
    <message>
        <source>Comes</source>
        <translation>要来</translation>
    </message>
    <message>
        <source>Does not come</source>
        <translation>不来</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>没来</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出名单</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>comes</source>
        <translation>要来</translation>
    </message>
    <message>
        <source>does not come</source>
        <translation>不来</translation>
    </message>
    <message>
        <source>came</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>没来</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>未答复</translation>
    </message>
    <message>
        <source>Comes, does not come</source>
        <translation>要来、不来</translation>
    </message>
    <message>
        <source>Came, did not come</source>
        <translation>到场、没来</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) noted</source>
        <translation>
            <numerusform>已记下 %n 条答复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s) taken off the list</source>
        <translation>
            <numerusform>已移出 %n 位来宾</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOverPopover</name>
    <message>
        <source>Hand over to whom?</source>
        <translation>转交给谁？</translation>
    </message>
    <message>
        <source>A colleague&apos;s name</source>
        <translation>同事的姓名</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Write whom it goes to.</source>
        <translation>请写明转交给谁。</translation>
    </message>
</context>
<context>
    <name>HandoverPage</name>
    <message>
        <source>Handover</source>
        <translation>客户交接</translation>
    </message>
    <message>
        <source>Preview the book</source>
        <translation>预览手册</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Point {n}</source>
        <translation>第 {n} 条</translation>
    </message>
    <message>
        <source>Draft from the facts</source>
        <translation>按事实起草</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>交接给</translation>
    </message>
    <message>
        <source>From when</source>
        <translation>自何日起</translation>
    </message>
    <message>
        <source>Five things to read first</source>
        <translation>先读这五条</translation>
    </message>
    <message>
        <source>Commission by dates</source>
        <translation>佣金按日期分配</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>All that is planned goes along; the change can be undone. Taboos and likes are in the book.</source>
        <translation>已排的客情一并移交，交接可以撤销。手册中印有忌讳与喜好。</translation>
    </message>
    <message>
        <source>{client}, now with {owner}</source>
        <translation>{client}，现由{owner}负责</translation>
    </message>
    <message>
        <source>{client} is with {name} now</source>
        <translation>{client}已交接给{name}</translation>
    </message>
</context>
<context>
    <name>Heir</name>
    <message>
        <source>Somebody new</source>
        <translation>新来的人</translation>
    </message>
    <message>
        <source>Name of the new person</source>
        <translation>新人姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History with this person</source>
        <translation>与此人的往来</translation>
    </message>
    <message>
        <source>Nothing was logged with this person yet.</source>
        <translation>与此人还没有记过往来。</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>{shown} of {total}, show more</source>
        <translation>已列 {shown} 条，共 {total} 条，再列一些</translation>
    </message>
</context>
<context>
    <name>HolidaysSection</name>
    <message>
        <source>Days off and make-up days as announced. A year without a notice is a forecast: weekends and statutory days only.</source>
        <translation>放假与调休以公布为准。没有通知的年份为预计：只含周末与法定节假日。</translation>
    </message>
    <message>
        <source>Holiday calendar</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Read a newer file …</source>
        <translation>读入新文件…</translation>
    </message>
    <message>
        <source>Back to what came with the program</source>
        <translation>恢复程序自带的</translation>
    </message>
    <message>
        <source>{off} days off, {work} make-up days</source>
        <translation>放假 {off} 天，调休上班 {work} 天</translation>
    </message>
    <message>
        <source>Known until the end of {year}; version {version}.</source>
        <translation>已知至 {year} 年底，版本 {version}。</translation>
    </message>
    <message>
        <source>Holiday calendars (*.json)</source>
        <translation>节假日日历 (*.json)</translation>
    </message>
    <message>
        <source>Holiday calendar read; the plan follows</source>
        <translation>节假日已读入，随后重新安排</translation>
    </message>
    <message>
        <source>Back to the shipped calendar; the plan follows</source>
        <translation>已恢复自带的节假日，随后重新安排</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Open a packet or a card</source>
        <translation>打开报告包或名片</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>There is nobody to send to until a partner&apos;s fingerprint was compared.</source>
        <translation>核对过往来对象的指纹后才能发送。</translation>
    </message>
    <message>
        <source>Packets that came and went</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>No packet came or went yet.</source>
        <translation>还没有往来记录。</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Or drop it here. You see what it brings before anything is taken.</source>
        <translation>也可以拖到这里。先看内容，再决定是否收取。</translation>
    </message>
    <message>
        <source>Came and went</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>Written: {path}. Give it to your partner by any way: a stick, a mail, a chat.</source>
        <translation>已写入：{path}。用 U 盘、邮件或聊天工具交给对方即可。</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n 份报告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n review(s)</source>
        <translation>
            <numerusform>%n 份审阅意见</numerusform>
        </translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>发给{name}</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>来自{name}</translation>
    </message>
</context>
<context>
    <name>IdeasPanel</name>
    <message>
        <source>Ideas</source>
        <translation>想法</translation>
    </message>
    <message>
        <source>Gift ideas</source>
        <translation>礼品想法</translation>
    </message>
    <message>
        <source>Choose the client and the person first.</source>
        <translation>请先选择客户和联系人。</translation>
    </message>
    <message>
        <source>Enter takes one into the form.</source>
        <translation>按回车填入表单。</translation>
    </message>
    <message>
        <source>Nothing suits that the rules allow. Note hobbies or the home town in the dossier.</source>
        <translation>没有规则允许又合适的礼品。请在档案里补写爱好或家乡。</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Lists and contacts</source>
        <translation>表格与联系人</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Reading again</source>
        <translation>正在重新读取</translation>
    </message>
    <message>
        <source>Looking for likely duplicates</source>
        <translation>正在查找疑似重复</translation>
    </message>
    <message>
        <source>Comparing with the store</source>
        <translation>正在与资料库比对</translation>
    </message>
    <message>
        <source>{name}, {count} more after it</source>
        <translation>{name}，后面还有 {count} 个文件</translation>
    </message>
    <message>
        <source>Not read: {names}</source>
        <translation>未读取：{names}</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>Imported {name}</source>
        <translation>已导入 {name}</translation>
    </message>
</context>
<context>
    <name>Impression</name>
    <message>
        <source>Impression {number} of 5</source>
        <translation>印象 {number} / 5</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Missed reminders</source>
        <translation>错过的提醒</translation>
    </message>
    <message>
        <source>All seen</source>
        <translation>都看过了</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Nothing was missed.</source>
        <translation>没有错过什么。</translation>
    </message>
    <message>
        <source>Go to Today</source>
        <translation>去今日</translation>
    </message>
    <message>
        <source>{n} still open, due while you were away from {first} to {last}</source>
        <translation>{first}至 {last}您不在时到期，还有 {n} 件未办</translation>
    </message>
</context>
<context>
    <name>InterestEntry</name>
    <message>
        <source>e.g. basketball final</source>
        <translation>例如：篮球总决赛</translation>
    </message>
    <message>
        <source>e.g. basketball, sports</source>
        <translation>例如：篮球、体育</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Last day, of several</source>
        <translation>最后一天（多日时）</translation>
    </message>
    <message>
        <source>For those who like</source>
        <translation>适合的爱好</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Edit the event</source>
        <translation>修改活动</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>新活动</translation>
    </message>
    <message>
        <source>Event removed: {what}</source>
        <translation>已删除活动：{what}</translation>
    </message>
    <message>
        <source>Event noted: {what}</source>
        <translation>已记活动：{what}</translation>
    </message>
</context>
<context>
    <name>InterestsPage</name>
    <message>
        <source>Coming events</source>
        <translation>兴趣活动</translation>
    </message>
    <message>
        <source>Read a calendar file</source>
        <translation>读日历文件</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>新活动</translation>
    </message>
    <message>
        <source>No coming event is kept. People hear of those that fit their hobbies.</source>
        <translation>还没有将到的活动。与爱好相合的人会按时得知。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>For those who like</source>
        <translation>适合的爱好</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Who likes it</source>
        <translation>谁有兴趣</translation>
    </message>
    <message>
        <source>{count} to come</source>
        <translation>将到 {count} 项</translation>
    </message>
    <message>
        <source>Event removed: {what}</source>
        <translation>已删除活动：{what}</translation>
    </message>
    <message>
        <source>Calendar files</source>
        <translation>日历文件</translation>
    </message>
    <message>
        <source>Choose a calendar file</source>
        <translation>选择日历文件</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Events of {name} taken in</source>
        <translation>已收下{name}的活动</translation>
    </message>
</context>
<context>
    <name>InviteBar</name>
    <message>
        <source>All of a tier or segment</source>
        <translation>某等级或细分的全部客户</translation>
    </message>
    <message>
        <source>Invite all</source>
        <translation>全部邀请</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>Tier {tier}</source>
        <translation>{tier} 级客户</translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Your recovery key</source>
        <translation>您的恢复密钥</translation>
    </message>
    <message>
        <source>It opens the store when the passphrase is forgotten. It is shown only this once.</source>
        <translation>忘了口令时用它打开资料库。只显示这一次。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Printed or written down, and kept elsewhere</source>
        <translation>已打印或抄下，另放别处</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>另存 PDF</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Saved. Keep it away from this computer.</source>
        <translation>已保存。请不要留在这台电脑上。</translation>
    </message>
    <message>
        <source>Copied. Paste it where only you can read it.</source>
        <translation>已复制。请贴到只有您能看的地方。</translation>
    </message>
</context>
<context>
    <name>KeysOverlay</name>
    <message>
        <source>Help and keys</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>各处</translation>
    </message>
    <message>
        <source>How the day goes</source>
        <translation>一天怎么用</translation>
    </message>
</context>
<context>
    <name>KindChips</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>LeavePanel</name>
    <message>
        <source>{name} leaves this client</source>
        <translation>{name}离开</translation>
    </message>
    <message>
        <source>Has left</source>
        <translation>已离开</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>还不清楚</translation>
    </message>
    <message>
        <source>{name} has left</source>
        <translation>{name}已离开</translation>
    </message>
</context>
<context>
    <name>LimitBars</name>
    <message>
        <source>Client, this year</source>
        <translation>客户全年金额</translation>
    </message>
    <message>
        <source>Tier budget</source>
        <translation>等级预算</translation>
    </message>
    <message>
        <source>Client, gifts</source>
        <translation>客户全年件数</translation>
    </message>
    <message>
        <source>Person, this year</source>
        <translation>此人全年金额</translation>
    </message>
    <message>
        <source>Person, gifts</source>
        <translation>此人全年件数</translation>
    </message>
    <message>
        <source>{total} of {limit}</source>
        <translation>{total} / {limit}</translation>
    </message>
</context>
<context>
    <name>LimitsPanel</name>
    <message>
        <source>Choose a client, and the limits speak here.</source>
        <translation>选好客户，这里就说明限额。</translation>
    </message>
    <message>
        <source>What the receiver likes</source>
        <translation>对方的喜好</translation>
    </message>
    <message>
        <source>Earlier gifts</source>
        <translation>以前的礼品</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Received gifts have no limit.</source>
        <translation>收到的礼品不计限额。</translation>
    </message>
    <message>
        <source>Within limits</source>
        <translation>未超限额</translation>
    </message>
    <message>
        <source>Within limits, {spent} of {limit} used this year</source>
        <translation>未超限额，本年已用 {spent} / {limit}</translation>
    </message>
    <message>
        <source>{field}: {text}</source>
        <translation>{field}：{text}</translation>
    </message>
    <message>
        <source>{n} of 5</source>
        <translation>喜欢程度 {n}/5</translation>
    </message>
    <message>
        <source>The same as this one</source>
        <translation>与这件相同</translation>
    </message>
    <message>
        <source>The same category</source>
        <translation>同一类别</translation>
    </message>
</context>
<context>
    <name>LineEditor</name>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Executive</source>
        <translation>高管</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>With a gift</source>
        <translation>带礼品</translation>
    </message>
    <message>
        <source>Ideal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>最迟</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>浮动</translation>
    </message>
    <message>
        <source>Days ahead</source>
        <translation>提前天数</translation>
    </message>
    <message>
        <source>days ahead</source>
        <translation>天前</translation>
    </message>
    <message>
        <source>{name}: back to the tier&apos;s</source>
        <translation>{name}：恢复等级的设置</translation>
    </message>
    <message>
        <source>Take out {name}</source>
        <translation>去掉{name}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Its own. The tier says: {what}</source>
        <translation>本客户单独设置。等级为：{what}</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>{channel}, {ideal} / {latest} days</source>
        <translation>{channel}，{ideal} / {latest} 天</translation>
    </message>
    <message>
        <source>{channel}, {days} days ahead</source>
        <translation>{channel}，提前 {days} 天</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>接触</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
</context>
<context>
    <name>LinesGrid</name>
    <message>
        <source>Add a line</source>
        <translation>添加一项</translation>
    </message>
</context>
<context>
    <name>LinesSide</name>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>采购</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>All products</source>
        <translation>全部产品</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>未写品名</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No purchase matches.</source>
        <translation>没有符合的采购记录。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No purchases yet. Import the sales list of your ERP: client, date, product, quantity, amount, margin.</source>
        <translation>还没有采购记录。请导入 ERP 的销售明细：客户、日期、产品、数量、金额、毛利。</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入一张表</translation>
    </message>
</context>
<context>
    <name>ListActs</name>
    <message>
        <source>Delete client</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Delete {count} clients</source>
        <translation>删除 {count} 位客户</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Owner…</source>
        <translation>负责人…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Dossiers on paper</source>
        <translation>打印客户档案</translation>
    </message>
    <message>
        <source>Briefs for the car</source>
        <translation>打印访前一页</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>复制整行</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message numerus="yes">
        <source>{words} for {count} client(s)</source>
        <translation>
            <numerusform>{count} 位客户：{words}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changing {count} client(s)</source>
        <translation>
            <numerusform>正在修改 {count} 位客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} client(s) deleted</source>
        <translation>
            <numerusform>已删除 {count} 位客户</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} deleted</source>
        <translation>已删除{name}</translation>
    </message>
    <message>
        <source>“{text}” copied</source>
        <translation>已复制「{text}」</translation>
    </message>
    <message>
        <source>Nothing stands in this cell.</source>
        <translation>这个单元格是空的。</translation>
    </message>
    <message numerus="yes">
        <source>{count} row(s) copied</source>
        <translation>
            <numerusform>已复制 {count} 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) taken over from the clipboard</source>
        <translation>
            <numerusform>已从剪贴板更新 %n 位客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taking over %n client(s)</source>
        <translation>
            <numerusform>正在更新 %n 位客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Reports submitted</source>
        <translation>报告已提交</translation>
    </message>
    <message>
        <source>Plans called off</source>
        <translation>拜访已取消</translation>
    </message>
</context>
<context>
    <name>LoadingLine</name>
    <message>
        <source>Loading</source>
        <translation>正在读取</translation>
    </message>
</context>
<context>
    <name>LogFields</name>
    <message>
        <source>What</source>
        <extracomment>A gift has its own form, with its limits.</extracomment>
        <translation>方式</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Day; empty is today</source>
        <translation>日期，空着就是今天</translation>
    </message>
    <message>
        <source>Outcome, may be left out</source>
        <translation>结果，可不写</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Changed on both sides</source>
        <translation>两边都有改动</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>不收取</translation>
    </message>
    <message>
        <source>Visits in the packet</source>
        <translation>包内的拜访</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>收取</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不收取</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>KAM Desktop</source>
        <translation>客情</translation>
    </message>
    <message>
        <source>Command bar</source>
        <translation>命令栏</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Pages, to Ctrl+{n}</source>
        <translation>各页，至 Ctrl+{n}</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>筛选本页</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo, also Ctrl+Shift+Z</source>
        <translation>重做，也可用 Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一栏</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Print or PDF</source>
        <translation>打印或 PDF</translation>
    </message>
    <message>
        <source>Help and keys</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Close, clear, go back</source>
        <translation>关闭、清除、返回</translation>
    </message>
</context>
<context>
    <name>MakePanel</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Three steps: a passphrase, the recovery key, your clients.</source>
        <translation>三步：口令、恢复密钥、客户。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>As it should stand on reports</source>
        <translation>报告上这样署名</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>At least 8 characters; a sentence is easy to remember.</source>
        <translation>至少 8 个字符，一句话最好记。</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再输一次口令</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>从备份恢复</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Relationship map</source>
        <translation>关系图</translation>
    </message>
    <message>
        <source>Nobody is known at this client yet.</source>
        <translation>这家客户还没有联系人。</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>添加联系人</translation>
    </message>
    <message>
        <source>Relationship map of {client}</source>
        <translation>{client}关系图</translation>
    </message>
    <message>
        <source>Open the person</source>
        <translation>打开此人</translation>
    </message>
    <message>
        <source>Move the card, also with the other arrows</source>
        <translation>移动卡片，其余方向键亦然</translation>
    </message>
    <message>
        <source>Reports to</source>
        <translation>上级</translation>
    </message>
    <message>
        <source>Who of us knows this person</source>
        <translation>我方谁认识此人</translation>
    </message>
    <message>
        <source>Influence, 1 to 3; 0 for not known</source>
        <translation>影响力 1 至 3，0 为不详</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Succeeded by</source>
        <translation>由谁接任</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全图</translation>
    </message>
    <message>
        <source>Print or PDF</source>
        <translation>打印或 PDF</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>重新排列</translation>
    </message>
    <message>
        <source>Every card goes back to its place in the tree</source>
        <translation>每张卡片回到上下级树里的位置</translation>
    </message>
    <message>
        <source>Larger card: more influence. Below: who of us knows them; bold, is trusted; grey, has met.</source>
        <translation>卡片越大，影响力越大。末行是我方认识此人的同事：粗体为信任，灰色为见过面。</translation>
    </message>
    <message>
        <source>Influence of {name}: {level}</source>
        <translation>{name}的影响力：{level}</translation>
    </message>
    <message>
        <source>The map is tidy again</source>
        <translation>关系图已重新排列</translation>
    </message>
    <message>
        <source>Card of {name} moved</source>
        <translation>{name}的卡片已移动</translation>
    </message>
    <message>
        <source>Tie taken off</source>
        <translation>已去掉这条关系</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Reports to…</source>
        <translation>上级…</translation>
    </message>
    <message>
        <source>Who of us knows this person…</source>
        <translation>我方谁认识此人…</translation>
    </message>
    <message>
        <source>Is here again</source>
        <translation>又回到任上</translation>
    </message>
    <message>
        <source>Leaves…</source>
        <translation>离开…</translation>
    </message>
    <message>
        <source>Moves to another client…</source>
        <translation>调往另一客户…</translation>
    </message>
    <message>
        <source>Succeeded by…</source>
        <translation>由谁接任…</translation>
    </message>
    <message>
        <source>Take off the tie with {colleague}</source>
        <translation>去掉与{colleague}的关系</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Relationship map</source>
        <translation>关系图</translation>
    </message>
</context>
<context>
    <name>MemberLine</name>
    <message>
        <source>{name}, this client</source>
        <translation>{name}，本客户</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} / {total}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>MinePanel</name>
    <message>
        <source>Save my card</source>
        <translation>保存我的名片</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>添加名片</translation>
    </message>
    <message>
        <source>Nobody yet. Give your card to your lead or manager, and add the card you get from them.</source>
        <translation>还没有往来对象。请把名片交给主管或客户经理，再添加对方给您的名片。</translation>
    </message>
    <message>
        <source>My card</source>
        <translation>我的名片</translation>
    </message>
    <message>
        <source>I am</source>
        <translation>我是</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>往来对象</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>尚未填写姓名</translation>
    </message>
</context>
<context>
    <name>MoveEntry</name>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note a move</source>
        <translation>记一笔出入</translation>
    </message>
    <message>
        <source>The move is noted</source>
        <translation>已记下出入</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>{name} moves to another client, with the history</source>
        <translation>{name}调往另一客户，往来随人带去</translation>
    </message>
    <message>
        <source>Has moved</source>
        <translation>已调往</translation>
    </message>
    <message>
        <source>Now at</source>
        <translation>现在的客户</translation>
    </message>
    <message>
        <source>{name} is at {client} now</source>
        <translation>{name}现在在{client}</translation>
    </message>
</context>
<context>
    <name>MovePopover</name>
    <message>
        <source>Move to which day?</source>
        <translation>改到哪一天？</translation>
    </message>
    <message>
        <source>1, 3, 7 or a day, e.g. 10-15</source>
        <translation>1、3、7 或日期，如 10-15</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>另选日子</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>+{days} · {day}</source>
        <translation>{days}后 · {day}</translation>
    </message>
</context>
<context>
    <name>NamePopover</name>
    <message>
        <source>Kind of segment</source>
        <translation>细分的类别</translation>
    </message>
    <message>
        <source>Name of the segment</source>
        <translation>细分名称</translation>
    </message>
    <message>
        <source>It stands under this heading in the list; proposed from the conditions.</source>
        <translation>在细分列表里归到这一类，按条件推荐，可以改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Give the segment a name.</source>
        <translation>请给这个细分起个名称。</translation>
    </message>
</context>
<context>
    <name>NewsBox</name>
    <message>
        <source>Since {day}</source>
        <translation>{day}以来</translation>
    </message>
    <message>
        <source>No earlier visit is known here</source>
        <translation>这里没有更早的拜访记录</translation>
    </message>
    <message>
        <source>Impression {before} → {after}</source>
        <translation>满意度印象 {before} → {after}</translation>
    </message>
    <message>
        <source>Impression {after} as before</source>
        <translation>满意度印象仍为 {after}</translation>
    </message>
    <message numerus="yes">
        <source>%n more promise(s)</source>
        <translation>
            <numerusform>另有 %n 条承诺</numerusform>
        </translation>
    </message>
    <message>
        <source>theirs: </source>
        <translation>对方：</translation>
    </message>
    <message>
        <source>Kept: {text}</source>
        <translation>已兑现：{text}</translation>
    </message>
    <message>
        <source>Kept, {days} late: {text}</source>
        <translation>已兑现，迟 {days}：{text}</translation>
    </message>
    <message>
        <source>Broken: {text}</source>
        <translation>未兑现：{text}</translation>
    </message>
    <message>
        <source>Open, {days} late: {text}</source>
        <translation>未了，已迟 {days}：{text}</translation>
    </message>
    <message>
        <source>Competitors named for the first time: {names}</source>
        <translation>首次提到的竞争对手：{names}</translation>
    </message>
    <message>
        <source>Met for the first time: {names}</source>
        <translation>首次见面：{names}</translation>
    </message>
    <message>
        <source>Purchases in 90 days {percent} against the year before</source>
        <translation>近 90 天采购同比 {percent}</translation>
    </message>
    <message>
        <source>The next order is {days} behind the client&apos;s own rhythm</source>
        <translation>比自己的采购节奏晚了 {days}</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>{giver} asks {name}</source>
        <translation>{giver}请{name}审批</translation>
    </message>
    <message>
        <source>{giver} asks for approval</source>
        <translation>{giver}提交审批</translation>
    </message>
    <message>
        <source>Approved by {name}</source>
        <translation>批准人：{name}</translation>
    </message>
    <message>
        <source>Within the rules</source>
        <translation>在规则之内</translation>
    </message>
    <message>
        <source>Handed over on</source>
        <translation>送出日期</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已送出</translation>
    </message>
    <message>
        <source>Not to be given after all</source>
        <translation>不送了</translation>
    </message>
</context>
<context>
    <name>NoteEntry</name>
    <message>
        <source>What should be remembered?</source>
        <translation>要记住什么？</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>About whom</source>
        <translation>关于谁</translation>
    </message>
    <message>
        <source>Only for me</source>
        <translation>仅自己可见</translation>
    </message>
    <message>
        <source>Stays on this computer: in no export, no report and no exchange</source>
        <translation>只留在这台电脑上：不导出，不进报告，不同步</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>About the client</source>
        <translation>关于客户</translation>
    </message>
    <message>
        <source>Note saved</source>
        <translation>备注已保存</translation>
    </message>
    <message>
        <source>Note removed</source>
        <translation>备注已删除</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>This record was just changed elsewhere.</source>
        <translation>这条记录刚在别处改过。</translation>
    </message>
    <message>
        <source>Taken over: {fields}.</source>
        <translation>已并入对方改的：{fields}。</translation>
    </message>
    <message>
        <source>You both changed: {fields}; your text is shown.</source>
        <translation>双方都改了：{fields}，现在显示的是您写的。</translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation>保存我的</translation>
    </message>
    <message>
        <source>Use theirs</source>
        <translation>改用对方的</translation>
    </message>
</context>
<context>
    <name>NumberButton</name>
    <message>
        <source>Call {number}</source>
        <translation>拨 {number}</translation>
    </message>
    <message>
        <source>{call}; Ctrl+C copies it</source>
        <translation>{call}；Ctrl+C 复制</translation>
    </message>
</context>
<context>
    <name>OccasionEntry</name>
    <message>
        <source>e.g. second shop opens</source>
        <translation>例如：二分店开业</translation>
    </message>
    <message>
        <source>Every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>What</source>
        <translation>什么事</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日子</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>谁的</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Edit the occasion</source>
        <translation>修改日子</translation>
    </message>
    <message>
        <source>New occasion</source>
        <translation>新的日子</translation>
    </message>
    <message>
        <source>Occasion removed: {what}</source>
        <translation>已删除日子：{what}</translation>
    </message>
    <message>
        <source>Occasion noted: {what}</source>
        <translation>已记日子：{what}</translation>
    </message>
</context>
<context>
    <name>OriginGroup</name>
    <message>
        <source>Story card</source>
        <translation>来历卡</translation>
    </message>
    <message>
        <source>Where it comes from, and why this one</source>
        <translation>从哪里来，为什么选它</translation>
    </message>
    <message>
        <source>Who chose it</source>
        <translation>谁挑选的</translation>
    </message>
    <message>
        <source>Who hands it over</source>
        <translation>谁递上</translation>
    </message>
    <message>
        <source>The story to tell</source>
        <translation>可以讲的故事</translation>
    </message>
    <message>
        <source>e.g. you, a colleague, your manager</source>
        <translation>如：您自己、同事、经理</translation>
    </message>
    <message>
        <source>e.g. you, an executive they know</source>
        <translation>如：您自己、对方熟悉的领导</translation>
    </message>
    <message>
        <source>Two or three sentences that can be said while handing it over</source>
        <translation>递上时可以说的两三句话</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>From where, and why this one</source>
        <translation>从哪里来，为什么选它</translation>
    </message>
    <message>
        <source>Why it was given to you</source>
        <translation>对方为什么送</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written</source>
        <translation>
            <numerusform>已写成 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>没有写成文件</translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n report(s) were not written.</source>
        <translation>
            <numerusform>已停止，%n 份报告没有写。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more were not tried.</source>
        <translation>
            <numerusform>其余 %n 份没有再试。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no visit in these days.</source>
        <translation>这段日期内没有拜访。</translation>
    </message>
    <message numerus="yes">
        <source>%n more failed.</source>
        <translation>
            <numerusform>另有 %n 份失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>No font has these characters; they are printed as 〓: {characters}</source>
        <translation>以下字符没有字体，印作〓：{characters}</translation>
    </message>
</context>
<context>
    <name>OutcomeForm</name>
    <message>
        <source>What came of it, in a line; 1 or Enter again leaves it empty</source>
        <translation>结果一句话；不写就再按一次 1 或回车</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>接通了</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未接通</translation>
    </message>
    <message>
        <source>Call later</source>
        <translation>稍后再打</translation>
    </message>
</context>
<context>
    <name>Outlook</name>
    <message>
        <source>{count} new</source>
        <translation>新增 {count}</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>修改 {count}</translation>
    </message>
    <message>
        <source>{count} as they are</source>
        <translation>不变 {count}</translation>
    </message>
    <message>
        <source>Clients: {counts}</source>
        <translation>客户：{counts}</translation>
    </message>
    <message>
        <source>Replaces what is there of clients: {count}, of these entered by hand: {by_hand}. They stand on top below.</source>
        <translation>将替换 {count} 个客户已有的内容，其中手工填写过的 {by_hand} 个，列在下表最前面。</translation>
    </message>
    <message>
        <source>Replaces what is there of clients: {count}. They stand on top below.</source>
        <translation>将替换 {count} 个客户已有的内容，列在下表最前面。</translation>
    </message>
    <message>
        <source>new contact {names}</source>
        <translation>新联系人 {names}</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>{edit} (entered by hand)</source>
        <translation>{edit}（手工填写）</translation>
    </message>
</context>
<context>
    <name>Owed</name>
    <message>
        <source>Late</source>
        <translation>已迟</translation>
    </message>
    <message>
        <source>Due within 3 days</source>
        <translation>3 天内到期</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>Without a day</source>
        <translation>未定日子</translation>
    </message>
    <message>
        <source>{kind}: {text}</source>
        <translation>{kind}：{text}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>{day}起</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Help we promised</source>
        <translation>答应帮的忙</translation>
    </message>
    <message>
        <source>A favour to return</source>
        <translation>待还的情</translation>
    </message>
</context>
<context>
    <name>OwedPage</name>
    <message>
        <source>What we owe</source>
        <translation>欠着的</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办好了</translation>
    </message>
    <message>
        <source>Evened out</source>
        <translation>已两清</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>We owe nobody anything: no open promise, no favour to return.</source>
        <translation>什么都不欠：没有未兑现的承诺，也没有待还的情。</translation>
    </message>
    <message>
        <source>See the clients</source>
        <translation>看客户</translation>
    </message>
    <message>
        <source>Done, with what came of it</source>
        <translation>办好了，写下结果</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Next, K previous</source>
        <translation>下一条，K 上一条</translation>
    </message>
    <message>
        <source>{count} in all, {late} late</source>
        <translation>共 {count} 项，迟 {late} 项</translation>
    </message>
    <message>
        <source>{count} in all</source>
        <translation>共 {count} 项</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已办：{what}</translation>
    </message>
    <message>
        <source>Evened out: {what}</source>
        <translation>已两清：{what}</translation>
    </message>
    <message>
        <source>Moved: {what}</source>
        <translation>已改期：{what}</translation>
    </message>
    <message>
        <source>By which day now?</source>
        <translation>改到哪一天？</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
</context>
<context>
    <name>OwnNoteLine</name>
    <message>
        <source>Only for me: {text}</source>
        <translation>仅自己可见：{text}</translation>
    </message>
</context>
<context>
    <name>PacketsPage</name>
    <message>
        <source>Exchange with the team</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>Open a packet or a card</source>
        <translation>打开报告包或名片</translation>
    </message>
    <message>
        <source>Choose a visit to send</source>
        <translation>选择要发送的拜访</translation>
    </message>
    <message>
        <source>Send, or take it in</source>
        <translation>发送，或收取</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Packets and cards</source>
        <translation>报告包和名片</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Taking in {name}</source>
        <translation>正在收取 {name}</translation>
    </message>
    <message>
        <source>Taken in: {name}</source>
        <translation>已收取：{name}</translation>
    </message>
    <message numerus="yes">
        <source>%n returned</source>
        <translation>
            <numerusform>%n 份被退回</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n 份已通过</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>There is nothing that could go to {name}.</source>
        <translation>没有可以发给{name}的内容。</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>Save my card</source>
        <translation>保存我的名片</translation>
    </message>
    <message>
        <source>Trusted: {name}</source>
        <translation>已信任{name}</translation>
    </message>
    <message>
        <source>Removed. What came from them stays.</source>
        <translation>已移除。收到过的内容保留。</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>PapersForm</name>
    <message>
        <source>All managers</source>
        <translation>全部客户经理</translation>
    </message>
    <message>
        <source>A file for each</source>
        <translation>每份一个文件</translation>
    </message>
    <message>
        <source>All in one file</source>
        <translation>合为一个文件</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%n of the list</source>
        <translation>
            <numerusform>列表中的 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>A period</source>
        <translation>一段时间</translation>
    </message>
    <message>
        <source>For example {name}</source>
        <translation>例如 {name}</translation>
    </message>
    <message>
        <source>Ningbo Hengyi</source>
        <translation>宁波恒屹</translation>
    </message>
    <message>
        <source>Liu Min</source>
        <translation>刘敏</translation>
    </message>
    <message>
        <source>Where to write them</source>
        <translation>保存到哪里</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export reports</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Writing reports</source>
        <translation>正在写报告</translation>
    </message>
</context>
<context>
    <name>PartnerCard</name>
    <message>
        <source>trusted since {day}</source>
        <translation>{day}起信任</translation>
    </message>
    <message>
        <source>fingerprint not compared yet: nothing is sent or taken</source>
        <translation>尚未核对指纹：不收也不发</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除{name}</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>PastePanel</name>
    <message>
        <source>Which column is what</source>
        <translation>每一列是什么</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>What the pasted rows would do</source>
        <translation>粘贴内容将带来的修改</translation>
    </message>
    <message>
        <source>Pasted from the clipboard</source>
        <translation>从剪贴板粘贴</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>新增 {count} 位</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>修改 {count} 位</translation>
    </message>
    <message numerus="yes">
        <source>%n as it is</source>
        <translation>
            <numerusform>不变 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} that cannot be taken</source>
        <translation>{count} 行无法采用</translation>
    </message>
    <message>
        <source>Kept in the notes under their headings: {names}</source>
        <translation>没有对应字段、连同标题记入备注的列：{names}</translation>
    </message>
    <message>
        <source>Columns left out: {names}</source>
        <translation>未采用的列：{names}</translation>
    </message>
    <message>
        <source>Take over {count}</source>
        <translation>采用 {count} 位</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 行</translation>
    </message>
    <message>
        <source>Cannot be taken</source>
        <translation>无法采用</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>Known by number</source>
        <translation>编号相同</translation>
    </message>
    <message>
        <source>Known by name</source>
        <translation>名称相同</translation>
    </message>
    <message>
        <source>Same company</source>
        <translation>同一公司</translation>
    </message>
    <message>
        <source>the name {name} is not taken</source>
        <translation>名称「{name}」不取</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>new contact {names}</source>
        <translation>新联系人：{names}</translation>
    </message>
    <message>
        <source>contacts changed: {count}</source>
        <translation>更新联系人 {count} 位</translation>
    </message>
    <message>
        <source>{field} {value} of another row is not taken</source>
        <translation>另一行的{field}「{value}」不取</translation>
    </message>
</context>
<context>
    <name>PeekPanel</name>
    <message>
        <source>Open the client</source>
        <extracomment>silence before any address, then people, then facts</extracomment>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>A look at the client</source>
        <translation>快速查看客户</translation>
    </message>
</context>
<context>
    <name>PeopleActions</name>
    <message>
        <source>{name} taken off the dossier</source>
        <translation>已将{name}移出档案</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Record a gift</source>
        <translation>登记礼品</translation>
    </message>
    <message>
        <source>Copy {number}</source>
        <translation>复制 {number}</translation>
    </message>
    <message>
        <source>{name} is the main contact</source>
        <translation>{name}是主要联系人</translation>
    </message>
    <message>
        <source>Make the main contact</source>
        <translation>设为主要联系人</translation>
    </message>
    <message>
        <source>{name} is here again</source>
        <translation>{name}又回来了</translation>
    </message>
    <message>
        <source>{name} has left</source>
        <translation>{name}已离开</translation>
    </message>
    <message>
        <source>Is here again</source>
        <translation>又回来了</translation>
    </message>
    <message>
        <source>Has left this client</source>
        <translation>已离开这个客户</translation>
    </message>
    <message>
        <source>Take off the dossier</source>
        <translation>移出档案</translation>
    </message>
</context>
<context>
    <name>PeopleStrip</name>
    <message>
        <source>Add a contact</source>
        <translation>添加联系人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Gaps: {gaps}</source>
        <translation>缺口：{gaps}</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>还有 {count} 位</translation>
    </message>
    <message>
        <source>Nobody is known here yet</source>
        <translation>还没有联系人</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>季</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>The period after</source>
        <translation>下一期</translation>
    </message>
    <message>
        <source>{year} Q{n}</source>
        <translation>{year} 年第 {n} 季度</translation>
    </message>
</context>
<context>
    <name>PersonLines</name>
    <message>
        <source>best {hours}</source>
        <translation>宜 {hours}</translation>
    </message>
    <message>
        <source>address as {name}</source>
        <translation>称呼「{name}」</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>拨打 {number}</translation>
    </message>
</context>
<context>
    <name>PhotoStore</name>
    <message>
        <source>Photo removed</source>
        <translation>照片已移除</translation>
    </message>
    <message>
        <source>Caption kept</source>
        <translation>说明已保存</translation>
    </message>
    <message>
        <source>Photo moved</source>
        <translation>照片已移动</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Add photos; they can be dropped or pasted here</source>
        <translation>添加照片；也可以拖到这里或粘贴</translation>
    </message>
    <message>
        <source>or drop them here</source>
        <translation>或拖到这里</translation>
    </message>
    <message>
        <source>Drop photos here</source>
        <translation>把照片拖到这里</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添照片</translation>
    </message>
    <message>
        <source>Photos ({kinds})</source>
        <translation>照片 ({kinds})</translation>
    </message>
</context>
<context>
    <name>PoliciesPage</name>
    <message>
        <source>Service policies</source>
        <translation>服务策略</translation>
    </message>
    <message>
        <source>Past the ideal a touch is due; past the latest it is red. Days of care calls are spread.</source>
        <translation>间隔以天计：过了理想天数即到期，过了最迟天数标红；浮动使日子不那么规律。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Tier A, to 3</source>
        <translation>A 级，至 3</translation>
    </message>
    <message>
        <source>Save and plan</source>
        <translation>保存并重排</translation>
    </message>
    <message>
        <source>Cancel the changes, then back</source>
        <translation>取消修改，再按返回</translation>
    </message>
    <message>
        <source>Lines, what they do</source>
        <translation>各项、效果</translation>
    </message>
    <message>
        <source>Service policy of this client</source>
        <translation>该客户的服务策略</translation>
    </message>
    <message>
        <source>Mend the marked line to see what it does.</source>
        <translation>改正标出的一行即可看到效果。</translation>
    </message>
    <message>
        <source>{tier} clients</source>
        <translation>{tier} 级客户</translation>
    </message>
    <message>
        <source>Policy saved, planned anew</source>
        <translation>策略已保存，已重新安排</translation>
    </message>
    <message>
        <source>Policies saved; the plan follows</source>
        <translation>策略已保存，随后重新安排</translation>
    </message>
</context>
<context>
    <name>PoliciesSection</name>
    <message>
        <source>Service policies</source>
        <translation>服务策略</translation>
    </message>
    <message>
        <source>How often each tier is due what, by whom, and what a change does to the coming 12 weeks.</source>
        <translation>每个等级多久做一次什么、由谁做，以及改动对今后 12 周的影响。</translation>
    </message>
    <message>
        <source>Open the service policies</source>
        <translation>打开服务策略</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Preview: {paper}</source>
        <extracomment>papers of which private facts can be left out or not papers that need no record, only days and a manager which row of the sidebar a paper belongs to, where it is not the visits the words that name a paper</extracomment>
        <translation>{paper}预览</translation>
    </message>
    <message>
        <source>Report preview</source>
        <translation>报告预览</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Search in the report</source>
        <translation>在报告中查找</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Send by mail</source>
        <translation>用邮件发送</translation>
    </message>
    <message>
        <source>With private facts</source>
        <translation>包括私人信息</translation>
    </message>
    <message>
        <source>Family, home town, hobbies, personality, taboos</source>
        <translation>家人、籍贯、爱好、性格、忌讳</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Next find</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Setting the pages</source>
        <translation>正在排版</translation>
    </message>
    <message>
        <source>No font has these characters; they are printed as 〓: {characters}</source>
        <translation>字体里没有这些字，印成〓：{characters}</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>First rows as they will be taken</source>
        <translation>前几行将这样导入</translation>
    </message>
    <message numerus="yes">
        <source>Import %n client(s)</source>
        <translation>
            <numerusform>导入 %n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>{new} = {known} ({why})</source>
        <translation>{new} = {known}（{why}）</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> 等，还有 {count} 个</translation>
    </message>
    <message>
        <source>May be there already under another name: {pairs}{more}. Duplicates merges them after the import.</source>
        <translation>可能已在册，只是写法不同：{pairs}{more}。导入后可在「查找重复」里合并。</translation>
    </message>
    <message>
        <source>Nothing would change</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>As you mapped such a file before</source>
        <translation>按您上次的对应关系</translation>
    </message>
    <message>
        <source>Rows as they will be taken, those with problems first</source>
        <translation>将按此导入，有问题的行在前</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) with clients</source>
        <translation>
            <numerusform>%n 行客户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n 位联系人</numerusform>
        </translation>
    </message>
    <message>
        <source>photos: {n}</source>
        <translation>{n} 张照片</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Nothing that can be taken</source>
        <translation>没有可导入的内容</translation>
    </message>
    <message>
        <source>, {rejected} that cannot be taken</source>
        <translation>，{rejected} 行不能导入</translation>
    </message>
    <message>
        <source>Rows that do not say how are taken as “{way}”: {n}</source>
        <translation>没有写方式的 {n} 行按「{way}」导入</translation>
    </message>
    <message>
        <source>purchases: {n}</source>
        <translation>{n} 条采购记录</translation>
    </message>
    <message>
        <source>interactions: {n}</source>
        <translation>{n} 条接触记录</translation>
    </message>
    <message>
        <source>gifts: {n}</source>
        <translation>{n} 条礼品记录</translation>
    </message>
    <message>
        <source>notes, interactions and gifts: {n}</source>
        <translation>{n} 条备注、接触和礼品记录</translation>
    </message>
    <message>
        <source>Import purchases ({n})</source>
        <translation>导入 {n} 条采购记录</translation>
    </message>
    <message>
        <source>Import interactions ({n})</source>
        <translation>导入 {n} 条接触记录</translation>
    </message>
    <message>
        <source>Import gifts ({n})</source>
        <translation>导入 {n} 条礼品记录</translation>
    </message>
    <message>
        <source>Import contacts ({n})</source>
        <translation>导入 {n} 位联系人</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>换一个文件</translation>
    </message>
    <message>
        <source>What the file is about</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>不再使用</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>First row is headings</source>
        <translation>首行是标题</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Which column is what</source>
        <translation>每一列是什么</translation>
    </message>
</context>
<context>
    <name>PromiseEntry</name>
    <message>
        <source>What did we promise?</source>
        <translation>我们答应了什么？</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记下</translation>
    </message>
</context>
<context>
    <name>PromiseLine</name>
    <message>
        <source>client</source>
        <translation>客户方</translation>
    </message>
    <message>
        <source>we</source>
        <translation>我方</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>没有期限</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已兑现</translation>
    </message>
    <message>
        <source>Done: {text}</source>
        <translation>已兑现：{text}</translation>
    </message>
</context>
<context>
    <name>PromisesTab</name>
    <message>
        <source>Promises kept</source>
        <translation>承诺兑现</translation>
    </message>
    <message>
        <source>Kept of settled</source>
        <translation>已了结中兑现的</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>No promise was settled, none is overdue.</source>
        <translation>没有了结的承诺，也没有逾期的。</translation>
    </message>
    <message>
        <source>No promise was settled.</source>
        <translation>没有了结的承诺。</translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n 条逾期</numerusform>
        </translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
</context>
<context>
    <name>PurchaseFigures</name>
    <message>
        <source>This year so far</source>
        <translation>今年至今</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>近 12 个月</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利率</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>上次采购</translation>
    </message>
    <message>
        <source>Own rhythm</source>
        <translation>订货间隔</translation>
    </message>
    <message>
        <source>of 12 months</source>
        <translation>近 12 个月</translation>
    </message>
    <message>
        <source>no purchase in 12 months</source>
        <translation>近 12 个月没有采购</translation>
    </message>
    <message>
        <source>not in the data</source>
        <translation>数据中没有毛利</translation>
    </message>
    <message>
        <source>last year by now {amount}</source>
        <translation>去年同期 {amount}</translation>
    </message>
    <message>
        <source>{change}, {before}</source>
        <translation>{change}，{before}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>from three orders on</source>
        <translation>满三次订货后可知</translation>
    </message>
    <message>
        <source>{days} longer than usual</source>
        <translation>比平常晚 {days}</translation>
    </message>
    <message>
        <source>between orders, median</source>
        <translation>两次订货之间的中位数</translation>
    </message>
</context>
<context>
    <name>PurchaseMonths</name>
    <message>
        <source>Nothing was bought in these 24 months.</source>
        <translation>这 24 个月没有采购。</translation>
    </message>
    <message>
        <source>No purchases yet.</source>
        <translation>还没有采购记录。</translation>
    </message>
</context>
<context>
    <name>PurchasesPage</name>
    <message>
        <source>Purchases</source>
        <translation>采购</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>From bar to bar; Up and Down to the year before</source>
        <translation>逐柱移动；上下键切到上一年</translation>
    </message>
    <message>
        <source>Show the lines behind a bar, or those of the product</source>
        <translation>列出这一柱的记录，或该产品的记录</translation>
    </message>
    <message>
        <source>Charts, list</source>
        <translation>图表、列表</translation>
    </message>
    <message>
        <source>Filter by product</source>
        <translation>按产品筛选</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Clear the filter, then back</source>
        <translation>先清除筛选，再返回</translation>
    </message>
    <message>
        <source>Supplier shares saved</source>
        <translation>供货份额已保存</translation>
    </message>
</context>
<context>
    <name>QueueTab</name>
    <message>
        <source>Reports that wait</source>
        <translation>待审报告</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Preview PDF</source>
        <translation>预览 PDF</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>全部 {n}</translation>
    </message>
    <message>
        <source>No report waits for a review.</source>
        <translation>没有待审的报告。</translation>
    </message>
    <message>
        <source>See the visits</source>
        <translation>看拜访</translation>
    </message>
    <message>
        <source>Accepted: {client}</source>
        <translation>已接受：{client}</translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s) go with it; another word may stay empty.</source>
        <translation>
            <numerusform>%n 条批注一同退回；可以不再写。</numerusform>
        </translation>
    </message>
    <message>
        <source>What has to be changed?</source>
        <translation>要改什么？</translation>
    </message>
    <message>
        <source>Returned: {client}</source>
        <translation>已退回：{client}</translation>
    </message>
    <message>
        <source>Remark: {field}</source>
        <translation>批注：{field}</translation>
    </message>
    <message>
        <source>“{quote}”</source>
        <translation>「{quote}」</translation>
    </message>
    <message>
        <source>Remark noted</source>
        <translation>已批注</translation>
    </message>
    <message>
        <source>Remark taken back</source>
        <translation>已撤回批注</translation>
    </message>
</context>
<context>
    <name>QuickLog</name>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Correct what was noted</source>
        <translation>更正这一笔</translation>
    </message>
    <message>
        <source>Closes: {reason}</source>
        <translation>同时完成：{reason}</translation>
    </message>
    <message>
        <source>Choose who it was.</source>
        <translation>请先选是谁。</translation>
    </message>
    <message>
        <source>Phone call, nobody reached</source>
        <translation>电话未接通</translation>
    </message>
    <message>
        <source>Phone call, nobody reached: {text}</source>
        <translation>电话未接通：{text}</translation>
    </message>
    <message>
        <source>Noted: {channel}, {who}.</source>
        <translation>已记下：{who}，{channel}。</translation>
    </message>
    <message>
        <source>Corrected: {channel}, {who}.</source>
        <translation>已更正：{who}，{channel}。</translation>
    </message>
    <message>
        <source>Not reached: {who}. The call is still to be made.</source>
        <translation>未接通：{who}。电话仍待再打。</translation>
    </message>
    <message>
        <source>Noted for {day}: {channel}, {who}.</source>
        <translation>已记在 {day}：{who}，{channel}。</translation>
    </message>
    <message>
        <source>{why} Esc closes this; what is typed is kept.</source>
        <translation>{why}按 Esc 关闭，写的内容会留着。</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>No phone, no e-mail, no WeChat yet</source>
        <translation>还没有电话、邮箱和微信</translation>
    </message>
    <message>
        <source>Copy {text}</source>
        <translation>复制 {text}</translation>
    </message>
    <message>
        <source>Call {text}</source>
        <translation>拨打 {text}</translation>
    </message>
    <message>
        <source>Write to {text}</source>
        <translation>写信给 {text}</translation>
    </message>
</context>
<context>
    <name>ReadingSide</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>visited {day}</source>
        <translation>{day}拜访</translation>
    </message>
    <message>
        <source>handed in {when}, {late}</source>
        <translation>{when} 提交，{late}</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>This report is your own. {lead}, the lead, reviews it.</source>
        <translation>这是你自己的报告，由主管{lead}审阅。</translation>
    </message>
    <message>
        <source>Changed since it was returned</source>
        <translation>退回以后的改动</translation>
    </message>
    <message>
        <source>Corrected since it was accepted</source>
        <translation>接受以后的更正</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动。</translation>
    </message>
</context>
<context>
    <name>ReasonPopover</name>
    <message>
        <source>Why are they called off?</source>
        <translation>为什么取消？</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>取消拜访</translation>
    </message>
</context>
<context>
    <name>ReceiptStore</name>
    <message>
        <source>Receipt.png</source>
        <translation>票据.png</translation>
    </message>
    <message>
        <source>Adding files</source>
        <translation>正在加入文件</translation>
    </message>
    <message>
        <source>Receipt attached</source>
        <translation>票据已附</translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>Add a receipt</source>
        <translation>添加凭证</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>凭证</translation>
    </message>
</context>
<context>
    <name>ReceptionBox</name>
    <message>
        <source>e.g. made a pot at once and asked where it grows</source>
        <translation>如：当场泡了一壶，问产地在哪</translation>
    </message>
    <message>
        <source>How it was received</source>
        <translation>对方反应</translation>
    </message>
    <message>
        <source>How much it was liked</source>
        <translation>喜欢程度</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>It is added to what stands there; nothing is judged anew.</source>
        <translation>添在已有的后面，规则结论不变。</translation>
    </message>
</context>
<context>
    <name>RecoverPanel</name>
    <message>
        <source>Use the recovery key</source>
        <translation>使用恢复密钥</translation>
    </message>
    <message>
        <source>It stands on the printed sheet: eight groups of four characters.</source>
        <translation>它在打印的那一页上：八组，每组四个字符。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>Hyphens and capitals do not matter.</source>
        <translation>连字符和大小写不影响。</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>再输一次新口令</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
</context>
<context>
    <name>RegionsField</name>
    <message>
        <source>Name or code of a province, city or county</source>
        <translation>省、市、县的名称或代码</translation>
    </message>
</context>
<context>
    <name>RegisterFilters</name>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>全部年份</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>All managers</source>
        <translation>全部客户经理</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>场合</translation>
    </message>
    <message>
        <source>All occasions</source>
        <translation>全部场合</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>All tiers</source>
        <translation>全部等级</translation>
    </message>
    <message>
        <source>Gift, client or person</source>
        <translation>礼品、客户或联系人</translation>
    </message>
    <message>
        <source>Filter gifts</source>
        <translation>筛选礼品</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Gift register</source>
        <translation>礼品登记册</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Print or export</source>
        <translation>打印或导出</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>场合</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>价值</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>Open the gift</source>
        <translation>打开礼品</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>List or totals</source>
        <translation>列表或汇总</translation>
    </message>
    <message>
        <source>Filters, list</source>
        <translation>筛选、列表</translation>
    </message>
    <message>
        <source>No gift in this period.</source>
        <translation>这段时间没有礼品。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>given {n}, {value}</source>
        <translation>送出 {n} 件，{value}</translation>
    </message>
    <message>
        <source>received {n}, {value}</source>
        <translation>收到 {n} 件，{value}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>RegisterTotals</name>
    <message>
        <source>Totals</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>By</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>送出</translation>
    </message>
    <message>
        <source>Value given</source>
        <translation>送出金额</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Value received</source>
        <translation>收到金额</translation>
    </message>
    <message>
        <source>Given less received</source>
        <translation>送出减收到</translation>
    </message>
    <message>
        <source>Gifts of {year} against the budget: {told}</source>
        <translation>{year} 年礼品占预算：{told}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>The client as a whole</source>
        <translation>客户全体</translation>
    </message>
</context>
<context>
    <name>RelativesField</name>
    <message>
        <source>Add a relative</source>
        <translation>添加家人</translation>
    </message>
</context>
<context>
    <name>RemarkCard</name>
    <message>
        <source>“{quote}”</source>
        <translation>「{quote}」</translation>
    </message>
    <message>
        <source>Answer: {text}</source>
        <translation>答复：{text}</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back: {text}</source>
        <translation>撤回：{text}</translation>
    </message>
</context>
<context>
    <name>RemarkRow</name>
    <message>
        <source>“{quote}” </source>
        <translation>「{quote}」</translation>
    </message>
    <message>
        <source>{author}, {when}</source>
        <translation>{author}，{when}</translation>
    </message>
    <message>
        <source>Answer, may stay empty</source>
        <translation>答复，可不填</translation>
    </message>
    <message>
        <source>Answer to: {text}</source>
        <translation>答复：{text}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Done: {text}</source>
        <translation>已处理：{text}</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>dealt with</source>
        <translation>已处理</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RemindersSection</name>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Keep running in the tray when the window is closed</source>
        <translation>关闭窗口后留在托盘继续提醒</translation>
    </message>
    <message>
        <source>Start in the background when I sign in</source>
        <translation>登录电脑时在后台启动</translation>
    </message>
    <message>
        <source>Notifications say how many things are due, never a name; in quiet hours they wait. What falls due while nobody looks is listed under Missed reminders.</source>
        <translation>通知只说有几件事，不显示姓名；免打扰时段内先不响。没人看时到期的，列在「错过的提醒」里。</translation>
    </message>
    <message>
        <source>Set the quiet hours</source>
        <translation>设置免打扰时段</translation>
    </message>
    <message>
        <source>Missed reminders</source>
        <translation>错过的提醒</translation>
    </message>
    <message>
        <source>This desktop shows no tray.</source>
        <translation>这个桌面没有托盘。</translation>
    </message>
    <message>
        <source>The system&apos;s start-up folder cannot be written. Ask IT to allow it.</source>
        <translation>写不进系统的启动文件夹，请 IT 允许。</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>due {day}</source>
        <translation>{day}到期</translation>
    </message>
    <message>
        <source>for {name}</source>
        <translation>给{name}</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>来自{name}</translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按时</translation>
    </message>
</context>
<context>
    <name>ResourceEntry</name>
    <message>
        <source>Grade of the manager</source>
        <translation>客户经理级别</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Technical support</source>
        <translation>技术支持</translation>
    </message>
    <message>
        <source>Care budget, a client and year</source>
        <translation>维护预算（每家每年）</translation>
    </message>
    <message>
        <source>of which gifts</source>
        <translation>其中礼品</translation>
    </message>
    <message>
        <source>Discount band</source>
        <translation>折扣幅度</translation>
    </message>
    <message>
        <source>A client of tier {tier}</source>
        <translation>{tier} 级客户</translation>
    </message>
    <message>
        <source>The resources of tier {tier} are saved</source>
        <translation>{tier} 级资源已保存</translation>
    </message>
</context>
<context>
    <name>RestorePanel</name>
    <message>
        <source>The backup is checked first. The present store is moved aside, never deleted.</source>
        <translation>先核对备份。现有的资料移到一旁，不会删除。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Passphrase of that time</source>
        <translation>那时的口令</translation>
    </message>
    <message>
        <source>Choose the backup file first.</source>
        <translation>请先选择备份文件。</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>从备份恢复</translation>
    </message>
</context>
<context>
    <name>RestoredNote</name>
    <message>
        <source>Discard them</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Words not saved on {when} are back.</source>
        <translation>{when} 没有保存的文字已恢复。</translation>
    </message>
    <message>
        <source>Words not saved are back.</source>
        <translation>没有保存的文字已恢复。</translation>
    </message>
</context>
<context>
    <name>ResultPopover</name>
    <message>
        <source>What came of it, may stay empty</source>
        <translation>结果如何，可不写</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Revenue</name>
    <message>
        <source>{field}, CNY 10,000</source>
        <translation>{field}（万元）</translation>
    </message>
    <message>
        <source>{field}, {currency} 10,000</source>
        <translation>{field}（万 {currency}）</translation>
    </message>
    <message>
        <source>Write a number of 10,000s, such as 1200 or 86.5.</source>
        <translation>请写以万为单位的数，如 1200 或 86.5。</translation>
    </message>
    <message>
        <source>{amount} × 10,000</source>
        <translation>{amount} 万</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Give the correction up</source>
        <translation>放弃更正</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>看差异</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Returned: {done} of {n} remarks dealt with</source>
        <translation>已退回：{n} 条批注，已处理 {done} 条</translation>
    </message>
    <message>
        <source>Waits for {lead} to review it</source>
        <translation>等{lead}审阅</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Accepted and locked; a correction is a new version</source>
        <translation>已接受并锁定；更正会成为新的一版</translation>
    </message>
    <message>
        <source>Correction of version {n}, not handed in yet</source>
        <translation>第 {n} 版的更正，尚未提交</translation>
    </message>
    <message>
        <source>Remark dealt with</source>
        <translation>批注已处理</translation>
    </message>
    <message>
        <source>The report is taken back</source>
        <translation>报告已撤回</translation>
    </message>
    <message>
        <source>A new version to write on</source>
        <translation>可以在新的一版上修改</translation>
    </message>
    <message>
        <source>The correction is given up</source>
        <translation>已放弃更正</translation>
    </message>
</context>
<context>
    <name>ReviewsPage</name>
    <message>
        <source>Lead&apos;s desk</source>
        <translation>主管台</translation>
    </message>
    <message>
        <source>Report of the period</source>
        <translation>期间报告</translation>
    </message>
    <message>
        <source>Export reports</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Waiting {n}</source>
        <translation>待审 {n}</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Single threads</source>
        <translation>单线维系</translation>
    </message>
    <message>
        <source>Promises kept</source>
        <translation>承诺兑现</translation>
    </message>
    <message>
        <source>Accept the report</source>
        <translation>接受报告</translation>
    </message>
    <message>
        <source>Return it, with a remark</source>
        <translation>退回，写明意见</translation>
    </message>
    <message>
        <source>Remark on the selection or field</source>
        <translation>对选中的文字或栏目批注</translation>
    </message>
    <message>
        <source>Next report, also J; K the one before</source>
        <translation>下一份（也可按 J），K 上一份</translation>
    </message>
    <message>
        <source>Read the report; open the mark or client</source>
        <translation>读报告；打开图表或客户</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>打开拜访</translation>
    </message>
    <message>
        <source>Preview PDF</source>
        <translation>预览 PDF</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一栏</translation>
    </message>
</context>
<context>
    <name>Rolling</name>
    <message numerus="yes">
        <source>%n late touch(es) spread over days to come.</source>
        <translation>
            <numerusform>已把 %n 件逾期的事分摊到以后的日子。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SafetySection</name>
    <message>
        <source>Passphrase and keys</source>
        <translation>口令与密钥</translation>
    </message>
    <message>
        <source>The store is encrypted. If both passphrase and recovery key are lost, nobody can open it.</source>
        <translation>资料库已加密。口令与恢复密钥都丢失时，谁也打不开。</translation>
    </message>
    <message>
        <source>Lock by itself when nobody works here</source>
        <translation>无人操作时自动锁定</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>现在的口令</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>再输一次新口令</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>New recovery key</source>
        <translation>新的恢复密钥</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>Print recovery sheet</source>
        <translation>打印恢复密钥</translation>
    </message>
    <message numerus="yes">
        <source>after %n minute(s)</source>
        <translation>
            <numerusform>%n 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>The passphrase was changed.</source>
        <translation>口令已更改。</translation>
    </message>
    <message>
        <source>New recovery key: {key}. The old sheet opens nothing any more.</source>
        <translation>新的恢复密钥：{key}。旧的那一页不再有用。</translation>
    </message>
</context>
<context>
    <name>SavedSegments</name>
    <message>
        <source>Save as segment</source>
        <translation>存为细分</translation>
    </message>
    <message>
        <source>Segment {name} saved</source>
        <translation>已保存细分「{name}」</translation>
    </message>
    <message>
        <source>Name and kind of the segment</source>
        <translation>细分的名称和类别</translation>
    </message>
    <message>
        <source>Segment {name} removed</source>
        <translation>已删除细分「{name}」</translation>
    </message>
    <message>
        <source>Show its clients</source>
        <translation>显示其中的客户</translation>
    </message>
    <message>
        <source>Name and kind</source>
        <translation>名称和类别</translation>
    </message>
    <message>
        <source>Take the filter of the list</source>
        <translation>改为当前筛选</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ScrollBody</name>
    <message>
        <source>The rest, with the arrows</source>
        <translation>其余内容，用方向键翻看</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Search in the report</source>
        <translation>在报告中查找</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Find clients, contacts or actions; pinyin initials will do</source>
        <translation>搜索客户、联系人或动作，可用拼音首字母</translation>
    </message>
    <message>
        <source>Command bar</source>
        <translation>命令栏</translation>
    </message>
</context>
<context>
    <name>SegmentList</name>
    <message>
        <source>Segments</source>
        <translation>细分</translation>
    </message>
</context>
<context>
    <name>SegmentsPanel</name>
    <message>
        <source>No segments yet. Set a filter and save it under a name.</source>
        <translation>还没有细分。设置筛选后可起名保存。</translation>
    </message>
    <message>
        <source>Save the filter</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>细分</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Delete client</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 位</translation>
    </message>
</context>
<context>
    <name>SendCard</name>
    <message>
        <source>everything was sent</source>
        <translation>已全部发送</translation>
    </message>
    <message>
        <source>nothing to send yet</source>
        <translation>还没有可发送的</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) not sent yet</source>
        <translation>
            <numerusform>%n 份报告未发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n review(s) not sent yet</source>
        <translation>
            <numerusform>%n 份审阅意见未发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message numerus="yes">
        <source>Send %n report(s) …</source>
        <translation>
            <numerusform>发送 %n 份报告…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n review(s) …</source>
        <translation>
            <numerusform>发送 %n 份审阅意见…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServiceEntry</name>
    <message>
        <source>e.g. training for the workshop</source>
        <translation>如：换油工培训</translation>
    </message>
    <message>
        <source>Done already</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Last day, of several</source>
        <translation>最后一天（多日）</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>由谁做</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Of none</source>
        <translation>不属于活动</translation>
    </message>
    <message>
        <source>Edit the service</source>
        <translation>修改服务</translation>
    </message>
    <message>
        <source>New service</source>
        <translation>新服务</translation>
    </message>
    <message>
        <source>Service removed: {what}</source>
        <translation>已移除服务：{what}</translation>
    </message>
    <message>
        <source>Service noted: {what}</source>
        <translation>已记下服务：{what}</translation>
    </message>
</context>
<context>
    <name>ServicesPane</name>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Quarter before</source>
        <translation>上一季度</translation>
    </message>
    <message>
        <source>Next quarter</source>
        <translation>下一季度</translation>
    </message>
    <message>
        <source>Nothing is planned or was done in this quarter. Services are written down at a client, under Business.</source>
        <translation>本季度还没有计划或做过的服务。服务在客户的「业务」里登记。</translation>
    </message>
    <message>
        <source>Choose a client</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>No service yet. Training, material, signboards, travel rewards: what, when, cost, and what came of it.</source>
        <translation>还没有服务。培训、资料、店招、旅游奖励：做什么、何时、多少钱、效果如何。</translation>
    </message>
    <message>
        <source>New service</source>
        <translation>新服务</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Other quarters</source>
        <translation>其他季度</translation>
    </message>
    <message>
        <source>Quarter {n} of {year}</source>
        <translation>{year} 年第 {n} 季度</translation>
    </message>
    <message>
        <source>Together {amount}</source>
        <translation>合计 {amount}</translation>
    </message>
    <message>
        <source>This year: services {services}, gifts {gifts}, expenses of visits {visits}</source>
        <translation>今年：服务 {services}，礼品 {gifts}，拜访费用 {visits}</translation>
    </message>
    <message>
        <source>{percent}% of the budget of {budget}</source>
        <translation>占预算 {budget} 的 {percent}%</translation>
    </message>
    <message>
        <source>{percent}% of the margin of {margin}</source>
        <translation>占毛利 {margin} 的 {percent}%</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
    <message>
        <source>Called off: {what}</source>
        <translation>已取消：{what}</translation>
    </message>
    <message>
        <source>Service removed: {what}</source>
        <translation>已移除服务：{what}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message numerus="yes">
        <source>%n thing(s) are due</source>
        <translation>
            <numerusform>有 %n 件事到时</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the state of {when}. What was there before is among the backups.</source>
        <translation>已回到 {when} 的状态。恢复前的状态已存入备份。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Sections</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>My work</source>
        <translation>我的工作</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Service policies</source>
        <translation>服务策略</translation>
    </message>
    <message>
        <source>Gift rules</source>
        <translation>礼品规则</translation>
    </message>
    <message>
        <source>Work hours</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>Ill, on leave</source>
        <translation>病假、休假</translation>
    </message>
    <message>
        <source>Holiday calendar</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Calendar for the phone</source>
        <translation>手机日历</translation>
    </message>
    <message>
        <source>Visit templates</source>
        <translation>拜访模板</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Passphrase and keys</source>
        <translation>口令与密钥</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SettleButton</name>
    <message>
        <source>Kept: {promise}</source>
        <translation>已兑现：{promise}</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已兑现</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>未兑现</translation>
    </message>
    <message>
        <source>kept {day}</source>
        <translation>{day}兑现</translation>
    </message>
    <message>
        <source>not kept {day}</source>
        <translation>{day}未兑现</translation>
    </message>
</context>
<context>
    <name>ShareBars</name>
    <message>
        <source>{percent}  {part} of {whole}</source>
        <translation>{percent}  {part} / {whole}</translation>
    </message>
    <message>
        <source>target {n}%</source>
        <translation>目标 {n}%</translation>
    </message>
</context>
<context>
    <name>SharesField</name>
    <message>
        <source>Add a competitor</source>
        <translation>添加竞争对手</translation>
    </message>
    <message>
        <source>Together {total}%</source>
        <translation>合计 {total}%</translation>
    </message>
</context>
<context>
    <name>SharesPanel</name>
    <message>
        <source>Supplier shares</source>
        <translation>供货份额</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Save shares</source>
        <translation>保存份额</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Swap: the other stays</source>
        <translation>交换：保留另一方</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Is merged into it</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>合并结果</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>All from the left</source>
        <translation>全部取左边</translation>
    </message>
    <message>
        <source>All from the right</source>
        <translation>全部取右边</translation>
    </message>
    <message>
        <source>{one} and {other} are one now</source>
        <translation>已合并：{one}、{other}</translation>
    </message>
    <message>
        <source>{one} + {other}</source>
        <translation>{one} + {other}</translation>
    </message>
    <message>
        <source>Will be: {name}</source>
        <translation>合并后：{name}</translation>
    </message>
    <message>
        <source>People: {along} carried over, {joined} matched.</source>
        <translation>联系人：转入 {along} 人，合并 {joined} 人。</translation>
    </message>
    <message>
        <source>Moves along: {facts}.</source>
        <translation>随之转移：{facts}。</translation>
    </message>
    <message>
        <source>{one} below {other}</source>
        <translation>「{one}」在「{other}」之下</translation>
    </message>
    <message>
        <source>Left out, for it would go in a circle: {ties}.</source>
        <translation>否则上下级会成为循环，不再保留：{ties}。</translation>
    </message>
    <message>
        <source>{field}: {text}</source>
        <translation>{field}：{text}</translation>
    </message>
</context>
<context>
    <name>SkipPopover</name>
    <message>
        <source>Skip, for what reason?</source>
        <translation>为什么跳过？</translation>
    </message>
    <message>
        <source>In touch just now</source>
        <translation>刚接触过</translation>
    </message>
    <message>
        <source>Not a good time for the client</source>
        <translation>客户近期不便</translation>
    </message>
    <message>
        <source>Client asks for less contact</source>
        <translation>客户希望少打扰</translation>
    </message>
    <message>
        <source>No longer needed</source>
        <translation>已不需要</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Write a reason, it can be looked up later.</source>
        <translation>请写一句原因，以后好查。</translation>
    </message>
</context>
<context>
    <name>SplitField</name>
    <message>
        <source>Add a day</source>
        <translation>添加日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Share of whoever takes over</source>
        <translation>接收人的比例</translation>
    </message>
    <message>
        <source>Remove this line</source>
        <translation>删去这一行</translation>
    </message>
    <message>
        <source>to whoever takes over</source>
        <translation>归接收人</translation>
    </message>
</context>
<context>
    <name>StaffPlace</name>
    <message>
        <source>{name} is here again</source>
        <translation>{name}又回到任上</translation>
    </message>
</context>
<context>
    <name>Stamps</name>
    <message>
        <source>Arrived</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Arrived at</source>
        <translation>到达时刻</translation>
    </message>
    <message>
        <source>Left at</source>
        <translation>离开时刻</translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>Your clients</source>
        <translation>您的客户</translation>
    </message>
    <message>
        <source>Everything can be changed or undone later.</source>
        <translation>以后都可以改，也可以撤销。</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入一张表</translation>
    </message>
    <message>
        <source>A spreadsheet, CSV file or phone contacts (vCard). You see what comes of it before anything is saved.</source>
        <translation>表格、CSV 文件或手机联系人（vCard）。保存前先看结果。</translation>
    </message>
    <message>
        <source>Look around with sample data</source>
        <translation>先用示例资料看看</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>从空白开始</translation>
    </message>
</context>
<context>
    <name>StepHead</name>
    <message>
        <source>Step {number} of {total}: {name}</source>
        <translation>第 {number} 步，共 {total} 步：{name}</translation>
    </message>
</context>
<context>
    <name>StockEntry</name>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Value of a piece</source>
        <translation>单件价值</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>购入</translation>
    </message>
    <message>
        <source>Warn at</source>
        <translation>不足线</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Edit the item</source>
        <translation>修改库存礼品</translation>
    </message>
    <message>
        <source>New item</source>
        <translation>新增库存礼品</translation>
    </message>
    <message>
        <source>Taken off the stock: {what}</source>
        <translation>已移出库存：{what}</translation>
    </message>
    <message>
        <source>The stock is noted: {what}</source>
        <translation>库存已记下：{what}</translation>
    </message>
</context>
<context>
    <name>StockPage</name>
    <message>
        <source>Stock of gifts</source>
        <translation>礼品库存</translation>
    </message>
    <message>
        <source>New item</source>
        <translation>新增库存礼品</translation>
    </message>
    <message>
        <source>Nothing in stock. Note what was bought to be given: what is left is counted for you.</source>
        <translation>还没有库存。记下买来备送的礼品，剩多少由程序来数。</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>出入记录</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>价值</translation>
    </message>
    <message>
        <source>In store</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>In the car</source>
        <translation>车上</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>送出</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Bought more</source>
        <translation>补货</translation>
    </message>
    <message>
        <source>Into the car</source>
        <translation>装车</translation>
    </message>
    <message>
        <source>Back from the car</source>
        <translation>从车上取回</translation>
    </message>
    <message>
        <source>Lost or spoilt</source>
        <translation>遗失或损坏</translation>
    </message>
    <message>
        <source>Give one</source>
        <translation>送出一件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>List, moves</source>
        <translation>列表、出入记录</translation>
    </message>
    <message>
        <source>running low: {n}</source>
        <translation>不多了：{n} 种</translation>
    </message>
    <message>
        <source>{n} left, buy more</source>
        <translation>剩 {n} 件，该补货</translation>
    </message>
    <message>
        <source>{n} left</source>
        <translation>剩 {n} 件</translation>
    </message>
</context>
<context>
    <name>SubscriptionSection</name>
    <message>
        <source>Touches of 12 weeks, birthdays and yearly days as one file in a folder that your phone can reach; rewritten after planning and at closing. Private facts stay out of it.</source>
        <translation>把 12 周的接触、生日与每年的日子写成一个文件，放在手机能读到的文件夹；安排之后和关闭时重写。私人信息不写入。</translation>
    </message>
    <message>
        <source>Calendar for the phone</source>
        <translation>手机日历</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>File, ending in .ics</source>
        <translation>文件（以 .ics 结尾）</translation>
    </message>
    <message>
        <source>Ring this many minutes before</source>
        <translation>提前多少分钟提醒</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Saved; no calendar file is written.</source>
        <translation>已保存；不写日历文件。</translation>
    </message>
    <message numerus="yes">
        <source>Written: %n date(s)</source>
        <translation>
            <numerusform>已写入 %n 个日子</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuccessorPanel</name>
    <message>
        <source>Who follows {name}?</source>
        <translation>谁接任{name}？</translation>
    </message>
    <message>
        <source>Succeeds</source>
        <translation>登记接任</translation>
    </message>
    <message>
        <source>Title {title}</source>
        <translation>职务 {title}</translation>
    </message>
    <message>
        <source>Role {role}</source>
        <translation>角色 {role}</translation>
    </message>
    <message>
        <source>Influence {influence}</source>
        <translation>影响力 {influence}</translation>
    </message>
    <message>
        <source>The superior</source>
        <translation>上级</translation>
    </message>
    <message>
        <source>Those below: {count}</source>
        <translation>下属 {count} 人</translation>
    </message>
    <message>
        <source>Main contact</source>
        <translation>主要联系人</translation>
    </message>
    <message>
        <source>Takes over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>The successor of {name} is noted</source>
        <translation>已登记{name}的接任者</translation>
    </message>
</context>
<context>
    <name>SuperiorPanel</name>
    <message>
        <source>To whom does {name} report?</source>
        <translation>{name}的上级是谁？</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>没有上级</translation>
    </message>
    <message>
        <source>{name} reports to nobody</source>
        <translation>{name}没有上级</translation>
    </message>
    <message>
        <source>{name} reports to {superior}</source>
        <translation>{name}的上级是{superior}</translation>
    </message>
</context>
<context>
    <name>SupplierBar</name>
    <message>
        <source>Nobody has written down yet who supplies how much.</source>
        <translation>还没有记下各家供货多少。</translation>
    </message>
</context>
<context>
    <name>TabooBox</name>
    <message>
        <source>Taboos</source>
        <translation>忌讳</translation>
    </message>
</context>
<context>
    <name>TalkBody</name>
    <message>
        <source>Talking points</source>
        <translation>谈话要点</translation>
    </message>
    <message>
        <source>Last gift</source>
        <translation>上次礼品</translation>
    </message>
    <message>
        <source>Nothing is noted about this client yet.</source>
        <translation>这位客户还没有可谈的记录。</translation>
    </message>
</context>
<context>
    <name>TalkLines</name>
    <message>
        <source>The whole text</source>
        <translation>查看全文</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>was due {day}</source>
        <translation>原定 {day} 到期</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>{day} 到期</translation>
    </message>
</context>
<context>
    <name>Targets</name>
    <message>
        <source>as found</source>
        <translation>按原样</translation>
    </message>
</context>
<context>
    <name>TemplateChoice</name>
    <message>
        <source>Use template …</source>
        <translation>用模板…</translation>
    </message>
</context>
<context>
    <name>ThreadBar</name>
    <message>
        <source>{n} more are marked on the map.</source>
        <translation>另有 {n} 处已在图上标出。</translation>
    </message>
</context>
<context>
    <name>ThreadsTab</name>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Hangs on</source>
        <translation>系于</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>上次联系</translation>
    </message>
    <message>
        <source>Clients on a single thread</source>
        <translation>单线维系的客户</translation>
    </message>
    <message>
        <source>No key client hangs on a single thread.</source>
        <translation>没有单线维系的重点客户。</translation>
    </message>
    <message numerus="yes">
        <source>%n key client(s) would be lost with one person: ours, or theirs.</source>
        <translation>
            <numerusform>%n 家重点客户只系于一个人：我方的，或对方的。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Page thumbnails</source>
        <translation>页面缩略图</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>TiePanel</name>
    <message>
        <source>Who of us knows {name}?</source>
        <translation>我方谁认识{name}？</translation>
    </message>
    <message>
        <source>Note the tie</source>
        <translation>登记关系</translation>
    </message>
    <message>
        <source>{colleague} knows {name}</source>
        <translation>{colleague}认识{name}</translation>
    </message>
</context>
<context>
    <name>TierBadge</name>
    <message>
        <source>Tier {tier}</source>
        <translation>{tier} 级</translation>
    </message>
</context>
<context>
    <name>TiersPane</name>
    <message>
        <source>Resources of the tiers</source>
        <translation>等级资源</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>技术支持</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Spent / care budget</source>
        <translation>已用 / 维护预算</translation>
    </message>
    <message>
        <source>Gifts / gift budget</source>
        <translation>礼品 / 礼品预算</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Above the budget of their tier: {names}</source>
        <translation>超出等级预算：{names}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>接触</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>采购</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Notes, files</source>
        <translation>备注文件</translation>
    </message>
    <message>
        <source>Days, favours</source>
        <translation>日子、帮忙</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year} 年 {month}</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Origin: {text}</source>
        <translation>来历：{text}</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Skipped: {what}</source>
        <translation>跳过：{what}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>采购</translation>
    </message>
    <message>
        <source>{count} lines</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>We helped</source>
        <translation>我方帮忙</translation>
    </message>
    <message>
        <source>They helped</source>
        <translation>对方帮忙</translation>
    </message>
    <message>
        <source>We help</source>
        <translation>答应帮忙</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>value {value}, cost {cost}</source>
        <translation>价值 {value}，成本 {cost}</translation>
    </message>
    <message>
        <source>Delivered value scored</source>
        <translation>客户让渡价值评分</translation>
    </message>
</context>
<context>
    <name>TimelineActs</name>
    <message>
        <source>This is not removed here, but where it was entered; Enter opens it.</source>
        <translation>这一条不在这里删除，要到录入的地方去改；按 Enter 打开。</translation>
    </message>
    <message>
        <source>The whole text</source>
        <translation>查看全文</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>TimelineFilters</name>
    <message>
        <source>Filter by person, period or text</source>
        <translation>按人员、时间或文字筛选</translation>
    </message>
    <message>
        <source>Find in this timeline</source>
        <translation>在时间线中查找</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Last {count} days</source>
        <translation>最近 {count} 天</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Nothing here fits the filter.</source>
        <translation>没有符合筛选的记录。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing of this kind yet</source>
        <translation>还没有这一类记录</translation>
    </message>
    <message>
        <source>No contact was logged yet.</source>
        <translation>还没有接触记录。</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
</context>
<context>
    <name>TodayHead</name>
    <message>
        <source>Call list</source>
        <translation>逐个打电话</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>{done} / {total} done</source>
        <translation>已做 {done} / {total}</translation>
    </message>
    <message>
        <source>We owe {n}, {late} late</source>
        <translation>欠着 {n} 项，迟 {late}</translation>
    </message>
    <message>
        <source>We owe {n}</source>
        <translation>欠着 {n} 项</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) late</source>
        <translation>
            <numerusform>%n 份报告迟交</numerusform>
        </translation>
    </message>
    <message>
        <source>Gifts to decide: {n}</source>
        <translation>待批礼品：{n}</translation>
    </message>
    <message>
        <source>Spread what is late over the coming weeks</source>
        <translation>把逾期的事分摊到今后几周</translation>
    </message>
    <message>
        <source>I am ill today</source>
        <translation>我今天病了</translation>
    </message>
    <message>
        <source>Leave or training …</source>
        <translation>休假或培训…</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Skip with a reason</source>
        <translation>跳过并写原因</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Call list</source>
        <translation>逐个打电话</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>What we owe</source>
        <translation>欠着的</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Move: 1, 3, 7 days or a date</source>
        <translation>改期：1、3、7 天，或写日期</translation>
    </message>
    <message>
        <source>Call list: one after the other</source>
        <translation>逐个打电话</translation>
    </message>
    <message>
        <source>Open the client; the visit where one is due</source>
        <translation>打开客户；该拜访的打开拜访</translation>
    </message>
    <message>
        <source>Next, K previous</source>
        <translation>下一条，K 上一条</translation>
    </message>
    <message>
        <source>First, End last</source>
        <translation>第一条，End 最后一条</translation>
    </message>
</context>
<context>
    <name>TodayRows</name>
    <message>
        <source>Found no day this week; see the calendar</source>
        <translation>本周排不下，见日程</translation>
    </message>
    <message>
        <source>To call within 24 hours</source>
        <translation>24 小时内去电</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>handed to {name}</source>
        <translation>已转交{name}</translation>
    </message>
    <message>
        <source>due {day}, {days} late</source>
        <translation>应在 {day}，迟 {days}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Next 14 days</source>
        <translation>近 14 天</translation>
    </message>
    <message>
        <source>%n in all</source>
        <translation>共 %n 项</translation>
    </message>
    <message>
        <source>See the calendar</source>
        <translation>看日程</translation>
    </message>
    <message>
        <source>{n} to greet</source>
        <translation>待问候 {n} 家</translation>
    </message>
    <message>
        <source>{name}, birthday</source>
        <translation>{name}生日</translation>
    </message>
    <message>
        <source>{when}, {what}</source>
        <translation>{when}，{what}</translation>
    </message>
    <message>
        <source>gift needed</source>
        <translation>要备礼品</translation>
    </message>
</context>
<context>
    <name>Token</name>
    <message>
        <source>{name}, Delete removes</source>
        <translation>{name}，按 Delete 移去</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Help and keys</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
</context>
<context>
    <name>TouchActions</name>
    <message>
        <source>Done: {what}, {who}.</source>
        <translation>已完成：{who}，{what}。</translation>
    </message>
    <message>
        <source>Done: {what}, {who}. Next on {day}.</source>
        <translation>已完成：{who}，{what}。下次 {day}。</translation>
    </message>
</context>
<context>
    <name>TouchLine</name>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
</context>
<context>
    <name>TouchPanel</name>
    <message>
        <source>Open dossier</source>
        <translation>打开档案</translation>
    </message>
</context>
<context>
    <name>TouchQuestions</name>
    <message>
        <source>{client} moved to {day}.</source>
        <translation>{client}已改到 {day}。</translation>
    </message>
    <message>
        <source>{client} skipped: {reason}</source>
        <translation>已跳过{client}：{reason}</translation>
    </message>
    <message>
        <source>{client} handed over to {name}.</source>
        <translation>{client}已转交{name}。</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message numerus="yes">
        <source>Undone, and with the clients %n entries that came since: Bring back shows them again, importing anew does not</source>
        <translation>
            <numerusform>已撤销，这些客户后来的 %n 条记录也一并收起；要看到它们请恢复，重新导入不会带回</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Nothing to bring back</source>
        <translation>没有可恢复的</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>已恢复</translation>
    </message>
</context>
<context>
    <name>UnkeptKey</name>
    <message>
        <source>Nobody confirmed that the recovery key is kept. Settings, Passphrase and keys, makes a new one.</source>
        <translation>没有人确认过恢复密钥已经收好。可在「设置」的「口令与密钥」里换一把新的。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>UnlockPanel</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation>使用恢复密钥</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>从备份恢复</translation>
    </message>
</context>
<context>
    <name>ValueChart</name>
    <message>
        <source>value {value}, cost {cost}</source>
        <translation>价值 {value}，成本 {cost}</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>价值</translation>
    </message>
</context>
<context>
    <name>ValueEntry</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Edit the scores</source>
        <translation>修改评分</translation>
    </message>
    <message>
        <source>Score the value: 1 little, 5 much</source>
        <translation>给价值打分：1 少，5 多</translation>
    </message>
    <message>
        <source>The scores are removed</source>
        <translation>评分已移除</translation>
    </message>
    <message>
        <source>The scores are kept</source>
        <translation>评分已保存</translation>
    </message>
</context>
<context>
    <name>ValuesPane</name>
    <message>
        <source>Delivered value</source>
        <translation>让渡价值</translation>
    </message>
    <message>
        <source>Value and cost over time</source>
        <translation>价值与成本的变化</translation>
    </message>
    <message>
        <source>Not scored yet. What does the client get from us, and what does it cost them: 1 to 5 each.</source>
        <translation>还没有评分。客户从我们这里得到什么，付出什么：各项 1 到 5。</translation>
    </message>
    <message>
        <source>Score the value</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Print or PDF</source>
        <translation>打印或 PDF</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Value less cost</source>
        <translation>价值减成本</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The scores are removed</source>
        <translation>评分已移除</translation>
    </message>
</context>
<context>
    <name>VersionsPage</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Compare with this one</source>
        <translation>与这一版比较</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>打开拜访</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>看差异</translation>
    </message>
    <message>
        <source>The whole report as this version says it:</source>
        <translation>这一版的全文：</translation>
    </message>
    <message>
        <source>Compare the others with this one; again: with the one before each</source>
        <translation>其他版本与这一版比较；再按一次，各与前一版比较</translation>
    </message>
    <message>
        <source>Read what differs</source>
        <translation>读差异</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一栏</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>比较基准</translation>
    </message>
    <message>
        <source>The first version</source>
        <translation>第一版</translation>
    </message>
    <message>
        <source>Against version {n}</source>
        <translation>与第 {n} 版相比</translation>
    </message>
    <message>
        <source>Nothing was there before it.</source>
        <translation>此前没有更早的版本。</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差异。</translation>
    </message>
</context>
<context>
    <name>ViewTabs</name>
    <message>
        <source>Views of this client</source>
        <translation>客户的各个视图</translation>
    </message>
</context>
<context>
    <name>VisitForm</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>People of the client</source>
        <translation>参加的人</translation>
    </message>
    <message>
        <source>People of ours</source>
        <translation>我方同事</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>议程</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>洽谈内容</translation>
    </message>
    <message>
        <source>To bring, one a line</source>
        <translation>带去，每行一样</translation>
    </message>
    <message>
        <source>Needs found</source>
        <translation>发现的需求</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>竞品动态</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度印象</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>下次拜访</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>VisitHead</name>
    <message>
        <source>Preparation</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Promises and gifts</source>
        <translation>承诺和礼品</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>主管审阅</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新拜访</translation>
    </message>
    <message>
        <source>Visit {client}</source>
        <translation>拜访{client}</translation>
    </message>
</context>
<context>
    <name>VisitKeeping</name>
    <message>
        <source>The plan is saved</source>
        <translation>计划已保存</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>报告已保存</translation>
    </message>
    <message>
        <source>The report is submitted</source>
        <translation>报告已提交</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Visit {client}</source>
        <translation>拜访{client}</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Add a promise</source>
        <translation>添加承诺</translation>
    </message>
    <message>
        <source>Add a gift</source>
        <translation>添加礼品</translation>
    </message>
    <message>
        <source>Impression, to Alt+5</source>
        <translation>满意度印象，到 Alt+5</translation>
    </message>
    <message>
        <source>Stamp the arrival, Alt+L the leaving</source>
        <translation>记到达，Alt+L 记离开</translation>
    </message>
    <message>
        <source>Use a template</source>
        <translation>用模板</translation>
    </message>
    <message>
        <source>Photo earlier, Alt+Down later</source>
        <translation>照片前移，Alt+Down 后移</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>The promise is kept</source>
        <translation>承诺已兑现</translation>
    </message>
    <message>
        <source>The promise is not kept</source>
        <translation>承诺未兑现</translation>
    </message>
    <message>
        <source>Contact made</source>
        <translation>已建联系人</translation>
    </message>
    <message>
        <source>Preview PDF</source>
        <translation>预览 PDF</translation>
    </message>
    <message>
        <source>Submit; save the plan; accept</source>
        <translation>提交，保存计划，接受</translation>
    </message>
    <message>
        <source>Next column</source>
        <translation>下一栏</translation>
    </message>
    <message>
        <source>The report is accepted</source>
        <translation>报告已接受</translation>
    </message>
    <message>
        <source>The report is returned</source>
        <translation>报告已退回</translation>
    </message>
    <message>
        <source>The visit is called off</source>
        <translation>拜访已取消</translation>
    </message>
</context>
<context>
    <name>VisitStacks</name>
    <message>
        <source>no tier</source>
        <translation>未分级</translation>
    </message>
</context>
<context>
    <name>VisitTemplatesSection</name>
    <message>
        <source>What a plan and a report begin with. On the page of a visit, Alt+T fills the empty fields.</source>
        <translation>计划和报告从这里开头。在拜访页按 Alt+T，只填空着的字段。</translation>
    </message>
    <message>
        <source>Visit templates</source>
        <translation>拜访模板</translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation>保存模板</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Kind of client</source>
        <translation>客户类型</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>议程</translation>
    </message>
    <message>
        <source>To bring, one a line</source>
        <translation>带去，每行一样</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>洽谈内容</translation>
    </message>
    <message>
        <source>Needs found</source>
        <translation>发现的需求</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>竞品动态</translation>
    </message>
    <message>
        <source>Template saved</source>
        <translation>模板已保存</translation>
    </message>
    <message>
        <source>Template removed</source>
        <translation>模板已删除</translation>
    </message>
</context>
<context>
    <name>VisitView</name>
    <message>
        <source>Write a time as 10:05.</source>
        <translation>时间请写成 10:05。</translation>
    </message>
    <message>
        <source>Write an amount as 86 or 86.50.</source>
        <translation>金额请写成 86 或 86.50。</translation>
    </message>
    <message>
        <source>Write a date as 10-15 or 2026-10-15.</source>
        <translation>日期请写成 10-15 或 2026-10-15。</translation>
    </message>
</context>
<context>
    <name>VisitsBar</name>
    <message>
        <source>Whose visits</source>
        <translation>谁的拜访</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Client or objective</source>
        <translation>客户或目的</translation>
    </message>
    <message>
        <source>Filter visits</source>
        <translation>筛选拜访</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>全部日期</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>全部 {n}</translation>
    </message>
    <message>
        <source>Late {n}</source>
        <translation>迟交 {n}</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Lead&apos;s desk</source>
        <translation>主管台</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新拜访</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Weekly report</source>
        <translation>周报</translation>
    </message>
    <message>
        <source>Export reports</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>打开拜访</translation>
    </message>
    <message>
        <source>Submit the chosen reports</source>
        <translation>提交所选报告</translation>
    </message>
    <message>
        <source>Call the chosen plans off</source>
        <translation>取消所选拜访</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>No visits yet. Plan the first one.</source>
        <translation>还没有拜访。安排第一次吧。</translation>
    </message>
    <message>
        <source>No visit matches.</source>
        <translation>没有符合的拜访</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>{days} late</source>
        <translation>迟 {days}</translation>
    </message>
    <message>
        <source>handed in {days} late</source>
        <translation>迟交 {days}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>{day}前</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Approved by {name}</source>
        <translation>批准人：{name}</translation>
    </message>
    <message>
        <source>Within the rules</source>
        <translation>在规则之内</translation>
    </message>
    <message>
        <source>waits to be handed over</source>
        <translation>等待送出</translation>
    </message>
    <message>
        <source>{giver} asks {name}</source>
        <translation>{giver}请{name}审批</translation>
    </message>
    <message>
        <source>{giver} asks for approval</source>
        <translation>{giver}提交审批</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不批准</translation>
    </message>
    <message>
        <source>Handed over today</source>
        <translation>今天已送出</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>WaitingList</name>
    <message>
        <source>Waiting: {n}</source>
        <translation>等待处理：{n}</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>The gift is recorded</source>
        <translation>已记录礼品</translation>
    </message>
</context>
<context>
    <name>WeeklyPage</name>
    <message>
        <source>Weekly report</source>
        <translation>周报</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>The week after</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>All managers</source>
        <translation>全部客户经理</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Clients met</source>
        <translation>见到客户</translation>
    </message>
    <message>
        <source>Calls, messages</source>
        <translation>电话与微信/短信</translation>
    </message>
    <message>
        <source>Promises kept</source>
        <translation>兑现承诺</translation>
    </message>
    <message>
        <source>Draft from the log</source>
        <translation>按记录起草</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>客户经理</translation>
    </message>
    <message>
        <source>Days and manager</source>
        <translation>日期与客户经理</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周小结</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>下周计划</translation>
    </message>
    <message>
        <source>Problems and help wanted</source>
        <translation>问题与求助</translation>
    </message>
</context>
<context>
    <name>WhoPicker</name>
    <message>
        <source>Client or contact; pinyin will do</source>
        <translation>客户或联系人，可用拼音</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Nobody of that name</source>
        <translation>没有这个名字</translation>
    </message>
    <message>
        <source>Choose somebody else</source>
        <translation>换一位</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>WordFilter</name>
    <message>
        <source>Name or caption</source>
        <translation>文件名或说明</translation>
    </message>
    <message>
        <source>Filter files</source>
        <translation>筛选文件</translation>
    </message>
</context>
<context>
    <name>WorkSection</name>
    <message>
        <source>My work</source>
        <translation>我的工作</translation>
    </message>
    <message>
        <source>Your name, as it stands on reports</source>
        <translation>您的姓名（报告署名）</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Planning and reports</source>
        <translation>安排与报告</translation>
    </message>
    <message>
        <source>Plan this many weeks ahead</source>
        <translation>提前安排几周</translation>
    </message>
    <message>
        <source>Reports are due within days</source>
        <translation>报告几天内提交</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Settings saved</source>
        <translation>设置已保存</translation>
    </message>
</context>
<context>
    <name>WorkingDayField</name>
    <message>
        <source>{reason}, better</source>
        <translation>{reason}，建议</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) on that day</source>
        <translation>
            <numerusform>当天已有 %n 次拜访</numerusform>
        </translation>
    </message>
    <message>
        <source>{festival}, day off</source>
        <translation>{festival}放假</translation>
    </message>
</context>
<context>
    <name>WorkloadSection</name>
    <message>
        <source>What does not fit into a day is put on another one, or listed as without a place.</source>
        <translation>当天放不下的会排到别的日子，或列为没有位置。</translation>
    </message>
    <message>
        <source>Work hours and capacity</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>A visit counts 75 minutes, a call 15, a card or an e-mail 5, a message 3.</source>
        <translation>拜访按 75 分钟计，电话 15，贺卡或邮件 5，微信/短信 3。</translation>
    </message>
    <message>
        <source>Minutes for touches a day</source>
        <translation>每天用于接触的分钟数</translation>
    </message>
    <message>
        <source>Visits a day</source>
        <translation>每天拜访次数</translation>
    </message>
    <message>
        <source>Visits a week</source>
        <translation>每周拜访次数</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>安静时段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Settings saved</source>
        <translation>设置已保存</translation>
    </message>
</context>
<context>
    <name>WritingPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>_Block</name>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of the relative</source>
        <translation>家人姓名</translation>
    </message>
    <message>
        <source>Birthday of the relative</source>
        <translation>家人生日</translation>
    </message>
    <message>
        <source>Remove this relative</source>
        <translation>删去这位家人</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Enter or a double click opens</source>
        <translation>回车或双击打开</translation>
    </message>
</context>
<context>
    <name>_Editors</name>
    <message>
        <source>What was promised</source>
        <translation>答应了什么</translation>
    </message>
    <message>
        <source>Whose promise</source>
        <translation>哪一方</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Remove this promise</source>
        <translation>移除这条承诺</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Remove this line</source>
        <translation>删去这一行</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Remove this supplier</source>
        <translation>删去这一家</translation>
    </message>
    <message>
        <source>Our percent</source>
        <translation>我方百分比</translation>
    </message>
</context>
<context>
    <name>_Mending</name>
    <message>
        <source>Change</source>
        <translation>改</translation>
    </message>
    <message>
        <source>Write a time as 10:05, or nothing to take the stamp away.</source>
        <translation>写成 10:05 这样的时间；留空则删去。</translation>
    </message>
</context>
<context>
    <name>_Photo</name>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Caption of {name}</source>
        <translation>{name} 的说明</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Caption for the report</source>
        <translation>写进报告的说明</translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Restore this copy</source>
        <translation>恢复这份备份</translation>
    </message>
    <message>
        <source>Leave all as it is</source>
        <translation>保持现状</translation>
    </message>
    <message>
        <source>Go back to the state of {when}?</source>
        <translation>回到 {when} 的状态？</translation>
    </message>
    <message numerus="yes">
        <source>%n later save(s) will no longer be there.</source>
        <translation>
            <numerusform>此后保存的 %n 次改动将不再保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>The present state is backed up first, so that there is a way back. The passphrase stays.</source>
        <translation>恢复前会先备份现在的状态，以便随时回来。口令不变。</translation>
    </message>
</context>
<context>
    <name>_StoreLine</name>
    <message>
        <source>Not backed up yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>Backed up and verified {day} {time}</source>
        <translation>{day} {time} 已备份并核对</translation>
    </message>
</context>
</TS>
