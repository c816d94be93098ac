"""The demonstration's made-up clinic: twelve departments, sixty doctors, three kinds of half-day.

Doctors' surnames are none that made-up patients have, so a search for a patient's name in a dump never meets a doctor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class DoctorPlan:
    """A doctor; grade, fee and hours follow from the place in the department."""

    name: str
    initials: str
    skill: str


@dataclass(frozen=True, slots=True)
class ClinicPlan:
    """A department; no department's initials begin with another's."""

    name: str
    initials: str
    place: str
    doctors: tuple[DoctorPlan, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """What a doctor's place in the department means: title, fee, numbers a half-hour."""

    title: str
    fee_fen: int
    each: int


@dataclass(frozen=True, slots=True)
class Hours:
    """A kind of clinic session by the hospital's wall clock."""

    half_day: str
    starts: time
    half_hours: int


MORNING = Hours("am", time(8, 0), 8)
AFTERNOON = Hours("pm", time(13, 30), 7)
# So that there is something to book at any hour of the day; it ends with the day.
NIGHT = Hours("pm", time(17, 30), 13)

GRADES: tuple[Grade, ...] = (
    Grade("主任医师", 5000, 4),
    Grade("副主任医师", 3500, 5),
    Grade("主治医师", 2500, 6),
    Grade("主治医师", 2500, 6),
    Grade("主治医师", 2500, 12),
)
NIGHT_DOCTOR = 4


def hours_of(doctor: int, department: int, day: int) -> tuple[Hours, ...]:
    """Return the sessions of a department's doctor (0 to 4) on a day (0 is the first); no half-day is empty.

    The head works every other morning, the deputy the rest of the mornings and the other afternoons, one doctor every
    day, one all but every seventh day, one every night.
    """
    even = (day + department) % 2 == 0
    match doctor:
        case 0:
            return (MORNING,) if even else ()
        case 1:
            return (AFTERNOON,) if even else (MORNING,)
        case 2:
            return MORNING, AFTERNOON
        case 3:
            return () if (day + department) % 7 == 6 else (MORNING, AFTERNOON)
        case _:
            return (NIGHT,)


