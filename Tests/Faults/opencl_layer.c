// A layer between programs and any OpenCL driver in which chosen calls fail. The loader puts it there
// when OPENCL_LAYERS names it (ocl-icd 2.3 and later).
//
//     FAULTS       calls that fail, such as "clFinish=-2@5 clCreateBuffer=-4@3+7": from its fifth call
//                  on clFinish gives -2 and does nothing; of clCreateBuffer the third and the six that
//                  follow it give -4. Without @ all calls fail.
//     FAULTS_WHEN  a file: only calls that are made while it is there are counted and fail.
//     FAULTS_TYPO  two texts of equal length with = between them: in a program's text the first one
//                  becomes the second wherever it stands.
//     FAULTS_GPU   if set, every device calls itself a GPU.
//     FAULTS_LOG   a file that the name of every call is added to when it fails.
//     KERNELS_LOG  a file that the name of every kernel is added to when it is launched.
#include <CL/cl_layer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cl_icd_dispatch *below;
static cl_icd_dispatch layer;

enum call { CREATE_BUFFER, FILL, WRITE, READ, RUN, FINISH, CONTEXT, CALL_COUNT };
static const char *const names[CALL_COUNT] = {
    "clCreateBuffer",      "clEnqueueFillBuffer",    "clEnqueueWriteBuffer",
    "clEnqueueReadBuffer", "clEnqueueNDRangeKernel", "clFinish",
    "clCreateContext",
};
static long calls[CALL_COUNT];

static void note(const char *path, const char *line) {
    if (path == NULL) return;
    FILE *file = fopen(path, "a");
    if (file == NULL) abort();
    fprintf(file, "%s\n", line);
    fclose(file);
}

// What this call gives, or CL_SUCCESS when it shall go on to the driver. A context belongs to one
// thread at a time, so nothing is locked here.
static cl_int fault(enum call call) {
    const char *when = getenv("FAULTS_WHEN");
    if (when != NULL && access(when, F_OK) != 0) return CL_SUCCESS;
    calls[call]++;
    const char *rest = getenv("FAULTS");
    while (rest != NULL && *rest != '\0') {
        char name[64];
        int status = 0, used = 0;
        long first = 1, count = 1L << 40;
        if (sscanf(rest, " %63[A-Za-z]=%d%n", name, &status, &used) != 2) {
            fprintf(stderr, "opencl_layer: cannot read FAULTS: %s\n", rest);
            abort();
        }
        rest += used;
        if (*rest == '@') first = strtol(rest + 1, (char **)&rest, 10);
        if (*rest == '+') count = strtol(rest + 1, (char **)&rest, 10);
        if (strcmp(name, names[call]) == 0 && calls[call] >= first && calls[call] - first < count)
            return note(getenv("FAULTS_LOG"), name), status;
    }
    return CL_SUCCESS;
}

static void note_kernel(cl_kernel kernel) {
    char name[256];
    if (below->clGetKernelInfo(kernel, CL_KERNEL_FUNCTION_NAME, sizeof(name), name, NULL) ==
        CL_SUCCESS)
        note(getenv("KERNELS_LOG"), name);
}

static cl_mem CL_API_CALL create_buffer(cl_context context, cl_mem_flags flags, size_t size,
                                        void *host, cl_int *status) {
    cl_int given = fault(CREATE_BUFFER);
    if (given == CL_SUCCESS) return below->clCreateBuffer(context, flags, size, host, status);
    if (status != NULL) *status = given;
    return NULL;
}

static cl_int CL_API_CALL fill(cl_command_queue queue, cl_mem buffer, const void *pattern,
                               size_t pattern_size, size_t offset, size_t size, cl_uint count,
                               const cl_event *events, cl_event *event) {
    cl_int given = fault(FILL);
    if (given != CL_SUCCESS) return given;
    return below->clEnqueueFillBuffer(queue, buffer, pattern, pattern_size, offset, size, count,
                                      events, event);
}

static cl_int CL_API_CALL write_buffer(cl_command_queue queue, cl_mem buffer, cl_bool waits,
                                       size_t offset, size_t size, const void *values,
                                       cl_uint count, const cl_event *events, cl_event *event) {
    cl_int given = fault(WRITE);
    if (given != CL_SUCCESS) return given;
    return below->clEnqueueWriteBuffer(queue, buffer, waits, offset, size, values, count, events,
                                       event);
}

