"""The command-line arguments shared by all training scripts."""

import argparse

KEPT_OUT = ("minutes", "stop_at", "threads", "device", "arithmetic")
"""Arguments that apply to one session only; all others are saved in the checkpoint."""


def training_arguments(doc: str, name: str, steps: int, lr: float, batch: int | None = None) -> argparse.ArgumentParser:
    """Returns a parser with the shared arguments.

    name: default run folder; steps, lr: default length and learning rate; batch: default size of a batch, where it is one number.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--steps", type=int, default=steps, help="total steps of the run; raising it after the end starts a new learning-rate cycle (%(default)s)"
    )
    parser.add_argument("--lr", type=float, default=lr, help="peak learning rate (%(default)s)")
    if batch is not None:
        parser.add_argument("--batch", type=int, default=batch, help="examples per step (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default=name, help="name of the run folder that holds the checkpoint (%(default)s)")
    parser.add_argument("--minutes", type=float, help="save and stop after this many minutes; run again to resume")
    parser.add_argument("--stop-at", type=int, help="save and stop after this step; run again to resume")
    parser.add_argument("--threads", type=int, help="threads per process; torchrun's default is 1")
    parser.add_argument("--device", choices=("cpu", "cuda"), help="default: the GPU if there is one")
    parser.add_argument("--arithmetic", choices=("bf16", "fp32"), help="default: the faster of the two, timed when the run begins")
    parser.add_argument("--save-every", type=float, default=5, help="minutes between checkpoints (%(default)s)")
    parser.add_argument("--report-every", type=float, default=10, help="minutes between evaluations on held-out data (%(default)s)")
    parser.add_argument("--preview-every", type=float, default=15, help="minutes between previews (%(default)s)")
    return parser


def parse(parser: argparse.ArgumentParser, argv: list[str] | None, load) -> tuple[argparse.Namespace, dict | None]:
    """Parses the arguments, with defaults from the run's checkpoint. Returns them and the checkpoint.

    load: returns the checkpoint of a run, or None.
    """
    saved = load(parser.parse_args(argv).name)
    if saved:
        parser.set_defaults(**saved["args"])
    return parser.parse_args(argv), saved


def kept(args: argparse.Namespace) -> dict:
    return {k: v for k, v in vars(args).items() if k not in KEPT_OUT}
