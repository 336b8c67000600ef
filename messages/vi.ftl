# Mọi câu chữ mà người dùng đọc, bằng tiếng Việt. Tệp en.ftl có cùng các khóa bằng tiếng Anh.
#
# Có thể sửa câu chữ ở đây mà không cần biết lập trình. Chỉ cần giữ nguyên khóa ở bên trái dấu bằng và các tham số trong
# ngoặc nhọn, như { $label }. Cú pháp: https://projectfluent.org/fluent/guide/

## Phát hiện: mỗi mã một mục. `.meaning` là nghĩa của mã, các dòng khác là câu báo cho người gửi.

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

check-failed =
    .meaning = Một điều kiện của phép kiểm tra không đúng.

constraint-error =
    .meaning = Giá trị vi phạm ràng buộc của trường.
    .required = Ô bắt buộc nhưng để trống; hãy ghi số liệu, hoặc ghi lý do thiếu như “...”
    .expected-value = có giá trị
    .too-small = { $number } nhỏ hơn { $minimum }
    .too-large = { $number } lớn hơn { $maximum }
    .not-listed = “{ $text }” không thuộc danh sách: { $list }
    .pattern = “{ $text }” không đúng mẫu
    .too-short = Ô có { $length } ký tự, ngắn hơn quy định
    .too-long = Ô có { $length } ký tự, dài hơn quy định

doubtful-encoding =
    .meaning = Chữ của trang tính có vẻ theo một bảng mã cũ trước Unicode nhưng không chắc chắn; được đọc nguyên như đã ghi.
    .kept = Chữ có vẻ theo bảng mã { $encoding } (chỉ chắc { $percent }%), được giữ nguyên; hãy gửi tệp bằng Unicode.

doubtful-label =
    .meaning = Tên cột gần giống nhưng không trùng với tên của một trường; cột được đọc theo trường đó.
    .alike = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form } (giống { $score }/100); hãy ghi tên cột đúng như biểu mẫu.
    .unclear-group = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form }, nhưng ô tên nhóm phía trên chưa gộp nên không chắc nhóm gồm những cột nào; hãy gộp ô tên nhóm trên đúng các cột của nó.
    .unknown-group = Cột “{ $label }” được hiểu là “{ $field }” của biểu { $form }, nhưng nằm dưới một nhóm mà biểu không có, có thể chỉ là một phần của số liệu; nếu đúng là số của biểu, hãy bỏ tên nhóm.

duplicate-label =
    .meaning = Hai cột cùng mang tên của một trường.
    .groups = Nhiều cột ({ $cells }) đều là “{ $label }” dưới các nhóm khác nhau: { $groups }; không biết nhóm nào là số của kỳ báo cáo. Hãy tách mỗi kỳ (mỗi nhóm) thành một bảng riêng, ghi kỳ ở đầu bảng.
    .same = Nhiều cột cùng mang tên “{ $label }” ({ $cells }), không biết lấy cột nào; hãy chỉ để lại một cột, hoặc ghi tên khác cho cột không thuộc biểu.
    .side-by-side = Cột “{ $label }” lặp lại trên cùng dòng tên cột ({ $cells }): hai bảng đặt cạnh nhau mà không tách được. Hãy đặt bảng bên phải xuống dưới bảng bên trái, hoặc sang trang tính khác.

duplicate-submission =
    .meaning = Tệp có nội dung giống hệt đã được gửi trước đó.
    .same-bytes = Tệp giống hệt { $object } đã nhận trước; chỉ tính một lần

earlier-row-kept =
    .meaning = Lần gửi sau thiếu một đơn vị, hoặc dòng của đơn vị đó bị cách ly; dòng của lần gửi trước được giữ.
    .quarantined = Dòng nộp sau bị loại; giữ số liệu nộp trước ở dòng { $row }
    .unit-missing = { $object } không có đơn vị này; giữ số liệu nộp trước

empty-file =
    .meaning = Tệp không có nội dung.
    .archive = Tệp nén không chứa tệp nào; hãy gửi lại cùng các bảng số liệu.
    .no-content = Tệp rỗng, không có nội dung; hãy gửi lại tệp có số liệu.

