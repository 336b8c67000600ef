//! What lies in the folders and is no report: gives a workbook that no form claims.

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::calendar::Date;
use crate::workbook::excel_date;

/// A workbook that is no form at all: the list of the canteen.
pub fn canteen_list() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = excel_date(Date::new(2024, 10, 16))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Ăn trưa")?;
    sheet.write(0, 0, "DANH SÁCH ĐĂNG KÝ ĂN TRƯA THÁNG 10")?;
    let lines = [("Nguyễn Văn A", 18, 540_000), ("Lò Thị B", 20, 600_000), ("Giàng A C", 15, 450_000)];
    for (column, label) in ["TT", "Họ và tên", "Số suất", "Thành tiền (đồng)"].into_iter().enumerate() {
        sheet.write(2, column as u16, label)?;
    }
    for (index, (name, meals, amount)) in lines.into_iter().enumerate() {
        let row = index as u32 + 3;
        sheet.write(row, 0, row - 2)?;
        sheet.write(row, 1, name)?;
        sheet.write(row, 2, meals)?;
        sheet.write(row, 3, amount)?;
    }
    workbook.save_to_buffer()
}
