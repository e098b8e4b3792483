"""Times training steps in PyTorch: the network, loss and optimiser of src/engine, on the processor.

torchStep.py --threads 1 --batch 1 --steps 5 --seconds 20 --sizes 24x8 32x8   (0 threads = as many as PyTorch takes by itself)
prints one line of JSON: {"threads", "sizes": [{"side", "baseWidth", "parameters", "ms": [...], "convolution"}]}.
"""

import argparse
import json
import time
from collections.abc import Callable

import torch
from torch import nn

ALPHA, BETA, SMOOTH = 2.0, 1.0, 1e-5
LONGEST_GRADIENT = 5.0
WARM_STEPS = 2


class Conv(nn.Sequential):
    """3x3x3 convolution without a bias, instance norm with gain and offset, leaky ReLU."""

    def __init__(self, ins: int, outs: int):
        super().__init__(
            nn.Conv3d(ins, outs, 3, padding=1, bias=False),
            nn.InstanceNorm3d(outs, eps=1e-5, affine=True),
            nn.LeakyReLU(0.01),
        )


class Network(nn.Module):
    """src/engine/network/layers.ts with two levels and learned up-sampling."""

    def __init__(self, width: int):
        super().__init__()
        self.top = nn.Sequential(Conv(1, width), Conv(width, width))
        self.down = nn.Conv3d(width, 2 * width, 2, stride=2, bias=False)
        self.bottom = nn.Sequential(Conv(2 * width, 2 * width), Conv(2 * width, 2 * width))
        self.up = nn.ConvTranspose3d(2 * width, width, 2, stride=2, bias=False)
        self.joined = nn.Sequential(Conv(2 * width, width), Conv(width, width))
        self.head = nn.Conv3d(width, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        skip = self.top(x)
        below = self.up(self.bottom(self.down(skip)))
        return self.head(self.joined(torch.cat([skip, below], dim=1)))


def blob_loss(logits: torch.Tensor, regions: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
    """alpha * soft Dice + beta * mean over blobs of their soft Dice, from sums over regions: sizes [batch, blobs], regions of all elements
    behind one another, in each its background and then its blobs."""
    batch, blobs = sizes.shape
    probability = torch.sigmoid(logits).flatten()
    sums = torch.zeros(batch * (blobs + 1)).index_add(0, regions, probability).reshape(batch, blobs + 1)
    outside, inside = sums[:, :1], sums[:, 1:]
    overall = overlap(inside.sum(1), outside[:, 0], sizes.sum(1)).mean()
    return ALPHA * overall + BETA * overlap(inside, outside, sizes).mean()


def overlap(inside: torch.Tensor, outside: torch.Tensor, size: torch.Tensor) -> torch.Tensor:
    wrong = 0.5 * outside + 0.5 * (size - inside)
    return wrong / (inside + SMOOTH / 2 + wrong)


def make_batch(side: int, batch: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Noise with a brighter ball in each of eight octants: the patches, the region of each voxel, the size of each blob."""
    half = side // 2
    axis = torch.arange(side)
    octant, place = axis // half, (axis % half - half / 2) ** 2
    distance = place[:, None, None] + place[None, :, None] + place[None, None, :]
    number = 1 + octant[None, None, :] + 2 * octant[None, :, None] + 4 * octant[:, None, None]
    regions = torch.where(distance < (side / 8) ** 2, number, 0).flatten()
    scan = torch.randn(batch, side**3) + 2.0 * (regions > 0)
    of_all = torch.cat([regions + 9 * element for element in range(batch)])
    sizes = torch.bincount(regions)[1:].float().repeat(batch, 1)
    return scan.reshape(batch, 1, side, side, side), of_all, sizes


def time_size(side: int, width: int, options: argparse.Namespace) -> dict:
    torch.manual_seed(1)
    network = Network(width)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-2)
    scan, regions, sizes = make_batch(side, options.batch)

    def step() -> float:
        started = time.perf_counter()
        optimiser.zero_grad()
        loss = blob_loss(network(scan), regions, sizes)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
        optimiser.step()
        loss.item()
        return 1000 * (time.perf_counter() - started)

    for _ in range(WARM_STEPS):
        step()
    times = []
    began = time.perf_counter()
    while not times or (len(times) < options.steps and time.perf_counter() - began < options.seconds):
        times.append(step())
    parameters = sum(weights.numel() for weights in network.parameters())
    used = convolution_used(step)
    return {"side": side, "baseWidth": width, "parameters": parameters, "ms": times, "convolution": used}


def convolution_used(step: Callable[[], float]) -> str:
    """Which of its kernels for 3-D convolution PyTorch takes: for one small patch it is the plain one, not oneDNN's."""
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as profile:
        step()
    names = {event.key for event in profile.key_averages()}
    return " and ".join(name for name in ("slow_conv3d", "mkldnn_convolution") if any(name in key for key in names))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--sizes", nargs="+", default=["32x8"])
    options = parser.parse_args()
    if options.threads > 0:
        torch.set_num_threads(options.threads)
    pairs = [[int(number) for number in size.split("x")] for size in options.sizes]
    timed = [time_size(side, width, options) for side, width in pairs]
    print(json.dumps({"threads": torch.get_num_threads(), "sizes": timed}))


if __name__ == "__main__":
    main()
