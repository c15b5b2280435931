// Restores the terminal to its original state.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CNcurses.h"
#include "Internal.h"

// Included last: it defines macros with common names.
#include <curses.h>
#include <term.h>

static const int crashes[] = {SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };

static struct sigaction before_crash[CRASHES];
static int has_handlers;
static volatile sig_atomic_t is_active;
static int descriptor = -1;
static struct termios modes;
// Prepared in advance: terminfo is not safe in a signal handler.
static char restoring[512];
static size_t restoring_count;

int cn_write_all(int target, const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = write(target, rest, count);
        if (written > 0) {
            rest += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd room = {.fd = target, .events = POLLOUT};
            poll(&room, 1, -1);
        } else if (!(written < 0 && errno == EINTR)) {
            return 0;
        }
    }
    return 1;
}

// Without terminfo's padding (`$<5>`), which no current terminal needs.
static void add(const char *text) {
    if (text == NULL || text == (const char *)-1) return;
    while (*text != 0 && restoring_count < sizeof restoring) {
        const char *padding = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (padding != NULL) {
            text = padding + 1;
        } else {
            restoring[restoring_count++] = *text++;
        }
    }
}

static void prepare(void) {
    static const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    restoring_count = 0;
    add(CN_REPORTS_OFF);
    for (int i = 0; i < 5; i++) add(tigetstr((char *)names[i]));
}

static int is_elsewhere(void) {
    pid_t foreground = tcgetpgrp(descriptor);
    return foreground > 0 && foreground != getpgrp();
}

// Calls only functions that are safe in a signal handler.
static void restore(void) {
    if (!is_active) return;
    is_active = 0;
    cn_write_all(descriptor, restoring, restoring_count);
    if (!is_elsewhere()) tcsetattr(descriptor, TCSANOW, &modes);
}

int cn_guard_leave(void) {
    if (!is_active || !is_elsewhere()) return 0;
    restore();
    return 1;
}

static void on_crash(int signal_number, siginfo_t *information, void *context) {
    int saved = errno;
    restore();
    cn_capture_crash();
    for (int i = 0; i < CRASHES; i++) {
        if (crashes[i] != signal_number) continue;
        const struct sigaction *before = &before_crash[i];
        if (before->sa_flags & SA_SIGINFO) {
            // The handler of Crash.c, which does not return.
            before->sa_sigaction(signal_number, information, context);
        } else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
            before->sa_handler(signal_number);
        }
    }
    // A signal that another process sent does not repeat itself.
    signal(signal_number, SIG_DFL);
    raise(signal_number);
    errno = saved;
}

static void guard_crashes(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = CN_CRASH_FLAGS;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &before_crash[i]);
    has_handlers = 1;
}

void cn_guard_begin(int target, const struct termios *before) {
    static int is_registered;
    descriptor = target;
    modes = *before;
    prepare();
    is_active = 1;
    guard_crashes();
    if (!is_registered) atexit(restore);
    is_registered = 1;
}

void cn_guard_set(int active) { is_active = active; }

void cn_guard_end(void) {
    is_active = 0;
    if (has_handlers) {
        for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &before_crash[i], NULL);
    }
    has_handlers = 0;
    descriptor = -1;
}

void cn_restore_after_death(int tty, const char *terminal) {
    int error;
    if (setupterm((char *)terminal, tty, &error) == OK) {
        prepare();
    } else {
        restoring_count = 0;
        add(CN_REPORTS_OFF "\033[m\033[?25h\033[?1l\033>\033[?1049l");
    }
    cn_write_all(tty, restoring, restoring_count);
}
