// Workbooks through libxlsxwriter. See CSpreadsheet.h for what the functions promise.
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if !__has_include(<xlsxwriter.h>)
#error "xlsxwriter.h is missing: install libxlsxwriter's headers (Debian: libxlsxwriter-dev)"
#endif
#include <xlsxwriter.h>

#include "CSpreadsheet.h"

// Every function that is called; all are required.
#define MR_FUNCTIONS(X)            \
    X(workbook_new)                \
    X(workbook_add_worksheet)      \
    X(workbook_add_format)         \
    X(workbook_add_chart)          \
    X(workbook_close)              \
    X(format_set_bold)             \
    X(format_set_font_size)        \
    X(format_set_text_wrap)        \
    X(format_set_align)            \
    X(format_set_num_format)       \
    X(format_set_bottom)           \
    X(worksheet_write_string)      \
    X(worksheet_write_number)      \
    X(worksheet_write_url)         \
    X(worksheet_set_column)        \
    X(worksheet_freeze_panes)      \
    X(worksheet_autofilter)        \
    X(worksheet_insert_chart_opt)  \
    X(chart_add_series)            \
    X(chart_series_set_categories) \
    X(chart_series_set_values)     \
    X(chart_series_set_name_range) \
    X(chart_title_set_name)        \
    X(chart_axis_set_name)         \
    X(chart_axis_set_reverse)      \
    X(chart_legend_set_position)   \
    X(lxw_strerror)

typedef struct library {
#define MR_FIELD(name) __typeof__(&name) name;
    MR_FUNCTIONS(MR_FIELD)
#undef MR_FIELD
} library;

struct mr_spreadsheet {
    library call;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    char name[64];
    lxw_format *styles[MR_STYLE_COUNT];
};

