# Every sentence that people read, in English. vi.ftl holds the same keys in Vietnamese.
#
# Sentences may be changed here without reading the program: only the keys on the left of the equals sign and the arguments in
# braces, such as { $label }, must stay. Syntax: https://projectfluent.org/fluent/guide/

## Findings: one entry a code. `.meaning` is what the code means, the other lines are said to the sender.

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
    .blank = the table has { $rows } rows and every cell of its measures is blank, so they are quarantined; fill it in, or delete it if its period has not come

check-failed =
    .meaning = An assertion of a check does not hold.

constraint-error =
    .meaning = A value breaks a constraint of its field.
    .required = the cell must be filled in, and is blank; write the value, or why it is missing, such as “...”
    .expected-value = a value
    .too-small = { $number } is less than { $minimum }
    .too-large = { $number } is greater than { $maximum }
    .not-listed = “{ $text }” is none of: { $list }
    .pattern = “{ $text }” does not have the form asked for
    .too-short = the text has { $length } characters, too few
    .too-long = the text has { $length } characters, too many

doubtful-encoding =
    .meaning = The text of a sheet looks as if it were in an encoding that Unicode replaced, but not for sure; it is read as it is.
    .kept = The text may be in { $encoding } (only { $percent }% sure) and is read as it is; send the file in Unicode.

doubtful-label =
    .meaning = A label is like the words of a field, but not equal to them; its column is read as that field.
    .alike = The column “{ $label }” is taken for “{ $field }” of form { $form } (alike by { $score } in 100); write the label as in the form.
    .unclear-group = The column “{ $label }” is taken for “{ $field }” of form { $form }, but the group above is not merged, and which columns it spans is not sure; merge it over its columns.
    .unknown-group = The column “{ $label }” is taken for “{ $field }” of form { $form }, but is under a group that the form does not know and may be a part of the figure; if it is the form’s, take the group away.

duplicate-label =
    .meaning = Two columns have the label of one field.
    .groups = Several columns ({ $cells }) are “{ $label }” under different groups: { $groups }; nothing tells which holds the figures of the report’s period. Make each period, or group, a table of its own with its period above it.
    .same = Several columns bear the label “{ $label }” ({ $cells }), and nothing says which to take; leave only one, or give another label to what does not belong to the form.
    .side-by-side = The label “{ $label }” is repeated in the row of labels ({ $cells }): two tables side by side that cannot be separated. Put the one on the right below the other, or on a sheet of its own.

duplicate-submission =
    .meaning = The same bytes came before.
    .same-bytes = the same bytes as { $object }, which came before; counted once

earlier-row-kept =
    .meaning = In a later submission a unit is missing, or its row is quarantined; the earlier row stays.
    .quarantined = the row of the later submission is quarantined; the earlier one, in row { $row }, stays, with low reliability
    .unit-missing = { $object } has no row of this unit; the earlier row stays

empty-file =
    .meaning = The object has no bytes.
    .archive = The archive holds no file; send it again with the tables.
    .no-content = The file is empty; send it again with its data.

encrypted-file =
    .meaning = The workbook is protected with a password.
    .password = The file is protected with a password; remove the password and send it again. Where nobody set one, the structure of the workbook is protected: lift that (Review, Protect Workbook) and save it.

ended-area =
    .meaning = The unit exists, in another map than that of the period.
    .ended = { $unit } ({ $written }) ended on { $end }
    .merged = { $unit } ({ $written }) is part of { $became } since { $end }
    .not-yet = { $unit } ({ $written }) begins on { $begin }

error-cell =
    .meaning = A cell holds an error of the spreadsheet, such as #REF!, or a formula that was never computed.
    .error = the cell holds the error { $error } of the spreadsheet; mend the formula or write the value
    .uncomputed = the cell holds a formula that was never computed; open the file in Excel or LibreOffice, save it and send it again
    .area = the cell of the unit's code or name, “{ $written }”, holds an error of the spreadsheet, and nothing says whose row it is; write the code or the name
    .area-other-used = the cell of the unit's code or name, “{ $written }”, holds an error of the spreadsheet; the unit is taken from the other cell
    .area-uncomputed = the cell of the unit's code or name, “{ $written }”, was never computed, and nothing says whose row it is; open the file in Excel or LibreOffice, save it and send it again
    .area-uncomputed-other-used = the cell of the unit's code or name, “{ $written }”, was never computed; the unit is taken from the other cell

