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
    .password = Tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.

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
    .no-share = { $unit } đã được chia cho { $heirs } mà chưa có tỷ lệ chia: không quy đổi được { $fields } sang { $geography }; hãy ghi tỷ lệ của từng đơn vị vào registry/crosswalk.csv

rounds-to-nothing =
    .meaning = Số khác 0 nhưng quá nhỏ so với số chữ số thập phân của trường; nhiều khả năng sai đơn vị tính. Dòng không được dùng.
    .rounded = “{ $written }” thành 0 khi giữ { $digits } chữ số thập phân; số này có đúng là tính bằng { $own } không? Hãy ghi theo đơn vị đó, hoặc ghi rõ đơn vị tính của bảng
    .converted =
        { $how ->
            [divided] “{ $written }”, chia cho { $factor }, thành 0 khi giữ { $digits } chữ số thập phân; đơn vị tính của bảng có đúng không? Biểu tính bằng { $own }
           *[multiplied] “{ $written }”, nhân với { $factor }, thành 0 khi giữ { $digits } chữ số thập phân; đơn vị tính của bảng có đúng không? Biểu tính bằng { $own }
        }

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

unread-row =
    .meaning = Các dòng dưới tên cột có giá trị nhưng không phải số liệu: ghi chú viết trong các cột, hoặc dòng tổng không có dòng nào để cộng.
    .notes = { $count } dòng từ dòng { $row } nằm dưới các cột của bảng nhưng được hiểu là ghi chú nên không được đọc; nếu là số liệu, hãy ghi STT và tên đơn vị, rồi xóa chữ kết thúc bảng nằm phía trên
    .only-totals = Mọi dòng có số của bảng đều là dòng tổng hoặc dòng của mục, không có dòng số liệu nào; hãy ghi các dòng số liệu, đánh số 1, 2, 3

unread-sheet =
    .meaning = Trang tính có số liệu nhưng không có tên cột của biểu nào; không được đọc.
    .no-form = Trang tính “{ $sheet }” có số liệu nhưng không có tên cột của biểu nào nên không được đọc; hãy thêm dòng tên cột, hoặc xóa trang nếu không dùng.
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

# Các dòng của arrivals.csv; các chữ này vào câu error-arrivals.
arrivals =
    .columns = có { $count } cột; hãy ghi object,received_at
    .header = dòng tên cột là `{ $written }`; hãy ghi object,received_at
    .no-instant = `{ $written }` không phải là thời điểm; hãy ghi như 2025-04-15T08:30:00+07:00
    .no-object = chưa ghi tên tệp (object)
    .not-utf-8 = tệp không theo UTF-8; hãy lưu tệp theo UTF-8
    .unreadable = không đọc được dòng này: { $words }

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
    .refused = có giá trị không hợp lệ: { $words }
    .syntax = sai cú pháp: { $words }

# project/written/keys.rs: các khóa và các từ.
fault-key =
    .either = { $first } hoặc { $second }
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

# project/check/mod.rs
fault-project =
    .geography-twice = bản đồ { $geography } được khai báo hai lần
    .map-empty = danh mục không có đơn vị nào có hiệu lực vào ngày { $day }
    .map-older = bản đồ ngày { $day } cũ hơn bản đồ ngày { $newest }: chưa quy đổi được số liệu mới về bản đồ cũ
    .no-geography = chưa khai báo bản đồ nào
    .province = `province` ghi mã `{ $code }`, không phải là mã của đơn vị cấp cao nhất nào trong danh mục
    .two-forms = hai biểu cùng mang tên `{ $name }`
    .two-pipelines = hai quy trình cùng mang tên `{ $name }`

