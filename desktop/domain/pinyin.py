"""How a Chinese name is spelt by people who look for it: surname readings, full pinyin, initials (N2, DOMAIN §7.3).

The readings of single characters arrive as an argument; this module knows what dictionaries do not: surnames.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

MOST_SURNAME_SPELLINGS = 24
LONGEST_READING = 60
DOTS = frozenset("·•‧・･∙⋅．.")

# First the reading as a surname, then other readings that people type or write for it.
SURNAMES: dict[str, tuple[str, ...]] = {
    "单": ("shan", "dan", "chan"), "曾": ("zeng", "ceng"), "解": ("xie", "jie"), "仇": ("qiu", "chou"),
    "查": ("zha", "cha"), "翟": ("zhai", "di"), "乐": ("yue", "le"), "区": ("ou", "qu"), "朴": ("piao", "pu"),
    "覃": ("qin", "tan", "xun"), "盖": ("ge", "gai"), "卜": ("bu", "bo"), "缪": ("miao", "mou"),
    "尉": ("wei", "yu"), "黑": ("he", "hei"), "贠": ("yun", "yuan"), "员": ("yun", "yuan"), "任": ("ren",),
    "华": ("hua",), "葛": ("ge",), "宁": ("ning",), "盛": ("sheng", "cheng"), "燕": ("yan",), "应": ("ying",),
    "纪": ("ji",), "召": ("shao", "zhao"), "种": ("chong", "zhong"), "重": ("chong", "zhong"),
    "繁": ("po", "fan"), "秘": ("bi", "mi"), "冼": ("xian",), "洗": ("xian", "xi"), "折": ("she", "zhe"),
    "牟": ("mou", "mu"), "隗": ("wei", "kui"), "谌": ("chen", "shen"), "郇": ("xun", "huan"),
    "郗": ("xi", "chi"), "郄": ("qie", "xi"), "訾": ("zi",), "佴": ("nai", "er"), "句": ("gou", "ju"),
    "勾": ("gou",), "祭": ("zhai", "ji"), "车": ("che", "ju"), "都": ("du", "dou"), "会": ("gui", "hui"),
    "角": ("jue", "jiao"), "降": ("xiang", "jiang"), "莘": ("shen", "xin"), "省": ("xing", "sheng"),
    "相": ("xiang",), "行": ("xing", "hang"), "薄": ("bo", "bao"), "柏": ("bai", "bo"), "贲": ("ben",),
    "费": ("fei", "bi"), "逄": ("pang",), "还": ("huan", "hai"), "贾": ("jia", "gu"), "阙": ("que",),
    "能": ("nai", "neng"), "乜": ("nie", "mie"), "强": ("qiang", "jiang"), "瞿": ("qu",), "石": ("shi",),
    "沈": ("shen", "chen"), "台": ("tai",), "肖": ("xiao",), "么": ("yao", "me"), "幺": ("yao",),
    "藏": ("zang", "cang"), "占": ("zhan",), "仉": ("zhang",), "中": ("zhong",), "厍": ("she",), "妫": ("gui",),
    "隽": ("juan", "jun"), "校": ("xiao", "jiao"), "令": ("ling",), "曲": ("qu",), "朝": ("chao", "zhao"),
    "钭": ("tou", "dou"), "炅": ("gui", "jiong"), "过": ("guo",), "哈": ("ha",), "那": ("na",), "呙": ("guo",),
    "於": ("yu",), "俞": ("yu", "shu"), "褚": ("chu", "zhu"), "万": ("wan", "mo"), "宓": ("mi", "fu"),
    "适": ("kuo", "shi"), "撒": ("sa",), "干": ("gan",), "观": ("guan",), "和": ("he",), "冯": ("feng", "ping"),
    "谷": ("gu", "yu"), "叶": ("ye", "xie"), "宿": ("su", "xiu"), "大": ("da", "dai"), "沓": ("ta",),
    "眭": ("sui",), "昝": ("zan",), "郏": ("jia",), "尹": ("yin",), "芮": ("rui",), "晁": ("chao",),
    "鲜": ("xian",), "长": ("chang", "zhang"), "难": ("nan", "ning"), "洛": ("luo",), "吕": ("lv",), "闾": ("lv",),
}  # fmt: skip

COMPOUND_SURNAMES: dict[str, tuple[str, ...]] = {
    "欧阳": ("ou yang",), "司马": ("si ma",), "上官": ("shang guan",), "诸葛": ("zhu ge",), "夏侯": ("xia hou",),
    "东方": ("dong fang",), "皇甫": ("huang fu",), "尉迟": ("yu chi", "wei chi"), "公孙": ("gong sun",),
    "慕容": ("mu rong",), "令狐": ("ling hu",), "宇文": ("yu wen",), "长孙": ("zhang sun", "chang sun"),
    "司徒": ("si tu",), "司空": ("si kong",), "澹台": ("tan tai", "dan tai"), "公冶": ("gong ye",),
    "宗政": ("zong zheng",), "濮阳": ("pu yang",), "淳于": ("chun yu",), "单于": ("chan yu", "shan yu", "dan yu"),
    "申屠": ("shen tu",), "轩辕": ("xuan yuan",), "钟离": ("zhong li",), "闻人": ("wen ren",),
    "独孤": ("du gu",), "南宫": ("nan gong",), "万俟": ("mo qi", "wan si"), "端木": ("duan mu",),
    "西门": ("xi men",), "百里": ("bai li",), "呼延": ("hu yan",), "赫连": ("he lian",),
    "拓跋": ("tuo ba", "ta ba"), "鲜于": ("xian yu",), "闾丘": ("lv qiu",), "亓官": ("qi guan",),
    "司寇": ("si kou",), "子车": ("zi ju", "zi che"), "乐正": ("yue zheng", "le zheng"), "东郭": ("dong guo",),
    "梁丘": ("liang qiu",), "左丘": ("zuo qiu",), "羊舌": ("yang she",), "第五": ("di wu",), "纳兰": ("na lan",),
    "完颜": ("wan yan",), "叶赫": ("ye he",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """One spoken unit: a Chinese character with its readings, or a run of Latin letters or digits as it stands."""

    text: str
    readings: tuple[str, ...]
    chinese: bool


def search_keys(name: str, readings: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return every spelling under which the name is looked for: full ("zengguofan") and initials ("zgf").

    `readings` holds, for each character of `name`, its toneless readings, the likeliest first (empty when there are
    none). Every reading of the surname is combined with the first reading of the rest; ü is spelt v and u; dots and
    spaces are skipped; a character that has no reading stands for itself.
    """
    keys: set[str] = set()
    parts = _parts(name, readings)
    for surname, count in _surnames(parts):
        rest = tuple(_first(part) for part in parts[count:])
        keys |= _spelt(surname + rest)
    return frozenset(keys)


