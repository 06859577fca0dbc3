"""Short films of the demo with their captions: real files, drawn here."""

from io import BytesIO

import av

from portal.home.demo_network.pictures import still

FRAMES = 8  # a second
Caption = tuple[float, float, str]  # from second, to second, what is said


def film_of(scenes: list[dict]) -> bytes:
    """WebM (VP9) of 640 x 360 without sound: every scene a drawing in which the sun moves on."""
    buffer = BytesIO()
    with av.open(buffer, "w", format="webm") as container:
        stream = container.add_stream("libvpx-vp9", rate=FRAMES, options={"deadline": "realtime", "cpu-used": "8"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        for scene in scenes:
            count = int(scene["seconds"] * FRAMES)
            for number in range(count):
                picture = still(scene["text"], scene["shape"], number / max(1, count - 1))
                container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode())
    return buffer.getvalue()


def vtt_of(captions: list[Caption]) -> bytes:
    blocks = [f"{_moment(start)} --> {_moment(end)}\n{text}" for start, end, text in captions]
    return ("WEBVTT\n\n" + "\n\n".join(blocks) + "\n").encode()


def _moment(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02d}:{rest:06.3f}"
