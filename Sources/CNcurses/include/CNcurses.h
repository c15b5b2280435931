// Curses for Swift: plain integers and pointers, one terminal.
#ifndef DRAGOMAN_CNCURSES_H
#define DRAGOMAN_CNCURSES_H

#include <stdint.h>

#endif
