//! Signs and zeros in whole columns, in forms of few units and in first reports.

use crate::across::{HEADER, cells, described, line, project};
use crate::mini::Mini;

fn found(mini: &Mini) -> Vec<String> {
    mini.run(0);
    described(&mini.table("findings"))
}

/// Codes and cells alone.
fn codes(found: &[String]) -> Vec<String> {
    found.iter().map(|one| one.split(" | ").take(3).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_column_with_a_minus_in_each_row_is_no_balance() {
    let mini = project(|_, period, cells| {
        if period == 7 {
            cells[2].insert(0, '-');
        }
    });
    let found = found(&mini);
    assert_eq!(found.len(), crate::across::COMMUNES, "{found:?}");
    assert!(
        found.contains(&format!("sign-error | 2025-Q4.csv | F2 | adults | -{0} | {0}", cells(0, 7)[2])),
        "{found:?}"
    );
}

#[test]
fn a_column_of_zeros_that_everybody_had_filled_is_named() {
    let mini = project(|_, period, cells| {
        if period == 7 {
            cells[2] = "0".to_owned();
        }
    });
    let found = codes(&found(&mini));
    assert_eq!(found, ["unusual-zero 2025-Q4.csv F2"]);
    // What was zero in most units before stays one.
    let mini = project(|commune, period, cells| {
        if commune > 2 || period == 7 {
            cells[2] = "0".to_owned();
        }
    });
    mini.run(0);
    assert_eq!(mini.findings(), Vec::<String>::new());
}

#[test]
fn a_form_of_one_unit_has_signs_too() {
    // One unit, of which nobody else sends anything.
    let mini = project(|_, _, _| ());
    for (period, name) in crate::across::PERIODS.iter().enumerate() {
        let mut own = cells(3, period);
        if period == 7 {
            own[2].insert(0, '-');
        }
        let text = format!("{HEADER}{}", line(3, period, &own));
        mini.write(&format!("landing/economy/{name}.csv"), text);
    }
    let expected = format!("sign-error | 2025-Q4.csv | F2 | adults | -{0} | {0}", cells(3, 7)[2]);
    let rows = {
        mini.tinhso(&["run"]);
        mini.table("findings").into_iter().filter(|row| row["code"] == "sign-error").collect::<Vec<_>>()
    };
    assert_eq!(described(&rows), [expected]);
}

#[test]
fn a_balance_that_changes_its_sign_is_none() {
    for (commune, signs) in [(3, [1, 1, 1, 1, 1, -1, 1, -1]), (4, [1, -1, 1, 1, 1, 1, 1, -1])] {
        let mini = project(|unit, period, cells| {
            // Every third unit has a deficit now and then.
            if (unit % 3 == 0 && (unit + period) % 4 == 0) || (unit == commune && signs[period] < 0) {
                cells[4].insert(0, '-');
            }
        });
        assert_eq!(found(&mini), Vec::<String>::new());
    }
}

#[test]
fn one_minus_among_the_stocks_of_a_first_report_is_named() {
    let communes = 30;
    let mini = project(|_, _, _| ());
    let mut units =
        "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Thử Nghiệm,province,tinh,,2020-01-01,\n"
            .to_owned();
    let mut text = HEADER.to_owned();
    for commune in 0..communes {
        let name = format!("Xã Bản {}", commune + 1);
        units += &format!("{},{name},commune,xa,90,2020-01-01,\n", 91_001 + commune);
        let mut own = cells(commune, 7);
        if commune == 5 {
            own[2].insert(0, '-');
            own[4].insert(0, '-');
        }
        text += &format!("{};{name};2025-Q4;{}\n", 91_001 + commune, own.join(";"));
    }
    for name in crate::across::PERIODS {
        std::fs::remove_file(mini.path().join(format!("landing/economy/{name}.csv"))).expect("removed");
    }
    mini.write("landing/arrivals.csv", "object,received_at\n");
    mini.write("registry/units.csv", units);
    mini.send("economy/2025-Q4.csv", "2026-01-02T09:00:00+07:00", text);
    // The balance, a flow, may have any sign.
    assert_eq!(found(&mini), [format!("sign-error | 2025-Q4.csv | F7 | adults | -{0} | {0}", cells(5, 7)[2])]);
}
