// Pages, scripts and style of the planner, put into the program when it is compiled.
#ifndef MR_WEB_PAGES_H
#define MR_WEB_PAGES_H

// A file for a browser, ended by a zero.
typedef struct {
    const char *name;
    const char *text;
} mr_web_file;

// All files; the last has no name.
const mr_web_file *mr_web_files(void);

#endif