# project/check/form.rs
fault-form =
    .area-beside = trường `{ $field }` có vai trò `area` trong khi một trường khác cũng chứa đơn vị hành chính
    .area-twice = hai trường cùng có vai trò `area`, là vai trò của cột duy nhất chứa mã hoặc tên đơn vị
    .area-twice-write = ở trường `{ $field }` hãy ghi "role": "{ $role }"
    .bound = `{ $bound }` không phải là giới hạn so sánh được với giá trị
    .decimal-sign = trường `{ $field }` chưa nêu dấu thập phân, mà các dòng được đọc lần lượt, không so sánh với nhau
    .decimal-sign-write = "decimalChar": "," hoặc "decimalChar": "."
    .enum-twice = `enum` của trường `{ $field }` ghi `{ $value }` hai lần
    .first-period = `first_period` không phải là kỳ { $length }
    .key-of-lines = biểu gồm từng dòng không có `primaryKey`: các dòng không được so sánh với nhau
    .key-of-lines-write = hãy bỏ `primaryKey`
    .key-unknown = `primaryKey` ghi `{ $key }`, không phải là một trường
    .levels = `{ $key }` chưa nêu cấp nào, hoặc nêu một cấp hai lần
    .lines-alone = `lines` chỉ dùng cho biểu có grain = "line"
    .lines-rate = số dòng chỉ có thể là `flow` hoặc `stock`
    .measure-missing = trường số `{ $field }` chưa có `measure`
    .measure-missing-write = hãy ghi measure là flow, stock hoặc rate
    .measure-type = trường `{ $field }` có `measure` nhưng kiểu lại là { $kind }
    .measure-type-write = hãy ghi type là integer hoặc number
    .merged-by = trường `{ $field }` được gộp theo `{ $weight }`, không phải là trường số liệu
    .no-sender = biểu có hạn nộp, nhưng `submits` chưa nêu đơn vị gửi
    .no-sender-write = hãy thêm `submits`
    .pattern = không đọc được `pattern` của trường `{ $field }`: { $words }
    .reserved = `{ $field }` là tên cột có sẵn của mọi bảng, hoặc tên cột được tạo từ một trường
    .reserved-write = hãy chọn tên khác
    .role-twice = hai trường cùng có vai trò { $role }
    .role-write = "role": "area-code" hoặc "role": "area-name"
    .scale = trường `{ $field }` giữ quá 6 chữ số thập phân
    .scale-write = hãy ghi scale không quá 6
    .signs = trường `{ $field }` dùng một dấu cho cả hàng nghìn và phần thập phân
    .since-order = các mục của `{ $key }` phải theo thứ tự ngày
    .two-fields = hai trường cùng mang tên `{ $field }`
    .vintage-of-lines = biểu gồm từng dòng không có `vintage`