static bool load(library *call, const char *const *names, size_t count, char *message,
                 size_t size) {
    snprintf(message, size, "no library is named");
    for (size_t index = 0; index < count; index++) {
        void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
        if (handle == NULL) {
            const char *reason = dlerror();
            snprintf(message, size, "%s", reason ? reason : names[index]);
            continue;
        }
        const char *missing = NULL;
        // ISO C has no cast from an object pointer to a function pointer; POSIX has the same bits.
#define MR_FIND(name)                                               \
    do {                                                            \
        void *address = dlsym(handle, #name);                       \
        if (address == NULL)                                        \
            missing = #name;                                        \
        else                                                        \
            memcpy((char *)&call->name, &address, sizeof(address)); \
    } while (0);
        MR_FUNCTIONS(MR_FIND)
#undef MR_FIND
        if (missing == NULL) return true;
        snprintf(message, size, "%s: no function %s", names[index], missing);
        dlclose(handle);
    }
    return false;
}

static void make_styles(mr_spreadsheet *book) {
    static const char *const numbers[] = {"0", "0.0%", "#,##0", "#,##0.0", "#,##0.00", "#,##0.000"};
    for (int style = 0; style < MR_STYLE_COUNT; style++) {
        lxw_format *format = book->call.workbook_add_format(book->book);
        book->call.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (style == MR_STYLE_TITLE) book->call.format_set_font_size(format, 16);
        if (style == MR_STYLE_TITLE || style == MR_STYLE_HEADING) {
            book->call.format_set_bold(format);
        }
        if (style == MR_STYLE_HEADING) book->call.format_set_bottom(format, LXW_BORDER_THIN);
        if (style == MR_STYLE_HEADING || style == MR_STYLE_WRAPPED) {
            book->call.format_set_text_wrap(format);
        }
        if (style >= MR_STYLE_YEAR) {
            book->call.format_set_num_format(format, numbers[style - MR_STYLE_YEAR]);
        }
        book->styles[style] = format;
    }
}

mr_spreadsheet *mr_spreadsheet_new(const char *path, const char *const *libraries,
                                   size_t library_count, char *message, size_t message_size) {
    mr_spreadsheet *book = calloc(1, sizeof(*book));
    if (book == NULL) {
        snprintf(message, message_size, "out of memory");
        return NULL;
    }
    if (load(&book->call, libraries, library_count, message, message_size)) {
        book->book = book->call.workbook_new(path);
        if (book->book != NULL) {
            make_styles(book);
            return book;
        }
        snprintf(message, message_size, "out of memory");
    }
    free(book);
    return NULL;
}

void mr_spreadsheet_add_sheet(mr_spreadsheet *book, const char *name) {
    book->sheet = book->call.workbook_add_worksheet(book->book, name);
    snprintf(book->name, sizeof(book->name), "%s", name);
}

void mr_spreadsheet_text(mr_spreadsheet *book, uint32_t row, uint16_t column, const char *text,
                         enum mr_spreadsheet_style style) {
    book->call.worksheet_write_string(book->sheet, row, column, text, book->styles[style]);
}

void mr_spreadsheet_number(mr_spreadsheet *book, uint32_t row, uint16_t column, double number,
                           enum mr_spreadsheet_style style) {
    book->call.worksheet_write_number(book->sheet, row, column, number, book->styles[style]);
}

void mr_spreadsheet_link(mr_spreadsheet *book, uint32_t row, uint16_t column, const char *sheet,
                         const char *text) {
    char target[96];
    snprintf(target, sizeof(target), "internal:'%s'!A1", sheet);
    book->call.worksheet_write_url(book->sheet, row, column, target, NULL);
    book->call.worksheet_write_string(book->sheet, row, column, text, NULL);
}

void mr_spreadsheet_width(mr_spreadsheet *book, uint16_t column, double letters) {
    book->call.worksheet_set_column(book->sheet, column, column, letters, NULL);
}

void mr_spreadsheet_table(mr_spreadsheet *book, uint32_t rows, uint16_t columns) {
    book->call.worksheet_freeze_panes(book->sheet, 1, 0);
    if (rows > 0 && columns > 0) {
        book->call.worksheet_autofilter(book->sheet, 0, 0, rows, columns - 1);
    }
}

void mr_spreadsheet_chart(mr_spreadsheet *book, enum mr_spreadsheet_chart kind, const char *title,
                          const char *unit, uint32_t rows, const uint16_t *columns, size_t count,
                          uint16_t at_column) {
    static const uint8_t kinds[] = {LXW_CHART_LINE, LXW_CHART_COLUMN_STACKED, LXW_CHART_BAR};
    library *call = &book->call;
    lxw_chart *chart = call->workbook_add_chart(book->book, kinds[kind]);
    if (chart == NULL) return;
    for (size_t index = 0; index < count; index++) {
        lxw_chart_series *series = call->chart_add_series(chart, NULL, NULL);
        call->chart_series_set_categories(series, book->name, 1, 0, rows, 0);
        call->chart_series_set_values(series, book->name, 1, columns[index], rows, columns[index]);
        call->chart_series_set_name_range(series, book->name, 0, columns[index]);
    }
    call->chart_title_set_name(chart, title);
    call->chart_axis_set_name(chart->y_axis, unit);
    // The first row of a table is the top of a chart of bars.
    if (kind == MR_CHART_BARS) call->chart_axis_set_reverse(chart->x_axis);
    call->chart_legend_set_position(chart,
                                    count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
    lxw_chart_options options = {.x_scale = 1.6, .y_scale = kind == MR_CHART_BARS ? 2.4 : 1.6};
    call->worksheet_insert_chart_opt(book->sheet, 1, at_column, chart, &options);
}

int mr_spreadsheet_close(mr_spreadsheet *book, char *message, size_t message_size) {
    lxw_error status = book->call.workbook_close(book->book);
    if (status != LXW_NO_ERROR) {
        snprintf(message, message_size, "%s", book->call.lxw_strerror(status));
    }
    free(book);
    return (int)status;
}
