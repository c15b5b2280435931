#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "CNcurses.h"
#include "Internal.h"

static const int collected[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGHUP, SIGQUIT};
static const int ignored[] = {SIGTTIN, SIGTTOU};
enum { COLLECTED = sizeof collected / sizeof collected[0], IGNORED = sizeof ignored / sizeof ignored[0] };

static struct sigaction before[COLLECTED + IGNORED];
static atomic_int received;
static volatile sig_atomic_t bell = -1;

static void on_signal(int number) {
    int saved = errno;
    for (int i = 0; i < COLLECTED; i++) {
        if (collected[i] == number) atomic_fetch_or(&received, 1 << i);
    }
    // A full pipe wakes its reader too.
    if (bell >= 0 && write(bell, "", 1) < 0) errno = saved;
    errno = saved;
}

void cn_signals_begin(int descriptor) {
    struct sigaction action;
    sigset_t set;
    if (bell >= 0) return;
    bell = descriptor;
    atomic_store(&received, 0);
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    sigemptyset(&set);
    action.sa_flags = SA_RESTART;
    action.sa_handler = on_signal;
    for (int i = 0; i < COLLECTED; i++) {
        sigaction(collected[i], &action, &before[i]);
        sigaddset(&set, collected[i]);
    }
    action.sa_handler = SIG_IGN;
    for (int i = 0; i < IGNORED; i++) sigaction(ignored[i], &action, &before[COLLECTED + i]);
    // The threads on which Swift's tasks run block nearly all signals.
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int cn_signals_take(void) { return atomic_exchange(&received, 0); }

void cn_signals_end(void) {
    if (bell < 0) return;
    for (int i = 0; i < COLLECTED; i++) sigaction(collected[i], &before[i], NULL);
    for (int i = 0; i < IGNORED; i++) sigaction(ignored[i], &before[COLLECTED + i], NULL);
    bell = -1;
}
