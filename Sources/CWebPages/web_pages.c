#include "include/web_pages.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define MR_TEXT(name) static const char name[]
// clang-format off
MR_TEXT(page_html) = {
#embed "files/page.html"
, 0};
MR_TEXT(style_css) = {
#embed "files/style.css"
, 0};
MR_TEXT(planner_js) = {
#embed "files/planner.js"
, 0};
MR_TEXT(page_js) = {
#embed "files/page.js"
, 0};
MR_TEXT(words_js) = {
#embed "files/words.js"
, 0};
MR_TEXT(home_js) = {
#embed "files/home.js"
, 0};
MR_TEXT(plan_js) = {
#embed "files/plan.js"
, 0};
MR_TEXT(forms_js) = {
#embed "files/forms.js"
, 0};
MR_TEXT(sliders_js) = {
#embed "files/sliders.js"
, 0};
MR_TEXT(figures_js) = {
#embed "files/figures.js"
, 0};
MR_TEXT(charts_js) = {
#embed "files/charts.js"
, 0};
MR_TEXT(compare_js) = {
#embed "files/compare.js"
, 0};
MR_TEXT(editor_js) = {
#embed "files/editor.js"
, 0};
MR_TEXT(openapi_json) = {
#embed "files/openapi.json"
, 0};

static const mr_web_file files[] = {
    {"page.html", page_html},
    {"style.css", style_css},
    {"planner.js", planner_js},
    {"page.js", page_js},
    {"words.js", words_js},
    {"home.js", home_js},
    {"plan.js", plan_js},
    {"forms.js", forms_js},
    {"sliders.js", sliders_js},
    {"figures.js", figures_js},
    {"charts.js", charts_js},
    {"compare.js", compare_js},
    {"editor.js", editor_js},
    {"openapi.json", openapi_json},
    {0, 0},
};
// clang-format on

const mr_web_file *mr_web_files(void) { return files; }
