"""The command line that all trainings share."""

import argparse

KEPT_OUT = ("minutes", "stop_at", "threads", "device", "arithmetic")
"""Arguments that hold for one start only; all others are kept in the checkpoint."""


def training_arguments(doc: str, name: str, steps: int, lr: float) -> argparse.ArgumentParser:
    """A parser with the shared arguments. name: default folder below the runs folder; steps, lr: default length and learning rate."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--steps", type=int, default=steps, help="length of the whole run; more than it has had begin a new cycle of the learning rate (%(default)s)"
    )
    parser.add_argument("--lr", type=float, default=lr, help="full learning rate (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default=name, help="folder below the runs folder that holds the checkpoint (%(default)s)")
    parser.add_argument("--minutes", type=float, help="save and stop after so many; the next start goes on")
    parser.add_argument("--stop-at", type=int, help="save and stop after this step; the next start goes on")
    parser.add_argument("--threads", type=int, help="threads of each process; torchrun's default is 1")
    parser.add_argument("--device", choices=("cpu", "cuda"), help="the GPU if there is one, unless told otherwise")
    parser.add_argument("--arithmetic", choices=("bf16", "fp32"), help="the faster of the two, timed at the first start, unless told otherwise")
    parser.add_argument("--save-every", type=float, default=5, help="minutes (%(default)s)")
    parser.add_argument("--report-every", type=float, default=10, help="minutes between figures on held-out data (%(default)s)")
    parser.add_argument("--preview-every", type=float, default=15, help="minutes between previews (%(default)s)")
    return parser


def parse(parser: argparse.ArgumentParser, argv: list[str] | None, load) -> tuple[argparse.Namespace, dict | None]:
    """The arguments and the run's checkpoint. What is not on the command line is as the run was begun with.

    load: run -> its checkpoint, or None.
    """
    saved = load(parser.parse_args(argv).name)
    if saved:
        parser.set_defaults(**saved["args"])
    return parser.parse_args(argv), saved


def kept(args: argparse.Namespace) -> dict:
    return {k: v for k, v in vars(args).items() if k not in KEPT_OUT}
