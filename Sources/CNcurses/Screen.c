#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "Internal.h"

#if !defined(CCHARW_MAX) || !defined(WACS_HLINE)
#error "This curses has no wide characters: install the development files of ncursesw (libncurses-dev)."
#endif

static SCREEN *screen;
static FILE *output;
static FILE *input;
static int descriptor = -1;
static int is_colored;
static int reports_mouse;
static int is_suspended;
static int pair_count;
static short pair_colors[256];

int cn_set_locale(void) {
    const char *locale = setlocale(LC_CTYPE, "");
    const char *codes = nl_langinfo(CODESET);
    // Most containers name no character set. That is not a choice of ASCII.
    if (locale == NULL || strcmp(codes, "ANSI_X3.4-1968") == 0 || strcmp(codes, "US-ASCII") == 0) {
        if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "en_US.UTF-8");
        codes = nl_langinfo(CODESET);
    }
    return strcmp(codes, "UTF-8") == 0;
}

static FILE *duplicate(int tty, const char *mode) {
    int copy = fcntl(tty, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return NULL;
    FILE *file = fdopen(copy, mode);
    if (file == NULL) close(copy);
    return file;
}

static void release(void) {
    if (screen != NULL) delscreen(screen);
    if (output != NULL) fclose(output);
    if (input != NULL) fclose(input);
    screen = NULL;
    output = NULL;
    input = NULL;
    descriptor = -1;
}

// Curses' own handlers are not safe, and the engine handles these signals.
static SCREEN *start_without_handlers(const char *terminal) {
    const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    struct sigaction before[4], ignored;
    memset(&ignored, 0, sizeof ignored);
    ignored.sa_handler = SIG_IGN;
    for (int i = 0; i < 4; i++) {
        sigaction(signals[i], NULL, &before[i]);
        // Curses does not replace an existing handler, and no signal may be lost.
        if (before[i].sa_handler == SIG_DFL) sigaction(signals[i], &ignored, NULL);
    }
    SCREEN *started = newterm(terminal, output, input);
    for (int i = 0; i < 4; i++) sigaction(signals[i], &before[i], NULL);
    return started;
}

static void switch_reports(int on) {
    if (on) {
        cn_write_all(descriptor, CN_REPORTS_ON, sizeof CN_REPORTS_ON - 1);
        if (reports_mouse) cn_set_mouse(1);
    } else {
        cn_write_all(descriptor, CN_REPORTS_OFF, sizeof CN_REPORTS_OFF - 1);
    }
}

int cn_open(int in, int out, const char *terminal, int colored) {
    struct termios before;
    if (screen != NULL || tcgetattr(in, &before) != 0) return CN_FAILED;
    output = duplicate(out, "w");
    input = duplicate(in, "r");
    if (output == NULL || input == NULL) {
        release();
        return CN_FAILED;
    }
    descriptor = fileno(output);
    // Not initscr, which ends the process if the terminal is unknown.
    screen = start_without_handlers(terminal);
    if (screen == NULL) {
        release();
        return CN_UNKNOWN_TERMINAL;
    }
    if (cn_capability("cup") == NULL) {
        endwin();
        release();
        return CN_CANNOT_ADDRESS_CELLS;
    }
    is_colored = colored && has_colors() && start_color() == OK;
    if (is_colored) use_default_colors();
    pair_count = 0;
    reports_mouse = 0;
    is_suspended = 0;
    cn_guard_begin(descriptor, &before);
    // All keys arrive as bytes, none as a signal; the keypad sends the sequences of terminfo.
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    typeahead(-1);
    scrollok(stdscr, FALSE);
    leaveok(stdscr, TRUE);
    curs_set(0);
    wnoutrefresh(stdscr);
    doupdate();
    switch_reports(1);
    return CN_OPENED;
}

void cn_suspend(void) {
    if (screen == NULL || is_suspended) return;
    is_suspended = 1;
    switch_reports(0);
    endwin();
    cn_guard_set(0);
}

void cn_resume(void) {
    if (screen == NULL || !is_suspended) return;
    is_suspended = 0;
    cn_guard_set(1);
    // Also if another program has changed the terminal's modes in the meantime.
    reset_prog_mode();
    keypad(stdscr, TRUE);
    clearok(curscr, TRUE);
    wnoutrefresh(stdscr);
    doupdate();
    switch_reports(1);
}

void cn_abandon(void) {
    if (screen == NULL) return;
    is_suspended = 1;
    cn_guard_set(0);
}

void cn_close(void) {
    if (screen == NULL) return;
    // If the shell already has the terminal, the contents must still be removed, but the modes are the shell's.
    if (!is_suspended && cn_guard_leave()) cn_abandon();
    cn_suspend();
    cn_guard_end();
    release();
}

int cn_color_count(void) { return screen == NULL ? 0 : tigetnum((char *)"colors"); }

const char *cn_capability(const char *name) {
    if (screen == NULL) return NULL;
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}

void cn_measure(int *columns, int *rows) {
    struct winsize size;
    if (screen == NULL) return;
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        // An absurd size must not allocate memory for that many cells.
        int wanted_columns = size.ws_col > 2000 ? 2000 : size.ws_col;
        int wanted_rows = size.ws_row > 1000 ? 1000 : size.ws_row;
        // Not resizeterm, which makes curses report a key.
        if (wanted_columns != COLS || wanted_rows != LINES) {
            resize_term(wanted_rows, wanted_columns);
            clearok(curscr, TRUE);
        }
    }
    *columns = COLS;
    *rows = LINES;
}