excess-digits =
    .meaning = More digits than the scale of the field; the value is rounded half away from zero.
    .rounded = “{ $written }” has more than { $digits } digits after the decimal sign; rounded to { $rounded }
    .converted-and-rounded =
        { $how ->
            [divided] “{ $written }”, divided by { $factor }, has more than { $digits } digits after the decimal sign; rounded to { $rounded }
           *[multiplied] “{ $written }”, multiplied by { $factor }, has more than { $digits } digits after the decimal sign; rounded to { $rounded }
        }
    .expected = at most { $digits } digits after the decimal sign

external-link =
    .meaning = A formula takes its value from another file; the stored value is used.
    .stored-value = A formula takes its value from another file (“{ $file }”); the stored value is used, and that file cannot be checked. Paste it as a value and send the file again.

extra-label =
    .meaning = A column belongs to no field.
    .no-field = The column “{ $label }” belongs to no field of form { $form } and is not read; check its label.
    .other-period = The column “{ $label }” speaks of another period, of a running total or of the plan, and is not read into form { $form } of this period; mend its label if its figures are this period’s.

foreign-area =
    .meaning = The unit is not below the sender.
    .not-in-sender = { $unit } ({ $code }) does not lie in { $sender }
    .outside-section = { $unit } does not lie in { $section }, under whose heading the row is; it counts for { $unit } all the same. Move the row.

formula-mismatch =
    .meaning = A value differs from what the numbering row says of its column.
    .differs = column ({ $column }) says { $written }, but by the formula “{ $formula }” of the numbering row it is { $expected }; check the columns

hidden-column =
    .meaning = The columns of fields are hidden; they are read.
    .hidden = Columns of data are hidden ({ $columns }: { $labels }); they are read. Show them, or delete what is not meant.

hidden-row =
    .meaning = Data rows are hidden, or a filter passes over them; they are read.
    .hidden = Rows of data are hidden or filtered away ({ $rows }); they are read. Show them, or delete what is not meant.

hidden-sheet =
    .meaning = A sheet with a table is hidden; it is read only where no sheet that is shown holds one.
    .not-read = The sheet “{ $sheet }” is hidden and is not read, since sheets that are shown hold tables. Show it if it is to be sent, or delete it.
    .read = The sheet “{ $sheet }” is hidden, yet holds a table; it is read. Show the sheet, or delete it if it is not meant.

late-submission =
    .meaning = A submission came after it was due; it is used.
    .late = received on { $day }, due on { $due }

legacy-encoding =
    .meaning = The text of a sheet is in an encoding that Unicode replaced; it was decoded.
    .decoded = The text is in { $encoding } ({ $percent }% sure) and was decoded; send the file in Unicode.

lost-letter =
    .meaning = The name lost its letter ư, a soft hyphen in TCVN3; the only unit that it can be is taken.
    .name = “{ $written }” lost its ư (TCVN3); it can only be { $unit } ({ $code })

macro-file =
    .meaning = The workbook holds macros; they are not run, and the values stored in its cells are read.
    .not-run = The file holds macros; they are not run, only the values stored in its cells are read. Better send an .xlsx file without macros.

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
    .period = The name of the file or its folder says { $named }, the table says { $written }; the table is followed. Check the period.
    .sender = The name of the file or its folder says { $named }, the head of the table { $written }; the table is followed. Check the sender.
    .sheet = the name of the sheet says { $sheet }, the head says { $head }; the head is followed

not-restated =
    .meaning = A field or a unit cannot be restated to another map; the value is missing there.
    .no-rule = `{ $field }` is not restated to { $geography }: the field has no merge rule
    .no-share = `{ $field }` is not restated to { $geography }: a unit was divided and its share is not known

number-format =
    .meaning = A column writes its numbers the other way than the schema says.
    .other-sign = the whole column writes its decimals with “{ $written }”, not with “{ $declared }”

oversized-file =
    .meaning = The file is larger, or would unpack to more, than the limits allow.
    .gzip = The gzip file unpacks to far more than lines of figures do and is not read; pack the data again and send it.
    .limit = The file is too large, beyond the limit of { $limit }; remove what is not needed, or split it, and send it again.

period-out-of-range =
    .meaning = The period is not one of the form: another frequency, not begun when the file arrived, or before the first period.
    .not-begun = { $period } begins on { $start }, after the day on which the file came

primary-key =
    .meaning = Two rows of one file have one key.
    .identical = the row repeats row { $row } exactly; it counts once
    .differing =
        { $others ->
            [0] rows { $rows } have one key and differ; all are quarantined
            [one] rows { $rows } and one other have one key and differ; all are quarantined
           *[other] rows { $rows } and { $others } others have one key and differ; all are quarantined
        }
    .suggestion = keep the one that is right

