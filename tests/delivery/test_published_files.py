"""Only pictures in page sizes are served under /media/."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.tests.utils import get_test_image_file

from cms.media.models import Picture


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="Đồi", file=get_test_image_file(filename="doi.png", size=(400, 300)))


def test_rendition_is_served_and_kept_for_a_year(picture, client):
    rendition = picture.get_rendition("max-100x100")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"".join(response.streaming_content) == rendition.file.read()


def test_a_picture_replaced_under_the_same_name_gets_a_new_address(picture):
    before = picture.file.name
    picture.file.delete(save=False)
    picture.file = get_test_image_file(filename="doi.png", size=(300, 300))
    picture.save()
    assert picture.file.name != before


def test_originals_and_documents_have_no_address(picture, client):
    name = default_storage.save("documents/mat.pdf", ContentFile(b"%PDF"))
    assert client.get(settings.MEDIA_URL + picture.file.name).status_code == 404
    assert client.get(settings.MEDIA_URL + name).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "../original_images/doi.png",
        "..%2foriginal_images%2fdoi.png",
        "%2e%2e/%2e%2e/keys/secret_key",
        "..\\secret.png",
        "/etc/passwd",
        ".hidden.png",
        "sub/doi.png",
        "doi.svg",
        "doi.html",
        "doi.png%00.png",
        "khong-co.png",
        "ảnh.png",
        "",
        "x" * 3000 + ".png",
    ],
)
def test_nothing_else_can_be_reached_from_there(picture, client, name):
    default_storage.save("images/doi.svg", ContentFile(b"<svg/>"))
    default_storage.save("images/sub/doi.png", ContentFile(b"x"))
    response = client.get(f"/media/images/{name}")
    assert response.status_code == 404


def test_pictures_cannot_be_posted_to(picture, client):
    assert client.post(picture.get_rendition("max-100x100").url).status_code == 405
