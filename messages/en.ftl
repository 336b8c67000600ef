# Every sentence that people read, in English. vi.ftl holds the same keys in Vietnamese.
#
# Sentences may be changed here without reading the program: only the keys on the left of the equals sign and the arguments in
# braces, such as { $label }, must stay. Syntax: https://projectfluent.org/fluent/guide/
#
# A sentence of its own begins with a capital letter. What is said behind a label and a colon (“error: …”, “suggestion: …”) does not.

## Findings: one entry a code. `.meaning` is what the code means, the other lines are said to the sender.

across =
    .history = the median of { $count } periods before, { $first } to { $last }
    .peers = the median of { $count } units of this level in { $period }
    .restated = { $others }, restated from the units that became this one
    .season = what it was in { $period }, the same season of the year
    .seasons = the median of the same season of { $count } years before, { $first } to { $last }
    .usual = about { $median }, { $others }

ambiguous-area =
    .meaning = The name fits several units.
    .several-units = “{ $name }” is the name of several units: { $units }
    .write-code = write the code of the unit

ambiguous-form =
    .meaning = The labels fit more than one form equally well.
    .labels = The labels of the table fit the forms { $forms } equally well; write “Biểu số …” above the table.

ambiguous-number =
    .meaning = The numbers of a column may be read two ways, with either decimal sign or as percents and as shares, and nothing decides which.
    .either-sign =
        { $others ->
            [0] “{ $written }” may be { $declared } or { $otherwise }; write numbers without separators, or as numbers
            [one] “{ $written }” and one other number of the column may be read in two ways, as { $declared } or { $otherwise }; write numbers without separators, or as numbers
           *[other] “{ $written }” and { $others } other numbers of the column may be read in two ways, as { $declared } or { $otherwise }; write numbers without separators, or as numbers
        }
    .shares = “{ $written }” and all other numbers of the column ({ $count } in all) are up to 1, without a percent sign; they are read as percents, such as { $written }%. If they are shares of one, format the column as percents.
    .share-beside-percents =
        { $others ->
            [0] “{ $written }” has no percent format as other cells of the column have, and is read as { $written }%; if it is a share of one, format the whole column
            [one] “{ $written }” and one other cell of the column have no percent format as the rest have, and are read as percents, such as { $written }%; if they are shares of one, format the whole column
           *[other] “{ $written }” and { $others } other cells of the column have no percent format as the rest have, and are read as percents, such as { $written }%; if they are shares of one, format the whole column
        }

area-mismatch =
    .meaning = Code and name, or type and name, are those of different units.
    .changed-hands = Code { $code } is { $unit } on { $day } and { $other } in another map; the table follows another map and the row gives no name, so it cannot be known which is meant
    .name-ended = On { $day }, code { $code } is { $holder }; { $unit } ({ $written }) ended on { $end }
    .name-merged = On { $day }, code { $code } is { $holder }; { $unit } ({ $written }) is part of { $became } since { $end }
    .name-not-yet = On { $day }, code { $code } is { $holder }; { $unit } ({ $written }) begins on { $begin }
    .other-name = Code { $code } is { $unit }, but the name says “{ $written }”
    .other-type = “{ $written }” is of another type: { $code } is { $unit }
    .write-name = write the name beside the code

blank-table =
    .meaning = No measure of the table holds anything; its rows are quarantined. An error where the file holds no other table.
    .blank = The table has { $rows } rows and every cell of its measures is blank, so they are quarantined; fill it in, or delete it if its period has not come
    .page = This page of the form has { $rows } rows, and every figure in them is blank; its columns count as missing. Write the figures, or why they are missing, such as “...”

check-failed =
    .meaning = An assertion of a check does not hold.

constraint-error =
    .meaning = A value breaks a constraint of its field.
    .required = The cell must be filled in, and is blank; write the value, or why it is missing, such as “...”
    .no-row-on-page = The column “{ $field }” is on another page of the form, and that page has no such row; add the row there, with its value or why it is missing, such as “...”
    .expected-value = a value
    .too-small = { $number } is less than { $minimum }
    .too-large = { $number } is greater than { $maximum }
    .not-listed = “{ $text }” is none of: { $list }
    .pattern = “{ $text }” does not have the form asked for
    .json-schema = “{ $text }” does not keep to the JSON Schema asked for
    .too-short = The text has { $length } characters, too few
    .too-long = The text has { $length } characters, too many
    .not-above = { $number } is not greater than { $bound }
    .not-below = { $number } is not less than { $bound }
    .too-few = There are { $length } items, too few
    .too-many = There are { $length } items, too many

decimal-sign =
    .meaning = A value fits its history or its peers with a decimal sign, or with zeros at its end, that it has not, or without zeros that it has.
    .more-zeros = { $value } is { $ratio } times { $median }, { $others }; { $suggested } would fit, so there may be a zero too many. Check the number.
    .lost = { $value } is { $ratio } times { $median }, { $others }; with its decimal sign, { $suggested } would fit. Check the number.
    .zeros = { $value } is { $ratio } times { $median }, { $others }; { $suggested } would fit, so zeros may be lost. Check the number.

doubtful-encoding =
    .meaning = The text of a sheet looks as if it were in an encoding that Unicode replaced, but not for sure; it is read as it is.
    .kept = The text may be in { $encoding } (only { $percent }% sure) and is read as it is; send the file in Unicode.

doubtful-label =
    .meaning = A label is like the words of a field, but not equal to them; its column is read as that field.
    .alike = The column “{ $label }” is taken for “{ $field }” of form { $form } (alike by { $score } in 100); write the label as in the form.
    .group-over-all = The labels are under a group that form { $form } does not know (“{ $label }”): the figures may be a part of those asked for, or others. If they are the form’s, take the group away.
    .unclear-group = The column “{ $label }” is taken for “{ $field }” of form { $form }, but the group above is not merged, and which columns it spans is not sure; merge it over its columns.
    .unknown-group = The column “{ $label }” is taken for “{ $field }” of form { $form }, but is under a group that the form does not know and may be a part of the figure; if it is the form’s, take the group away.
    .unknown-words = The column “{ $label }” is taken for “{ $field }” of form { $form }, but the form does not know the words in its parentheses: they may mean a part of the figure or another one. If it is the form’s, write the label as in the form.

duplicate-label =
    .meaning = Two columns have the label of one field.
    .groups = Several columns ({ $cells }) are “{ $label }” under different groups: { $groups }; nothing tells which holds the figures of the report’s period. Make each period, or group, a table of its own with its period above it.
    .rivals = “{ $own }” and “{ $other }” ({ $cells }) are both labels of “{ $label }”, and the two columns differ, first in row { $row }; nothing says which to take. Leave only one, or give another label to the other.
    .same = Several columns bear the label “{ $label }” ({ $cells }), and nothing says which to take; leave only one, or give another label to what does not belong to the form.
    .side-by-side = The label “{ $label }” is repeated in the row of labels ({ $cells }): two tables side by side that cannot be separated. Put the one on the right below the other, or on a sheet of its own.

duplicate-submission =
    .meaning = The same bytes came before.
    .same-bytes = The same bytes as { $object }, which came before; counted once

older-values =
    .meaning = A submission brings back values that a newer one had changed: it was made from an older one, or is the older one again; they count.
    .same-bytes = The same bytes as { $first }, which { $object } had replaced with other figures: those of { $first } count again. If the figures of { $object } are right, send that again, or withdraw this one (tinhso withdraw)
    .returned = “{ $field }” is { $value } here, as in { $first }, from which this workbook was made; { $object }, which came in between, has { $newer }{ $others ->
            [0] {""}
            [one] , and another value for one more field of this row
           *[other] , and other values for { $others } more fields of this row
        }. If the newer figures are right, write them here and send this workbook again
    .sent-again = “{ $field }” is { $value } here again, as in { $first }, whose figures these are; { $object }, which came in between, has { $newer }{ $others ->
            [0] {""}
            [one] , and another value for one more field of this row
           *[other] , and other values for { $others } more fields of this row
        }. If the newer figures are right, send { $object } again, or withdraw this one (tinhso withdraw)

value-removed =
    .meaning = A later submission leaves a value blank that an earlier one gave, or a row of a unit out; what is left counts.
    .blank =
        { $others ->
            [0] “{ $field }” is blank here, and was { $value } in { $object }; if that value stays, send it again
            [one] “{ $field }” is blank here, and was { $value } in { $object }; so is one other value. If they stay, send them again
           *[other] “{ $field }” is blank here, and was { $value } in { $object }; so are { $others } other values. If they stay, send them again
        }
    .rows =
        { $rows ->
            [one] { $object } has a row of this unit that is not here: { $named }; there is none of it now. If it stays, send it again
           *[other] { $object } has { $rows } rows of this unit that are not here: { $named }{ $others ->
                [0] {""}
               *[other] {" "}and { $others } more
            }; there is none of them now. If they stay, send them again
        }

unlisted-row =
    .meaning = A list leaves out a row that the unit had in the period before, or that nearly all other units have; it counts as none.
    .before = { $unit } has no row { $named }{ $others ->
        [0] {""}
       *[other] {" "}and { $others } more
    } here, which counts as none, and had one in { $before }; if there is none, write a row with 0
    .peers = { $unit } has no row { $named }{ $others ->
        [0] {""}
       *[other] {" "}and { $others } more
    } here, which counts as none, and nearly all other units have one; if there is none, write a row with 0

missing-row =
    .meaning = A report has no row of a unit that its sender reported in the period before, or of one where it has nearly all of its units.
    .before = The report for { $period } has no row of { $unit }, which had one in { $before }: its figure is missing, and those of the areas above are not whole; send a row of it
    .others = The report for { $period } has no row of { $unit }, and has rows of nearly all other units of its sender: its figure is missing, and those of the areas above are not whole; send a row of it
    .list = The list for { $period } has no row, and that for { $before } had rows of { $units ->
        [one] { $units } unit
       *[other] { $units } units
    }: it counts as none of them; if the form was sent before it was filled in, send it again

two-senders =
    .meaning = Two senders have sent different figures of one unit; those that came later count.
    .differ = { $sender } sent other figures of { $unit } than { $other } later did in { $object }, which count; find out which are right, and withdraw or correct the others

earlier-row-kept =
    .meaning = In a later submission a unit is missing, or its row is quarantined; the earlier row stays.
    .stopped = Too many rows of { $object } are in error for any of it to be used; this submission stays current, with low reliability in { $units ->
        [one] { $units } unit
       *[other] { $units } units
    }
    .quarantined = The row of the later submission is quarantined; the earlier one, in row { $row }, stays, with low reliability
    .unit-missing = { $object } has no row of this unit; the earlier row stays

empty-file =
    .meaning = The object has no bytes.
    .archive = The archive holds no file; send it again with the tables.
    .archive-passed-over = The archive holds nothing but files with names of those that programs leave behind: { $names }. Send it again with the tables, each under a name of its own.
    .no-content = The file is empty; send it again with its data.

encrypted-file =
    .meaning = The workbook is protected with a password.
    .password = The file is protected with a password; remove the password and send it again. Where nobody set one, the structure of the workbook is protected: lift that (Review, Protect Workbook) and save it.

doubtful-area =
    .meaning = A row may not be of the unit that it is read as: it takes the unit from a row further up and something between them may end it, it may print the sum of the units in its area, or its name is that of two units of different times.
    .earlier = The report is headed by { $unit } and came when { $unit } included { $members } as well (since { $since }); its figures of { $period } are read as those of the former { $unit } alone, for which { $sender } had to report. If they are of the whole unit of today, they count for the wrong area: send those of each former unit in a table headed by it
    .member = “{ $unit }” is the name of the unit of today and of a former one that is a part of it, and row { $row } is of another part, { $member }: this row may hold the former unit alone, and is not used. Write one row with the figures of the whole unit
    .named-singly = { $rows ->
            [one] Row { $first } names no unit, and is read as of { $unit }, which row { $from } names
           *[other] Rows { $first } to { $last } name no unit, and are read as of { $unit }, which row { $from } names
        }; but each of the other rows names its own unit, or the words are of more than one. Write the unit in each row; rows of no unit of this form belong in another table
    .part = { $unit } reports itself, and row { $row } names no unit of this form: this row may be a part of { $unit } that bears its name, and is not used. Write one row with the figures of the whole unit, and its code
    .sum = The amounts of { $unit } are the sum of the { $rows } rows of the units in it, and are added to them. If the row prints their total, write “Tổng cộng” for the name and no code, so that it does not count twice; if it has amounts of its own, nothing has to be changed
    .taken-over = Row { $first }{ $rows ->
            [one] {" "}names
           *[other] {" "}to { $last } name
        } no unit and { $rows ->
            [one] {"is"}
           *[other] {"are"}
        } read as of { $unit }, which row { $from } names, but between them is row { $row }{ $kind ->
            [heading] , the heading “{ $words }”
            [total] , a total
           *[gap] , which is empty
        }. Write the unit in each row; rows that are of no unit of this form belong in another table

ended-area =
    .meaning = The unit exists, in another map than that of the period.
    .ended = { $unit } ({ $written }) ended on { $end }
    .merged = { $unit } ({ $written }) is part of { $became } since { $end }
    .not-yet = { $unit } ({ $written }) begins on { $begin }

error-cell =
    .meaning = A cell holds an error of the spreadsheet, such as #REF!, or a formula that was never computed.
    .head = The cell above the figures holds the error “{ $written }” of the spreadsheet, and what it should say (a unit, a period, a sender, a label) is not known; mend the formula or write the text
    .head-uncomputed = The cell above the figures holds a formula that was never computed (“{ $written }”), and what it says (a unit, a period, a sender, a label) is not known; open the file in Excel or LibreOffice, save it and send it again
    .label = The label holds the error “{ $written }” of the spreadsheet; it may be the label of { $fields }, of which no other column is found. Mend the formula or write the label
    .label-uncomputed = The label is a formula that was never computed (“{ $written }”); it may be the label of { $fields }, of which no other column is found. Open the file in Excel or LibreOffice, save it and send it again, or write the label
    .unit = The cell above the figures holds the error “{ $written }” of the spreadsheet; it may name the unit of measure, which nothing else does. Write the unit of the figures, such as { $own }
    .unit-uncomputed = The cell above the figures holds a formula that was never computed (“{ $written }”); it may name the unit of measure, which nothing else does. Open the file in Excel or LibreOffice, save it and send it again, or write the unit of the figures, such as { $own }
    .error = The cell holds the error { $error } of the spreadsheet; mend the formula or write the value
    .uncomputed = The cell holds a formula that was never computed; open the file in Excel or LibreOffice, save it and send it again
    .area = The cell of the unit's code or name, “{ $written }”, holds an error of the spreadsheet, and nothing says whose row it is; write the code or the name
    .area-other-used = The cell of the unit's code or name, “{ $written }”, holds an error of the spreadsheet; the unit is taken from the other cell
    .area-uncomputed = The cell of the unit's code or name, “{ $written }”, was never computed, and nothing says whose row it is; open the file in Excel or LibreOffice, save it and send it again
    .area-uncomputed-other-used = The cell of the unit's code or name, “{ $written }”, was never computed; the unit is taken from the other cell

excess-digits =
    .meaning = More digits than the scale of the field, and the value is rounded half away from zero; or a day with a time in a field of days.
    .rounded = “{ $written }” has more than { $digits } digits after the decimal sign; rounded to { $rounded }
    .converted-and-rounded =
        { $how ->
            [divided] “{ $written }”, divided by { $factor }, has more than { $digits } digits after the decimal sign; rounded to { $rounded }
           *[multiplied] “{ $written }”, multiplied by { $factor }, has more than { $digits } digits after the decimal sign; rounded to { $rounded }
        }
    .time-of-day = “{ $written }” has a time, and the field keeps days; read as { $day }, without the time. Where the time is needed, the field is declared as datetime
    .expected = at most { $digits } digits after the decimal sign

external-link =
    .meaning = A formula takes its value from another file; the stored value is used.
    .stored-value = A formula takes its value from another file (“{ $file }”); the stored value is used, and that file cannot be checked. Paste it as a value and send the file again.

extra-label =
    .meaning = A column belongs to no field.
    .no-field = The column “{ $label }” belongs to no field of form { $form } and is not read; check its label.
    .other-period = The column “{ $label }” speaks of another period, of a running total or of the plan, and is not read into form { $form } of this period; mend its label if its figures are this period’s.
    .labels-moved = The labels are beside their figures: column { $column } holds figures ({ $count ->
        [one] { $count } row
       *[other] { $count } rows
    }) under no label, “{ $label }” ({ $first }) is beside it, and “{ $other }” ({ $blank }) has none. Put each label back over its own figures and send the file again; nothing of the table is read.
    .figures-beside = Column { $column } holds figures without a label of its own ({ $count ->
        [one] { $count } row
       *[other] { $count } rows
    }), and “{ $label }” beside it is blank there; they are not read. Move them under their label, or the label over them.
    .no-label = { $count ->
        [one] Column { $columns } holds
       *[other] Columns { $columns } hold
    } numbers in the rows of the table without a label, which are not read; write the label above them, or move them away from the table.
    .repeats = The columns “{ $own }” ({ $cell }) and “{ $label }” both have a label of “{ $field }” and say the same; the first is read. Leave only one.

foreign-area =
    .meaning = The unit is not below the sender.
    .not-in-sender = { $unit } ({ $code }) does not lie in { $sender }; remove the row, or write a unit of { $sender }
    .of-another = { $unit } ({ $code }) lies in { $home }, not in { $sender }; remove the row, or write a unit of { $sender }
    .outside-section = { $unit } does not lie in { $section }, under whose heading the row is; it counts for { $unit } all the same. Move the row.

foreign-key =
    .meaning = The values of a foreign key are those of no row, or unit, that it refers to.
    .no-unit = “{ $value }” is no unit of the registry ({ $fields }) that is valid on the last day of the period
    .no-row = “{ $value }” is in no row of form { $form } ({ $fields })
    .kept-out = “{ $value }” is in no row of form { $form } ({ $fields }) that counts: the row with it is kept out, for it refers to nothing itself; mend that row first
    .several-units = “{ $value }” is the name of several units of the registry: { $names }; write which

formula-mismatch =
    .meaning = A value differs from what the numbering row says of its column.
    .differs = Column ({ $column }) says { $written }, but by the formula “{ $formula }” of the numbering row it is { $expected }; check the columns

hidden-column =
    .meaning = The columns of fields are hidden; they are read.
    .hidden = Columns of data are hidden ({ $columns }: { $labels }); they are read. Show them, or delete what is not meant.

hidden-row =
    .meaning = Data rows are hidden, a filter passes over them, or values are in letters of the colour of their cells; they are read.
    .hidden = Rows of data are hidden or filtered away ({ $rows }); they are read. Show them, or delete what is not meant.
    .unseen = The letters of rows of data ({ $rows }) have the colour of their cells, so that nobody sees them; they are read. Give them another colour, or delete what is not meant.
    .unseen-cells = { $count ->
        [one] The letters of { $cells } have the colour of the cell, so that nobody sees the value; it is read. Give it another colour, or delete it if it is not meant.
       *[other] The letters of { $count } values of { $cells } have the colour of their cells, so that nobody sees them; they are read. Give them another colour, or delete what is not meant.
    }

hidden-sheet =
    .meaning = A sheet with a table is hidden; it is read only where no sheet that is shown holds one.
    .not-read = The sheet “{ $sheet }” is hidden and is not read, since sheets that are shown hold tables. Show it if it is to be sent, or delete it.
    .read = The sheet “{ $sheet }” is hidden, yet holds a table; it is read. Show the sheet, or delete it if it is not meant.

incorrect-label =
    .meaning = The columns are not in the order of the fields, which the form asks for; the table is not used.
    .order = The column “{ $label }” is where “{ $expected }” of form { $form } should be; put the columns in the order of the form.

late-submission =
    .meaning = A submission came after it was due; it is used.
    .late = Received on { $day }, due on { $due }
    .corrected = First received on { $day } as { $object }, due on { $due }

legacy-encoding =
    .meaning = The text of a sheet, or values of a column, are in an encoding that Unicode replaced; they were decoded.
    .decoded = The text is in { $encoding } ({ $percent }% sure) and was decoded; send the file in Unicode.
    .values =
        { $count ->
            [one] “{ $written }” is no value here, and is “{ $decoded }” in { $encoding }; it was decoded. Send the file in Unicode.
           *[other] “{ $written }” is no value here, and is “{ $decoded }” in { $encoding }; { $count } cells of the column were decoded. Send the file in Unicode.
        }

hidden-year =
    .meaning = The format of a day does not show its year, which is that of the computer on which it was typed unless somebody wrote another, or shows its month alone, where the first of the month is stored.
    .month =
        { $count ->
            [one] The cell shows a month, and the form asks for a day; what is stored, and was read, is { $written }, the day that spreadsheets put in where a month is typed. Check the day, and format the cell as dd/mm/yyyy.
           *[other] { $count } cells of this column show months, and the form asks for days; what is stored in the first, and was read, is { $written }, the day that spreadsheets put in where a month is typed. Check the days, and format the column as dd/mm/yyyy.
        }
    .format =
        { $count ->
            [one] The cell shows a day without its year; what is stored, and was read, is { $written }. Check the year, and format the cell as dd/mm/yyyy.
           *[other] { $count } cells of this column show days without their year; what is stored in the first, and was read, is { $written }. Check the years, and format the column as dd/mm/yyyy.
        }

