/* Logs what a process does to the files under $SHIM_DIR, in order, to $SHIM_LOG: for a replay in which
   whatever was not synced may be lost. gcc -shared -fPIC -o shim.so shim.c -ldl; LD_PRELOAD=shim.so */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK };

static int log_fd = -1;
static char paths[1024][PATH_MAX];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int watched(const char *path) {
    const char *dir = getenv("SHIM_DIR");
    return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static void record(uint32_t op, const char *path, uint64_t offset, const void *data, uint64_t length) {
    if (log_fd < 0) {
        log_fd = REAL(open)(getenv("SHIM_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (log_fd < 0) abort();
    }
    uint32_t name = strlen(path);
    char head[24];
    memcpy(head, &op, 4);
    memcpy(head + 4, &name, 4);
    memcpy(head + 8, &offset, 8);
    memcpy(head + 16, &length, 8);
    if (REAL(write)(log_fd, head, 24) != 24 || REAL(write)(log_fd, path, name) != (ssize_t)name) abort();
    for (uint64_t done = 0; done < length;) {
        ssize_t wrote = REAL(write)(log_fd, (const char *)data + done, length - done);
        if (wrote <= 0) abort();
        done += wrote;
    }
}

static const char *of(int fd) { return fd >= 0 && fd < 1024 && paths[fd][0] ? paths[fd] : NULL; }

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && fd < 1024) {
        paths[fd][0] = 0;
        if (watched(path)) {
            snprintf(paths[fd], PATH_MAX, "%s", path);
            if (flags & O_CREAT) record(OPEN, path, 0, NULL, 0);
            if (flags & O_TRUNC) record(TRUNCATE, path, 0, NULL, 0);
        }
    }
    return fd;
}

#define OPENER(name)                                          \
    int name(const char *path, int flags, ...) {              \
        va_list rest;                                         \
        va_start(rest, flags);                                \
        mode_t mode = va_arg(rest, mode_t);                   \
        va_end(rest);                                         \
        return opened(REAL(name)(path, flags, mode), path, flags); \
    }
OPENER(open)
OPENER(open64)

int close(int fd) {
    if (fd >= 0 && fd < 1024) paths[fd][0] = 0;
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
    const char *path = of(fd);
    off_t offset = path ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t wrote = REAL(write)(fd, data, length);
    if (path && wrote > 0) record(WRITE, path, offset, data, wrote);
    return wrote;
}

#define PWRITER(name, type)                                              \
    ssize_t name(int fd, const void *data, size_t length, type offset) { \
        ssize_t wrote = REAL(name)(fd, data, length, offset);            \
        if (of(fd) && wrote > 0) record(WRITE, of(fd), offset, data, wrote); \
        return wrote;                                                    \
    }
PWRITER(pwrite, off_t)
PWRITER(pwrite64, off64_t)

#define TRUNCATER(name, type)                             \
    int name(int fd, type length) {                       \
        int result = REAL(name)(fd, length);              \
        if (of(fd) && !result) record(TRUNCATE, of(fd), length, NULL, 0); \
        return result;                                    \
    }
TRUNCATER(ftruncate, off_t)
TRUNCATER(ftruncate64, off64_t)

#define SYNCER(name)                                      \
    int name(int fd) {                                    \
        int result = REAL(name)(fd);                      \
        if (of(fd) && !result) record(SYNC, of(fd), 0, NULL, 0); \
        return result;                                    \
    }
SYNCER(fsync)
SYNCER(fdatasync)

int rename(const char *from, const char *to) {
    int result = REAL(rename)(from, to);
    if (!result && watched(to)) record(RENAME, from, 0, to, strlen(to));
    return result;
}

int unlink(const char *path) {
    int result = REAL(unlink)(path);
    if (!result && watched(path)) record(UNLINK, path, 0, NULL, 0);
    return result;
}
