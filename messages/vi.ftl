# Mọi câu chữ mà người dùng đọc, bằng tiếng Việt. Tệp en.ftl có cùng các khóa bằng tiếng Anh.
#
# Có thể sửa câu chữ ở đây mà không cần biết lập trình. Chỉ cần giữ nguyên khóa ở bên trái dấu bằng và các tham số trong
# ngoặc nhọn, như { $label }. Cú pháp: https://projectfluent.org/fluent/guide/
#
# Câu đứng riêng thì viết hoa chữ đầu. Lời đứng sau một nhãn và dấu hai chấm (“lỗi: …”, “gợi ý: …”) thì không.

## Phát hiện: mỗi mã một mục. `.meaning` là nghĩa của mã, các dòng khác là câu báo cho người gửi.

across =
    .history = trung vị của { $count } kỳ trước, từ { $first } đến { $last }
    .peers = trung vị của { $count } đơn vị cùng cấp trong kỳ { $period }
    .restated = { $others }, quy đổi từ các đơn vị đã sắp xếp thành đơn vị này
    .season = số cùng kỳ năm trước ({ $period })
    .seasons = trung vị của { $count } năm trước cùng kỳ, từ { $first } đến { $last }
    .usual = khoảng { $median }, { $others }

ambiguous-area =
    .meaning = Tên là tên chung của nhiều đơn vị.
    .several-units = Tên “{ $name }” là của nhiều đơn vị: { $units }
    .write-code = ghi mã đơn vị hành chính

ambiguous-form =
    .meaning = Tên cột phù hợp như nhau với nhiều biểu.
    .labels = Tên cột của bảng phù hợp như nhau với các biểu { $forms }; hãy ghi “Biểu số …” ở đầu bảng.

ambiguous-number =
    .meaning = Các số của một cột có thể đọc theo hai cách, theo hai dấu thập phân hoặc theo phần trăm và theo tỷ lệ, mà không có căn cứ để chọn.
    .either-sign =
        { $others ->
            [0] “{ $written }” có thể là { $declared } hoặc { $otherwise }; hãy ghi số không có dấu ngăn cách, hoặc nhập dạng số
           *[other] “{ $written }” và { $others } số khác trong cột có thể đọc theo hai cách, như { $declared } hoặc { $otherwise }; hãy ghi số không có dấu ngăn cách, hoặc nhập dạng số
        }
    .shares = “{ $written }” và mọi số khác của cột ({ $count } số) đều không quá 1, không có dấu phần trăm; chúng được đọc là phần trăm, như { $written }%. Nếu là phần của một, hãy định dạng cột là phần trăm.
    .share-beside-percents =
        { $others ->
            [0] “{ $written }” không có định dạng % như các ô khác của cột nên được đọc là { $written }%; nếu là tỷ lệ trên 1, hãy định dạng % cho cả cột
           *[other] “{ $written }” và { $others } ô khác trong cột không có định dạng % như các ô còn lại nên được đọc nguyên là số phần trăm, như { $written }%; nếu là tỷ lệ trên 1, hãy định dạng % cho cả cột
        }

area-mismatch =
    .meaning = Mã và tên, hoặc loại và tên, là của các đơn vị khác nhau.
    .changed-hands = Mã { $code } ngày { $day } là { $unit }, trước hoặc sau đó là { $other }; bảng này ghi theo địa giới khác mà dòng không ghi tên, nên không rõ là đơn vị nào
    .name-ended = Ngày { $day }, mã { $code } là { $holder }; { $unit } ({ $written }) không còn từ { $end }
    .name-merged = Ngày { $day }, mã { $code } là { $holder }; { $unit } ({ $written }) đã nhập vào { $became } từ { $end }
    .name-not-yet = Ngày { $day }, mã { $code } là { $holder }; { $unit } ({ $written }) chỉ có từ { $begin }
    .other-name = Mã { $code } là { $unit }, nhưng tên ghi là “{ $written }”
    .other-type = “{ $written }” ghi sai loại đơn vị: { $code } là { $unit }
    .write-name = ghi tên đơn vị cạnh mã

blank-table =
    .meaning = Không cột số liệu nào của bảng có giá trị; các dòng của bảng bị cách ly. Là lỗi nếu tệp không có bảng nào khác.
    .blank = Bảng có { $rows } dòng nhưng mọi ô số liệu đều trống nên các dòng bị loại; hãy ghi số liệu, hoặc xóa bảng nếu chưa đến kỳ
    .page = Trang này của biểu có { $rows } dòng nhưng mọi ô số liệu đều trống; các cột ở trang này coi như thiếu số liệu. Hãy ghi số liệu, hoặc lý do thiếu như “...”

check-failed =
    .meaning = Một điều kiện của phép kiểm tra không đúng.

constraint-error =
    .meaning = Giá trị vi phạm ràng buộc của trường.
    .required = Ô bắt buộc nhưng để trống; hãy ghi số liệu, hoặc ghi lý do thiếu như “...”
    .no-row-on-page = Cột “{ $field }” ở trang khác của biểu, và trang ấy không có dòng này; hãy thêm dòng này vào trang ấy, ghi số liệu hoặc lý do thiếu như “...”
    .expected-value = có giá trị
    .too-small = { $number } nhỏ hơn { $minimum }
    .too-large = { $number } lớn hơn { $maximum }
    .not-listed = “{ $text }” không thuộc danh sách: { $list }
    .pattern = “{ $text }” không đúng mẫu
    .json-schema = “{ $text }” không theo JSON Schema quy định
    .too-short = Ô có { $length } ký tự, ngắn hơn quy định
    .too-long = Ô có { $length } ký tự, dài hơn quy định
    .not-above = { $number } không lớn hơn { $bound }
    .not-below = { $number } không nhỏ hơn { $bound }
    .too-few = Có { $length } mục, ít hơn quy định
    .too-many = Có { $length } mục, nhiều hơn quy định

decimal-sign =
    .meaning = Nếu có dấu thập phân, hoặc thêm hay bớt số 0 ở cuối, thì giá trị phù hợp với các kỳ trước hoặc với các đơn vị khác.
    .more-zeros = { $value } gấp { $ratio } lần { $median } ({ $others }); { $suggested } thì phù hợp, có thể thừa số 0 ở cuối. Hãy kiểm tra lại số này.
    .lost = { $value } gấp { $ratio } lần { $median } ({ $others }); có dấu thập phân thì { $suggested } là phù hợp. Hãy kiểm tra lại số này.
    .zeros = { $value } bằng { $ratio } lần { $median } ({ $others }); { $suggested } thì phù hợp, có thể đã mất số 0 ở cuối. Hãy kiểm tra lại số này.

doubtful-encoding =
    .meaning = Chữ của trang tính có vẻ theo một bảng mã cũ trước Unicode nhưng không chắc chắn; được đọc nguyên như đã ghi.
    .kept = Chữ có vẻ theo bảng mã { $encoding } (chỉ chắc { $percent }%), được giữ nguyên; hãy gửi tệp bằng Unicode.

doubtful-label =
    .meaning = Tên cột gần giống nhưng không trùng với tên của một trường; cột được đọc theo trường đó.
    .alike = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form } (giống { $score }/100); hãy ghi tên cột đúng như biểu mẫu.
    .group-over-all = Các cột nằm dưới nhóm mà biểu { $form } không có (“{ $label }”): số liệu có thể chỉ là của một bộ phận, hoặc là số khác. Nếu đúng là số của biểu, hãy bỏ tên nhóm đó.
    .unclear-group = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form }, nhưng ô tên nhóm phía trên chưa gộp nên không chắc nhóm gồm những cột nào; hãy gộp ô tên nhóm trên đúng các cột của nó.
    .unknown-group = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form }, nhưng nằm dưới một nhóm mà biểu không có, có thể chỉ là một phần của số liệu; nếu đúng là số của biểu, hãy bỏ tên nhóm.
    .unknown-words = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form }, nhưng biểu không có phần ghi trong ngoặc nên có thể đó là một phần của số liệu hoặc số liệu khác; nếu đúng là số liệu của biểu, hãy ghi tên cột đúng như biểu mẫu.

duplicate-label =
    .meaning = Hai cột cùng mang tên của một trường.
    .groups = Nhiều cột ({ $cells }) đều là “{ $label }” dưới các nhóm khác nhau: { $groups }; không biết nhóm nào là số của kỳ báo cáo. Hãy tách mỗi kỳ (mỗi nhóm) thành một bảng riêng, ghi kỳ ở đầu bảng.
    .rivals = “{ $own }” và “{ $other }” ({ $cells }) đều là tên của “{ $label }” nhưng hai cột khác nhau, bắt đầu từ dòng { $row }; không biết lấy cột nào. Hãy chỉ để lại một cột, hoặc ghi tên khác cho cột kia.
    .same = Nhiều cột cùng mang tên “{ $label }” ({ $cells }), không biết lấy cột nào; hãy chỉ để lại một cột, hoặc ghi tên khác cho cột không thuộc biểu.
    .side-by-side = Cột “{ $label }” lặp lại trên cùng dòng tên cột ({ $cells }): hai bảng đặt cạnh nhau mà không tách được. Hãy đặt bảng bên phải xuống dưới bảng bên trái, hoặc sang trang tính khác.

duplicate-submission =
    .meaning = Tệp có nội dung giống hệt đã được gửi trước đó.
    .same-bytes = Tệp giống hệt { $object } đã nhận trước; chỉ tính một lần

older-values =
    .meaning = Một lần gửi đưa các giá trị mà lần gửi mới hơn đã sửa trở về như cũ, vì được lập từ bản cũ hoặc chính là bản cũ; các giá trị cũ này được tính.
    .same-bytes = Nội dung đúng như { $first }, mà { $object } đã thay bằng số liệu khác: số liệu của { $first } lại được tính. Nếu số liệu của { $object } mới đúng, hãy gửi lại tệp đó, hoặc rút tệp này (tinhso withdraw)
    .returned = “{ $field }” ở đây là { $value }, như trong { $first } là tệp đã được trả lại để sửa; còn { $object }, gửi đến ở giữa, ghi { $newer }{ $others ->
            [0] {""}
           *[other] , và { $others } trường khác của dòng này cũng có giá trị khác
        }. Nếu số liệu mới hơn là đúng, hãy ghi số đó vào đây và gửi lại
    .sent-again = “{ $field }” ở đây lại là { $value }, đúng như { $first }; còn { $object }, gửi đến ở giữa, ghi { $newer }{ $others ->
            [0] {""}
           *[other] , và { $others } trường khác của dòng này cũng có giá trị khác
        }. Nếu số liệu mới hơn mới đúng, hãy gửi lại { $object }, hoặc rút tệp này (tinhso withdraw)

value-removed =
    .meaning = Lần gửi sau để trống một giá trị mà lần gửi trước đã có, hoặc bỏ một dòng của đơn vị; số liệu theo lần gửi sau.
    .blank =
        { $others ->
            [0] “{ $field }” để trống ở đây, trong khi { $object } ghi { $value }; nếu giá trị đó vẫn đúng, hãy gửi lại
           *[other] “{ $field }” để trống ở đây, trong khi { $object } ghi { $value }; { $others } giá trị khác cũng vậy. Nếu các giá trị đó vẫn đúng, hãy gửi lại
        }
    .rows =
        { $object } có { $rows } dòng của đơn vị này mà ở đây không có: { $named }{ $others ->
            [0] {""}
           *[other] {" "}và { $others } dòng khác
        }; nay được tính là không có. Nếu vẫn đúng, hãy gửi lại cả các dòng đó

unlisted-row =
    .meaning = Danh sách bỏ một dòng mà kỳ trước đơn vị có, hoặc hầu hết các đơn vị khác đều có; được tính là không có.
    .before = { $unit } không có dòng { $named }{ $others ->
        [0] {""}
       *[other] {" "}và { $others } dòng khác
    } ở đây nên được tính là không có, trong khi { $before } có; nếu đúng là không có, hãy ghi dòng đó với số 0
    .peers = { $unit } không có dòng { $named }{ $others ->
        [0] {""}
       *[other] {" "}và { $others } dòng khác
    } ở đây nên được tính là không có, trong khi hầu hết các đơn vị khác đều có; nếu đúng là không có, hãy ghi dòng đó với số 0

missing-row =
    .meaning = Báo cáo không có dòng của một đơn vị mà kỳ trước nơi gửi đã báo cáo, hoặc chỉ thiếu đơn vị đó trong khi gần như mọi đơn vị khác đều có.
    .before = Báo cáo { $period } không có dòng của { $unit }, trong khi { $before } có: số liệu của đơn vị này bị thiếu nên số của cấp trên chưa đủ; hãy gửi bổ sung dòng này
    .others = Báo cáo { $period } không có dòng của { $unit }, trong khi gần như mọi đơn vị khác của nơi gửi đều có: số liệu của đơn vị này bị thiếu nên số của cấp trên chưa đủ; hãy gửi bổ sung dòng này
    .list = Danh sách { $period } không có dòng nào, trong khi { $before } có dòng của { $units } đơn vị: được tính là không có gì; nếu biểu được gửi khi chưa điền, hãy gửi lại

two-senders =
    .meaning = Hai nơi gửi số liệu khác nhau về cùng một đơn vị; số liệu đến sau được dùng.
    .differ = { $sender } gửi số liệu về { $unit } khác với số liệu mà { $other } gửi sau đó trong { $object } (đang được dùng); hãy xác định bên nào đúng, rồi rút lại hoặc sửa bên kia

earlier-row-kept =
    .meaning = Lần gửi sau thiếu một đơn vị, hoặc dòng của đơn vị đó bị cách ly; dòng của lần gửi trước được giữ.
    .stopped = { $object } có quá nhiều dòng bị lỗi nên không được dùng; giữ số liệu của lần nộp này, độ tin cậy thấp ở { $units } đơn vị
    .quarantined = Dòng nộp sau bị loại; giữ số liệu nộp trước ở dòng { $row }
    .unit-missing = { $object } không có đơn vị này; giữ số liệu nộp trước

empty-file =
    .meaning = Tệp không có nội dung.
    .archive = Tệp nén không chứa tệp nào; hãy gửi lại cùng các bảng số liệu.
    .archive-passed-over = Tệp nén chỉ chứa tệp mang tên của tệp do chương trình để lại: { $names }. Hãy gửi lại cùng các bảng số liệu, mỗi tệp một tên riêng.
    .no-content = Tệp rỗng, không có nội dung; hãy gửi lại tệp có số liệu.

encrypted-file =
    .meaning = Bảng tính được bảo vệ bằng mật khẩu.
    .password = Tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại. Nếu không ai đặt mật khẩu thì cấu trúc sổ tính đang được bảo vệ: hãy bỏ bảo vệ (Review, Protect Workbook) rồi lưu lại.

doubtful-area =
    .meaning = Dòng có thể không phải của đơn vị mà nó được đọc là: đơn vị lấy theo một dòng ở trên mà giữa hai dòng có thứ có thể kết thúc đơn vị đó, dòng có thể là dòng cộng của các đơn vị trong địa bàn, hoặc tên là của hai đơn vị ở hai thời điểm.
    .earlier = Báo cáo do { $unit } gửi, khi { $unit } đã gồm cả { $members } (từ { $since }); số liệu kỳ { $period } được đọc là của riêng { $unit } cũ, mà { $sender } phải báo cáo thay. Nếu đây là số của cả đơn vị hiện nay thì bị tính sai địa bàn: hãy gửi số liệu từng đơn vị cũ trong một bảng riêng, phần đầu bảng ghi tên đơn vị cũ đó
    .member = “{ $unit }” vừa là tên đơn vị hiện nay, vừa là tên một đơn vị cũ đã nhập vào nó, mà dòng { $row } là của { $member }, cũng đã nhập vào nó: dòng này có thể chỉ là số của đơn vị cũ nên không được dùng. Hãy ghi một dòng với số của cả đơn vị hiện nay
    .named-singly = { $rows ->
            [1] Dòng { $first } không ghi đơn vị và được tính
           *[other] Các dòng { $first } đến { $last } không ghi đơn vị và được tính
        } cho { $unit } ở dòng { $from }; nhưng mỗi dòng khác đều ghi đơn vị của mình, hoặc lời ghi là của nhiều đơn vị. Hãy ghi đơn vị vào từng dòng; dòng không thuộc đơn vị nào của biểu thì để ở bảng khác
    .part = { $unit } báo cáo về chính mình, mà dòng { $row } không phải đơn vị nào của biểu này: dòng này có thể là một phần của { $unit } trùng tên nên không được dùng. Hãy ghi một dòng với số của cả đơn vị, kèm mã
    .sum = Các số của { $unit } đúng bằng tổng { $rows } dòng của các đơn vị trong địa bàn, và được cộng thêm vào chúng. Nếu đây là dòng cộng thì hãy ghi tên là “Tổng cộng” và để trống mã để không bị tính hai lần; nếu là số của riêng { $unit } thì không phải sửa gì
    .taken-over = Dòng { $first }{ $rows ->
            [1] {""}
           *[other] {" "}đến { $last }
        } không ghi đơn vị nên được đọc là của { $unit } ghi ở dòng { $from }, nhưng ở giữa có dòng { $row }{ $kind ->
            [heading] {" "}là đề mục “{ $words }”
            [total] {" "}là dòng cộng
           *[gap] {" "}để trống
        }. Hãy ghi đơn vị ở từng dòng; dòng không thuộc đơn vị nào của biểu này thì để ở bảng khác

ended-area =
    .meaning = Đơn vị có thật, nhưng trong danh mục của thời điểm khác với kỳ báo cáo.
    .ended = { $unit } ({ $written }) không còn từ { $end }
    .merged = { $unit } ({ $written }) đã nhập vào { $became } từ { $end }
    .not-yet = { $unit } ({ $written }) chỉ có từ { $begin }

error-cell =
    .meaning = Ô mang lỗi của bảng tính, như #REF!, hoặc có công thức chưa từng được tính.
    .error = Ô mang lỗi { $error } của bảng tính; hãy sửa công thức hoặc ghi giá trị
    .head = Ô phía trên số liệu mang lỗi “{ $written }” của bảng tính nên không biết nội dung (đơn vị tính, kỳ, đơn vị gửi, tên cột); hãy sửa công thức hoặc ghi nội dung bằng chữ
    .head-uncomputed = Ô phía trên số liệu có công thức chưa được tính (“{ $written }”) nên không biết nội dung (đơn vị tính, kỳ, đơn vị gửi, tên cột); hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .label = Tên cột mang lỗi “{ $written }” của bảng tính; đây có thể là tên của cột { $fields }, vốn không thấy ở cột nào khác. Hãy sửa công thức hoặc ghi tên cột bằng chữ
    .label-uncomputed = Tên cột là công thức chưa được tính (“{ $written }”); đây có thể là tên của cột { $fields }, vốn không thấy ở cột nào khác. Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi, hoặc ghi tên cột bằng chữ
    .unit = Ô phía trên số liệu mang lỗi “{ $written }” của bảng tính; ô này có thể ghi đơn vị tính mà không chỗ nào khác ghi. Hãy ghi đơn vị tính của số liệu, như { $own }
    .unit-uncomputed = Ô phía trên số liệu có công thức chưa được tính (“{ $written }”); ô này có thể ghi đơn vị tính mà không chỗ nào khác ghi. Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi, hoặc ghi đơn vị tính của số liệu, như { $own }
    .uncomputed = Ô có công thức nhưng chưa được tính; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .area = Ô mã hoặc tên đơn vị “{ $written }” mang lỗi của bảng tính nên không biết dòng là của đơn vị nào; hãy ghi mã hoặc tên
    .area-other-used = Ô mã hoặc tên đơn vị “{ $written }” mang lỗi của bảng tính; đơn vị lấy theo ô còn lại
    .area-uncomputed = Ô mã hoặc tên đơn vị “{ $written }” chưa được tính nên không biết dòng là của đơn vị nào; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .area-uncomputed-other-used = Ô mã hoặc tên đơn vị “{ $written }” chưa được tính; đơn vị lấy theo ô còn lại

excess-digits =
    .meaning = Số có nhiều chữ số thập phân hơn quy định của trường, được làm tròn, phần bằng một nửa làm tròn ra xa số 0; hoặc ô ghi cả giờ mà trường chỉ nhận ngày.
    .rounded = “{ $written }” có quá { $digits } chữ số thập phân; đã làm tròn thành { $rounded }
    .converted-and-rounded =
        { $how ->
            [divided] “{ $written }”, chia cho { $factor }, có quá { $digits } chữ số thập phân; đã làm tròn thành { $rounded }
           *[multiplied] “{ $written }”, nhân với { $factor }, có quá { $digits } chữ số thập phân; đã làm tròn thành { $rounded }
        }
    .time-of-day = “{ $written }” ghi cả giờ mà trường này chỉ nhận ngày; đã đọc là ngày { $day }, bỏ phần giờ. Nếu cần giờ, hãy khai báo trường kiểu datetime
    .expected = tối đa { $digits } chữ số thập phân

external-link =
    .meaning = Công thức lấy giá trị từ tệp khác; hệ thống dùng giá trị đã lưu.
    .stored-value = Công thức lấy số liệu từ tệp khác (“{ $file }”); hệ thống dùng giá trị đã lưu và không kiểm tra được tệp đó. Hãy dán thành giá trị rồi gửi lại.

extra-label =
    .meaning = Cột không thuộc trường nào của biểu.
    .no-field = Cột “{ $label }” không có trong biểu { $form } nên không được đọc; hãy kiểm tra tên cột.
    .other-period = Cột “{ $label }” ghi số của kỳ khác, số lũy kế hoặc số kế hoạch nên không được đọc vào biểu { $form } của kỳ này; nếu đúng là số của kỳ này, hãy sửa tên cột.
    .labels-moved = Tên cột lệch so với số liệu: cột { $column } có số ở { $count } dòng nhưng không có tên cột, cột “{ $label }” ({ $first }) nằm ngay cạnh, còn cột “{ $other }” ({ $blank }) không có số nào. Hãy đặt từng tên cột về đúng trên số của nó rồi gửi lại; cả bảng không được đọc.
    .figures-beside = Cột { $column } có số ở { $count } dòng nhưng không có tên cột riêng, trong khi cột “{ $label }” bên cạnh để trống ở các dòng đó; các số này không được đọc. Hãy chuyển số về đúng cột, hoặc đặt tên cột trên các số đó.
    .no-label = { $count } cột không có tên ({ $columns }) có số trong các dòng của bảng; các số này không được đọc. Hãy ghi tên cột, hoặc chuyển các số này ra ngoài bảng.
    .repeats = Cột “{ $own }” ({ $cell }) và cột “{ $label }” đều mang tên của “{ $field }” và giống nhau; cột thứ nhất được đọc. Hãy chỉ để lại một cột.

foreign-area =
    .meaning = Đơn vị không trực thuộc đơn vị gửi.
    .not-in-sender = { $unit } ({ $code }) không thuộc { $sender }; hãy bỏ dòng này hoặc ghi đơn vị trực thuộc { $sender }
    .of-another = { $unit } ({ $code }) thuộc { $home }, không thuộc { $sender }; hãy bỏ dòng này hoặc ghi đơn vị trực thuộc { $sender }
    .outside-section = { $unit } không thuộc { $section } là mục mà dòng đứng dưới; dòng vẫn được tính cho { $unit }. Hãy chuyển dòng về đúng mục.

foreign-key =
    .meaning = Giá trị của khóa ngoại không có ở dòng hay đơn vị nào mà khóa tham chiếu.
    .no-unit = “{ $value }” không phải là đơn vị trong danh mục ({ $fields }) có hiệu lực vào ngày cuối kỳ
    .no-row = “{ $value }” không có ở dòng nào của biểu { $form } ({ $fields })
    .kept-out = “{ $value }” không có ở dòng nào được tính của biểu { $form } ({ $fields }): dòng có giá trị đó bị loại vì chính nó tham chiếu đến giá trị không có; hãy sửa dòng đó trước
    .several-units = “{ $value }” là tên của nhiều đơn vị trong danh mục: { $names }; hãy ghi rõ là đơn vị nào

formula-mismatch =
    .meaning = Giá trị khác với công thức ghi ở dòng đánh số của cột.
    .differs = Cột ({ $column }) ghi { $written }, nhưng theo công thức “{ $formula }” ở dòng đánh số cột phải là { $expected }; hãy kiểm tra lại các cột

hidden-column =
    .meaning = Cột của trường bị ẩn; vẫn được đọc.
    .hidden = Có cột số liệu bị ẩn ({ $columns }: { $labels }); số liệu vẫn được đọc. Hãy bỏ ẩn, hoặc xóa nếu không dùng.

hidden-row =
    .meaning = Dòng số liệu bị ẩn, bị bộ lọc che, hoặc số liệu có màu chữ trùng màu ô; vẫn được đọc.
    .hidden = Có dòng số liệu bị ẩn hoặc bị lọc ({ $rows }); số liệu vẫn được đọc. Hãy bỏ ẩn, bỏ lọc, hoặc xóa nếu không dùng.
    .unseen = Có dòng số liệu ({ $rows }) có màu chữ trùng màu ô nên không ai nhìn thấy; số liệu vẫn được đọc. Hãy đổi màu chữ, hoặc xóa nếu không dùng.
    .unseen-cells = { $count } giá trị ở { $cells } có màu chữ trùng màu ô nên không ai nhìn thấy; số liệu vẫn được đọc. Hãy đổi màu chữ, hoặc xóa nếu không dùng.

hidden-sheet =
    .meaning = Trang tính có bảng số liệu bị ẩn; chỉ được đọc khi không trang nào đang hiện có bảng.
    .not-read = Trang tính “{ $sheet }” bị ẩn và không được đọc, vì các trang đang hiện đã có bảng số liệu. Hãy bỏ ẩn nếu cần gửi, hoặc xóa trang.
    .read = Trang tính “{ $sheet }” bị ẩn nhưng có bảng số liệu; bảng vẫn được đọc. Hãy bỏ ẩn hoặc xóa trang nếu không dùng.

incorrect-label =
    .meaning = Các cột không theo thứ tự của biểu mẫu như biểu yêu cầu; bảng không được dùng.
    .order = Cột “{ $label }” đứng ở chỗ của cột “{ $expected }” của biểu { $form }; hãy xếp các cột theo đúng thứ tự của biểu mẫu.

late-submission =
    .meaning = Báo cáo gửi sau thời hạn; vẫn được dùng.
    .late = Nhận ngày { $day }, hạn là { $due }
    .corrected = Nhận lần đầu ngày { $day } ({ $object }), hạn là { $due }

legacy-encoding =
    .meaning = Chữ của trang tính, hoặc các giá trị của một cột, theo một bảng mã cũ trước Unicode; đã được chuyển đổi.
    .decoded = Chữ theo bảng mã { $encoding } (chắc { $percent }%), đã đổi sang Unicode; hãy gửi tệp bằng Unicode.
    .values = Ở đây “{ $written }” không phải giá trị; theo bảng mã { $encoding } là “{ $decoded }”; đã đổi { $count } ô của cột sang Unicode. Hãy gửi tệp bằng Unicode.

hidden-year =
    .meaning = Định dạng ô không hiện năm của ngày (nếu người nhập không ghi năm thì đó là năm của máy tính lúc nhập), hoặc chỉ hiện tháng trong khi ô lưu ngày đầu tháng.
    .month =
        { $count ->
            [one] Ô chỉ hiện tháng trong khi biểu hỏi ngày; giá trị lưu trong ô và đã được đọc là { $written }, ngày mà bảng tính tự điền khi chỉ nhập tháng. Hãy kiểm tra lại ngày và định dạng ô theo kiểu dd/mm/yyyy.
           *[other] { $count } ô của cột này chỉ hiện tháng trong khi biểu hỏi ngày; giá trị lưu trong ô đầu tiên và đã được đọc là { $written }, ngày mà bảng tính tự điền khi chỉ nhập tháng. Hãy kiểm tra lại các ngày và định dạng cột theo kiểu dd/mm/yyyy.
        }
    .format =
        { $count ->
            [one] Ô chỉ hiện ngày và tháng, không hiện năm; giá trị lưu trong ô và đã được đọc là { $written }. Hãy kiểm tra lại năm và định dạng ô theo kiểu dd/mm/yyyy.
           *[other] { $count } ô của cột này chỉ hiện ngày và tháng, không hiện năm; giá trị lưu trong ô đầu tiên và đã được đọc là { $written }. Hãy kiểm tra lại năm và định dạng cột theo kiểu dd/mm/yyyy.
        }

lost-letter =
    .meaning = Chữ bị mất chữ cái: tên mất chữ ư (trong TCVN3 là dấu nối mềm) nên được hiểu là đơn vị duy nhất phù hợp; hoặc có dấu hỏi thay cho chữ cái.
    .question-marks = “{ $written }” có dấu hỏi thay cho chữ cái, do chương trình không có các chữ đó ghi ra; chữ được giữ nguyên như vậy. Hãy ghi lại cho đúng.
    .name = “{ $written }” mất chữ ư (bảng mã TCVN3); chỉ có thể là { $unit } ({ $code })

