# Mọi câu chữ mà người dùng đọc, bằng tiếng Việt. Tệp en.ftl có cùng các khóa bằng tiếng Anh.
#
# Có thể sửa câu chữ ở đây mà không cần biết lập trình. Chỉ cần giữ nguyên khóa ở bên trái dấu bằng và các tham số trong
# ngoặc nhọn, như { $label }. Cú pháp: https://projectfluent.org/fluent/guide/

## Phát hiện: mỗi mã một mục. `.meaning` là nghĩa của mã, các dòng khác là câu báo cho người gửi.

check-failed =
    .meaning = Một điều kiện của phép kiểm tra không đúng.
    .written = ghi

