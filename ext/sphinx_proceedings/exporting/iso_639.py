"""The codes of languages in ISO 639: of two letters, as in tags, and of three."""

from __future__ import annotations

from typing import Final

_CODES: Final = """
    aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul
    bibis bmbam bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym
    dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij
    fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat
    huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav
    kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir
    lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon
    mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya
    ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roron rurus
    rwkin sasan scsrd sdsnd sesme sgsag sisin skslk slslv smsmo snsna sosom sqsqi srsrp ssssw
    stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso
    tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid yoyor
    zazha zhzho zuzul
"""
_THREE: Final = {code[:2]: code[2:] for code in _CODES.split()}
_LETTERS: Final = 3


def three_letters(tag: str) -> str | None:
    """Return the code in ISO 639-2 (terminological) and 639-3 of a BCP 47 tag, None if unknown."""
    primary = tag.partition("-")[0]
    return primary if len(primary) == _LETTERS else _THREE.get(primary)


def two_letters(tag: str) -> str | None:
    """Return the code in ISO 639-1 of a BCP 47 tag, None if its language has none."""
    primary = tag.partition("-")[0]
    return primary if primary in _THREE else None
