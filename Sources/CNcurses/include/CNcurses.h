// Curses, signals and processes for Swift, which cannot import curses' macros and globals, nor C's variadic functions:
// plain integers and pointers. There is one terminal at a time. Functions not marked as safe are for one thread.
#ifndef DRAGOMAN_CNCURSES_H
#define DRAGOMAN_CNCURSES_H

#include <stdint.h>

// Screen.c: the terminal's cells.

/// Takes the environment's character set, or UTF-8 where the environment names none. 1 if it is UTF-8, else 0.
int cn_set_locale(void);

enum { CN_OPENED = 0, CN_FAILED = 1, CN_UNKNOWN_TERMINAL = 2, CN_CANNOT_ADDRESS_CELLS = 3 };

/// Starts curses on duplicates of two descriptors of a terminal, full screen, with keys, paste and focus reported.
/// `colored` allows colours.
int cn_open(int in, int out, const char *terminal, int colored);
/// Restores the terminal, unless it is suspended, and frees the screen.
void cn_close(void);
/// Gives up the terminal, which belongs to another process now: `cn_close` then only frees.
void cn_abandon(void);
/// Restores the terminal until `cn_resume`.
void cn_suspend(void);
void cn_resume(void);

/// The number of colours according to terminfo; less than 8 counts as none.
int cn_color_count(void);
/// A string capability of the terminal, or null.
const char *cn_capability(const char *name);

/// Adopts the current size of the terminal.
void cn_measure(int *columns, int *rows);
/// The number of the pair of `foreground` on the terminal's own background; 0 if there is no room for it.
int cn_pair(int foreground);

enum { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8 };

/// Sets a cell. `marks` are two combining characters, 0 for none. If the C library gives the base another `width`,
/// which would shift the rest of the line, a question mark replaces it.
void cn_put(int column, int row, uint32_t base, const uint32_t marks[2], int width, int pair, int attributes);
/// Sends the changes, as one frame for terminals that know synchronized output. The cursor is shown at a cell, or
/// hidden if `column` is negative.
void cn_present(int column, int row);
/// Sends every cell with the next frame.
void cn_invalidate(void);
void cn_set_mouse(int on);
/// The descriptor that curses writes to, or -1.
int cn_descriptor(void);
/// Writes bytes to the terminal between frames. 0 if not all could be written.
int cn_write(const uint8_t *bytes, int count);
/// The base and the marks of a cell as curses holds it, for tests. 0 if there is none.
int cn_read(int column, int row, uint32_t characters[3], int *pair, int *attributes);
/// The width of a character in cells, according to the C library.
int cn_character_width(uint32_t character);

// Restore.c: restores the terminal on every way out of the process but SIGKILL.

/// Restores the terminal after a process that died: for the launcher, which has no screen.
void cn_restore_after_death(int tty, const char *terminal);

// Crash.c

/// Makes a crash end the process at once. If a core or a `backtrace` is written, all connections are closed before
/// that, so that no client waits and the port is free. Call it first.
void cn_crash_begin(int backtrace);

// Capture.c: what the program writes to its output and error streams while the screen is up.

/// Redirects both streams to a pipe and returns its reading end, or -1. Writers never wait: what does not fit is lost.
int cn_capture_begin(void);
/// Reads captured bytes; 0 if there are none.
int cn_capture_read(uint8_t *bytes, int capacity);
/// Restores both streams, and writes to the error stream what was read but not shown (`taken`) and what was not read.
void cn_capture_end(const char *taken);

// Signals.c

enum { CN_RESIZED = 1, CN_CONTINUED = 2, CN_ASKED_TO_STOP = 4, CN_HUNG_UP = 8, CN_QUIT = 16 };

/// Collects WINCH, CONT, TSTP, HUP and QUIT, writes a byte to `descriptor` for each, and ignores TTIN and TTOU.
void cn_signals_begin(int descriptor);
/// The signals since the last call, as a set of the above.
int cn_signals_take(void);
void cn_signals_end(void);

// Process.c

/// Starts a program in a new process group, with no signal blocked or ignored. `path` is looked up in PATH. `in`
/// becomes its standard input, `out` its output and error stream, unless negative. Returns its process, or -errno.
int cn_spawn(const char *path, char *const arguments[], char *const environment[], int in, int out);

enum { CN_RUNS = 0, CN_EXITED = 1, CN_KILLED = 2, CN_STOPPED = 3, CN_GONE = 4 };

/// The state of a child: one of the above, with its status or signal in `value`. Waits for a change if `waits`.
int cn_child_state(int process, int waits, int *value);
/// Ends this process the way `signal` does by default, without a core file.
void cn_die(int signal);
/// Remembers the blocked and ignored signals and the open files. Call it first, before other threads and libraries
/// change them.
void cn_remember_start(void);
/// Replaces this program by another, with the remembered signals and open files. Returns an errno on failure.
int cn_replace(const char *path, char *const arguments[], char *const environment[]);
/// Asks the system to send `signal` to this process when its parent ends (Linux only).
void cn_follow_parent(int signal);

#endif
