// Declarations that the files of this target share.
#ifndef DRAGOMAN_CNCURSES_INTERNAL_H
#define DRAGOMAN_CNCURSES_INTERNAL_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

// Restore.c

/// Terminal modes that curses does not know: the sequences that switch them on and off.
#define CN_REPORTS_ON "\033[?2004h\033[?1004h"
#define CN_REPORTS_OFF "\033[?2026l\033[?1006l\033[?1000l\033[?1004l\033[?2004l"

/// Writes all bytes, also when interrupted. Safe in a signal handler. 0 on failure.
int cn_write_all(int descriptor, const void *bytes, size_t count);
/// Prepares the sequences that restore the terminal, and installs the handlers that write them.
void cn_guard_begin(int descriptor, const struct termios *before);
/// Whether there is anything to restore.
void cn_guard_set(int is_active);
/// Restores the terminal's contents if another process group has the terminal. 0 if none has.
int cn_guard_leave(void);
void cn_guard_end(void);

// Crash.c

/// How a handler of crashes is installed. NODEFER: Swift's backtracer reads this process' memory by a thread that inherits
/// the signals blocked here and must hear of a bad address; else the system kills the process in the middle of it, and
/// the backtracer waits for ever.
#define CN_CRASH_FLAGS (SA_SIGINFO | SA_ONSTACK | SA_NODEFER)

// Capture.c

/// Restores the streams and writes the captured rest to them. Safe in a signal handler.
void cn_capture_crash(void);

#endif
