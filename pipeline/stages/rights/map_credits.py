"""Credits of maps, tiles and data in the form of a claim: `© OpenStreetMap contributors, ODbL 1.0`."""

import re

# Who collects maps, tiles and data that others show.
_COLLECTIONS = (
    r"(?:open\s*street\s*map|\bosm\b|오픈\s*스트리트\s*맵|natural\s+earth|mapbox|maptiler|stamen|stadia|carto(?:db)?|esri|thunderforest|"
    r"opentopomap|leaflet|openmaptiles|geonames|copernicus|sentinel|landsat|mapillary|inaturalist|gbif|wikidata|vworld|브이월드|gadm|srtm|tiger/line)\b"
)
_OF_COLLECTION = re.compile(rf"[^|\n.;]{{0,40}}?{_COLLECTIONS}", re.IGNORECASE)
_SIGN = re.compile(r"\W*(?:©|ⓒ|\(c\)|copyright)\W*", re.IGNORECASE)
# `© Harrow contributors, CC BY 4.0`; a year makes it the claim of a project.
_CONTRIBUTORS = re.compile(
    r"(?![^\n.;|]*(?:19|20)\d\d)[^\n.;|,()]{0,60}?\b(?:contributors|기여자)", re.IGNORECASE
)
# `지도 데이터 © ...`, `Tiles © ...`
_THING_BEFORE = re.compile(
    r"(?:\b(?:maps?|tiles?|base\s?map|(?:map\s+)?data|imagery|satellite|elevation|geodata|boundaries|routing)|지도(?:\s*데이터)?|타일|데이터|위성\s*(?:사진|영상)|지형|배경\s*지도)\s*[:：]?\s*(?:by\s+)?$",
    re.IGNORECASE,
)
_CLAIMS = re.compile(r"(?:©|ⓒ|\(c\)|copyright)[^\n;|]{0,80}$", re.IGNORECASE)


def is_of_contributors(before: str, claim: str) -> bool:
    """True for a claim, with the words before it, that credits who made a map, its tiles or data."""
    if _THING_BEFORE.search(before):
        return True
    owner = claim[sign.end() :] if (sign := _SIGN.match(claim)) else claim
    return _OF_COLLECTION.match(owner) is not None or _CONTRIBUTORS.match(owner) is not None


def is_credited(before: str) -> bool:
    """True if the words before a licence are such a credit: `Map data © OpenStreetMap contributors, `."""
    found = _CLAIMS.search(before)
    return found is not None and is_of_contributors(before[: found.start()], found[0])
