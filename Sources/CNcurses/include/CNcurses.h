// Curses, signals and processes for Swift, which cannot import curses' macros and globals, nor C's variadic functions:
// plain integers and pointers. There is one terminal at a time; all but what is said to be safe is for one thread.
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
/// Puts the terminal back as it was, unless it is suspended, and frees the screen.
void cn_close(void);
/// Forgets the terminal, which is someone else's now: `cn_close` then only frees.
void cn_abandon(void);
/// Puts the terminal back as it was until `cn_resume`.
void cn_suspend(void);
void cn_resume(void);

/// The number of colours the terminal has according to terminfo; less than 8 is none.
int cn_color_count(void);
/// A string capability of the terminal, or null.
const char *cn_capability(const char *name);

/// Takes over the size that the terminal has now.
void cn_measure(int *columns, int *rows);
/// The number of the pair of `foreground` on the terminal's own ground; 0 where there is no room for it.
int cn_pair(int foreground);

enum { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8 };

/// Sets a cell. `marks` are two combining characters, 0 for none. Where the C library thinks the base to be of another
/// `width`, which would shift the rest of the line, a question mark takes its place.
void cn_put(int column, int row, uint32_t base, const uint32_t marks[2], int width, int pair, int attributes);
/// Sends what has changed, as one frame for terminals that know synchronized output. The cursor is shown at a cell, or
/// hidden where `column` is negative.
void cn_present(int column, int row);
/// Sends every cell with the next frame.
void cn_invalidate(void);
void cn_set_mouse(int on);
/// Where curses writes, or -1.
int cn_descriptor(void);
/// Writes bytes to the terminal between frames. 0 if not all could be written.
int cn_write(const uint8_t *bytes, int count);
/// The base and the marks of a cell as curses holds it, for tests. 0 where there is none.
int cn_read(int column, int row, uint32_t characters[3], int *pair, int *attributes);
/// The cells that the C library thinks a character takes.
int cn_character_width(uint32_t character);

// Restore.c: the terminal's state is put back on every way out of the process but SIGKILL.

/// Puts back what a dead process has left: for the launcher, which has no screen of its own.
void cn_restore_after_death(int tty, const char *terminal);

// Crash.c

/// Has a crash end the process at once, and where a core or a `backtrace` is to be written, all connections before that:
/// nobody is left waiting, and the port can be listened on. For the very start.
void cn_crash_begin(int backtrace);

// Capture.c: what the program writes to its output and error streams while the screen is up.

/// Points both streams at a pipe whose reading end it gives, or -1. Writers never wait: what does not fit is lost.
int cn_capture_begin(void);
/// What has been written, 0 for nothing yet.
int cn_capture_read(uint8_t *bytes, int capacity);
/// Points both streams where they pointed before, and writes to the error stream what was read in vain (`taken`) and
/// what was not read.
void cn_capture_end(const char *taken);

// Signals.c

enum { CN_RESIZED = 1, CN_CONTINUED = 2, CN_ASKED_TO_STOP = 4, CN_HUNG_UP = 8, CN_QUIT = 16 };

/// Collects WINCH, CONT, TSTP, HUP and QUIT, writes a byte to `descriptor` for each, and ignores TTIN and TTOU.
void cn_signals_begin(int descriptor);
/// What has come since the last call, as a set of the above.
int cn_signals_take(void);
void cn_signals_end(void);

// Process.c

/// Starts a program in a process group of its own, with no signal blocked or ignored. `path` is looked up in PATH. `in`
/// becomes its standard input, `out` its output and error stream, unless negative. Gives its process, or a negative errno.
int cn_spawn(const char *path, char *const arguments[], char *const environment[], int in, int out);

enum { CN_RUNS = 0, CN_EXITED = 1, CN_KILLED = 2, CN_STOPPED = 3, CN_GONE = 4 };

/// How a child is: one of the above, and in `value` its status or its signal. Waits for a change where `waits`.
int cn_child_state(int process, int waits, int *value);
/// Ends this process the way `signal` does by default, without a core file.
void cn_die(int signal);
/// Keeps which signals are blocked and ignored now, and which files are open: for the very start, before other threads
/// and libraries change it.
void cn_remember_start(void);
/// Puts a program in this one's place, with signals and open files as they were remembered. Comes back with an errno
/// where it cannot.
int cn_replace(const char *path, char *const arguments[], char *const environment[]);
/// Has the system send `signal` to this process when its parent ends, where the system can (Linux).
void cn_follow_parent(int signal);

#endif