encrypted-file =
    .meaning = Bảng tính được bảo vệ bằng mật khẩu.
    .password = Tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại. Nếu không ai đặt mật khẩu thì cấu trúc sổ tính đang được bảo vệ: hãy bỏ bảo vệ (Review, Protect Workbook) rồi lưu lại.

ended-area =
    .meaning = Đơn vị có thật, nhưng trong danh mục của thời điểm khác với kỳ báo cáo.
    .ended = { $unit } ({ $written }) không còn từ { $end }
    .merged = { $unit } ({ $written }) đã nhập vào { $became } từ { $end }
    .not-yet = { $unit } ({ $written }) chỉ có từ { $begin }

error-cell =
    .meaning = Ô mang lỗi của bảng tính, như #REF!, hoặc có công thức chưa từng được tính.
    .error = Ô mang lỗi { $error } của bảng tính; hãy sửa công thức hoặc ghi giá trị
    .uncomputed = Ô có công thức nhưng chưa được tính; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .area = Ô mã hoặc tên đơn vị “{ $written }” mang lỗi của bảng tính nên không biết dòng là của đơn vị nào; hãy ghi mã hoặc tên
    .area-other-used = Ô mã hoặc tên đơn vị “{ $written }” mang lỗi của bảng tính; đơn vị lấy theo ô còn lại
    .area-uncomputed = Ô mã hoặc tên đơn vị “{ $written }” chưa được tính nên không biết dòng là của đơn vị nào; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .area-uncomputed-other-used = Ô mã hoặc tên đơn vị “{ $written }” chưa được tính; đơn vị lấy theo ô còn lại

excess-digits =
    .meaning = Số có nhiều chữ số thập phân hơn quy định của trường; được làm tròn, phần bằng một nửa làm tròn ra xa số 0.
    .rounded = “{ $written }” có quá { $digits } chữ số thập phân; đã làm tròn thành { $rounded }
    .converted-and-rounded =
        { $how ->
            [divided] “{ $written }”, chia cho { $factor }, có quá { $digits } chữ số thập phân; đã làm tròn thành { $rounded }
           *[multiplied] “{ $written }”, nhân với { $factor }, có quá { $digits } chữ số thập phân; đã làm tròn thành { $rounded }
        }
    .expected = tối đa { $digits } chữ số thập phân

external-link =
    .meaning = Công thức lấy giá trị từ tệp khác; hệ thống dùng giá trị đã lưu.
    .stored-value = Công thức lấy số liệu từ tệp khác (“{ $file }”); hệ thống dùng giá trị đã lưu và không kiểm tra được tệp đó. Hãy dán thành giá trị rồi gửi lại.

extra-label =
    .meaning = Cột không thuộc trường nào của biểu.
    .no-field = Cột “{ $label }” không có trong biểu { $form } nên không được đọc; hãy kiểm tra tên cột.
    .other-period = Cột “{ $label }” ghi số của kỳ khác, số lũy kế hoặc số kế hoạch nên không được đọc vào biểu { $form } của kỳ này; nếu đúng là số của kỳ này, hãy sửa tên cột.

foreign-area =
    .meaning = Đơn vị không trực thuộc đơn vị gửi.
    .not-in-sender = { $unit } ({ $code }) không thuộc { $sender }
    .outside-section = { $unit } không thuộc { $section } là mục mà dòng đứng dưới; dòng vẫn được tính cho { $unit }. Hãy chuyển dòng về đúng mục.

formula-mismatch =
    .meaning = Giá trị khác với công thức ghi ở dòng đánh số của cột.
    .differs = Cột ({ $column }) ghi { $written }, nhưng theo công thức “{ $formula }” ở dòng đánh số cột phải là { $expected }; hãy kiểm tra lại các cột

hidden-column =
    .meaning = Cột của trường bị ẩn; vẫn được đọc.
    .hidden = Có cột số liệu bị ẩn ({ $columns }: { $labels }); số liệu vẫn được đọc. Hãy bỏ ẩn, hoặc xóa nếu không dùng.

hidden-row =
    .meaning = Dòng số liệu bị ẩn hoặc bị bộ lọc che; vẫn được đọc.
    .hidden = Có dòng số liệu bị ẩn hoặc bị lọc ({ $rows }); số liệu vẫn được đọc. Hãy bỏ ẩn, bỏ lọc, hoặc xóa nếu không dùng.

