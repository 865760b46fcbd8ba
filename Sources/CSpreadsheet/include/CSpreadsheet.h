// Workbooks of Excel, written by libxlsxwriter without linking it: its functions are looked up when
// the first workbook is made, so that a program that holds this file starts where it is missing.
#ifndef MR_CSPREADSHEET_H
#define MR_CSPREADSHEET_H

#include <stddef.h>
#include <stdint.h>

// A workbook that is being written.
typedef struct mr_spreadsheet mr_spreadsheet;

// How a cell looks.
enum mr_spreadsheet_style {
    MR_STYLE_PLAIN,
    MR_STYLE_TITLE,
    MR_STYLE_HEADING,
    MR_STYLE_WRAPPED,
    MR_STYLE_YEAR,        // 2029
    MR_STYLE_SHARE,       // 12.3%
    MR_STYLE_DECIMALS_0,  // 1,234
    MR_STYLE_DECIMALS_1,
    MR_STYLE_DECIMALS_2,
    MR_STYLE_DECIMALS_3,
    MR_STYLE_COUNT
};

// Kinds of charts.
enum mr_spreadsheet_chart { MR_CHART_LINES, MR_CHART_STACK, MR_CHART_BARS };

// Begins a workbook at `path`. `libraries` are `library_count` names as dlopen takes them. Returns
// NULL when none of them can be used; `message` (`message_size` bytes, always terminated) then says
// why.
mr_spreadsheet *_Nullable mr_spreadsheet_new(const char *_Nonnull path,
                                             const char *_Nonnull const *_Nonnull libraries,
                                             size_t library_count, char *_Nonnull message,
                                             size_t message_size);

// Adds a sheet, which all calls below then write to. Names have 31 letters at most and are unique.
void mr_spreadsheet_add_sheet(mr_spreadsheet *_Nonnull book, const char *_Nonnull name);

// Writes words. Rows and columns are counted from 0.
void mr_spreadsheet_text(mr_spreadsheet *_Nonnull book, uint32_t row, uint16_t column,
                         const char *_Nonnull text, enum mr_spreadsheet_style style);

// Writes a number.
void mr_spreadsheet_number(mr_spreadsheet *_Nonnull book, uint32_t row, uint16_t column,
                           double number, enum mr_spreadsheet_style style);

// Writes words that lead to another sheet.
void mr_spreadsheet_link(mr_spreadsheet *_Nonnull book, uint32_t row, uint16_t column,
                         const char *_Nonnull sheet, const char *_Nonnull text);

// Sets a column's width in letters.
void mr_spreadsheet_width(mr_spreadsheet *_Nonnull book, uint16_t column, double letters);

// Keeps the first row in sight and lets readers filter `rows` rows of `columns` columns below it.
void mr_spreadsheet_table(mr_spreadsheet *_Nonnull book, uint32_t rows, uint16_t columns);

// Adds a chart of `count` columns in rows 1 to `rows` against column 0, beside the table, from
// `at_column` on. The title of a series is the heading of its column.
void mr_spreadsheet_chart(mr_spreadsheet *_Nonnull book, enum mr_spreadsheet_chart kind,
                          const char *_Nonnull title, const char *_Nonnull unit, uint32_t rows,
                          const uint16_t *_Nonnull columns, size_t count, uint16_t at_column);

// Writes the file and ends the workbook. Returns 0, or else why not in `message`.
int mr_spreadsheet_close(mr_spreadsheet *_Nonnull book, char *_Nonnull message,
                         size_t message_size);

#endif
