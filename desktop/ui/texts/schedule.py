"""Words of the schedule page and of the list of a stopped clinic."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

PLAN_FIELDS: dict[str, str] = {
    "starts": QT_TRANSLATE_NOOP("PlanField", "开诊"),
    "half_hours": QT_TRANSLATE_NOOP("PlanField", "半小时段数"),
    "each": QT_TRANSLATE_NOOP("PlanField", "每段号数"),
    "place": QT_TRANSLATE_NOOP("PlanField", "诊室"),
    "online": QT_TRANSLATE_NOOP("PlanField", "线上号"),
    "elder": QT_TRANSLATE_NOOP("PlanField", "长者号"),
    "referral": QT_TRANSLATE_NOOP("PlanField", "转诊号"),
    "staff": QT_TRANSLATE_NOOP("PlanField", "职工初诊号"),
    "release_days": QT_TRANSLATE_NOOP("PlanField", "提前几天归还"),
    "release_at": QT_TRANSLATE_NOOP("PlanField", "归还时刻"),
    "extra_limit": QT_TRANSLATE_NOOP("PlanField", "加号上限"),
    "first": QT_TRANSLATE_NOOP("PlanField", "起"),
    "last": QT_TRANSLATE_NOOP("PlanField", "止"),
    "half_day": QT_TRANSLATE_NOOP("PlanField", "时段"),
    "reason": QT_TRANSLATE_NOOP("PlanField", "原因"),
    "substitute_id": QT_TRANSLATE_NOOP("PlanField", "替诊医生"),
    "doctor_id": QT_TRANSLATE_NOOP("PlanField", "医生"),
    "half_hour": QT_TRANSLATE_NOOP("PlanField", "半小时"),
    "scope": QT_TRANSLATE_NOOP("PlanField", "范围"),
    "kind": QT_TRANSLATE_NOOP("PlanField", "哪种短信"),
    "text": QT_TRANSLATE_NOOP("PlanField", "正文"),
    "vendor_code": QT_TRANSLATE_NOOP("PlanField", "网关模板号"),
    "name": QT_TRANSLATE_NOOP("PlanField", "中文名"),
    "english": QT_TRANSLATE_NOOP("PlanField", "英文名"),
    "initials": QT_TRANSLATE_NOOP("PlanField", "拼音首字母"),
    "where": QT_TRANSLATE_NOOP("PlanField", "位置"),
    "order": QT_TRANSLATE_NOOP("PlanField", "顺序"),
    "title": QT_TRANSLATE_NOOP("PlanField", "职称"),
    "skill": QT_TRANSLATE_NOOP("PlanField", "专长"),
    "fee": QT_TRANSLATE_NOOP("PlanField", "挂号费（元）"),
    "department_id": QT_TRANSLATE_NOOP("PlanField", "科室"),
    "closed_from": QT_TRANSLATE_NOOP("PlanField", "停用日期"),
    "width": QT_TRANSLATE_NOOP("PlanField", "范围"),
}

WISH_STATES: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("Wish", "等候"),
    "offered": QT_TRANSLATE_NOOP("Wish", "已留号"),
    "booked": QT_TRANSLATE_NOOP("Wish", "已约上"),
    "withdrawn": QT_TRANSLATE_NOOP("Wish", "已移出"),
    "lapsed": QT_TRANSLATE_NOOP("Wish", "已过期"),
}

PLAN_WORDS: dict[str, str] = {
    "clinic-stopped": QT_TRANSLATE_NOOP("PlanWord", "停诊通知"),
    "clinic-moved": QT_TRANSLATE_NOOP("PlanWord", "改约通知"),
    "waiting-offer": QT_TRANSLATE_NOOP("PlanWord", "候补有号"),
    "am": QT_TRANSLATE_NOOP("PlanWord", "上午"),
    "pm": QT_TRANSLATE_NOOP("PlanWord", "下午"),
    "whole-day": QT_TRANSLATE_NOOP("PlanWord", "全天"),
    "any-doctor": QT_TRANSLATE_NOOP("PlanWord", "不限医生"),
    "nobody": QT_TRANSLATE_NOOP("PlanWord", "无"),
    "leave": QT_TRANSLATE_NOOP("PlanWord", "请假"),
    "sick": QT_TRANSLATE_NOOP("PlanWord", "生病"),
    "meeting": QT_TRANSLATE_NOOP("PlanWord", "会议"),
    "holiday": QT_TRANSLATE_NOOP("PlanWord", "放假"),
    "equipment": QT_TRANSLATE_NOOP("PlanWord", "设备故障"),
    "other": QT_TRANSLATE_NOOP("PlanWord", "其他"),
    "session": QT_TRANSLATE_NOOP("PlanWord", "只这一班"),
    "range": QT_TRANSLATE_NOOP("PlanWord", "日期范围"),
    "department": QT_TRANSLATE_NOOP("PlanWord", "本科室"),
    "all": QT_TRANSLATE_NOOP("PlanWord", "全院"),
    "doctor-asked": QT_TRANSLATE_NOOP("PlanWord", "医生同意"),
    "follow-up": QT_TRANSLATE_NOOP("PlanWord", "复诊"),
    "urgent": QT_TRANSLATE_NOOP("PlanWord", "病情急"),
    "new": QT_TRANSLATE_NOOP("PlanWord", "新生成"),
    "exists": QT_TRANSLATE_NOOP("PlanWord", "已有"),
    "away": QT_TRANSLATE_NOOP("PlanWord", "请假"),
    "substitute": QT_TRANSLATE_NOOP("PlanWord", "替诊"),
    "closed": QT_TRANSLATE_NOOP("PlanWord", "已停用"),
    "主任医师": QT_TRANSLATE_NOOP("PlanWord", "主任医师"),
    "副主任医师": QT_TRANSLATE_NOOP("PlanWord", "副主任医师"),
    "主治医师": QT_TRANSLATE_NOOP("PlanWord", "主治医师"),
    "住院医师": QT_TRANSLATE_NOOP("PlanWord", "住院医师"),
    "overlap": QT_TRANSLATE_NOOP("PlanWord", "时间冲突"),
}

CHANNELS: dict[str, str] = {
    "shared": QT_TRANSLATE_NOOP("QuotaOf", "共用"),
    "online": QT_TRANSLATE_NOOP("QuotaOf", "线上"),
    "window": QT_TRANSLATE_NOOP("QuotaOf", "窗口"),
    "elder": QT_TRANSLATE_NOOP("QuotaOf", "长者"),
    "referral": QT_TRANSLATE_NOOP("QuotaOf", "转诊"),
    "staff": QT_TRANSLATE_NOOP("QuotaOf", "职工初诊"),
    "extra": QT_TRANSLATE_NOOP("QuotaOf", "加号"),
}

FORM_TITLES: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("PlanForm", "加入候补"),
    "template": QT_TRANSLATE_NOOP("PlanForm", "每周模板"),
    "absence": QT_TRANSLATE_NOOP("PlanForm", "请假"),
    "stop": QT_TRANSLATE_NOOP("PlanForm", "停诊"),
    "extra": QT_TRANSLATE_NOOP("PlanForm", "加号"),
    "split": QT_TRANSLATE_NOOP("PlanForm", "分配号源"),
    "session": QT_TRANSLATE_NOOP("PlanForm", "替诊或换诊室"),
    "make": QT_TRANSLATE_NOOP("PlanForm", "生成班次"),
    "message": QT_TRANSLATE_NOOP("PlanForm", "短信正文"),
    "department": QT_TRANSLATE_NOOP("PlanForm", "科室"),
    "doctor": QT_TRANSLATE_NOOP("PlanForm", "医生"),
    "room": QT_TRANSLATE_NOOP("PlanForm", "诊室"),
}

AFFECTED_STATES: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("Affected", "待联系"),
    "called": QT_TRANSLATE_NOOP("Affected", "已通话"),
    "offered": QT_TRANSLATE_NOOP("Affected", "留号中"),
    "not-reached": QT_TRANSLATE_NOOP("Affected", "没联系上"),
    "moved": QT_TRANSLATE_NOOP("Affected", "已改约"),
    "refunded": QT_TRANSLATE_NOOP("Affected", "已退费"),
}

SMS_STATES: dict[str, str] = {
    "none": QT_TRANSLATE_NOOP("Sms", "未发"),
    "queued": QT_TRANSLATE_NOOP("Sms", "待发"),
    "sending": QT_TRANSLATE_NOOP("Sms", "发送中"),
    "sent": QT_TRANSLATE_NOOP("Sms", "已发出"),
    "arrived": QT_TRANSLATE_NOOP("Sms", "已送达"),
    "failed": QT_TRANSLATE_NOOP("Sms", "没发出"),
}