hidden-sheet =
    .meaning = Trang tính có bảng số liệu bị ẩn; chỉ được đọc khi không trang nào đang hiện có bảng.
    .not-read = Trang tính “{ $sheet }” bị ẩn và không được đọc, vì các trang đang hiện đã có bảng số liệu. Hãy bỏ ẩn nếu cần gửi, hoặc xóa trang.
    .read = Trang tính “{ $sheet }” bị ẩn nhưng có bảng số liệu; bảng vẫn được đọc. Hãy bỏ ẩn hoặc xóa trang nếu không dùng.

late-submission =
    .meaning = Báo cáo gửi sau thời hạn; vẫn được dùng.
    .late = Nhận ngày { $day }, hạn là { $due }

legacy-encoding =
    .meaning = Chữ của trang tính theo một bảng mã cũ trước Unicode; đã được chuyển đổi.
    .decoded = Chữ theo bảng mã { $encoding } (chắc { $percent }%), đã đổi sang Unicode; hãy gửi tệp bằng Unicode.

lost-letter =
    .meaning = Tên bị mất chữ ư (trong TCVN3 là dấu nối mềm); được hiểu là đơn vị duy nhất phù hợp.
    .name = “{ $written }” mất chữ ư (bảng mã TCVN3); chỉ có thể là { $unit } ({ $code })

macro-file =
    .meaning = Bảng tính có macro; macro không được chạy, chỉ đọc các giá trị đã lưu trong ô.
    .not-run = Tệp có macro; macro không được chạy, chỉ đọc các giá trị đã lưu trong ô. Nên gửi tệp .xlsx không có macro.

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
    .period = Tên tệp hoặc thư mục nói kỳ { $named }, trong bảng ghi kỳ { $written }; số liệu được lấy theo bảng. Hãy kiểm tra kỳ báo cáo.
    .sender = Tên tệp hoặc thư mục nói { $named }, trong bảng ghi đơn vị báo cáo { $written }; số liệu được lấy theo bảng. Hãy kiểm tra đơn vị gửi.
    .sheet = Tên trang tính nói { $sheet }, phần đầu bảng ghi đơn vị báo cáo { $head }; lấy theo bảng

not-restated =
    .meaning = Một trường hoặc đơn vị không thể quy đổi sang địa giới khác; giá trị ở đó coi như thiếu.
    .no-rule = Không quy đổi được `{ $field }` sang bản đồ { $geography }: trường không có quy tắc gộp
    .no-share = Không quy đổi được `{ $field }` sang bản đồ { $geography }: có đơn vị bị chia mà không có tỷ lệ

number-format =
    .meaning = Cột ghi số theo dấu thập phân khác với quy định của biểu.
    .other-sign = Cả cột viết số với dấu thập phân “{ $written }”, khác khai báo “{ $declared }”

oversized-file =
    .meaning = Tệp lớn hơn giới hạn cho phép, hoặc sẽ vượt giới hạn khi giải nén.
    .gzip = Tệp nén gzip bung ra lớn bất thường nên không được đọc; hãy nén lại tệp số liệu rồi gửi.
    .limit = Tệp quá lớn, vượt giới hạn { $limit }; hãy xóa phần thừa hoặc chia nhỏ rồi gửi lại.

period-out-of-range =
    .meaning = Kỳ không phải kỳ của biểu: khác loại kỳ, chưa bắt đầu khi tệp được gửi, hoặc trước kỳ đầu tiên.
    .not-begun = Kỳ { $period } bắt đầu ngày { $start }, sau ngày nhận tệp

primary-key =
    .meaning = Hai dòng của một tệp có cùng khóa.
    .identical = Dòng lặp lại y hệt dòng { $row }; chỉ tính một lần
    .differing =
        { $others ->
            [0] Các dòng { $rows } cùng khóa nhưng khác số liệu; tất cả bị loại
           *[other] Các dòng { $rows } và { $others } dòng khác cùng khóa nhưng khác số liệu; tất cả bị loại
        }
    .suggestion = giữ một dòng đúng