lost-zeros =
    .meaning = Mã bị mất số 0 ở đầu, như bảng tính thường bỏ; thêm vào thì đúng mã của đơn vị ghi tên bên cạnh.
    .as-a-number = “{ $written }” được ghi như một số; đó là { $code }, mã của { $unit } có tên ở bên cạnh. Hãy định dạng cột là văn bản.
    .code = “{ $written }” bị mất số 0 ở đầu; mã đúng là { $code } của { $unit }, đơn vị ghi tên bên cạnh. Hãy định dạng cột mã là văn bản.

macro-file =
    .meaning = Bảng tính có macro; macro không được chạy, chỉ đọc các giá trị đã lưu trong ô.
    .not-run = Tệp có macro; macro không được chạy, chỉ đọc các giá trị đã lưu trong ô. Nên gửi tệp .xlsx không có macro.

merged-value =
    .meaning = Một từ, một giá trị có/không hoặc một ngày ghi trong vùng gộp qua nhiều dòng; được hiểu là của từng dòng.
    .rows =
        { $others ->
            [0] “{ $written }” ghi trong vùng gộp { $cells }, được hiểu là của từng dòng trong vùng
           *[other] “{ $written }” ghi trong vùng gộp { $cells }, được hiểu là của từng dòng trong vùng; { $others } vùng gộp khác của cột cũng vậy
        }

missing-cell =
    .meaning = Dòng của tệp văn bản, hoặc danh sách trong JSON, có ít ô hơn số cột; các ô còn thiếu được đọc là để trống.
    .short = { $count ->
        [one] Dòng { $row } kết thúc trước các cột cuối
       *[other] { $count } dòng, đầu tiên là dòng { $row }, kết thúc trước các cột cuối
    }; nếu trong dòng thiếu một dấu phân cách hoặc một giá trị thì các số nằm sai cột: hãy kiểm tra rồi lưu lại tệp với đủ các ô

missing-label =
    .meaning = Một trường không có cột; các giá trị của trường coi như thiếu.
    .no-column = Không tìm thấy cột “{ $label }” của biểu { $form }; số liệu của cột này coi như thiếu. Hãy thêm cột hoặc sửa tên cột cho đúng.
    .required = Không tìm thấy cột “{ $label }” của biểu { $form }; cột này bắt buộc nên bảng không được dùng. Hãy thêm cột hoặc sửa tên cột cho đúng.

missing-submission =
    .meaning = Báo cáo đến hạn mà chưa được gửi.
    .due = { $unit } chưa gửi biểu { $form } kỳ { $period }, hạn { $due }

name-mismatch =
    .meaning = Tên trang tính, tên tệp hoặc thư mục nói kỳ hoặc đơn vị gửi khác với bảng; số liệu được lấy theo bảng.
    .sheet-period = Tên trang tính “{ $sheet }” nói kỳ { $named }, trong bảng ghi kỳ { $written }; số liệu được lấy theo bảng. Hãy sửa tên trang hoặc kỳ trong bảng.
    .period = Tên tệp hoặc thư mục nói kỳ { $named }, trong bảng ghi kỳ { $written }; số liệu được lấy theo bảng. Hãy kiểm tra kỳ báo cáo: bảng ghi đúng thì giữ nguyên bảng và đặt lại tên tệp.
    .sender = Tên tệp hoặc thư mục nói { $named }, trong bảng ghi đơn vị báo cáo { $written }; số liệu được lấy theo bảng. Hãy kiểm tra đơn vị gửi: bảng ghi đúng thì giữ nguyên bảng và đặt lại tên tệp.
    .sheet = Tên trang tính nói { $sheet }, phần đầu bảng ghi đơn vị báo cáo { $head }; lấy theo bảng
    .rows = Tên tệp ghi nơi gửi là { $named }, nhưng { $count } dòng là của đơn vị khác, dòng đầu tiên là { $unit }; số liệu của các dòng này vẫn được dùng

needless-arrival =
    .meaning = Một dòng của arrivals.csv nêu tệp chưa từng có trong vùng nhận.
    .nothing = “{ $name }” không có trong vùng nhận; hãy sửa tên hoặc xóa dòng này

not-an-object =
    .meaning = Trong vùng nhận có thứ không phải là tệp thường với tên lưu được; không bao giờ được mở và không được tính.
    .control-characters = Tên có ký tự điều khiển; hãy đổi tên
    .link-nowhere = Đây là liên kết không dẫn tới đâu; hãy đặt chính tệp đó vào đây
    .link-out = Đây là liên kết dẫn ra ngoài vùng nhận; hãy đặt chính tệp đó vào đây
    .link-to-folder = Đây là liên kết tới một thư mục; hãy đặt chính thư mục đó vào đây
    .list-is-folder = Đây là thư mục và không gì trong đó được đọc: tên này dành cho danh sách ngày nhận; hãy đổi tên thư mục
    .no-file = Đây không phải là tệp nên không bao giờ được mở
    .not-utf-8 = Tên không theo UTF-8; hãy đổi tên
    .number-sign = Tên kết thúc bằng # và chữ số; hãy đổi tên
    .same-name = Cạnh đó có tệp trùng tên, chỉ khác cách ghép dấu của chữ (Unicode dựng sẵn và tổ hợp); tệp kia được đọc, tệp này thì không: hãy đổi tên hoặc xóa tệp này

not-restated =
    .meaning = Một trường hoặc đơn vị không thể quy đổi sang địa giới khác; giá trị ở đó coi như thiếu.
    .differs = { $geography ->
        [as-reported] `{ $field }` không giống nhau ở các đơn vị sáp nhập trong kỳ dài hơn
       *[other] `{ $field }` không giống nhau ở các đơn vị sáp nhập nên để trống trên bản đồ { $geography }
    }: điều kiện của chỉ tiêu dùng trường này không xét được; hãy đưa trường vào primaryKey để mỗi giá trị có một dòng riêng
    .no-rule = { $geography ->
        [as-reported] Không quy đổi được `{ $field }` của các đơn vị sáp nhập trong kỳ dài hơn sang bản đồ ngày cuối kỳ: trường không có quy tắc gộp
       *[other] Không quy đổi được `{ $field }` sang bản đồ { $geography }: trường không có quy tắc gộp
    }
    .levels = { $period } do cấp { $before } rồi { $after } báo cáo: { $fields } không thuộc trọn một đơn vị nào trong cả kỳ nên không có số liệu của kỳ này
    .one-key = { $geography ->
        [as-reported] `{ $field }` là tên gọi mà nhiều đơn vị sáp nhập trong kỳ dài hơn cùng có: ở đó
       *[other] `{ $field }` là tên gọi mà nhiều đơn vị sáp nhập cùng có: trên bản đồ { $geography }
    } chúng là một dòng với số liệu cộng lại, nên số đếm và điều kiện theo số liệu chỉ là ước tính (E); `count(DISTINCT { $field })` đếm theo tên, còn một mã trong primaryKey sẽ phân biệt từng đối tượng
    .no-weight = { $geography ->
        [as-reported] Bình quân `{ $field }` theo `{ $weight }` của các đơn vị sáp nhập trong kỳ dài hơn
       *[other] Không quy đổi được bình quân `{ $field }` theo `{ $weight }` của các đơn vị sáp nhập sang bản đồ { $geography }:
    } không có quyền số trong { $periods }: tổng `{ $weight }` bằng 0, hoặc `{ $weight }` không thể phát sinh trong khi `{ $field }` có giá trị
    .no-share = { $unit } đã được chia cho { $heirs } mà chưa có tỷ lệ chia: không quy đổi được { $fields } sang { $geography }; hãy ghi tỷ lệ của từng đơn vị vào registry/crosswalk.csv

stale-decision =
    .meaning = Một quyết định trong decisions.toml nói về tệp đã thay đổi, đã rút lại hoặc chưa từng gửi đến.
    .stale = Quyết định { $decision } của { $who } ngày { $day } đã cũ: { $why }

# Why, behind a colon.
decision-stale =
    .changed = tệp cùng tên nay có nội dung khác; hãy xem quyết định còn đúng không, rồi ghi mã băm mới hoặc xóa quyết định
    .not-come = chưa có tệp nào với mã băm đó; hãy sửa object_sha256 hoặc xóa quyết định
    .replaced = { $object } đã thay tệp này; hãy xem quyết định còn đúng không, rồi quyết định lại hoặc xóa quyết định
    .unclaimed = không nguồn nào của quy trình nhận tệp này; hãy xóa quyết định
    .withdrawn = tệp đã được rút lại; hãy xóa quyết định

needless-decision =
    .meaning = Một quyết định trong decisions.toml không có tác dụng, hoặc sửa giá trị không có phát hiện nào.
    .needless = Quyết định { $decision } của { $who } ngày { $day }: { $why }

# Why, behind a colon.
decision-needless =
    .no-cell = không bảng nào có ô này và không nội dung được đọc nào phụ thuộc vào nó
    .no-finding-of-value = giá trị đã được sửa, dù riêng tệp này không cho thấy giá trị đã gửi có gì sai
    .no-finding-to-keep = ở đây không có phát hiện nào để chấp nhận
    .no-sheet = tệp không có trang tính “{ $sheet }”
    .same = ô đã ghi “{ $value }” như khi gửi

unusable-decision =
    .meaning = Một quyết định trong decisions.toml không thực hiện được: nội dung được giữ không phải là giá trị, dòng không dùng được, giá trị dành cho ô nằm ngoài bảng, hoặc ô thuộc tệp kết xuất theo dòng.
    .unusable = Không thực hiện được quyết định { $decision } của { $who } ngày { $day }: { $why }

# Why, behind a colon.
decision-unusable =
    .either-sign = “{ $value }” đọc theo dấu của dự án ra một số, theo dấu của cột ra số khác; hãy ghi không có dấu phân cách hàng nghìn
    .keep = phát hiện { $code } vẫn mở: nội dung đã gửi không dùng nguyên được (không có giá trị, đơn vị hoặc kỳ, hay hai dòng cùng khóa); hãy sửa ô bằng `value`
    .lines = ô thuộc tệp kết xuất theo dòng, được đọc khi truyền qua; hãy sửa tại nguồn rồi kết xuất lại
    .outside = nơi gửi không ghi gì ở ô đó, và ô không thuộc dòng hay cột nào của bảng: giá trị ở đó không sửa được gì mà còn gây ra { $code }; địa chỉ ô có bị ghi nhầm không?
    .unread = không đọc được tệp

rounds-to-nothing =
    .meaning = Số khác 0 nhưng quá nhỏ so với số chữ số thập phân của trường; nhiều khả năng sai đơn vị tính. Dòng không được dùng.
    .rounded = “{ $written }” thành 0 khi giữ { $digits } chữ số thập phân; số này có đúng là tính bằng { $own } không? Hãy ghi theo đơn vị đó, hoặc ghi rõ đơn vị tính của bảng
    .without-unit = “{ $written }” là 0 khi giữ { $digits } chữ số thập phân; số này có ghi theo đúng đơn vị tính của biểu không?
    .converted =
        { $how ->
            [divided] “{ $written }”, chia cho { $factor }, thành 0 khi giữ { $digits } chữ số thập phân; đơn vị tính của bảng có đúng không? Biểu tính bằng { $own }
           *[multiplied] “{ $written }”, nhân với { $factor }, thành 0 khi giữ { $digits } chữ số thập phân; đơn vị tính của bảng có đúng không? Biểu tính bằng { $own }
        }

number-format =
    .meaning = Cột ghi số theo dấu thập phân khác với quy định của biểu.
    .other-sign = Cả cột viết số với dấu thập phân “{ $written }”, khác khai báo “{ $declared }”, và được đọc như vậy; không phải sửa gì. Ghi lại ô nào ở cột này thì vẫn dùng dấu “{ $written }”, hoặc ghi lại cả cột

oversized-file =
    .meaning = Tệp lớn hơn giới hạn cho phép, hoặc sẽ vượt giới hạn khi giải nén.
    .gzip = Tệp nén gzip bung ra lớn bất thường nên không được đọc; hãy nén lại tệp số liệu rồi gửi.
    .limit = Tệp quá lớn, vượt giới hạn { $limit }; hãy xóa phần thừa hoặc chia nhỏ rồi gửi lại.
    .not-unpacked = Không giải nén tệp này vì { $files } tệp trước nó trong tệp nén đã vượt giới hạn; hãy bỏ các tệp đó rồi gửi lại.
    .texts-together = Các tệp văn bản, JSON và Parquet trong tệp nén cộng lại vượt giới hạn { $limit }; hãy chia thành nhiều tệp nén rồi gửi lại.

alike-values =
    .meaning = Tên được đếm trong chỉ tiêu được viết khác với nơi khác trong cùng kỳ: hai cách viết được đếm thành hai.
    .other = Dòng này ghi “{ $written }”, { $count } dòng khác của kỳ { $period } ghi “{ $known }”: hai cách viết chỉ khác chữ hoa, khoảng trắng, dấu hoặc dấu câu ở cuối nên được đếm thành hai. Nếu là một, hãy viết giống nhau

doubtful-period =
    .meaning = Tệp ghi một kỳ mới bắt đầu khi tệp đến, hoặc một kỳ đã được báo cáo với số liệu gần như khác hết, trong khi báo cáo mà nơi gửi phải gửi thì chưa có hoặc phần lớn số liệu là của một kỳ khác đã nhận.
    .begun = Tệp ghi kỳ { $period }, mới bắt đầu từ { $start } khi tệp đến ({ $day }), trong khi báo cáo kỳ { $awaited } chưa có; nếu đây là số liệu kỳ { $awaited }, hãy sửa kỳ báo cáo rồi gửi lại
    .reported = Tệp ghi kỳ { $period }, đã được báo cáo trong { $object } với số liệu khác ({ $changed } trong { $amounts } số khác nhau), trong khi đến { $day } chưa có báo cáo kỳ { $awaited }; nếu đây là số liệu kỳ { $awaited }, hãy sửa kỳ báo cáo rồi gửi lại
    .of-another = Tệp ghi kỳ { $period }, đã được báo cáo trong { $object } với số liệu khác ({ $changed } trong { $amounts } số khác nhau), trong khi { $same } trong { $of } số ở đây là số liệu kỳ { $other } đã nhận trong { $source }; nếu tệp này sửa số liệu kỳ { $other }, hãy sửa kỳ báo cáo rồi gửi lại

period-copied =
    .meaning = Mọi số liệu của dòng giống hệt một kỳ trước, hoặc một kỳ sau đã nhận trước, trong khi ở phần lớn đơn vị khác, hoặc ở hầu hết các kỳ trước, các số này thay đổi; hoặc một cột giống hệt kỳ trước ở mọi dòng.
    .of-return = Tệp này được làm từ { $object }, trong đó chính các số liệu này được ghi cho kỳ { $before }; cả hai kỳ đều được tính. Hãy kiểm tra số liệu là của kỳ nào và gửi lại kỳ kia
    .all = Mọi số liệu của dòng này giống hệt kỳ { $before }, trong đó { $count } chỉ tiêu thay đổi ở phần lớn đơn vị (ít nhất { $changed } trong { $others } đơn vị khác có số mới); hãy kiểm tra xem đã ghi số liệu của kỳ này chưa
    .own = Mọi số liệu của dòng này giống hệt kỳ { $before }, trong đó { $count } chỉ tiêu hầu như kỳ nào cũng thay đổi (ít nhất { $changed } trong { $steps } kỳ gần đây); hãy kiểm tra xem đã ghi số liệu của kỳ này chưa
    .file = Mọi số liệu của dòng này giống hệt kỳ { $before }, như ở mọi dòng của tệp, trong đó { $count } dòng hầu như kỳ nào cũng có số mới; hãy kiểm tra xem đã ghi số liệu của kỳ này chưa
    .column = Cột “{ $column }” giống hệt kỳ { $before } ở mọi dòng, trong khi các cột khác có số mới; ở { $count } dòng, số của cột này hầu như kỳ nào cũng thay đổi. Hãy kiểm tra xem đã ghi số liệu của kỳ này chưa
    .later = Mọi số liệu của dòng này giống hệt kỳ { $later }, đã nhận trước trong { $object }; hãy kiểm tra đây là số liệu của kỳ nào, và kỳ kia thì gửi lại

passed-over =
    .meaning = Trong tệp nén có tệp do chương trình để lại, theo các mẫu tên `debris` của `tinhso.toml`; các tệp này được bỏ qua.
    .archive = Trong tệp nén có { $count } tệp mang tên của tệp do chương trình để lại nên được bỏ qua: { $names }. Nếu có tệp cần tính, hãy đổi tên tệp rồi gửi lại.

period-mismatch =
    .meaning = Các dòng của bảng thuộc kỳ khác với kỳ ghi ở phần đầu bảng, là số kế hoạch, số lũy kế hoặc số của một bộ phận, hoặc một dòng thuộc kỳ khác với mọi dòng còn lại; không rõ kỳ nào đúng nên không đoán.
    .calendar-day = { $written } là ngày cuối của kỳ { $meant } theo lịch, nhưng được đọc là kỳ { $read } vì kỳ báo cáo của biểu kết thúc vào ngày 14; hãy ghi chính kỳ báo cáo, ví dụ { $meant }
    .section = Phía trên các dòng này ghi “{ $written }” ({ $of_row }) nhưng phần đầu bảng ghi { $of_head }; các dòng bị loại. Hãy gửi số liệu kỳ khác trong một bảng riêng có phần đầu ghi đúng kỳ.
    .line = Phía trên các dòng này ghi “{ $written }” ({ $of_row }) nhưng phần đầu bảng ghi { $of_head }; các dòng được lấy làm số liệu của { $of_head }. Hãy gửi số liệu kỳ khác trong một bảng riêng có phần đầu ghi đúng kỳ.
    .column = Phần đầu bảng ghi “{ $head }” ({ $of_head }) nhưng không dòng nào thuộc kỳ đó: dòng đầu tiên ghi “{ $written }” ({ $of_row }). Hãy sửa để phần đầu bảng và các dòng ghi cùng một kỳ.
    .cells = Cột “{ $label }” ghi “{ $written }” ở { $count } dòng mà phần đầu bảng hoặc cột khác ghi là { $of_row }; các dòng bị loại. Hãy sửa để các chỗ ghi cùng một kỳ, hoặc gửi số liệu kỳ khác trong một bảng riêng.
    .cells-part = Cột “{ $label }” ghi “{ $written }” ở { $count } dòng của { $of_row }: số liệu có thể chỉ là của phần đó; chúng được lấy là số của { $of_row }. Hãy kiểm tra số liệu thuộc kỳ nào.
    .cells-of-others = Cột “{ $label }” ghi “{ $written }” hoặc tương tự ở mọi ô có chữ ({ $count } ô): số liệu có thể là số kế hoạch, số lũy kế, số ước tính hoặc số của kỳ khác; chúng được lấy là số của kỳ báo cáo. Hãy kiểm tra lại.
    .other-figures = Phía trên { $count } dòng ghi “{ $written }”: đó là số kế hoạch, số lũy kế, số của kỳ khác hoặc của một bộ phận, nên các dòng bị loại. Hãy chỉ gửi số liệu của kỳ báo cáo, hoặc sửa dòng tiêu đề nếu đúng là số đó.
    .other-figures-by-turns = { $count } dòng của bảng ghi “{ $written }” hoặc tương tự nên bị loại; các dòng khác là số liệu của kỳ báo cáo. Hãy chỉ gửi các dòng đó, mỗi đơn vị một dòng.
    .other-figures-table = “{ $written }”: { $count } dòng của bảng này là số liệu khác với số liệu cùng đơn vị, cùng kỳ ở trang tính “{ $sheet }” được dùng, nên bị loại. Hãy chỉ gửi số liệu của kỳ báo cáo
    .other-figures-title = Tiêu đề “{ $written }” nói về số lũy kế, số kế hoạch, số ước tính hoặc dự báo, số của kỳ khác, số tăng giảm hoặc số của một bộ phận, còn biểu { $form } thì không; số liệu được lấy là số của kỳ báo cáo. Hãy kiểm tra lại.
    .other-figures-note = Ghi chú “{ $written }” dưới bảng cho biết số liệu là số lũy kế, số kế hoạch, số ước tính, số của kỳ khác hoặc còn thiếu một phần của kỳ, còn biểu { $form } thì không; số liệu được lấy là số của kỳ báo cáo. Hãy kiểm tra lại.
    .note-of-row = Ghi chú “{ $written }” ({ $cell }) cho biết số liệu của { $count ->
        [1] {""}dòng này
       *[other] { $count } dòng, dòng đầu tiên là dòng này,
    } là số lũy kế, số kế hoạch, số ước tính, số của kỳ khác hoặc còn thiếu một phần của kỳ, còn biểu { $form } thì không; số liệu được lấy là số của kỳ báo cáo. Hãy kiểm tra lại.
    .draft = “{ $written }” cho biết đây có thể chưa phải bản chính thức; số liệu được lấy là số của kỳ báo cáo. Nếu là bản chính thức thì xóa dòng này, nếu không thì gửi bản chính thức.
    .name-of-a-mark = Theo tên gọi “{ $written }”, danh sách hoặc trang tính này gồm những dòng đã xóa, đã hủy, bị từ chối, là bản nháp hoặc không còn dùng; các dòng được lấy là số liệu của báo cáo. Nếu đúng là số liệu của báo cáo thì đổi tên, nếu không thì gửi các dòng đúng.
    .days-in-head = “{ $written }” ghi số liệu của những ngày hoặc của kỳ khác với { $period }, kỳ ghi ở phần đầu bảng, hoặc không đủ { $period }; số liệu được lấy là số của { $period }. Nếu là số của cả kỳ thì sửa lại chỗ ghi này, nếu không thì gửi số của cả kỳ.
    .days-above-rows = “{ $written }” ghi số liệu của những ngày hoặc của kỳ khác với { $period }, kỳ ghi ở các dòng, hoặc không đủ { $period }; số liệu được lấy là số của { $period }. Nếu là số của cả kỳ thì sửa lại chỗ ghi này, nếu không thì gửi số của cả kỳ.
    .months-title = Tiêu đề “{ $written }” nêu số của nhiều tháng cộng lại bên cạnh { $length }, mà không tên cột nào nói số liệu là của kỳ nào; số liệu được lấy là số của { $length }. Hãy kiểm tra lại.
    .object-name = Tên tệp hoặc thư mục ghi “{ $written }” (số lũy kế, số kế hoạch, dự báo, mục tiêu hoặc số của kỳ khác), còn biểu { $form } thì không; số liệu được lấy là số của kỳ báo cáo. Hãy kiểm tra lại, nếu đúng là số của kỳ thì đặt lại tên tệp.
    .longer-head = Phần đầu bảng ghi “{ $head }” ({ $of_head }) nhưng các dòng ghi “{ $written }” ({ $of_row }); không dòng nào thuộc { $of_head }, và số liệu được lấy là số của các kỳ ghi ở dòng. Hãy sửa phần đầu bảng, hoặc sửa cột nếu cột ghi điều khác chứ không phải kỳ của số liệu.
    .shorter-head = Phần đầu bảng ghi “{ $head }” ({ $of_head }) nhưng các dòng ghi “{ $written }” ({ $of_row }); số liệu được lấy là số của { $of_row }. Nếu chỉ là số của { $of_head } thì gửi số của cả kỳ, nếu không thì sửa phần đầu bảng.
    .odd-row = “{ $written }” là kỳ { $of_row } trong khi các dòng khác của bảng thuộc kỳ { $of_others } và { $unit } không có dòng nào của kỳ đó; nếu ghi nhầm kỳ, hãy sửa lại, nếu không hãy gửi dòng này trong một bảng riêng
    .beside-name = Tên ghi “{ $written }” chứ không chỉ { $unit }: chữ bên cạnh tên nói đó là số kế hoạch, số lũy kế, số của kỳ khác, số tăng giảm hoặc số của một bộ phận, nên dòng bị loại. Nếu đúng là số của kỳ thì chỉ ghi tên đơn vị, nếu không thì bỏ dòng này.
    .part-beside-name = Tên ghi “{ $written }” chứ không chỉ { $unit }: chữ bên cạnh tên cho biết số có thể chỉ của một bộ phận hoặc là số cũ; số được lấy là số của cả { $unit }. Nếu đúng vậy thì chỉ ghi tên đơn vị, nếu không thì gửi số của cả đơn vị.
    .sum-beside-name = Tên ghi “{ $written }” chứ không chỉ { $unit }: dòng có thể là tổng của các dòng khác. Nếu là dòng của đơn vị thì chỉ ghi tên đơn vị, và không gửi các dòng cộng
    .sum-in-line = “{ $written }” là chữ của dòng cộng, không phải giá trị của một dòng: dòng này có thể là tổng của các dòng khác nên không được tính. Không gửi dòng cộng trong bảng kê; nếu đó là một giá trị thật thì khai báo trong lược đồ (enum, categories).
    .perhaps-sum-in-line = “{ $written }” cho biết dòng có thể là tổng của các dòng khác; dòng vẫn được tính. Nếu là dòng cộng thì bỏ khỏi bảng kê; nếu đó là một giá trị thật thì khai báo trong lược đồ (enum, categories).
    .sum-of-lines = Dòng không có chữ nào mà các dòng khác có, và { $amount } đúng bằng tổng của { $lines } dòng: đây là dòng cộng (GROUP BY ROLLUP, dòng tổng nhóm) nên không được tính. Không gửi dòng cộng trong bảng kê.
    .perhaps-sum-of-lines = Dòng không có chữ nào mà các dòng khác có, và { $amount } đúng bằng tổng của { $lines } dòng: có thể đây là dòng cộng; dòng vẫn được tính. Nếu là dòng cộng thì bỏ khỏi bảng kê.
    .beside-period = “{ $written }” không chỉ ghi kỳ { $period }: chữ bên cạnh nói đó là số kế hoạch, số lũy kế, số ước tính, số của kỳ khác, số tăng giảm hoặc số của một bộ phận, nên dòng bị loại. Nếu đúng là số của kỳ thì chỉ ghi kỳ, nếu không thì bỏ dòng này.
    .heading = Phía trên các dòng này ghi “{ $written }” nhưng phần đầu bảng ghi { $of_head }; các dòng bị loại. Hãy gửi số liệu kỳ khác trong một bảng riêng có phần đầu ghi đúng kỳ.
    .heading-of-list = Phía trên các dòng này ghi “{ $written }” nhưng phần đầu bảng ghi { $of_head }; các dòng được lấy làm số liệu của { $of_head }. Hãy gửi số liệu kỳ khác trong một bảng riêng có phần đầu ghi đúng kỳ.
    .own-line = Bên dưới dòng { $row } ghi “{ $written }” với số khác: theo chữ ghi thì đó mới là số của kỳ, nên dòng { $row } bị loại. Hãy chỉ gửi mỗi đơn vị một dòng với số liệu của kỳ.

period-out-of-range =
    .meaning = Kỳ không phải kỳ của biểu: khác loại kỳ, chưa bắt đầu khi tệp được gửi, hoặc trước kỳ đầu tiên.
    .before-first = Kỳ { $period } trước kỳ đầu tiên của biểu là { $first } (`first_period`)
    .not-begun = Kỳ { $period } bắt đầu ngày { $start }, sau ngày nhận tệp

primary-key =
    .meaning = Hai dòng của một tệp có cùng khóa, hoặc một dòng để trống một cột của khóa.
    .alike = Dòng này ghi “{ $written }”, dòng { $row } ghi “{ $known }”, chỉ khác chữ hoa, khoảng trắng hoặc chỗ đặt dấu; nếu là một thì hãy ghi một dòng
    .identical = Dòng lặp lại y hệt dòng { $row }; chỉ tính một lần
    .blank = Dòng này không ghi “{ $field }”, là cột phân biệt các dòng của một đơn vị; dòng vẫn được tính, nhưng không thuộc “{ $field }” nào. Hãy ghi vào ô này, hoặc xóa dòng
    .blank-listed = Dòng này không ghi “{ $field }” nên không rõ là số liệu của gì; dòng bị loại. Hãy ghi vào ô này; nếu dòng là tổng của các dòng khác, hãy ghi “Tổng số”
    .blank-sum = Dòng này không ghi “{ $field }”, và số liệu xấp xỉ tổng của dòng { $rows }{ $others ->
            [0] {""}
           *[other] {" "}và { $others } dòng khác
        }; dòng bị loại để không tính hai lần. Nếu là dòng tổng, hãy ghi “Tổng số” vào ô này và sửa số; nếu không, hãy ghi “{ $field }” của dòng
    .differing =
        { $others ->
            [0] Các dòng { $rows } cùng khóa ({ $key }) nhưng khác số liệu; tất cả bị loại. Hãy giữ một dòng đúng
           *[other] Các dòng { $rows } và { $others } dòng khác cùng khóa ({ $key }) nhưng khác số liệu; tất cả bị loại. Hãy giữ một dòng đúng
        }
    .differing-blank =
        { $others ->
            [0] Các dòng { $rows } cùng khóa ({ $key }), khác số liệu và để trống “{ $field }”; tất cả bị loại. Nếu mỗi dòng thuộc một “{ $field }” riêng thì hãy ghi vào từng dòng, kể cả khi giống dòng trên; nếu không, hãy giữ một dòng đúng
           *[other] Các dòng { $rows } và { $others } dòng khác cùng khóa ({ $key }), khác số liệu và để trống “{ $field }”; tất cả bị loại. Nếu mỗi dòng thuộc một “{ $field }” riêng thì hãy ghi vào từng dòng, kể cả khi giống dòng trên; nếu không, hãy giữ một dòng đúng
        }
    .differing-left-out =
        { $others ->
            [0] Các dòng { $rows } cùng khóa ({ $key }) nhưng khác số liệu; tất cả bị loại. { $units } không có dòng nào: một dòng có thể là của đơn vị đó, mã hoặc tên bị chép từ dòng trên. Hãy sửa mã và tên của dòng đó, hoặc giữ một dòng đúng
           *[other] Các dòng { $rows } và { $others } dòng khác cùng khóa ({ $key }) nhưng khác số liệu; tất cả bị loại. { $units } không có dòng nào: một dòng có thể là của đơn vị đó, mã hoặc tên bị chép từ dòng trên. Hãy sửa mã và tên của dòng đó, hoặc giữ một dòng đúng
        }

