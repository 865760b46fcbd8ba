// Finds OpenCL at run time. See COpenCL.h for what the function promises.
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "COpenCL.h"

typedef struct symbol {
    const char *name;
    size_t offset;
} symbol;

#define MR_OPENCL_SYMBOL(name) {#name, offsetof(mr_opencl_api, name)},
static const symbol symbols[] = {MR_OPENCL_FUNCTIONS(MR_OPENCL_SYMBOL)};
#undef MR_OPENCL_SYMBOL

_Static_assert(sizeof(mr_opencl_api) == sizeof(symbols) / sizeof(symbols[0]) * sizeof(void *),
               "the table is function pointers and nothing else");

// A message of bounded size that is cut, never overrun, when it is full.
typedef struct message_writer {
    char *text;
    size_t size;
    size_t length;
} message_writer;

__attribute__((format(printf, 2, 3))) static void append(message_writer *writer, const char *format,
                                                         ...) {
    if (writer->length + 1 >= writer->size) return;
    va_list arguments;
    va_start(arguments, format);
    size_t room = writer->size - writer->length;
    int written = vsnprintf(writer->text + writer->length, room, format, arguments);
    va_end(arguments);
    if (written < 0) return;
    writer->length += (size_t)written < room ? (size_t)written : room - 1;
}

// Looks every symbol up, so that one message names all that are missing.
static bool resolve(void *library, const char *library_name, mr_opencl_api *api,
                    message_writer *writer) {
    bool complete = true;
    for (size_t index = 0; index < sizeof(symbols) / sizeof(symbols[0]); index++) {
        void *address = dlsym(library, symbols[index].name);
        if (address == NULL) {
            if (complete) append(writer, "%s: no function", library_name);
            append(writer, "%s %s", complete ? "" : ",", symbols[index].name);
            complete = false;
            continue;
        }
        // ISO C has no cast from an object pointer to a function pointer; POSIX has the same bits.
        memcpy((char *)api + symbols[index].offset, &address, sizeof(address));
    }
    return complete;
}

bool mr_opencl_load(const char *const *library_names, size_t name_count, mr_opencl_api *api,
                    char *message, size_t message_size) {
    message_writer writer = {message, message_size, 0};
    if (message_size > 0) message[0] = '\0';
    for (size_t index = 0; index < name_count; index++) {
        if (index > 0) append(&writer, "; ");
        void *library = dlopen(library_names[index], RTLD_NOW | RTLD_LOCAL);
        if (library == NULL) {
            // glibc's text begins with the name.
            const char *reason = dlerror();
            append(&writer, "%s", reason ? reason : library_names[index]);
            continue;
        }
        mr_opencl_api candidate;
        if (resolve(library, library_names[index], &candidate, &writer)) {
            *api = candidate;
            return true;
        }
        dlclose(library);
    }
    return false;
}