scaled-number =
    .meaning = Định dạng của ô hiển thị số đã chia cho một nghìn hoặc hơn; lấy số đang hiển thị.
    .shown =
        { $count ->
           *[other] Có { $count } ô, ô này là ô đầu tiên, mang định dạng hiển thị số đã chia cho một nghìn hoặc hơn (như #,##0,,); hệ thống lấy số đang hiển thị. Hãy ghi số theo đơn vị tính của biểu với định dạng thông thường.
        }

superseded =
    .meaning = Đã có lần gửi sau thay thế.
    .by = Đã được thay bằng { $object }

total-mismatch =
    .meaning = Tổng ghi trong bảng khác với tổng của các dòng.
    .differs = Tổng ghi { $printed }, cộng các dòng được { $sum }, lệch { $difference }; hãy kiểm tra lại dòng tổng và các dòng
    .differs-in-unit = Tính theo đơn vị của biểu ({ $unit }), tổng ghi { $printed }, cộng các dòng được { $sum }, lệch { $difference }; hãy kiểm tra lại dòng tổng và các dòng

type-error =
    .meaning = Ô không chứa giá trị đúng kiểu của trường.
    .not-a-number = “{ $written }” không phải là số
    .other-signs = “{ $written }” không phải là số; ở cột này dấu “{ $group }” tách hàng nghìn, dấu “{ $decimal }” tách phần thập phân
    .not-whole = “{ $written }” không phải là số nguyên
    .too-large = “{ $written }” quá lớn để cộng chính xác; hãy kiểm tra lại số và đơn vị tính
    .not-a-boolean = “{ $written }” không phải là có hoặc không
    .not-a-day = “{ $written }” không phải là ngày
    .expected-integer = số nguyên
    .expected-number = số
    .expected-text = chữ
    .expected-boolean = có hoặc không
    .expected-day = ngày, như 31/12/2025

unclaimed-object =
    .meaning = Không nguồn nào của các quy trình đã khai báo nơi đặt tệp.
    .no-source = Không nguồn nào của các quy trình khai báo nơi này
    .form = Tệp là biểu { $form }, nhưng không nguồn nào nhận biểu này từ đây

unclear-unit =
    .meaning = Chỗ ghi đơn vị tính chỉ có bội số mà không rõ của đơn vị nào, hoặc có hai đơn vị cùng loại; số liệu được đọc theo đơn vị của biểu.
    .unclear = Không rõ đơn vị tính “{ $unit }”; số được đọc theo đơn vị của biểu, hãy ghi một đơn vị như “{ $own }”

unit-converted =
    .meaning = Đơn vị tính của bảng khác bội số 10 so với biểu; giá trị đã được quy đổi.
    .table =
        { $how ->
            [divided] Bảng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số được chia cho { $factor }
           *[multiplied] Bảng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số được nhân với { $factor }
        }
    .rows =
        { $how ->
            [divided] Các dòng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số ở đó được chia cho { $factor }
           *[multiplied] Các dòng ghi đơn vị tính “{ $unit }”, biểu dùng “{ $own }”; mỗi số ở đó được nhân với { $factor }
        }
    .cell =
        { $how ->
            [divided] “{ $written }” ghi kèm đơn vị “{ $unit }”; số được chia cho { $factor }
           *[multiplied] “{ $written }” ghi kèm đơn vị “{ $unit }”; số được nhân với { $factor }
        }

unit-mismatch =
    .meaning = Đơn vị tính của bảng mâu thuẫn với đơn vị tính của trường.
    .column = Đơn vị tính “{ $unit }” của cột mâu thuẫn với biểu (“{ $own }”); các dòng của bảng bị loại
    .row = Đơn vị tính “{ $unit }” của dòng mâu thuẫn với biểu (“{ $own }”); dòng bị loại
    .cell = Đơn vị “{ $unit }” trong ô mâu thuẫn với đơn vị của cột; hãy ghi số theo đơn vị của biểu

unknown-area =
    .meaning = Đơn vị không có trong danh mục đơn vị hành chính.
    .blank = Dòng có số liệu nhưng không ghi mã và tên đơn vị hành chính; hãy ghi mã hoặc tên, hoặc xóa dòng thừa
    .keep-zero = { $code } { $unit } (mã phải là văn bản, giữ số 0 ở đầu)
    .no-code = Mã { $code } không có trong danh mục đơn vị hành chính ngày { $day }
    .no-name = “{ $name }” không có trong danh mục đơn vị hành chính ngày { $day }
    .other-level = Mã { $code } là { $unit } ({ $level }); biểu này báo cáo theo { $levels }

unknown-form =
    .meaning = Không bảng nào của tệp có tên cột của một biểu đã khai báo.
    .nearest = Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo; gần nhất là biểu { $form } với { $matched } trên { $all } tên cột. Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.
    .none = Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo. Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.
    .other-period = Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo; gần nhất là biểu { $form } với { $matched } trên { $all } tên cột; { $others } cột số liệu khác của biểu này chỉ có ở các cột ghi số lũy kế, số kế hoạch hoặc số của kỳ khác, không được lấy làm số của kỳ báo cáo. Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.

unknown-period =
    .meaning = Kỳ báo cáo không được ghi ở đâu, hoặc không đọc được.
    .head-missing = Phần đầu bảng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo { $length }, hãy ghi như gợi ý
    .head-other = “{ $written }” không phải kỳ của biểu này, báo cáo theo { $length }; hãy ghi như gợi ý
    .head-two = Phần đầu bảng ghi hai kỳ khác nhau: { $first } và { $second }; không rõ kỳ nào đúng nên không đoán. Hãy chỉ ghi một { $length } là kỳ của báo cáo.
    .cell = “{ $written }” không phải kỳ đọc được; biểu này báo cáo theo { $length }, hãy ghi như gợi ý
    .cell-missing = Dòng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo { $length }, hãy ghi như gợi ý

unknown-sender =
    .meaning = Phần đầu bảng ghi đơn vị gửi không có trong danh mục; đơn vị gửi được suy từ các dòng.
    .head = “{ $written }” không phải là đơn vị hành chính ngày { $day }; đơn vị gửi được suy từ các dòng
    .suggestion = UBND huyện … hoặc UBND xã …

unread-cell =
    .meaning = Tệp có ô mà không đọc được giá trị: nội dung không đúng loại đã ghi, hoặc người mở tệp không nhìn thấy.
    .value = Ô được đánh dấu là số, giá trị logic hoặc chuỗi dùng chung nhưng “{ $written }” không phải; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .kind = Ô chứa “{ $written }” thuộc loại không nhận biết được; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .moved = Dòng có nhiều ô hơn số cột nên các số từ “{ $written }” trở đi có thể nằm sai cột; hãy đặt số có chứa dấu phân cách trong dấu ngoặc kép rồi gửi lại
    .record = Ô bị hỏng nên không biết giá trị; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi
    .twice = Tệp ghi ô này hai lần với hai giá trị: { $written }; không biết giá trị nào đúng
    .covered = Ô nằm dưới vùng gộp và chứa “{ $written }” mà trang tính không hiển thị; hãy bỏ gộp ô và kiểm tra lại số liệu
    .address = Ô chứa “{ $written }” không có địa chỉ trên trang tính nên không được đọc
    .position = Tệp có “{ $written }” nằm ngoài các dòng của trang tính nên không được đọc
    .others =
        { $count ->
           *[other] Còn { $count } ô khác của trang tính không được đọc
        }

unread-row =
    .meaning = Các dòng dưới tên cột có giá trị nhưng không phải số liệu: ghi chú viết trong các cột, hoặc dòng tổng không có dòng nào để cộng.
    .notes = { $count } dòng từ dòng { $row } nằm dưới các cột của bảng nhưng được hiểu là ghi chú nên không được đọc; nếu là số liệu, hãy ghi STT và tên đơn vị, rồi xóa chữ kết thúc bảng nằm phía trên
    .only-totals = Mọi dòng có số của bảng đều là dòng tổng hoặc dòng của mục, không có dòng số liệu nào; hãy ghi các dòng số liệu, đánh số 1, 2, 3

unread-sheet =
    .meaning = Trang tính có số liệu nhưng không có tên cột của biểu nào; không được đọc.
    .no-form = Trang tính “{ $sheet }” có số liệu nhưng không có tên cột của biểu nào nên không được đọc; hãy thêm dòng tên cột, hoặc xóa trang nếu không dùng.
    .missing = Tệp có ghi tên trang tính “{ $sheet }” nhưng không chứa trang này; hãy kiểm tra rồi gửi lại tệp.
    .broken = Trang tính “{ $sheet }” bị hỏng hoặc bị cắt cụt nên không được đọc; hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi.
    .too-many-labels = Trang tính có quá nhiều dòng giống tên cột nên không tìm hết được các bảng; trang không được dùng. Hãy tách bảng ra các trang riêng.

unreadable-file =
    .meaning = Tệp không theo định dạng nào đọc được, hoặc kết thúc quá sớm.
    .archive-broken = Không giải nén được: tệp nén bị hỏng hoặc bị cắt ngắn; hãy nén lại bằng kiểu zip thông thường rồi gửi lại.
    .archive-no-zip = Tệp này là tệp nén không phải zip, không phải bảng tính; hãy giải nén và gửi các bảng số liệu, hoặc nén lại thành .zip.
    .archive-unsupported = Không giải nén được: tệp nén theo kiểu không hỗ trợ; hãy nén lại bằng kiểu zip thông thường rồi gửi lại.
    .archive-within = “{ $name }” là tệp nén nằm trong tệp nén nên không được mở; hãy giải nén rồi gửi lại.
    .attachment = “{ $name }” không phải bảng tính nên được bỏ qua; nếu tệp có số liệu, hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .cut-short = Tệp bị cắt ngắn hoặc hỏng: không tìm thấy phần kết thúc của tệp; hãy mở lại bằng Excel, lưu và gửi lại.
    .gzip-broken = Tệp nén gzip bị hỏng nên không giải nén được; hãy nén và gửi lại.
    .gzip-cut-short = Tệp nén gzip bị cắt ngắn; hãy nén và gửi lại.
    .json-broken = Tệp JSON sai cú pháp ở dòng { $line }, ký tự { $column }; hãy xuất và gửi lại.
    .json-cut-short = Tệp JSON bị cắt ngắn ở dòng { $line }; hãy xuất và gửi lại.
    .json-no-rows = Tệp JSON không có danh sách các dòng; hãy gửi một danh sách đối tượng, hoặc mỗi dòng một đối tượng.
    .no-spreadsheet = Tệp này không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .no-text = Không nhận ra định dạng của tệp: không phải bảng tính, cũng không phải văn bản; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8.
    .no-worksheet = “{ $name }” không có trang tính nào; hãy kiểm tra rồi gửi lại.
    .old-program = Tệp là bảng của một chương trình cũ (SYLK, DIF, dBASE, Lotus 1-2-3 hoặc Excel trước năm 1995); hãy mở bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi gửi lại.
    .open-quote = Dấu ngoặc kép mở ở dòng { $line } không đóng; hãy sửa dòng đó rồi gửi lại.
    .page = Tệp này là một trang HTML hoặc XML mang đuôi bảng tính, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .parquet = Không đọc được tệp Parquet: tệp bị hỏng, bị cắt ngắn hoặc nén theo kiểu không hỗ trợ; hãy xuất lại, nén bằng snappy hoặc zstd.
    .pdf = Tệp này là tệp PDF, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .picture = Tệp này là tệp ảnh, không phải bảng tính; hãy nhập số liệu vào tệp .xlsx hoặc .csv rồi gửi lại.
    .rtf = Tệp này là văn bản RTF, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .text-broken = Tệp văn bản có chữ hỏng ở dòng { $line }; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8.
    .text-cut-short = Tệp văn bản bị cắt ngắn giữa một chữ; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8.
    .word = Tệp này là văn bản Word, không phải bảng tính; hãy lưu thành .xlsx hoặc .csv rồi gửi lại.
    .workbook = Không đọc được bảng tính: tệp bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.
    .workbook-no-package = Không đọc được bảng tính: gói tệp nén bên trong bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.
    .workbook-records = Không đọc được bảng tính: các bản ghi bên trong không nối tiếp nhau, tệp bị hỏng hoặc bị cắt ngắn; hãy mở lại bằng Excel, lưu và gửi lại.
    .workbook-shared-part = Không đọc được bảng tính: hai trang tính dùng chung một phần của tệp; hãy mở lại bằng Excel, lưu và gửi lại.

## Dùng chung trong các phát hiện: giới hạn, cấp đơn vị, đơn vị tính, độ dài của kỳ.

finding-in-column = { $finding } ({ $others } ô khác trong cột cũng vậy)

finding-in-total = Dòng tổng: { $finding }; tổng này không được đối chiếu

finding-more = Còn { $count } chỗ nữa có lỗi này

level-commune = cấp xã

level-district = cấp huyện

level-province = cấp tỉnh

limit-bytes = { $limit } byte

limit-cells = { $limit } ô

limit-files = { $limit } tệp

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
    .dossier = hồ sơ
    .enterprise = doanh nghiệp
    .household = hộ
    .household-business = hộ kinh doanh
    .percent = %
    .person = người
    .point = điểm
    .product = sản phẩm
    .service = dịch vụ
    .village = thôn, bản
    .vnd = đồng

## Lỗi làm dừng một lần chạy.

error-arrivals = { $object }, dòng { $line }: { $cause }

error-damaged = { $object } bị hỏng: { $cause }

error-declarations = khai báo có { $count } lỗi; chưa công bố gì

error-engine = không tính được { $subject }: { $cause }

error-locked = một lần chạy khác đang ghi vào { $warehouse }; hãy thử lại khi nó xong

error-no-project = không có tinhso.toml trong { $folder } hay thư mục trên; hãy chỉ dự án bằng --project DIR

error-program = một bảng kết quả không đúng cấu trúc nên chưa công bố gì; hãy báo lỗi này: { $cause }

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

error-subject =
    .checks = các phép kiểm tra của biểu { $form }
    .lines = các dòng của biểu { $form }

## check

check-sound = Khai báo hợp lệ: { $forms } biểu, { $pipelines } quy trình, { $indicators } chỉ tiêu, { $units } đơn vị hành chính
check-warning = cảnh báo: { $fault }

## Tóm tắt của một lần chạy

summary-figures = Số liệu
    .counted = { $published } có giá trị, { $empty } để trống kèm lý do

summary-files = Tệp
    .counted = { $counted } tệp trong sổ đến hết ngày { $day }, lần này đọc { $read }

summary-findings = Phát hiện
    .counted = { $errors } lỗi, { $warnings } cảnh báo

summary-more-errors = … và { $errors } lỗi nữa trong { $file }

summary-results = Kết quả

summary-rows = Dòng
    .counted = { $accepted } dùng được, { $quarantined } bị loại

summary-run = Lần chạy
    .unchanged = { $run } (không thay đổi)

summary-submissions = Báo cáo
    .counted = { $received } đúng hạn, { $late } muộn, { $missing } thiếu, { $rejected } không dùng được

summary-target =
    .indicator = Chỉ tiêu
    .period = Kỳ
    .figure = Đạt được
    .goal = Mục tiêu
    .state = Trạng thái
    .source = Nguồn

## Phát hiện và bảng trong một tệp, trên màn hình

finding-expected = cần: { $expected }

finding-row = dòng { $row }

finding-severity =
    .error = lỗi
    .warning = cảnh báo

finding-suggestion = gợi ý: { $suggestion }

finding-written = ghi: { $value }

validate-table =
    .no-period = chưa rõ
    .no-sender = không rõ nơi gửi
    .rows = biểu { $form } kỳ { $period }, { $sender }: { $accepted } dòng dùng được, { $quarantined } dòng bị loại

## tinhso status

status-current =
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
    .without-period = { $files } tệp không rõ kỳ

status-landing = Nơi nhận: { $cause }

status-no-run = Chưa có lần chạy nào; `tinhso run` sẽ tạo lần đầu

status-runs =
    .confirmed = Xác nhận
    .current = hiện hành
    .errors = Lỗi
    .more = … và { $runs } lần nữa
    .published = Công bố
    .run = Lần chạy
    .times = Số lần
    .warnings = Cảnh báo

status-waiting =
    .both = Đang chờ   { $new } tệp mới, { $overwritten } tệp bị ghi đè kể từ lần chạy trước
    .new = Đang chờ   { $new } tệp mới
    .new-since = Đang chờ   { $new } tệp mới kể từ lần chạy trước
    .none = Đang chờ   không có tệp mới
    .none-since = Đang chờ   không có tệp mới kể từ lần chạy trước
    .overwritten = Đang chờ   { $overwritten } tệp bị ghi đè kể từ lần chạy trước
    .passed-over = Bỏ qua: { $object }
