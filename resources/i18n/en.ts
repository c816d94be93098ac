<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Access</name>
    <message>
        <source>已提请停用</source>
        <translation>Removal asked</translation>
    </message>
    <message>
        <source>30 天未登录</source>
        <translation>Unused 30 days</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>有密钥的窗口</source>
        <translation>Key at</translation>
    </message>
    <message>
        <source>最近登录</source>
        <translation>Last sign-in</translation>
    </message>
    <message>
        <source>显示明文</source>
        <translation>Reveals</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>待核查</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>破窗</source>
        <translation>Glass</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>{year} 年 {month} 月</source>
        <translation>{year}-{month}</translation>
    </message>
    <message>
        <source>{month}的权限复核待签字，月末后 {days} 天内完成    Ctrl+G 复核</source>
        <translation>Access review of {month} waits for your signature, within {days} days of the month’s end    Ctrl+G reviews</translation>
    </message>
    <message>
        <source>{month}的权限复核已逾期    Ctrl+G 复核</source>
        <translation>Access review of {month} is overdue    Ctrl+G reviews</translation>
    </message>
    <message>
        <source>已由 {who} 签字</source>
        <translation>Signed off by {who}</translation>
    </message>
    <message>
        <source>本月未结束</source>
        <translation>Month not over</translation>
    </message>
    <message>
        <source>未签字</source>
        <translation>Not signed off</translation>
    </message>
    <message>
        <source>仅本组</source>
        <translation>Own team only</translation>
    </message>
</context>
<context>
    <name>AccessList</name>
    <message>
        <source>权限复核</source>
        <translation>Access review</translation>
    </message>
    <message>
        <source>Ctrl+G 回到日志</source>
        <translation>Ctrl+G back to the log</translation>
    </message>
    <message>
        <source>Alt+← → 换月</source>
        <translation>Alt+← → month</translation>
    </message>
    <message>
        <source>Ctrl+D 提请停用</source>
        <translation>Ctrl+D asks for removal</translation>
    </message>
    <message>
        <source>Ctrl+S 签字</source>
        <translation>Ctrl+S signs off</translation>
    </message>
</context>
<context>
    <name>Affected</name>
    <message>
        <source>待联系</source>
        <translation>To be called</translation>
    </message>
    <message>
        <source>已通话</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>留号中</source>
        <translation>Number held</translation>
    </message>
    <message>
        <source>没联系上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>已改约</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>已退费</source>
        <translation>Refunded</translation>
    </message>
</context>
<context>
    <name>AnnouncementDetail</name>
    <message>
        <source>撤下</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>打印稿（PDF）</source>
        <translation>For print (PDF)</translation>
    </message>
</context>
<context>
    <name>AnnouncementState</name>
    <message>
        <source>到时显示</source>
        <translation>Not yet shown</translation>
    </message>
    <message>
        <source>正在显示</source>
        <translation>Shown now</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>已撤下</source>
        <translation>Withdrawn</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>事项</source>
        <translation>What</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>About</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>提出人</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>剩余</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>待审批</source>
        <translation>To approve</translation>
    </message>
    <message>
        <source>没有待审批的事项</source>
        <translation>Nothing to approve</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>正在向中心查询…</source>
        <translation>Asking central…</translation>
    </message>
    <message>
        <source>没有人申请：保存期届满，由保存期限处理提出</source>
        <translation>Nobody asked: its retention is over, a retention run proposed it</translation>
    </message>
    <message>
        <source>没有本人签名：未成年人账户，由主管提出注销</source>
        <translation>No signature of the person: a minor&apos;s account, a supervisor proposed to close it</translation>
    </message>
    <message>
        <source>提出的窗口</source>
        <translation>the window where it was filed</translation>
    </message>
    <message>
        <source>本人在 {window} 当面提出，已在屏上签名：</source>
        <translation>The person asked in person at {window} and signed on the screen:</translation>
    </message>
    <message>
        <source>本人在 {window} 当面提出，签的是纸质申请，原件存在该窗口</source>
        <translation>The person asked in person at {window} and signed on paper; the original is kept at that window</translation>
    </message>
</context>
<context>
    <name>AskedBlock</name>
    <message>
        <source>本人签名</source>
        <translation>Signature of the person</translation>
    </message>
    <message>
        <source>谁申请的</source>
        <translation>Who asked</translation>
    </message>
</context>
<context>
    <name>Asker</name>
    <message>
        <source>本人</source>
        <translation>The person</translation>
    </message>
    <message>
        <source>代理人</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>近亲属</source>
        <translation>Next of kin</translation>
    </message>
    <message>
        <source>本院职工</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>其他人</source>
        <translation>Somebody else</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>核验</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>存为 CSV</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>日志</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>从哪一天</source>
        <translation>From day</translation>
    </message>
    <message>
        <source>到哪一天</source>
        <translation>To day</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>工号或首字母</source>
        <translation>No. or initials</translation>
    </message>
    <message>
        <source>行为</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>导出用途</source>
        <translation>Purpose of export</translation>
    </message>
    <message>
        <source>稽核</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>谁看过档案 {id}    日志里按回车回到全部</source>
        <translation>Who looked at record {id}    Enter in the log shows all again</translation>
    </message>
    <message>
        <source>回车读取    PgUp PgDn 前后一天    F3 找患者看谁查过其档案    Ctrl+I 核验</source>
        <translation>Enter reads    PgUp PgDn day before, after    F3 finds a patient: who looked at the record    Ctrl+I verifies</translation>
    </message>
    <message>
        <source>{first}–{last} 条</source>
        <translation>Entries {first}–{last}</translation>
    </message>
    <message>
        <source>没有符合的日志</source>
        <translation>No entry fits</translation>
    </message>
    <message>
        <source>Alt+→ 更早</source>
        <translation>Alt+→ older</translation>
    </message>
    <message>
        <source>仅本组</source>
        <translation>Own team only</translation>
    </message>
    <message>
        <source>日志里按回车看谁查过同一档案</source>
        <translation>Enter in the log: who looked at the same record</translation>
    </message>
    <message>
        <source>风险</source>
        <translation>Risks</translation>
    </message>
    <message>
        <source>权限复核</source>
        <translation>Access</translation>
    </message>
    <message>
        <source>按回车读取这些天的记录</source>
        <translation>Press Enter to read these days</translation>
    </message>
    <message>
        <source>这些天没有记录</source>
        <translation>Nothing was recorded on these days</translation>
    </message>
</context>
<context>
    <name>BadgeStep</name>
    <message>
        <source>工卡</source>
        <translation>Badge</translation>
    </message>
    <message>
        <source>把本人工卡贴到读卡器上，会自动填写</source>
        <translation>Lay your own badge on the reader; it fills this in</translation>
    </message>
    <message>
        <source>停用已登记的工卡</source>
        <translation>Strike the bound badge</translation>
    </message>
    <message>
        <source>工卡只在离开一会儿回来时解锁，登录仍用口令</source>
        <translation>A badge only uncovers; you sign in by passphrase</translation>
    </message>
    <message>
        <source>工卡号可能被复制，丢失后请马上停用</source>
        <translation>Badge numbers can be copied; strike a lost one at once</translation>
    </message>
</context>
<context>
    <name>BlockPanel</name>
    <message>
        <source>停约到（含当天）</source>
        <translation>Blocked until (that day included)</translation>
    </message>
    <message>
        <source>不能预约，各渠道一样；当天到院挂号和急诊照常</source>
        <translation>No booking ahead on any channel; same-day registration and emergency care go on</translation>
    </message>
    <message>
        <source>解除理由</source>
        <translation>Why the block ends</translation>
    </message>
    <message>
        <source>停约原因</source>
        <translation>Reason of the block</translation>
    </message>
    <message>
        <source>确认解除</source>
        <translation>End the block</translation>
    </message>
    <message>
        <source>确认停约</source>
        <translation>Block</translation>
    </message>
</context>
<context>
    <name>BlockReason</name>
    <message>
        <source>扰乱秩序</source>
        <translation>Disorder</translation>
    </message>
    <message>
        <source>冒用身份</source>
        <translation>False identity</translation>
    </message>
    <message>
        <source>反复占号</source>
        <translation>Hoarding numbers</translation>
    </message>
    <message>
        <source>倒卖号源</source>
        <translation>Resale of numbers</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>约满</source>
        <translation>full</translation>
    </message>
    <message>
        <source>已过时段</source>
        <translation>over</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>不出诊</source>
        <translation>no session</translation>
    </message>
    <message>
        <source>余 {n} 个</source>
        <translation>{n} left</translation>
    </message>
    <message>
        <source>已选</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>挂号费 {fee}</source>
        <translation>fee {fee}</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>号源表</source>
        <translation>Slot board</translation>
    </message>
    <message>
        <source>方向键在可约时段间移动，回车选定</source>
        <translation>Arrows move between free half-hours, Enter picks</translation>
    </message>
    <message>
        <source>医生 / 擅长 / 挂号费</source>
        <translation>Doctor / skill / fee</translation>
    </message>
    <message>
        <source>余 {n}</source>
        <translation>{n} left</translation>
    </message>
    <message>
        <source>已过 {n} 段</source>
        <translation>{n} over</translation>
    </message>
    <message>
        <source>满</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>已过</source>
        <translation>over</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>号源更新于 {at}·每 5 秒</source>
        <translation>Updated {at}, every 5 s</translation>
    </message>
    <message>
        <source>离线：只显示本窗号池·{at}</source>
        <translation>Off line: own numbers only, {at}</translation>
    </message>
    <message>
        <source>可约</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>紧张 ≤{n}</source>
        <translation>Few ≤{n}</translation>
    </message>
    <message>
        <source>已满</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>科室 / 医生首字母</source>
        <translation>Clinic / doctor</translation>
    </message>
    <message>
        <source>科室或医生</source>
        <translation>Clinic or doctor</translation>
    </message>
    <message>
        <source>窗口号已满：</source>
        <translation>No window number left: </translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>窗口余 {left}</source>
        <translation>Window {left} left</translation>
    </message>
    <message>
        <source>{name}余 {left}</source>
        <translation>{name} {left} left</translation>
    </message>
    <message>
        <source>（{at} 归还窗口）</source>
        <translation> (to the window {at})</translation>
    </message>
    <message>
        <source>方向键移动，回车选定，F10 找下一个可约</source>
        <translation>Arrows move, Enter picks, F10 finds the next free</translation>
    </message>
    <message>
        <source>方向键、回车选定，F10 下一个，Alt+X 加号，Alt+G 预留号</source>
        <translation>Arrows, Enter; F10 next free, Alt+X extra, Alt+G reserved</translation>
    </message>
    <message>
        <source>Alt+X 加号，Alt+G 预留号，Esc 回窗口号</source>
        <translation>Alt+X extra, Alt+G reserved, Esc back</translation>
    </message>
    <message>
        <source>{group}号</source>
        <translation>{group} numbers</translation>
    </message>
    <message>
        <source>每格为本班还可加的号数</source>
        <translation>Each cell: how many may be added to the session</translation>
    </message>
    <message>
        <source>本科当天余 {left} 个</source>
        <translation>{left} left this day</translation>
    </message>
</context>
<context>
    <name>BookingDetail</name>
    <message>
        <source>改约</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancel booking</translation>
    </message>
    <message>
        <source>撤销刚才的退号</source>
        <translation>Undo the cancellation</translation>
    </message>
    <message>
        <source>确认退号</source>
        <translation>Give the number back</translation>
    </message>
    <message>
        <source>退号理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>放下并打印新凭条</source>
        <translation>Drop here, print new slip</translation>
    </message>
    <message>
        <source>改到</source>
        <translation>Move to</translation>
    </message>
    <message>
        <source>提交主管批准</source>
        <translation>Ask a supervisor</translation>
    </message>
    <message>
        <source>每周重复</source>
        <translation>Repeat weekly</translation>
    </message>
    <message>
        <source>预约并打印凭条</source>
        <translation>Book and print slips</translation>
    </message>
    <message>
        <source>同一医生、同一时段</source>
        <translation>Same doctor, same half-hour</translation>
    </message>
    <message>
        <source>停约此人</source>
        <translation>Block person</translation>
    </message>
    <message>
        <source>解除停约</source>
        <translation>End block</translation>
    </message>
    <message>
        <source>打印爽约通知</source>
        <translation>Print no-show notice</translation>
    </message>
    <message>
        <source>Shift+P：另一种语言</source>
        <translation>Shift+P: the other language</translation>
    </message>
    <message>
        <source>撤销爽约</source>
        <translation>Excuse no-show</translation>
    </message>
    <message>
        <source>恢复号</source>
        <translation>Restore number</translation>
    </message>
    <message>
        <source>替患者申诉</source>
        <translation>Appeal for patient</translation>
    </message>
</context>
<context>
    <name>Bookings</name>
    <message>
        <source>{n} 号</source>
        <translation>No. {n}</translation>
    </message>
    <message>
        <source>应退 {amount}</source>
        <translation>{amount} to give back</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>可以退号、改约</source>
        <translation>Can be cancelled or moved</translation>
    </message>
    <message>
        <source>已过退号时限，退号须主管批准</source>
        <translation>Too late: a supervisor must approve</translation>
    </message>
    <message>
        <source>不能再退或改</source>
        <translation>Can no longer be changed</translation>
    </message>
    <message>
        <source>用方向键选时段，回车选定，再按回车放下</source>
        <translation>Arrows to a half-hour, Enter picks, Enter again drops</translation>
    </message>
    <message>
        <source>费用不变</source>
        <translation>Same fee</translation>
    </message>
    <message>
        <source>应补 {amount}</source>
        <translation>{amount} more to pay</translation>
    </message>
    <message>
        <source>在手患者：{name}</source>
        <translation>In hand: {name}</translation>
    </message>
    <message>
        <source>{day} 全部，D 后一天，Shift+D 前一天</source>
        <translation>All of {day}; D next day, Shift+D day before</translation>
    </message>
    <message>
        <source>本窗今天所挂，D 看当日全部</source>
        <translation>Made here today; D shows the whole day</translation>
    </message>
    <message>
        <source>之后 {n} 周</source>
        <translation>Next {n} weeks</translation>
    </message>
    <message>
        <source>{day} 约上 {n} 号</source>
        <translation>{day} booked, no. {n}</translation>
    </message>
    <message>
        <source>{day} 没约上：{why}</source>
        <translation>{day} not booked: {why}</translation>
    </message>
    <message>
        <source>停诊：可以改约，或按 F12 退费</source>
        <translation>Stopped: move it, or F12 gives the fee back</translation>
    </message>
    <message>
        <source>此人停约到 {until}：{reason}</source>
        <translation>Blocked until {until}: {reason}</translation>
    </message>
    <message>
        <source>系统自动</source>
        <translation>the clock</translation>
    </message>
    <message>
        <source>爽约：{by} {at} 所记</source>
        <translation>No-show, marked by {by} {at}</translation>
    </message>
    <message>
        <source>逾时未取：{at} 号已作废</source>
        <translation>Not collected in time: number void since {at}</translation>
    </message>
</context>
<context>
    <name>BookingsPage</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>患者</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>没有预约</source>
        <translation>No bookings</translation>
    </message>
    <message>
        <source>候补名单</source>
        <translation>Waiting list</translation>
    </message>
    <message>
        <source>候补名单，已留 {n} 个号</source>
        <translation>Waiting list, {n} held</translation>
    </message>
</context>
<context>
    <name>CallLine</name>
    <message>
        <source>已接通，是本人所提</source>
        <translation>Answered, and it is their request</translation>
    </message>
    <message>
        <source>再看号码</source>
        <translation>Show it again</translation>
    </message>
    <message>
        <source>取号码回拨</source>
        <translation>Number to call back</translation>
    </message>
</context>
<context>
    <name>CallSheet</name>
    <message>
        <source>停诊联系单（用后销毁）</source>
        <translation>Stopped clinic: call sheet (destroy after use)</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>原医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>原就诊</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>联系结果</source>
        <translation>Outcome</translation>
    </message>
</context>
<context>
    <name>CancelReason</name>
    <message>
        <source>来不了</source>
        <translation>Cannot come</translation>
    </message>
    <message>
        <source>不需要看了</source>
        <translation>No longer needed</translation>
    </message>
    <message>
        <source>科室不对</source>
        <translation>Wrong department</translation>
    </message>
    <message>
        <source>医生不对</source>
        <translation>Wrong doctor</translation>
    </message>
    <message>
        <source>时间不合适</source>
        <translation>Time does not suit</translation>
    </message>
    <message>
        <source>重复挂号</source>
        <translation>Booked twice</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>CaseFilesBlock</name>
    <message>
        <source>扫描件路径（PDF、PNG、JPG，96 KB 以内）</source>
        <translation>Path of a scan (PDF, PNG, JPG, up to 96 KB)</translation>
    </message>
    <message>
        <source>扫描件路径</source>
        <translation>Path of a scan</translation>
    </message>
    <message>
        <source>附上</source>
        <translation>Attach</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>取出查看</source>
        <translation>Lay out</translation>
    </message>
    <message>
        <source>扫描件是哪份证明</source>
        <translation>Which paper the scan is</translation>
    </message>
    <message>
        <source>其他材料</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>第二种证件的种类</source>
        <translation>Kind of the second document</translation>
    </message>
    <message>
        <source>证件种类</source>
        <translation>Kind of document</translation>
    </message>
</context>
<context>
    <name>CaseKind</name>
    <message>
        <source>删除</source>
        <translation>Deletion</translation>
    </message>
    <message>
        <source>注销账户</source>
        <translation>Account</translation>
    </message>
</context>
<context>
    <name>CaseNote</name>
    <message>
        <source>请求人来话</source>
        <translation>The person said</translation>
    </message>
    <message>
        <source>已告知请求人</source>
        <translation>Told the person</translation>
    </message>
    <message>
        <source>交同事办</source>
        <translation>Task for a colleague</translation>
    </message>
    <message>
        <source>同事已办</source>
        <translation>Task done</translation>
    </message>
    <message>
        <source>延期并告知</source>
        <translation>Longer, with notice</translation>
    </message>
    <message>
        <source>升级，两人决定</source>
        <translation>Escalated, two decide</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>（{who}，{day} 前办结）</source>
        <translation> ({who}, by {day})</translation>
    </message>
    <message>
        <source>回拨</source>
        <translation>Called back</translation>
    </message>
    <message>
        <source>尾号 {tail}，{who} 拨打</source>
        <translation>ending {tail}, called by {who}</translation>
    </message>
</context>
<context>
    <name>CaseNotes</name>
    <message>
        <source>记录种类</source>
        <translation>Kind of note</translation>
    </message>
    <message>
        <source>沟通、交办或延期原因，记入本案</source>
        <translation>A message, a task, why it takes longer; kept in the case</translation>
    </message>
    <message>
        <source>记录内容</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>记入</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>交给谁</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>办结日（2026-12-31）</source>
        <translation>Done by (2026-12-31)</translation>
    </message>
    <message>
        <source>办结日</source>
        <translation>Done by</translation>
    </message>
</context>
<context>
    <name>CaseState</name>
    <message>
        <source>待审批</source>
        <translation>To approve</translation>
    </message>
    <message>
        <source>已批准，冷静期 24 小时</source>
        <translation>Approved, 24 h to go</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>密钥已销毁，等各窗回执</source>
        <translation>Keys destroyed, receipts due</translation>
    </message>
    <message>
        <source>已办结</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已删除，等备份更新</source>
        <translation>Deleted, waits for the backups</translation>
    </message>
</context>
<context>
    <name>ChangeBlock</name>
    <message>
        <source>改哪一项</source>
        <translation>Which field</translation>
    </message>
    <message>
        <source>改为</source>
        <translation>New</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>新号码收到的验证码</source>
        <translation>Code sent to the new number</translation>
    </message>
    <message>
        <source>验证码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>本人不同意，停止更换</source>
        <translation>The person says no: stop it</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>原号码不显示；新号码收到验证码后填入。</source>
        <translation>The number on file is not shown; type the code that the new number received.</translation>
    </message>
    <message>
        <source>现在：{value}</source>
        <translation>Now: {value}</translation>
    </message>
    <message>
        <source>打开，核对更改内容</source>
        <translation>Open and compare the change</translation>
    </message>
    <message>
        <source>打开，填写更改内容</source>
        <translation>Open and fill in the change</translation>
    </message>
    <message>
        <source>发验证码到新号码</source>
        <translation>Send a code to the new number</translation>
    </message>
    <message>
        <source>提交更改内容，待他人决定</source>
        <translation>Fix the change for another person&apos;s decision</translation>
    </message>
    <message>
        <source>字段</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>ChangeField</name>
    <message>
        <source>姓名</source>
        <translation>name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>date of birth</translation>
    </message>
    <message>
        <source>证件种类</source>
        <translation>kind of document</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>document number</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>address</translation>
    </message>
    <message>
        <source>姓名读音</source>
        <translation>reading of the name</translation>
    </message>
    <message>
        <source>监护人姓名</source>
        <translation>guardian&apos;s name</translation>
    </message>
    <message>
        <source>监护人电话</source>
        <translation>guardian&apos;s phone</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>phone number</translation>
    </message>
    <message>
        <source>联系人姓名</source>
        <translation>Contact&apos;s name</translation>
    </message>
    <message>
        <source>联系人电话</source>
        <translation>Contact&apos;s phone</translation>
    </message>
</context>
<context>
    <name>ChangeProof</name>
    <message>
        <source>读过证件芯片</source>
        <translation>chip was read</translation>
    </message>
    <message>
        <source>看过证件原件</source>
        <translation>original document seen</translation>
    </message>
    <message>
        <source>户口簿</source>
        <translation>household booklet</translation>
    </message>
    <message>
        <source>出生医学证明</source>
        <translation>birth certificate</translation>
    </message>
    <message>
        <source>公安、法院等文书</source>
        <translation>paper of police or court</translation>
    </message>
    <message>
        <source>本人陈述</source>
        <translation>the person&apos;s own word</translation>
    </message>
    <message>
        <source>新号码验证码</source>
        <translation>code to the new number</translation>
    </message>
</context>
<context>
    <name>Channel</name>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>线上</source>
        <translation>Online</translation>
    </message>
</context>
<context>
    <name>ClauseLine</name>
    <message>
        <source>依据告知 {v} 第{label}章“{title}”（{day} 起）：{text}</source>
        <translation>Notice {v}, chapter {label} “{title}” (from {day}): {text}</translation>
    </message>
    <message>
        <source>告知 {v} 第{label}章“{title}”</source>
        <translation>Notice {v}, chapter {label} “{title}”</translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>15 日内答复</source>
        <translation>Answer in 15 days</translation>
    </message>
    <message>
        <source>投诉 15 日内答复</source>
        <translation>Complaint: answer in 15 days</translation>
    </message>
    <message>
        <source>来电来函 15 个工作日</source>
        <translation>By phone or post: 15 working days</translation>
    </message>
    <message>
        <source>咨询 15 个工作日</source>
        <translation>Question: 15 working days</translation>
    </message>
    <message>
        <source>注销更正 15 个工作日</source>
        <translation>Closing, correcting: 15 working days</translation>
    </message>
    <message>
        <source>国标 30 日</source>
        <translation>National standard: 30 days</translation>
    </message>
</context>
<context>
    <name>ClockSource</name>
    <message>
        <source>隐私政策第五条</source>
        <translation>privacy policy 5</translation>
    </message>
    <message>
        <source>隐私政策第五条，投诉</source>
        <translation>privacy policy 5, complaints</translation>
    </message>
    <message>
        <source>隐私政策第八条</source>
        <translation>privacy policy 8</translation>
    </message>
    <message>
        <source>GB/T 35273 第 8.5 条</source>
        <translation>GB/T 35273 8.5</translation>
    </message>
    <message>
        <source>GB/T 35273 第 8.7 条</source>
        <translation>GB/T 35273 8.7</translation>
    </message>
</context>
<context>
    <name>CodeLine</name>
    <message>
        <source>回车发送</source>
        <translation>Enter sends</translation>
    </message>
</context>
<context>
    <name>ConsentAct</name>
    <message>
        <source>在患者屏上选择</source>
        <translation>chosen on the patient screen</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>signature</translation>
    </message>
    <message>
        <source>纸质签字</source>
        <translation>signed on paper</translation>
    </message>
    <message>
        <source>本人当场说明</source>
        <translation>said so at the window</translation>
    </message>
</context>
<context>
    <name>ConsentStep</name>
    <message>
        <source>验证手机时询问</source>
        <translation>Asked with the phone</translation>
    </message>
    <message>
        <source>等患者在屏上选</source>
        <translation>Patient&apos;s screen asks</translation>
    </message>
    <message>
        <source>患者已在屏上同意</source>
        <translation>Agreed on screen</translation>
    </message>
    <message>
        <source>患者已签纸质</source>
        <translation>Signed on paper</translation>
    </message>
    <message>
        <source>患者不开账户</source>
        <translation>Wants no account</translation>
    </message>
    <message>
        <source>已有账户</source>
        <translation>Has one</translation>
    </message>
    <message>
        <source>未满 18 岁不开</source>
        <translation>Under 18: none</translation>
    </message>
    <message>
        <source>新版告知，请再问</source>
        <translation>New notice: ask again</translation>
    </message>
    <message>
        <source>患者已在屏上签名</source>
        <translation>Signed by the patient on screen</translation>
    </message>
</context>
<context>
    <name>ContactFields</name>
    <message>
        <source>联系人姓名（选填）</source>
        <translation>Contact (optional)</translation>
    </message>
    <message>
        <source>近亲属或其他联系人</source>
        <translation>Next of kin, or other</translation>
    </message>
    <message>
        <source>与患者关系</source>
        <translation>Relation to the patient</translation>
    </message>
    <message>
        <source>联系人电话</source>
        <translation>Contact&apos;s phone</translation>
    </message>
    <message>
        <source>联系人证件号码（选填）</source>
        <translation>Contact&apos;s document (optional)</translation>
    </message>
</context>
<context>
    <name>ContactRelation</name>
    <message>
        <source>配偶</source>
        <translation>spouse</translation>
    </message>
    <message>
        <source>子女</source>
        <translation>child</translation>
    </message>
    <message>
        <source>父母</source>
        <translation>parent</translation>
    </message>
    <message>
        <source>兄弟姐妹</source>
        <translation>brother or sister</translation>
    </message>
    <message>
        <source>其他亲属</source>
        <translation>other relative</translation>
    </message>
    <message>
        <source>朋友、同事</source>
        <translation>friend or colleague</translation>
    </message>
    <message>
        <source>护工、社工</source>
        <translation>carer or social worker</translation>
    </message>
</context>
<context>
    <name>ContextPanel</name>
    <message>
        <source>放卡自动读取，或按 F2 读卡</source>
        <translation>Lay a card down, or press F2</translation>
    </message>
    <message>
        <source>已建档患者可按 F3 查找</source>
        <translation>F3 finds who was here before</translation>
    </message>
    <message>
        <source>凭条打印机就绪</source>
        <translation>Slip printer ready</translation>
    </message>
    <message>
        <source>{printer}·打印后进入下一位</source>
        <translation>{printer}</translation>
    </message>
    <message>
        <source>患者已在屏上确认</source>
        <translation>The patient confirmed on their screen</translation>
    </message>
</context>
<context>
    <name>Copy</name>
    <message>
        <source>仅供本人 {case}</source>
        <translation>for the person only {case}</translation>
    </message>
    <message>
        <source>个人信息副本</source>
        <translation>Copy of personal data</translation>
    </message>
    <message>
        <source>{hospital}&#x3000;请求编号 {case}&#x3000;制作于 {at}</source>
        <translation>{hospital} · request {case} · made {at}</translation>
    </message>
    <message>
        <source>查看记录截至 {at}；工作人员以岗位和窗口列出。他人信息已遮盖。</source>
        <translation>Looks are listed up to {at}; staff appear by role and window. Other people&apos;s data are masked.</translation>
    </message>
    <message>
        <source>病历的查阅、复制请到病案室办理；本副本只含挂号、收费和账户信息。</source>
        <translation>Medical records are seen and copied at the records office; this copy holds registrations, payments and the account.</translation>
    </message>
    <message>
        <source>本人</source>
        <translation>The person</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>挂号</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>收退费</source>
        <translation>Payments and refunds</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>现金</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>扫码</source>
        <translation>QR</translation>
    </message>
    <message>
        <source>医保</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>退费</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>收费</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>同意与撤回</source>
        <translation>Consents and withdrawals</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>决定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>政策版本</source>
        <translation>Notice version</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>agreed</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>not agreed</translation>
    </message>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notices shown</translation>
    </message>
    <message>
        <source>请求</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>受理</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>提出</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>谁看过我的档案</source>
        <translation>Who looked at my record</translation>
    </message>
    <message>
        <source>做了什么</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>证件号</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>证件有效期</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>就诊卡号</source>
        <translation>Hospital card</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>监护人关系</source>
        <translation>Guardian is</translation>
    </message>
    <message>
        <source>监护人证件</source>
        <translation>Guardian&apos;s document</translation>
    </message>
    <message>
        <source>监护人电话</source>
        <translation>Guardian&apos;s phone</translation>
    </message>
    <message>
        <source>核验</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>处理依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>手机号属于</source>
        <translation>Phone belongs to</translation>
    </message>
    <message>
        <source>平台账户</source>
        <translation>platform account</translation>
    </message>
    <message>
        <source>有</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>无</source>
        <translation>no</translation>
    </message>
    <message>
        <source>对外提供</source>
        <translation>Given to others</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>提供给</source>
        <translation>To</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>联系人关系</source>
        <translation>Contact&apos;s relation</translation>
    </message>
    <message>
        <source>联系人电话</source>
        <translation>Contact&apos;s phone</translation>
    </message>
    <message>
        <source>联系人证件</source>
        <translation>Contact&apos;s document</translation>
    </message>
</context>
<context>
    <name>CopyBlock</name>
    <message>
        <source>制作副本</source>
        <translation>Make the copy</translation>
    </message>
    <message>
        <source>已交给本人，删除文件</source>
        <translation>Handed over, delete the file</translation>
    </message>
    <message>
        <source>加密文件：{file}</source>
        <translation>Sealed file: {file}</translation>
    </message>
    <message>
        <source>口令（当面告知，不与文件同放）：{words}</source>
        <translation>Passphrase (tell it apart from the file): {words}</translation>
    </message>
    <message>
        <source>制作转移数据包</source>
        <translation>Make the package</translation>
    </message>
    <message>
        <source>已交付接收方，删除文件</source>
        <translation>Handed to the receiver, delete the file</translation>
    </message>
</context>
<context>
    <name>Day</name>
    <message>
        <source>上午</source>
        <translation>AM</translation>
    </message>
    <message>
        <source>下午</source>
        <translation>PM</translation>
    </message>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
</context>
<context>
    <name>DayCalendarFace</name>
    <message>
        <source>一天的日历</source>
        <translation>Calendar of a day</translation>
    </message>
    <message>
        <source>这一天没有班次</source>
        <translation>No sessions on this day</translation>
    </message>
    <message>
        <source>V 按医生或诊室  PgUp/PgDn 换天  Enter 到排班  D 科室  C 返回排班</source>
        <translation>V by doctor or room  PgUp/PgDn day  Enter to the week  D department  C back to the week</translation>
    </message>
    <message>
        <source>按医生</source>
        <translation>By doctor</translation>
    </message>
    <message>
        <source>按诊室</source>
        <translation>By room</translation>
    </message>
    <message>
        <source>外科室医生</source>
        <translation>Doctor of another department</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>满</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>余 {left}</source>
        <translation>{left} left</translation>
    </message>
</context>
<context>
    <name>DeletionConfirm</name>
    <message>
        <source>提交，交主管审批</source>
        <translation>File for approval</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>核对后提交</source>
        <translation>Look it over, then file</translation>
    </message>
    <message>
        <source>屏上签名</source>
        <translation>Sign on screen</translation>
    </message>
    <message>
        <source>纸质已签</source>
        <translation>Signed on paper</translation>
    </message>
    <message>
        <source>理由：{ground}</source>
        <translation>Reason: {ground}</translation>
    </message>
    <message>
        <source>正在提交…</source>
        <translation>Filing…</translation>
    </message>
</context>
<context>
    <name>DeletionRequest</name>
    <message>
        <source>在挂号页读卡，或按 F3 找到申请人</source>
        <translation>Read the card on the registration page, or press F3</translation>
    </message>
    <message>
        <source>下一步，核对后提交</source>
        <translation>Next: look it over</translation>
    </message>
    <message>
        <source>删除个人信息、注销账户</source>
        <translation>Delete personal data, close the account</translation>
    </message>
    <message>
        <source>申请人（当面核验身份）</source>
        <translation>Person (identity checked at the window)</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>DemoReaderWindow</name>
    <message>
        <source>演示读卡器</source>
        <translation>Demo card reader</translation>
    </message>
    <message>
        <source>虚构人员的身份证</source>
        <translation>ID cards of made-up people</translation>
    </message>
    <message>
        <source>双击把卡放到读卡器上，均为虚构人员</source>
        <translation>Double-click puts a card on the reader; all people are made up</translation>
    </message>
    <message>
        <source>取走卡片</source>
        <translation>Take the card away</translation>
    </message>
</context>
<context>
    <name>DeskFrame</name>
    <message>
        <source>读卡</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>找患者</source>
        <translation>Find patient</translation>
    </message>
    <message>
        <source>清空重来</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>刷新</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>换区域</source>
        <translation>Next area</translation>
    </message>
    <message>
        <source>上一区域</source>
        <translation>Previous area</translation>
    </message>
    <message>
        <source>补打凭条</source>
        <translation>Reprint</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>确认并打印</source>
        <translation>Confirm and print</translation>
    </message>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>收费</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>补打结账单</source>
        <translation>Settlement again</translation>
    </message>
    <message>
        <source>交班结账</source>
        <translation>Settle shift</translation>
    </message>
    <message>
        <source>改约</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancel booking</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>候诊大屏</source>
        <translation>Waiting room</translation>
    </message>
    <message>
        <source>读卡报到</source>
        <translation>Card check-in</translation>
    </message>
    <message>
        <source>自助报到</source>
        <translation>Self check-in</translation>
    </message>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notice</translation>
    </message>
    <message>
        <source>下一个可约</source>
        <translation>Next free</translation>
    </message>
    <message>
        <source>报主管或放行</source>
        <translation>Ask or release</translation>
    </message>
    <message>
        <source>家属代取</source>
        <translation>Companion</translation>
    </message>
    <message>
        <source>挂错改约</source>
        <translation>Move last</translation>
    </message>
    <message>
        <source>回避登记</source>
        <translation>Own and relatives</translation>
    </message>
    <message>
        <source>破窗或密封</source>
        <translation>Break the glass or seal</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>远程协助</source>
        <translation>Remote help</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>找零有误</source>
        <translation>Wrong change</translation>
    </message>
    <message>
        <source>收到假钞</source>
        <translation>False note</translation>
    </message>
    <message>
        <source>备用金有误</source>
        <translation>Wrong float</translation>
    </message>
    <message>
        <source>原因不明</source>
        <translation>Unknown</translation>
    </message>
</context>
<context>
    <name>DisclosureField</name>
    <message>
        <source>提供给（单位）</source>
        <translation>To (organisation)</translation>
    </message>
    <message>
        <source>文书或协议编号</source>
        <translation>Paper or agreement no.</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>文书扫描件（文件路径）</source>
        <translation>Scanned paper (file)</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>法律文书种类</source>
        <translation>Kind of legal paper</translation>
    </message>
</context>
<context>
    <name>DisclosureKind</name>
    <message>
        <source>按协议共享</source>
        <translation>Share by agreement</translation>
    </message>
    <message>
        <source>公检法调取</source>
        <translation>Police or court</translation>
    </message>
    <message>
        <source>本人同意</source>
        <translation>Person&apos;s consent</translation>
    </message>
</context>
<context>
    <name>DisclosureState</name>
    <message>
        <source>待批准</source>
        <translation>Waits for approval</translation>
    </message>
    <message>
        <source>可交出</source>
        <translation>May be handed over</translation>
    </message>
    <message>
        <source>已交出</source>
        <translation>Handed over</translation>
    </message>
</context>
<context>
    <name>DisclosureTab</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>提供给</source>
        <translation>To</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>对外提供记录</source>
        <translation>Disclosure book</translation>
    </message>
    <message>
        <source>没有对外提供</source>
        <translation>Nothing disclosed</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>登记一次对外提供</source>
        <translation>File a disclosure</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>File</translation>
    </message>
    <message>
        <source>看扫描件</source>
        <translation>See the scan</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>导出并交出</source>
        <translation>Export to hand over</translation>
    </message>
    <message>
        <source>已交出，删文件</source>
        <translation>Handed over, remove file</translation>
    </message>
    <message>
        <source>全部患者（读卡或按 F3 选定一人）</source>
        <translation>All patients (read a card or press F3 for one)</translation>
    </message>
    <message>
        <source>登记 {by}</source>
        <translation>Filed by {by}</translation>
    </message>
    <message>
        <source>{by}，批准 {who}，文号 {number}</source>
        <translation>{by}, approved by {who}, paper {number}</translation>
    </message>
</context>
<context>
    <name>Disclosures</name>
    <message>
        <source>依据已按期销毁</source>
        <translation>Evidence destroyed on schedule</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>居民身份证</source>
        <translation>Resident ID</translation>
    </message>
    <message>
        <source>临时身份证</source>
        <translation>Temporary ID card</translation>
    </message>
    <message>
        <source>户口簿</source>
        <translation>Household booklet</translation>
    </message>
    <message>
        <source>出生医学证明</source>
        <translation>Birth certificate</translation>
    </message>
    <message>
        <source>中国护照</source>
        <translation>Chinese passport</translation>
    </message>
    <message>
        <source>外国护照</source>
        <translation>Foreign passport</translation>
    </message>
    <message>
        <source>港澳居民来往内地通行证</source>
        <translation>HK/Macao travel permit</translation>
    </message>
    <message>
        <source>台湾居民来往大陆通行证</source>
        <translation>Taiwan travel permit</translation>
    </message>
    <message>
        <source>港澳台居民居住证</source>
        <translation>HK/Macao/Taiwan resident</translation>
    </message>
    <message>
        <source>外国人永居证（2023 版）</source>
        <translation>Foreigner PR card (2023)</translation>
    </message>
    <message>
        <source>外国人永居证（旧版）</source>
        <translation>Foreigner PR card (older)</translation>
    </message>
    <message>
        <source>军官证、士兵证</source>
        <translation>Military card</translation>
    </message>
    <message>
        <source>警官证</source>
        <translation>Police card</translation>
    </message>
    <message>
        <source>无证件</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>DocumentLine</name>
    <message>
        <source>证件号码，回车核对</source>
        <translation>Number, then Enter</translation>
    </message>
</context>
<context>
    <name>Drill</name>
    <message>
        <source>还没有做过事件演练，每年一次：“真实或演练”选演练，办到结案。</source>
        <translation>No incident was drilled yet; once a year: choose “Drill” above and go on to the close.</translation>
    </message>
    <message>
        <source>上次事件演练 {day}。</source>
        <translation>Last incident drill: {day}.</translation>
    </message>
    <message>
        <source>已满一年，请再演练。</source>
        <translation> A year is over: please drill again.</translation>
    </message>
</context>
<context>
    <name>DutiesPage</name>
    <message>
        <source>新的安全事件</source>
        <translation>New incident</translation>
    </message>
    <message>
        <source>新的公告</source>
        <translation>New announcement</translation>
    </message>
    <message>
        <source>停止运营</source>
        <translation>End of operation</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>还没有登记</source>
        <translation>Nothing filed yet</translation>
    </message>
    <message>
        <source>合规事项</source>
        <translation>Duties</translation>
    </message>
    <message>
        <source>试算到期数据</source>
        <translation>Count what is due</translation>
    </message>
    <message>
        <source>哪类事项</source>
        <translation>Kind of duty</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>申请查阅依法保存的部分</source>
        <translation>Ask to read what law keeps</translation>
    </message>
    <message>
        <source>合并、分立等转移个人信息</source>
        <translation>Data passing on: merger, split and the like</translation>
    </message>
</context>
<context>
    <name>DutyClock</name>
    <message>
        <source>{name}：已完成</source>
        <translation>{name}: met</translation>
    </message>
    <message>
        <source>{name}：完成，但已超时</source>
        <translation>{name}: met too late</translation>
    </message>
    <message>
        <source>⚠ {name}：已超时</source>
        <translation>⚠ {name}: overdue</translation>
    </message>
    <message>
        <source>{name}：还剩 {left}</source>
        <translation>{name}: {left} left</translation>
    </message>
    <message>
        <source>1 小时内报告</source>
        <translation>Report within 1 h</translation>
    </message>
    <message>
        <source>2 小时内报告</source>
        <translation>Report within 2 h</translation>
    </message>
    <message>
        <source>4 小时内报告</source>
        <translation>Report within 4 h</translation>
    </message>
    <message>
        <source>24 小时内复核</source>
        <translation>Second look within 24 h</translation>
    </message>
</context>
<context>
    <name>DutyField</name>
    <message>
        <source>最后服务日（2026-12-31）</source>
        <translation>Last day (2026-12-31)</translation>
    </message>
    <message>
        <source>停止运营的原因</source>
        <translation>Why it ends</translation>
    </message>
    <message>
        <source>此后的联系方式</source>
        <translation>Contact afterwards</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>正文</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>显示从</source>
        <translation>Shown from</translation>
    </message>
    <message>
        <source>显示到</source>
        <translation>Shown until</translation>
    </message>
    <message>
        <source>事件类型</source>
        <translation>Type of incident</translation>
    </message>
    <message>
        <source>事件级别</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>运营者类别</source>
        <translation>Kind of operator</translation>
    </message>
    <message>
        <source>发现时间</source>
        <translation>Found at</translation>
    </message>
    <message>
        <source>涉及窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>涉及人员（工号或首字母）</source>
        <translation>Person (number or initials)</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>经过（不写患者信息）</source>
        <translation>What happened (no patient data)</translation>
    </message>
    <message>
        <source>1 情况和可能的影响</source>
        <translation>1 What happened, possible effects</translation>
    </message>
    <message>
        <source>2 已采取和将采取的措施</source>
        <translation>2 Measures taken and planned</translation>
    </message>
    <message>
        <source>3 怎样自己防范</source>
        <translation>3 How to protect yourself</translation>
    </message>
    <message>
        <source>4 补救办法</source>
        <translation>4 Remedy</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>结案理由（不需报告时必填）</source>
        <translation>Reason to close (if no report)</translation>
    </message>
    <message>
        <source>法定理由</source>
        <translation>Legal ground</translation>
    </message>
    <message>
        <source>要求查阅的机关</source>
        <translation>Authority that asks</translation>
    </message>
    <message>
        <source>文书号</source>
        <translation>Number of its paper</translation>
    </message>
    <message>
        <source>删除案号（不知道可不填）</source>
        <translation>Deletion case (if known)</translation>
    </message>
    <message>
        <source>查什么、为什么（不写患者信息）</source>
        <translation>What and why (nothing of the patient)</translation>
    </message>
    <message>
        <source>文书上的证件号（没有案号时）</source>
        <translation>Document number in the paper (without a case)</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>处理目的、方式</source>
        <translation>Purposes and ways</translation>
    </message>
    <message>
        <source>从哪天起（2026-12-31）</source>
        <translation>From which day (2026-12-31)</translation>
    </message>
    <message>
        <source>接收方名称</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>接收方联系方式</source>
        <translation>How to reach the receiver</translation>
    </message>
    <message>
        <source>接收方不降低保护的承诺（文号）</source>
        <translation>Receiver&apos;s undertaking of no lesser terms (number)</translation>
    </message>
    <message>
        <source>真实或演练</source>
        <translation>Real or a drill</translation>
    </message>
    <message>
        <source>教训、改进（谁、何时前）</source>
        <translation>Learnt: what, who, by when</translation>
    </message>
</context>
<context>
    <name>DutyLesson</name>
    <message>
        <source>{summary}；教训：{text}</source>
        <translation>{summary}; learnt: {text}</translation>
    </message>
    <message>
        <source>教训（{at} {by}）：{text}</source>
        <translation>Learnt ({at} {by}): {text}</translation>
    </message>
</context>
<context>
    <name>DutyPaper</name>
    <message>
        <source>受影响 {n} 人：{ways}。已告知 {told} 人，未联系上 {lost} 人。</source>
        <translation>{n} people touched: {ways}. {told} told, {lost} not reached.</translation>
    </message>
    <message>
        <source>{kind}：早于 {before}，应清理 {due} 条，已删除 {gone} 条</source>
        <translation>{kind}: before {before}, {due} due, {gone} deleted</translation>
    </message>
    <message>
        <source>{by} 于 {at} 查阅</source>
        <translation>{by} read it on {at}</translation>
    </message>
    <message>
        <source>个人档案：批准删除 {n} 份，中心和全部窗口已删除并回执 {done} 份，其余在冷静期或等回执</source>
        <translation>Personal files: {n} approved for deletion, {done} deleted at the centre and every window with receipts, the rest cooling or awaiting receipts</translation>
    </message>
    <message>
        <source>【演练】</source>
        <translation>[DRILL] </translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{desk} {staff}，{since} 至 {until}</source>
        <translation>{desk} {staff}, {since} to {until}</translation>
    </message>
</context>
<context>
    <name>DutySend</name>
    <message>
        <source>登记</source>
        <translation>File</translation>
    </message>
    <message>
        <source>试算</source>
        <translation>Dry run</translation>
    </message>
    <message>
        <source>发布公告</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>拟定</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>提交查阅申请</source>
        <translation>Ask to read</translation>
    </message>
</context>
<context>
    <name>DutyState</name>
    <message>
        <source>处理中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>等另一人签字结案</source>
        <translation>Waits for the second signature</translation>
    </message>
    <message>
        <source>已结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已清理</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>拟定，等专员签字</source>
        <translation>Drafted, the officer signs</translation>
    </message>
    <message>
        <source>等另一人签字</source>
        <translation>Waits for another person</translation>
    </message>
    <message>
        <source>已决定停止运营</source>
        <translation>Ordered</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Called off</translation>
    </message>
    <message>
        <source>正在删除</source>
        <translation>Being destroyed</translation>
    </message>
    <message>
        <source>已结束，有证明</source>
        <translation>Ended, certified</translation>
    </message>
    <message>
        <source>已批准，一天内可查</source>
        <translation>Approved, open for one day</translation>
    </message>
    <message>
        <source>已批准，告知中</source>
        <translation>Approved, telling people</translation>
    </message>
    <message>
        <source>已移交</source>
        <translation>Handed over</translation>
    </message>
</context>
<context>
    <name>DutyStep</name>
    <message>
        <source>登记</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>Graded</translation>
    </message>
    <message>
        <source>写好告知内容</source>
        <translation>Contents written</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Noted</translation>
    </message>
    <message>
        <source>发出短信告知</source>
        <translation>Messages sent</translation>
    </message>
    <message>
        <source>已向监管部门报告</source>
        <translation>Regulator told</translation>
    </message>
    <message>
        <source>已公告</source>
        <translation>Announced</translation>
    </message>
    <message>
        <source>申请结案</source>
        <translation>Closing asked</translation>
    </message>
    <message>
        <source>退回处理</source>
        <translation>Reopened</translation>
    </message>
    <message>
        <source>签字结案</source>
        <translation>Closed and signed</translation>
    </message>
    <message>
        <source>另一人复核</source>
        <translation>second look</translation>
    </message>
    <message>
        <source>止损</source>
        <translation>loss stopped</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Let go on</translation>
    </message>
    <message>
        <source>放开证据</source>
        <translation>Release evidence</translation>
    </message>
    <message>
        <source>记下教训</source>
        <translation>Note lesson</translation>
    </message>
</context>
<context>
    <name>DutyTab</name>
    <message>
        <source>安全事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>到期清理</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>服务公告</source>
        <translation>Announcements</translation>
    </message>
    <message>
        <source>停止运营</source>
        <translation>End of operation</translation>
    </message>
    <message>
        <source>依法查阅</source>
        <translation>Legal reading</translation>
    </message>
    <message>
        <source>合并转移</source>
        <translation>Passing on</translation>
    </message>
</context>
<context>
    <name>DutyWord</name>
    <message>
        <source>泄露</source>
        <translation>Leak</translation>
    </message>
    <message>
        <source>篡改</source>
        <translation>Tampering</translation>
    </message>
    <message>
        <source>丢失</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>滥用</source>
        <translation>Misuse</translation>
    </message>
    <message>
        <source>中断</source>
        <translation>Outage</translation>
    </message>
    <message>
        <source>设备遗失</source>
        <translation>Lost device</translation>
    </message>
    <message>
        <source>特别重大</source>
        <translation>Extreme</translation>
    </message>
    <message>
        <source>重大</source>
        <translation>Major</translation>
    </message>
    <message>
        <source>较大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>General</translation>
    </message>
    <message>
        <source>关键信息基础设施</source>
        <translation>Critical infrastructure</translation>
    </message>
    <message>
        <source>中央机关所属</source>
        <translation>Central organ&apos;s unit</translation>
    </message>
    <message>
        <source>其他运营者</source>
        <translation>Other kind</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>seen</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>本机可解</source>
        <translation>decryptable</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>信函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>未告知</source>
        <translation>Not told</translation>
    </message>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>已告知</source>
        <translation>Told</translation>
    </message>
    <message>
        <source>未联系上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>法院调取</source>
        <translation>Court order</translation>
    </message>
    <message>
        <source>公安、检察调取</source>
        <translation>Police or prosecutor</translation>
    </message>
    <message>
        <source>监管部门检查</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>医疗纠纷处理</source>
        <translation>Medical dispute</translation>
    </message>
    <message>
        <source>财务、医保核查</source>
        <translation>Finance or insurance audit</translation>
    </message>
    <message>
        <source>演练，未发送</source>
        <translation>Drill, not sent</translation>
    </message>
    <message>
        <source>真实事件</source>
        <translation>Real incident</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Drill</translation>
    </message>
    <message>
        <source>合并</source>
        <translation>merger</translation>
    </message>
    <message>
        <source>分立</source>
        <translation>split</translation>
    </message>
    <message>
        <source>解散</source>
        <translation>dissolution</translation>
    </message>
    <message>
        <source>破产</source>
        <translation>bankruptcy</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>变更，重新征得同意</source>
        <translation>changed, consent anew</translation>
    </message>
    <message>
        <source>演练 {type}</source>
        <translation>Drill: {type}</translation>
    </message>
</context>
<context>
    <name>Effect</name>
    <message>
        <source>撤回：平台账户</source>
        <translation>Withdraw: platform account</translation>
    </message>
    <message>
        <source>不再发短信联系</source>
        <translation>No more text messages</translation>
    </message>
    <message>
        <source>限制处理</source>
        <translation>Restrict use</translation>
    </message>
    <message>
        <source>解除限制</source>
        <translation>Lift the restriction</translation>
    </message>
</context>
<context>
    <name>EffectBlock</name>
    <message>
        <source>执行什么</source>
        <translation>What to carry out</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Carry out</translation>
    </message>
    <message>
        <source>将停止：{what}</source>
        <translation>Stops: {what}</translation>
    </message>
    <message>
        <source>仍有效：{what}</source>
        <translation>Stays valid: {what}</translation>
    </message>
    <message>
        <source>（自 {since} 起至今依同意所做的处理）</source>
        <translation> (what was done under the consent since {since})</translation>
    </message>
</context>
<context>
    <name>EffectStays</name>
    <message>
        <source>窗口挂号就医不受影响，已挂的号和收费记录保留</source>
        <translation>care at the window goes on; bookings and payments are kept</translation>
    </message>
    <message>
        <source>挂号就医不受影响，已发的短信仍属有效</source>
        <translation>care goes on; messages sent before stay lawful</translation>
    </message>
    <message>
        <source>凭证件仍可就医；已有记录原样保存，不再使用</source>
        <translation>care by document goes on; records are kept as they are and not used</translation>
    </message>
    <message>
        <source>限制期间的记录</source>
        <translation>records of the restricted time</translation>
    </message>
</context>
<context>
    <name>EffectStops</name>
    <message>
        <source>平台账户的登录和线上预约，各窗口和中心同时停止</source>
        <translation>signing in to the platform and booking on line, at every window and at central</translation>
    </message>
    <message>
        <source>停诊、改约等短信；停诊时由窗口当面告知</source>
        <translation>messages about stopped clinics and moved visits; the window tells the person instead</translation>
    </message>
    <message>
        <source>搜索、名单、合并查重和线上预约中不再出现此人</source>
        <translation>the person leaves search, lists, duplicate checks and online booking</translation>
    </message>
    <message>
        <source>对此人的限制</source>
        <translation>the restriction of this person</translation>
    </message>
</context>
<context>
    <name>EmergencyReason</name>
    <message>
        <source>证件遗失</source>
        <translation>Documents lost</translation>
    </message>
    <message>
        <source>新生儿</source>
        <translation>Newborn</translation>
    </message>
    <message>
        <source>不愿出示证件</source>
        <translation>Would not show one</translation>
    </message>
    <message>
        <source>昏迷或无法说明</source>
        <translation>Unconscious or cannot say</translation>
    </message>
</context>
<context>
    <name>Erasure</name>
    <message>
        <source>平台账户、手机号和登录信息</source>
        <translation>Platform account, phone and sign-in data</translation>
    </message>
    <message>
        <source>姓名与拼音检索、证件索引，各窗口都不能再查到</source>
        <translation>Search by name and document, on every desk</translation>
    </message>
    <message>
        <source>本机和其他窗口上此人的密钥，备份随之失效</source>
        <translation>The person&apos;s keys here and elsewhere, and with them all backups</translation>
    </message>
    <message>
        <source>门诊病历所含挂号记录，末次就诊起不少于 15 年，仅限依法查阅</source>
        <translation>Visits as part of the medical record: 15 years from the last visit, lawful access only</translation>
    </message>
    <message>
        <source>操作与网络日志，不少于 6 个月</source>
        <translation>Operation and network logs: 6 months</translation>
    </message>
    <message>
        <source>本次申请及凭证，办结后不少于 3 年</source>
        <translation>This request and its proof: 3 years after closing</translation>
    </message>
    <message>
        <source>将删除</source>
        <translation>Goes</translation>
    </message>
    <message>
        <source>依法保留</source>
        <translation>Stays by law</translation>
    </message>
    <message>
        <source>批准后立即停止：平台登录、线上预约、全部短信</source>
        <translation>At once after approval: platform sign-in, online booking, all messages</translation>
    </message>
    <message>
        <source>24 小时后：平台账户、手机号及其检索，各窗口和中心都不再有</source>
        <translation>After 24 hours: account, phone and its search entries, at every window and at central</translation>
    </message>
    <message>
        <source>此人账户密钥，备份随之失效</source>
        <translation>The account key of this person; backups of it become unreadable</translation>
    </message>
    <message>
        <source>挂号就诊档案和收费记录：凭证件照常挂号就医</source>
        <translation>The care record and payments: with the document visits go on</translation>
    </message>
    <message>
        <source>已挂的号不取消；停诊由窗口当面告知</source>
        <translation>Bookings stay; a stopped clinic is told at the window</translation>
    </message>
    <message>
        <source>以后可凭新的同意重新开户；要连档案一起删除，请选其他理由</source>
        <translation>A new account may be opened with new consent; to delete the record too choose another reason</translation>
    </message>
    <message>
        <source>{when} {department}：不随申请退号，请先按退号办理</source>
        <translation>{when} {department}: does not go with the request; give it back the usual way first</translation>
    </message>
    <message>
        <source>{when} {department}：提交时退号，退 {yuan} 元</source>
        <translation>{when} {department}: given back when filed, {yuan} yuan returned</translation>
    </message>
    <message>
        <source>{when} {department}：提交时退号，没有费用要退</source>
        <translation>{when} {department}: given back when filed, nothing to return</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>没有问到中心：线上或其他窗口挂的号可能未列出，中心收到申请后一并退号</source>
        <translation>Central was not reached: what was booked on line or at other windows may be missing here; central gives it back when the request arrives</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>档案已变动，请重新提交申请</source>
        <translation>The record changed: file again</translation>
    </message>
    <message>
        <source>中心未接受：{reason_text}</source>
        <translation>Central refused: {reason_text}</translation>
    </message>
    <message>
        <source>连不上中心，可继续挂号，稍后自动重试</source>
        <translation>Central does not answer; go on, it retries</translation>
    </message>
    <message>
        <source>已过期，请重发</source>
        <translation>Expired, send again</translation>
    </message>
    <message>
        <source>不正确，还可试 {left} 次</source>
        <translation>Wrong, tries left: {left}</translation>
    </message>
    <message>
        <source>只能在演示环境中使用</source>
        <translation>Only in a demonstration</translation>
    </message>
    <message>
        <source>演示选项不能用在正式窗口</source>
        <translation>Demo options do not work on a real desk</translation>
    </message>
    <message>
        <source>磁盘已满，没有保存，请联系信息科</source>
        <translation>Disk full, not saved: call IT</translation>
    </message>
    <message>
        <source>还差：{missing_text}</source>
        <translation>Missing: {missing_text}</translation>
    </message>
    <message>
        <source>登记码不能用，请向管理员重新索取</source>
        <translation>Enrolment code is no good: ask for a new one</translation>
    </message>
    <message>
        <source>这次挂号的状态已变，请刷新后再办</source>
        <translation>The booking changed: refresh first</translation>
    </message>
    <message>
        <source>无法完成，请重试</source>
        <translation>Not done, try again</translation>
    </message>
    <message>
        <source>本窗号池没有这个时段的号，请选其他时段</source>
        <translation>No own number for this half-hour: pick another</translation>
    </message>
    <message>
        <source>没有这项权限，请主管办理</source>
        <translation>Not allowed: ask a supervisor</translation>
    </message>
    <message>
        <source>本机已经登记过；重新登记会使原有数据无法打开</source>
        <translation>This desk is enrolled already: new keys would lock its data for ever</translation>
    </message>
    <message>
        <source>今天没有可报到的预约，请先挂号</source>
        <translation>No booking to check in today; register first</translation>
    </message>
    <message>
        <source>保密承诺的版本号、起始日或正文不合规则</source>
        <translation>The undertaking&apos;s version, first day or text is not allowed</translation>
    </message>
    <message>
        <source>没有这个阈值，或数值、起始日不合规则</source>
        <translation>There is no such threshold, or its value or first day is not allowed</translation>
    </message>
    <message>
        <source>没有等待签名的档案</source>
        <translation>No record waits for a signature</translation>
    </message>
    <message>
        <source>预约日期是 {day}，当天才能报到</source>
        <translation>Booked for {day}; check-in is on that day</translation>
    </message>
    <message>
        <source>本机还没有登记，请联系信息科</source>
        <translation>This desk is not enrolled: call IT</translation>
    </message>
    <message>
        <source>这一组的状态已变，请按 F5 刷新后再办</source>
        <translation>This pair has changed; press F5 and look again</translation>
    </message>
    <message>
        <source>读到的不是工卡号（{least}–{most} 位字母或数字）</source>
        <translation>This is no badge number ({least}–{most} letters or digits)</translation>
    </message>
    <message>
        <source>本院不用工卡解锁</source>
        <translation>Badges uncover no window here</translation>
    </message>
    <message>
        <source>不是本人的工卡</source>
        <translation>This is not your badge</translation>
    </message>
    <message>
        <source>口令太短，至少 {least} 个字符</source>
        <translation>Passphrase too short, at least {least} characters</translation>
    </message>
    <message>
        <source>手机号应为 11 位，已输入 {digits} 位</source>
        <translation>11 digits wanted, {digits} typed</translation>
    </message>
    <message>
        <source>凭条文件写不进去，挂号有效，请联系信息科</source>
        <translation>Slip file not written, booking stands: call IT</translation>
    </message>
    <message>
        <source>读卡器故障，请手工输入证件号码</source>
        <translation>Reader fault: type the number</translation>
    </message>
    <message>
        <source>卡拿早了，请放回再按 F2</source>
        <translation>Lifted too early: put it back, F2</translation>
    </message>
    <message>
        <source>没有检测到卡，请放好再按 F2</source>
        <translation>No card: lay it down, F2</translation>
    </message>
    <message>
        <source>读卡器未连接，请手工输入证件号码</source>
        <translation>No reader: type the number</translation>
    </message>
    <message>
        <source>此卡读不出，请手工输入证件号码</source>
        <translation>Card unreadable: type the number</translation>
    </message>
    <message>
        <source>不在办理中的患者，查看前要选原因</source>
        <translation>Not being served: choose a reason before looking</translation>
    </message>
    <message>
        <source>这条记录打不开，请联系信息科</source>
        <translation>This record does not open: call IT</translation>
    </message>
    <message>
        <source>今天已查看 {limit} 次，再看需另一人授权</source>
        <translation>{limit} looks used up today; a second person must allow more</translation>
    </message>
    <message>
        <source>加密自检没有通过，本程序不能使用，请联系信息科</source>
        <translation>Cryptography self-test failed: call IT</translation>
    </message>
    <message>
        <source>单号不对，或是别院的单；请核对后重扫</source>
        <translation>Not a slip of this hospital, or mistyped; check it and scan again</translation>
    </message>
    <message>
        <source>这张单已补录过，不能再录；请核对号码</source>
        <translation>This slip was keyed in already and cannot be again; check its number</translation>
    </message>
    <message>
        <source>现在就连不上中心，不用演练</source>
        <translation>Central does not answer right now: this is no drill</translation>
    </message>
    <message>
        <source>已请另一人在审批页签名，签好后再导出</source>
        <translation>Another person is asked to sign on Approvals; export again then</translation>
    </message>
    <message>
        <source>平台到那天已停止运营，不再挂号</source>
        <translation>The operation has ended by that day; nobody is booked any more</translation>
    </message>
    <message>
        <source>运营者名称和联系方式各一行，2 到 120 个字</source>
        <translation>Name and contact of the operator: one line each, 2 to 120 characters</translation>
    </message>
    <message>
        <source>没有填好，或文本太长</source>
        <translation>Not filled in, or the text is too long</translation>
    </message>
    <message>
        <source>要先公布再施行：生效日最早明天，且晚于已公布的各版</source>
        <translation>Publish before it takes effect: tomorrow at the earliest, and after every published version</translation>
    </message>
    <message>
        <source>隐私告知已换新版，请让患者看过新版再确认</source>
        <translation>The notice has a new version; show it to the patient, then confirm</translation>
    </message>
    <message>
        <source>读不了这个文件：要是 UTF-8 或 GBK 的文本，最大 256 KB</source>
        <translation>This file cannot be read: text in UTF-8 or GBK, at most 256 KB</translation>
    </message>
    <message>
        <source>没有填好或不合规则</source>
        <translation>Not filled in, or against the rules</translation>
    </message>
    <message>
        <source>此条目刚被更新，请按 F5 后再改</source>
        <translation>This entry was just changed; press F5, then change it</translation>
    </message>
    <message>
        <source>没有结论为可以开展的影响评估，先登记评估</source>
        <translation>No accepted impact assessment; register one first</translation>
    </message>
    <message>
        <source>自己提交的申请要由另一人审批</source>
        <translation>Your own request needs another person</translation>
    </message>
    <message>
        <source>该医生已停诊，请选其他时段</source>
        <translation>Session stopped: pick another</translation>
    </message>
    <message>
        <source>不是本院凭条，或凭条已改动</source>
        <translation>Not our slip, or altered</translation>
    </message>
    <message>
        <source>此人在本机已有登录密钥</source>
        <translation>This person has a key here already</translation>
    </message>
    <message>
        <source>本机数据被换回旧版，联网核对前不能发号，请先恢复网络</source>
        <translation>This desk&apos;s data was put back from an older copy: no numbers before central has checked it. Restore the line first</translation>
    </message>
    <message>
        <source>本机日志与中心留存的不一致，请联系信息科</source>
        <translation>This desk&apos;s log differs from what central has kept; call IT</translation>
    </message>
    <message>
        <source>模板还不能打印，先改好文字下面说的那一处</source>
        <translation>It cannot be printed yet; mend what is said below the text</translation>
    </message>
    <message>
        <source>最早从今天（{day}）起用</source>
        <translation>From today ({day}) at the earliest</translation>
    </message>
    <message>
        <source>刚有人发布了这种单据的新版，请按 F5 看过再发布</source>
        <translation>Somebody has just published a new version; press F5 and look first</translation>
    </message>
    <message>
        <source>交办要选同事并写今天或以后的办结日；办结时要有交给自己或自己交出的事</source>
        <translation>A task names a colleague and a day from today on; what is done was given to you or by you</translation>
    </message>
    <message>
        <source>这不是恢复仪式的文件，或不是这一步的文件</source>
        <translation>This is no file of the recovery, or not of this step</translation>
    </message>
    <message>
        <source>该证件号已属于另一份档案，两份已列入重复档案</source>
        <translation>Another file holds this document number; both stand on the list of duplicates</translation>
    </message>
    <message>
        <source>恢复持有人名单不能用：未经创始密钥签名，或不足两人</source>
        <translation>The list of recovery holders cannot be used: not signed by the founding key, or fewer than two</translation>
    </message>
    <message>
        <source>尚未指定恢复持有人，不能开始登记患者（enroll --holders）</source>
        <translation>No recovery holders are named: no first patient before (enroll --holders)</translation>
    </message>
    <message>
        <source>请填写删除申请的编号或证件号，才知道查阅谁</source>
        <translation>Give the case of the deletion or a document number, to say who is meant</translation>
    </message>
    <message>
        <source>查阅未获批准、已到期，或刚才没有留痕</source>
        <translation>The reading is not approved, is over, or no look was noted</translation>
    </message>
    <message>
        <source>该持有人的密钥此时打不开：请另一位先来，或同一人来了两次</source>
        <translation>This holder opens nothing now: another goes first, or the same came twice</translation>
    </message>
    <message>
        <source>这不是证明包，或缺少一部分</source>
        <translation>This is no proof pack, or a part is missing</translation>
    </message>
    <message>
        <source>本机已被停用，不能再发号，请信息科重新登记</source>
        <translation>This desk was revoked and gives no numbers; ask IT to enrol it again</translation>
    </message>
    <message>
        <source>这个号刚被约走，请选其他时段</source>
        <translation>Just taken: pick another</translation>
    </message>
    <message>
        <source>本班次还没结束，不能记爽约</source>
        <translation>The session is not over yet; nobody is a no-show</translation>
    </message>
    <message>
        <source>已超过 60 秒或之后又有操作，不能撤销</source>
        <translation>Over 60 seconds or something followed; cannot be undone</translation>
    </message>
    <message>
        <source>本机数据正忙，没有保存，请再按一次</source>
        <translation>Store busy, not saved: press again</translation>
    </message>
    <message>
        <source>本机数据读不出，请联系信息科</source>
        <translation>Store unreadable: call IT</translation>
    </message>
    <message>
        <source>数据由新版程序写入，请更新程序</source>
        <translation>Data of a newer program: update</translation>
    </message>
    <message>
        <source>发送太频繁，{retry_after_s} 秒后再试</source>
        <translation>Too many codes, again in {retry_after_s} s</translation>
    </message>
    <message>
        <source>已超过 60 秒，请按退号办理</source>
        <translation>Over 60 seconds: cancel it instead</translation>
    </message>
    <message>
        <source>没有这个工号或姓名首字母</source>
        <translation>No such number or initials</translation>
    </message>
    <message>
        <source>系统密钥库打不开，请先解锁</source>
        <translation>The system&apos;s key store is locked</translation>
    </message>
    <message>
        <source>登录密钥强度不合要求，请重新登记</source>
        <translation>Key too weak: enrol again</translation>
    </message>
    <message>
        <source>中心不在境内，本机数据不能外传</source>
        <translation>Central is abroad: data stays here</translation>
    </message>
    <message>
        <source>口令不正确</source>
        <translation>Wrong passphrase</translation>
    </message>
    <message>
        <source>锚点文件不对，请在中心重新导出</source>
        <translation>The file of anchors is not right: export it again at central</translation>
    </message>
    <message>
        <source>本机时间差了半天以上，离线时不能发号。请信息科校时，或恢复网络后再试</source>
        <translation>This PC&apos;s clock is wrong by half a day or more: no numbers off line. Ask IT to set it, or wait for the network</translation>
    </message>
    <message>
        <source>本事项要求：{needed_text}。请读卡（F2）或等核验一致后再办</source>
        <translation>This needs: {needed_text}. Read the card (F2) or wait for the match, then try again</translation>
    </message>
    <message>
        <source>未成年人，无在办业务：Shift+F12 请人签名</source>
        <translation>A minor, no business in hand: Shift+F12 asks for a signature</translation>
    </message>
    <message>
        <source>本人或亲属的档案：Shift+F12 请人签名</source>
        <translation>Your own or a relative&apos;s record: Shift+F12 asks for a signature</translation>
    </message>
    <message>
        <source>本人培训过期已久，补训前不能查看完整信息</source>
        <translation>Your training is long overdue; nothing is shown in full before you caught up</translation>
    </message>
    <message>
        <source>金额不符，应收 {owed_fen}</source>
        <translation>The amount differs; {owed_fen} is due</translation>
    </message>
    <message>
        <source>现金不够，还差 {missing_fen}</source>
        <translation>Too little cash; {missing_fen} missing</translation>
    </message>
    <message>
        <source>清点数目不对，请核对券别和张数</source>
        <translation>The count is wrong; check notes and pieces</translation>
    </message>
    <message>
        <source>实点与应有相差 {difference_fen}，请选原因</source>
        <translation>Counted cash differs by {difference_fen}; choose a reason</translation>
    </message>
    <message>
        <source>已过退号时间，请主管办理退费</source>
        <translation>Too late; a supervisor must give the refund</translation>
    </message>
    <message>
        <source>留作备用金的不能多于实点金额</source>
        <translation>No more can be left than was counted</translation>
    </message>
    <message>
        <source>还没有开班，请先开班再收退费；挂号不受影响</source>
        <translation>No shift is open; open one before money moves. Registration goes on</translation>
    </message>
    <message>
        <source>这次挂号现在不能收费</source>
        <translation>This booking takes no payment now</translation>
    </message>
    <message>
        <source>现在没有可退的费用</source>
        <translation>Nothing can be given back now</translation>
    </message>
    <message>
        <source>这次挂号不用再收费</source>
        <translation>Nothing is owed for this booking</translation>
    </message>
    <message>
        <source>请填交易或结算单号（6 至 64 位字母数字）</source>
        <translation>Enter the transaction or settlement number (6 to 64 letters and digits)</translation>
    </message>
    <message>
        <source>退的不能多于收的，须原路退回</source>
        <translation>No more goes back than came in, by the channel it came by</translation>
    </message>
    <message>
        <source>已经开班，不用再开</source>
        <translation>The shift is open already</translation>
    </message>
    <message>
        <source>收费标准有误，请核对后再导入</source>
        <translation>The tariff is wrong; check it and import again</translation>
    </message>
    <message>
        <source>已过退号时限，可提交主管批准</source>
        <translation>Too late to cancel freely; it can go to a supervisor</translation>
    </message>
    <message>
        <source>请先选退号理由</source>
        <translation>Choose a reason first</translation>
    </message>
    <message>
        <source>这个号已不能退或改</source>
        <translation>This booking can no longer be cancelled or moved</translation>
    </message>
    <message>
        <source>号码已给了别人，请重新挂号</source>
        <translation>The number went to somebody else; book again</translation>
    </message>
    <message>
        <source>凭条没打出来，挂号有效，已排队</source>
        <translation>The slip was not printed; the booking stands, the slip waits</translation>
    </message>
    <message>
        <source>打印机应答异常，挂号有效，已排队</source>
        <translation>The printer answered oddly; the booking stands, the slip waits</translation>
    </message>
    <message>
        <source>缺纸，挂号有效，装纸后自动打印</source>
        <translation>Out of paper; the booking stands, printed once there is paper</translation>
    </message>
    <message>
        <source>打印机连不上，挂号有效，接好后自动打印</source>
        <translation>No printer; the booking stands, printed once it is back</translation>
    </message>
    <message>
        <source>打印模板 {kind} 第 {block} 块不能用，改用内置模板</source>
        <translation>Print template {kind}: block {block} cannot be used; the built-in one is</translation>
    </message>
    <message>
        <source>已不在本院人员名单上，不能再办理，请联系主管</source>
        <translation>You are no longer on the hospital&apos;s staff roster and cannot work here. Please see your supervisor</translation>
    </message>
    <message>
        <source>日期范围不对，最多 {days} 天</source>
        <translation>The days are wrong; at most {days} days</translation>
    </message>
    <message>
        <source>请求已到别的步骤，请按 F5 刷新</source>
        <translation>The request has moved on; press F5</translation>
    </message>
    <message>
        <source>证明不齐，请先看过列出的证明</source>
        <translation>Proof is missing; see what is listed first</translation>
    </message>
    <message>
        <source>验证码不对，不是本院出具或被改动</source>
        <translation>This code is not ours, or was altered</translation>
    </message>
    <message>
        <source>文书模板有不认识的占位符，请信息科检查</source>
        <translation>A template names a placeholder there is none for; ask IT</translation>
    </message>
    <message>
        <source>检查发现问题，请按列出的说明处理</source>
        <translation>Something is wrong; follow what each line says</translation>
    </message>
    <message>
        <source>自检的第二个进程没有读回同样的内容，请信息科查看</source>
        <translation>The self-test&apos;s second process did not read the same back; ask IT</translation>
    </message>
    <message>
        <source>内容不对，请核对时间、号数和日期</source>
        <translation>This cannot be; check times, numbers and dates</translation>
    </message>
    <message>
        <source>字段设置 {field} 不对</source>
        <translation>The setting of field {field} cannot be used</translation>
    </message>
    <message>
        <source>爽约 {count} 次，{until} 前不能预约；当天到院可挂号</source>
        <translation>{count} missed appointments: no booking ahead before {until}; walk-ins are served</translation>
    </message>
    <message>
        <source>现在不受理预约，{until} 起可约</source>
        <translation>No bookings at this hour; from {until}</translation>
    </message>
    <message>
        <source>只能约到 {last}，请换一天</source>
        <translation>Booking opens only up to {last}; choose another day</translation>
    </message>
    <message>
        <source>最早可约 {first}，请换一天</source>
        <translation>The first day to book is {first}; choose another day</translation>
    </message>
    <message>
        <source>这一天的号今天 {at} 放出</source>
        <translation>That day&apos;s numbers open today at {at}</translation>
    </message>
    <message>
        <source>同一天最多 {limit} 个号，已有 {count} 个</source>
        <translation>At most {limit} a day; there are {count}</translation>
    </message>
    <message>
        <source>同一天同一科室最多 {limit} 个号，已有 {count} 个</source>
        <translation>At most {limit} a day in one department; there are {count}</translation>
    </message>
    <message>
        <source>同一天同一医生最多 {limit} 个号，已有 {count} 个</source>
        <translation>At most {limit} a day with one doctor; there are {count}</translation>
    </message>
    <message>
        <source>同一时段最多 {limit} 个号，已有 {count} 个</source>
        <translation>At most {limit} in one half-hour; there are {count}</translation>
    </message>
    <message>
        <source>同一手机号同一天最多 {limit} 个号</source>
        <translation>At most {limit} a day on one phone</translation>
    </message>
    <message>
        <source>新规则最早从明天起执行</source>
        <translation>New rules begin tomorrow at the earliest</translation>
    </message>
    <message>
        <source>规则有矛盾或超出范围，请核对</source>
        <translation>The rules contradict themselves or are out of range; check them</translation>
    </message>
    <message>
        <source>未满 {least} 岁不能预约，可当天到院挂号</source>
        <translation>Under {least} no booking ahead; walk-ins are served</translation>
    </message>
    <message>
        <source>本窗还没有设置打印机，挂号有效，凭条已排队，请信息科设置</source>
        <translation>No printer is set for this window. The booking holds and the slip waits; please ask IT</translation>
    </message>
    <message>
        <source>现在不能制作副本：须已同意办理，且有第二人经手</source>
        <translation>No copy can be made now: it must be granted, with a second person acting</translation>
    </message>
    <message>
        <source>没有这个窗口或人员，请核对</source>
        <translation>No window or person is called so, please check</translation>
    </message>
    <message>
        <source>部分或不予办理须选理由并写说明，同意则不选理由；近亲属须选告知范围</source>
        <translation>Refusing, also in part, needs a ground and a reason, granting none; for a next of kin tick what may be told</translation>
    </message>
    <message>
        <source>账户已冻结，不能查看；就诊照常</source>
        <translation>The account is frozen and cannot be shown in full; care goes on</translation>
    </message>
    <message>
        <source>此人信息依法保全，暂不能删除，请告知申请人</source>
        <translation>A legal hold keeps this person&apos;s data; it cannot be deleted now. Please tell the person who asks</translation>
    </message>
    <message>
        <source>现在不能这样办，请刷新</source>
        <translation>This cannot be done now, refresh</translation>
    </message>
    <message>
        <source>现在不能执行：须已同意办理，且没有执行过</source>
        <translation>This cannot be carried out now: it must be granted and not done before</translation>
    </message>
    <message>
        <source>没有填好，扫描件最大 96 KB</source>
        <translation>Not filled in; the scan is at most 96 KB</translation>
    </message>
    <message>
        <source>该接收方没有有效协议，不能共享</source>
        <translation>This recipient has no live agreement; nothing may be shared</translation>
    </message>
    <message>
        <source>预约号凭本人证件取，请到窗口</source>
        <translation>A booked number needs the person&apos;s own document; please go to a window</translation>
    </message>
    <message>
        <source>不是预约人的证件，不能取号</source>
        <translation>Not the booked person&apos;s document; the number stays</translation>
    </message>
    <message>
        <source>像是预约时录错：只差一两处。先报主管，主管再读一次卡后放行</source>
        <translation>Looks mistyped at booking: only a character or two differ. Ask a supervisor, who reads the card again and releases</translation>
    </message>
    <message>
        <source>家属的证件号不对，或就是预约人的</source>
        <translation>The companion&apos;s number is wrong, or is the booked person&apos;s</translation>
    </message>
    <message>
        <source>本院规则不许家属代取</source>
        <translation>This hospital&apos;s rules allow no companion</translation>
    </message>
    <message>
        <source>请到队列页选中此人，回车，再读一次卡后按 F9 放行</source>
        <translation>On the queue page choose the person, press Enter, read the card again, then F9</translation>
    </message>
    <message>
        <source>该医生那天不出诊，或还没放号</source>
        <translation>This doctor has no clinic that day, or its numbers are not out yet</translation>
    </message>
    <message>
        <source>已存信息暂不显示（见上方提示），可从空白表单继续挂号</source>
        <translation>What is stored is not shown now (see above); go on from a blank form</translation>
    </message>
    <message>
        <source>版本号应如 0.1.3，最多 200 个</source>
        <translation>A version looks like 0.1.3; at most 200 of them</translation>
    </message>
    <message>
        <source>本班加号已到 {limit} 个上限，请主管加</source>
        <translation>This session has its {limit} extra numbers; a supervisor may add more</translation>
    </message>
    <message>
        <source>这笔账已经结平，请刷新</source>
        <translation>This account is settled already; refresh</translation>
    </message>
    <message>
        <source>不满 {least} 岁，不能用长者号，请选窗口号</source>
        <translation>Younger than {least}: not a number for elders; choose one of the window&apos;s</translation>
    </message>
    <message>
        <source>加号和预留号要联网才能给，请选窗口号</source>
        <translation>Extra and reserved numbers need the line; choose one of the window&apos;s</translation>
    </message>
    <message>
        <source>不能这样改：{reason_text}</source>
        <translation>This cannot be changed so: {reason_text}</translation>
    </message>
    <message>
        <source>请输入动态口令</source>
        <translation>Type the changing code</translation>
    </message>
    <message>
        <source>太容易猜到：不要只用常见词、键盘顺序、工号</source>
        <translation>Too easy to guess: not only common words, rows of keys or your number</translation>
    </message>
    <message>
        <source>大小写字母、数字、符号中至少用 {least} 类</source>
        <translation>Use at least {least} kinds of small and capital letters, digits, signs</translation>
    </message>
    <message>
        <source>和原来的口令相同，请另想一个</source>
        <translation>The same as before; think of another one</translation>
    </message>
    <message>
        <source>请在窗口中登录，先绑定动态口令或更换口令</source>
        <translation>Sign in at the window first: bind a code or change the passphrase there</translation>
    </message>
    <message>
        <source>两个口令不对，请重输</source>
        <translation>Not right; type two again</translation>
    </message>
    <message>
        <source>停约到 {until}，只能挂当天号</source>
        <translation>Blocked until {until}: today’s numbers only</translation>
    </message>
    <message>
        <source>请先选解除理由</source>
        <translation>Choose why the block ends</translation>
    </message>
    <message>
        <source>请选原因，日期从明天起，最晚 {last}</source>
        <translation>Choose a reason; the day from tomorrow, at the latest {last}</translation>
    </message>
    <message>
        <source>这是本人或登记亲属的档案，请同事办理</source>
        <translation>This is your own or a listed relative&apos;s record; ask a colleague</translation>
    </message>
    <message>
        <source>不像证件号码，请核对后再登记</source>
        <translation>This does not look like a document number; check it and list it again</translation>
    </message>
    <message>
        <source>更新说明文件不可信，请告知信息科</source>
        <translation>The note about updates is not believed; tell IT</translation>
    </message>
    <message>
        <source>已有 {limit} 位患者用这个手机号，不能再用它开户；请选“亲属”只作联系，或换本人号码</source>
        <translation>{limit} patients have this number already; it opens no further account. Take it as a relative&apos;s phone, or the person&apos;s own number</translation>
    </message>
    <message>
        <source>这里不能更换密钥</source>
        <translation>Keys cannot be changed here</translation>
    </message>
    <message>
        <source>此人没有还计入的爽约，不用通知</source>
        <translation>No missed appointment counts any more; no notice is due</translation>
    </message>
    <message>
        <source>本院没有爽约规则，不用通知</source>
        <translation>The hospital has no no-show rule; no notice is due</translation>
    </message>
    <message>
        <source>请先选撤销理由</source>
        <translation>Choose why it is excused</translation>
    </message>
    <message>
        <source>请选科室，日期从今天起，最晚 {last}</source>
        <translation>Choose a clinic; days from today, at the latest {last}</translation>
    </message>
    <message>
        <source>先找到并打开这位患者，再按 Shift+F12</source>
        <translation>Find and open this patient first, then press Shift+F12</translation>
    </message>
    <message>
        <source>截止日须不早于起始日，一次最多三年</source>
        <translation>The last day must not be before the first; three years at most</translation>
    </message>
    <message>
        <source>请先选择不需同意的情形</source>
        <translation>Choose first why no consent is needed</translation>
    </message>
    <message>
        <source>请先在“导出”登记簿登记去标识化数据，并完成评估</source>
        <translation>Enter de-identified data in the register of exports first, with its assessment</translation>
    </message>
    <message>
        <source>退号太多，暂不能预约；当天到院可挂号</source>
        <translation>Too many numbers given back: no booking ahead for now; same-day registration goes on</translation>
    </message>
    <message>
        <source>取号截止 {until}，已过，号已作废。可挂现场号；确有原因，请主管按 E 恢复</source>
        <translation>Collection ended at {until}: the number is void. Register a same-day number; with good reason a supervisor restores it (E)</translation>
    </message>
    <message>
        <source>{until} 起按爽约处理。可挂现场号；确有原因，请主管按 E 撤销</source>
        <translation>A no-show since {until}. Register a same-day number; with good reason a supervisor excuses it (E)</translation>
    </message>
    <message>
        <source>恢复作废的号要联网；现在可挂现场号</source>
        <translation>A void number is restored on line only; a same-day number can be given now</translation>
    </message>
    <message>
        <source>今天没有还要来的人，不用名单</source>
        <translation>Nobody is still to come today: no list needed</translation>
    </message>
    <message>
        <source>换手机的凭据不能用（{why}），请找信息科</source>
        <translation>This order for a new phone is not taken ({why}); ask IT</translation>
    </message>
    <message>
        <source>PIN 为 {least}–{most} 位数字</source>
        <translation>A PIN is {least} to {most} digits</translation>
    </message>
    <message>
        <source>太容易猜到：不要用生日、连号、重复和工号</source>
        <translation>Too easy to guess: no birthdays, rows, repeats or staff numbers</translation>
    </message>
    <message>
        <source>PIN 不正确</source>
        <translation>Wrong PIN</translation>
    </message>
    <message>
        <source>此账户下没有本机密钥，请信息科为此账户开通</source>
        <translation>This account has no key of this PC; ask IT to open the desk to it</translation>
    </message>
    <message>
        <source>开通文件不能用（{why}），请重新开通</source>
        <translation>The file for this account is not taken ({why}); begin again</translation>
    </message>
    <message>
        <source>现在连不上中心，留的号约不了；号留到 {until}，连上后再按 V</source>
        <translation>Central cannot be reached, so the held number cannot be booked; it is held until {until}, press V once the line is back</translation>
    </message>
    <message>
        <source>线路断了，约没约上要等中心回话；约上了会自动打出凭条，请患者稍等</source>
        <translation>The line broke before central answered; if the number is booked its slip prints by itself, please ask the patient to wait</translation>
    </message>
    <message>
        <source>签名太短或不完整，请重写</source>
        <translation>The signature is too short or incomplete, please sign again</translation>
    </message>
    <message>
        <source>请本人签名，或签纸质申请后勾选</source>
        <translation>The person signs here, or signs the paper form which is then ticked</translation>
    </message>
    <message>
        <source>没有可用的留存号码，请看第二种证件</source>
        <translation>No number on file can be used, look at a second document</translation>
    </message>
    <message>
        <source>不是申请人的证件，不能撤回</source>
        <translation>This is not the document of the person who asked; nothing was taken back</translation>
    </message>
    <message>
        <source>没有记下，请信息科检查本账户的设置文件</source>
        <translation>Not kept; please ask IT to look at this account&apos;s settings file</translation>
    </message>
    <message>
        <source>因安全事件暂停，恢复前不能这样办，请找个人信息保护专员</source>
        <translation>Stopped because of an incident; until it is lifted this cannot be done. Ask the privacy officer</translation>
    </message>
    <message>
        <source>附件与附上时不同，没有取出，请告知信息科</source>
        <translation>The attachment is not what was attached and was not laid out; tell IT</translation>
    </message>
    <message>
        <source>密封档案，确需查看按 Shift+F12 破窗</source>
        <translation>Sealed; Shift+F12 breaks the glass</translation>
    </message>
    <message>
        <source>未设读卡器，手工录入</source>
        <translation>No card reader set: type documents</translation>
    </message>
    <message>
        <source>正在与中心核对锁屏期间的删除，请稍候再试</source>
        <translation>Asking central what was deleted while this desk was closed; try again in a moment</translation>
    </message>
    <message>
        <source>远程协助期间不查看、不办理；按 Shift+F1 结束后继续</source>
        <translation>Nobody is opened or registered during remote help; end it with Shift+F1</translation>
    </message>
    <message>
        <source>本案依据已于 {day} 按保存期限销毁，不能再打开；编号、办理结果和清理证明仍在</source>
        <translation>The evidence of this case was destroyed on {day} when its retention was over and opens no more; number, outcome and the certificate of the run are still there</translation>
    </message>
    <message>
        <source>证明核对不符：请在挂号页读本人的卡，或核对证件号码，文书附扫描件，回拨先取号码</source>
        <translation>The proof does not fit: read the person&apos;s card on the registration page, compare the document&apos;s number, attach the paper&apos;s scan, or open the number before the call</translation>
    </message>
    <message>
        <source>只收 PDF、PNG、JPG，每件 96 KB、每案 20 件以内；第二种证件须选种类，且与档案的不同</source>
        <translation>PDF, PNG or JPG only, up to 96 KB each and 20 a case; a second document needs its kind, another than the one on file</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>读过芯片或实名核验一致</source>
        <translation>chip read or name matched by the authority</translation>
    </message>
    <message>
        <source>读过芯片</source>
        <translation>chip read</translation>
    </message>
    <message>
        <source>不需证件</source>
        <translation>no document</translation>
    </message>
    <message>
        <source>验证过手机</source>
        <translation>phone proved</translation>
    </message>
    <message>
        <source>看过有效证件</source>
        <translation>valid document seen</translation>
    </message>
</context>
<context>
    <name>ExcusePanel</name>
    <message>
        <source>确认撤销爽约</source>
        <translation>Excuse</translation>
    </message>
    <message>
        <source>撤销理由</source>
        <translation>Why it is excused</translation>
    </message>
    <message>
        <source>报主管复核</source>
        <translation>Ask a supervisor</translation>
    </message>
</context>
<context>
    <name>ExcuseReason</name>
    <message>
        <source>申诉成立</source>
        <translation>Appeal upheld</translation>
    </message>
    <message>
        <source>医院原因</source>
        <translation>Hospital’s cause</translation>
    </message>
    <message>
        <source>急病或意外</source>
        <translation>Sudden illness or accident</translation>
    </message>
    <message>
        <source>来过，误记</source>
        <translation>Was here, marked wrongly</translation>
    </message>
</context>
<context>
    <name>Exemption</name>
    <message>
        <source>国家安全、国防安全</source>
        <translation>State or national defence security</translation>
    </message>
    <message>
        <source>公共安全、公共卫生、重大公共利益</source>
        <translation>Public safety, public health, major public interest</translation>
    </message>
    <message>
        <source>犯罪侦查、起诉、审判、判决执行</source>
        <translation>Criminal investigation, prosecution, trial, enforcement</translation>
    </message>
    <message>
        <source>生命财产等重大权益，难以取得本人同意</source>
        <translation>Life, property or other vital interests, consent hard to get</translation>
    </message>
    <message>
        <source>本人自行公开</source>
        <translation>Made public by the person</translation>
    </message>
    <message>
        <source>统计或学术研究，已去标识化</source>
        <translation>Statistics or research, de-identified</translation>
    </message>
</context>
<context>
    <name>ExportTab</name>
    <message>
        <source>生成审计材料</source>
        <translation>Make audit file</translation>
    </message>
    <message>
        <source>导出去标识化数据</source>
        <translation>Export de-identified data</translation>
    </message>
    <message>
        <source>起始日</source>
        <translation>From</translation>
    </message>
    <message>
        <source>截止日</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>审计材料</source>
        <translation>Audit file</translation>
    </message>
    <message>
        <source>隐私政策各版本、全部登记簿、请求统计、操作记录的签名证明，由中心签名，不含个人信息。核验：clinic-desk verify-proof。</source>
        <translation>Every policy version, all registers, figures of requests, signed proofs of the traces; signed by central, no patient in it. Check: clinic-desk verify-proof.</translation>
    </message>
    <message>
        <source>去标识化数据</source>
        <translation>De-identified data</translation>
    </message>
    <message>
        <source>不需同意的情形</source>
        <translation>Why no consent is needed</translation>
    </message>
    <message>
        <source>须先在登记簿登记该项导出并完成评估，每次由另一人签名，一周内同样的日期和情形有效。只有人数，少于 5 人的合并或略去。</source>
        <translation>Register and assess this export first; another person signs each, good for a week for the same days and exception. Counts only; fewer than 5 people are merged or left out.</translation>
    </message>
</context>
<context>
    <name>ExtraFields</name>
    <message>
        <source>就诊卡号（选填）</source>
        <translation>Hospital card (optional)</translation>
    </message>
    <message>
        <source>刷卡、扫码或手工输入</source>
        <translation>Swipe, scan or type</translation>
    </message>
    <message>
        <source>姓名读音（选填）</source>
        <translation>Name read as (optional)</translation>
    </message>
    <message>
        <source>读音用于叫号和查找；都不填也可挂号</source>
        <translation>The reading is for calling and searching; both may stay empty</translation>
    </message>
    <message>
        <source>此姓有多音：{readings}，按 ↓ 选</source>
        <translation>Several readings: {readings}; ↓ chooses</translation>
    </message>
    <message>
        <source>拼音，如 Shàn Xuě</source>
        <translation>Pinyin, such as Shàn Xuě</translation>
    </message>
</context>
<context>
    <name>FileKeyStep</name>
    <message>
        <source>安全事件处置：本机整库换钥</source>
        <translation>After an incident the whole file gets a new key</translation>
    </message>
    <message>
        <source>整库换钥进度</source>
        <translation>Progress of the new file key</translation>
    </message>
    <message>
        <source>通常几秒，完成后自动进入</source>
        <translation>It takes seconds, then the desk opens by itself</translation>
    </message>
</context>
<context>
    <name>FileState</name>
    <message>
        <source>未提交</source>
        <translation>Not filed</translation>
    </message>
    <message>
        <source>等另一人签字</source>
        <translation>Awaits a second signature</translation>
    </message>
    <message>
        <source>已批准，待删除</source>
        <translation>Approved, to be deleted</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>年龄超过 120，请核对</source>
        <translation>Over 120 years: check</translation>
    </message>
    <message>
        <source>与号码不一致，以证件为准</source>
        <translation>Differs from the number: go by the card</translation>
    </message>
    <message>
        <source>日期晚于今天，请更正</source>
        <translation>In the future: correct it</translation>
    </message>
    <message>
        <source>未满 18 岁，请到儿童窗口</source>
        <translation>Under 18: children&apos;s window</translation>
    </message>
    <message>
        <source>证件已过期，可继续，请提醒换证</source>
        <translation>Expired: go on, remind to renew</translation>
    </message>
    <message>
        <source>有生僻字，请对照证件</source>
        <translation>Rare character: compare</translation>
    </message>
    <message>
        <source>有不常见字符，请核对</source>
        <translation>Unusual character: check</translation>
    </message>
    <message>
        <source>姓名较长，请核对</source>
        <translation>Long name: check</translation>
    </message>
    <message>
        <source>请填写姓名</source>
        <translation>Enter the name</translation>
    </message>
    <message>
        <source>只有一个字，请核对</source>
        <translation>One character: check</translation>
    </message>
    <message>
        <source>号码含不应有的字符，请对照证件</source>
        <translation>Wrong characters: compare with the card</translation>
    </message>
    <message>
        <source>末位校验不符，请对照证件重输</source>
        <translation>Check digit is wrong: compare and retype</translation>
    </message>
    <message>
        <source>末位校验存疑，请对照证件</source>
        <translation>Check digit doubtful: compare</translation>
    </message>
    <message>
        <source>号码中的日期晚于今天，请重输</source>
        <translation>Birth date in the future: retype</translation>
    </message>
    <message>
        <source>号码中的日期不存在，请重输</source>
        <translation>No such date: retype</translation>
    </message>
    <message>
        <source>15 位旧号码不能办理，请出示现用证件</source>
        <translation>15-digit number: ask for the present card</translation>
    </message>
    <message>
        <source>位数不对，请对照证件</source>
        <translation>Wrong length: compare with the card</translation>
    </message>
    <message>
        <source>号码像另一种证件，请核对证件类型</source>
        <translation>Looks like another document: check the type</translation>
    </message>
    <message>
        <source>地区码不在表内，可继续</source>
        <translation>Unknown region, go on</translation>
    </message>
    <message>
        <source>格式不常见，请对照证件</source>
        <translation>Unusual form: compare</translation>
    </message>
    <message>
        <source>性别与号码不一致，以证件为准</source>
        <translation>Sex differs from the number: go by the card</translation>
    </message>
</context>
<context>
    <name>GlassBanner</name>
    <message>
        <source>破窗查看中（{reason}）：还剩 {n} 分钟，个保专员会收到通知，每一步都有记录</source>
        <translation>Glass broken ({reason}): {n} minutes left, the privacy officer is notified, every step is traced</translation>
    </message>
</context>
<context>
    <name>GlassOverlay</name>
    <message>
        <source>破窗理由</source>
        <translation>Reason for breaking the glass</translation>
    </message>
    <message>
        <source>打开理由</source>
        <translation>What it is needed for</translation>
    </message>
    <message>
        <source>本人口令</source>
        <translation>Own passphrase</translation>
    </message>
    <message>
        <source>请他人签名后打开</source>
        <translation>Opens with another person&apos;s signature</translation>
    </message>
    <message>
        <source>未成年人的档案，手上没有他的业务。主管或个保专员签名后，可打开 30 分钟。</source>
        <translation>The record of somebody under 18, with no business of theirs in hand. A supervisor or the privacy officer signs; then it opens for 30 minutes.</translation>
    </message>
    <message>
        <source>本人或登记亲属的档案。另一位专员或主管签名后，可打开 30 分钟。</source>
        <translation>Your own record or a listed relative&apos;s. Another officer or a supervisor signs; then it opens for 30 minutes.</translation>
    </message>
    <message>
        <source>←→ 理由    回车 提请签名    Esc 返回</source>
        <translation>←→ reason    Enter ask for the signature    Esc back</translation>
    </message>
    <message>
        <source>密封档案</source>
        <translation>Sealed record</translation>
    </message>
    <message>
        <source>破窗查看</source>
        <translation>Break the glass</translation>
    </message>
    <message>
        <source>密封后只有本人持卡到窗口时才能办理；其他人查看须破窗，并逐次复核。</source>
        <translation>A sealed record is served only with the person&apos;s own card at the window; anybody else breaks the glass, and each time is reviewed.</translation>
    </message>
    <message>
        <source>只开这一份，30 分钟。立即通知个保专员，3 个工作日内由他人复核。</source>
        <translation>Opens this one record for 30 minutes. The privacy officer is told at once; somebody else reviews it within 3 working days.</translation>
    </message>
    <message>
        <source>解除密封</source>
        <translation>Unseal</translation>
    </message>
    <message>
        <source>密封此档案</source>
        <translation>Seal this record</translation>
    </message>
    <message>
        <source>回车 办理    Esc 返回</source>
        <translation>Enter do it    Esc back</translation>
    </message>
    <message>
        <source>←→ 理由    回车 下一项、破窗    Esc 返回</source>
        <translation>←→ reason    Enter next, break the glass    Esc back</translation>
    </message>
</context>
<context>
    <name>GlassReason</name>
    <message>
        <source>抢救或急诊</source>
        <translation>Emergency care</translation>
    </message>
    <message>
        <source>患者安全</source>
        <translation>Patient safety</translation>
    </message>
    <message>
        <source>疫情处置</source>
        <translation>Public health</translation>
    </message>
    <message>
        <source>执法人员在场</source>
        <translation>Authority present</translation>
    </message>
</context>
<context>
    <name>Ground</name>
    <message>
        <source>注销账户，不再使用</source>
        <translation>Close the account</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>Consent withdrawn</translation>
    </message>
    <message>
        <source>用途已实现，不再需要</source>
        <translation>Purpose ended</translation>
    </message>
    <message>
        <source>未满 18 岁开的账户</source>
        <translation>Opened under 18</translation>
    </message>
    <message>
        <source>只注销平台账户，就诊档案保留</source>
        <translation>Account only; the care record stays</translation>
    </message>
</context>
<context>
    <name>GroupBy</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>收费员</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
</context>
<context>
    <name>GuardianFields</name>
    <message>
        <source>监护人姓名</source>
        <translation>Guardian&apos;s name</translation>
    </message>
    <message>
        <source>未成年人须登记监护人</source>
        <translation>A minor needs a guardian</translation>
    </message>
    <message>
        <source>与患者关系</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>监护人证件号码</source>
        <translation>Guardian&apos;s document number</translation>
    </message>
    <message>
        <source>监护人电话</source>
        <translation>Guardian&apos;s phone</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>告知书</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>信函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>未联系上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>已公告</source>
        <translation>Announced</translation>
    </message>
    <message>
        <source>移交</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>签字</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>拟定：{who}</source>
        <translation>Drafted: {who}</translation>
    </message>
    <message>
        <source>批准：{who} {at}</source>
        <translation>Approved: {who} {at}</translation>
    </message>
    <message>
        <source>移交：{who} {at}</source>
        <translation>Handed over: {who} {at}</translation>
    </message>
</context>
<context>
    <name>HandoverDetail</name>
    <message>
        <source>{day} 起由 {receiver} 处理</source>
        <translation>From {day} handled by {receiver}</translation>
    </message>
    <message>
        <source>{cause}；{purposes}；联系方式：{contact}；{terms}</source>
        <translation>{cause}; {purposes}; contact: {contact}; {terms}</translation>
    </message>
</context>
<context>
    <name>HelpBanner</name>
    <message>
        <source>远程协助中：还剩 {n} 分钟，对方能看到本窗口，患者信息已遮住。按 Shift+F1 结束</source>
        <translation>Remote help: {n} min left. Others see this window, patients are covered. End with Shift+F1</translation>
    </message>
    <message>
        <source>远程协助：正在遮住患者信息…</source>
        <translation>Remote help: covering patients…</translation>
    </message>
</context>
<context>
    <name>HelpCurtain</name>
    <message>
        <source>远程协助期间，这一页不显示</source>
        <translation>This page is covered during remote help</translation>
    </message>
    <message>
        <source>已填的内容都在，结束协助后接着办；交班、同步等没有患者的页照常显示。</source>
        <translation>What was typed is kept; go on when the help ends. Pages without patients (shift, sync) stay visible.</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Esc 返回</source>
        <translation>Esc back</translation>
    </message>
    <message>
        <source>{page}：按键</source>
        <translation>{page}: keys</translation>
    </message>
    <message>
        <source>这一页</source>
        <translation>On this page</translation>
    </message>
    <message>
        <source>每一页</source>
        <translation>On every page</translation>
    </message>
</context>
<context>
    <name>IdentityFields</name>
    <message>
        <source>读卡</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>年-月-日</source>
        <translation>Y-M-D</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>放卡自动读取，或手工输入</source>
        <translation>Lay the card down, or type</translation>
    </message>
    <message>
        <source>无证件原因</source>
        <translation>Why no document</translation>
    </message>
    <message>
        <source>先挂号，证件以后补</source>
        <translation>Register now, document later</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Alt+E：就诊卡号、姓名读音</source>
        <translation>Alt+E: hospital card, reading of the name</translation>
    </message>
</context>
<context>
    <name>IncidentDetail</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>怎样涉及</source>
        <translation>How touched</translation>
    </message>
    <message>
        <source>告知</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>受影响的人</source>
        <translation>People touched</translation>
    </message>
    <message>
        <source>存告知内容</source>
        <translation>Keep contents</translation>
    </message>
    <message>
        <source>短信告知</source>
        <translation>Tell by SMS</translation>
    </message>
    <message>
        <source>电话已告知</source>
        <translation>Told by phone</translation>
    </message>
    <message>
        <source>未联系上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>公告稿</source>
        <translation>Draft notice</translation>
    </message>
    <message>
        <source>已公告</source>
        <translation>Announced</translation>
    </message>
    <message>
        <source>报告书</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>已报告</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>结案（已报告）</source>
        <translation>Close: reported</translation>
    </message>
    <message>
        <source>结案（不需报告）</source>
        <translation>Close: not required</translation>
    </message>
    <message>
        <source>签字结案</source>
        <translation>Sign closing</translation>
    </message>
    <message>
        <source>受影响 {n} 人，已告知 {told} 人，未联系上 {lost} 人</source>
        <translation>{n} people touched, {told} told, {lost} not reached</translation>
    </message>
    <message>
        <source>信函已告知</source>
        <translation>Told by letter</translation>
    </message>
    <message>
        <source>；索赔 {n} 件，未答复 {open} 件</source>
        <translation>; {n} claims for harm, {open} not answered</translation>
    </message>
    <message>
        <source>复核签字</source>
        <translation>Sign second look</translation>
    </message>
    <message>
        <source>记下教训</source>
        <translation>Note lesson</translation>
    </message>
</context>
<context>
    <name>Kept</name>
    <message>
        <source>应清理 {n} 条</source>
        <translation>{n} rows due</translation>
    </message>
    <message>
        <source>验证码</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>查询记录</source>
        <translation>Look-ups</translation>
    </message>
    <message>
        <source>短信发送记录</source>
        <translation>Messages sent</translation>
    </message>
    <message>
        <source>线上订单应答</source>
        <translation>Online orders&apos; answers</translation>
    </message>
    <message>
        <source>事件告知名单</source>
        <translation>Incidents&apos; people</translation>
    </message>
    <message>
        <source>建档后从未挂号的档案</source>
        <translation>Files never used for a visit</translation>
    </message>
    <message>
        <source>末次就诊满 15 年的档案</source>
        <translation>Files 15 years after the last visit</translation>
    </message>
    <message>
        <source>删除后依法留存已满 15 年</source>
        <translation>Kept by law after deletion, 15 years over</translation>
    </message>
    <message>
        <source>封存的操作留痕（段）</source>
        <translation>Closed traces (segments)</translation>
    </message>
    <message>
        <source>办结满 3 年的案卷（依据的密钥）</source>
        <translation>Cases over for 3 years (keys of their evidence)</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>自助报到</source>
        <translation>Self check-in</translation>
    </message>
    <message>
        <source>请放身份证，或扫凭条上的码</source>
        <translation>Lay your card down, or scan your slip</translation>
    </message>
    <message>
        <source>报到后在诊室外等候叫号</source>
        <translation>Then wait in front of the room for your number</translation>
    </message>
    <message>
        <source>正在报到…</source>
        <translation>Checking in…</translation>
    </message>
    <message>
        <source>请不要拿开证件</source>
        <translation>Please leave the card there</translation>
    </message>
    <message>
        <source>{number} 号</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>已报到 · {room} · 前面还有 {before} 人</source>
        <translation>checked in · {room} · {before} before you</translation>
    </message>
    <message>
        <source>请到人工窗口办理</source>
        <translation>Please go to a window</translation>
    </message>
    <message>
        <source>这里没有可以报到的预约</source>
        <translation>There is nothing to check in here</translation>
    </message>
    <message>
        <source>已过取号时间。可挂现场号，有原因请告诉窗口</source>
        <translation>The time to collect is over. Register a same-day number, or tell the window why</translation>
    </message>
</context>
<context>
    <name>LanguageBox</name>
    <message>
        <source>书面语言</source>
        <translation>Language of the paper</translation>
    </message>
</context>
<context>
    <name>LastCard</name>
    <message>
        <source>待核验</source>
        <translation>Unverified</translation>
    </message>
    <message>
        <source>已开账户</source>
        <translation>Account opened</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>补打</source>
        <translation>Reprint</translation>
    </message>
    <message>
        <source>上一位</source>
        <translation>Last patient</translation>
    </message>
    <message>
        <source>第 {n} 号</source>
        <translation>No. {n}</translation>
    </message>
    <message>
        <source>还可撤销 {n} 秒</source>
        <translation>undo {n} s</translation>
    </message>
</context>
<context>
    <name>LegalDetail</name>
    <message>
        <source>就诊日</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>依法保存的就诊</source>
        <translation>Visits that law keeps</translation>
    </message>
    <message>
        <source>签字批准</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>登记并查阅</source>
        <translation>Note and read</translation>
    </message>
    <message>
        <source>查完，结束</source>
        <translation>Done, end</translation>
    </message>
    <message>
        <source>查阅记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>{ground}：{authority}，{paper}。{why}</source>
        <translation>{ground}: {authority}, {paper}. {why}</translation>
    </message>
</context>
<context>
    <name>LegalReading</name>
    <message>
        <source>申请 {by}</source>
        <translation>Asked by {by}</translation>
    </message>
    <message>
        <source>批准 {by}，可查到 {until}</source>
        <translation>approved by {by}, open until {until}</translation>
    </message>
    <message>
        <source>{by} 于 {at} 查阅</source>
        <translation>{by} read it on {at}</translation>
    </message>
</context>
<context>
    <name>LiftReason</name>
    <message>
        <source>申诉成立</source>
        <translation>Appeal upheld</translation>
    </message>
    <message>
        <source>误停</source>
        <translation>Set by mistake</translation>
    </message>
    <message>
        <source>事情已了结</source>
        <translation>Matter settled</translation>
    </message>
</context>
<context>
    <name>LikelyList</name>
    <message>
        <source>都不是，按新患者登记</source>
        <translation>None of them: a new patient</translation>
    </message>
    <message>
        <source>↑↓ 选择，回车确认是同一人，Esc 稍后再看</source>
        <translation>↑↓ choose, Enter: same person, Esc: later</translation>
    </message>
    <message>
        <source>是不是同一个人？</source>
        <translation>The same person?</translation>
    </message>
    <message>
        <source>末次 {day}</source>
        <translation>last {day}</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>解锁后回到原处</source>
        <translation>You come back to where you were</translation>
    </message>
    <message>
        <source>刷工卡也可解锁，解锁后回到原处</source>
        <translation>A badge uncovers too; you come back to where you were</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Sign in as someone else</translation>
    </message>
    <message>
        <source>草稿会封存，留给本人</source>
        <translation>The draft stays sealed for its owner</translation>
    </message>
    <message>
        <source>还有 {n} 份未完成草稿</source>
        <translation>Unfinished drafts: {n}</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>PIN 或口令</source>
        <translation>PIN or passphrase</translation>
    </message>
    <message>
        <source>解锁后回到原处；下次登录时按 Alt+N 可设 PIN</source>
        <translation>Back to where you were; Alt+N at sign-in sets a PIN</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>打开了本人的档案</source>
        <translation>opened your record</translation>
    </message>
    <message>
        <source>查看了一项完整信息</source>
        <translation>saw one item in full</translation>
    </message>
    <message>
        <source>核对是否重复建档</source>
        <translation>checked for a duplicate record</translation>
    </message>
    <message>
        <source>打印了单据</source>
        <translation>printed a paper</translation>
    </message>
    <message>
        <source>重打了单据</source>
        <translation>printed a paper again</translation>
    </message>
    <message>
        <source>依请求提供了信息</source>
        <translation>gave out data as requested</translation>
    </message>
    <message>
        <source>依请求核对了更改前后内容</source>
        <translation>compared old and new of a requested change</translation>
    </message>
</context>
<context>
    <name>LossStop</name>
    <message>
        <source>{name}：{by} {at} 停止，{other} {then} 恢复</source>
        <translation>{name}: stopped by {by} {at}, lifted by {other} {then}</translation>
    </message>
    <message>
        <source>{name}：{by} {at}，各窗下次登录时更换</source>
        <translation>{name}: ordered by {by} {at}, done at each desk’s next sign-in</translation>
    </message>
    <message>
        <source>{name}：{by} {at}，要重新登记</source>
        <translation>{name}: {by} {at}, must be enrolled anew</translation>
    </message>
    <message>
        <source>⚠ {name}：{by} {at} 起停止</source>
        <translation>⚠ {name}: stopped by {by} since {at}</translation>
    </message>
    <message>
        <source>演练：不真正停止，不发给任何人</source>
        <translation>Drill: nothing is really stopped, nobody is written to</translation>
    </message>
    <message>
        <source>证据保全中，这段时间的记录不清理</source>
        <translation>Evidence held: records of that time are not cleared</translation>
    </message>
    <message>
        <source>证据已放开</source>
        <translation>Evidence released</translation>
    </message>
    <message>
        <source>停用涉及的窗口</source>
        <translation>Refuse the desk concerned</translation>
    </message>
    <message>
        <source>停用涉及的人员</source>
        <translation>Suspend the person concerned</translation>
    </message>
    <message>
        <source>停止完整查看</source>
        <translation>Stop full views</translation>
    </message>
    <message>
        <source>停止导出和复制件</source>
        <translation>Stop exports and copies</translation>
    </message>
    <message>
        <source>冻结受影响的账户</source>
        <translation>Freeze affected accounts</translation>
    </message>
    <message>
        <source>整库换钥（涉及窗口）</source>
        <translation>New key for the whole file (windows concerned)</translation>
    </message>
    <message>
        <source>{name}：{by} {at} 起自动更换</source>
        <translation>{name}: {by}, by themselves since {at}</translation>
    </message>
    <message>
        <source>更换涉及窗口的密钥</source>
        <translation>Change the keys of the desks concerned</translation>
    </message>
</context>
<context>
    <name>LossStrip</name>
    <message>
        <source>止损措施</source>
        <translation>What to stop</translation>
    </message>
    <message>
        <source>立即停止</source>
        <translation>Stop now</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Let go on</translation>
    </message>
    <message>
        <source>放开证据</source>
        <translation>Release evidence</translation>
    </message>
    <message>
        <source>证据包</source>
        <translation>Evidence</translation>
    </message>
</context>
<context>
    <name>MaskedRows</name>
    <message>
        <source>证件号</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>就诊卡</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notice</translation>
    </message>
    <message>
        <source>按住查看{what}</source>
        <translation>Hold to show: {what}</translation>
    </message>
    <message>
        <source>按住查看，最多 10 秒，会留痕（Alt+V）</source>
        <translation>Hold to show for 10 s at most; it is logged (Alt+V)</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>MergeField</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>就诊卡</source>
        <translation>Hospital card</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>MessageLog</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>患者</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>怎么联系</source>
        <translation>How to reach them</translation>
    </message>
    <message>
        <source>短信记录</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>两周内没有发过短信</source>
        <translation>No messages in the last two weeks</translation>
    </message>
    <message>
        <source>没发出 {n} 条，请打电话</source>
        <translation>{n} not sent: please call</translation>
    </message>
    <message>
        <source>没有电话，到院时告知</source>
        <translation>No phone: tell them when they come</translation>
    </message>
    <message>
        <source>打 {phone}（查找里打开）</source>
        <translation>Call {phone} (open it in the search)</translation>
    </message>
    <message>
        <source>打 {phone}（按 P 打印联系单）</source>
        <translation>Call {phone} (P prints the call sheet)</translation>
    </message>
</context>
<context>
    <name>Missing</name>
    <message>
        <source>身份</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>姓名核对（Alt+U 存疑）</source>
        <translation>Name (Alt+U: doubtful)</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>手机验证</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>账户同意</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>号源</source>
        <translation>Slot</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>患者说信息有误，请改正</source>
        <translation>the patient says something is wrong</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>就诊卡号</source>
        <translation>Card number</translation>
    </message>
    <message>
        <source>联系人（Alt+E）</source>
        <translation>Contact (Alt+E)</translation>
    </message>
    <message>
        <source>卡号、读音或联系人有误</source>
        <translation>Card number, reading or contact is wrong</translation>
    </message>
</context>
<context>
    <name>MoneyMove</name>
    <message>
        <source>收</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>退</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>收回</source>
        <translation>Recovered</translation>
    </message>
    <message>
        <source>冲正</source>
        <translation>Reversed</translation>
    </message>
    <message>
        <source>核销</source>
        <translation>Written off</translation>
    </message>
</context>
<context>
    <name>MoneyPaper</name>
    <message>
        <source>现金</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>扫码支付</source>
        <translation>QR payment</translation>
    </message>
    <message>
        <source>医保支付</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>退还挂号费</source>
        <translation>Fee refunded</translation>
    </message>
    <message>
        <source>挂号费</source>
        <translation>Registration fee</translation>
    </message>
    <message>
        <source>实收</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>找零</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>由原号转入，原收据作废</source>
        <translation>Came over from the old number; its receipt is void</translation>
    </message>
    <message>
        <source>已退还或转入新号，此收据作废</source>
        <translation>Given back or carried to a new number; this receipt is void</translation>
    </message>
    <message>
        <source>夜班单人办理，待第二人补签</source>
        <translation>Night shift, one clerk; second signature follows</translation>
    </message>
    <message>
        <source>备用金</source>
        <translation>Float</translation>
    </message>
    <message>
        <source>现金收入</source>
        <translation>Cash in</translation>
    </message>
    <message>
        <source>现金退出</source>
        <translation>Cash out</translation>
    </message>
    <message>
        <source>扫码净额</source>
        <translation>QR net</translation>
    </message>
    <message>
        <source>医保净额</source>
        <translation>Insurance net</translation>
    </message>
    <message>
        <source>合计净额</source>
        <translation>Total net</translation>
    </message>
    <message>
        <source>留存</source>
        <translation>Left in drawer</translation>
    </message>
    <message>
        <source>上缴现金</source>
        <translation>Cash handed in</translation>
    </message>
    <message>
        <source>待补签</source>
        <translation>To countersign</translation>
    </message>
</context>
<context>
    <name>NewsBanner</name>
    <message>
        <source>查看</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>平台服务到 {day} 为止</source>
        <translation>The service ends on {day}</translation>
    </message>
    <message>
        <source>公告：{title}</source>
        <translation>Announcement: {title}</translation>
    </message>
    <message>
        <source>隐私告知 {v} 版将于 {day} 施行</source>
        <translation>Privacy notice {v} takes effect on {day}</translation>
    </message>
    <message>
        <source>{head}（共 {n} 条）</source>
        <translation>{head} ({n} in all)</translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>{years} 岁</source>
        <translation>{years} y</translation>
    </message>
    <message>
        <source>请输入口令</source>
        <translation>Enter your passphrase</translation>
    </message>
    <message>
        <source>公告已打印</source>
        <translation>Announcement printed</translation>
    </message>
    <message>
        <source>同意记录已打印</source>
        <translation>Record of answers printed</translation>
    </message>
    <message>
        <source>已提请撤下；主管同意后才撤下，此前仍由同事办理</source>
        <translation>Asked; it is taken off when a supervisor agrees, until then colleagues handle it</translation>
    </message>
    <message>
        <source>先选打开理由</source>
        <translation>Choose first what it is needed for</translation>
    </message>
    <message>
        <source>正在提请</source>
        <translation>Asking</translation>
    </message>
    <message>
        <source>已提请；他人签名后重新打开这份档案</source>
        <translation>Asked; open the record again after another person signed</translation>
    </message>
    <message>
        <source>正在更换整库密钥，请不要关机…</source>
        <translation>Changing the key of the whole file, do not switch off…</translation>
    </message>
    <message>
        <source>正在签名…</source>
        <translation>Signing…</translation>
    </message>
    <message>
        <source>请先读到末尾，再签名</source>
        <translation>Read to the end before you sign</translation>
    </message>
    <message>
        <source>没有读到工卡，请再刷一次；手工输入不算</source>
        <translation>No badge was read, present it again; typing does not count</translation>
    </message>
    <message>
        <source>不是本人的工卡，还可试 {left} 次</source>
        <translation>This is not your badge; {left} tries left</translation>
    </message>
    <message>
        <source>正在打开工作站…</source>
        <translation>Opening the desk…</translation>
    </message>
    <message>
        <source>请输入工号或姓名首字母</source>
        <translation>Enter staff number or initials</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>口令不正确，还可试 {left} 次</source>
        <translation>Wrong passphrase, {left} tries left</translation>
    </message>
    <message>
        <source>请填写出生日期</source>
        <translation>Enter the birth date</translation>
    </message>
    <message>
        <source>不是有效日期，如 1990-03-07</source>
        <translation>Not a date, e.g. 1990-03-07</translation>
    </message>
    <message>
        <source>已读取芯片信息</source>
        <translation>Chip read</translation>
    </message>
    <message>
        <source>正在读卡…</source>
        <translation>Reading card…</translation>
    </message>
    <message>
        <source>已标记存疑，交主管核对</source>
        <translation>Flagged for the supervisor</translation>
    </message>
    <message>
        <source>不符，改正或 Alt+U</source>
        <translation>Differs: fix, or Alt+U</translation>
    </message>
    <message>
        <source>请填写姓名</source>
        <translation>Enter the name</translation>
    </message>
    <message>
        <source>请放卡读取，或输入证件号码</source>
        <translation>Lay the card down or type the number</translation>
    </message>
    <message>
        <source>号码格式正确</source>
        <translation>Number is well formed</translation>
    </message>
    <message>
        <source>已建档患者</source>
        <translation>On file</translation>
    </message>
    <message>
        <source>请选择性别</source>
        <translation>Choose the sex</translation>
    </message>
    <message>
        <source>等报码，可先选号</source>
        <translation>Pick a slot now</translation>
    </message>
    <message>
        <source>验证码正确</source>
        <translation>Code is right</translation>
    </message>
    <message>
        <source>正在发送，可先选号</source>
        <translation>Sending, pick a slot meanwhile</translation>
    </message>
    <message>
        <source>已发送，{seconds} 秒后可重发</source>
        <translation>Sent, again in {seconds} s</translation>
    </message>
    <message>
        <source>已发送，现在可以重发</source>
        <translation>Sent, can be sent again</translation>
    </message>
    <message>
        <source>离线，号码联网后再验证</source>
        <translation>Off line, verified later</translation>
    </message>
    <message>
        <source>按回车发送验证码</source>
        <translation>Enter sends the code</translation>
    </message>
    <message>
        <source>未满 18 岁不开账户，留作监护人电话</source>
        <translation>Under 18: no account, kept as guardian&apos;s phone</translation>
    </message>
    <message>
        <source>手机号已验证</source>
        <translation>Phone verified</translation>
    </message>
    <message>
        <source>已于 {day} 验证</source>
        <translation>Verified on {day}</translation>
    </message>
    <message>
        <source>这一天没有可约的号，请换一天或换科室</source>
        <translation>Nothing left this day: try another day or clinic</translation>
    </message>
    <message>
        <source>刚被约走，已移到{doctor} {starts}，回车选定</source>
        <translation>Just taken. Moved to {doctor} {starts}, Enter picks it</translation>
    </message>
    <message>
        <source>刚被约走，这一天没有号了，请换一天</source>
        <translation>Just taken, nothing left this day</translation>
    </message>
    <message>
        <source>已撤销，号源已放回，凭条作废</source>
        <translation>Undone: number returned, slip void</translation>
    </message>
    <message>
        <source>网络刚中断，再按 F9 用本窗号池</source>
        <translation>Line just went down: F9 again uses own numbers</translation>
    </message>
    <message>
        <source>凭条打印机就绪</source>
        <translation>Slip printer ready</translation>
    </message>
    <message>
        <source>凭条纸快用完</source>
        <translation>Slip paper is low</translation>
    </message>
    <message>
        <source>凭条打印机已接收</source>
        <translation>Printer took the job</translation>
    </message>
    <message>
        <source>读卡器就绪</source>
        <translation>Card reader ready</translation>
    </message>
    <message>
        <source>凭条已打印</source>
        <translation>Slip printed</translation>
    </message>
    <message>
        <source>正在打印凭条…</source>
        <translation>Printing the slip…</translation>
    </message>
    <message>
        <source>已打印 {n} 张空白单，放好备用</source>
        <translation>{n} blank slips printed; keep them at hand</translation>
    </message>
    <message>
        <source>已扫应急单，照单录入此人</source>
        <translation>Slip scanned; key it in now</translation>
    </message>
    <message>
        <source>到 {until} 前本窗照断网办理；再按 D 开始</source>
        <translation>Until {until} this window works as without the line; press D again to begin</translation>
    </message>
    <message>
        <source>紧急建档：证件遗失</source>
        <translation>Emergency file: documents lost</translation>
    </message>
    <message>
        <source>紧急建档：新生儿</source>
        <translation>Emergency file: newborn</translation>
    </message>
    <message>
        <source>紧急建档：不愿出示证件</source>
        <translation>Emergency file: refused to show documents</translation>
    </message>
    <message>
        <source>紧急建档：昏迷或无法说明</source>
        <translation>Emergency file: unconscious or unable to say</translation>
    </message>
    <message>
        <source>疑似重复档案，主管尚未核对</source>
        <translation>Likely duplicate, not checked yet</translation>
    </message>
    <message>
        <source>上次实名核验不一致，请核对证件</source>
        <translation>Last name check failed: look at the document</translation>
    </message>
    <message>
        <source>正在办理删除，信息已限制使用</source>
        <translation>Deletion under way, use restricted</translation>
    </message>
    <message>
        <source>疑似重复档案 {count} 条</source>
        <translation>Likely duplicates: {count}</translation>
    </message>
    <message>
        <source>此证件号已用另一姓名建档</source>
        <translation>This number is on file under another name</translation>
    </message>
    <message>
        <source>已批准，由中心合并</source>
        <translation>Approved; central merges</translation>
    </message>
    <message>
        <source>已记为不是同一人，不再列出</source>
        <translation>Noted as two people; not listed again</translation>
    </message>
    <message>
        <source>已提交，等另一人批准</source>
        <translation>Sent; another person approves</translation>
    </message>
    <message>
        <source>请先按回车并排查看两份档案</source>
        <translation>Press Enter first to see both records</translation>
    </message>
    <message>
        <source>已驳回，两份档案不变</source>
        <translation>Refused; both records stay as they are</translation>
    </message>
    <message>
        <source>已请中心比对，结果会陆续出现在这里</source>
        <translation>Central compares; results appear here</translation>
    </message>
    <message>
        <source>撤销后两份档案各自恢复；再按一次 U 确定</source>
        <translation>Both records come back; press U again to undo</translation>
    </message>
    <message>
        <source>已提交撤销，由中心恢复两份档案</source>
        <translation>Sent; central brings both records back</translation>
    </message>
    <message>
        <source>已批准</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>已驳回</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>已提交，等主管审批</source>
        <translation>Filed, a supervisor must approve</translation>
    </message>
    <message>
        <source>正在核对文本…</source>
        <translation>Reading the text…</translation>
    </message>
    <message>
        <source>已核对：{duties} 项承诺，{faults} 处问题</source>
        <translation>Read: {duties} promises, {faults} faults</translation>
    </message>
    <message>
        <source>第 {version} 版已发布，{day} 起各窗口都用它</source>
        <translation>Version {version} published; every window uses it from {day}</translation>
    </message>
    <message>
        <source>已换成内置的文字，发布后生效</source>
        <translation>The shipped text stands here now; publish it to use it</translation>
    </message>
    <message>
        <source>请填从哪天起用，例如 2026-12-01</source>
        <translation>From which day? For example 2026-12-01</translation>
    </message>
    <message>
        <source>第 {version} 版已签名发布，各窗口现在可看到</source>
        <translation>Version {version} is signed and published; every window shows it now</translation>
    </message>
    <message>
        <source>已签名登记，中心已收</source>
        <translation>Signed and taken by central</translation>
    </message>
    <message>
        <source>正在送中心…</source>
        <translation>Sending to central…</translation>
    </message>
    <message>
        <source>请先选择申请理由（按 1–4）</source>
        <translation>Choose a reason first (keys 1–4)</translation>
    </message>
    <message>
        <source>请先读卡或按 F3 找到申请人</source>
        <translation>Read the card or find the person with F3 first</translation>
    </message>
    <message>
        <source>金额写成 25 或 25.50，张数写整数</source>
        <translation>Write amounts as 25 or 25.50, pieces as whole numbers</translation>
    </message>
    <message>
        <source>已收清；Alt+R 退还可退的部分</source>
        <translation>Paid; Alt+R gives back what may go back</translation>
    </message>
    <message>
        <source>已收费，凭证已送打印；回车返回</source>
        <translation>Paid, receipt sent to the printer; Enter goes back</translation>
    </message>
    <message>
        <source>正在记账…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>已原路退回，凭证已送打印；回车返回</source>
        <translation>Given back by the same channel, receipt sent to the printer; Enter goes back</translation>
    </message>
    <message>
        <source>已交班，交班单已送打印</source>
        <translation>Handed over, paper sent to the printer</translation>
    </message>
    <message>
        <source>已开班，可以收费</source>
        <translation>Shift open, payments can be taken</translation>
    </message>
    <message>
        <source>已结账，结账单已送打印</source>
        <translation>Settled, paper sent to the printer</translation>
    </message>
    <message>
        <source>标签已打印</source>
        <translation>Label printed</translation>
    </message>
    <message>
        <source>这次挂号已退，不再打印</source>
        <translation>This booking was cancelled; nothing is printed</translation>
    </message>
    <message>
        <source>打印机没接收，已排队，来纸后自动打印</source>
        <translation>The printer took nothing; queued, printed when there is paper</translation>
    </message>
    <message>
        <source>已退号，应退 {amount} 元，一分钟内可撤销</source>
        <translation>Given back; {amount} yuan to refund; undo within a minute</translation>
    </message>
    <message>
        <source>已改约，新号 {number}，原 {old} 号已释放</source>
        <translation>Moved: number {number}, old {old} is free</translation>
    </message>
    <message>
        <source>已改约，新号 {number}，原 {old} 号已释放，应退 {amount} 元</source>
        <translation>Moved: number {number}, old {old} is free; {amount} yuan to give back</translation>
    </message>
    <message>
        <source>已改约，新号 {number}，原 {old} 号已释放，应补 {amount} 元</source>
        <translation>Moved: number {number}, old {old} is free; {amount} yuan more to pay</translation>
    </message>
    <message>
        <source>退号已撤销，号码不变</source>
        <translation>Cancellation undone, same number</translation>
    </message>
    <message>
        <source>已提交主管，批准后退号</source>
        <translation>Sent to a supervisor; given back once approved</translation>
    </message>
    <message>
        <source>请先在号表上选时段</source>
        <translation>Pick a half-hour on the board first</translation>
    </message>
    <message>
        <source>日期写成 2026-11-27</source>
        <translation>Write days as 2026-11-27</translation>
    </message>
    <message>
        <source>已存到本机 {file}</source>
        <translation>Kept on this PC: {file}</translation>
    </message>
    <message>
        <source>正在向中心统计…</source>
        <translation>Asking central…</translation>
    </message>
    <message>
        <source>验证通过，是本院出具</source>
        <translation>Genuine, made by this hospital</translation>
    </message>
    <message>
        <source>本人的个人信息保护培训已到期，请尽快参加</source>
        <translation>Your privacy training is overdue; please attend soon</translation>
    </message>
    <message>
        <source>答复书已出，请求已办结</source>
        <translation>Answer made, request closed</translation>
    </message>
    <message>
        <source>决定已签名，中心收到后生效</source>
        <translation>Decision signed; it counts when central has it</translation>
    </message>
    <message>
        <source>已受理，回执已出</source>
        <translation>Received, receipt made</translation>
    </message>
    <message>
        <source>请填写来人姓名</source>
        <translation>Enter the asker&apos;s name</translation>
    </message>
    <message>
        <source>请先读卡或按 F3 找到患者</source>
        <translation>Read the card first, or find the patient with F3</translation>
    </message>
    <message>
        <source>请写下请求内容</source>
        <translation>Write down what is asked</translation>
    </message>
    <message>
        <source>已记录等补证，期限暂停</source>
        <translation>Waiting for proof is noted, the clock is paused</translation>
    </message>
    <message>
        <source>身份已核验，等主管决定</source>
        <translation>Identity verified, a supervisor decides</translation>
    </message>
    <message>
        <source>请求已撤回</source>
        <translation>Request taken back</translation>
    </message>
    <message>
        <source>卡号为 4–24 位字母数字，请核对或清空</source>
        <translation>A card has 4–24 letters and digits: mend or empty it</translation>
    </message>
    <message>
        <source>读 {reading}，改按 Alt+E</source>
        <translation>{reading} (Alt+E edits)</translation>
    </message>
    <message>
        <source>请用拼音字母，或清空</source>
        <translation>Write it in pinyin letters, or empty it</translation>
    </message>
    <message>
        <source>这一队没有人在等</source>
        <translation>Nobody waits in this line</translation>
    </message>
    <message>
        <source>本科室今天没有别的诊室可转</source>
        <translation>No other room of the department today</translation>
    </message>
    <message>
        <source>没有可报到的 {number} 号</source>
        <translation>No number {number} to check in</translation>
    </message>
    <message>
        <source>有几个 {number} 号，请先选医生（M）</source>
        <translation>Several numbers {number}: choose a doctor (M)</translation>
    </message>
    <message>
        <source>已报到</source>
        <translation>Checked in</translation>
    </message>
    <message>
        <source>已叫号</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>已再叫</source>
        <translation>Called again</translation>
    </message>
    <message>
        <source>已记过号</source>
        <translation>Marked as missed</translation>
    </message>
    <message>
        <source>已回队，再过几位叫到</source>
        <translation>Back in line, called after a few others</translation>
    </message>
    <message>
        <source>已转</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>开始就诊</source>
        <translation>Begin visit</translation>
    </message>
    <message>
        <source>就诊完成</source>
        <translation>Visit done</translation>
    </message>
    <message>
        <source>已改优先类别</source>
        <translation>Priority changed</translation>
    </message>
    <message>
        <source>已记爽约</source>
        <translation>Marked as no-show</translation>
    </message>
    <message>
        <source>已撤销爽约</source>
        <translation>No-show excused</translation>
    </message>
    <message>
        <source>已撤销上一步</source>
        <translation>Last step undone</translation>
    </message>
    <message>
        <source>请假已记下，已有的班次请另行停诊</source>
        <translation>Leave saved; stop the sessions that stand already</translation>
    </message>
    <message>
        <source>已记下：已通话</source>
        <translation>Noted: called</translation>
    </message>
    <message>
        <source>此人已办完</source>
        <translation>This person is done</translation>
    </message>
    <message>
        <source>短信已再发</source>
        <translation>Message sent again</translation>
    </message>
    <message>
        <source>已改约，短信已发</source>
        <translation>Moved; the message is on its way</translation>
    </message>
    <message>
        <source>已记下：没联系上</source>
        <translation>Noted: not reached</translation>
    </message>
    <message>
        <source>号已留 10 分钟，按 V 改约</source>
        <translation>Held for 10 minutes; V moves</translation>
    </message>
    <message>
        <source>已记下：已退费</source>
        <translation>Noted: refunded</translation>
    </message>
    <message>
        <source>联系单已存成 PDF，用后销毁</source>
        <translation>Call sheet saved as PDF; destroy it after use</translation>
    </message>
    <message>
        <source>已停 {sessions} 班，{people} 人在停诊名单，短信已排队</source>
        <translation>{sessions} sessions stopped, {people} people on the list, messages queued</translation>
    </message>
    <message>
        <source>已加第 {number} 号</source>
        <translation>Number {number} added</translation>
    </message>
    <message>
        <source>没有同级医生的号可留</source>
        <translation>No number of a doctor of the same grade</translation>
    </message>
    <message>
        <source>这半天没有开诊的班次</source>
        <translation>No open session in this half-day</translation>
    </message>
    <message>
        <source>班次已改</source>
        <translation>Session changed</translation>
    </message>
    <message>
        <source>已生成 {made} 班，原有 {there} 班不变</source>
        <translation>{made} sessions made, {there} stood already</translation>
    </message>
    <message>
        <source>号源已重分</source>
        <translation>Numbers split anew</translation>
    </message>
    <message>
        <source>模板已存，按 M 生成班次</source>
        <translation>Template saved; M makes sessions</translation>
    </message>
    <message>
        <source>还没有收到隐私告知，联网后自动取得</source>
        <translation>No privacy notice yet: it comes with the line</translation>
    </message>
    <message>
        <source>这是最早的版本，没有可对照的上一版</source>
        <translation>This is the first version: nothing to compare it with</translation>
    </message>
    <message>
        <source>隐私告知已打印</source>
        <translation>Privacy notice printed</translation>
    </message>
    <message>
        <source>正在打印…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>档案里没有这一项</source>
        <translation>The file has no such value</translation>
    </message>
    <message>
        <source>中心的患者请先回车打开</source>
        <translation>Somebody from central: open them first (Enter)</translation>
    </message>
    <message>
        <source>先按 Alt+R 选理由，再按住 Alt+V</source>
        <translation>Choose the reason with Alt+R, then hold Alt+V</translation>
    </message>
    <message>
        <source>已送中心，{day} 起执行</source>
        <translation>Sent to central; in force from {day}</translation>
    </message>
    <message>
        <source>正在找下一个可约时段…</source>
        <translation>Looking for the next free half-hour…</translation>
    </message>
    <message>
        <source>两周内都约满，请换科室或医生</source>
        <translation>Full for two weeks; try another department or doctor</translation>
    </message>
    <message>
        <source>已有未就诊的预约，请先核对（预约页）</source>
        <translation>Has a booking ahead: look at the bookings page first</translation>
    </message>
    <message>
        <source>爽约次数已满，暂不能预约；当天可挂号</source>
        <translation>Barred from booking ahead for missed visits; walk-ins are served</translation>
    </message>
    <message>
        <source>归还今天的预留号后，断网时本窗今天不能发号；再按一次确认</source>
        <translation>Once today&apos;s numbers are returned, this window cannot give numbers without a line today; press again to confirm</translation>
    </message>
    <message>
        <source>已归还今天的 {n} 个号，联网后放回号源</source>
        <translation>Today&apos;s {n} numbers returned; others can book them once the line is up</translation>
    </message>
    <message>
        <source>副本已交给本人，本机文件已删除</source>
        <translation>Handed over; the file here is deleted</translation>
    </message>
    <message>
        <source>正在汇集并加密副本</source>
        <translation>Gathering and sealing the copy</translation>
    </message>
    <message>
        <source>副本已加密，口令请另行告知本人</source>
        <translation>The copy is sealed; tell the passphrase apart from it</translation>
    </message>
    <message>
        <source>正在逐条核验…</source>
        <translation>Verifying every entry…</translation>
    </message>
    <message>
        <source>先选导出用途，再按 Ctrl+E</source>
        <translation>Choose a purpose of export first, then press Ctrl+E</translation>
    </message>
    <message>
        <source>正在读取日志…</source>
        <translation>Reading the log…</translation>
    </message>
    <message>
        <source>账户已冻结：不查看、不改账户、不发消息，就诊照常</source>
        <translation>Account frozen: nothing shown in full, no change, no messages; care goes on</translation>
    </message>
    <message>
        <source>依法保全中，暂不能删除</source>
        <translation>Under a legal hold; cannot be deleted now</translation>
    </message>
    <message>
        <source>已登记</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>请先在名单里选一个人</source>
        <translation>Choose a person in the list first</translation>
    </message>
    <message>
        <source>已签字</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>已记录</source>
        <translation>Noted</translation>
    </message>
    <message>
        <source>时间写成 2026-11-27 08:00</source>
        <translation>Write times as 2026-11-27 08:00</translation>
    </message>
    <message>
        <source>已存，各窗口随后可见</source>
        <translation>Saved; the windows see it shortly</translation>
    </message>
    <message>
        <source>核查结果已签名存到中心</source>
        <translation>The outcome is signed and kept at central</translation>
    </message>
    <message>
        <source>正在按规则查找…</source>
        <translation>The rules are looking…</translation>
    </message>
    <message>
        <source>已提交，中心收到后各窗口生效</source>
        <translation>Sent; it holds at every window when central has taken it</translation>
    </message>
    <message>
        <source>已记入本案</source>
        <translation>Kept in the case</translation>
    </message>
    <message>
        <source>已延期，告知书已出</source>
        <translation>The term is longer, the notice is printed</translation>
    </message>
    <message>
        <source>请先写下要记的内容</source>
        <translation>Please write the note first</translation>
    </message>
    <message>
        <source>已批准，可以导出交出</source>
        <translation>Approved; may be handed over</translation>
    </message>
    <message>
        <source>扫描件已存到本机 {file}，看后按 Ctrl+R 删除</source>
        <translation>The scan is here as {file}; press Ctrl+R once you have seen it</translation>
    </message>
    <message>
        <source>已删除 {n} 个文件</source>
        <translation>{n} files removed</translation>
    </message>
    <message>
        <source>已存到本机 {file}，交出后按 Ctrl+R 删除</source>
        <translation>Kept here as {file}; press Ctrl+R once it is handed over</translation>
    </message>
    <message>
        <source>预约号凭证件取：读卡，或输入证件号</source>
        <translation>A booked number needs a document: read the card or type its number</translation>
    </message>
    <message>
        <source>再读或输入家属的证件</source>
        <translation>Now read or type the companion&apos;s document</translation>
    </message>
    <message>
        <source>已报主管；主管登录后再读一次卡即可放行</source>
        <translation>Supervisors know; once signed in, one reads the card again and releases</translation>
    </message>
    <message>
        <source>请先选几周</source>
        <translation>First choose how many weeks</translation>
    </message>
    <message>
        <source>{weeks} 周里约上 {booked} 周</source>
        <translation>{booked} of {weeks} weeks booked</translation>
    </message>
    <message>
        <source>已延长，{h} 小时内可继续查看</source>
        <translation>Extended: {h} hours more</translation>
    </message>
    <message>
        <source>加号和预留号要联网才能给</source>
        <translation>Extra and reserved numbers need the line</translation>
    </message>
    <message>
        <source>请按 1、2、3 选这笔多退的钱怎么了</source>
        <translation>Press 1, 2 or 3: what became of the money</translation>
    </message>
    <message>
        <source>已收回，记入本人钱箱</source>
        <translation>Recovered into your drawer</translation>
    </message>
    <message>
        <source>已冲正，账上不再多退</source>
        <translation>Reversed, nothing is out any more</translation>
    </message>
    <message>
        <source>已核销，账已结平</source>
        <translation>Written off, the account is settled</translation>
    </message>
    <message>
        <source>更改内容已固定，待另一人同意</source>
        <translation>The change is fixed; another person must grant it</translation>
    </message>
    <message>
        <source>已停止更换，原号码照旧</source>
        <translation>Stopped; the number on file stays</translation>
    </message>
    <message>
        <source>先选字段并填写新内容</source>
        <translation>Choose a field and fill in what shall stand there</translation>
    </message>
    <message>
        <source>先打开更改内容（Ctrl+B）核对，再同意</source>
        <translation>Open the change (Ctrl+B) and compare before you grant it</translation>
    </message>
    <message>
        <source>已发到新号码，请本人念出验证码</source>
        <translation>Sent to the new number; ask the person for the code</translation>
    </message>
    <message>
        <source>正在绑定…</source>
        <translation>Binding…</translation>
    </message>
    <message>
        <source>正在更换口令…</source>
        <translation>Changing the passphrase…</translation>
    </message>
    <message>
        <source>两次输入不同，请重新输入</source>
        <translation>The two differ; type both again</translation>
    </message>
    <message>
        <source>请输入相邻的两个动态口令</source>
        <translation>Type two codes that follow each other</translation>
    </message>
    <message>
        <source>动态口令不对或已用过，还可试 {left} 次；请核对手机时间</source>
        <translation>Wrong or used code, {left} tries left; check the phone&apos;s clock</translation>
    </message>
    <message>
        <source>停约到 {until}：扰乱秩序；当天可挂号</source>
        <translation>Blocked until {until}: disorder; same-day registration goes on</translation>
    </message>
    <message>
        <source>停约到 {until}：冒用身份；当天可挂号</source>
        <translation>Blocked until {until}: false identity; same-day registration goes on</translation>
    </message>
    <message>
        <source>停约到 {until}：反复占号；当天可挂号</source>
        <translation>Blocked until {until}: hoarding numbers; same-day registration goes on</translation>
    </message>
    <message>
        <source>停约到 {until}：倒卖号源；当天可挂号</source>
        <translation>Blocked until {until}: resale of numbers; same-day registration goes on</translation>
    </message>
    <message>
        <source>已停约到 {until}，随即传到各窗口</source>
        <translation>Blocked until {until}; every window will know</translation>
    </message>
    <message>
        <source>停约已解除，随即传到各窗口</source>
        <translation>Block ended; every window will know</translation>
    </message>
    <message>
        <source>查阅已登记；离开本页即收起</source>
        <translation>The look is noted; leaving the page hides it</translation>
    </message>
    <message>
        <source>依法保存的部分里没有此人</source>
        <translation>Nobody like this is among what law keeps</translation>
    </message>
    <message>
        <source>正在登记</source>
        <translation>Listing</translation>
    </message>
    <message>
        <source>已登记，此人的档案由同事办理</source>
        <translation>Listed; colleagues handle this person&apos;s record</translation>
    </message>
    <message>
        <source>久未来院，手机号须重新验证</source>
        <translation>Long not here: prove the phone again</translation>
    </message>
    <message>
        <source>请写明接收机构全称</source>
        <translation>Name the receiving body in full</translation>
    </message>
    <message>
        <source>正在更换本机密钥…</source>
        <translation>Changing this desk&apos;s keys…</translation>
    </message>
    <message>
        <source>本机密钥已更换，第 {epoch} 期</source>
        <translation>Keys changed, epoch {epoch}</translation>
    </message>
    <message>
        <source>删除证明已出</source>
        <translation>The certificate is printed</translation>
    </message>
    <message>
        <source>爽约已撤销，不再计入</source>
        <translation>Excused; it does not count any more</translation>
    </message>
    <message>
        <source>爽约通知已打印</source>
        <translation>No-show notice printed</translation>
    </message>
    <message>
        <source>已加入候补，有号先留给排在前面的人</source>
        <translation>On the waiting list; a free number is held for the first in line</translation>
    </message>
    <message>
        <source>已移出候补名单</source>
        <translation>Taken off the waiting list</translation>
    </message>
    <message>
        <source>已约上第 {number} 号</source>
        <translation>Booked, number {number}</translation>
    </message>
    <message>
        <source>请先读卡或查找患者，再按 A 加入</source>
        <translation>Read a card or find the person first, then press A</translation>
    </message>
    <message>
        <source>还没有给此人留号</source>
        <translation>No number is held for this person yet</translation>
    </message>
    <message>
        <source>先选破窗理由</source>
        <translation>Choose the reason first</translation>
    </message>
    <message>
        <source>正在核对口令</source>
        <translation>Checking the passphrase</translation>
    </message>
    <message>
        <source>正在办理</source>
        <translation>Working on it</translation>
    </message>
    <message>
        <source>已密封，各窗口即刻生效</source>
        <translation>Sealed at every window</translation>
    </message>
    <message>
        <source>已解除密封</source>
        <translation>Unsealed</translation>
    </message>
    <message>
        <source>密封档案：只办本人来办的事，每次查看都会复核</source>
        <translation>Sealed record: serve only the person who is here; every look is reviewed</translation>
    </message>
    <message>
        <source>正在向中心取证明…</source>
        <translation>Fetching the proof from central…</translation>
    </message>
    <message>
        <source>证明包已核对，存在 {file}</source>
        <translation>Proof pack checked, kept at {file}</translation>
    </message>
    <message>
        <source>证明包已从本机删除</source>
        <translation>The proof pack is gone from this PC</translation>
    </message>
    <message>
        <source>正在请中心生成…</source>
        <translation>Central is making it…</translation>
    </message>
    <message>
        <source>已提请停用，安全管理员签署新名册后生效</source>
        <translation>Removal asked; it takes effect when the security administrator signs the next roster</translation>
    </message>
    <message>
        <source>本月结束后才能签字</source>
        <translation>A month is signed off when it is over</translation>
    </message>
    <message>
        <source>只能提请停用 30 天未登录、尚未提请的账号</source>
        <translation>Only an account unused for 30 days, and not asked for yet, can be removed</translation>
    </message>
    <message>
        <source>正在统计…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>已签字，存到中心</source>
        <translation>Signed off, kept at central</translation>
    </message>
    <message>
        <source>提请停用 {name} 的账号，由安全管理员执行，再按一次 Ctrl+D 确认</source>
        <translation>Ask the security administrator to remove {name}: press Ctrl+D once more</translation>
    </message>
    <message>
        <source>已锁定，请主管在本机运行 clinic-desk forgive 恢复</source>
        <translation>Locked. A supervisor runs clinic-desk forgive on this PC</translation>
    </message>
    <message>
        <source>应急名单已打印，用后收回销毁</source>
        <translation>The outage list is printed; collect and destroy it after use</translation>
    </message>
    <message>
        <source>申诉已报主管，审批页办理</source>
        <translation>The appeal is with the supervisors, on the page of approvals</translation>
    </message>
    <message>
        <source>已锁定，草稿已封存；登录后回到原处</source>
        <translation>Locked, draft sealed; sign in to go on where you were</translation>
    </message>
    <message>
        <source>程序出错后已重新打开，已保存的内容都在</source>
        <translation>Opened again after a fault; what was saved is there</translation>
    </message>
    <message>
        <source>两次输入不同，请重输</source>
        <translation>The two differ; type them again</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>PIN 不正确，还可试 {left} 次</source>
        <translation>Wrong PIN; tries left: {left}</translation>
    </message>
    <message>
        <source>连不上中心，已记下；连上后按现在的先后排入候补</source>
        <translation>Central cannot be reached; noted, and put on the waiting list later in the order of now</translation>
    </message>
    <message>
        <source>连不上中心，已记下；连上后移出候补名单</source>
        <translation>Central cannot be reached; noted, and taken off the waiting list once the line is back</translation>
    </message>
    <message>
        <source>已发到留存号码，请本人念出六位数字</source>
        <translation>Sent to the number on file, the person reads out six digits</translation>
    </message>
    <message>
        <source>未找到档案，不能发送；请看证件</source>
        <translation>No file found, nothing is sent; look at a document</translation>
    </message>
    <message>
        <source>正在读证件…</source>
        <translation>Reading the card…</translation>
    </message>
    <message>
        <source>正在问中心…</source>
        <translation>Asking central…</translation>
    </message>
    <message>
        <source>已撤回，档案照常使用；平台账户须本人重新开通</source>
        <translation>Taken back, the file is in use as before; an account is opened again by the person only</translation>
    </message>
    <message>
        <source>请本人签名：Alt+Q 屏上签，Alt+P 纸质已签</source>
        <translation>To be signed by the person: Alt+Q on screen, Alt+P on paper</translation>
    </message>
    <message>
        <source>以上均已核对，再按一次 Ctrl+S 签字</source>
        <translation>All of this was checked: press Ctrl+S once more to sign</translation>
    </message>
    <message>
        <source>回执已打印</source>
        <translation>Receipt printed</translation>
    </message>
    <message>
        <source>已记下，下次打开程序时按这个大小显示</source>
        <translation>Kept; the program opens in this size next time</translation>
    </message>
    <message>
        <source>已附入本案</source>
        <translation>Attached to the case</translation>
    </message>
    <message>
        <source>已放到 {file}，退出登录时清除</source>
        <translation>Laid out as {file}; cleared at sign-out</translation>
    </message>
    <message>
        <source>还没有登记过安全事件，请用“投诉举报”受理</source>
        <translation>No incident is registered yet; take it as a complaint</translation>
    </message>
    <message>
        <source>短信正文已存，以后发的按此</source>
        <translation>The text is saved and sent from now on</translation>
    </message>
    <message>
        <source>最后读的不是此人的卡，请先在挂号页读卡</source>
        <translation>The last card read is not this person’s; read it on the registration page</translation>
    </message>
    <message>
        <source>证件号码与档案一致</source>
        <translation>The number is the one on file</translation>
    </message>
    <message>
        <source>证件号码与档案不一致，请核对证件</source>
        <translation>The number is not the one on file; look at the document again</translation>
    </message>
    <message>
        <source>谁申请、怎么签的，联网后按 F5 可看</source>
        <translation>Who asked and how they signed can be seen with F5 when the line is up</translation>
    </message>
    <message>
        <source>号码只显示 10 秒；接通后请对方说出所提请求，再按“已接通”</source>
        <translation>The number stands here for 10 seconds; when they answer, let them say what they asked, then press Answered</translation>
    </message>
    <message>
        <source>回拨已记入本案</source>
        <translation>The call is noted in the case</translation>
    </message>
    <message>
        <source>随申请退了哪些号，联网后重选本行可看</source>
        <translation>Which numbers went with the request can be seen when the line is up and this row is chosen again</translation>
    </message>
    <message>
        <source>已原号挂回 {given} 个；已退的费用照未缴重收</source>
        <translation>{given} numbers are held again; what was paid back is due again</translation>
    </message>
    <message>
        <source>挂回 {given} 个，{gone} 个刚被别人挂走；已退的费用照未缴重收</source>
        <translation>{given} are held again, {gone} were just given to somebody else; what was paid back is due again</translation>
    </message>
    <message>
        <source>要写姓名、关系、电话，或清空</source>
        <translation>Name, relation, phone: all or none</translation>
    </message>
    <message>
        <source>联系人电话不对，请核对</source>
        <translation>Not a phone number</translation>
    </message>
</context>
<context>
    <name>NoticeOverlay</name>
    <message>
        <source>隐私告知的版本</source>
        <translation>Versions of the privacy notice</translation>
    </message>
    <message>
        <source>隐私告知全文</source>
        <translation>The whole privacy notice</translation>
    </message>
    <message>
        <source>↑↓ 选择    PgUp/PgDn 翻页    D 对照上一版    P 打印    L 大字打印    C 本人同意记录    Esc 返回</source>
        <translation>↑↓ choose    PgUp/PgDn page    D compare    P print    L large print    C this patient&apos;s answers    Esc back</translation>
    </message>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notice</translation>
    </message>
    <message>
        <source>运营：{name}&#x3000;{contact}</source>
        <translation>Operator: {name}&#x3000;{contact}</translation>
    </message>
    <message>
        <source>公告·{title}</source>
        <translation>Announced · {title}</translation>
    </message>
    <message>
        <source>{v}·{day} 起</source>
        <translation>{v}·from {day}</translation>
    </message>
    <message>
        <source>{text}·现行</source>
        <translation>{text}·in force</translation>
    </message>
    <message>
        <source>{text}·待施行</source>
        <translation>{text} · to come</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>added</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>{weight}：{changes}&#x3000;签发：{by}</source>
        <translation>{weight}: {changes}&#x3000;signed: {by}</translation>
    </message>
</context>
<context>
    <name>NoticePaper</name>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notice</translation>
    </message>
    <message>
        <source>隐私告知与同意记录</source>
        <translation>Notice and answers</translation>
    </message>
    <message>
        <source>没有对账户作过决定。</source>
        <translation>No decision about an account.</translation>
    </message>
    <message>
        <source>最近一次告知：版本 {v}，{at}</source>
        <translation>Last shown: version {v}, {at}</translation>
    </message>
    <message>
        <source>{at} 打印</source>
        <translation>Printed {at}</translation>
    </message>
    <message>
        <source>{since} 至 {until}</source>
        <translation>{since} to {until}</translation>
    </message>
    <message>
        <source>（{day} 起施行）</source>
        <translation> (in force from {day})</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>agreed</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>{at}&#x3000;{purpose}：{said}，版本 {v}{begins}，{act}</source>
        <translation>{at}&#x3000;{purpose}: {said}, version {v}{begins}, {act}</translation>
    </message>
    <message>
        <source>版本 {v}，{day} 起施行</source>
        <translation>Version {v}, in force from {day}</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>立即重试</source>
        <translation>Retry now</translation>
    </message>
    <message>
        <source>断网演练，至 {until}。</source>
        <translation>Outage drill until {until}.</translation>
    </message>
    <message>
        <source>照断网办理，所办都是真的，结束后自动上传；本窗号池还剩 {left} 个号。</source>
        <translation>Work as off line; all is real and goes up later. {left} numbers left.</translation>
    </message>
    <message>
        <source>网络中断 {n}，可继续挂号。</source>
        <translation>Off line for {n}, go on registering.</translation>
    </message>
    <message>
        <source>网络中断，可继续挂号。</source>
        <translation>Off line, go on registering.</translation>
    </message>
    <message>
        <source>本窗号池还剩 {left} 个号；验证码以后再补，实名待核验；恢复后自动上传 {waiting} 笔。</source>
        <translation>{left} own numbers left; codes and name checks later; {waiting} acts wait for the line.</translation>
    </message>
    <message>
        <source>本机时间与中心相差 {h} 小时 {m} 分。</source>
        <translation>This PC&apos;s clock differs from central&apos;s by {h} h {m} min.</translation>
    </message>
    <message>
        <source>可继续挂号，号以中心的日期为准；请信息科校时，否则断网后不能发号。</source>
        <translation>You can go on; central&apos;s date counts. Ask IT to set the clock: off line no numbers can be given.</translation>
    </message>
    <message>
        <source>新患者照常挂号，本窗挂的号恢复后自动上传。</source>
        <translation>New patients are registered as ever and go up when the line is back.</translation>
    </message>
</context>
<context>
    <name>OpenSlips</name>
    <message>
        <source>单号</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>打印的窗口</source>
        <translation>Printed at</translation>
    </message>
    <message>
        <source>打印时间</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>未补录的应急单</source>
        <translation>Outage slips not keyed in</translation>
    </message>
    <message>
        <source>打印过的单都已补录</source>
        <translation>Every printed slip was keyed in</translation>
    </message>
    <message>
        <source>未补录的应急单 {n} 张</source>
        <translation>{n} outage slips not keyed in</translation>
    </message>
</context>
<context>
    <name>OpeningReason</name>
    <message>
        <source>监护人询问</source>
        <translation>A guardian asks</translation>
    </message>
    <message>
        <source>核对材料</source>
        <translation>Checking papers</translation>
    </message>
    <message>
        <source>办理申请</source>
        <translation>A request in hand</translation>
    </message>
    <message>
        <source>患者安全</source>
        <translation>Patient safety</translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>建档</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>更正档案</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>平台账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>告知隐私政策</source>
        <translation>Notice shown</translation>
    </message>
    <message>
        <source>记录同意</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>联网挂号</source>
        <translation>Booking on line</translation>
    </message>
    <message>
        <source>离线挂号</source>
        <translation>Booking off line</translation>
    </message>
    <message>
        <source>报到</source>
        <translation>Check-in</translation>
    </message>
    <message>
        <source>叫号排队</source>
        <translation>Queue step</translation>
    </message>
    <message>
        <source>退回号池</source>
        <translation>Return numbers</translation>
    </message>
    <message>
        <source>提交删除申请</source>
        <translation>File deletion</translation>
    </message>
    <message>
        <source>批准删除</source>
        <translation>Approve deletion</translation>
    </message>
    <message>
        <source>删除回执</source>
        <translation>Deletion receipt</translation>
    </message>
    <message>
        <source>处理核对事项</source>
        <translation>Settle task</translation>
    </message>
    <message>
        <source>比对全部档案</source>
        <translation>Compare all records</translation>
    </message>
    <message>
        <source>认定不是同一人</source>
        <translation>Noted as two people</translation>
    </message>
    <message>
        <source>申请合并档案</source>
        <translation>Merge asked for</translation>
    </message>
    <message>
        <source>驳回合并</source>
        <translation>Merge refused</translation>
    </message>
    <message>
        <source>批准合并</source>
        <translation>Approve merge</translation>
    </message>
    <message>
        <source>撤销合并</source>
        <translation>Undo merge</translation>
    </message>
    <message>
        <source>收费</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>退费</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>开班</source>
        <translation>Open shift</translation>
    </message>
    <message>
        <source>交班</source>
        <translation>Hand over shift</translation>
    </message>
    <message>
        <source>结账</source>
        <translation>Settle shift</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancellation</translation>
    </message>
    <message>
        <source>打印应急空白单</source>
        <translation>Print blank outage slips</translation>
    </message>
    <message>
        <source>撤销退号</source>
        <translation>Cancellation undone</translation>
    </message>
    <message>
        <source>改约</source>
        <translation>Moved booking</translation>
    </message>
    <message>
        <source>申请逾期退号</source>
        <translation>Late cancellation asked</translation>
    </message>
    <message>
        <source>批准逾期退号</source>
        <translation>Late cancellation approved</translation>
    </message>
    <message>
        <source>受理请求</source>
        <translation>Request filed</translation>
    </message>
    <message>
        <source>办理请求</source>
        <translation>Request handled</translation>
    </message>
    <message>
        <source>决定请求</source>
        <translation>Request decided</translation>
    </message>
    <message>
        <source>改科室</source>
        <translation>Change department</translation>
    </message>
    <message>
        <source>改医生</source>
        <translation>Change doctor</translation>
    </message>
    <message>
        <source>改排班模板</source>
        <translation>Change template</translation>
    </message>
    <message>
        <source>改请假</source>
        <translation>Change days off</translation>
    </message>
    <message>
        <source>生成班次</source>
        <translation>Make sessions</translation>
    </message>
    <message>
        <source>替诊或换诊室</source>
        <translation>Substitute or room</translation>
    </message>
    <message>
        <source>分配号源</source>
        <translation>Split numbers</translation>
    </message>
    <message>
        <source>加号</source>
        <translation>Extra number</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stop clinic</translation>
    </message>
    <message>
        <source>停诊联系</source>
        <translation>Stopped: contact</translation>
    </message>
    <message>
        <source>停诊短信</source>
        <translation>Stopped: message</translation>
    </message>
    <message>
        <source>停诊留号</source>
        <translation>Stopped: hold a number</translation>
    </message>
    <message>
        <source>破窗查看</source>
        <translation>Break the glass</translation>
    </message>
    <message>
        <source>密封或解封档案</source>
        <translation>Record sealed or unsealed</translation>
    </message>
    <message>
        <source>签名登记</source>
        <translation>Sign entry</translation>
    </message>
    <message>
        <source>发布隐私告知</source>
        <translation>Publish privacy notice</translation>
    </message>
    <message>
        <source>发布单据模板</source>
        <translation>Publish a template</translation>
    </message>
    <message>
        <source>提请签名导出</source>
        <translation>Ask for a signed export</translation>
    </message>
    <message>
        <source>签名导出</source>
        <translation>Sign an export</translation>
    </message>
    <message>
        <source>签名改动风险规则阈值</source>
        <translation>Threshold of the risk rules signed</translation>
    </message>
    <message>
        <source>提请打开档案</source>
        <translation>Asked for a record to be opened</translation>
    </message>
    <message>
        <source>签名同意打开档案</source>
        <translation>Signed that a record opens</translation>
    </message>
    <message>
        <source>签保密承诺</source>
        <translation>Undertaking signed</translation>
    </message>
    <message>
        <source>停诊改约</source>
        <translation>Stopped: move</translation>
    </message>
    <message>
        <source>发布预约规则</source>
        <translation>Booking rules put</translation>
    </message>
    <message>
        <source>登记合规事项</source>
        <translation>File a duty</translation>
    </message>
    <message>
        <source>办理合规事项</source>
        <translation>Step of a duty</translation>
    </message>
    <message>
        <source>签字合规事项</source>
        <translation>Sign a duty</translation>
    </message>
    <message>
        <source>记录告知</source>
        <translation>Note who was told</translation>
    </message>
    <message>
        <source>改诊室</source>
        <translation>Change a room</translation>
    </message>
    <message>
        <source>执行请求决定</source>
        <translation>carry out a granted request</translation>
    </message>
    <message>
        <source>登记提供</source>
        <translation>File a disclosure</translation>
    </message>
    <message>
        <source>批准提供</source>
        <translation>Approve a disclosure</translation>
    </message>
    <message>
        <source>交出资料</source>
        <translation>Hand over data</translation>
    </message>
    <message>
        <source>申请取号放行</source>
        <translation>Ask for a pick-up release</translation>
    </message>
    <message>
        <source>写明请求的更改</source>
        <translation>Change of a request fixed</translation>
    </message>
    <message>
        <source>停止请求的更改</source>
        <translation>Change of a request stopped</translation>
    </message>
    <message>
        <source>停约</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>解除停约</source>
        <translation>End block</translation>
    </message>
    <message>
        <source>加入候补</source>
        <translation>Add to waiting list</translation>
    </message>
    <message>
        <source>移出候补</source>
        <translation>Take off waiting list</translation>
    </message>
    <message>
        <source>候补约号</source>
        <translation>Book from waiting list</translation>
    </message>
    <message>
        <source>爽约申诉</source>
        <translation>No-show appeal</translation>
    </message>
    <message>
        <source>撤回删除</source>
        <translation>Take a deletion back</translation>
    </message>
    <message>
        <source>改短信正文</source>
        <translation>Text of a message</translation>
    </message>
</context>
<context>
    <name>OrderBlock</name>
    <message>
        <source>应收</source>
        <translation>To pay</translation>
    </message>
    <message>
        <source>待核验</source>
        <translation>Unverified</translation>
    </message>
    <message>
        <source>现在无法实名核验，联网后补核</source>
        <translation>Name not verified now, checked when on line</translation>
    </message>
    <message>
        <source>确认并打印  F9</source>
        <translation>Confirm and print  F9</translation>
    </message>
    <message>
        <source>确认并打印</source>
        <translation>Confirm and print</translation>
    </message>
    <message>
        <source>就诊序号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>本次挂号</source>
        <translation>This visit</translation>
    </message>
    <message>
        <source>尚未选号</source>
        <translation>No slot yet</translation>
    </message>
    <message>
        <source>选定时段后显示序号和费用</source>
        <translation>Number and fee follow the slot</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>等核验结果，随后自动确认…</source>
        <translation>Waiting for the check…</translation>
    </message>
</context>
<context>
    <name>OutboxState</name>
    <message>
        <source>待上传</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已接收</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>未接受</source>
        <translation>Refused</translation>
    </message>
</context>
<context>
    <name>OwnDutiesOverlay</name>
    <message>
        <source>本人</source>
        <translation>Myself</translation>
    </message>
    <message>
        <source>亲属</source>
        <translation>Relative</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Take off</translation>
    </message>
    <message>
        <source>谁的证件号码</source>
        <translation>Whose document number</translation>
    </message>
    <message>
        <source>登记本人和亲属的证件号码，这些人的挂号和查询由同事办理。号码在中心加密存放，任何人都看不到。撤下须由他人同意。</source>
        <translation>List your own and your relatives&apos; document numbers: colleagues then handle these people. Central keeps the numbers enciphered and nobody sees them. Another person must agree before one is taken off.</translation>
    </message>
    <message>
        <source>Tab 本人、亲属、撤下    回车 办理    Esc 返回</source>
        <translation>Tab own, relative, take off    Enter go on    Esc back</translation>
    </message>
    <message>
        <source>回避登记</source>
        <translation>Own and relatives</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>已登记：本人 {own}，亲属 {others}</source>
        <translation>Listed: own {own}, relatives {others}</translation>
    </message>
</context>
<context>
    <name>PageKeys</name>
    <message>
        <source>下一个要填的</source>
        <translation>Next thing to fill</translation>
    </message>
    <message>
        <source>没有手机</source>
        <translation>No phone</translation>
    </message>
    <message>
        <source>亲属的手机</source>
        <translation>A relative&apos;s phone</translation>
    </message>
    <message>
        <source>验证码稍后</source>
        <translation>Code later</translation>
    </message>
    <message>
        <source>改回验证码</source>
        <translation>Back to the code</translation>
    </message>
    <message>
        <source>发送验证码</source>
        <translation>Send the code</translation>
    </message>
    <message>
        <source>开账户，纸质同意</source>
        <translation>Account, consent on paper</translation>
    </message>
    <message>
        <source>不开账户</source>
        <translation>No account</translation>
    </message>
    <message>
        <source>就诊卡号、姓名读音</source>
        <translation>Card number, reading of the name</translation>
    </message>
    <message>
        <source>核对疑似重复</source>
        <translation>Check likely duplicates</translation>
    </message>
    <message>
        <source>重复：都不是此人</source>
        <translation>Duplicates: none of them</translation>
    </message>
    <message>
        <source>姓名不符，报主管</source>
        <translation>Name differs: tell the supervisor</translation>
    </message>
    <message>
        <source>取回暂存的</source>
        <translation>Take back what is parked</translation>
    </message>
    <message>
        <source>加号</source>
        <translation>Extra number</translation>
    </message>
    <message>
        <source>专用号</source>
        <translation>Numbers of a group</translation>
    </message>
    <message>
        <source>按住查看全文</source>
        <translation>Hold to see it in full</translation>
    </message>
    <message>
        <source>改约</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>本窗所挂</source>
        <translation>Made at this window</translation>
    </message>
    <message>
        <source>当日全部，后一天</source>
        <translation>Whole day, next day</translation>
    </message>
    <message>
        <source>前一天</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>每周重复</source>
        <translation>Repeat weekly</translation>
    </message>
    <message>
        <source>停约此人</source>
        <translation>Block this person</translation>
    </message>
    <message>
        <source>撤销爽约</source>
        <translation>Undo the no-show</translation>
    </message>
    <message>
        <source>打印爽约通知</source>
        <translation>Print the no-show notice</translation>
    </message>
    <message>
        <source>另一种语言的通知</source>
        <translation>Notice in the other language</translation>
    </message>
    <message>
        <source>候补名单</source>
        <translation>Waiting list</translation>
    </message>
    <message>
        <source>候补：约上留的号</source>
        <translation>Waiting list: book the held number</translation>
    </message>
    <message>
        <source>候补：移出名单</source>
        <translation>Waiting list: take off</translation>
    </message>
    <message>
        <source>候补：加入在手患者</source>
        <translation>Waiting list: add this patient</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步、提交</source>
        <translation>Next, file</translation>
    </message>
    <message>
        <source>请患者在屏上签名</source>
        <translation>Have the patient sign on the screen</translation>
    </message>
    <message>
        <source>纸质申请已签</source>
        <translation>The paper form is signed</translation>
    </message>
    <message>
        <source>打印删除证明</source>
        <translation>Print the certificate</translation>
    </message>
    <message>
        <source>制作证明包</source>
        <translation>Make the proof pack</translation>
    </message>
    <message>
        <source>证明包已交出</source>
        <translation>Proof pack handed over</translation>
    </message>
    <message>
        <source>提交并打印回执</source>
        <translation>File, print the receipt</translation>
    </message>
    <message>
        <source>看来人和联系方式，留痕</source>
        <translation>Who asked and how to reach them (traced)</translation>
    </message>
    <message>
        <source>证明齐全</source>
        <translation>Proof is complete</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>不予办理</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>打印答复书</source>
        <translation>Print the answer</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Carry out</translation>
    </message>
    <message>
        <source>制作副本</source>
        <translation>Make the copy</translation>
    </message>
    <message>
        <source>副本已交给本人</source>
        <translation>Copy handed over</translation>
    </message>
    <message>
        <source>更正：打开、固定</source>
        <translation>Correction: open, freeze</translation>
    </message>
    <message>
        <source>停止更换手机</source>
        <translation>Stop the phone change</translation>
    </message>
    <message>
        <source>记入办理记录</source>
        <translation>Note in the case</translation>
    </message>
    <message>
        <source>只看超期和预警</source>
        <translation>Only late and warned</translation>
    </message>
    <message>
        <source>对此件投诉</source>
        <translation>Complaint about this one</translation>
    </message>
    <message>
        <source>核对函件验证码</source>
        <translation>Check the code of a letter</translation>
    </message>
    <message>
        <source>只看交给我的</source>
        <translation>Only what was given to me</translation>
    </message>
    <message>
        <source>附上扫描件</source>
        <translation>Attach a scan</translation>
    </message>
    <message>
        <source>取出附件查看</source>
        <translation>Lay an attachment out</translation>
    </message>
    <message>
        <source>屏上签名</source>
        <translation>Sign on screen</translation>
    </message>
    <message>
        <source>已在纸上签名</source>
        <translation>Signed on paper</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>驳回</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>1–3 选处理办法</source>
        <translation>1–3 choose the way</translation>
    </message>
    <message>
        <source>逐项比对</source>
        <translation>Compare field by field</translation>
    </message>
    <message>
        <source>保留第一份</source>
        <translation>Keep the first</translation>
    </message>
    <message>
        <source>保留第二份</source>
        <translation>Keep the second</translation>
    </message>
    <message>
        <source>提请合并</source>
        <translation>Propose the merger</translation>
    </message>
    <message>
        <source>不是同一人</source>
        <translation>Not the same person</translation>
    </message>
    <message>
        <source>拆开</source>
        <translation>Take apart</translation>
    </message>
    <message>
        <source>比对全部档案</source>
        <translation>Compare all records</translation>
    </message>
    <message>
        <source>下一项、开班</source>
        <translation>Next, open the shift</translation>
    </message>
    <message>
        <source>补打凭条</source>
        <translation>Reprint the slip</translation>
    </message>
    <message>
        <source>打印标签</source>
        <translation>Print a label</translation>
    </message>
    <message>
        <source>打印应急名单</source>
        <translation>Print the list for an outage</translation>
    </message>
    <message>
        <source>打印应急空白单</source>
        <translation>Print blank outage slips</translation>
    </message>
    <message>
        <source>未补录的应急单</source>
        <translation>Outage slips not keyed in</translation>
    </message>
    <message>
        <source>叫下一位</source>
        <translation>Call the next</translation>
    </message>
    <message>
        <source>报到</source>
        <translation>Check in</translation>
    </message>
    <message>
        <source>叫号</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>过号</source>
        <translation>Missed the call</translation>
    </message>
    <message>
        <source>重新排队</source>
        <translation>Back in line</translation>
    </message>
    <message>
        <source>转诊室</source>
        <translation>Move to another room</translation>
    </message>
    <message>
        <source>开始就诊</source>
        <translation>Visit begins</translation>
    </message>
    <message>
        <source>就诊完成</source>
        <translation>Visit done</translation>
    </message>
    <message>
        <source>优先类别</source>
        <translation>Priority class</translation>
    </message>
    <message>
        <source>爽约</source>
        <translation>No-show</translation>
    </message>
    <message>
        <source>下一个科室</source>
        <translation>Next clinic</translation>
    </message>
    <message>
        <source>下一位医生</source>
        <translation>Next doctor</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>后一天</source>
        <translation>Day after</translation>
    </message>
    <message>
        <source>1–5 按什么统计</source>
        <translation>1–5 group by</translation>
    </message>
    <message>
        <source>存为 CSV</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>医生请假</source>
        <translation>Leave of a doctor</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stop a clinic</translation>
    </message>
    <message>
        <source>号源分配</source>
        <translation>Split of numbers</translation>
    </message>
    <message>
        <source>出诊模板</source>
        <translation>Templates</translation>
    </message>
    <message>
        <source>受影响名单、返回</source>
        <translation>Affected patients, back</translation>
    </message>
    <message>
        <source>当日日历；名单：已通话</source>
        <translation>Calendar; list: spoken to</translation>
    </message>
    <message>
        <source>科室、医生、诊室；名单：已退费</source>
        <translation>Clinics and rooms; list: refunded</translation>
    </message>
    <message>
        <source>选科室</source>
        <translation>Choose the clinic</translation>
    </message>
    <message>
        <source>名单：可留的号</source>
        <translation>List: numbers to hold</translation>
    </message>
    <message>
        <source>名单：改到留的号</source>
        <translation>List: move to the held number</translation>
    </message>
    <message>
        <source>名单：没联系上</source>
        <translation>List: not reached</translation>
    </message>
    <message>
        <source>名单：再发短信</source>
        <translation>List: SMS again</translation>
    </message>
    <message>
        <source>名单：打印联系单</source>
        <translation>List: print the call sheet</translation>
    </message>
    <message>
        <source>前一周</source>
        <translation>Week before</translation>
    </message>
    <message>
        <source>后一周</source>
        <translation>Week after</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>发布新规则</source>
        <translation>Publish new rules</translation>
    </message>
    <message>
        <source>下一册</source>
        <translation>Next register</translation>
    </message>
    <message>
        <source>签名登记</source>
        <translation>Sign the entry</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>隐私告知：核对文本</source>
        <translation>Privacy notice: check the text</translation>
    </message>
    <message>
        <source>导出：审计材料</source>
        <translation>Exports: audit file</translation>
    </message>
    <message>
        <source>导出：去标识化数据</source>
        <translation>Exports: de-identified data</translation>
    </message>
    <message>
        <source>对外提供：看扫描件</source>
        <translation>Disclosures: see the scan</translation>
    </message>
    <message>
        <source>对外提供：批准</source>
        <translation>Disclosures: approve</translation>
    </message>
    <message>
        <source>对外提供：导出并交出</source>
        <translation>Disclosures: export and hand over</translation>
    </message>
    <message>
        <source>读取</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>前一页、前一月</source>
        <translation>Page or month before</translation>
    </message>
    <message>
        <source>后一页、后一月</source>
        <translation>Page or month after</translation>
    </message>
    <message>
        <source>核验完整性</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>风险名单</source>
        <translation>Risks</translation>
    </message>
    <message>
        <source>风险：有说明</source>
        <translation>Risk: explained</translation>
    </message>
    <message>
        <source>风险：已谈话</source>
        <translation>Risk: spoken to</translation>
    </message>
    <message>
        <source>风险：按事件办</source>
        <translation>Risk: an incident</translation>
    </message>
    <message>
        <source>权限复核</source>
        <translation>Access review</translation>
    </message>
    <message>
        <source>复核：签字</source>
        <translation>Review: sign</translation>
    </message>
    <message>
        <source>复核：提请停用</source>
        <translation>Review: propose to take off</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>File</translation>
    </message>
    <message>
        <source>存告知内容</source>
        <translation>Save what is told</translation>
    </message>
    <message>
        <source>短信告知</source>
        <translation>Tell by SMS</translation>
    </message>
    <message>
        <source>电话已告知</source>
        <translation>Told by phone</translation>
    </message>
    <message>
        <source>未联系上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>公告稿</source>
        <translation>Text of the announcement</translation>
    </message>
    <message>
        <source>已公告</source>
        <translation>Announced</translation>
    </message>
    <message>
        <source>报告书、证明</source>
        <translation>Report, certificate</translation>
    </message>
    <message>
        <source>已报告</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>签字</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>断网演练</source>
        <translation>Outage drill</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>回车</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>结案（已报告）、移交</source>
        <translation>Close (reported), hand over</translation>
    </message>
    <message>
        <source>结案（不需报告）、提交档案删除</source>
        <translation>Close (no report), file deletions</translation>
    </message>
    <message>
        <source>放开证据</source>
        <translation>Release evidence</translation>
    </message>
    <message>
        <source>信函已告知</source>
        <translation>Told by letter</translation>
    </message>
    <message>
        <source>开账户，屏上签名</source>
        <translation>Account, signed on screen</translation>
    </message>
    <message>
        <source>本人撤回申请</source>
        <translation>The person takes it back</translation>
    </message>
    <message>
        <source>爽约名单</source>
        <translation>No-show list</translation>
    </message>
    <message>
        <source>请求统计</source>
        <translation>Figures of requests</translation>
    </message>
    <message>
        <source>按模板生成；名单：短信记录</source>
        <translation>Make sessions from templates; list: messages</translation>
    </message>
    <message>
        <source>对外提供：删文件；模板：换回内置</source>
        <translation>Disclosures: delete files; templates: shipped text</translation>
    </message>
    <message>
        <source>单据模板：放弃修改</source>
        <translation>Templates: drop the changes</translation>
    </message>
    <message>
        <source>止损：立即停止</source>
        <translation>Stop the loss: stop now</translation>
    </message>
    <message>
        <source>止损：恢复</source>
        <translation>Stop the loss: go on</translation>
    </message>
    <message>
        <source>证据包；登记并查阅</source>
        <translation>Evidence; note and look</translation>
    </message>
    <message>
        <source>记下教训；查完，结束</source>
        <translation>Note a lesson; end the look</translation>
    </message>
    <message>
        <source>随申请退的号原号挂回</source>
        <translation>Hold the numbers again that went with the request</translation>
    </message>
</context>
<context>
    <name>PairReason</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>证件相同</source>
        <translation>same document</translation>
    </message>
    <message>
        <source>证件不同</source>
        <translation>other document</translation>
    </message>
    <message>
        <source>姓名相同</source>
        <translation>same name</translation>
    </message>
    <message>
        <source>姓名同音</source>
        <translation>name sounds alike</translation>
    </message>
    <message>
        <source>姓名差一字</source>
        <translation>one character apart</translation>
    </message>
    <message>
        <source>姓名不同</source>
        <translation>other name</translation>
    </message>
    <message>
        <source>生日相同</source>
        <translation>same birth date</translation>
    </message>
    <message>
        <source>生日差一位</source>
        <translation>birth date one slip apart</translation>
    </message>
    <message>
        <source>生日不同</source>
        <translation>other birth date</translation>
    </message>
    <message>
        <source>性别相同</source>
        <translation>same sex</translation>
    </message>
    <message>
        <source>性别不同</source>
        <translation>other sex</translation>
    </message>
    <message>
        <source>手机相同</source>
        <translation>same phone</translation>
    </message>
    <message>
        <source>就诊卡相同</source>
        <translation>same card</translation>
    </message>
    <message>
        <source>住址相同</source>
        <translation>same address</translation>
    </message>
</context>
<context>
    <name>PairState</name>
    <message>
        <source>待核对</source>
        <translation>to check</translation>
    </message>
    <message>
        <source>待另一人批准</source>
        <translation>to approve</translation>
    </message>
    <message>
        <source>已合并</source>
        <translation>merged</translation>
    </message>
    <message>
        <source>已撤销合并</source>
        <translation>undone</translation>
    </message>
    <message>
        <source>不是同一人</source>
        <translation>Two people</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>找患者：{text}</source>
        <translation>Find a patient: {text}</translation>
    </message>
</context>
<context>
    <name>PaletteOverlay</name>
    <message>
        <source>输入命令、页面、患者，或拼音首字母</source>
        <translation>Command, page, patient, or first letters</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>↑↓ 选择    回车 执行    Esc 关闭</source>
        <translation>↑↓ choose    Enter do    Esc close</translation>
    </message>
</context>
<context>
    <name>PaperFault</name>
    <message>
        <source>第 {line} 行不合格式，多半少了引号、逗号或括号</source>
        <translation>Line {line} cannot be read; mostly a quote, comma or bracket is missing</translation>
    </message>
    <message>
        <source>最外层只能有 kind、width_mm、height_mm、blocks</source>
        <translation>The outermost may only have kind, width_mm, height_mm, blocks</translation>
    </message>
    <message>
        <source>kind 要与本单据一致，blocks 要有 1 到 80 块</source>
        <translation>kind must be this paper&apos;s; blocks must be 1 to 80</translation>
    </message>
    <message>
        <source>纸宽 30–210 毫米，固定纸高 15–297 毫米（卷纸写 0）</source>
        <translation>Width 30–210 mm, fixed height 15–297 mm (0 for a roll)</translation>
    </message>
    <message>
        <source>第 {block} 块要写成 {{ }}</source>
        <translation>Block {block} must stand in {{ }}</translation>
    </message>
    <message>
        <source>第 {block} 块的种类不认识</source>
        <translation>Block {block} is of no known kind</translation>
    </message>
    <message>
        <source>第 {block} 块有不认识的选项</source>
        <translation>Block {block} has an unknown option</translation>
    </message>
    <message>
        <source>第 {block} 块的内容写法不对，或超过 300 字</source>
        <translation>The content of block {block} is not right, or has over 300 characters</translation>
    </message>
    <message>
        <source>第 {block} 块：字号 12–120，对齐 left、center、right</source>
        <translation>Block {block}: size 12–120; align left, center or right</translation>
    </message>
    <message>
        <source>第 {block} 块：码里只能放 {{qr}}、{{booking_code}} 或 {{code}}</source>
        <translation>Block {block}: a code holds {{qr}}, {{booking_code}} or {{code}} only</translation>
    </message>
    <message>
        <source>没有“{place}”这一项，请从下面的清单里选</source>
        <translation>There is no “{place}”; choose from the list below</translation>
    </message>
    <message>
        <source>必须有 {{{place}}}（{place_text}）</source>
        <translation>{{{place}}} ({place_text}) must be there</translation>
    </message>
    <message>
        <source>文字太多，请删短</source>
        <translation>Too much text, please shorten it</translation>
    </message>
    <message>
        <source>纸上放不下，会被截掉，请删短或改小字号</source>
        <translation>It does not fit the paper and would be cut off; shorten it or use a smaller size</translation>
    </message>
    <message>
        <source>第一段是标题，单独一行，30 字以内，下面空一行</source>
        <translation>First comes the heading: one line, 30 characters at most, an empty line below</translation>
    </message>
    <message>
        <source>没有这种单据，请刷新</source>
        <translation>There is no such paper, please refresh</translation>
    </message>
</context>
<context>
    <name>PaperLanguage</name>
    <message>
        <source>中文</source>
        <translation>Chinese</translation>
    </message>
    <message>
        <source>英文</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>PaperName</name>
    <message>
        <source>挂号凭条</source>
        <translation>Registration slip</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>收费收据</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>停诊通知名单</source>
        <translation>Call sheet</translation>
    </message>
    <message>
        <source>收费结算单</source>
        <translation>Settlement</translation>
    </message>
    <message>
        <source>爽约通知</source>
        <translation>No-show notice</translation>
    </message>
    <message>
        <source>应急名单</source>
        <translation>Outage list</translation>
    </message>
    <message>
        <source>应急空白单</source>
        <translation>Blank outage slip</translation>
    </message>
    <message>
        <source>请求受理回执</source>
        <translation>Receipt of a request</translation>
    </message>
    <message>
        <source>请求答复书</source>
        <translation>Answer to a request</translation>
    </message>
    <message>
        <source>延期告知书</source>
        <translation>Notice of a longer term</translation>
    </message>
    <message>
        <source>删除证明</source>
        <translation>Certificate of deletion</translation>
    </message>
    <message>
        <source>安全事件报告书</source>
        <translation>Report of an incident</translation>
    </message>
    <message>
        <source>安全事件公告</source>
        <translation>Announcement of an incident</translation>
    </message>
    <message>
        <source>服务公告</source>
        <translation>Announcement</translation>
    </message>
    <message>
        <source>到期清理证明</source>
        <translation>Certificate of a retention run</translation>
    </message>
    <message>
        <source>依法查阅记录</source>
        <translation>Reading of kept records</translation>
    </message>
    <message>
        <source>停止运营证明</source>
        <translation>Certificate of the end</translation>
    </message>
    <message>
        <source>转移告知书</source>
        <translation>Notice of a transfer</translation>
    </message>
</context>
<context>
    <name>PaperPlace</name>
    <message>
        <source>金额</source>
        <translation>amount</translation>
    </message>
    <message>
        <source>停约到</source>
        <translation>barred until</translation>
    </message>
    <message>
        <source>挂号条码</source>
        <translation>booking code</translation>
    </message>
    <message>
        <source>请求编号</source>
        <translation>request number</translation>
    </message>
    <message>
        <source>已更改的项目</source>
        <translation>what was changed</translation>
    </message>
    <message>
        <source>法律依据</source>
        <translation>legal basis</translation>
    </message>
    <message>
        <source>结班时间</source>
        <translation>shift closed</translation>
    </message>
    <message>
        <source>空白单条码</source>
        <translation>code of the blank slip</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>contact</translation>
    </message>
    <message>
        <source>补打标记</source>
        <translation>copy mark</translation>
    </message>
    <message>
        <source>笔数或人数</source>
        <translation>count</translation>
    </message>
    <message>
        <source>实点现金或计入次数</source>
        <translation>cash counted, or times counted</translation>
    </message>
    <message>
        <source>计到哪天</source>
        <translation>counts until</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>date</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>department</translation>
    </message>
    <message>
        <source>长短款</source>
        <translation>difference</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>doctor</translation>
    </message>
    <message>
        <source>证件尾号</source>
        <translation>last digits of the document</translation>
    </message>
    <message>
        <source>答复期限</source>
        <translation>last day of the answer</translation>
    </message>
    <message>
        <source>应有现金</source>
        <translation>cash expected</translation>
    </message>
    <message>
        <source>长短款说明</source>
        <translation>reason of a difference</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>fee</translation>
    </message>
    <message>
        <source>受理日</source>
        <translation>day of filing</translation>
    </message>
    <message>
        <source>上下午</source>
        <translation>half-day</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>half-hour</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>hospital</translation>
    </message>
    <message>
        <source>医保结算号</source>
        <translation>insurance settlement</translation>
    </message>
    <message>
        <source>电子票据号</source>
        <translation>electronic invoice</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>item</translation>
    </message>
    <message>
        <source>依法保留的部分</source>
        <translation>what law keeps</translation>
    </message>
    <message>
        <source>请求种类</source>
        <translation>kind of request</translation>
    </message>
    <message>
        <source>晚退号上限</source>
        <translation>limit of late cancellations</translation>
    </message>
    <message>
        <source>记于</source>
        <translation>noted on</translation>
    </message>
    <message>
        <source>收款方式</source>
        <translation>paid by</translation>
    </message>
    <message>
        <source>月底</source>
        <translation>end of the month</translation>
    </message>
    <message>
        <source>每月上限</source>
        <translation>limit a month</translation>
    </message>
    <message>
        <source>姓名（已遮盖）</source>
        <translation>name (masked)</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>note</translation>
    </message>
    <message>
        <source>号</source>
        <translation>number</translation>
    </message>
    <message>
        <source>开班时间</source>
        <translation>shift opened</translation>
    </message>
    <message>
        <source>运营者</source>
        <translation>operator</translation>
    </message>
    <message>
        <source>决定</source>
        <translation>decision</translation>
    </message>
    <message>
        <source>实收</source>
        <translation>paid</translation>
    </message>
    <message>
        <source>停约天数</source>
        <translation>days barred</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>phone</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>place</translation>
    </message>
    <message>
        <source>隐私告知版本</source>
        <translation>policy version</translation>
    </message>
    <message>
        <source>打印时间</source>
        <translation>printed at</translation>
    </message>
    <message>
        <source>待核验标记</source>
        <translation>mark: to be verified</translation>
    </message>
    <message>
        <source>凭条签名码</source>
        <translation>signed code of the slip</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>reason</translation>
    </message>
    <message>
        <source>接收方</source>
        <translation>recipient</translation>
    </message>
    <message>
        <source>交易号</source>
        <translation>reference</translation>
    </message>
    <message>
        <source>滚动天数</source>
        <translation>rolling days</translation>
    </message>
    <message>
        <source>滚动上限</source>
        <translation>rolling limit</translation>
    </message>
    <message>
        <source>规则版本</source>
        <translation>version of the rules</translation>
    </message>
    <message>
        <source>当天退号上限</source>
        <translation>limit of same-day cancellations</translation>
    </message>
    <message>
        <source>接班人</source>
        <translation>taken over by</translation>
    </message>
    <message>
        <source>班次</source>
        <translation>shift</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>staff</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>state</translation>
    </message>
    <message>
        <source>职称</source>
        <translation>title</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>today</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>total</translation>
    </message>
    <message>
        <source>未取号上限</source>
        <translation>limit of numbers not collected</translation>
    </message>
    <message>
        <source>何时生效</source>
        <translation>when it takes effect</translation>
    </message>
    <message>
        <source>科室和医生</source>
        <translation>department and doctor</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>window</translation>
    </message>
    <message>
        <source>每年上限</source>
        <translation>limit a year</translation>
    </message>
    <message>
        <source>怎样自己防范</source>
        <translation>what people can do</translation>
    </message>
    <message>
        <source>公告正文</source>
        <translation>text of the announcement</translation>
    </message>
    <message>
        <source>公告标题</source>
        <translation>title of the announcement</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>asked by</translation>
    </message>
    <message>
        <source>要求查阅的机关</source>
        <translation>authority</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>cause</translation>
    </message>
    <message>
        <source>已删除人数</source>
        <translation>people deleted</translation>
    </message>
    <message>
        <source>登记号</source>
        <translation>number in the register</translation>
    </message>
    <message>
        <source>个人档案清理情况</source>
        <translation>personal files</translation>
    </message>
    <message>
        <source>发现时间</source>
        <translation>found at</translation>
    </message>
    <message>
        <source>从哪天起</source>
        <translation>from which day</translation>
    </message>
    <message>
        <source>事件级别</source>
        <translation>grade</translation>
    </message>
    <message>
        <source>法定理由</source>
        <translation>ground in law</translation>
    </message>
    <message>
        <source>情况和可能的影响</source>
        <translation>facts and possible harm</translation>
    </message>
    <message>
        <source>诉讼保全人数</source>
        <translation>people on legal hold</translation>
    </message>
    <message>
        <source>事件类型</source>
        <translation>type of incident</translation>
    </message>
    <message>
        <source>依法留存人数</source>
        <translation>people kept by law</translation>
    </message>
    <message>
        <source>最后服务日</source>
        <translation>last day of service</translation>
    </message>
    <message>
        <source>此后的联系方式</source>
        <translation>contact afterwards</translation>
    </message>
    <message>
        <source>教训和改进</source>
        <translation>lessons</translation>
    </message>
    <message>
        <source>查阅经过</source>
        <translation>looks taken</translation>
    </message>
    <message>
        <source>未联系上人数</source>
        <translation>people not reached</translation>
    </message>
    <message>
        <source>采取的措施</source>
        <translation>measures</translation>
    </message>
    <message>
        <source>文书号</source>
        <translation>number of the paper</translation>
    </message>
    <message>
        <source>受影响和告知情况</source>
        <translation>people touched and told</translation>
    </message>
    <message>
        <source>证明签名</source>
        <translation>signature of the certificate</translation>
    </message>
    <message>
        <source>查什么、为什么</source>
        <translation>what and why</translation>
    </message>
    <message>
        <source>事件联系方式</source>
        <translation>contact about the incident</translation>
    </message>
    <message>
        <source>接收方名称</source>
        <translation>receiver</translation>
    </message>
    <message>
        <source>接收方联系方式</source>
        <translation>receiver&apos;s contact</translation>
    </message>
    <message>
        <source>补救办法</source>
        <translation>remedy</translation>
    </message>
    <message>
        <source>各类数据清理情况</source>
        <translation>what went of each kind</translation>
    </message>
    <message>
        <source>涉及窗口、人员和时间</source>
        <translation>desks, staff and time concerned</translation>
    </message>
    <message>
        <source>显示期间</source>
        <translation>when it is shown</translation>
    </message>
    <message>
        <source>签字人和时间</source>
        <translation>who signed and when</translation>
    </message>
    <message>
        <source>批准人</source>
        <translation>approved by</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>what happened</translation>
    </message>
    <message>
        <source>接收方的承诺</source>
        <translation>receiver&apos;s undertaking</translation>
    </message>
    <message>
        <source>处理经过</source>
        <translation>timeline</translation>
    </message>
    <message>
        <source>已告知人数</source>
        <translation>people told</translation>
    </message>
</context>
<context>
    <name>PaperSource</name>
    <message>
        <source>本机文件</source>
        <translation>File here</translation>
    </message>
    <message>
        <source>第 {version} 版</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>内置</source>
        <translation>Shipped</translation>
    </message>
</context>
<context>
    <name>PaperTab</name>
    <message>
        <source>单据</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>现在用</source>
        <translation>Used now</translation>
    </message>
    <message>
        <source>单据模板</source>
        <translation>Templates</translation>
    </message>
    <message>
        <source>模板文字</source>
        <translation>Text of the template</translation>
    </message>
    <message>
        <source>插入一项</source>
        <translation>Insert a place</translation>
    </message>
    <message>
        <source>可用的项目</source>
        <translation>Places there are</translation>
    </message>
    <message>
        <source>从哪天起用</source>
        <translation>Used from</translation>
    </message>
    <message>
        <source>换回内置</source>
        <translation>Shipped text</translation>
    </message>
    <message>
        <source>放弃修改</source>
        <translation>Drop</translation>
    </message>
    <message>
        <source>发布到各窗口</source>
        <translation>Publish to every window</translation>
    </message>
    <message>
        <source>样张</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>样张，资料为虚构</source>
        <translation>Sample with made-up data</translation>
    </message>
    <message>
        <source>可以打印</source>
        <translation>Can be printed</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>必须有：{needs}</source>
        <translation>Must name: {needs}</translation>
    </message>
    <message>
        <source>第 {version} 版 {day} 起用</source>
        <translation>version {version} from {day}</translation>
    </message>
    <message>
        <source>有误，用内置</source>
        <translation>Fault; shipped used</translation>
    </message>
    <message>
        <source>文件有误</source>
        <translation>File at fault</translation>
    </message>
    <message>
        <source>改动未发布</source>
        <translation>Not published</translation>
    </message>
</context>
<context>
    <name>PaperText</name>
    <message>
        <source>中文</source>
        <translation>Chinese</translation>
    </message>
    <message>
        <source>英文</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>PatientScreen</name>
    <message>
        <source>{hospital} 患者屏</source>
        <translation>{hospital} 患者屏</translation>
    </message>
    <message>
        <source>请把身份证放在读卡器上</source>
        <translation>Please lay your ID card on the reader</translation>
    </message>
    <message>
        <source>没有证件也可以挂号，请告诉工作人员</source>
        <translation>No document? Tell the clerk, you can still register</translation>
    </message>
    <message>
        <source>同意已记录</source>
        <translation>Your consent is recorded</translation>
    </message>
    <message>
        <source>请稍候，正在挂号</source>
        <translation>One moment, you are being registered</translation>
    </message>
    <message>
        <source>好的，不开平台账户</source>
        <translation>Fine, no account is opened</translation>
    </message>
    <message>
        <source>不影响挂号和看病</source>
        <translation>Your visit goes on all the same</translation>
    </message>
</context>
<context>
    <name>PayOverlay</name>
    <message>
        <source>收费</source>
        <translation>Take payment</translation>
    </message>
    <message>
        <source>实收现金，或扫付款单号</source>
        <translation>Cash given, or scanned payment number</translation>
    </message>
    <message>
        <source>直接回车为刚好；找零随打随算</source>
        <translation>Enter alone: exact; change is counted as you type</translation>
    </message>
    <message>
        <source>医保支付</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>元，没有就空着</source>
        <translation>Yuan, empty if none</translation>
    </message>
    <message>
        <source>医保结算号</source>
        <translation>Settlement no.</translation>
    </message>
    <message>
        <source>电子票号</source>
        <translation>E-invoice</translation>
    </message>
    <message>
        <source>有就填，没有就空着</source>
        <translation>If there is one</translation>
    </message>
    <message>
        <source>回车 收费    Alt+R 退费    Tab 下一项    Esc 返回</source>
        <translation>Enter pay    Alt+R give back    Tab next    Esc back</translation>
    </message>
    <message>
        <source>{n} 号</source>
        <translation>No. {n}</translation>
    </message>
    <message>
        <source>原价 {base}，已减免</source>
        <translation>Full fee {base}, reduced</translation>
    </message>
    <message>
        <source>已收 {paid}</source>
        <translation>Paid {paid}</translation>
    </message>
    <message>
        <source>医保 {fen}</source>
        <translation>Insurance {fen}</translation>
    </message>
    <message>
        <source>扫码 {fen}</source>
        <translation>QR {fen}</translation>
    </message>
    <message>
        <source>现金 {fen}</source>
        <translation>Cash {fen}</translation>
    </message>
    <message>
        <source>退还 {fen}</source>
        <translation>Give back {fen}</translation>
    </message>
    <message>
        <source>找零 {fen}</source>
        <translation>Change {fen}</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>档案 {number}：{evidence}，挂号 {count} 次</source>
        <translation>Record {number}: {evidence}, {count} bookings</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>same</translation>
    </message>
    <message>
        <source>档案 {number}</source>
        <translation>record {number}</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>两份档案</source>
        <translation>Two records</translation>
    </message>
    <message>
        <source>分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>疑似重复</source>
        <translation>Likely duplicates</translation>
    </message>
    <message>
        <source>没有疑似重复的档案；按 S 请中心比对全部档案</source>
        <translation>No likely duplicates; press S to compare all records</translation>
    </message>
    <message>
        <source>比对全部档案</source>
        <translation>Compare all records</translation>
    </message>
    <message>
        <source>重复档案</source>
        <translation>Duplicates</translation>
    </message>
</context>
<context>
    <name>PhoneFields</name>
    <message>
        <source>发送验证码</source>
        <translation>Send code</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>按回车发送，发送后可先选号</source>
        <translation>Enter sends the code, go on meanwhile</translation>
    </message>
    <message>
        <source>短信验证码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>不用验证码的原因</source>
        <translation>Instead of a code</translation>
    </message>
    <message>
        <source>不需要手机号</source>
        <translation>No phone needed</translation>
    </message>
    <message>
        <source>亲属的号码，回车继续</source>
        <translation>A relative&apos;s number, Enter goes on</translation>
    </message>
    <message>
        <source>回车继续，验证码以后补</source>
        <translation>Enter goes on, code later</translation>
    </message>
    <message>
        <source>无手机</source>
        <translation>none</translation>
    </message>
    <message>
        <source>亲属</source>
        <translation>relative</translation>
    </message>
    <message>
        <source>稍后</source>
        <translation>later</translation>
    </message>
    <message>
        <source>没有手机，直接挂号</source>
        <translation>No phone, register all the same</translation>
    </message>
    <message>
        <source>用亲属的手机联系</source>
        <translation>A relative&apos;s phone</translation>
    </message>
    <message>
        <source>验证码稍后再补</source>
        <translation>Code later</translation>
    </message>
    <message>
        <source>重发 {n} 秒</source>
        <translation>Again {n} s</translation>
    </message>
    <message>
        <source>{n} 位，满位自动核对</source>
        <translation>{n} digits</translation>
    </message>
</context>
<context>
    <name>PhoneReason</name>
    <message>
        <source>患者不开账户</source>
        <translation>Wants no account</translation>
    </message>
    <message>
        <source>收不到短信</source>
        <translation>No SMS</translation>
    </message>
    <message>
        <source>没带手机</source>
        <translation>Not with them</translation>
    </message>
    <message>
        <source>没有手机</source>
        <translation>Has none</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Off line</translation>
    </message>
    <message>
        <source>手机不在身边</source>
        <translation>Elsewhere</translation>
    </message>
    <message>
        <source>手机没开机</source>
        <translation>Switched off</translation>
    </message>
    <message>
        <source>不愿提供</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>照护人电话</source>
        <translation>Carer&apos;s phone</translation>
    </message>
    <message>
        <source>子女电话</source>
        <translation>Child&apos;s phone</translation>
    </message>
    <message>
        <source>父母电话</source>
        <translation>Parent&apos;s phone</translation>
    </message>
    <message>
        <source>配偶电话</source>
        <translation>Spouse&apos;s phone</translation>
    </message>
    <message>
        <source>监护人电话</source>
        <translation>Guardian&apos;s phone</translation>
    </message>
</context>
<context>
    <name>PickUpPanel</name>
    <message>
        <source>读卡</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>家属代取</source>
        <translation>Companion</translation>
    </message>
    <message>
        <source>报主管放行</source>
        <translation>Ask a supervisor</translation>
    </message>
    <message>
        <source>家属的证件</source>
        <translation>The companion&apos;s document</translation>
    </message>
    <message>
        <source>预约人的证件</source>
        <translation>The booked person&apos;s document</translation>
    </message>
    <message>
        <source>输入证件号，回车</source>
        <translation>Type the number, Enter</translation>
    </message>
    <message>
        <source>改为本人取号</source>
        <translation>The person themselves</translation>
    </message>
    <message>
        <source>主管放行</source>
        <translation>Release</translation>
    </message>
</context>
<context>
    <name>PlacesList</name>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>中文名</source>
        <translation>Chinese name</translation>
    </message>
    <message>
        <source>英文名</source>
        <translation>English name</translation>
    </message>
    <message>
        <source>职称或位置</source>
        <translation>Grade or place</translation>
    </message>
    <message>
        <source>停用日期</source>
        <translation>Closed from</translation>
    </message>
    <message>
        <source>科室、医生和诊室</source>
        <translation>Departments, doctors and rooms</translation>
    </message>
    <message>
        <source>Enter 修改  1 新科室  2 新医生  3 新诊室  D 科室  R 返回排班</source>
        <translation>Enter change  1 new department  2 new doctor  3 new room  D department  R back to the week</translation>
    </message>
    <message>
        <source>停用日期按 2026-12-31 的样子填写；留空即一直开放</source>
        <translation>Write the closing day like 2026-12-31; leave it empty to stay open</translation>
    </message>
</context>
<context>
    <name>PlanField</name>
    <message>
        <source>开诊</source>
        <translation>Starts</translation>
    </message>
    <message>
        <source>半小时段数</source>
        <translation>Half-hours</translation>
    </message>
    <message>
        <source>每段号数</source>
        <translation>Numbers each</translation>
    </message>
    <message>
        <source>诊室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>线上号</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>长者号</source>
        <translation>Elderly</translation>
    </message>
    <message>
        <source>转诊号</source>
        <translation>Referral</translation>
    </message>
    <message>
        <source>职工初诊号</source>
        <translation>Staff/first</translation>
    </message>
    <message>
        <source>提前几天归还</source>
        <translation>Return, days</translation>
    </message>
    <message>
        <source>归还时刻</source>
        <translation>Return at</translation>
    </message>
    <message>
        <source>加号上限</source>
        <translation>Extra limit</translation>
    </message>
    <message>
        <source>起</source>
        <translation>From</translation>
    </message>
    <message>
        <source>止</source>
        <translation>To</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>Half-day</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>替诊医生</source>
        <translation>Substitute</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>半小时</source>
        <translation>Half-hour</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>中文名</source>
        <translation>Chinese name</translation>
    </message>
    <message>
        <source>英文名</source>
        <translation>English name</translation>
    </message>
    <message>
        <source>拼音首字母</source>
        <translation>Initials</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>顺序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>职称</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>专长</source>
        <translation>Speciality</translation>
    </message>
    <message>
        <source>挂号费（元）</source>
        <translation>Fee (yuan)</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>停用日期</source>
        <translation>Closed from</translation>
    </message>
    <message>
        <source>哪种短信</source>
        <translation>Which message</translation>
    </message>
    <message>
        <source>正文</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>网关模板号</source>
        <translation>Gateway&apos;s code</translation>
    </message>
</context>
<context>
    <name>PlanForm</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>这半天</source>
        <translation>This half-day</translation>
    </message>
    <message>
        <source>每周模板</source>
        <translation>Weekly template</translation>
    </message>
    <message>
        <source>请假</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>加号</source>
        <translation>Extra</translation>
    </message>
    <message>
        <source>分配号源</source>
        <translation>Split numbers</translation>
    </message>
    <message>
        <source>替诊或换诊室</source>
        <translation>Substitute or room</translation>
    </message>
    <message>
        <source>生成班次</source>
        <translation>Make sessions</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>诊室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>加入候补</source>
        <translation>Add to waiting list</translation>
    </message>
    <message>
        <source>短信正文</source>
        <translation>Text of a message</translation>
    </message>
</context>
<context>
    <name>PlanWord</name>
    <message>
        <source>上午</source>
        <translation>AM</translation>
    </message>
    <message>
        <source>下午</source>
        <translation>PM</translation>
    </message>
    <message>
        <source>全天</source>
        <translation>Whole day</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>请假</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>生病</source>
        <translation>Sick</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>放假</source>
        <translation>Holiday</translation>
    </message>
    <message>
        <source>设备故障</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>只这一班</source>
        <translation>This session</translation>
    </message>
    <message>
        <source>日期范围</source>
        <translation>Range of days</translation>
    </message>
    <message>
        <source>本科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>全院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>医生同意</source>
        <translation>Doctor agrees</translation>
    </message>
    <message>
        <source>复诊</source>
        <translation>Return visit</translation>
    </message>
    <message>
        <source>病情急</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>新生成</source>
        <translation>New</translation>
    </message>
    <message>
        <source>已有</source>
        <translation>There already</translation>
    </message>
    <message>
        <source>替诊</source>
        <translation>Substitute</translation>
    </message>
    <message>
        <source>时间冲突</source>
        <translation>Overlap</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>主任医师</source>
        <translation>Chief physician</translation>
    </message>
    <message>
        <source>副主任医师</source>
        <translation>Assoc. chief physician</translation>
    </message>
    <message>
        <source>主治医师</source>
        <translation>Attending physician</translation>
    </message>
    <message>
        <source>住院医师</source>
        <translation>Resident physician</translation>
    </message>
    <message>
        <source>不限医生</source>
        <translation>Any doctor</translation>
    </message>
    <message>
        <source>停诊通知</source>
        <translation>Clinic stopped</translation>
    </message>
    <message>
        <source>改约通知</source>
        <translation>Clinic moved</translation>
    </message>
    <message>
        <source>候补有号</source>
        <translation>Waiting list offer</translation>
    </message>
</context>
<context>
    <name>PolicyFault</name>
    <message>
        <source>期限单位不一</source>
        <translation>Units of a term differ</translation>
    </message>
    <message>
        <source>期限长短不一</source>
        <translation>Lengths of a term differ</translation>
    </message>
    <message>
        <source>别的产品名</source>
        <translation>Another product&apos;s name</translation>
    </message>
    <message>
        <source>缺章</source>
        <translation>Chapter missing</translation>
    </message>
    <message>
        <source>没有写到</source>
        <translation>Not mentioned</translation>
    </message>
</context>
<context>
    <name>PolicyField</name>
    <message>
        <source>版本号</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>施行日</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>改了什么（一句话）</source>
        <translation>What changed (one sentence)</translation>
    </message>
    <message>
        <source>中文文本文件</source>
        <translation>Chinese text file</translation>
    </message>
    <message>
        <source>英文文本文件</source>
        <translation>English text file</translation>
    </message>
</context>
<context>
    <name>PolicyTab</name>
    <message>
        <source>问题</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>出处</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>文本中的问题</source>
        <translation>Faults of the text</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>章</source>
        <translation>Ch.</translation>
    </message>
    <message>
        <source>文本作出的承诺</source>
        <translation>What the text promises</translation>
    </message>
    <message>
        <source>变更程度</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>发布后各窗口即可看到待施行的版本。重大变更施行后，有账户的患者下次来时再问一次。</source>
        <translation>Once published every window shows the coming version. After a major change patients with an account are asked again at their next visit.</translation>
    </message>
    <message>
        <source>发布新版隐私告知</source>
        <translation>Publish a new privacy notice</translation>
    </message>
    <message>
        <source>核对文本</source>
        <translation>Check text</translation>
    </message>
    <message>
        <source>签名发布</source>
        <translation>Sign and publish</translation>
    </message>
    <message>
        <source>{name}：{chapters} 章，{duties} 项承诺，{faults} 处问题</source>
        <translation>{name}: {chapters} chapters, {duties} promises, {faults} faults</translation>
    </message>
    <message>
        <source>未写名称</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>填好文本文件后按 Ctrl+T，先核对再发布。</source>
        <translation>Name the text file, press Ctrl+T: check first, then publish.</translation>
    </message>
</context>
<context>
    <name>PolicyTopic</name>
    <message>
        <source>运营者</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>处理目的</source>
        <translation>Purposes</translation>
    </message>
    <message>
        <source>收集的种类</source>
        <translation>Kinds of data</translation>
    </message>
    <message>
        <source>存储</source>
        <translation>Storage</translation>
    </message>
    <message>
        <source>保存期限</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>向他人提供</source>
        <translation>Sharing</translation>
    </message>
    <message>
        <source>查阅、复制、更正</source>
        <translation>See, copy, correct</translation>
    </message>
    <message>
        <source>删除、注销</source>
        <translation>Deletion, closing</translation>
    </message>
    <message>
        <source>投诉举报</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>安全措施</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>未成年人</source>
        <translation>Minors</translation>
    </message>
    <message>
        <source>变更与公布</source>
        <translation>Changes</translation>
    </message>
</context>
<context>
    <name>PolicyWeight</name>
    <message>
        <source>一般变更</source>
        <translation>Minor change</translation>
    </message>
    <message>
        <source>重大变更</source>
        <translation>Major change</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>患者</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>补打</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>本窗今日挂号</source>
        <translation>Today&apos;s bookings at this window</translation>
    </message>
    <message>
        <source>本窗今天还没有挂号</source>
        <translation>No booking at this window today</translation>
    </message>
    <message>
        <source>补打凭条</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>打印标签</source>
        <translation>Print label</translation>
    </message>
    <message>
        <source>打印应急空白单</source>
        <translation>Print blank outage slips</translation>
    </message>
    <message>
        <source>未补录的单</source>
        <translation>Slips not keyed in</translation>
    </message>
    <message>
        <source>凭条预览</source>
        <translation>Slip preview</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>排队待打 {n} 张，来纸后自动打印</source>
        <translation>{n} waiting for paper, printed when there is some</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>模板有误，改用内置：{names}</source>
        <translation>Template at fault, shipped one used: {names}</translation>
    </message>
    <message>
        <source>打印应急名单</source>
        <translation>Print outage list</translation>
    </message>
</context>
<context>
    <name>Prints</name>
    <message>
        <source>已打印</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>已退号</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>排队</source>
        <translation>Waiting</translation>
    </message>
</context>
<context>
    <name>PriorityClass</name>
    <message>
        <source>普通</source>
        <translation>Ordinary</translation>
    </message>
    <message>
        <source>老人</source>
        <translation>Elder</translation>
    </message>
    <message>
        <source>依法优先</source>
        <translation>By law</translation>
    </message>
    <message>
        <source>急</source>
        <translation>Urgent</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>读过证件芯片</source>
        <translation>Chip read</translation>
    </message>
    <message>
        <source>看过证件原件</source>
        <translation>Original document seen</translation>
    </message>
    <message>
        <source>留存手机号验证码</source>
        <translation>Code to the number on file</translation>
    </message>
    <message>
        <source>按留存号码回拨</source>
        <translation>Called back on the number on file</translation>
    </message>
    <message>
        <source>来人证件</source>
        <translation>Asker&apos;s document</translation>
    </message>
    <message>
        <source>患者证件</source>
        <translation>Patient&apos;s document</translation>
    </message>
    <message>
        <source>授权委托书</source>
        <translation>Mandate</translation>
    </message>
    <message>
        <source>关系证明</source>
        <translation>Proof of relation</translation>
    </message>
    <message>
        <source>监护证明</source>
        <translation>Proof of guardianship</translation>
    </message>
    <message>
        <source>死亡证明</source>
        <translation>Death certificate</translation>
    </message>
    <message>
        <source>自身利益书面说明</source>
        <translation>Own interest in writing</translation>
    </message>
    <message>
        <source>已问明：生前无相反安排</source>
        <translation>Asked: no wish of the person against it</translation>
    </message>
    <message>
        <source>机关的法律文书原件</source>
        <translation>The authority&apos;s order, original</translation>
    </message>
    <message>
        <source>第二种证件原件</source>
        <translation>original of a second kind of document</translation>
    </message>
    <message>
        <source>本人签字的转移授权书</source>
        <translation>authorisation signed by the person</translation>
    </message>
    <message>
        <source>登记簿中有效的协议</source>
        <translation>live agreement in the register</translation>
    </message>
    <message>
        <source>一案证明：{case}</source>
        <translation>Proof of one case: {case}</translation>
    </message>
    <message>
        <source>{hospital}&#x3000;{kind}&#x3000;{state}</source>
        <translation>{hospital}&#x3000;{kind}&#x3000;{state}</translation>
    </message>
    <message>
        <source>相符</source>
        <translation>holds</translation>
    </message>
    <message>
        <source>不符</source>
        <translation>BROKEN</translation>
    </message>
    <message>
        <source>{what}：{person}，{at}</source>
        <translation>{what}: {person}, {at}</translation>
    </message>
    <message>
        <source>窗口 {window} 已确认删除：{at}</source>
        <translation>Window {window} confirmed the deletion: {at}</translation>
    </message>
    <message>
        <source>请求内容：{words}</source>
        <translation>The request: {words}</translation>
    </message>
    <message>
        <source>有关本案的操作记录（其余记录只有校验值）：</source>
        <translation>Trace entries about this case (of all others only hashes):</translation>
    </message>
    <message>
        <source>经过：{summary}</source>
        <translation>What happened: {summary}</translation>
    </message>
    <message>
        <source>受影响 {n} 人（各人只有记录代号）：{states}；索赔 {claims} 件</source>
        <translation>{n} people affected (known here by the traces’ ids only): {states}; {claims} claims for harm</translation>
    </message>
    <message>
        <source>本案依据（本人签名）已于 {at} 按保存期限销毁</source>
        <translation>The evidence of this case (the person&apos;s signature) was destroyed on {at} when its retention was over</translation>
    </message>
</context>
<context>
    <name>ProofBlock</name>
    <message>
        <source>证明包</source>
        <translation>Proof pack</translation>
    </message>
    <message>
        <source>证明包已交出，删除文件</source>
        <translation>Pack handed over, delete file</translation>
    </message>
</context>
<context>
    <name>ProofBoxes</name>
    <message>
        <source>{paper}：提交后按 Alt+F 附扫描件</source>
        <translation>{paper}: attach its scan with Alt+F after filing</translation>
    </message>
    <message>
        <source>{paper}：提交后在右侧办理</source>
        <translation>{paper}: after filing, at the right</translation>
    </message>
</context>
<context>
    <name>ProofCheck</name>
    <message>
        <source>中心对整个证明包的签名</source>
        <translation>Central&apos;s signature over the whole pack</translation>
    </message>
    <message>
        <source>医院创始密钥对人员名册的签名</source>
        <translation>The founding key&apos;s signature over the roster</translation>
    </message>
    <message>
        <source>提出人签名</source>
        <translation>Signature of who filed</translation>
    </message>
    <message>
        <source>批准人签名</source>
        <translation>Signature of who approved</translation>
    </message>
    <message>
        <source>决定人签名</source>
        <translation>Signature of who decided</translation>
    </message>
    <message>
        <source>操作记录链</source>
        <translation>Chain of the trace</translation>
    </message>
    <message>
        <source>复核人签名</source>
        <translation>Signature of who looked again</translation>
    </message>
    <message>
        <source>结案人签名</source>
        <translation>Signature of who closed it</translation>
    </message>
    <message>
        <source>被查看的人都见于操作记录</source>
        <translation>Everybody who was looked at stands in the traces</translation>
    </message>
</context>
<context>
    <name>Purpose</name>
    <message>
        <source>平台账户</source>
        <translation>platform account</translation>
    </message>
    <message>
        <source>就医</source>
        <translation>care</translation>
    </message>
    <message>
        <source>短信联系</source>
        <translation>text messages</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>{minutes} 分</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{minutes} 分 过久</source>
        <translation>{minutes} min, too long</translation>
    </message>
    <message>
        <source>现场</source>
        <translation>walk-in</translation>
    </message>
    <message>
        <source>预约 {time}</source>
        <translation>booked {time}</translation>
    </message>
    <message>
        <source>已叫 {count} 次</source>
        <translation>called {count}×</translation>
    </message>
    <message>
        <source>候诊 {waiting} 人，{rooms} 间在叫号</source>
        <translation>{waiting} waiting, {rooms} rooms calling</translation>
    </message>
    <message>
        <source>；还没有完成的就诊，暂估不了</source>
        <translation>; no finished visit yet, no estimate</translation>
    </message>
    <message>
        <source>；每人约 {each} 分，排完约 {left} 分</source>
        <translation>; about {each} min each, {left} min in all</translation>
    </message>
    <message>
        <source>。建议再开一间</source>
        <translation>. Open another room</translation>
    </message>
    <message>
        <source>。候诊到 {n} 人就该再开一间</source>
        <translation>. Open another room when {n} wait</translation>
    </message>
</context>
<context>
    <name>QueueDetail</name>
    <message>
        <source>撤销上一步</source>
        <translation>Undo last step</translation>
    </message>
    <message>
        <source>叫下一位</source>
        <translation>Call next</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>转到（↑↓ 选，回车转，Esc 取消）</source>
        <translation>Transfer to (↑↓, Enter, Esc)</translation>
    </message>
    <message>
        <source>高峰助手</source>
        <translation>Peak helper</translation>
    </message>
    <message>
        <source>报到</source>
        <translation>Check in</translation>
    </message>
    <message>
        <source>叫号</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>过号</source>
        <translation>Miss</translation>
    </message>
    <message>
        <source>回队</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>转医生</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>开始就诊</source>
        <translation>Begin visit</translation>
    </message>
    <message>
        <source>就诊完成</source>
        <translation>Visit done</translation>
    </message>
    <message>
        <source>记爽约</source>
        <translation>No-show</translation>
    </message>
    <message>
        <source>撤销爽约</source>
        <translation>Excuse</translation>
    </message>
    <message>
        <source>再叫</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>恢复号</source>
        <translation>Restore number</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>等候</source>
        <translation>Wait</translation>
    </message>
    <message>
        <source>次序</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>今日队列</source>
        <translation>Today&apos;s lines</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>扫凭条或输号报到</source>
        <translation>Scan or type a number</translation>
    </message>
    <message>
        <source>凭条或号</source>
        <translation>Slip or number</translation>
    </message>
    <message>
        <source>←→ 状态 · N 科室 · M 医生</source>
        <translation>←→ state · N department · M doctor</translation>
    </message>
    <message>
        <source>今天没有人</source>
        <translation>Nobody today</translation>
    </message>
    <message>
        <source>全院</source>
        <translation>Whole hospital</translation>
    </message>
    <message>
        <source>全部医生</source>
        <translation>All doctors</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>QuotaOf</name>
    <message>
        <source>共用</source>
        <translation>Shared</translation>
    </message>
    <message>
        <source>线上</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>长者</source>
        <translation>Elderly</translation>
    </message>
    <message>
        <source>转诊</source>
        <translation>Referral</translation>
    </message>
    <message>
        <source>职工初诊</source>
        <translation>Staff, first visit</translation>
    </message>
    <message>
        <source>加号</source>
        <translation>Extra</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>挂号</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>删除申请</source>
        <translation>Deletions</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>重复档案</source>
        <translation>Duplicates</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>班次</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Bookings</translation>
    </message>
    <message>
        <source>日报</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>请求办理</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>队列</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>排班停诊</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>预约规则</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>稽核</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>合规事项</source>
        <translation>Duties</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>这次挂号已登记过</source>
        <translation>booking known already</translation>
    </message>
    <message>
        <source>这次挂号已不在</source>
        <translation>booking is gone</translation>
    </message>
    <message>
        <source>这份申请已登记过</source>
        <translation>request known already</translation>
    </message>
    <message>
        <source>申请已办结</source>
        <translation>request is closed</translation>
    </message>
    <message>
        <source>回避登记里没有这个号码</source>
        <translation>This number is not on your list</translation>
    </message>
    <message>
        <source>档案已变动，申请作废</source>
        <translation>record changed, request void</translation>
    </message>
    <message>
        <source>申请内容与签名不符</source>
        <translation>request differs from the signature</translation>
    </message>
    <message>
        <source>密钥打不开</source>
        <translation>keys do not open</translation>
    </message>
    <message>
        <source>内容格式不对</source>
        <translation>malformed</translation>
    </message>
    <message>
        <source>同一编号的内容不一致</source>
        <translation>The same number came with other content</translation>
    </message>
    <message>
        <source>两份档案之一已变动，请重新核对后提交</source>
        <translation>one of the records changed; check again and send anew</translation>
    </message>
    <message>
        <source>与中心登记的这一组不是同样的两人</source>
        <translation>central knows this pair with other people</translation>
    </message>
    <message>
        <source>之后还有一次合并，请先撤销那一次</source>
        <translation>there is a later merge; undo that one first</translation>
    </message>
    <message>
        <source>这一组的状态已变</source>
        <translation>this pair has changed</translation>
    </message>
    <message>
        <source>并入方已含合并档案，请以它为保留方</source>
        <translation>the other record already holds a merged one; keep that one</translation>
    </message>
    <message>
        <source>档案正在删除或受限，不能合并或撤销</source>
        <translation>a record is restricted or being deleted</translation>
    </message>
    <message>
        <source>合并前的快照已不在</source>
        <translation>the snapshot is gone</translation>
    </message>
    <message>
        <source>中心没有这一组</source>
        <translation>central does not know this pair</translation>
    </message>
    <message>
        <source>加密内容打不开</source>
        <translation>sealed part does not open</translation>
    </message>
    <message>
        <source>此人已建档</source>
        <translation>person is on file</translation>
    </message>
    <message>
        <source>此人档案已不在</source>
        <translation>person is gone</translation>
    </message>
    <message>
        <source>此档案已并入另一份，请对保留的档案办理</source>
        <translation>this record was merged; act on the one that stayed</translation>
    </message>
    <message>
        <source>中心没有此人档案</source>
        <translation>person unknown</translation>
    </message>
    <message>
        <source>缺少签名</source>
        <translation>signature missing</translation>
    </message>
    <message>
        <source>签名不符</source>
        <translation>signature wrong</translation>
    </message>
    <message>
        <source>此事已有人处理</source>
        <translation>settled by somebody else</translation>
    </message>
    <message>
        <source>没有这件事项</source>
        <translation>no such task</translation>
    </message>
    <message>
        <source>别的窗口已做过同样操作</source>
        <translation>another window did the same already</translation>
    </message>
    <message>
        <source>这次挂号的状态不允许</source>
        <translation>the booking&apos;s state does not allow it</translation>
    </message>
    <message>
        <source>不是预约当天</source>
        <translation>not the day of the booking</translation>
    </message>
    <message>
        <source>别的窗口已先操作，以中心为准</source>
        <translation>another window was first; central&apos;s state holds</translation>
    </message>
    <message>
        <source>没有这个班次</source>
        <translation>no such session</translation>
    </message>
    <message>
        <source>别的窗口已先改过</source>
        <translation>changed elsewhere first</translation>
    </message>
    <message>
        <source>断网演练中</source>
        <translation>outage drill</translation>
    </message>
    <message>
        <source>没有可用的电话</source>
        <translation>there is no phone to send it to</translation>
    </message>
    <message>
        <source>发送中断，不知是否发出</source>
        <translation>sending was cut off; nobody knows whether it left</translation>
    </message>
    <message>
        <source>号池版本不符</source>
        <translation>other pool version</translation>
    </message>
    <message>
        <source>最后服务日最早是明天</source>
        <translation>The last day is tomorrow at the earliest</translation>
    </message>
    <message>
        <source>平台到那天已停止运营</source>
        <translation>The operation has ended by that day</translation>
    </message>
    <message>
        <source>标题最多 40 个字</source>
        <translation>At most 40 characters in the title</translation>
    </message>
    <message>
        <source>结束时间要晚于开始和现在，最长一年</source>
        <translation>The end must lie after the start and after now, at most a year</translation>
    </message>
    <message>
        <source>短信通道没有发出</source>
        <translation>text message was not sent</translation>
    </message>
    <message>
        <source>没有这个科室</source>
        <translation>no such clinic</translation>
    </message>
    <message>
        <source>本机已被隔离，请联系信息科</source>
        <translation>this desk is set apart: call IT</translation>
    </message>
    <message>
        <source>有删除指令签名未通过，没有执行，请联系信息科</source>
        <translation>A deletion without valid signatures was not carried out; tell IT</translation>
    </message>
    <message>
        <source>中心没有这一版保密承诺，请重新登录再签</source>
        <translation>Central has no such version of the undertaking; sign in again and sign it</translation>
    </message>
    <message>
        <source>本机时间不对，请信息科校时</source>
        <translation>This PC&apos;s clock is wrong; let IT set it</translation>
    </message>
    <message>
        <source>还没有签保密承诺，已存信息暂不显示；请退出，重新登录时阅读并签名</source>
        <translation>The undertaking of confidentiality is not signed yet, so nothing stored is shown; sign out, sign in again, read and sign it</translation>
    </message>
    <message>
        <source>本机已被停用，请重新登记</source>
        <translation>this desk is revoked: enrol again</translation>
    </message>
    <message>
        <source>中心没有登记本机</source>
        <translation>desk not enrolled</translation>
    </message>
    <message>
        <source>登记码已用过或过期</source>
        <translation>enrolment code used or expired</translation>
    </message>
    <message>
        <source>中心还没有设好医院</source>
        <translation>hospital not set up</translation>
    </message>
    <message>
        <source>密钥未被接受</source>
        <translation>keys not accepted</translation>
    </message>
    <message>
        <source>不在放号时间内</source>
        <translation>outside of hours</translation>
    </message>
    <message>
        <source>内容未被接受</source>
        <translation>not accepted</translation>
    </message>
    <message>
        <source>程序版本与中心不符，请更新</source>
        <translation>other program version: update</translation>
    </message>
    <message>
        <source>人员名册还没有签发</source>
        <translation>roster not signed yet</translation>
    </message>
    <message>
        <source>本机日志与中心留存的不一致，请联系信息科</source>
        <translation>This desk&apos;s log differs from what central has kept; call IT</translation>
    </message>
    <message>
        <source>本机日志的格式中心不认，请联系信息科</source>
        <translation>Central does not accept the form of this desk&apos;s log; call IT</translation>
    </message>
    <message>
        <source>中心的签名不符，请联系信息科</source>
        <translation>Central&apos;s signature does not match; call IT</translation>
    </message>
    <message>
        <source>查询太频繁，请稍后再查</source>
        <translation>too many look-ups, wait</translation>
    </message>
    <message>
        <source>中心密钥不符</source>
        <translation>other central keys</translation>
    </message>
    <message>
        <source>中心的答复过大</source>
        <translation>answer too large</translation>
    </message>
    <message>
        <source>中心应答太慢，已断开，稍后自动重试</source>
        <translation>central answers too slowly; the line was cut and is tried again by itself</translation>
    </message>
    <message>
        <source>中心没有答复这次挂号</source>
        <translation>no answer to this booking</translation>
    </message>
    <message>
        <source>还没有收到隐私告知</source>
        <translation>no privacy notice yet</translation>
    </message>
    <message>
        <source>没有取到此人档案</source>
        <translation>person not fetched</translation>
    </message>
    <message>
        <source>中心的答复看不懂</source>
        <translation>answer not understood</translation>
    </message>
    <message>
        <source>外部服务没有应答</source>
        <translation>outside service silent</translation>
    </message>
    <message>
        <source>外部服务没有设好</source>
        <translation>outside service not set up</translation>
    </message>
    <message>
        <source>短信没有发出</source>
        <translation>message not sent</translation>
    </message>
    <message>
        <source>中心没有这次挂号</source>
        <translation>Central has no such booking</translation>
    </message>
    <message>
        <source>费用与收费标准不符</source>
        <translation>The fee is not in the tariff</translation>
    </message>
    <message>
        <source>中心没有这笔收费</source>
        <translation>Central has no such payment</translation>
    </message>
    <message>
        <source>应有现金与中心核算不符</source>
        <translation>The sum differs from central&apos;s</translation>
    </message>
    <message>
        <source>中心没有答复这笔收费</source>
        <translation>Central did not answer about this payment</translation>
    </message>
    <message>
        <source>金额不符</source>
        <translation>The amount differs</translation>
    </message>
    <message>
        <source>现金不够</source>
        <translation>Too little cash</translation>
    </message>
    <message>
        <source>清点数目不对</source>
        <translation>The count is wrong</translation>
    </message>
    <message>
        <source>长短款没有说明</source>
        <translation>The difference is not explained</translation>
    </message>
    <message>
        <source>已过退号时间，须主管办理</source>
        <translation>Too late; a supervisor&apos;s matter</translation>
    </message>
    <message>
        <source>留存多于实点</source>
        <translation>More left than counted</translation>
    </message>
    <message>
        <source>班次没有开</source>
        <translation>The shift is not open</translation>
    </message>
    <message>
        <source>现在不能收费</source>
        <translation>Takes no payment now</translation>
    </message>
    <message>
        <source>没有可退的费用</source>
        <translation>Nothing to give back</translation>
    </message>
    <message>
        <source>不用再收费</source>
        <translation>Nothing is owed</translation>
    </message>
    <message>
        <source>单号不对</source>
        <translation>The reference number is wrong</translation>
    </message>
    <message>
        <source>退的多于收的</source>
        <translation>More back than came in</translation>
    </message>
    <message>
        <source>已经开班</source>
        <translation>The shift is open</translation>
    </message>
    <message>
        <source>已过退号时限，须主管批准</source>
        <translation>too late; a supervisor must approve</translation>
    </message>
    <message>
        <source>这个号已不能退或改</source>
        <translation>this booking can no longer be changed</translation>
    </message>
    <message>
        <source>号码已给了别人</source>
        <translation>the number went to somebody else</translation>
    </message>
    <message>
        <source>不是同一位患者的号</source>
        <translation>the booking is another patient&apos;s</translation>
    </message>
    <message>
        <source>已不在本院人员名单上，请退出登录</source>
        <translation>You are no longer on the hospital&apos;s staff roster. Please sign out</translation>
    </message>
    <message>
        <source>还没有决定</source>
        <translation>Not decided yet</translation>
    </message>
    <message>
        <source>中心没有答复，恢复后自动生效</source>
        <translation>Central did not answer; it takes effect when the line is back</translation>
    </message>
    <message>
        <source>离线时不能办，请恢复网络后再办</source>
        <translation>Not while off line; do it when the line is back</translation>
    </message>
    <message>
        <source>日期已过</source>
        <translation>The day is past</translation>
    </message>
    <message>
        <source>这位医生同一时间另有班次</source>
        <translation>This doctor has another session at that time</translation>
    </message>
    <message>
        <source>没有这位医生</source>
        <translation>No such doctor</translation>
    </message>
    <message>
        <source>加号已到上限，请主管加</source>
        <translation>Extra numbers are at the limit; ask the supervisor</translation>
    </message>
    <message>
        <source>此人不在停诊名单上</source>
        <translation>Not on the list of this stop</translation>
    </message>
    <message>
        <source>留的号已过时，请重新留</source>
        <translation>The held number ran out; hold another</translation>
    </message>
    <message>
        <source>排班内容不对</source>
        <translation>The schedule cannot be so</translation>
    </message>
    <message>
        <source>已挂出的比要分的多，分不了</source>
        <translation>More was given out than this split has</translation>
    </message>
    <message>
        <source>中心恢复后正在核对此号源，请选其他时段或稍后再试</source>
        <translation>Numbers are being checked after a restore; take another time or try later</translation>
    </message>
    <message>
        <source>账户已冻结</source>
        <translation>The account is frozen</translation>
    </message>
    <message>
        <source>此人信息依法保全，暂不能删除</source>
        <translation>A legal hold keeps this person&apos;s data</translation>
    </message>
    <message>
        <source>四项告知内容和联系方式没有写全</source>
        <translation>the four contents and the contact are not complete</translation>
    </message>
    <message>
        <source>要由另一人签字</source>
        <translation>another person must sign</translation>
    </message>
    <message>
        <source>没有这个窗口</source>
        <translation>no such window</translation>
    </message>
    <message>
        <source>发现时间不能晚于现在</source>
        <translation>found later than now</translation>
    </message>
    <message>
        <source>还有人未联系上，请先公告</source>
        <translation>some were not reached: announce first</translation>
    </message>
    <message>
        <source>这件事现在不能这样办，请刷新</source>
        <translation>this cannot be done now, refresh</translation>
    </message>
    <message>
        <source>还有人没有告知</source>
        <translation>some people are not told yet</translation>
    </message>
    <message>
        <source>请先向监管部门报告，或写明不需报告的理由</source>
        <translation>report to the regulator first, or say why none is required</translation>
    </message>
    <message>
        <source>请写明涉及的窗口或人员</source>
        <translation>name the window or the person</translation>
    </message>
    <message>
        <source>没有这个工作人员</source>
        <translation>no such member of staff</translation>
    </message>
    <message>
        <source>有必填的内容没有写</source>
        <translation>a required text is missing</translation>
    </message>
    <message>
        <source>时间没有写全</source>
        <translation>times are missing</translation>
    </message>
    <message>
        <source>这天起还有开放的班次，先停诊再停用</source>
        <translation>Open sessions stand on or after this day; stop them first</translation>
    </message>
    <message>
        <source>这位医生当天已停用</source>
        <translation>This doctor is closed on that day</translation>
    </message>
    <message>
        <source>本科室已有同名诊室</source>
        <translation>The department has a room of this name</translation>
    </message>
    <message>
        <source>没有延期</source>
        <translation>The term was not extended</translation>
    </message>
    <message>
        <source>没有到期的数据</source>
        <translation>nothing is due</translation>
    </message>
    <message>
        <source>预约号须凭本人证件取</source>
        <translation>a booked number needs the person&apos;s own document</translation>
    </message>
    <message>
        <source>与中心失去联系过久，已存信息暂不显示；联网后恢复，或请主管在“同步”页延长 24 小时</source>
        <translation>Too long without central: nothing stored is shown. It opens with the line, or a supervisor extends it by 24 hours on the sync page</translation>
    </message>
    <message>
        <source>此版本已停用，已存信息不再显示，请信息科更新程序</source>
        <translation>This version was withdrawn: nothing stored is shown. Ask IT for an update</translation>
    </message>
    <message>
        <source>这笔账已经结平</source>
        <translation>this account is settled already</translation>
    </message>
    <message>
        <source>要先说明多退的钱怎么了</source>
        <translation>say first what became of the money</translation>
    </message>
    <message>
        <source>年龄不到，不能用长者号</source>
        <translation>too young for a number for elders</translation>
    </message>
    <message>
        <source>没有写明改什么</source>
        <translation>nothing was named that shall change</translation>
    </message>
    <message>
        <source>新内容与现在的一样</source>
        <translation>it says this already</translation>
    </message>
    <message>
        <source>档案里现在的内容已变，请重新打开填写</source>
        <translation>the file says something else by now; open it again and fill in anew</translation>
    </message>
    <message>
        <source>这一项须有证件或文书为据</source>
        <translation>this field needs a document or an official paper</translation>
    </message>
    <message>
        <source>新内容不合格式，请核对</source>
        <translation>the new value has the wrong form; please check</translation>
    </message>
    <message>
        <source>这一项已有内容，请按更正办理</source>
        <translation>this field is filled; file a correction</translation>
    </message>
    <message>
        <source>姓名、出生日期、证件号码全改就是另一个人，请另行建档</source>
        <translation>name, date of birth and number together would be somebody else; register that person</translation>
    </message>
    <message>
        <source>另一份档案已有这个证件号码，两份已列入疑似重复，请先到“重复档案”处理</source>
        <translation>another file has this document number; both are on the list of duplicates now, settle that first</translation>
    </message>
    <message>
        <source>新号码的验证码没有通过</source>
        <translation>the code to the new number was not proved</translation>
    </message>
    <message>
        <source>请求的状态已变</source>
        <translation>the request stands elsewhere by now</translation>
    </message>
    <message>
        <source>还没有写明改什么</source>
        <translation>nothing was named yet that shall change</translation>
    </message>
    <message>
        <source>档案正被停约，请先解除再合并</source>
        <translation>The person is blocked; end the block before merging</translation>
    </message>
    <message>
        <source>此人停约中，不能预约；当天到院可挂号</source>
        <translation>The person is blocked: no booking ahead; same-day registration goes on</translation>
    </message>
    <message>
        <source>停约的原因或日期不对</source>
        <translation>Reason or day of the block is wrong</translation>
    </message>
    <message>
        <source>没有删除案号时，请填文书上的证件号</source>
        <translation>Without a deletion case, type the document number of the paper</translation>
    </message>
    <message>
        <source>这是经办人本人或登记亲属的档案，请同事办理</source>
        <translation>This is the handler&apos;s own or a listed relative&apos;s record; ask a colleague</translation>
    </message>
    <message>
        <source>回避名单已满，请联系个保专员</source>
        <translation>The list is full; ask the privacy officer</translation>
    </message>
    <message>
        <source>用这个手机号的患者太多，没有开户，号码只作联系</source>
        <translation>too many patients have this phone; no account was opened, it is kept for contact</translation>
    </message>
    <message>
        <source>各窗口的回执还没有收齐</source>
        <translation>Not every window has confirmed yet</translation>
    </message>
    <message>
        <source>此人已在这个科室的候补名单上</source>
        <translation>This person already waits for this clinic</translation>
    </message>
    <message>
        <source>此人已不在候补名单上</source>
        <translation>This person is not on the waiting list any more</translation>
    </message>
    <message>
        <source>候补的科室或日期不对</source>
        <translation>Clinic or days of the wish are wrong</translation>
    </message>
    <message>
        <source>中心还没有这个案子，同步后再办</source>
        <translation>Central has no such case yet; try again after the next exchange</translation>
    </message>
    <message>
        <source>证明包核对不符，请找信息科</source>
        <translation>The proof does not hold; call IT</translation>
    </message>
    <message>
        <source>读取后有变化，按 Ctrl+G 两次重新读取</source>
        <translation>something changed since it was read; press Ctrl+G twice to read again</translation>
    </message>
    <message>
        <source>该月还未结束</source>
        <translation>the month is not over</translation>
    </message>
    <message>
        <source>该月已有人签字</source>
        <translation>the month is signed off already</translation>
    </message>
    <message>
        <source>此人 30 天内登录过</source>
        <translation>this person signed in within 30 days</translation>
    </message>
    <message>
        <source>处理目的有变，请先发布生效日不晚于移交日的重大变更版政策</source>
        <translation>purposes change: first publish a major version of the policy in force by the day</translation>
    </message>
    <message>
        <source>这份档案没有到期，或又有就诊、请求、保全</source>
        <translation>this file is not due, or a visit, request or hold keeps it</translation>
    </message>
    <message>
        <source>还有到期档案没有提交删除</source>
        <translation>some due files are not filed for deletion</translation>
    </message>
    <message>
        <source>档案删除申请还没有同步到本窗，稍后再签</source>
        <translation>the filed deletions have not reached this desk yet; sign a little later</translation>
    </message>
    <message>
        <source>没有这件安全事件，请先登记</source>
        <translation>there is no such incident; register it first</translation>
    </message>
    <message>
        <source>已经停止了</source>
        <translation>this is stopped already</translation>
    </message>
    <message>
        <source>这一项没有停止</source>
        <translation>this is not stopped</translation>
    </message>
    <message>
        <source>停用的窗口只能由信息科重新登记</source>
        <translation>a refused desk is enrolled anew by IT only</translation>
    </message>
    <message>
        <source>不能停用正在用的窗口，请到另一个窗口停用</source>
        <translation>the desk in use cannot be refused; go to another desk</translation>
    </message>
    <message>
        <source>还有止损措施没有恢复，恢复后再结案</source>
        <translation>something is still stopped; lift it before closing</translation>
    </message>
    <message>
        <source>这件事没有保全证据</source>
        <translation>no evidence is held here</translation>
    </message>
    <message>
        <source>本机已被停用，没上传的都已交中心保管，等主管核对；请重新登记</source>
        <translation>This desk was revoked. What it had not sent is kept at central for a supervisor to check; enrol it again</translation>
    </message>
    <message>
        <source>密钥换了就不能换回</source>
        <translation>Keys that were changed do not change back</translation>
    </message>
    <message>
        <source>结案前请写下教训和改进</source>
        <translation>Please write down what was learnt before closing</translation>
    </message>
    <message>
        <source>教训最多记 20 条</source>
        <translation>At most 20 lessons</translation>
    </message>
    <message>
        <source>一段封存的留痕打不开，请按 Ctrl+I 核验，看是哪一条</source>
        <translation>A closed part of the trace does not open; Ctrl+I names the entry</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>无正当理由反复申请</source>
        <translation>Repeated without good reason</translation>
    </message>
    <message>
        <source>需要过多技术手段</source>
        <translation>Needs too much technical means</translation>
    </message>
    <message>
        <source>危及他人合法权益</source>
        <translation>Endangers others&apos; rights</translation>
    </message>
    <message>
        <source>极不切实际</source>
        <translation>Very impractical</translation>
    </message>
    <message>
        <source>身份未能证明</source>
        <translation>Identity not proved</translation>
    </message>
    <message>
        <source>法律要求保存（仅限部分）</source>
        <translation>Kept by law (in part only)</translation>
    </message>
    <message>
        <source>已证明本院无过错（仅限索赔）</source>
        <translation>Shown not to be at fault (claims only)</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>处理目的</source>
        <translation>Purposes</translation>
    </message>
    <message>
        <source>接收方</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>受托方</source>
        <translation>Processors</translation>
    </message>
    <message>
        <source>导出种类</source>
        <translation>Export kinds</translation>
    </message>
    <message>
        <source>影响评估</source>
        <translation>Assessments</translation>
    </message>
    <message>
        <source>培训</source>
        <translation>Training</translation>
    </message>
</context>
<context>
    <name>RegisterChoice</name>
    <message>
        <source>去标识化数据</source>
        <translation>De-identified data</translation>
    </message>
    <message>
        <source>可以开展</source>
        <translation>May go ahead</translation>
    </message>
    <message>
        <source>不得开展</source>
        <translation>Must not go ahead</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>不合格</source>
        <translation>Failed</translation>
    </message>
</context>
<context>
    <name>RegisterField</name>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>个人信息种类</source>
        <translation>Kinds of data</translation>
    </message>
    <message>
        <source>合法性基础</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>目的</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>协议编号</source>
        <translation>Agreement no.</translation>
    </message>
    <message>
        <source>生效日</source>
        <translation>From</translation>
    </message>
    <message>
        <source>截止日</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>影响评估编号</source>
        <translation>Assessment no.</translation>
    </message>
    <message>
        <source>期满后数据处置</source>
        <translation>Data at the end</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>评估对象</source>
        <translation>About</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>风险</source>
        <translation>Risks</translation>
    </message>
    <message>
        <source>保护措施</source>
        <translation>Measures</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>保存至</source>
        <translation>Keep until</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff no.</translation>
    </message>
    <message>
        <source>教材版本</source>
        <translation>Material version</translation>
    </message>
    <message>
        <source>下次培训日</source>
        <translation>Next training</translation>
    </message>
    <message>
        <source>表格</source>
        <translation>Form</translation>
    </message>
</context>
<context>
    <name>RegisterTab</name>
    <message>
        <source>条目</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>登记日</source>
        <translation>Put on</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>还没有登记</source>
        <translation>Nothing here yet</translation>
    </message>
    <message>
        <source>每一版都由本人签名并永久留存；日期写成 2026-11-27。</source>
        <translation>You sign every version and each is kept for ever; write days as 2026-11-27.</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>签名登记</source>
        <translation>Sign entry</translation>
    </message>
    <message>
        <source>第 {n} 版</source>
        <translation>Version {n}</translation>
    </message>
</context>
<context>
    <name>RegistersPage</name>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notice</translation>
    </message>
    <message>
        <source>单据模板</source>
        <translation>Templates</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>{said}：{field}</source>
        <translation>{said}: {field}</translation>
    </message>
    <message>
        <source>对外提供</source>
        <translation>Disclosures</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Exports</translation>
    </message>
</context>
<context>
    <name>RegistrationPage</name>
    <message>
        <source>草稿已自动保存</source>
        <translation>Draft saved</translation>
    </message>
    <message>
        <source>现场挂号</source>
        <translation>Walk-in registration</translation>
    </message>
    <message>
        <source>补录 {slip}</source>
        <translation>Keying in {slip}</translation>
    </message>
    <message>
        <source>取回 {name}</source>
        <translation>Take up {name}</translation>
    </message>
    <message>
        <source>已暂存：{names}</source>
        <translation>Put aside: {names}</translation>
    </message>
</context>
<context>
    <name>Relation</name>
    <message>
        <source>父亲</source>
        <translation>Father</translation>
    </message>
    <message>
        <source>母亲</source>
        <translation>Mother</translation>
    </message>
    <message>
        <source>祖父母</source>
        <translation>Grandparent</translation>
    </message>
    <message>
        <source>其他监护人</source>
        <translation>Other guardian</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>门诊日报 {days} 按{by}</source>
        <translation>Day report {days} by {by}</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Others</translation>
    </message>
    <message>
        <source>挂号</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>爽约</source>
        <translation>No-show</translation>
    </message>
    <message>
        <source>已就诊</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>平均候诊（分）</source>
        <translation>Wait (min)</translation>
    </message>
    <message>
        <source>现金</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>扫码</source>
        <translation>QR</translation>
    </message>
    <message>
        <source>医保</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>退费</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>净额</source>
        <translation>Net</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>患者</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>请求</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>按期办结</source>
        <translation>Ended in time</translation>
    </message>
    <message>
        <source>逾期办结</source>
        <translation>Ended late</translation>
    </message>
    <message>
        <source>在办</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>其中拒绝</source>
        <translation>Of these refused</translation>
    </message>
</context>
<context>
    <name>ReportChart</name>
    <message>
        <source>挂号量条形图，数字见下表</source>
        <translation>Bar chart of bookings; the table has the figures</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>存为 CSV</source>
        <translation>Save CSV</translation>
    </message>
    <message>
        <source>报表</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>日报</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>从哪一天</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>到哪一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>按什么统计</source>
        <translation>Group by</translation>
    </message>
    <message>
        <source>回车统计    PgUp PgDn 前后一天    1–5 按什么统计</source>
        <translation>Enter: read    PgUp PgDn: day before, after    1–5: group by</translation>
    </message>
    <message>
        <source>待退 {fen}</source>
        <translation>To be given back: {fen}</translation>
    </message>
    <message>
        <source>班次：{all}</source>
        <translation>Shifts: {all}</translation>
    </message>
    <message>
        <source>按回车统计这些天</source>
        <translation>Press Enter to count these days</translation>
    </message>
    <message>
        <source>爽约名单</source>
        <translation>No-shows</translation>
    </message>
    <message>
        <source>请求统计</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>这些天没有</source>
        <translation>None in these days</translation>
    </message>
    <message>
        <source>爽约名单，再按 Ctrl+B 回到统计</source>
        <translation>No-shows; Ctrl+B again goes back to the figures</translation>
    </message>
    <message>
        <source>这些天收到的权利请求，再按 Ctrl+R 回到统计</source>
        <translation>Requests received in these days; Ctrl+R again goes back to the figures</translation>
    </message>
    <message>
        <source>爽约 {n} 人</source>
        <translation>No-shows: {n}</translation>
    </message>
</context>
<context>
    <name>RequestChannel</name>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>邮件</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>信函</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>线上</source>
        <translation>On line</translation>
    </message>
</context>
<context>
    <name>RequestDetailCard</name>
    <message>
        <source>证明齐全</source>
        <translation>Proof complete</translation>
    </message>
    <message>
        <source>要求补证</source>
        <translation>Ask for proof</translation>
    </message>
    <message>
        <source>请求人撤回</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>打印答复书</source>
        <translation>Print the answer</translation>
    </message>
    <message>
        <source>不予或部分办理的理由</source>
        <translation>Ground of a refusal, whole or in part</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>说明（写进答复书）</source>
        <translation>Reason (goes into the answer)</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>部分同意</source>
        <translation>Grant in part</translation>
    </message>
    <message>
        <source>不予办理</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>说明：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>本人提交的请求由别人决定</source>
        <translation>Who filed it does not decide it</translation>
    </message>
    <message>
        <source>还需 {n} 人决定</source>
        <translation>{n} more must decide</translation>
    </message>
    <message>
        <source>可告知：</source>
        <translation>May be told:</translation>
    </message>
    <message>
        <source>看来人和联系方式</source>
        <translation>Who asked, and contact</translation>
    </message>
    <message>
        <source>重复请求的费用（元），须写说明</source>
        <translation>Fee of a repeated request (yuan), with a reason</translation>
    </message>
    <message>
        <source>此前同类请求 {n} 次（{listed}）</source>
        <translation>The same was asked {n} times ({listed})</translation>
    </message>
    <message>
        <source>接收方：{name}</source>
        <translation>Receiver: {name}</translation>
    </message>
</context>
<context>
    <name>RequestForm</name>
    <message>
        <source>请求种类</source>
        <translation>Kind of request</translation>
    </message>
    <message>
        <source>谁提出</source>
        <translation>Who asks</translation>
    </message>
    <message>
        <source>途径</source>
        <translation>How it came</translation>
    </message>
    <message>
        <source>来人姓名</source>
        <translation>Asker&apos;s name</translation>
    </message>
    <message>
        <source>与患者关系</source>
        <translation>Relation to the patient</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>How to reach them</translation>
    </message>
    <message>
        <source>请求内容</source>
        <translation>What is asked</translation>
    </message>
    <message>
        <source>提交并打印回执</source>
        <translation>File and print the receipt</translation>
    </message>
    <message>
        <source>新请求</source>
        <translation>New request</translation>
    </message>
    <message>
        <source>删除、注销在“删除申请”页</source>
        <translation>Deletion and closing: page Deletions</translation>
    </message>
    <message>
        <source>请求内容（本人原话）</source>
        <translation>What is asked (in their own words)</translation>
    </message>
    <message>
        <source>已看过的证明</source>
        <translation>Proof that was seen</translation>
    </message>
    <message>
        <source>在挂号页读卡，或按 F3 找到患者</source>
        <translation>Read the card on the registration page, or find the patient with F3</translation>
    </message>
    <message>
        <source>事件编号（要求赔偿时）</source>
        <translation>Incident number (when harm is claimed)</translation>
    </message>
    <message>
        <source>接收机构全称</source>
        <translation>Full name of the receiving body</translation>
    </message>
    <message>
        <source>屏上签名</source>
        <translation>Sign on screen</translation>
    </message>
    <message>
        <source>纸质已签</source>
        <translation>Paper signed</translation>
    </message>
    <message>
        <source>造成损害的安全事件</source>
        <translation>Incident that did the harm</translation>
    </message>
</context>
<context>
    <name>RequestKind</name>
    <message>
        <source>查阅</source>
        <translation>Access</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>补充</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>注销账户</source>
        <translation>Close account</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>解释规则</source>
        <translation>Explain the rules</translation>
    </message>
    <message>
        <source>限制处理</source>
        <translation>Restrict</translation>
    </message>
    <message>
        <source>转移数据</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>逝者近亲属</source>
        <translation>Next of kin</translation>
    </message>
    <message>
        <source>投诉举报</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>咨询建议</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>冻结账户</source>
        <translation>Freeze account</translation>
    </message>
    <message>
        <source>解冻账户</source>
        <translation>Unfreeze account</translation>
    </message>
    <message>
        <source>依法保全</source>
        <translation>Legal hold</translation>
    </message>
    <message>
        <source>解除保全</source>
        <translation>End legal hold</translation>
    </message>
    <message>
        <source>更换手机号</source>
        <translation>Change of phone</translation>
    </message>
    <message>
        <source>此号码现归本人</source>
        <translation>This phone is mine now</translation>
    </message>
    <message>
        <source>损害索赔</source>
        <translation>Claim for harm</translation>
    </message>
</context>
<context>
    <name>RequestMeaning</name>
    <message>
        <source>看医院存了本人哪些资料、谁查看过</source>
        <translation>See what the hospital keeps about them and who looked</translation>
    </message>
    <message>
        <source>把本人的资料带走一份：文件和口令分开给</source>
        <translation>Take a copy of their data away; the passphrase is given apart</translation>
    </message>
    <message>
        <source>资料写错了，改成对的，要看证明</source>
        <translation>Something is wrong and is put right, on proof</translation>
    </message>
    <message>
        <source>资料不全，补上缺的，要看证明</source>
        <translation>Something is missing and is added, on proof</translation>
    </message>
    <message>
        <source>不再同意某一用途，以后停用，以前的照旧有效</source>
        <translation>No longer agrees to a purpose; it stops, what was done stays valid</translation>
    </message>
    <message>
        <source>问清资料怎么用、凭什么规定</source>
        <translation>Asks how the data are used and by which rule</translation>
    </message>
    <message>
        <source>资料先留着不用，除非法律要求</source>
        <translation>Keep the data and do not use them, unless the law says so</translation>
    </message>
    <message>
        <source>把资料转给本人指定的另一机构</source>
        <translation>Send the data to another body that they name</translation>
    </message>
    <message>
        <source>近亲属为自身合法利益查阅、复制逝者资料</source>
        <translation>A next of kin asks about somebody who died, for a lawful interest</translation>
    </message>
    <message>
        <source>对处理个人信息不满，由没经手的人答复</source>
        <translation>Is not content; somebody who did not handle it answers</translation>
    </message>
    <message>
        <source>咨询或提建议，不查看任何人的资料</source>
        <translation>A question or a suggestion; nobody&apos;s data are looked at</translation>
    </message>
    <message>
        <source>怀疑账户被冒用，马上停用</source>
        <translation>The account may be misused; it stops at once</translation>
    </message>
    <message>
        <source>账户已弄清，恢复使用，要两人同意</source>
        <translation>All is clear; the account goes on, two people agree</translation>
    </message>
    <message>
        <source>法院、公安凭文书要求保全，期间不能删除</source>
        <translation>A court or the police order that nothing is deleted</translation>
    </message>
    <message>
        <source>凭文书解除保全</source>
        <translation>The hold ends, by order</translation>
    </message>
    <message>
        <source>换留存的手机号，旧号会收到通知，等 24 小时</source>
        <translation>Another phone on file; the old one is told, 24 hours pass</translation>
    </message>
    <message>
        <source>因安全事件受了损害，要求赔偿</source>
        <translation>Was harmed by an incident and claims damages</translation>
    </message>
    <message>
        <source>这个号码以前是别人的，现在是本人的</source>
        <translation>This number was somebody else&apos;s and is theirs now</translation>
    </message>
</context>
<context>
    <name>RequestOutcome</name>
    <message>
        <source>同意办理</source>
        <translation>Granted</translation>
    </message>
    <message>
        <source>部分同意</source>
        <translation>Grant in part</translation>
    </message>
    <message>
        <source>不予办理</source>
        <translation>Refuse</translation>
    </message>
</context>
<context>
    <name>RequestPart</name>
    <message>
        <source>挂号就诊</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>联系方式</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>RequestState</name>
    <message>
        <source>待核验身份</source>
        <translation>Identity to be verified</translation>
    </message>
    <message>
        <source>等补证，期限暂停</source>
        <translation>Waiting for proof, clock paused</translation>
    </message>
    <message>
        <source>已核验，待决定</source>
        <translation>Verified, to be decided</translation>
    </message>
    <message>
        <source>一人已决定，待复核</source>
        <translation>One has decided, second to come</translation>
    </message>
    <message>
        <source>已决定，待答复</source>
        <translation>Decided, to be answered</translation>
    </message>
    <message>
        <source>已答复</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Taken back</translation>
    </message>
</context>
<context>
    <name>Requests</name>
    <message>
        <source>{clock}：核验身份后起算</source>
        <translation>{clock}: begins when identity is verified</translation>
    </message>
    <message>
        <source>{clock}：{day} 到期</source>
        <translation>{clock}: due {day}</translation>
    </message>
    <message>
        <source>（含等补证 {n} 天）</source>
        <translation> (with {n} days waiting for proof)</translation>
    </message>
    <message>
        <source>（节假日安排未公布，暂按周一至周五）</source>
        <translation> (holidays not announced yet: Monday to Friday)</translation>
    </message>
    <message>
        <source>（自 {day} 次日起 {n} 个工作日，节假日不计、补班日计入；{source}）</source>
        <translation> (from the day after {day}, {n} working days, holidays off, make-up days on; {source})</translation>
    </message>
    <message>
        <source>来人：{value}</source>
        <translation>Asked by: {value}</translation>
    </message>
    <message>
        <source>关系：{value}</source>
        <translation>Tie: {value}</translation>
    </message>
    <message>
        <source>联系方式：{value}</source>
        <translation>Contact: {value}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>已核验：{seen}</source>
        <translation>Proved by: {seen}</translation>
    </message>
    <message>
        <source>（自 {day} 次日起 {n} 天；{source}）</source>
        <translation> (from the day after {day}, {n} days; {source})</translation>
    </message>
    <message>
        <source>（含延期 {n} 天）</source>
        <translation> (with {n} days more)</translation>
    </message>
    <message>
        <source>针对 {day} 的{kind}；由未经手的人答复</source>
        <translation>About the request of {day} ({kind}); answered by somebody who did not handle it</translation>
    </message>
    <message>
        <source>此前同类请求 {n} 次，最近 {day}，{state}</source>
        <translation>The same was asked {n} times, last on {day}: {state}</translation>
    </message>
    <message>
        <source>{state}·已过 {n} 天</source>
        <translation>{state} · {n} days gone</translation>
    </message>
    <message>
        <source>（不显示）</source>
        <translation>(not shown)</translation>
    </message>
    <message>
        <source>本人不同意，已停止；什么都没有改</source>
        <translation>Stopped by the person; nothing was changed</translation>
    </message>
    <message>
        <source>已更改：{fields}</source>
        <translation>Changed: {fields}</translation>
    </message>
    <message>
        <source>已通知原号码；{until} 生效，此前可停止</source>
        <translation>The number on file was told; takes effect {until}, can be stopped until then</translation>
    </message>
    <message>
        <source>已提交更改：{fields}</source>
        <translation>Fixed change: {fields}</translation>
    </message>
    <message>
        <source>还没有写明改什么；写明后才能同意</source>
        <translation>Nothing is named yet that shall change; only then it can be granted</translation>
    </message>
    <message>
        <source>事件：{name}</source>
        <translation>Incident: {name}</translation>
    </message>
    <message>
        <source>本案依据已于 {day} 按保存期限销毁，不能再打开</source>
        <translation>The evidence of this case was destroyed on {day} when its retention was over and opens no more</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>剩余</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>患者</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>提出</source>
        <translation>By</translation>
    </message>
    <message>
        <source>受理日</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>全部请求</source>
        <translation>All requests</translation>
    </message>
    <message>
        <source>还没有请求</source>
        <translation>No requests yet</translation>
    </message>
    <message>
        <source>扫描或输入回执、答复书上的验证码</source>
        <translation>Scan or type the code of a letter</translation>
    </message>
    <message>
        <source>验证码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>请求办理</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>受理回执</source>
        <translation>receipt</translation>
    </message>
    <message>
        <source>真：编号 {case}，{day}，{outcome}</source>
        <translation>Genuine: {case}, {day}, {outcome}</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>逾期或已提醒 {n} 件</source>
        <translation>Overdue or warned: {n}</translation>
    </message>
    <message>
        <source>交给我的 {n} 件</source>
        <translation>{n} for me</translation>
    </message>
</context>
<context>
    <name>RetentionDetail</name>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>保存天数</source>
        <translation>Days kept</translation>
    </message>
    <message>
        <source>早于</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>应清理</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>已删除</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>保存期限</source>
        <translation>Retention rules</translation>
    </message>
    <message>
        <source>签字并清理</source>
        <translation>Sign and delete</translation>
    </message>
    <message>
        <source>清理证明</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>到期原因</source>
        <translation>Why due</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>到期的档案</source>
        <translation>Files that are due</translation>
    </message>
    <message>
        <source>提交档案删除</source>
        <translation>File deletions</translation>
    </message>
    <message>
        <source>暂缓清理</source>
        <translation>Held</translation>
    </message>
</context>
<context>
    <name>RevealReason</name>
    <message>
        <source>回电联系·手机号</source>
        <translation>call back·phone</translation>
    </message>
    <message>
        <source>核对重复·证件号</source>
        <translation>duplicate check·number</translation>
    </message>
    <message>
        <source>权利请求·证件号</source>
        <translation>rights request·number</translation>
    </message>
    <message>
        <source>督查·证件号</source>
        <translation>supervision·number</translation>
    </message>
</context>
<context>
    <name>Rights</name>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>超期 {n} 天（{day}）</source>
        <translation>{n} days late ({day})</translation>
    </message>
    <message>
        <source>今天到期（{day}）</source>
        <translation>Due today ({day})</translation>
    </message>
    <message>
        <source>剩 {n} 天（{day}）</source>
        <translation>{n} days left ({day})</translation>
    </message>
    <message>
        <source>还差 {n} 个窗口</source>
        <translation>{n} desks to go</translation>
    </message>
    <message>
        <source>已删除，备份最迟 {day} 更新</source>
        <translation>Deleted, backups roll over by {day}</translation>
    </message>
</context>
<context>
    <name>RightsPage</name>
    <message>
        <source>剩余</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>受理日</source>
        <translation>Filed on</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>经办</source>
        <translation>By</translation>
    </message>
    <message>
        <source>权利请求</source>
        <translation>Rights requests</translation>
    </message>
    <message>
        <source>还没有权利请求</source>
        <translation>No requests yet</translation>
    </message>
    <message>
        <source>全部请求</source>
        <translation>All requests</translation>
    </message>
    <message>
        <source>打印删除证明</source>
        <translation>Print the certificate</translation>
    </message>
</context>
<context>
    <name>Risk</name>
    <message>
        <source>大量显示完整信息</source>
        <translation>Many reveals</translation>
    </message>
    <message>
        <source>查看未办业务的档案</source>
        <translation>Looks without service</translation>
    </message>
    <message>
        <source>查看本人或亲属</source>
        <translation>Own or relative&apos;s record</translation>
    </message>
    <message>
        <source>查看受保护档案</source>
        <translation>Protected record opened</translation>
    </message>
    <message>
        <source>非工作时间操作</source>
        <translation>Outside working hours</translation>
    </message>
    <message>
        <source>查询远多于办理</source>
        <translation>Far more searches than work</translation>
    </message>
    <message>
        <source>反复查看同一人</source>
        <translation>Same person again and again</translation>
    </message>
    <message>
        <source>连续翻看档案</source>
        <translation>Walking through records</translation>
    </message>
    <message>
        <source>账号异常</source>
        <translation>Odd account</translation>
    </message>
    <message>
        <source>集中打印</source>
        <translation>Burst of printing</translation>
    </message>
    <message>
        <source>审批过快或固定搭档</source>
        <translation>Hasty or paired approval</translation>
    </message>
    <message>
        <source>疑似倒号</source>
        <translation>Possible touting</translation>
    </message>
    <message>
        <source>时钟或日志异常</source>
        <translation>Clock or log trouble</translation>
    </message>
    <message>
        <source>驳回后在别处再提</source>
        <translation>Refused, then filed elsewhere</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>核查</source>
        <translation>Review</translation>
    </message>
</context>
<context>
    <name>RiskList</name>
    <message>
        <source>风险名单</source>
        <translation>Review list</translation>
    </message>
    <message>
        <source>没有需要核查的风险    Ctrl+R 回到日志</source>
        <translation>Nothing to review    Ctrl+R back to the log</translation>
    </message>
    <message>
        <source>{n} 条    回车看当天日志    {ways}    Ctrl+R 回到日志</source>
        <translation>{n} alerts    Enter shows that day&apos;s log    {ways}    Ctrl+R back to the log</translation>
    </message>
</context>
<context>
    <name>RiskOutcome</name>
    <message>
        <source>有正当原因</source>
        <translation>Explained</translation>
    </message>
    <message>
        <source>已约谈</source>
        <translation>Spoken to</translation>
    </message>
    <message>
        <source>转安全事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>待核查</source>
        <translation>To review</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>挂号员</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>主管</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>个人信息保护专员</source>
        <translation>Privacy officer</translation>
    </message>
    <message>
        <source>系统管理员</source>
        <translation>System administrator</translation>
    </message>
    <message>
        <source>安全管理员</source>
        <translation>Security administrator</translation>
    </message>
    <message>
        <source>审计员</source>
        <translation>Auditor</translation>
    </message>
</context>
<context>
    <name>RuleChoice</name>
    <message>
        <source>自然日</source>
        <translation>Calendar days</translation>
    </message>
    <message>
        <source>工作日</source>
        <translation>Working days</translation>
    </message>
    <message>
        <source>号作废放回</source>
        <translation>Number goes back</translation>
    </message>
    <message>
        <source>记爽约</source>
        <translation>Counts as no-show</translation>
    </message>
    <message>
        <source>往前若干天</source>
        <translation>Days back</translation>
    </message>
    <message>
        <source>自然月</source>
        <translation>Calendar month</translation>
    </message>
    <message>
        <source>自然年</source>
        <translation>Calendar year</translation>
    </message>
    <message>
        <source>从首次起若干天</source>
        <translation>Days from the first</translation>
    </message>
    <message>
        <source>末次</source>
        <translation>Last one</translation>
    </message>
    <message>
        <source>首次</source>
        <translation>First one</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>RuleField</name>
    <message>
        <source>生效日</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>可约天数</source>
        <translation>Days ahead</translation>
    </message>
    <message>
        <source>退号提前天数</source>
        <translation>Cancel: days before</translation>
    </message>
    <message>
        <source>退号截止时刻</source>
        <translation>Cancel: until (time)</translation>
    </message>
    <message>
        <source>退号提前分钟</source>
        <translation>Cancel: minutes before</translation>
    </message>
    <message>
        <source>每人每天</source>
        <translation>Per person a day</translation>
    </message>
    <message>
        <source>每人每天每科</source>
        <translation>Per department</translation>
    </message>
    <message>
        <source>每人每天每医生</source>
        <translation>Per doctor</translation>
    </message>
    <message>
        <source>每人每时段</source>
        <translation>Per half-hour</translation>
    </message>
    <message>
        <source>每手机每天</source>
        <translation>Per phone a day</translation>
    </message>
    <message>
        <source>爽约次数</source>
        <translation>Missed visits</translation>
    </message>
    <message>
        <source>爽约统计天数</source>
        <translation>Counted over days</translation>
    </message>
    <message>
        <source>停约天数</source>
        <translation>Barred for days</translation>
    </message>
    <message>
        <source>挂后可退分钟</source>
        <translation>Free minutes after</translation>
    </message>
    <message>
        <source>退号回放延迟</source>
        <translation>Return delay (min)</translation>
    </message>
    <message>
        <source>过号隔几人回队</source>
        <translation>Passed: back after</translation>
    </message>
    <message>
        <source>迟到保留分钟</source>
        <translation>Late: turn kept, min</translation>
    </message>
    <message>
        <source>几位预约插一现场</source>
        <translation>Walk-in after booked</translation>
    </message>
    <message>
        <source>老人优先年龄</source>
        <translation>Elder from age</translation>
    </message>
    <message>
        <source>老人优先次序</source>
        <translation>Elder rank</translation>
    </message>
    <message>
        <source>依法优先次序</source>
        <translation>By-law rank</translation>
    </message>
    <message>
        <source>久候黄色分钟</source>
        <translation>Amber wait, min</translation>
    </message>
    <message>
        <source>久候红色分钟</source>
        <translation>Red wait, min</translation>
    </message>
    <message>
        <source>加开诊室分钟</source>
        <translation>Extra room at, min</translation>
    </message>
    <message>
        <source>久未来院重验手机（月）</source>
        <translation>Months until a new code</translation>
    </message>
    <message>
        <source>每手机开户人数</source>
        <translation>Accounts per phone</translation>
    </message>
    <message>
        <source>最早提前天数</source>
        <translation>Earliest, days ahead</translation>
    </message>
    <message>
        <source>天数按</source>
        <translation>Days counted as</translation>
    </message>
    <message>
        <source>放号时刻</source>
        <translation>Release time</translation>
    </message>
    <message>
        <source>停约时刻起</source>
        <translation>No booking from</translation>
    </message>
    <message>
        <source>停约时刻止</source>
        <translation>No booking until</translation>
    </message>
    <message>
        <source>可约最小年龄</source>
        <translation>Least age to book</translation>
    </message>
    <message>
        <source>提前天数按</source>
        <translation>Days counted as</translation>
    </message>
    <message>
        <source>月退号次数上限</source>
        <translation>Cancellations a month</translation>
    </message>
    <message>
        <source>超限停约天数（0 到月底）</source>
        <translation>Then barred, days (0 month)</translation>
    </message>
    <message>
        <source>提前几分取号</source>
        <translation>Collect, min before</translation>
    </message>
    <message>
        <source>上午取号截止</source>
        <translation>Collect by, morning</translation>
    </message>
    <message>
        <source>下午取号截止</source>
        <translation>Collect by, afternoon</translation>
    </message>
    <message>
        <source>过时未取</source>
        <translation>If not collected</translation>
    </message>
    <message>
        <source>家属代取</source>
        <translation>Family may collect</translation>
    </message>
    <message>
        <source>按时段记爽约</source>
        <translation>No-show per half-hour</translation>
    </message>
    <message>
        <source>结束后几分记爽约</source>
        <translation>No-show, min after end</translation>
    </message>
    <message>
        <source>次数统计</source>
        <translation>Counted within</translation>
    </message>
    <message>
        <source>停约起算</source>
        <translation>Barred from</translation>
    </message>
    <message>
        <source>只停到月底</source>
        <translation>Until month ends only</translation>
    </message>
    <message>
        <source>过时未取也算</source>
        <translation>Uncollected counts</translation>
    </message>
    <message>
        <source>逾期退号也算</source>
        <translation>Late cancel counts</translation>
    </message>
    <message>
        <source>当日退号也算</source>
        <translation>Same-day refund counts</translation>
    </message>
    <message>
        <source>停约管现场号</source>
        <translation>Bars walk-ins too</translation>
    </message>
</context>
<context>
    <name>RuleGroup</name>
    <message>
        <source>预约</source>
        <translation>Booking</translation>
    </message>
    <message>
        <source>限号</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Giving back</translation>
    </message>
    <message>
        <source>主任医师退号（不填同上）</source>
        <translation>Chief physician: cancelling (empty: as above)</translation>
    </message>
    <message>
        <source>副主任医师退号（不填同上）</source>
        <translation>Associate chief physician: cancelling (empty: as above)</translation>
    </message>
    <message>
        <source>取号</source>
        <translation>Collecting</translation>
    </message>
    <message>
        <source>爽约</source>
        <translation>No-shows</translation>
    </message>
    <message>
        <source>候诊</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phones</translation>
    </message>
</context>
<context>
    <name>RuleWhen</name>
    <message>
        <source>执行中</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>未到期</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>已被替代</source>
        <translation>Replaced</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>可约 {n} 天</source>
        <translation>{n} days ahead</translation>
    </message>
    <message>
        <source>限号 {n} 条</source>
        <translation>{n} limits</translation>
    </message>
    <message>
        <source>爽约 {n} 次停 {d} 天</source>
        <translation>{n} missed bar for {d} days</translation>
    </message>
    <message>
        <source>过号隔 {n} 人</source>
        <translation>passed: back after {n}</translation>
    </message>
    <message>
        <source>过号排末尾</source>
        <translation>passed: to the end</translation>
    </message>
    <message>
        <source>提前 {n} 分取号</source>
        <translation>collect {n} min before</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>生效日</source>
        <translation>In force from</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>规则版本</source>
        <translation>Versions of the rules</translation>
    </message>
    <message>
        <source>还没有规则，一切都允许</source>
        <translation>No rules yet: everything is allowed</translation>
    </message>
    <message>
        <source>预约规则</source>
        <translation>Booking rules</translation>
    </message>
    <message>
        <source>发布新规则</source>
        <translation>Put the new rules</translation>
    </message>
    <message>
        <source>0 表示不限。新规则从生效日起执行，之前的事按当时的规则。</source>
        <translation>0 means no limit. New rules hold from their day on; what happened before is judged by its own.</translation>
    </message>
    <message>
        <source>新版本</source>
        <translation>Next version</translation>
    </message>
</context>
<context>
    <name>Say</name>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} 小时</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} 天</source>
        <translation>{n} days</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>停诊名单</source>
        <translation>Stopped list</translation>
    </message>
    <message>
        <source>排班</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>一周排班</source>
        <translation>The week</translation>
    </message>
    <message>
        <source>下午</source>
        <translation>PM</translation>
    </message>
    <message>
        <source>上午</source>
        <translation>AM</translation>
    </message>
    <message>
        <source>满</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>替</source>
        <translation>Sub</translation>
    </message>
    <message>
        <source>余 {left} 共 {whole}</source>
        <translation>{left} left of {whole}</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>请假</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>模板 {n}</source>
        <translation>Plan {n}</translation>
    </message>
    <message>
        <source>这个科室还没有医生</source>
        <translation>No doctor in this department yet</translation>
    </message>
    <message>
        <source>停诊：</source>
        <translation>Stopped: </translation>
    </message>
    <message>
        <source>停诊后立即停止挂号，并短信通知已约患者</source>
        <translation>Booking ends at once and everybody booked is sent a message</translation>
    </message>
    <message>
        <source>预览：将生成 {made} 班，尚未生效</source>
        <translation>Dry run: {made} sessions would be made</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>科室诊室</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>Enter 模板  L 请假  S 停诊  X 加号  Q 分号  T 替诊  M 生成  N 短信  D 科室  PgUp/PgDn 换周</source>
        <translation>Enter template  L leave  S stop  X extra  Q split  T substitute  M make  N message  D department  PgUp/PgDn week</translation>
    </message>
    <message>
        <source>以后发出的短信按此正文</source>
        <translation>Messages are sent with this text from now on</translation>
    </message>
    <message>
        <source>可用占位：{named}。须有 {{day}} 和 {{time}}，不写姓名证件</source>
        <translation>Places: {named}. {{day}} and {{time}} are needed; no names or numbers of people</translation>
    </message>
</context>
<context>
    <name>Scope</name>
    <message>
        <source>身份</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Bookings</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>未找到？用“{text}”新建</source>
        <translation>Not found? New person “{text}”</translation>
    </message>
    <message>
        <source>证件 {number}</source>
        <translation>ID {number}</translation>
    </message>
    <message>
        <source>手机 {phone}</source>
        <translation>Phone {phone}</translation>
    </message>
    <message>
        <source>末次 {day}</source>
        <translation>last {day}</translation>
    </message>
    <message>
        <source>疑似重复</source>
        <translation>Duplicate?</translation>
    </message>
    <message>
        <source>中心</source>
        <translation>Central</translation>
    </message>
</context>
<context>
    <name>SearchOverlay</name>
    <message>
        <source>姓名 / 拼音首字母 / 证件号后 4 位 / 手机号，两个字起</source>
        <translation>Name / initials / last 4 of the ID / phone, two characters or more</translation>
    </message>
    <message>
        <source>找患者</source>
        <translation>Find patient</translation>
    </message>
    <message>
        <source>Alt+C 到中心精确查找</source>
        <translation>Alt+C exact look-up at central</translation>
    </message>
    <message>
        <source>找到的患者</source>
        <translation>Patients found</translation>
    </message>
    <message>
        <source>↑↓ 选择    回车 打开    Esc 关闭</source>
        <translation>↑↓ choose    Enter open    Esc close</translation>
    </message>
    <message>
        <source>正在查找…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>最近的患者</source>
        <translation>Recent patients</translation>
    </message>
    <message>
        <source>输入两个字开始查找</source>
        <translation>Type two characters to search</translation>
    </message>
    <message>
        <source>中心</source>
        <translation>Central</translation>
    </message>
    <message>
        <source>本窗</source>
        <translation>This desk</translation>
    </message>
    <message>
        <source>{where} {n} 条，{s} 秒</source>
        <translation>{where}: {n} found in {s} s</translation>
    </message>
    <message>
        <source>结果太多，请再输入一些</source>
        <translation>Too many, type a little more</translation>
    </message>
    <message>
        <source>未选</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Alt+R 理由：{reason}    按住 Alt+V 查看</source>
        <translation>Alt+R reason: {reason}    hold Alt+V to see</translation>
    </message>
</context>
<context>
    <name>SettleWay</name>
    <message>
        <source>患者已退回，收入本人钱箱</source>
        <translation>Patient brought it back, into my drawer</translation>
    </message>
    <message>
        <source>其实没有付出，钱还在</source>
        <translation>Never paid out, it is still there</translation>
    </message>
    <message>
        <source>追不回，作损失核销</source>
        <translation>Lost: write it off</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>班次</source>
        <translation>Shift</translation>
    </message>
</context>
<context>
    <name>ShiftState</name>
    <message>
        <source>在班</source>
        <translation>open</translation>
    </message>
    <message>
        <source>已交班</source>
        <translation>handed over</translation>
    </message>
    <message>
        <source>已结账</source>
        <translation>settled</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>工号或姓名首字母</source>
        <translation>Staff number or initials</translation>
    </message>
    <message>
        <source>输入后按回车</source>
        <translation>Then press Enter</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>工卡</source>
        <translation>Badge</translation>
    </message>
    <message>
        <source>不再记住</source>
        <translation>Forget me</translation>
    </message>
    <message>
        <source>本机只记住工号，不记口令</source>
        <translation>This PC remembers the name only, never the passphrase</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>演示</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>门诊挂号·{window}</source>
        <translation>Outpatient registration · {window}</translation>
    </message>
    <message>
        <source>本机密钥存放于文件，只用于服务器、测试和演示</source>
        <translation>The key of this PC lies in a file: for servers, tests and demo only</translation>
    </message>
    <message>
        <source>大写锁定已开</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>动态口令</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>手机上的六位数字</source>
        <translation>Six digits on your phone</translation>
    </message>
    <message>
        <source>更换口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>本院按小型门诊规则，登录只用口令，不用动态口令</source>
        <translation>Small-clinic rules: sign-in takes a passphrase only, no code</translation>
    </message>
    <message>
        <source>设置 PIN</source>
        <translation>Set PIN</translation>
    </message>
</context>
<context>
    <name>SignInSteps</name>
    <message>
        <source>放弃登录</source>
        <translation>Do not sign in</translation>
    </message>
    <message>
        <source>请更换口令</source>
        <translation>Choose a new passphrase</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>自己想一句长的话，不写下来</source>
        <translation>A long phrase of your own, never written down</translation>
    </message>
    <message>
        <source>更换并登录</source>
        <translation>Change and sign in</translation>
    </message>
    <message>
        <source>设一个 PIN，离开一会儿回来时用它解锁；登录仍用口令。</source>
        <translation>Set a PIN to unlock when you come back soon; you still sign in with the passphrase.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>6–12 位数字，不用生日、连号和工号</source>
        <translation>6–12 digits; no birthday, row or staff number</translation>
    </message>
    <message>
        <source>保存并登录</source>
        <translation>Save and sign in</translation>
    </message>
    <message>
        <source>以后再说</source>
        <translation>Not now</translation>
    </message>
</context>
<context>
    <name>SignedHow</name>
    <message>
        <source>请本人签名</source>
        <translation>To be signed by the person</translation>
    </message>
    <message>
        <source>本人已在屏上签名</source>
        <translation>Signed by the person on screen</translation>
    </message>
    <message>
        <source>本人已签纸质申请</source>
        <translation>Signed by the person on paper</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>开通预约平台账户</source>
        <translation>Open an account of the booking platform</translation>
    </message>
    <message>
        <source>本人申请：{kind}</source>
        <translation>My request: {kind}</translation>
    </message>
    <message>
        <source>我已看过隐私告知，同意开通。不开通也可以挂号、看病。</source>
        <translation>I have seen the privacy notice and agree. Registration and care do not need an account.</translation>
    </message>
    <message>
        <source>理由：{ground}。将删除和依法保留的内容已当面说明。</source>
        <translation>Reason: {ground}. What goes and what law keeps was explained to me.</translation>
    </message>
</context>
<context>
    <name>SigningOverlay</name>
    <message>
        <source>请患者在患者屏上签名</source>
        <translation>The patient signs on the patient screen</translation>
    </message>
    <message>
        <source>请患者用笔或鼠标在此签名，工作人员不代签</source>
        <translation>The patient signs here with pen or mouse; staff never sign for anybody</translation>
    </message>
</context>
<context>
    <name>SigningPanel</name>
    <message>
        <source>签名区</source>
        <translation>Field to sign on</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>不签了</source>
        <translation>Do not sign</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>Signed</translation>
    </message>
</context>
<context>
    <name>SiteFieldsRow</name>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>输首字母选地区，如 gzth，再补详细</source>
        <translation>Type initials to pick a place (gzth), then the rest</translation>
    </message>
    <message>
        <source>必填</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>选填</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>回车选 {first}</source>
        <translation>Enter takes {first}</translation>
    </message>
    <message>
        <source>回车选 {first}；↓ 换 {more}</source>
        <translation>Enter takes {first}; ↓ next {more}</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>挂号凭条</source>
        <translation>Registration slip</translation>
    </message>
    <message>
        <source>第 {n} 号</source>
        <translation>No. {n}</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件尾号</source>
        <translation>Document ends in</translation>
    </message>
    <message>
        <source>医生</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>挂号费</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>上午</source>
        <translation>AM</translation>
    </message>
    <message>
        <source>下午</source>
        <translation>PM</translation>
    </message>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>待核验</source>
        <translation>Unverified</translation>
    </message>
    <message>
        <source>联网后核验身份，请带好证件</source>
        <translation>Identity is checked later; keep your ID with you</translation>
    </message>
    <message>
        <source>补打 {n}</source>
        <translation>Reprint {n}</translation>
    </message>
    <message>
        <source>请到诊区扫码报到，过号需重新排队</source>
        <translation>Scan this code at the clinic; if you miss your turn, queue again</translation>
    </message>
    <message>
        <source>咨询电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>初诊</source>
        <translation>first</translation>
    </message>
    <message>
        <source>复诊</source>
        <translation>return</translation>
    </message>
    <message>
        <source>医保</source>
        <translation>insured</translation>
    </message>
    <message>
        <source>自费</source>
        <translation>own pocket</translation>
    </message>
    <message>
        <source>代替原 {n} 号，原凭条作废</source>
        <translation>In place of no. {n}; the old slip is void</translation>
    </message>
</context>
<context>
    <name>Sms</name>
    <message>
        <source>未发</source>
        <translation>None</translation>
    </message>
    <message>
        <source>待发</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>没发出</source>
        <translation>Failed</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>读卡器</source>
        <translation>Card reader</translation>
    </message>
    <message>
        <source>凭条打印机</source>
        <translation>Slip printer</translation>
    </message>
    <message>
        <source>本窗今日 {n} 人</source>
        <translation>Today at this window: {n}</translation>
    </message>
    <message>
        <source>本机已停用同步，请联系信息科</source>
        <translation>Sync is switched off for this PC, call IT</translation>
    </message>
    <message>
        <source>本机时间不准，请信息科校时</source>
        <translation>The clock of this PC is wrong, call IT</translation>
    </message>
    <message>
        <source>尚未同步</source>
        <translation>Not synced yet</translation>
    </message>
    <message>
        <source>离线·待上传 {n}</source>
        <translation>Offline · {n} to send</translation>
    </message>
    <message>
        <source>离线 {m}·待上传 {n}</source>
        <translation>Offline {m} · {n} to send</translation>
    </message>
    <message>
        <source>已同步 {time}·待上传 {n}</source>
        <translation>Synced {time} · {n} to send</translation>
    </message>
    <message>
        <source>排队待打 {n} 张</source>
        <translation>{n} to print</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>身份</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>号源</source>
        <translation>Slot</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
</context>
<context>
    <name>StoppedList</name>
    <message>
        <source>患者</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>原就诊</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>新就诊</source>
        <translation>New visit</translation>
    </message>
    <message>
        <source>停诊名单</source>
        <translation>Stopped list</translation>
    </message>
    <message>
        <source>没有停诊受影响的患者</source>
        <translation>No stopped clinic concerns anybody</translation>
    </message>
    <message>
        <source>可留的号</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>改到留的号</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>已通话</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>没联系上</source>
        <translation>Not reached</translation>
    </message>
    <message>
        <source>已退费</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>再发短信</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>打印联系单</source>
        <translation>Call sheet</translation>
    </message>
    <message>
        <source>短信记录</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>余 {left}</source>
        <translation>{left} left</translation>
    </message>
    <message>
        <source>原 {number} 号</source>
        <translation>former no. {number}</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>立即重试</source>
        <translation>Retry now</translation>
    </message>
    <message>
        <source>断网演练</source>
        <translation>Outage drill</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>What</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>待上传与已上传</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>还没有要上传的内容</source>
        <translation>Nothing to send yet</translation>
    </message>
    <message>
        <source>上传记录</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>正在重试…</source>
        <translation>Trying…</translation>
    </message>
    <message>
        <source>结束演练</source>
        <translation>End the drill</translation>
    </message>
    <message>
        <source>确认开始</source>
        <translation>Begin now</translation>
    </message>
    <message>
        <source>断网演练，至 {until}。所办都是真的，结束后自动上传。</source>
        <translation>Outage drill until {until}. Everything is real and goes up afterwards.</translation>
    </message>
    <message>
        <source>还没有做过断网演练，每季一次。</source>
        <translation>No outage drill was held yet; one is due each quarter.</translation>
    </message>
    <message>
        <source>上次断网演练 {day}：办了 {n} 笔，已全部上传。</source>
        <translation>Last outage drill {day}: {n} acts, all uploaded.</translation>
    </message>
    <message>
        <source>上次断网演练 {day}：办了 {n} 笔，还有 {waiting} 笔待上传。</source>
        <translation>Last outage drill {day}: {n} acts, {waiting} still to upload.</translation>
    </message>
    <message>
        <source>已过一季，请再演练。</source>
        <translation> More than a quarter ago: please hold one.</translation>
    </message>
    <message>
        <source>已同步 {at}</source>
        <translation>Synced {at}</translation>
    </message>
    <message>
        <source>还没有同步过</source>
        <translation>Never synced</translation>
    </message>
    <message>
        <source>本机已被中心停用，请联系信息科</source>
        <translation>Central set this desk apart: call IT</translation>
    </message>
    <message>
        <source>本机时间差 {n} 秒，请信息科校时</source>
        <translation>This PC&apos;s clock is {n} s off: call IT</translation>
    </message>
    <message>
        <source>待上传 {n} 笔</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>本窗号池 {n} 个号</source>
        <translation>{n} own numbers</translation>
    </message>
    <message>
        <source>归还预留号</source>
        <translation>Return numbers</translation>
    </message>
    <message>
        <source>确认归还</source>
        <translation>Confirm return</translation>
    </message>
    <message>
        <source>延长 24 小时</source>
        <translation>Extend by 24 hours</translation>
    </message>
    <message>
        <source>离线 {n}，可继续挂号</source>
        <translation>Off line for {n}, go on registering</translation>
    </message>
    <message>
        <source>安全事件要求整库换钥：方便时请退出并重新登录</source>
        <translation>After an incident the whole file gets a new key: sign out and in again when you can</translation>
    </message>
    <message>
        <source>新版本 {v} 已发布，由信息科安装</source>
        <translation>Version {v} is out; IT installs it</translation>
    </message>
    <message>
        <source>更新说明文件不可信，请告知信息科</source>
        <translation>The note about updates is not believed; tell IT</translation>
    </message>
    <message>
        <source>更换本机密钥</source>
        <translation>Change this desk&apos;s keys</translation>
    </message>
    <message>
        <source>正在换密钥 {done}/{total}</source>
        <translation>Changing keys {done}/{total}</translation>
    </message>
</context>
<context>
    <name>Tag</name>
    <message>
        <source>依其他法规</source>
        <translation>Basis: other law</translation>
    </message>
    <message>
        <source>依本人同意</source>
        <translation>Basis: consent</translation>
    </message>
    <message>
        <source>依就医合同</source>
        <translation>Basis: contract</translation>
    </message>
    <message>
        <source>依紧急救治</source>
        <translation>Basis: emergency</translation>
    </message>
    <message>
        <source>依法定职责</source>
        <translation>Basis: legal duty</translation>
    </message>
    <message>
        <source>依公共利益</source>
        <translation>Basis: public interest</translation>
    </message>
    <message>
        <source>依自行公开</source>
        <translation>Basis: self-published</translation>
    </message>
    <message>
        <source>权威库核验</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>读过芯片</source>
        <translation>Chip read</translation>
    </message>
    <message>
        <source>无证明</source>
        <translation>No proof</translation>
    </message>
    <message>
        <source>仅验证手机</source>
        <translation>Phone only</translation>
    </message>
    <message>
        <source>看过证件</source>
        <translation>Document seen</translation>
    </message>
    <message>
        <source>平台账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>实名已核验</source>
        <translation>Name verified</translation>
    </message>
    <message>
        <source>实名不一致</source>
        <translation>Name differs</translation>
    </message>
    <message>
        <source>实名无记录</source>
        <translation>No record</translation>
    </message>
    <message>
        <source>实名未核验</source>
        <translation>Name not checked</translation>
    </message>
    <message>
        <source>实名待核验</source>
        <translation>Check pending</translation>
    </message>
    <message>
        <source>手机已验证</source>
        <translation>Phone verified</translation>
    </message>
    <message>
        <source>未满 18 岁</source>
        <translation>Under 18</translation>
    </message>
</context>
<context>
    <name>TakeBack</name>
    <message>
        <source>{when} {number} 号，还空着，可挂回</source>
        <translation>{when}  no. {number}, still free</translation>
    </message>
    <message>
        <source>{when} {number} 号，已被别人挂走</source>
        <translation>{when}  no. {number}, somebody else has it now</translation>
    </message>
</context>
<context>
    <name>TakeBackBlock</name>
    <message>
        <source>本人撤回，读证件</source>
        <translation>Take back, read card</translation>
    </message>
    <message>
        <source>或输入本人证件号，回车</source>
        <translation>or the number, Enter</translation>
    </message>
    <message>
        <source>撤回人的证件号</source>
        <translation>Document number of the person</translation>
    </message>
    <message>
        <source>原号挂回</source>
        <translation>Hold the same numbers again</translation>
    </message>
    <message>
        <source>随申请退掉的号：</source>
        <translation>Numbers given back with the request:</translation>
    </message>
</context>
<context>
    <name>TaskKind</name>
    <message>
        <source>经办人不在名册上</source>
        <translation>Author not on roster</translation>
    </message>
    <message>
        <source>两个窗口同时更正</source>
        <translation>Corrected at two desks</translation>
    </message>
    <message>
        <source>窗口被隔离</source>
        <translation>Desk set apart</translation>
    </message>
    <message>
        <source>姓名存疑的挂号</source>
        <translation>Doubtful name</translation>
    </message>
    <message>
        <source>紧急建档待复核</source>
        <translation>Emergency file to review</translation>
    </message>
    <message>
        <source>疑似重复档案</source>
        <translation>Likely duplicate</translation>
    </message>
    <message>
        <source>实名核验不一致</source>
        <translation>Name check failed</translation>
    </message>
    <message>
        <source>实名库无记录</source>
        <translation>No record of the name</translation>
    </message>
    <message>
        <source>实名未能核验</source>
        <translation>Name not checked</translation>
    </message>
    <message>
        <source>号码待核对后放回</source>
        <translation>Numbers set aside</translation>
    </message>
    <message>
        <source>手机验证未被承认</source>
        <translation>Phone proof refused</translation>
    </message>
    <message>
        <source>同一张应急单补录了两次，请核对</source>
        <translation>One outage slip was keyed in twice; please check</translation>
    </message>
    <message>
        <source>两个窗口同时叫号或报到</source>
        <translation>Two windows acted on one queue place</translation>
    </message>
    <message>
        <source>停止运营后的离线挂号，请告知患者</source>
        <translation>Booked off line after the end of operation; tell the patient</translation>
    </message>
    <message>
        <source>停诊后的挂号待改约</source>
        <translation>Rebook: session stopped</translation>
    </message>
    <message>
        <source>号池版本不符，请核对</source>
        <translation>Other pool version</translation>
    </message>
    <message>
        <source>夜班超时退费待补签</source>
        <translation>Late refund at night, to be countersigned</translation>
    </message>
    <message>
        <source>导出去标识化数据待签名</source>
        <translation>De-identified export waits for a signature</translation>
    </message>
    <message>
        <source>打开未成年人档案待签名</source>
        <translation>A minor&apos;s record waits for a signature to open</translation>
    </message>
    <message>
        <source>专员打开本人或亲属档案待签名</source>
        <translation>The officer&apos;s own or relative&apos;s record waits for a signature</translation>
    </message>
    <message>
        <source>风险规则阈值改动待签名</source>
        <translation>A changed threshold of the risk rules waits for a signature</translation>
    </message>
    <message>
        <source>撤下回避登记的号码待同意</source>
        <translation>A number to be taken off somebody&apos;s own list</translation>
    </message>
    <message>
        <source>离线收费有问题，待处理</source>
        <translation>Off-line payment in trouble</translation>
    </message>
    <message>
        <source>交班长短款待复核</source>
        <translation>Shift difference to be reviewed</translation>
    </message>
    <message>
        <source>逾期退号待批准</source>
        <translation>Late cancellation to approve</translation>
    </message>
    <message>
        <source>改约中断，请核对号码</source>
        <translation>Move cut off, check the number</translation>
    </message>
    <message>
        <source>改约后原号未能释放</source>
        <translation>Moved, but the old number stayed</translation>
    </message>
    <message>
        <source>退号后在同一窗口又被挂走</source>
        <translation>Given back, retaken at one window</translation>
    </message>
    <message>
        <source>撤销退号时号码已被挂走</source>
        <translation>Undo too late, number taken</translation>
    </message>
    <message>
        <source>两个窗口同时办理一份请求</source>
        <translation>Two windows acted on one request</translation>
    </message>
    <message>
        <source>缺必填项</source>
        <translation>Required field missing</translation>
    </message>
    <message>
        <source>离线挂号违反规则，请处理</source>
        <translation>Off-line booking against a rule</translation>
    </message>
    <message>
        <source>账户已冻结时仍有窗口改动，未生效</source>
        <translation>A window changed a frozen account; without effect</translation>
    </message>
    <message>
        <source>取号证件录错待放行</source>
        <translation>Mistyped document at pick-up</translation>
    </message>
    <message>
        <source>家属代取不合规则</source>
        <translation>Companion pick-up against the rules</translation>
    </message>
    <message>
        <source>退号到中心时已过时限，请复核</source>
        <translation>Cancelled late by central’s rule; please check</translation>
    </message>
    <message>
        <source>同一笔费用退了两次，请核对</source>
        <translation>One fee was given back twice; please check</translation>
    </message>
    <message>
        <source>到时未能更换手机号</source>
        <translation>A change of phone could not be carried out</translation>
    </message>
    <message>
        <source>停约中的人离线约了号，请处理</source>
        <translation>A blocked person was booked off line: decide</translation>
    </message>
    <message>
        <source>经办了本人或亲属的档案</source>
        <translation>Own or relative&apos;s record handled</translation>
    </message>
    <message>
        <source>用同一手机号的患者太多，没有开户</source>
        <translation>Too many patients with one phone; no account opened</translation>
    </message>
    <message>
        <source>破窗查看待复核</source>
        <translation>Broken glass to review</translation>
    </message>
    <message>
        <source>爽约申诉待复核</source>
        <translation>No-show appeal to review</translation>
    </message>
    <message>
        <source>按时来了，号已给别人，请补号</source>
        <translation>Came in time, number given away: find another</translation>
    </message>
    <message>
        <source>过了时限仍报到，请复核</source>
        <translation>Checked in after the deadline: please review</translation>
    </message>
    <message>
        <source>要退出候补的人已约上号，请核实还要不要</source>
        <translation>Who left the waiting list had been given a number, please ask whether it is still wanted</translation>
    </message>
    <message>
        <source>未满 18 岁的平台账户</source>
        <translation>Account of somebody under 18</translation>
    </message>
    <message>
        <source>未成年人无监护人</source>
        <translation>Minor without a guardian</translation>
    </message>
    <message>
        <source>停用窗口交回未上传的工作，请与信息科核对</source>
        <translation>A revoked window handed in unsent work: check it with IT</translation>
    </message>
    <message>
        <source>删除申请随退的号还有费用要退</source>
        <translation>A fee is left of a number given back with a deletion</translation>
    </message>
</context>
<context>
    <name>TaskMeaning</name>
    <message>
        <source>出生日期表明未满 18 岁。批准：提交注销账户，由另一人批准，就诊档案不变。驳回：出生日期有误，请更正</source>
        <translation>By the birth date this person is under 18. Approve: files the closing of the account for another person to approve; the care record stays. Refuse: the birth date is wrong and needs a correction</translation>
    </message>
    <message>
        <source>档案里没有监护人。下次来院登记监护人后才能挂号；看过后批准即可</source>
        <translation>No guardian is on file. The next visit is booked only with one named; approve when you have seen it</translation>
    </message>
    <message>
        <source>申请删除的人在别处挂了号，中心已随申请退号，费用须原路退还。批准：已联系本人或已退。驳回：无法退还，另行登记</source>
        <translation>Who asked to be deleted was booked elsewhere; central gave the number back with the request, the fee goes back by the way it came. Approve: the person was reached or paid. Refuse: it cannot be paid back and is noted elsewhere</translation>
    </message>
</context>
<context>
    <name>TellingDetail</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>告知</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>要告知的人</source>
        <translation>People to tell</translation>
    </message>
    <message>
        <source>要告知 {n} 人，已告知 {told} 人，未联系上 {lost} 人</source>
        <translation>{n} to tell, {told} told, {lost} not reached</translation>
    </message>
</context>
<context>
    <name>Term</name>
    <message>
        <source>快到期</source>
        <translation>ends soon</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>ended</translation>
    </message>
</context>
<context>
    <name>TextSizeOverlay</name>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>这块屏幕放不下更大的字</source>
        <translation>This screen cannot hold anything larger</translation>
    </message>
    <message>
        <source>←→ 选择    回车、Esc 返回</source>
        <translation>←→ choose    Enter, Esc back</translation>
    </message>
    <message>
        <source>现在 {n} %</source>
        <translation>Now {n} %</translation>
    </message>
</context>
<context>
    <name>Threshold</name>
    <message>
        <source>R1 一天查看完整信息的次数</source>
        <translation>R1 reveals a day</translation>
    </message>
    <message>
        <source>R1 短时间内查看的次数</source>
        <translation>R1 reveals within a short time</translation>
    </message>
    <message>
        <source>“短时间”是几分钟</source>
        <translation>Minutes of &quot;a short time&quot;</translation>
    </message>
    <message>
        <source>R2 一天打开无业务档案的人数</source>
        <translation>R2 records opened a day without business</translation>
    </message>
    <message>
        <source>R2 前后几天内有业务</source>
        <translation>R2 days around with business</translation>
    </message>
    <message>
        <source>R5 上班时刻（零点起的分钟）</source>
        <translation>R5 opening (minutes from midnight)</translation>
    </message>
    <message>
        <source>R5 下班时刻（零点起的分钟）</source>
        <translation>R5 closing (minutes from midnight)</translation>
    </message>
    <message>
        <source>R6 至少几次查找才计算</source>
        <translation>R6 searches before it counts</translation>
    </message>
    <message>
        <source>R6 查找与办理之比</source>
        <translation>R6 searches for each act of service</translation>
    </message>
    <message>
        <source>R7 反复查看同一人的次数</source>
        <translation>R7 reveals of the same person</translation>
    </message>
    <message>
        <source>R8 连续翻看的人数</source>
        <translation>R8 people walked through</translation>
    </message>
    <message>
        <source>R9 账号停用几天后再登录</source>
        <translation>R9 days of rest before a sign-in</translation>
    </message>
    <message>
        <source>R9 两个窗口间隔（毫秒）</source>
        <translation>R9 time between two desks (ms)</translation>
    </message>
    <message>
        <source>R9 登录失败的次数</source>
        <translation>R9 failed sign-ins</translation>
    </message>
    <message>
        <source>R10 短时间内打印的份数</source>
        <translation>R10 papers within a short time</translation>
    </message>
    <message>
        <source>R11 至少几次审批才计算</source>
        <translation>R11 decisions before it counts</translation>
    </message>
    <message>
        <source>R11 同一审批人的占比</source>
        <translation>R11 share of one approver</translation>
    </message>
    <message>
        <source>R11 审批最短用时（毫秒）</source>
        <translation>R11 shortest decision (ms)</translation>
    </message>
    <message>
        <source>R12 退号后几分钟内再约</source>
        <translation>R12 minutes from cancelling to booking</translation>
    </message>
    <message>
        <source>R12 一天这样再约的次数</source>
        <translation>R12 such bookings a day</translation>
    </message>
    <message>
        <source>R12 同一付款人的患者数</source>
        <translation>R12 patients of one payer</translation>
    </message>
    <message>
        <source>R12 至少几个专家号才计算</source>
        <translation>R12 expert bookings before it counts</translation>
    </message>
    <message>
        <source>R12 专家号集中的倍数</source>
        <translation>R12 times the team&apos;s share of an expert</translation>
    </message>
    <message>
        <source>R12 至少几次手工录入才计算</source>
        <translation>R12 typed documents before it counts</translation>
    </message>
    <message>
        <source>R12 手工录入的占比</source>
        <translation>R12 share of typed documents</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>找患者：姓名 / 首字母 / 证件号后几位 / 手机号</source>
        <translation>Find: name / initials / end of ID / phone</translation>
    </message>
    <message>
        <source>找患者</source>
        <translation>Find patient</translation>
    </message>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>{role}·{window}</source>
        <translation>{role} · {window}</translation>
    </message>
    <message>
        <source>门诊挂号</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>演示</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>密钥在文件</source>
        <translation>Key in a file</translation>
    </message>
    <message>
        <source>本机密钥存放于文件，只用于服务器、测试和演示</source>
        <translation>The key of this PC lies in a file: for servers, tests and demo only</translation>
    </message>
    <message>
        <source>演示·{n} 天后</source>
        <translation>Demo, {n} days on</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Commands</translation>
    </message>
</context>
<context>
    <name>Trace</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>行为</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>档案</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>前 → 后</source>
        <translation>Before → after</translation>
    </message>
    <message>
        <source>时间（UTC）</source>
        <translation>Time (UTC)</translation>
    </message>
    <message>
        <source>工作站</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff no.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>网络地址</source>
        <translation>Network address</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>工作站 {id}</source>
        <translation>Desk {id}</translation>
    </message>
    <message>
        <source>地址 {address}</source>
        <translation>Address {address}</translation>
    </message>
    <message>
        <source>档案 {id}</source>
        <translation>Record {id}</translation>
    </message>
    <message>
        <source>对象 {id}</source>
        <translation>Object {id}</translation>
    </message>
    <message>
        <source>完整性 ✓ {desks} 个工作站共 {entries} 条逐条核验，签名相符</source>
        <translation>Whole ✓ {entries} entries of {desks} desks verified one by one, signatures hold</translation>
    </message>
    <message>
        <source>{window} 第 {at} 条{fault}</source>
        <translation>{window} entry {at}: {fault}</translation>
    </message>
    <message>
        <source>完整性 ✗ {all}</source>
        <translation>Not whole ✗ {all}</translation>
    </message>
</context>
<context>
    <name>TraceAct</name>
    <message>
        <source>登录</source>
        <translation>Sign-in</translation>
    </message>
    <message>
        <source>登录失败</source>
        <translation>Failed sign-in</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Sign-out</translation>
    </message>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>打开查找</source>
        <translation>Search opened</translation>
    </message>
    <message>
        <source>结束查找</source>
        <translation>Search closed</translation>
    </message>
    <message>
        <source>精确查询</source>
        <translation>Exact look-up</translation>
    </message>
    <message>
        <source>读证件</source>
        <translation>Card read</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Record opened</translation>
    </message>
    <message>
        <source>显示完整信息</source>
        <translation>Value revealed</translation>
    </message>
    <message>
        <source>建档</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>更正档案</source>
        <translation>Record corrected</translation>
    </message>
    <message>
        <source>改手机或账户</source>
        <translation>Phone or account changed</translation>
    </message>
    <message>
        <source>隐私告知</source>
        <translation>Notice shown</translation>
    </message>
    <message>
        <source>记录同意</source>
        <translation>Consent recorded</translation>
    </message>
    <message>
        <source>发布隐私告知</source>
        <translation>Publish privacy notice</translation>
    </message>
    <message>
        <source>发验证码</source>
        <translation>Code sent</translation>
    </message>
    <message>
        <source>挂号</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>撤销退号</source>
        <translation>Cancellation undone</translation>
    </message>
    <message>
        <source>改约</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>申请逾期退号</source>
        <translation>Late cancellation asked</translation>
    </message>
    <message>
        <source>批准逾期退号</source>
        <translation>Late cancellation approved</translation>
    </message>
    <message>
        <source>患者已确认</source>
        <translation>Patient agreed</translation>
    </message>
    <message>
        <source>报到</source>
        <translation>Check-in</translation>
    </message>
    <message>
        <source>叫号排队</source>
        <translation>Queue step</translation>
    </message>
    <message>
        <source>看队列</source>
        <translation>Queue shown</translation>
    </message>
    <message>
        <source>补录应急单</source>
        <translation>Keyed in an outage slip</translation>
    </message>
    <message>
        <source>断网演练</source>
        <translation>Outage drill</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>补打</source>
        <translation>Reprint</translation>
    </message>
    <message>
        <source>提交删除申请</source>
        <translation>Deletion filed</translation>
    </message>
    <message>
        <source>批准删除</source>
        <translation>Deletion approved</translation>
    </message>
    <message>
        <source>删除完成</source>
        <translation>Deletion done</translation>
    </message>
    <message>
        <source>受理请求</source>
        <translation>Request filed</translation>
    </message>
    <message>
        <source>办理请求</source>
        <translation>Request handled</translation>
    </message>
    <message>
        <source>决定请求</source>
        <translation>Request decided</translation>
    </message>
    <message>
        <source>提供信息</source>
        <translation>Disclosed</translation>
    </message>
    <message>
        <source>未成年人未办理</source>
        <translation>Minor not served</translation>
    </message>
    <message>
        <source>处理核对事项</source>
        <translation>Task settled</translation>
    </message>
    <message>
        <source>比对全部档案</source>
        <translation>All records compared</translation>
    </message>
    <message>
        <source>看重复档案</source>
        <translation>Duplicate pair opened</translation>
    </message>
    <message>
        <source>认定不是同一人</source>
        <translation>Not the same person</translation>
    </message>
    <message>
        <source>申请合并档案</source>
        <translation>Merge filed</translation>
    </message>
    <message>
        <source>驳回合并</source>
        <translation>Merge refused</translation>
    </message>
    <message>
        <source>批准合并</source>
        <translation>Merge approved</translation>
    </message>
    <message>
        <source>撤销合并</source>
        <translation>Merge undone</translation>
    </message>
    <message>
        <source>收费</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>退费</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>开班</source>
        <translation>Shift opened</translation>
    </message>
    <message>
        <source>交班结账</source>
        <translation>Shift closed</translation>
    </message>
    <message>
        <source>看日报</source>
        <translation>Report read</translation>
    </message>
    <message>
        <source>改设置</source>
        <translation>Setting changed</translation>
    </message>
    <message>
        <source>改排班</source>
        <translation>Schedule changed</translation>
    </message>
    <message>
        <source>停诊</source>
        <translation>Clinic stopped</translation>
    </message>
    <message>
        <source>联系停诊患者</source>
        <translation>Affected patient contacted</translation>
    </message>
    <message>
        <source>打印联系单</source>
        <translation>Call sheet printed</translation>
    </message>
    <message>
        <source>时钟不准</source>
        <translation>Clock wrong</translation>
    </message>
    <message>
        <source>退回号源</source>
        <translation>Numbers returned</translation>
    </message>
    <message>
        <source>本机数据被还原</source>
        <translation>Store put back</translation>
    </message>
    <message>
        <source>日志与中心不符</source>
        <translation>Log differs from central</translation>
    </message>
    <message>
        <source>核验日志</source>
        <translation>Log verified</translation>
    </message>
    <message>
        <source>提请打开档案</source>
        <translation>Asked for a record to be opened</translation>
    </message>
    <message>
        <source>签名同意打开档案</source>
        <translation>Signed that a record opens</translation>
    </message>
    <message>
        <source>签保密承诺</source>
        <translation>Undertaking signed</translation>
    </message>
    <message>
        <source>本机增加人员</source>
        <translation>Somebody added to this desk</translation>
    </message>
    <message>
        <source>看日志</source>
        <translation>Log read</translation>
    </message>
    <message>
        <source>看风险名单</source>
        <translation>Review list read</translation>
    </message>
    <message>
        <source>核查风险</source>
        <translation>Alert reviewed</translation>
    </message>
    <message>
        <source>申请取号放行</source>
        <translation>Asked for a pick-up release</translation>
    </message>
    <message>
        <source>延长离线期限</source>
        <translation>Offline lease extended</translation>
    </message>
    <message>
        <source>登录凭据变更</source>
        <translation>Sign-in proof changed</translation>
    </message>
    <message>
        <source>停约</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>解除停约</source>
        <translation>End block</translation>
    </message>
    <message>
        <source>登记回避</source>
        <translation>List own or relative</translation>
    </message>
    <message>
        <source>写明请求的更改</source>
        <translation>Change of a request fixed</translation>
    </message>
    <message>
        <source>打开更改前后内容</source>
        <translation>Opened old and new of a change</translation>
    </message>
    <message>
        <source>停止请求的更改</source>
        <translation>Change of a request stopped</translation>
    </message>
    <message>
        <source>两人恢复本机密钥</source>
        <translation>Keys recovered by two holders</translation>
    </message>
    <message>
        <source>更换本机密钥</source>
        <translation>Change this desk&apos;s keys</translation>
    </message>
    <message>
        <source>候补名单</source>
        <translation>Waiting list</translation>
    </message>
    <message>
        <source>破窗查看</source>
        <translation>Break the glass</translation>
    </message>
    <message>
        <source>密封或解封档案</source>
        <translation>Record sealed or unsealed</translation>
    </message>
    <message>
        <source>导出审计材料或去标识化数据</source>
        <translation>Export an audit file or de-identified data</translation>
    </message>
    <message>
        <source>看权限复核</source>
        <translation>Access review read</translation>
    </message>
    <message>
        <source>权限复核签字</source>
        <translation>Access review signed off</translation>
    </message>
    <message>
        <source>提请停用账号</source>
        <translation>Removal of an account asked</translation>
    </message>
    <message>
        <source>恢复登录次数</source>
        <translation>Sign-in tries given back</translation>
    </message>
    <message>
        <source>爽约申诉</source>
        <translation>No-show appeal</translation>
    </message>
    <message>
        <source>为另一账户开通本机</source>
        <translation>Opened the desk to another account</translation>
    </message>
    <message>
        <source>本人撤回删除</source>
        <translation>Deletion taken back by the person</translation>
    </message>
    <message>
        <source>开始远程协助</source>
        <translation>Remote help begun</translation>
    </message>
    <message>
        <source>结束远程协助</source>
        <translation>Remote help ended</translation>
    </message>
    <message>
        <source>封存旧日志</source>
        <translation>Old entries closed</translation>
    </message>
    <message>
        <source>看删除申请的签名</source>
        <translation>Looked at a deletion&apos;s signature</translation>
    </message>
</context>
<context>
    <name>TraceFault</name>
    <message>
        <source>内容被改</source>
        <translation>content changed</translation>
    </message>
    <message>
        <source>签名不符</source>
        <translation>signature does not hold</translation>
    </message>
    <message>
        <source>分叉或被截断</source>
        <translation>forked or cut off</translation>
    </message>
    <message>
        <source>缺少条目</source>
        <translation>entries missing</translation>
    </message>
    <message>
        <source>时间倒退</source>
        <translation>time runs backwards</translation>
    </message>
    <message>
        <source>格式不符</source>
        <translation>not in format</translation>
    </message>
    <message>
        <source>封存段打不开或被换过</source>
        <translation>closed part does not open or was swapped</translation>
    </message>
</context>
<context>
    <name>TraceKind</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign-in</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>变更</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Decisions</translation>
    </message>
</context>
<context>
    <name>TracePurpose</name>
    <message>
        <source>日常检查</source>
        <translation>Inspection</translation>
    </message>
    <message>
        <source>投诉核查</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>事件调查</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>合规审计</source>
        <translation>Compliance</translation>
    </message>
</context>
<context>
    <name>TraceResult</name>
    <message>
        <source>成功</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>拒绝</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>已发现</source>
        <translation>Noticed</translation>
    </message>
</context>
<context>
    <name>Twice</name>
    <message>
        <source>本窗没有这笔费用的明细，请在办理过的窗口处理</source>
        <translation>This window does not hold these entries; settle it at one that served the person</translation>
    </message>
    <message>
        <source>多退 {fen}</source>
        <translation>Given back too often: {fen}</translation>
    </message>
    <message>
        <source>退款班次还没交班：选 2 改该班应有现金；选 1 记入本人钱箱</source>
        <translation>The shift still runs: 2 corrects what must be in it; 1 goes into your drawer</translation>
    </message>
    <message>
        <source>退款班次已交班：选 2 对应该班长款；选 1 记入本人钱箱</source>
        <translation>The shift is closed: 2 explains its surplus; 1 goes into your drawer</translation>
    </message>
    <message>
        <source>（多退的一笔）</source>
        <translation> (the one too many)</translation>
    </message>
    <message>
        <source>现金</source>
        <translation>cash </translation>
    </message>
    <message>
        <source>扫码</source>
        <translation>QR </translation>
    </message>
    <message>
        <source>医保</source>
        <translation>insurance </translation>
    </message>
</context>
<context>
    <name>UndertakingStep</name>
    <message>
        <source>保密承诺全文</source>
        <translation>Text of the undertaking of confidentiality</translation>
    </message>
    <message>
        <source>我承诺，签名并登录</source>
        <translation>I undertake it: sign and go on</translation>
    </message>
    <message>
        <source>保密承诺 {version}，自 {day} 起</source>
        <translation>Undertaking of confidentiality {version}, from {day}</translation>
    </message>
    <message>
        <source>空格、PgDn、↓ 往下读    读到末尾后回车签名    每年一次</source>
        <translation>Space, PgDn, ↓ read on    at the end Enter signs    once a year</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>初诊</source>
        <translation>first</translation>
    </message>
    <message>
        <source>复诊</source>
        <translation>return</translation>
    </message>
    <message>
        <source>医保</source>
        <translation>insured</translation>
    </message>
    <message>
        <source>自费</source>
        <translation>own pocket</translation>
    </message>
</context>
<context>
    <name>VisitFields</name>
    <message>
        <source>纸质</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>不开</source>
        <translation>No</translation>
    </message>
    <message>
        <source>初诊</source>
        <translation>First</translation>
    </message>
    <message>
        <source>复诊</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>医保</source>
        <translation>Insured</translation>
    </message>
    <message>
        <source>自费</source>
        <translation>Own</translation>
    </message>
    <message>
        <source>平台账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>就诊类型</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>费别</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Sign</translation>
    </message>
</context>
<context>
    <name>VisitState</name>
    <message>
        <source>待确认</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>未成功</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>已挂号</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>已退号</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>逾期退号</source>
        <translation>Cancelled late</translation>
    </message>
    <message>
        <source>停诊待改约</source>
        <translation>Session stopped</translation>
    </message>
    <message>
        <source>已改约</source>
        <translation>Rebooked</translation>
    </message>
    <message>
        <source>已退费</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>已取号</source>
        <translation>Collected</translation>
    </message>
    <message>
        <source>已报到</source>
        <translation>Checked in</translation>
    </message>
    <message>
        <source>候诊</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已叫号</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>就诊中</source>
        <translation>With doctor</translation>
    </message>
    <message>
        <source>已就诊</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>过号</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>重新排队</source>
        <translation>Queued again</translation>
    </message>
    <message>
        <source>爽约</source>
        <translation>No-show</translation>
    </message>
    <message>
        <source>逾时未取</source>
        <translation>Not collected</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>{day} {at} {doctor} 第 {n} 号，留到 {until}。请电话告知，要就按 V</source>
        <translation>{day} {at} {doctor}, number {n}, held until {until}. Phone the person; press V to book</translation>
    </message>
    <message>
        <source>不限医生</source>
        <translation>Any doctor</translation>
    </message>
</context>
<context>
    <name>WaitingList</name>
    <message>
        <source>患者</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>科室 医生</source>
        <translation>Clinic, doctor</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>短信</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>留的号</source>
        <translation>Held number</translation>
    </message>
    <message>
        <source>候补名单</source>
        <translation>Waiting list</translation>
    </message>
    <message>
        <source>没有人在候补</source>
        <translation>Nobody is waiting</translation>
    </message>
    <message>
        <source>约上留的号</source>
        <translation>Book held number</translation>
    </message>
    <message>
        <source>移出名单</source>
        <translation>Take off</translation>
    </message>
    <message>
        <source>把在手患者加入</source>
        <translation>Add person in hand</translation>
    </message>
</context>
<context>
    <name>WaitingRoom</name>
    <message>
        <source>候诊叫号</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>请 {number} 号到 {room}</source>
        <translation>Number {number} to {room}</translation>
    </message>
    <message>
        <source>请等候叫号</source>
        <translation>Please wait for your number</translation>
    </message>
</context>
<context>
    <name>WindDown</name>
    <message>
        <source>签字：{who}</source>
        <translation>Signed: {who}</translation>
    </message>
    <message>
        <source>已删除 {n} 人；依法留存病历 {kept} 人；诉讼保全未删 {held} 人</source>
        <translation>{n} destroyed; records kept by law: {kept}; on legal hold: {held}</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>证明</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>短信告知每个人</source>
        <translation>Tell everybody by SMS</translation>
    </message>
    <message>
        <source>其余已公告</source>
        <translation>Rest announced</translation>
    </message>
    <message>
        <source>签字</source>
        <translation>Sign</translation>
    </message>
</context>
<context>
    <name>WindDownDetail</name>
    <message>
        <source>最后服务日 {day}</source>
        <translation>Last day {day}</translation>
    </message>
</context>
<context>
    <name>Wish</name>
    <message>
        <source>等候</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已留号</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>已约上</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>已移出</source>
        <translation>Taken off</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Lapsed</translation>
    </message>
</context>
<context>
    <name>Word</name>
    <message>
        <source>男</source>
        <translation>M</translation>
    </message>
    <message>
        <source>女</source>
        <translation>F</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>n/k</translation>
    </message>
    <message>
        <source>未说明</source>
        <translation>n/s</translation>
    </message>
</context>
<context>
    <name>_Alerts</name>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
</context>
<context>
    <name>_Answer</name>
    <message>
        <source>有误</source>
        <translation>Something is wrong</translation>
    </message>
    <message>
        <source>信息无误</source>
        <translation>All is right</translation>
    </message>
    <message>
        <source>以上信息对吗？</source>
        <translation>Is all of this right?</translation>
    </message>
    <message>
        <source>✓ 您已确认</source>
        <translation>✓ You confirmed</translation>
    </message>
    <message>
        <source>请告诉工作人员哪里不对</source>
        <translation>Please tell the staff what is wrong</translation>
    </message>
</context>
<context>
    <name>_Ask</name>
    <message>
        <source>隐私告知</source>
        <translation>Privacy notice</translation>
    </message>
    <message>
        <source>要不要开通预约平台账户？不开也可以挂号、看病</source>
        <translation>Open an account for booking? Without one you can register and see the doctor all the same</translation>
    </message>
    <message>
        <source>暂不开通</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>同意并开通</source>
        <translation>I agree, open it</translation>
    </message>
    <message>
        <source>咨询 {phone}</source>
        <translation>Questions: {phone}</translation>
    </message>
    <message>
        <source>版本 {v}</source>
        <translation>Version {v}</translation>
    </message>
</context>
<context>
    <name>_BindCode</name>
    <message>
        <source>动态口令二维码</source>
        <translation>QR code for the authenticator</translation>
    </message>
    <message>
        <source>动态口令</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>变化后的下一个</source>
        <translation>The next one</translation>
    </message>
    <message>
        <source>约 30 秒一变</source>
        <translation>Changes about every 30 s</translation>
    </message>
    <message>
        <source>本院登录需要动态口令。用手机上的身份验证器扫描：</source>
        <translation>Sign-in here needs a code. Scan with the authenticator on your phone:</translation>
    </message>
    <message>
        <source>绑定并登录</source>
        <translation>Bind and sign in</translation>
    </message>
    <message>
        <source>不能扫描时手工输入：</source>
        <translation>If it cannot be scanned, type:</translation>
    </message>
</context>
<context>
    <name>_Counting</name>
    <message>
        <source>差额原因</source>
        <translation>Reason for the difference</translation>
    </message>
    <message>
        <source>留存备用金</source>
        <translation>Left as float</translation>
    </message>
    <message>
        <source>元，留给下一班</source>
        <translation>Yuan, for the next shift</translation>
    </message>
    <message>
        <source>接班人工号</source>
        <translation>Staff number of the next clerk</translation>
    </message>
    <message>
        <source>空着为结账，不交班</source>
        <translation>Empty: settle without hand-over</translation>
    </message>
    <message>
        <source>清点现金</source>
        <translation>Count the cash</translation>
    </message>
    <message>
        <source>{money} 张数</source>
        <translation>{money}: pieces</translation>
    </message>
</context>
<context>
    <name>_DemoCard</name>
    <message>
        <source>演示账户，均为虚构人员</source>
        <translation>Demo accounts, all made up</translation>
    </message>
    <message>
        <source>口令 {text}</source>
        <translation>Passphrase {text}</translation>
    </message>
    <message>
        <source>以 {name} 登录</source>
        <translation>Sign in as {name}</translation>
    </message>
</context>
<context>
    <name>_Detail</name>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>驳回</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>提出：{who}</source>
        <translation>Asked by {who}</translation>
    </message>
    <message>
        <source>{name}：改为 {value}，自 {day} 起</source>
        <translation>{name}: becomes {value} from {day}</translation>
    </message>
    <message>
        <source>{first} 至 {last}，{why}</source>
        <translation>{first} to {last}, {why}</translation>
    </message>
</context>
<context>
    <name>_Facts</name>
    <message>
        <source>请核对挂号信息</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件尾号</source>
        <translation>Document ends in</translation>
    </message>
    <message>
        <source>手机尾号</source>
        <translation>Phone ends in</translation>
    </message>
    <message>
        <source>科室</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
</context>
<context>
    <name>_Foot</name>
    <message>
        <source>还差：{what}</source>
        <translation>Missing: {what}</translation>
    </message>
    <message>
        <source>还差：</source>
        <translation>Missing:</translation>
    </message>
</context>
<context>
    <name>_Opening</name>
    <message>
        <source>元；直接回车用上一班留存</source>
        <translation>Yuan; Enter takes what the last shift left</translation>
    </message>
    <message>
        <source>开班</source>
        <translation>Open shift</translation>
    </message>
    <message>
        <source>开班后才能收退费；挂号不受影响，随时可以挂。</source>
        <translation>Money moves only in a shift; registration goes on without one.</translation>
    </message>
    <message>
        <source>备用金</source>
        <translation>Float</translation>
    </message>
    <message>
        <source>上一班已结：应有 {e}，实点 {c}，长短款 {d}，上缴 {p}。F8 补打结账单。</source>
        <translation>Last shift settled: {e} expected, {c} counted, difference {d}, {p} paid in. F8 prints it again.</translation>
    </message>
</context>
<context>
    <name>_Person</name>
    <message>
        <source>读 {reading}</source>
        <translation>read {reading}</translation>
    </message>
</context>
<context>
    <name>_Sheet</name>
    <message>
        <source>按回车并排查看两份档案；查看会留下记录</source>
        <translation>Press Enter to see both records; the look is traced</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>档案 1</source>
        <translation>Record 1</translation>
    </message>
    <message>
        <source>档案 2</source>
        <translation>Record 2</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>逐项选择</source>
        <translation>Choose field by field</translation>
    </message>
    <message>
        <source>1、2 选保留哪份档案；←、→ 逐项选用哪一边的值</source>
        <translation>1, 2: which record stays; ←, →: which value is kept</translation>
    </message>
    <message>
        <source>申请合并</source>
        <translation>Ask to merge</translation>
    </message>
    <message>
        <source>不是同一人</source>
        <translation>Two people</translation>
    </message>
    <message>
        <source>批准合并</source>
        <translation>Approve merge</translation>
    </message>
    <message>
        <source>驳回</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>撤销合并</source>
        <translation>Undo merge</translation>
    </message>
    <message>
        <source>保留档案 {number}：{name}</source>
        <translation>Record {number} stays: {name}</translation>
    </message>
    <message>
        <source>提出：{who}</source>
        <translation>Asked by {who}</translation>
    </message>
</context>
<context>
    <name>_Sums</name>
    <message>
        <source>本班</source>
        <translation>This shift</translation>
    </message>
    <message>
        <source>备用金</source>
        <translation>Float</translation>
    </message>
    <message>
        <source>现金收入</source>
        <translation>Cash in</translation>
    </message>
    <message>
        <source>现金退出</source>
        <translation>Cash back</translation>
    </message>
    <message>
        <source>应有现金</source>
        <translation>Must be there</translation>
    </message>
    <message>
        <source>实点现金</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>长短款</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>扫码净额</source>
        <translation>QR net</translation>
    </message>
    <message>
        <source>医保净额</source>
        <translation>Insurance net</translation>
    </message>
    <message>
        <source>合计净额</source>
        <translation>Net total</translation>
    </message>
    <message>
        <source>笔数</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>待补签</source>
        <translation>To countersign</translation>
    </message>
    <message>
        <source>没有开班</source>
        <translation>No shift is open</translation>
    </message>
    <message>
        <source>{at} 开班</source>
        <translation>Opened {at}</translation>
    </message>
    <message>
        <source>收 {p} 退 {r}</source>
        <translation>{p} in, {r} back</translation>
    </message>
</context>
<context>
    <name>_Twice</name>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
</context>
<context>
    <name>_Visits</name>
    <message>
        <source>没有就诊记录</source>
        <translation>No visits yet</translation>
    </message>
    <message>
        <source>近期就诊</source>
        <translation>Recent visits</translation>
    </message>
</context>
</TS>
