"""Who asked what in the demo's dialogues, and what the office answered. Data only; every person is invented.

Names say that they are made up (Thử, Mẫu, Ví Dụ, Minh Hoạ), mail goes to the reserved ending .example.
"""

from dataclasses import dataclass

STANDARDS, PROPERTY, RADIATION, TECHNOLOGY, SCIENCE = range(5)


@dataclass(frozen=True)
class Asked:
    """One question. `field` counts through the office's fields; `goal` is how far the office has come with it."""

    text: str
    field: int
    goal: str
    answer: str = ""
    kind: str = "difficulty"
    urgency: int = 1


@dataclass(frozen=True)
class Asker:
    """One form. `number` makes phone and mail; `organisation` turns a citizen into a business or cooperative."""

    number: int
    full_name: str
    questions: tuple[Asked, ...]
    organisation: str = ""
    kind: str = "citizen"
    people: int = 1
    answer_by: str = "collect"
    address: str = ""
    has_email: bool = False
    may_publish: bool = True
    in_writing: bool = False
    is_on_paper: bool = False
    is_absent: bool = False


HELD = (
    Asker(
        1,
        "Nguyễn Văn Thử",
        (
            Asked(
                "Cơ sở của tôi làm bánh tráng, muốn đăng ký nhãn hiệu. Từ lúc nộp đơn đến lúc có văn bằng mất bao lâu, trong thời gian chờ có được dùng nhãn không?",
                PROPERTY,
                "hall",
                "Đơn được thẩm định hình thức trong 01 tháng, công bố trong 02 tháng kể từ khi chấp nhận hợp lệ, rồi thẩm định nội dung không quá 09 tháng kể từ ngày công bố. Trong thời gian chờ, cơ sở vẫn được dùng nhãn trên hàng hoá của mình nếu không trùng với nhãn hiệu đã được bảo hộ. Sở hướng dẫn tra cứu miễn phí trước khi nộp đơn, vào sáng thứ Ba hằng tuần.",
            ),
        ),
        organisation="Hộ kinh doanh Bánh tráng Thử Nghiệm",
        kind="household",
        people=2,
    ),
    Asker(
        2,
        "Trần Thị Mẫu",
        (
            Asked(
                "Hợp tác xã trồng hành, tỏi muốn có nhãn hiệu chung cho các thành viên. Sở có hỗ trợ kinh phí và làm hồ sơ không, phải bắt đầu từ đâu?",
                PROPERTY,
                "hall",
                "Hợp tác xã bắt đầu bằng quy chế sử dụng nhãn hiệu tập thể do các thành viên thông qua. Sở cử người cùng soạn quy chế, tra cứu và hoàn thiện đơn; phần chi phí thiết kế, tem nhãn được xét hỗ trợ theo chương trình phát triển tài sản trí tuệ của tỉnh. Nhu cầu đăng ký trước ngày 30/9 được đưa vào kế hoạch năm sau.",
                kind="proposal",
            ),
        ),
        organisation="Hợp tác xã Nông nghiệp Mẫu",
        kind="organisation",
        people=3,
    ),
    Asker(
        3,
        "Lê Văn Ví",
        (
            Asked(
                "Công ty sản xuất gạch không nung. Hồ sơ công bố hợp quy gồm những gì, có bắt buộc phải thuê tổ chức chứng nhận không?",
                STANDARDS,
                "hall",
                "Hồ sơ gồm công bố hợp quy theo mẫu và kết quả đánh giá. Quy chuẩn của từng loại hàng quy định đơn vị tự đánh giá hay dùng kết quả của tổ chức chứng nhận được chỉ định; với gạch không nung phải dùng kết quả của tổ chức được chỉ định. Chi cục Tiêu chuẩn Đo lường Chất lượng xem xét trong 05 ngày làm việc, nếu thiếu sẽ báo một lần bằng văn bản.",
                urgency=2,
            ),
            Asked(
                "Đăng ký mã số mã vạch bây giờ nộp ở đâu, có phải ra Hà Nội không?",
                STANDARDS,
                "hall",
                "Không phải đi lại. Doanh nghiệp kê khai và nộp phí trực tuyến trên cổng của cơ quan quản lý mã số mã vạch quốc gia. Chi cục Tiêu chuẩn Đo lường Chất lượng có một bàn hướng dẫn kê khai tại bộ phận một cửa, làm trong giờ hành chính.",
            ),
        ),
        organisation="Công ty TNHH Gạch Ví Dụ",
        kind="business",
        people=2,
        has_email=True,
    ),
    Asker(
        4,
        "Phạm Thị Minh Hoạ",
        (
            Asked(
                "Phòng khám có một máy X-quang, giấy phép sắp hết hạn. Chúng tôi phải nộp gia hạn trước bao lâu và có được nộp trực tuyến toàn bộ không?",
                RADIATION,
                "hall",
                "Hồ sơ gia hạn nên nộp trước khi giấy phép hết hạn hai tháng để kịp kiểm định thiết bị. Toàn bộ hồ sơ nộp trực tuyến, ký số, không phải nộp giấy. Bộ phận một cửa nhắc trước 90 ngày cho các cơ sở đã để lại địa chỉ thư điện tử.",
                urgency=2,
            ),
        ),
        organisation="Phòng khám Minh Hoạ",
        kind="business",
        has_email=True,
    ),
    Asker(
        5,
        "Võ Thị Thử",
        (
            Asked(
                "Tôi đi chợ hay bị cân thiếu. Ai kiểm tra cân ở chợ, người mua muốn kiểm tra lại thì làm thế nào?",
                STANDARDS,
                "hall",
                "Ban quản lý chợ và Chi cục Tiêu chuẩn Đo lường Chất lượng cùng kiểm tra cân theo lịch và đột xuất. Ở cổng chợ có cân đối chứng, dùng miễn phí. Khi thấy cân không còn tem kiểm định hoặc thiếu khối lượng, người mua báo ban quản lý chợ để lập biên nhận và kiểm tra ngay trong buổi.",
            ),
        ),
    ),
    Asker(
        6,
        "Đinh Văn Ví Dụ",
        (
            Asked(
                "Tôi tự chế máy tách hạt bắp chạy điện mặt trời, bà con quanh vùng mượn dùng nhiều. Sáng kiến của nông dân có được công nhận và hỗ trợ hoàn thiện không?",
                TECHNOLOGY,
                "letter",
                "Sáng kiến của nông dân được xét công nhận như mọi sáng kiến khác: phải mới trong phạm vi địa phương, đã áp dụng được và mang lại lợi ích. Hồ sơ gồm đơn theo mẫu, mô tả và xác nhận của nơi áp dụng, nộp tại bộ phận một cửa. Sở đã cử Phòng Quản lý chuyên ngành khảo sát máy trong tháng này và giúp lập hồ sơ đề nghị hỗ trợ hoàn thiện thiết bị.",
                kind="initiative",
            ),
        ),
        address="Số 6, thôn Ví Dụ",
        answer_by="post",
        is_absent=True,
    ),
    Asker(
        7,
        "Hồ Thị Mẫu",
        (
            Asked(
                "Đề nghị giảm phí thẩm định cấp phép bức xạ cho trạm y tế xã, vì nguồn thu của trạm rất nhỏ.",
                RADIATION,
                "upward",
                kind="proposal",
            ),
        ),
        organisation="Trạm Y tế xã Mẫu",
        kind="organisation",
        has_email=True,
    ),
    Asker(
        8,
        "Bùi Văn Minh Hoạ",
        (Asked("Nhà tôi xin tách thửa đã nộp hồ sơ ba tháng chưa có kết quả.", SCIENCE, "elsewhere"),),
    ),
    Asker(
        9,
        "Người gửi Thử Nghiệm",
        (Asked("Tôi khiếu nại quyết định xử phạt về đo lường đối với cửa hàng của tôi.", STANDARDS, "complaint"),),
        may_publish=False,
    ),
    Asker(
        10,
        "Y Mẫu Niê",
        (
            Asked(
                "Lớp tập huấn về truy xuất nguồn gốc có mở ở các xã vùng cao không?",
                SCIENCE,
                "hall",
                "Có. Quý tới Sở mở hai lớp tại các xã vùng cao, có người nói tiếng địa phương cùng hướng dẫn; lịch gửi về ủy ban nhân dân các xã trước 15 ngày.",
                kind="proposal",
            ),
        ),
        may_publish=False,
    ),
)