int cn_pair(int foreground) {
    if (!is_colored || foreground < 0 || foreground >= COLORS) return 0;
    for (int i = 0; i < pair_count; i++) {
        if (pair_colors[i] == foreground) return i + 1;
    }
    if (pair_count >= 255 || pair_count + 1 >= COLOR_PAIRS) return 0;
    if (init_pair((short)(pair_count + 1), (short)foreground, -1) != OK) return 0;
    pair_colors[pair_count++] = (short)foreground;
    return pair_count;
}

static attr_t curses_attributes(int attributes) {
    return ((attributes & CN_BOLD) ? A_BOLD : 0) | ((attributes & CN_DIM) ? A_DIM : 0)
        | ((attributes & CN_UNDERLINE) ? A_UNDERLINE : 0) | ((attributes & CN_REVERSE) ? A_REVERSE : 0);
}

void cn_put(int column, int row, uint32_t base, const uint32_t marks[2], int width, int pair, int attributes) {
    if (screen == NULL) return;
    wchar_t text[4] = {(wchar_t)base, (wchar_t)marks[0], (wchar_t)marks[1], 0};
    if (wcwidth(text[0]) != width) {
        for (int i = 0; i < width; i++) cn_put(column + i, row, '?', (const uint32_t[2]){0, 0}, 1, pair, attributes);
        return;
    }
    cchar_t cell;
    attr_t looks = curses_attributes(attributes);
    if (setcchar(&cell, text, looks, (short)pair, NULL) != OK) {
        text[1] = 0;
        if (setcchar(&cell, text, looks, (short)pair, NULL) != OK) return;
    }
    // Writing the last cell fails because the cursor cannot move behind it.
    mvadd_wch(row, column, &cell);
}

void cn_present(int column, int row) {
    static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
    if (screen == NULL || is_suspended) return;
    curs_set(column >= 0);
    leaveok(stdscr, column < 0);
    if (column >= 0) move(row, column);
    wnoutrefresh(stdscr);
    // Curses flushes its buffer at the end of an update, so these sequences enclose it.
    cn_write_all(descriptor, begin, sizeof begin - 1);
    doupdate();
    cn_write_all(descriptor, end, sizeof end - 1);
}

void cn_invalidate(void) {
    if (screen != NULL) clearok(curscr, TRUE);
}

// By hand: terminfo knows only of some terminals that they report columns beyond 223 (SGR).
void cn_set_mouse(int on) {
    static const char begin[] = "\033[?1000h\033[?1006h", end[] = "\033[?1006l\033[?1000l";
    if (screen == NULL) return;
    reports_mouse = on;
    if (is_suspended) return;
    if (on) {
        cn_write_all(descriptor, begin, sizeof begin - 1);
    } else {
        cn_write_all(descriptor, end, sizeof end - 1);
    }
}

int cn_descriptor(void) { return descriptor; }

int cn_write(const uint8_t *bytes, int count) {
    return screen != NULL && !is_suspended && cn_write_all(descriptor, bytes, (size_t)count);
}

int cn_read(int column, int row, uint32_t characters[3], int *pair, int *attributes) {
    cchar_t cell;
    wchar_t text[CCHARW_MAX + 1] = {0};
    attr_t looks;
    short number;
    if (screen == NULL || mvin_wch(row, column, &cell) != OK) return 0;
    if (getcchar(&cell, text, &looks, &number, NULL) != OK) return 0;
    for (int i = 0; i < 3; i++) characters[i] = (uint32_t)text[i];
    *pair = number;
    *attributes = ((looks & A_BOLD) ? CN_BOLD : 0) | ((looks & A_DIM) ? CN_DIM : 0)
        | ((looks & A_UNDERLINE) ? CN_UNDERLINE : 0) | ((looks & A_REVERSE) ? CN_REVERSE : 0);
    return 1;
}

int cn_character_width(uint32_t character) { return wcwidth((wchar_t)character); }
