"""The caption decoder with attention: shapes, attention, beam search, learning."""

import numpy as np
import torch
import torch.nn.functional as F

from training.captioner.beam import beam_search
from training.captioner.captions import Beams
from training.captioner.export import decoder_tensors
from training.captioner.inputs import GRID_NOISE, Inputs, noisy
from training.captioner.model import AttentiveCaptioner, Sizes
from training.captioner.shipped import decoder_of
from training.captioner.text import START
from training.captioner.train import caption_loss

SMALL = Sizes(words=12, grid=8, embedding=16, hidden=24, attention=8)


def captioner() -> AttentiveCaptioner:
    torch.manual_seed(0)
    return AttentiveCaptioner(SMALL, dropout=0)


def points(count: int) -> torch.Tensor:
    return F.normalize(torch.randn(count, 300, generator=torch.Generator().manual_seed(1)), dim=1)


def test_attention_is_a_distribution_over_the_cells():
    model, grid = captioner(), torch.randn(3, 9, 8)
    _, weight = model.attend(model.initial_state(points(3)), model.project_grid(grid))
    assert weight.shape == (3, 9)
    assert torch.allclose(weight.sum(1), torch.ones(3))


def test_a_withheld_grid_has_no_effect():
    model, said = captioner(), torch.tensor([[START, 5, 6]])
    grid_mask = torch.zeros(1, 1)
    first, second = (model.teacher_forced_logits(points(1), said, model.project_grid(torch.randn(1, 9, 8)), grid_mask) for _ in range(2))
    assert torch.equal(first, second)
    assert torch.allclose(first, model.teacher_forced_logits(points(1), said, None), atol=1e-6)


def test_stepwise_decoding_equals_teacher_forcing():
    model, grid, said = captioner().eval(), torch.randn(1, 9, 8), torch.tensor([[START, 5, 6, 7]])
    whole = model.teacher_forced_logits(points(1), said, model.project_grid(grid))
    h, projected = model.initial_state(points(1)), model.project_grid(grid)
    for t in range(4):
        compared, h, _ = model.step(said[:, t], h, projected)
        assert torch.allclose(model.logits(compared)[0], whole[t], atol=1e-5)


def test_a_caption_does_not_depend_on_the_batch():
    model, grid = captioner().eval(), torch.randn(4, 9, 8)
    together = beam_search(Beams(model, grid), points(4))
    for i in range(4):
        alone = beam_search(Beams(model, grid[i : i + 1]), points(4)[i : i + 1])
        assert alone[0][0][0] == together[i][0][0]


def test_the_decoder_learns_what_only_the_grid_shows():
    model = captioner()
    same = points(1).expand(2, -1)
    grid = torch.zeros(2, 9, 8)
    grid[0, 3, 0], grid[1, 3, 1] = 3, 3
    optimiser = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(60):
        loss = caption_loss(model, same, [[5, 6], [7, 8]], model.project_grid(grid), None, smoothing=0)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert loss.item() < 0.2
    said = beam_search(Beams(model.eval(), grid), same, max_length=4)
    assert [best[0][0] for best in said] == [[5, 6], [7, 8]]


def test_an_exported_decoder_is_read_back():
    model, grid, said = captioner().eval(), torch.randn(1, 9, 8), torch.tensor([[START, 5, 6]])
    copy = decoder_of({name: value.detach().clone() for name, value in decoder_tensors(model).items()}, SMALL)
    wanted, found = (m.teacher_forced_logits(points(1), said, m.project_grid(grid)) for m in (model, copy))
    assert torch.allclose(wanted, found, atol=1e-5)


def test_noise_keeps_vectors_at_length_one_and_turns_them_as_held_out_ones():
    clean = Inputs(points(200), torch.zeros(200, 25, 8))
    found = noisy(clean, np.random.default_rng(0))
    assert torch.allclose(found.points.norm(dim=1), torch.ones(200), atol=1e-5)
    # 0.57 / 0.70, as measured.
    assert abs((found.points * clean.points).sum(1).mean() - 0.82) < 0.01
    assert abs(found.grid.std() - GRID_NOISE) < 0.002