COMING = (
    Asker(
        21,
        "Nguyễn Thị Ví Dụ",
        (
            Asked(
                "Cửa hàng xăng dầu thay cột đo mới thì phải kiểm định ở đâu, chờ kết quả bao nhiêu ngày?",
                STANDARDS,
                "approved",
                "Cột đo mới được kiểm định tại chỗ. Cửa hàng đăng ký với tổ chức kiểm định được chỉ định; kết quả và tem có ngay sau khi kiểm định đạt, cột đo chỉ được dùng khi đã dán tem.",
                urgency=2,
            ),
        ),
        organisation="Cửa hàng Xăng dầu Ví Dụ",
        kind="business",
        people=2,
        has_email=True,
    ),
    Asker(
        22,
        "Trần Văn Mẫu",
        (
            Asked(
                "Hồ sơ đề nghị công nhận doanh nghiệp khoa học và công nghệ của chúng tôi bị trả lại hai lần với hai lý do khác nhau. Xin Sở hướng dẫn một lần cho đủ.",
                SCIENCE,
                "submitted",
                "Sở nhận khuyết điểm đã không nêu đủ lý do trong lần trả đầu tiên. Từ tháng này, bộ phận một cửa chỉ yêu cầu bổ sung một lần, kèm danh mục đánh dấu từng thành phần còn thiếu. Hồ sơ của doanh nghiệp được xem lại trong 05 ngày làm việc.",
                kind="attitude",
                urgency=2,
            ),
            Asked(
                "Doanh nghiệp khoa học và công nghệ được ưu đãi những gì về thuế và mặt bằng?", SCIENCE, "classified"
            ),
        ),
        organisation="Công ty Cổ phần Công nghệ Mẫu",
        kind="business",
        people=3,
        has_email=True,
    ),
    Asker(
        23,
        "Lê Thị Minh Hoạ",
        (
            Asked(
                "Nha khoa có máy X-quang chụp răng nhỏ cầm tay thì có phải xin phép như máy lớn không?",
                RADIATION,
                "drafted",
                "Máy X-quang răng cũng là thiết bị bức xạ, phải khai báo và có giấy phép trước khi dùng; hồ sơ gọn hơn vì không phải thiết kế phòng đặt máy.",
            ),
        ),
        organisation="Nha khoa Minh Hoạ",
        kind="household",
    ),
    Asker(
        24,
        "Phạm Văn Thử",
        (
            Asked(
                "Làng nghề nước mắm muốn đăng ký chỉ dẫn địa lý, Sở chủ trì hay huyện, xã làm?", PROPERTY, "assigned"
            ),
        ),
    ),
    Asker(
        25,
        "Hoàng Thị Mẫu",
        (
            Asked(
                "Đề nghị niêm yết rõ lệ phí từng thủ tục tại bộ phận một cửa và trên trang của Sở.",
                SCIENCE,
                "received",
                kind="proposal",
            ),
        ),
        answer_by="post",
        address="Số 25, thôn Mẫu",
        in_writing=True,
    ),
    Asker(
        26,
        "Huỳnh Văn Ví",
        (
            Asked(
                "Tôi muốn chuyển giao quy trình ủ phân vi sinh của viện nghiên cứu cho tổ hợp tác, Sở có làm cầu nối không?",
                TECHNOLOGY,
                "received",
                kind="initiative",
            ),
        ),
        people=2,
    ),
    Asker(
        27,
        "Người gửi Mẫu",
        (
            Asked(
                "Tôi tố cáo một cán bộ kiểm tra đo lường đòi tiền khi kiểm tra cửa hàng.",
                STANDARDS,
                "restricted",
            ),
        ),
        may_publish=False,
    ),
    Asker(
        28,
        "Đỗ Thị Thử",
        (
            Asked(
                "Tôi lớn tuổi, không rành mạng. Nộp hồ sơ giấy ở bộ phận một cửa có được nhận không?",
                SCIENCE,
                "received",
                kind="attitude",
            ),
        ),
        is_on_paper=True,
    ),
)
