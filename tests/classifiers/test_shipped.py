"""The models that come with Malmoi: they open, say what they should of texts that nothing was trained on, and a recipe names them."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import classifiers
from classifiers import shipped
from classifiers.estimators.linear import rounded, unrounded
from classifiers.model import fingerprint
from pipeline.core.errors import RecipeError
from pipeline.stages.quality.models import Classifier, files_of

FLAGGED = {
    "mt_web_ko": (
        "당신이 이 제품을 사용하기 전에, 당신은 설명서를 주의 깊게 읽어야만 합니다. 그것은 당신의 안전을 위한 것입니다. 만약 당신이 질문을 가지고 있다면 우리를 접촉하는 것을 주저하지 마십시오.",
        "이것은 왜 우리가 당신에게 최고의 품질을 제공하는 것을 약속하는지에 대한 이유입니다. 우리의 고객들은 그들의 만족을 가지고 있습니다. 지금 당신의 것을 주문하십시오.",
    ),
    "spam_ko": (
        "무직자도 당일 300만원! 신용 무관 비대면 대출, 카톡 ID moneyfast24 로 연락 주세요. 상담 무료",
        "우리카지노 첫충 30% 매충 10% 실시간 바카라 가입코드 BET77 텔레 문의 환영합니다",
    ),
    "spam_en": (
        "CONGRATULATIONS! You have been selected to receive a $1000 gift card. Click here to claim your prize now: bit.ly/claim",
        "Earn $500 a day from home, no experience needed! Text YES to our WhatsApp and start today. Guaranteed income",
    ),
}
SOUND = {
    "mt_web_ko": (
        "어제 친구와 함께 동네 뒷산에 올랐다. 정상에서 먹은 김밥이 얼마나 맛있던지 내려오는 길이 아쉬웠다. 다음 달에는 동생도 데려가기로 했다.",
        "제품을 받으신 날부터 7일 이내에 교환이나 반품을 신청하실 수 있습니다. 포장을 뜯었거나 사용한 흔적이 있으면 반품이 어렵습니다. 왕복 배송비는 고객님이 부담하셔야 합니다.",
    ),
    "spam_ko": (
        "어제 친구와 함께 동네 뒷산에 올랐다. 정상에서 먹은 김밥이 얼마나 맛있던지 내려오는 길이 아쉬웠다.",
        "제12조(계약의 해지) 임차인은 임대인이 수선 의무를 이행하지 아니한 때에는 계약을 해지할 수 있다.",
    ),
    "spam_en": (
        "The committee met on Tuesday to discuss the repair of the bridge, which has been closed since the flood in May.",
        "To compile the module, install the headers first and run make in the source folder; the tests take a minute.",
    ),
}


@pytest.mark.parametrize("name", shipped.names())
def test_model_opens_and_names_its_sources_with_their_licences(name: str) -> None:
    model = classifiers.load(f"malmoi://{name}")
    assert model.has_score
    assert model.record["licences"]
    assert "Licences" in (model.folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FLAGGED)
def test_bad_and_sound_text_are_told_apart(name: str) -> None:
    model = classifiers.load(f"malmoi://{name}")
    assert min(model.score(pa.array(FLAGGED[name])).to_pylist()) > 0.8
    assert max(model.score(pa.array(SOUND[name])).to_pylist()) < 0.5


def test_recipe_names_a_shipped_model_by_its_address() -> None:
    by_name = files_of({"spam": Classifier.model_validate(_asked("malmoi://spam_ko"))})
    by_folder = files_of(
        {"spam": Classifier.model_validate(_asked(str(shipped.FOLDER / "spam_ko")))}
    )
    assert by_name == by_folder
    assert by_name.identity()["models"] == [["spam", "ko", fingerprint(shipped.FOLDER / "spam_ko")]]


def test_address_that_lost_a_slash_as_a_path_is_read_too() -> None:
    assert shipped.folder(str(Path("malmoi://spam_ko"))) == shipped.folder("malmoi://spam_ko")
    assert shipped.folder("models/spam_ko") == "models/spam_ko"


def test_unknown_model_is_told_with_those_that_are_there() -> None:
    with pytest.raises(
        RecipeError, match=r"quality\.classifiers\.spam: malmoi://spam_fr: .*spam_ko"
    ):
        files_of({"spam": Classifier.model_validate(_asked("malmoi://spam_fr"))})


def _asked(path: str) -> dict[str, object]:
    return {"models": {"ko": path}, "max": 0.9, "trust_form": True}


@given(st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=40))
def test_rounding_keeps_sign_and_size(weights: list[float]) -> None:
    exact = np.array(weights, np.float32)
    small, scale = rounded(exact)
    again = unrounded(small, scale)
    # a step of the root of a weight is 1/127 of the root of the largest
    step = np.sqrt(scale) / 127
    assert np.abs(np.sqrt(np.abs(again)) - np.sqrt(np.abs(exact))).max() <= step / 2 + 1e-4
    assert np.all(np.sign(again) * np.sign(exact) >= 0)


def test_no_path_of_the_machine_that_trained_is_in_a_model() -> None:
    for record in shipped.FOLDER.glob("*/model.json"):
        assert "/shared/" not in record.read_text(encoding="utf-8")
        assert json.loads(record.read_text(encoding="utf-8"))["files"]
    assert Path(shipped.folder("malmoi://spam_ko")).is_dir()
