// Captures the output and error streams while the dashboard has the terminal.
#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "CNcurses.h"
#include "Internal.h"

static int reading = -1;
static int real_output = -1;
static int real_errors = -1;
// The last text that was read. If the program crashes, the reason is here and not on the screen.
static char words[4096];
static volatile size_t word_count;

static void set_flags(int descriptor) {
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

int cn_capture_begin(void) {
    int ends[2];
    if (reading >= 0 || pipe(ends) != 0) return -1;
    set_flags(ends[0]);
    set_flags(ends[1]);
    fflush(stdout);
    fflush(stderr);
    real_output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_output < 0 || real_errors < 0) {
        close(ends[0]);
        close(ends[1]);
        if (real_output >= 0) close(real_output);
        if (real_errors >= 0) close(real_errors);
        return -1;
    }
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    // The C library buffers a pipe's lines until it has four kilobytes.
    setvbuf(stdout, NULL, _IOLBF, 0);
    word_count = 0;
    reading = ends[0];
    return reading;
}

static void remember(const char *bytes, size_t count) {
    if (count > sizeof words) {
        bytes += count - sizeof words;
        count = sizeof words;
    }
    size_t kept = word_count;
    if (kept + count > sizeof words) {
        size_t excess = kept + count - sizeof words;
        memmove(words, words + excess, kept - excess);
        kept -= excess;
    }
    memcpy(words + kept, bytes, count);
    word_count = kept + count;
}

int cn_capture_read(uint8_t *bytes, int capacity) {
    if (reading < 0) return 0;
    ssize_t count = read(reading, bytes, (size_t)capacity);
    if (count <= 0) return 0;
    remember((const char *)bytes, (size_t)count);
    return (int)count;
}

static void write_rest(void) {
    char rest[4096];
    ssize_t count;
    while ((count = read(reading, rest, sizeof rest)) > 0) cn_write_all(real_errors, rest, (size_t)count);
}

void cn_capture_end(const char *taken) {
    if (reading < 0) return;
    fflush(stdout);
    dup2(real_output, STDOUT_FILENO);
    dup2(real_errors, STDERR_FILENO);
    cn_write_all(real_errors, taken, strlen(taken));
    write_rest();
    close(reading);
    close(real_output);
    close(real_errors);
    reading = real_output = real_errors = -1;
}

void cn_capture_crash(void) {
    if (reading < 0) return;
    dup2(real_output, STDOUT_FILENO);
    dup2(real_errors, STDERR_FILENO);
    cn_write_all(real_errors, words, word_count);
    write_rest();
}
