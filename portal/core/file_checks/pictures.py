"""A picture that is whole: every point of every frame can be shown. Read with Pillow, in a process of its own only."""

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageSequence, UnidentifiedImageError

from .refusals import FileRefused

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]  # no other reader of Pillow is tried, some of them start programs


def check_picture(path: Path) -> None:
    """Raises FileRefused."""
    content = BytesIO(path.read_bytes())
    try:
        with warnings.catch_warnings(), Image.open(content, formats=FORMATS) as picture:
            warnings.simplefilter("ignore")
            for frame in ImageSequence.Iterator(picture):
                frame.load()
    except UnidentifiedImageError as error:
        raise FileRefused("no_picture") from error
    except Image.DecompressionBombError as error:
        raise FileRefused("picture_too_large") from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError) as error:
        raise FileRefused("broken") from error
