"""Words that break things, all of our own making; each line is something that people do write."""

from __future__ import annotations

from typing import Final

PINGS: Final = (
    "<!channel> everybody look",
    "<!here|here> and <!everyone>",
    "<@U0123ABCD> is to blame",
    "<@U0123ABCD|liisa> again",
    "<#C0123ABCD|general>",
    "<!subteam^S0123|@managers>",
    "<!date^1392734382^{date}|a day>",
    "@channel @here @everyone",
    "&lt;!channel&gt; twice escaped",
    "<at>Liisa Virtanen</at> and </at> again",
    '< AT id="0">Rytmi</ at>',
)
LINKS: Final = (
    "<https://rytmi.example/?a=1&b=2|press here>",
    "https://rytmi.example/path",
    "<javascript:alert(1)|x>",
    "mailto:liisa@rytmi.example",
)
FORMATS: Final = (
    "*bold* _italic_ ~struck~ `code`",
    "```\nblock of code\n```",
    "> quoted\n>>> all of it",
    ":tada: :+1: :custom_emoji: 10:30:00",
    "1. one\n• two\n- three",
    "# Heading **bold** [link](https://rytmi.example)",
    "{ $argument } {{ 7*7 }} %s %(name)s ${x}",
    "{{DATE(2026-11-16T06:00:00Z, LONG)}} at {{{TIME(2026-11-16T06:00:00Z)}}}",
    "\\*literal\\* | a | table |\n|---|---|\n<b>html</b>\n\n---\nrule",
)
INVISIBLE: Final = (
    "pay \u202eeuro 100\u202c now",
    "\u2066unclosed isolate",
    "zero\u200bwidth\u2060joined\ufeff",
    "null\x00bell\x07escape\x1b[31mred",
    "lone surrogate \ud83d here",
    "line\u2028separator\u2029paragraph\x85next",
    "tag\U000e0041\U000e0042s and \ufff9interlinear\ufffb",
    "\u200f\u200e\u061c",
    "\u00ad\u00ad\u00ad",
    " \t\n ",
    "",
)
SCRIPTS: Final = (
    "שלום עולם 12 % ועוד",
    "مرحبا بالعالم، \u0665\u0660٪",
    "می‌خواهم بنویسم",
    "हिन्दी क्‍ष और கன்னடம்",
    "日本語のとても長い文章です。" * 20,
    "Ääkköset, åäö, æøå, ß, İıŞş, Đđ",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f a flag that is spelt",
    "👩🏽\u200d⚕️ 👨\u200d👩\u200d👧\u200d👦 🇫🇮🇸🇪 1️⃣",
    "Z" + "\u0310\u0321\u0334\u0352" * 30 + "algo",
    "e\u0301 o\u0308 versus é ö",
)
LONG: Final = (
    "Kotihoidonkäyntiaikataulu" * 120,
    "👩🏽\u200d⚕️" * 700,
    "word " * 2_000,
    "\u2067" + "שלום " * 800,
    "a\n" * 2_500,
    "&<>" * 1_500,
)
NASTY: Final = (*PINGS, *LINKS, *FORMATS, *INVISIBLE, *SCRIPTS, *LONG)