def tidy_reading(text: str) -> str:
    """Return how a clerk wrote a name's sound, in its one form: NFC, single spaces, at most LONGEST_READING."""
    return " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST_READING]


def reading_fits(text: str) -> bool:
    """Return whether a text is pinyin: Latin letters with or without tone marks, ü, spaces, apostrophes."""
    return bool(text) and all(c.isascii() and c.isalpha() for c in plain_reading(text).replace(" ", ""))


def plain_reading(text: str) -> str:
    """Return a reading as people type it: lower case, no tones, ü as v, syllables apart ("Shàn Xuě" -> "shan xue")."""
    apart = unicodedata.normalize("NFD", tidy_reading(text).casefold().replace("ü", "v"))
    apart = apart.replace("u\u0308", "v")
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(bare.replace("\u2019", " ").replace("'", " ").split())


def reading_keys(text: str) -> tuple[str, ...]:
    """Return what the reading is found by: full ("shanxue"), initials ("sx") and its single syllables."""
    syllables = plain_reading(text).split()
    whole, initials = "".join(syllables), "".join(s[0] for s in syllables)
    return tuple(dict.fromkeys(key for key in (whole, initials, *syllables) if len(key) > 1))


def surname_readings(name: str) -> tuple[str, ...]:
    """Return the known readings of a name's surname, the one of a surname first; () when it has but one."""
    known = COMPOUND_SURNAMES.get(name[:2]) or SURNAMES.get(name[:1]) or ()
    return known if len(known) > 1 else ()


def likeliest(name: str, readings: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the syllables as a name is read out: surname reading first, ü as v ("shan", "xiao", "fang")."""
    parts = _parts(name, readings)
    if not parts:
        return ()
    surname, count = next(_surnames(parts))
    return tuple(text for text, _chinese in surname) + tuple(_first(part)[0] for part in parts[count:])


_Syllable = tuple[str, bool]


def _parts(name: str, readings: Sequence[Sequence[str]]) -> list[_Part]:
    if len(readings) != len(name):
        raise ValueError("one list of readings for each character")
    parts: list[_Part] = []
    joined = False
    for char, known in zip(name, readings, strict=True):
        if char in DOTS or not char.isalnum():
            joined = False
            continue
        latin = char.isascii()
        if latin and joined:
            parts[-1] = _Part(parts[-1].text + char.lower(), (), chinese=False)
        else:
            parts.append(_Part(char.lower(), _plain(known), chinese=not latin))
        joined = latin
    return parts


def _plain(known: Sequence[str]) -> tuple[str, ...]:
    toneless = (one.lower().replace("ü", "v") for one in known)
    return tuple(dict.fromkeys(one for one in toneless if one.isascii() and one.isalpha()))


def _first(part: _Part) -> _Syllable:
    return (part.readings[0], True) if part.readings else (part.text, False)


def _surnames(parts: Sequence[_Part]) -> Iterator[tuple[tuple[_Syllable, ...], int]]:
    """Yield the spellings of the surname, the proper one first, and how many parts it covers."""
    both = "".join(part.text for part in parts[:2])
    if both in COMPOUND_SURNAMES and len(parts) > 2:
        said = [tuple(pair.split()) for pair in COMPOUND_SURNAMES[both]]
        typed = product(*(part.readings or (part.text,) for part in parts[:2]))
        found = dict.fromkeys((*said, *islice(typed, MOST_SURNAME_SPELLINGS)))
        for pair in islice(found, MOST_SURNAME_SPELLINGS):
            yield tuple((text, True) for text in pair), 2
        return
    if not parts:
        return
    first = parts[0]
    known = dict.fromkeys(SURNAMES.get(first.text, ()) + first.readings)
    if not known:
        yield (_first(first),), 1
    for one in islice(known, MOST_SURNAME_SPELLINGS):
        yield ((one, True),), 1


def _spelt(syllables: Sequence[_Syllable]) -> set[str]:
    with_v = [text for text, _chinese in syllables]
    with_u = [text.replace("v", "u") if chinese else text for text, chinese in syllables]
    initials = "".join(text[0] for text in with_v)
    return {"".join(with_v), "".join(with_u), initials}
