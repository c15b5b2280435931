// What the files of this target know of each other.
#ifndef DRAGOMAN_CNCURSES_INTERNAL_H
#define DRAGOMAN_CNCURSES_INTERNAL_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

// Restore.c

/// What is switched on beyond what curses knows, and how it is switched off.
#define CN_REPORTS_ON "\033[?2004h\033[?1004h"
#define CN_REPORTS_OFF "\033[?2026l\033[?1006l\033[?1000l\033[?1004l\033[?2004l"

/// Writes all of it, whatever interrupts. Safe in a signal handler. 0 if it could not.
int cn_write_all(int descriptor, const void *bytes, size_t count);
/// Prepares what puts the terminal back, and the handlers that do it.
void cn_guard_begin(int descriptor, const struct termios *before);
/// Whether there is something to put back.
void cn_guard_set(int is_active);
/// Writes what puts the terminal's picture back where another process group has the terminal. 0 where none has.
int cn_guard_leave(void);
void cn_guard_end(void);

// Crash.c

/// How a handler of crashes is installed. NODEFER: Swift's backtracer reads this process' memory by a thread that inherits
/// the signals blocked here and must hear of a bad address; else the system kills the process in the middle of it, and
/// the backtracer waits for ever.
#define CN_CRASH_FLAGS (SA_SIGINFO | SA_ONSTACK | SA_NODEFER)

// Capture.c

/// Points the streams back and writes the last words out. Safe in a signal handler.
void cn_capture_crash(void);

#endif
