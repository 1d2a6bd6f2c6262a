"""What other applications may ask of images."""

from juminzei.apps.images.models import ImageSet
from juminzei.apps.images.page_content import SinglePages, single_pages
from juminzei.apps.images.refusal import ImageBrokenError, ImageGoneError, ImageRefusedError
from juminzei.apps.images.selectors.subjects import register_subject, subjects
from juminzei.apps.images.services.erase import erase_images
from juminzei.apps.images.services.open_page import page_content, page_png
from juminzei.apps.images.services.store import store_image_sets, store_images

__all__ = [
    "ImageBrokenError",
    "ImageGoneError",
    "ImageRefusedError",
    "ImageSet",
    "SinglePages",
    "erase_images",
    "page_content",
    "page_png",
    "register_subject",
    "single_pages",
    "store_image_sets",
    "store_images",
    "subjects",
]
