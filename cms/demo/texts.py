"""Articles and plain pages of the demo site, in our own words. Data only; HTML as the editor would save it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """A news article; `days_ago` counts back from the day the demo is loaded when `published_on` is empty."""

    slug: str
    title: str
    category: str
    summary: str
    paragraphs: tuple[str, ...]
    author: str
    published_on: str = ""
    days_ago: int = 0
    tags: tuple[str, ...] = ()
    picture_seed: int = 0
    source: str = ""


@dataclass(frozen=True)
class Text:
    """A plain page."""

    slug: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    in_menu: bool = False


ARTICLES = (
    Article(
        slug="tuyen-truyen-cai-cach-hanh-chinh-2023",
        title="Kế hoạch tuyên truyền công tác cải cách hành chính tại Sở Khoa học và Công nghệ năm 2023",
        category="Cải cách hành chính",
        summary=(
            "Kế hoạch số 15/KH-SKHCN ngày 21/02/2023 nêu rõ nội dung tuyên truyền cho công chức, doanh nghiệp "
            "và bốn hình thức thực hiện trong năm."
        ),
        paragraphs=(
            "Ngày 21/02/2023, Sở Khoa học và Công nghệ ban hành Kế hoạch số 15/KH-SKHCN về tuyên truyền cải cách "
            "hành chính trong năm. Mục tiêu là để công chức, người lao động, tổ chức, doanh nghiệp và người dân cùng "
            "biết, góp ý và giám sát việc cải cách của cơ quan.",
            "<b>Đối với công chức, viên chức và người lao động</b>: ý nghĩa, mục tiêu của cải cách hành chính; Chương "
            "trình tổng thể giai đoạn 2021 – 2030; kỷ luật, kỷ cương công vụ; kết quả xếp hạng Chỉ số cải cách hành "
            "chính của tỉnh và của Sở; ứng dụng công nghệ thông tin khi giải quyết thủ tục.",
            "<b>Đối với doanh nghiệp</b>: chính sách mới; tiện ích của dịch vụ bưu chính công ích và dịch vụ công trực "
            "tuyến toàn trình; số điện thoại đường dây nóng; cách gửi phản ánh, kiến nghị trên Cổng dịch vụ công quốc "
            "gia; khảo sát mức độ hài lòng.",
            "<b>Bốn hình thức</b> được chọn là: đăng trên trang thông tin điện tử; lồng ghép trong hội nghị, cuộc họp; "
            "viết bài cho ấn phẩm, bản tin của ngành; gửi văn bản hướng dẫn và giới thiệu hệ thống một cửa điện tử.",
        ),
        author="Ban biên tập",
        published_on="2023-02-24",
        tags=("cải cách hành chính", "tuyên truyền"),
        picture_seed=1,
    ),
    Article(
        slug="mo-dang-ky-doi-thoai",
        title="Mở đăng ký tham gia Hội nghị đối thoại với tổ chức, doanh nghiệp, công dân",
        category="Đối thoại",
        summary="Người dân và doanh nghiệp có thể đăng ký trên Cổng, nhận mã phiếu ngay và gửi kèm câu hỏi.",
        paragraphs=(
            "Sở Khoa học và Công nghệ mời tổ chức, doanh nghiệp và công dân đăng ký dự Hội nghị đối thoại về thủ tục "
            "hành chính. Phiếu đăng ký điền trên Cổng mất khoảng năm phút, không cần tài khoản.",
            "Sau khi gửi, mỗi người nhận một mã phiếu để theo dõi. Ai không đến được có thể chọn nhận trả lời bằng văn "
            "bản; câu hỏi vẫn được tiếp nhận đầy đủ như người dự trực tiếp.",
            "Người không dùng mạng có thể nhận phiếu giấy tại bộ phận một cửa hoặc gọi điện cho Văn phòng Sở trong giờ "
            "làm việc.",
        ),
        author="Văn phòng Sở",
        days_ago=2,
        tags=("đối thoại", "thủ tục hành chính"),
        picture_seed=2,
    ),
    Article(
        slug="tap-huan-so-huu-tri-tue",
        title="Tập huấn đăng ký nhãn hiệu cho hợp tác xã và hộ sản xuất",
        category="Hoạt động của Sở",
        summary="Hơn bốn mươi hợp tác xã, hộ sản xuất thực hành tra cứu và chuẩn bị đơn đăng ký nhãn hiệu.",
        paragraphs=(
            "Lớp tập huấn kéo dài một ngày, tập trung vào ba việc: tra cứu nhãn hiệu đã được bảo hộ, chọn nhóm hàng "
            "hoá và hoàn thiện tờ khai. Học viên làm ngay trên hồ sơ của mình, có chuyên viên ngồi cùng.",
            "Những câu hỏi chưa trả lời kịp được ghi lại để đưa vào nội dung Hội nghị đối thoại sắp tới.",
        ),
        author="Phòng Quản lý chuyên ngành",
        days_ago=6,
        tags=("sở hữu trí tuệ", "doanh nghiệp"),
        picture_seed=3,
    ),
    Article(
        slug="kiem-dinh-can-tai-cho",
        title="Kiểm định cân, phương tiện đo tại các chợ trên địa bàn tỉnh",
        category="Hoạt động của Sở",
        summary="Đợt kiểm tra nhằm bảo vệ quyền lợi người mua, nhắc nhở và hướng dẫn người bán.",
        paragraphs=(
            "Đoàn kiểm tra hướng dẫn tiểu thương tự kiểm tra cân trước giờ bán hàng, dán tem kiểm định mới và thu hồi "
            "những cân đã quá hạn.",
            "Người dân nghi ngờ cân sai có thể đặt hàng lên cân đối chứng ở cổng chợ hoặc báo ban quản lý chợ.",
        ),
        author="Chi cục Tiêu chuẩn Đo lường Chất lượng",
        days_ago=11,
        tags=("tiêu chuẩn đo lường chất lượng",),
        picture_seed=4,
    ),
    Article(
        slug="rut-ngan-thoi-gian-cap-phep-x-quang",
        title="Rút ngắn thời gian cấp phép thiết bị X-quang trong y tế",
        category="Cải cách hành chính",
        summary="Hồ sơ nộp trực tuyến đủ thành phần được trả kết quả sớm hơn thời hạn quy định.",
        paragraphs=(
            "Từ kiến nghị của các phòng khám tại hội nghị đối thoại, bộ phận một cửa rà soát lại trình tự và bỏ bước "
            "nộp bản giấy khi hồ sơ điện tử đã được ký số.",
            "Cơ sở y tế theo dõi tiến độ hồ sơ bằng mã trên Cổng dịch vụ công; khi cần bổ sung, Sở chỉ yêu cầu một lần.",
        ),
        author="Ban biên tập",
        days_ago=19,
        tags=("thủ tục hành chính", "an toàn bức xạ", "đối thoại"),
        picture_seed=5,
    ),
    Article(
        slug="ket-qua-hoi-nghi-doi-thoai-ky-truoc",
        title="Kết quả Hội nghị đối thoại kỳ trước: mọi câu hỏi đều có địa chỉ trả lời",
        category="Đối thoại",
        summary="Các câu hỏi được trả lời tại hội trường hoặc bằng văn bản; kiến nghị vượt thẩm quyền đã báo cáo cấp trên.",
        paragraphs=(
            "Hội nghị kỳ trước tiếp nhận ý kiến của người dân, hợp tác xã và doanh nghiệp về tiêu chuẩn, sở hữu trí "
            "tuệ và an toàn bức xạ. Phần lớn câu hỏi được trả lời ngay; số còn lại được gửi văn bản đúng hẹn.",
            "Bảng tổng hợp đăng tại trang của hội nghị, không nêu tên người hỏi.",
        ),
        author="Văn phòng Sở",
        days_ago=140,
        tags=("đối thoại",),
        picture_seed=6,
    ),
)

PAGES = (
    Text(
        slug="gioi-thieu",
        title="Giới thiệu",
        summary="Sở Khoa học và Công nghệ: chức năng, cách liên hệ và giờ tiếp công dân.",
        paragraphs=(
            "Sở Khoa học và Công nghệ giúp Ủy ban nhân dân tỉnh quản lý nhà nước về hoạt động khoa học và công nghệ, "
            "tiêu chuẩn đo lường chất lượng, sở hữu trí tuệ, an toàn bức xạ và hạt nhân.",
            "<b>Giờ làm việc</b>: từ thứ Hai đến thứ Sáu, sáng 07:00 – 11:30, chiều 13:30 – 17:00.",
            "<b>Tiếp công dân</b>: thứ Năm hằng tuần tại Phòng tiếp công dân, tầng 1.",
        ),
        in_menu=True,
    ),
    Text(
        slug="huong-dan",
        title="Hướng dẫn gửi câu hỏi",
        summary="Ba cách gửi câu hỏi đến Hội nghị đối thoại và những gì xảy ra sau đó.",
        paragraphs=(
            "<b>1. Trên Cổng</b>: mở trang hội nghị, bấm “Đăng ký tham gia”, điền phiếu và giữ lại mã phiếu.",
            "<b>2. Bằng giấy</b>: nhận phiếu tại bộ phận một cửa; cán bộ đóng dấu ngày nhận và trao liên có mã.",
            "<b>3. Qua điện thoại</b>: gọi Văn phòng Sở; cán bộ đọc lại nội dung để ông/bà xác nhận.",
            "Mỗi câu hỏi được phân loại, giao phòng chuyên môn chuẩn bị và trả lời tại hội nghị hoặc bằng văn bản. "
            "Khiếu nại, tố cáo không gửi bằng phiếu này mà gửi đến bộ phận tiếp công dân.",
        ),
        in_menu=True,
    ),
    Text(
        slug="bao-ve-du-lieu-ca-nhan",
        title="Bảo vệ dữ liệu cá nhân",
        summary="Chúng tôi thu thập ít, dùng đúng việc, xoá đúng hạn.",
        paragraphs=(
            "Phiếu đăng ký chỉ hỏi những gì cần để mời, trả lời và báo cáo: họ tên, cách liên hệ và nội dung câu hỏi. "
            "Chúng tôi không hỏi số căn cước, ngày sinh, dân tộc, tôn giáo.",
            "Cổng không dùng cookie theo dõi, không gửi dữ liệu cho bên thứ ba, không lưu địa chỉ mạng của người xem.",
            "Ông/bà có quyền xem, sửa, rút phiếu hoặc yêu cầu xoá dữ liệu của mình bằng cách liên hệ Văn phòng Sở kèm mã phiếu.",
        ),
    ),
    Text(
        slug="kha-nang-tiep-can",
        title="Khả năng tiếp cận",
        summary="Cổng được làm để mọi người dùng được, kể cả khi không nhìn rõ màn hình hay không dùng chuột.",
        paragraphs=(
            "Chúng tôi hướng tới mức AA của WCAG 2.2. Mọi việc đều làm được bằng bàn phím, không cần JavaScript, trên "
            "điện thoại cũ và ở cỡ chữ lớn.",
            "Nếu gặp chỗ khó dùng, xin gọi Văn phòng Sở theo số ở cuối trang; chúng tôi sửa và trả lời.",
        ),
    ),
)