lost-letter =
    .meaning = A text lost letters: a name its ư, a soft hyphen in TCVN3, so that the only unit that it can be is taken; or question marks are in the place of letters.
    .question-marks = “{ $written }” has question marks in the place of letters, as a program writes that does not know them; it is kept as it is. Write the text again.
    .name = “{ $written }” lost its ư (TCVN3); it can only be { $unit } ({ $code })

lost-zeros =
    .meaning = The code lost the zeros before it, as a spreadsheet drops them; with them it is the code of the unit that is named beside it.
    .as-a-number = “{ $written }” is written as a number; it is { $code }, the code of { $unit }, whose name is beside it. Format the column as text.
    .code = “{ $written }” lost its zeros; it is { $code }, the code of { $unit }, whose name is beside it. Format the column as text.

macro-file =
    .meaning = The workbook holds macros; they are not run, and the values stored in its cells are read.
    .not-run = The file holds macros; they are not run, only the values stored in its cells are read. Better send an .xlsx file without macros.

merged-value =
    .meaning = A word, a yes or no, or a day is merged over several rows; it is that of each of them.
    .rows =
        { $others ->
            [0] “{ $written }” is merged over the cells { $cells } and is that of each of these rows
            [one] “{ $written }” is merged over the cells { $cells } and is that of each of these rows; so it is with one other range of the column
           *[other] “{ $written }” is merged over the cells { $cells } and is that of each of these rows; so it is with { $others } other ranges of the column
        }

missing-cell =
    .meaning = A row of a text, or a list of JSON, has fewer cells than there are labels; the missing ones are read as blank.
    .short = { $count ->
        [one] Row { $row } ends before its last labels
       *[other] { $count } rows, the first of them row { $row }, end before their last labels
    }; if a delimiter or a value is missing within a row, its values are under the wrong labels: check them, and save the file again with all cells

missing-label =
    .meaning = A field has no column; its values are missing.
    .no-column = No column has the label “{ $label }” of form { $form }; its values count as missing. Add the column, or mend its label.
    .required = No column has the label “{ $label }” of form { $form }; it is required, so the table is not used. Add the column, or mend its label.

missing-submission =
    .meaning = A submission that was due has not come.
    .due = { $unit } has not sent form { $form } for { $period }, due on { $due }

name-mismatch =
    .meaning = The name of the sheet, the file or its folder names another period or sender than the table; the table is followed.
    .sheet-period = The name of the sheet “{ $sheet }” says { $named }, the table says { $written }; the table is followed. Mend the name or the period.
    .period = The name of the file or its folder says { $named }, the table says { $written }; the table is followed. Check the period: where that of the table is right, leave the table and rename the file.
    .sender = The name of the file or its folder says { $named }, the head of the table { $written }; the table is followed. Check the sender: where that of the table is right, leave the table and rename the file.
    .sheet = The name of the sheet says { $sheet }, the head says { $head }; the head is followed
    .rows =
        { $count ->
            [one] The name of the file says { $named }, and one row is of another unit, { $unit }; it is used all the same
           *[other] The name of the file says { $named }, and { $count } rows are of other units, the first of { $unit }; they are used all the same
        }

needless-arrival =
    .meaning = A line of arrivals.csv names an object that has never been in the landing zone.
    .nothing = “{ $name }” is not in the landing zone; correct the name, or delete the line

not-an-object =
    .meaning = Something in the landing zone is no plain file with a name that can be held; it is never opened and does not count.
    .control-characters = Its name holds control characters; rename it
    .link-nowhere = It is a link that leads nowhere; put the file itself here
    .link-out = It is a link that leads out of the landing zone; put the file itself here
    .link-to-folder = It is a link to a folder; put the folder itself here
    .list-is-folder = It is a folder, and nothing in it is read: the name belongs to the list of arrivals; rename the folder
    .no-file = It is not a file, and is never opened
    .not-utf-8 = Its name is not UTF-8; rename it
    .number-sign = Its name ends in # and digits; rename it
    .same-name = A file with the same name lies beside it, whose letters are composed in another way (Unicode); that one is read, this one is not: give it another name, or delete it

not-restated =
    .meaning = A field or a unit cannot be restated to another map; the value is missing there.
    .differs = { $geography ->
        [as-reported] `{ $field }` is not the same in the units that merged within a longer period
       *[other] `{ $field }` is not the same in the units that merged, and is blank in { $geography }
    }: what indicators test there does not hold; put the field into the primaryKey, so that each value has a row of its own
    .no-rule = { $geography ->
        [as-reported] `{ $field }` of units that merged within a longer period is not restated to the map of its last day: the field has no merge rule
       *[other] `{ $field }` is not restated to { $geography }: the field has no merge rule
    }
    .levels = { $period } is reported by the level { $before } and then by { $after }: { $fields } belong to no one unit over the whole period, and have no figure for it
    .one-key = { $geography ->
        [as-reported] `{ $field }` names things that several of the units have that merged within a longer period: there they
       *[other] `{ $field }` names things that several of the units that merged have: in { $geography } they
    } are one row with their amounts added up, and counts and conditions on amounts are estimates (E); `count(DISTINCT { $field })` counts names, and a code in the primaryKey tells the things apart
    .no-weight = { $geography ->
        [as-reported] The mean of `{ $field }` by `{ $weight }` of units that merged within a longer period
       *[other] The mean of `{ $field }` by `{ $weight }` of units that merged is not restated to { $geography }: it
    } has no weight in { $periods }: `{ $weight }` adds up to 0, or cannot occur where `{ $field }` has a value
    .no-share = { $unit } was divided among { $heirs }, and its share is not known: { $fields } cannot be restated to { $geography }; add the share of each to registry/crosswalk.csv

stale-decision =
    .meaning = A decision in decisions.toml is about a file that has changed, was withdrawn, or never came.
    .stale = Decision { $decision } of { $who } of { $day } is stale: { $why }

# Why, behind a colon.
decision-stale =
    .changed = the object of that name has other bytes now; look whether it still applies, then write the new digest or remove the decision
    .not-come = no object with that digest has come; correct object_sha256, or remove the decision
    .replaced = { $object } has replaced the object; look whether it still applies, then decide anew or remove the decision
    .unclaimed = no source of a pipeline takes the object; remove the decision
    .withdrawn = the object was withdrawn; remove the decision

needless-decision =
    .meaning = A decision in decisions.toml does nothing, or corrects what nothing was found at.
    .needless = Decision { $decision } of { $who } of { $day }: { $why }

# Why, behind a colon.
decision-needless =
    .no-cell = no table has this cell, and nothing that is read depends on it
    .no-finding-of-value = the value was corrected, and the file alone shows nothing wrong with it as it was sent
    .no-finding-to-keep = nothing was found here that could be accepted
    .no-sheet = the object has no sheet “{ $sheet }”
    .same = the cell holds “{ $value }” as it was sent

unusable-decision =
    .meaning = A decision in decisions.toml cannot be followed: what it keeps is no value, its row cannot be used, its value is for a cell outside of the table, or it is about an export of lines.
    .unusable = Decision { $decision } of { $who } of { $day } cannot be followed: { $why }

# Why, behind a colon.
decision-unusable =
    .either-sign = “{ $value }” is one number in the signs of the project and another in those of its column; write it without a sign between thousands
    .keep = the finding { $code } stays open: what was sent cannot be used as it is (no value, unit or period, or two rows of one key); correct the cell by `value`
    .lines = its cell is one of an export of lines, which are read as they pass; correct it at the source, and export again
    .outside = the sender wrote nothing in that cell, and it is in no row or column of a table: the value would mend nothing there and bring in { $code }; is the cell misspelt?
    .unread = the object cannot be read

rounds-to-nothing =
    .meaning = A number other than zero is too small for the digits that the field keeps; its unit is probably another. The row is not used.
    .rounded = “{ $written }” is 0 in { $digits } digits after the decimal sign; is it really in { $own }? Write it in that unit, or state the unit of the table
    .without-unit = “{ $written }” is 0 in { $digits } digits after the decimal sign; is it written in the unit that the form asks for?
    .converted =
        { $how ->
            [divided] “{ $written }”, divided by { $factor }, is 0 in { $digits } digits after the decimal sign; is the unit of the table right? The form is in { $own }
           *[multiplied] “{ $written }”, multiplied by { $factor }, is 0 in { $digits } digits after the decimal sign; is the unit of the table right? The form is in { $own }
        }

number-format =
    .meaning = A column writes its numbers the other way than the schema says.
    .other-sign = The whole column writes its decimals with “{ $written }”, not with “{ $declared }”, and is read so; nothing has to be changed. Who writes a cell of it anew uses “{ $written }” too, or writes the whole column anew

oversized-file =
    .meaning = The file is larger, or would unpack to more, than the limits allow.
    .gzip = The gzip file unpacks to far more than lines of figures do and is not read; pack the data again and send it.
    .limit = The file is too large, beyond the limit of { $limit }; remove what is not needed, or split it, and send it again.
    .not-unpacked = Not unpacked, since { $files } files before it in the archive were beyond the limits; leave those out and send the archive again.
    .texts-together = The texts, JSON and Parquet files of the archive are together beyond the limit of { $limit }; send them in several archives.

alike-values =
    .meaning = A name that an indicator counts is written in another way than elsewhere in the same period: the two count as two.
    .other =
        { $count ->
            [one] This row names “{ $written }”, and another of { $period } “{ $known }”: they differ in capitals, blanks, marks or signs at the end, and count as two. If they are one, write both alike
           *[other] This row names “{ $written }”, and { $count } others of { $period } “{ $known }”: they differ in capitals, blanks, marks or signs at the end, and count as two. If they are one, write both alike
        }

doubtful-period =
    .meaning = A file says a period that had hardly begun when it came, or one that was reported before with nearly all figures different, while the report that its sender had to send has not come, or most of its figures are those that another period has.
    .begun = The file is of { $period }, which had begun only on { $start } when it came ({ $day }), and the report of { $awaited } has not come; if these are the figures of { $awaited }, correct the period and send it again
    .reported = The file is of { $period }, which { $object } has reported with other figures ({ $changed } of { $amounts } differ), and the report of { $awaited } had not come on { $day }; if these are the figures of { $awaited }, correct the period and send it again
    .of-another = The file is of { $period }, which { $object } has reported with other figures ({ $changed } of { $amounts } differ), and { $same } of { $of } figures here are those of { $other }, which came in { $source }; if this file corrects { $other }, correct the period and send it again

period-copied =
    .meaning = A row repeats every measure of an earlier period, or of a later one that had come earlier, although these change in most other units, or did in nearly every period before; or a column repeats the period before in every row.
    .of-return = { $object }, from which this file was made, has the same figures for { $before }; both count. Check for which of the two periods they are, and send the other again
    .all = Every figure of this row is that of { $before }, { $count } of them such as change in most units (at least { $changed } of { $others } others have new ones); check whether this period's figures were written
    .own = Every figure of this row is that of { $before }, { $count } of them such as had changed in at least { $changed } of the last { $steps } periods; check whether this period's figures were written
    .file = Every figure of this row is that of { $before }, as in all rows of this file, { $count } of which have new figures in nearly every period; check whether this period's figures were written
    .column = Column “{ $column }” has the amounts of { $before } in every row, while other columns are new, and in { $count } rows it changed in nearly every period before; check whether this period's amounts were written
    .later = Every figure of this row is that of { $later }, which had come in { $object }; check for which of the two periods these figures are, and send the other again

passed-over =
    .meaning = Files of an archive that programs left behind, by the patterns `debris` of `tinhso.toml`, were passed over.
    .archive = { $count ->
        [one] { $count } file of the archive has the name of one that programs leave behind, and was passed over
       *[other] { $count } files of the archive have names of those that programs leave behind, and were passed over
    }: { $names }. If one is to count, send it under another name.

period-mismatch =
    .meaning = The rows of a table speak of another period than its head, of the plan, a running total or a part, or one row of another period than all others; neither is guessed.
    .calendar-day = { $written } is the last day of { $meant } of the calendar, and is read as { $read }, for the periods of the form end on the 14th; write the period itself, such as { $meant }
    .section = Above these rows is “{ $written }” ({ $of_row }), and the head of the table names { $of_head }; the rows are quarantined. Send the rows of another period in a table of their own, with its head.
    .line = Above these rows is “{ $written }” ({ $of_row }), and the head of the table names { $of_head }; they are taken as rows of { $of_head }. Send the rows of another period in a table of their own, with its head.
    .column = The head says “{ $head }” ({ $of_head }), and no row is of that period: the first says “{ $written }” ({ $of_row }). Make the head and the rows name the same period.
    .cells = The column “{ $label }” says “{ $written }” in { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } that the head or another column gives as { $of_row }; the rows are quarantined. Make them name the same period, or send the rows of another period in a table of their own.
    .cells-part = The column “{ $label }” says “{ $written }” in { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } of { $of_row }: the figures may be of that part alone; they are taken as those of { $of_row }. Check of which period they are.
    .cells-of-others = The column “{ $label }” says “{ $written }” or the like in all cells that are filled ({ $count }): the figures may be the plan, a running total, an estimate or another period’s; they are taken as those of the period. Check what they are.
    .other-figures = Above { $count ->
        [one] { $count } row
       *[other] { $count } rows
    } is “{ $written }”: the figures are the plan, a running total, another period’s or a part, and the rows are quarantined. Send only the figures of the period, or mend the heading if they are these.
    .other-figures-by-turns = { $count ->
        [one] { $count } row of the table is kept out, which says
       *[other] { $count } rows of the table are kept out, which say
    } “{ $written }” or the like; others hold the figures of the period. Send only these, one row for each unit.
    .other-figures-table = “{ $written }”: other figures of the same units and period are on the sheet “{ $sheet }” and are used; this table is kept out (rows: { $count }). Send only the figures of the period
    .other-figures-title = The title “{ $written }” speaks of a running total, the plan, an estimate or forecast, another period, a change or a part, and form { $form } does not; the figures are taken as those of the period. Check what they are.
    .other-figures-note = The note “{ $written }” below the table says that its figures are a running total, the plan, an estimate or of another period, or that part of the period is missing, and form { $form } does not; they are taken as those of the period. Check what they are.
    .note-of-row = The note “{ $written }” ({ $cell }) says of { $count ->
        [one] {""}this row that its
       *[other] { $count } rows, the first of which is this one, that their
    } figures are a running total, the plan, an estimate, of another period or not of all of it, and form { $form } does not; they are taken as those of the period. Check what they are.
    .draft = “{ $written }” says that this may be a draft; the figures are taken as those of the period. If the report is final, take the line out, else send the final one.
    .name-of-a-mark = By its name, “{ $written }”, the list or sheet holds rows that were deleted, cancelled, rejected, are a draft or not in use; they are taken as those of the report. If they count, give it another name, else send those that count.
    .days-in-head = By “{ $written }” the figures are of days or of a period other than { $period }, the period of the head, or not of all of it; they are taken as those of { $period }. If they are of the whole period, mend the text, else send those of the whole period.
    .days-above-rows = By “{ $written }” the figures are of days or of a period other than { $period }, the period of the rows, or not of all of it; they are taken as those of { $period }. If they are of the whole period, mend the text, else send those of the whole period.
    .months-title = The title “{ $written }” names several months together beside the { $length }, and no label says of which the figures are; they are taken as those of the { $length }. Check what they are.
    .object-name = The name of the file or its folder says “{ $written }”: a running total, the plan, a forecast, a target or another period, and form { $form } asks for none; the figures are taken as those of the period. Check them, and rename the file where they are.
    .longer-head = The head says “{ $head }” ({ $of_head }), and the rows say “{ $written }” ({ $of_row }); none of them lies in { $of_head }, and the figures are taken as those of the periods in the rows. Mend the head, or the column where it says something else than the period of the figures.
    .shorter-head = The head says “{ $head }” ({ $of_head }), and the rows say “{ $written }” ({ $of_row }); the figures are taken as those of { $of_row }. If they are of { $of_head } alone, send those of the whole period, else mend the head.
    .odd-row = “{ $written }” is { $of_row }, the other rows of the table are of { $of_others }, and { $unit } has no row of that period; if the period is mistyped, correct it, else send the row in a table of its own
    .beside-name = The name says “{ $written }” and not only { $unit }: the words beside it say the plan, a running total, another period, a change or a part, and the row is quarantined. Write the name alone where the figures are those of the period, else leave the row out.
    .part-beside-name = The name says “{ $written }” and not only { $unit }: by the words beside the name the figures may be of a part alone, or older ones; they are taken as those of all of { $unit }. If they are, write the name alone, else send the figures of the whole unit.
    .sum-beside-name = The name says “{ $written }” and not only { $unit }: the row may be the sum of other rows. Write the name alone where it is the row of the unit, and leave out sums
    .sum-in-line = “{ $written }” is the word of a sum and no value of a line: the line may be the sum of others, and is not counted. Leave sums out of an export of lines; a value of this name is declared in the schema (enum, categories).
    .perhaps-sum-in-line = “{ $written }” says that the line may be the sum of others; it is counted as a line. If it is a sum, leave it out of the export; a value of this name is declared in the schema (enum, categories).
    .sum-of-lines =
        { $lines ->
            [one] The line has none of the texts that other lines have, and { $amount } is the amount of the other line of its unit, as sums are in this export: it is a total (GROUP BY ROLLUP, a subtotal), and is not counted. Leave sums out of an export of lines.
           *[other] The line has none of the texts that other lines have, and { $amount } is the sum of { $lines } lines: it is their total (GROUP BY ROLLUP, a subtotal), and is not counted. Leave sums out of an export of lines.
        }
    .perhaps-sum-of-lines = The line has none of the texts that other lines have, and { $amount } is the sum of { $lines } lines: it may be their total; it is counted as a line. If it is a sum, leave it out of the export.
    .beside-period = “{ $written }” does not say { $period } alone: the words beside the period say the plan, a running total, an estimate, another period, a change or a part, and the row is quarantined. Write the period alone where the figures are those of the period, else leave the row out.
    .heading = Above these rows is “{ $written }”, and the head of the table names { $of_head }; the rows are quarantined. Send the rows of another period in a table of their own, with its head.
    .heading-of-list = Above these rows is “{ $written }”, and the head of the table names { $of_head }; they are taken as rows of { $of_head }. Send the rows of another period in a table of their own, with its head.
    .own-line = Below row { $row } is “{ $written }” with other figures: by its words they are those of the period, and row { $row } is quarantined. Send one row for each unit, with the figures of the period.

period-out-of-range =
    .meaning = The period is not one of the form: another frequency, not begun when the file arrived, or before the first period.
    .before-first = { $period } lies before { $first }, the first period of the form (`first_period`)
    .not-begun = { $period } begins on { $start }, after the day on which the file came

primary-key =
    .meaning = Two rows of one file have one key, or a row leaves a field of its key blank.
    .alike = This row names “{ $written }”, and row { $row } “{ $known }”: they differ only in capitals, blanks or the place of a tone mark; if they are one, write one row
    .identical = The row repeats row { $row } exactly; it counts once
    .blank = “{ $field }” says nothing in this row, though it tells the rows of one unit apart; the row counts, but for no “{ $field }”. Write it, or delete the row
    .blank-listed = “{ $field }” says nothing in this row, and the row is kept out: what it is of is not known. Write it; if the row prints the sum of others, write “Tổng số” there
    .blank-sum = “{ $field }” says nothing in this row, and its amounts are about the sum of those of row { $rows }{ $others ->
            [0] {""}
           *[other] {" "}and { $others } more
        }; it is kept out, so that nothing counts twice. If it prints their total, write “Tổng số” there and mend the figure; else write its “{ $field }”
    .differing =
        { $others ->
            [0] Rows { $rows } have one key ({ $key }) and differ; all are quarantined. Keep the one that is right
            [one] Rows { $rows } and one other have one key ({ $key }) and differ; all are quarantined. Keep the one that is right
           *[other] Rows { $rows } and { $others } others have one key ({ $key }) and differ; all are quarantined. Keep the one that is right
        }
    .differing-blank =
        { $others ->
            [0] Rows { $rows } have one key ({ $key }), differ, and leave “{ $field }” blank; all are quarantined. If each is of another “{ $field }”, write it into each row, also where it is that of the row above; else keep the one that is right
            [one] Rows { $rows } and one other have one key ({ $key }), differ, and leave “{ $field }” blank; all are quarantined. If each is of another “{ $field }”, write it into each row, also where it is that of the row above; else keep the one that is right
           *[other] Rows { $rows } and { $others } others have one key ({ $key }), differ, and leave “{ $field }” blank; all are quarantined. If each is of another “{ $field }”, write it into each row, also where it is that of the row above; else keep the one that is right
        }
    .differing-left-out =
        { $others ->
            [0] Rows { $rows } have one key ({ $key }) and differ; all are quarantined. There is no row of { $units }: one of these may be that, its code or name copied from the row above. Mend its code and name, or keep the one that is right
            [one] Rows { $rows } and one other have one key ({ $key }) and differ; all are quarantined. There is no row of { $units }: one of these may be that, its code or name copied from the row above. Mend its code and name, or keep the one that is right
           *[other] Rows { $rows } and { $others } others have one key ({ $key }) and differ; all are quarantined. There is no row of { $units }: one of these may be that, its code or name copied from the row above. Mend its code and name, or keep the one that is right
        }