scaled-number =
    .meaning = A number format shows the number divided by a thousand or more; the number that is shown counts.
    .shown =
        { $count ->
            [one] the format of this cell shows its number divided by a thousand or more (as #,##0,, does); the number that is shown counts. Write the number in the unit of the form, with an ordinary format.
           *[other] the format of { $count } cells, of which this is the first, shows their numbers divided by a thousand or more (as #,##0,, does); the numbers that are shown count. Write them in the unit of the form, with an ordinary format.
        }

superseded =
    .meaning = A later submission replaces it.
    .by = replaced by { $object }

total-mismatch =
    .meaning = A printed total differs from the sum of its rows.
    .differs = the printed total is { $printed }, its rows add up to { $sum }: a difference of { $difference }; check the total and its rows
    .differs-in-unit = in the form's unit ({ $unit }), the printed total is { $printed }, its rows add up to { $sum }: a difference of { $difference }; check the total and its rows

type-error =
    .meaning = A cell does not hold a value of the type of its field.
    .not-a-number = “{ $written }” is no number
    .other-signs = “{ $written }” is no number; in this column “{ $group }” parts thousands and “{ $decimal }” the decimals
    .not-whole = “{ $written }” is no whole number
    .too-large = “{ $written }” is too large to be added exactly; check the number and its unit
    .not-a-boolean = “{ $written }” is neither yes nor no
    .not-a-day = “{ $written }” is no day
    .expected-integer = a whole number
    .expected-number = a number
    .expected-text = text
    .expected-boolean = yes or no
    .expected-day = a day, such as 31/12/2025

unclaimed-object =
    .meaning = No source of any pipeline names the place where the object lies.
    .no-source = no source of any pipeline names this place
    .form = the file is form { $form }, which no source takes from here

unclear-unit =
    .meaning = What is written as the unit of measure names a power of ten and nothing that it could be of, or two units of one kind; the numbers are read in the unit of the form.
    .unclear = the unit “{ $unit }” is not clear; numbers are read in the form's unit, write one unit such as “{ $own }”

unit-converted =
    .meaning = The unit of measure of the table differs by a power of ten; the values are converted.
    .table =
        { $how ->
            [divided] the table is in “{ $unit }”, the form in “{ $own }”; each number is divided by { $factor }
           *[multiplied] the table is in “{ $unit }”, the form in “{ $own }”; each number is multiplied by { $factor }
        }
    .rows =
        { $how ->
            [divided] rows are in “{ $unit }”, the form in “{ $own }”; each of their numbers is divided by { $factor }
           *[multiplied] rows are in “{ $unit }”, the form in “{ $own }”; each of their numbers is multiplied by { $factor }
        }
    .cell =
        { $how ->
            [divided] “{ $written }” names its own unit “{ $unit }”; the number is divided by { $factor }
           *[multiplied] “{ $written }” names its own unit “{ $unit }”; the number is multiplied by { $factor }
        }

unit-mismatch =
    .meaning = The unit of measure of the table contradicts that of the field.
    .column = the unit “{ $unit }” of the column contradicts that of the form (“{ $own }”); the rows of the table are quarantined
    .row = the unit “{ $unit }” of the row contradicts that of the form (“{ $own }”); the row is quarantined
    .cell = the unit “{ $unit }” in the cell contradicts that of the column; write the number in the form's unit

unknown-area =
    .meaning = The unit is in no map of the registry.
    .blank = The row names no unit: its code and its name are blank; write one of them, or delete the row
    .keep-zero = { $code } { $unit } (the code must be text that keeps its leading zero)
    .no-code = Code { $code } is in no map of the registry on { $day }
    .no-name = “{ $name }” is in no map of the registry on { $day }
    .other-level = Code { $code } is { $unit } ({ $level }); this form reports by { $levels }

unknown-form =
    .meaning = No table of the file has the labels of a declared form.
    .nearest = No table of the file has the labels of a declared form; form { $form } comes closest with { $matched } of { $all } labels. Use the right form, and leave its labels as they are.
    .none = No table of the file has the labels of a declared form. Use the right form, and leave its labels as they are.
    .other-period = No table of the file has the labels of a declared form; form { $form } comes closest with { $matched } of { $all } labels; { $others } more of its measures are found only in columns of a running total, of the plan or of another period, which are not taken for this period’s. Use the right form, and leave its labels as they are.

unknown-period =
    .meaning = The period is written nowhere, or cannot be read.
    .head-missing = the head names no period that could be read; this form is sent for a { $length }, write it as suggested
    .head-other = “{ $written }” is no { $length }, for which this form is sent; write it as suggested
    .head-two = The head names two different periods: { $first } and { $second }; neither is guessed. Leave one { $length }, that of the report.
    .cell = “{ $written }” is no { $length } that could be read; write it as suggested
    .cell-missing = the row names no { $length } that could be read; write it as suggested

unknown-sender =
    .meaning = The head names a sender that is no unit of the map; the sender is inferred from the rows.
    .head = “{ $written }” is no unit on { $day }; the sender is taken from the rows
    .suggestion = UBND huyện … or UBND xã …

unread-cell =
    .meaning = The file states a cell that gave no value: its content is not what it says to be, or nobody who opens the file sees it.
    .value = the cell is marked as a number, a boolean or a shared text, but “{ $written }” is none; open the file in Excel or LibreOffice, save it and send it again
    .kind = the cell holds “{ $written }” of a kind that is not known; open the file in Excel or LibreOffice, save it and send it again
    .moved = the row has more cells than there are labels, so that its values, from “{ $written }” on, may stand under the wrong ones; put numbers that hold the delimiter between quotes, and send the file again
    .record = the cell is broken, and what it held is not known; open the file in Excel or LibreOffice, save it and send it again
    .twice = the file states the cell twice, with two values: { $written }; nothing says which counts
    .covered = the cell lies under merged cells and holds “{ $written }”, which the sheet does not show; split the merged cells and check the values
    .address = a cell that holds “{ $written }” has no address on the sheet, and is not read
    .position = the file holds “{ $written }” outside of the rows of the sheet, and it is not read
    .others =
        { $count ->
            [one] one more cell of the sheet was not read
           *[other] { $count } more cells of the sheet were not read
        }

unread-row =
    .meaning = Rows below the labels hold values and are no data: notes that fill the columns, or totals of nothing.
    .notes = { $count ->
        [one] { $count } row from row { $row } on is below the columns of the table and is taken for a note; if it is data, number it, name its unit, and delete the words above it that end the table
       *[other] { $count } rows from row { $row } on are below the columns of the table and are taken for notes; if they are data, number them, name their units, and delete the words above them that end the table
    }
    .only-totals = Every row with numbers is a total or the sum of a section, and none is data; write the rows of data, numbered 1, 2, 3

unread-sheet =
    .meaning = A sheet holds numbers but the labels of no form; it is not read.
    .no-form = The sheet “{ $sheet }” holds numbers but the labels of no form, and is not read; add the labels, or delete the sheet if it is not meant.
    .missing = The workbook lists the sheet “{ $sheet }” but does not hold it; check whether it is meant, and send the file again.
    .broken = The sheet “{ $sheet }” is broken or cut short and was not read; open the file in Excel or LibreOffice, save it and send it again.
    .too-many-labels = The sheet has too many rows that look like labels for every table to be found; it is not used. Put each table on a sheet of its own.

unreadable-file =
    .meaning = The bytes are of no format that can be read, or end too early.
    .archive-broken = It cannot be unpacked: the archive is broken or cut short; pack it again as a plain zip and send it again.
    .archive-no-zip = The file is an archive other than a zip, where a workbook or delimited text was expected; unpack it and send the tables, or pack them again as .zip.
    .archive-unsupported = It cannot be unpacked: the archive is packed in a way that is not supported; pack it again as a plain zip and send it again.
    .archive-within = “{ $name }” is an archive within the archive and is not opened; unpack it and send it again.
    .attachment = “{ $name }” is no spreadsheet and is passed over; if it holds figures, save it as .xlsx or .csv and send it again.
    .cut-short = The file is cut short or broken: its end is missing; open it in Excel, save it and send it again.
    .gzip-broken = The gzip file is broken and cannot be unpacked; pack it and send it again.
    .gzip-cut-short = The gzip file is cut short; pack it and send it again.
    .json-broken = The JSON file breaks the syntax on line { $line }, character { $column }; export it and send it again.
    .json-cut-short = The JSON file is cut short on line { $line }; export it and send it again.
    .json-no-rows = The JSON file holds no list of rows; send a list of objects, or one object a line.
    .no-spreadsheet = The file is no workbook and no delimited text; save it as .xlsx or .csv and send it again.
    .no-text = The format of the file is unknown: it is neither a workbook nor text; send an .xlsx file, or a .csv file in UTF-8.
    .no-worksheet = “{ $name }” has no worksheet; check it and send it again.
    .old-program = The file is a table of an old program (SYLK, DIF, dBASE, Lotus 1-2-3 or Excel before 1995); open it in Excel or LibreOffice, save it as .xlsx and send it again.
    .open-quote = A quote opened on line { $line } is never closed; mend that line and send the file again.
    .page = The file is an HTML or XML page named as a spreadsheet, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .parquet = The Parquet file cannot be read: it is broken, cut short or packed in a way that is not supported; export it again, packed with snappy or zstd.
    .pdf = The file is a PDF file, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .picture = The file is a picture, where a workbook or delimited text was expected; enter its figures in an .xlsx or .csv file and send that.
    .rtf = The file is an RTF document, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .text-broken = The text file holds a broken character on line { $line }; send an .xlsx file, or a .csv file in UTF-8.
    .text-cut-short = The text file is cut short within a character; send an .xlsx file, or a .csv file in UTF-8.
    .word = The file is a Word document, where a workbook or delimited text was expected; save it as .xlsx or .csv and send it again.
    .workbook = The workbook cannot be read: it is broken or cut short; open it in Excel, save it and send it again.
    .workbook-no-package = The workbook cannot be read: its zip package is broken or cut short; open it in Excel, save it and send it again.
    .workbook-records = The workbook cannot be read: its records do not follow one another, it is broken or cut short; open it in Excel, save it and send it again.
    .workbook-shared-part = The workbook cannot be read: two of its sheets are one part of the file; open it in Excel, save it and send it again.

## Shared by findings: limits, levels of units, units of measure, lengths of periods.

finding-in-column =
    { $others ->
        [one] { $finding } (one other cell of the column likewise)
       *[other] { $finding } ({ $others } other cells of the column likewise)
    }

finding-in-total = total row: { $finding }; this total is not compared

finding-more = { $count ->
        [one] { $count } more place has this finding
       *[other] { $count } more places have this finding
    }

level-commune = commune

level-district = district

level-province = province

limit-bytes = { $limit } bytes

limit-cells = { $limit } cells

limit-files = { $limit } files

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
    .dossier = dossiers
    .enterprise = enterprises
    .household = households
    .household-business = household businesses
    .percent = %
    .person = people
    .point = points
    .product = products
    .service = services
    .village = villages
    .vnd = VND

## Errors: what stops a run.

error-arrivals = { $object }, line { $line }: { $cause }

error-damaged = { $object } is damaged: { $cause }

error-declarations = the declarations have { $count } fault(s)

error-engine = cannot compute { $subject }: { $cause }

error-locked = another run is writing to { $warehouse }; try again when it has ended

error-no-project = no tinhso.toml in { $folder } or above it; name a project with --project DIR

error-program = a table is not as it must be, and nothing was published; please report this: { $cause }

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

error-subject =
    .checks = the checks of { $form }
    .lines = the lines of { $form }

## check

check-sound = The declarations hold: { $forms } forms, { $pipelines } pipelines, { $indicators } indicators, { $units } units
check-warning = warning: { $fault }

## The summary of a run

summary-figures = Figures
    .counted = { $published } published, { $empty } null with their reason

summary-files = Files
    .counted = { $counted } in the ledger up to { $day }, { $read } read this time

summary-findings = Findings
    .counted = { $errors } errors, { $warnings } warnings

summary-more-errors = … and { $errors } more errors in { $file }

summary-results = Results

summary-rows = Rows
    .counted = { $accepted } accepted, { $quarantined } quarantined

summary-run = Run
    .unchanged = { $run } (unchanged)

summary-submissions = Submissions
    .counted = { $received } in time, { $late } late, { $missing } missing, { $rejected } rejected

summary-target =
    .indicator = Target
    .period = Period
    .figure = Figure
    .goal = Goal
    .state = State
    .source = Source

## Findings and the tables of a file, on a terminal

finding-expected = expected: { $expected }

finding-row = row { $row }

finding-severity =
    .error = error
    .warning = warning

finding-suggestion = suggestion: { $suggestion }

finding-written = written: { $value }

validate-table =
    .no-period = an unknown period
    .no-sender = sender unknown
    .rows = form { $form } for { $period }, { $sender }: { $accepted } rows accepted, { $quarantined } quarantined

## tinhso status

status-current =
    .with-deadline = Current    { $run }: { $objects } files, up to the deadline of { $day }; { $errors } errors, { $warnings } warnings
    .without-deadline = Current    { $run }: { $objects } files; { $errors } errors, { $warnings } warnings

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
    .without-period = { $files } whose period nothing names

status-landing = Landing zone: { $cause }

status-no-run = No run yet; `tinhso run` makes the first

status-runs =
    .confirmed = Confirmed
    .current = current
    .errors = Errors
    .more = … and { $runs } more
    .published = Published
    .run = Run
    .times = Times
    .warnings = Warnings

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
    .passed-over = Passed over: { $object }
