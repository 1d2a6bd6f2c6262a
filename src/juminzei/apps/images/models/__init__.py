"""Tables of images."""

from juminzei.apps.images.models.image_key import ImageKey
from juminzei.apps.images.models.image_set import ImageErasure, ImageSet

__all__ = ["ImageErasure", "ImageKey", "ImageSet"]
