//! A table of another form below a table, without a head of its own: the period goes on, and the unit above may be meant for it, too.

use crate::kit::filtered;
use crate::mini::Mini;

#[test]
fn a_unit_above_a_table_of_another_form_is_unclear_for_the_next() {
    for (caption, title, count) in [
        ("ĐVT: tỷ đồng", "", 1),
        ("ĐVT: tỷ đồng", "GIÁ TRỊ TĂNG THÊM", 1),
        ("ĐVT: triệu đồng", "", 0),
        ("ĐVT: người", "", 0),
        ("", "", 0),
    ] {
        let mini = Mini::new();
        let text = [
            "Năm 2024;;;;;;",
            &format!("{caption};;;;;;"),
            "Mã xã;Tên xã;Kỳ báo cáo;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số",
            "90001;Xã Đồi Chè;2024-Q4;120;60;4000;61,5",
            "90002;Xã Bến Gỗ;2024-Q4;80;40;3000;55",
            ";;;;;;",
            &format!("{title};;;;;;"),
            "Năm;Mã ngành;Loại số liệu;Giá trị tăng thêm;;;",
            "2024;A;A;1,5;;;",
        ];
        mini.edit("pipelines/economy.toml", "exports/**", "both/**");
        mini.edit("pipelines/services.toml", "services/**", "both/**");
        mini.send("both/2024.csv", "2025-02-05T09:00:00+07:00", text.join("\n"));
        let answer = mini.tinhso(&["run", "--format", "json"]);
        assert!(answer.code < 2, "{}", answer.stderr);
        let found = filtered(mini.table("findings"), &[("object", "both/2024.csv"), ("code", "unclear-unit")]);
        assert_eq!(found.len(), count, "{caption}, {title}: {found:?}");
        assert_eq!(mini.table("data/value-added").len(), 1, "{caption}, {title}");
    }
}
