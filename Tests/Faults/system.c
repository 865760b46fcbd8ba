// A system on which the wall clock jumps, disks fail and files cannot be read. LD_PRELOAD puts it
// before the C library.
//
//     FAULTS_CLOCK  if set, the wall clock jumps by two years, forward and back in turn, with every
//                   look at it. Clocks that never jump (CLOCK_MONOTONIC and its like) stay as they are.
//     FAULTS_FSYNC  a number of errno and a text with : between them: a file whose path has the text
//                   in it cannot be brought to the disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define YEARS (2 * 365 * 86400L)

static long jump(void) {
    static long looks;
    if (getenv("FAULTS_CLOCK") == NULL) return 0;
    return __atomic_fetch_add(&looks, 1, __ATOMIC_RELAXED) % 2 == 0 ? YEARS : -YEARS;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int status = real(clock, time);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) time->tv_sec += jump();
    return status;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    int (*real)(struct timeval *, void *) = dlsym(RTLD_NEXT, "gettimeofday");
    int status = real(time, zone);
    time->tv_sec += jump();
    return status;
}

time_t time(time_t *place) {
    time_t (*real)(time_t *) = dlsym(RTLD_NEXT, "time");
    time_t now = real(NULL) + jump();
    if (place != NULL) *place = now;
    return now;
}

int fsync(int file) {
    const char *fault = getenv("FAULTS_FSYNC");
    const char *text = fault == NULL ? NULL : strchr(fault, ':');
    if (text != NULL) {
        char link[64], path[4096];
        snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
        ssize_t length = readlink(link, path, sizeof(path) - 1);
        path[length < 0 ? 0 : length] = '\0';
        if (strstr(path, text + 1) != NULL) {
            errno = atoi(fault);
            return -1;
        }
    }
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    return real(file);
}