# project/check/pipeline.rs
fault-pipeline =
    .baseline = mốc so sánh (`baseline`) phải trước kỳ của mục tiêu
    .breakdown-denominator = mẫu số lấy từ biểu `{ $form }`, là biểu không được phân tổ
    .breakdown-field = `{ $field }` không phải là trường có `enum` của biểu `{ $form }` nên không rõ các giá trị để phân tổ
    .breakdown-target = mục tiêu được so với một số liệu, không so với các số liệu phân tổ
    .calendars = tử số và mẫu số theo hai lịch khác nhau
    .coverage-levels = tử số do { $numerator } báo cáo, mẫu số do { $denominator } báo cáo: không thể nêu độ bao phủ bằng một số
    .coverage-missing = chỉ tiêu `{ $name }` là tỷ lệ nhưng chưa nêu `minimum_coverage`
    .coverage-of-total = chỉ tiêu `{ $name }` là tổng: chỉ được công bố khi bao phủ đủ
    .coverage-of-total-write = hãy bỏ `minimum_coverage`, hoặc ghi partial = "publish"
    .coverage-share = `minimum_coverage` là tỷ lệ từ 0 đến 1
    .distinct-of-lines = biểu `{ $form }` gồm từng dòng, được cộng ngay khi đọc: các giá trị của `{ $field }` không được giữ lại để đếm riêng
    .distinct-of-lines-write = count(*), sum, min, max hoặc count(DISTINCT đơn vị)
    .finer-period = chỉ tiêu `{ $name }` được tính theo { $asked }, nhưng biểu được gửi theo { $sent }
    .frequencies = tử số và mẫu số được gửi theo hai loại kỳ khác nhau
    .no-areas-or-periods = chỉ tiêu `{ $name }` chưa nêu `areas` hoặc `periods`
    .no-form = không có biểu `{ $name }` trong schemas/
    .no-source = tử số và mẫu số phải nêu nguồn (`source`)
    .no-source-write = source = "TÊN BIỂU"
    .partial-of-ratio = chỉ tiêu `{ $name }` là tỷ lệ: `partial` chỉ dùng cho tổng
    .pattern = `{ $pattern }` không phải là mẫu đường dẫn: { $words }
    .registry-count = danh mục chỉ cho biết số đơn vị
    .share-level = biểu `{ $form }` báo cáo các cấp { $levels }; tỷ lệ trên số đơn vị của một cấp phải nêu cấp đó bằng `level`
    .source-and-registry = chỉ được nêu `source` hoặc `registry`, không nêu cả hai
    .target-area = `{ $code }` không phải là mã đơn vị trong danh mục
    .target-direction = mục tiêu của chỉ tiêu `{ $name }` chưa nêu chiều so sánh, hoặc nêu cả hai chiều
    .target-direction-write = hãy ghi at_least = … hoặc at_most = …
    .target-every = mục tiêu theo { $length } chỉ được lặp lại theo { $length }
    .total-unit = chỉ tiêu `{ $name }` là tổng tính bằng { $unit }, nhưng đơn vị ghi là `{ $written }`
    .two-checks = hai phép kiểm tra của biểu `{ $form }` cùng mang tên `{ $name }`
    .two-indicators = hai chỉ tiêu cùng mang tên `{ $name }`
    .two-indicators-write = nếu là hai cách tính, hãy ghi `method` cho mỗi cách

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
    .mixed-units = { $left } và { $right }: không gộp các đơn vị tính khác nhau trong một biểu thức
    .more-than-argument = `{ $written }` có nhiều hơn một tham số; hãy ghi { $allowed }, còn điều kiện lọc ghi ở `where`
    .nests = biểu thức lồng quá sâu
    .no-field = biểu `{ $form }` không có trường `{ $field }`
    .no-measure = `{ $field }` không phải là trường số liệu (flow hoặc stock) nên không được cộng; có thể đếm bằng count(DISTINCT { $field })
    .no-number = `{ $field }` không phải là trường số; có thể đếm bằng count(DISTINCT { $field })
    .no-sql = `{ $written }` không phải là biểu thức SQL: { $words }
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
    .factor = `{ $written }` không phải là hệ số nguyên không quá { $most }; số liệu được nhân bằng `factor` của chỉ tiêu
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
    .blank = phải ghi đủ mã (code), tên (name) và cấp (level)
    .cells = dòng có { $found } ô, nhưng dòng tên cột có { $wanted } ô
    .code-twice = mã { $code } cùng lúc là của hai đơn vị: { $first } và { $second }
    .ends-early = { $code } hết hiệu lực trước khi có hiệu lực
    .in-itself = { $unit } trực thuộc chính nó
    .no-column = không có cột `{ $column }`
    .no-parent = { $unit } trực thuộc { $parent }, mà ngày { $day } không có đơn vị nào mang mã này
    .no-unit = không có đơn vị mã { $code } có hiệu lực từ { $day }
    .not-next = { $old } không hết hiệu lực vào ngày { $day } là ngày { $new } bắt đầu có hiệu lực
    .outlives = { $unit } còn hiệu lực sau khi { $parent } là đơn vị cấp trên đã hết; hãy ghi ngày hết hiệu lực và đơn vị kế tiếp
    .share = `{ $written }` không phải là tỷ lệ: hãy ghi một số trên 0, không quá 1, với nhiều nhất 12 chữ số thập phân
    .shares = các tỷ lệ của { $unit } cộng lại là { $sum }, không bằng 1
    .unreadable = không đọc được dòng này: { $words }

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
