// The constants of OpenCLStatus, in the order of their numbers, with the spelling of the Khronos
// headers.

// swift-format-ignore: AlwaysUseLowerCamelCase
extension OpenCLStatus {
    /// The call succeeded.
    public static let CL_SUCCESS = OpenCLStatus(rawValue: 0)
    /// No device of the requested type was found.
    public static let CL_DEVICE_NOT_FOUND = OpenCLStatus(rawValue: -1)
    /// The device cannot be used at present.
    public static let CL_DEVICE_NOT_AVAILABLE = OpenCLStatus(rawValue: -2)
    /// The driver has no compiler for kernels.
    public static let CL_COMPILER_NOT_AVAILABLE = OpenCLStatus(rawValue: -3)
    /// Device memory could not be allocated.
    public static let CL_MEM_OBJECT_ALLOCATION_FAILURE = OpenCLStatus(rawValue: -4)
    /// The device ran out of resources.
    public static let CL_OUT_OF_RESOURCES = OpenCLStatus(rawValue: -5)
    /// The host ran out of memory.
    public static let CL_OUT_OF_HOST_MEMORY = OpenCLStatus(rawValue: -6)
    /// The queue or event has no profiling data.
    public static let CL_PROFILING_INFO_NOT_AVAILABLE = OpenCLStatus(rawValue: -7)
    /// The regions of a copy overlap.
    public static let CL_MEM_COPY_OVERLAP = OpenCLStatus(rawValue: -8)
    /// Two images do not have one format.
    public static let CL_IMAGE_FORMAT_MISMATCH = OpenCLStatus(rawValue: -9)
    /// The image format is not supported.
    public static let CL_IMAGE_FORMAT_NOT_SUPPORTED = OpenCLStatus(rawValue: -10)
    /// The kernels did not compile; the build log says why.
    public static let CL_BUILD_PROGRAM_FAILURE = OpenCLStatus(rawValue: -11)
    /// A region could not be mapped into host memory.
    public static let CL_MAP_FAILURE = OpenCLStatus(rawValue: -12)
    /// A sub-buffer's offset is not aligned for the device.
    public static let CL_MISALIGNED_SUB_BUFFER_OFFSET = OpenCLStatus(rawValue: -13)
    /// A command that was waited for failed.
    public static let CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST = OpenCLStatus(rawValue: -14)
    /// The source did not compile.
    public static let CL_COMPILE_PROGRAM_FAILURE = OpenCLStatus(rawValue: -15)
    /// The driver has no linker.
    public static let CL_LINKER_NOT_AVAILABLE = OpenCLStatus(rawValue: -16)
    /// The compiled programs did not link.
    public static let CL_LINK_PROGRAM_FAILURE = OpenCLStatus(rawValue: -17)
    /// The device could not be partitioned.
    public static let CL_DEVICE_PARTITION_FAILED = OpenCLStatus(rawValue: -18)
    /// The program was built without argument information.
    public static let CL_KERNEL_ARG_INFO_NOT_AVAILABLE = OpenCLStatus(rawValue: -19)
    /// An argument of the call has a value that is not allowed.
    public static let CL_INVALID_VALUE = OpenCLStatus(rawValue: -30)
    /// The device type is not one that OpenCL defines.
    public static let CL_INVALID_DEVICE_TYPE = OpenCLStatus(rawValue: -31)
    /// The platform handle is not valid.
    public static let CL_INVALID_PLATFORM = OpenCLStatus(rawValue: -32)
    /// The device handle is not valid.
    public static let CL_INVALID_DEVICE = OpenCLStatus(rawValue: -33)
    /// The context handle is not valid.
    public static let CL_INVALID_CONTEXT = OpenCLStatus(rawValue: -34)
    /// The device does not support the queue's properties.
    public static let CL_INVALID_QUEUE_PROPERTIES = OpenCLStatus(rawValue: -35)
    /// The command queue handle is not valid.
    public static let CL_INVALID_COMMAND_QUEUE = OpenCLStatus(rawValue: -36)
    /// The host pointer and the buffer's flags do not agree.
    public static let CL_INVALID_HOST_PTR = OpenCLStatus(rawValue: -37)
    /// The memory object handle is not valid.
    public static let CL_INVALID_MEM_OBJECT = OpenCLStatus(rawValue: -38)
    /// The image format is not valid.
    public static let CL_INVALID_IMAGE_FORMAT_DESCRIPTOR = OpenCLStatus(rawValue: -39)
    /// The image's size is not supported.
    public static let CL_INVALID_IMAGE_SIZE = OpenCLStatus(rawValue: -40)
    /// The sampler handle is not valid.
    public static let CL_INVALID_SAMPLER = OpenCLStatus(rawValue: -41)
    /// The program binary does not fit the device.
    public static let CL_INVALID_BINARY = OpenCLStatus(rawValue: -42)
    /// The driver does not accept the build options.
    public static let CL_INVALID_BUILD_OPTIONS = OpenCLStatus(rawValue: -43)
    /// The program handle is not valid.
    public static let CL_INVALID_PROGRAM = OpenCLStatus(rawValue: -44)
    /// The program has not been built for the device.
    public static let CL_INVALID_PROGRAM_EXECUTABLE = OpenCLStatus(rawValue: -45)
    /// The program has no kernel of that name.
    public static let CL_INVALID_KERNEL_NAME = OpenCLStatus(rawValue: -46)
    /// The kernel's declaration differs between devices.
    public static let CL_INVALID_KERNEL_DEFINITION = OpenCLStatus(rawValue: -47)
    /// The kernel handle is not valid.
    public static let CL_INVALID_KERNEL = OpenCLStatus(rawValue: -48)
    /// The kernel has no argument at that index.
    public static let CL_INVALID_ARG_INDEX = OpenCLStatus(rawValue: -49)
    /// The value does not fit the kernel's argument.
    public static let CL_INVALID_ARG_VALUE = OpenCLStatus(rawValue: -50)
    /// The value's size is not that of the kernel's argument.
    public static let CL_INVALID_ARG_SIZE = OpenCLStatus(rawValue: -51)
    /// Not all arguments of the kernel have been set.
    public static let CL_INVALID_KERNEL_ARGS = OpenCLStatus(rawValue: -52)
    /// The number of dimensions of a range is not supported.
    public static let CL_INVALID_WORK_DIMENSION = OpenCLStatus(rawValue: -53)
    /// The work-group size does not fit the range, kernel or device.
    public static let CL_INVALID_WORK_GROUP_SIZE = OpenCLStatus(rawValue: -54)
    /// A dimension of the work group is too large for the device.
    public static let CL_INVALID_WORK_ITEM_SIZE = OpenCLStatus(rawValue: -55)
    /// The offset of a range is too large for the device.
    public static let CL_INVALID_GLOBAL_OFFSET = OpenCLStatus(rawValue: -56)
    /// The list of events to wait for is not valid.
    public static let CL_INVALID_EVENT_WAIT_LIST = OpenCLStatus(rawValue: -57)
    /// The event handle is not valid.
    public static let CL_INVALID_EVENT = OpenCLStatus(rawValue: -58)
    /// The operation is not allowed here.
    public static let CL_INVALID_OPERATION = OpenCLStatus(rawValue: -59)
    /// The OpenGL object is not valid.
    public static let CL_INVALID_GL_OBJECT = OpenCLStatus(rawValue: -60)
    /// The buffer's size is zero or more than the device allows.
    public static let CL_INVALID_BUFFER_SIZE = OpenCLStatus(rawValue: -61)
    /// The texture has no such level.
    public static let CL_INVALID_MIP_LEVEL = OpenCLStatus(rawValue: -62)
    /// The range is empty or too large for the device.
    public static let CL_INVALID_GLOBAL_WORK_SIZE = OpenCLStatus(rawValue: -63)
    /// A property's name or value is not supported.
    public static let CL_INVALID_PROPERTY = OpenCLStatus(rawValue: -64)
    /// The image description is not valid.
    public static let CL_INVALID_IMAGE_DESCRIPTOR = OpenCLStatus(rawValue: -65)
    /// The driver does not accept the compiler options.
    public static let CL_INVALID_COMPILER_OPTIONS = OpenCLStatus(rawValue: -66)
    /// The driver does not accept the linker options.
    public static let CL_INVALID_LINKER_OPTIONS = OpenCLStatus(rawValue: -67)
    /// The device cannot be cut into so many parts.
    public static let CL_INVALID_DEVICE_PARTITION_COUNT = OpenCLStatus(rawValue: -68)
    /// The pipe's size is not supported (OpenCL 2.0).
    public static let CL_INVALID_PIPE_SIZE = OpenCLStatus(rawValue: -69)
    /// The device queue is not valid (OpenCL 2.0).
    public static let CL_INVALID_DEVICE_QUEUE = OpenCLStatus(rawValue: -70)
    /// The specialization constant is not known (OpenCL 2.2).
    public static let CL_INVALID_SPEC_ID = OpenCLStatus(rawValue: -71)
    /// A size is above its limit (OpenCL 2.2).
    public static let CL_MAX_SIZE_RESTRICTION_EXCEEDED = OpenCLStatus(rawValue: -72)
    /// No driver is installed (`cl_khr_icd`).
    public static let CL_PLATFORM_NOT_FOUND_KHR = OpenCLStatus(rawValue: -1001)
}
