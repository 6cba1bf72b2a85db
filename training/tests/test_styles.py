import json
import re
import sys

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.numpy import load_file

from training.common import paths
from training.common.exported import Exported
from training.common.index import verify
from training.styles import judge as judge_module
from training.styles import make
from training.styles import publish as publish_module
from training.styles.catalogue import STYLES, Style
from training.styles.measure import LAYERS, SCALES, at_scale, colour_statistics, grams, open_painting, swatches
from training.styles.pack import pack, quantise, relative_error, restore


def random_gram(channels: int, positions: int, seed: int = 0) -> np.ndarray:
    features = np.maximum(np.random.default_rng(seed).standard_normal((positions, channels)), 0)
    return (features.T @ features / positions).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 2, 32, 256])
def test_a_quantised_gram_matrix_is_restored_within_one_step(channels):
    gram = random_gram(channels, 500)
    upper, diagonal = quantise(gram)
    assert upper.dtype == np.uint8 and len(upper) == channels * (channels - 1) // 2
    restored = restore(upper, diagonal)
    np.testing.assert_array_equal(restored, restored.T)
    np.testing.assert_allclose(np.diag(restored), np.diag(gram), rtol=1e-6)
    step = np.sqrt(np.outer(diagonal, diagonal)) / 255
    assert (np.abs(restored - gram) <= step * 0.501).all()
    assert relative_error(restored, gram) < 1e-4


def test_the_upper_triangle_is_row_major():
    gram = np.array([[4, 2, 0], [2, 4, 1], [0, 1, 1]], dtype=np.float32)
    upper, diagonal = quantise(gram)
    assert upper.tolist() == [128, 0, 128]
    assert diagonal.tolist() == [4, 4, 1]


def test_a_channel_without_activation_is_restored_as_zeros():
    gram = random_gram(4, 50)
    gram[2] = gram[:, 2] = 0
    restored = restore(*quantise(gram))
    assert np.isfinite(restored).all()
    assert not restored[2].any()


def test_grams_match_their_definition_and_are_packed_under_the_pages_names(network_folder, painting):
    network = Exported.load(network_folder)
    rgb = at_scale(painting, 128)
    assert rgb.shape == (1, 3, 85, 128)
    measured = grams(network, rgb)
    features = network.features(rgb, ["relu3_1"])["relu3_1"][0].flatten(1).numpy()
    np.testing.assert_allclose(measured["relu3_1"], features @ features.T / features.shape[1], rtol=1e-4)
    assert set(pack({128: measured})) == {f"gram.128.{layer}.{part}" for layer in LAYERS for part in ("correlation", "diagonal")}


def test_colour_statistics_and_swatches(painting):
    mean, covariance = colour_statistics(painting)
    pixels = np.asarray(painting).reshape(-1, 3) / 255
    np.testing.assert_allclose(mean, pixels.mean(0), atol=1e-5)
    np.testing.assert_allclose(np.reshape(covariance, (3, 3)), np.cov(pixels.T), atol=1e-5)
    half = Image.new("RGB", (60, 60), "#204080")
    half.paste("#f0e0c0", (0, 0, 60, 20))
    assert swatches(half, 2) == ["#204080", "#f0e0c0"]
    assert all(re.fullmatch("#[0-9a-f]{6}", c) for c in swatches(painting))


def test_trim_cuts_a_share_of_each_side(tmp_path):
    Image.new("RGB", (200, 100)).save(tmp_path / "p.png")
    assert open_painting(tmp_path / "p.png", (0.1, 0.1, 0.05, 0.2)).size == (170, 70)


def test_the_catalogue_is_complete_and_in_the_public_domain():
    assert len(STYLES) >= 20
    assert len({s.id for s in STYLES}) == len({s.file for s in STYLES}) == len(STYLES)
    assert all(re.fullmatch("[a-z0-9-]+", s.id) and s.title and s.painter and s.source for s in STYLES)
    assert not {"udnie.jpg", "woman_with_a_hat.jpg"} & {s.file for s in STYLES}, "painters who died after 1944"


