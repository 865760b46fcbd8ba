// OpenCL 1.2 without linking it: the Khronos headers for types and constants, and a table of the
// functions that OpenCLRuntime calls, filled at run time. A binary that holds this file starts on a
// machine without OpenCL and can say why no device is there.
#ifndef MR_COPENCL_H
#define MR_COPENCL_H

#if !__has_include(<CL/cl.h>)
#error "CL/cl.h is missing: install the Khronos headers (Debian, Ubuntu: ocl-icd-opencl-dev)"
#endif

#ifndef CL_TARGET_OPENCL_VERSION
#define CL_TARGET_OPENCL_VERSION 120
#endif
#include <CL/cl.h>
#include <stdbool.h>
#include <stddef.h>

// Every function that is called. All are required, and all are in OpenCL 1.2.
#define MR_OPENCL_FUNCTIONS(X)   \
    X(clGetPlatformIDs)          \
    X(clGetPlatformInfo)         \
    X(clGetDeviceIDs)            \
    X(clGetDeviceInfo)           \
    X(clCreateContext)           \
    X(clReleaseContext)          \
    X(clCreateCommandQueue)      \
    X(clReleaseCommandQueue)     \
    X(clFlush)                   \
    X(clFinish)                  \
    X(clCreateBuffer)            \
    X(clReleaseMemObject)        \
    X(clEnqueueReadBuffer)       \
    X(clEnqueueWriteBuffer)      \
    X(clEnqueueFillBuffer)       \
    X(clCreateProgramWithSource) \
    X(clBuildProgram)            \
    X(clGetProgramBuildInfo)     \
    X(clReleaseProgram)          \
    X(clCreateKernel)            \
    X(clGetKernelInfo)           \
    X(clGetKernelWorkGroupInfo)  \
    X(clSetKernelArg)            \
    X(clReleaseKernel)           \
    X(clEnqueueNDRangeKernel)

// One function pointer for each entry, named as the function and of exactly its type.
typedef struct mr_opencl_api {
#define MR_OPENCL_FIELD(name) __typeof__(&name) _Nonnull name;
    MR_OPENCL_FUNCTIONS(MR_OPENCL_FIELD)
#undef MR_OPENCL_FIELD
} mr_opencl_api;

// Opens the first of `library_names` (`name_count` names, as dlopen takes them) that opens and has
// every function, and fills `api` with its functions. The library stays open until the process
// ends: drivers start threads and do not survive being unloaded.
//
// Returns true when `api` is filled. Otherwise `api` is untouched and `message` (`message_size`
// bytes, always terminated) says for each name, joined by "; ", why it did not open or which
// functions it lacks.
//
// Keeps no state, so any thread may call it at any time; the caller keeps the table.
bool mr_opencl_load(const char *_Nonnull const *_Nonnull library_names, size_t name_count,
                    mr_opencl_api *_Nonnull api, char *_Nonnull message, size_t message_size);

#endif