row-copied =
    .meaning = A row repeats every measure of the row of another unit in the same file, or in another file of the same period: it may have been copied over its neighbour, and the figures of one of the two are lost.
    .all = Every figure of this row is that of { $unit } in row { $rows }: a row may have been copied over its neighbour; check the figures of both
    .other-file = Every figure of this row is that of { $unit } in { $object }: the form of one of the two may have been filled in with the figures of the other; check the figures of both
    .of-missing = Nearly all figures of this row differ from those in { $object }, and are near those that { $unit } had in { $before }, whose report of { $period } has not come; if these are the figures of { $unit }, correct the name and code of the unit and send it again

scaled-number =
    .meaning = A number format shows the number divided by a thousand or more; the number that is shown counts.
    .conditional = From this cell on a conditional format may show other numbers than are stored (in millions, as percents, with a unit); the stored ones are read. Check that they are those that you see, and take the conditional format away.
    .shown =
        { $count ->
            [one] The format of this cell shows its number divided by a thousand or more (as #,##0,, does); the number that is shown counts. Write the number in the unit of the form, with an ordinary format.
           *[other] The format of { $count } cells, of which this is the first, shows their numbers divided by a thousand or more (as #,##0,, does); the numbers that are shown count. Write them in the unit of the form, with an ordinary format.
        }

shifted-column =
    .meaning = Values of a column fit the history of the unit one row above, or one row below, and not that of their own.
    .slipped =
        { $way ->
            [down] { $value } is unlike { $median }, the median of the periods before. { $count } values of column “{ $column }”, in rows { $first } to { $last }, fit the periods before of the unit one row above and not those of their own: the column may have slipped down by a row. Check it against its rows.
           *[up] { $value } is unlike { $median }, the median of the periods before. { $count } values of column “{ $column }”, in rows { $first } to { $last }, fit the periods before of the unit one row below and not those of their own: the column may have slipped up by a row. Check it against its rows.
        }

sign-error =
    .meaning = A value has another sign than all values of its unit before, and its amount fits them.
    .other = { $value } has another sign than all before it: { $median } is { $others }; { $suggested } would fit. Check the sign.
    .of-peers = { $value } has another sign than nearly all other units: { $median } is { $others }; { $suggested } would fit. Check the sign.

unusual-zero =
    .meaning = A stock or a rate that hardly changes and was never zero is zero, and not in most units, or in every row of a file; or a row has nothing in most columns that always had about as much.
    .steady = 0, where { $others }, is { $median }, and none of these is 0. Zero says that there is none: where the number is not known, or has not changed, leave the cell blank or write the number
    .row = { $count } columns of this row have nothing, and none of them was ever 0: in this one { $others }, is { $median }, and the same period a year ago had { $before }. Zero says that there was none, and the sign for what cannot occur that there can be none: where the number is not known, leave the cell blank or write the number
    .column = All { $count } values of the column “{ $column }” are 0, and none of these units had a 0 before. Was the column filled in? Zero says that there is none: where the numbers are not known, or have not changed, leave the cells blank or write the numbers

stopped =
    .meaning = So many rows of a submission are in error that none of its rows is used; the form says how many.
    .rows = { $wrong } of { $all } rows are in error, and from { $stop_if } on none of a report is used; mend the rows and send it again

struck-out =
    .meaning = Every cell of a row, or a number, is struck out, or a column marks a row as deleted, cancelled or rejected: somebody meant to delete or correct it. What is struck out is read; what is marked so is kept out.
    .marked = The column “{ $label }” marks this row with “{ $written }”, so it is kept out; delete the row if it is not to count, else take away the mark
    .perhaps = The column “{ $label }” marks this row with “{ $written }”, and its values are read; delete the row if it is not to count
    .row = Every cell of the row ({ $cells }) is struck out, and its values are read; delete the row if it is not to count, else take away the line through it
    .numbers = { $count ->
        [one] The number in { $cells } is struck out, and is read; write the right number or none there, or take away the line through it
       *[other] { $count } numbers of { $cells } are struck out, and are read; write the right numbers or none there, or take away the line through them
    }

superseded =
    .meaning = A later submission replaces it.
    .by = Replaced by { $object }
    .moved = { $object } was made from this file and has its figures for another sender or period, so that they no longer count here. If they were right here, send this file again
    .period-mended = { $object }, which came later, has these very figures for another period, as was asked, so that they no longer count here. If they were right here, send this file again
    .of-lower-revision = Replaced by { $object }, which came later; by its name or head it is the earlier one (this one is a later revision, or that one a draft). If this one is right, send it again, or state in arrivals.csv when each came
    .by-name = Replaced by { $object }, which arrived at the same time: the order of the names decided. If it is the other way round, state the arrivals in arrivals.csv, or name the newer one “lần 2”

swapped-rows =
    .meaning = The amounts of two rows fit the history of each other's unit, and not that of their own.
    .in-file = { $count } amounts of this row are unlike those that its unit had before and fit those of { $unit } in row { $other }, whose amounts fit this unit: check whether the two rows were exchanged
    .of-files = { $count } amounts of this row are unlike those that its unit had before and fit those of { $unit }, in row { $other } of { $object }, whose amounts fit this unit: check whether the two were exchanged

swapped-columns =
    .meaning = Two values of a row fit the history of each other's column, and not that of their own.
    .each = { $value } is unlike { $median }, { $others }; the value in column “{ $column }” of this row, { $suggested }, would fit here, and this one there. Check whether the two were interchanged.

thousand-error =
    .meaning = A value is a thousand or a million times its history, its peers or the value that it replaces, or such a part of them; or ten or a hundred times, where its unit of measure has such multiples or most amounts of its row are so.
    .replaced =
        { $how ->
            [times] { $value } is { $times } times { $before }, which { $object } said here: one of the two is in another unit of measure. Check the number and the unit; what is right, leave.
           *[part] { $value } is { $times } times less than { $before }, which { $object } said here: one of the two is in another unit of measure. Check the number and the unit; what is right, leave.
        }
    .scaled =
        { $how ->
            [divided] { $value } is { $ratio } times { $median }, { $others }; divided by { $times } it would be { $suggested }, which fits. Check the number and the unit of measure.
           *[multiplied] { $value } is { $ratio } times { $median }, { $others }; multiplied by { $times } it would be { $suggested }, which fits. Check the number and the unit of measure.
        }

total-mismatch =
    .meaning = A printed total differs from the sum of its rows.
    .differs = The printed total is { $printed }, its rows add up to { $sum }: a difference of { $difference }; check the total and its rows
    .differs-in-unit = In the form's unit ({ $unit }), the printed total is { $printed }, its rows add up to { $sum }: a difference of { $difference }; check the total and its rows

transposed-digits =
    .meaning = With two neighbouring digits of a cell exchanged a total, a formula or a check holds, or the value is as in the periods before.
    .history = { $value } is { $ratio } times { $median }, { $others }; with two neighbouring digits exchanged { $suggested } would fit. Check the number.
    .exchanged = { $value } with two neighbouring digits exchanged is { $suggested }, which { $asked_by } asks for; check the number

likely-wrong-cell =
    .meaning = The fewest cells of a row whose change makes all checks, formulas and totals hold that do not; the value is never changed.
    .value = { $value } is likely wrong. What does not hold: { $checks }. With { $suggested } here alone all of it holds, and nothing else breaks; check the number
    .one = { $value } is likely wrong. What does not hold: { $checks }. Another number here alone can make all of it hold, and nothing else breaks; check the number
    .several = { $value } is likely wrong, together with { $others }. What does not hold: { $checks }. No change of fewer cells mends it; check these numbers
    .tie = One of these is wrong, and it is not known which: { $candidates }. What does not hold: { $checks }. No change of fewer cells mends it; check these cells
    .elsewhere = { $cell } (or a row that it adds)

asked-by =
    .check = the check “{ $check }”
    .constraint = the constraints of { $cell }
    .formula = the formula “{ $formula }” of the numbering row
    .total = the total in { $cell }

type-error =
    .meaning = A cell does not hold a value of the type of its field.
    .not-a-number = “{ $written }” is no number
    .day-for-number = The cell shows the day { $written }, and a number is asked for: its format is that of days; clear the format, and check the number
    .letter-for-digit = “{ $written }” is no number: the letter “{ $letter }” stands among its digits; { $digits } is probably meant
    .lost-sign = “{ $written }” is no number: a sign beside its digits cannot be read, and may have been a minus; write the number again, with its sign
    .other-signs = “{ $written }” is no number; in this column “{ $group }” parts thousands and “{ $decimal }” the decimals
    .lost-letters = “{ $written }” has signs in the place of letters that a program lost; write the text again
    .not-whole = “{ $written }” is no whole number
    .too-large = “{ $written }” is too large to be added exactly; check the number and its unit
    .not-a-boolean = “{ $written }” is neither yes nor no
    .repetition = “{ $written }” stands for the cell above; write out what is meant
    .day-of-another-age = The year of “{ $written }” is before 1900 or after 2200; check it, and where it is meant write { $day }
    .not-a-day = “{ $written }” is no day
    .more-than-a-day = “{ $written }” is a day with more behind it, such as a time; where that day is meant, write { $day }
    .month-and-day = “{ $written }” is no day: its month is written first; write { $day }
    .exchanged-days = “{ $written }” and the other days of the column that are stored as days ({ $count } cells) are up to the twelfth of a month, and the days after it, such as “{ $shows }”, are texts: the spreadsheet may have exchanged day and month ({ $other }). Check these days, or write them as 2025-12-31.
    .mark-among-words = “{ $written }” stands beside “{ $word }” in the same column: it may be a yes, or say that the value cannot occur; write yes or no, or leave it blank
    .month-first = “{ $written }” may be { $first } or { $second }: this column writes the month first (“{ $shows }”); write every day as day/month/year
    .not-of-type = “{ $written }” is not { $kind }
    .not-of-format = “{ $written }” is not { $kind } in the format { $format }
    .unmended = “{ $written }” was no value of this column in the file that went back to its sender, and is not mended: write the value, without the “?? ” before it
    .not-a-vintage = “{ $written }” is no vintage; write E (estimate, ước tính), P (preliminary, sơ bộ) or A (official, chính thức)
    .no-vintage = The cell says of no vintage, and is blank; write E (estimate, ước tính), P (preliminary, sơ bộ) or A (official, chính thức)
    .expected-format = { $kind }, in the format { $format }
    .expected-integer = a whole number
    .expected-number = a number
    .expected-text = text
    .expected-boolean = yes or no
    .expected-day = a day, such as 31/12/2025
    .year-in-doubt = The year of “{ $written }” is before 1900 or after 2200; check it

# What a value of a type is.
value-kind =
    { $kind ->
        [any] a value
        [array] a JSON array, such as ["a", "b"]
        [boolean] yes or no
        [date] a day
        [datetime] a day with a time, such as 2025-12-31T06:00:00
        [duration] a duration, such as P1Y6M or PT36H
        [geojson] GeoJSON
        [geopoint] a point, longitude before latitude, such as 103.02,21.39
        [integer] a whole number
        [list] a list of such items
        [number] a number
        [object] a JSON object
        [time] a time of the day, such as 06:00:00
        [year] a year of four digits
        [yearmonth] a month of a year, such as 2025-12
       *[string] a text
    }

# A list, by what its items are.
value-list = a list of which each item is { $item }, with “{ $delimiter }” between the items

unclaimed-object =
    .meaning = No source of any pipeline names the place where the object lies.
    .no-source = No source of any pipeline names this place
    .form = The file is form { $form }, which no source takes from here

unclear-unit =
    .meaning = What is written as the unit of measure names a power of ten and nothing that it could be of, or two units of one kind, or amounts of each, or has words of the plan, a running total or another period beside it; the numbers are read in the unit of the form.
    .multiplier = The column “{ $label }” says “{ $written }”, and not of which measure; the numbers are read in the units of the form. Write the numbers in these and delete the column, or state the unit of each row in words, for example “nghìn đồng”
    .multiplier-above = The line “{ $label }: { $written }” above the table does not say of which measure; the numbers are read in the units of the form. Write the numbers in these and take the line out, or state the unit in words, for example “Đơn vị tính: nghìn đồng”
    .format-of-form = { $count ->
        [one] The number format of this cell shows
       *[other] The number formats of { $count } cells of this column, the first of them here, show
    } “{ $shown }”; the numbers are read in the unit of the form, { $own }. Take the words out of the format, or write the unit in full
    .format = { $count ->
        [one] The number format of this cell shows
       *[other] The number formats of { $count } cells of this column, the first of them here, show
    } “{ $shown }”, and the table states “{ $stated }”; the numbers are read in the unit that the table states. Take the sign out of the format, or state the unit in which the numbers are
    .above = A text above the table says “{ $written }”, but it does not say as “Đơn vị tính: …” that the figures are in it; the numbers are read in the unit of the form (“{ $own }”). State the unit of measure above the table, for example “Đơn vị tính: nghìn người”.
    .other-sheet = A table on the sheet “{ $sheet }” is in “{ $written }”, and this one has a head, a sender or labels of its own and states no unit for all of it; its numbers are read in the unit of the form (“{ $own }”). Write the unit of measure above this table, too
    .blank = The cell of the unit of measure is blank below “{ $above }”; the number is read in the unit of the form (“{ $own }”). Write the unit of each row, or “nt” where it is the same.
    .bare = Other numbers of the column bear a unit (“{ $unit }”) and this one does not; it is read in the unit of the form (“{ $own }”). Write the unit in the cell
    .in-row = “{ $unit }” in the row of units below the labels is no unit that is known; the numbers of the column are read as if the cell were blank. Write a unit, or leave the cell blank
    .note = Below the table stands “{ $written }”, and neither its head nor the labels state a unit; numbers are read in the form's unit (“{ $own }”). Write the unit above the table, such as “Đơn vị tính: nghìn người”.
    .note-differs = Below the table stands “{ $written }”, and the table states “{ $stated }”; numbers are read in “{ $stated }”. Write the unit of a column in its label.
    .row-text = Beside a row stands “{ $written }”, and neither the head nor the labels state a unit; numbers are read in the form's unit (“{ $own }”). Write the unit above the table, or that of each row in a column “Đơn vị tính”.
    .row-text-differs = Beside a row stands “{ $written }”, and the table states “{ $stated }”; numbers are read in “{ $stated }”. Write the unit of each row in a column “Đơn vị tính”, or take the text away.
    .two-columns = Two columns state units of measure for one row: “{ $other }” and “{ $written }”; numbers are read in the form's unit (“{ $own }”). Write the unit of each column in its label, and leave one column of units.
    .object-name = The name of the file or its folder says “{ $unit }”, and the table states no unit; its numbers are read in the unit of the form (“{ $own }”). Write the unit of measure above the table, for example “Đơn vị tính: { $unit }”.
    .of-each = “{ $unit }” says that the numbers are of each { $each }, and the field is of all (“{ $own }”); they are read as those of all. Write the amounts of all, or state the unit without what they are of each of
    .other-figures = Beside the unit of measure stands “{ $words }” (“{ $unit }”): the figures may be the plan, a running total or those of another period; they are read as those of the report. Write the unit alone (“{ $own }”) where they are, and report the others in a table of their own
    .of-name = The unit “{ $unit }”, which the name of the sheet “{ $sheet }” states, alone or beside the table, is not clear; numbers are read in the form's unit, write one unit such as “{ $own }”
    .unclear = The unit “{ $unit }” is not clear; numbers are read in the form's unit, write one unit such as “{ $own }”
    .beside-name = The name says “{ $written }”; whether the numbers of the row are in “{ $unit }” is not clear, and they are read as if it were not there (unit of the form: “{ $own }”). Write the name alone, and the unit of measure above the table.

unique-error =
    .meaning = Several rows of one file have a value, or values together, that only one may have.
    .repeated =
        { $others ->
            [0] “{ $value }” is in the rows { $rows }, and may be in one only
            [one] “{ $value }” is in the rows { $rows } and one other, and may be in one only
           *[other] “{ $value }” is in the rows { $rows } and { $others } others, and may be in one only
        }

unit-converted =
    .meaning = The unit of measure of the table differs by a power of ten; the values are converted.
    .table =
        { $how ->
            [divided] The table is in “{ $unit }”, the form in “{ $own }”; each number is divided by { $factor }. Where the numbers are in this unit nothing has to be changed; who changes the unit has to write the numbers anew, too
           *[multiplied] The table is in “{ $unit }”, the form in “{ $own }”; each number is multiplied by { $factor }. Where the numbers are in this unit nothing has to be changed; who changes the unit has to write the numbers anew, too
        }
    .table-of-name =
        { $how ->
            [divided] The name of the sheet “{ $sheet }” states “{ $unit }”, the form is in “{ $own }”; each number is divided by { $factor }. Where the name means something else, rename the sheet
           *[multiplied] The name of the sheet “{ $sheet }” states “{ $unit }”, the form is in “{ $own }”; each number is multiplied by { $factor }. Where the name means something else, rename the sheet
        }
    .table-of-sheet =
        { $how ->
            [divided] The sheet “{ $sheet }” states “{ $unit }” and this one states no unit; the form is in “{ $own }”, and each number is divided by { $factor }
           *[multiplied] The sheet “{ $sheet }” states “{ $unit }” and this one states no unit; the form is in “{ $own }”, and each number is multiplied by { $factor }
        }
    .rows =
        { $how ->
            [divided] Rows are in “{ $unit }”, the form in “{ $own }”; each of their numbers is divided by { $factor }. Where the numbers are in this unit nothing has to be changed; who changes the unit has to write the numbers anew, too
           *[multiplied] Rows are in “{ $unit }”, the form in “{ $own }”; each of their numbers is multiplied by { $factor }. Where the numbers are in this unit nothing has to be changed; who changes the unit has to write the numbers anew, too
        }
    .cell =
        { $how ->
            [divided] “{ $written }” names its own unit “{ $unit }”; the number is divided by { $factor }
           *[multiplied] “{ $written }” names its own unit “{ $unit }”; the number is multiplied by { $factor }
        }
    .own = “{ $written }” names its own unit “{ $unit }”, which is that of the form; the unit of the table does not hold for it

unit-mismatch =
    .meaning = The unit of measure of the table contradicts that of the field.
    .multiplier = The column “{ $label }” says “{ $written }”, which is the power of ten of no measure of the form; the rows ({ $count }) are quarantined. Write the numbers in the units of the form and delete the column, or state the unit of each row in words, for example “nghìn đồng”
    .multiplier-above = The line “{ $label }: { $written }” above the table states the power of ten of no measure of the form; the rows ({ $count }) are quarantined. Write the numbers in the units of the form and take the line out, or state the unit in words, for example “Đơn vị tính: nghìn đồng”
    .column = The unit “{ $unit }” of the column contradicts that of the form (“{ $own }”); the rows of the table are quarantined. Write the numbers in “{ $own }”, and the unit with them
    .column-of-name = The name of the sheet “{ $sheet }” states the unit “{ $unit }”, which contradicts that of the form (“{ $own }”); the rows of the table are quarantined. Write the numbers in “{ $own }” and rename the sheet; where its name means something else, rename it alone
    .row = The unit “{ $unit }” of the row contradicts that of the form (“{ $own }”); the row is quarantined. Write the number in “{ $own }”, and the unit with it
    .cell = The unit “{ $unit }” in the cell contradicts that of the column; write the number in the form's unit

unknown-area =
    .meaning = The unit is in no map of the registry.
    .blank = The row names no unit: its code and its name are blank; write one of them, or delete the row
    .keep-zero = { $code } { $unit } (the code must be text that keeps its leading zero)
    .letter-in-code = Code { $code } is in no map of the registry on { $day }: it holds the letter “{ $letter }” among its digits; with digits alone it is { $digits }
    .no-code = Code { $code } is in no map of the registry on { $day }
    .no-level = “{ $written }” is no unit of this form, whose `reports` names no level yet for a period that ends on { $day }
    .no-name = “{ $name }” is in no map of the registry on { $day }
    .other-level = Code { $code } is { $unit } ({ $level }); this form reports by { $levels }
    .signs-in-code = Code { $code } is in no map of the registry on { $day }: there are other signs around its digits; write { $digits } alone

unknown-form =
    .meaning = No table of the file has the labels of a declared form.
    .letter = “{ $name }” holds no table of figures, unlike other files of the archive, and is passed over; if it is to count, send it as a table of a form.
    .lost-letters = The labels of form { $form } are there, but letters of { $count } of them were lost when the file was saved (“{ $written }”). Save the original once more as .xlsx or as “CSV UTF-8”, and send that; what is saved from this file stays without its letters.
    .nearest = No table of the file has the labels of a declared form; form { $form } comes closest with { $matched } of { $all } labels. Use the right form, and leave its labels as they are.
    .named = The head names form { $form }, but no table of the file has its labels. Use that form, and leave its labels as they are.
    .none = No table of the file has the labels of a declared form. Use the right form, and leave its labels as they are.
    .other-period = No table of the file has the labels of a declared form; form { $form } comes closest with { $matched } of { $all } labels; { $others } more of its measures are found only in columns of a running total, of the plan or of another period, which are not taken for this period’s. Use the right form, and leave its labels as they are.
    .returned-list = This is the list of what is to be mended, as it was sent back, and no form. Send the sheet with the form that is in the workbook which came back; where that holds the list alone, mend the original file and send that.
    .without-unit = The table has { $matched } of the { $all } labels of form { $form }, and none that says of which unit a row is ({ $labels }). Add that column, with the code or the name of the unit in each row, also where there is only one.

unknown-period =
    .meaning = The period is written nowhere, or cannot be read.
    .head-missing = The head names no period that could be read; this form is sent for a { $length }, write its number and its year as the pattern shows
    .head-other = “{ $written }” is no { $length }, for which this form is sent; write its number and its year as the pattern shows
    .head-no-year = “{ $written }” names no year; write the year of the { $length } behind it
    .head-short-year = “{ $written }” does not give all four digits of its year; write the { $length } with them
    .head-two = The head names two different periods: { $first } and { $second }; neither is guessed. Leave one { $length }, that of the report.
    .cell = “{ $written }” is no { $length } that could be read; write its number and its year as the pattern shows
    .cell-no-year = “{ $written }” names no year; write the { $length } with its year
    .cell-short-year = “{ $written }” does not give all four digits of its year; write the { $length } with them
    .cell-ditto = “{ $written }” stands for what is above it, which is not read as a period; write the { $length } in each row, with its number and its year as the pattern shows
    .cell-missing = The row names no { $length } that could be read; write its number and its year as the pattern shows
    .cell-two-days = “{ $written }” may be two days of two periods, { $first } or { $second }; neither is guessed. This form is sent for a { $length }, write its number and its year as the pattern shows

unknown-sender =
    .meaning = The head names a sender that is no unit of the map; the sender is inferred from the rows.
    .head = “{ $written }” is no unit on { $day }; the sender is taken from the rows
    .suggestion = UBND huyện … or UBND xã …

unread-cell =
    .meaning = The file states a cell that gave no value: its content is not what it says to be, or nobody who opens the file sees it.
    .value = The cell is marked as a number, a boolean or a shared text, but “{ $written }” is none; open the file in Excel or LibreOffice, save it and send it again
    .kind = The cell holds “{ $written }” of a kind that is not known; open the file in Excel or LibreOffice, save it and send it again
    .type = The column is of the type { $written }, which no table holds; write its values as numbers, texts or days
    .moved = The row has more cells than there are labels, so that its values, from “{ $written }” on, may be under the wrong ones; in a workbook move the cells back under their labels, in a text put numbers that hold the delimiter between quotes, and send the file again
    .cut = The text ends within this row, behind “{ $written }”, which may be the beginning of a value; the file was cut: send it again whole
    .quotes = A quote is opened here and closed within a later line (“{ $written }”), so that the lines between are no rows of their own; delete the quotes, or write two ("") for each within a quoted cell
    .record = The cell is broken, and what it held is not known; open the file in Excel or LibreOffice, save it and send it again
    .twice = The file states the cell twice, with two values: { $written }; nothing says which counts
    .covered = The cell lies under merged cells and holds “{ $written }”, which the sheet does not show; split the merged cells and check the values
    .merged = “{ $written }” is merged over the cells { $cells }, and nobody can say whose it is: split them and write the value of each row and column in its own cell
    .address = A cell that holds “{ $written }” has no address on the sheet, and is not read
    .position = The file holds “{ $written }” where rows and cells do not belong, and it is not read
    .said-below = Below { $count } rows it is written “{ $written }”: they may not be all. Export the table again, whole
    .envelope = The file says “{ $written }” beside its rows: they may not be all, or not as they are meant; export all of them into one list, in the unit of the form
    .format = The cell holds { $written }, but its number format shows another number; type the number that is meant, in a plain format
    .day-format = The cell holds { $written }, but its format shows another day, month, year or time: it has digits of its own; type the day that is meant, in the format dd/mm/yyyy
    .clock = The cell holds { $written }, which its number format shows as a time (hours and minutes), and a number is asked for; type the number that is meant, in a plain format
    .other-figures = The cell holds { $written }, and its number format shows beside it that this is the plan, an estimate, a running total or the figure of another period; type the figure of the period, in a plain format
    .replaced = The cell holds { $written }, but its number format does not show that number (it shows nothing, a word, no minus, or a sign or point of its own); type what is meant, in a plain format
    .unmended = “{ $written }” was no value in the file that went back to its sender, and is not mended: write the value, without the “? ” before it
    .appearance = The cell holds the number { $written }, and the text that its number format shows is not known exactly; type that text in a cell of the format Text
    .drawn = The cell is blank, and “{ $written }” lies over it in a text box or a form control, which are no values of cells; type the value into the cell
    .symbols = The cell holds “{ $written }” in a font of signs (Wingdings, Webdings, Symbol …), in which it is another sign; type the value in an ordinary font
    .bytes = The cell holds bytes that are no text ({ $written } in hexadecimal); write the column as texts in UTF-8
    .gap-word = “{ $written }” is what programs write where there is no value, and no text of the cell; leave the cell blank, or declare the word in the missingValues or the enum of the field
    .others =
        { $count ->
            [one] One more cell of the sheet was not read
           *[other] { $count } more cells of the sheet were not read
        }

unread-row =
    .meaning = Rows above or below the labels hold values and are not read as data: rows that were sorted above their labels, notes that fill the columns, texts alone among the rows of a list, another table, or totals of nothing.
    .above-labels = { $count ->
        [one] { $count } row of data, row { $row }, is above the labels in row { $labels } and is not read; move the labels above all rows
       *[other] { $count } rows of data, from row { $row } on, are above the labels in row { $labels } and are not read; move the labels above all rows
    }
    .notes = { $count ->
        [one] { $count } row from row { $row } on is below the columns of the table and is taken for a note; if it is data, number it, name its unit, and delete the words above it that end the table
       *[other] { $count } rows from row { $row } on are below the columns of the table and are taken for notes; if they are data, number them, name their units, and delete the words above them that end the table
    }
    .in-one-cell = { $count ->
        [one] Row { $row } holds all its cells in one cell and is not read; split it into columns (Data, Text to Columns)
       *[other] { $count } rows, from row { $row } on, hold all their cells in one cell and are not read; split them into columns (Data, Text to Columns), or write the whole file with one delimiter
    }
    .beside = { $count ->
        [one] Row { $row } has a code, a name and figures of a unit beside the columns of the table, which are not read; move them below the labels
       *[other] { $count } rows, from row { $row } on, have codes, names and figures of units beside the columns of the table, which are not read; move them below the labels
    }
    .only-totals = Every row with numbers is a total or the sum of a section, and none is data; write the rows of data, numbered 1, 2, 3
    .lone-text = { $others ->
        [0] Row { $row } holds “{ $written }” and nothing else, without a number where the other rows have one, and is taken for no row of the list; write the rest of a name into the cell of the name, or number the row
        [one] Row { $row } holds “{ $written }” and nothing else, without a number where the other rows have one, and is taken for no row of the list, as one more row is; write the rest of a name into the cell of the name, or number the row
       *[other] Row { $row } holds “{ $written }” and nothing else, without a number where the other rows have one, and is taken for no row of the list, as { $others } more rows are; write the rest of a name into the cell of the name, or number the row
    }
    .nothing = { $others ->
        [0] “{ $written }” in row { $row } is no name and is not counted: the unit is taken to have none
        [one] “{ $written }” in row { $row } is no name and is not counted: the unit is taken to have none; so is one more row
       *[other] “{ $written }” in row { $row } is no name and is not counted: the unit is taken to have none; so are { $others } more rows
    }
    .moved-labels = Row { $row } (“{ $written }”) has labels of this table over other columns, so that the rows below it would be under wrong labels; they are not read. Put each figure under the label at the top of the table, or write all rows of labels again
    .other-table = From row { $row } on there is another table (“{ $written }”) of no form, which is not read; if it is data of this form, write the labels of the form above it

repaired-text =
    .meaning = What a program wrote into texts in signs of its own was read as what is meant; no value is left out.
    .other-zone = “{ $written }” is the beginning of { $day } by the clock here (UTC+7), and is read as that day
    .invisible = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } signs that nobody sees, the first read as “{ $read }”; they were left out
    .look-alike = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } letters that look like others, the first written “{ $written }” and read as “{ $read }”
    .full-width = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } signs of full width, the first written “{ $written }” and read as “{ $read }”
    .order-of-marks = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } tone marks before the mark of their letter, the first read as “{ $read }”
    .formula = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } a text that is written as a formula, the first written “{ $written }” and read as “{ $read }”
    .references = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } letters written by their numbers (such as &#7883;), the first written “{ $written }” and read as “{ $read }”
    .apostrophe = { $count ->
        [one] { $count } cell holds
       *[other] { $count } cells hold
    } an apostrophe before a number, the first written “{ $written }” and read as “{ $read }”
    .made-label = { $count ->
        [one] { $count } label was
       *[other] { $count } labels were
    } made by a program, the first written “{ $written }” and read as “{ $read }”
    .made-label-of-none = { $count ->
        [one] { $count } label was
       *[other] { $count } labels were
    } made by a program, the first written “{ $written }” and read as blank
    .quoted-lines = Each line of the file is one cell in quotes; the lines were parted into their cells
    .escaped-quotes = Quotes within cells stand behind backslashes; they were read as quotes
    .row-names = Each line begins with a number that no label is over, as R writes names of rows; the labels were taken for those of the cells behind it

repeated-arrival =
    .meaning = Two lines of arrivals.csv name one object; the later line counts, unless the same bytes were taken in with the earlier time.
    .lines = “{ $name }” is on line { $before } too; this later line counts, unless the same bytes were taken in with the earlier time

unused-row =
    .meaning = Sound rows are not used, since another row beside them is in error: where a unit has many rows they count together.
    .unit = Sound rows of { $period } are not used ({ $count }), since another row of the same unit, or of no known unit, is in error: they count together
    .vintage = Sound rows of { $period }, vintage { $vintage }, are not used ({ $count }), since another row beside them is in error: they count together

unlisted-arrival =
    .meaning = An object of the landing zone is not named in arrivals.csv; the time when the file was changed counts as its arrival.
    .modified = It is not named in arrivals.csv; the time when the file was changed counts as its arrival

unreachable-object =
    .meaning = The landing zone lists it and does not give its bytes; the next run tries again.
    .changed = It changed while it was read; the next run tries again
    .forbidden = It may not be read; give this program the right to read it
    .gone = It went away before it was read; the next run looks again
    .other = It could not be read; the next run tries again

unread-arrival =
    .meaning = A line of arrivals.csv, or the list as a whole, cannot be used; the object that it names, or all that is new, waits until it is mended.
    .list = The list cannot be used: { $cause }. What is new in the landing zone waits until it is mended; what was taken in before counts
    .line = The line cannot be used: { $cause }

unread-sheet =
    .meaning = A sheet holds numbers but the labels of no form; it is not read.
    .no-form = The sheet “{ $sheet }” holds numbers but the labels of no form, and is not read; add the labels, or delete the sheet if it is not meant.
    .missing = The workbook lists the sheet “{ $sheet }” but does not hold it; check whether it is meant, and send the file again.
    .broken = The sheet “{ $sheet }” is broken or cut short and was not read; open the file in Excel or LibreOffice, save it and send it again.
    .too-many-labels = The sheet has too many rows that look like labels for every table to be found; it is not used. Put each table on a sheet of its own.

withdrawn-arrival =
    .meaning = Someone has withdrawn an object, and its bytes were written into the landing zone again, or lie there under another name; they do not count.
    .renamed = It has the bytes of { $first }, which was withdrawn on { $withdrawn }, and does not count. Where it was sent anew, state in arrivals.csv when; where the withdrawal was wrong, run tinhso restore; else delete it from the landing zone
    .unchanged = It was written on { $at }, after it was withdrawn on { $withdrawn }, with the same bytes, and does not count. Where it was sent again, state in arrivals.csv when, or run tinhso restore; else delete it from the landing zone

replaced-version =
    .meaning = An object of the landing zone has the bytes of an earlier version of it again, and no later time: an older state was put back. The newest version counts.
    .back = It has the bytes again that came on { $earlier }, and no time after that of its newest version, { $newest }, which counts. Where the older one is meant, state in arrivals.csv when it was sent again; else put the newest version back

unreadable-file =
    .meaning = The bytes are of no format that can be read, or end too early.
    .archive-broken = It cannot be unpacked: the archive is broken or cut short; pack it again as a plain zip and send it again.
    .archive-no-zip = The file is an archive other than a zip, where a workbook or delimited text was expected; unpack it and send the tables, or pack them again as .zip.
    .archive-unsupported = It cannot be unpacked: the archive is packed in a way that is not supported; pack it again as a plain zip and send it again.
    .archive-within = “{ $name }” is an archive within the archive and is not opened; unpack it and send it again.
    .attachment = “{ $name }” is no spreadsheet and is passed over; if it holds figures, save it as .xlsx or .csv and send it again.
    .broken = The file cannot be read: it is broken in a way that is not known; open it in the program that made it, save it and send it again.
    .cut-short = The file is cut short or broken: its end is missing; open it in Excel, save it and send it again.
    .gzip-broken = The gzip file is broken and cannot be unpacked; pack it and send it again.
    .gzip-cut-short = The gzip file is cut short; pack it and send it again.
    .gzip-goes-on = The file goes on behind what is packed with a text that is not; pack the whole file and send it again.
    .json-broken = The JSON file breaks the syntax on line { $line }, character { $column }; export it and send it again.
    .json-cut-short = The JSON file is cut short on line { $line }; export it and send it again.
    .json-no-rows = The JSON file holds no list of rows; send a list of objects, or one object a line.
    .json-too-deep = The JSON file holds lists and objects within each other to a greater depth than is read; send a list of flat objects.
    .month-first = Column “{ $label }” writes the month first on line { $line } (“{ $written }”), so that days such as 05/08/2025 may be two days; nothing of the file is read. Write every day as day/month/year and send the file again.
    .moved-labels = Line { $line } has labels of this export again, over other columns, so that the values below it would be read as others; nothing of the file is read. Send each export as a file of its own, or put all lines under one row of labels.
    .no-spreadsheet = The file is no workbook and no delimited text; save it as .xlsx or .csv and send it again.
    .no-text = The format of the file is unknown: it is neither a workbook nor text; send an .xlsx file, or a .csv file in UTF-8.
    .no-worksheet = “{ $name }” has no worksheet; check it and send it again.
    .pointer = The file holds only the address of a document that is kept elsewhere (Google Drive, Git LFS), and no figures; download the document as .xlsx and send that.
    .old-program = The file is a table of an old program (SYLK, DIF, dBASE, Lotus 1-2-3 or Excel before 1995); open it in Excel or LibreOffice, save it as .xlsx and send it again.
    .open-quote = A quote opened on line { $line } is never closed; mend that line and send the file again.
    .page = The file is an HTML or XML page named as a spreadsheet, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .packing = The file is packed with { $packing } and cannot be unpacked here; pack it again as a plain zip (method Deflate) and send it again.
    .parquet = The Parquet file cannot be read: it is broken or cut short; export it and send it again.
    .parquet-packing = The Parquet file cannot be read: it is packed with { $packing }, which is not supported; export it again, packed with zstd, snappy, gzip, lz4 or brotli.
    .part = The file cannot be read: its part “{ $part }” is broken in a way that is not known; open it in the program that made it, save it and send it again.
    .pdf = The file is a PDF file, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .picture = The file is a picture, where a workbook or delimited text was expected; enter its figures in an .xlsx or .csv file and send that.
    .rtf = The file is an RTF document, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .text-broken = The text file holds a broken character on line { $line }; send an .xlsx file, or a .csv file in UTF-8.
    .text-zeros = From line { $line } on the file has { $count } zeros in the place of text: a part of it was lost on a disk or on its way; send it again whole
    .text-cut-short = The text file is cut short within a character; send an .xlsx file, or a .csv file in UTF-8.
    .iwork = The file is a document of Apple Numbers, Pages or Keynote; export it as an Excel workbook (.xlsx) and send that.
    .word = The file is a Word document, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .workbook = The workbook cannot be read: it is broken or cut short; open it in Excel, save it and send it again.
    .workbook-no-package = The workbook cannot be read: its zip package is broken or cut short; open it in Excel, save it and send it again.
    .workbook-packing = The workbook is packed with { $packing }, as no spreadsheet program packs it, and cannot be unpacked here; open it in the program that made it, save it as a plain .xlsx and send it again.
    .workbook-records = The workbook cannot be read: its records do not follow one another, it is broken or cut short; open it in Excel, save it and send it again.
    .workbook-shared-part = The workbook cannot be read: two of its sheets are one part of the file; open it in Excel, save it and send it again.
    .two-of-one-name = The package has two files of one name and different content, or another file lies before or behind it: which is meant is not known. Send each file by itself, or in one zip, each under a name of its own.

## Shared by findings: limits, levels of units, units of measure, lengths of periods.

finding-in-column =
    { $others ->
        [one] { $finding } (one other cell of the column likewise)
       *[other] { $finding } ({ $others } other cells of the column likewise)
    }

finding-in-total = Total row, which is not compared: { $finding }

finding-more = { $count ->
        [one] { $count } more place has this finding
       *[other] { $count } more places have this finding
    }

level-commune = commune

level-district = district

level-province = province

limit-bytes = { $limit } bytes (max_bytes)

limit-cells = { $limit } cells (max_cells)

limit-columns = { $limit } columns in one row

limit-files = { $limit } files

limit-lines = { $limit } lines

limit-unpacked = { $limit } bytes unpacked (max_unpacked)

period-length =
    { $frequency ->
        [month] month
        [quarter] quarter
        [half-year] half-year
       *[year] year
    }

unit-multiple =
    .thousand = thousand { $unit }
    .million = million { $unit }
    .billion = billion { $unit }
    .power = 10^{ $power } { $unit }

unit-word =
    .commune = communes
    .day = days
    .dossier = dossiers
    .enterprise = enterprises
    .ha = ha
    .hour = hours
    .household = households
    .household-business = household businesses
    .kg = kg
    .km = km
    .km2 = km2
    .kwh = kWh
    .litre = litres
    .m2 = m2
    .m3 = m3
    .metre = m
    .minute = minutes
    .month = months
    .percent = %
    .person = people
    .point = points
    .product = products
    .service = services
    .tonne = tonnes
    .village = villages
    .vnd = VND
    .year = years

## Errors: what stops a run.

# Lines of arrivals.csv; these words enter unread-arrival.
arrivals =
    .columns = { $count } columns; write object,received_at
    .future = `{ $written }` lies in the future; “{ $name }” waits until the line is mended, unless it was taken in before
    .header = the header is `{ $written }`; write object,received_at
    .no-file = it is no plain file; put the list itself here, or take it away
    .no-instant = `{ $written }` is no instant; write one such as 2025-04-15T08:30:00+07:00
    .no-object = the object has no name
    .not-utf-8 = it is not UTF-8; save the file as UTF-8
    .unreadable = the line cannot be read: { $words }

error-damaged = { $object } is damaged: { $cause }

error-declarations = the declarations have { $count } { $count ->
        [one] fault
       *[other] faults
    }
    .at-hand = the declarations have { $count } { $count ->
        [one] fault
       *[other] faults
    } now; mend them and ask again, the published runs are untouched

error-engine = cannot compute { $subject }: { $cause }

error-locked = another run is writing to { $warehouse }; try again when it has ended

error-locked-by = another run has been writing to { $warehouse } since { $since }: process { $process } on { $host }; try again when it has ended (if it died, the warehouse is free at { $ends })

no-plain-file-to-write = { $file } is not a plain file, and nothing can be written to it here; name another file

not-a-plain-file = { $file } is not a plain file, and only plain files are read

nested-places = the landing zone { $landing } and the warehouse { $warehouse } lie in one another, and each run would take in what the one before wrote; put them side by side

warehouse-in-declarations = the warehouse { $warehouse } lies in { $folder }, from which the declarations are read, and what a run wrote there would be read as one; give it a folder of its own
landing-in-declarations = the landing zone { $landing } lies in { $folder }, from which the declarations are read, and what people send would be read as one; give it a folder of its own
declarations-in-landing = the landing zone { $landing } holds { $folder }, from which the declarations are read, and they would be read as what people send; give the landing zone a folder of its own

error-no-project = no tinhso.toml in { $folder } or above it; name a project with --project DIR

error-program = a table is not as it must be, and nothing was published; please report this: { $cause }

cause =
    .not-there = it is not there
    .no-folder = it is not a folder
    .shorter = it became shorter while it was read
    .not-given = the landing zone does not give it
    .taken = a file of that name is there
    .written-before = it was written before
    .swept-away = it was swept away
    .no-manifest = it has no manifest
    .current = it is the current run
    .no-digest = its name is no SHA-256
    .no-name = not the name of a file
    .outside-warehouse = not a name below the warehouse
    .outside-project = not a name below the project
    .denied = the store denies access
    .credentials = the store does not accept the credentials
    .another-writes = another writes to it

damage =
    .not-written = it is not what a run writes
    .not-published = it is not what was published; tinhso verify { $run } says what else differs, and tinhso run makes the current run again from ledger and archive
    .pointer = it names the run { $run } and leads to { $path }, so that readers find another run than tinhso; remove it, and the next run makes it again and says so
    .lease = nobody can say who has the right to write; remove it once no run is under way, and the next run makes it again
    .ledger-missing = it is missing, and later files are there; restore it from the backup
    .ledger-end = it is missing: { $stated } says that the ledger has { $files } files; restore it from the backup
    .ledger-last = it has the SHA-256 { $found }, and { $stated } names { $due }; restore it from the backup
    .ledger-link = it follows a file with the SHA-256 { $after }, and { $before } before it has { $found }; restore both from the backup
    .ledger-first = it is the first, and follows a file with the SHA-256 { $after }; restore it from the backup
    .ledger-no-link = it does not name the file before; restore it from the backup
    .ledger-behind = what follows { $last } is lost, or { $last } is not what it was; restore it from the backup
    .ledger-all = all of its files are lost; restore them from the backup
    .ledger-counted = the current run { $run } counts { $object } of { $at }, and it is not there; { $cause }
    .ledger-withdraws = the arrival that it withdraws or restores is not there
    .ledger-corrects = the arrival that it corrects is not there
    .ledger-twice = the arrival is there already
    .ledger-keys = `corrects` belongs to corrections, `at` to withdrawals and restorals, and to no other entry
    .line-cut = the line is cut off
    .no-digest = `{ $found }` is no SHA-256
    .no-instant = `{ $found }` is no instant

cause-system =
    .not-found = there is no such file or folder
    .denied = permission is denied
    .exists = it exists already
    .no-folder = a part of the path is no folder
    .folder = it is a folder
    .not-empty = the folder is not empty
    .read-only = the file system is read-only
    .full = no space is left on the disk
    .quota = the quota of the disk is used up
    .too-large = the file is too large
    .name = the name is not allowed
    .timed-out = it took too long
    .refused = the connection was refused
    .cut = the connection was cut
    .unreachable = the network or the host cannot be reached

error-store =
    .archive = cannot archive { $object }: { $cause }
    .cache = cannot open the cache { $object }: { $cause }
    .create = cannot create { $object }: { $cause }
    .landing = cannot open the landing zone { $object }: { $cause }
    .list = cannot list { $object }: { $cause }
    .lock = cannot lock { $object }: { $cause }
    .read = cannot read { $object }: { $cause }
    .remove = cannot remove { $object }: { $cause }
    .run = cannot open the run { $object }: { $cause }
    .use = cannot use { $object }: { $cause }
    .warehouse = cannot create the warehouse { $object }: { $cause }
    .write = cannot write { $object }: { $cause }

# tinhso init
init-province =
    .code = `{ $written }` is no code of a province; write two digits, such as 11
    .name = “{ $written }” is no name of a province

error-subject =
    .checks = the checks of { $form }
    .lines = the lines of { $form }

## Faults of the declarations: what `check` finds, a line each, behind the file and the line.

# findings/fault.rs, and what several files say.
fault =
    .did-you-mean = did you mean `{ $name }`?
    .no-level = `{ $level }` is no level of the registry
    .write = write { $text }

# project/load.rs
fault-file =
    .no-form = the project declares no form
    .passed-over = this file is not read: only { $read } is
    .passed-over-folder = nothing in this folder is read: only { $read } is
    .refused = a value is not valid: { $words }
    .syntax = the syntax is wrong at character { $column }: { $words }

# findings/library_words.rs
library-words =
    .after-end = there is more after the end
    .backreference = `\1` and the like are not supported
    .bare-key = a key has letters, digits, `-` and `_`, or stands in quotes
    .colon = there is no `:` after a key
    .comma = there is no `,`, or no `{ $closing }` at the end
    .control = a text holds a line break or a tab; write \n or \t
    .ends-early = the file ends before everything in it is closed
    .equals = there is no `=` after a key
    .escape = a backslash is before a sign with which it means nothing; for the backslash itself write two
    .key-twice = a key is there twice
    .last-comma = there is a `,` too many
    .look-around = `(?=`, `(?!` and the like are not supported
    .nests = it nests too deeply
    .no-value = a key has no value
    .number = a number is not written as one
    .number-large = the number { $number } is too large for what it says
    .number-negative = the number { $number } is less than 0, and none such is meant
    .other = “{ $words }”
    .quoted-key = a key must stand in double quotes
    .quoted-value = there is no value, or a text without quotes
    .range = a range such as [z-a] ends before it begins
    .repetition = `*`, `+`, `?` or a count has nothing before it
    .unclosed = `{ $sign }` is missing at the end
    .unopened = there is no `{ $sign }` before its end
    .value = there is no value, or one that is not known: texts stand in double quotes
    .wants-boolean = it should be true or false
    .wants-list = it should be a list, in square brackets
    .wants-number = it should be a number
    .wants-table = it should be a table of keys with their values
    .wants-text = it should be a text, in quotes
    .wants-whole-number = it should be a whole number, without quotes

# project/check/decisions.rs
fault-decision =
    .cell = `{ $written }` is no cell; write one such as F7, or for `keep` the number of a row
    .code-of-value = the decision about { $cell } corrects a value; `code` is for `keep`
    .digest = `{ $written }` is no SHA-256, which has 64 hex digits
    .digest-write = copy it from the table submissions, or from sha256sum of { $object }
    .empty = `{ $key }` of the decision about { $cell } is empty
    .future = the decision about { $cell } is dated { $day }, and today is { $today }: nobody has taken it yet
    .keep-false = the decision about { $cell } keeps nothing
    .nothing = the decision about { $cell } decides nothing
    .other-object = the digest is that of { $other }, and not of { $object }
    .twice = the cell { $cell } of { $object } is decided twice
    .twice-write = one of the two: `value` for another value, or `keep` for what was sent; to accept a finding of the new value, name it in `code`
    .value-and-keep = the decision about { $cell } both corrects and keeps the value

# project/written/keys.rs: keys and words.
fault-key =
    .blank = the text is empty, and something must be written here
    .either = { $first } or { $second }
    .empty-list = the list is empty; leave it out, or write what it allows
    .kind = { $found } where { $wanted } is expected
    .missing = missing property `{ $key }`
    .one-sign = `{ $written }` is not one character
    .range = { $written } is not between { $least } and { $most }
    .too-small = { $written } is less than { $least }
    .unknown = unknown property `{ $key }`
    .word = `{ $written }` is none of the words known here: { $known }

fault-kind =
    .array = array
    .boolean = boolean
    .integer = integer
    .null = null
    .number = number
    .object = object
    .string = string

# project/written/keys.rs: texts with a form of their own.
fault-value =
    .day = `{ $written }` is no day; write one such as 2025-07-01
    .day-quoted = the day { $written } must stand in quotes
    .duration = `{ $written }` is no ISO 8601 duration of whole days or weeks; write P5D or P2W
    .geography = `{ $written }` is no geography; write as-reported or a day such as 2025-07-01
    .merge = `{ $written }` is no merge rule; write sum, any, all, max, min or `mean by FIELD`
    .number = `{ $written }` is no number below 10^15 with at most 12 digits after the point
    .period = `{ $written }` is no period; write 2025, 2025-S1, 2025-Q3 or 2025-07
    .stop-if = `{ $written }` is no share of rows; write a count such as 12, or a share such as "5 %" (above 0, at most 100)
    .settle = `{ $written }` is no ISO 8601 duration of hours, minutes and seconds, at most a day; write PT1M or PT30S
    .time-limit = `{ $written }` is no ISO 8601 duration from a second to an hour; write PT30S

# project/check/about_checks.rs, query/idle_checks.rs
fault-check =
    .always-missing = no accepted row of the newest run could fail the check { $name }: in all of them { $fields } is missing
    .contradicts = no row can keep the check { $name } and, at once, { $others }
    .joins-nothing = the check { $name } joins the form { $form } (`with`) and names none of its fields: write "{ $form }".field, or leave `with` out
    .never-decided = no accepted row of the newest run could fail the check { $name }: in each of them a value that it needs is missing
    .never-fails = no row that keeps to the constraints of its fields breaks the check { $name }
    .never-holds = no row that keeps to the constraints of its fields keeps the check { $name }
    .no-rows = the newest run has no accepted row of the form { $form }, and its checks have said nothing: { $names }
    .repeats = the check { $name } says nothing that { $others } does not say

# project/check/odd_shares.rs
fault-share =
    .exchanged = the denominator of `{ $name }` is a part of its numerator, so that no figure is below 100 percent: numerator and denominator are exchanged
    .same = numerator and denominator of `{ $name }` are the same: the quotient is always 1
    .two-levels = `{ $name }` counts units of the level `{ $counted }` and divides them by those of `{ $level }`: that is no percent

# project/check/about_targets.rs
fault-target =
    .day = no unit has the code `{ $code }` on { $day }: no figure is ever held against this target
    .geography = the target is in the map { $asked }, and figures are published in { $published } (`geographies` in tinhso.toml): no figure is ever held against it
    .level = the target is of `{ $code }` ({ $level }), and `{ $name }` is published for { $published }: no figure is ever held against it
    .no-unit = the target asks something of every { $level }, and there is none on { $day }: no figure is ever held against it
    .period = the target is for a { $asked }, and `{ $name }` is published by { $published }: no figure is ever held against it
    .share = the target is { $value } { $unit }. If a share is meant, write `{ $write }`; if the plan starts from less than 1, say so by `baseline`

# project/check/mod.rs
fault-project =
    .debris-everything = the pattern `{ $pattern }` of `debris` fits every name: nothing would be read
    .debris-path = the pattern `{ $pattern }` of `debris` has a `/`; it is compared with the names of files and folders, not with paths
    .file-name = `{ $name }` becomes the name of a file: it may not be empty, begin with a dot, hold `/`, `\` or control characters, or be longer than 200 bytes
    .geography-twice = geography { $geography } is declared twice
    .map-empty = the registry has no unit valid on { $day }
    .map-older = the map of { $day } is older than that of { $newest }: later data cannot be restated back yet
    .no-geography = no geography is declared
    .limit-zero = by the limit { $limit } = 0 every file would be too large; leave it out, or write how much one file may ask for
    .on-finish = the command of on_finish names no program
    .on-finish-zero = the command of on_finish holds a zero byte (\u0000), with which no program can be started
    .province = province `{ $code }` is no unit of the highest level in the registry
    .two-forms = two forms are named `{ $name }`
    .two-pipelines = two pipelines are named `{ $name }`

# project/check/form.rs
fault-form =
    .added-shares = `{ $field }` is in percent and a flow: the percents of months, and of units that merge, would be added
    .added-shares-write = "measure": "rate"; of a stock whose last value counts also "merge": "max", "min" or "mean by FIELD"
    .area-beside = `{ $field }` has the role `area`, and another field holds the unit too
    .area-twice = two fields have the role `area`, which is for the one column that holds codes or names
    .area-twice-write = for `{ $field }` write "role": "{ $role }"
    .bound = `{ $bound }` is no bound that a value could be compared with
    .categories-ordered = `{ $field }` has `categoriesOrdered` and no `categories`
    .decimal-sign = `{ $field }` does not say its decimal sign, and lines pass without being compared
    .decimal-sign-write = "decimalChar": "," or "decimalChar": "."
    .delimiter = the `delimiter` of `{ $field }` is empty
    .directive = the format of `{ $field }` has `{ $directive }`, which is not known
    .barren-day = no text is a day by the pattern { $format } of `{ $field }`: it needs a year (%Y or %y), and a month (%m) where it has a day
    .barren-time = no text is a time by the pattern { $format } of `{ $field }`: it needs an hour (%H, or %I with %p)
    .barren-datetime = no text is a day with its time by the pattern { $format } of `{ $field }`: it needs a year (%Y or %y), a month (%m) where it has a day, and an hour (%H, or %I with %p)
    .names-by-case = `{ $field }` and `{ $other }` are names of two columns that differ in capitals alone: DuckDB, and the SQL that `plan` prints, take one for the other
    .empty-key = `{ $property }` has a key without fields
    .example = `{ $example }` is no example of `{ $field }`: it is not { $kind }
    .first-period = first_period is no { $length }
    .format = `{ $format }` is no format of type { $kind } (`{ $field }`)
    .item-type = the items of `{ $field }` cannot be of type { $kind }
    .json-schema = the jsonSchema of `{ $field }` has `{ $keyword }`, which is not known or not as it should be
    .key-of-lines = a form of lines has no primaryKey: lines are not compared with each other
    .key-of-lines-write = leave primaryKey out
    .key-unknown = primaryKey names `{ $key }`, which is no field
    .label-missing = the label “{ $label }” of the value `{ $value }` of `{ $field }` is a text for a missing value, and is read as that
    .label-of-another = the label “{ $label }” of the value `{ $value }` of `{ $field }` is another value, `{ $other }`, and is read as that
    .label-twice = two values of `{ $field }` have the label “{ $label }”, which is then read as none of them
    .listed-missing = the value `{ $value }` of `{ $field }` is a text for a missing value (missingValues), and is always read as that
    .levels = `{ $key }` names no level, or one level twice
    .lines-alone = `lines` is for a form with grain = "line"
    .lines-rate = the number of lines is a flow or a stock
    .listed-twice = the `{ $key }` of `{ $field }` holds `{ $value }` twice
    .listed-type = the `{ $key }` of `{ $field }` holds `{ $value }`, which is not { $kind }
    .measure-missing = `{ $field }` is a number without a measure
    .measure-missing-write = measure flow, stock or rate
    .measure-type = `{ $field }` has a measure, but its type is { $kind }
    .measure-type-write = type integer or number, or for a boolean, a date or a year the measure stock
    .missing-status = “{ $value }” stands for no value, and { $status } is the status of one
    .missing-status-write = O (unknown), L (not collected) or M (cannot occur)
    .missing-number-twice = missingValues have two causes for one number, “{ $one }” and “{ $other }”
    .missing-twice = missingValues have two causes, or two labels, for “{ $value }”
    .merged-shares = `{ $field }` is in percent, and its merge rule is sum: the percents of units that merge would be added
    .merged-by = `{ $field }` is merged by `{ $weight }`, which is no measure
    .no-listed-value = none of the values in the `{ $key }` of `{ $field }` keeps to its other constraints
    .no-value = no value of `{ $field }` keeps to its constraints: { $one } and { $other } leave none
    .no-units = the form has no field of units, so each row speaks for the province: it reports { $level } alone, at any time
    .no-units-write = write { $reports }, or add a field with the role area
    .no-sender = the form is due, but `submits` does not say who sends it
    .no-sender-write = add submits
    .not-of-role = `{ $property }` says nothing of `{ $field }`, whose role is { $role }
    .not-of-type = `{ $property }` says nothing of `{ $field }`, which is of type { $kind }
    .pattern = the pattern `{ $pattern }` of `{ $field }` cannot be read: { $words }
    .power-of-shares = `{ $field }` is in percent, which has no `multiplier`
    .unit-in-words = the unit of `{ $field }` is written “{ $written }”, as people write it, and not by its code: what heads and cells say in other units is not converted, and 45% is no value of it
    .reference-count = a foreign key has as many fields as it refers to
    .reference-field = a foreign key refers to `{ $field }`, which `{ $resource }` has not
    .reference-lines = a foreign key refers to `{ $resource }`, whose lines are not kept
    .reference-resource = a foreign key refers to `{ $resource }`, which is neither a form nor `registry`
    .reserved = `{ $field }` is the name of a column that every table has, or that is made from a field
    .reserved-write = choose another name
    .role-twice = two fields have the role { $role }
    .role-write = "role": "area-code" or "role": "area-name"
    .rules-of-lines = a form of lines has no `rules`: its lines are kept for no comparison with history or peers
    .rules-of-lines-write = leave `rules` out
    .rule-factor = `{ $key }` is { $written }; it is above 1 and at most { $most }
    .rule-least = `{ $key }` is { $written }; it is at least { $least }
    .rule-most = `{ $key }` is { $written }; it is at most { $most }
    .scale = `{ $field }` keeps more than 6 digits
    .scale-write = scale at most 6
    .severity-unusable = `{ $code }` cannot be a warning or a note: a row without a known unit of its sender and a period, or whose key another row has, is in no figure
    .severity-unusable-write = leave it out: it is an error
    .severity-of-check = the severity of `check-failed` is that of each `[[check]]`
    .severity-of-check-write = write `severity` in the `[[check]]`
    .severity-of-no-form = a finding `{ $code }` is of no form: this severity changes nothing
    .severity-write = leave it out
    .sign = the `{ $key }` of `{ $field }` is “{ $sign }”, which means something else in a number
    .sign-write = "{ $key }": "," or "{ $key }": "."
    .shared-label = `{ $field }` has the label “{ $label }” of `{ $other }`: a column with this label would be neither; give each its own
    .signs = `{ $field }` has one sign for groups and decimals
    .since-order = the entries of `{ $key }` must be in the order of their days
    .two-fields = two fields are named `{ $field }`
    .true-and-false = `{ $value }` is among the trueValues and the falseValues of `{ $field }`
    .unique-of-lines = `{ $property }`: lines are not compared with each other, nor with other forms
    .unknown-of-key = { $property } names `{ $key }`, which is no field
    .vintage-of-lines = a form of lines has no vintages
    .vintage-type = `{ $field }` has the role `vintage`, whose values are E, P and A, and its type is { $kind }
    .merge-of-lines = `{ $field }` has another merge rule than `sum`, and is in a form of lines: what merged units have comes from the lines of all of them
    .merge-of-lines-write = leave `merge` out
    .merge-of-rate = `{ $field }` is a rate, which is never added: `merge` cannot be `sum`
    .merge-of-rate-write = write `mean by FIELD`, `max` or `min`, or leave `merge` out
    .merge-type = `{ $field }` is of type { $kind }, which { $merge } does not merge
    .merge-type-write = write `all`, `any`, `min` or `max` for a boolean, `min` or `max` for a day or a year that is a stock, a measure for numbers, and no merge for texts
    .placeholder = `{ $field }` has { $written } in its title or labels, which stands for nothing

# project/check/pipeline.rs
fault-pipeline =
    .baseline = the baseline of a target must lie before its period
    .breakdown-denominator = the denominator is of form `{ $form }`, which is not broken down
    .breakdown-field = `{ $field }` is no field of `{ $form }` with an `enum`: its values are not known
    .breakdown-target = a target is held against one figure, not against a breakdown
    .calendars = numerator and denominator follow different calendars
    .coverage-levels = the numerator is reported by { $numerator }, the denominator by { $denominator }: their coverage cannot be said in one number
    .condition-over-time = a { $length } adds up the flows of each { $own }, and `{ $field }` is taken from the last { $own } alone: what was summed under another value before would count under the last
    .condition-over-time-write = put `{ $field }` into the primaryKey of the form, or leave "{ $period }" out of `periods`
    .rate-over-time = `{ $field }` is a rate, which has no value in a { $length }: there would be no figure for ever
    .rate-over-time-write = leave "{ $period }" out of `periods`, or make `{ $field }` a stock if the last one counts
    .vintage-over-time = a { $length } takes the most final row of each period within it: what is made of them may be of several vintages, and `{ $field }` has no value to test
    .vintage-over-time-write = ask for one vintage (vintage = "E", "P" or "A" beside `value`) in the place of `{ $field }`, or leave "{ $period }" out of `periods`
    .coverage-missing = `{ $name }` is a ratio and does not state its minimum_coverage
    .coverage-of-total = `{ $name }` is a total: it is published at full coverage only
    .coverage-of-total-write = leave minimum_coverage out, or write partial = "publish"
    .coverage-share = minimum_coverage is a share between 0 and 1
    .distinct-of-lines = `{ $form }` has lines, which are added up as they pass: the values of `{ $field }` are not kept to be counted apart
    .distinct-of-lines-write = count(*), sum, min, max or count(DISTINCT unit)
    .finer-period = `{ $name }` is asked for each { $asked }, but its form is sent each { $sent }
    .form-without-source = `{ $name }` rests on form `{ $form }`, and no source of a pipeline is of this form: nothing of it would come
    .form-without-source-write = [[source]] with form = "{ $form }"
    .frequencies = numerator and denominator are sent at different frequencies
    .no-areas-or-periods = `{ $name }` names no areas or no periods
    .no-form = `{ $name }` is no form of schemas/
    .no-source = a numerator or a denominator names its source
    .no-source-write = source = "FORM"
    .no-vintage = `{ $written }` is no vintage: E (estimated), P (provisional) or A (final)
    .partial-of-ratio = `{ $name }` is a ratio: `partial` is for totals
    .pattern = `{ $pattern }` is no pattern: { $words }
    .pattern-of-nothing = `{ $pattern }` is the name of no object: names are below the landing URL, with `/` between folders
    .registry-count = the registry gives counts of units
    .share-level = `{ $form }` reports { $levels }; a share of the units of one level says which by `level`
    .source-and-registry = a part names a source or the registry, not both
    .target-area-and-areas = a target is of one `area` or of the units of its `areas`, not of both
    .target-areas = the target asks something of every { $level }, and `{ $name }` is published for { $levels }
    .target-area = `{ $code }` is no unit of the registry
    .target-direction = a target of `{ $name }` has no direction, or two
    .target-direction-write = write at_least = … or at_most = …
    .target-every = a target for a { $length } is repeated every { $length }
    .total-unit = `{ $name }` is a total of { $unit }, but its unit says `{ $written }`
    .check-of-lines = form { $form } has lines, which are not kept: a check of them names no other period and no other form
    .where-never = no row that keeps to the constraints of its fields meets `{ $condition }`: the figure would be 0, or there would be none
    .with-levels = form { $form } reports { $levels }, and form { $own } { $own_levels }: no row of the one is of a unit of the other
    .with-lists = form { $form } may have several rows of a unit in a period: none of them is the one to join
    .with-periods = the periods of form { $form } are not those of form { $own }
    .two-checks = two checks of `{ $form }` are named `{ $name }`
    .two-indicators = two indicators are named `{ $name }`
    .two-indicators-write = give rival measures a `method` each

# project/check/about_levels.rs
fault-levels =
    .no-figure = `{ $name }` will have no figure for { $period }: { $form } is reported by the level { $before } before { $day } and by { $after } from then on, and what both reported is not added up

# project/check/magnitude.rs
fault-magnitude =
    .added-shares = `{ $name }` adds up percents: those of several units have no sum; publish the parts of the quotient, or max, min
    .unit-in-words = the unit of `{ $name }` is written “{ $written }”, as people write it, and not by its code
    .counted = what is counted
    .digits = `{ $name }`: the multipliers of its fields and of the figure are too far apart for its factor
    .factor = `{ $name }` divides { $left } by { $right }, whose powers of ten are brought to each other: factor = { $factor } may be there to do that, or be what the unit of the figure says
    .factor-write = state the power of ten of the figure, multiplier = { $power } for example, and leave the powers of ten of the fields out of `factor`
    .in-unit = { $unit } × 10^{ $power }
    .percent-factor = `{ $name }` is in { $unit }, and its quotient is multiplied by { $factor }
    .percent-multiplier = `{ $name }` is in { $unit }, which has no `multiplier`
    .total-factor = `{ $name }` is a total of { $of }: multiplied by { $factor } it is none
    .two-units = `{ $name }` divides { $left } by { $right }: that is no { $unit }
    .zero = factor = 0 makes every figure of `{ $name }` zero

# project/expression/parse.rs
fault-expression =
    .adds-nothing = `{ $written }` adds nothing up; write { $allowed }
    .adds-nothing-operation = `{ $written }` adds nothing up; write { $allowed }; operations stand inside the aggregate
    .adds-nothing-quotient = `{ $written }` adds nothing up; write { $allowed }; one division happens at the end: write numerator and denominator
    .after-end = `{ $rest }` after the end of `{ $written }`; write one expression
    .aggregate-within = { $what } is not allowed here; write { $allowed }; an aggregate stands alone, in `value`
    .arguments = `{ $written }`: one argument is wanted; write { $allowed }
    .average = an average is a quotient; one division happens at the end: write numerator and denominator
    .chain = the expression nests or chains more than { $most } operations
    .count = `{ $written }` is not allowed; write count(*) with a `where`, or count(DISTINCT field)
    .divides = `{ $written }` divides; one division happens at the end: write numerator and denominator
    .field-of-place = `{ $field }` tells the unit, the period or the row's number; areas and periods are chosen by `areas` and `periods`
    .in-no-unit = `{ $field }` is in no unit × 10^{ $power }
    .in-unit = `{ $field }` is in { $unit } × 10^{ $power }
    .literal = `{ $written }` names no field: literals are not aggregated; write count(*) with a `where`
    .never-null = `{ $field } IS NULL` is true of no row that counts: a row without a value of a field that is named has not reported; how many those are is n_expected − n_reported of an indicator that names the field
    .mixed-units = { $left } and { $right }: different units are not mixed in one expression
    .more-than-argument = `{ $written }` has more than an argument; write { $allowed }, and the filter as `where`
    .nests = the expression nests too deeply
    .no-field = form `{ $form }` has no field `{ $field }`
    .no-measure = `{ $field }` is no measure (flow or stock) and is not added; count(DISTINCT { $field }) counts it
    .no-number = `{ $field }` is no number; count(DISTINCT { $field }) counts it
    .no-sql = `{ $written }` is no SQL expression: { $words }
    .not-listed = `{ $field }` takes only { $values }, and never “{ $written }”: the comparison would be true of no row, or of all
    .null = nothing equals NULL; write IS NULL or IS NOT NULL
    .one-field = `{ $written }` is not allowed; write { $function }(field)
    .rate = `{ $field }` is a rate, and a rate is never added; add the amounts that it is made of
    .refused = { $what } is not allowed here; write { $allowed }
    .too-long = the expression is longer than { $most } bytes
    .type = `{ $field }` is of type { $kind }, and arithmetic is of numbers

# What may be written instead.
fault-allowed =
    .aggregates = sum(…), count(*), count(DISTINCT field), min(…) or max(…)
    .amounts = fields, numbers, +, - and CASE
    .case = CASE WHEN condition THEN amount ELSE amount END
    .comparison = a comparison, such as field > 0
    .comparison-of-two = a comparison of two values: =, <>, <, <=, >, >=
    .conditions = comparisons, IN (…), BETWEEN, IS NULL, joined by AND, OR, NOT
    .day = a date as '2025-01-01'
    .is-null = field IS NULL or field IS NOT NULL
    .number-or-field = a number or a field
    .operations = +, - and * with a whole number
    .values = a number, 'text', true, false or a date as '2025-01-01'

# What is not allowed.
fault-refused =
    .cast = a cast
    .function = the function `{ $name }`
    .other = `{ $written }`
    .subquery = a subquery

# project/expression/operand.rs
fault-operand =
    .amount = an amount
    .boolean-field = the boolean field `{ $field }`
    .date-field = the date field `{ $field }`
    .does-not-compare = { $left } { $sign } { $right } does not compare; compare numbers with numbers, a text field with 'text', a boolean field with true or false, a date field with '2025-01-01'
    .excess-digits = `{ $written }` has more than { $most } digits after the point
    .fraction = `{ $written }` is no whole factor; a check multiplies both sides, `{ $of } * a <= { $whole } * b` for `a <= { $written } * b`, and a figure is scaled by the indicator's `factor`
    .factor = `{ $written }` is no whole factor of at most { $most }; a figure is scaled by the indicator's `factor`
    .not-of-type = `{ $field }` is of the type { $kind }, and '{ $written }' is no value of it
    .no-date = '{ $written }' is no date; write '2025-01-01'
    .no-field = { $left } is compared with { $right }; a comparison names a field
    .no-number = `{ $written }` is no number below 10^15
    .number = the number { $written }
    .number-field = the number `{ $field }`
    .order = the order of texts differs from engine to engine; compare `{ $field }` by = or <>
    .product = a product of two fields is not allowed; one factor is a whole number: 1000 * field
    .text = the text '{ $written }'
    .text-field = the text field `{ $field }`

# project/expression/plan.rs
fault-part =
    .level = form `{ $form }` reports no `{ $level }`, but { $levels }
    .vintage = vintage `{ $vintage }` is asked for, but form `{ $form }` has no field of role vintage

# registry/load.rs
fault-registry =
    .between-levels = { $old } ({ $before }) goes over into { $new }, a unit of another level ({ $after }); units that lie in one of them go over by lines of their own, and with this one no figure could be restated: leave it out
    .blank = code, name and level must be filled in
    .cells = the line has { $found } cells, but the header has { $wanted }
    .code-twice = code { $code } stands for two units at once: { $first } and { $second }
    .ends-early = { $code } ends before it begins
    .in-itself = { $unit } lies in itself
    .no-column = there is no column `{ $column }`
    .no-parent = { $unit } lies in { $parent }, which is no unit on { $day }
    .no-successor = { $unit } ends on { $day }, and crosswalk.csv does not say what it became: no figure of a later map would count it
    .no-unit = no unit { $code } is valid from { $day }
    .no-units = there is no unit here: write a line for each under `code,name,level,type,parent_code,valid_from,valid_to`
    .not-next = { $old } does not end on { $day }, the day on which { $new } begins
    .outlives = { $unit } outlives { $parent }, in which it lies: give it an end and a successor
    .odd-level = { $unit } is of the level `{ $written }`, and all but a few units of the type `{ $kind }` are of the level `{ $usual }`: no unit of that level is expected in its place
    .passage-twice = what became of { $old } is said twice: that it went over into { $new }; write one line with the whole share
    .separator = the columns are divided by “{ $sign }”; they must be divided by commas: save the file as CSV with commas (CSV UTF-8)
    .share = `{ $written }` is no share: write a number above 0, at most 1, with at most 12 digits
    .shares = the shares of { $unit } add up to { $sum }, not to 1
    .shares-of-all = the known shares of { $unit } add up to { $sum }, and leave nothing for the one that is not known: 1 is where a unit went over whole
    .type = `{ $written }` is no type of unit; { $unit } must have one of { $types }
    .no-type = { $unit } has no type; write one of { $types }
    .type-of-name = { $unit } is of the type `{ $written }`, and its name begins with the word of `{ $own }`: by its type a unit is recognised beside another of the same name
    .unreadable = the line cannot be read: { $words }
    .without-parent = { $unit } has no parent_code: no figure of the province would count it; write the code of the unit in which it lies

## check

check-sound = The declarations hold: { $forms } { $forms ->
        [one] form
       *[other] forms
    }, { $pipelines } { $pipelines ->
        [one] pipeline
       *[other] pipelines
    }, { $indicators } { $indicators ->
        [one] indicator
       *[other] indicators
    }, { $units } { $units ->
        [one] unit
       *[other] units
    }
check-warning = warning: { $fault }

## The summary of a run

summary-arrivals-corrected =
    { $count ->
        [one] { $count } time of arrival was corrected by arrivals.csv.
       *[other] { $count } times of arrival were corrected by arrivals.csv.
    }

summary-debris =
    { $count ->
        [one] { $count } file left by programs was passed over.
       *[other] { $count } files left by programs were passed over.
    }

summary-figures = Figures
    .counted = { $published } published, { $empty } null with their reason

summary-lost-current = No run was current: `current` was gone, and run { $run } was the last that was. Find out what changes the warehouse.

summary-misplaced-current =
    .moved = `current` pointed to { $found }, and run { $run } was the last that became current; nobody released the other. Find out what changes the warehouse.
    .nothing = `current` pointed to { $found }, of which nothing was there. Find out what changes the warehouse.

summary-not-repaired = The current run { $run } is not what it was published as ({ $files } gone or changed), and cannot be computed again: its declarations, registry or program are others, or its inputs are lost. Restore it from the backup, or release another run.

summary-put-back =
    { $count ->
        [one] { $first } was gone or held something else, and was put back from the landing zone. Find out what changes the warehouse.
       *[other] { $count } inputs of the archive were gone or held something else, the first { $first }, and were put back from the landing zone. Find out what changes the warehouse.
    }

summary-repaired = Run { $run } was not what it was published as ({ $files } gone or changed). It was computed again from the ledger and the archive, and took its place. Find out what changes the warehouse.

summary-lost =
    { $count ->
        [one] One input is lost: archive/{ $first } is not there or damaged, and no file of the landing zone has its bytes. Its figures rest on what was read of it; restore it from the backup.
       *[other] { $count } inputs are lost, the first archive/{ $first }: no file of the landing zone has their bytes. Their figures rest on what was read of them; restore them from the backup.
    }

run-after-commit = The run is published and counts; but its entry in the journal could not be written: { $cause }
    .pointer = The run is published and current; but that it is current may not survive a loss of power: { $cause }

summary-current-stays = This run is published, and the current run stays: its as-of day is { $current }, later than { $day }. Check the clock, or name the day with --as-of.

summary-after-held = Run { $before } was held, and this run, which is current now, holds what it held back: `tinhso diff { $before } { $run }` says what is new since; `--hold` holds the next one, too.

summary-after =
    { $count ->
        [one] { $count } file came after { $day } and is not counted.
       *[other] { $count } files came after { $day } and are not counted.
    }

summary-files = Files
    .counted = { $counted } in the ledger up to { $day }, { $read } read this time

summary-landing-empty = The landing zone is empty, and the ledger is not: what came before is counted all the same. Check that the landing zone is the right one.

summary-landing-more =
    { $count ->
        [one] … and { $count } more finding about the landing zone, in the journal
       *[other] … and { $count } more findings about the landing zone, in the journal
    }

summary-findings = Findings
    .counted = { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }
    .with-accepted = { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    } open; { $resolved } resolved, { $accepted } accepted
    .with-resolved = { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    } open; { $resolved } resolved

summary-open =
    { $senders ->
        [one] { $errors ->
            [one] One open error
           *[other] { $errors } open errors
        }, of one sender
       *[other] { $errors } open errors, of { $senders } senders
    }
    .sender =
        { $errors ->
            [one] { $sender }: one error
           *[other] { $sender }: { $errors } errors
        }
    .more = … and { $errors } errors of { $senders } more senders in { $file }
    .more-causes = … and { $errors } for other causes

summary-held = The run is held: it is published, and what was current stays until someone releases it.
    .after = `tinhso diff { $before } { $run }` says what is new in it, `tinhso release { $run }` makes it current.
    .doubtful = The journal does not say whether somebody held it: an entry of it, or all of it, is lost or damaged.
    .first = `tinhso release { $run }` makes it current.

summary-results = Results

summary-rows = Rows
    .counted = { $accepted } accepted, { $quarantined } quarantined

summary-run = Run
    .unchanged = { $run } (unchanged)

summary-since = New since run { $run }: { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }, { $submissions ->
        [one] { $submissions } submission
       *[other] { $submissions } submissions
    }, { $new ->
        [one] { $new } figure
       *[other] { $new } figures
    }; { $resolved } findings resolved, { $moved } figures moved{ $gone ->
        [0] {""}
        [one] , { $gone } figure gone
       *[other] , { $gone } figures gone
    }{ $withdrawn ->
        [0] {""}
        [one] , { $withdrawn } submission gone
       *[other] , { $withdrawn } submissions gone
    }

summary-submissions = Submissions
    .counted = { $received } in time, { $late } late, { $missing } missing, { $rejected } rejected
    .withdrawn = { $withdrawn } withdrawn

summary-target =
    .indicator = Indicator
    .period = Period
    .figure = Figure
    .goal = Target
    .state = State
    .source = Source

summary-unsettled =
    { $count ->
        [one] { $count } file was changed a moment ago, and waits for the next run:
       *[other] { $count } files were changed a moment ago, and wait for the next run:
    }

## Findings and the tables of a file, on a terminal

finding-also = likewise: { $cells }

finding-expected = expected: { $expected }

finding-row = row { $row }

finding-severity =
    .error = error
    .warning = warning
    .note = note

finding-settled =
    .accepted = accepted by { $by }
    .resolved = resolved by the corrected value of { $by }

finding-perhaps = perhaps: { $suggestion }; if what is written is right, leave it and tell the office that you report to
finding-suggestion = suggestion: { $suggestion }

finding-written = written: { $value }

validate-file = { $file }: { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }

validate-table =
    .no-period = an unknown period
    .no-sender = sender unknown
    .rows = form { $form } for { $period }, { $sender }: { $accepted ->
        [one] { $accepted } row
       *[other] { $accepted } rows
    } accepted, { $quarantined } quarantined

## What to do next, the last line of an answer

next-step =
    .draft = Next: if this is a new form, draft its declaration with tinhso draft { $file }
    .explain = Next: see the cells of this figure with { $command }
    .findings = Next: see each error in { $file }.
    .landing = Next: mend what is said above of the landing zone, and run again.
    .mend =
        { $count ->
            [one] Next: mend the error above and validate again; tinhso validate --return DIR writes a workbook with each faulty cell marked.
           *[other] Next: mend the { $count } errors above and validate again; tinhso validate --return DIR writes a workbook with each faulty cell marked.
        }
    .mend-returned =
        { $count ->
            [one] Next: mend the error in the workbook that was written, in the cell that is marked, and validate that workbook.
           *[other] Next: mend the { $count } errors in the workbooks that were written, in the cells that are marked, and validate those.
        }
    .missing =
        { $count ->
            [one] Next: one submission is missing; tinhso status names its sender.
           *[other] Next: { $count } submissions are missing; tinhso status names their senders.
        }
    .nothing = Nothing to do.
    .open =
        { $count ->
            [one] Next: one error is open; tinhso status --by sender says whose it is.
           *[other] Next: { $count } errors are open; tinhso status --by sender says whose they are.
        }
    .open-warnings = { $count ->
            [one] Next: look at the open warning; tinhso status --by sender says whose it is.
           *[other] Next: look at { $count } open warnings; tinhso status --by sender says whose they are.
        }
    .remind =
        { $count ->
            [one] Next: remind the sender named above of the submission that is missing.
           *[other] Next: remind the { $count } senders named above of what is missing.
        }
    .returns =
        { $count ->
            [one] Next: send the workbook in { $folder } back to its sender.
           *[other] Next: send the { $count } workbooks in { $folder } back to their senders.
        }
    .run = Next: tinhso run.
    .send = Nothing is to be mended: it may be sent.
    .send-after =
        { $count ->
            [one] It may be sent; look at the warning above first.
           *[other] It may be sent; look at the { $count } warnings above first.
        }
    .unsettled = Next: run again when the files named above are written.
    .validate = Next: tinhso validate { $files }
    .warnings =
        { $count ->
            [one] Next: see the warning in { $file }.
           *[other] Next: see the { $count } warnings in { $file }.
        }

## tinhso status

status-check =
    .damaged = the current run { $run } is damaged: { $count ->
            [one] { $first } is gone or holds something else
           *[other] { $count } files are gone or hold something else, the first is { $first }
        }; `tinhso run` repairs it
    .failed = the latest run failed ({ $at }): { $cause }
    .in-future = whether all is well cannot be told: a run was confirmed at { $at }, and this machine has { $now }; compare the clocks
    .moved = `current` points to { $found }, which nobody released, and { $run } was the last that became current; `tinhso run` or `tinhso release { $run }` makes that so again
    .no-journal = whether all is well cannot be told: there is a current run, and the journal knows of none
    .no-run = no run has ended well yet
    .not-current = no run is current, `current` is gone, and { $run } was the last that was; `tinhso run` or `tinhso release { $run }` makes one current
    .old = the newest run { $run } was confirmed { $age } ago, and at most { $max_age } are allowed
    .unwell = Not well: { $causes }
    .well = All is well: run { $run } was confirmed at { $at }, { $age } ago
    .well-another = All is well: run { $run } is current and was confirmed at { $at }; the latest run, { $latest }, is another and ended { $age } ago
    .well-held = All is well: run { $run } is current and was confirmed at { $at }; run { $held } is held since { $since }, `tinhso release { $held }` makes it current; the latest run ended { $age } ago

status-current =
    .held = Held       { $run }, since { $since }: `tinhso diff { $current } { $run }` says what is new in it, `tinhso release { $run }` makes it current
    .none = Current    { $cause }
    .with-deadline = Current    { $run }: { $objects ->
        [one] { $objects } file
       *[other] { $objects } files
    }, up to the deadline of { $day }; { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }
    .without-deadline = Current    { $run }: { $objects ->
        [one] { $objects } file
       *[other] { $objects } files
    }; { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }

status-failed = The latest run failed ({ $day }): { $cause }

status-form =
    .due = Due
    .late = Late
    .missing = Missing
    .missing-for = missing for { $period }:
    .nothing = nothing was sent or expected
    .period = Period
    .quarantined = Rows quarantined
    .received = In time
    .rejected = Rejected
    .stopped = stopped beside one that stays current:
    .withdrawn = withdrawn:
    .without-period = { $files } whose period nothing names

status-landing = Landing zone: { $cause }

status-no-run = No run yet; `tinhso run` makes the first

status-runs =
    .confirmed = Confirmed
    .current = current
    .errors = Errors
    .held = held
    .more = … and { $runs } more
    .published = Published
    .run = Run
    .times = Times
    .warnings = Warnings

status-tally =
    .early =
        { $count ->
            [one] One report came that was not due, has no deadline or is of nobody known.
           *[other] { $count } reports came that were not due, have no deadline or are of nobody known.
        }
    .expected = due
    .head = What was due until { $day }, and the days since the oldest open finding:
    .head-of-none = Nothing was due yet; the days since the oldest open finding:
    .in-time-share = in time %
    .late = late
    .missing = missing
    .office = the statistics office (decisions)
    .oldest = days
    .open = open
    .received = came
    .received-share = came %
    .rejected = rejected
    .since = { $name }, since { $day }
    .total = Total
    .unknown-form = form not known
    .unknown-sender = sender not known

status-waiting =
    .both = Waiting    { $new ->
            [one] 1 new object
           *[other] { $new } new objects
        }, { $overwritten } overwritten since the last run
    .new = Waiting    { $new ->
            [one] 1 new object
           *[other] { $new } new objects
        }
    .new-since = Waiting    { $new ->
            [one] 1 new object
           *[other] { $new } new objects
        } since the last run
    .none = Waiting    no new objects
    .none-since = Waiting    no new objects since the last run
    .overwritten = Waiting    { $overwritten } overwritten since the last run
    .passed-over = Passed over: { $object }: { $cause }
    .restored = Waiting    { $object } was restored, and counts from the next run on
    .withdrawn = Waiting    { $object } was withdrawn, and still counts in the current run
    .withdrawn-held = Waiting    { $object } was withdrawn, and still counts in run { $run }, which is held: `tinhso run` counts without it

status-writer =
    .ended = Writing    nobody: process { $process } on { $host }, which began at { $since }, has died; the warehouse is free since { $ends }
    .writes = Writing    process { $process } on { $host }, since { $since }

## tinhso inspect: what the reader sees in a file

inspect-column =
    .alias = alias
    .column = Column
    .field = Field
    .hidden = hidden
    .ignored = (ignored)
    .label = Label as written
    .name = name
    .percent =
        { $cells ->
            [one] { $cells } cell in a percent format
           *[other] { $cells } cells in a percent format
        }
    .recognised-by = Recognised by
    .title = title
    .unit = Unit

inspect-file =
    .delimited = delimited by “{ $sign }”
    .delimited-by-tab = delimited by tabs
    .first-bytes = only the first { $bytes } bytes
    .no-table = No table is read.
    .sheets =
        { $sheets ->
            [one] { $sheets } sheet
           *[other] { $sheets } sheets
        }
    .text = text
    .unreadable = cannot be read

inspect-left-out =
    .rows =
        { $count ->
            [one] … { $count } more row
           *[other] … { $count } more rows
        }
    .rows-of-role =
        { $count ->
            [one] … { $count } more row ({ $role })
           *[other] … { $count } more rows ({ $role })
        }

inspect-passed-over =
    .ambiguous = its table fits several forms
    .empty = nothing in it
    .hidden = hidden, beside tables that are shown
    .no-table = no table of a declared form
    .unusable = its table cannot be used

inspect-role =
    .blank = blank
    .data = data
    .labels = labels
    .note = note
    .numbering = numbering
    .part-of = part of
    .section = section
    .section-total = section total
    .total = total
    .unit = unit

inspect-sheet =
    .decoded = decoded from { $encoding } ({ $percent }% sure)
    .hidden = “{ $sheet }” (hidden)
    .hidden-columns = hidden columns: { $columns }
    .hidden-rows = hidden rows: { $rows }
    .kept = left as it is, perhaps { $encoding } ({ $percent }% sure)
    .passed-over = passed over: { $why }
    .passed-over-with-closest = passed over: { $why }; { $form } comes closest ({ $matched } of { $labels } labels)
    .size =
        { $rows ->
            [one] { $rows } row
           *[other] { $rows } rows
        } × { $columns ->
            [one] { $columns } column
           *[other] { $columns } columns
        }
    .tables =
        { $tables ->
            [one] { $tables } table
           *[other] { $tables } tables
        }

inspect-table =
    .code = code
    .column = column { $column }
    .continues = goes on with
    .counted = { $count } { $role }
    .form = form
    .formulas = formulas
    .heading = Table { $number }
    .heading-of-sheet = Table { $number } · sheet “{ $sheet }”
    .no-rows = none
    .not-understood = not understood
    .not-used = NOT USED
    .period = period
    .recognised = { $form }, recognised by { $matched } of { $labels } labels
    .recognised-with-code = { $form }, recognised by { $matched } of { $labels } labels and by the code above
    .recognised-with-period = { $form }, recognised by { $matched } of { $labels } labels and by its periods
    .recognised-with-table-above = { $form }, recognised by { $matched } of { $labels } labels and as the table above it
    .revision = revision
    .rows = rows
    .rows-of = table { $numbers }: other columns of the same rows
    .sender = sender
    .sheet-name = name of the sheet
    .unit = unit
    .unknown = unknown

## tinhso export: the workbook

area-level =
    .commune = commune
    .district = district
    .province = province

export-too-many-rows = The sheet “{ $sheet }” has { $rows } rows and Excel holds { $most }; ask for less with --indicator, --area, --geography or --level, or write a .csv

geography =
    .as-reported = as reported
    .map = map of { $day }

# The observation statuses of SDMX, by their codes.
obs-status =
    .a = normal
    .b = break in the series
    .d = definition differs
    .e = estimated
    .f = forecast
    .g = experimental
    .h = missing because of a holiday
    .i = imputed
    .j = exempt from reporting (derogation)
    .k = included in another category
    .l = exists, not collected
    .m = cannot exist
    .n = not significant
    .o = missing, cause unknown
    .p = provisional
    .q = withheld
    .s = missing because of special events
    .u = low reliability
    .v = not validated
    .w = includes another category

target-state =
    .behind = behind
    .met = met
    .no-data = no data
    .not-met = not met
    .on-track = on track

workbook-column =
    .about = About
    .area = Area
    .area-code = Area code
    .code-or-column = Code or column
    .coverage = Coverage
    .denominator = Denominator
    .direction = Direction
    .expected = Expected
    .figure = Figure
    .figure-period = Figure period
    .forms = Forms
    .geography = Geography
    .indicator = Indicator
    .level = Level
    .meaning = Meaning
    .merge-rules = Merged other than by sum
    .method = Method
    .name = Name
    .numerator = Numerator
    .period = Period
    .previous-period = Previous period
    .previous-value = Previous value
    .province = Province
    .rank = Rank
    .reported = Reported
    .rows = Rows
    .sheet = Sheet
    .source = Source
    .state = State
    .status = Status
    .status-code = Status code
    .target = Target
    .target-period = Target period
    .unit = Unit
    .value = Value

workbook-about =
    .figures = Figures: { $title }
    .indicators = Each indicator: unit, formula, forms
    .legend = What columns, codes and markers mean
    .profile = Newest figures of { $area }: the period before, the province, rank, targets
    .targets = Targets of the plan and what was reached

workbook-cover =
    .contact = Contact
    .deadline = Up to the deadline of
    .note-maps = “As reported” is in the units of each period; a “map” with a day restates every period to the units of that day. Do not add the two.
    .note-markers = A cell without a number holds the reason in brackets, such as [L] not collected, [z] not applicable; the sheet Legend has all codes.
    .note-rounding = Numbers are shown rounded; the cell holds every digit that was published.
    .note-trace = From a figure to its cell in the file that was sent: tinhso explain INDICATOR PERIOD --area CODE.
    .notes = Notes
    .periods = Periods
    .run = Run
    .source = Source
    .title = Indicators · { $name }
    .topics = Topics

workbook-rank =
    .ascending = { $place }/{ $of } (from the lowest)

workbook-direction =
    .at-least = at least
    .at-most = at most

workbook-legend =
    .deadline = Up to the deadline of
    .run = Run

workbook-meaning =
    .area-code = Text, with its zeros; codes are reused after mergers, and the name is that of the period
    .coverage = Units that reported divided by units that had to
    .geography = As reported: in the units of the period; map of a day: restated to the units of that day
    .merge-rules = Fields that are not added up where units merged, with their rule; a figure that rests on such a value has the status E
    .not-applicable = Not applicable: nothing can be in this cell
    .period = 2025 is a year, 2025-S1 a half-year, 2025-Q3 a quarter, 2025-07 a month
    .state = Against the target: met, not met, on track, behind, no data
    .status-code = The code of SDMX, explained below
    .value = Where it cannot be published the cell holds the status code in brackets. It holds every digit, only what is shown is rounded

workbook-sheet =
    .contents = Contents
    .cover = Cover
    .indicators = Indicators
    .legend = Legend
    .targets = Targets

## tinhso template: why an empty form cannot be made

template-form =
    .misspelt = no form `{ $form }`; did you mean `{ $nearest }`? There are { $forms }
    .unknown = no form `{ $form }`; there are { $forms }

template-lines = `{ $form }` is an export of lines (grain = "line") that a program writes and nobody fills in; empty forms are for the other forms

template-no-units = { $unit } has no unit to report in `{ $form }` for { $period }: its rows are of level { $levels }

template-period = `{ $period }` is no period of `{ $form }`, which is sent every { $length }; write one like { $example }

template-sender =
    .other-level = { $unit } ({ $level }) does not send `{ $form }` for { $period }; its senders are of level { $levels }
    .other-level-with-sender = { $unit } ({ $level }) does not send `{ $form }` for { $period }; its senders are of level { $levels }: { $sender } sends for it

template-sender-name = the name of { $unit } does not distinguish it from the other senders in the map of { $day }

template-unproven = the empty form of `{ $form }` would not be read back as it was made: { $why }. Mend the titles and labels of the form and try again.

template-difference =
    .column = column { $column } would not be read as `{ $field }`
    .finding = { $cell }: { $finding }
    .form = it would be read as `{ $read }`
    .period = its period would be read as “{ $read }”
    .rows = { $written } rows were written, and { $read } would be read, or of other units
    .sender = its sender would be read as “{ $read }”
    .tables = { $tables } tables would be found on it

template-unit =
    .named = { $why }; meant may be: { $suggestion }
    .misspelt = no unit with the code `{ $code }` in the map of { $day }, the last day of { $period }; did you mean `{ $nearest }`?
    .not-yet = no unit with the code `{ $code }` in the map of { $day }, the last day of { $period }; { $unit } is valid from { $begin }
    .other-map = no unit with the code `{ $code }` in the map of { $day }, the last day of { $period }; { $unit } is valid from { $begin } until before { $end }
    .unknown = no unit with the code `{ $code }` in the map of { $day }, the last day of { $period }

## The empty form itself, which is written in Vietnamese for its senders. This file says what its words mean.

# Hints at the cells.
form-cell =
    .area = Choose the unit from the list.
    .at-least = not less than { $least }
    .at-most = not more than { $most }
    .between = from { $least } to { $most }
    .boolean = Choose “có” (yes) or “không” (no)
    .date = A day, such as 31/12/2025
    .integer = A whole number
    .listed = Choose a value from the list
    .longest = { $most } letters at most
    .no-number = No number: { $signs }.
    .no-value = No value: { $signs }.
    .number = A number, with { $digits } decimals at most
    .pattern = of the pattern { $pattern }
    .refused = Not a valid value
    .required = Required, must not be blank.
    .shortest = { $least } letters at least
    .text = Text
    .of-type = This must be { $kind }
    .zero = Did not occur: “-”.

form-note =
    .cells = Write only into the yellow cells (deep yellow: required); the others are locked. Do not add, delete or rename columns or rows.
    .mark = “x” in a column of yes and no is a yes
    .rows = One item a row: fill in the cells of the row; leave rows that you do not use blank.
    .rows-of-units = One item a row: choose the unit from the list, fill in the cells of the row; leave rows that you do not use blank.
    .signs = Signs instead of a number: { $signs }.
    .zero = “-” did not occur (equals 0)

form-page =
    .code = Form No.: { $code }
    .head-of-office = Head of the office
    .notes = Notes:
    .prepared-by = Prepared by
    .sender = Reporting unit: { $sender }
    .sign = (Signature, full name)
    .sign-and-seal = (Signature, seal, full name)
    .total = Total

form-period =
    .first-half = First 6 months of { $year }
    .month = Month { $month } of { $year }
    .quarter = Quarter { $quarter } of { $year }
    .second-half = Last 6 months of { $year }
    .year = Year { $year }

## tinhso draft: a first form from a sample

# Words of the drafted form itself, which are Vietnamese as its labels are. This file says what they mean.
draft-missing =
    .blank = not written
    .cannot-occur = cannot occur
    .not-collected = not collected yet

draft-name-taken = the form cannot be named “{ $name }”: schemas/ has one, or the name is not of a–z, digits and “-”; choose another with --name

draft-no-data = no row of data follows the labels in row { $row }; use a sample that is filled in

draft-no-table =
    .in-file = no table in the file: a row of labels (two columns at least) was looked for, with a row that numbers the columns or rows of data right below
    .in-sheet = no table in the sheet “{ $sheet }”: a row of labels (two columns at least) was looked for, with a row that numbers the columns or rows of data right below

# Each note is said after the field, or the key of the form, that it is about, and what was guessed: “dan_so = stock: …”.
draft-note =
    .days-of-periods = its days are taken for the periods that begin with them; write quarter or year where each stands for one
    .no-money = the head names a unit of money, which this column is not in; write its unit, such as percent
    .other-year-in-label = the label names a year that is not the one of the report, and the form asks for that very year in every report: where it is the year before, write {"{year-1}"} in its place
    .other-period = the head says { $head } and no row of this column is of it; where the column says when something began, make it a plain field and write the period above the table
    .marks = an x in it is read as yes; where it means that a value cannot occur, write integer
    .only-missing = all that the column holds in the sample is read as missing (x: it cannot occur); write boolean where an x means yes
    .period-in-label = the label names a month or a quarter of the sample; the next report names another, and the column is not found: write each form that it has into labels, or leave the period out of the title and have the senders leave it out
    .no-project = there is no project here; the units are those that the sample names, all in one province: in a project the registry tells them
    .pipeline = its indicator sums the first amount of the form; say there what the province publishes
    .no-pipeline = no pipeline was written: the form holds no amount that adds up over areas
    .blank-column = the column is blank in the sample, and nothing shows its type
    .calendar = write administrative if its months run from the 15th to the 14th
    .declared-already = the declared form { $form } reads this table already; with the draft beside it the table fits two forms
    .found = found when the sample was read; the fault is the sample’s or the draft’s: see tinhso validate
    .many-decimals = the sample has numbers with more than 6 decimals; the rest is rounded, with a warning
    .measure-by-word = because its label says “{ $word }”
    .measure-unsaid = its label does not say whether it adds up over time; write stock for what there is at the end of the period
    .missing-word = the words are in the place of a number; status { $status }
    .name = pipelines call the form by this name; choose another with --name
    .needed-in-key = it is needed to distinguish the rows of one unit: each value is a row of its own
    .no-figures = no column holds numbers and none holds units; make sure that this is the table you meant
    .no-period = the sample names no period, so year was written; the reader needs one above the table (“Năm 2025”) or in a column
    .not-ready = NOT READY: { $lost } of { $rows } rows of the sample cannot be read with this draft; mend the form or the sample by the notes below, and try again with tinhso validate
    .not-ready-because = NOT READY: { $lost } of { $rows } rows of the sample cannot be read with this draft ({ $codes }); mend the form or the sample by the notes below, and try again with tinhso validate
    .other-sheets = its table holds most; there are tables in { $sheets } too
    .other-signs = the whole column writes its numbers otherwise than the project does
    .part-of-period = it is a part of the period, and the reader takes the period from one column: the draft is yearly, and each month or quarter a row of its own. For a monthly form write one column “Kỳ báo cáo” with 9/2025
    .period-elsewhere = only the name of the sheet or the file says the period; the reader needs it above the table or in a column
    .rows-accepted = rows of the sample accepted when it was read with this form
    .same-keys =
        { $rows ->
            [one] one row of the sample shares its key with another; check the key, or the rows
           *[other] { $rows } rows of the sample share their key with another; check the key, or the rows
        }
    .sender = the head names { $sender } as its sender
    .unclear-word = “{ $word }” is in a column of numbers; if it means a missing value, add it to this list
    .unit-of-head = the unit is written above the table and was taken for every number whose label has none
    .units-matched = { $matched } of { $rows } rows match the registry
    .unlabelled = the column holds data and has no label, so it has no field; give it a label
    .whole-province = no column matches the codes or names of the registry, so the rows were taken to be about the whole province
    .year-of-a-day = “{ $text }” says the year { $year }, yet the reader takes no period from it; write “Năm { $year }” above the table
    .year-in-label = the year in the label is that of the report; write it out where the column is of that year in every report
    .year-by-label = the year in the label is counted from that of the report ({"{year-1}"} is the one before it); write it out where the column is of that year in every report
    .whole-in-sample = all its numbers are whole in the sample, and its label says that it is measured and not counted: decimals of the next report are read; write integer where none can occur

inspect-alone = There is no project here: each file is read with a form that is drafted from it, as `tinhso draft` writes it

draft-notes = Look at these:

draft-output-exists = { $file } exists and is not replaced; choose another name with --output, or delete it

draft-same-labels = columns { $left } and { $right } have one label, “{ $label }”; make them differ and try again

draft-sheet =
    .no-names = the file has no sheets with names; leave --sheet out
    .unknown = there is no sheet “{ $sheet }”; the file has: { $sheets }

draft-written = Wrote { $file }; next: tinhso check

## Of the commands: what they did, and why they could not

export-done =
    { $file }: { $figures ->
        [one] { $figures } figure
       *[other] { $figures } figures
    }, { $targets ->
        [one] { $targets } target
       *[other] { $targets } targets
    } of run { $run }

export-file-type = cannot tell what to write into { $file }; name it .xlsx or .csv

# What a person asks for; the words go into export-unknown.
export-filter =
    .area = area
    .geography = geography
    .indicator = indicator
    .level = level
    .pipeline = pipeline
    .run = run

export-no-run = no run yet; `tinhso run` makes the first

no-current =
    .gone = no run is current: `current` is gone, and so is { $run }, the last that was; `tinhso run` makes one current
    .held = no run is current; run { $run } is held, and `tinhso release { $run }` makes it current
    .lost-and-held = no run is current: `current` is gone, { $run } was the last that was, and { $held } is held; `tinhso release { $run }` or `tinhso release { $held }` makes one current
    .unknown = no run is current; `tinhso release RUN` makes one of these so: { $runs }

export-nothing = no figure fits all of what was asked for

export-unknown =
    .misspelt = no { $filter } `{ $asked }`; did you mean `{ $nearest }`?
    .other = no { $filter } `{ $asked }`; there are { $known }
    .none = no { $filter } `{ $asked }`; there is none

answer-not-written = the answer could not be written: { $cause }

failure = error: { $message }

init-done = A new project in { $folder }: { $files } files

init-next = Next: tinhso run --project { $folder }

plan-pipeline =
    .misspelt = no pipeline `{ $pipeline }`; did you mean `{ $nearest }`?
    .unknown = no pipeline `{ $pipeline }`; there are { $known }

progress =
    .compute = compute
    .publish = publish
    .read = read

place =
    .home = `{ $place }`: a shell alone knows the home folder that ~ stands for; write the whole path
    .is-a-file = { $file } is a file, where a folder belongs
    .zero = a place holds a zero byte (\u0000), which no path does
    .credentials = a { $scheme }:// URL holds the name of the bucket and a path, and no user, password or query; credentials come from the environment (docs/operate/stores.md)
    .needs-cloud = this build reads and writes folders only; for { $scheme }:// stores install it with `cargo install --path . --features cloud`
    .no-file-url = `{ $place }` is no file URL; write file:///path/to/folder
    .no-store-url = this { $scheme }:// URL names no bucket; write { $scheme }://bucket/path
    .other-store = there is no store behind { $scheme }:// URLs; name a folder, or a file://, s3://, gs://, az:// or abfs:// URL

warehouse-format = { $place } says that the warehouse has the format { $found }, which a later tinhso made; this one knows { $known }. Use that program or a newer one; or give a warehouse of its own (--warehouse DIR) a copy of ledger/ and archive/

warehouse-no-run = the warehouse has no run { $run }

project-file =
    .missing = cannot read { $file }: the project { $folder } has no such file
    .no-file = cannot read { $file }: it is a pipe or a device, and no file
    .not-utf-8 = cannot read { $file }: line { $line } is not UTF-8; save the file as UTF-8

project-not-empty = { $folder } is not empty; name a folder that is, or a new one

run-as-of-too-early = the as-of day { $day } lies before { $year }, when nothing had been reported; check the day

run-as-of-too-far = the as-of day { $day } lies more than ten years after today, { $today }; check the day and the clock

run-ended-by-signal = the run was ended by a signal ({ $signal }); nothing was published, and the next run begins anew

output-in-landing = { $file } would lie in the landing zone, and the next run would read it as what people send; write it elsewhere

output-in-warehouse = { $file } would lie in the warehouse, which only runs write; write it elsewhere

run-metrics-not-written = The metrics could not be written, and nothing else is the worse for it: { $cause }

program-ended =
    .code = exit code { $code }
    .signal = ended by a signal

run-on-finish =
    .absent = on_finish: there is no program “{ $program }”; the run counts all the same
    .called-off = on_finish: “{ $program }” was ended by a signal; the run counts all the same
    .failed = on_finish: “{ $program }” failed ({ $cause }); the run counts all the same
    .late = on_finish: “{ $program }” took longer than { $seconds } s and was ended; the run counts all the same

run-threads = cannot start { $threads } threads: { $cause }

template-done =
    { $file }: form { $form } of { $unit }, { $period }; { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    } with { $fields ->
        [one] { $fields } field
       *[other] { $fields } fields
    } each to fill in

template-file-exists = { $file } exists and may be filled in; --force replaces it, --output names another

template-file-type = an empty form is a workbook; name it .xlsx, not { $file }

## What goes back to the sender

returned-alike = the same in { $count } cells

# Words of the condition of a check.
check-words =
    { $meaning ->
        [and] and
        [or] or
        [not] not
        [filled] is given
        [blank] is blank
        [one-of] is one of
        [none-of] is none of
        [none] blank
        [yes] yes
       *[no] no
    }

check-words-before =
    { $before ->
        [year_ago] “{ $title }” of the year before
        [previous_in_year] “{ $title }” of the period before in the year
       *[previous] “{ $title }” of the period before
    }

returned-asks =
    .cells = Mend the filled cells on the next sheets (point at a cell to read its note), save, and send this very file again. This sheet needs no mending.
    .warnings = There is no error to mend. Look at the filled cells on the next sheets (point at a cell to read its note); what is wrong there, mend, save, and send this very file again. This sheet needs no mending.
    .list = Do what the list says (no cell is filled): where it does not ask for another file, mend the next sheets, save, and send this very file again. This sheet needs no mending.
    .list-of-warnings = There is no error to mend, and no cell is filled. Look at what the list says: what is right, leave; what is wrong, mend, save, and send this very file again. This sheet needs no mending.
    .formulas = Formulas of your file are numbers here: with a cell mend the sums that it is part of.
    .doubts = A cell with “perhaps …” is only in doubt, and is used as it is written: where it is right, leave it, and tell the office that you report to.
    .unread = The sheets of the file cannot be shown here. Do what the list says in the file that you have, and send that file again under its own name (where you save it as another kind, change the extension alone).

returned-contact = Questions: { $contact }

returned-decided =
    .keep = { $who } confirmed on { $day } what is written here: { $why }. There is nothing to mend here.
    .value = Sent was “{ $written }”. { $who } corrected it to “{ $value }” on { $day }: { $why }. There is nothing to mend here.

returned-due = Form { $form } for { $period }: due { $due }, to { $office }.

returned-head =
    .weight = Weight
    .place = Sheet
    .cells = Cells
    .message = What is wrong
    .written = Written
    .suggestion = Write instead

returned-made-from = File that was sent: { $origin }

returned-each = see the note of each cell

returned-perhaps = perhaps { $suggestion }

returned-title = To mend: { $file }

returned-written = { $file } is written, made from { $from }

## tinhso explain

explain-choose = say which { $filter }: { $known }

explain-filter =
    .method = method (--method)
    .breakdown = breakdown (--breakdown)
    .period = period

unit-times =
    .none = this run has no figures of { $indicator }: nothing was sent that they rest on
    .ended = { $unit } ended on { $day }, so that it has no figure of { $asked }; the registry names nothing that it became
    .became = { $unit } ended on { $day }, so that it has no figure of { $asked }. It became { $others }:{ $commands }
    .above = { $unit } ended on { $day }, so that it has no figure of { $asked }; the registry names nothing that it became. It was in { $others }:{ $commands }
    .began = { $unit } is there since { $day }, so that it has no figure of { $asked }; the registry names nothing that it was made of
    .made-of = { $unit } is there since { $day }, so that it has no figure of { $asked }. It was made of { $others }:{ $commands }
    .level = { $indicator } has no figure of { $unit }, a { $level }; it has those of { $known }
    .map = the map of { $day }

export-shared-code = { $code } was the code of several units, one after another ({ $units }); the figures of each are exported. Ask for one by its name (--area).
export-ended = { $unit } ended on { $day } and became { $others }, of which no figures were asked for (--area).
show-ended = { $unit } ended on { $day }; the registry names nothing that it became.
show-became = { $unit } ended on { $day } and became { $others }
show-made-of = { $unit } is there since { $day }, made of { $others }

explain-not-declared = the declarations no longer have the indicator { $indicator }; take the project as it was for that run, and ask again

explain-reason =
    .cannot-occur = what is asked for cannot occur in this unit
    .reported-none = it reported, and listed nothing
    .turned-away = it reported, and the condition of the indicator turns its rows away
    .uneven = { $unit }, { $period }: “{ $field }” cannot occur, and the other part has a value of it
    .status = values are missing, status { $status }
    .no-members = the registry does not say which units made up this unit on { $day }
    .no-share = it is not known what part of { $unit } went over into this unit
    .lines-missing = { $unit }, { $period }: lines of this unit have no value that the figure needs (status { $status })
    .value-missing = { $unit }, { $period }: no value of “{ $field }” (status { $status })
    .row-missing = { $unit }, { $period }: what was sent has no row of this unit
    .rejected = { $unit }, { $period }: what was sent cannot be used. { $because }
    .withdrawn = { $unit }, { $period }: what was sent was withdrawn
    .never-came-due = { $unit }, { $period }: nothing came, due { $due }
    .never-came = { $unit }, { $period }: nothing came
    .decided = “{ $sent }” was sent, and { $who } decided “{ $value }” on { $day }

explain-coverage = coverage { $reported }/{ $expected }

explain-csv-alone = `tinhso explain` alone answers in csv; use --format text or json

explain-due = due { $day }

explain-declared-then = The declarations have changed since run { $run }, which is explained with its own.

declarations-left-out = There are faults in { $files } (tinhso check); they do not concern this form, and it is read without them.

declarations-at-fault = The declarations have { $count } { $count ->
    [one] fault
   *[other] faults
} now (tinhso check): the answer is by those that run { $run } keeps.

explain-extracted = { $folder }: { $files } files written: what was sent, and copies .marked.xlsx with the cells marked
    .lines = This figure is added up from lines of exports: with --lines they are found again, and their files and copies written
    .unmarked = { $count } { $count ->
        [one] file has
       *[other] files have
    } no copy with marks: too large, or not to be opened as a table

explain-lines =
    .head = { $area }, { $part } { $amount }: { $count } { $count ->
        [one] line
       *[other] lines
    }
    .add-up = added up again from { $count } lines ✓
    .do-not = { $count } lines were found again, and do NOT add up ✗
    .none = no exports of lines are behind this figure
    .too-many = more than { $most } lines are behind this figure; ask for a smaller area or a shorter period
explain-merged =
    .any = any of them
    .all = all of them
    .max = the largest
    .mean = mean weighted by { $weight }
    .min = the smallest

explain-more = … and { $count } more (--all)

explain-no-value = no figure

explain-not-counted = Not counted: { $count } { $count ->
    [one] unit
   *[other] units
}

explain-decided =
    { $count ->
        [one] { $count } decision about a cell:
       *[other] { $count } decisions about cells:
    }
    .by = { $who }, { $day }: { $why }
    .corrected = “{ $sent }” as sent, “{ $value }” by decision
    .kept = “{ $sent }” as sent is kept by decision
    .row-kept = the row as sent is kept by decision

explain-findings =
    { $count ->
        [one] One finding about these cells:
       *[other] { $count } findings about these cells:
    }

explain-uneven = Numerator and denominator are of other units or periods:

explain-not-used = Came and is not used:

explain-withheld =
    { $count ->
        [one] Withheld for one error:
       *[other] Withheld for { $count } errors:
    }

explain-note = { $field } = { $value } · { $unit } · { $period }
    .share = { $field } = { $value } × { $share } · { $unit } · { $period }

explain-object = { $object } · { $cells } { $cells ->
    [one] cell
   *[other] cells
}

explain-other-unit =
    .named = This code or name is also that of { $units }: add a period of that unit to ask about it
    .since = { $code }, since { $day }
    .until = { $code }, until { $day }

explain-part =
    .numerator = numerator
    .denominator = denominator

explain-proof =
    .adds-up = added up again from the cells: the published numerator and denominator ✓
    .units-add-up = added up again from the values of { $all } units: the published numerator and denominator ✓
    .in-part = { $followed } of { $all } units are followed to their cells here (--all)
    .does-not = added up again from the cells: NOT the published numerator and denominator ✗
    .cells = read again from the archive: { $same }/{ $all } cells agree
    .unread = { $all } cells, not read again from the archive (--all)

explain-rank = rank { $place }/{ $of }, level { $level }
    .ascending = rank { $place }/{ $of } from the lowest, level { $level }

explain-received = received { $time }

explain-run = run { $run }

explain-target = target { $goal } ({ $period }): { $state } · { $source }

## tinhso bundle

bundle-done = { $file }: run { $run } with its { $inputs ->
    [one] { $inputs } input
   *[other] { $inputs } inputs
}, ledger, declarations and registry; tinhso verify --bundle proves it anywhere

bundle-other-project = the declarations or the registry are not those of the run { $run }; take the project as it was then, and bundle again

bundle-refused =
    .declarations = the declarations in { $file } are not those with which it was written: { $fault }; ask who made the bundle for it again
    .foreign = { $file } holds { $name }, which no bundle does
    .missing = { $file } is not a whole bundle: { $name } is missing
    .no-zip = { $file } is no bundle: { $cause }
    .other-version = { $file } is no bundle that this program can read: its bundle.json is not of the version bundle/1
    .too-large = { $file } is refused: it unpacks to more than { $limit } MiB
    .unreadable = { $name } in { $file } cannot be read: { $cause }

## tinhso verify

verify-head = Run { $run } · program { $version } · deadlines up to { $deadline }

verify-compared =
    .outputs = results
    .archive = archive
    .ledger = ledger
    .declarations = declarations
    .registry = registry
    .program = program
    .repeated = made again
    .duckdb = by DuckDB

verify-outputs = { $same } of { $all } files have the SHA-256 that manifest.json names
    .debris = { $same } of { $all } files have the SHA-256 that manifest.json names; what programs left beside them is passed over: { $debris }
    .others = { $same } of { $all } files have the SHA-256 that manifest.json names, and it does not name { $others } that lie beside them

verify-archive = { $same } of { $all } inputs have the SHA-256 that is their name
    .damaged = { $same } of { $all } inputs have the SHA-256 that is their name; `tinhso run --no-cache` puts back those that the landing zone still has, a backup has the others
    .of-bundle = { $same } of { $all } inputs have the SHA-256 that is their name; ask for the bundle again

verify-ledger =
    .counted = the chain of files holds, and all { $counted } arrivals that the run counts are in it
    .missing = { $missing } of the { $counted } arrivals that the run counts are not in it: what follows { $last } is lost, or { $last } is not what it was
    .none = its files are lost: none of the { $counted } arrivals that the run counts is there
    .broken = the chain of files does not hold
    .broken-and-missing = the chain of files does not hold, and { $missing } of the { $counted } arrivals that the run counts are not in it

verify-digest =
    .same = { $digest }, the same as now
    .of-bundle = { $digest }, as the bundle holds them
    .other = { $then }, and now { $now }

verify-declarations =
    .faults = { $count } { $count ->
        [one] fault
       *[other] faults
    } in the declarations at hand (tinhso check); the run is compared with those that it keeps
    .faults-alone = { $count } { $count ->
        [one] fault
       *[other] faults
    } in the declarations at hand (tinhso check), and the run keeps none
    .kept = { $then }, and now { $now }; the run is compared with what it keeps

verify-repeated =
    .bytes = from ledger and archive: { $same } of { $all } files are the same to the byte
    .values = from ledger and archive, by another program: { $same } of { $all } tables hold the same values
    .no-inputs = the archive does not hold the inputs of the run as they were

verify-no-list = the run's list of inputs is damaged: inputs.parquet or the chain that manifest.json names

verify-other-project = the declarations or the registry are not those of the run; take the project as it was then, and verify again

verify-duckdb =
    .figures = { $same } of { $all } figures have the numerator, denominator and counts that DuckDB computes by the printed SQL
    .absent = not computed by another engine: no executable duckdb on the PATH
    .late = DuckDB gave no answer in { $seconds } seconds
    .failed = DuckDB could not compute the figures: { $cause }
    .no-table = { $table } cannot be read

verify-keep = Keep this line elsewhere: { $run } manifest sha256 { $digest } chain { $head } of { $length }

## tinhso release

release-done =
    .before = { $run } is current; before, { $before } was
    .first = { $run } is current; before, no run was

release-withdrawn =
    { $count ->
        [one] It counts { $names }, which someone has withdrawn, and the figures of that are published now: `tinhso run` counts without it.
       *[other] It counts { $count } objects that someone has withdrawn, and their figures are published now: { $names }. `tinhso run` counts without them.
    }

release-already = { $run } is current already

## tinhso withdraw, tinhso restore

withdraw-as-of = Note that `as_of` in tinhso.toml is { $as_of }: runs as of a day before { $day } do not know of this. Change or remove `as_of`, or run with --as-of.

withdraw-done =
    .withdrawn = { $object } is withdrawn ({ $count ->
        [one] one version
       *[other] { $count } versions
    }): the next run counts without it; the file stays in the archive
    .restored = { $object } counts again ({ $count ->
        [one] one version
       *[other] { $count } versions
    }) from the next run on

withdraw-twins = The same bytes came as { $names } too, and count: if they are wrong there, withdraw { $count ->
        [one] that
       *[other] those
    } as well.

withdraw-no-reason = say why, with --why: the ledger keeps it

withdraw-unknown =
    .misspelt = nothing came under the name { $object }; did you mean { $nearest }?
    .other = nothing came under the name { $object }

withdraw-already = { $object } is withdrawn already

withdraw-not-withdrawn = { $object } is not withdrawn

## tinhso prune

prune-done =
    .held = Kept since they are held, until `tinhso release` or a later run: { $runs }
    .removed = { $removed ->
        [one] { $removed } run
       *[other] { $removed } runs
    } removed, { $kept } kept; the archive and the ledger stay
    .dry-run = { $removed ->
        [one] { $removed } run
       *[other] { $removed } runs
    } would be removed, { $kept } kept; nothing was done

## tinhso diff

declared-otherwise = Run { $run } rests on other declarations than those at hand, and this program cannot read those that it keeps; take the project as it was then

diff-head = { $before } → { $after }

diff-no-run-before = the journal names no run that was current before { $run } and is still there; name two runs

diff-changes =
    .none = declarations, registry, program and deadlines are the same
    .deadline = deadlines: up to { $before } → up to { $after }
    .file = declaration changed: { $file }
    .file-new = declaration new: { $file }
    .file-gone = declaration gone: { $file }
    .registry = the registry changed: units or crosswalk
    .program = the program is another: { $before } → { $after }

diff-inputs = Files that differ: { $count }

diff-input =
    .new = new
    .overwritten = overwritten
    .gone = no longer counted
    .retimed = time corrected
    .withdrawn = withdrawn
    .restored = restored
    .replaces = in place of { $objects }
    .revises = revises { $objects }

diff-figures = Figures: { $moved } moved, { $new } new, { $gone } gone, { $same } the same

diff-explain = Its cells: tinhso explain { $figure }

diff-section =
    .values = Values that moved ({ $count })
    .statuses = Status alone ({ $count })
    .targets = Target alone ({ $count })
    .parts = Numerator, denominator or coverage alone ({ $count })
    .new = New figures ({ $count })
    .gone = Figures that are gone ({ $count })

# Behind it the targets follow.
diff-targets = Targets that moved ({ $count })

diff-figure =
    .maps = { $count } maps
    .status = status { $before } → { $after }
    .target = target { $before } → { $after }
    .target-value = due { $before } → { $after }
    .unit = counted in { $before } → { $after }
    .numerator = numerator { $before } → { $after }
    .denominator = denominator { $before } → { $after }
    .reported = reported { $before } → { $after }

diff-cause =
    .by = by { $causes }
    .deadline = deadline
    .declarations = declarations
    .target = its target
    .registry = registry
    .program = program
    .unknown = by nothing among the files

diff-findings = Findings: { $new } new, { $resolved } resolved, { $same } still open

diff-submissions = Submissions: { $new } new, { $gone } gone, { $changed } changed, { $same } the same

diff-more = … { $count } more (--all)

diff-not-compared = Not compared, since one of the runs has no such column: { $columns }

diff-same = Nothing differs

submission-state =
    .received = received
    .late = late
    .missing = missing
    .rejected = rejected
    .superseded = superseded
    .duplicate = duplicate
    .withdrawn = withdrawn

## --help: each command, and its arguments by their names

help-bundle = Write a run with all it rests on into one file, which tinhso verify --bundle proves anywhere
    .file = The file to write (zip); one that exists is replaced
    .run = The run, or current

help-check = Check the declarations alone: schemas, SQL, units, targets, registry

help-diff = Compare two runs: which figures moved, by how much, and which inputs moved them
    .all = Show every line, not only the first of each section
    .runs = One run: it is compared with the current one; two: the first with the second [default: the current one with the one before]

help-draft = Write a first form from a sample, with what to look at
    .file = A sample that is filled in: a workbook, CSV, JSON or Parquet
    .name = The name of the form, as in schemas/NAME.json [default: from its title, its code or the file]
    .output = Where to write the form; a file that exists stays as it is [default: standard output]
    .pipeline = Where to write a first pipeline too, with one indicator; a file that exists stays as it is
    .sheet = The sheet that holds the table [default: the one that holds most]

help-exit-codes =
    Exit codes:
      0  done, and nothing of severity error
      1  done, with findings of severity error; a run is published all the same
      2  could not go on; nothing was published, and the run before is still the current one

help-explain = Say where a figure comes from: each unit, each cell, and why a unit does not count
    .all = Show every unit, row and object, and read every cell again from the archive
    .area = Code or name of a unit [default: the province]
    .breakdown = Value of the field that the indicator is broken down by
    .extract = Folder for what was sent, and copies in which the cells are marked
    .geography = as-reported, or the day of a map such as 2025-07-01 [default: in the order of the project]
    .indicator = Name of the indicator, as in the table catalog
    .lines = Also find the lines of exports again, where the figure rests on them
    .method = The method, where the indicator has several
    .period = Period: 2025, 2025-S1, 2025-Q3, 2025-07 [default: the newest with a figure]
    .run = The run [default: the current one]

help-export = Write the figures and targets as a workbook or CSV, for people who live in Excel
    .area = Only this area, by code or name; may be given more than once
    .file = The workbook (.xlsx) or flat text (.csv) to write; one that exists is replaced
    .geography = Only this geography: as-reported, or the day of a map
    .indicator = Only this indicator; may be given more than once, as may those below
    .level = Only this level of areas: province, district, commune
    .pipeline = Only this pipeline
    .run = The run [default: the current one]

help-completions = Print what a shell needs to complete the command line
    .shell = The shell: bash, zsh, fish, elvish or powershell

help-manual = Write the manual pages of the program and of each command
    .folder = The folder that the pages go to

manual-done = { $files } manual pages are in { $folder }

help-init = Make a new project that runs at once
    .folder = The folder of the new project; it is made, or must be empty
    .name = The name of the province [default: an invented one]
    .province = The code of the province, two digits [default: an invented one]

help-inspect = Show what the reader sees in files: sheets, tables, labels, the role of each row
    .files = The files to look at

help-plan = Print the SQL that computes each indicator’s parts from the published tables
    .dialect = The dialect of SQL
    .pipeline = The pipeline whose indicators are printed
    .tables = Where the published tables are [default: the current run]

help-refused =
    .argument-missing = { $argument } is missing
    .argument-misspelt = there is no argument { $argument }; did you mean { $nearest }?
    .argument-repeated = { $argument } may be given only once
    .argument-unknown = { $argument } is no argument here
    .command-misspelt = there is no command { $command }; did you mean { $nearest }?
    .command-missing = a command is missing
    .command-unknown = there is no command { $command }
    .more = For more, add --help.
    .no-text = an argument is no text in UTF-8
    .value-missing = { $argument } needs a value
    .value-not-listed = “{ $value }” is no value of { $argument }; write one of: { $possible }
    .value-too-many = “{ $value }” is one value too many
    .value-no-day = “{ $value }” is no day for { $argument }; write one such as 2025-07-31
    .value-no-duration = “{ $value }” is no duration for { $argument }; write one such as 36h, 2d or P1DT12H
    .value-no-number = “{ $value }” cannot be { $argument }; write a whole number from 1, and for --threads one up to 1024
    .value-wrong = “{ $value }” is no value of { $argument }

help-prune = Remove old runs; the archive, the ledger, the current run and what is held stay
    .dry-run = Only say what would be removed
    .keep = How many of the last runs are kept
    .keep-monthly = Of how many of the last months the last run is kept too

help-release = Make a published run the current one: one that was held, is as of an earlier day, or was current before
    .run = The run

help-restore = Let what was withdrawn count again
    .object = The object, as submissions.parquet names it
    .why = Why; the ledger keeps it

help-run = The nightly job: read what is new, recompute every figure, publish
    .as-of = Count the arrivals up to the end of this day (such as 2025-07-31), instead of the day in tinhso.toml, else today
    .hold = Publish the run and leave the current one as it is, until `tinhso release` (exit code 1)
    .metrics = Write what monitors ask (success, durations, rows, findings, missing submissions) to this file when the run ends, as OpenMetrics text
    .no-cache = Read every object again
    .threads = Files read at the same time, from 1 to 1024 [default: one for each core]

help-show = Show a figure over time: every geography and method, coverage and targets
    .area = Code or name of a unit [default: the province]
    .breakdown = Only one value of the field that the indicator is broken down by
    .geography = Only as-reported, or the day of a map such as 2025-07-01
    .indicator = Name of the indicator, as in the table catalog
    .method = Only one method
    .run = The run [default: the current one]

help-status = Show who has sent what, the runs so far, and what waits for the next
    .by = Count by form, by sender, or by both (sender,form): what was due, came, was late, is missing or was rejected, with the share of each, and how long findings have been open
    .check = Only ask whether all is well, for a monitor: one line, and exit code 0 where it is, 1 where it is not, 2 where it cannot be told
    .max-age = How old the newest run may be: 36h, 90m, 2d or P1DT12H
    .periods = How many of the last periods of each form are shown

help-template = Write an empty form for a sender to fill in, which reads back exactly
    .area = The unit that will send it: its code or its name
    .force = Replace a file that exists
    .form = The form: its name, or the code in its head such as 02/CĐS
    .output = The workbook to write [default: FORM-CODE-PERIOD.xlsx in the current folder]
    .period = The period that it will report: 2025-07, 2025-Q3, 2025-S1 or 2025

help-tinhso = Province-level indicators from the spreadsheets of districts and communes, each figure traceable to its cell
    .color = Whether answers have colours: auto is on a terminal, unless NO_COLOR or CLICOLOR=0 says otherwise
    .format = For people, or for machines
    .landing = Where submissions arrive, a folder or a URL, instead of the place in tinhso.toml
    .lang = The language of messages [default: TINHSO_LANG, else that of the project]
    .log-format = How logs (TINHSO_LOG=info or debug asks for more) are written on standard error: as text, or as a line of JSON each
    .project = The project: the folder that holds tinhso.toml, or one below it [default: the current folder]
    .warehouse = Where results go, a folder or a URL, instead of the place in tinhso.toml

help-validate = Check submissions before they are sent
    .files = The submissions to check
    .return-to = Folder for what goes back to the sender: the file with each faulty cell marked; what is there is not replaced

help-verify = Compare a run with what it rests on, and make it again from ledger and archive
    .run = The run [default: the current one]
    .attestation = Write what was found to this file too, as an in-toto statement (SLSA verification summary)
    .bundle = Verify the run of this bundle, which needs no project and no other file
    .time-limit = How long DuckDB may take, where it is on the PATH

help-withdraw = Withdraw all that came under a name: its figures go, the file stays
    .object = The object, as submissions.parquet names it
    .why = Why; the ledger keeps it

# Words around the texts.
help-words =
    .arguments = Arguments
    .command = COMMAND
    .commands = Commands
    .default = [default: { $value }]
    .help = Print help
    .help-command = Print the help of a command
    .options = Options
    .possible = [possible values: { $values }]
    .some-options = [OPTIONS]
    .usage = Usage:
    .version = Print version