row-copied =
    .meaning = Mọi số liệu của dòng giống hệt dòng của một đơn vị khác trong cùng tệp, hoặc trong tệp khác của cùng kỳ: có thể đã chép đè một dòng, số liệu của một trong hai đơn vị bị mất.
    .all = Mọi số liệu của dòng này giống hệt { $unit } ở dòng { $rows }: có thể đã chép đè một dòng; hãy kiểm tra số liệu của cả hai
    .other-file = Mọi số liệu của dòng này giống hệt { $unit } trong { $object }: có thể biểu của một đơn vị đã ghi số liệu của đơn vị kia; hãy kiểm tra số liệu của cả hai
    .of-missing = Số liệu của dòng này khác gần hết với { $object } và gần với số liệu kỳ { $before } của { $unit }, đơn vị chưa có báo cáo kỳ { $period }; nếu đây là số liệu của { $unit }, hãy sửa tên và mã đơn vị rồi gửi lại

scaled-number =
    .meaning = Định dạng của ô hiển thị số đã chia cho một nghìn hoặc hơn; lấy số đang hiển thị.
    .conditional = Từ ô này có định dạng có điều kiện có thể làm số hiện ra khác với số được lưu (tính bằng triệu, theo phần trăm, kèm đơn vị tính); số được đọc là số được lưu. Hãy kiểm tra rồi bỏ định dạng có điều kiện đó.
    .shown =
        { $count ->
           *[other] Có { $count } ô, ô này là ô đầu tiên, mang định dạng hiển thị số đã chia cho một nghìn hoặc hơn (như #,##0,,); hệ thống lấy số đang hiển thị. Hãy ghi số theo đơn vị tính của biểu với định dạng thông thường.
        }

shifted-column =
    .meaning = Các giá trị của một cột phù hợp với các kỳ trước của đơn vị ở dòng trên hoặc dòng dưới mà không phù hợp với đơn vị của mình.
    .slipped =
        { $way ->
            [down] { $value } khác hẳn { $median } (trung vị của các kỳ trước). { $count } giá trị của cột “{ $column }”, từ dòng { $first } đến dòng { $last }, phù hợp với các kỳ trước của đơn vị ở dòng ngay trên mà không phù hợp với đơn vị của mình: có thể cả cột bị lệch xuống một dòng. Hãy đối chiếu cột này với các dòng.
           *[up] { $value } khác hẳn { $median } (trung vị của các kỳ trước). { $count } giá trị của cột “{ $column }”, từ dòng { $first } đến dòng { $last }, phù hợp với các kỳ trước của đơn vị ở dòng ngay dưới mà không phù hợp với đơn vị của mình: có thể cả cột bị lệch lên một dòng. Hãy đối chiếu cột này với các dòng.
        }

sign-error =
    .meaning = Giá trị trái dấu với mọi kỳ trước của đơn vị, còn độ lớn thì phù hợp.
    .other = { $value } trái dấu với mọi kỳ trước: { $median } là { $others }; { $suggested } thì phù hợp. Hãy kiểm tra lại dấu của số này.
    .of-peers = { $value } trái dấu với hầu hết các đơn vị khác: { $median } là { $others }; { $suggested } thì phù hợp. Hãy kiểm tra lại dấu của số này.

unusual-zero =
    .meaning = Giá trị thời điểm hoặc tỷ lệ hầu như không đổi và chưa bao giờ bằng 0 lại bằng 0, trong khi ở hầu hết đơn vị thì khác 0, hoặc bằng 0 ở mọi dòng của tệp; hoặc dòng không có gì ở phần lớn các cột mà kỳ nào cũng có số gần như nhau.
    .steady = Ghi 0, trong khi { $others } là { $median }, và không kỳ nào bằng 0. Số 0 nghĩa là không có: nếu chưa biết số liệu, hoặc số liệu không đổi, hãy để trống ô hoặc ghi đúng số
    .row = { $count } cột của dòng này không có gì, trong khi chưa kỳ nào trước đây bằng 0: ở cột này { $others } là { $median }, cùng kỳ năm trước là { $before }. Số 0 nghĩa là không có, dấu không thể phát sinh nghĩa là không thể có; nếu chưa có số liệu thì để trống, nếu có thì ghi số liệu
    .column = Cả { $count } giá trị của cột “{ $column }” đều bằng 0, trong khi các đơn vị này chưa kỳ nào bằng 0. Cột này đã được ghi số liệu chưa? Số 0 nghĩa là không có: nếu chưa biết số liệu, hoặc số liệu không đổi, hãy để trống ô hoặc ghi đúng số

stopped =
    .meaning = Báo cáo có quá nhiều dòng bị lỗi nên không dòng nào được dùng; mức do biểu quy định.
    .rows = { $wrong } trong { $all } dòng bị lỗi; từ mức { $stop_if } trở lên thì cả báo cáo không được dùng. Hãy sửa các dòng này và gửi lại

struck-out =
    .meaning = Mọi ô của một dòng, hoặc một số, bị gạch ngang, hoặc có cột đánh dấu dòng đã xóa, đã hủy hay bị từ chối: có người định xóa hoặc sửa. Số liệu bị gạch ngang vẫn được đọc; dòng bị đánh dấu thì không được tính.
    .marked = Cột “{ $label }” đánh dấu dòng này là “{ $written }” nên dòng không được tính; hãy xóa dòng nếu không tính, nếu tính thì bỏ dấu đó
    .perhaps = Cột “{ $label }” đánh dấu dòng này là “{ $written }” nhưng số liệu vẫn được đọc; hãy xóa dòng nếu không tính
    .row = Mọi ô của dòng ({ $cells }) đều bị gạch ngang nhưng số liệu vẫn được đọc; hãy xóa dòng nếu không tính, nếu tính thì bỏ gạch ngang
    .numbers = { $count } số ở { $cells } bị gạch ngang nhưng vẫn được đọc; hãy ghi số đúng hoặc để trống, nếu số đúng thì bỏ gạch ngang

superseded =
    .meaning = Đã có lần gửi sau thay thế.
    .by = Đã được thay bằng { $object }
    .moved = { $object } được làm từ tệp này và ghi chính các số liệu đó cho nơi gửi hoặc kỳ khác, nên số liệu không còn được tính ở đây. Nếu ở đây mới đúng, hãy gửi lại tệp này
    .period-mended = { $object }, gửi sau, ghi chính các số liệu này cho kỳ khác như đã yêu cầu, nên số liệu không còn được tính ở kỳ này. Nếu ở đây mới đúng, hãy gửi lại tệp này
    .of-lower-revision = Đã được thay bằng { $object }, nhận sau; nhưng theo tên hoặc phần đầu thì tệp đó là bản trước (tệp này là bản sửa, hoặc tệp kia là bản nháp). Nếu tệp này đúng, hãy gửi lại, hoặc ghi vào arrivals.csv thời điểm nhận từng tệp
    .by-name = Đã được thay bằng { $object }, nhận cùng một lúc: thứ tự tên tệp quyết định. Nếu ngược lại, hãy ghi thời điểm nhận vào arrivals.csv, hoặc đặt tên tệp mới hơn là “lần 2”

swapped-rows =
    .meaning = Số liệu của hai dòng phù hợp với các kỳ trước của đơn vị ở dòng kia mà không phù hợp với đơn vị của mình.
    .in-file = { $count } số của dòng này khác hẳn các kỳ trước của đơn vị và phù hợp với { $unit } ở dòng { $other }, còn số của dòng đó phù hợp với đơn vị này: hãy kiểm tra xem có ghi nhầm hai dòng cho nhau không
    .of-files = { $count } số của dòng này khác hẳn các kỳ trước của đơn vị và phù hợp với { $unit } ở dòng { $other } của { $object }, còn số của dòng đó phù hợp với đơn vị này: hãy kiểm tra xem có ghi nhầm hai đơn vị cho nhau không

swapped-columns =
    .meaning = Hai giá trị của một dòng phù hợp với các kỳ trước của cột kia mà không phù hợp với cột của mình.
    .each = { $value } khác hẳn { $median } ({ $others }); giá trị ở cột “{ $column }” của dòng này, { $suggested }, thì phù hợp ở đây, còn giá trị này phù hợp ở cột kia. Hãy kiểm tra xem hai số có bị đổi chỗ không.

thousand-error =
    .meaning = Giá trị gấp một nghìn hay một triệu lần các kỳ trước, các đơn vị khác hoặc giá trị mà nó thay thế, hay chỉ bằng chừng ấy phần; hoặc gấp mười hay một trăm lần, nếu đơn vị tính có bội số như vậy hoặc phần lớn các số của dòng đều như thế.
    .replaced =
        { $how ->
            [times] { $value } gấp { $times } lần { $before } mà { $object } đã ghi ở đây: một trong hai số ghi theo đơn vị tính khác. Hãy kiểm tra lại số và đơn vị tính; đúng thì giữ nguyên.
           *[part] { $value } bằng { $before } mà { $object } đã ghi ở đây chia cho { $times }: một trong hai số ghi theo đơn vị tính khác. Hãy kiểm tra lại số và đơn vị tính; đúng thì giữ nguyên.
        }
    .scaled =
        { $how ->
            [divided] { $value } gấp { $ratio } lần { $median } ({ $others }); chia cho { $times } thì được { $suggested }, là phù hợp. Hãy kiểm tra lại số và đơn vị tính.
           *[multiplied] { $value } chỉ bằng { $ratio } lần { $median } ({ $others }); nhân với { $times } thì được { $suggested }, là phù hợp. Hãy kiểm tra lại số và đơn vị tính.
        }

total-mismatch =
    .meaning = Tổng ghi trong bảng khác với tổng của các dòng.
    .differs = Tổng ghi { $printed }, cộng các dòng được { $sum }, lệch { $difference }; hãy kiểm tra lại dòng tổng và các dòng
    .differs-in-unit = Tính theo đơn vị của biểu ({ $unit }), tổng ghi { $printed }, cộng các dòng được { $sum }, lệch { $difference }; hãy kiểm tra lại dòng tổng và các dòng

transposed-digits =
    .meaning = Đổi chỗ hai chữ số liền nhau của một ô thì tổng, công thức hoặc điều kiện kiểm tra sẽ đúng, hoặc giá trị phù hợp với các kỳ trước.
    .history = { $value } bằng { $ratio } lần { $median } ({ $others }); đổi chỗ hai chữ số liền nhau thành { $suggested } thì phù hợp. Hãy kiểm tra lại số này.
    .exchanged = { $value } nếu đổi chỗ hai chữ số liền nhau là { $suggested }, khớp với { $asked_by }; hãy kiểm tra lại số này

likely-wrong-cell =
    .meaning = Số ô ít nhất của một dòng cần sửa để mọi điều kiện kiểm tra, công thức và tổng đang sai đều khớp; giá trị không tự bị sửa.
    .value = { $value } có thể sai. Các chỗ chưa khớp: { $checks }. Chỉ cần sửa ô này thành { $suggested } là tất cả khớp mà không làm lệch chỗ khác; hãy kiểm tra lại số này
    .one = { $value } có thể sai. Các chỗ chưa khớp: { $checks }. Chỉ cần sửa ô này là tất cả có thể khớp mà không làm lệch chỗ khác; hãy kiểm tra lại số này
    .several = { $value } có thể sai, cùng với { $others }. Các chỗ chưa khớp: { $checks }. Không thể sửa ít ô hơn; hãy kiểm tra lại các số này
    .tie = Một trong các chỗ sau bị sai, chưa rõ chỗ nào: { $candidates }. Các chỗ chưa khớp: { $checks }. Không thể sửa ít ô hơn; hãy kiểm tra lại các ô này
    .elsewhere = { $cell } (hoặc một dòng được cộng vào đó)

asked-by =
    .check = điều kiện kiểm tra “{ $check }”
    .constraint = ràng buộc của ô { $cell }
    .formula = công thức “{ $formula }” của dòng đánh số cột
    .total = dòng tổng ở ô { $cell }

type-error =
    .meaning = Ô không chứa giá trị đúng kiểu của trường.
    .not-a-number = “{ $written }” không phải là số
    .day-for-number = Ô hiện ngày { $written } trong khi cần một số: ô có định dạng ngày; hãy bỏ định dạng ngày rồi kiểm tra lại số
    .letter-for-digit = “{ $written }” không phải là số: có chữ cái “{ $letter }” lẫn trong các chữ số; có lẽ là { $digits }
    .lost-sign = “{ $written }” không phải là số: có một dấu cạnh các chữ số không đọc được, có thể là dấu trừ; hãy ghi lại số đó cùng với dấu của nó
    .other-signs = “{ $written }” không phải là số; ở cột này dấu “{ $group }” tách hàng nghìn, dấu “{ $decimal }” tách phần thập phân
    .lost-letters = “{ $written }” có ký hiệu thay cho những chữ cái mà chương trình đã làm mất; hãy ghi lại cho đúng
    .not-whole = “{ $written }” không phải là số nguyên
    .too-large = “{ $written }” quá lớn để cộng chính xác; hãy kiểm tra lại số và đơn vị tính
    .not-a-boolean = “{ $written }” không phải là có hoặc không
    .repetition = “{ $written }” thay cho ô phía trên; hãy ghi đầy đủ nội dung
    .day-of-another-age = Năm của “{ $written }” trước 1900 hoặc sau 2200; hãy kiểm tra lại, nếu đúng thì ghi { $day }
    .not-a-day = “{ $written }” không phải là ngày
    .more-than-a-day = “{ $written }” là ngày có kèm giờ hoặc chữ khác; nếu đúng là ngày đó thì hãy ghi { $day }
    .month-and-day = “{ $written }” không phải là ngày: tháng được ghi trước ngày; hãy ghi { $day }
    .exchanged-days = “{ $written }” và các ngày khác của cột được lưu là ngày ({ $count } ô) đều từ mùng 12 trở xuống, còn các ngày sau mùng 12 như “{ $shows }” lại là chữ: có thể máy đã đổi chỗ ngày và tháng ({ $other }). Hãy kiểm tra các ngày này, hoặc ghi theo dạng 2025-12-31.
    .mark-among-words = “{ $written }” đứng cạnh “{ $word }” trong cùng cột: có thể là “có”, cũng có thể là không thể phát sinh; hãy ghi có hoặc không, hoặc để trống
    .month-first = “{ $written }” có thể là { $first } hoặc { $second }: cột này ghi tháng trước ngày (“{ $shows }”); hãy ghi mọi ngày theo thứ tự ngày/tháng/năm
    .not-of-type = “{ $written }” không phải là { $kind }
    .not-of-format = “{ $written }” không phải là { $kind } theo định dạng { $format }
    .unmended = “{ $written }” không phải giá trị của cột này trong tệp đã gửi trả và chưa được sửa; hãy ghi giá trị đúng, bỏ dấu “?? ” ở đầu
    .not-a-vintage = “{ $written }” không phải là loại số liệu; hãy ghi E (ước tính), P (sơ bộ) hoặc A (chính thức)
    .no-vintage = Ô để trống, không rõ là số ước tính, sơ bộ hay chính thức; hãy ghi E (ước tính), P (sơ bộ) hoặc A (chính thức)
    .expected-format = { $kind } theo định dạng { $format }
    .expected-integer = số nguyên
    .expected-number = số
    .expected-text = chữ
    .expected-boolean = có hoặc không
    .expected-day = ngày, như 31/12/2025
    .year-in-doubt = Năm của “{ $written }” trước 1900 hoặc sau 2200; hãy kiểm tra lại

# Giá trị của mỗi kiểu là gì.
value-kind =
    { $kind ->
        [any] giá trị
        [array] mảng JSON, như ["a", "b"]
        [boolean] có hoặc không
        [date] ngày
        [datetime] ngày kèm giờ, như 2025-12-31T06:00:00
        [duration] khoảng thời gian, như P1Y6M hoặc PT36H
        [geojson] GeoJSON
        [geopoint] tọa độ, kinh độ trước vĩ độ, như 103.02,21.39
        [integer] số nguyên
        [list] danh sách các mục đúng kiểu
        [number] số
        [object] đối tượng JSON
        [time] giờ trong ngày, như 06:00:00
        [year] năm gồm bốn chữ số
        [yearmonth] tháng của năm, như 2025-12
       *[string] chữ
    }

# Danh sách, theo kiểu của các mục.
value-list = danh sách mà mỗi mục là { $item }, giữa các mục là “{ $delimiter }”

unclaimed-object =
    .meaning = Không nguồn nào của các quy trình đã khai báo nơi đặt tệp.
    .no-source = Không nguồn nào của các quy trình khai báo nơi này
    .form = Tệp là biểu { $form }, nhưng không nguồn nào nhận biểu này từ đây

unclear-unit =
    .meaning = Chỗ ghi đơn vị tính chỉ có bội số mà không rõ của đơn vị nào, hoặc có hai đơn vị cùng loại, hoặc là số tính cho mỗi đối tượng, hoặc có chữ chỉ kế hoạch, lũy kế hay kỳ khác ở bên cạnh; số liệu được đọc theo đơn vị của biểu.
    .multiplier = Cột “{ $label }” ghi “{ $written }” nhưng không rõ của chỉ tiêu nào; số liệu được đọc theo đơn vị tính của biểu. Hãy ghi số theo đơn vị của biểu rồi xóa cột, hoặc ghi đơn vị tính của từng dòng bằng chữ, ví dụ “nghìn đồng”
    .multiplier-above = Dòng “{ $label }: { $written }” trên bảng không rõ là của chỉ tiêu nào; số liệu được đọc theo đơn vị tính của biểu. Hãy ghi số theo đơn vị của biểu rồi xóa dòng này, hoặc ghi đơn vị tính bằng chữ, ví dụ “Đơn vị tính: nghìn đồng”
    .format-of-form = Định dạng số của { $count } ô trong cột này, bắt đầu từ ô này, hiện “{ $shown }”; số được đọc theo đơn vị tính của biểu là { $own }. Hãy bỏ chữ đó khỏi định dạng, hoặc ghi đầy đủ đơn vị tính
    .format = Định dạng số của { $count } ô trong cột này, bắt đầu từ ô này, hiện “{ $shown }”, còn bảng ghi “{ $stated }”; số được đọc theo đơn vị tính mà bảng ghi. Hãy bỏ ký hiệu tiền khỏi định dạng, hoặc ghi đúng đơn vị tính của số liệu
    .above = Phía trên bảng ghi “{ $written }” nhưng không ghi rõ đơn vị tính của số liệu; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính ở phần đầu bảng, ví dụ “Đơn vị tính: nghìn người”.
    .other-sheet = Bảng trên trang tính “{ $sheet }” ghi “{ $written }”, còn bảng này có phần đầu, đơn vị gửi hoặc tên cột riêng mà không ghi đơn vị tính cho cả bảng; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính ở phần đầu của cả bảng này
    .blank = Ô đơn vị tính để trống bên dưới “{ $above }”; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính ở từng dòng, hoặc “nt” nếu như dòng trên.
    .bare = Các số khác của cột có ghi đơn vị tính (“{ $unit }”) còn số này thì không; số này được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính ngay trong ô
    .in-row = “{ $unit }” trong dòng đơn vị tính dưới tên cột không phải đơn vị đã biết; số của cột được đọc như khi để trống ô này. Hãy ghi đơn vị tính hoặc để trống ô
    .note = Phía dưới bảng ghi “{ $written }” nhưng phần đầu bảng và tên cột không ghi đơn vị tính; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính ở phần đầu bảng, ví dụ “Đơn vị tính: nghìn người”.
    .note-differs = Phía dưới bảng ghi “{ $written }” còn bảng ghi đơn vị tính “{ $stated }”; số được đọc theo “{ $stated }”. Hãy ghi đơn vị tính của từng cột ngay trong tên cột.
    .row-text = Bên cạnh một dòng ghi “{ $written }” nhưng phần đầu bảng và tên cột không ghi đơn vị tính; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính ở phần đầu bảng, hoặc ghi đơn vị của từng dòng vào cột “Đơn vị tính”.
    .row-text-differs = Bên cạnh một dòng ghi “{ $written }” còn bảng ghi đơn vị tính “{ $stated }”; số được đọc theo “{ $stated }”. Hãy ghi đơn vị của từng dòng vào cột “Đơn vị tính”, hoặc bỏ chữ này.
    .two-columns = Hai cột ghi đơn vị tính của cùng một dòng: “{ $other }” và “{ $written }”; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị của từng cột vào tên cột, và chỉ để một cột đơn vị tính.
    .object-name = Tên tệp hoặc thư mục ghi “{ $unit }”, nhưng bảng không ghi đơn vị tính; số được đọc theo đơn vị của biểu (“{ $own }”). Hãy ghi đơn vị tính phía trên bảng, ví dụ “Đơn vị tính: { $unit }”.
    .of-each = “{ $unit }” là số tính cho mỗi { $each }, còn biểu cần số của tất cả (“{ $own }”); số được đọc là số của tất cả. Hãy ghi số của tất cả, hoặc ghi đơn vị tính không có phần “mỗi { $each }” nếu số đã là của tất cả
    .other-figures = Cạnh đơn vị tính có chữ “{ $words }” (“{ $unit }”): số liệu có thể là kế hoạch, lũy kế hoặc của kỳ khác; số được đọc là số của kỳ báo cáo. Nếu đúng, hãy chỉ ghi đơn vị tính (“{ $own }”); nếu không, hãy để các số khác ở bảng riêng
    .of-name = Không rõ đơn vị tính “{ $unit }”, ghi ở tên trang tính “{ $sheet }” hoặc cùng với bảng; số được đọc theo đơn vị của biểu, hãy ghi một đơn vị như “{ $own }”
    .unclear = Không rõ đơn vị tính “{ $unit }”; số được đọc theo đơn vị của biểu, hãy ghi một đơn vị như “{ $own }”
    .beside-name = Tên ghi “{ $written }”; không rõ số của dòng có tính bằng “{ $unit }” không, nên số được đọc như khi không có chữ đó (đơn vị của biểu: “{ $own }”). Hãy chỉ ghi tên đơn vị hành chính, và ghi đơn vị tính ở phần đầu bảng.

unique-error =
    .meaning = Nhiều dòng của một tệp có cùng giá trị chỉ được có ở một dòng.
    .repeated =
        { $others ->
            [0] “{ $value }” có ở các dòng { $rows }, chỉ được có ở một dòng
           *[other] “{ $value }” có ở các dòng { $rows } và { $others } dòng khác, chỉ được có ở một dòng
        }

unit-converted =
    .meaning = Đơn vị tính của bảng khác bội số 10 so với biểu; giá trị đã được quy đổi.
    .table =
        { $how ->
            [divided] Bảng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số được chia cho { $factor }. Số ghi đúng theo đơn vị này thì không phải sửa gì; sửa đơn vị tính thì phải ghi lại cả các số
           *[multiplied] Bảng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số được nhân với { $factor }. Số ghi đúng theo đơn vị này thì không phải sửa gì; sửa đơn vị tính thì phải ghi lại cả các số
        }
    .table-of-name =
        { $how ->
            [divided] Tên trang tính “{ $sheet }” ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số được chia cho { $factor }. Nếu tên ấy có nghĩa khác, hãy đổi tên trang tính
           *[multiplied] Tên trang tính “{ $sheet }” ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số được nhân với { $factor }. Nếu tên ấy có nghĩa khác, hãy đổi tên trang tính
        }
    .table-of-sheet =
        { $how ->
            [divided] Trang tính “{ $sheet }” ghi đơn vị tính “{ $unit }” còn bảng này không ghi; biểu dùng “{ $own }”, mỗi số được chia cho { $factor }
           *[multiplied] Trang tính “{ $sheet }” ghi đơn vị tính “{ $unit }” còn bảng này không ghi; biểu dùng “{ $own }”, mỗi số được nhân với { $factor }
        }
    .rows =
        { $how ->
            [divided] Các dòng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số ở đó được chia cho { $factor }. Số ghi đúng theo đơn vị này thì không phải sửa gì; sửa đơn vị tính thì phải ghi lại cả các số
           *[multiplied] Các dòng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số ở đó được nhân với { $factor }. Số ghi đúng theo đơn vị này thì không phải sửa gì; sửa đơn vị tính thì phải ghi lại cả các số
        }
    .cell =
        { $how ->
            [divided] “{ $written }” ghi kèm đơn vị “{ $unit }”; số được chia cho { $factor }
           *[multiplied] “{ $written }” ghi kèm đơn vị “{ $unit }”; số được nhân với { $factor }
        }
    .own = “{ $written }” ghi kèm đơn vị “{ $unit }”, đúng đơn vị của biểu; đơn vị tính của bảng không áp dụng cho ô này

unit-mismatch =
    .meaning = Đơn vị tính của bảng mâu thuẫn với đơn vị tính của trường.
    .multiplier = Cột “{ $label }” ghi “{ $written }”, không phải lũy thừa mười của chỉ tiêu nào trong biểu; các dòng này ({ $count }) không được tính. Hãy ghi số theo đơn vị tính của biểu rồi xóa cột, hoặc ghi đơn vị tính của từng dòng bằng chữ, ví dụ “nghìn đồng”
    .multiplier-above = Dòng “{ $label }: { $written }” trên bảng không phải lũy thừa mười của chỉ tiêu nào trong biểu; các dòng số liệu ({ $count }) không được tính. Hãy ghi số theo đơn vị tính của biểu rồi xóa dòng này, hoặc ghi đơn vị tính bằng chữ, ví dụ “Đơn vị tính: nghìn đồng”
    .column = Đơn vị tính “{ $unit }” của cột mâu thuẫn với biểu (“{ $own }”); các dòng của bảng bị loại. Hãy ghi các số theo “{ $own }” rồi mới sửa đơn vị tính
    .column-of-name = Tên trang tính “{ $sheet }” ghi đơn vị tính “{ $unit }”, mâu thuẫn với biểu (“{ $own }”); các dòng của bảng bị loại. Hãy ghi các số theo “{ $own }” và đổi tên trang tính; nếu tên ấy có nghĩa khác thì chỉ cần đổi tên trang tính
    .row = Đơn vị tính “{ $unit }” của dòng mâu thuẫn với biểu (“{ $own }”); dòng bị loại. Hãy ghi số theo “{ $own }” rồi mới sửa đơn vị tính
    .cell = Đơn vị “{ $unit }” trong ô mâu thuẫn với đơn vị của cột; hãy ghi số theo đơn vị của biểu

unknown-area =
    .meaning = Đơn vị không có trong danh mục đơn vị hành chính.
    .blank = Dòng không ghi mã và tên đơn vị hành chính; hãy ghi mã hoặc tên, hoặc xóa dòng thừa
    .keep-zero = { $code } { $unit } (mã phải là văn bản, giữ số 0 ở đầu)
    .letter-in-code = Mã { $code } không có trong danh mục đơn vị hành chính ngày { $day }: có chữ “{ $letter }” lẫn trong các chữ số; nếu chỉ ghi chữ số thì là { $digits }
    .no-code = Mã { $code } không có trong danh mục đơn vị hành chính ngày { $day }
    .no-level = “{ $written }” không thuộc biểu này: `reports` của biểu chưa nêu cấp nào cho kỳ kết thúc ngày { $day }
    .no-name = “{ $name }” không có trong danh mục đơn vị hành chính ngày { $day }
    .other-level = Mã { $code } là { $unit } ({ $level }); biểu này báo cáo theo { $levels }
    .signs-in-code = Mã { $code } không có trong danh mục đơn vị hành chính ngày { $day }: có dấu hoặc chữ khác ngoài các chữ số của mã; hãy chỉ ghi { $digits }

unknown-form =
    .meaning = Không bảng nào của tệp có tên cột của một biểu đã khai báo.
    .letter = “{ $name }” không có bảng số liệu như các tệp khác trong tệp nén nên được bỏ qua; nếu cần tính, hãy gửi thành bảng theo biểu mẫu.
    .lost-letters = Tệp có các tên cột của biểu { $form }, nhưng { $count } tên đã mất chữ khi lưu tệp (“{ $written }”). Hãy mở tệp gốc, lưu lại thành .xlsx hoặc “CSV UTF-8” rồi gửi; lưu lại từ tệp này thì chữ vẫn mất.
    .nearest = Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo; gần nhất là biểu { $form } với { $matched } trên { $all } tên cột. Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.
    .named = Phần đầu ghi biểu { $form } nhưng không có bảng nào trong tệp mang tên cột của biểu này. Hãy dùng đúng biểu mẫu đó và giữ nguyên tên cột.
    .none = Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo. Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.
    .other-period = Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo; gần nhất là biểu { $form } với { $matched } trên { $all } tên cột; { $others } cột số liệu khác của biểu này chỉ có ở các cột ghi số lũy kế, số kế hoạch hoặc số của kỳ khác, không được lấy làm số của kỳ báo cáo. Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.
    .returned-list = Đây là danh sách những chỗ cần sửa đã gửi trả cho đơn vị, không phải biểu số liệu. Hãy gửi trang có biểu trong tệp đã nhận về; tệp nhận về chỉ có danh sách thì gửi lại tệp gốc đã sửa.
    .without-unit = Bảng có { $matched } trên { $all } tên cột của biểu { $form } nhưng không có cột nào cho biết mỗi dòng là của đơn vị nào ({ $labels }). Hãy thêm cột này, ghi mã hoặc tên đơn vị ở từng dòng, kể cả khi chỉ có một dòng.

unknown-period =
    .meaning = Kỳ báo cáo không được ghi ở đâu, hoặc không đọc được.
    .head-missing = Phần đầu bảng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo { $length }, hãy ghi đủ kỳ và năm theo mẫu
    .head-other = “{ $written }” không phải kỳ của biểu này, báo cáo theo { $length }; hãy ghi đủ kỳ và năm theo mẫu
    .head-no-year = “{ $written }” không ghi năm; biểu này báo cáo theo { $length }, hãy ghi thêm năm
    .head-short-year = “{ $written }” ghi năm thiếu chữ số; biểu này báo cáo theo { $length }, hãy ghi năm đủ bốn chữ số
    .head-two = Phần đầu bảng ghi hai kỳ khác nhau: { $first } và { $second }; không rõ kỳ nào đúng nên không đoán. Hãy chỉ ghi một { $length } là kỳ của báo cáo.
    .cell = “{ $written }” không phải kỳ đọc được; biểu này báo cáo theo { $length }, hãy ghi đủ kỳ và năm theo mẫu
    .cell-no-year = “{ $written }” không ghi năm; biểu này báo cáo theo { $length }, hãy ghi kỳ kèm năm
    .cell-short-year = “{ $written }” ghi năm thiếu chữ số; biểu này báo cáo theo { $length }, hãy ghi năm đủ bốn chữ số
    .cell-ditto = “{ $written }” thay cho ô ở trên nên không đọc được thành kỳ; biểu này báo cáo theo { $length }, hãy ghi đủ kỳ và năm ở từng dòng theo mẫu
    .cell-missing = Dòng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo { $length }, hãy ghi đủ kỳ và năm theo mẫu
    .cell-two-days = “{ $written }” có thể là hai ngày thuộc hai kỳ khác nhau: { $first } hoặc { $second }; không rõ ngày nào nên không đoán. Biểu này báo cáo theo { $length }, hãy ghi đủ kỳ và năm theo mẫu

unknown-sender =
    .meaning = Phần đầu bảng ghi đơn vị gửi không có trong danh mục; đơn vị gửi được suy từ các dòng.
    .head = “{ $written }” không phải là đơn vị hành chính ngày { $day }; đơn vị gửi được suy từ các dòng
    .suggestion = UBND huyện … hoặc UBND xã …

unread-cell =
    .meaning = Tệp có ô mà không đọc được giá trị: nội dung không đúng loại đã ghi, hoặc người mở tệp không nhìn thấy.
    .value = Ô được đánh dấu là số, giá trị logic hoặc chuỗi dùng chung nhưng “{ $written }” không phải; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .kind = Ô chứa “{ $written }” thuộc loại không nhận biết được; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .type = Cột có kiểu { $written }, không bảng nào chứa được; hãy ghi giá trị dưới dạng số, chữ hoặc ngày
    .moved = Dòng có nhiều ô hơn số cột nên các số từ “{ $written }” trở đi có thể nằm sai cột; trong bảng tính hãy chuyển các ô về đúng cột, trong tệp văn bản hãy đặt số có chứa dấu phân cách trong dấu ngoặc kép, rồi gửi lại
    .cut = Tệp kết thúc giữa dòng này, sau “{ $written }”, có thể mới là phần đầu của giá trị; tệp đã bị cắt: hãy gửi lại tệp đầy đủ
    .quotes = Dấu ngoặc kép mở ở đây lại đóng ở giữa một dòng sau (“{ $written }”), nên các dòng ở giữa không được đọc thành dòng riêng; hãy xóa dấu ngoặc kép, hoặc ghi hai dấu ("") cho mỗi dấu nằm trong ô có ngoặc
    .record = Ô bị hỏng nên không biết giá trị; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .twice = Tệp ghi ô này hai lần với hai giá trị: { $written }; không biết giá trị nào đúng
    .covered = Ô nằm dưới vùng gộp và chứa “{ $written }” mà trang tính không hiển thị; hãy bỏ gộp ô và kiểm tra lại số liệu
    .merged = “{ $written }” ghi trong vùng gộp { $cells } nên không rõ là số liệu của dòng, cột nào: hãy bỏ gộp ô và ghi số liệu của từng dòng, từng cột vào ô của nó
    .address = Ô chứa “{ $written }” không có địa chỉ trên trang tính nên không được đọc
    .position = Tệp có “{ $written }” nằm ngoài chỗ của dòng và ô nên không được đọc
    .said-below = Bên dưới { $count } dòng có ghi “{ $written }”: có thể bảng chưa đủ dòng. Hãy xuất lại đầy đủ bảng
    .envelope = Bên cạnh các dòng, tệp ghi “{ $written }”: có thể tệp chưa đủ dòng hoặc số liệu không theo đơn vị của biểu; hãy xuất đủ các dòng vào một danh sách, theo đơn vị của biểu
    .format = Ô chứa { $written } nhưng định dạng số của ô hiện ra một số khác; hãy nhập đúng số muốn báo cáo, với định dạng số thông thường
    .day-format = Ô lưu { $written } nhưng định dạng ô hiện ngày, tháng, năm hoặc giờ khác vì có chữ số viết sẵn trong định dạng; hãy nhập lại ngày đúng với định dạng dd/mm/yyyy
    .clock = Ô chứa { $written }, theo định dạng số của ô là giờ phút, trong khi cột này là số; hãy nhập con số muốn báo cáo, với định dạng số thông thường
    .other-figures = Ô chứa { $written }, nhưng định dạng số hiện kèm lời cho biết đó là kế hoạch, ước tính, lũy kế hoặc số của kỳ khác; hãy ghi số của kỳ này, theo định dạng số thường
    .replaced = Ô chứa { $written } nhưng định dạng số của ô không hiện số đó (để trống, hiện chữ, bỏ dấu trừ, thêm dấu hoặc dấu chấm); hãy nhập đúng giá trị muốn báo cáo, với định dạng số thông thường
    .unmended = “{ $written }” không phải giá trị trong tệp đã gửi trả và chưa được sửa; hãy ghi giá trị đúng, bỏ dấu “? ” ở đầu
    .appearance = Ô chứa số { $written } nhưng không biết chính xác chữ mà định dạng số của ô hiện ra; hãy gõ nguyên văn chữ đó vào ô có định dạng Văn bản (Text)
    .drawn = Ô để trống, còn “{ $written }” nằm đè lên ô trong hộp chữ hoặc ô đánh dấu (không phải giá trị của ô); hãy nhập giá trị vào ô
    .symbols = Ô chứa “{ $written }” với phông ký hiệu (Wingdings, Webdings, Symbol…) nên hiện ra ký hiệu khác; hãy nhập giá trị bằng phông chữ thường
    .bytes = Ô chứa các byte không phải là chữ (dạng thập lục phân: { $written }); hãy ghi cột này dưới dạng chữ UTF-8
    .gap-word = “{ $written }” là chữ mà phần mềm ghi thay cho ô không có giá trị, không phải nội dung của ô; hãy để trống ô, hoặc khai báo chữ này trong missingValues hay enum của trường
    .others =
        { $count ->
           *[other] Còn { $count } ô khác của trang tính không được đọc
        }

unread-row =
    .meaning = Các dòng trên hoặc dưới tên cột có giá trị nhưng không được đọc: dòng số liệu bị sắp xếp lên trên tên cột, ghi chú viết trong các cột, chữ đứng một mình giữa các dòng của danh mục, bảng khác, hoặc dòng tổng không có dòng nào để cộng.
    .above-labels = { $count } dòng số liệu, từ dòng { $row }, nằm trên dòng tên cột (dòng { $labels }) nên không được đọc; hãy chuyển tên cột lên trên tất cả các dòng
    .notes = { $count } dòng từ dòng { $row } nằm dưới các cột của bảng nhưng được hiểu là ghi chú nên không được đọc; nếu là số liệu, hãy ghi STT và tên đơn vị, rồi xóa chữ kết thúc bảng nằm phía trên
    .in-one-cell = { $count } dòng, từ dòng { $row }, dồn tất cả các ô vào một ô nên không được đọc; hãy tách ra các cột (Dữ liệu, Văn bản thành cột), hoặc ghi cả tệp với một dấu phân cách
    .beside = { $count } dòng, từ dòng { $row }, có mã, tên và số liệu của đơn vị nằm ngoài các cột của bảng nên không được đọc; hãy chuyển vào dưới các nhãn cột
    .only-totals = Mọi dòng có số của bảng đều là dòng tổng hoặc dòng của mục, không có dòng số liệu nào; hãy ghi các dòng số liệu, đánh số 1, 2, 3
    .lone-text = { $others ->
        [0] Dòng { $row } chỉ có “{ $written }”, không có STT như các dòng khác, nên không được coi là một dòng của danh mục; nếu là phần sau của tên thì hãy ghi vào ô tên, nếu là một dòng thì hãy đánh số
       *[other] Dòng { $row } chỉ có “{ $written }”, không có STT như các dòng khác, nên không được coi là một dòng của danh mục ({ $others } dòng khác cũng vậy); nếu là phần sau của tên thì hãy ghi vào ô tên, nếu là một dòng thì hãy đánh số
    }
    .nothing = { $others ->
        [0] “{ $written }” ở dòng { $row } không phải là tên nên không được tính; đơn vị được hiểu là không có gì để kê
       *[other] “{ $written }” ở dòng { $row } không phải là tên nên không được tính; đơn vị được hiểu là không có gì để kê ({ $others } dòng khác cũng vậy)
    }
    .moved-labels = Dòng { $row } (“{ $written }”) ghi lại tên cột của bảng này nhưng ở cột khác, nên các dòng bên dưới sẽ nằm dưới tên cột sai; các dòng đó không được đọc. Hãy đặt số liệu đúng dưới tên cột ở đầu bảng, hoặc ghi lại đủ các dòng tên cột
    .other-table = Từ dòng { $row } trở xuống là một bảng khác (“{ $written }”) không thuộc biểu nào, nên không đọc; nếu là số liệu của biểu này, hãy ghi lại đúng tên các cột của biểu

repaired-text =
    .meaning = Chữ do chương trình khác ghi sai ký hiệu đã được đọc theo đúng ý; không mất giá trị nào.
    .other-zone = “{ $written }” là lúc bắt đầu ngày { $day } theo giờ Việt Nam (UTC+7), được đọc là ngày đó
    .invisible = { $count } ô có ký tự ẩn không nhìn thấy được, ô đầu tiên được đọc là “{ $read }”; các ký tự này đã được bỏ qua
    .look-alike = { $count } ô có chữ cái trông giống chữ khác, ô đầu tiên ghi “{ $written }”, được đọc là “{ $read }”
    .full-width = { $count } ô có chữ và số toàn chiều rộng (kiểu Đông Á), ô đầu tiên ghi “{ $written }”, được đọc là “{ $read }”
    .order-of-marks = { $count } ô có dấu thanh đặt trước dấu của chữ cái, ô đầu tiên được đọc là “{ $read }”
    .formula = { $count } ô ghi chữ dưới dạng công thức, ô đầu tiên ghi “{ $written }”, được đọc là “{ $read }”
    .references = { $count } ô ghi chữ cái bằng mã số (như &#7883;), ô đầu tiên ghi “{ $written }”, được đọc là “{ $read }”
    .apostrophe = { $count } ô có dấu nháy đơn trước số, ô đầu tiên ghi “{ $written }”, được đọc là “{ $read }”
    .made-label = { $count } tên cột do chương trình tự đặt, ô đầu tiên ghi “{ $written }”, được đọc là “{ $read }”
    .made-label-of-none = { $count } tên cột do chương trình tự đặt, ô đầu tiên ghi “{ $written }”, được coi là ô trống
    .quoted-lines = Mỗi dòng của tệp là một ô trong dấu ngoặc kép; các dòng đã được tách thành từng ô
    .escaped-quotes = Dấu ngoặc kép trong ô được ghi sau dấu gạch chéo ngược; đã được đọc là dấu ngoặc kép
    .row-names = Mỗi dòng bắt đầu bằng một số không có tên cột (như R ghi tên dòng); tên cột được hiểu là của các ô sau số đó

repeated-arrival =
    .meaning = Hai dòng của arrivals.csv nêu cùng một tệp; dòng sau được dùng, trừ khi cùng nội dung đã được nhận với thời điểm trước.
    .lines = “{ $name }” cũng có ở dòng { $before }; dòng sau này được dùng, trừ khi cùng nội dung đã được nhận với thời điểm trước

unused-row =
    .meaning = Có dòng đúng mà không được dùng, vì một dòng khác đi cùng bị lỗi: khi một đơn vị có nhiều dòng, các dòng được tính cùng nhau.
    .unit = Có { $count } dòng đúng của kỳ { $period } không được dùng, vì một dòng khác của cùng đơn vị, hoặc dòng không rõ đơn vị, bị lỗi: các dòng được tính cùng nhau
    .vintage = Có { $count } dòng đúng của kỳ { $period }, loại số liệu { $vintage }, không được dùng, vì một dòng khác đi cùng bị lỗi: các dòng được tính cùng nhau

unlisted-arrival =
    .meaning = Tệp có trong vùng nhận nhưng arrivals.csv không nêu; thời điểm sửa tệp được coi là lúc nhận.
    .modified = Tệp không được nêu trong arrivals.csv; thời điểm sửa tệp được coi là lúc nhận

unreachable-object =
    .meaning = Vùng nhận có tệp này nhưng không đọc được nội dung; lần chạy sau sẽ thử lại.
    .changed = Tệp thay đổi trong lúc được đọc; lần chạy sau sẽ thử lại
    .forbidden = Không có quyền đọc; hãy cấp quyền đọc cho chương trình
    .gone = Tệp biến mất trước khi được đọc; lần chạy sau sẽ xem lại
    .other = Không đọc được; lần chạy sau sẽ thử lại

unread-arrival =
    .meaning = Một dòng của arrivals.csv, hoặc cả danh sách, không dùng được; tệp mà nó nêu, hoặc mọi tệp mới, phải chờ đến khi được sửa.
    .list = Danh sách này không dùng được: { $cause }. Các tệp mới trong vùng nhận phải chờ đến khi danh sách được sửa; các tệp đã nhận trước đó vẫn được tính
    .line = Dòng này không dùng được: { $cause }

unread-sheet =
    .meaning = Trang tính có số liệu nhưng không có tên cột của biểu nào; không được đọc.
    .no-form = Trang tính “{ $sheet }” có số liệu nhưng không có tên cột của biểu nào nên không được đọc; hãy thêm dòng tên cột, hoặc xóa trang nếu không dùng.
    .missing = Tệp có ghi tên trang tính “{ $sheet }” nhưng không chứa trang này; hãy kiểm tra rồi gửi lại tệp.
    .broken = Trang tính “{ $sheet }” bị hỏng hoặc bị cắt cụt nên không được đọc; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi.
    .too-many-labels = Trang tính có quá nhiều dòng giống tên cột nên không tìm hết được các bảng; trang không được dùng. Hãy tách bảng ra các trang riêng.

withdrawn-arrival =
    .meaning = Tệp đã bị rút lại, và nội dung đó được ghi lại vào vùng nhận, hoặc nằm ở đó dưới tên khác; không được tính.
    .renamed = Tệp có đúng nội dung của { $first }, đã bị rút lại lúc { $withdrawn }, và không được tính. Nếu tệp được gửi mới, hãy ghi thời điểm nhận vào arrivals.csv; nếu việc rút là sai, hãy chạy tinhso restore; nếu không, hãy xóa tệp khỏi vùng nhận
    .unchanged = Tệp được ghi lúc { $at }, sau khi bị rút lại lúc { $withdrawn }, nội dung không đổi, và không được tính. Nếu tệp được gửi lại, hãy ghi thời điểm nhận vào arrivals.csv hoặc chạy tinhso restore; nếu không, hãy xóa tệp khỏi vùng nhận

replaced-version =
    .meaning = Tệp ở vùng nhận lại có nội dung của một bản trước đó mà không có thời điểm nào muộn hơn: vùng nhận đã bị đưa về trạng thái cũ. Bản mới nhất được tính.
    .back = Tệp lại có đúng nội dung đã nhận ngày { $earlier }, và không có thời điểm nào sau bản mới nhất, { $newest }; bản mới nhất được tính. Nếu đúng là bản cũ, hãy ghi vào arrivals.csv thời điểm gửi lại; nếu không, hãy đưa bản mới nhất về chỗ cũ

unreadable-file =
    .meaning = Tệp không theo định dạng nào đọc được, hoặc kết thúc quá sớm.
    .archive-broken = Không giải nén được: tệp nén bị hỏng hoặc bị cắt ngắn; hãy nén lại bằng kiểu zip thông thường rồi gửi lại.
    .archive-no-zip = Tệp này là tệp nén không phải zip, không phải bảng tính; hãy giải nén và gửi các bảng số liệu, hoặc nén lại thành .zip.
    .archive-unsupported = Không giải nén được: tệp nén theo kiểu không hỗ trợ; hãy nén lại bằng kiểu zip thông thường rồi gửi lại.
    .archive-within = “{ $name }” là tệp nén nằm trong tệp nén nên không được mở; hãy giải nén rồi gửi lại.
    .attachment = “{ $name }” không phải bảng tính nên được bỏ qua; nếu tệp có số liệu, hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .broken = Không đọc được tệp: tệp bị hỏng theo cách chưa rõ; hãy mở bằng chương trình đã tạo tệp, lưu lại rồi gửi.
    .cut-short = Tệp bị cắt ngắn hoặc hỏng: không tìm thấy phần kết thúc của tệp; hãy mở lại bằng Excel, lưu và gửi lại.
    .gzip-broken = Tệp nén gzip bị hỏng nên không giải nén được; hãy nén và gửi lại.
    .gzip-cut-short = Tệp nén gzip bị cắt ngắn; hãy nén và gửi lại.
    .gzip-goes-on = Sau phần được nén, tệp còn có dữ liệu không nén nên có thể thiếu số liệu; hãy nén toàn bộ tệp và gửi lại.
    .json-broken = Tệp JSON sai cú pháp ở dòng { $line }, ký tự { $column }; hãy xuất và gửi lại.
    .json-cut-short = Tệp JSON bị cắt ngắn ở dòng { $line }; hãy xuất và gửi lại.
    .json-no-rows = Tệp JSON không có danh sách các dòng; hãy gửi một danh sách đối tượng, hoặc mỗi dòng một đối tượng.
    .json-too-deep = Tệp JSON có danh sách và đối tượng lồng nhau sâu hơn mức đọc được; hãy gửi một danh sách đối tượng phẳng.
    .month-first = Cột “{ $label }” ghi tháng trước ngày ở dòng { $line } (“{ $written }”), nên những ngày như 05/08/2025 có thể hiểu hai cách; cả tệp không được đọc. Hãy ghi mọi ngày theo ngày/tháng/năm rồi gửi lại.
    .moved-labels = Dòng { $line } ghi lại tên cột của tệp này nhưng ở cột khác, nên giá trị bên dưới sẽ bị hiểu thành cột khác; cả tệp không được đọc. Hãy gửi mỗi bản kết xuất thành một tệp riêng, hoặc xếp mọi dòng theo một dòng tên cột.
    .no-spreadsheet = Tệp này không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .no-text = Không nhận ra định dạng của tệp: không phải bảng tính, cũng không phải văn bản; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8.
    .no-worksheet = “{ $name }” không có trang tính nào; hãy kiểm tra rồi gửi lại.
    .pointer = Tệp chỉ ghi địa chỉ của một tài liệu lưu ở nơi khác (Google Drive, Git LFS), không có số liệu; hãy tải tài liệu đó về dạng .xlsx rồi gửi.
    .old-program = Tệp là bảng của một chương trình cũ (SYLK, DIF, dBASE, Lotus 1-2-3 hoặc Excel trước năm 1995); hãy mở bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi gửi lại.
    .open-quote = Dấu ngoặc kép mở ở dòng { $line } không đóng; hãy sửa dòng đó rồi gửi lại.
    .page = Tệp này là một trang HTML hoặc XML mang đuôi bảng tính, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .packing = Tệp được nén theo kiểu { $packing } nên ở đây không giải nén được; hãy nén lại bằng kiểu zip thông thường (Deflate) rồi gửi lại.
    .parquet = Không đọc được tệp Parquet: tệp bị hỏng hoặc bị cắt ngắn; hãy xuất lại rồi gửi lại.
    .parquet-packing = Không đọc được tệp Parquet: tệp nén theo kiểu { $packing }, kiểu này không hỗ trợ; hãy xuất lại, nén bằng zstd, snappy, gzip, lz4 hoặc brotli.
    .part = Không đọc được tệp: phần “{ $part }” bị hỏng theo cách chưa rõ; hãy mở bằng chương trình đã tạo tệp, lưu lại rồi gửi.
    .pdf = Tệp này là tệp PDF, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .picture = Tệp này là tệp ảnh, không phải bảng tính; hãy nhập số liệu vào tệp .xlsx hoặc .csv rồi gửi lại.
    .rtf = Tệp này là văn bản RTF, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .text-broken = Tệp văn bản có chữ hỏng ở dòng { $line }; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8.
    .text-zeros = Từ dòng { $line } tệp có { $count } byte số không thay cho chữ: một phần của tệp đã mất khi ghi hoặc khi truyền; hãy gửi lại tệp đầy đủ
    .text-cut-short = Tệp văn bản bị cắt ngắn giữa một chữ; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8.
    .iwork = Tệp là tài liệu của Apple Numbers, Pages hoặc Keynote; hãy xuất ra sổ tính Excel (.xlsx) rồi gửi tệp đó.
    .word = Tệp này là văn bản Word, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .workbook = Không đọc được bảng tính: tệp bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.
    .workbook-no-package = Không đọc được bảng tính: gói tệp nén bên trong bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.
    .workbook-packing = Tệp bảng tính được nén theo kiểu { $packing }, không chương trình bảng tính nào nén như vậy, nên ở đây không giải nén được; hãy mở bằng chương trình đã tạo tệp, lưu lại thành .xlsx thông thường rồi gửi lại.
    .workbook-records = Không đọc được bảng tính: các bản ghi bên trong không nối tiếp nhau, tệp bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.
    .workbook-shared-part = Không đọc được bảng tính: hai trang tính dùng chung một phần của tệp; hãy mở lại bằng Excel, lưu và gửi lại.
    .two-of-one-name = Tệp có hai tệp trùng tên với nội dung khác nhau, hoặc có tệp khác nối vào trước hay sau nó, nên không rõ phải đọc tệp nào; hãy gửi riêng từng tệp, hoặc nén lại trong một tệp zip, mỗi tệp một tên.

## Dùng chung trong các phát hiện: giới hạn, cấp đơn vị, đơn vị tính, độ dài của kỳ.

finding-in-column = { $finding } ({ $others } ô khác trong cột cũng vậy)

finding-in-total = Dòng tổng, không được đối chiếu: { $finding }

finding-more = Còn { $count } chỗ nữa có lỗi này

level-commune = cấp xã

level-district = cấp huyện

level-province = cấp tỉnh

limit-bytes = { $limit } byte (max_bytes)

limit-cells = { $limit } ô (max_cells)

limit-columns = { $limit } cột trong một dòng

limit-files = { $limit } tệp

limit-lines = { $limit } dòng

limit-unpacked = { $limit } byte khi giải nén (max_unpacked)

period-length =
    { $frequency ->
        [month] tháng
        [quarter] quý
        [half-year] 6 tháng
       *[year] năm
    }

unit-multiple =
    .thousand = nghìn { $unit }
    .million = triệu { $unit }
    .billion = tỷ { $unit }
    .power = 10^{ $power } { $unit }

unit-word =
    .commune = xã
    .day = ngày
    .dossier = hồ sơ
    .enterprise = doanh nghiệp
    .ha = ha
    .hour = giờ
    .household = hộ
    .household-business = hộ kinh doanh
    .kg = kg
    .km = km
    .km2 = km2
    .kwh = kWh
    .litre = lít
    .m2 = m2
    .m3 = m3
    .metre = m
    .minute = phút
    .month = tháng
    .percent = %
    .person = người
    .point = điểm
    .product = sản phẩm
    .service = dịch vụ
    .tonne = tấn
    .village = thôn, bản
    .vnd = đồng
    .year = năm

## Lỗi làm dừng một lần chạy.

# Các dòng của arrivals.csv; các chữ này vào câu unread-arrival.
arrivals =
    .columns = có { $count } cột; hãy ghi object,received_at
    .future = `{ $written }` nằm trong tương lai; “{ $name }” phải chờ đến khi dòng này được sửa, trừ khi đã được nhận từ trước
    .header = dòng tên cột là `{ $written }`; hãy ghi object,received_at
    .no-file = đây không phải là một tệp thông thường; hãy đặt chính danh sách vào đây, hoặc bỏ đi
    .no-instant = `{ $written }` không phải là thời điểm; hãy ghi như 2025-04-15T08:30:00+07:00
    .no-object = chưa ghi tên tệp (object)
    .not-utf-8 = tệp không theo UTF-8; hãy lưu tệp theo UTF-8
    .unreadable = không đọc được dòng này: { $words }

error-damaged = { $object } bị hỏng: { $cause }

error-declarations = khai báo có { $count } lỗi; chưa công bố gì
    .at-hand = khai báo hiện nay có { $count } lỗi; hãy sửa rồi hỏi lại, các lần chạy đã công bố vẫn nguyên

error-engine = không tính được { $subject }: { $cause }

error-locked = một lần chạy khác đang ghi vào { $warehouse }; hãy thử lại khi nó xong

error-locked-by = một lần chạy khác đang ghi vào { $warehouse } từ { $since }: tiến trình { $process } trên máy { $host }; hãy thử lại khi nó xong (nếu nó đã chết, kho sẽ được trả lại lúc { $ends })

no-plain-file-to-write = { $file } không phải là tệp thường nên không ghi vào được; hãy chọn tệp khác

not-a-plain-file = { $file } không phải là tệp thường; chỉ tệp thường mới được đọc

nested-places = vùng nhận { $landing } và kho { $warehouse } nằm trong nhau nên lần chạy nào cũng sẽ đọc lại những gì lần trước ghi ra; hãy đặt chúng cạnh nhau

warehouse-in-declarations = kho { $warehouse } nằm trong { $folder }, là thư mục chứa khai báo, nên những gì lần chạy ghi ra sẽ bị đọc như khai báo; hãy đặt kho vào thư mục riêng
landing-in-declarations = vùng nhận { $landing } nằm trong { $folder }, là thư mục chứa khai báo, nên tệp gửi đến sẽ bị đọc như khai báo; hãy đặt vùng nhận vào thư mục riêng
declarations-in-landing = vùng nhận { $landing } chứa { $folder }, là thư mục chứa khai báo, nên khai báo sẽ bị đọc như tệp gửi đến; hãy đặt vùng nhận vào thư mục riêng

error-no-project = không có tinhso.toml trong { $folder } hay thư mục trên; hãy chỉ dự án bằng --project DIR

error-program = một bảng kết quả không đúng cấu trúc nên chưa công bố gì; hãy báo lỗi này: { $cause }

cause =
    .not-there = không có ở đó
    .no-folder = không phải là thư mục
    .shorter = tệp ngắn đi trong lúc đang đọc
    .not-given = nơi nhận không trả tệp này
    .taken = đã có tệp mang tên này
    .written-before = đã được ghi trước đó
    .swept-away = đã bị dọn mất
    .no-manifest = thiếu bản kê (manifest)
    .current = đây là lần chạy hiện hành
    .no-digest = tên không phải là mã SHA-256
    .no-name = không phải là tên tệp
    .outside-warehouse = tên không nằm trong kho số liệu
    .outside-project = tên không nằm trong dự án
    .denied = kho lưu trữ không cho phép truy cập
    .credentials = kho lưu trữ không chấp nhận thông tin đăng nhập
    .another-writes = có tiến trình khác đang ghi vào đó

damage =
    .not-written = nội dung không phải do một lần chạy ghi ra
    .not-published = không còn như khi công bố; tinhso verify { $run } cho biết còn gì khác, tinhso run làm lại lần chạy hiện hành từ sổ tiếp nhận và kho lưu
    .pointer = tệp ghi lần chạy { $run } nhưng dẫn tới { $path }, nên người đọc thấy lần chạy khác với tinhso; hãy xóa tệp này, lần chạy sau sẽ tạo lại và thông báo
    .lease = không rõ tiến trình nào đang giữ quyền ghi; hãy xóa tệp này khi không có lần chạy nào đang diễn ra, lần chạy sau sẽ tạo lại
    .ledger-missing = thiếu tệp này, trong khi có tệp sau; hãy khôi phục từ bản sao lưu
    .ledger-end = thiếu tệp này: { $stated } ghi sổ tiếp nhận có { $files } tệp; hãy khôi phục từ bản sao lưu
    .ledger-last = tệp có SHA-256 { $found }, còn { $stated } ghi { $due }; hãy khôi phục từ bản sao lưu
    .ledger-link = tệp nối tiếp tệp có SHA-256 { $after }, còn { $before } ngay trước có { $found }; hãy khôi phục cả hai từ bản sao lưu
    .ledger-first = đây là tệp đầu, lại nối tiếp tệp có SHA-256 { $after }; hãy khôi phục từ bản sao lưu
    .ledger-no-link = tệp không ghi SHA-256 của tệp trước; hãy khôi phục từ bản sao lưu
    .ledger-behind = phần sau { $last } đã mất, hoặc { $last } không còn như cũ; hãy khôi phục từ bản sao lưu
    .ledger-all = mọi tệp của sổ đã mất; hãy khôi phục từ bản sao lưu
    .ledger-counted = lần chạy hiện hành { $run } tính { $object } nhận lúc { $at }, mà sổ không còn; { $cause }
    .ledger-withdraws = không có lượt tiếp nhận được rút hoặc khôi phục
    .ledger-corrects = không có lượt tiếp nhận được sửa giờ
    .ledger-twice = lượt tiếp nhận này đã có
    .ledger-keys = `corrects` chỉ đi với lượt sửa giờ, `at` chỉ đi với lượt rút và khôi phục
    .line-cut = dòng bị cắt dở
    .no-digest = `{ $found }` không phải SHA-256
    .no-instant = `{ $found }` không phải một thời điểm

cause-system =
    .not-found = không có tệp hoặc thư mục này
    .denied = không có quyền
    .exists = đã có sẵn
    .no-folder = một phần của đường dẫn không phải là thư mục
    .folder = đây là thư mục
    .not-empty = thư mục không trống
    .read-only = hệ thống tệp chỉ cho đọc
    .full = hết chỗ trên ổ đĩa
    .quota = đã dùng hết hạn mức ổ đĩa
    .too-large = tệp quá lớn
    .name = tên không được phép dùng
    .timed-out = quá thời gian chờ
    .refused = kết nối bị từ chối
    .cut = kết nối bị ngắt
    .unreachable = không tới được mạng hoặc máy chủ

error-store =
    .archive = không lưu trữ được { $object }: { $cause }
    .cache = không mở được bộ nhớ đệm { $object }: { $cause }
    .create = không tạo được { $object }: { $cause }
    .landing = không mở được nơi nhận { $object }: { $cause }
    .list = không liệt kê được { $object }: { $cause }
    .lock = không khóa được { $object }: { $cause }
    .read = không đọc được { $object }: { $cause }
    .remove = không xóa được { $object }: { $cause }
    .run = không mở được lần chạy { $object }: { $cause }
    .use = không dùng được { $object }: { $cause }
    .warehouse = không tạo được kho số liệu { $object }: { $cause }
    .write = không ghi được { $object }: { $cause }

# tinhso init
init-province =
    .code = mã tỉnh `{ $written }` không đúng; hãy ghi hai chữ số, ví dụ 11
    .name = “{ $written }” không phải tên tỉnh

error-subject =
    .checks = các phép kiểm tra của biểu { $form }
    .lines = các dòng của biểu { $form }

## Lỗi của khai báo: `check` báo mỗi lỗi một dòng, sau tên tệp và số dòng.

# findings/fault.rs, và các câu mà nhiều tệp nguồn cùng dùng.
fault =
    .did-you-mean = có phải là `{ $name }`?
    .no-level = `{ $level }` không phải là một cấp trong danh mục đơn vị hành chính
    .write = hãy ghi { $text }

# project/load.rs
fault-file =
    .no-form = dự án chưa khai báo biểu nào
    .passed-over = tệp này không được đọc: chỉ đọc { $read }
    .passed-over-folder = không tệp nào trong thư mục này được đọc: chỉ đọc { $read }
    .refused = có giá trị không hợp lệ: { $words }
    .syntax = sai cú pháp ở ký tự thứ { $column }: { $words }

# findings/library_words.rs
library-words =
    .after-end = còn nội dung sau khi đã hết
    .backreference = không dùng được `\1` và các ký hiệu tương tự
    .bare-key = khóa chỉ gồm chữ cái không dấu, chữ số, `-`, `_`, hoặc phải đặt trong dấu ngoặc kép
    .colon = thiếu `:` sau một khóa
    .comma = thiếu `,`, hoặc thiếu `{ $closing }` ở cuối
    .control = trong chuỗi ký tự có dấu xuống dòng hoặc dấu tab; hãy ghi \n hoặc \t
    .ends-early = tệp kết thúc khi còn phần chưa đóng
    .equals = thiếu `=` sau một khóa
    .escape = dấu \ đứng trước một ký tự không có nghĩa; muốn ghi chính dấu \ hãy ghi hai lần
    .key-twice = một khóa được ghi hai lần
    .last-comma = thừa dấu `,`
    .look-around = không dùng được `(?=`, `(?!` và các ký hiệu tương tự
    .nests = lồng nhau quá sâu
    .no-value = một khóa không có giá trị
    .number = có số viết không đúng cách
    .number-large = số { $number } quá lớn so với ý nghĩa của nó
    .number-negative = số { $number } nhỏ hơn 0, ở đây không được dùng
    .other = “{ $words }”
    .quoted-key = khóa phải đặt trong dấu ngoặc kép
    .quoted-value = thiếu giá trị, hoặc chuỗi ký tự không đặt trong dấu ngoặc kép
    .range = khoảng như [z-a] có cuối đứng trước đầu
    .repetition = trước `*`, `+`, `?` hoặc số lần lặp không có gì
    .unclosed = thiếu `{ $sign }` ở cuối
    .unopened = thiếu `{ $sign }` ở trước
    .value = thiếu giá trị, hoặc giá trị không được biết: chuỗi ký tự phải đặt trong dấu ngoặc kép
    .wants-boolean = ở đây phải là true hoặc false
    .wants-list = ở đây phải là danh sách, trong ngoặc vuông
    .wants-number = ở đây phải là số
    .wants-table = ở đây phải là bảng gồm các khóa và giá trị
    .wants-text = ở đây phải là chữ, trong dấu ngoặc kép
    .wants-whole-number = ở đây phải là số nguyên, không có dấu ngoặc kép

# project/check/decisions.rs
fault-decision =
    .cell = `{ $written }` không phải là ô; hãy ghi như F7, hoặc số dòng khi dùng `keep`
    .code-of-value = quyết định về { $cell } sửa giá trị; `code` chỉ dùng với `keep`
    .digest = `{ $written }` không phải là mã SHA-256 gồm 64 chữ số thập lục phân
    .digest-write = chép từ bảng submissions hoặc từ sha256sum của { $object }
    .empty = `{ $key }` của quyết định về { $cell } bị bỏ trống
    .future = quyết định về { $cell } ghi ngày { $day } trong khi hôm nay là { $today }: chưa ai quyết định như vậy
    .keep-false = quyết định về { $cell } không giữ gì
    .nothing = quyết định về { $cell } không quyết định gì
    .other-object = mã SHA-256 là của { $other }, không phải của { $object }
    .twice = ô { $cell } của { $object } được quyết định hai lần
    .twice-write = một trong hai: `value` để ghi giá trị khác, hoặc `keep` để giữ nội dung đã gửi; để chấp nhận một phát hiện của giá trị mới, hãy ghi mã phát hiện vào `code`
    .value-and-keep = quyết định về { $cell } vừa sửa vừa giữ giá trị

# project/written/keys.rs: các khóa và các từ.
fault-key =
    .blank = chữ ở đây để trống, phải ghi
    .either = { $first } hoặc { $second }
    .empty-list = danh sách rỗng; hãy bỏ khóa này, hoặc ghi các giá trị được phép
    .kind = giá trị đang là { $found }, ở đây cần { $wanted }
    .missing = thiếu khóa `{ $key }`
    .one-sign = `{ $written }` không phải là một ký tự
    .range = { $written } không nằm trong khoảng từ { $least } đến { $most }
    .too-small = { $written } nhỏ hơn { $least }
    .unknown = ở đây không có khóa `{ $key }`
    .word = `{ $written }` không thuộc các từ được dùng ở đây: { $known }

fault-kind =
    .array = danh sách
    .boolean = true hoặc false
    .integer = số nguyên
    .null = null
    .number = số
    .object = nhóm khóa
    .string = chuỗi ký tự

# project/written/keys.rs: các giá trị có cách viết riêng.
fault-value =
    .day = `{ $written }` không phải là ngày; hãy ghi như 2025-07-01
    .day-quoted = ngày { $written } phải đặt trong dấu ngoặc kép
    .duration = `{ $written }` không phải là khoảng thời gian theo ISO 8601 tính bằng ngày hoặc tuần; hãy ghi như P5D hoặc P2W
    .geography = `{ $written }` không phải là một bản đồ; hãy ghi as-reported hoặc một ngày như 2025-07-01
    .merge = `{ $written }` không phải là quy tắc gộp; hãy ghi sum, any, all, max, min hoặc `mean by TRƯỜNG`
    .number = `{ $written }` không phải là số nhỏ hơn 10^15 có nhiều nhất 12 chữ số thập phân
    .period = `{ $written }` không phải là kỳ; hãy ghi như 2025, 2025-S1, 2025-Q3 hoặc 2025-07
    .stop-if = `{ $written }` không phải là tỷ lệ dòng; hãy ghi số dòng như 12, hoặc tỷ lệ như "5 %" (trên 0, không quá 100)
    .settle = `{ $written }` không phải là khoảng thời gian theo ISO 8601 tính bằng giờ, phút, giây, nhiều nhất một ngày; hãy ghi như PT1M hoặc PT30S
    .time-limit = `{ $written }` không phải là khoảng thời gian ISO 8601 từ một giây đến một giờ; hãy ghi PT30S

# project/check/about_checks.rs, query/idle_checks.rs
fault-check =
    .always-missing = không dòng được dùng nào của lần chạy mới nhất có thể sai điều kiện { $name }: mọi dòng đều thiếu { $fields }
    .contradicts = không dòng nào vừa đúng điều kiện { $name } vừa đúng { $others }
    .joins-nothing = điều kiện { $name } nối với biểu { $form } (`with`) mà không nêu trường nào của biểu đó: hãy ghi "{ $form }".trường, hoặc bỏ `with`
    .never-decided = không dòng được dùng nào của lần chạy mới nhất có thể sai điều kiện { $name }: dòng nào cũng thiếu một giá trị mà điều kiện cần
    .never-fails = mọi dòng đúng ràng buộc của các trường đều đúng điều kiện { $name }
    .never-holds = không dòng nào đúng ràng buộc của các trường mà đúng điều kiện { $name }
    .no-rows = lần chạy mới nhất không có dòng được dùng nào của biểu { $form }, nên các điều kiện của biểu chưa kiểm tra gì: { $names }
    .repeats = điều kiện { $name } không nói gì thêm so với { $others }

# project/check/odd_shares.rs
fault-share =
    .exchanged = mẫu số của chỉ tiêu `{ $name }` là một phần của tử số, nên không số liệu nào dưới 100 phần trăm: tử số và mẫu số bị viết ngược
    .same = tử số và mẫu số của chỉ tiêu `{ $name }` giống hệt nhau: thương luôn bằng 1
    .two-levels = chỉ tiêu `{ $name }` đếm đơn vị cấp `{ $counted }` rồi chia cho số đơn vị cấp `{ $level }`: đó không phải là phần trăm

# project/check/about_targets.rs
fault-target =
    .day = không đơn vị nào mang mã `{ $code }` vào ngày { $day }, nên không số liệu nào được so với mục tiêu này
    .geography = mục tiêu theo bản đồ { $asked }, mà số liệu được công bố theo { $published } (`geographies` trong tinhso.toml): không số liệu nào được so với mục tiêu này
    .level = mục tiêu đặt cho `{ $code }` (cấp { $level }), mà chỉ tiêu `{ $name }` được công bố cho { $published }: không số liệu nào được so với mục tiêu này
    .no-unit = mục tiêu đặt cho mọi đơn vị cấp { $level }, mà ngày { $day } không có đơn vị nào ở cấp này: không số liệu nào được so với mục tiêu này
    .period = mục tiêu đặt cho một { $asked }, mà chỉ tiêu `{ $name }` được công bố theo { $published }: không số liệu nào được so với mục tiêu này
    .share = mục tiêu là { $value } { $unit }. Nếu đó là tỷ lệ viết dưới dạng số thập phân, hãy ghi `{ $write }`; nếu kế hoạch bắt đầu từ mức dưới 1, hãy ghi mức đó bằng `baseline`

# project/check/mod.rs
fault-project =
    .debris-everything = mẫu tên `{ $pattern }` trong `debris` khớp với mọi tên: sẽ không đọc được tệp nào
    .debris-path = mẫu tên `{ $pattern }` trong `debris` có dấu `/`; mẫu được so với tên tệp và tên thư mục, không so với đường dẫn
    .file-name = `{ $name }` trở thành tên tệp: tên không được để trống, không được bắt đầu bằng dấu chấm, không được có `/`, `\`, ký tự điều khiển, và không dài quá 200 byte
    .geography-twice = bản đồ { $geography } được khai báo hai lần
    .map-empty = danh mục không có đơn vị nào có hiệu lực vào ngày { $day }
    .map-older = bản đồ ngày { $day } cũ hơn bản đồ ngày { $newest }: chưa quy đổi được số liệu mới về bản đồ cũ
    .no-geography = chưa khai báo bản đồ nào
    .limit-zero = với giới hạn { $limit } = 0 thì tệp nào cũng quá lớn; hãy bỏ đi, hoặc ghi mức tối đa cho một tệp
    .on-finish-zero = lệnh của on_finish có byte 0 (\u0000) nên không khởi động được chương trình nào
    .on-finish = lệnh của on_finish không nêu chương trình nào
    .province = `province` ghi mã `{ $code }`, không phải là mã của đơn vị cấp cao nhất nào trong danh mục
    .two-forms = hai biểu cùng mang tên `{ $name }`
    .two-pipelines = hai quy trình cùng mang tên `{ $name }`

# project/check/form.rs
fault-form =
    .added-shares = trường `{ $field }` tính bằng phần trăm mà là flow: phần trăm của các tháng và của các đơn vị nhập lại sẽ bị cộng
    .added-shares-write = "measure": "rate"; nếu là stock lấy giá trị cuối thì thêm "merge": "max", "min" hoặc "mean by TRƯỜNG"
    .area-beside = trường `{ $field }` có vai trò `area` trong khi một trường khác cũng chứa đơn vị hành chính
    .area-twice = hai trường cùng có vai trò `area`, là vai trò của cột duy nhất chứa mã hoặc tên đơn vị
    .area-twice-write = ở trường `{ $field }` hãy ghi "role": "{ $role }"
    .bound = `{ $bound }` không phải là giới hạn so sánh được với giá trị
    .categories-ordered = trường `{ $field }` có `categoriesOrdered` mà không có `categories`
    .decimal-sign = trường `{ $field }` chưa nêu dấu thập phân, mà các dòng được đọc lần lượt, không so sánh với nhau
    .decimal-sign-write = "decimalChar": "," hoặc "decimalChar": "."
    .delimiter = `delimiter` của `{ $field }` rỗng
    .directive = định dạng của `{ $field }` có `{ $directive }`, là ký hiệu không được biết
    .barren-day = không có chữ nào đọc được thành ngày theo mẫu { $format } của `{ $field }`: mẫu phải có năm (%Y hoặc %y), và có tháng (%m) nếu có ngày
    .barren-time = không có chữ nào đọc được thành giờ theo mẫu { $format } của `{ $field }`: mẫu phải có giờ (%H, hoặc %I cùng %p)
    .barren-datetime = không có chữ nào đọc được thành ngày giờ theo mẫu { $format } của `{ $field }`: mẫu phải có năm (%Y hoặc %y), có tháng (%m) nếu có ngày, và có giờ (%H, hoặc %I cùng %p)
    .names-by-case = `{ $field }` và `{ $other }` là tên của hai cột chỉ khác nhau ở chữ hoa, chữ thường: DuckDB và câu SQL do `plan` in ra sẽ lấy cột này thay cột kia
    .empty-key = `{ $property }` có một khóa không có trường nào
    .example = `{ $example }` không thể là ví dụ của `{ $field }`: không phải là { $kind }
    .first-period = `first_period` không phải là kỳ { $length }
    .format = `{ $format }` không phải là định dạng của kiểu { $kind } (`{ $field }`)
    .item-type = các mục của `{ $field }` không thể thuộc kiểu { $kind }
    .json-schema = jsonSchema của `{ $field }` có `{ $keyword }`, không được biết hoặc không hợp lệ
    .key-of-lines = biểu gồm từng dòng không có `primaryKey`: các dòng không được so sánh với nhau
    .key-of-lines-write = hãy bỏ `primaryKey`
    .key-unknown = `primaryKey` ghi `{ $key }`, không phải là một trường
    .label-missing = nhãn “{ $label }” của giá trị `{ $value }` thuộc `{ $field }` là chữ ghi khi không có giá trị, nên được đọc là không có giá trị
    .label-of-another = nhãn “{ $label }” của giá trị `{ $value }` thuộc `{ $field }` lại là một giá trị khác, `{ $other }`, nên được đọc là giá trị đó
    .label-twice = hai giá trị của `{ $field }` cùng có nhãn “{ $label }”, nên nhãn này không được đọc là giá trị nào
    .listed-missing = giá trị `{ $value }` của `{ $field }` là chữ ghi khi không có giá trị (missingValues), nên luôn được đọc là không có giá trị
    .levels = `{ $key }` chưa nêu cấp nào, hoặc nêu một cấp hai lần
    .lines-alone = `lines` chỉ dùng cho biểu có grain = "line"
    .lines-rate = số dòng chỉ có thể là `flow` hoặc `stock`
    .listed-twice = `{ $key }` của `{ $field }` có `{ $value }` hai lần
    .listed-type = `{ $key }` của `{ $field }` có `{ $value }`, không phải là { $kind }
    .measure-missing = trường số `{ $field }` chưa có `measure`
    .measure-missing-write = hãy ghi measure là flow, stock hoặc rate
    .measure-type = trường `{ $field }` có `measure` nhưng kiểu lại là { $kind }
    .measure-type-write = hãy ghi type là integer hoặc number; với boolean, date, year thì measure là stock
    .missing-status = “{ $value }” là không có giá trị, còn { $status } là trạng thái của một giá trị
    .missing-status-write = O (chưa rõ), L (không thu thập) hoặc M (không thể phát sinh)
    .missing-number-twice = missingValues ghi hai nguyên nhân cho cùng một số, “{ $one }” và “{ $other }”
    .missing-twice = missingValues ghi hai nguyên nhân hoặc hai nhãn cho “{ $value }”
    .merged-shares = trường `{ $field }` tính bằng phần trăm mà quy tắc gộp là sum: phần trăm của các đơn vị nhập lại sẽ bị cộng
    .merged-by = trường `{ $field }` được gộp theo `{ $weight }`, không phải là trường số liệu
    .no-listed-value = không giá trị nào trong `{ $key }` của trường `{ $field }` đáp ứng được các ràng buộc còn lại
    .no-value = không giá trị nào của trường `{ $field }` đáp ứng được ràng buộc: { $one } và { $other } loại trừ nhau
    .no-units = biểu không có trường đơn vị hành chính nên mọi dòng là của tỉnh: biểu chỉ báo cáo cấp { $level }, ở mọi thời điểm
    .no-units-write = hãy ghi { $reports }, hoặc thêm một trường có vai trò area
    .no-sender = biểu có hạn nộp, nhưng `submits` chưa nêu đơn vị gửi
    .no-sender-write = hãy thêm `submits`
    .not-of-role = `{ $property }` không có nghĩa với `{ $field }` có vai trò { $role }
    .not-of-type = `{ $property }` không có nghĩa với `{ $field }` thuộc kiểu { $kind }
    .pattern = không đọc được `pattern` là `{ $pattern }` của trường `{ $field }`: { $words }
    .power-of-shares = trường `{ $field }` tính bằng phần trăm, đơn vị này không có `multiplier`
    .unit-in-words = đơn vị tính của `{ $field }` ghi bằng chữ là “{ $written }” chứ không phải bằng mã: số liệu ghi theo đơn vị khác ở phần đầu bảng và trong ô sẽ không được quy đổi, và 45% không được nhận
    .reference-count = khóa ngoại phải có số trường bằng số trường được tham chiếu
    .reference-field = khóa ngoại tham chiếu `{ $field }`, là trường mà `{ $resource }` không có
    .reference-lines = khóa ngoại tham chiếu `{ $resource }`, là biểu mà các dòng không được giữ lại
    .reference-resource = khóa ngoại tham chiếu `{ $resource }`, không phải là biểu, cũng không phải `registry`
    .reserved = `{ $field }` là tên cột có sẵn của mọi bảng, hoặc tên cột được tạo từ một trường
    .reserved-write = hãy chọn tên khác
    .role-twice = hai trường cùng có vai trò { $role }
    .role-write = "role": "area-code" hoặc "role": "area-name"
    .rules-of-lines = biểu gồm từng dòng không có `rules`: các dòng không được giữ lại để so với các kỳ trước hay đơn vị khác
    .rules-of-lines-write = hãy bỏ `rules`
    .rule-factor = `{ $key }` là { $written }; phải lớn hơn 1 và không quá { $most }
    .rule-least = `{ $key }` là { $written }; phải từ { $least } trở lên
    .rule-most = `{ $key }` là { $written }; không được quá { $most }
    .scale = trường `{ $field }` giữ quá 6 chữ số thập phân
    .scale-write = hãy ghi scale không quá 6
    .severity-unusable = `{ $code }` không thể là warning hay note: dòng không xác định được đơn vị thuộc nơi gửi, không xác định được kỳ, hoặc trùng khóa với dòng khác thì không vào số liệu nào
    .severity-unusable-write = hãy bỏ mục này: đây luôn là error
    .severity-of-check = mức độ của `check-failed` do từng `[[check]]` quyết định
    .severity-of-check-write = hãy ghi `severity` trong `[[check]]`
    .severity-of-no-form = phát hiện `{ $code }` không thuộc biểu nào: mức độ này không có tác dụng
    .severity-write = hãy bỏ mục này
    .sign = `{ $key }` của trường `{ $field }` là “{ $sign }”, là ký tự có nghĩa khác trong một số
    .sign-write = "{ $key }": "," hoặc "{ $key }": "."
    .shared-label = `{ $field }` có nhãn “{ $label }” của `{ $other }`: cột có nhãn này sẽ không thuộc trường nào; hãy đặt cho mỗi trường một nhãn riêng
    .signs = trường `{ $field }` dùng một dấu cho cả hàng nghìn và phần thập phân
    .since-order = các mục của `{ $key }` phải theo thứ tự ngày
    .two-fields = hai trường cùng mang tên `{ $field }`
    .true-and-false = `{ $value }` vừa thuộc trueValues vừa thuộc falseValues của `{ $field }`
    .unique-of-lines = `{ $property }`: các dòng không được so sánh với nhau hay với biểu khác
    .unknown-of-key = { $property } nêu `{ $key }`, không phải là trường
    .vintage-of-lines = biểu gồm từng dòng không có `vintage`
    .vintage-type = `{ $field }` có vai trò `vintage`, với các giá trị E, P và A, nhưng kiểu của nó là { $kind }
    .merge-of-lines = trường `{ $field }` có `merge` khác `sum` nhưng thuộc biểu gồm từng dòng: số liệu của đơn vị sáp nhập được tính từ các dòng của mọi đơn vị cũ
    .merge-of-lines-write = hãy bỏ `merge`
    .merge-of-rate = trường `{ $field }` có measure là rate, không bao giờ được cộng: `merge` không thể là `sum`
    .merge-of-rate-write = hãy ghi `mean by TRƯỜNG`, `max` hoặc `min`, hoặc bỏ `merge`
    .merge-type = `{ $field }` có kiểu { $kind }, không gộp được bằng { $merge }
    .merge-type-write = hãy ghi `all`, `any`, `min` hoặc `max` cho boolean, `min` hoặc `max` cho ngày hay năm có measure stock, measure cho số, và không ghi merge cho chữ
    .placeholder = `{ $field }` có { $written } trong tên cột, không thay cho gì cả

# project/check/pipeline.rs
fault-pipeline =
    .baseline = mốc so sánh (`baseline`) phải trước kỳ của mục tiêu
    .breakdown-denominator = mẫu số lấy từ biểu `{ $form }`, là biểu không được phân tổ
    .breakdown-field = `{ $field }` không phải là trường có `enum` của biểu `{ $form }` nên không rõ các giá trị để phân tổ
    .breakdown-target = mục tiêu được so với một số liệu, không so với các số liệu phân tổ
    .calendars = tử số và mẫu số theo hai lịch khác nhau
    .coverage-levels = tử số do { $numerator } báo cáo, mẫu số do { $denominator } báo cáo: không thể nêu độ bao phủ bằng một số
    .condition-over-time = số của { $length } cộng số phát sinh của từng { $own }, còn `{ $field }` chỉ lấy theo { $own } cuối: số đã phát sinh khi trường này có giá trị khác sẽ bị tính vào giá trị cuối
    .condition-over-time-write = hãy đưa `{ $field }` vào primaryKey của biểu, hoặc bỏ "{ $period }" khỏi `periods`
    .rate-over-time = `{ $field }` là tỷ lệ (rate), không có giá trị cho { $length }: sẽ không bao giờ có số liệu
    .rate-over-time-write = hãy bỏ "{ $period }" khỏi `periods`, hoặc khai `{ $field }` là stock nếu lấy giá trị của kỳ cuối
    .vintage-over-time = số liệu của { $length } lấy dòng chính thức nhất của từng kỳ bên trong: có thể gộp nhiều loại số liệu, nên `{ $field }` không có một giá trị để so
    .vintage-over-time-write = hãy yêu cầu một loại số liệu (vintage = "E", "P" hoặc "A" bên cạnh `value`) thay cho `{ $field }`, hoặc bỏ "{ $period }" khỏi `periods`
    .coverage-missing = chỉ tiêu `{ $name }` là tỷ lệ nhưng chưa nêu `minimum_coverage`
    .coverage-of-total = chỉ tiêu `{ $name }` là tổng: chỉ được công bố khi bao phủ đủ
    .coverage-of-total-write = hãy bỏ `minimum_coverage`, hoặc ghi partial = "publish"
    .coverage-share = `minimum_coverage` là tỷ lệ từ 0 đến 1
    .distinct-of-lines = biểu `{ $form }` gồm từng dòng, được cộng ngay khi đọc: các giá trị của `{ $field }` không được giữ lại để đếm riêng
    .distinct-of-lines-write = count(*), sum, min, max hoặc count(DISTINCT đơn vị)
    .finer-period = chỉ tiêu `{ $name }` được tính theo { $asked }, nhưng biểu được gửi theo { $sent }
    .form-without-source = `{ $name }` dựa trên biểu `{ $form }`, nhưng không nguồn nào của các quy trình nhận biểu này: sẽ không có số liệu nào
    .form-without-source-write = [[source]] với form = "{ $form }"
    .frequencies = tử số và mẫu số được gửi theo hai loại kỳ khác nhau
    .no-areas-or-periods = chỉ tiêu `{ $name }` chưa nêu `areas` hoặc `periods`
    .no-form = không có biểu `{ $name }` trong schemas/
    .no-source = tử số và mẫu số phải nêu nguồn (`source`)
    .no-source-write = source = "TÊN BIỂU"
    .no-vintage = `{ $written }` không phải là loại số liệu: E (ước tính), P (sơ bộ) hoặc A (chính thức)
    .partial-of-ratio = chỉ tiêu `{ $name }` là tỷ lệ: `partial` chỉ dùng cho tổng
    .pattern = `{ $pattern }` không phải là mẫu đường dẫn: { $words }
    .pattern-of-nothing = `{ $pattern }` không thể là tên của tệp nào: tên được tính từ thư mục nhận tệp, các thư mục cách nhau bằng `/`
    .registry-count = danh mục chỉ cho biết số đơn vị
    .share-level = biểu `{ $form }` báo cáo các cấp { $levels }; tỷ lệ trên số đơn vị của một cấp phải nêu cấp đó bằng `level`
    .source-and-registry = chỉ được nêu `source` hoặc `registry`, không nêu cả hai
    .target-area-and-areas = mục tiêu là của một đơn vị (`area`) hoặc của mọi đơn vị thuộc các cấp trong `areas`, không phải cả hai
    .target-areas = mục tiêu đặt cho mọi đơn vị cấp { $level }, trong khi `{ $name }` chỉ công bố cho các cấp { $levels }
    .target-area = `{ $code }` không phải là mã đơn vị trong danh mục
    .target-direction = mục tiêu của chỉ tiêu `{ $name }` chưa nêu chiều so sánh, hoặc nêu cả hai chiều
    .target-direction-write = hãy ghi at_least = … hoặc at_most = …
    .target-every = mục tiêu theo { $length } chỉ được lặp lại theo { $length }
    .total-unit = chỉ tiêu `{ $name }` là tổng tính bằng { $unit }, nhưng đơn vị ghi là `{ $written }`
    .check-of-lines = biểu { $form } gồm các dòng không được giữ lại: điều kiện kiểm tra không được nêu kỳ khác hay biểu khác
    .where-never = không dòng nào đúng ràng buộc của các trường mà đúng `{ $condition }`: số liệu sẽ bằng 0 hoặc không có
    .with-levels = biểu { $form } báo cáo cấp { $levels }, còn biểu { $own } báo cáo cấp { $own_levels }: không dòng nào của hai biểu là của cùng một đơn vị
    .with-lists = biểu { $form } có thể có nhiều dòng của một đơn vị trong một kỳ: không biết phải nối với dòng nào
    .with-periods = kỳ của biểu { $form } không giống kỳ của biểu { $own }
    .two-checks = hai phép kiểm tra của biểu `{ $form }` cùng mang tên `{ $name }`
    .two-indicators = hai chỉ tiêu cùng mang tên `{ $name }`
    .two-indicators-write = nếu là hai cách tính, hãy ghi `method` cho mỗi cách

# project/check/about_levels.rs
fault-levels =
    .no-figure = chỉ tiêu `{ $name }` sẽ không có số liệu của { $period }: biểu { $form } do cấp { $before } báo cáo đến trước { $day }, sau đó do { $after } báo cáo, và số phát sinh của hai cấp không được cộng với nhau

# project/check/magnitude.rs
fault-magnitude =
    .added-shares = chỉ tiêu `{ $name }` cộng các phần trăm: phần trăm của nhiều đơn vị không cộng được; hãy công bố tử số và mẫu số, hoặc dùng max, min
    .unit-in-words = đơn vị tính của `{ $name }` ghi bằng chữ là “{ $written }” chứ không phải bằng mã
    .counted = số đếm
    .digits = chỉ tiêu `{ $name }`: bội số của các trường và của số liệu cách nhau quá xa so với `factor`
    .factor = chỉ tiêu `{ $name }` chia { $left } cho { $right }, các bội số 10 này được tự động quy về nhau: factor = { $factor } có thể là để quy đổi, hoặc là phần mà đơn vị của số liệu đã nêu
    .factor-write = hãy nêu bội số của số liệu, ví dụ multiplier = { $power }, và không đưa bội số của các trường vào `factor`
    .in-unit = { $unit } × 10^{ $power }
    .percent-factor = chỉ tiêu `{ $name }` tính bằng { $unit }, nhưng thương được nhân với { $factor }
    .percent-multiplier = chỉ tiêu `{ $name }` tính bằng { $unit }, đơn vị này không có `multiplier`
    .total-factor = chỉ tiêu `{ $name }` là tổng của { $of }: nhân với { $factor } thì không còn là tổng đó
    .two-units = chỉ tiêu `{ $name }` chia { $left } cho { $right }: kết quả không phải là { $unit }
    .zero = factor = 0 làm mọi số liệu của `{ $name }` bằng 0

# project/expression/parse.rs
fault-expression =
    .adds-nothing = `{ $written }` không phải là phép tổng hợp; hãy ghi { $allowed }
    .adds-nothing-operation = `{ $written }` không phải là phép tổng hợp; hãy ghi { $allowed }; các phép tính đặt bên trong phép tổng hợp
    .adds-nothing-quotient = `{ $written }` không phải là phép tổng hợp; hãy ghi { $allowed }; phép chia chỉ làm một lần ở cuối: hãy ghi tử số và mẫu số
    .after-end = có `{ $rest }` sau khi `{ $written }` đã hết; hãy ghi một biểu thức
    .aggregate-within = không dùng được { $what } ở đây; hãy ghi { $allowed }; phép tổng hợp chỉ đứng riêng, trong `value`
    .arguments = `{ $written }`: cần đúng một tham số; hãy ghi { $allowed }
    .average = số trung bình là một thương; phép chia chỉ làm một lần ở cuối: hãy ghi tử số và mẫu số
    .chain = biểu thức lồng hoặc nối quá { $most } phép tính
    .count = không dùng được `{ $written }`; hãy ghi count(*) kèm `where`, hoặc count(DISTINCT trường)
    .divides = `{ $written }` có phép chia; phép chia chỉ làm một lần ở cuối: hãy ghi tử số và mẫu số
    .field-of-place = `{ $field }` cho biết đơn vị, kỳ hoặc số thứ tự của dòng; đơn vị và kỳ được chọn bằng `areas` và `periods`
    .in-no-unit = `{ $field }` không có đơn vị tính × 10^{ $power }
    .in-unit = `{ $field }` tính bằng { $unit } × 10^{ $power }
    .literal = `{ $written }` không nêu trường nào: không tổng hợp các hằng số; hãy ghi count(*) kèm `where`
    .never-null = `{ $field } IS NULL` không đúng với dòng nào được tính: dòng không có giá trị của trường được nêu là dòng chưa báo cáo; số dòng như vậy là n_expected − n_reported của chỉ tiêu có nêu trường đó
    .mixed-units = { $left } và { $right }: không gộp các đơn vị tính khác nhau trong một biểu thức
    .more-than-argument = `{ $written }` có nhiều hơn một tham số; hãy ghi { $allowed }, còn điều kiện lọc ghi ở `where`
    .nests = biểu thức lồng quá sâu
    .no-field = biểu `{ $form }` không có trường `{ $field }`
    .no-measure = `{ $field }` không phải là trường số liệu (flow hoặc stock) nên không được cộng; có thể đếm bằng count(DISTINCT { $field })
    .no-number = `{ $field }` không phải là trường số; có thể đếm bằng count(DISTINCT { $field })
    .no-sql = `{ $written }` không phải là biểu thức SQL: { $words }
    .not-listed = trường `{ $field }` chỉ nhận { $values }, không bao giờ là “{ $written }”: phép so sánh sẽ không đúng với dòng nào, hoặc đúng với mọi dòng
    .null = không giá trị nào bằng NULL; hãy ghi IS NULL hoặc IS NOT NULL
    .one-field = không dùng được `{ $written }`; hãy ghi { $function }(trường)
    .rate = `{ $field }` là tỷ lệ (rate), và tỷ lệ không bao giờ được cộng; hãy cộng các số làm nên tỷ lệ đó
    .refused = không dùng được { $what } ở đây; hãy ghi { $allowed }
    .too-long = biểu thức dài quá { $most } byte
    .type = `{ $field }` có kiểu { $kind }, mà chỉ tính toán được với số

# Những gì có thể ghi thay vào.
fault-allowed =
    .aggregates = sum(…), count(*), count(DISTINCT trường), min(…) hoặc max(…)
    .amounts = trường, số, +, - và CASE
    .case = CASE WHEN điều kiện THEN số ELSE số END
    .comparison = một phép so sánh, như trường > 0
    .comparison-of-two = phép so sánh hai giá trị: =, <>, <, <=, >, >=
    .conditions = các phép so sánh, IN (…), BETWEEN, IS NULL, nối bằng AND, OR, NOT
    .day = ngày như '2025-01-01'
    .is-null = trường IS NULL hoặc trường IS NOT NULL
    .number-or-field = một số hoặc một trường
    .operations = +, - và * với một số nguyên
    .values = một số, 'chữ', true, false hoặc ngày như '2025-01-01'

# Những gì không dùng được.
fault-refused =
    .cast = phép đổi kiểu (CAST)
    .function = hàm `{ $name }`
    .other = `{ $written }`
    .subquery = truy vấn con

# project/expression/operand.rs
fault-operand =
    .amount = một số tính được
    .boolean-field = trường đúng sai `{ $field }`
    .date-field = trường ngày `{ $field }`
    .does-not-compare = không so sánh được { $left } { $sign } { $right }; hãy so sánh số với số, trường chữ với 'chữ', trường đúng sai với true hoặc false, trường ngày với '2025-01-01'
    .excess-digits = `{ $written }` có quá { $most } chữ số thập phân
    .fraction = `{ $written }` không phải là hệ số nguyên; điều kiện kiểm tra thì nhân cả hai vế, `{ $of } * a <= { $whole } * b` thay cho `a <= { $written } * b`, còn số liệu được nhân bằng `factor` của chỉ tiêu
    .factor = `{ $written }` không phải là hệ số nguyên không quá { $most }; số liệu được nhân bằng `factor` của chỉ tiêu
    .not-of-type = `{ $field }` có kiểu { $kind }, và '{ $written }' không phải là giá trị của kiểu này
    .no-date = '{ $written }' không phải là ngày; hãy ghi như '2025-01-01'
    .no-field = { $left } được so sánh với { $right }; phép so sánh phải nêu một trường
    .no-number = `{ $written }` không phải là số nhỏ hơn 10^15
    .number = số { $written }
    .number-field = trường số `{ $field }`
    .order = thứ tự của chữ khác nhau giữa các hệ thống tính toán; hãy so sánh `{ $field }` bằng = hoặc <>
    .product = không được nhân hai trường với nhau; một thừa số phải là số nguyên: 1000 * trường
    .text = chữ '{ $written }'
    .text-field = trường chữ `{ $field }`

# project/expression/plan.rs
fault-part =
    .level = biểu `{ $form }` không báo cáo cấp `{ $level }` mà báo cáo { $levels }
    .vintage = yêu cầu lấy `vintage` là `{ $vintage }`, nhưng biểu `{ $form }` không có trường nào có vai trò vintage

# registry/load.rs
fault-registry =
    .between-levels = { $old } ({ $before }) chuyển vào { $new } là đơn vị cấp khác ({ $after }); các đơn vị trực thuộc đã có dòng chuyển riêng, thêm dòng này thì không quy đổi được số liệu nào: hãy bỏ dòng này
    .blank = phải ghi đủ mã (code), tên (name) và cấp (level)
    .cells = dòng có { $found } ô, nhưng dòng tên cột có { $wanted } ô
    .code-twice = mã { $code } cùng lúc là của hai đơn vị: { $first } và { $second }
    .ends-early = { $code } hết hiệu lực trước khi có hiệu lực
    .in-itself = { $unit } trực thuộc chính nó
    .no-column = không có cột `{ $column }`
    .no-parent = { $unit } trực thuộc { $parent }, mà ngày { $day } không có đơn vị nào mang mã này
    .no-successor = { $unit } hết hiệu lực ngày { $day } mà crosswalk.csv không ghi đơn vị này trở thành gì: không số liệu nào theo bản đồ sau đó tính đến đơn vị này
    .no-unit = không có đơn vị mã { $code } có hiệu lực từ { $day }
    .no-units = tệp không có đơn vị nào: viết mỗi đơn vị một dòng dưới dòng tiêu đề `code,name,level,type,parent_code,valid_from,valid_to`
    .not-next = { $old } không hết hiệu lực vào ngày { $day } là ngày { $new } bắt đầu có hiệu lực
    .outlives = { $unit } còn hiệu lực sau khi { $parent } là đơn vị cấp trên đã hết; hãy ghi ngày hết hiệu lực và đơn vị kế tiếp
    .odd-level = { $unit } thuộc cấp `{ $written }`, trong khi hầu hết các đơn vị loại `{ $kind }` thuộc cấp `{ $usual }`: cấp đó sẽ thiếu đơn vị này khi tính số đơn vị phải báo cáo
    .passage-twice = việc { $old } chuyển vào { $new } được ghi hai lần; hãy ghi một dòng với cả tỷ lệ
    .separator = các cột cách nhau bằng “{ $sign }”; phải cách nhau bằng dấu phẩy: hãy lưu tệp ở dạng CSV dùng dấu phẩy (CSV UTF-8)
    .share = `{ $written }` không phải là tỷ lệ: hãy ghi một số trên 0, không quá 1, với nhiều nhất 12 chữ số thập phân
    .shares = các tỷ lệ của { $unit } cộng lại là { $sum }, không bằng 1
    .shares-of-all = các tỷ lệ đã biết của { $unit } cộng lại là { $sum }, không còn gì cho phần chưa biết: 1 là khi đơn vị chuyển toàn bộ
    .type = `{ $written }` không phải là loại đơn vị hành chính; { $unit } phải thuộc một trong các loại { $types }
    .no-type = { $unit } chưa ghi loại đơn vị (type); hãy ghi một trong { $types }
    .type-of-name = { $unit } có loại `{ $written }`, nhưng tên lại bắt đầu bằng chữ của loại `{ $own }`: loại là căn cứ để phân biệt các đơn vị trùng tên
    .unreadable = không đọc được dòng này: { $words }
    .without-parent = { $unit } không có parent_code: không số liệu nào của tỉnh tính đến đơn vị này; hãy ghi mã của đơn vị cấp trên

## check

check-sound = Khai báo hợp lệ: { $forms } biểu, { $pipelines } quy trình, { $indicators } chỉ tiêu, { $units } đơn vị hành chính
check-warning = cảnh báo: { $fault }

## Tóm tắt của một lần chạy

summary-arrivals-corrected = Có { $count } thời điểm đến được sửa theo arrivals.csv.

summary-debris = Bỏ qua { $count } tệp do các chương trình để lại.

summary-figures = Số liệu
    .counted = { $published } có giá trị, { $empty } để trống kèm lý do

summary-lost-current = Không có lần chạy nào là hiện hành: `current` đã mất, lần hiện hành cuối cùng là { $run }. Hãy tìm xem cái gì đã sửa kho dữ liệu.

summary-misplaced-current =
    .moved = `current` trỏ đến { $found }, trong khi lần thành hiện hành cuối cùng là { $run }; không ai chuyển lần kia thành hiện hành. Hãy tìm xem cái gì đã sửa kho dữ liệu.
    .nothing = `current` trỏ đến { $found } nhưng ở đó không có gì. Hãy tìm xem cái gì đã sửa kho dữ liệu.

summary-not-repaired = Lần chạy hiện hành { $run } không còn như khi công bố ({ $files } bị mất hoặc bị sửa) và không thể tính lại: khai báo, danh mục hoặc chương trình đã khác, hoặc tệp gốc đã mất. Hãy khôi phục từ bản sao lưu, hoặc chuyển một lần chạy khác thành hiện hành.

summary-put-back =
    { $count ->
       *[other] { $count } tệp gốc trong kho lưu bị mất hoặc bị sửa, tệp đầu tiên là { $first }; đã lấy lại từ nơi nhận báo cáo. Hãy tìm xem cái gì đã sửa kho dữ liệu.
    }

summary-repaired = Lần chạy { $run } không còn như khi công bố ({ $files } bị mất hoặc bị sửa). Nó đã được tính lại từ sổ tiếp nhận và kho lưu rồi thay vào chỗ cũ. Hãy tìm xem cái gì đã sửa kho dữ liệu.

summary-lost =
    { $count ->
       *[other] { $count } tệp gốc đã mất hoặc hỏng, tệp đầu tiên là archive/{ $first }: không tệp nào trong nơi nhận còn đúng các byte đó. Số liệu dựa vào kết quả đã đọc trước đây; hãy khôi phục từ bản sao lưu.
    }

run-after-commit = Lần chạy đã được công bố và có hiệu lực; nhưng không ghi được nhật ký: { $cause }
    .pointer = Lần chạy đã được công bố và là lần chạy hiện hành; nhưng điều đó có thể mất khi mất điện: { $cause }

summary-current-stays = Lần chạy này đã được công bố, nhưng lần chạy hiện hành giữ nguyên: ngày chốt của nó là { $current }, sau { $day }. Hãy kiểm tra đồng hồ, hoặc nêu ngày bằng --as-of.

summary-after-held = Lần chạy { $before } được giữ lại, còn lần này đã thành hiện hành và gồm cả những gì được giữ lại: `tinhso diff { $before } { $run }` cho biết có gì mới kể từ đó; `--hold` giữ lại cả lần sau.

summary-after = Có { $count } tệp đến sau ngày { $day } nên không được tính.

summary-files = Tệp
    .counted = { $counted } tệp trong sổ đến hết ngày { $day }, lần này đọc { $read }

summary-landing-empty = Vùng nhận trống trong khi sổ thì không: những gì đã nhận trước đây vẫn được tính. Hãy kiểm tra xem vùng nhận có đúng không.

summary-landing-more = … và { $count } phát hiện nữa về vùng nhận, trong nhật ký

summary-findings = Phát hiện
    .counted = { $errors } lỗi, { $warnings } cảnh báo
    .with-accepted = { $errors } lỗi, { $warnings } cảnh báo còn mở; { $resolved } đã được khắc phục, { $accepted } được chấp nhận
    .with-resolved = { $errors } lỗi, { $warnings } cảnh báo còn mở; { $resolved } đã được khắc phục

summary-open = { $errors } lỗi còn mở, của { $senders } nơi gửi
    .sender = { $sender }: { $errors } lỗi
    .more = … và { $errors } lỗi của { $senders } nơi gửi nữa trong { $file }
    .more-causes = … và { $errors } lỗi vì nguyên nhân khác

summary-held = Lần chạy được giữ lại: đã công bố, nhưng lần hiện hành vẫn như cũ cho đến khi có người chuyển.
    .after = `tinhso diff { $before } { $run }` cho biết có gì mới, `tinhso release { $run }` đưa nó thành hiện hành.
    .doubtful = Nhật ký không cho biết có ai giữ nó lại hay không: một mục, hoặc cả nhật ký, đã mất hoặc hỏng.
    .first = `tinhso release { $run }` đưa nó thành hiện hành.

summary-results = Kết quả

summary-rows = Dòng
    .counted = { $accepted } dùng được, { $quarantined } bị loại

summary-run = Lần chạy
    .unchanged = { $run } (không thay đổi)

summary-since = Mới kể từ lần chạy { $run }: { $errors } lỗi, { $warnings } cảnh báo, { $submissions } báo cáo, { $new } số; { $resolved } phát hiện đã được khắc phục, { $moved } số đổi{ $gone ->
        [0] {""}
       *[other] , { $gone } số không còn
    }{ $withdrawn ->
        [0] {""}
       *[other] , { $withdrawn } báo cáo không còn
    }

summary-submissions = Báo cáo
    .counted = { $received } đúng hạn, { $late } muộn, { $missing } thiếu, { $rejected } không dùng được
    .withdrawn = { $withdrawn } đã rút

summary-target =
    .indicator = Chỉ tiêu
    .period = Kỳ
    .figure = Đạt được
    .goal = Mục tiêu
    .state = Trạng thái
    .source = Nguồn

summary-unsettled = Có { $count } tệp vừa thay đổi nên chờ lần chạy sau:

## Phát hiện và bảng trong một tệp, trên màn hình

finding-also = cũng vậy: { $cells }

finding-expected = cần: { $expected }

finding-row = dòng { $row }

finding-severity =
    .error = lỗi
    .warning = cảnh báo
    .note = ghi chú

finding-settled =
    .accepted = đã được chấp nhận theo { $by }
    .resolved = đã được khắc phục bằng giá trị sửa của { $by }

finding-perhaps = có thể là: { $suggestion }; nếu số đã ghi đúng thì giữ nguyên và báo cho nơi nhận báo cáo
finding-suggestion = gợi ý: { $suggestion }

finding-written = ghi: { $value }

validate-file = { $file }: { $errors } lỗi, { $warnings } cảnh báo

validate-table =
    .no-period = chưa rõ
    .no-sender = không rõ nơi gửi
    .rows = biểu { $form } kỳ { $period }, { $sender }: { $accepted } dòng dùng được, { $quarantined } dòng bị loại

## Việc tiếp theo, ở dòng cuối của câu trả lời

next-step =
    .draft = Việc tiếp theo: nếu đây là biểu mới, soạn khai báo cho nó bằng tinhso draft { $file }
    .explain = Việc tiếp theo: xem số này từ ô nào mà ra bằng { $command }
    .findings = Việc tiếp theo: xem từng lỗi trong { $file }.
    .landing = Việc tiếp theo: sửa những gì đã nêu ở đầu về nơi nhận báo cáo, rồi chạy lại.
    .mend = Việc tiếp theo: sửa { $count } lỗi trên rồi kiểm tra lại; tinhso validate --return THƯ_MỤC ghi tệp có đánh dấu từng ô sai.
    .mend-returned = Việc tiếp theo: sửa { $count } lỗi trong các tệp đã ghi, ở những ô được đánh dấu, rồi kiểm tra lại chính các tệp đó.
    .missing = Việc tiếp theo: nhắc { $count } báo cáo còn thiếu; tinhso status cho biết của ai.
    .nothing = Không có việc gì phải làm.
    .open = Việc tiếp theo: { $count } lỗi còn mở; tinhso status --by sender cho biết của ai.
    .open-warnings = Việc tiếp theo: xem { $count } cảnh báo còn mở; tinhso status --by sender cho biết của ai.
    .remind = Việc tiếp theo: nhắc { $count } nơi còn thiếu báo cáo nêu trên.
    .returns = Việc tiếp theo: gửi { $count } tệp trong { $folder } cho nơi gửi để sửa.
    .run = Việc tiếp theo: tinhso run.
    .send = Không có gì phải sửa: có thể gửi.
    .send-after = Có thể gửi; hãy xem lại { $count } cảnh báo trên trước khi gửi.
    .unsettled = Việc tiếp theo: chạy lại khi các tệp nêu trên đã ghi xong.
    .validate = Việc tiếp theo: tinhso validate { $files }
    .warnings = Việc tiếp theo: xem { $count } cảnh báo trong { $file }.

## tinhso status

status-check =
    .damaged = lần chạy hiện hành { $run } bị hỏng: { $count ->
            [one] tệp { $first } không còn hoặc có nội dung khác
           *[other] { $count } tệp không còn hoặc có nội dung khác, đầu tiên là { $first }
        }; `tinhso run` sẽ sửa lại
    .failed = lần chạy gần nhất không xong ({ $at }): { $cause }
    .in-future = không biết được có ổn hay không: có lần chạy được xác nhận lúc { $at }, mà giờ của máy này là { $now }; hãy so lại đồng hồ
    .moved = `current` trỏ đến { $found } mà không ai chuyển nó thành hiện hành, lần thành hiện hành cuối cùng là { $run }; `tinhso run` hoặc `tinhso release { $run }` sẽ sửa lại
    .no-journal = không biết được có ổn hay không: có lần chạy hiện hành, nhưng nhật ký không ghi lần nào
    .no-run = chưa có lần chạy nào xong
    .not-current = không có lần chạy nào là hiện hành, `current` đã mất, lần cuối là { $run }; `tinhso run` hoặc `tinhso release { $run }` đặt lại lần chạy hiện hành
    .old = lần chạy mới nhất { $run } được xác nhận cách đây { $age }, quá mức cho phép { $max_age }
    .unwell = Không ổn: { $causes }
    .well = Ổn: lần chạy { $run } được xác nhận lúc { $at }, cách đây { $age }
    .well-another = Ổn: lần chạy hiện hành { $run } được xác nhận lúc { $at }; lần chạy gần nhất là { $latest }, xong cách đây { $age }
    .well-held = Ổn: lần chạy hiện hành { $run } được xác nhận lúc { $at }; lần chạy { $held } được giữ lại từ { $since }, `tinhso release { $held }` đưa nó thành hiện hành; lần chạy gần nhất xong cách đây { $age }

status-current =
    .held = Giữ lại    { $run }, từ { $since }: `tinhso diff { $current } { $run }` cho biết có gì mới, `tinhso release { $run }` đưa nó thành hiện hành
    .none = Hiện hành  { $cause }
    .with-deadline = Hiện hành  { $run }: { $objects } tệp, đến hạn nộp { $day }; { $errors } lỗi, { $warnings } cảnh báo
    .without-deadline = Hiện hành  { $run }: { $objects } tệp; { $errors } lỗi, { $warnings } cảnh báo

status-failed = Lần chạy gần nhất không xong ({ $day }): { $cause }

status-form =
    .due = Hạn nộp
    .late = Muộn
    .missing = Thiếu
    .missing-for = còn thiếu kỳ { $period }:
    .nothing = chưa có báo cáo nào
    .period = Kỳ
    .quarantined = Dòng bị loại
    .received = Đúng hạn
    .rejected = Không dùng được
    .stopped = bị dừng, bản trước vẫn dùng:
    .withdrawn = đã rút:
    .without-period = { $files } tệp không rõ kỳ

status-landing = Nơi nhận: { $cause }

status-no-run = Chưa có lần chạy nào; `tinhso run` sẽ tạo lần đầu

status-runs =
    .confirmed = Xác nhận
    .current = hiện hành
    .errors = Lỗi
    .held = giữ lại
    .more = … và { $runs } lần nữa
    .published = Công bố
    .run = Lần chạy
    .times = Số lần
    .warnings = Cảnh báo

status-tally =
    .early = Đã nhận { $count } báo cáo chưa đến hạn, không có hạn nộp hoặc không rõ của ai.
    .expected = phải gửi
    .head = Báo cáo đến hạn tới { $day }, và số ngày từ phát hiện còn mở cũ nhất:
    .head-of-none = Chưa có báo cáo nào đến hạn; số ngày từ phát hiện còn mở cũ nhất:
    .in-time-share = đúng hạn %
    .late = chậm
    .missing = thiếu
    .office = cơ quan thống kê (quyết định)
    .oldest = ngày
    .open = còn mở
    .received = đã nhận
    .received-share = nhận %
    .rejected = không dùng
    .since = { $name }, từ { $day }
    .total = Tổng
    .unknown-form = không rõ biểu
    .unknown-sender = không rõ nơi gửi

status-waiting =
    .both = Đang chờ   { $new } tệp mới, { $overwritten } tệp bị ghi đè kể từ lần chạy trước
    .new = Đang chờ   { $new } tệp mới
    .new-since = Đang chờ   { $new } tệp mới kể từ lần chạy trước
    .none = Đang chờ   không có tệp mới
    .none-since = Đang chờ   không có tệp mới kể từ lần chạy trước
    .overwritten = Đang chờ   { $overwritten } tệp bị ghi đè kể từ lần chạy trước
    .passed-over = Bỏ qua: { $object }: { $cause }
    .restored = Đang chờ   { $object } đã được khôi phục, được tính từ lần chạy sau
    .withdrawn = Đang chờ   { $object } đã bị rút, lần chạy hiện hành vẫn còn tính
    .withdrawn-held = Đang chờ   { $object } đã bị rút nhưng vẫn được tính trong lần chạy { $run } đang giữ lại: `tinhso run` sẽ tính mà không có nó

status-writer =
    .ended = Đang ghi   không ai: tiến trình { $process } trên máy { $host }, bắt đầu lúc { $since }, đã chết; kho được trả lại từ { $ends }
    .writes = Đang ghi   tiến trình { $process } trên máy { $host }, từ { $since }

## tinhso inspect: trình đọc thấy gì trong một tệp

inspect-column =
    .alias = tên khác
    .column = Cột
    .field = Trường
    .hidden = cột ẩn
    .ignored = (bỏ qua)
    .label = Tên cột như đã viết
    .name = tên trường
    .percent = { $cells } ô định dạng %
    .recognised-by = Nhận ra nhờ
    .title = tiêu đề
    .unit = Đơn vị

inspect-file =
    .delimited = phân cách bằng “{ $sign }”
    .delimited-by-tab = phân cách bằng dấu tab
    .first-bytes = chỉ xem { $bytes } byte đầu
    .no-table = Không có bảng nào được đọc.
    .sheets = { $sheets } trang tính
    .text = văn bản
    .unreadable = không đọc được

inspect-left-out =
    .rows = … { $count } dòng nữa
    .rows-of-role = … { $count } dòng nữa ({ $role })

inspect-passed-over =
    .ambiguous = bảng hợp với nhiều biểu
    .empty = không có gì
    .hidden = bị ẩn, các trang hiện đã có bảng
    .no-table = không có tên cột của biểu nào
    .unusable = có bảng nhưng không dùng được

inspect-role =
    .blank = trống
    .data = số liệu
    .labels = tên cột
    .note = ghi chú
    .numbering = số cột
    .part-of = trong đó
    .section = mục
    .section-total = tổng mục
    .total = tổng bảng
    .unit = đơn vị tính

inspect-sheet =
    .decoded = đã đổi từ { $encoding } (chắc { $percent }%)
    .hidden = “{ $sheet }” (ẩn)
    .hidden-columns = cột ẩn: { $columns }
    .hidden-rows = dòng ẩn: { $rows }
    .kept = để nguyên, có thể là { $encoding } (chắc { $percent }%)
    .passed-over = bỏ qua: { $why }
    .passed-over-with-closest = bỏ qua: { $why }; gần nhất là { $form } ({ $matched }/{ $labels } cột)
    .size = { $rows } dòng × { $columns } cột
    .tables = đọc { $tables } bảng

inspect-table =
    .code = số hiệu
    .column = cột { $column }
    .continues = nối tiếp
    .counted = { $count } { $role }
    .form = biểu
    .formulas = công thức
    .heading = Bảng { $number }
    .heading-of-sheet = Bảng { $number } · trang “{ $sheet }”
    .no-rows = không có dòng nào
    .not-understood = không hiểu
    .not-used = KHÔNG DÙNG ĐƯỢC
    .period = kỳ
    .recognised = { $form }, nhờ { $matched }/{ $labels } tên cột
    .recognised-with-code = { $form }, nhờ { $matched }/{ $labels } tên cột và số hiệu phía trên
    .recognised-with-period = { $form }, nhờ { $matched }/{ $labels } tên cột và kỳ báo cáo
    .recognised-with-table-above = { $form }, nhờ { $matched }/{ $labels } tên cột và bảng phía trên
    .revision = lần gửi
    .rows = các dòng
    .rows-of = bảng { $numbers }: các cột khác của cùng các dòng
    .sender = nơi gửi
    .sheet-name = tên trang tính
    .unit = đơn vị tính
    .unknown = không rõ

## tinhso export: bảng tính kết quả

area-level =
    .commune = xã
    .district = huyện
    .province = tỉnh

export-too-many-rows = Trang “{ $sheet }” có { $rows } dòng, Excel chỉ chứa { $most }; hãy chọn bớt bằng --indicator, --area, --geography hay --level, hoặc ghi ra .csv

geography =
    .as-reported = như đã báo cáo
    .map = bản đồ { $day }

# Tình trạng số liệu theo mã của SDMX.
obs-status =
    .a = bình thường
    .b = gián đoạn chuỗi số liệu
    .d = khác định nghĩa
    .e = ước tính
    .f = dự báo
    .g = thử nghiệm
    .h = thiếu do ngày nghỉ
    .i = số gán
    .j = được miễn báo cáo
    .k = nằm trong mục khác
    .l = có phát sinh, chưa thu thập
    .m = không thể phát sinh
    .n = không có ý nghĩa
    .o = thiếu, không rõ lý do
    .p = sơ bộ
    .q = giữ lại, không công bố
    .s = thiếu do sự kiện đặc biệt
    .u = độ tin cậy thấp
    .v = chưa kiểm chứng
    .w = gồm cả mục khác

target-state =
    .behind = chậm tiến độ
    .met = đạt
    .no-data = chưa có số liệu
    .not-met = không đạt
    .on-track = đúng tiến độ

workbook-column =
    .about = Nội dung
    .area = Khu vực
    .area-code = Mã khu vực
    .code-or-column = Mã hoặc cột
    .coverage = Mức đầy đủ
    .denominator = Mẫu số
    .direction = Chiều
    .expected = Phải báo cáo
    .figure = Đạt được
    .figure-period = Kỳ số liệu
    .forms = Biểu nguồn
    .geography = Bản đồ
    .indicator = Chỉ tiêu
    .level = Cấp
    .meaning = Ý nghĩa
    .merge-rules = Gộp không bằng phép cộng
    .method = Phương pháp
    .name = Tên máy
    .numerator = Tử số
    .period = Kỳ
    .previous-period = Kỳ trước
    .previous-value = Giá trị kỳ trước
    .province = Toàn tỉnh
    .rank = Hạng
    .reported = Đã báo cáo
    .rows = Số dòng
    .sheet = Trang
    .source = Căn cứ
    .state = Trạng thái
    .status = Tình trạng
    .status-code = Mã tình trạng
    .target = Mục tiêu
    .target-period = Kỳ mục tiêu
    .unit = Đơn vị
    .value = Giá trị

workbook-about =
    .figures = Số liệu: { $title }
    .indicators = Từng chỉ tiêu: đơn vị, công thức, biểu nguồn
    .legend = Ý nghĩa của các cột, mã và ký hiệu
    .profile = Số liệu mới nhất của { $area }: kỳ trước, toàn tỉnh, thứ hạng, mục tiêu
    .targets = Mục tiêu của kế hoạch và kết quả đạt được

workbook-cover =
    .contact = Liên hệ
    .deadline = Tính đến hạn nộp
    .note-maps = “Như đã báo cáo” là theo đơn vị hành chính của từng kỳ; “bản đồ” kèm ngày là quy mọi kỳ về đơn vị hành chính của ngày đó. Đừng cộng hai loại với nhau.
    .note-markers = Ô không có số ghi lý do trong ngoặc vuông, ví dụ [L] chưa thu thập được, [z] không áp dụng; trang Giải thích có đủ các mã.
    .note-rounding = Số hiển thị đã làm tròn; ô giữ đủ chữ số như đã công bố.
    .note-trace = Từ một số về ô gốc trong tệp đã gửi: tinhso explain CHỈ_TIÊU KỲ --area MÃ.
    .notes = Lưu ý
    .periods = Kỳ số liệu
    .run = Lần chạy
    .source = Nguồn
    .title = Báo cáo chỉ tiêu · { $name }
    .topics = Lĩnh vực

workbook-rank =
    .ascending = { $place }/{ $of } (từ thấp lên)

workbook-direction =
    .at-least = ít nhất
    .at-most = không quá

workbook-legend =
    .deadline = Tính đến hạn nộp
    .run = Lần chạy

workbook-meaning =
    .area-code = Mã là chữ, giữ số 0 ở đầu; mã được dùng lại sau sắp xếp nên tên đi kèm theo kỳ
    .coverage = Số đơn vị đã báo cáo chia cho số đơn vị phải báo cáo
    .geography = Như đã báo cáo: theo đơn vị hành chính của kỳ đó; bản đồ ngày: quy về đơn vị hành chính của ngày đó
    .merge-rules = Các trường không cộng lại khi sáp nhập đơn vị, kèm quy tắc; số liệu dựa trên giá trị như vậy có tình trạng E
    .not-applicable = Không áp dụng: ở ô này không thể có gì
    .period = 2025 là năm, 2025-S1 nửa năm, 2025-Q3 quý, 2025-07 tháng
    .state = So với mục tiêu: đạt, không đạt, đúng tiến độ, chậm tiến độ, chưa có số liệu
    .status-code = Mã SDMX, giải thích dưới đây
    .value = Khi không công bố được, ô ghi mã tình trạng trong ngoặc vuông. Ô giữ đủ chữ số, chỉ hiển thị làm tròn

workbook-sheet =
    .contents = Mục lục
    .cover = Giới thiệu
    .indicators = Chỉ tiêu
    .legend = Giải thích
    .targets = Mục tiêu

## tinhso template: vì sao không lập được biểu trống

template-form =
    .misspelt = không có biểu `{ $form }`; có phải `{ $nearest }`? Có: { $forms }
    .unknown = không có biểu `{ $form }`; có: { $forms }

template-lines = biểu `{ $form }` là tệp kết xuất từng dòng (grain = "line") của một phần mềm, không ai điền bằng tay; biểu trống chỉ có cho các biểu tổng hợp

template-no-units = { $unit } không có đơn vị nào để báo cáo trong biểu `{ $form }` kỳ { $period }: các dòng của biểu là cấp { $levels }

template-period = `{ $period }` không phải kỳ của biểu `{ $form }`, gửi theo { $length }; hãy viết như { $example }

template-sender =
    .other-level = { $unit } (cấp { $level }) không gửi biểu `{ $form }` kỳ { $period }; cấp gửi là { $levels }
    .other-level-with-sender = { $unit } (cấp { $level }) không gửi biểu `{ $form }` kỳ { $period }; cấp gửi là { $levels }: { $sender } gửi thay

template-sender-name = tên của { $unit } không đủ để phân biệt với các đơn vị gửi khác trong bản đồ ngày { $day }

template-unproven = biểu trống của `{ $form }` sẽ không đọc lại được như đã lập: { $why }. Hãy sửa tiêu đề (title) và nhãn (labels) của biểu rồi thử lại.

template-difference =
    .column = cột { $column } sẽ không được đọc là `{ $field }`
    .finding = { $cell }: { $finding }
    .form = biểu sẽ được đọc là `{ $read }`
    .period = kỳ sẽ được đọc là “{ $read }”
    .rows = đã ghi { $written } dòng nhưng sẽ đọc được { $read } dòng, hoặc của đơn vị khác
    .sender = đơn vị gửi sẽ được đọc là “{ $read }”
    .tables = sẽ tìm thấy { $tables } bảng trên đó

template-unit =
    .named = { $why }; có thể là: { $suggestion }
    .misspelt = không có đơn vị mã `{ $code }` trong bản đồ ngày { $day }, ngày cuối của kỳ { $period }; có phải `{ $nearest }`?
    .not-yet = không có đơn vị mã `{ $code }` trong bản đồ ngày { $day }, ngày cuối của kỳ { $period }; { $unit } có từ { $begin }
    .other-map = không có đơn vị mã `{ $code }` trong bản đồ ngày { $day }, ngày cuối của kỳ { $period }; { $unit } có từ { $begin } đến trước { $end }
    .unknown = không có đơn vị mã `{ $code }` trong bản đồ ngày { $day }, ngày cuối của kỳ { $period }

## Biểu trống. Trình đọc đọc lại “Biểu số”, “Đơn vị báo cáo”, kỳ, “Tổng số”, “Ghi chú”, “Người lập biểu” và “Thủ trưởng”: sửa các chữ này thì chạy lại các phép thử.

# Lời nhắc ở các ô.
form-cell =
    .area = Chọn đơn vị trong danh sách.
    .at-least = không nhỏ hơn { $least }
    .at-most = không lớn hơn { $most }
    .between = từ { $least } đến { $most }
    .boolean = Chọn “có” hoặc “không”
    .date = Ngày, ví dụ 31/12/2025
    .integer = Số nguyên
    .listed = Chọn một giá trị trong danh sách
    .longest = nhiều nhất { $most } chữ
    .no-number = Không có số: { $signs }.
    .no-value = Không có: { $signs }.
    .number = Số, nhiều nhất { $digits } chữ số thập phân
    .pattern = theo mẫu { $pattern }
    .refused = Giá trị không hợp lệ
    .required = Bắt buộc, không để trống.
    .shortest = ít nhất { $least } chữ
    .text = Chữ
    .of-type = Phải là { $kind }
    .zero = Không phát sinh: “-”.

form-note =
    .cells = Chỉ nhập vào các ô nền vàng (vàng đậm: bắt buộc); các ô khác đã khóa. Không thêm, xóa, đổi tên cột hay dòng.
    .mark = “x” trong cột có/không là “có”
    .rows = Mỗi dòng một mục: điền các ô của dòng; dòng không dùng để trống.
    .rows-of-units = Mỗi dòng một mục: chọn đơn vị trong danh sách, điền các ô của dòng; dòng không dùng để trống.
    .signs = Ký hiệu dùng thay số: { $signs }.
    .zero = “-” không phát sinh (bằng 0)

form-page =
    .code = Biểu số: { $code }
    .head-of-office = Thủ trưởng đơn vị
    .notes = Ghi chú:
    .prepared-by = Người lập biểu
    .sender = Đơn vị báo cáo: { $sender }
    .sign = (Ký, họ tên)
    .sign-and-seal = (Ký, đóng dấu, họ tên)
    .total = Tổng số

form-period =
    .first-half = 6 tháng đầu năm { $year }
    .month = Tháng { $month } năm { $year }
    .quarter = Quý { $quarter } năm { $year }
    .second-half = 6 tháng cuối năm { $year }
    .year = Năm { $year }

## tinhso draft: biểu nháp từ một mẫu

# Chữ trong chính biểu nháp.
draft-missing =
    .blank = không ghi
    .cannot-occur = không thể phát sinh
    .not-collected = chưa thu thập

draft-name-taken = không đặt được tên “{ $name }” cho biểu: tên đã có trong schemas/, hoặc không gồm chữ thường a–z, số và dấu “-”; hãy chọn tên khác bằng --name

draft-no-data = dưới các tên cột ở dòng { $row } không có dòng số liệu nào; hãy dùng một mẫu đã điền số liệu

draft-no-table =
    .in-file = không tìm thấy bảng trong tệp: cần một dòng tên cột (ít nhất hai cột) có dòng đánh số cột hoặc các dòng số liệu ngay bên dưới
    .in-sheet = không tìm thấy bảng trong trang “{ $sheet }”: cần một dòng tên cột (ít nhất hai cột) có dòng đánh số cột hoặc các dòng số liệu ngay bên dưới

# Mỗi lời đứng sau tên trường hoặc khóa của biểu và điều đã đoán: “dan_so = stock: …”.
draft-note =
    .days-of-periods = các ngày trong cột được hiểu là kỳ bắt đầu từ ngày đó; hãy ghi quarter hoặc year nếu mỗi ngày là một quý hoặc một năm
    .no-money = phần đầu bảng ghi đơn vị tiền mà cột này không tính bằng tiền; hãy ghi đơn vị của cột, chẳng hạn percent
    .other-year-in-label = tên cột ghi một năm khác năm báo cáo, và biểu sẽ đòi đúng năm đó ở mọi báo cáo: nếu là năm trước năm báo cáo thì hãy ghi {"{year-1}"} thay cho năm
    .other-period = phần đầu ghi kỳ { $head } mà không dòng nào của cột này thuộc kỳ đó; nếu cột ghi thời điểm bắt đầu thì bỏ vai trò kỳ và ghi kỳ báo cáo phía trên bảng
    .marks = dấu x trong cột được đọc là có; nếu x nghĩa là không thể phát sinh thì ghi integer
    .only-missing = mọi ô có nội dung của cột trong mẫu đều được đọc là thiếu (x: không thể phát sinh); nếu x nghĩa là có thì ghi boolean
    .period-in-label = nhãn ghi tháng hoặc quý của mẫu; báo cáo sau ghi kỳ khác và cột sẽ không được nhận ra: hãy ghi các cách viết vào labels, hoặc bỏ kỳ khỏi title và yêu cầu đơn vị gửi cũng bỏ
    .no-project = ở đây chưa có dự án; các đơn vị là những đơn vị mẫu có ghi, coi như thuộc một tỉnh: trong dự án thì theo danh mục đơn vị
    .pipeline = chỉ tiêu trong đó là tổng số liệu đầu tiên của biểu; hãy khai báo chỉ tiêu mà tỉnh công bố
    .no-pipeline = không ghi quy trình: biểu không có số liệu nào cộng được theo địa bàn
    .blank-column = cột trống trong mẫu, không biết kiểu dữ liệu
    .calendar = nếu báo cáo tính từ ngày 15 đến ngày 14 hãy ghi administrative
    .declared-already = biểu { $form } đã khai báo đọc được bảng này; thêm biểu nháp sẽ làm bảng hợp với hai biểu
    .found = thấy khi đọc thử mẫu; lỗi có thể ở mẫu hoặc ở biểu: xem bằng tinhso validate
    .many-decimals = mẫu có số với hơn 6 chữ số thập phân; phần dư sẽ được làm tròn và cảnh báo
    .measure-by-word = vì tên cột có “{ $word }”
    .measure-unsaid = tên cột không nói số phát sinh hay số hiện có; nếu là số cuối kỳ hãy ghi stock
    .missing-word = chữ này đứng thay cho số; tình trạng { $status }
    .name = các quy trình gọi biểu bằng tên này; đổi bằng --name
    .needed-in-key = cần cột này để phân biệt các dòng của cùng đơn vị; mỗi giá trị là một dòng riêng
    .no-figures = không có cột số và không có cột đơn vị hành chính; hãy kiểm tra đây có đúng là bảng số liệu
    .no-period = mẫu không nói kỳ báo cáo nên tạm ghi năm; trình đọc cần kỳ ở phần đầu bảng (“Tháng 9/2025”) hoặc trong một cột
    .not-ready = CHƯA DÙNG ĐƯỢC: { $lost } trên { $rows } dòng của mẫu không đọc được bằng biểu nháp này; hãy sửa biểu hoặc mẫu theo các ghi chú dưới đây rồi thử lại bằng tinhso validate
    .not-ready-because = CHƯA DÙNG ĐƯỢC: { $lost } trên { $rows } dòng của mẫu không đọc được bằng biểu nháp này ({ $codes }); hãy sửa biểu hoặc mẫu theo các ghi chú dưới đây rồi thử lại bằng tinhso validate
    .other-sheets = bảng nhiều số liệu nhất; các trang { $sheets } cũng có bảng
    .other-signs = cả cột viết số khác cách viết của dự án
    .part-of-period = cột này là một phần của kỳ báo cáo; trình đọc lấy kỳ từ một cột, nên biểu nháp là biểu năm và mỗi tháng (quý) là một dòng riêng. Muốn báo cáo theo tháng, hãy gộp thành một cột “Kỳ báo cáo” ghi 9/2025
    .period-elsewhere = kỳ chỉ có trong tên trang hoặc tên tệp; trình đọc cần kỳ ở phần đầu bảng hoặc trong một cột
    .rows-accepted = số dòng của mẫu được nhận khi đọc thử bằng biểu này
    .same-keys = { $rows } dòng trong mẫu trùng khóa với dòng khác; hãy kiểm tra các cột khóa hoặc các dòng lặp
    .sender = phần đầu bảng ghi { $sender } gửi
    .unclear-word = “{ $word }” đứng trong cột số mà không rõ nghĩa; nếu là số liệu thiếu hãy thêm vào danh sách này
    .unit-of-head = đơn vị tính lấy từ phần đầu bảng cho mọi cột số không tự ghi đơn vị
    .units-matched = { $matched } trên { $rows } dòng khớp danh mục đơn vị hành chính
    .unlabelled = cột có số liệu nhưng không có tên cột nên không có trường; hãy đặt tên cột
    .whole-province = không có cột nào khớp mã hoặc tên trong danh mục đơn vị hành chính nên coi là số liệu toàn tỉnh
    .year-of-a-day = “{ $text }” cho biết năm { $year }, nhưng trình đọc không lấy kỳ từ đó; hãy ghi “Năm { $year }” ở phần đầu bảng
    .year-in-label = năm trong tên cột là năm báo cáo; hãy ghi rõ năm nếu báo cáo nào cột cũng là của năm đó
    .year-by-label = năm trong tên cột được tính theo năm báo cáo ({"{year-1}"} là năm trước); hãy ghi rõ năm nếu báo cáo nào cột cũng là của năm đó
    .whole-in-sample = mọi số của cột trong mẫu đều là số nguyên mà tên cột cho biết là số đo, không phải số đếm: báo cáo sau có phần thập phân vẫn đọc được; nếu không bao giờ có thì ghi integer

inspect-alone = Ở đây chưa có dự án: mỗi tệp được đọc theo biểu nháp lập từ chính tệp đó, như `tinhso draft` viết

draft-notes = Hãy xem lại:

draft-output-exists = { $file } đã có và không bị ghi đè; hãy chọn tên khác bằng --output hoặc xóa tệp cũ

draft-same-labels = hai cột { $left } và { $right } cùng mang tên “{ $label }”; hãy đặt tên khác nhau rồi thử lại

draft-sheet =
    .no-names = tệp này không có trang tính có tên; hãy bỏ --sheet
    .unknown = không có trang tính “{ $sheet }”; tệp có: { $sheets }

draft-written = Đã ghi { $file }; tiếp theo: tinhso check

## Các lệnh: đã làm gì, và vì sao không làm được

export-done = { $file }: { $figures } số liệu, { $targets } mục tiêu của lần chạy { $run }

export-file-type = không rõ phải ghi { $file } theo dạng nào; hãy đặt tên .xlsx hoặc .csv

# Điều kiện chọn; các chữ này vào câu export-unknown.
export-filter =
    .area = đơn vị
    .geography = bản đồ
    .indicator = chỉ tiêu
    .level = cấp
    .pipeline = quy trình
    .run = lần chạy

export-no-run = chưa có lần chạy nào; `tinhso run` sẽ tạo lần đầu

no-current =
    .gone = không có lần chạy nào là hiện hành: `current` đã mất, lần cuối { $run } cũng không còn; `tinhso run` đặt lại lần chạy hiện hành
    .held = không có lần chạy nào là hiện hành; lần chạy { $run } được giữ lại, `tinhso release { $run }` đưa nó thành hiện hành
    .lost-and-held = không có lần chạy nào là hiện hành: `current` đã mất, lần cuối là { $run }, còn { $held } được giữ lại; `tinhso release { $run }` hoặc `tinhso release { $held }` đặt lại lần chạy hiện hành
    .unknown = không có lần chạy nào là hiện hành; `tinhso release LẦN_CHẠY` đưa một trong các lần sau thành hiện hành: { $runs }

export-nothing = không có số liệu nào hợp với các điều kiện đã chọn

export-unknown =
    .misspelt = không có { $filter } `{ $asked }`; có phải `{ $nearest }`?
    .other = không có { $filter } `{ $asked }`; có: { $known }
    .none = không có { $filter } `{ $asked }`; ở đây không có cái nào

answer-not-written = không ghi được kết quả ra: { $cause }

failure = lỗi: { $message }

init-done = Dự án mới ở { $folder }: { $files } tệp

init-next = Tiếp theo: tinhso run --project { $folder }

plan-pipeline =
    .misspelt = không có quy trình `{ $pipeline }`; có phải `{ $nearest }`?
    .unknown = không có quy trình `{ $pipeline }`; có: { $known }

progress =
    .compute = tính chỉ tiêu
    .publish = công bố
    .read = đọc tệp

place =
    .home = `{ $place }`: chỉ trình dòng lệnh mới biết ~ là thư mục riêng của ai; hãy ghi đường dẫn đầy đủ
    .is-a-file = { $file } là tệp, trong khi ở đó phải là thư mục
    .zero = đường dẫn có byte 0 (\u0000), không đường dẫn nào được có
    .credentials = URL { $scheme }:// chỉ chứa tên kho đối tượng và đường dẫn, không chứa người dùng, mật khẩu hay tham số; thông tin đăng nhập lấy từ môi trường (docs/operate/stores.md)
    .needs-cloud = bản dựng này chỉ đọc và ghi thư mục; để dùng kho { $scheme }://, hãy cài bằng `cargo install --path . --features cloud`
    .no-file-url = `{ $place }` không phải URL của một thư mục; hãy ghi file:///đường/dẫn
    .no-store-url = URL { $scheme }:// này không nêu tên kho đối tượng; hãy ghi { $scheme }://kho/đường-dẫn
    .other-store = không có kho nào ứng với URL { $scheme }://; hãy ghi một thư mục, hoặc một URL file://, s3://, gs://, az:// hay abfs://

warehouse-format = { $place } cho biết kho số liệu có định dạng { $found }, do một bản tinhso mới hơn tạo; bản này chỉ biết { $known }. Hãy dùng bản đó hoặc bản mới hơn; hoặc chép ledger/ và archive/ sang một kho số liệu riêng (--warehouse DIR)

warehouse-no-run = kho số liệu không có lần chạy { $run }

project-file =
    .missing = không đọc được { $file }: dự án { $folder } không có tệp này
    .no-file = không đọc được { $file }: đó là một đường ống hoặc thiết bị, không phải tệp
    .not-utf-8 = không đọc được { $file }: dòng { $line } không phải UTF-8; hãy lưu tệp theo UTF-8

project-not-empty = { $folder } không trống; hãy chọn thư mục trống hoặc tên mới

run-as-of-too-early = ngày chốt { $day } trước năm { $year }, khi chưa có báo cáo nào; hãy kiểm tra lại ngày

run-as-of-too-far = ngày chốt { $day } sau hôm nay, { $today }, hơn mười năm; hãy kiểm tra ngày và đồng hồ

run-ended-by-signal = lần chạy bị dừng bởi tín hiệu ({ $signal }); chưa công bố gì, lần sau sẽ chạy lại từ đầu

output-in-landing = { $file } nằm trong nơi nhận báo cáo nên lần chạy sau sẽ đọc nó như báo cáo được gửi; hãy ghi vào chỗ khác

output-in-warehouse = { $file } nằm trong kho dữ liệu, nơi chỉ các lần chạy được ghi; hãy ghi vào chỗ khác

run-metrics-not-written = Không ghi được số đo cho chương trình giám sát; ngoài ra không ảnh hưởng gì: { $cause }

program-ended =
    .code = mã thoát { $code }
    .signal = bị dừng do tín hiệu

run-on-finish =
    .absent = on_finish: không có chương trình “{ $program }”; lần chạy vẫn có hiệu lực
    .called-off = on_finish: “{ $program }” bị dừng do tín hiệu; lần chạy vẫn có hiệu lực
    .failed = on_finish: “{ $program }” thất bại ({ $cause }); lần chạy vẫn có hiệu lực
    .late = on_finish: “{ $program }” chạy quá { $seconds } giây nên bị dừng; lần chạy vẫn có hiệu lực

run-threads = không khởi động được { $threads } luồng: { $cause }

template-done = { $file }: biểu { $form } của { $unit }, { $period }; { $rows } dòng, mỗi dòng { $fields } ô để điền

template-file-exists = { $file } đã có, có thể đã được điền; --force để ghi đè, --output để ghi nơi khác

template-file-type = biểu trống là tệp .xlsx; hãy đổi đuôi của { $file }

## Tệp trả lại cho nơi gửi

returned-alike = cùng một lỗi ở { $count } ô

# Words of the condition of a check.
check-words =
    { $meaning ->
        [and] và
        [or] hoặc
        [not] không
        [filled] có giá trị
        [blank] để trống
        [one-of] là một trong
        [none-of] không là giá trị nào trong
        [none] trống
        [yes] có
       *[no] không
    }

check-words-before =
    { $before ->
        [year_ago] “{ $title }” cùng kỳ năm trước
        [previous_in_year] “{ $title }” kỳ trước trong năm
       *[previous] “{ $title }” kỳ trước
    }

returned-asks =
    .cells = Hãy sửa các ô được tô màu ở các trang sau (chỉ vào ô để đọc ghi chú), lưu lại rồi gửi lại chính tệp này. Trang này không cần sửa.
    .warnings = Không có lỗi phải sửa. Hãy kiểm tra lại các ô được tô màu ở các trang sau (chỉ vào ô để đọc ghi chú); sai thì sửa, lưu lại rồi gửi lại chính tệp này. Trang này không cần sửa.
    .list = Hãy làm theo danh sách dưới đây (không có ô nào được tô màu): chỗ nào không yêu cầu gửi tệp khác thì sửa ở các trang sau, lưu lại rồi gửi lại chính tệp này. Trang này không cần sửa.
    .list-of-warnings = Không có lỗi phải sửa, và không có ô nào được tô màu. Hãy kiểm tra lại theo danh sách dưới đây; đúng thì giữ nguyên, sai thì sửa, lưu lại rồi gửi lại chính tệp này. Trang này không cần sửa.
    .formulas = Công thức của tệp gốc ở đây là số: sửa một ô thì sửa cả ô tổng tính từ nó.
    .doubts = Ô ghi “có thể là …” chỉ là số đáng ngờ và vẫn được dùng như đã ghi: đúng thì giữ nguyên và báo cho nơi nhận báo cáo, không sửa theo.
    .unread = Các trang của tệp không in lại được ở đây. Hãy làm theo danh sách dưới đây trên tệp gốc, rồi gửi lại, giữ nguyên tên tệp (lưu sang loại khác thì chỉ đổi đuôi).

returned-contact = Cần hỏi thêm: { $contact }

returned-decided =
    .keep = { $who } xác nhận số ghi ở đây ngày { $day }: { $why }. Không cần sửa gì ở đây.
    .value = Ô này đã gửi là “{ $written }”. { $who } sửa thành “{ $value }” ngày { $day }: { $why }. Không cần sửa gì ở đây.

returned-due = Biểu { $form } kỳ { $period }: hạn { $due }, gửi về { $office }.

returned-head =
    .weight = Mức
    .place = Trang
    .cells = Ô
    .message = Sai ở đâu
    .written = Đang ghi
    .suggestion = Nên ghi

returned-made-from = Mã tệp đã gửi: { $origin }

returned-each = theo ghi chú của từng ô

returned-perhaps = có thể là { $suggestion }

returned-title = Cần sửa: { $file }

returned-written = Đã ghi { $file }, làm từ { $from }

## tinhso explain

explain-choose = cần nói rõ { $filter }: { $known }

explain-filter =
    .method = phương pháp (--method)
    .breakdown = phân tổ (--breakdown)
    .period = kỳ

unit-times =
    .none = lần chạy này không có số nào của { $indicator }: chưa có tệp nào làm căn cứ được gửi
    .ended = { $unit } kết thúc ngày { $day } nên không có số của { $asked }; danh mục không ghi đơn vị nào tiếp nối
    .became = { $unit } kết thúc ngày { $day } nên không có số của { $asked }. Đơn vị tiếp nối là { $others }:{ $commands }
    .above = { $unit } kết thúc ngày { $day } nên không có số của { $asked }; danh mục không ghi đơn vị nào tiếp nối. Trước đó nó thuộc { $others }:{ $commands }
    .began = { $unit } chỉ có từ ngày { $day } nên không có số của { $asked }; danh mục không ghi nó lập từ đơn vị nào
    .made-of = { $unit } chỉ có từ ngày { $day } nên không có số của { $asked }. Nó được lập từ { $others }:{ $commands }
    .level = { $indicator } không có số của { $unit }, { $level }, chỉ có của { $known }
    .map = bản đồ ngày { $day }

export-shared-code = { $code } lần lượt là mã của nhiều đơn vị ({ $units }); tệp có số liệu của từng đơn vị. Muốn lấy một đơn vị thì ghi tên (--area).
export-ended = { $unit } kết thúc ngày { $day }, nhập vào { $others }; chưa lấy số của đơn vị tiếp nối (--area).
show-ended = { $unit } kết thúc ngày { $day }; danh mục không ghi đơn vị nào tiếp nối.
show-became = { $unit } kết thúc ngày { $day }, nhập vào { $others }
show-made-of = { $unit } có từ ngày { $day }, lập từ { $others }

explain-not-declared = khai báo hiện nay không còn chỉ tiêu { $indicator }; hãy lấy dự án như lúc chạy rồi hỏi lại

explain-reason =
    .cannot-occur = điều được hỏi không thể xảy ra ở đơn vị này
    .reported-none = có báo cáo, và không liệt kê gì
    .turned-away = có báo cáo, nhưng điều kiện của chỉ tiêu loại các dòng của đơn vị này
    .uneven = { $unit }, { $period }: “{ $field }” không thể phát sinh, còn phần kia có số liệu
    .status = thiếu số liệu, trạng thái { $status }
    .no-members = danh mục không cho biết đơn vị này gồm những đơn vị nào vào ngày { $day }
    .no-share = không rõ bao nhiêu phần của { $unit } đã nhập vào đơn vị này
    .lines-missing = { $unit }, { $period }: có dòng của đơn vị này thiếu giá trị mà số liệu cần đến (trạng thái { $status })
    .value-missing = { $unit }, { $period }: không có số liệu “{ $field }” (trạng thái { $status })
    .row-missing = { $unit }, { $period }: tệp đã gửi không có dòng của đơn vị này
    .rejected = { $unit }, { $period }: tệp đã gửi không dùng được. { $because }
    .withdrawn = { $unit }, { $period }: tệp đã gửi đã được rút
    .never-came-due = { $unit }, { $period }: chưa gửi, hạn { $due }
    .never-came = { $unit }, { $period }: chưa gửi
    .decided = tệp ghi “{ $sent }”, { $who } quyết định là “{ $value }” ngày { $day }

explain-coverage = phủ { $reported }/{ $expected }

explain-csv-alone = chỉ `tinhso explain` trả lời dạng csv; hãy dùng --format text hoặc json

explain-due = hạn { $day }

explain-declared-then = Các khai báo đã thay đổi từ lần chạy { $run }; lần chạy này được giải thích theo khai báo của chính nó.

declarations-left-out = Khai báo có lỗi trong { $files } (tinhso check); lỗi không liên quan đến biểu này, nên biểu được đọc mà không dùng các tệp đó.

declarations-at-fault = Khai báo hiện nay có { $count } lỗi (tinhso check): trả lời theo khai báo mà lần chạy { $run } giữ lại.

explain-extracted = { $folder }: đã ghi { $files } tệp: tệp gốc, và bản sao .marked.xlsx có đánh dấu các ô
    .lines = Số liệu này cộng từ các dòng của tệp xuất: thêm --lines để tìm lại các dòng, rồi tệp gốc và bản sao mới được ghi
    .unmarked = { $count } tệp không có bản sao đánh dấu, vì quá lớn hoặc không mở được thành bảng

explain-lines =
    .head = { $area }, { $part } { $amount }: { $count } dòng
    .add-up = cộng lại từ { $count } dòng ✓
    .do-not = tìm lại được { $count } dòng, nhưng cộng KHÔNG khớp ✗
    .none = số liệu này không dựa trên tệp xuất theo dòng
    .too-many = số liệu này dựa trên hơn { $most } dòng; hãy hỏi khu vực nhỏ hơn hoặc kỳ ngắn hơn
explain-merged =
    .any = có một giá trị đúng
    .all = mọi giá trị đều đúng
    .max = lấy giá trị lớn nhất
    .mean = bình quân gia quyền theo { $weight }
    .min = lấy giá trị nhỏ nhất

explain-more = … và { $count } nữa (--all)

explain-no-value = không có số liệu

explain-not-counted = Không được tính: { $count } đơn vị

explain-decided = { $count } quyết định về ô:
    .by = { $who }, { $day }: { $why }
    .corrected = “{ $sent }” như đã gửi, “{ $value }” theo quyết định
    .kept = “{ $sent }” như đã gửi được giữ theo quyết định
    .row-kept = dòng như đã gửi được giữ theo quyết định

explain-findings = { $count } phát hiện về các ô này:

explain-uneven = Tử số và mẫu số không cùng đơn vị hoặc không cùng kỳ:

explain-not-used = Đã gửi đến nhưng không được dùng:

explain-withheld = Giữ lại vì { $count } lỗi:

explain-note = { $field } = { $value } · { $unit } · { $period }
    .share = { $field } = { $value } × { $share } · { $unit } · { $period }

explain-object = { $object } · { $cells } ô

explain-other-unit =
    .named = Mã hoặc tên này còn là của { $units }: thêm kỳ của đơn vị đó để hỏi về nó
    .since = { $code }, từ ngày { $day }
    .until = { $code }, đến ngày { $day }

explain-part =
    .numerator = tử số
    .denominator = mẫu số

explain-proof =
    .adds-up = cộng lại từ các ô: đúng tử số và mẫu số đã công bố ✓
    .units-add-up = cộng lại từ số liệu của { $all } đơn vị: đúng tử số và mẫu số đã công bố ✓
    .in-part = ở đây truy đến ô của { $followed } trong { $all } đơn vị (--all)
    .does-not = cộng lại từ các ô: KHÔNG ra tử số và mẫu số đã công bố ✗
    .cells = đọc lại từ kho lưu: { $same }/{ $all } ô khớp
    .unread = { $all } ô, chưa đọc lại từ kho lưu (--all)

explain-rank = hạng { $place }/{ $of } { $level }
    .ascending = hạng { $place }/{ $of } { $level } (từ thấp lên)

explain-received = nhận { $time }

explain-run = lần chạy { $run }

explain-target = mục tiêu { $goal } ({ $period }): { $state } · { $source }

## tinhso bundle

bundle-done = { $file }: lần chạy { $run } cùng { $inputs } tệp gốc, sổ tiếp nhận, khai báo và danh mục; tinhso verify --bundle kiểm chứng được ở bất cứ đâu

bundle-other-project = khai báo hoặc danh mục không phải của lần chạy { $run }; hãy lấy lại thư mục dự án như khi đó rồi đóng gói lại

bundle-refused =
    .declarations = khai báo trong { $file } không còn như khi lập gói: { $fault }; hãy xin lại gói từ nơi đã lập
    .foreign = { $file } chứa { $name }, gói nào cũng không có
    .missing = { $file } không phải gói trọn vẹn: thiếu { $name }
    .no-zip = { $file } không phải gói: { $cause }
    .other-version = { $file } không phải gói mà chương trình này đọc được: bundle.json không phải bản bundle/1
    .too-large = từ chối { $file }: giải nén ra hơn { $limit } MiB
    .unreadable = không đọc được { $name } trong { $file }: { $cause }

## tinhso verify

verify-head = Lần chạy { $run } · chương trình { $version } · tính các hạn đến { $deadline }

verify-compared =
    .outputs = kết quả
    .archive = kho lưu
    .ledger = sổ tiếp nhận
    .declarations = khai báo
    .registry = danh mục
    .program = chương trình
    .repeated = chạy lại
    .duckdb = bằng DuckDB

verify-outputs = { $same }/{ $all } tệp đúng SHA-256 ghi trong manifest.json
    .debris = { $same }/{ $all } tệp đúng SHA-256 ghi trong manifest.json; bỏ qua những gì chương trình khác để lại bên cạnh: { $debris }
    .others = { $same }/{ $all } tệp đúng SHA-256 ghi trong manifest.json, và có { $others } tệp lạ mà nó không ghi

verify-archive = { $same }/{ $all } tệp gốc đúng SHA-256 là tên của nó
    .damaged = { $same }/{ $all } tệp gốc đúng SHA-256 là tên của nó; `tinhso run --no-cache` lấy lại những tệp còn trong nơi nhận báo cáo, các tệp khác lấy từ bản sao lưu
    .of-bundle = { $same }/{ $all } tệp gốc đúng SHA-256 là tên của nó; hãy xin lại gói

verify-ledger =
    .counted = chuỗi các tệp nguyên vẹn, có đủ { $counted } lượt tiếp nhận mà lần chạy đã tính
    .missing = thiếu { $missing }/{ $counted } lượt tiếp nhận mà lần chạy đã tính: phần sau { $last } đã mất, hoặc { $last } không còn như cũ
    .none = các tệp của sổ đã mất: không còn lượt nào trong { $counted } lượt tiếp nhận mà lần chạy đã tính
    .broken = chuỗi các tệp không còn nguyên vẹn
    .broken-and-missing = chuỗi các tệp không còn nguyên vẹn, thiếu { $missing }/{ $counted } lượt tiếp nhận mà lần chạy đã tính

verify-digest =
    .same = { $digest }, như hiện nay
    .of-bundle = { $digest }, đúng như trong gói
    .other = { $then }, còn hiện nay là { $now }

verify-declarations =
    .faults = khai báo hiện nay có { $count } lỗi (tinhso check); so với khai báo mà lần chạy giữ lại
    .faults-alone = khai báo hiện nay có { $count } lỗi (tinhso check), và lần chạy không giữ khai báo nào
    .kept = { $then }, còn hiện nay là { $now }; so với khai báo mà lần chạy giữ lại

verify-repeated =
    .bytes = từ sổ tiếp nhận và kho lưu: { $same }/{ $all } tệp giống từng byte
    .values = từ sổ tiếp nhận và kho lưu, bằng chương trình khác: { $same }/{ $all } bảng có cùng giá trị
    .no-inputs = kho lưu không còn giữ nguyên các tệp gốc của lần chạy

verify-no-list = danh sách tệp gốc của lần chạy đã hỏng: inputs.parquet hoặc chuỗi ghi trong manifest.json

verify-other-project = khai báo hoặc danh mục không còn là của lần chạy đó; hãy lấy dự án như lúc đó rồi kiểm tra lại

verify-duckdb =
    .figures = { $same }/{ $all } số có tử số, mẫu số và số đơn vị đúng như DuckDB tính bằng câu SQL in ra
    .absent = chưa tính lại bằng máy khác: không có chương trình duckdb trong PATH
    .late = DuckDB không trả lời trong { $seconds } giây
    .failed = DuckDB không tính được các số: { $cause }
    .no-table = không đọc được { $table }

verify-keep = Hãy giữ dòng này ở nơi khác: { $run } manifest sha256 { $digest } chuỗi { $head } gồm { $length }

## tinhso release

release-done =
    .before = { $run } nay là lần hiện hành; trước đó là { $before }
    .first = { $run } nay là lần hiện hành; trước đó chưa có lần nào

release-withdrawn =
    { $count ->
       *[other] Lần này tính cả { $count } tệp đã bị rút: { $names }. Số liệu của chúng nay được công bố; `tinhso run` sẽ tính lại mà không có chúng.
    }

release-already = { $run } vốn là lần hiện hành

## tinhso withdraw, tinhso restore

withdraw-as-of = Chú ý: `as_of` trong tinhso.toml là { $as_of }; lần chạy tính đến một ngày trước { $day } không biết việc này. Hãy đổi hoặc bỏ `as_of`, hay chạy với --as-of.

withdraw-done =
    .withdrawn = Đã rút { $object } ({ $count } bản): lần chạy sau không tính; tệp vẫn còn trong kho lưu
    .restored = { $object } lại được tính ({ $count } bản) từ lần chạy sau

withdraw-twins = Cùng nội dung ấy còn được nhận dưới tên { $names }, và vẫn được tính: nếu ở đó cũng sai thì hãy rút cả { $count ->
       *[other] { $count } tệp đó
    }.

withdraw-no-reason = hãy nêu lý do bằng --why: sổ tiếp nhận giữ lại

withdraw-unknown =
    .misspelt = chưa nhận tệp nào tên { $object }; có phải { $nearest }?
    .other = chưa nhận tệp nào tên { $object }

withdraw-already = { $object } đã được rút trước đó

withdraw-not-withdrawn = { $object } không bị rút

## tinhso prune

prune-done =
    .held = Giữ các lần chạy được giữ lại, cho đến khi có `tinhso release` hoặc lần chạy sau: { $runs }
    .removed = Đã xóa { $removed } lần chạy, giữ { $kept }; kho lưu và sổ tiếp nhận vẫn nguyên
    .dry-run = Sẽ xóa { $removed } lần chạy, giữ { $kept }; chưa làm gì

## tinhso diff

declared-otherwise = Lần chạy { $run } dựa trên khai báo khác với khai báo hiện có, và chương trình này không đọc được khai báo mà nó lưu; hãy dùng dự án như lúc đó

diff-head = { $before } → { $after }

diff-no-run-before = nhật ký không cho biết lần chạy nào còn đó từng là hiện hành trước { $run }; hãy nêu hai lần chạy

diff-changes =
    .none = khai báo, danh mục, chương trình và hạn nộp: như nhau
    .deadline = hạn nộp: đến { $before } → đến { $after }
    .file = khai báo đổi: { $file }
    .file-new = khai báo mới: { $file }
    .file-gone = khai báo mất: { $file }
    .registry = danh mục đổi: đơn vị hoặc bảng chuyển đổi
    .program = chương trình khác: { $before } → { $after }

diff-inputs = Tệp khác nhau: { $count }

diff-input =
    .new = tệp mới
    .overwritten = bị ghi đè
    .gone = không còn tính
    .retimed = sửa thời điểm nhận
    .withdrawn = đã rút
    .restored = tính lại
    .replaces = thay { $objects }
    .revises = sửa số của { $objects }

diff-figures = Số liệu: { $moved } đổi, { $new } mới, { $gone } mất, { $same } như cũ

diff-explain = Xem ô: tinhso explain { $figure }

diff-section =
    .values = Giá trị đổi ({ $count })
    .statuses = Chỉ đổi trạng thái ({ $count })
    .targets = Chỉ đổi mục tiêu ({ $count })
    .parts = Chỉ đổi tử số, mẫu số hoặc độ phủ ({ $count })
    .new = Số mới ({ $count })
    .gone = Số mất ({ $count })

# Behind it the targets follow.
diff-targets = Mục tiêu đổi ({ $count })

diff-figure =
    .maps = { $count } bản đồ
    .status = trạng thái { $before } → { $after }
    .target = mục tiêu { $before } → { $after }
    .target-value = mức phải đạt { $before } → { $after }
    .unit = đơn vị tính { $before } → { $after }
    .numerator = tử số { $before } → { $after }
    .denominator = mẫu số { $before } → { $after }
    .reported = báo cáo { $before } → { $after }

diff-cause =
    .by = do { $causes }
    .deadline = quá hạn
    .declarations = khai báo
    .target = mục tiêu của nó
    .registry = danh mục
    .program = chương trình
    .unknown = không do tệp nào trên

diff-findings = Phát hiện: { $new } mới, { $resolved } đã hết, { $same } còn đó

diff-submissions = Báo cáo: { $new } mới, { $gone } mất, { $changed } đổi, { $same } như cũ

diff-more = … còn { $count } nữa (--all)

diff-not-compared = Không so sánh được, vì một lần chạy không có cột: { $columns }

diff-same = Không có gì khác

submission-state =
    .received = đúng hạn
    .late = muộn
    .missing = thiếu
    .rejected = không dùng được
    .superseded = bị thay
    .duplicate = trùng
    .withdrawn = đã rút

## --help: mỗi lệnh, và các đối số theo tên

help-bundle = Ghi một lần chạy cùng mọi thứ nó dựa vào thành một tệp, tinhso verify --bundle kiểm chứng được ở bất cứ đâu
    .file = Tệp cần ghi (zip); tệp đang có sẽ được thay
    .run = Lần chạy, hoặc current

help-check = Chỉ kiểm tra các khai báo: biểu, SQL, đơn vị tính, mục tiêu, danh mục đơn vị hành chính

help-diff = So sánh hai lần chạy: số nào đổi, đổi bao nhiêu, do đâu
    .all = Hiện mọi dòng, không chỉ những dòng đầu của mỗi mục
    .runs = Một lần chạy: so với lần hiện hành; hai lần: lần đầu với lần sau [mặc định: lần hiện hành với lần trước nó]

help-draft = Viết biểu nháp từ một mẫu, kèm những điều cần xem lại
    .file = Mẫu đã điền số liệu: bảng tính, CSV, JSON hoặc Parquet
    .name = Tên biểu, như trong schemas/NAME.json [mặc định: theo tiêu đề, số hiệu hoặc tên tệp]
    .output = Nơi ghi biểu; tệp đã có thì giữ nguyên [mặc định: đầu ra chuẩn]
    .pipeline = Nơi ghi thêm quy trình đầu tiên với một chỉ tiêu; tệp đã có thì giữ nguyên
    .sheet = Trang tính có bảng [mặc định: trang có bảng nhiều số liệu nhất]

help-exit-codes =
    Mã kết thúc:
      0  xong, không có lỗi nào trong số liệu
      1  xong, có phát hiện mức lỗi; lần chạy vẫn được công bố
      2  không chạy tiếp được; chưa công bố gì, lần chạy trước vẫn là hiện hành

help-explain = Cho biết một số liệu từ đâu ra: từng đơn vị, từng ô, và vì sao có đơn vị không được tính
    .all = Cho xem mọi đơn vị, dòng và tệp, và đọc lại mọi ô từ kho lưu
    .area = Mã hoặc tên đơn vị [mặc định: tỉnh]
    .breakdown = Giá trị của trường mà chỉ tiêu được phân tổ theo
    .extract = Thư mục để ghi các tệp gốc và bản sao có đánh dấu các ô
    .geography = as-reported, hoặc ngày của bản đồ như 2025-07-01 [mặc định: theo thứ tự của dự án]
    .indicator = Tên chỉ tiêu, như trong bảng catalog
    .lines = Tìm lại cả từng dòng của tệp xuất, khi số liệu dựa trên đó
    .method = Phương pháp, khi chỉ tiêu có nhiều phương pháp
    .period = Kỳ: 2025, 2025-S1, 2025-Q3, 2025-07 [mặc định: kỳ mới nhất có số liệu]
    .run = Lần chạy [mặc định: lần hiện hành]

help-export = Ghi số liệu và mục tiêu ra bảng tính hoặc CSV, cho người làm việc trên Excel
    .area = Riêng khu vực có mã hoặc tên này; ghi được nhiều lần
    .file = Tệp bảng tính (.xlsx) hoặc văn bản phẳng (.csv) cần ghi; tệp đã có sẽ bị thay
    .geography = Riêng bản đồ này: as-reported, hoặc ngày của một bản đồ
    .indicator = Riêng chỉ tiêu này; có thể ghi nhiều lần, các điều kiện dưới đây cũng vậy
    .level = Riêng cấp này: province (tỉnh), district (huyện), commune (xã)
    .pipeline = Riêng quy trình này
    .run = Lần chạy [mặc định: lần hiện hành]

help-completions = In ra tập lệnh gợi ý dòng lệnh cho trình vỏ (shell)
    .shell = Trình vỏ: bash, zsh, fish, elvish hoặc powershell

help-manual = Ghi các trang hướng dẫn (man) của chương trình và của từng lệnh
    .folder = Thư mục nhận các trang

manual-done = Đã ghi { $files } trang hướng dẫn vào { $folder }

help-init = Tạo một dự án mới, chạy được ngay
    .folder = Thư mục của dự án mới; sẽ được tạo, hoặc phải trống
    .name = Tên tỉnh [mặc định: một tên hư cấu]
    .province = Mã tỉnh, hai chữ số [mặc định: một mã hư cấu]

help-inspect = Cho xem trình đọc thấy gì trong các tệp: trang tính, bảng, tên cột, vai trò của từng dòng
    .files = Các tệp cần xem

help-plan = In câu SQL tính các thành phần của từng chỉ tiêu từ các bảng đã công bố
    .dialect = Phương ngữ SQL
    .pipeline = Quy trình có các chỉ tiêu cần in
    .tables = Nơi có các bảng đã công bố [mặc định: lần chạy hiện hành]

help-refused =
    .argument-missing = thiếu { $argument }
    .argument-misspelt = không có đối số { $argument }; có phải { $nearest }?
    .argument-repeated = { $argument } chỉ được ghi một lần
    .argument-unknown = không dùng được đối số { $argument } ở đây
    .command-misspelt = không có lệnh { $command }; có phải { $nearest }?
    .command-missing = thiếu tên lệnh
    .command-unknown = không có lệnh { $command }
    .more = Để biết thêm, hãy thêm --help.
    .no-text = có đối số không phải chữ UTF-8
    .value-missing = { $argument } cần một giá trị
    .value-not-listed = “{ $value }” không phải giá trị của { $argument }; hãy ghi một trong: { $possible }
    .value-too-many = “{ $value }” là giá trị thừa
    .value-no-day = “{ $value }” không phải là ngày cho { $argument }; hãy ghi như 2025-07-31
    .value-no-duration = “{ $value }” không phải là khoảng thời gian cho { $argument }; hãy ghi như 36h, 2d hoặc P1DT12H
    .value-no-number = “{ $value }” không dùng được cho { $argument }; hãy ghi số nguyên từ 1 trở lên (--threads: đến 1024)
    .value-wrong = “{ $value }” không phải giá trị của { $argument }

help-prune = Xóa các lần chạy cũ; kho lưu, sổ tiếp nhận, lần hiện hành và lần được giữ lại vẫn còn
    .dry-run = Chỉ cho biết sẽ xóa gì
    .keep = Giữ bao nhiêu lần chạy gần nhất
    .keep-monthly = Giữ thêm lần cuối của bao nhiêu tháng gần nhất

help-release = Đưa một lần chạy đã công bố thành hiện hành: lần được giữ lại, lần của một ngày trước, hoặc lần cũ
    .run = Lần chạy

help-restore = Tính lại những gì đã rút
    .object = Tệp, theo tên trong submissions.parquet
    .why = Lý do; sổ tiếp nhận giữ lại

help-run = Việc hằng đêm: đọc những gì mới, tính lại mọi số liệu, công bố
    .as-of = Tính các tệp đến hết ngày này (như 2025-07-31), thay cho ngày trong tinhso.toml, nếu không có thì đến hôm nay
    .hold = Công bố nhưng giữ nguyên lần hiện hành, đến khi có `tinhso release` (mã thoát 1)
    .metrics = Khi chạy xong, ghi vào tệp này những gì chương trình giám sát hỏi (kết quả, thời gian, số dòng, phát hiện, báo cáo thiếu), theo dạng OpenMetrics
    .no-cache = Đọc lại mọi tệp
    .threads = Số tệp đọc cùng lúc, từ 1 đến 1024 [mặc định: bằng số nhân của máy]

help-show = Cho xem một chỉ tiêu qua các kỳ: mọi bản đồ, phương pháp, mức phủ và mục tiêu
    .area = Mã hoặc tên đơn vị [mặc định: tỉnh]
    .breakdown = Chỉ một giá trị của trường mà chỉ tiêu được phân tổ theo
    .geography = Chỉ as-reported, hoặc ngày của một bản đồ như 2025-07-01
    .indicator = Tên chỉ tiêu, như trong bảng catalog
    .method = Chỉ một phương pháp
    .run = Lần chạy [mặc định: lần hiện hành]

help-status = Cho biết ai đã gửi gì, các lần chạy, và những gì chờ lần chạy sau
    .by = Đếm theo biểu (form), theo đơn vị gửi (sender) hoặc cả hai (sender,form): phải gửi, đã nhận, chậm, thiếu, bị loại với tỷ lệ từng loại, và phát hiện còn mở bao nhiêu ngày
    .check = Chỉ hỏi có ổn hay không, cho chương trình giám sát: một dòng, mã kết thúc 0 là ổn, 1 là không ổn, 2 là không biết được
    .max-age = Lần chạy mới nhất được cũ đến đâu: 36h, 90m, 2d hoặc P1DT12H
    .periods = Số kỳ gần nhất của mỗi biểu được hiện

help-template = Lập biểu trống cho một đơn vị điền; điền xong đọc lại được đúng như vậy
    .area = Đơn vị sẽ gửi: mã hoặc tên, ví dụ "Mường Thanh"
    .force = Ghi đè tệp đã có
    .form = Biểu: tên, hoặc số hiệu ở đầu biểu như 02/CĐS
    .output = Tệp bảng tính cần ghi [mặc định: FORM-CODE-PERIOD.xlsx trong thư mục đang đứng]
    .period = Kỳ báo cáo: 2025-07, 2025-Q3, 2025-S1 hoặc 2025

help-tinhso = Chỉ tiêu cấp tỉnh từ bảng tính của các huyện, xã; mỗi số liệu truy được về từng ô
    .color = Có tô màu câu trả lời hay không: auto là khi in ra màn hình, trừ khi có NO_COLOR hoặc CLICOLOR=0
    .format = Cho người đọc (text) hay cho máy đọc (json)
    .landing = Nơi nhận báo cáo, là thư mục hoặc URL, thay cho nơi ghi trong tinhso.toml
    .lang = Ngôn ngữ của thông báo [mặc định: TINHSO_LANG, nếu không có thì theo dự án]
    .log-format = Nhật ký (TINHSO_LOG=info hoặc debug để xem nhiều hơn) ghi ra stderr thế nào: dạng chữ (text), hay mỗi dòng một JSON (json)
    .project = Dự án: thư mục có tinhso.toml, hoặc thư mục con của nó [mặc định: thư mục đang đứng]
    .warehouse = Nơi ghi kết quả, là thư mục hoặc URL, thay cho nơi ghi trong tinhso.toml

help-validate = Kiểm tra báo cáo trước khi gửi
    .files = Các báo cáo cần kiểm tra
    .return-to = Thư mục để ghi tệp trả lại nơi gửi, có đánh dấu từng ô sai; tệp đã có không bị ghi đè

help-verify = Đối chiếu một lần chạy với những gì nó dựa vào, và chạy lại từ sổ tiếp nhận và kho lưu
    .run = Lần chạy [mặc định: lần hiện hành]
    .attestation = Ghi thêm kết quả vào tệp này theo dạng in-toto (SLSA verification summary)
    .bundle = Kiểm chứng lần chạy trong gói này, không cần dự án hay tệp nào khác
    .time-limit = DuckDB được chạy bao lâu, nếu có trong PATH

help-withdraw = Rút mọi bản đã nhận dưới một tên: số liệu của nó không còn, tệp vẫn còn
    .object = Tệp, theo tên trong submissions.parquet
    .why = Lý do; sổ tiếp nhận giữ lại

# Các chữ quanh lời giải thích.
help-words =
    .arguments = Đối số
    .command = LỆNH
    .commands = Các lệnh
    .default = [mặc định: { $value }]
    .help = In hướng dẫn này
    .help-command = In hướng dẫn của một lệnh
    .options = Tùy chọn
    .possible = [giá trị: { $values }]
    .some-options = [TÙY CHỌN]
    .usage = Cách dùng:
    .version = In phiên bản