CLINICS: tuple[ClinicPlan, ...] = (
    ClinicPlan(
        "心血管内科",
        "xxgnk",
        "门诊楼 3 层 A 区",
        (
            DoctorPlan("柏承泽", "bcz", "冠心病"),
            DoctorPlan("滕清越", "tqy", "高血压"),
            DoctorPlan("翁攸然", "wyr", "心律失常"),
            DoctorPlan("骆开阳", "lky", "心力衰竭"),
            DoctorPlan("佟抒怀", "tsh", "心血管常见病"),
        ),
    ),
    ClinicPlan(
        "骨科",
        "gk",
        "门诊楼 2 层 B 区",
        (
            DoctorPlan("蓝修竹", "lxz", "关节外科"),
            DoctorPlan("蔺屿森", "lys", "脊柱外科"),
            DoctorPlan("屠伯端", "tbd", "运动损伤"),
            DoctorPlan("虞笃行", "ydx", "手足外科"),
            DoctorPlan("祁若岚", "qrl", "骨科常见病"),
        ),
    ),
    ClinicPlan(
        "呼吸内科",
        "hxnk",
        "门诊楼 3 层 B 区",
        (
            DoctorPlan("柯知微", "kzw", "慢性阻塞性肺病"),
            DoctorPlan("阮牧之", "rmz", "肺部感染"),
            DoctorPlan("管听澜", "gtl", "哮喘"),
            DoctorPlan("卞晏如", "byr", "睡眠呼吸"),
            DoctorPlan("齐其琛", "qqc", "呼吸常见病"),
        ),
    ),
    ClinicPlan(
        "消化内科",
        "xhnk",
        "门诊楼 3 层 C 区",
        (
            DoctorPlan("伍守拙", "wsz", "胃肠疾病"),
            DoctorPlan("米济民", "mjm", "肝病"),
            DoctorPlan("庄观澜", "zgl", "胰腺疾病"),
            DoctorPlan("聂令仪", "nly", "消化内镜"),
            DoctorPlan("焦子衿", "jzj", "消化常见病"),
        ),
    ),
    ClinicPlan(
        "儿科",
        "ek",
        "儿童楼 1 层",
        (
            DoctorPlan("左元朗", "zyl", "儿童呼吸"),
            DoctorPlan("裴呈祥", "pcx", "儿童保健"),
            DoctorPlan("符逸飞", "fyf", "新生儿"),
            DoctorPlan("鲁沐晨", "lmc", "儿童消化"),
            DoctorPlan("詹仲景", "zzj", "儿科常见病"),
        ),
    ),
    ClinicPlan(
        "皮肤科",
        "pfk",
        "门诊楼 4 层 A 区",
        (
            DoctorPlan("饶敏行", "rmx", "湿疹皮炎"),
            DoctorPlan("路景澄", "ljc", "痤疮"),
            DoctorPlan("岳砚冰", "yyb", "银屑病"),
            DoctorPlan("柳星野", "lxy", "真菌病"),
            DoctorPlan("童见素", "tjs", "皮肤常见病"),
        ),
    ),
    ClinicPlan(
        "眼科",
        "yk",
        "门诊楼 4 层 B 区",
        (
            DoctorPlan("欧昱辰", "oyc", "白内障"),
            DoctorPlan("甘可人", "gkr", "青光眼"),
            DoctorPlan("尚庭芳", "stf", "眼底病"),
            DoctorPlan("简季良", "jjl", "屈光不正"),
            DoctorPlan("艾载舟", "azz", "眼科常见病"),
        ),
    ),
    ClinicPlan(
        "口腔科",
        "kqk",
        "门诊楼 5 层 A 区",
        (
            DoctorPlan("车怀瑾", "chj", "牙体牙髓"),
            DoctorPlan("奚静姝", "xjs", "牙周病"),
            DoctorPlan("穆致和", "mzh", "口腔修复"),
            DoctorPlan("耿采薇", "gcw", "正畸"),
            DoctorPlan("关润之", "grz", "口腔常见病"),
        ),
    ),
    ClinicPlan(
        "妇科",
        "fk",
        "门诊楼 2 层 A 区",
        (
            DoctorPlan("项奕辰", "xyc", "妇科内分泌"),
            DoctorPlan("祝崇礼", "zcl", "宫颈疾病"),
            DoctorPlan("纪惟真", "jwz", "子宫肌瘤"),
            DoctorPlan("舒书瑶", "ssy", "更年期"),
            DoctorPlan("屈望舒", "qws", "妇科常见病"),
        ),
    ),
    ClinicPlan(
        "神经内科",
        "sjnk",
        "门诊楼 5 层 B 区",
        (
            DoctorPlan("鲍维桢", "bwz", "脑血管病"),
            DoctorPlan("霍千里", "hql", "头痛眩晕"),
            DoctorPlan("凌砚秋", "lyq", "帕金森病"),
            DoctorPlan("应懿德", "yyd", "癫痫"),
            DoctorPlan("费鹤鸣", "fhm", "神经常见病"),
        ),
    ),
    ClinicPlan(
        "内分泌科",
        "nfmk",
        "门诊楼 4 层 C 区",
        (
            DoctorPlan("甄叔同", "zst", "糖尿病"),
            DoctorPlan("曲弘毅", "qhy", "甲状腺"),
            DoctorPlan("殷嘉树", "yjs", "痛风"),
            DoctorPlan("边亦凡", "byf", "骨质疏松"),
            DoctorPlan("席令闻", "xlw", "内分泌常见病"),
        ),
    ),
    ClinicPlan(
        "泌尿外科",
        "mnwk",
        "门诊楼 2 层 C 区",
        (
            DoctorPlan("温映雪", "wyx", "结石"),
            DoctorPlan("房疏影", "fsy", "前列腺"),
            DoctorPlan("荆念慈", "jnc", "肿瘤"),
            DoctorPlan("游自珍", "yzz", "男科"),
            DoctorPlan("苗存善", "mcs", "泌尿常见病"),
        ),
    ),
)
