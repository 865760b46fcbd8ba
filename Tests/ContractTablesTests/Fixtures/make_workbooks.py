"""Makes the workbooks of this folder: python3 make_workbooks.py, with openpyxl 3.1.5, XlsxWriter 3.3.1
and msoffcrypto-tool 6.1.0. Figures are made up."""

import datetime
import io
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

# Shared texts, a title, headings in two merged rows, dates, a formula, a second sheet.
book = xlsxwriter.Workbook("merged.xlsx")
book.add_worksheet("说明").write(0, 0, "no table")
sheet = book.add_worksheet("合同")
month = book.add_format({"num_format": "yyyy\"年\"m\"月\""})
sheet.merge_range("A1:G1", "合同一览 (单位：万元)")
for cells, text in [("A2:A3", "序号"), ("B2:B3", "供应商"), ("C2:C3", "合同金额"), ("F2:F3", "签订日期"),
                    ("G2:G3", "交期")]:
    sheet.merge_range(cells, text)
sheet.merge_range("D2:E2", "已付")
sheet.write_row("D3", ["2023年", "2024年"])
sheet.write_row("A4", [1, "甲公司", 0.1 + 0.2, 0.1, 0.2])
sheet.write_datetime("F4", datetime.datetime(2023, 5, 17), book.add_format({"num_format": 14}))
sheet.write_datetime("G4", datetime.datetime(2025, 9, 1), month)
sheet.write_row("A5", [2, "乙公司", 46724.6, 18665.14, 12879.82, "2023年", "2025年第三季度"])
sheet.write(5, 0, "合计")
for column in "CDE":
    sheet.write_formula(f"{column}6", f"=SUM({column}4:{column}5)",
                        value={"C": 46724.9, "D": 18665.24, "E": 12880.02}[column])
book.close()

# Texts in the cells themselves.
book = xlsxwriter.Workbook("inline.xlsx", {"constant_memory": True})
sheet = book.add_worksheet()
for row, cells in enumerate([["supplier", "contract value (CNY)", "signed"], ["A & B", 1234567.8, "2024 H1"]]):
    for column, cell in enumerate(cells):
        sheet.write(row, column, cell)
book.close()

# Days counted from 1904.
book = openpyxl.Workbook()
book.epoch = CALENDAR_MAC_1904
sheet = book.active
sheet.append(["supplier", "value (万元)", "signed"])
sheet.append(["C", 12.5, datetime.date(2024, 2, 29)])
book.save("days-from-1904.xlsx")

# Behind a password.
with open("inline.xlsx", "rb") as plain, open("protected.xlsx", "wb") as target:
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", target)

# A sheet that unpacks to 65 MB, and no workbook at all.
with zipfile.ZipFile("inline.xlsx") as plain, zipfile.ZipFile(
        "bomb.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
    for name in plain.namelist():
        data = plain.read(name)
        target.writestr(name, data + b" " * (65 << 20) if name.endswith("sheet1.xml") else data)
with zipfile.ZipFile("other.zip", "w") as target:
    target.writestr("readme.txt", "no workbook")
