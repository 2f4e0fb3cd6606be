"""A library that stands between the real program and the system: locks, clocks, and calls that go wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Locks that are refused, or granted to everyone. */
static int locks(int command, struct flock *argument, int *result) {
    const char *how = getenv("LOCKS");
    if (!how || (command != F_SETLK && command != F_SETLKW && command != F_GETLK)) return 0;
    if (!strcmp(how, "refused")) { errno = ENOLCK; *result = -1; return 1; }
    if (command == F_GETLK) argument->l_type = F_UNLCK;
    *result = 0;
    return 1;
}
#define WRAP_LOCK(name) int name(int fd, int command, ...) { \
    va_list list; va_start(list, command); void *argument = va_arg(list, void *); va_end(list); \
    int result; if (locks(command, argument, &result)) return result; \
    static int (*real)(int, int, ...); if (!real) real = dlsym(RTLD_NEXT, #name); \
    return real(fd, command, argument); }
WRAP_LOCK(fcntl)
WRAP_LOCK(fcntl64)

/* A clock some days off. */
int clock_gettime(clockid_t clock, struct timespec *found) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, found);
    const char *days = getenv("CLOCK_DAYS");
    if (days && clock == CLOCK_REALTIME) found->tv_sec += atol(days) * 86400;
    return result;
}

/* The call that changes a file for the BREAK_AT-th time kills the program, or it and all later ones fail. */
static long calls;
static int goes_wrong(void) {
    const char *at = getenv("BREAK_AT"), *how = getenv("BREAK_HOW");
    if (++calls < (at ? atol(at) : 1) || !at || !how) return 0;
    if (!strcmp(how, "killed")) kill(getpid(), SIGKILL);
    errno = !strcmp(how, "full") ? ENOSPC : !strcmp(how, "readonly") ? EROFS : EIO;
    return 1;
}
__attribute__((destructor)) static void tell_calls(void) {
    const char *path = getenv("COUNT_CALLS");
    if (!path) return;
    FILE *file = fopen(path, "w");
    if (file) { fprintf(file, "%ld", calls); fclose(file); }
}
static int is_file(int fd) {
    struct stat found;
    return !fstat(fd, &found) && S_ISREG(found.st_mode);
}
#define WRAP_FD(type, name, parameters, arguments, fd) type name parameters { \
    static type (*real) parameters; if (!real) real = dlsym(RTLD_NEXT, #name); \
    if (is_file(fd) && goes_wrong()) return -1; \
    return real arguments; }
WRAP_FD(ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size), fd)
WRAP_FD(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at), fd)
WRAP_FD(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at), fd)
WRAP_FD(ssize_t, sendfile, (int to, int from, off_t *at, size_t size), (to, from, at, size), to)
WRAP_FD(ssize_t, sendfile64, (int to, int from, off64_t *at, size_t size), (to, from, at, size), to)
WRAP_FD(int, ftruncate, (int fd, off_t size), (fd, size), fd)
WRAP_FD(int, ftruncate64, (int fd, off64_t size), (fd, size), fd)
WRAP_FD(int, fsync, (int fd), (fd), fd)
WRAP_FD(int, fdatasync, (int fd), (fd), fd)
#define WRAP_NAME(name, parameters, arguments) int name parameters { \
    static int (*real) parameters; if (!real) real = dlsym(RTLD_NEXT, #name); \
    if (goes_wrong()) return -1; \
    return real arguments; }
WRAP_NAME(rename, (const char *from, const char *to), (from, to))
WRAP_NAME(unlink, (const char *path), (path))
WRAP_NAME(rmdir, (const char *path), (path))
WRAP_NAME(mkdir, (const char *path, mode_t mode), (path, mode))
#define WRAP_OPEN(name) int name(const char *path, int flags, ...) { \
    va_list list; va_start(list, flags); mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0; \
    va_end(list); \
    static int (*real)(const char *, int, ...); if (!real) real = dlsym(RTLD_NEXT, #name); \
    if (flags & O_CREAT && access(path, F_OK) && goes_wrong()) return -1; \
    return real(path, flags, mode); }
WRAP_OPEN(open)
WRAP_OPEN(open64)
"""


def compiled_shim(folder: Path) -> Path | None:
    """Compile the library; None where that is not possible."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    (folder / "shim.c").write_text(SOURCE)
    library = folder / "shim.so"
    command: list[str | Path] = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-o",
        library,
        folder / "shim.c",
        "-ldl",
    ]
    subprocess.run(command, check=True)
    return library