static cl_int CL_API_CALL read_buffer(cl_command_queue queue, cl_mem buffer, cl_bool waits,
                                      size_t offset, size_t size, void *values, cl_uint count,
                                      const cl_event *events, cl_event *event) {
    cl_int given = fault(READ);
    if (given != CL_SUCCESS) return given;
    return below->clEnqueueReadBuffer(queue, buffer, waits, offset, size, values, count, events,
                                      event);
}

static cl_int CL_API_CALL run(cl_command_queue queue, cl_kernel kernel, cl_uint dimensions,
                              const size_t *offset, const size_t *global, const size_t *local,
                              cl_uint count, const cl_event *events, cl_event *event) {
    cl_int given = fault(RUN);
    if (given != CL_SUCCESS) return given;
    note_kernel(kernel);
    return below->clEnqueueNDRangeKernel(queue, kernel, dimensions, offset, global, local, count,
                                         events, event);
}

static cl_int CL_API_CALL finish(cl_command_queue queue) {
    cl_int given = fault(FINISH);
    return given != CL_SUCCESS ? given : below->clFinish(queue);
}

static cl_context CL_API_CALL create_context(const cl_context_properties *properties, cl_uint count,
                                             const cl_device_id *devices,
                                             void(CL_CALLBACK *notify)(const char *, const void *,
                                                                       size_t, void *),
                                             void *data, cl_int *status) {
    cl_int given = fault(CONTEXT);
    if (given == CL_SUCCESS)
        return below->clCreateContext(properties, count, devices, notify, data, status);
    if (status != NULL) *status = given;
    return NULL;
}

static cl_program CL_API_CALL create_program(cl_context context, cl_uint count, const char **texts,
                                             const size_t *lengths, cl_int *status) {
    const char *typo = getenv("FAULTS_TYPO");
    const char *wrong = typo == NULL ? NULL : strchr(typo, '=');
    if (wrong == NULL || count != 1 || lengths == NULL)
        return below->clCreateProgramWithSource(context, count, texts, lengths, status);
    char *copy = strndup(texts[0], lengths[0]);
    size_t length = (size_t)(wrong - typo);
    char *right = strndup(typo, length);
    for (char *place = copy; (place = strstr(place, right)) != NULL; place += length)
        memcpy(place, wrong + 1, length);
    const char *text = copy;
    cl_program program = below->clCreateProgramWithSource(context, 1, &text, lengths, status);
    free(right);
    free(copy);
    return program;
}

static cl_int CL_API_CALL device_info(cl_device_id device, cl_device_info name, size_t size,
                                      void *value, size_t *needed) {
    cl_int status = below->clGetDeviceInfo(device, name, size, value, needed);
    if (name == CL_DEVICE_TYPE && value != NULL && getenv("FAULTS_GPU") != NULL)
        *(cl_device_type *)value = CL_DEVICE_TYPE_GPU;
    return status;
}

CL_API_ENTRY cl_int CL_API_CALL clGetLayerInfo(cl_layer_info name, size_t size, void *value,
                                               size_t *needed) {
    if (name != CL_LAYER_API_VERSION) return CL_INVALID_VALUE;
    if (needed != NULL) *needed = sizeof(cl_layer_api_version);
    if (value == NULL) return CL_SUCCESS;
    if (size < sizeof(cl_layer_api_version)) return CL_INVALID_VALUE;
    *(cl_layer_api_version *)value = CL_LAYER_API_VERSION_100;
    return CL_SUCCESS;
}

CL_API_ENTRY cl_int CL_API_CALL clInitLayer(cl_uint count, const cl_icd_dispatch *target,
                                            cl_uint *count_needed,
                                            const cl_icd_dispatch **dispatch) {
    size_t size = sizeof(layer) / sizeof(void *);
    if (count < size) return CL_INVALID_VALUE;
    below = target;
    layer = *target;
    layer.clCreateBuffer = create_buffer;
    layer.clEnqueueFillBuffer = fill;
    layer.clEnqueueWriteBuffer = write_buffer;
    layer.clEnqueueReadBuffer = read_buffer;
    layer.clEnqueueNDRangeKernel = run;
    layer.clFinish = finish;
    layer.clCreateContext = create_context;
    layer.clCreateProgramWithSource = create_program;
    layer.clGetDeviceInfo = device_info;
    *count_needed = (cl_uint)size;
    *dispatch = &layer;
    return CL_SUCCESS;
}