@pytest.fixture
def made_up_data(tmp_path, network_folder, painting, monkeypatch):
    """Creates ATELIER_DATA with two made-up paintings, and a public/models folder."""
    data = tmp_path / "data"
    (data / "paintings").mkdir(parents=True)
    painting.save(data / "paintings" / "a.png")
    painting.rotate(90).save(data / "paintings" / "b.png")
    monkeypatch.setenv("ATELIER_DATA", str(data))
    monkeypatch.setattr(make, "models_root", lambda: network_folder.parent)
    monkeypatch.setattr(make, "STYLES", [Style(i, i.upper(), "A painter", "1900", "A museum", f"{i}.png", "made up") for i in "ab"])
    return network_folder.parent


def test_make_writes_files_config_and_a_correct_index(made_up_data, monkeypatch, painting):
    monkeypatch.setattr(sys, "argv", ["make"])
    make.main()
    styles = made_up_data / "styles"
    config = json.loads((styles / "config.json").read_text())
    network = Exported.load(made_up_data / "perception")
    assert config["network"] == network.sha256
    assert (config["layers"], config["scales"]) == (LAYERS, SCALES)
    assert [s["id"] for s in config["styles"]] == ["a", "b"]
    stored = load_file(styles / "a.safetensors")
    target = grams(network, at_scale(open_painting(paths.data_root() / "paintings" / "a.png", (0.01,) * 4), 512))["relu5_1"]
    restored = restore(stored["gram.512.relu5_1.correlation"], stored["gram.512.relu5_1.diagonal"])
    assert relative_error(restored, target) < 1e-4
    models = json.loads((made_up_data / "index.json").read_text())["models"]
    assert list(models) == ["styles", "styles/a", "styles/b"]
    assert models["styles/a"]["version"] == network.sha256[:12]
    assert verify(made_up_data) == []


def test_publish_adds_thumbnails_and_removes_files_of_no_style(made_up_data, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["make"])
    make.main()
    styles = made_up_data / "styles"
    (styles / "thumbnails").mkdir()
    for path in ("thumbnails/a.webp", "thumbnails/old.webp", "old.safetensors"):
        (styles / path).write_bytes(b"x")
    publish_module.publish(made_up_data)
    files = json.loads((made_up_data / "index.json").read_text())["models"]["styles"]["files"]
    assert [f["path"] for f in files] == ["styles/config.json", "styles/thumbnails/a.webp"]
    assert not (styles / "old.safetensors").exists() and not (styles / "thumbnails/old.webp").exists()
    monkeypatch.setattr(publish_module, "BUDGET", 1000)
    with pytest.raises(SystemExit, match="1000 are allowed"):
        publish_module.publish(made_up_data)


def test_only_rejects_styles_of_another_network(made_up_data, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["make"])
    make.main()
    config = made_up_data / "styles" / "config.json"
    other = json.loads(config.read_text()) | {"network": "0" * 64}
    config.write_text(json.dumps(other))
    monkeypatch.setattr(sys, "argv", ["make", "--only", "a"])
    with pytest.raises(SystemExit, match="another network"):
        make.main()


def test_judge_scores_the_painting_one_and_the_photo_zero(tmp_path, painting, network_folder):
    network = Exported.load(network_folder)

    def vgg(rgb):
        found = network.features(rgb, ["relu1_1", "relu2_1", "relu3_1"])
        return found | {"relu3_4": found["relu3_1"]}

    photo = tmp_path / "photo.png"
    noise = torch.rand(200, 300, 3, generator=torch.Generator().manual_seed(3)).numpy()
    Image.fromarray((noise * 255).astype(np.uint8)).save(photo)
    painting.save(tmp_path / "painting.png")
    untouched = judge_module.judge(vgg, photo, photo, painting)
    assert untouched["captured"] == 0 and untouched["content"] == 0
    perfect = judge_module.judge(vgg, tmp_path / "painting.png", photo, painting)
    assert perfect["captured"] == pytest.approx(1, abs=1e-6) and perfect["content"] > 0
